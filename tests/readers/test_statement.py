"""The insurer's statement has no fixed format: amounts, months and states in the ways they were met."""

import hashlib
from datetime import date
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from jamsos_cli.errors import Exit, FileError
from jamsos_cli.law.headings import headings
from jamsos_cli.model.month import Month
from jamsos_cli.model.statement import say_remark
from jamsos_cli.readers.file_bytes import FileBytes
from jamsos_cli.readers.statement import Statement, read_statement
from jamsos_cli.settings import Limits

NIK = "5104031203800001"
NOVEMBER = Month(2026, 11)


def read(data: bytes, name: str = "bpjs.csv") -> Statement:
    told = FileBytes(data, hashlib.sha256(data).hexdigest())
    return read_statement(name, told, headings("statement"), Limits(), NOVEMBER, date(2026, 11, 20))


def csv(*lines: str) -> Statement:
    return read("\n".join(lines).encode())


def workbook(*sheets: list[list[Any]]) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for rows in sheets:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return out.getvalue()


def dicts(statement: Statement) -> list[dict[str, Any]]:
    return [dict(zip(statement.lines, line, strict=True)) for line in zip(*statement.lines.values(), strict=True)]


def only(statement: Statement, *fields: str) -> tuple[object, ...]:
    (line,) = dicts(statement)
    return tuple(line[field] for field in fields)


@pytest.mark.parametrize("head", ["Nominal Bayar", "Jumlah Setoran", "Nilai Transaksi", "Pembayaran"])
def test_a_bank_s_words_for_the_amount_count_where_nothing_else_says_it(head: str) -> None:
    assert only(csv(f"NIK;{head}", f"{NIK};16.800"), "total") == (16_800,)
    assert only(csv(f"NIK;{head};TOTAL IURAN", f"{NIK};19.300;16.800"), "total") == (16_800,)


