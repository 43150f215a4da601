"""Which rows below a heading are workers, and which are passed over: totals, labels, signatures, headings again."""

from collections.abc import Iterable, Mapping
from datetime import date

from jamsos_cli.model import nik as niks
from jamsos_cli.model.layout import Layout, bare_heading
from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.roster import CellValue, Marks, RosterSheet, Row, Skipped, at_a_glance
from jamsos_cli.model.roster_entry import is_blank, is_wordless
from jamsos_cli.model.written_date import read_date
from jamsos_cli.model.written_sex import read_sex
from jamsos_cli.readers.heading import adjoins
from jamsos_cli.readers.numbering import ONLY_NUMBER, is_numbering

_SUM = lazy_pattern(
    r"(?i)^\W*((sub\s*-?\s*)?(jumlah|total|jml|jlh)|grand\s+total|rekapitulasi|akumulasi|banyaknya|sisa\s+kuota|kuota"
    r"|kekurangan|(laki\W*laki|pria|perempuan|wanita)\W*$)\b|^\s*[∑Σ]"
)
_COUNTED = lazy_pattern("L|P|LK|PR|LAKI LAKI|PEREMPUAN|PRIA|WANITA|JML|JUMLAH|TOTAL")
"""What a table of counts below the list has in its heading."""
_POST = lazy_pattern(
    r"(?i)^\W*(ketua|bendahara|kelian|klian|kepala\s+(dusun|lingkungan|wilayah)|operator|petugas|koordinator|pendamping"
    r"|verifikator)\b"
)
"""Under what somebody signs; in the columns of names and NIKs it is nobody's occupation."""
_CARRIED = lazy_pattern(
    r"(?i)^\W*(di\s*pindah(kan)?|pindahan|pindah\s+ke\s+hal\w*|lanjutan|bersambung|halaman|hal\.|terbilang)\b\W*(ke\b.*|dari\b.*|[0-9].*)?$"
)
"""A page's total that is taken over to the next, or said in words: no name, and never beside a NIK."""
_HINT = lazy_pattern(r"\([^()]*\)\W*")
"""What a line of hints below a heading is made of: (16 digit), (dd-mm-yyyy), (L/P)."""
_SIGNATURE = lazy_pattern(
    r"(?i)^\W*((mengetahui|menyetujui|disetujui|disahkan|dibuat\s+oleh|perbekel|kepala\s+desa|lurah|camat|kepala\s+dinas"
    r"|sekretaris\s+desa|ttd|tanda\s+tangan|nip|pendata|catatan|keterangan)\b|an\.|a\.n\.|pj\.?\s|plt\.?\s|sumber\s*:)"
)
_SIGNED_BY = lazy_pattern(
    r"(?i)^\W*(mengetahui|menyetujui|disetujui|disahkan|(yang\s+)?(mem)?(di)?buat(kan)?\s+(oleh|daftar)|pembuat\s+daftar|nip\W*[0-9]+"
    r"|hormat\s+kami)\b"
)
"""Words that stand in no column of workers, not even as a place or an occupation."""
_LABEL = lazy_pattern(r"(?i)(?=.*[a-z]{2})\D*(?:[0-9]{1,3}\D*){0,2}")
"""A text with no more than two small numbers in it: Dusun 2, RT 01/RW 02."""
_DATED = lazy_pattern(r"(?i)^[a-z .]+,\s*(tanggal\s*)?[0-9 .]{0,3}\s*[a-z.]*\s*[a-z]+\s+20[0-9]{2}\W*$")
_DIGIT_RUN = lazy_pattern(r"[0-9](?:[ .'’-]?[0-9]){7,}")
NIK_LIKE = lazy_pattern(r"[0-9](?:[ .'’-]?[0-9]){12,}")
"""A number as long as a NIK, a family card or a NIP, as people write it."""
_THOUSANDS = lazy_pattern(r"[0-9]{1,3}[.,]?[0-9]{3}\s*[.)]?")
_OWN_WORDS = ("occupation", "ttl", "birth_place", "birth_date")
"""Fields whose values read like a signature block: Perbekel, Gianyar, 12 Maret 1980."""
_OF_A_PERSON = ("address", "village", "occupation", "birth_place", "mother")
_WORDED = lazy_pattern(r"(?i)^\W*[a-z]+[a-z. ]{2}")
"""Words, and not so many of something: 12 orang."""
_ANY_DAY = date(2026, 1, 1)
"""Whether something is a date does not depend on the day it is read."""
NOWHERE = 1 << 20
_SOMEBODY = "?"
"""The name of somebody whose cell holds an error, or a formula without a result."""
_SHORT_ROW = 3
"""cells of a row that is no worker's for certain."""
_LINES_ABOVE = 2
"""of a heading, over the line that names the NIK."""


