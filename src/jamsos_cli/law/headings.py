"""Spellings of headings, from data, checked when loaded."""

from functools import cache
from typing import Literal

from jamsos_cli.errors import SettingsError
from jamsos_cli.law.data_file import DATA, read_checked
from jamsos_cli.model.layout import Layout, bare_heading
from jamsos_cli.model.schema import flag, listed, mapped, record, text, validator
from jamsos_cli.model.wording import Text

_SCHEMA = validator(
    record({"fields": mapped(text(), record({"spellings": listed(text())}, {"required": flag(), "many": flag()}))}, {})
)


@cache
def headings(kind: Literal["roster", "statement"]) -> Layout:
    """Give the layout of rosters ("roster") or of the insurer's statements.

    A spelling under two fields is a SettingsError.
    """
    fields = read_checked(DATA / f"{kind}.toml", _SCHEMA)["fields"]
    spellings: dict[str, str] = {}
    for name, field in fields.items():
        for spelling in field["spellings"]:
            bare = bare_heading(spelling)
            if spellings.setdefault(bare, name) != name:
                raise SettingsError(
                    Text(
                        f"{kind}.toml: judul {spelling!r} ada di {spellings[bare]} dan {name}.",
                        f"{kind}.toml: heading {spelling!r} stands under {spellings[bare]} and {name}.",
                    )
                )
    return Layout(
        spellings=spellings,
        required=tuple(name for name, field in fields.items() if field.get("required")),
        many=frozenset(name for name, field in fields.items() if field.get("many")),
    )
