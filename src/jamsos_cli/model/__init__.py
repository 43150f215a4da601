"""Nouns: the values every other room speaks in. Nothing here opens a file, prints or asks the clock."""
