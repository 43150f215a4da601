"""`jamsos exclude` as a clerk types it: what it prints, its exit codes, what stays masked."""

import json
import shutil
from pathlib import Path

import pytest
from commandline import FULL_NIK, jamsos

NIK, OTHER = "5104031203809001", "5104031203819002"
HEADING = "NIK;NAMA;TANGGAL LAHIR;L/P;PEKERJAAN;DESA"
ROWS = (
    f"{NIK};I Wayan Sudarma;12-03-1980;L;Petani;Batubulan",
    f"{OTHER};I Made Rai;12-03-1981;L;Petani;Batubulan",
)


@pytest.fixture(scope="module")
def october(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two people enrolled and October issued; one of them died in September. Copy it, do not change it."""
    office = Path(shutil.copytree(made, tmp_path_factory.mktemp("daftar") / "kantor"))
    (office / "rosters" / "apbd" / "a.csv").write_text("\n".join((HEADING, *ROWS)) + "\n", encoding="utf-8")
    assert jamsos("import", "rosters", "--from", "2026-10", folder=office).code == 0
    assert jamsos("invoice", "--month", "2026-10", "--issue", folder=office).code == 0
    (office / "mati.csv").write_text(f"NIK;TGL MENINGGAL\n{NIK};03-09-2026\n5,1E+15;\n", encoding="utf-8")
    return office


@pytest.fixture
def enrolled(october: Path, tmp_path: Path) -> Path:
    """That office, and this test's own."""
    return Path(shutil.copytree(october, tmp_path / "kantor"))


def test_a_folder_of_lists_with_nothing_in_it_is_no_mistake(office: Path) -> None:
    ran = jamsos("exclude", folder=office)
    assert (ran.code, "Tidak ada daftar di lists/" in ran.err) == (0, True), ran.said


def test_init_makes_a_folder_a_kind(office: Path) -> None:
    assert sorted(path.name for path in (office / "lists").iterdir()) == [
        "asn", "lain", "meninggal", "penerima-upah", "pindah",
    ]  # fmt: skip


def test_a_day_with_a_list(enrolled: Path) -> None:
    taken = jamsos("exclude", "mati.csv", "--kind", "deceased", "--origin", "Dukcapil", folder=enrolled)
    assert (taken.code, taken.err) == (0, "")
    assert "N04" in taken.out and "I Wayan Sudarma" in taken.out and "Rp16.800" in taken.out
    assert "2026-10" in taken.out
    again = jamsos("exclude", "mati.csv", "--kind", "deceased", folder=enrolled)
    assert again.code == 0 and "sudah ada" in again.out
    invoice = jamsos("invoice", "--month", "2026-11", folder=enrolled)
    assert invoice.code == 0 and "E06" in invoice.out and "1 orang terdaftar tidak ditagih" in invoice.err
    report = jamsos("report", "--month", "2026-10", folder=enrolled)
    assert "Tagihan terbit yang semestinya tidak ada" in report.out
    page = (enrolled / "out" / "2026-10" / "laporan.html").read_text(encoding="utf-8")
    assert "I Wayan Sudarma" in page and "Dukcapil" in page
    shown = jamsos("exclude", "--list", "--format", "json", folder=enrolled)
    (one,) = json.loads(shown.out)["lists"]
    assert (one["number"], one["kind"], one["by_nik"], one["unusable"]) == (1, "deceased", 1, 1)
    refused = jamsos("exclude", "--withdraw", "1", folder=enrolled)
    assert (refused.code, refused.err) == (2, "jamsos: --withdraw perlu --reason ALASAN.\n")
    assert jamsos("exclude", "--withdraw", "1", "--reason", "keliru", folder=enrolled).code == 0
    assert "keliru" in jamsos("exclude", "--list", folder=enrolled).out
    said = "".join(ran.said for ran in (taken, again, invoice, report, shown)) + page
    assert FULL_NIK.findall(said) == []


def test_the_answer_as_json(enrolled: Path) -> None:
    ran = jamsos("exclude", "mati.csv", "--kind", "deceased", "--dry-run", "--format", "json", folder=enrolled)
    found = json.loads(ran.out)
    assert [one["status"] for one in found["lists"]] == ["new"]
    assert [(one["name"], one["nik"]) for one in found["enrolled"]] == [("I Wayan Sudarma", "5104************")]
    assert [(one["iuran_month"], one["total"]) for one in found["questioned"]] == [("2026-10", 16_800)]
    assert json.loads(jamsos("exclude", "--list", "--format", "json", folder=enrolled).out)["lists"] == []


def test_validate_asks_the_lists_only_when_told(enrolled: Path) -> None:
    assert jamsos("exclude", "mati.csv", "--kind", "deceased", folder=enrolled).code == 0
    assert jamsos("validate", "rosters", folder=enrolled).code == 0
    asked = jamsos("validate", "rosters", "--lists", "--format", "json", folder=enrolled)
    codes = {finding["code"] for finding in json.loads(asked.out)["files"][0]["findings"]}
    assert asked.code == 1 and {"E06", "E07"} <= codes
    alone = jamsos("validate", "kantor/rosters", "--lists", folder=enrolled.parent)
    assert alone.code == 2 and "--workspace" in alone.err


WRONG = (
    (("mati.csv",), "jenis daftarnya belum disebut"),
    (("mati.csv", "--kind", "deceased", "--list"), "Pilih satu"),
    (("--kind", "deceased"), "--kind perlu PATH"),
    (("mati.csv", "--kind", "hilang"), "pilih deceased"),
    (("mati.csv", "--kind", "moved", "--date", "2199-01-01"), "belum tiba"),
    (("--withdraw", "9", "--reason", "keliru"), "Tidak ada daftar nomor 9"),
)


@pytest.mark.parametrize(("words", "said"), WRONG)
def test_what_makes_no_sense_is_said_in_a_sentence(enrolled: Path, words: tuple[str, ...], said: str) -> None:
    ran = jamsos("exclude", *words, folder=enrolled)
    assert ran.code == 2 and said in ran.err and "Traceback" not in ran.said


def test_a_list_without_anybody_is_refused_in_one_sentence(enrolled: Path) -> None:
    (enrolled / "x.csv").write_text("NAMA;ALAMAT\nI Wayan;Batubulan\n", encoding="utf-8")
    ran = jamsos("exclude", "x.csv", "--kind", "moved", folder=enrolled)
    assert (ran.code, ran.out) == (4, "")
    assert ran.err.startswith("x.csv: tidak ada judul kolom NIK")
