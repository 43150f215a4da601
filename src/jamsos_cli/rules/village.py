"""Which village of the regency is meant?"""

from collections.abc import Iterator

from jamsos_cli.model.finding import Finding, Kind, Level
from jamsos_cli.model.judging import Case, Judgement
from jamsos_cli.model.sheet_rows import SheetRows
from jamsos_cli.model.wording import Text

VILLAGE_UNKNOWN = Kind(
    "V01", "village-unknown", Level.WARNING, "cell",
    message=Text("{value} bukan nama desa atau kelurahan di {regency}.", "{value} is no desa or kelurahan of {regency}."),
    hint=Text("Tulis nama desa atau kelurahan dinas, bukan desa adat atau banjar.", "Write the official desa or kelurahan, not the desa adat or banjar."),
    why=Text("Tagihan Dana Desa dan laporan dihitung per desa.", "Dana Desa invoices and reports go by village."),
    example=Text("Salah: Br. Tengah. Benar: Batubulan", "Wrong: Br. Tengah. Right: Batubulan"),
)  # fmt: skip
VILLAGE_AMBIGUOUS = Kind(
    "V02", "village-ambiguous", Level.WARNING, "cell",
    message=Text("Ada lebih dari satu desa bernama {value}: {candidates}.", "More than one village is called {value}: {candidates}."),
    hint=Text("Tulis kecamatannya di kolom KECAMATAN, atau satu baris di atas judul kolom, misalnya KECAMATAN : RUNGAN HULU. Bila kecamatannya sama, tulis Desa atau Kelurahan di depan namanya.", "Write the district in a column KECAMATAN, or in a line above the heading, such as KECAMATAN : RUNGAN HULU. Where it is the same, write Desa or Kelurahan before the name."),
    why=Text("Dua desa bernama sama menerima tagihan yang berbeda.", "Two villages of one name get different invoices."),
    example=Text("Tumbang Lapan ada di dua kecamatan Gunung Mas.", "Tumbang Lapan stands in two districts of Gunung Mas."),
)  # fmt: skip
VILLAGE_SPELLING = Kind(
    "V03", "village-spelling", Level.NOTE, "cell",
    message=Text("{value} dibaca sebagai {read}.", "{value} is read as {read}."),
    hint=Text("Tidak perlu apa-apa bila benar.", "Nothing to do if that is right."),
    why=Text("Ejaan yang hampir sama dicocokkan dengan daftar Kemendagri.", "Near spellings are matched with the list."),
    example=Text("Sarerangan dibaca Sare Rangan.", "Sarerangan is read as Sare Rangan."),
)  # fmt: skip


def village_doubtful(rows: SheetRows, _: Judgement) -> Iterator[int]:
    """Give the rows whose village is not plainly one of the regency's."""
    return (
        i for i, match in enumerate(rows.matches) if match is not None and (match.village is None or match.by_spelling)
    )


def village_known(case: Case, judgement: Judgement) -> Iterator[Finding]:
    """V01, V02 or V03 of a village written in the row; judged only where the regency is known."""
    if case.match is None or judgement.regency is None or not case.entry.village:
        return
    if case.match.candidates:
        listed = ", ".join(f"{v.title} (Kec. {v.district})" for v in case.match.candidates)
        yield case.finding(VILLAGE_AMBIGUOUS, "village", candidates=listed)
    elif case.match.village is None:
        yield case.finding(VILLAGE_UNKNOWN, "village", regency=judgement.regency.name)
    elif case.match.by_spelling:
        yield case.finding(VILLAGE_SPELLING, "village", read=case.match.village.title)
