"""The blank roster that villages fill in: what can be got right by the workbook itself is not left to the clerk."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from jamsos_cli.model.finding import Kind, Level
from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.month import PERIODS
from jamsos_cli.model.place import column_letters
from jamsos_cli.model.programme import THREE, TWO
from jamsos_cli.model.region import Village
from jamsos_cli.model.roster import OWN_SHEET
from jamsos_cli.model.sender import for_sender
from jamsos_cli.model.source import Payer, Source
from jamsos_cli.writers.blank_workbook import (
    INSTRUCTIONS,
    NIK_CHECK,
    Column,
    check_rows,
    hint,
    lock,
    write_checked,
    write_headings,
    write_instructions,
    write_rows,
)
from jamsos_cli.writers.new_book import new_book

SHEET, LISTS = "ROSTER", "Daftar"
ROWS = 500
"""numbered rows with borders and checks; below them the columns keep their formats."""
_LIST_ROW = 2
"""first row of the choices, below what the sheet and each list is."""
_PERIODS = ", ".join(str(months) for months in PERIODS[:-1]) + f" atau {PERIODS[-1]}"
_SUGGESTED = frozenset({"occupations", "periods"})
"""Lists beside which anything else may be written, without a word."""
_LISTED = "Pilih dari daftar."
"""Said only where there is a list."""

_WORKER = (
    Column("NO", 6, "text", "Nomor urut. Baris yang hanya bernomor dilewati.", "1"),
    Column("NIK", 18, "text", "16 angka sesuai KTP, tanpa spasi. Sel ini berformat teks; jangan diubah menjadi angka, "
            "karena Excel menghilangkan angka terakhir.", "5104031203800001", required=True),
    Column("NAMA LENGKAP", 28, "text", "Nama sesuai KTP, tanpa gelar bila tidak ada di KTP.", "I Wayan Contoh",
            required=True),
    Column("TEMPAT LAHIR", 14, "text", "Kabupaten/kota atau desa tempat lahir sesuai KTP.", "Gianyar"),
    Column("TANGGAL LAHIR", 12, "date", "Tanggal sesuai KTP: hari-bulan-tahun, misalnya 12-03-1980.", "12-03-1980"),
    Column("L/P", 5, "text", "L untuk laki-laki, P untuk perempuan.", "L", "sex"),
    Column("ALAMAT", 22, "text", "Banjar, dusun, jalan, RT/RW.", "Br. Tengah"),
    Column("DESA/KELURAHAN", 20, "text", f"Desa atau kelurahan dinas, bukan desa adat. {_LISTED}", "Batubulan",
            "villages"),
    Column("KECAMATAN", 16, "text", f"Kecamatan dari desa itu. {_LISTED}", "Sukawati", "districts"),
    Column("PEKERJAAN", 18, "text", "Pekerjaan sehari-hari; pilih dari daftar atau tulis sendiri. ASN, TNI, POLRI "
            "dan penerima upah tidak boleh didaftarkan di sini.", "Petani", "occupations"),
    Column("PENGHASILAN", 14, "rupiah", "Rupiah sebulan, angka saja. Kosongkan bila tidak diketahui.", "1500000"),
    Column("NO HP", 15, "text", "Nomor telepon, diawali 0.", "081200000000"),
    Column("NAMA IBU KANDUNG", 22, "text", "Nama ibu kandung sesuai kartu keluarga.", "Ni Ketut Contoh"),
    Column("PROGRAM", 14, "text", f"{_LISTED} Kosong berarti program yang ditetapkan dinas untuk sumber dananya.", TWO,
            "programmes"),
    Column("SUMBER DANA", 14, "text", f"Siapa yang membayar. {_LISTED}", "Dana Desa", "sources"),
    Column("BULAN IUR", 8, "text", f"Berapa bulan dibayar ({_PERIODS}), atau bulan pertama, misalnya 2026-11.", "6",
            "periods"),
)  # fmt: skip
_SPONSOR = (
    Column("NAMA SPONSOR", 22, "text", "Nama orang atau badan yang membayar, hanya bila sponsor yang membayar.",
            "Ni Made Contoh"),
    Column("OPD", 20, "text", "Kantor tempat sponsor bekerja, untuk daftar potong gaji.", "Dinas Contoh"),
)  # fmt: skip
_RULES = (
    "Isi satu orang satu baris pada lembar ROSTER. NIK dan nama wajib; kolom lain sangat membantu.",
    f"Ada {ROWS} baris bergaris. Bila orangnya lebih banyak, teruskan di bawahnya; semuanya dibaca.",
    "Jangan menyisipkan kolom, mengubah judul kolom, atau menggabung sel.",
    "Dicetak, daftar ini menjadi dua lembar bersebelahan, keduanya dengan NIK dan nama. Cetak yang terisi saja.",
    "Tempel data dari berkas lain sebagai nilai saja (Tempel Khusus, Nilai), agar NIK tetap teks.",
    "NIK yang berakhir 0 setelah pernah menjadi angka di Excel sudah rusak; salin lagi dari KTP.",
    "Tanggal lahir: hari-bulan-tahun. Kosongkan bila tidak tahu, jangan diisi perkiraan.",
    "Satu orang satu kali. Orang yang sudah dibayari sumber dana lain tidak didaftarkan lagi.",
    "Berkas ini memuat data pribadi (UU 27/2022). Kirim hanya ke dinas, dan jangan disebarkan.",
)


class Choices(NamedTuple):
    """What the drop-downs offer and the instructions explain; any of them may be empty."""

    sources: Sequence[Source]
    villages: Sequence[Village] = ()
    occupations: Sequence[str] = ()
    kinds: Sequence[Kind] = ()
    """the findings that are explained, in order."""


def roster_workbook(choices: Choices, *, regency: str, created: date) -> bytes:
    """Give the blank roster as xlsx: NIK and phone as text, dates as dates, drop-downs, locked headings.

    `regency` is its name for the title and may be empty. Sponsor columns are there when a source is paid by sponsors.
    The same arguments give the same bytes.
    """
    sponsored = any(source.payer is Payer.SPONSOR for source in choices.sources)
    columns = tuple(_fitted(column, choices, regency) for column in _WORKER + (_SPONSOR if sponsored else ()))
    title = f"DAFTAR PEKERJA RENTAN {regency.upper()}".strip()
    said = "Cara mengisi ada pada lembar Petunjuk. Kolom berlatar kuning wajib diisi."
    with new_book(created) as (book, made):
        roster, instructions, lists = (book.add_worksheet(name) for name in (SHEET, INSTRUCTIONS, LISTS))
        ranges = _write_lists(lists, choices)
        write_headings(book, roster, columns, title, said, frozen=3)
        write_rows(book, roster, columns, ROWS)
        check_rows(roster, ROWS, [_check(column, ranges, created) for column in columns])
        lock(roster)
        _write_instructions(book, instructions, columns, choices.kinds)
    return made.getvalue()


def _fitted(column: Column, choices: Choices, regency: str) -> Column:
    """Let a column speak of this office: examples from its own places and sources, no list where there is none."""
    if column.choices in {"villages", "districts"} and not choices.villages:
        return column._replace(says=column.says.replace(_LISTED, "").strip())
    known = next((village for village in choices.villages if not village.is_kelurahan), None)
    examples = {"SUMBER DANA": min(choices.sources, key=lambda source: source.order).title} if choices.sources else {}
    if known:
        examples |= {
            "NIK": f"{known.code[:8].replace('.', '')}1203800001",
            "TEMPAT LAHIR": regency.partition(" ")[2] or regency,
            "DESA/KELURAHAN": known.name,
            "KECAMATAN": known.district,
        }
    return column._replace(example=examples.get(column.heading, column.example))


def _write_lists(sheet: Any, choices: Choices) -> dict[str, str]:
    """Write the choices on the hidden sheet; give the range of each list that has any.

    Two villages of one name are one choice: the district tells them apart.
    """
    lists: dict[str, list[str]] = {
        "sex": ["L", "P"],
        "programmes": [TWO, THREE],
        "sources": [source.title for source in sorted(choices.sources, key=lambda source: source.order)],
        "villages": sorted({village.name for village in choices.villages}),
        "districts": sorted({village.district for village in choices.villages}),
        "occupations": list(choices.occupations),
        "periods": [str(months) for months in PERIODS],
    }
    sheet.write_string(0, 0, f"Pilihan untuk lembar {SHEET} {OWN_SHEET}")
    ranges = {}
    for index, (name, values) in enumerate(lists.items()):
        sheet.write_string(_LIST_ROW - 1, index, name)
        for row, value in enumerate(values, _LIST_ROW):
            sheet.write_string(row, index, value)
        if values:
            letter = column_letters(index)
            ranges[name] = f"={LISTS}!${letter}${_LIST_ROW + 1}:${letter}${_LIST_ROW + len(values)}"
    sheet.hide()
    return ranges


def _check(column: Column, ranges: dict[str, str], created: date) -> dict[str, object]:
    """Give the check of one column; what the office cannot know (villages elsewhere) warns and lets through."""
    check = hint(column)
    if column.heading == "NIK":
        return check | NIK_CHECK
    if column.look == "date":
        span = {"minimum": date(1920, 1, 1), "maximum": created}
        return check | {"validate": "date", "criteria": "between", "error_type": "warning", **span}
    if column.look == "rupiah":
        return check | {"validate": "decimal", "criteria": ">=", "value": 0, "error_type": "warning"}
    if column.choices in ranges:
        strict = column.choices in {"sex", "sources", "programmes"}
        return check | {
            "validate": "list",
            "source": ranges[column.choices],
            "error_type": "stop" if strict else "warning",
            "show_error": column.choices not in _SUGGESTED,
        }
    return check


_LEVELS = {Level.ERROR: "ditolak", Level.WARNING: "diperiksa", Level.NOTE: "catatan"}
_ASIDE = lazy_pattern(r"(?:; [^.;:{]*)?(?::|;| \()\s*\{[a-z_]+\}\)?")
_PLACEHOLDER = lazy_pattern(r"\s?\{[a-z_]+\}")


def _bare(sentence: str) -> str:
    """Say a sentence without a case at hand."""
    return _PLACEHOLDER.sub(" …", _ASIDE.sub("", sentence)).strip().removesuffix(" …")


def _write_instructions(book: Any, sheet: Any, columns: Sequence[Column], kinds: Sequence[Kind]) -> None:
    """Write how each column is filled, and what the checks will say of the usual mistakes, in their own words."""
    below = write_instructions(book, sheet, columns, _RULES)
    if kinds:
        titles = ("Kode", "Tingkat", "Yang salah, dan cara membetulkannya", "Contoh")
        lines = [
            (
                kind.code,
                _LEVELS[kind.level],
                f"{_bare(kind.message.id)} {_bare(for_sender(kind.hint.id))}",
                kind.example.id,
            )
            for kind in kinds
        ]
        write_checked(book, sheet, below, "Yang diperiksa sesudah daftar dikirim", titles, lines)
