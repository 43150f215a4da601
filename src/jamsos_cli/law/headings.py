"""Spellings of headings, from data, checked when loaded."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict

from jamsos_cli.errors import SettingsError
from jamsos_cli.model.layout import Layout, bare_heading
from jamsos_cli.model.wording import Text


class _Field(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    spellings: tuple[str, ...]
    required: bool = False
    many: bool = False


class _Headings(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    fields: dict[str, _Field]


@cache
def headings(kind: Literal["roster", "statement"]) -> Layout:
    """Give the layout of rosters ("roster") or of the insurer's statements.

    A spelling under two fields is a SettingsError.
    """
    raw = files("jamsos_cli.law").joinpath("data", f"{kind}.toml").read_text(encoding="utf-8")
    read = _Headings.model_validate(tomllib.loads(raw))
    spellings: dict[str, str] = {}
    for name, field in read.fields.items():
        for spelling in field.spellings:
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
        required=tuple(name for name, field in read.fields.items() if field.required),
        many=frozenset(name for name, field in read.fields.items() if field.many),
    )
