"""Enrolments of one iuran month to premium lines: who pays for whom, how much, by which records of law.

One person has one premium a month: BPJS books one membership of the BPU segment a NIK and month, so a second purse
would pay for nothing. The source with the lowest `order` in the settings pays, public or sponsor.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from jamsos_cli.errors import SettingsError
from jamsos_cli.model.enrolment import holds_in
from jamsos_cli.model.finding import Finding, Kind, Level
from jamsos_cli.model.frame import are_among, conform, records
from jamsos_cli.model.invoice import LINES
from jamsos_cli.model.month import Month
from jamsos_cli.model.place import Place, said_row
from jamsos_cli.model.premium import PriceBook
from jamsos_cli.model.programme import AMOUNTS, Programmes
from jamsos_cli.model.source import Payer, Relief, Source
from jamsos_cli.model.wording import Text

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

DOUBLE_FUNDED = Kind(
    "D03",
    "double-funded",
    Level.WARNING,
    "row",
    Text(
        "{month}: dua anggaran pemerintah untuk orang yang sama. Yang ditagih {billed} ({billed_place}), "
        "bukan {other}.",
        "{month}: two public budgets for the same person. {billed} is billed ({billed_place}), not {other}.",
    ),
    Text(
        "Hapus orang ini dari salah satu daftar, lalu masukkan lagi daftar itu. Yang ditagih hanya satu sumber. "
        "Urutan sumber ada di jamsos.toml.",
        "Take the person off one of the lists and import that list again. Only one source is billed. "
        "The order of the sources is in jamsos.toml.",
    ),
    Text(
        "Satu orang dan satu bulan iuran hanya boleh dibayar satu sumber dana pemerintah; auditor mencari yang dobel.",
        "One public purse may pay for one person and iuran month; auditors look for doubles.",
    ),
    Text(
        "Salah: orang yang sama di daftar APBD dan daftar Dana Desa untuk November 2026. Benar: di satu daftar saja.",
        "Wrong: the same person on the APBD list and the Dana Desa list for November 2026. Right: on one list.",
    ),
)
TARIFF_UNDECIDED = Kind(
    "S07",
    "tariff-undecided",
    Level.WARNING,
    "run",
    Text(
        "{source}: belum diputuskan apakah keringanan 50% (PP 50/2025) berlaku. "
        "{month}: {people} orang ditagih tarif penuh.",
        "{source}: nobody has decided whether the 50% relief (PP 50/2025) applies. "
        "{month}: {people} people are billed in full.",
    ),
    Text(
        'Tanyakan kepada BPJS Ketenagakerjaan, lalu isi relief = "included" atau "excluded" '
        "pada sumber {key} di jamsos.toml.",
        'Ask BPJS Ketenagakerjaan, then set relief = "included" or "excluded" for source {key} in jamsos.toml.',
    ),
    Text(
        "PP 50/2025 pasal 3 dan 4 tidak memberi keringanan bila APBN atau APBD yang membayar. Dana Desa berasal "
        "dari APBN tetapi dibayar dari anggaran desa; peraturannya tidak menyebutnya.",
        "PP 50/2025 art. 3 and 4 give no relief where APBN or APBD pays. Dana Desa comes from the APBN but is paid "
        "from the village budget; the regulation does not name it.",
    ),
    Text(
        'Salah: relief = "undecided". Benar: relief = "excluded", setelah ada jawaban tertulis.',
        'Wrong: relief = "undecided". Right: relief = "excluded", once there is a written answer.',
    ),
)

NO_VILLAGE, NO_SPONSOR = "tanpa-desa", "tanpa-sponsor"
_NEEDED = [
    "enrolment_id", "person_id", "nik", "name", "village", "village_name", "sector", "income", "source", "programmes",
    "sponsor", "sponsor_name", "file", "sheet", "row", "entered",
]  # fmt: skip
"""columns of ENROLMENTS: of a million people every column more is a second more"""
_PAID_BY = ["source", "village", "village_name", "sponsor", "sponsor_name"]
_PRICED_BY = ["source", "sector", "income", "programmes"]


def price(
    enrolments: "pd.DataFrame",
    month: Month,
    sources: Sequence[Source],
    book: PriceBook,
    regency_name: str,
    issued: "pd.DataFrame | None" = None,
) -> tuple["pd.DataFrame", list[Finding]]:
    """Give the premium LINES of one iuran month from ENROLMENTS, one a person, and what a person must look at.

    Among several enrolments of a person in force that month the source with the lowest order pays, then who entered
    first; a source, and of its villages or sponsors the one, that an `issued` invoice (LINES of the month) has
    billed for the person stays the payer.
    Findings: D03 on the public enrolment that is not billed, S07 once a source whose relief is undecided and would
    have changed an amount. An unknown source in force, or a month without a tariff, is a SettingsError. Lines stand
    by source order, payer, name and person.
    """
    by_key = {source.key: source for source in sources}
    in_force = enrolments.loc[holds_in(enrolments, month), _NEEDED]
    _check_sources(in_force, by_key)
    held = _with_payer(in_force, by_key, regency_name)
    billed, others = _one_each(held, issued)
    billed = _with_premiums(billed, month, by_key, book)
    lines = billed.sort_values(["order", "payer", "name", "person_id"], kind="stable")
    # One payer has one name, that of its first line, however the rosters spell it.
    one_name = lines["payer"].map(lines.drop_duplicates("payer").set_index("payer")["payer_name"])
    lines = conform(LINES, lines.assign(iuran_month=str(month), payer_name=one_name)).reset_index(drop=True)
    doubles = _doubles(billed, others, month, by_key)
    return lines, doubles + _undecided(lines, month, sources)


def _one_each(held: "pd.DataFrame", issued: "pd.DataFrame | None") -> tuple["pd.DataFrame", "pd.DataFrame"]:
    """Part who pays for each person from everybody else who would."""
    if held["person_id"].is_unique:
        return held, held.iloc[:0]
    asked = held["order"].where(~_settled(held, issued, ["source"]), 0)
    # A newer list gives later keys to what it replaces or cuts in two: no reason to move what was billed.
    asked = asked.where(~_settled(held, issued, ["source", "payer"]), -1)
    held = held.assign(rank=asked).sort_values(["rank", "order", "entered", "enrolment_id"], kind="stable")
    not_first = held.duplicated("person_id")
    return held[~not_first], held[not_first]


def _settled(held: "pd.DataFrame", issued: "pd.DataFrame | None", paid_by: list[str]) -> "pd.Series[bool]":
    """Tell which enrolments belong to who an issued invoice has billed for the person, by these columns."""
    import pandas as pd

    if issued is None or issued.empty:
        return pd.Series(False, index=held.index)
    return are_among(held, issued, ["person_id", *paid_by])


def _check_sources(in_force: "pd.DataFrame", by_key: dict[str, Source]) -> None:
    unknown = sorted(set(in_force["source"].unique()) - by_key.keys())
    if unknown:
        named, known = ", ".join(map(repr, unknown)), ", ".join(by_key)
        raise SettingsError(
            Text(
                f"Registri memakai sumber dana {named}, tetapi jamsos.toml tidak. Yang ada: {known}.",
                f"The registry uses the source {named}, jamsos.toml does not have it. There are: {known}.",
            )
        )


def _with_payer(in_force: "pd.DataFrame", by_key: dict[str, Source], regency_name: str) -> "pd.DataFrame":
    """Add order, public, payer and payer_name, worked out once a source and place or sponsor."""
    import pandas as pd

    group, distinct = _grouped(in_force, _PAID_BY)
    paying = []
    for row in records(distinct):
        source = by_key[row["source"]]
        village, sponsor = (row["village"], row["village_name"]), (row["sponsor"], row["sponsor_name"])
        paying.append((source.order, source.public, *_payer(source.payer, regency_name, village, sponsor)))
    added = pd.DataFrame(paying, columns=["order", "public", "payer", "payer_name"])
    return _joined(in_force, group, added)


def _payer(kind: Payer, regency_name: str, village: tuple[str, str], sponsor: tuple[str, str]) -> tuple[str, str]:
    """Give key and name of who pays; `village` and `sponsor` are key and name, a village without code goes by name."""
    if kind is Payer.REGENCY:
        return Payer.REGENCY.value, regency_name
    if kind is Payer.SPONSOR:
        return sponsor[0] or NO_SPONSOR, sponsor[1] or sponsor[0] or NO_SPONSOR
    # Without a code two spellings of one name are one payer.
    return village[0] or " ".join(village[1].upper().split()) or NO_VILLAGE, village[1] or village[0] or NO_VILLAGE


def _grouped(frame: "pd.DataFrame", columns: list[str]) -> tuple["np.ndarray", "pd.DataFrame"]:
    """Give the number of each row's combination of columns, and the combinations by number."""
    numbers = frame.groupby(columns, dropna=False, sort=False).ngroup()
    return numbers.to_numpy(), frame.loc[~numbers.duplicated(), columns]


