"""Papers against the clock: whole processes, the best of three, on targets in seconds.

    python benchmarks/papers.py           # exit 1 if a target is missed

The annex is that of a regency with 12.800 people, as a workbook; the PDF an invoice whose annex makes it 30 pages long.
"""

import re
import subprocess
import sys
import time
from datetime import date
from typing import Any

from jamsos_cli.model.month import Month
from jamsos_cli.model.source import DEFAULT_SOURCES
from jamsos_cli.settings import Office

ROUNDS = 3
ANNEX_ROWS, ANNEX_SECONDS = 12_800, 3.0
PDF_ROWS, PDF_PAGES, PDF_SECONDS = 1_700, 30, 5.0
MONTH = Month(2026, 11)


def lines(count: int) -> list[dict[str, Any]]:
    """Give made-up lines as papers list them."""
    return [
        {
            "nik": "5104************", "name": f"I WAYAN SUDARMA {number}", "address": f"Br. Tengah No. {number}",
            "village_name": f"Desa {number // 200}", "iuran_month": str(MONTH), "jkk": 10_000, "jkm": 6_800, "jht": 0,
            "total": 16_800, "tariff": "jkk-2015+jkm-2015", "undecided": False, "reason": "", "remark": "",
        }
        for number in range(count)
    ]  # fmt: skip


def annex() -> None:
    """Make the workbook."""
    from jamsos_cli.reports.invoice import lines_table
    from jamsos_cli.writers.workbook import workbook_bytes

    workbook_bytes(
        (lines_table(lines(ANNEX_ROWS), MONTH, {"jkk-2015+jkm-2015": "PP 44/2015"}),), created=MONTH.first_day
    )


def pdf() -> None:
    """Make the PDF; one with fewer pages than it is timed for is a mistake here."""
    from jamsos_cli.writers.paper import paper_pdf

    invoice = {
        "number": "001/JAMSOS/APBD/XI/2026", "payer": "regency", "payer_name": "Pemerintah Kabupaten Gianyar",
        "people": PDF_ROWS, "jkk": 10_000 * PDF_ROWS, "jkm": 6_800 * PDF_ROWS, "jht": 0, "total": 16_800 * PDF_ROWS,
        "due": 16_800 * PDF_ROWS, "brought": 0, "credited": 0, "carried": 0, "cancelled_on": "",
    }  # fmt: skip
    values = {
        "office": Office(),
        "invoice": invoice,
        "lines": lines(PDF_ROWS),
        "laws": {},
        "source": DEFAULT_SOURCES[0],
    }
    day = date(2026, 11, 20)
    made = paper_pdf("invoice", None, day, **values, day=day, month=MONTH, draft=False, running="")
    pages = max(int(found) for found in re.findall(rb"/Count ([0-9]+)", made))
    if pages < PDF_PAGES:
        raise AssertionError(f"{pages} pages only")


WORK = {"annex": (annex, ANNEX_SECONDS), "pdf": (pdf, PDF_SECONDS)}


def main() -> int:
    """Time every work in processes of its own and say what was missed."""
    missed = 0
    for name, (_, target) in WORK.items():
        best = min(_seconds(name) for _ in range(ROUNDS))
        missed += best > target
        print(f"{name:8} {best:6.2f} s   target {target:.1f} s   {'MISSED' if best > target else 'ok'}")
    return 1 if missed else 0


def _seconds(name: str) -> float:
    begin = time.perf_counter()
    subprocess.run([sys.executable, __file__, name], check=True)
    return time.perf_counter() - begin


if __name__ == "__main__":
    if len(sys.argv) > 1:
        WORK[sys.argv[1]][0]()
    else:
        sys.exit(main())
