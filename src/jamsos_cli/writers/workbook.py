"""Tables as an Excel workbook: text stays text, rupiah are numbers that read Rp16.800 on every PC."""

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.money import dotted
from jamsos_cli.model.table import Shape, Table, TableColumn
from jamsos_cli.writers.new_book import new_book, set_page

if TYPE_CHECKING:
    from jamsos_cli.writers.sheet_lines import SheetLines

CELL_LIMIT = 32_767
"""characters Excel holds in a cell."""
HEADING_ROW = 2
"""row of the headings, counted from 0; the title stands above."""
_ENDLESS = 10**15
"""Excel keeps 15 digits of a number."""
_SHEET_NAME_LIMIT = 31
_LINE_POINTS, _ROW_POINTS = 15, 409
"""height of one line, and the greatest height of a row."""
_LEAST, _ROOM, _BOLD_ROOM = 5, 3, 3
"""characters: of the narrowest column, and beside what stands in one; capitals and bold letters are wider."""
_LEAST_NOTE = 100
"""characters of a note on one line, also below a narrow table."""
_FORBIDDEN_IN_NAME = lazy_pattern(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff]+")
# What XML cannot carry, and marks that turn the reading direction and so show another text than is there.
_UNSAFE = lazy_pattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_LIKE_ESCAPE = lazy_pattern("(_x[0-9A-Fa-f]{4}_)")
"""Excel reads _x0041_ in a text as A."""
_CUT = "… [dipotong, seluruhnya {n} karakter]"


def workbook_bytes(sheets: Sequence[Table], *, created: date) -> bytes:
    """Give an xlsx in Indonesian with one sheet a table; the same tables and day give the same bytes.

    Text never becomes a formula, link or number. Characters that no workbook can hold become U+FFFD, and text over
    32.767 characters ends with a mark that says how long it was. Landscape A4, heading repeated on every page.
    """
    from jamsos_cli.writers.sheet_lines import SheetLines

    with new_book(created) as (book, made):
        looks = Looks(book)
        titles = [table.title.id for table in sheets]
        for one, name in zip(sheets, sheet_names(titles), strict=True):
            table = one._replace(columns=fitted(one))
            sheet = book.add_worksheet(name, SheetLines)
            _set_page(sheet, table)
            _fill(sheet, table, looks)
    return made.getvalue()


