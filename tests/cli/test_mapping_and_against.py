"""`validate --show-mapping` and `--against`: how columns were read, and what became of a roster sent again."""

import json
from pathlib import Path

import pytest
from commandline import FULL_NIK, jamsos

OWN = """
[headings]
nik = ["No. Identitas Warga"]

[[mappings]]
files = "rosters/apbd/batubulan*"
columns = { name = "SIAPA", birth_date = "D" }
"""
ODD = """NO;NO IDENTITAS WARGA;SIAPA;KAPAN;JENIS KELAMIN;DESA;AGAMA
1;5104031203800001;I Wayan Sudarma;12-03-1980;L;Batubulan;Hindu
2;510403120380002;I Made Astawa;12-03-1980;L;Batubulan;Hindu
3;5104031203800003;I Nyoman Rai;12-03-1980;L;Batubulan;Hindu
"""
AGAIN = """NO;NIK;NAMA;TGL LAHIR;JENIS KELAMIN;DESA
1;5104031203800002;I Made Astawa;12-03-1980;L;Batubulan
2;5104031203800001;I Wayan Sudarma;12-03-1980;L;Batubulan
3;5104031203800004;I Ketut Dipa;12-03-1980;L;Batubulan
"""


@pytest.fixture
def odd(office: Path) -> Path:
    """An office whose village heads its columns as it likes, with that said in the settings."""
    with (office / "jamsos.toml").open("a", encoding="utf-8") as settings:
        settings.write(OWN)
    (office / "rosters" / "apbd" / "batubulan.csv").write_text(ODD, encoding="utf-8")
    (office / "kiriman").mkdir()
    (office / "kiriman" / "Batubulan perbaikan.csv").write_text(AGAIN, encoding="utf-8")
    return office


def said(*arguments: str, folder: Path) -> dict[str, object]:
    ran = jamsos("validate", *arguments, "--format", "json", folder=folder)
    assert not FULL_NIK.search(ran.said)
    return json.loads(ran.out)


def test_the_mapping_names_every_column_and_hides_who_is_in_it(odd: Path) -> None:
    (file,) = said("rosters/apbd/batubulan.csv", "--show-mapping", folder=odd)["files"]
    assert [(one["cell"], one["field"], one["how"]) for one in file["mapping"]] == [
        ("A1", "number", "exact"), ("B1", "nik", "own"), ("C1", "name", "fixed"), ("D1", "birth_date", "fixed"),
        ("E1", "sex", "exact"), ("F1", "village", "exact"), ("G1", None, None),
    ]  # fmt: skip
    assert [one["example"] for one in file["mapping"]][1:4] == ["5104************", "I W**** S******", "1*-0*-1***"]


def test_the_table_says_the_mapping_in_the_words_of_the_blank_roster(odd: Path) -> None:
    ran = jamsos("validate", "rosters", "--show-mapping", folder=odd)
    for part in ("nama lengkap", "ditetapkan untuk berkas ini", "ejaan di jamsos.toml", "tidak dibaca"):
        assert part in ran.out
    assert not FULL_NIK.search(ran.said) and "Sudarma" not in ran.out


def test_neither_key_is_there_unasked(odd: Path) -> None:
    plain = said("rosters", folder=odd)
    assert set(plain) == {"version", "files", "totals"}
    assert "mapping" not in plain["files"][0]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_the_settings_say_of_columns_holds_for_import_and_run(odd: Path, jobs: str) -> None:
    (odd / "rosters" / "dana_desa" / "saba.csv").write_text(AGAIN.replace("Batubulan", "Saba"), encoding="utf-8")
    ran = jamsos("run", "--month", "2026-11", "--jobs", jobs, folder=odd)
    assert "F05" not in ran.out and ran.code == 1, ran.said
    known = jamsos("import", "rosters", folder=odd)
    assert known.out.count("F15") == 2


def test_a_fix_of_columns_reaches_a_known_file_only_when_asked_again(odd: Path) -> None:
    jamsos("import", "rosters", "--from", "2026-11", folder=odd)
    settings = odd / "jamsos.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace('birth_date = "D"', 'mother = "D"'), encoding="utf-8"
    )
    assert "F15" in jamsos("import", "rosters", folder=odd).out
    assert "F15" not in jamsos("import", "rosters", "--again", folder=odd).out


def test_a_roster_sent_again_is_compared_by_person(odd: Path) -> None:
    (one,) = said("kiriman", "--against", "rosters/apbd", folder=odd)["against"]
    assert (one["file"], one["earlier"]) == ("kiriman/Batubulan perbaikan.csv", "rosters/apbd/batubulan.csv")
    assert one["rows"] == {"untouched": 1, "changed": 1, "removed": 1, "added": 1, "rejected_now": None}
    assert one["findings"] == {"fixed": 1, "still": 0, "new": 0, "gone": 0}
    assert [(line["state"], line["cell"]) for line in one["lines"]] == [
        ("fixed", "B2"),
        ("removed", "B4"),
        ("added", "B4"),
    ]


def test_a_roster_is_compared_with_the_registry(odd: Path) -> None:
    jamsos("import", "rosters", "--from", "2026-11", folder=odd)
    (one,) = said("kiriman", "--against", "registri", "--on", "2026-11-20", folder=odd)["against"]
    assert one["earlier"] == "rosters/apbd/batubulan.csv"
    assert one["rows"] == {"untouched": 1, "changed": None, "removed": 1, "added": 2, "rejected_now": 0}
    assert one["findings"] == dict.fromkeys(("fixed", "still", "new", "gone"))
    table = jamsos("validate", "kiriman", "--against", "registry", "--on", "2026-11-20", folder=odd)
    assert "tidak menyimpan baris yang ditolak" in table.out


def test_only_the_new_roster_is_marked_and_gets_a_message(odd: Path) -> None:
    jamsos(
        "validate", "kiriman", "--against", "rosters/apbd", "--annotate", "hasil", "--messages", "pesan", folder=odd
    )  # fmt: skip
    assert [path.name for path in (odd / "hasil").iterdir()] == ["Batubulan perbaikan.xlsx"]
    assert [path.name for path in (odd / "pesan").iterdir()] == ["Batubulan perbaikan.txt"]


@pytest.mark.parametrize(("earlier", "code"), [("hilang.csv", 4), ("registri", 2)])
def test_nothing_to_compare_with_ends_with_its_own_code(tmp_path: Path, earlier: str, code: int) -> None:
    (tmp_path / "a.csv").write_text(AGAIN, encoding="utf-8")
    ran = jamsos("validate", "a.csv", "--against", earlier, folder=tmp_path)
    assert (ran.code, ran.out) == (code, "")


def test_a_file_without_an_earlier_one_says_so(odd: Path) -> None:
    (odd / "lama").mkdir()
    for name in ("a.csv", "b.csv"):
        (odd / "lama" / name).write_text("NIK;NAMA\n510403120380999;Ketut Lain\n", encoding="utf-8")
    (one,) = said("kiriman", "--against", "lama", folder=odd)["against"]
    assert one["earlier"] is None and one["lines"] == []


@pytest.mark.parametrize("source", ["apbd", "APBD", "Pemkab"])
def test_a_source_goes_by_its_key_title_or_names(odd: Path, source: str) -> None:
    ran = jamsos("import", "kiriman", "--source", source, "--dry-run", folder=odd)
    assert ran.code == 0, ran.said


def test_an_unknown_source_lists_those_there_are(odd: Path) -> None:
    ran = jamsos("import", "kiriman", "--source", "apbn", folder=odd)
    assert ran.code == 2 and "dana_desa (Dana Desa)" in ran.err