def test_a_line_is_read_whole() -> None:
    data = workbook(
        [
            ["BPJS KETENAGAKERJAAN"],
            ["NIK", "NAMA PESERTA", "BULAN IURAN", "JKK", "JKM", "JHT", "TOTAL", "STATUS", "TGL BAYAR", "NO REFERENSI"],
            [NIK, "I WAYAN  SUDARMA", "2026-11", 10000, 6800, 20000, 36800, "AKTIF", "12-11-2026", "R-77"],
        ]
    )
    statement = read(data, "bpjs.xlsx")
    assert dicts(statement) == [
        {
            "file": "bpjs.xlsx", "sheet": "Sheet1", "row": 3, "nik": NIK, "usable": True, "name": "I WAYAN SUDARMA",
            "iuran_month": "2026-11", "jkk": 10_000, "jkm": 6_800, "jht": 20_000, "total": 36_800, "status": "active",
            "paid_on": "2026-11-12", "reference": "R-77", "remark": "",
        }
    ]  # fmt: skip
    assert (statement.says_month, statement.sha256) == (True, hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize(
    ("written", "rupiah"),
    [
        ("16800", 16_800),
        ("16.800", 16_800),
        ("16,800", 16_800),
        ("16.800,00", 16_800),
        ("16,800.00", 16_800),
        ("446,819,131.00", 446_819_131),
        ("446.819.131,00", 446_819_131),
        ("Rp16.800,-", 16_800),
        ("(16.800)", -16_800),
        ("(16,800.00)", -16_800),
        ("(Rp16.800)", -16_800),
        ("-16800", -16_800),
        ("0", 0),
    ],
)
def test_amounts_are_read_in_both_ways_of_separating(written: str, rupiah: int) -> None:
    assert only(csv("NIK;TOTAL", f"{NIK};{written}"), "total") == (rupiah,)


AMOUNTS = {
    "Nominal": "Nomor Identitas,Nm Peserta,Bln Iuran,Nominal JKK,Nominal JKM (Rp),Jml Iuran,Sts Kepesertaan",
    "premi": "NIK,NAMA,PERIODE,PREMI JKK,PREMI JKM,TOTAL PREMI,STATUS",
    "the export of SIPP": "NIK,NAMA TK,BLTH,IURAN JKK,IURAN JKM,TOTAL IURAN,STATUS KEPESERTAAN",
}


@pytest.mark.parametrize("head", AMOUNTS.values(), ids=AMOUNTS)
def test_columns_of_amounts_are_known_by_other_words(head: str) -> None:
    statement = csv(head, f"{NIK},SARI,2026-11,10000,6800,16800,AKTIF")
    found = only(statement, "nik", "name", "iuran_month", "jkk", "jkm", "total", "status")
    assert found == (NIK, "SARI", "2026-11", 10_000, 6_800, 16_800, "active")


def test_how_many_months_or_people_is_no_amount() -> None:
    statement = csv("NIK,JUMLAH BULAN,JUMLAH PESERTA,JKK,JKM", f"{NIK},1,1,10000,6800")
    assert (only(statement, "total", "iuran_month"), statement.says_month) == ((16_800, "2026-11"), False)


@pytest.mark.parametrize("value", [16800, 16800.0])
def test_numeric_cells_are_whole_rupiah(value: float) -> None:
    found = only(read(workbook([["NIK", "NAMA", "TOTAL"], [NIK, "Wayan", value]])), "total")
    assert (found, type(found[0])) == ((16_800,), int)


def test_parts_without_a_total_are_summed() -> None:
    assert only(csv("NIK;JKK;JKM", f"{NIK};10.000;6.800"), "jkk", "jkm", "jht", "total") == (
        10_000,
        6_800,
        None,
        16_800,
    )


def test_a_blank_total_is_the_sum_of_the_parts() -> None:
    assert only(csv("NIK;JKK;JKM;TOTAL", f"{NIK};10.000;6.800;"), "total") == (16_800,)


@pytest.mark.parametrize("written", ["(16.800)", "16.800-", "\u221216.800"])
def test_a_negative_amount_is_a_reversal(written: str) -> None:
    assert only(csv("NIK;TOTAL", f"{NIK};{written}"), "total", "status", "remark") == (-16_800, "reversed", "")


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("AKTIF", "active"), ("", "active"), ("Y", "active"), ("LUNAS", "active"), ("TIDAK AKTIF", "inactive"),
        ("Tidak Aktif", "inactive"), ("NON AKTIF", "inactive"), ("Nonaktif", "inactive"), ("NON-AKTIF", "inactive"),
        ("T", "inactive"), ("BERHENTI", "inactive"), ("BATAL", "reversed"), ("REVERSAL", "reversed"),
        ("tdk aktif", "inactive"), ("Belum Bayar", "inactive"), ("Menunggak", "inactive"), ("GAGAL", "inactive"),
        ("Sudah bayar", "active"), ("Tidak ada tunggakan", "active"),
        ("Kadaluarsa", "inactive"), ("Expired", "inactive"),
    ],
)  # fmt: skip
def test_states_are_read(written: str, status: str) -> None:
    assert only(csv("NIK;TOTAL;STATUS", f"{NIK};16.800;{written}"), "status") == (status,)


@pytest.mark.parametrize(
    ("written", "month"),
    [
        ("2026-11", "2026-11"), ("11/2026", "2026-11"), ("NOV 2026", "2026-11"), ("Nopember 2026", "2026-11"),
        ("202610", "2026-10"), ("01-10-2026", "2026-10"), ("2026-10-01", "2026-10"), ("entah", ""), ("", ""),
    ],
)  # fmt: skip
def test_months_are_read_as_people_write_them(written: str, month: str) -> None:
    statement = csv("NIK;BULAN IURAN;TOTAL", f"{NIK};{written};16.800")
    assert only(statement, "iuran_month") == (month,)
    assert statement.says_month


def test_a_date_cell_is_its_month() -> None:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["NIK", "BULAN", "TOTAL"])
        sheet.write_row(1, 0, [NIK, None, 16800])
        sheet.write_datetime(1, 1, date(2026, 10, 1), book.add_format({"num_format": "mmm-yy"}))
    assert only(read(out.getvalue()), "iuran_month") == ("2026-10",)


def test_without_a_month_column_the_month_asked_for_is_taken() -> None:
    statement = csv("NIK;TOTAL", f"{NIK};16.800")
    assert (only(statement, "iuran_month"), statement.says_month) == (("2026-11",), False)


