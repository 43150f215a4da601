"""Sponsors: what forms gave, who holds which places, what ends soon and which place is free."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from jamsos_cli.model.frame import records
from jamsos_cli.model.freed_place import FreedPlace
from jamsos_cli.model.month import Month
from jamsos_cli.model.nik import mask
from jamsos_cli.model.result import FileResult
from jamsos_cli.model.showing import shown_name, shown_names
from jamsos_cli.model.sponsor import STATES, PlacesHeld, Pledge, PledgedWorker
from jamsos_cli.model.table import Shape, Table, TableColumn, rupiah_column, text_column, whole_column
from jamsos_cli.model.wording import Lang, Text

if TYPE_CHECKING:
    import pandas as pd

_NUMBER = whole_column("No", "No", 6)
_NAME = text_column("Sponsor", "Sponsor", 30)
_OPD = text_column("OPD", "Office", 26)
_ID = text_column("NIP/NIK", "NIP/NIK", 24)
_FROM = text_column("Dari", "From", 10)
_UNTIL = text_column("Sampai", "Until", 10)
_STATE = text_column("Keadaan", "State", 16)
_PLACES = whole_column("Tempat", "Places", 10)
_FREE = whole_column("Kosong", "Free", 10)
_BEYOND = whole_column("Lebih", "Beyond", 10)


def taken_table(
    results: Sequence[FileResult], pledges: Sequence[int], places: Sequence[int], *, dry_run: bool
) -> Table:
    """Give one row a file: rows, those with an error, pledges made and their places."""
    rows = [
        (shown_name(one.file, 200), one.rows_read, one.accepted, one.rejected, made, new)
        for one, made, new in zip(results, pledges, places, strict=True)
    ]
    counts = (
        Text("Baris", "Rows"), Text("Diterima", "Accepted"), Text("Ditolak", "Rejected"),
        Text("Janji baru", "New pledges"), Text("Tempat", "Places"),
    )  # fmt: skip
    note = Text("Hanya dihitung; tidak ada yang disimpan.", "Only counted; nothing was saved.") if dry_run else None
    columns = (text_column("Berkas", "File", 44), *(TableColumn(name, Shape.WHOLE, 12) for name in counts))
    return Table(Text("Formulir sponsor", "Sponsors' forms"), columns, rows, note=note)


def list_table(held: Sequence[PlacesHeld], month: Month, lang: Lang) -> Table:
    """Give one row a sponsor: who, office, phone, the pledge that holds, places, who fills them."""
    rows = [
        (one.pledge.sponsor_id, shown_name(one.pledge.name), one.pledge.shown_number, shown_name(one.pledge.opd),
         shown_name(one.pledge.phone), one.pledge.first_month, one.pledge.until,
         STATES[one.pledge.state(month)].say(lang), one.places, one.filled, one.free, one.beyond, one.amount)
        for one in held
    ]  # fmt: skip
    sums = [sum(getattr(one, name) for one in held) for name in ("places", "filled", "free", "beyond")]
    return Table(
        Text(f"Sponsor, {month.title}", f"Sponsors, {month}"),
        (
            _NUMBER, _NAME, _ID, _OPD, text_column("Telepon", "Phone", 16), _FROM, _UNTIL, _STATE, _PLACES,
            whole_column("Terisi", "Filled", 10), _FREE, _BEYOND,
            rupiah_column("Jumlah janji", "Amount pledged", 18),
        ),
        rows,
        totals=(None, str(len(rows)), *[None] * 6, *sums, sum(one.amount or 0 for one in held)),
    )  # fmt: skip


def unpledged_tables(unpledged: Sequence[tuple[str, str, int]], month: Month) -> tuple[Table, ...]:
    """Give the sponsors whom rosters name and no form does; nothing without any."""
    if not unpledged:
        return ()
    rows = [(shown_name(name), shown_name(opd), people) for name, opd, people in unpledged]
    note = Text(
        "Mereka ditagih menurut daftarnya, tanpa batas janji. Minta formulirnya: jamsos template sponsors.",
        "They are billed for their rosters, without a pledge as a limit. Ask for a form: jamsos template sponsors.",
    )
    title = Text(f"Sponsor di daftar tanpa formulir, {month.title}", f"Sponsors on rosters without a form, {month}")
    columns = (_NAME, _OPD, whole_column("Pekerja", "Workers", 10))
    return (Table(title, columns, rows, totals=(str(len(rows)), None, sum(row[2] for row in rows)), note=note),)


def list_json(held: Sequence[PlacesHeld], month: Month) -> dict[str, object]:
    """Give the same for programs; the NIP is masked."""
    return {
        "version": 1,
        "month": str(month),
        "sponsors": [
            {
                **_sponsor_json(one.pledge, month), "places": one.places, "filled": one.filled, "free": one.free,
                "beyond": one.beyond,
                "elsewhere": [{"name": shown_name(name), "source": source} for name, source, *_ in one.elsewhere],
                "missing": [shown_name(name) for name in one.missing],
            }
            for one in held
        ],
        "places": sum(one.places for one in held),
        "filled": sum(one.filled for one in held),
        "free": sum(one.free for one in held),
    }  # fmt: skip


def _sponsor_json(one: Pledge, month: Month) -> dict[str, object]:
    return {
        "sponsor": one.sponsor_id, "name": shown_name(one.name), "number": one.shown_number,
        "opd": shown_name(one.opd), "phone": shown_name(one.phone), "source": one.source,
        "first_month": one.first_month, "last_month": one.last_month, "until": one.until,
        "state": one.state(month), "amount": one.amount,
    }  # fmt: skip


def pledges_table(
    theirs: Sequence[Pledge], month: Month, named: Mapping[int, Sequence[PledgedWorker]], lang: Lang
) -> Table:
    """Give all that a sponsor ever pledged, the ended and replaced too."""
    rows = [
        (one.pledge_id, one.workers, one.programmes, one.first_month, one.last_month, one.until, one.amount,
         STATES[one.state(month)].say(lang), _ended(one), f"{shown_name(one.file, 200)}, {one.row}",
         shown_names([worker.name for worker in named.get(one.pledge_id, ())]))
        for one in theirs
    ]  # fmt: skip
    who = theirs[-1]
    said = ", ".join(filter(None, (shown_name(who.name), who.shown_number, shown_name(who.opd), shown_name(who.phone))))
    return Table(
        Text(f"Sponsor {who.sponsor_id}: {said}", f"Sponsor {who.sponsor_id}: {said}"),
        (
            whole_column("Janji", "Pledge", 8), _PLACES,
            text_column("Program", "Programmes", 14), _FROM,
            text_column("Dijanjikan sampai", "Pledged until", 12),
            text_column("Berlaku sampai", "Holds until", 12),
            rupiah_column("Jumlah janji", "Amount pledged", 18), _STATE,
            text_column("Berakhir lebih awal", "Ended early", 30),
            text_column("Formulir", "Form", 36),
            text_column("Pekerja yang disebut", "Workers named", 36),
        ),
        rows,
    )  # fmt: skip


def _ended(one: Pledge) -> str:
    return f"{shown_name(one.ended_why)} ({shown_name(one.ended_by)})" if one.ended_why else ""


def workers_table(ours: "pd.DataFrame", titles: Mapping[str, str], month: Month, lang: Lang) -> Table:
    """Give the workers of a sponsor in a month, and who pays for each."""
    states = {
        "issued": Text("ditagih", "billed"), "draft": Text("rancangan", "draft"),
        "": Text("tidak ditagih", "not billed"),
    }  # fmt: skip
    rows = [
        (mask(one["nik"]), shown_name(one["name"]), shown_name(one["village_name"]), one["first_month"],
         one["last_month"], titles.get(one["payer_source"], one["payer_source"]), states[one["status"]].say(lang))
        for one in records(ours)
    ]  # fmt: skip
    return Table(
        Text(f"Pekerja, {month.title}", f"Workers, {month}"),
        (
            text_column("NIK", "NIK", 20), text_column("Nama", "Name", 28),
            text_column("Desa", "Village", 20), _FROM, _UNTIL,
            text_column("Dibayar", "Paid by", 16), _STATE,
        ),
        rows,
    )  # fmt: skip


def ending(held: Sequence[PlacesHeld], month: Month, within: int) -> list[PlacesHeld]:
    """Give the sponsors whose places end in this month or so many after it, and are not renewed; the soonest first."""
    last = str(month + within)
    found = [one for one in held if str(month) <= one.until <= last and one.pledge.first_month <= one.pledge.until]
    return sorted(found, key=lambda one: (one.until, one.pledge.opd, one.pledge.name))


def due_tables(held: Sequence[PlacesHeld], free: Sequence[FreedPlace], month: Month, within: int) -> tuple[Table, ...]:
    """Give what is to be done: pledges that end soon, free places with who waits, workers nobody pays for."""
    soon = [
        (one.pledge.sponsor_id, shown_name(one.pledge.name), shown_name(one.pledge.opd), shown_name(one.pledge.phone),
         one.until, one.places, one.filled)
        for one in ending(held, month, within)
    ]  # fmt: skip
    return (
        Table(
            Text(f"Janji yang berakhir sampai {(month + within).title}", f"Pledges that end by {month + within}"),
            (_NUMBER, _NAME, _OPD, text_column("Telepon", "Phone", 16), _UNTIL, _PLACES,
             whole_column("Terisi", "Filled", 10)),
            soon,
            note=Text("Pesan siap kirim: --messages FOLDER.", "Messages to send: --messages FOLDER."),
        ),
        *free_tables(held, free, month),
        *beyond_tables(held, month),
    )  # fmt: skip


def free_tables(held: Sequence[PlacesHeld], free: Sequence[FreedPlace], month: Month) -> tuple[Table, ...]:
    """Give the places that are pledged and not filled, and who waits in the sponsor's village; nothing without any."""
    waits = {(one.sponsor, one.opd): one for one in free}
    rows = [
        (one.pledge.sponsor_id, shown_name(one.pledge.name), shown_name(one.pledge.opd), one.places, one.free,
         shown_names([f"{name} ({source})" for name, source, *_ in one.elsewhere]), shown_names(one.missing),
         shown_name(found.village_name if found else one.pledge.village), shown_names(found.waiting if found else ()))
        for one in held
        if one.free
        for found in [waits.get((one.pledge.name, one.pledge.opd))]
    ]  # fmt: skip
    if not rows:
        return ()
    columns = (
        _NUMBER, _NAME, _OPD, _PLACES, _FREE,
        text_column("Dibayar sumber lain", "Paid by another source", 34),
        text_column("Disebut, belum di daftar", "Named, on no roster", 34),
        text_column("Desa", "Village", 18),
        text_column("Menunggu di desa itu", "Waiting in that village", 44),
    )  # fmt: skip
    note = Text(
        "Sponsor dapat membayar orang lain: daftarkan lewat daftar pekerja sponsor itu. Menunggu: pernah terdaftar, "
        "bulan ini tanpa kepesertaan.",
        "The sponsor can pay for somebody else: put them on its roster. Waiting: enrolled before, without cover now.",
    )
    title = Text(f"Tempat janji yang kosong, {month.title}", f"Pledged places that are free, {month}")
    sums = (None, None, None, None, sum(one.free for one in held), *[None] * 4)
    return (Table(title, columns, rows, totals=sums, note=note),)


