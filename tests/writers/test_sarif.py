"""SARIF against the schema of its standard, and what a code host needs of it."""

import json
from functools import cache
from pathlib import Path

import fastjsonschema
import pytest

from jamsos_cli.model.finding import Finding, Kind, Level
from jamsos_cli.model.place import Place
from jamsos_cli.model.result import FileResult
from jamsos_cli.model.wording import Text
from jamsos_cli.writers.printed_json import json_bytes
from jamsos_cli.writers.sarif import file_uri, sarif
from roster_text import judge_files

NIK = "5104031203800001"
SCHEMA = Path(__file__).parents[1] / "data" / "sarif-2.1.0.json"
ROSTER = f"""NIK;NAMA;TANGGAL LAHIR
51040312;I Wayan Sudarma;12-03-1980
{NIK};NI {NIK};12-03-1980
5104O31203800002;I Made Rai;
"""


@cache
def schema():
    return fastjsonschema.compile(json.loads(SCHEMA.read_text(encoding="utf-8")), use_default=False)


def made(*files, lang="id"):
    results = [one.result for one in judge_files(files)]
    found = json.loads(json_bytes(sarif(results, lang, "0.1.0", 1)))
    schema()(found)
    return found, found["runs"][0]


def test_a_wrong_document_does_not_fit_the_schema():
    found, _ = made(("a.csv", ROSTER.encode()))
    found["runs"][0]["results"][0]["level"] = "salah"
    with pytest.raises(fastjsonschema.JsonSchemaException):
        schema()(found)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("desa/a.csv", ROSTER.encode()),
        ("b.xlsx", b"nothing"),
        ("kosong.csv", b""),
        ("c d#%?é.csv", ROSTER.encode()),
        ("semua-benar.csv", f"NIK;NAMA;TANGGAL LAHIR\n{NIK};I Wayan Sudarma;12-03-1980\n".encode()),
    ],
)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_document_fits_the_schema(name, content, lang):
    _, run = made((name, content), lang=lang)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(rule["id"] for rule in rules)
    assert run["results"]
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"])
    assert all(rules[one["ruleIndex"]]["defaultConfiguration"]["level"] == one["level"] for one in run["results"])


def test_no_files_fit_the_schema():
    found = sarif([], "id", "0.1.0", 0)
    schema()(found)
    assert found["runs"][0]["results"] == []


def test_a_result_stands_at_its_row_and_column():
    _, run = made(("desa/a.csv", ROSTER.encode()))
    (one,) = [result for result in run["results"] if result["ruleId"] == "N02"]
    physical = one["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"] == {"uri": "desa/a.csv", "index": 0}
    assert physical["region"] == {"startLine": 2, "startColumn": 1}
    assert one["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "A2"}]


def test_a_cell_of_a_workbook_is_named_with_its_sheet():
    kind = Kind("N02", "nik-length", Level.ERROR, "cell", *(Text("{value}", "{value}"),) * 4)
    finding = Finding(kind, Place("a.xlsx", f"Br. Kaja {NIK}", 7, "AB7"), "nik", "123")
    run = sarif([FileResult("a.xlsx", "", 1, 0, 1, 0, (finding,))], "id", "0.1.0", 1)
    schema()(run)
    said = json.dumps(run)
    assert "Br. Kaja 5104************!AB7" in said
    assert '"startColumn": 28' in said
    assert NIK not in said


def test_rules_speak_both_languages_and_messages_one():
    _, run = made(("a.csv", ROSTER.encode()), lang="en")
    rule = next(rule for rule in run["tool"]["driver"]["rules"] if rule["id"] == "N02")
    assert rule["name"] == "nik-length"
    assert rule["shortDescription"]["text"] == "NIK is not 16 digits / NIK tidak 16 angka"
    assert "Dukcapil" in rule["help"]["text"] and "\n\n" in rule["help"]["text"]
    assert "{" not in rule["help"]["text"]
    message = next(one["message"]["text"] for one in run["results"] if one["ruleId"] == "N02")
    assert "seharusnya" not in message and "8 digits" in message


def marks(run):
    return [one["partialFingerprints"]["place/v1"] for one in run["results"]]


def test_fingerprints_are_one_each_and_the_same_in_both_languages():
    files = (("a.csv", ROSTER.encode()), ("b.csv", ROSTER.encode()))
    indonesian, english = (marks(made(*files, lang=lang)[1]) for lang in ("id", "en"))
    assert indonesian == english
    assert len(set(indonesian)) == len(indonesian)


def test_a_mended_row_leaves_the_other_fingerprints_as_they_were():
    before = marks(made(("a.csv", ROSTER.encode()))[1])
    after = marks(made(("a.csv", ROSTER.replace("51040312;", "5104031203800009;").encode()))[1])
    assert set(after) < set(before)


def test_no_nik_is_in_the_document():
    assert NIK not in json.dumps(made((f"{NIK}.csv", ROSTER.encode()))[0])


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        ("../a b.xlsx", "../a%20b.xlsx"),
        ("a:b.csv", "a%3Ab.csv"),
        ("rosters/50%.csv", "rosters/50%25.csv"),
        ("désa/\u202e.csv", "d%C3%A9sa/%E2%80%AE.csv"),
        ("\udce9.csv", "%3F.csv"),
        ("D:/daftar desa.xlsx", "file:///D:/daftar%20desa.xlsx"),
    ],
)
def test_names_of_files_are_encoded(name, uri):
    assert file_uri(name) == uri
