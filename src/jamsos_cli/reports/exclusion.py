"""Exclusion lists: what is there, what a new one said, whom it concerns."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from jamsos_cli.model.exclusion import BY_KEY, ExclusionList, Refused
from jamsos_cli.model.frame import records
from jamsos_cli.model.mistakes import MISTAKES
from jamsos_cli.model.nik import mask
from jamsos_cli.model.place import said_row
from jamsos_cli.model.showing import shown_name
from jamsos_cli.model.source import Source, titles_of
from jamsos_cli.model.table import Table, rupiah_column, text_column, whole_column
from jamsos_cli.model.wording import Lang, Text

if TYPE_CHECKING:
    import pandas as pd

STATUSES = {
    "new": Text("masuk", "taken in"),
    "known": Text("sudah ada", "there already"),
    "withdrawn": Text("pernah ditarik, dilewati", "withdrawn before, passed over"),
}
_COUNTS = (
    whole_column("Baris", "Rows", 10),
    whole_column("Dikenal dari NIK", "Known by NIK", 12),
    whole_column("Dari nama dan tanggal lahir", "By name and birth date", 14),
    whole_column("Tidak terpakai", "Unusable", 12),
)
_NUMBER = whole_column("Nomor", "Number", 8)
_KIND = text_column("Jenis", "Kind", 16)
_ORIGIN = text_column("Asal", "Origin", 20)
_DATED = text_column("Tanggal", "Date", 12)
_FILE = text_column("Berkas", "File", 40)
_SAID = text_column("Menurut daftar", "By the list", 44)


def lists_table(lists: Sequence[ExclusionList], lang: Lang) -> Table:
    """Give every list: number, kind, origin, date, file, people, and whether it is in force."""
    rows = [
        (one.list_id, BY_KEY[one.kind].title.say(lang), shown_name(one.origin), one.dated, shown_name(one.file, 200),
         *_counts(one), _state(one, lang))
        for one in lists
    ]  # fmt: skip
    state = text_column("Keadaan", "State", 40)
    return Table(
        Text("Daftar pengecualian", "Exclusion lists"),
        (_NUMBER, _KIND, _ORIGIN, _DATED, _FILE, *_COUNTS, state),
        rows,
    )


def taken_table(taken: Sequence[tuple[str, ExclusionList]], lang: Lang, *, dry_run: bool = False) -> Table:
    """Give one row a list of the files given: what became of it (a key of STATUSES), and its people."""
    rows = [
        (shown_name(one.file, 200), STATUSES[status].say(lang), None if dry_run and status == "new" else one.list_id,
         BY_KEY[one.kind].title.say(lang), shown_name(one.origin), one.dated, *_counts(one))
        for status, one in taken
    ]  # fmt: skip
    note = Text("Hanya dihitung; tidak ada yang disimpan.", "Only counted; nothing was saved.") if dry_run else None
    result = text_column("Hasil", "Result", 16)
    return Table(
        Text("Daftar pengecualian", "Exclusion lists"),
        (_FILE, result, _NUMBER, _KIND, _ORIGIN, _DATED, *_COUNTS),
        rows,
        note=note,
    )


def new_lists(taken: Sequence[tuple[str, ExclusionList]], lang: Lang) -> tuple[Table, ...]:
    """Give the lists that a month's run took in; nothing when there was no new one."""
    new = [(status, one) for status, one in taken if status == "new"]
    return (taken_table(new, lang),) if new else ()


def _counts(one: ExclusionList) -> tuple[int, int, int, int]:
    return one.rows_read, one.by_nik, one.by_name, one.unusable


def _state(one: ExclusionList, lang: Lang) -> str:
    if not one.withdrawn_at:
        return Text("berlaku", "in force").say(lang)
    day, why = one.withdrawn_at[:10], shown_name(one.withdrawn_why)
    return Text(f"ditarik {day}: {why}", f"withdrawn {day}: {why}").say(lang)


def refused_table(refused: Sequence[tuple[str, Refused]], lang: Lang) -> tuple[Table, ...]:
    """Give why rows of lists (file, reason) are known by no NIK, in the words of rosters; nothing when all are."""
    rows = [
        (shown_name(file, 200), one.code, MISTAKES[one.code].say(lang), one.rows,
         ", ".join(one.cells) + (", …" if one.rows > len(one.cells) else ""))
        for file, one in refused
    ]  # fmt: skip
    if not rows:
        return ()
    columns = (
        _FILE,
        text_column("Kode", "Code", 6),
        text_column("Apa", "What", 50),
        whole_column("Baris", "Rows", 8),
        text_column("Di", "At", 30),
    )
    note = Text(
        "Baris ini tidak dicocokkan dengan NIK mana pun; hanya nama dan tanggal lahirnya, bila ada keduanya.",
        "These rows match no NIK; only their name and birth date, where they have both.",
    )
    return (Table(Text("NIK yang tidak dapat dipakai", "NIKs that cannot be used"), columns, rows, note=note),)