def parted(
    rows: tuple[Row, ...], sheet: RosterSheet, layout: Layout, marks: Marks
) -> tuple[tuple[Row, ...], tuple[Skipped, ...]]:
    """Part the rows below the heading of `sheet` into workers and rows passed over; blank ones are neither."""
    workers: list[Row] = []
    skipped: list[Skipped] = []
    lost = marks.errors.keys() | marks.uncalculated
    signed = False
    at_nik, at_name = sheet.columns.get("nik", NOWHERE), sheet.columns.get("name", NOWHERE)
    for row in rows:
        if is_plainly_worker(row.values, at_nik, at_name):
            workers.append(row)
            continue
        nik, name = at_a_glance(sheet.value(row, "nik")), at_a_glance(sheet.value(row, "name"))
        long_number = _DIGIT_RUN.search(nik) is not None
        if long_number and name and not _SIGNATURE.match(nik):
            workers.append(row)
            continue
        texts = row.texts()
        if not texts or (len(texts) == 1 and not long_number and _is_running_number(texts[0], row, sheet)):
            continue
        if lost and sheet.cell(row, "nik") in lost and not any(_SUM.match(text) for text in texts):
            workers.append(row)  # something stands in the NIK column, though nobody knows what
            continue
        if lost and not name and sheet.cell(row, "name") in lost:
            name = _SOMEBODY
        has_nik = niks.is_nik_shaped(niks.clean(nik))
        signed = signed or (not has_nik and _is_signature(row, sheet, texts))
        others = (text for text in texts if text != nik)
        # the signer's NIP, under the NIK column
        alone = all(map(_SIGNED_BY.match, others)) and not has_nik
        person = (long_number and not (signed and alone)) or len(texts) > _SHORT_ROW or not signed
        if person and _is_worker(row, sheet, nik, name, texts, layout):
            if not _says_nothing(nik, name, texts):
                workers.append(row)
        else:
            if layout.field(nik) == "nik":
                skipped += _lines_above(row, workers, sheet, layout)
            skipped.append(Skipped(row.number, " | ".join(texts)))
    return tuple(workers), tuple(skipped)


def _is_running_number(text: str, row: Row, sheet: RosterSheet) -> bool:
    """Tell the number of a numbered empty row; one over 999 (1204, 1.204) only in the column of running numbers."""
    if ONLY_NUMBER.fullmatch(text):
        return True
    return _THOUSANDS.fullmatch(text) is not None and at_a_glance(sheet.value(row, "number")) == text


def _says_nothing(nik: str, name: str, texts: list[str]) -> bool:
    """Tell a numbered row of dashes, in the columns of NIK and name too."""
    said = [text for text in texts if not is_wordless(text)]
    numbered = said == texts[:1] and ONLY_NUMBER.fullmatch(said[0]) is not None
    return bool(nik and name) and (not said or (numbered and said[0] not in {nik, name}))


def _lines_above(row: Row, workers: list[Row], sheet: RosterSheet, layout: Layout) -> list[Skipped]:
    """Take the lines right above that end a heading written again from the workers: texts alone, without any digit."""
    above: list[Skipped] = []
    below = row
    while workers and adjoins(workers[-1], below):
        texts = workers[-1].texts()
        if len(above) == _LINES_ABOVE or any(c.isdigit() for text in texts for c in text):
            break
        if not any(bare_heading(text) in sheet.heading_lines or layout.field(text) for text in texts):
            break  # a worker whose NIK is "belum ada"
        below = workers.pop()
        above.insert(0, Skipped(below.number, " | ".join(texts)))
    return above


def is_plainly_worker(values: tuple[CellValue, ...], at_nik: int, at_name: int) -> bool:
    """Tell most rows at a glance: sixteen digits, and a name beside them."""
    if len(values) <= at_nik or len(values) <= at_name:
        return False
    nik, name = values[at_nik], values[at_name]
    if not isinstance(nik, str) or not isinstance(name, str):
        return False
    return niks.is_nik_shaped(nik) and name != "" and not name.isspace()


def ends_a_list(row: Row) -> bool:
    """Tell a total or a line of a signature block by its words alone, whatever the columns are."""
    texts = row.texts()
    return bool(texts) and (
        _SUM.match(texts[0]) is not None
        or any(_SIGNATURE.match(text) or _SIGNED_BY.match(text) or _POST.match(text) for text in texts)
    )


