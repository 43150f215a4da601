"""CSV in the encodings and separators that Excel of different languages writes."""

import csv
import re
from codecs import BOM_UTF8
from io import StringIO

from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.roster import Grid, Row, Trouble, shown
from jamsos_cli.model.wording import Text
from jamsos_cli.readers.extent import too_large, too_many_cells, unreadable
from jamsos_cli.settings import Limits

_SEPARATORS = ";,\t|"
_CONTROL = lazy_pattern("[\x00-\x08\x0e-\x1f]")
_WEB_PAGE = lazy_pattern(r"(?i)\s*(?:<(?:!doctype|!--|html|table|head|body|meta|style)|mime-version\s*:)")
_WEB_PAGE_WITHIN = lazy_pattern(r"(?im)<(?:html|table|thead|tbody)(?:\s[^<>]*)?>|^mime-version\s*:")
"""Of one that begins with a title, a warning of its server, or the head of a mail."""
_HEAD = 4096
_LETTERS_LOOKED_AT = 32
_DOS_END = "\x1a"
_XML = lazy_pattern(r"(?i)\s*<(?:\?xml|workbook)")
_AS_TEXT = lazy_pattern('="([^"]*)"')
"""How programs keep Excel from reading a NIK as a number: ="5104..."."""
_LONG_NUMBER = lazy_pattern(r"[0-9](?:[ .'’-]?[0-9]){14,}")
"""A NIK as people write it; a phone number is shorter."""
_LINE_END = lazy_pattern("[\r\n]")
_UTF_8_LETTERS = lazy_pattern(rb"((?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})+)")
"""Letters of UTF-8 outside of ASCII: hardly ever two or three letters of cp1252 that stand together."""


def read_delimited(data: bytes, limits: Limits) -> Grid | Trouble:
    """Read CSV bytes as one nameless sheet of text cells; row numbers are lines of the file."""
    text = _decoded(data).removesuffix(_DOS_END)
    if not text.strip():
        return unreadable("berkasnya kosong", "the file is empty")
    if (cause := _no_table(text)) is not None:
        return Trouble("unreadable", cause)
    first, _, rest = text.partition("\n")
    told = re.fullmatch(r"sep=(.)\r?", first)
    body, skipped = (rest, 1) if told else (text, 0)
    separator = told[1] if told else _separator(body)
    read = _rows(body, separator, skipped, limits)
    if isinstance(read, Grid) and (inner := _quoted_whole(read.rows)) is not None:
        return _rows(inner, _separator(inner), 0, limits)
    return read


def _quoted_whole(rows: tuple[Row, ...]) -> str | None:
    """Give the lines of a CSV whose rows are each one quoted field, as one saved twice has; None for any other."""
    lines = {row.number: shown(row.values[0]) for row in rows if len(row.values) == 1}
    if len(lines) < len(rows) or any(_LINE_END.search(line) for line in lines.values()):
        return None
    if not any(separator in line for line in lines.values() for separator in _SEPARATORS):
        return None
    return "\n".join(lines.get(number, "") for number in range(1, max(lines) + 1))


