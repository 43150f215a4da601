"""Bytes in, rows out; nothing is judged here. A file is read once: what is hashed is what is parsed."""
