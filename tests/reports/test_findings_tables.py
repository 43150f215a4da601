import json

from jamsos_cli.model.finding import Finding, Kind, Level
from jamsos_cli.model.place import Place
from jamsos_cli.model.result import FileResult, VillageRows
from jamsos_cli.model.wording import Text
from jamsos_cli.reports.findings import codes_table, files_table, findings_tables, validate_json

NIK = "5104031203800001"


def kind(code: str, level: Level) -> Kind:
    same = Text(f"{code} salah: {{value}}", f"{code} wrong: {{value}}")
    hint = Text("Perbaiki.", "Mend it.")
    return Kind(code, f"slug-{code.lower()}", level, "cell", same, hint, hint, hint)


def found(code: str, level: Level, row: int | None, cell: str | None, value: str = "x") -> Finding:
    return Finding(kind(code, level), Place("a.xlsx", "[Banjar]", row, cell), "nik", value)


RESULTS = (
    FileResult("desa/a.xlsx", "ab" * 32, 3, 2, 1, 4, (
        found("P03", Level.WARNING, 12, "D12"),
        found("N04", Level.ERROR, 7, "B7", f"\x1b{NIK}"),
        found("F16", Level.NOTE, None, None),
        found("N04", Level.ERROR, 7, None),
    )),
    FileResult("b.xlsx", "cd" * 32, 5, 5, 0, 0, ()),
)  # fmt: skip


def test_the_contract_object_is_exact():
    made = json.loads(json.dumps(validate_json(RESULTS, "id")))
    assert list(made) == ["version", "files", "totals"]
    assert made["totals"] == {
        "files": 2, "rows_read": 8, "accepted": 7, "rejected": 1, "skipped": 4, "errors": 2, "warnings": 1, "notes": 1,
    }  # fmt: skip
    first = made["files"][0]
    assert list(first) == ["file", "sha256", "rows_read", "accepted", "rejected", "skipped", "findings"]
    assert first["findings"][1] == {
        "code": "N04", "slug": "slug-n04", "level": "error", "sheet": "[Banjar]", "row": 7, "cell": "B7",
        "field": "nik", "value": "5104************", "message": "N04 salah: 5104************", "hint": "Perbaiki.",
    }  # fmt: skip
    assert first["findings"][2]["row"] is None
    assert made["files"][1]["findings"] == []


def test_words_follow_the_language():
    assert validate_json(RESULTS, "en")["files"][0]["findings"][0]["message"] == "P03 wrong: x"


def test_no_file_gives_zero_totals():
    assert set(validate_json((), "id")["totals"].values()) == {0}


def test_clerks_read_findings_by_place_in_the_file():
    (table,) = findings_tables(RESULTS, "id")
    assert table.title.id == "desa/a.xlsx: 4 temuan"
    assert [row[1:4] for row in table.rows] == [
        ("", "F16", "catatan"), ("baris 7", "N04", "salah"), ("B7", "N04", "salah"), ("D12", "P03", "periksa"),
    ]  # fmt: skip
    assert NIK not in str(table)


def test_sheets_are_in_the_workbooks_order_and_those_without_workers_last():
    at = [Place("a.xlsx", sheet, 7, "B7") for sheet in ("Rekap", "Br. 10", "Br. 9")]
    findings = tuple(Finding(kind("X01", Level.NOTE), place) for place in (*at, Place("a.xlsx")))
    villages = tuple(VillageRows("", "", "", sheet, (7,)) for sheet in ("Br. 9", "Br. 10", "Br. 9"))
    (table,) = findings_tables([RESULTS[0]._replace(findings=findings, villages=villages)], "id")
    assert [row[0] for row in table.rows] == ["", "Br. 9", "Br. 10", "Rekap"]


def test_cells_of_one_row_are_in_the_order_of_the_columns():
    result = RESULTS[0]._replace(findings=tuple(found("X01", Level.NOTE, 7, cell) for cell in ("AA7", "B7", "C7")))
    (table,) = findings_tables([result], "id")
    assert [row[1] for row in table.rows] == ["B7", "C7", "AA7"]


def test_no_files_are_a_table_of_zeros():
    assert files_table(()).totals == ("0", 0, 0, 0, 0, 0, 0, 0)


def test_files_and_codes_are_counted():
    table = files_table(RESULTS)
    assert table.rows == [("desa/a.xlsx", 3, 2, 1, 4, 2, 1, 1), ("b.xlsx", 5, 5, 0, 0, 0, 0, 0)]
    assert table.totals == ("2", 8, 7, 1, 4, 2, 1, 1)
    assert codes_table(RESULTS, "id").rows[0] == ("N04", "Angka terakhir NIK dirusak Excel", "salah", 2, 1)
