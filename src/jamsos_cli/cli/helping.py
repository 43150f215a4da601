"""The frame of --help in the language asked for: typer's own words (Usage, Options, default) are English only."""

from typing import Any

from typer.core import TyperCommand, TyperGroup

from jamsos_cli.cli.output import written
from jamsos_cli.cli.value_words import name_values
from jamsos_cli.cli.words import lang, say
from jamsos_cli.model.wording import Text

_FRAME = {
    "ARGUMENTS_PANEL_TITLE": Text("Isian", "Arguments"), "OPTIONS_PANEL_TITLE": Text("Pilihan", "Options"),
    "COMMANDS_PANEL_TITLE": Text("Perintah", "Commands"), "REQUIRED_LONG_STRING": Text("[wajib]", "[required]"),
    "DEFAULT_STRING": Text("[bawaan: {}]", "[default: {}]"), "RANGE_STRING": Text("", ""),
}  # fmt: skip
"""What typer.rich_utils draws around our texts, by the name of its constant."""


class _Spoken:
    """Says the frame of the help of a command or a group of commands, and what its values are called."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_values(self.params)  # type: ignore[attr-defined]

    def get_usage(self, ctx: Any) -> str:
        """Give the line of usage."""
        usage: str = super().get_usage(ctx)  # type: ignore[misc]
        return usage.replace("Usage:", say("Pemakaian:", "Usage:"), 1)

    def get_help_option(self, ctx: Any) -> Any:
        """Give --help itself."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = say("Tampilkan bantuan ini.", "Show this help.")
        return option

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Draw the help."""
        from typer import rich_utils

        for name, words in _FRAME.items():
            setattr(rich_utils, name, words.say(lang()))
        with written():
            super().format_help(ctx, formatter)  # type: ignore[misc]


class SpokenCommand(_Spoken, TyperCommand):
    """A command whose help speaks the language asked for."""


class SpokenGroup(_Spoken, TyperGroup):
    """The same for a group of commands."""
