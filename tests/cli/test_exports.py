"""Files with full NIKs: only by `export`, in a layout that is data, locked if asked, and each in the audit trail."""

import hashlib
import io
import json
import shutil
import stat
from collections.abc import Sequence
from pathlib import Path

import msoffcrypto
import openpyxl
import pytest
from commandline import FULL_NIK, MONTH, jamsos, texts

COLUMNS = (
    "NO_PEGAWAI NAMA_LENGKAP GELAR TELEPON_AREA_RUMAH TELEPON_RUMAH TELEPON_AREA_KANTOR TELEPON_KANTOR "
    "TELEPON_EXT_KANTOR HP EMAIL TEMPAT_LAHIR TANGGAL_LAHIR NAMA_IBU_KANDUNG JENIS_IDENTITAS NOMOR_IDENTITAS "
    "MASA_LAKU_IDENTITAS JENIS_KELAMIN SURAT_MENYURAT_KE TANGGAL_KEPESERTAAN STATUS_KAWIN GOLONGAN_DARAH NPWP "
    "KODE_NEGARA UPAH ALAMAT KODE_POS LOKASI_PEKERJAAN STATUS_PEGAWAI TGL_AWAL_BEKERJA TGL_AKHIR_KONTRAK"
)
DATA_TK_BARU = COLUMNS.split()
SECRET = "rahasia-kantor"
BPU = """
title = "BPU"
sheet = "bpu"
[[columns]]
heading = "NIK"
origin = "nik"
[[columns]]
heading = "LAHIR"
origin = "birth_date"
date = true
"""


BILLED = json.loads(
    (Path(__file__).parents[2] / "sample_data" / "51.04-gianyar" / "expected.json").read_text(encoding="utf-8")
)["invoice"]
"""What the month must bill, worked out apart from the program."""


@pytest.fixture
def gianyar(months, tmp_path: Path) -> Path:
    return Path(shutil.copytree(months["51.04"][0], tmp_path / "gianyar"))


def rows(path: Path, sheet: str | None = None) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(path)
    return list((book[sheet] if sheet else book.worksheets[0]).iter_rows(values_only=True))


def entries(folder: Path) -> list[dict[str, object]]:
    return json.loads(jamsos("audit", "--format", "json", folder=folder).out)["entries"]


def test_the_upload_has_the_insurers_columns_as_text(gianyar: Path) -> None:
    ran = jamsos("export", "upload", "--month", MONTH, folder=gianyar)
    assert ran.code == 0, ran.said
    assert not FULL_NIK.search(ran.said)
    (path,) = (gianyar / "out" / MONTH / "ekspor").glob("*.xlsx")
    heading, *people = rows(path, "data_tk_baru")
    assert list(heading) == DATA_TK_BARU
    assert all(cell is None or isinstance(cell, str) for row in people for cell in row)
    first = dict(zip(DATA_TK_BARU, people[0], strict=True))
    assert FULL_NIK.fullmatch(str(first["NOMOR_IDENTITAS"]))
    assert (first["JENIS_IDENTITAS"], first["MASA_LAKU_IDENTITAS"], first["KODE_NEGARA"]) == ("KTP", "01-01-2090", "ID")
    assert (first["TANGGAL_KEPESERTAAN"], first["UPAH"]) == ("01-11-2026", "1000000")
    assert len({row[DATA_TK_BARU.index("NOMOR_IDENTITAS")] for row in people}) == len(people) == BILLED["people"]


def test_only_who_is_new_is_uploaded_unless_all_are_asked_for(gianyar: Path) -> None:
    assert jamsos("invoice", "--month", "2026-12", folder=gianyar).code == 0
    path = gianyar / "out" / "2026-12" / "ekspor" / "upload-data_tk_baru-2026-12.xlsx"
    assert jamsos("export", "upload", "--month", "2026-12", folder=gianyar).code == 0
    new = rows(path)[1:]
    assert jamsos("export", "upload", "--month", "2026-12", "--all", folder=gianyar).code == 0
    assert len(new) == 2  # who could not be billed in November: another source paid for them
    assert len(rows(path)) > 150


