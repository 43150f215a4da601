"""A paper as a page (HTML) or as a PDF of exact A4 pages, from one template that an office can override.

The PDF is set by Typst: a wheel for every platform, its fonts inside it and embedded, no network, the same bytes again.
"""

import re
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from jamsos_cli.errors import SettingsError
from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.nik import mask_numbers
from jamsos_cli.model.wording import Text
from jamsos_cli.shipped import folder
from jamsos_cli.writers.page import fill

if TYPE_CHECKING:
    import typst

_LINE = lazy_pattern(r"__typst_py_bytes__\.typ:([0-9]+):")
_BRACES = lazy_pattern(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_OWN = Text(
    "Templat {place}: Typst berkata: {what}. Perbaiki templat itu, atau hapus agar templat bawaan dipakai.",
    "Template {place}: Typst says: {what}. Mend it, or remove it to use the shipped one.",
)


def paper_html(name: str, overrides: Path | None, **values: object) -> bytes:
    """Give a paper as a page in UTF-8; errors as `fill`."""
    return fill(f"{name}.j2", overrides, "html", values).encode("utf-8", "backslashreplace")


def paper_pdf(name: str, overrides: Path | None, made_on: date, **values: object) -> bytes:
    """Give a paper as PDF, made on a day; the same values give the same bytes.

    A mistake in an office's own template is a SettingsError naming it and, where it can be told, the line.
    """
    import typst

    source = fill(f"{name}.j2", overrides, "typ", values)
    root = overrides if overrides is not None and overrides.is_dir() else folder("templates")  # for a logo
    moment = datetime(made_on.year, made_on.month, made_on.day, tzinfo=UTC)
    try:
        made = typst.Compiler(source.encode(), root=root, font_paths=_fonts()).compile(format="pdf", timestamp=moment)
    except typst.TypstError as error:
        raise _mistake(error, source, name, overrides) from error
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one piece of bytes")
    return made


@lru_cache(maxsize=1)
def _fonts() -> "typst.Fonts":
    """The engine's own fonts only, so that every PC sets the same lines."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def _mistake(error: "typst.TypstError", source: str, name: str, overrides: Path | None) -> Exception:
    """Say which line of which own template Typst refuses; without an own one it is a bug of ours."""
    own = [] if overrides is None else [path for path in _templates(name, overrides) if path.is_file()]
    if not own:
        return error
    found = _LINE.search(error.diagnostic)
    wrong = source.splitlines()[int(found[1]) - 1] if found else ""
    place = next((said for path in own if (said := _place(path, wrong))), str(own[0]))
    return SettingsError(_OWN.fill(place=place, what=mask_numbers(error.message)))


def _templates(name: str, overrides: Path) -> tuple[Path, ...]:
    return overrides / "paper.typ.j2", overrides / f"{name}.j2"


def _place(path: Path, wrong: str) -> str | None:
    """Find the line of a template that a line of filled Typst came from."""
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        if len(_BRACES.sub("", line).strip()) < 2:
            continue
        pattern = ".*".join(re.escape(part) for part in _BRACES.split(line.strip()))
        if re.fullmatch(pattern, wrong.strip()):
            return f"{path}, baris {number}"
    return None