def _joined(frame: "pd.DataFrame", numbers: "np.ndarray", added: "pd.DataFrame") -> "pd.DataFrame":
    spread = added.take(numbers).set_axis(frame.index)
    return frame.assign(**{str(name): spread[name] for name in spread})


def _with_premiums(billed: "pd.DataFrame", month: Month, by_key: dict[str, Source], book: PriceBook) -> "pd.DataFrame":
    """Add the amounts and records: each distinct combination is priced once."""
    import pandas as pd

    group, distinct = _grouped(billed, _PRICED_BY)
    priced = [
        _priced(book, month, by_key[row["source"]], row["sector"], row["income"], row["programmes"])
        for row in records(distinct)
    ]
    added = pd.DataFrame(priced, columns=[*AMOUNTS, "tariff", "undecided"])
    return _joined(billed, group, added)


def _priced(
    book: PriceBook, month: Month, source: Source, sector: str, income: int | None, programmes: str
) -> tuple[int, int, int, int, str, bool]:
    known = cast(Programmes, programmes)
    premium = book.premium(month, sector=sector, relief=source.relief, income=income, programmes=known)
    undecided = False
    if source.relief is Relief.UNDECIDED:
        relieved = book.premium(month, sector=sector, relief=Relief.INCLUDED, income=income, programmes=known)
        undecided = relieved.total != premium.total
    return premium.jkk, premium.jkm, premium.jht, premium.total, premium.records, undecided