def enrolled_table(listed: "pd.DataFrame", sources: Sequence[Source], lang: Lang) -> tuple[Table, ...]:
    """Give who is enrolled and on a list (LISTED, once a person); nothing when nobody is."""
    if listed.empty:
        return ()
    titles = titles_of(sources)
    rows = [
        (shown_name(one["name"]), mask(one["nik"]), shown_name(one["village_name"]),
         titles.get(one["source"], one["source"]), one["last_month"], _said(one, lang), _place(one, lang))
        for one in records(listed)
    ]  # fmt: skip
    columns = (
        text_column("Nama", "Name", 30),
        text_column("NIK", "NIK", 18),
        text_column("Desa", "Village", 20),
        text_column("Sumber dana", "Source", 16),
        text_column("Terdaftar sampai", "Enrolled until", 10),
        _SAID,
        text_column("Di daftar desa", "On the roster", 40),
    )
    title = Text(
        f"Terdaftar, dan ada di daftar pengecualian: {len(rows)}", f"Enrolled, and on an exclusion list: {len(rows)}"
    )
    note = Text(
        "Mereka tidak ditagih lagi di rancangan tagihan. Minta desa menghapusnya dari daftar.",
        "Drafts bill them no more. Ask the village to take them off its roster.",
    )
    return (Table(title, columns, rows, note=note),)


def questioned_table(lines: "pd.DataFrame", lang: Lang) -> tuple[Table, ...]:
    """Give the issued lines that should not have been billed (QUESTIONED); nothing when there are none."""
    if lines.empty:
        return ()
    rows = [
        (one["iuran_month"], shown_name(one["number"]), shown_name(one["name"]), mask(one["nik"]),
         shown_name(one["village_name"]), one["total"], _said(one, lang))
        for one in records(lines)
    ]  # fmt: skip
    columns = (
        text_column("Bulan", "Month", 10),
        text_column("Nomor tagihan", "Invoice", 34),
        text_column("Nama", "Name", 30),
        text_column("NIK", "NIK", 18),
        text_column("Desa", "Village", 20),
        rupiah_column("Jumlah", "Amount", 16),
        _SAID,
    )
    note = Text(
        "Tagihan terbit tidak berubah; tagihan berikutnya (jamsos invoice) mengoreksi ini.",
        "Issued invoices stay as they are; the next ones (jamsos invoice) correct this.",
    )  # fmt: skip
    title = Text("Tagihan terbit yang semestinya tidak ada", "Issued lines that should not have been billed")
    totals = ("", "", "", "", Text("Jumlah", "Total").say(lang), int(lines["total"].sum()), "")
    return (Table(title, columns, rows, totals, note),)


def lists_json(lists: Sequence[ExclusionList]) -> dict[str, object]:
    """Give every list as `exclude --list --format json` prints it."""
    return {"version": 1, "lists": [_list_json(one) for one in lists]}


def taken_json(
    taken: Sequence[tuple[str, ExclusionList]], listed: "Sequence[pd.DataFrame]", lines: "Sequence[pd.DataFrame]"
) -> dict[str, object]:
    """Give what `exclude --format json` prints: lists with their status, people enrolled, issued lines in question."""
    enrolled = ("list_id", "nik", "name", "village_name", "source", "last_month", "file", "sheet", "row")
    billed = ("list_id", "nik", "name", "iuran_month", "number", "total")
    return {
        "version": 1,
        "lists": [{"status": status, **_list_json(one)} for status, one in taken],
        "enrolled": [_masked(row, enrolled) for frame in listed for row in records(frame)],
        "questioned": [_masked(row, billed) for frame in lines for row in records(frame)],
    }


def _masked(row: Mapping[str, Any], keys: Sequence[str]) -> dict[str, Any]:
    return {key: mask(row[key]) if key == "nik" else row[key] for key in keys}


def _list_json(one: ExclusionList) -> dict[str, object]:
    keys = ("kind", "origin", "dated", "note", "file", "sha256", "rows_read", "by_nik", "by_name", "unusable")
    return {
        "number": one.list_id,
        **{key: getattr(one, key) for key in keys},
        "imported_at": one.imported_at,
        "withdrawn_at": one.withdrawn_at or None,
        "withdrawn_why": one.withdrawn_why or None,
    }


def questioned_rows(lines: "pd.DataFrame") -> list[dict[str, Any]]:
    """Give QUESTIONED for a page: NIKs masked, names fit to show, `said` in Indonesian."""
    return [
        {**one, "nik": mask(one["nik"]), "name": shown_name(one["name"]), "said": _said(one, "id"),
         "village_name": shown_name(one["village_name"])}
        for one in records(lines)
    ]  # fmt: skip


def _said(one: Mapping[str, Any], lang: Lang) -> str:
    """Say reason, origin and date in one line."""
    event = f" {one['event_date']}" if one["event_date"] else ""
    origin = shown_name(one["origin"] or one["list_file"])
    how = Text("; dari nama dan tanggal lahir", "; by name and birth date").say(lang) if one["by_name"] else ""
    return f"{BY_KEY[one['kind']].title.say(lang)}{event} ({origin}, {one['dated']}{how})"


def _place(one: Mapping[str, Any], lang: Lang) -> str:
    return shown_name(said_row(one["file"], one["sheet"], one["row"]).say(lang), 200)
