"""The page of findings, in a real browser."""

import re
from datetime import date
from pathlib import Path

import pytest

from browser import chromium, dom, needs_browser, shown_rows
from jamsos_cli.runs.rosters.documents import Asked, page_bytes
from roster_text import judge, judge_files

NIK = "5104031203800001"
ASKED = Asked("id", date(2026, 11, 1), None, None)
ROSTERS = """--- a.csv
NIK;NAMA;TANGGAL LAHIR;DESA
5104031203800001;I Wayan Sudarma;12-03-1980;Batubulan
123;Ni Made Sari;12-03-1980;Batubulan
5104031203800003;I Ketut Rai;;Ketewel
5104031203800004;I Nyoman 7;12-03-1980;Ketewel
--- b.xlsx
NIK | NAMA | TANGGAL LAHIR | DESA
#5104031203800000 | I Gede Mertha | 12-03-1980 | Ketewel
"""
HOSTILE = (
    "</script><script>document.title='hit'</script>",
    "<img src=x onerror=document.title='hit'>",
    "\" onmouseover=\"document.title='hit'",
    "{{ 7*7 }}",
    "\u202eKesrever\u202c",
    "&lt;b&gt;&#39;",
)


def page(folder: Path, text: str = ROSTERS, asked: Asked = ASKED, **said: str) -> Path:
    results = [one.result for one in judge(text, **{"regency": "51.04", **said})]
    path = folder / "page.html"
    path.write_bytes(page_bytes(results, asked))
    return path


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A browser's profile, warm after the first test."""
    return tmp_path_factory.mktemp("chromium")


EVERYTHING = ["N02 A3", "P03 C4", "P02 B5", "F16 –", "N04 A2", "F16 –"]


def test_everything_is_in_the_page_without_a_script(tmp_path):
    source = page(tmp_path).read_text(encoding="utf-8")
    assert shown_rows(source) == EVERYTHING
    assert '<form class="filter" id="filter" hidden>' in source


def test_the_page_reaches_for_nothing_and_names_no_nik(tmp_path):
    source = page(tmp_path, ROSTERS.replace("a.csv", f"{NIK}.csv").replace("Nyoman 7", f"Nyoman {NIK}")).read_text(
        "utf-8"
    )
    assert not re.search(r"<link|<img|https?://|@import|url\(|src=", source)
    assert not re.search("[0-9]{13}", source)
    assert source.count("<script") == 1


@needs_browser
@pytest.mark.parametrize(
    ("state", "rows"),
    [
        ("", EVERYTHING),
        ("level=error", ["N02 A3", "N04 A2"]),
        ("code=N04", ["N04 A2"]),
        ("level=warning&code=P03", ["P03 C4"]),
        ("level=warning&code=N04", []),
        ("village=Desa%20Ketewel&level=error", ["N04 A2"]),
        ("village=Desa+Batubulan&level=error", ["N02 A3"]),
        ("village=Desa%20Atlantis", []),
        ("text=csv&level=error", ["N02 A3"]),
        ("text=NYOMAN", ["P02 B5"]),
        ("text=nyoman%207", ["P02 B5"]),
        ("text=%3Cscript%3E", []),
        ("findings", EVERYTHING),
    ],
)
def test_the_address_says_what_is_shown(tmp_path, profile, state, rows):
    seen = dom(page(tmp_path), profile, state)
    assert shown_rows(seen) == rows
    assert '<form class="filter" id="filter">' in seen
    count = re.search("<output[^>]*>(.*?)</output>", seen)[1]
    assert count == (
        f"{len(EVERYTHING)} temuan" if rows == EVERYTHING else f"{len(rows)} dari {len(EVERYTHING)} temuan"
    )
    assert ('id="none" hidden' in seen) == bool(rows)


@needs_browser
def test_a_filter_in_the_address_is_said_at_the_top_and_the_page_opens_at_its_list(tmp_path, profile):
    path = page(tmp_path, ROSTERS + "".join(f"12{n};I Wayan Sudarma;12-03-1980;Batubulan\n" for n in range(90)))
    asked = """<script nonce="jamsos">onload = () => setTimeout(() => {
      document.title = Math.round(document.getElementById("findings").getBoundingClientRect().top / innerHeight * 100);
    });</script></body>"""
    path.write_text(path.read_text(encoding="utf-8").replace("</body>", asked), encoding="utf-8")
    seen, whole, long = (dom(path, profile, state) for state in ("level=error&code=N04", "", "level=error"))
    top = re.search('<p class="active" id="active">(.*?)</p>', seen)[1]
    assert "Salah" in top and "N04 Angka" in top and "1 dari " in top
    assert '<p class="active" id="active" hidden' in whole
    below = [int(re.search("<title>(-?[0-9]+)</title>", one)[1]) for one in (whole, seen, long)]
    assert below[0] > 50
    assert 0 <= below[1] < 90
    assert 0 <= below[2] < 30


@needs_browser
def test_files_without_a_row_left_are_hidden(tmp_path, profile):
    seen = dom(page(tmp_path), profile, "code=N04")
    assert re.findall(r'<section class="file" data-file=""( hidden="")?>', seen) == [' hidden=""', ""]


TYPING = """<script nonce="jamsos">
const field = document.getElementById("level");
field.value = "error";
field.dispatchEvent(new Event("change"));
setTimeout(() => { document.title = location.hash; }, 500);
</script></body>"""


