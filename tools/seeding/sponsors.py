"""The form that sponsors of a sample office sent in: what they pledge, with the two mistakes that forms have most."""

from collections import Counter
from collections.abc import Sequence

from seeding.files import Sheet, workbook_bytes
from seeding.roster import Roster, Sponsor, Value

NAME = "sponsors/formulir-sertakan-2026.xlsx"
_HEADINGS = (
    "NO",
    "NAMA SPONSOR",
    "NIP",
    "OPD",
    "NO. HP",
    "JUMLAH PEKERJA",
    "MULAI",
    "LAMA (BULAN)",
    "JUMLAH IURAN (RP)",
)
_TWO_MONTHS, _YEAR, _WRONG_YEAR = 2 * 8_400, 2 * 8_400 + 10 * 16_800, 12 * 8_400
"""What one worker costs from November 2026 on (PP 50/2025); the last is months times one tariff."""


def form(rosters: Sequence[Roster], opd: str) -> dict[str, bytes]:
    """Give the form of one office by its path below the workspace.

    Every second sponsor pledges a year, the others to December; the first pledges a place more than it has workers. One
    amount is months times one tariff (J06), and one NIP was typed as a number (J02).
    """
    workers: Counter[Sponsor] = Counter()
    for roster in rosters:
        for row in roster.rows:
            if row.sponsor is not None and row.sponsor.opd == opd and not row.errors:
                workers[row.sponsor] += 1
    sheet = Sheet("SPONSOR", widths=[5, 32, 22, 24, 16, 10, 12, 10, 18])
    sheet.add("FORMULIR SPONSOR SERTAKAN 2026")
    sheet.add(f"OPD : {opd}")
    sheet.add()
    sheet.bold += [1, sheet.add(*_HEADINGS)]
    for number, (sponsor, count) in enumerate(sorted(workers.items()), 1):
        places = count + (number == 1)
        a_year = number % 2 == 0
        amount = places * (_YEAR if a_year else _TWO_MONTHS)
        nip: Value = sponsor.nip
        if number == 4:
            amount = places * _WRONG_YEAR
        if number == 5 and sponsor.nip:
            nip = int(sponsor.nip)
        months = 12 if a_year else 2
        sheet.add(number, sponsor.name, nip, opd, f"0812390000{number:02d}", places, "November 2026", months, amount)
    sheet.add(None, "JUMLAH", None, None, None, sum(workers.values()) + 1)
    return {NAME: workbook_bytes([sheet])}
