"""Places of sponsors that another source's payment has freed, and who waits for them."""

from collections.abc import Sequence

from jamsos_cli.model.freed_place import FreedPlace
from jamsos_cli.model.month import Month
from jamsos_cli.model.showing import shown_name, shown_names
from jamsos_cli.model.table import Table, text_column
from jamsos_cli.model.wording import Text


def freed_tables(places: Sequence[FreedPlace], month: Month) -> tuple[Table, ...]:
    """Give one row a place; nothing when no place is free."""
    if not places:
        return ()
    rows = [
        (
            shown_name(one.sponsor),
            shown_name(one.opd),
            shown_name(one.name),
            shown_name(one.village_name),
            one.billed,
            shown_names(one.waiting),
        )
        for one in places
    ]
    columns = (
        text_column("Sponsor", "Sponsor", 26), text_column("OPD", "Office", 24), text_column("Pekerja", "Worker", 26),
        text_column("Desa", "Village", 20), text_column("Sudah dibayar", "Paid by", 14),
        text_column("Menunggu di desa itu", "Waiting in that village", 52),
    )  # fmt: skip
    return (
        Table(
            Text(f"Tempat sponsor yang bebas, {month.title}", f"Free places of sponsors, {month}"),
            columns,
            rows,
            note=Text(
                "Pekerja ini sudah dibayar sumber lain; sponsor dapat membayar orang lain. Menunggu: ada di daftar "
                "tunggu desanya, lalu yang masa kepesertaannya habis.",
                "Another source pays for these workers; the sponsor can pay for somebody else. Waiting: who is on the "
                "waiting list of the village, then whose enrolment has run out.",
            ),
        ),
    )
