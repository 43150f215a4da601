"""What is taken out with whole NIKs adds up to the invoices it goes with."""

from pathlib import Path

import openpyxl
import pytest
from sent import line, nik, send

from jamsos_cli.model.month import Month
from jamsos_cli.runs.cancelling import cancel
from jamsos_cli.runs.ending import Said, end
from jamsos_cli.runs.exporting import Asked, What, export
from jamsos_cli.runs.invoicing import invoice
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.runs.rosters.import_options import Options
from jamsos_cli.store import open_registry

SEPTEMBER, OCTOBER = Month(2026, 9), Month(2026, 10)
SPONSOR = {"SPONSOR": "Ni Made Sari", "OPD": "Dinas A"}


def rows(office: Workspace, what: What, month: Month, out: Path) -> list[tuple[object, ...]]:
    """Give the rows of the one file that is made, from the heading on."""
    (path,) = export(office, month, Asked(what, out=out)).files
    return list(openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=3, values_only=True))


@pytest.mark.parametrize("what", ["annex", "deductions"])
def test_corrections_stand_on_what_is_exported_so_that_it_adds_up_to_the_invoice(
    office: Workspace, tmp_path: Path, what: What
) -> None:
    send(office, "a.csv", [line(n, **SPONSOR) for n in range(3)], Options(first=SEPTEMBER, months=4), source="sertakan")
    invoice(office, SEPTEMBER, issue=True)
    assert rows(office, what, SEPTEMBER, tmp_path / "first")[0][-1] == "Jumlah"
    end(office, nik(0), Said("meninggal", "2026-09", "", ""))
    invoice(office, OCTOBER, issue=True)
    heading, *people, sums = rows(office, what, OCTOBER, tmp_path / "next")
    at = {str(name): place for place, name in enumerate(heading)}
    found = {(row[at["NIK"]], row[at["Bulan iuran"]]): (row[at["Jumlah"]], row[at["Keterangan"]]) for row in people}
    assert found[nik(0), "2026-09"][0] == -8_400 and "sudah berakhir" in str(found[nik(0), "2026-09"][1])
    assert found[nik(1), "2026-10"] == (8_400, None)
    assert sums[at["Jumlah"]] == 2 * 8_400 - 8_400


def test_what_was_cancelled_is_not_exported(office: Workspace, tmp_path: Path) -> None:
    send(office, "a.csv", [line(0)], Options(first=SEPTEMBER, months=4))
    invoice(office, SEPTEMBER, issue=True)
    with open_registry(office.registry, write=False) as registry:
        number = str(registry.invoices("2026-09")["number"].item())
    cancel(office, number, "keliru", "Ni Luh", even_recorded=False)
    invoice(office, SEPTEMBER, issue=True)
    assert len(rows(office, "annex", SEPTEMBER, tmp_path)) == 3  # heading, one person, sum
