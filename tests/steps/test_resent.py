"""Who is the same person on a roster that was sent again, and what became of what was wrong."""

from collections import Counter

import pytest

from jamsos_cli.model.identity import People
from jamsos_cli.model.sent import SentRow
from jamsos_cli.steps.accept import Accepted
from jamsos_cli.steps.file_pairs import first_sent_as, pair_files
from jamsos_cli.steps.resent import compare, compare_registered
from jamsos_cli.steps.same_people import same_people
from roster_text import judge


def person(nik: str, name: str, born: str = "1980-03-12") -> SentRow:
    usable = nik if len(nik) == 16 and nik.isdigit() else ""
    return SentRow("", 2, usable, nik, name, born, accepted=bool(usable))


WAYAN = person("5104031203800001", "I Wayan Sudarma")
SAME = [
    ("nothing changed", WAYAN),
    ("the NIK was corrected", person("5104031203800007", "I Wayan Sudarma")),
    ("the NIK was damaged before", person("5104031203800000", "I Wayan Sudarma")),
    ("the name was corrected", person("5104031203800001", "I Wayan Sudarna")),
    ("the name was shortened", person("5104031203800001", "I WY. SUDARMA")),
    ("name and NIK had a slip each", person("510403120380001", "I Wayan Sudrma")),
    ("the birth date was corrected", person("5104031203800001", "I Wayan Sudarma", "1981-03-12")),
    ("NIK and birth date were corrected", person("5104031203810001", "I Wayan Sudarma", "1981-03-12")),
    ("the birth date was blank and the NIK short", person("510403120380001", "I Wayan Sudarma", "")),
]
OTHER = [
    ("a sibling born the same day", person("5104031203809876", "I Made Astawa")),
    ("a namesake born elsewhere another day", person("6403011507720044", "I Wayan Sudarma", "1972-07-15")),
    ("another person under the same NIK", person("5104031203800001", "Ni Made Sari", "1991-01-01")),
    ("a neighbour in the serial number", person("5104031203800002", "Ketut Mertha", "1980-03-12")),
]


@pytest.mark.parametrize(("why", "now"), SAME)
def test_a_person_stays_the_same_when(why, now):
    assert same_people([WAYAN], [now]) == {0: 0}, why


@pytest.mark.parametrize(("why", "now"), OTHER)
def test_it_is_somebody_else_when_there_is(why, now):
    assert same_people([WAYAN], [now]) == {}, why


def test_the_order_of_rows_does_not_matter():
    people = [person(f"51040312038{n:05d}", name) for n, name in enumerate(("Sudarma", "Sari", "Astawa", "Rai"))]
    assert same_people(people, people[::-1]) == {0: 3, 1: 2, 2: 1, 3: 0}


def test_of_two_with_one_nik_the_one_whose_nik_was_corrected_is_found_by_name():
    sari = person("5104031203800001", "Ni Made Sari", "1991-01-01")
    corrected = person("5104034101910009", "Ni Made Sari", "1991-01-01")
    assert same_people([WAYAN, sari], [corrected, WAYAN]) == {1: 0, 0: 1}


def sent(text: str) -> Accepted:
    (one,) = judge(text, details="yes")
    return one


OLD = sent(
    """
NO | NIK | NAMA | TGL LAHIR | L/P
1 | 5104031203800001 | I WAYAN SUDARMA | 12-03-1980 | L
2 | 510403120380002 | I MADE ASTAWA | 12-03-1980 | L
3 | 5104031203800003 | I NYOMAN RAI | 12-03-1980 | X
4 | 5104031203800004 | I KETUT DIPA | 12-03-1980 | X
5 | 5104031203800005 | I GEDE YASA | 12-03-1980 | L
""".lstrip()
)
NEW = sent(
    """
DAFTAR PERBAIKAN
NO | NAMA | NIK | TGL LAHIR | L/P
1 | NI LUH BARU | 123 | 12-03-1990 | P
2 | I GEDE YASA | 5104031203800005 | 12-03-1981 | L
3 | I NYOMAN RAI | 5104031203800003 | 12-03-1980 | X
4 | I MADE ASTAWA | 5104031203800002 | 12-03-1980 | L
5 | I WAYAN SUDARMA | 5104031203800001 | 12-03-1980 | L
""".lstrip()
)


