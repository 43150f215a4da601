import re
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from browser import chromium, needs_browser
from jamsos_cli.errors import SettingsError
from jamsos_cli.model.continuity import STANDINGS
from jamsos_cli.model.month import Month
from jamsos_cli.model.source import DEFAULT_SOURCES
from jamsos_cli.model.statement import STATES
from jamsos_cli.reports.budget_bars import BudgetBar
from jamsos_cli.reports.month import Coverage, MonthReport
from jamsos_cli.reports.month_pictures import EndBar, Pictures, PlacesBar, Share
from jamsos_cli.reports.reconciliation import StateSum
from jamsos_cli.settings import Office, Signatory
from jamsos_cli.shipped import folder
from jamsos_cli.writers.page import render

GOLDEN = Path(__file__).parent / "golden" / "invoice.html"
NIK = "5104031203800001"
OFFICE = Office(
    government="Pemerintah Kabupaten Gianyar",
    name="Dinas Tenaga Kerja",
    address="Jalan Contoh 1",
    place="Gianyar",
    head=Signatory(name="I Made Contoh, S.H.", nip="19700101 199503 1 001"),
    treasurer=Signatory(title="Bendahara Pengeluaran", name="Ni Luh Contoh"),
)


def line(name: str = "I Wayan Sudarma", **changed):
    return {
        "nik": NIK, "name": name, "address": "Br. Tengah",
        "village_name": "Batubulan", "iuran_month": "2026-11", "jkk": 10_000, "jkm": 6_800,
        "jht": 0, "total": 16_800, "tariff": "bpu-2015+jkm-2015", "undecided": True,
        "reason": "", "remark": "", **changed,
    }  # fmt: skip


def invoice(**changed):
    plain = {
        "number": "001/JAMSOS/Dana Desa/XI/2026", "payer": "51.04.01.2001", "payer_name": "Batubulan", "people": 2,
        "jkk": 20_000, "jkm": 13_600, "jht": 0, "total": 33_600, "cancelled_on": "", **changed,
    }  # fmt: skip
    none = {
        f"{what}{of}": 0 for what in ("brought", "credited", "used", "carried") for of in ("", "_jkk", "_jkm", "_jht")
    }
    return none | {"due": plain["total"]} | plain


def paper(overrides: Path | None = None, lines=None, **changed) -> str:
    return render(
        "invoice.j2",
        overrides,
        office=OFFICE,
        invoice=invoice(**changed),
        lines=lines or [line(), line("Ni Made Sari", tariff="bpu-2015+jkm-2015+pp50-2025-other")],
        laws={},
        source=DEFAULT_SOURCES[1],
        day=date(2026, 11, 20),
        month=Month(2026, 11),
        draft=not invoice(**changed)["number"],
        running="",
    )


def minutes(lines) -> str:
    states = [StateSum(state, words, 1, 16_800, 8_400) for state, words in STATES.items()]
    return render(
        "reconciliation.j2",
        None,
        office=OFFICE,
        insurer=Signatory(title="Kepala Cabang"),
        number="",
        insurer_number="",
        day=date(2026, 11, 20),
        month=Month(2026, 11),
        states=states,
        lines=lines,
    )


def month_page(questioned=(), **changed) -> str:
    row = Coverage("APBD", 100, 90, 80, 10, 1_512_000)._replace(**changed)
    report = MonthReport(Month(2026, 11), row, (row,), (row, row._replace(label="<b>Desa</b>")), 100)
    return render(
        "report.html.j2", None, office=OFFICE, day=date(2026, 11, 20), report=report, states=None, questioned=questioned
    )


