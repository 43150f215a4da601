"""A table as lines: what is folded, what is left out, what is never cut."""

import pytest

from jamsos_cli.model.table import Shape, Table, TableColumn
from jamsos_cli.model.wording import Text
from jamsos_cli.writers.table_lines import table_lines


def lines(table: Table, room: int = 200) -> list[str]:
    return [line for block in table_lines(table, "id", room) for line in block.lines]


def printed(*cells: str | int | None, shape: Shape = Shape.TEXT) -> str:
    columns = tuple(TableColumn(Text("Nama", "Name"), shape) for _ in cells)
    return "\n".join(lines(Table(Text("Judul [b]", "Title [b]"), columns, [cells], cells)))


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
    numbers = [TableColumn(Text("Perlu diperiksa", "To be looked at"), Shape.WHOLE) for _ in range(6)]
    columns = (TableColumn(Text("Berkas", "File")), *numbers)
    rows = [("rosters/apbd/Desa Batubulan.xlsx", *(12_800 + n for n in range(6)))]
    said = lines(Table(Text("Judul", "Title"), columns, rows, ("1", *(912_800 + n for n in range(6)))), width)
    assert all(len(line) <= width for line in said)
    assert {f"{start}12.80{n}"[-7:] for start in ("", "9") for n in range(6)} <= set("\n".join(said).split())


def test_rupiah_and_counts_have_dots():
    assert "Rp19.084.800" in printed(19_084_800, shape=Shape.RUPIAH)
    assert "12.800" in printed(12_800, shape=Shape.WHOLE)


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
    said = lines(_WIDE, width)
    assert "\n".join(said).count("Rp1.234.567.890") == 27
    assert all(word in "\n".join(said) for word in ("APBD [b]", "Dana Desa"))
    assert max(map(len, said)) <= width


def test_bars_are_left_out_before_rows_are_taken_apart():
    columns = (TableColumn(Text("Orang", "People"), Shape.WHOLE), TableColumn(Text("Perbandingan", "Bar")))
    said = lines(Table(Text("Rencana", "Plan"), columns, [(11_904, "█" * 24), (500, "█")]), 20)
    assert "█" not in "\n".join(said)
    assert "\n".join(said).split()[:2] == ["Rencana", "Orang"]
    assert "\n".join(said).split()[-2:] == ["11.904", "500"]


def test_a_table_without_rows_says_so():
    empty = Table(Text("Sponsor", "Sponsors"), (TableColumn(Text("Nama", "Name")),), [], totals=(0,))
    said = lines(empty)
    assert said == ["Sponsor", "Tidak ada."]


def test_a_column_that_nobody_fills_goes_before_the_table_becomes_a_list():
    columns = tuple(
        TableColumn(Text(name, name), Shape.WHOLE) for name in ("Terdaftar", "Catatan", "Ditagih", "Tercatat")
    )
    said = lines(Table(Text("Judul", "Title"), columns, [(1, None, 2, 3)], (1, None, 2, 3)), 40)
    assert "Catatan" not in "\n".join(said) and "Terdaftar   Ditagih   Tercatat" in "\n".join(said)


def test_lines_of_a_note_stay_lines():
    table = Table(Text("Judul", "Title"), (TableColumn(Text("Nama", "Name")),), [("a",)], note=Text("Satu.\nDua.", ""))
    said = lines(table)
    assert said[-2:] == ["Satu.", "Dua."]


@pytest.mark.parametrize(("width", "whole"), [(200, True), (80, True), (45, False)])
def test_a_long_word_is_whole_where_the_table_has_room_for_it(width, whole):
    number, payer = "028/JAMSOS/SERTAKAN/XI/2026", "Mahadewi Kusumaningrat " * 6
    columns = tuple(TableColumn(Text(name, name)) for name in ("Pembayar", "Nomor"))
    said = lines(Table(Text("Tagihan", "Bills"), columns, [(payer, number)]), width)
    assert (number in "\n".join(said)) is whole


def test_a_table_looks_so():
    columns = (
        TableColumn(Text("Desa", "Village")),
        TableColumn(Text("Orang yang terdaftar", "People"), Shape.WHOLE),
        TableColumn(Text("Iuran", "Premium"), Shape.RUPIAH),
    )
    rows = [("Batubulan 中", 12_800, 215_040_000), ("Sukawati, Banjar Tengah dan Banjar Kelod", None, 16_800)]
    table = Table(Text("Desa", "Villages"), columns, rows, ("2", 12_801, 215_056_800))
    assert lines(table, 56) == [
        "Desa",
        "",
        "                                 Orang",
        "                                  yang",
        "  Desa                       terdaftar           Iuran",
        " ──────────────────────────────────────────────────────",
        "  Batubulan 中                  12.800   Rp215.040.000",
        "  Sukawati, Banjar Tengah                     Rp16.800",
        "  dan Banjar Kelod",
        "",
        "  2                             12.801   Rp215.056.800",
        "",
    ]
    assert lines(table, 34)[:10] == [
        "Desa",
        "",
        " Desa               Batubulan 中",
        " Orang yang         12.800",
        " terdaftar",
        " Iuran              Rp215.040.000",
        "",
        " Desa               Sukawati,",
        "                    Banjar Tengah",
        "                    dan Banjar",
    ]