NOBODY = {
    "nothing is billed": (("upload", "--month", "2027-12"), "2027-12 belum punya tagihan."),
    "no annex either": (("annex", "--month", "2027-12"), "2027-12 belum punya tagihan."),
    "no sponsor is billed": (("deductions", "--month", "2027-12"), "belum punya tagihan yang dibayar sponsor"),
    "not of that source": (("annex", "--month", "2027-12", "--source", "apbd"), "belum punya tagihan dari APBD"),
}


@pytest.mark.parametrize(("words", "said"), NOBODY.values(), ids=NOBODY)
def test_nobody_to_export_is_said(gianyar: Path, words: Sequence[str], said: str) -> None:
    ran = jamsos("export", *words, folder=gianyar)
    assert (ran.code, said in ran.err, "--all" in ran.err) == (2, True, False), ran.err


def test_every_file_is_private_and_stands_in_the_trail(gianyar: Path, tmp_path: Path) -> None:
    out = tmp_path / "usb"
    for what in ("upload", "annex", "deductions"):
        assert jamsos("export", what, "--month", MONTH, "--out", out, "--reason", "uji", folder=gianyar).code == 0
    found = {entry["file"]: entry for entry in entries(gianyar)}
    assert set(found) == {path.name for path in out.iterdir()}
    for path in out.iterdir():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == found[path.name]["file_sha256"]
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0
    assert {entry["reason"] for entry in found.values()} == {"uji"}
    assert not any(FULL_NIK.search(str(entry)) for entry in found.values())


def test_annex_and_deductions_say_whole_niks_and_the_sum(gianyar: Path, tmp_path: Path) -> None:
    assert jamsos("export", "annex", "--month", MONTH, "--source", "apbd", "--out", tmp_path, folder=gianyar).code == 0
    assert jamsos("export", "deductions", "--month", MONTH, "--out", tmp_path, folder=gianyar).code == 0
    annex = rows(tmp_path / f"rincian-apbd-{MONTH}.xlsx")
    assert FULL_NIK.fullmatch(str(annex[3][1]))
    by_source = {one["source"]: one["total"] for one in BILLED["sources"]}
    assert annex[-1][-1] == by_source["apbd"]
    owed = [rows(path)[-1][-1] for path in tmp_path.glob("potongan-*.xlsx")]
    assert sum(owed) == by_source["sertakan"]


def test_a_locked_file_opens_with_its_password_only(gianyar: Path, tmp_path: Path) -> None:
    ran = jamsos(
        "export", "annex", "--month", MONTH, "--source", "apbd", "--password", "--out", tmp_path,
        folder=gianyar, JAMSOS_EXPORT_PASSWORD=SECRET,
    )  # fmt: skip
    assert ran.code == 0, ran.said
    (path,) = tmp_path.glob("rincian-*.xlsx")
    locked = msoffcrypto.OfficeFile(io.BytesIO(path.read_bytes()))
    assert locked.is_encrypted()
    with pytest.raises(msoffcrypto.exceptions.InvalidKeyError):
        locked.load_key(password="salah-sekali", verify_password=True)
    locked.load_key(password=SECRET, verify_password=True)
    plain = io.BytesIO()
    locked.decrypt(plain)
    assert openpyxl.load_workbook(plain).worksheets[0].max_row > BILLED["sources"][0]["people"]
    assert SECRET not in ran.said + json.dumps(entries(gianyar))


@pytest.mark.parametrize(("password", "says"), [("", "JAMSOS_EXPORT_PASSWORD"), ("pendek", "8 huruf")])
def test_a_password_that_is_not_there_or_short_makes_no_file(gianyar: Path, password: str, says: str) -> None:
    ran = jamsos("export", "annex", "--month", MONTH, "--password", folder=gianyar, JAMSOS_EXPORT_PASSWORD=password)
    assert (ran.code, says in ran.err) == (2, True)
    assert not (gianyar / "out" / MONTH / "ekspor").exists()
    assert entries(gianyar) == []


