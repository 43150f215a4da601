"""A table that is asked for in English has no word of Indonesian in its cells."""

from datetime import date

import pytest

from jamsos_cli.model.budget import Excess, Position, Split
from jamsos_cli.model.month import Month
from jamsos_cli.model.nik_change import NikChange
from jamsos_cli.model.source import DEFAULT_SOURCES
from jamsos_cli.model.wording import Lang
from jamsos_cli.reports.budget import budget_tables
from jamsos_cli.reports.nik_changes import changes_table


@pytest.mark.parametrize(("lang", "said"), [("id", "LEWAT"), ("en", "OVERDUE")])
def test_a_late_change_of_nik(lang: Lang, said: str) -> None:
    late = NikChange("5104031203800001", "5104031203800002", "2026-10-01", "KTP", "2026-10-01T08:00:00+08:00")
    (row,) = changes_table([late], date(2026, 11, 22), lang, whole=False).rows
    assert said in row


@pytest.mark.parametrize(("lang", "said"), [("id", "seluruhnya"), ("en", "whole")])
def test_what_was_issued_past_a_ceiling(lang: Lang, said: str) -> None:
    passed = Excess("2026-11", "apbd", 2026, "", "", "", 1, 0, 2, "P-APBD", "Ni Luh", "2026-11-22T08:00:00+08:00")
    stands = Position(
        "apbd", 2026, "", "", 1, (), Split(2), 0, Split(), Month(2026, 12), Split(), 0, None, "", 0,
        (passed,),
    )  # fmt: skip
    (row,) = budget_tables([stands], DEFAULT_SOURCES, 2026, lang)[-1].rows
    assert said in row
