"""Dated data and its only loader: `load()` gives the law, `law.regions` the places, `law.occupations` the trades."""

from jamsos_cli.law.book import InForce, Law, PriceRow, load

__all__ = ["InForce", "Law", "PriceRow", "load"]