def of_title(*titles: str) -> tuple[str, bool]:
    statement = csv(*(f"{title};;" for title in titles), "NIK;NAMA;TOTAL", f"{NIK};Wayan;16.800")
    return str(only(statement, "iuran_month")[0]), statement.says_month


@pytest.mark.parametrize(
    "title",
    [
        "RINCIAN IURAN OKTOBER 2026",
        "IURAN BULAN: OKTOBER TAHUN 2026",
        "PERIODE;:;10/2026",
        "BLTH;202610",
        "Bulan Okt-26",
    ],
)
def test_without_a_month_column_the_title_says_the_month(title: str) -> None:
    assert of_title("BPJS KETENAGAKERJAAN", title, "Dicetak tanggal 5 Desember 2026") == ("2026-10", True)


@pytest.mark.parametrize(
    "title",
    [
        "OKTOBER - DESEMBER 2026",
        "JAN-OKT 2026",
        "LAPORAN DANA DESA 2026",
        "Gianyar, 5 Oktober 2026",
        "NO. 10/2026/BPJS",
    ],
)
def test_a_title_that_names_no_one_month_is_not_guessed_at(title: str) -> None:
    assert of_title(title) == ("2026-11", False)


@pytest.mark.parametrize(
    "title",
    [
        "TANGGAL BAYAR DESEMBER 2026",
        "Pembayaran bulan Desember 2026",
        "PERIODE PEMBAYARAN : DESEMBER 2026",
        "Setoran Desember 2026",
        "BULAN TRANSAKSI 12/2026",
    ],
)
def test_a_title_that_names_the_month_of_payment_is_not_the_iuran_month(title: str) -> None:
    assert of_title(title) == ("2026-11", False)
    assert of_title(title, "IURAN OKTOBER 2026") == ("2026-10", True)


def test_a_title_that_says_what_was_paid_for_is_the_iuran_month() -> None:
    assert of_title("PEMBAYARAN IURAN BULAN OKTOBER 2026") == ("2026-10", True)


OTHER = "5104031203800002"


def months(statement: Statement) -> list[tuple[object, ...]]:
    return [(line["row"], line["iuran_month"], line["total"]) for line in dicts(statement)]