def fitted(table: Table) -> tuple[TableColumn, ...]:
    """Make every column as narrow as what stands in it allows, for the narrower a table the larger its print.

    Text is wrapped where it is longer than its column was asked to be; a number is never cut.
    """
    found = []
    rows = [*table.rows, *((table.totals,) if table.totals else ())]
    for column, values in zip(
        table.columns, zip(*rows, strict=True) if rows else [()] * len(table.columns), strict=True
    ):
        longest = max(map(_letters, set(values)), default=0)
        heading = max((len(word) for word in column.heading.id.split()), default=0) + _BOLD_ROOM
        if column.shape is Shape.TEXT:
            width = max(min(column.width, longest * 8 // 7 + _ROOM), min(column.width, heading), _LEAST)
        else:
            currency = len("Rp") if column.shape is Shape.RUPIAH else 0
            width = max(longest + currency + _ROOM, min(column.width, heading), _LEAST)
        found.append(column._replace(width=width))
    return tuple(found)


def _letters(value: str | int | None) -> int:
    """Count the letters of the longest line of a cell, of a number with its dots."""
    if isinstance(value, int):
        return len(f"{value:,}")
    return 0 if not value else len(value) if "\n" not in value else max(map(len, value.split("\n")))


class Looks:
    """The formats of one workbook, made once each, as the numbers by which cells name them.

    Excel writes `#,##0` with the separators of the PC it runs on, so Rp16,800 on an English one. The dots are
    therefore put into the format, which takes one format for each order of magnitude.
    """

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[str, bool], int] = {}
        self._numbers: dict[tuple[int, bool, Shape, bool], int] = {}
        self.title = self._add({"bold": True, "font_size": 14})
        self.heading = self._add(
            {
                "bold": True,
                "bg_color": "#D9E2EC",
                "border": 1,
                "text_wrap": True,
                "valign": "vcenter",
                "align": "center",
            }
        )

    def text(self, strong: bool) -> int:
        """Give the format of text cells; `strong` for totals."""
        return self._get("@", strong)

    def number(self, value: int, shape: Shape, strong: bool) -> int:
        """Give the format that writes this number with dots."""
        key = (len(str(value)), value < 0, shape, strong)
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = self._get(dotted_format(value, "" if shape is Shape.WHOLE else '"Rp"'), strong)
        return found

    def _add(self, options: dict[str, Any]) -> int:
        from jamsos_cli.writers.sheet_lines import look_index

        return look_index(self._book.add_format(options))

    def _get(self, code: str, strong: bool) -> int:
        if (code, strong) not in self._made:
            options = {"num_format": code, "border": 1, "border_color": "#9AA5B1", "valign": "top"}
            if code == "@":
                options |= {"text_wrap": True, "align": "left", "indent": 1}
            if strong:
                options |= {"bold": True, "bg_color": "#F0F4F8", "top": 6}
            self._made[code, strong] = self._add(options)
        return self._made[code, strong]


def dotted_format(value: int, currency: str) -> str:
    """Give a number format with literal dots that is right for this value and its neighbours.

    >>> dotted_format(16800, '"Rp"')
    '[>=1000000]"Rp"0\\\\.000\\\\.000;[>=1000]"Rp"0\\\\.000;"Rp"0'
    >>> dotted_format(-16800, "")
    '0\\\\.000;-0\\\\.000'
    """

    def places(groups: int) -> str:
        return f"{currency}0" + r"\.000" * groups

    groups = (len(str(abs(value))) - 1) // 3
    if value < 0:
        return f"{places(groups)};-{places(groups)}"
    low = 1 if groups < 3 else groups - 1
    return f"[>={1000 ** (low + 1)}]{places(low + 1)};[>={1000**low}]{places(low)};{places(low - 1)}"


def sheet_names(titles: Iterable[str]) -> list[str]:
    """Make titles legal and unique as names of sheets: 31 letters, none of []:*?/\\, case does not tell apart.

    >>> sheet_names(["Tagihan: APBD/2026", "TAGIHAN APBD 2026", ""])
    ['Tagihan APBD 2026', 'TAGIHAN APBD 2026 (2)', 'Lembar']
    """
    taken: set[str] = set()
    names = []
    for title in titles:
        plain = " ".join(_FORBIDDEN_IN_NAME.sub(" ", title).split()).strip("'") or "Lembar"
        # Excel keeps the name History for itself.
        plain = "Lembar " + plain if plain.casefold() == "history" else plain
        name, count = _shortened(plain, ""), 1
        while name.casefold() in taken:
            count += 1
            name = _shortened(plain, f" ({count})")
        taken.add(name.casefold())
        names.append(name)
    return names


def safe_text(text: str) -> str:
    """Make a text fit for a cell, with every loss visible in it.

    >>> safe_text("BUDI\\x1b[31m")
    'BUDI\ufffd[31m'
    """
    if len(text) < CELL_LIMIT // 2 and text.isprintable():
        return text
    clean = _UNSAFE.sub("\ufffd", text.replace("\r\n", "\n"))
    if _utf16(clean) <= CELL_LIMIT:
        return clean
    mark = _CUT.format(n=dotted(len(text)))
    room = CELL_LIMIT - len(mark)
    return clean.encode("utf-16-le")[: room * 2].decode("utf-16-le", "ignore") + mark


def _shortened(name: str, ending: str) -> str:
    """Cut by UTF-16 units, as Excel counts, between words where it can be; a name may not end in an apostrophe."""
    room, cut = _SHEET_NAME_LIMIT - len(ending), name
    while _utf16(cut) > room:
        cut = cut[:-1]
    if len(cut) < len(name) and not name[len(cut)].isspace():
        cut = cut.rpartition(" ")[0] or cut
    return cut.rstrip(" ',") + ending


def _utf16(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _lines(text: str, width: int) -> int:
    """Guess how many lines a wrapped text takes, in capitals more; not every program fits the height of a row."""
    if len(text) < width - 1 and "\n" not in text:
        return 1
    return sum(1 + len(line) // (width - 1 if line.isupper() else width + 2) for line in text.split("\n"))


def _bold_lines(heading: str, width: int) -> int:
    """Guess how many lines a heading takes: bold letters are wider, and it is wrapped between words."""
    return len(wrap(heading, max(1, width * 9 // 10)))


def _set_page(sheet: Any, table: Table) -> None:
    set_page(sheet, HEADING_ROW)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.set_footer("&L&8&A&R&8&P / &N")
    sheet.freeze_panes(HEADING_ROW + 1, 0)
    for index, column in enumerate(table.columns):
        sheet.set_column(index, index, column.width)
    last = HEADING_ROW + len(table.rows)
    if table.columns and table.rows:
        sheet.autofilter(HEADING_ROW, 0, last, len(table.columns) - 1)


def _fill(sheet: "SheetLines", table: Table, looks: Looks) -> None:
    sheet.add_line(0, [_cell_xml(safe_text(table.title.id), looks.title)])
    headings = [safe_text(column.heading.id) for column in table.columns]
    tallest = max(
        (_bold_lines(said, column.width) for said, column in zip(headings, table.columns, strict=True)), default=1
    )
    height = min(_LINE_POINTS * tallest, _ROW_POINTS) if tallest > 1 else None
    sheet.add_line(HEADING_ROW, [_cell_xml(said, looks.heading) for said in headings], height)
    row, said = HEADING_ROW, _said(table.columns, looks, strong=False)
    for row, cells in enumerate(table.rows, HEADING_ROW + 1):
        _add_row(sheet, row, cells, said)
    if table.totals is not None:
        row += 1
        _add_row(sheet, row, table.totals, _said(table.columns, looks, strong=True))
    if table.note is not None:
        # As wide as the table: a longer line would shrink the printed page.
        wide = max(_LEAST_NOTE, sum(column.width for column in table.columns))
        note = safe_text(table.note.id)
        for below, text in enumerate((part for line in note.split("\n") for part in wrap(line, wide)), row + 2):
            sheet.add_line(below, [_cell_xml(text, 0)])


def _cell_xml(value: str | int, look: int) -> str:
    """Give a cell behind its address: text stays text, a number is a number, "" is empty with its border."""
    if value == "":
        return f' s="{look}"/>'
    if isinstance(value, int):
        return f' s="{look}"><v>{value}</v></c>'
    text = escape(value, quote=False)
    if "_x" in text:
        text = _LIKE_ESCAPE.sub(r"_x005F\1", text)
    keep = "" if text[0].isalnum() and text[-1].isalnum() and "\n" not in text else ' xml:space="preserve"'
    return f' s="{look}" t="inlineStr"><is><t{keep}>{text}</t></is></c>'


def _said(columns: tuple[TableColumn, ...], looks: Looks, *, strong: bool) -> list["_Column"]:
    return [_Column(column, looks, strong=strong) for column in columns]


class _Column(dict[str | int | None, tuple[str, int]]):
    """Value -> its cell as XML and the lines it takes, each value of a column made once: most stand in many rows."""

    def __init__(self, column: TableColumn, looks: Looks, *, strong: bool) -> None:
        super().__init__()
        self._column, self._looks, self._strong = column, looks, strong

    def __missing__(self, value: str | int | None) -> tuple[str, int]:
        """Make a cell by the type of its value: text as text, whole numbers as numbers, None as an empty cell."""
        if isinstance(value, int) and self._column.shape is not Shape.TEXT and -_ENDLESS < value < _ENDLESS:
            made = _cell_xml(value, self._looks.number(value, self._column.shape, self._strong)), 1
        else:
            words = "" if value is None else safe_text(str(value))
            made = _cell_xml(words, self._looks.text(self._strong)), _lines(words, self._column.width)
        self[value] = made
        return made


def _add_row(sheet: "SheetLines", row: int, cells: Sequence[str | int | None], said: Sequence["_Column"]) -> None:
    made = [column[cell] for cell, column in zip(cells, said, strict=True)]
    tallest = max((lines for _, lines in made), default=1)
    sheet.add_line(row, [xml for xml, _ in made], min(_LINE_POINTS * tallest, _ROW_POINTS) if tallest > 1 else None)
