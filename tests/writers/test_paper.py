"""Papers as PDF: exact pages, the words a treasurer needs, and nothing from a roster that becomes markup."""

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from jamsos_cli.errors import SettingsError
from jamsos_cli.model.money import rupiah
from jamsos_cli.model.month import Month
from jamsos_cli.model.source import DEFAULT_SOURCES
from jamsos_cli.model.sponsor import Promise
from jamsos_cli.model.statement import STATES
from jamsos_cli.reports.reconciliation import StateSum
from jamsos_cli.settings import Office, Signatory
from jamsos_cli.shipped import folder
from jamsos_cli.writers.paper import paper_html, paper_pdf
from jamsos_cli.writers.plain_text import typst_text

DAY = date(2026, 11, 20)
OFFICE = Office(
    government="Pemerintah Kabupaten Gianyar",
    name="Dinas Tenaga Kerja",
    address="Jalan Contoh 1",
    place="Gianyar",
    head=Signatory(name="I Made Contoh, S.H.", nip="19700101 199503 1 001"),
)
HOSTILE = (
    '#eval("1")', "$x$ $ \\", "<script>alert(1)</script>", "*_`=-+/~[]@<a>", "// lanjut /* buka", '"); #panic("x',
    "{{ 7*7 }}", "https://contoh.go.id", "1. satu -- dua ...", "\\u{41}",
)  # fmt: skip


def line(name: str) -> dict[str, object]:
    return {
        "nik": "5104031203800001", "name": name, "address": name, "village_name": "Batubulan",
        "iuran_month": "2026-11", "jkk": 10_000, "jkm": 6_800, "jht": 0, "total": 16_800, "tariff": "jkk-2015",
        "undecided": False, "reason": "", "words": STATES["short"], "place": name, "remark": name, "payer_name": name,
        "difference": -8_400, "billed": 16_800, "recorded": 8_400,
    }  # fmt: skip


def values(name: str = "I Wayan Sudarma", people: int = 2, **changed: object) -> dict[str, object]:
    """Give everything any paper asks for."""
    invoice = {
        "number": "001/JAMSOS/Dana Desa/XI/2026",
        "payer": "51.04.01.2001",
        "payer_name": name,
        "people": people,
        "jkk": 10_000 * people,
        "jkm": 6_800 * people,
        "jht": 0,
        "total": 16_800 * people,
        "cancelled_on": "",
    } | {f"{what}{of}": 0 for what in ("brought", "credited", "used", "carried") for of in ("", "_jkk", "_jkm", "_jht")}
    invoice |= {f"due{of}": invoice[of[1:] or "total"] for of in ("", "_jkk", "_jkm", "_jht")}
    worker = {
        "nik": "5104************", "name": name, "village_name": "Batubulan", "first_month": "November 2026",
        "last_month": "Desember 2026", "state": "cocok", "total": 16_800,
    }  # fmt: skip
    row = {
        "sponsor": name, "pledge": "11-2026 s.d. 12-2026", "people": 1, "jkk": 10_000, "jkm": 6_800, "jht": 0,
        "total": 16_800,
    }  # fmt: skip
    rows = [{**worker, **row}] * people
    return {
        "office": OFFICE, "insurer": OFFICE.insurer, "source": DEFAULT_SOURCES[1], "day": DAY, "month": Month(2026, 11),
        "draft": False, "running": name, "invoice": invoice, "lines": [line(name)] * people, "laws": {},
        "enclosures": (("Tagihan", "1 berkas"),), "signatories": (("Setuju dibayar,", OFFICE.head), ("", None)),
        "opd": name, "sponsor": name, "pledge": Promise(people, Month(2026, 11), Month(2026, 12), None, "ending"),
        "pledge_state": name, "ends_soon": True, "numbers": "001", "total": 16_800, "rows": rows,
        "sums": {"people": people, "jkk": 1, "jkm": 1, "jht": 0, "total": 16_800 * people, "used": 0},
        "states": [StateSum(state, words, 1, 16_800, 8_400) for state, words in STATES.items()], **changed,
    }  # fmt: skip


PAPERS = ("invoice", "cover_letter", "receipt", "deductions", "sponsor", "reconciliation")


def pages(name: str, overrides: Path | None = None, **given: object) -> list[str]:
    """Give the text of every page, blanks put together, soft breaks taken out."""
    made = paper_pdf(name, overrides, DAY, **(values() | given))
    return [plain(page.extract_text()) for page in PdfReader(BytesIO(made)).pages]


def plain(text: str) -> str:
    return re.sub(r"\s+", "", text.replace("\u200b", ""))


