"""Bytes in, rows out; nothing is judged here."""
