import pytest

from jamsos_cli.model.month import Month
from jamsos_cli.model.source import DEFAULT_SOURCES
from jamsos_cli.reports.month import Coverage, coverage_tables, month_report

MONTH = Month(2026, 11)
YEAR = ("2026-07", "2026-12")


@pytest.fixture
def frames(enrolments, line, lines, matches):
    """Four enrolled; the fourth is not billed, the third is in another village of the same name."""
    enrolled = enrolments(
        (1, "apbd", "62.10.04.2001", "Tumbang Lapan", *YEAR),
        (2, "dana_desa", "62.10.04.2001", "Tumbang Lapan", *YEAR),
        (3, "dana_desa", "62.10.07.2001", "Tumbang Lapan", *YEAR),
        (4, "dana_desa", "", "", *YEAR),
        (1, "apbd", "62.10.04.2001", "Tumbang Lapan", "2027-01", "2027-02"),
    )
    billed = lines(line(1), line(2, "dana_desa"), line(3, "dana_desa"), line(1, iuran_month="2026-10"))
    found = matches(("matched", 1, 16_800, 16_800), ("short", 2, 16_800, 8_400), ("recorded_not_billed", None, 0, 1))
    return enrolled, billed, found.assign(source=["apbd", "dana_desa", ""])


def test_the_four_counts_stand_apart_by_source(frames):
    report = month_report(*frames, DEFAULT_SOURCES, MONTH)
    assert report.by_source == (
        Coverage("APBD", 1, 1, 1, 0, 16_800),
        Coverage("Dana Desa", 3, 2, 1, 1, 33_600),
    )
    assert report.largest == 3


def test_two_villages_of_one_name_are_two_rows(frames):
    report = month_report(*frames, DEFAULT_SOURCES, MONTH)
    assert report.by_village == (
        Coverage("(desa tidak diketahui)", 1, 0, 0, 0, 0),
        Coverage("Tumbang Lapan (62.10.04.2001)", 2, 2, 2, 1, 33_600),
        Coverage("Tumbang Lapan (62.10.07.2001)", 1, 1, 0, 0, 16_800),
    )


def test_strangers_in_the_statement_are_open_in_the_whole(frames):
    report = month_report(*frames, DEFAULT_SOURCES, MONTH)
    assert report.whole == Coverage("Jumlah", 4, 3, 2, 2, 50_400)
    assert report.strangers == 1
    assert all("memuat 1 orang" in str(table.note) for table in coverage_tables(report))


def test_who_waits_for_a_place_and_is_recorded_is_not_called_unenrolled(frames):
    """The fourth is enrolled and not billed: a statement's line of nobody billed does not know whose it is."""
    notes = [table.note for table in coverage_tables(month_report(*frames, DEFAULT_SOURCES, MONTH))]
    assert all(note and "tidak ditagih kepada siapa pun" in note.id and "terdaftar" not in note.id for note in notes)


def test_a_person_of_two_sources_is_one_in_the_whole(enrolments, line, lines):
    both = enrolments((1, "apbd", "", "Celuk", *YEAR), (1, "sertakan", "", "Celuk", *YEAR))
    billed = lines(line(1), line(1, "sertakan", "ni-made", enrolment_id=2))
    report = month_report(both, billed, None, DEFAULT_SOURCES, MONTH)
    assert report.whole == Coverage("Jumlah", 1, 1, None, None, 33_600)
    assert [row.enrolled for row in report.by_source] == [1, 1]
    by_source, by_village = coverage_tables(report)
    assert ["sekali dalam jumlah" in str(table.note) for table in (by_source, by_village)] == [True, False]


def test_a_line_whose_enrolment_was_cut_since_stays_in_its_village(enrolments, line, lines):
    now = enrolments((1, "apbd", "51.04.03.2001", "Batubulan", "2026-11", "2026-11"))
    gone = lines(line(1, enrolment_id=77), line(2, enrolment_id=78, village_name="Celuk"))
    report = month_report(now, gone, None, DEFAULT_SOURCES, MONTH)
    assert report.by_village == (
        Coverage("Batubulan", 1, 1, None, None, 16_800),
        Coverage("Celuk", 0, 1, None, None, 16_800),
    )


def test_a_month_without_a_statement_says_so_and_shows_no_zeros(frames):
    by_source, by_village = coverage_tables(month_report(frames[0], frames[1], None, DEFAULT_SOURCES, MONTH))
    assert by_source.note is not None
    assert by_source.totals == ("Jumlah", 4, 3, None, None, 50_400)
    assert {row[3] for row in by_village.rows} == {None}


def test_an_empty_month_is_a_report_all_the_same(enrolments, lines, matches):
    report = month_report(enrolments(), lines(), matches(), DEFAULT_SOURCES, MONTH)
    assert report.whole == Coverage("Jumlah", 0, 0, 0, 0, 0)
    assert (report.by_source, report.by_village, report.largest) == ((), (), 1)


def test_english_tables_name_the_whole_and_the_village_nobody_knows_in_english(frames):
    by_source, by_village = coverage_tables(month_report(*frames, DEFAULT_SOURCES, MONTH), "en")
    assert (by_source.totals[0], by_village.totals[0]) == ("Total", "Total")
    assert by_village.rows[0][0] == "(village not known)"
