import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jamsos_cli.model.month import Month
from jamsos_cli.model.source import DEFAULT_SOURCES
from jamsos_cli.reports.invoice import annexes, invoice_json, invoice_rows, lines_table, totals_table

MONTH = Month(2026, 11)
INVOICE = (0, "", "draft", "", "", "2026-11")


def test_the_contract_object_is_exact(line, lines):
    frame = lines(
        line(3, "sertakan", "ni-made"), line(1), line(2), line(2, "dana_desa", "51.04.01.2001", jht=20_000),
    )  # fmt: skip
    assert invoice_json(frame, DEFAULT_SOURCES, MONTH) == {
        "version": 1,
        "month": "2026-11",
        "sources": [
            {
                "source": "apbd", "people": 2, "jkk": 20_000, "jkm": 13_600, "jht": 0, "total": 33_600,
                "payers": [
                    {"payer": "regency", "name": "Regency", "people": 2, "jkk": 20_000, "jkm": 13_600, "jht": 0,
                     "total": 33_600},
                ],
            },
            {
                "source": "dana_desa", "people": 1, "jkk": 10_000, "jkm": 6_800, "jht": 20_000, "total": 36_800,
                "payers": [
                    {"payer": "51.04.01.2001", "name": "51.04.01.2001", "people": 1, "jkk": 10_000, "jkm": 6_800,
                     "jht": 20_000, "total": 36_800},
                ],
            },
            {
                "source": "sertakan", "people": 1, "jkk": 10_000, "jkm": 6_800, "jht": 0, "total": 16_800,
                "payers": [
                    {"payer": "ni-made", "name": "Ni-Made", "people": 1, "jkk": 10_000, "jkm": 6_800, "jht": 0,
                     "total": 16_800},
                ],
            },
        ],
        "people": 3,
        "total": 87_200,
    }  # fmt: skip


def test_a_correction_of_the_same_person_adds_rupiah_and_no_person(line, lines):
    made = invoice_json(lines(line(1), line(1, iuran_month="2026-10")), DEFAULT_SOURCES, MONTH)
    assert (made["people"], made["total"]) == (1, 33_600)


def test_a_month_without_lines_is_an_empty_object(lines):
    assert json.dumps(invoice_json(lines(), DEFAULT_SOURCES, MONTH)) == (
        '{"version": 1, "month": "2026-11", "sources": [], "people": 0, "total": 0}'
    )


def test_numbers_are_plain_enough_for_json(line, lines):
    frame = lines(line(1), line(2))
    assert '"total": 33600' in json.dumps(invoice_json(frame, DEFAULT_SOURCES, MONTH))
    json.dumps(annexes(frame, DEFAULT_SOURCES, {}))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(order=st.permutations([(1, "apbd"), (2, "apbd"), (3, "sertakan"), (4, "unknown")]))
def test_the_order_of_lines_does_not_matter_and_sums_agree(order, line, lines):
    made = invoice_json(lines(*(line(person, source) for person, source in order)), DEFAULT_SOURCES, MONTH)
    assert [source["source"] for source in made["sources"]] == ["apbd", "sertakan", "unknown"]
    assert made["total"] == sum(source["total"] for source in made["sources"]) == 4 * 16_800
    for source in made["sources"]:
        assert source["total"] == source["jkk"] + source["jkm"] + source["jht"]
        assert source["total"] == sum(payer["total"] for payer in source["payers"])


def test_totals_stand_by_source_with_programmes_apart_and_accounts(invoices):
    frame = invoices(
        (*INVOICE, "sertakan", "ni-made", "Ni Made", 2, 10_000, 6_800, 0, 16_800),
        (*INVOICE, "apbd", "regency", "Pemkab", 3, 30_000, 20_400, 0, 50_400),
    )
    table = totals_table(invoice_rows(frame, DEFAULT_SOURCES), DEFAULT_SOURCES, MONTH)
    assert [heading.heading.id for heading in table.columns[4:8]] == ["JKK", "JKM", "JHT", "Jumlah"]
    assert table.rows == [
        ("APBD", "Pemkab", "RANCANGAN", 3, 30_000, 20_400, 0, 50_400, "JKK 5.1.02.02.02.0006, JKM 5.1.02.02.02.0007"),
        ("SERTAKAN", "Ni Made", "RANCANGAN", 2, 10_000, 6_800, 0, 16_800, ""),
    ]
    assert table.totals == ("JUMLAH", None, None, 5, 40_000, 27_200, 0, 67_200, None)


def test_no_niks_are_whole_in_tables_or_annexes(line, lines):
    (annex,) = annexes(lines(line(1), line(2)), DEFAULT_SOURCES, {}).values()
    assert {row["nik"] for row in annex} == {"5104************"}
    table = lines_table(annex, MONTH, {"bpu-2015+jkm-2015": "PP 44/2015"})
    assert {row[1] for row in table.rows} == {"5104************"}
    assert str(table.note and table.note.id) == "Dasar hukum: PP 44/2015."


def test_an_annex_names_each_law_once_below_its_lines(line, lines):
    (annex,) = annexes(lines(line(1), line(2, tariff="other"), line(3)), DEFAULT_SOURCES, {}).values()
    table = lines_table(annex, MONTH, {"bpu-2015+jkm-2015": "PP 44/2015", "other": "PP 50/2025"})
    assert [row[-1] for row in table.rows] == ["(1)", "(1)", "(2)"]
    assert table.totals is not None and len(table.totals) == len(table.columns)
    assert str(table.note and table.note.id) == "Dasar hukum: (1) PP 44/2015; (2) PP 50/2025."


def test_an_annex_has_the_lines_of_its_invoice_by_village_and_name(line, lines):
    frame = lines(
        line(1, invoice_id=7, village_name="Sukawati"),
        line(2, invoice_id=7, village_name="Batuan", name="Ni Wayan"),
        line(3, invoice_id=8),
        line(4, invoice_id=7, village_name="Batuan", name="I Made"),
    )
    found = annexes(frame, DEFAULT_SOURCES, {})
    assert {key: [row["person_id"] for row in annex] for key, annex in found.items()} == {7: [4, 2, 1], 8: [3]}


def test_nothing_gives_tables_with_zero_totals(invoices):
    rows = invoice_rows(invoices(), DEFAULT_SOURCES)
    assert totals_table(rows, DEFAULT_SOURCES, MONTH).totals == ("JUMLAH", None, None, 0, 0, 0, 0, 0, None)
    assert lines_table([], MONTH, {}).rows == []


def test_an_english_table_says_draft_and_total():
    one = {"source": "apbd", "payer_name": "Regency", "number": "", "status": "draft", "people": 1}
    amounts = {"jkk": 1, "jkm": 1, "jht": 0, "total": 2}
    table = totals_table([one | amounts], DEFAULT_SOURCES, MONTH, "en")
    assert (table.rows[0][2], table.totals[0]) == ("DRAFT", "TOTAL")


def test_the_longest_number_an_office_begins_with_stands_on_one_line():
    """Capitals are an eighth wider than the figures that a column is measured in."""
    number = "001/JAMSOS/SERTAKAN/VIII/2026"
    row = dict.fromkeys(("people", "jkk", "jkm", "jht", "total"), 0)
    table = totals_table([row | {"source": "", "payer_name": "", "number": number, "status": "issued"}], (), MONTH)
    assert table.columns[2].width >= len(number) * 8 // 7