def regency_page(villages: int) -> str:
    """Give the page of a regency with everything a month can have: quotas, ceilings that run dry, ends, differences."""
    names = [f"Singapadu Tengah {number}" for number in range(villages)]
    rows = tuple(Coverage(name, 90, 80, 70, 10, 1_344_000) for name in names)
    sources = tuple(Coverage(title, 2_000, 1_900, 1_800, 40, 99_000_000) for title in ("APBD", "Dana Desa", "SERTAKAN"))
    said = "pagu tidak cukup mulai Desember 2026, kurang Rp180.000"
    bar = BudgetBar("Dana Desa, Singapadu Tengah", 9, 3, 12, 6, said, True, 75.0, 25.0, 100.0)
    share = Share("APBD", 40, 0.0, 50.0)
    pictures = Pictures(
        tuple(EndBar(f"1 Januari {2027 + n}", 40, 9_999_999, 12, (share,)) for n in range(7)),
        (PlacesBar("Dana Desa", 3_200, 3_100, 100, 500, 90.0, 85.0, 100.0),) * 2,
        tuple(share._replace(name=text.id) for text in STANDINGS.values()),
        dict.fromkeys(names, (50, 7)),
    )
    whole = Coverage("Jumlah", 6_000, 5_700, 5_400, 120, 297_000_000)
    report = MonthReport(Month(2026, 11), whole, sources, rows, 2_000, (bar,) * 7, pictures, strangers=3)
    states = [StateSum(state, words, 1, 16_800, 8_400) for state, words in STATES.items()]
    return render(
        "report.html.j2", None, office=OFFICE, day=date(2026, 11, 20), report=report, states=states, questioned=[]
    )


def test_the_page_of_a_month_shows_places_budgets_and_ends():
    made = " ".join(re.sub(r"<[^>]+>", " ", regency_page(20)).split())
    for said in (
        "3.100 dari 3.200 tempat terisi, 100 kosong", "500 orang menunggu", "12 orang menunggu",
        "agar terus Rp9.999.999 sebulan", "Rp6 sisa dari Rp9", "iuran lancar", "Me\xadnunggu", "Jumlah 6.000",
    ):  # fmt: skip
        assert said in made.replace("&shy;", "\xad"), said


@needs_browser
def test_the_page_of_a_regency_of_64_villages_prints_on_two_pages(tmp_path):
    page, pdf = tmp_path / "laporan.html", tmp_path / "laporan.pdf"
    page.write_text(regency_page(64), encoding="utf-8")
    chromium(page.as_uri(), tmp_path / "profile", f"--print-to-pdf={pdf}", "--no-pdf-header-footer")
    assert len(re.findall(rb"/Type */Page\b", pdf.read_bytes())) == 2


@pytest.mark.parametrize(("lines", "said"), [(12, "Jumlah Rp201.600"), (13, "Jumlah 13 baris Rp218.400")])
def test_a_sum_of_more_lines_than_are_shown_says_how_many(lines, said):
    asked = [line(number="001", said="meninggal")] * lines
    made = " ".join(re.sub(r"<[^>]+>", " ", month_page(asked)).split())
    assert said in made


@needs_browser
def test_the_signature_of_a_report_is_never_alone_on_a_page(tmp_path):
    page, pdf = tmp_path / "laporan.html", tmp_path / "laporan.pdf"
    page.write_text(regency_page(70), encoding="utf-8")
    chromium(page.as_uri(), tmp_path / "profile", f"--print-to-pdf={pdf}", "--no-pdf-header-footer")
    last = PdfReader(pdf).pages[-1].extract_text()
    assert "Daftar lengkap" in last and "NIP" in last


def test_the_invoice_is_the_golden_one(request):
    made = paper()
    if request.config.getoption("--golden", default=False):
        GOLDEN.write_text(made, encoding="utf-8", newline="\n")
    assert made == GOLDEN.read_text(encoding="utf-8")


def test_an_invoice_says_what_a_treasurer_needs():
    made = " ".join(re.sub(r"<[^>]+>", " ", paper()).split())
    for said in (
        "PEMERINTAH KABUPATEN GIANYAR", "001/JAMSOS/Dana Desa/XI/2026", "Yth. Perbekel Batubulan", "20 November 2026",
        "Rp33.600", "tiga puluh tiga ribu enam ratus rupiah", "15 November 2026", "5104************",
        "belum diputuskan", "NIP 19700101 199503 1 001",
    ):  # fmt: skip
        assert said in made, said
    assert "RANCANGAN" not in made


def test_a_draft_is_marked_and_jht_has_its_row_when_billed():
    made = paper(number="", jht=40_000, total=73_600)
    assert '<div class="draft">DRAF</div>' in made
    assert "Jaminan Hari Tua" in made
    assert "Jaminan Hari Tua" not in paper()


@pytest.mark.parametrize(
    ("payer", "name", "title"),
    [
        ("51.04.01.2001", "Batubulan", "Perbekel Batubulan"),
        ("51.04.03.1001", "Gianyar", "Lurah Gianyar"),
        ("62.10.01.2001", "Desa Teluk Nyatu", "Kepala Desa Teluk Nyatu"),
        ("62.10.01.1001", "Kelurahan Kuala Kurun", "Lurah Kuala Kurun"),
        ("regency", "Pemerintah Kabupaten Gianyar", "Pemerintah Kabupaten Gianyar"),
        ("ni-made", "Ni Made Sari", "Ni Made Sari"),
    ],
)
def test_the_payer_is_addressed_by_the_title_of_the_place(payer, name, title):
    assert f"Yth. {title}<" in paper(payer=payer, payer_name=name)