def _doubles(billed: "pd.DataFrame", others: "pd.DataFrame", month: Month, by_key: dict[str, Source]) -> list[Finding]:
    """Two public purses for one person: another source, or another village of the same source."""
    if others.empty:
        return []
    columns = ["person_id", "public", "source", "payer", "payer_name", "file", "sheet", "row"]
    both = others[columns].merge(billed[columns], on="person_id", suffixes=("", "_billed"))
    another_purse = (both["source"] != both["source_billed"]) | (both["payer"] != both["payer_billed"])
    both = both[both["public"] & both["public_billed"] & another_purse].sort_values(["file", "sheet", "row"])
    return [
        Finding(
            DOUBLE_FUNDED,
            Place(one["file"], one["sheet"] or None, one["row"]),
            values=(
                ("month", month.title),
                ("billed", _purse(by_key[one["source_billed"]], one["payer_name_billed"], one["source"])),
                ("billed_place", said_row(one["file_billed"], one["sheet_billed"], one["row_billed"])),
                ("other", _purse(by_key[one["source"]], one["payer_name"], one["source_billed"])),
            ),
        )
        for one in records(both)
    ]


def _purse(source: Source, payer: str, other: str) -> str:
    """Name a source, and its payer where the other one is of the same source."""
    return f"{source.title} {payer}" if source.key == other and payer else source.title


def _undecided(lines: "pd.DataFrame", month: Month, sources: Sequence[Source]) -> list[Finding]:
    people = lines.loc[lines["undecided"], "source"].value_counts()
    return [
        Finding(
            TARIFF_UNDECIDED,
            Place("jamsos.toml"),
            field="relief",
            value=str(source.relief),
            values=(
                ("source", source.title),
                ("key", source.key),
                ("month", month.title),
                ("people", int(people[source.key])),
            ),
        )
        for source in sorted(sources, key=lambda s: s.order)
        if source.key in people.index
    ]