def test_every_paper_of_the_templates_is_tried_here() -> None:
    frames = {"paper.html.j2", "paper.typ.j2", "report.html.j2", "findings.html.j2", "pairs.html.j2"}
    assert {path.name for path in folder("templates").glob("*.j2")} - frames == {f"{name}.j2" for name in PAPERS}


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_is_a4_with_its_fonts_inside_and_the_same_bytes_again(name: str) -> None:
    first = paper_pdf(name, None, DAY, **values())
    assert first == paper_pdf(name, None, DAY, **values())
    for page in PdfReader(BytesIO(first)).pages:
        assert sorted(round(float(side)) for side in page.mediabox[2:]) == [595, 842]
        for font in page["/Resources"]["/Font"].values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            assert any(key.startswith("/FontFile") for key in descendant["/FontDescriptor"].get_object())


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_a_roster_says_is_text_in_every_paper(name: str, hostile: str) -> None:
    said = "".join(pages(name, **values(hostile)))
    assert plain(hostile) in said
    assert "5104031203800001" not in said
    assert "<script>" not in paper_html(name, None, **values(hostile)).decode()


@pytest.mark.parametrize("name", PAPERS)
def test_page_and_pdf_say_the_same_words(name: str) -> None:
    html = re.sub(
        r"(?s)<style>.*?</style>|<title>.*?</title>|<svg.*?</svg>|<[^>]+>",
        " ",
        paper_html(name, None, **values()).decode(),
    )
    pdf = "".join(pages(name)).casefold()
    words = {word for word in html.split() if len(word) > 3 and word.isalpha()}
    assert {word for word in words if word.casefold() not in pdf} == set()


def test_an_invoice_says_what_a_treasurer_needs() -> None:
    said = "".join(pages("invoice"))
    for words in (
        "PEMERINTAH KABUPATEN GIANYAR", "001/JAMSOS/Dana Desa/XI/2026", "Yth. Perbekel I Wayan", "20 November 2026",
        "Rp33.600", "tiga puluh tiga ribu enam ratus rupiah", "15 November 2026", "5104************",
        "NIP 19700101 199503 1 001", "Halaman 2 dari 2",
    ):  # fmt: skip
        assert plain(words) in said, words
    assert "DRAF" not in said


@pytest.mark.parametrize(
    ("name", "words"), [("cover_letter", "Penyampaian nota kredit"), ("invoice", "Rincian nota kredit")]
)
def test_a_credit_note_is_called_nothing_else(name: str, words: str) -> None:
    given = values()
    given["invoice"] |= {"people": 0, "due": 0, "total": 0}
    said = "".join(pages(name, **given))
    assert plain(words) in said
    assert "tagihaniuranjaminan" not in said and "Rinciantagihan" not in said
    page = paper_html("invoice", None, **given).decode()
    assert "<title>Nota kredit" in page and "Nota kredit iuran jaminan" in page


@pytest.mark.parametrize("name", PAPERS)
def test_a_draft_is_marked_on_every_page(name: str) -> None:
    assert all("DRAF" in page for page in pages(name, draft=True))
    assert '<div class="draft">DRAF' in paper_html(name, None, **values(draft=True)).decode()


@pytest.mark.parametrize("name", ["receipt", "cover_letter"])
def test_a_paper_of_one_page_bears_no_page_number(name: str) -> None:
    (page,) = pages(name)
    assert "Halaman" not in page


@pytest.mark.parametrize("people", [1, 60, 700])
def test_headings_are_on_every_page_of_an_annex_and_everybody_is_in_it(people: int) -> None:
    found = pages("invoice", **values(people=people))
    assert all("NIK" in page and f"Halaman{number}dari{len(found)}" in page for number, page in enumerate(found[1:], 2))
    assert sum(page.count("5104************") for page in found) == people


@pytest.mark.parametrize("people", range(20, 40))
def test_signatures_are_never_alone_on_a_page(people: int) -> None:
    last = pages("deductions", **values(people=people))[-1]
    assert "Rincianpekerjatiapsponsor" in last
    assert "NIP19700101" in last


def test_amounts_of_billions_and_a_word_without_end_stay_in_their_cells() -> None:
    given = values("X" * 300, 1)
    given["invoice"] |= {"jkk": 128_000_000_000, "total": 215_040_000_000, "due": 215_040_000_000}
    given["lines"] = [one | {"jkk": 64_000_000_000, "total": 107_520_000_000} for one in given["lines"]]
    said = "".join(pages("invoice", **given))
    assert "Rp215.040.000.000" in said
    assert "X" * 300 in said


def test_an_annex_names_the_law_behind_its_amounts() -> None:
    given = values(laws={"jkk-2015": "JKK: PP 44/2015, Lampiran II"})
    assert "Dasartarif:JKK:PP44/2015,LampiranII.NIKdisamarkan" in "".join(pages("invoice", **given))
    assert "Dasar tarif: JKK: PP 44/2015, Lampiran II." in paper_html("invoice", None, **given).decode()