def layout(folder: Path, text: str) -> None:
    (folder / "layouts").mkdir()
    (folder / "layouts" / "bpu.toml").write_text(text, encoding="utf-8")


def test_a_layout_of_the_office_needs_no_code(gianyar: Path, tmp_path: Path) -> None:
    layout(gianyar, BPU)
    ran = jamsos("export", "upload", "--month", MONTH, "--layout", "bpu", "--out", tmp_path, folder=gianyar)
    assert ran.code == 0, ran.said
    heading, first, *_ = rows(tmp_path / f"upload-bpu-{MONTH}.xlsx", "bpu")
    assert heading == ("NIK", "LAHIR")
    assert FULL_NIK.fullmatch(str(first[0]))


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('origin = "nik"', 'origin = "nkk"', 6, "pilih salah satu"),
        ('origin = "nik"', 'origin = "nik"\nvalue = "x"', 6, "salah satu: origin atau value"),
        ('heading = "LAHIR"', 'heading = "NIK"', 8, "sudah ada"),
        ('origin = "birth_date"', 'origin = "name"', 10, "date hanya untuk"),
        ('sheet = "bpu"', 'sheet = "b/p"', 3, "bentuknya salah"),
        ('title = "BPU"', 'titel = "BPU"', 2, "tidak dikenal"),
    ],
)
def test_a_mistake_in_a_layout_is_told_with_line_and_key(
    gianyar: Path, old: str, new: str, line: int, says: str
) -> None:
    layout(gianyar, BPU.replace(old, new, 1))
    ran = jamsos("export", "upload", "--month", MONTH, "--layout", "bpu", folder=gianyar)
    assert ran.code == 3
    assert f"bpu.toml, baris {line}" in ran.err
    assert says in ran.err


def test_a_layout_that_is_not_there_says_which_there_are(gianyar: Path) -> None:
    ran = jamsos("export", "upload", "--month", MONTH, "--layout", "lain", folder=gianyar)
    assert (ran.code, "data_tk_baru" in ran.err) == (2, True)


SENT = {
    "apbd": "NIK;NAMA;DESA\n5104031203809001;I Wayan Sudarma;Batubulan\n",
    "sertakan": "NIK;NAMA;DESA;SPONSOR;OPD\n5104031203819002;I Made Rai;Saba;Ni Luh Sari;Dinas Pendidikan\n",
}


def test_papers_are_made_when_asked_for_and_go_when_they_no_longer_hold(office: Path) -> None:
    for source, text in SENT.items():
        (office / "rosters" / source / "a.csv").write_text(text, encoding="utf-8")
    assert jamsos("run", "--month", MONTH, folder=office).code == 0
    out = office / "out" / MONTH
    assert list(out.rglob("*.pdf")) == []
    assert jamsos("invoice", "--month", MONTH, "--papers", folder=office).code == 0
    drafts = {path.relative_to(out).as_posix() for path in out.rglob("*.pdf")}
    assert {
        "tagihan/apbd/Pemerintah-Kabupaten-Gianyar-rancangan.pdf",
        "tagihan/apbd/Pemerintah-Kabupaten-Gianyar-rancangan-kwitansi.pdf",
    } <= drafts
    assert "sponsor/potongan-Dinas-Pendidikan-rancangan.pdf" in drafts
    assert not any(FULL_NIK.search(text) for name, text in texts(out) if not name.endswith(".pdf"))
    assert jamsos("invoice", "--month", MONTH, "--issue", "--papers", folder=office).code == 0
    assert not [path for path in out.rglob("*") if "rancangan" in path.name]
    assert len(list(out.rglob("*.pdf"))) == len(drafts)
    assert jamsos("invoice", "--month", MONTH, folder=office).code == 0
    assert len(list(out.rglob("*.pdf"))) == len(drafts)