def beyond_tables(held: Sequence[PlacesHeld], month: Month) -> tuple[Table, ...]:
    """Give the sponsors on whose roster stand more people than they have pledged for; nothing without any."""
    rows = [
        (one.pledge.sponsor_id, shown_name(one.pledge.name), shown_name(one.pledge.opd), one.pledge.until, one.places,
         one.beyond)
        for one in held
        if one.beyond
    ]  # fmt: skip
    if not rows:
        return ()
    note = Text(
        "Mereka tidak ditagih kepada siapa pun. Minta sponsor menambah atau memperpanjang janji, atau cari sumber "
        "lain.",
        "Nobody is billed for them. Ask the sponsor to add or renew, or find another source.",
    )
    title = Text(f"Pekerja di luar janji, {month.title}", f"Workers beyond the pledge, {month}")
    return (Table(title, (_NUMBER, _NAME, _OPD, _UNTIL, _PLACES, _BEYOND), rows, note=note),)


def end_message(one: PlacesHeld, office: str) -> str:
    """Give the WhatsApp message to a sponsor whose pledge ends soon: short, polite, no NIP and no name of a worker."""
    until = Month.parse(one.until)
    people = f"*{one.filled} pekerja*" if one.filled else "pekerja"
    return (
        f"Yth. Bapak/Ibu {shown_name(one.pledge.name)}\n\n"
        f"Terima kasih atas dukungan Bapak/Ibu dalam program *SERTAKAN*. Janji iuran untuk {people} yang Bapak/Ibu "
        f"lindungi berakhir pada *{until.title}*.\n\n"
        f"Tanpa perpanjangan, mulai {(until + 1).title} iurannya tidak ditagih lagi dan pelindungan mereka berakhir. "
        "Bila berkenan melanjutkan, mohon balas pesan ini dengan jumlah pekerja dan lamanya (misalnya: 1 pekerja, 12 "
        "bulan) sebelum tanggal 15.\n\n"
        f"Salam,\n{shown_name(office)}\n"
    )