def test_a_row_of_an_annex_stays_on_one_page() -> None:
    long = "Anak Agung Ngurah Gede Agung Wiradharma Kusumayudha Pratamaningrat Atmaja, S.Pd.H., M.Si. Ujung"
    _, *annex = pages("invoice", **values(lines=[line(long)] * 60))
    rows = [(page.count("5104************"), page.count("Ujung")) for page in annex]
    assert len(rows) > 2
    assert all(numbers * 2 == tails for numbers, tails in rows)  # name and address end with it


@pytest.mark.parametrize(
    ("jht", "total"), [(0, 117_600), (0, 9_876_000), (1_080_000, 1_533_600), (98_000_000, 153_000_000)]
)
def test_amounts_of_a_deduction_list_do_not_run_into_each_other(jht: int, total: int) -> None:
    sums = {"people": 54, "jkk": total - jht - 45_600, "jkm": 45_600, "jht": jht, "total": total, "used": 0}
    placed: list[tuple[float, float, float, str]] = []
    (page,) = PdfReader(BytesIO(paper_pdf("deductions", None, DAY, **values(sums=sums)))).pages
    page.extract_text(visitor_text=lambda text, at, *more: placed.append((at[5], at[4], more[-1], text.strip())))
    sought = [rupiah(sums[name]) for name in ("jkk", "jkm", "jht", "total") if sums[name]]
    level = next(y for y, _, _, text in placed if text == sought[-1])
    amounts = [next(one for one in placed if one[3] == amount and abs(one[0] - level) < 1) for amount in sought]
    ends = [start + len(text) * size * 0.5 for _, start, size, text in amounts]  # a bold figure is wider than that
    assert all(end < then[1] for end, then in zip(ends, amounts[1:], strict=False))


def test_the_heading_of_the_workers_of_a_deduction_list_is_one_word() -> None:
    assert "Pekerja" in paper_html("deductions", None, **values()).decode()
    (page,) = pages("deductions")
    assert "MasajanjiPekerjaJKK" in page


def test_nobody_is_asked_to_deduct_from_the_pay_of_sponsors_without_an_office() -> None:
    (said,) = pages("deductions", opd="")
    assert not any(word in said for word in ("Yth.", "otong", "OTONG", "pegawai"))
    assert plain("DAFTAR IURAN SPONSOR TANPA INSTANSI") in said and plain("dan membayar sendiri") in said
    assert plain("Yth. Bendahara Pengeluaran Dinas A") in pages("deductions", opd="Dinas A")[0]


def override(folder_: Path, name: str, text: str) -> Path:
    (folder_ / name).write_text(text, encoding="utf-8")
    return folder_


def test_one_override_changes_page_and_pdf(tmp_path: Path) -> None:
    text = "{% extends frame %}{% block body %}Isi * # $ < {{ invoice.total|rupiah }}{% endblock %}"
    own = override(tmp_path, "invoice.j2", text)
    assert pages("invoice", own) == [plain("Isi * # $ < Rp33.600")]
    assert "Isi * # $ &lt; Rp33.600" in paper_html("invoice", own, **values()).decode()


def test_an_office_puts_its_own_logo_on_every_pdf(tmp_path: Path) -> None:
    frame = (folder("templates") / "paper.typ.j2").read_text(encoding="utf-8")
    (tmp_path / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', encoding="utf-8"
    )
    own = override(tmp_path, "paper.typ.j2", frame.replace("{% block body %}", '#image("/logo.svg")\n{% block body %}'))
    assert pages("receipt", own)


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("paper.typ.j2", "#set par(justify: true", "#set paragraf(justify: true", "unknown variable: paragraf"),
        ("paper.typ.j2", "{{ office.government|code }}", "{{ office.goverment|code }}", "has no attribute 'goverment'"),
        ("receipt.j2", 'heading("Kwitansi")', 'judul("Kwitansi")', "'judul' is undefined"),
    ],
)
def test_a_broken_override_is_told_with_file_and_line(tmp_path: Path, name: str, old: str, new: str, said: str) -> None:
    text = (folder("templates") / name).read_text(encoding="utf-8")
    line_number = text[: text.index(old)].count("\n") + 1
    with pytest.raises(SettingsError) as told:
        paper_pdf("receipt", override(tmp_path, name, text.replace(old, new)), DAY, **values())
    assert f"{name}, baris {line_number}" in told.value.say("id")
    assert said in told.value.say("id")


@pytest.mark.parametrize("text", ["", "  ", "a", ' "\\" ', "baris\nbaru"])
def test_text_is_one_string_of_code_or_blank(text: str) -> None:
    made = typst_text(text)
    assert made == text if not text.strip() else re.fullmatch(r'\s*#"(?:[^"\\]|\\.)*";\s*', made)