HEADS: dict[str, list[list[Any]]] = {
    "each with its year": [["NIK", "NAMA", "Iuran Okt 2026", "Iuran Nov 2026", "TOTAL"]],
    "under a title with the year": [["REKAP IURAN TAHUN 2026"], ["NIK", "NAMA", "OKT", "NOV", "JUMLAH"]],
    "printed in another year": [
        ["REKAP IURAN TAHUN 2026"],
        ["Dicetak tahun 2027"],
        ["NIK", "NAMA", "OKT", "NOV", "JUMLAH"],
    ],
    "under a heading with the year": [["NIK", "NAMA", "IURAN 2026", "", "TOTAL"], ["", "", "OKT", "NOV", ""]],
    "under a heading that alone is an amount": [
        ["TAHUN 2026"],
        ["NIK", "NAMA", "IURAN"],
        ["", "", "OKTOBER", "NOVEMBER"],
    ],
    "in figures": [["NIK", "NAMA", "10/2026", "11/2026"]],
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_a_column_a_month_is_a_line_a_month(head: list[list[Any]]) -> None:
    body = [
        [NIK, "Wayan", 16800, "8.400", 25200],
        [OTHER, "Made", "-", 16800, 16800],
        ["", "JUMLAH", 16800, 25200, 42000],
    ]
    statement, at = read(workbook([*head, *body])), len(head) + 1
    assert sorted(months(statement)) == [(at, "2026-10", 16_800), (at, "2026-11", 8_400), (at + 1, "2026-11", 16_800)]
    assert statement.says_month


def test_who_is_not_active_without_an_amount_stands_in_the_month_asked_for() -> None:
    statement = csv("NIK;OKT 2026;NOV 2026;STATUS", f"{NIK};16.800;;Keluar", f"{OTHER};;;AKTIF")
    assert sorted(months(statement)) == [(2, "2026-10", 16_800), (2, "2026-11", 0)]


def test_the_one_month_above_the_programmes_is_that_of_the_lines() -> None:
    statement = read(workbook([["NIK", "OKTOBER 2026"], ["", "JKK", "JKM"], [NIK, 10000, 6800]]))
    assert months(statement) == [(3, "2026-10", 16_800)]


def test_a_month_beside_the_columns_of_a_usual_statement_is_no_amount() -> None:
    assert months(csv("NIK;BULAN IURAN;TOTAL;MEI", f"{NIK};11/2026;16.800;V")) == [(2, "2026-11", 16_800)]


def test_a_first_line_that_names_two_months_is_no_part_of_the_heading() -> None:
    statement = csv("NIK;TOTAL;;", f"{NIK};16.800;Okt 2026;Sep 2026", f"{OTHER};16.800;;")
    assert months(statement) == [(2, "2026-11", 16_800), (3, "2026-11", 16_800)]


PERIODS = [
    ("11/2026;11/2026;16.800", [("2026-11", 16_800)]),
    ("11/2026;;16.800", [("2026-11", 16_800)]),
    ("Okt 2026;Des 2026;50.400", [("2026-10", 16_800), ("2026-11", 16_800), ("2026-12", 16_800)]),
    ("10/2026;12/2026;50.401", [("", 50_401)]),
    ("12/2026;10/2026;16.800", [("", 16_800)]),
    ("entah;12/2026;16.800", [("", 16_800)]),
]


@pytest.mark.parametrize(("cells", "told"), PERIODS)
def test_a_line_from_one_month_to_another_is_parted_evenly_and_says_so(cells: str, told: list[tuple[str, int]]) -> None:
    lines = dicts(csv("NIK;PERIODE AWAL;PERIODE AKHIR;TOTAL", f"{NIK};{cells}"))
    assert [(line["iuran_month"], line["total"]) for line in lines] == told
    said = "jumlah beberapa bulan, dibagi rata: 2026-10 - 2026-12" if len(told) > 1 else ""
    assert {line["remark"] for line in lines} == {said}


@pytest.mark.parametrize(
    ("cell", "months"),
    [
        ("Okt - Nov 2026", ["2026-10", "2026-11"]),
        ("Okt-Nov 2026", ["2026-10", "2026-11"]),
        ("10/2026 s/d 11/2026", ["2026-10", "2026-11"]),
        ("2026-10 - 2026-11", ["2026-10", "2026-11"]),
        ("Desember s.d. Januari 2027", ["2026-12", "2027-01"]),
        ("Nov 2026 - Okt 2026", [""]),
        ("November - lunas", [""]),
        ("10 - 11", [""]),
        ("Nov-26", ["2026-11"]),
        ("01-11-2026", ["2026-11"]),
    ],
)
def test_one_cell_may_say_from_which_month_to_which(cell: str, months: list[str]) -> None:
    lines = dicts(csv("NIK;PERIODE;TOTAL", f"{NIK};{cell};33.600"))
    assert [line["iuran_month"] for line in lines] == months
    assert {line["total"] for line in lines} == {33_600 // len(months)}


@pytest.mark.parametrize("ends", [(6, 16), (6, 12, 16), tuple(range(1, 17))])
def test_a_nik_over_several_columns_is_one(ends: tuple[int, ...]) -> None:
    parts = ";".join(NIK[a:b] for a, b in zip((0, *ends), ends, strict=False))
    head = f"NO;NIK{';' * len(ends)}NAMA;TOTAL"
    other = parts.replace(NIK[-1], "2") if len(ends) < 16 else parts
    assert {line["nik"] for line in dicts(csv(head, f"1;{parts};SUDARMA;16.800"))} == {NIK}
    assert len(dicts(csv(head, f"1;{parts};SUDARMA;16.800", f"2;{other};SARI;16.800"))) == 2


def test_every_sheet_is_of_the_month_that_its_own_title_says() -> None:
    body = [["NIK", "NAMA", "TOTAL"], [NIK, "Wayan", 16800]]
    sheets = [[[f"IURAN {month} 2026"], *body] for month in ("OKTOBER", "NOVEMBER")]
    assert [line["iuran_month"] for line in dicts(read(workbook(*sheets)))] == ["2026-10", "2026-11"]


@pytest.mark.parametrize(
    ("head", "cells", "month"),
    [
        ("BULAN;TAHUN", "Oktober;2026", "2026-10"), ("BULAN;TAHUN", "10;2026", "2026-10"),
        ("BULAN", "Oktober", "2026-10"), ("BULAN", "Januari", "2027-01"), ("BULAN", "10", ""),
    ],
)  # fmt: skip
def test_a_month_without_its_year_takes_that_beside_it_or_the_nearest(head: str, cells: str, month: str) -> None:
    assert only(csv(f"NIK;{head};TOTAL", f"{NIK};{cells};16.800"), "iuran_month") == (month,)


def test_a_status_that_nobody_knows_counts_as_active_and_is_told() -> None:
    found = only(csv("NIK;TOTAL;STATUS", f"{NIK};16.800;Klaim"), "status", "remark")
    assert found == ("active", "status tidak dikenal: Klaim")


@pytest.mark.parametrize(
    ("head", "cells", "expected"),
    [
        ("KET", "batal", ("reversed", "")),
        ("KETERANGAN", "Gagal debet", ("inactive", "kata BPJS: Gagal debet")),
        ("KET", "peserta program keluarga harapan", ("active", "")),
        ("STATUS;KET", "Aktif;tidak aktif sebelumnya", ("active", "")),
    ],
)  # fmt: skip
def test_remarks_say_who_is_not_active_where_no_column_is_for_that(head: str, cells: str, expected: tuple) -> None:
    assert only(csv(f"NIK;TOTAL;{head}", f"{NIK};16.800;{cells}"), "status", "remark") == expected


OTHER = "5171015203850002"


TICKED = {
    "AKTIF;TIDAK AKTIF": ("v;", ";v"),
    "AKTIF": ("√", ""),
    "STATUS": ("v", "-"),
    "NON AKTIF": ("", "x"),
}


@pytest.mark.parametrize("head", TICKED)
def test_a_column_of_ticks_says_who_is_active(head: str) -> None:
    yes, no = TICKED[head]
    read = dicts(csv(f"NIK;TOTAL;{head}", f"{NIK};16.800;{yes}", f"{OTHER};16.800;{no}"))
    assert [(one["status"], one["remark"]) for one in read] == [("active", ""), ("inactive", "kata BPJS: TIDAK AKTIF")]


def test_a_year_in_two_digits_is_of_today_where_somebody_paid() -> None:
    assert only(csv("NIK;TOTAL;TGL BAYAR", f"{NIK};16.800;12-10-26"), "paid_on") == ("2026-10-12",)


def test_day_month_and_year_of_a_payment_are_no_birth_date() -> None:
    found = csv("NIK;TANGGAL;BULAN;TAHUN;TOTAL", f"{NIK};15;10;2026;16.800")
    assert ([one["iuran_month"] for one in dicts(found)], found.says_month) == (["2026-10"], True)


def test_a_month_merged_over_several_lines_is_that_of_each() -> None:
    made = BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("A2:A3", "Oktober 2026")
        for number, row in enumerate((["BULAN IURAN", "NIK", "TOTAL"], [NIK, 16800], [OTHER, 16800], [NIK, 16800])):
            sheet.write_row(number, 1 if number else 0, row)
    assert [one["iuran_month"] for one in dicts(read(made.getvalue()))] == ["2026-10", "2026-10", ""]


@pytest.mark.parametrize("between", ["", "JUMLAH,,,,16800\n\nB. DENGAN JHT\n"])
def test_a_table_below_another_is_read_by_its_own_heading(between: str) -> None:
    first = f"NO,NIK,JKK,JKM,JUMLAH\n1,{NIK},10000,6800,16800\n{between}"
    second = f"NO,NIK,JKK,JKM,JHT,JUMLAH\n1,{OTHER},10000,6800,20000,36800"
    assert [(one["nik"], one["jht"], one["total"]) for one in dicts(csv(first + second))] == [
        (NIK, None, 16800),
        (OTHER, 20000, 36800),
    ]


@pytest.mark.parametrize("between", ["BULAN NOVEMBER 2026", "BULAN NOVEMBER 2026\nNO,NIK,JUMLAH", "November 2026"])
def test_the_month_above_a_part_of_a_sheet_is_that_of_its_lines(between: str) -> None:
    lines = (
        f"IURAN BULAN OKTOBER 2026\nNO,NIK,JUMLAH\n1,{NIK},16800\nJumlah bulan Desember 2026,,16800\n2,{OTHER},16800"
    )
    months = [one["iuran_month"] for one in dicts(csv(f"{lines}\n{between}\n1,{NIK},16800"))]
    assert months == ["2026-10", "2026-10", "2026-11"]


def test_lines_of_one_programme_each_are_one_line_of_the_person() -> None:
    lines = (
        f"{NIK};Nov 2026;JKK;10000;LUNAS", f"{OTHER};Nov 2026;Jaminan Kecelakaan Kerja;10000;LUNAS",
        f"{NIK};Nov 2026;Jaminan Kematian (JKM);6800;LUNAS", f"{OTHER};Nov 2026;JKM;6800;BATAL",
        f"{NIK};Des 2026;JKM;6800;LUNAS", f"{NIK};Nov 2026;JKK;10000;LUNAS",
    )  # fmt: skip
    found = dicts(csv("NIK;BULAN IURAN;PROGRAM;IURAN;STATUS", *lines))
    assert [(one["nik"], one["iuran_month"], one["status"], one["jkk"], one["jkm"], one["total"]) for one in found] == [
        (NIK, "2026-11", "active", 10000, 6800, 16800),
        (OTHER, "2026-11", "active", 10000, None, 10000),
        (OTHER, "2026-11", "reversed", None, 6800, 6800),
        (NIK, "2026-12", "active", None, 6800, 6800),
        (NIK, "2026-11", "active", 10000, None, 10000),
    ]
    assert sum(one["total"] for one in found) == 50_400


@pytest.mark.parametrize(
    ("head", "cells", "total"),
    [
        ("JKK+JKM;JHT", "16.800;20.000", 36_800), ("Iuran JKK & JKM", "16.800", 16_800),
        ("JKK/JKM/JHT", "36.800", 36_800),
        ("JKK;JKM;JKK+JKM;JHT", "10.000;6.800;16.800;20.000", 36_800), ("JKK+JKM;JHT;TOTAL", "16.800;0;16.800", 16_800),
    ],
)  # fmt: skip
def test_programmes_that_share_a_column_count_once(head: str, cells: str, total: int) -> None:
    assert only(csv(f"NIK;{head}", f"{NIK};{cells}"), "total") == (total,)


@pytest.mark.parametrize(
    ("member", "paid", "status"),
    [
        ("AKTIF", "LUNAS", "active"), ("AKTIF", "Gagal Debet", "inactive"), ("TIDAK AKTIF", "LUNAS", "inactive"),
        ("AKTIF", "RETUR", "reversed"), ("", "Belum bayar", "inactive"),
    ],
)  # fmt: skip
def test_a_payment_that_failed_is_none_though_the_person_is_a_member(member: str, paid: str, status: str) -> None:
    found = csv("NIK;IURAN;STATUS KEPESERTAAN;STATUS BAYAR", f"{NIK};16.800;{member};{paid}")
    assert only(found, "status") == (status,)
    assert only(csv("NIK;IURAN;STATUS PEMBAYARAN", f"{NIK};16.800;GAGAL"), "status") == ("inactive",)


def test_lines_that_name_all_their_programmes_stay_as_they_are() -> None:
    found = dicts(
        csv("NIK;PROGRAM;IURAN", f"{NIK};JKK, JKM;16800", f"{NIK};JKK+JKM;16800", "5,10E+15;JKK;1", "5,10E+15;JKM;2")
    )
    assert [(one["jkk"], one["total"]) for one in found] == [(None, 16800), (None, 16800), (1, 1), (None, 2)]


def test_who_is_not_active_has_the_insurer_s_own_word() -> None:
    found = only(csv("NIK;TOTAL;STATUS", f'{NIK};;"Keluar; pindah"'), "status", "remark")
    assert found == ("inactive", "kata BPJS: Keluar, pindah")
    assert say_remark(str(found[1]), "en") == "the insurer says: Keluar, pindah"


NUMBERED = 5104031203800001.0
NIKS: list[tuple[object, str, bool]] = [
    (NIK, NIK, True),
    ("5104 0312 0380 0001", NIK, True),
    (f"'{NIK}", NIK, True),
    (5104031203800000, "5104031203800000", False),
    (NUMBERED, NIK, True),
    ("5,10403E+15", "5,10403E+15", False),
    ("510403120380001", "510403120380001", False),
    ("5104039903800001", "5104039903800001", False),
]


@pytest.mark.parametrize(("written", "nik", "usable"), NIKS)
def test_a_nik_that_cannot_be_compared_is_kept_and_marked(written: object, nik: str, usable: bool) -> None:
    assert only(read(workbook([["NIK", "NAMA", "TOTAL"], [written, "Wayan", 16800]])), "nik", "usable") == (nik, usable)


def test_sums_titles_signatures_and_blank_rows_are_no_lines() -> None:
    statement = csv(
        "LAPORAN IURAN;;",
        "NIK;NAMA;TOTAL",
        f"{NIK};Wayan;16.800",
        ";;",
        ";JUMLAH;16.800",
        "TOTAL;;16.800",
        "NIK;NAMA;TOTAL",
        ";Gianyar, 20 November 2026;",
    )
    assert [line["row"] for line in dicts(statement)] == [3]


def test_an_amount_without_a_nik_is_still_a_line() -> None:
    statement = csv("NIK;NAMA;TOTAL", ";Wayan;16.800")
    assert only(statement, "nik", "usable", "total") == ("", False, 16_800)


def test_a_person_without_an_amount_is_still_a_line() -> None:
    assert only(csv("NIK;TOTAL;STATUS", f"{NIK};;TIDAK AKTIF"), "total", "status") == (0, "inactive")


def test_every_sheet_with_a_heading_is_read() -> None:
    heading = ["NIK", "NAMA", "TOTAL"]
    other = "5104031203800002"
    statement = read(workbook([["petunjuk"]], [heading, [NIK, "Wayan", 16800]], [heading, [other, "Made", 16800]]))
    assert [(line["sheet"], line["nik"]) for line in dicts(statement)] == [("Sheet2", NIK), ("Sheet3", other)]


HEADING = ["NIK", "NAMA", "TOTAL"]


def hidden(first: list[list[Any]], *others: list[list[Any]]) -> Statement:
    """A statement whose first sheet is hidden."""
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        made = [book.add_worksheet() for _ in (first, *others)]
        for sheet, rows in zip(made, (first, *others), strict=True):
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        made[-1].activate()
        made[-1].set_first_sheet()
        made[0].hide()
    return read(out.getvalue())


def test_a_hidden_sheet_is_passed_over_beside_a_visible_one_with_a_heading() -> None:
    rows = [HEADING, [NIK, "Wayan", 16800]]
    assert [line["sheet"] for line in dicts(hidden(rows, rows))] == ["Sheet2"]


def test_a_hidden_sheet_is_read_where_no_visible_one_has_a_heading() -> None:
    assert [line["sheet"] for line in dicts(hidden([HEADING, [NIK, "Wayan", 16800]], [["petunjuk"]]))] == ["Sheet1"]


UNREAD = ["16.800x", "16,8,00", "9" * 17, "9" * 400, "Rp16.800 (BNI)", "16.800 + 8.400"]


@pytest.mark.parametrize("written", UNREAD)
def test_an_amount_that_cannot_be_read_is_said_and_the_line_kept(written: str) -> None:
    for line in (f'{NIK};Wayan;"{written}"', f';Wayan;"{written}"'):
        assert only(csv("NIK;NAMA;TOTAL", line), "total", "remark") == (0, "jumlah tidak terbaca")


@pytest.mark.parametrize("value", [1e300, 10.0**15])
def test_a_number_no_frame_can_hold_is_said_and_the_line_kept(value: float) -> None:
    assert only(read(workbook([HEADING, [NIK, "Wayan", value]])), "total", "remark") == (0, "jumlah tidak terbaca")


def test_one_part_that_cannot_be_read_is_said_beside_what_is_known() -> None:
    found = only(csv("NIK;JKK;JKM", f"{NIK};10.000;6.8OO"), "jkk", "jkm", "total", "remark")
    assert found == (10_000, None, 10_000, "jumlah tidak terbaca")


def test_a_formula_without_a_result_is_an_amount_that_cannot_be_read() -> None:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADING)
        sheet.write_row(1, 0, [NIK, "Wayan"])
        sheet.write_formula(1, 2, "=1/0", None, "#DIV/0!")
    assert only(read(out.getvalue()), "total", "remark") == (0, "jumlah tidak terbaca")


@pytest.mark.parametrize(("value", "rupiah"), [(16_800.5, 16_801), (16_799.5, 16_800), (-16_800.5, -16_801)])
def test_half_a_rupiah_counts_up_in_a_number_and_in_text(value: float, rupiah: int) -> None:
    text = str(value).replace(".", ",")
    assert only(read(workbook([HEADING, [NIK, "Wayan", value]])), "total") == (rupiah,)
    assert only(csv("NIK;TOTAL", f"{NIK};{text}"), "total") == (rupiah,)


LINES = [
    ("5104031203;Wayan;", True), ("510403120;Wayan;", False), (";Wayan;", False), (";Wayan;16.800", True),
    ("(1);(2);(3)", False), ("1;2;3", False), ("NIK;NAMA;TOTAL", False), ("TOTAL;12;16.800", False),
    ("12;JUMLAH;16.800", False), (f"{NIK};Total Sari;16.800", True), (";Kepala Cabang;I Made Sari", False),
    (";Kepala Cabang;NIP 197001011990031001", False), ("NIP. 197001011990031001;;", False),
    ("5,10403E+15;Wayan;", True),
]  # fmt: skip


@pytest.mark.parametrize(("row", "is_line"), LINES)
def test_a_row_that_speaks_of_a_person_or_an_amount_is_a_line(row: str, is_line: bool) -> None:
    assert len(dicts(csv("NIK;NAMA;TOTAL", f"{NIK};Made;16.800", row))) == 1 + is_line


@pytest.mark.parametrize(("ending", "usable"), [("0", False), ("1", True)])
def test_a_column_of_niks_that_were_numbers_once_is_not_compared_where_it_ends_in_zero(
    ending: str, usable: bool
) -> None:
    statement = csv("NIK;TOTAL", *(f"51040312038{n:04d}{ending};16.800" for n in range(1, 11)))
    assert {line["usable"] for line in dicts(statement)} == {usable}


def test_an_empty_statement_has_no_lines() -> None:
    assert dicts(csv("NIK;NAMA;TOTAL")) == []


REFUSED = {
    "no heading": (b"halo;dunia\n1;2\n", "NIK"),
    "no NIK": (b"NAMA;TOTAL;STATUS\nWayan;16800;AKTIF\n", "NIK"),
    "no amount": (f"NIK;NAMA;STATUS\n{NIK};Wayan;AKTIF\n".encode(), "JKK, JKM, JHT"),
    "a roster, whose JK is the sex": (f"NIK;NAMA;JK;BULAN IUR\n{NIK};Wayan;L;6\n".encode(), "JKK, JKM, JHT"),
    "two totals": (f"NIK;TOTAL;JUMLAH\n{NIK};16800;16800\n".encode(), "B1, C1"),
    "months without a year": (f"NIK;JAN;FEB;TOTAL\n{NIK};16800;16800;33600\n".encode(), "tahun"),
    "a month twice": (f"NIK;NOV 2026;IURAN NOV 2026\n{NIK};16800;16800\n".encode(), "B, C"),
    "months beside programmes": (f"NIK;JKK;JKM;OKT 2026;NOV 2026\n{NIK};1;1;1;1\n".encode(), "D, E"),
    "programmes of two months": (f"NIK;JKK OKT 2026;JKK NOV 2026\n{NIK};10000;10000\n".encode(), "tiap bulan"),
    "ticks under months": (f"NIK;OKT 2026;NOV 2026\n{NIK};V;V\n".encode(), "jumlah rupiah"),
    "a PDF": (b"%PDF-1.7", "PDF"),
    "nothing": (b"", "kosong"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_an_error_that_names_the_file_and_what_is_missing(case: str) -> None:
    data, named = REFUSED[case]
    with pytest.raises(FileError) as refusal:
        read(data)
    assert refusal.value.exit_code is Exit.FILE
    assert "bpjs.csv" in refusal.value.text.id
    assert named in refusal.value.text.id
    assert NIK not in refusal.value.text.id
