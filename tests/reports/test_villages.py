"""The league table: which village a row belongs to, and what is counted."""

from jamsos_cli.model.mistakes import MISTAKES
from jamsos_cli.reports.villages import ByVillage, league, villages_table
from jamsos_cli.runs.explaining import KINDS
from roster_text import judge, judge_files

GIANYAR = "51.04"


def lines(text: str, **said: str):
    return ByVillage([one.result for one in judge(text, **said)]).lines()


def counted(found):
    return {line.village: (line.rows, line.accepted, line.rejected, line.clean) for line in found}


TWO = """--- a.csv
NIK;NAMA;TANGGAL LAHIR;DESA
5104031203800001;I Wayan Sudarma;12-03-1980;Batubulan
123;Ni Made Sari;12-03-1980;BATUBULAN
5104031203800003;I Ketut Rai;;Ds. Batubulan
5104031203800004;I Nyoman Astawa;12-03-1980;Ketewel
5104031203800005;Ni Luh Artini;12-03-1980;
5104031203800006;I Gede Mertha;12-03-1980;Br. Tengah
"""


def test_rows_belong_to_the_village_they_name_and_others_to_that_of_their_file():
    assert counted(lines(TWO, regency=GIANYAR)) == {"Desa Batubulan": (5, 4, 1, 2), "Desa Ketewel": (1, 1, 0, 1)}


def test_without_a_regency_villages_are_what_is_written_in_any_spelling():
    assert counted(lines(TWO)) == {"Batubulan": (4, 3, 1, 2), "Ketewel": (1, 1, 0, 1), "Br. Tengah": (1, 1, 0, 1)}


def test_a_file_that_names_no_village_stands_for_itself():
    text = (
        "--- desa/saba.csv\nNIK;NAMA;TANGGAL LAHIR\n5104031203800001;I Wayan Sudarma;12-03-1980\n--- x.xlsx hex\n00\n"
    )
    found = lines(text)
    assert counted(found) == {"desa/saba.csv": (1, 1, 0, 1), "x.xlsx": (0, 0, 0, None)}
    assert [line.share for line in found] == [100, None]
    assert found[1].mistake == MISTAKES["F01"]


def test_one_village_in_two_files_is_one_line():
    text = TWO + TWO.replace("a.csv", "b.csv")
    found = counted(lines(text.replace("Br. Tengah", ""), regency=GIANYAR))
    assert {village: numbers[0] for village, numbers in found.items()} == {"Desa Batubulan": 10, "Desa Ketewel": 2}


def test_two_villages_of_one_name_are_told_apart():
    rows = "".join(
        f"62100112038000{number:02d};Orang {name};12-03-1980;Tumbang Lapan;{district}\n"
        for number, name, district in ((1, "Kesatu", "Miri Manasa"), (2, "Kedua", "Rungan Hulu"))
    )
    found = lines(f"--- a.csv\nNIK;NAMA;TANGGAL LAHIR;DESA;KECAMATAN\n{rows}", regency="62.10")
    assert sorted(line.village for line in found) == [
        "Desa Tumbang Lapan (Kec. Miri Manasa)",
        "Desa Tumbang Lapan (Kec. Rungan Hulu)",
    ]


def test_the_main_mistake_is_an_error_where_there_is_one():
    (batubulan, *_) = [line for line in lines(TWO, regency=GIANYAR) if line.village == "Desa Batubulan"]
    assert (batubulan.mistake, batubulan.mistake_rows) == (MISTAKES["N02"], 1)


def test_the_cleanest_come_first_and_the_sums_are_right():
    found = lines(TWO, regency=GIANYAR)
    table = villages_table(found, "id")
    assert [row[0] for row in table.rows] == ["Desa Ketewel", "Desa Batubulan"]
    assert table.totals == ("2", 6, 5, 1, 2, 50, "")


def test_rows_of_villages_are_the_rows_of_files_whatever_rejects_them():
    rows = "NIK;NAMA;TANGGAL LAHIR;DESA\n5104031203800001;{};12-03-1980;Saba\n"
    files = (("a.csv", rows.format("I Wayan Sudarma").encode()), ("b.csv", rows.format("Ketut Astawa").encode()))
    judged = judge_files(files, regency=GIANYAR)
    (line,) = ByVillage([one.result for one in judged]).lines()
    assert (line.rows, line.rejected) == (2, sum(one.result.rejected for one in judged)) == (2, 2)


def test_a_file_known_from_before_is_counted_and_its_share_is_not():
    known = judge(TWO)[0].result._replace(findings=(), villages=())
    (line,) = ByVillage([known]).lines()
    assert (line.village, line.rows, line.rejected, line.clean, line.share) == ("a.csv", 6, 1, None, None)


def test_one_village_is_no_league():
    results = [one.result for one in judge(TWO.replace("Ketewel", "Batubulan").replace("Br. Tengah", ""))]
    assert league(results, "id") == ()


def test_every_kind_of_finding_has_a_short_name():
    assert set(KINDS) <= set(MISTAKES)
    assert all(len(name.id) <= 48 and len(name.en) <= 48 for name in MISTAKES.values())
    assert len({name.id for name in MISTAKES.values()}) == len(MISTAKES)
