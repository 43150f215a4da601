"""Sheets of a shape that is not read, each told by its name: people side by side, turned round, on two rows."""

from jamsos_cli.model.layout import Layout
from jamsos_cli.model.place import column_letters
from jamsos_cli.model.roster import Row, shown
from jamsos_cli.model.wording import Text
from jamsos_cli.readers.worker_rows import NIK_LIKE

_FIRST_COLUMNS, _FIRST_ROWS = 5, 80
_LEAST_NAMED = 3
"""fields that a column must name to be a heading on its side."""
_LEAST_PEOPLE = 2
"""One is the example of an instruction sheet."""


def turned_round(rows: tuple[Row, ...], layout: Layout) -> Text | None:
    """Say that the headings stand below each other and each person is a column; None where they do not."""
    for column in range(_FIRST_COLUMNS):
        named = {
            field: row
            for row in rows[:_FIRST_ROWS]
            if isinstance(text := row.at(column), str)
            if (field := layout.field(text.rstrip(" :")))
        }
        if len(named) < _LEAST_NAMED or not set(layout.required) <= set(named):
            continue
        beside = named[layout.required[0]].values[column + 1 :]
        if sum(bool(NIK_LIKE.search(shown(value))) for value in beside if value is not None) >= _LEAST_PEOPLE:
            letters = column_letters(column)
            return Text(
                f"daftarnya melintang: judulnya di kolom {letters} dan setiap orang satu kolom; salin semuanya, lalu "
                "Tempel Khusus > Transpose",
                f"the list is turned round: its headings stand in column {letters} and each person is a column; copy "
                "all of it, then Paste Special > Transpose",
            )
    return None


def on_two_rows(column: int) -> Text:
    """Say that NIK and name stand in one column, but not in one cell."""
    letters = column_letters(column)
    return Text(
        f"NIK dan NAMA (keduanya di kolom {letters}, di baris yang berbeda; pindahkan NIK ke kolom sendiri, satu orang "
        "satu baris)",
        f"NIK and NAMA (both in column {letters}, on different rows; move the NIK to a column of its own, one person a "
        "row)",
    )


def side_by_side(columns: dict[str, int], twice: list[tuple[str, int, str]]) -> Text | None:
    """Say that two tables stand side by side: NIK and name once more, right of all the first ones."""
    again = {field: column for field, column, _ in twice}
    if not {"nik", "name"} <= set(again) or min(again.values()) < max(columns[field] for field in again):
        return None
    return Text(
        "; tampaknya dua tabel berdampingan: pindahkan tabel yang kanan ke bawah tabel yang kiri",
        "; these seem to be two tables side by side: move the right one below the left one",
    )