def _no_table(text: str) -> Text | None:
    """Say what a text is that is no CSV."""
    if _WEB_PAGE.match(text) or (not _XML.match(text) and _WEB_PAGE_WITHIN.search(text, 0, _HEAD)):
        return Text(
            "isinya halaman web, bukan buku kerja; minta .xlsx atau .csv dari sistem asalnya, sebab bila disimpan "
            "ulang lewat Excel angka terakhir NIK hilang",
            "it is a web page, no workbook; ask for .xlsx or .csv from where it was made, for when Excel saves it the "
            "last digit of each NIK is lost",
        )
    if _XML.match(text):
        return Text(
            "isinya XML, bukan buku kerja; minta .xlsx atau .csv dari sistem asalnya",
            "it is XML, no workbook; ask for .xlsx or .csv from where it was made",
        )
    if _CONTROL.search(text):
        return Text(
            "isinya bukan buku kerja Excel dan bukan CSV, apa pun nama berkasnya",
            "it is neither a workbook nor CSV, whatever its name",
        )
    return None


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    if (order := _unmarked_utf_16(data)) is not None:
        return data.decode(order, errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Two lists put together may each have its own encoding, and a file cut off may end within a letter.
        pieces = _UTF_8_LETTERS.split(data.removeprefix(BOM_UTF8))
        return "".join(
            piece.decode("utf-8" if place % 2 else "cp1252", errors="replace") for place, piece in enumerate(pieces)
        )


def _unmarked_utf_16(data: bytes) -> str | None:
    """Give the order of UTF-16 without its mark: the first letters have a zero before or behind, and none between."""
    first = data[:_LETTERS_LOOKED_AT]
    for order, zeros, letters in (("utf-16-le", first[1::2], first[::2]), ("utf-16-be", first[::2], first[1::2])):
        if len(first) == _LETTERS_LOOKED_AT and not any(zeros) and all(letters):
            return order
    return None


def _separator(text: str) -> str:
    """The separator that stands equally often on most of the first lines."""
    lines = [line for line in text.splitlines()[:40] if line.strip()]

    def regularity(separator: str) -> tuple[int, int]:
        counts = [line.count(separator) for line in lines]
        usual = max(set(counts), key=lambda count: (count > 0, counts.count(count), count))
        return (counts.count(usual) if usual else 0, usual)

    return max(_SEPARATORS, key=regularity)


def _rows(text: str, separator: str, before: int, limits: Limits) -> Grid | Trouble:
    csv.field_size_limit(max(limits.cell_characters * 4, 131_072))
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    rows, start, filled, widest = [], before + 1, 0, 0
    try:
        for fields in reader:
            wide = len(fields) > widest > 0
            widest = max(widest, len(fields))
            if any(_swallows(field, separator, widest, wide=wide) for field in fields):
                return _unclosed(start)
            if len(fields) > limits.columns:
                return too_large(f"baris {start} berisi {len(fields)} kolom", f"line {start} has {len(fields)} columns")
            if any(fields):
                filled += len(fields)
                rows.append(Row(start, tuple(_unwrapped(field) for field in fields)))
            if len(rows) > limits.rows:
                return too_large(f"lebih dari {limits.rows} baris", f"over {limits.rows} rows")
            if filled > limits.cells:
                return too_many_cells(limits)
            start = before + reader.line_num + 1
    except csv.Error as broken:
        return _too_long(start, limits) if "limit" in str(broken) else _unclosed(start)
    return Grid("", hidden=False, rows=tuple(rows))


def _swallows(field: str, separator: str, widest: int, *, wide: bool) -> bool:
    """Tell whether a field of several lines holds another row's NIK, or the separators of a row of `widest` fields.

    Two quotation marks left open in one column of two rows close each other, and the second row is gone. What they
    hold has separators, or what is left of both rows makes a row that is wider than all before; a NIK with a line
    end of its own has neither.
    """
    if _LINE_END.search(field) is None:
        return False
    another = separator in field or wide
    return (another and _LONG_NUMBER.search(field) is not None) or field.count(separator) >= max(2, widest - 1)


def _too_long(line: int, limits: Limits) -> Trouble:
    most = limits.cell_characters
    return too_large(
        f"sebuah isian di baris {line} lebih dari {most} karakter, atau tanda kutipnya tidak ditutup",
        f"a field on line {line} has over {most} characters, or its quotation mark is not closed",
    )


def _unwrapped(field: str) -> str:
    found = _AS_TEXT.fullmatch(field.strip()) if field[:1] == "=" else None
    return found[1] if found else field


def _unclosed(line: int) -> Trouble:
    return unreadable(
        f"tanda kutip di baris {line} tidak ditutup, sehingga baris sesudahnya hilang; perbaiki tanda kutipnya",
        f"a quotation mark on line {line} is not closed, so rows after it are lost; mend it",
    )
