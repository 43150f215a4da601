"""A small month: three persons under two sources, one statement with differences."""

from collections.abc import Callable

import pandas as pd
import pytest

from jamsos_cli.model.enrolment import ENROLMENTS
from jamsos_cli.model.frame import build
from jamsos_cli.model.invoice import BILLED, INVOICES
from jamsos_cli.model.statement import MATCHES

NIKS = {1: "5104031203800001", 2: "5104035203800002", 3: "5104031203810003", 4: "5104031203820004"}
NAMES = {1: "I Wayan Sudarma", 2: "Ni Made Sari", 3: "I Nyoman Rai", 4: "Ketut <b>"}

Row = dict[str, object]


@pytest.fixture
def line() -> Callable[..., Row]:
    def make(person: int, source: str = "apbd", payer: str = "regency", **changed: object) -> Row:
        jkk, jkm, jht = 10_000, 6_800, int(str(changed.pop("jht", 0)))
        given = {
            "person_id": person, "enrolment_id": person, "nik": NIKS[person], "name": NAMES[person],
            "village_name": "Batubulan", "source": source, "payer": payer, "payer_name": payer.title(),
            "iuran_month": "2026-11", "jkk": jkk, "jkm": jkm, "jht": jht, "total": jkk + jkm + jht,
            "tariff": "bpu-2015+jkm-2015", "undecided": False, "invoice_id": 1, "status": "draft", "number": "",
        }  # fmt: skip
        return given | changed

    return make


@pytest.fixture
def lines() -> Callable[..., pd.DataFrame]:
    return lambda *rows: build(BILLED, [[row[name] for name in BILLED] for row in rows])


@pytest.fixture
def invoices() -> Callable[..., pd.DataFrame]:
    return lambda *rows: build(INVOICES, rows)


@pytest.fixture
def matches() -> Callable[..., pd.DataFrame]:
    def make(*rows: tuple[str, int | None, int, int]) -> pd.DataFrame:
        return build(
            MATCHES,
            [
                (
                    state, person, NIKS[person or 4], NAMES[person or 4], "apbd" if billed else "",
                    "Pemkab" if billed else "", "2026-11", billed, recorded, "bpjs.xlsx" if recorded else "",
                    "Data" if recorded else "", 7 if recorded else None, "", "", f"NIK {NIKS[person or 4]}",
                )
                for state, person, billed, recorded in rows
            ],
        )  # fmt: skip

    return make


@pytest.fixture
def enrolments() -> Callable[..., pd.DataFrame]:
    def make(*rows: tuple[int, str, str, str, str, str]) -> pd.DataFrame:
        return build(
            ENROLMENTS,
            [
                (
                    number, person, NIKS[person], NAMES[person], "1980-03-12", "L", village, village_name, "", "petani",
                    "other", None, source, "JKK+JKM", first, last, "", "", "", "desa.xlsx", "Sheet1", 5, number,
                )
                for number, (person, source, village, village_name, first, last) in enumerate(rows, 1)
            ],
        )  # fmt: skip

    return make