@needs_browser
def test_a_choice_is_kept_in_the_address(tmp_path, profile):
    path = page(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("</body>", TYPING), encoding="utf-8")
    seen = dom(path, profile)
    assert "<title>#level=error</title>" in seen
    assert shown_rows(seen) == ["N02 A3", "N04 A2"]


def hostile(folder: Path) -> Path:
    lines = [
        f'123;"{text.replace(chr(34), chr(34) * 2)} 1";12-03-1980;"{text.replace(chr(34), chr(34) * 2)}"'
        for text in HOSTILE
    ]
    roster = "\n".join(["NIK;NAMA;TANGGAL LAHIR;DESA", *lines]) + "\n"
    results = [one.result for one in judge_files([("a.csv", roster.encode())])]
    results = [one._replace(file=f"{text}.csv") for one in results for text in HOSTILE]
    path = folder / "page.html"
    path.write_bytes(page_bytes(results, ASKED))
    return path


def test_names_are_text_in_the_source(tmp_path):
    source = hostile(tmp_path).read_text(encoding="utf-8")
    assert source.count("<script") == 1
    assert "<img" not in source
    assert "\u202e" not in source
    assert ">49" not in source


@needs_browser
@pytest.mark.parametrize("state", ["", "text=%3Cimg%20src%3Dx%20onerror%3Ddocument.title%3D%27hit%27%3E", "code=P02"])
def test_names_of_workers_and_villages_do_nothing(tmp_path, profile, state):
    seen = dom(hostile(tmp_path), profile, state)
    assert "<title>Hasil pemeriksaan daftar, 1 November 2026</title>" in seen
    assert "<img" not in seen
    assert seen.count("<script") == 1


@needs_browser
@pytest.mark.parametrize("width", [1280, 420])
def test_nothing_is_wider_than_the_window(tmp_path, profile, width):
    path = page(tmp_path, ROSTERS.replace("Nyoman 7", "N" * 70 + "7"))
    asked = '<script nonce="jamsos">document.title = document.documentElement.scrollWidth - innerWidth;</script></body>'
    path.write_text(path.read_text(encoding="utf-8").replace("</body>", asked), encoding="utf-8")
    # A window is never narrower than 500 pixels; a frame may be.
    frame = tmp_path / "frame.html"
    frame.write_text(
        f'<iframe src="page.html" style="width:{width}px;height:900px;border:0"></iframe>'
        "<script>onload = () => { document.title = frames[0].document.title; }</script>",
        encoding="utf-8",
    )
    seen = chromium(
        frame.as_uri(), profile, "--allow-file-access-from-files", "--virtual-time-budget=4000",
        "--window-size=1400,1000", "--dump-dom",
    )  # fmt: skip
    assert "<title>0</title>" in seen


@needs_browser
def test_the_page_is_drawn_and_printed(tmp_path, profile):
    path = page(tmp_path)
    chromium(path.as_uri(), profile, f"--screenshot={tmp_path / 'page.png'}", "--window-size=1280,900")
    chromium(path.as_uri(), profile, f"--print-to-pdf={tmp_path / 'page.pdf'}")
    assert (tmp_path / "page.png").read_bytes()[:4] == b"\x89PNG"
    assert (tmp_path / "page.pdf").read_bytes()[:4] == b"%PDF"


@needs_browser
def test_thousands_of_findings_open_at_once(tmp_path, profile):
    lines = "".join(f"12{n};I Wayan Sudarma;12-03-1980;Batubulan\n" for n in range(5_000))
    path = page(tmp_path, f"--- a.csv\nNIK;NAMA;TANGGAL LAHIR;DESA\n{lines}")
    timed = "document.body.offsetHeight; document.title = Math.round(performance.now());"
    asked = f'<script nonce="jamsos">{timed}</script></body>'
    path.write_text(path.read_text(encoding="utf-8").replace("</body>", asked), encoding="utf-8")
    seen = chromium(path.as_uri(), profile, "--dump-dom")
    assert len(shown_rows(seen)) == 5_001
    # Half a second on a small PC; as one table it took five times that and more.
    assert int(re.search("<title>([0-9]+)</title>", seen)[1]) < 5_000


def test_the_page_speaks_english_too(tmp_path):
    source = page(tmp_path, asked=ASKED._replace(lang="en")).read_text(encoding="utf-8")
    assert '<html lang="en">' in source
    assert "All findings" in source and "Semua temuan" not in source


def test_a_page_without_findings_says_so(tmp_path):
    source = page(tmp_path, "--- a.csv\nx\n").read_text(encoding="utf-8")
    assert "F10" in source or "F05" in source
    empty = page_bytes([], ASKED).decode()
    assert "Tidak ada temuan." in empty


def test_an_office_may_override_the_page(tmp_path):
    (tmp_path / "findings.html.j2").write_text("{{ page.figures.rows }} baris", encoding="utf-8")
    assert page(tmp_path, asked=ASKED._replace(templates=tmp_path)).read_text(encoding="utf-8") == "5 baris"


@pytest.mark.parametrize("colour", ["#51606f", "#b3261e", "#8a5a00", "#3b5b7a", "#2f7d4f"])
@pytest.mark.parametrize("ground", ["#ffffff", "#f4f7fa"])
def test_words_stand_out_from_their_ground(tmp_path, colour, ground):
    def light(code: str) -> float:
        parts = [int(code[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    assert colour in page(tmp_path).read_text(encoding="utf-8")
    assert (light(ground) + 0.05) / (light(colour) + 0.05) >= 4.5
