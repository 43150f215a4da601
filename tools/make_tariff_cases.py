"""Make tests/law/tariff_table.csv: premiums worked out from the tables of the law, apart from the program.

    python tools/make_tariff_cases.py            # write
    python tools/make_tariff_cases.py --check    # exit 1 if the file is not what this makes

Nothing of jamsos is imported. The incomes at which bands begin and their bases are typed from PP 44/2015 annex II; JKK
is 1% of the basis and JHT 2% (PP 46/2015), JKM 6.800. PP 49/2020 leaves 1% of JKK and JKM to pay from August 2020 to
January 2021, whoever pays. PP 50/2025 leaves half of JKK and JKM to pay, transport from January 2026 to March 2027,
others from April to December 2026, but not where APBN or APBD pays; a source that is undecided pays in full.
"""

import argparse
import sys
from pathlib import Path

TABLE = Path(__file__).parents[1] / "tests" / "law" / "tariff_table.csv"
BANDS = (
    (0, 1_000_000), (1_100_000, 1_200_000), (1_300_000, 1_400_000), (1_500_000, 1_600_000), (1_700_000, 1_800_000),
    (1_900_000, 2_000_000), (2_100_000, 2_200_000), (2_300_000, 2_400_000), (2_500_000, 2_600_000),
    (2_700_000, 2_950_000), (3_200_000, 3_450_000), (3_700_000, 3_950_000), (4_200_000, 4_450_000),
    (4_700_000, 4_950_000), (5_200_000, 5_450_000), (5_700_000, 5_950_000), (6_200_000, 6_450_000),
    (6_700_000, 6_950_000), (7_200_000, 7_450_000), (7_700_000, 7_950_000), (8_200_000, 8_700_000),
    (9_200_000, 9_700_000), (10_200_000, 10_700_000), (11_200_000, 11_700_000), (12_200_000, 12_700_000),
    (13_200_000, 13_700_000), (14_200_000, 14_700_000), (15_200_000, 15_700_000), (16_200_000, 16_700_000),
    (17_200_000, 17_700_000), (18_200_000, 18_700_000), (19_200_000, 19_700_000), (20_200_000, 20_700_000),
)  # fmt: skip
JKM = 6_800
# The month before, of and after every border, and one in the midst of each stretch.
MONTHS = (
    "2015-07", "2019-06", "2020-07", "2020-08", "2020-11", "2021-01", "2021-02", "2023-04", "2025-11", "2025-12",
    "2026-01", "2026-02", "2026-03", "2026-04", "2026-08", "2026-11", "2026-12", "2027-01", "2027-02", "2027-03",
    "2027-04", "2027-12", "2030-06",
)  # fmt: skip
PAYERS = (("apbd", "excluded"), ("dana_desa", "undecided"), ("sponsor", "included"))
SECTORS = ("transport", "other", "unknown")
PROGRAMMES = ("JKK+JKM", "JKK+JKM+JHT")
# Of every band its first rupiah and the last below it, in the months where the most is at stake.
BAND_MONTHS = ("2020-09", "2026-05", "2027-01")


def premium(month: str, relief: str, sector: str, income: int | None, programmes: str) -> tuple[int, int, int]:
    """Give JKK, JKM and JHT in rupiah; months compare as text, because they are all written yyyy-mm."""
    basis = max(basis for start, basis in BANDS if start <= (income or 0))
    jkk, jkm, jht = basis // 100, JKM, basis // 50 if "JHT" in programmes else 0
    if "2020-08" <= month <= "2021-01":
        return jkk // 100, jkm // 100, jht
    eased = "2026-01" <= month <= "2027-03" if sector == "transport" else "2026-04" <= month <= "2026-12"
    if eased and relief == "included":
        return jkk // 2, jkm // 2, jht
    return jkk, jkm, jht


def table() -> str:
    """Give the whole file."""
    asked: list[tuple[str, str, str, str, int | None, str]] = []
    for month in MONTHS:
        for payer, relief in PAYERS:
            for sector in SECTORS:
                asked += [(month, payer, relief, sector, None, programmes) for programmes in PROGRAMMES]
    for place, (start, _) in enumerate(BANDS):
        payer, relief = PAYERS[place % len(PAYERS)]
        for month in BAND_MONTHS:
            incomes = (start, start - 1) if start else (0, 1)
            asked += [(month, payer, relief, SECTORS[place % 2], income, PROGRAMMES[1]) for income in incomes]
            asked.append((month, "sponsor", "included", SECTORS[place % 2], start, PROGRAMMES[0]))
    lines = ["month,payer,relief,sector,income,programmes,jkk,jkm,jht"]
    for month, payer, relief, sector, income, programmes in dict.fromkeys(asked):
        amounts = premium(month, relief, sector, income, programmes)
        shown = "" if income is None else income
        lines.append(",".join(map(str, (month, payer, relief, sector, shown, programmes, *amounts))))
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the file, or check it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="only compare")
    made = table()
    if not parser.parse_args().check:
        TABLE.write_text(made, encoding="utf-8", newline="\n")
    elif TABLE.read_text(encoding="utf-8") != made:
        sys.exit(f"{TABLE.name} is not what tools/make_tariff_cases.py makes; run it")


if __name__ == "__main__":
    main()
