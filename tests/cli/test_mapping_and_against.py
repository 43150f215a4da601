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


def rows(**counted: int) -> dict[str, int]:
    states = ("untouched", "changed", "repeated", "rejected_now", "removed", "added", "added_rejected")
    return dict.fromkeys(states, 0) | counted


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
    assert known.out.count("F15") == 3  # each file, and once among the codes


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
    assert one["rows"] == rows(untouched=1, changed=1, removed=1, added=1)
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
    assert one["rows"] == rows(untouched=1, removed=1, added=2)
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


def test_with_the_registry_every_row_counts_once_and_what_is_not_known_is_a_dash(odd: Path) -> None:
    jamsos("import", "rosters", "--from", "2026-11", folder=odd)
    again = odd / "kiriman" / "Batubulan perbaikan.csv"
    worse = AGAIN.replace("I Wayan Sudarma", "I Wayan Sudarma Jaya").replace("04;I Ketut", "4;I Ketut")
    again.write_text(
        f"{worse}4;5104031203800003;I Nyoman Rai;12-03-2031;L;Batubulan\n", encoding="utf-8"
    )  # fmt: skip
    (one,) = said("kiriman", "--against", "registry", "--on", "2026-11-20", folder=odd)["against"]
    assert one["rows"] == rows(changed=1, rejected_now=1, added=1, added_rejected=1)
    table = jamsos("validate", "kiriman", "--against", "registry", "--on", "2026-11-20", folder=odd).out
    counts = table.partition("Dibandingkan")[2].split("rosters/apbd/batubulan.csv")[1].split()[:10]
    assert counts == ["0", "1", "-", "-", "-", "-", "1", "0", "1", "1"]
    assert "baru di daftar, ditolak" in table


def test_a_roster_all_rejected_is_still_compared_with_its_village(odd: Path) -> None:
    jamsos("import", "rosters", "--from", "2026-11", folder=odd)
    (odd / "kiriman" / "Batubulan perbaikan.csv").write_text(AGAIN.replace("-1980", "-2031"), encoding="utf-8")
    (one,) = said("kiriman", "--against", "registry", "--on", "2026-11-20", folder=odd)["against"]
    assert one["rows"] == rows(rejected_now=1, removed=1, added_rejected=2)


@pytest.mark.parametrize(
    ("lang", "why"),
    [("id", "berkasnya tidak ada di tempat itu"), ("en", "there is no such file")],
)
def test_an_earlier_file_that_is_not_there_is_told_in_the_words_of_any_other(tmp_path: Path, lang: str, why: str):
    (tmp_path / "a.csv").write_text(AGAIN, encoding="utf-8")
    ran = jamsos("--lang", lang, "validate", "a.csv", "--against", "hilang.xlsx", folder=tmp_path)
    assert "hilang.xlsx" in ran.err and why in ran.err and "F01" not in ran.err


def test_files_without_a_counterpart_are_named_and_their_people_come_and_go(odd: Path) -> None:
    (odd / "lama").mkdir()
    for name, nik in (("a.csv", "5104031203800088"), ("b.csv", "510403120380999")):
        (odd / "lama" / name).write_text(f"NIK;NAMA\n{nik};Ketut Lain\n", encoding="utf-8")
    found = said("kiriman", "--against", "lama", folder=odd)["against"]
    assert [(one["file"], one["earlier"]) for one in found] == [
        ("kiriman/Batubulan perbaikan.csv", None), (None, "lama/a.csv"), (None, "lama/b.csv"),
    ]  # fmt: skip
    assert [one["rows"] for one in found] == [rows(added=3), rows(removed=1), rows(removed=1)]
    assert [line["state"] for line in found[2]["lines"] if line["level"] == "error"] == ["gone"]
    table = jamsos("validate", "kiriman", "--against", "lama", folder=odd).out
    assert "lama/a.csv: tidak dikirim lagi" in table


def test_who_names_one_file_is_not_told_of_all_others_of_the_earlier_folder(odd: Path) -> None:
    (odd / "rosters" / "apbd" / "saba.csv").write_text(AGAIN.replace("Batubulan", "Saba"), encoding="utf-8")
    found = said("kiriman/Batubulan perbaikan.csv", "--against", "rosters/apbd", folder=odd)["against"]
    assert [one["earlier"] for one in found] == ["rosters/apbd/batubulan.csv"]


@pytest.mark.parametrize("source", ["apbd", "APBD", "Pemkab"])
def test_a_source_goes_by_its_key_title_or_names(odd: Path, source: str) -> None:
    ran = jamsos("import", "kiriman", "--source", source, "--dry-run", folder=odd)
    assert ran.code == 0, ran.said


def test_an_unknown_source_lists_those_there_are(odd: Path) -> None:
    ran = jamsos("import", "kiriman", "--source", "apbn", folder=odd)
    assert ran.code == 2 and "dana_desa (Dana Desa)" in ran.err