def _is_signature(row: Row, sheet: RosterSheet, texts: list[str]) -> bool:
    """A short row with the words of a signature block, outside the columns where workers use such words.

    Who is numbered or has no NIK yet signs nothing, whatever is remarked of them.
    """
    number, nik = (at_a_glance(sheet.value(row, field)) for field in ("number", "nik"))
    if len(texts) > _SHORT_ROW or ONLY_NUMBER.fullmatch(number) or (is_blank(nik) and not is_wordless(nik)):
        return False
    if any(map(_SIGNED_BY.match, texts)):
        return True
    if any(_POST.match(at_a_glance(sheet.value(row, field))) for field in ("name", "nik")):
        return True
    signed = [t for t in texts if _SIGNATURE.match(t) or _DATED.match(t)]
    return bool(signed) and not {at_a_glance(sheet.value(row, field)) for field in _OWN_WORDS}.issuperset(signed)


def _is_heading_again(texts: list[str], sheet: RosterSheet, layout: Layout) -> bool:
    """Tell a line of the heading written again, be it one without NIK: of merged cells over two or three lines."""
    return len(texts) >= 2 and all(
        (bare := bare_heading(text)) in sheet.heading_lines or layout.field(text) or _COUNTED.fullmatch(bare)
        for text in texts
    )


def _is_worker(row: Row, sheet: RosterSheet, nik: str, name: str, texts: list[str], layout: Layout) -> bool:
    """A row with something in the NIK column, or with a name and one more filled field (RULINGS, worker row)."""
    # A remark further on may begin with the word, and so may somebody's name (Total Sihombing).
    sums = [text for text in (texts[0], nik, name) if _SUM.match(text)]
    if (
        sums
        and not NIK_LIKE.search(nik)
        and not (set(sums) == {name} and tells_of_person(row, sheet.columns, sheet.address_parts))
    ):
        return False
    if is_numbering(texts) or _is_heading_again(texts, sheet, layout) or _is_carried(nik, name, texts):
        return False
    if _is_count(row, sheet, nik, name, texts):
        return False
    if len(texts) > 1 and all(map(_HINT.fullmatch, texts)) and not NIK_LIKE.search(nik):
        return False
    if layout.field(nik) == "nik" or (name and layout.field(name) == "name" and len(texts) > 1):
        return False
    beside = [index for field, index in sheet.columns.items() if field not in {"number", "nik", "name"}]
    others = any(at_a_glance(row.at(index)) for index in (*beside, *sheet.address_parts))
    if nik:
        label = not others and (_is_explained(nik) if name and not _is_explained(name) else _is_label(nik))
        return not label and not nik.upper().startswith("NIP")
    return name != "" and others and not _is_explained(name)


def _is_carried(nik: str, name: str, texts: list[str]) -> bool:
    """Tell a page's total taken over to the next, or one in words; a worker may be "pindahan" in the NIK column."""
    said = name or nik or (texts[0] if len(texts) <= _SHORT_ROW else "")
    return _CARRIED.match(said) is not None and not NIK_LIKE.search(nik)


def _is_count(row: Row, sheet: RosterSheet, nik: str, name: str, texts: list[str]) -> bool:
    """Tell a line of a table of counts (1 | Tengah | 4 | 5 | 9): one label, and small numbers alone beside it."""
    number = at_a_glance(sheet.value(row, "number"))
    numbers = [text for text in texts if ONLY_NUMBER.fullmatch(text)]
    beside = len(numbers) - (number in numbers)
    return beside > 1 and len(texts) - len(numbers) == 1 and (nik in numbers or name in numbers)


def tells_of_person(row: Row, columns: Mapping[str, int], address_parts: Iterable[int] = ()) -> bool:
    """Tell whether a row says of somebody what no total says: a birth date, or a sex and where, at what or of whom."""
    said = {field: row.at(index) for field, index in columns.items()}
    if any(_is_written_date(said.get(field)) for field in ("birth_date", "ttl")):
        return True
    words = [at_a_glance(said.get(field)) for field in _OF_A_PERSON]
    words += [at_a_glance(row.at(index)) for index in address_parts]
    return read_sex(said.get("sex")) is not None and any(map(_WORDED.match, words))


def _is_written_date(value: CellValue) -> bool:
    """Tell a date from an amount of a total, which would be one by its number."""
    if isinstance(value, str) and value.strip().isdigit():
        return False
    return not isinstance(value, int | float) and read_date(value, _ANY_DAY) is not None


def _is_explained(text: str) -> bool:
    """Tell the second half of a legend: KUNING | = meninggal."""
    said = text.lstrip("=: ")
    return said != text and not is_blank(said) and not any(c.isdigit() for c in said)


def _is_label(nik: str) -> bool:
    """Tell a label of a part of the list under the NIK column (Banjar Tengah, RT 01) from a NIK that is wrong."""
    return not is_blank(nik) and (not any(c.isdigit() for c in nik) or _LABEL.fullmatch(nik) is not None)
