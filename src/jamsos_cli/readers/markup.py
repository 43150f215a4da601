"""Tables that are called .xls and are text with tags: web pages, as many offices export them, and XML of Excel 2003.

Both are read here and not sent back to be saved with Excel: opening a web page there makes numbers of its NIKs, and
their last digit is gone. See docs/DECISIONS.md.
"""

import re

from jamsos_cli.model.roster import Grid, Trouble, shown
from jamsos_cli.model.wording import Text
from jamsos_cli.readers.delimited import decoded
from jamsos_cli.readers.extent import past_limits, unreadable
from jamsos_cli.settings import Limits

_HEAD = 4096
_PAGE = re.compile(r"\s*(?:<(?:!doctype|!--|html|table|head|body|meta|style)|mime-version\s*:)", re.IGNORECASE)
_PAGE_WITHIN = re.compile(r"<(?:html|table|thead|tbody)(?:\s[^<>]*)?>|^mime-version\s*:", re.IGNORECASE | re.MULTILINE)
"""Of one that begins with a title, a warning of its server, or the head of a mail."""
_MAIL = re.compile(r"^mime-version\s*:", re.IGNORECASE | re.MULTILINE)
_XML = re.compile(r"\s*<(?:\?xml|(?:\w+:)?workbook)", re.IGNORECASE)
_HTML_WITHIN = re.compile(r"<html[\s>]", re.IGNORECASE)
_SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
"""The namespace of XML Spreadsheet 2003; pages that Excel saved name that of office:excel."""
_NIK_LIKE = re.compile(r"[0-9](?:[ .'’-]?[0-9]){12,}")
_MAIL_PAGE = Text(
    "isinya halaman web yang disimpan sebagai surat (.mht); minta berkas Excel aslinya",
    "it is a web page saved as a mail (.mht); ask for the Excel file itself",
)
_NO_LIST = Text(
    "isinya halaman web tanpa tabel yang memuat NIK; minta berkas Excel aslinya",
    "it is a web page without a table that holds NIKs; ask for the Excel file itself",
)


def is_markup(text: str) -> bool:
    """Tell whether a text is XML or a web page, and no CSV."""
    return bool(_XML.match(text) or _PAGE.match(text) or _PAGE_WITHIN.search(text, 0, _HEAD))


def read_markup(data: bytes, limits: Limits) -> tuple[Grid, ...] | Trouble:
    """Read the tables of a web page as one sheet, or the sheets of XML Spreadsheet 2003; anything else is a Trouble."""
    text = decoded(data)
    head = text[:_HEAD]
    if _XML.match(text) and not _HTML_WITHIN.search(head):
        if _SPREADSHEET not in head:
            return unreadable(
                "isinya XML; buka dengan Excel, Simpan Sebagai .xlsx", "it is XML; save it as .xlsx with Excel"
            )
        from jamsos_cli.readers.xml_spreadsheet import read_xml_spreadsheet

        grids = read_xml_spreadsheet(text, limits)
    elif _MAIL.search(head):
        return Trouble("unreadable", _MAIL_PAGE)
    else:
        from jamsos_cli.readers.web_page import read_web_page

        grids = read_web_page(text, limits)
    if isinstance(grids, Trouble):
        return grids
    if not _XML.match(text) and not any(map(_holds_nik, grids)):
        return Trouble("unreadable", _NO_LIST)
    return next((found for grid in grids if (found := past_limits(grid, limits))), grids)


def _holds_nik(grid: Grid) -> bool:
    return any(_NIK_LIKE.search(shown(value)) for row in grid.rows for value in row.values if value is not None)
