"""Which useful columns are not there, and what is used instead?"""

from collections import Counter
from collections.abc import Iterator

from jamsos_cli.model.finding import Finding, Kind, Level
from jamsos_cli.model.judging import Judgement
from jamsos_cli.model.place import Place
from jamsos_cli.model.roster import RosterFile, RosterSheet, at_a_glance
from jamsos_cli.model.roster_entry import is_blank
from jamsos_cli.model.wording import Text, joined

COLUMN_ABSENT = Kind(
    "F16", "column-absent", Level.NOTE, "file",
    message=Text("Kolom yang berguna tidak ada: {columns}.", "Useful columns are not there: {columns}."),
    hint=Text(
        "Daftar tetap dipakai. Tambahkan kolomnya bila ada datanya.", "The list is used all the same; add the columns if you can."
    ),
    why=Text(
        "Dikatakan sekali saja per berkas, beserta apa yang dipakai sebagai gantinya.",
        "Said once a file, with what is used instead.",
    ),
    example=Text("Tanpa TGL LAHIR: tanggal di NIK dipakai.", "No TGL LAHIR: the date in the NIK is used."),
)  # fmt: skip
SOURCE_NOT_GIVEN = Kind(
    "S08", "source-not-given", Level.NOTE, "file",
    message=Text("Sumber dana belum disebut.", "The funding source is not given."),
    hint=Text(
        "Beri kolom SUMBER DANA. Dinas juga bisa menaruh berkas di rosters/<sumber>/ atau memakai jamsos import --source.",
        "Add a column SUMBER DANA. The office may also put the file under rosters/<source>/ or use jamsos import --source.",
    ),
    why=Text("Pemeriksaan tetap jalan; impor akan menanyakannya.", "Checking goes on; import asks for it."),
    example=Text("jamsos import daftar.xlsx --source apbd", "jamsos import list.xlsx --source apbd"),
)  # fmt: skip
_NOT_SAID = Text("tidak diketahui", "not known")
_MOST_LISTED = 5
"""villages that are named."""
_USEFUL = {
    "birth_date": Text("TGL LAHIR (dipakai tanggal di NIK)", "TGL LAHIR (the date in the NIK is used)"),
    "sex": Text("L/P (dipakai jenis kelamin di NIK)", "L/P (the sex in the NIK is used)"),
    "occupation": Text("PEKERJAAN (dihitung bukan sektor transportasi)", "PEKERJAAN (counted as not transport)"),
    "village": Text("DESA (dipakai: {village})", "DESA (used: {village})"),
    "programmes": Text("PROGRAM (dipakai: {programmes})", "PROGRAM (used: {programmes})"),
}


def column_absent(roster: RosterFile, judgement: Judgement) -> Iterator[Finding]:
    """F16 once, naming every absent column; S08 where nothing says who pays."""
    headed = [sheet for sheet in roster.sheets if sheet.columns]
    if not headed:
        return
    source = judgement.default_source
    absent = [field for field in _USEFUL if any(not _has(sheet, field) for sheet in headed)]
    filled = [sheet for sheet in headed if sheet.workers]
    used: dict[str, str | Text] = {
        "village": _villages(filled, judgement),
        "programmes": _programmes(filled, judgement.default_programmes or (source.programmes if source else "JKK+JKM")),
    }
    said = [Text(*(_filled(sentence, used, place) for place, sentence in enumerate(_USEFUL[f]))) for f in absent]
    said += _villages_said_once(filled)
    without_source = any("source" not in sheet.columns for sheet in headed)
    if without_source and source is not None:
        said.append(Text(f"SUMBER DANA (dipakai: {source.title})", f"SUMBER DANA (used: {source.title})"))
    if said:
        yield Finding(COLUMN_ABSENT, Place(roster.file), values=(("columns", joined(said)),))
    titled = all(judgement.source_key(sheet.titles.get("source", "")) for sheet in filled or headed)
    if without_source and source is None and not titled:
        yield Finding(SOURCE_NOT_GIVEN, Place(roster.file))


def _programmes(sheets: list[RosterSheet], otherwise: str) -> str:
    """Give the programmes of people whose list has no column for them: what titles say, else what is usual."""
    unsaid = [sheet for sheet in sheets if "programmes" not in sheet.columns]
    return ", ".join(dict.fromkeys(sheet.titled_programmes or otherwise for sheet in unsaid)) or otherwise


def _villages(sheets: list[RosterSheet], judgement: Judgement) -> Text:
    """Give the villages that titles name, which of them are none of the regency, and whose village nothing says."""
    said = [sheet for sheet in sheets if "village" in sheet.titles]
    named = {sheet.titles["village"]: sheet.titles.get("district", "") for sheet in said}
    if not named:
        return _NOT_SAID
    find = judgement.find_village
    strange = [name for name, district in named.items() if find and find(name, district).village is None]
    texts = [Text(listed, listed)] if (listed := _listed([name for name in named if name not in strange])) else []
    if strange:
        listed = _listed(strange)
        texts.append(Text(f"tidak pasti desa yang mana: {listed}", f"not certain which village: {listed}"))
    if unsaid := [sheet for sheet in sheets if sheet not in said and "village" not in sheet.columns]:
        people, first = sum(len(sheet.workers) for sheet in unsaid), unsaid[0]
        at = f"{first.name} {first.workers[0].number}".strip()
        texts.append(
            Text(
                f"tidak diketahui untuk {people} orang mulai baris {at}",
                f"not known of {people} people from row {at} on",
            )
        )
    return Text("; ".join(text.id for text in texts), "; ".join(text.en for text in texts))


def _villages_said_once(sheets: list[RosterSheet]) -> Iterator[Text]:
    """Say how many rows are read as of the one village that their column names at its top."""
    used: Counter[str] = Counter()
    for sheet in (sheet for sheet in sheets if "village" in sheet.columns):
        title = sheet.titles.get("village", "")
        if title and at_a_glance(sheet.value(sheet.workers[0], "village")).upper() == title.upper():
            written = Counter(sheet.value(row, "village") for row in sheet.workers)
            used[title] += sum(rows for value, rows in written.items() if is_blank(at_a_glance(value)))
    for title, rows in used.items():
        if rows:
            yield Text(f"isi DESA di {rows} baris (dipakai: {title})", f"the DESA of {rows} rows (used: {title})")


def _listed(names: list[str]) -> str:
    return ", ".join(names[:_MOST_LISTED]) + (", ..." if len(names) > _MOST_LISTED else "")


def _has(sheet: RosterSheet, field: str) -> bool:
    return field in sheet.columns or (field == "birth_date" and "ttl" in sheet.columns)


def _filled(sentence: str, used: dict[str, str | Text], language: int) -> str:
    values = {name: value[language] if isinstance(value, Text) else value for name, value in used.items()}
    return sentence.format_map(values)
