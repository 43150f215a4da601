"""Plain text in papers: what a template says between its braces, and every value, becomes text in either form.

For a page it is HTML that is escaped. For a PDF it is Typst, where a text is a string of code (`#"...";`), in which
nothing has a meaning but the backslash and the quotation mark; so nothing from a roster can become markup or code.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jinja2 import pass_context
from jinja2.ext import Extension
from jinja2.lexer import Token
from markupsafe import Markup, escape

from jamsos_cli.model.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from jinja2.lexer import TokenStream

_BLANKS = lazy_pattern(r"\s+")
# What no paper can show, and marks that turn the reading direction and so show another text than is there.
_UNSAFE = lazy_pattern("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_LONG_WORD = lazy_pattern(r"[^\s\u200b]{13,}")
_BREAK_EVERY = lazy_pattern(r"(.{10})(?=.{3})")
_LENGTH = lazy_pattern(r"[0-9]+(?:\.[0-9]+)?(?:mm|cm|pt|fr|%)|auto|left|right|center|true|false")
FRAMES = (".html.j2", ".typ.j2")
"""How templates end that are written in the language of a form; all others are plain text."""


def typst_string(text: object) -> str:
    r"""Give a text as a string of Typst code, blanks put together, what cannot be shown as U+FFFD.

    >>> typst_string('#eval("1")\n  $x$')
    '"#eval(\\"1\\") $x$"'
    """
    plain = _UNSAFE.sub("\ufffd", _BLANKS.sub(" ", str(text)))
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def typst_text(text: object) -> str:
    """Give a text as Typst markup that shows exactly it; blanks at its ends stay outside, where they may be dropped.

    >>> typst_text(" *Budi* ")
    ' #"*Budi*"; '
    """
    said = str(text)
    bare = said.strip()
    if not bare:
        return said
    before, after = said[: len(said) - len(said.lstrip())], said[len(said.rstrip()) :]
    return f"{before}#{typst_string(bare)};{after}"


@pass_context  # else Jinja2 would escape constants as HTML first
def _typst_value(_: object, value: Any) -> Any:
    return value if hasattr(value, "__html__") else Markup(typst_text(value))  # noqa: S704  this is the escaping


def _code(value: object) -> Markup:
    return Markup(typst_string(value))  # noqa: S704  this is the escaping


def _length_code(value: str) -> Markup:
    """Let a length, an alignment or a truth value of a template into the code, nothing else."""
    if not _LENGTH.fullmatch(value):
        raise ValueError(f"not a length: {value!r}")
    return Markup(value)  # noqa: S704  it was just checked


def _code_rows(rows: Iterable[Sequence[object]], columns: Sequence[tuple[str, str, str]]) -> Markup:
    """Give the cells of a table, row after row, as code; words too long for their cell may break."""
    kinds = [kind for _, kind, _ in columns]
    return Markup("".join(_row_code(row, kinds) for row in rows))  # noqa: S704  every cell is escaped


def _row_code(row: Sequence[object], kinds: Sequence[str]) -> str:
    return ", ".join(_cell_code(cell, kind) for cell, kind in zip(row, kinds, strict=True)) + ",\n"


def _cell_code(cell: object, kind: str) -> str:
    if kind == "share" and isinstance(cell, float):
        return f"share({cell:.4f})"
    said = str(cell)
    if kind == "text" and len(said) > 12:
        said = _LONG_WORD.sub(lambda word: _BREAK_EVERY.sub("\\1\u200b", word[0]), said)
    return typst_string(said)


def _cells(row: Sequence[object], opening: Sequence[str]) -> Markup:
    """Give a row of a table, each cell behind its opening tag; a loop of the template would take five times as long."""
    return Markup("".join(f"{tag}{_cell(cell)}</td>" for tag, cell in zip(opening, row, strict=True)))  # noqa: S704  escaped


@lru_cache(maxsize=8192, typed=True)  # most cells of a list stand in many of its rows
def _cell(cell: object) -> str:
    if not isinstance(cell, float):
        return escape(cell)
    said = (
        f'<svg class="share" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="{100 * cell:.0f}%">'
    )
    bar = f'<rect width="{100 * cell:.2f}" height="8" fill="#33658a"/>'
    return f'{said}<rect width="100" height="8" fill="#e4eaf0"/>{bar}</svg>'


class _PlainText(Extension):
    """Escapes what a paper's own text says, unless the template is written in the language of the form."""

    escape: Callable[[str], str]

    def filter_stream(self, stream: "TokenStream") -> "TokenStream | Iterator[Token]":
        """Give the tokens of a template, its text escaped."""
        if stream.name is None or stream.name.endswith(FRAMES):
            return stream
        return (
            Token(token.lineno, "data", self.escape(token.value)) if token.type == "data" else token for token in stream
        )


class _Html(_PlainText):
    escape = staticmethod(lambda text: str(escape(text)))


class _Typst(_PlainText):
    escape = staticmethod(typst_text)


EXTENSIONS: dict[str, type[Extension]] = {"html": _Html, "typ": _Typst}
FINALIZERS: dict[str, Callable[..., Any] | None] = {"html": None, "typ": _typst_value}
FILTERS: dict[str, dict[str, Callable[..., Any]]] = {
    "html": {"cells": _cells},
    "typ": {"code": _code, "length_code": _length_code, "code_rows": _code_rows},
}
"""What frames may call to put a value into the code of their form."""