@pytest.mark.parametrize("page", [paper, lambda: minutes([]), month_page])
def test_no_page_reaches_for_the_network_or_runs_a_script(page):
    assert not re.search(r"<script|<link|<img|https?://|@import|url\(", page())


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "{{ 7*7 }}", "[/b]", "=1+1", "\x1b[31m", "x" * 40_000])
def test_names_are_text_in_every_paper(name):
    extra = {"words": STATES["short"], "place": name, "difference": 0, "billed": 1, "recorded": 1, "remark": name}
    for made in (paper(lines=[line(name)]), minutes([line(name, payer_name=name) | extra])):
        assert "<script>" not in made
        assert "49" not in re.findall(r"<td>([^<]*)</td>", made)
        assert name.replace("<", "&lt;").replace(">", "&gt;") in made
        assert NIK not in made
    assert "&lt;b&gt;Desa" in month_page()


def test_a_nik_in_a_remark_is_hidden_in_the_minutes():
    extra = {"words": STATES["short"], "place": "", "difference": 0, "billed": 1, "recorded": 1, "payer_name": ""}
    made = minutes([line() | extra | {"remark": f"dulu {NIK}"}])
    assert "dulu 5104************" in made
    assert NIK not in made


def test_minutes_name_the_day_in_words_and_the_difference():
    made = minutes([])
    assert "Jumat tanggal dua puluh bulan November tahun dua ribu dua puluh enam" in made
    assert "-Rp75.600" in made
    assert "Tidak ada selisih" in made


def test_a_month_without_a_statement_says_so():
    assert "belum dicocokkan" in month_page(recorded=None, open=None)
    assert "belum dicocokkan" not in month_page()


def override(tmp_path: Path, text: str, name: str = "invoice.j2") -> Path:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_an_office_overrides_one_template_and_keeps_the_others(tmp_path):
    overrides = override(tmp_path, "Tagihan {{ invoice.total|rupiah }}")
    assert paper(overrides) == "Tagihan Rp33.600"
    assert paper(None).startswith("<!doctype html>")


def test_an_office_overrides_only_the_frame(tmp_path):
    shipped = (folder("templates") / "paper.html.j2").read_text(encoding="utf-8")
    overrides = override(tmp_path, shipped.replace("<body>", "<body><p>Bali</p>"), "paper.html.j2")
    made = paper(overrides)
    assert "<p>Bali</p>" in made
    assert "Perbekel Batubulan" in made


@pytest.mark.parametrize(
    ("text", "line_number", "says"),
    [
        ("satu\n{{ invoise.total }}", 2, "'invoise' is undefined"),
        ("{{ invoice.totl|rupiah }}", 1, "no attribute 'totl'"),
        ("a\nb\n{% for line in lines %}{{ line.nik }}", 3, "endfor"),
        ("a\n{{ invoice.total|rupia }}", 2, "rupia"),
        ("\n\n{{ invoice.total / 0 }}", 3, "ZeroDivisionError"),
        ("{% extends 'tidak-ada.html' %}", 1, "tidak-ada.html"),
        ("{{ invoice[lines[0].nik] }}", 1, "has no attribute '5104****"),
    ],
)
def test_a_mistake_in_an_offices_template_names_file_and_line(tmp_path, text, line_number, says):
    with pytest.raises(SettingsError) as told:
        paper(override(tmp_path, text))
    said = told.value.say("id")
    assert f"invoice.j2, baris {line_number}: " in said
    assert says in said
    assert NIK not in said


def test_a_template_that_is_no_utf8_is_told_in_words(tmp_path):
    (tmp_path / "invoice.j2").write_bytes(b"caf\xe9")
    with pytest.raises(SettingsError) as told:
        paper(tmp_path)
    assert "bukan UTF-8" in told.value.say("id")


def test_a_value_that_the_program_forgot_is_a_bug_and_no_settings_error():
    with pytest.raises(Exception, match="is undefined") as bug:
        render("invoice.j2", None, office=OFFICE)
    assert not isinstance(bug.value, SettingsError)
