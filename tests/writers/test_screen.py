import io
import json

import pytest

from jamsos_cli.model.table import Shape, Table, TableColumn
from jamsos_cli.model.wording import Text
from jamsos_cli.writers.printed_json import json_bytes
from jamsos_cli.writers.screen import console, show_line, show_table


def printed(*cells: str | int | None, shape: Shape = Shape.TEXT) -> str:
    out = io.StringIO()
    columns = tuple(TableColumn(Text("Nama", "Name"), shape) for _ in cells)
    show_table(Table(Text("Judul [b]", "Title [b]"), columns, [cells], cells), "id", console(file=out))
    return out.getvalue()


@pytest.mark.parametrize("name", ["[/b] BUDI", "[kepala desa]", ":smile:", "[link=x]y[/link]", "=1+1", "12.800 5104"])
def test_names_are_shown_as_they_are(name):
    assert name in printed(name)


def test_nothing_can_command_the_terminal():
    assert "\x1b" not in printed("\x1b[31mMERAH\x1b]0;judul\x07")


def test_a_long_cell_is_folded_and_not_lost():
    words = [f"kata{n:02d}" for n in range(40)]
    assert printed(" ".join(words)).split().count("kata39") == 2
    assert set(words) <= set(printed(" ".join(words)).split())


@pytest.mark.parametrize("width", [76, 80, 120])
def test_on_a_narrow_terminal_headings_are_folded_and_numbers_are_not(width):
    out = io.StringIO()
    to = console(file=out)
    to.width = width
    numbers = [TableColumn(Text("Perlu diperiksa", "To be looked at"), Shape.WHOLE) for _ in range(6)]
    columns = (TableColumn(Text("Berkas", "File")), *numbers)
    rows = [("rosters/apbd/Desa Batubulan.xlsx", *(12_800 + n for n in range(6)))]
    show_table(Table(Text("Judul", "Title"), columns, rows, ("1", *(912_800 + n for n in range(6)))), "id", to)
    assert all(len(line) <= width for line in out.getvalue().splitlines())
    assert {f"{start}12.80{n}"[-7:] for start in ("", "9") for n in range(6)} <= set(out.getvalue().split())


def test_rupiah_and_counts_have_dots():
    assert "Rp19.084.800" in printed(19_084_800, shape=Shape.RUPIAH)
    assert "12.800" in printed(12_800, shape=Shape.WHOLE)


def test_a_sentence_is_one_line_however_long():
    out = io.StringIO()
    show_line("kata " * 200 + "[/b]", console(file=out))
    assert out.getvalue().count("\n") == 1
    assert "[/b]" in out.getvalue()


@pytest.mark.parametrize("text", ["I Wayan “Sudarma”", "\ud800", "\x1b[31m", "=1+1", "[/b]", "x" * 40_000])
def test_json_is_utf8_and_gives_back_the_same(text):
    content = json_bytes({"b": text, "a": 1})
    content.decode("utf-8")
    assert json.loads(content) == {"b": text, "a": 1}
    assert content.index(b'"b"') < content.index(b'"a"')
    assert b"\x1b" not in content


def test_json_refuses_a_number_that_is_none():
    with pytest.raises(ValueError, match="JSON"):
        json_bytes({"total": float("nan")})


_ACCOUNT = (1_234_567_890,) * 9
_WIDE = Table(
    Text("Anggaran", "Budget"),
    (
        TableColumn(Text("Sumber dana", "Source")),
        *(TableColumn(Text(f"Terikat sampai {n}", f"Committed {n}"), Shape.RUPIAH) for n in range(9)),
        TableColumn(Text("Perbandingan", "Bar")),
    ),
    [("APBD [b]", *_ACCOUNT, "█" * 24), ("Dana Desa", *_ACCOUNT, "█" * 12)],
    (None, *_ACCOUNT, None),
)


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_no_number_and_no_source_is_cut_off_however_narrow_the_screen(width):
    out = io.StringIO()
    to = console(file=out)
    to.width = width
    show_table(_WIDE, "id", to)
    assert out.getvalue().count("Rp1.234.567.890") == 27
    assert all(word in out.getvalue() for word in ("APBD [b]", "Dana Desa"))
    assert max(map(len, out.getvalue().splitlines())) <= width


def test_bars_are_left_out_before_rows_are_taken_apart():
    out = io.StringIO()
    to = console(file=out)
    columns = (TableColumn(Text("Orang", "People"), Shape.WHOLE), TableColumn(Text("Perbandingan", "Bar")))
    to.width = 20
    show_table(Table(Text("Rencana", "Plan"), columns, [(11_904, "█" * 24), (500, "█")]), "id", to)
    assert "█" not in out.getvalue()
    assert out.getvalue().split()[:2] == ["Rencana", "Orang"]
    assert out.getvalue().split()[-2:] == ["11.904", "500"]


def test_a_table_without_rows_says_so():
    out = io.StringIO()
    empty = Table(Text("Sponsor", "Sponsors"), (TableColumn(Text("Nama", "Name")),), [], totals=(0,))
    show_table(empty, "id", console(file=out))
    assert out.getvalue() == "Sponsor\nTidak ada.\n"


def test_a_column_that_nobody_fills_goes_before_the_table_becomes_a_list():
    out = io.StringIO()
    to = console(file=out)
    to.width = 40
    columns = tuple(
        TableColumn(Text(name, name), Shape.WHOLE) for name in ("Terdaftar", "Catatan", "Ditagih", "Tercatat")
    )
    show_table(Table(Text("Judul", "Title"), columns, [(1, None, 2, 3)], (1, None, 2, 3)), "id", to)
    assert "Catatan" not in out.getvalue() and "Terdaftar   Ditagih   Tercatat" in out.getvalue()


def test_lines_of_a_note_stay_lines():
    out = io.StringIO()
    table = Table(Text("Judul", "Title"), (TableColumn(Text("Nama", "Name")),), [("a",)], note=Text("Satu.\nDua.", ""))
    show_table(table, "id", console(file=out))
    assert out.getvalue().endswith("Satu.\nDua.\n")


@pytest.mark.parametrize("width", [60, 80, 200])
def test_a_long_table_looks_as_a_short_one_does(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    columns = (TableColumn(Text("Nama", "Name")), TableColumn(Text("Iuran", "Premium"), Shape.RUPIAH))
    rows = [
        (f"I Wayan 中 {'Sudarma ' * (n % 30)}{'x' * (n % 70)}".strip(), None if n % 7 == 0 else n) for n in range(60)
    ]
    shown = []
    for many in (100, 7, 1):
        monkeypatch.setattr("jamsos_cli.writers.screen._MANY", many)
        out = io.StringIO()
        to = console(file=out)
        to.width = width
        show_table(Table(Text("Judul", "Title"), columns, rows), "id", to)
        shown.append(out.getvalue())
    assert shown[0] == shown[1] == shown[2]


@pytest.mark.parametrize(("width", "whole"), [(200, True), (80, True), (45, False)])
def test_a_long_word_is_whole_where_the_table_has_room_for_it(width, whole):
    number, payer = "028/JAMSOS/SERTAKAN/XI/2026", "Mahadewi Kusumaningrat " * 6
    columns = tuple(TableColumn(Text(name, name)) for name in ("Pembayar", "Nomor"))
    out = io.StringIO()
    to = console(file=out)
    to.width = width
    show_table(Table(Text("Tagihan", "Bills"), columns, [(payer, number)]), "id", to)
    assert (number in out.getvalue()) is whole
