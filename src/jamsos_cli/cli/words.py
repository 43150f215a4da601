"""Which language the words of the command line are in."""

import os
from typing import cast

from jamsos_cli.model.wording import Lang

LANG_VARIABLE = "JAMSOS_LANG"


def lang() -> Lang:
    """The language asked for; Indonesian unless JAMSOS_LANG or --lang says en."""
    asked = os.environ.get(LANG_VARIABLE, "id").lower()[:2]
    return cast(Lang, asked if asked in {"id", "en"} else "id")


def say(indonesian: str, english: str) -> str:
    """Choose the sentence in the language asked for."""
    return indonesian if lang() == "id" else english


def take_lang(arguments: list[str]) -> tuple[list[str], str | None]:
    """Take --lang out of the arguments, wherever it stands.

    >>> take_lang(["validate", "a.xlsx", "--lang", "en"])
    (['validate', 'a.xlsx'], 'en')
    """
    rest: list[str] = []
    asked, place = None, 0
    while place < len(arguments):
        word = arguments[place]
        if word == "--":
            return rest + arguments[place:], asked
        if word == "--lang" and place + 1 < len(arguments) and arguments[place + 1] in {"id", "en"}:
            asked = arguments[place + 1]
            place += 1
        elif word in {"--lang=id", "--lang=en"}:
            asked = word[-2:]
        else:
            rest.append(word)
        place += 1
    return rest, asked
