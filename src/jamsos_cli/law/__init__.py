"""Dated data and its only loader."""
