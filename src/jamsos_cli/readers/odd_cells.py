"""NIKs and names that do not stand alone in a cell: one digit or some a cell, NIK with name, name with address."""

from itertools import islice

from jamsos_cli.model import nik as niks
from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.roster import CellValue, Row, at_a_glance, shown
from jamsos_cli.readers.heading import Heading
from jamsos_cli.readers.worker_rows import NIK_LIKE

_DIGITS = 16
_LEAST_PARTS, _MOST_PARTS = 2, 6
"""of a NIK with more than a digit in a cell: region, date and serial; region and birth in twos each."""
_MOST_BOXES = 24
"""columns, with those of dots or dashes between the digits."""
_LEAST_FILLED = 14
"""boxes of one NIK; fewer are told as N02 where others are whole."""
_LOOKED_AT = 60
"""rows below the heading."""
_LONG = lazy_pattern(r"\S*[0-9]\S*[0-9]\S*[0-9]\S*[0-9]\S*[0-9]\S*[0-9]\S*")
"""A NIK with letters, or too short: six digits in one word."""
_SLIPS = 2
"""letters that a NIK may have by mistake."""
_LABEL = lazy_pattern(r"(?i)\b(?:no(?:mor|\.)?\s*)?(?:nik|ktp)\b\s*[.:=]*")
_ADDRESS = lazy_pattern(
    r"(?i)\s*(?:\n|;|/|\s[-–—]\s|,?\s(?=(?:jl|jln|jalan|dsn|dusun|ds|desa|rt|rw|banjar|gg|gang|kp|kampung|lingk\w*|dk|dukuh)\b)"
    r"|,\s*(?=(?:br|lk|lr|link|ling|blok)\b)|,(?!\s*(?:[a-z]\.|[a-z]{1,4}\b\.?)))\s*"
)
"""What parts an address from the name before it: a line end, a mark, a word of addresses, a comma before no degree.

RITA BR. GINTING is a name, RITA, BR. TENGAH lives in a banjar.
"""
_EDGE = " \t\r\n-–—/,;:|.()[]"


def boxes_of(heading: Heading, rows: tuple[Row, ...]) -> range:
    """Give the columns over which NIKs are written: one digit a cell, as on forms with boxes, or a part in each.

    Empty where they are not.
    """
    at = next((i for i, field in heading.fields.items() if field == "nik"), None)
    if at is None:
        return range(0)
    named = (i for i, text in heading.named.items() if i > at and not text.isdigit() and any(map(str.isalnum, text)))
    boxes = range(at, min(min(named, default=at + _MOST_BOXES), at + _MOST_BOXES))
    if len(boxes) < _LEAST_PARTS:
        return range(0)
    parted = [found for row in rows[:_LOOKED_AT] if (found := _in_boxes(row, boxes))]
    boxed = len(boxes) >= _DIGITS and any(len(parts) >= _LEAST_FILLED for parts in parted)
    whole = sum(niks.is_nik_shaped("".join(parts)) for parts in parted)
    alone = sum(NIK_LIKE.search(shown(row.at(at))) is not None for row in rows[:_LOOKED_AT])
    return boxes if boxed or 2 * whole > len(parted) + alone else range(0)


def _in_boxes(row: Row, boxes: range) -> list[str]:
    """Give the parts of a NIK in the boxes of a row; none where it stands whole in one, or is not parted."""
    texts = [niks.clean(at_a_glance(value)) for value in islice(row.values, boxes.start, boxes.stop)]
    parts = [text for text in texts if text]
    digits = max(map(len, parts), default=0) == 1
    if len(parts) < _LEAST_PARTS or (len(parts) > _MOST_PARTS and not digits):
        return []
    return [] if any(map(NIK_LIKE.search, parts)) else parts


def unboxed(row: Row, boxes: range) -> Row:
    """Write the NIK of a row into the first of its boxes, as text."""
    if not (parts := _in_boxes(row, boxes)):
        return row
    values: list[CellValue] = list(row.values)
    values[boxes.start : boxes.stop] = [None] * (min(len(values), boxes.stop) - boxes.start)
    values[boxes.start] = "".join(parts)
    return row._replace(values=tuple(values))


def holds_nik(row: Row, boxes: range) -> bool:
    """Tell whether something as long as a NIK stands in a cell of a row, or over the boxes of one."""
    if any(NIK_LIKE.search(shown(value)) for value in row.values if value is not None):
        return True
    return NIK_LIKE.search("".join(_in_boxes(row, boxes))) is not None


def is_shared(rows: tuple[Row, ...], column: int) -> bool:
    """Tell whether most cells of a column that hold a NIK hold a name beside it."""
    texts = [shown(row.at(column)) for row in rows[:_LOOKED_AT]]
    with_nik = [text for text in texts if NIK_LIKE.search(text)]
    return 2 * sum(parted_cell(text)[1] != "" for text in with_nik) >= len(with_nik) > 0


def with_nik_apart(row: Row, shared: int, apart: int) -> Row:
    """Leave the name in a column that holds both, and put the NIK into a column behind all others."""
    value = row.at(shared)
    if value in (None, ""):
        return row
    nik, name = parted_cell(value) if isinstance(value, str) else (value, "")
    values = [*row.values, *[None] * (apart - len(row.values)), nik or None]
    values[shared] = name or None
    return row._replace(values=tuple(values))


def with_address_apart(row: Row, addressed: int, apart: int) -> Row:
    """Leave the name in a column that holds both, and put the address into a column behind all others."""
    value = row.at(addressed)
    if not isinstance(value, str) or (parted := _ADDRESS.search(value)) is None or parted.start() == 0:
        return row
    values = [*row.values, *[None] * (apart - len(row.values)), value[parted.end() :].strip()]
    values[addressed] = value[: parted.start()].strip()
    return row._replace(values=tuple(values))


def parted_cell(text: str) -> tuple[str, str]:
    """Part a NIK from the name in the same cell; "" for what is not there.

    >>> parted_cell("5104031203800001 - I Wayan Sudarma"), parted_cell("NI LUH SARI (NIK. 5104 0352 0385 0002)")
    (('5104031203800001', 'I Wayan Sudarma'), ('5104 0352 0385 0002', 'NI LUH SARI'))
    """
    found = NIK_LIKE.search(text) or _LONG.search(text)
    if found is None:
        return "", _bare(text)
    begin, end = _widened(text, found.start(), found.end())
    return text[begin:end].strip(_EDGE), _bare(_LABEL.sub(" ", f"{text[:begin]} {text[end:]}"))


def _widened(text: str, begin: int, end: int) -> tuple[int, int]:
    """Take in what is written together with a number, where it is a slip of the number and no name."""
    first = next((i for i in range(begin, 0, -1) if not text[i - 1].isalnum()), 0)
    last = next((i for i in range(end, len(text)) if not text[i].isalnum()), len(text))
    letters = [c for c in text[first:begin] + text[end:last] if c.isalpha()]
    return (first, last) if len(letters) <= _SLIPS else (begin, end)


def _bare(text: str) -> str:
    return " ".join(text.split()).strip(_EDGE)