def test_what_was_wrong_is_fixed_still_wrong_new_or_gone_at_the_cells_of_the_new_file():
    found = compare(NEW, OLD)
    assert [(line.state, line.cell, line.finding and line.finding.kind.code) for line in found.lines] == [
        ("fixed", "C6", "N02"),
        ("still", "E5", "P06"),
        ("new", "C3", "N02"),
        ("new", "D4", "N08"),
        ("gone", "E5", "P06"),
        ("removed", "B5", None),
        ("added_rejected", "C3", None),
    ]
    assert (found.untouched, found.changed) == (2, 2)


def test_sheets_follow_as_in_the_workbook():
    head = "NO | NIK | NAMA | TGL LAHIR | L/P\n"
    faults = [f"[{name}]\n{head}1 | 123{n} | I MADE {name[-1]}ANA | 12-03-1980 | L\n" for n, name in enumerate("CAB")]
    book = sent("--- a.xlsx\n" + "".join(faults))
    assert [(line.state, line.sheet) for line in compare(book, book).lines] == [
        ("still", "C"),
        ("still", "A"),
        ("still", "B"),
    ]


def test_a_roster_beside_itself_is_untouched_and_all_its_faults_are_still_there():
    found = compare(OLD, OLD)
    assert (found.untouched, found.changed) == (5, 0)
    assert Counter(line.state for line in found.lines) == {"still": 3}


def test_with_the_registry_people_are_compared_and_its_findings_are_not_known():
    registered = [row._replace(cells=()) for row in OLD.rows if row.accepted]
    registered.append(person("5104031203800099", "I Komang Lama", "1970-01-01"))
    found = compare_registered(NEW, registered, "batubulan.xlsx")
    assert not found.findings_known
    assert [(line.state, line.name) for line in found.lines] == [
        ("removed", "I Komang Lama"),
        ("removed", "I KETUT DIPA"),
        ("added", "I MADE ASTAWA"),
        ("added_rejected", "NI LUH BARU"),
    ]
    assert (found.untouched, found.changed) == (2, 1), "the birth date of one is another now"


def test_who_is_registered_and_rejected_now_is_told():
    found = compare_registered(OLD, [person("5104031203800002", "I Made Astawa")], "a.xlsx")
    assert [(line.state, line.name) for line in found.lines if line.state == "rejected"] == [
        ("rejected", "I MADE ASTAWA")
    ]


def test_who_was_accepted_and_is_rejected_now_is_told_and_counted_once():
    found = compare(BROKEN, SOUND)
    assert [(line.state, line.cell) for line in found.lines] == [("new", "B3"), ("rejected", "B3")]
    assert (found.untouched, found.changed) == (1, 0)


ONCE = "1 | 5104031203800001 | I WAYAN SUDARMA | 12-03-1980 | L\n"
TWICE = ONCE + "2 | 5104031203800001 | I WAYAN SUDARMA | 12-03-1980 | L\n"
THRICE = TWICE + "3 | 5104031203800001 | I WAYAN SUDARNA | 12-03-1980 | L\n"
NAMED = "NO | NIK | NAMA | TGL LAHIR | L/P\n"
NOBODY = "1 | 5104031203800009 | NI LUH LAIN | 12-03-1980 | P\n"
SOUND = sent(NAMED + ONCE + "2 | 5104031203800002 | I MADE ASTAWA | 12-03-1980 | L\n")
BROKEN = sent(NAMED + ONCE + "2 | 510403120380002 | I MADE ASTAWA | 12-03-1980 | L\n")


