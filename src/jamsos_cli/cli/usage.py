"""What was typed wrongly, in the language asked for: typer says its own mistakes in English only."""

from collections.abc import Sequence
from typing import Any

import typer

from jamsos_cli.cli.words import lang, say
from jamsos_cli.errors import Exit
from jamsos_cli.model.lazy_pattern import lazy_pattern

UsageMistake: type[Exception] = typer.BadParameter.__bases__[0]
"""What typer raises for every mistake of usage; it names no public class for all of them."""
_QUOTED = lazy_pattern(r"'([^']*)'")
_DOTTED = lazy_pattern(r"'([0-9]{1,3}(?:\.[0-9]{3})+)'")
_UNREADABLE = lazy_pattern(r"(?s)^Path '(.*)' is not readable\.$")
_EXTRA = lazy_pattern(r"extra argument\(?s?\)? \((.*)\)$")


def sentences(mistake: Any) -> list[str]:
    """Say a mistake, and where help is; a command group typed alone gives its help."""
    kind = type(mistake).__name__
    if kind == "NoArgsIsHelpError":
        return str(mistake.message).splitlines()
    if found := _UNREADABLE.search(str(mistake.message)):
        asks = say(
            "tidak boleh dibaca. Periksa hak baca berkas atau foldernya.", "may not be read. Check its permissions."
        )
        return [f"jamsos: {found[1]}: {asks}"]
    context = mistake.ctx
    said = _said(kind, mistake) if lang() == "id" else mistake.format_message()
    head = f"jamsos: {said}" if said.endswith((".", "?")) else f"jamsos: {said}."
    return [head, f"{say('Bantuan', 'Help')}: {context.command_path} --help"] if context else [head]


def exit_of(mistake: Any) -> Exit:
    """A file that may not be read was typed rightly; every other mistake is one of usage."""
    return Exit.FILE if _UNREADABLE.search(str(mistake.message)) else Exit.USAGE


def _said(kind: str, mistake: Any) -> str:
    """Say it in Indonesian; what typer may say in a later version stays in its own words."""
    message = str(mistake.message)
    if kind == "NoSuchOption":
        return f"Pilihan {mistake.option_name} tidak ada.{_perhaps(mistake.possibilities)}"
    if kind == "MissingParameter":
        return f"{_name(mistake)} belum disebut"
    if kind == "BadOptionUsage":
        needs = "tidak memakai nilai" if "not take" in message else "perlu nilai di belakangnya"
        return f"Pilihan {mistake.option_name} {needs}"
    if kind == "BadParameter":
        return f"{_name(mistake)}: {_right(mistake)}"
    if message.startswith("No such command") and (named := _QUOTED.findall(message)):
        return f"Perintah {named[0]} tidak ada.{_perhaps(named[1:])}"
    if message.startswith("Missing command"):
        return "Perintahnya belum disebut"
    if found := _EXTRA.search(message):
        return f"Kata ini berlebih: {found[1]}"
    return mistake.format_message()  # type: ignore[no-any-return]  # the mistake is typer's own


def _perhaps(near: Sequence[str] | None) -> str:
    return f" Mungkin maksudnya {' atau '.join(near)}?" if near else ""


def _name(mistake: Any) -> str:
    """Name an option as it is typed, an argument as help shows it."""
    if mistake.param_hint or mistake.param is None:
        return str(mistake.param_hint or "?").strip("'")
    options = [name for name in mistake.param.opts if name.startswith("--")]
    return options[0] if options else str(mistake.param.make_metavar(mistake.ctx)).strip("{}")


def _right(mistake: Any) -> str:
    """Say what a right value looks like."""
    kind = getattr(mistake.param, "type", None)
    if choices := getattr(kind, "choices", None):
        return f"pilih {' atau '.join(str(getattr(one, 'value', one)) for one in choices)}"
    if getattr(kind, "formats", None):
        return "tulis tanggal seperti 2026-11-30"
    message = str(mistake.message)
    dotted = _DOTTED.search(message)
    plain = f"; tulis tanpa titik: {dotted[1].replace('.', '')}" if dotted else ""
    low, high = getattr(kind, "min", None), getattr(kind, "max", None)
    if low is not None:
        return f"bilangan bulat dari {low}" + (f" sampai {high}" if high is not None else " ke atas") + plain
    return f"bukan bilangan bulat{plain}" if "integer" in message else message