@pytest.mark.parametrize(
    ("new", "old", "told", "repeated"),
    [
        (ONCE, TWICE, [("fixed", "D01")], 0),
        (ONCE.replace("0001 |", "0007 |"), TWICE, [("fixed", "D01")], 0),
        (ONCE, THRICE, [("fixed", "D01"), ("fixed", "D01")], 0),
        (TWICE, ONCE, [("new", "D01")], 1),
        (NOBODY, TWICE, [("gone", "D01"), ("removed", None), ("added", None)], 0),
        (TWICE, NOBODY, [("new", "D01"), ("removed", None), ("added", None)], 1),
    ],
)
def test_a_second_row_of_a_person_is_no_second_person(new, old, told, repeated):
    found = compare(sent(NAMED + new), sent(NAMED + old))
    level = [(line.state, line.finding and line.finding.kind.code) for line in found.lines]
    assert [one for one in level if one[1] in {"D01", None}] == told
    assert found.repeated == repeated


def test_whoever_stands_on_an_accepted_row_too_is_not_rejected():
    found = compare_registered(sent(NAMED + TWICE.replace("12-03-1980", "12-03-2031", 1)), [WAYAN], "a.xlsx")
    assert [line.state for line in found.lines] == []
    assert (found.untouched, found.changed, found.repeated) == (1, 0, 1)


@pytest.mark.parametrize(
    ("row", "differs"),
    [
        (ONCE, 0),
        (ONCE.replace("12-03-1980", ""), 0),
        (ONCE.replace("I WAYAN", "I  Wayan"), 0),
        (ONCE.replace("SUDARMA", "SUDARMA JAYA"), 1),
        (ONCE.replace("12-03-1980", "13-03-1980"), 1),
        (ONCE.replace("0001 |", "0003 |"), 1),
    ],
)
def test_a_row_is_changed_where_it_says_otherwise_than_the_registry(row, differs):
    found = compare_registered(sent(NAMED + row), [WAYAN], "a.xlsx")
    assert (found.untouched, found.changed) == (1 - differs, differs)


def test_every_row_of_the_new_list_counts_once():
    for new, old in ((NEW, OLD), (OLD, NEW), (BROKEN, SOUND), (sent(NAMED + THRICE), SOUND)):
        found = compare(new, old)
        people = sum(found.count(state) for state in ("rejected", "added", "added_rejected"))
        assert found.untouched + found.changed + found.repeated + people == len(new.rows)


def test_a_file_not_sent_again_is_gone_with_all_in_it_and_one_without_an_earlier_is_new():
    left, fresh = compare(None, OLD), compare(OLD, None)
    assert Counter(line.state for line in left.lines) == {"gone": 3, "removed": 5}
    assert Counter(line.state for line in fresh.lines) == {"new": 3, "added": 4, "added_rejected": 1}
    assert (left.file, fresh.earlier) == (None, None)


@pytest.mark.parametrize(
    ("new", "old", "pairs"),
    [
        (["x.csv"], ["y.csv"], {0: 0}),
        (["a/batubulan.xlsx", "a/celuk.xlsx"], ["a/celuk.xlsx", "a/batubulan.xlsx"], {0: 1, 1: 0}),
        (["Batubulan_revisi (2).xls", "celuk.xlsx"], ["batubulan.xlsx", "celuk.xlsx"], {0: 0, 1: 1}),
        (["apbd/saba.xlsx", "dd/saba.xlsx"], ["dd/saba.xlsx", "apbd/saba.xlsx"], {0: 1, 1: 0}),
        (["kirim.xlsx", "lain.xlsx"], ["rai.xlsx", "dipa.xlsx"], {}),
    ],
)
def test_files_are_paired_by_name(new, old, pairs):
    nobody = OLD._replace(people=People(""))
    assert pair_files([(name, nobody) for name in new], [(name, nobody) for name in old]) == pairs


def test_files_of_other_names_are_paired_by_the_people_in_them():
    nobody = OLD._replace(people=People(""))
    assert pair_files([("x.csv", nobody), ("desa.csv", NEW)], [("lama.csv", OLD), ("y.csv", nobody)]) == {1: 0}


def test_words_of_sending_again_are_no_part_of_a_name():
    assert first_sent_as("DESA SABA - perbaikan final.xlsx") == "desa saba"
    assert first_sent_as("revisi.xlsx") == "revisi"
