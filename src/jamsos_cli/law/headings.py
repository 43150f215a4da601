"""Spellings of headings, from data, checked when loaded."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Literal

from jamsos_cli.errors import SettingsError
from jamsos_cli.law.data_file import DATA, read_checked
from jamsos_cli.model.layout import Layout, Words, bare_heading
from jamsos_cli.model.schema import flag, listed, mapped, record, text, validator
from jamsos_cli.model.wording import Text

_FIELD = record(
    {"spellings": listed(text())},
    {"required": flag(), "many": flag(), "yields": listed(text()), "alone": listed(text()), "people": listed(text())},
)
_WORDS = record(
    {"dropped": listed(text()), "same": mapped(text(), listed(text()))},
    {"others": listed(text()), "groups": listed(text()), "people": listed(text())},
)
_SCHEMA = validator(record({"fields": mapped(text(), _FIELD)}, {"words": _WORDS}))


@cache
def headings(kind: Literal["roster", "statement", "exclusions", "budgets", "endings", "sponsors"]) -> Layout:
    """Give the layout of rosters ("roster"), statements, sponsors' forms, or of what other lists add to rosters.

    "budgets" is that of tables of ceilings. A spelling under two fields is a SettingsError.
    """
    data = read_checked(DATA / f"{kind}.toml", _SCHEMA)
    fields, words = data["fields"], data.get("words", {"dropped": (), "same": {}})
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
    plainer = Words(
        same={form: word for word, forms in words["same"].items() for form in forms},
        # The longest first: SESUAI KTP KK before SESUAI KTP.
        dropped=tuple(sorted(words["dropped"], key=len, reverse=True)),
        others=tuple(words.get("others", ())),
        groups=tuple(sorted(words.get("groups", ()), key=len, reverse=True)),
    )
    return Layout(
        spellings=spellings,
        required=tuple(name for name, field in fields.items() if field.get("required")),
        many=frozenset(name for name, field in fields.items() if field.get("many")),
        yielding=frozenset(bare_heading(text) for field in fields.values() for text in field.get("yields", ())),
        alone=dict(_alone(fields, words.get("people", ()))),
        words=plainer,
    )


def _alone(fields: Mapping[str, Mapping[str, Sequence[str]]], people: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give (bare heading, field) of what is read where no other column names the field."""
    for name, field in fields.items():
        yield from ((bare_heading(text), name) for text in field.get("alone", ()))
        yield from ((f"{text} {person}", name) for text in field.get("people", ()) for person in people)


def exclusion_headings(own: Mapping[str, Sequence[str]]) -> Layout:
    """Give the layout of exclusion lists: the headings of rosters, an office's own, and those of such lists alone.

    What a list must name is for its reader to say: a NIK, or a name with a birth date.
    """
    return headings("roster").with_spellings(own).with_spellings(_by_field(headings("exclusions")))


def ending_headings(own: Mapping[str, Sequence[str]]) -> Layout:
    """Give the layout of lists of people whose cover ends: the headings of exclusion lists, and their own."""
    return exclusion_headings(own).with_spellings(_by_field(headings("endings")))


def _by_field(layout: Layout) -> dict[str, list[str]]:
    """Give field -> its spellings, as an office writes its own headings."""
    found: dict[str, list[str]] = {}
    for spelling, field in layout.spellings.items():
        found.setdefault(field, []).append(spelling)
    return found


def sponsor_headings(*, named: bool) -> Layout:
    """Give the layout of sponsors' forms; where another column is the sponsor (`named`), a bare NAMA is the worker.

    Without such a column NAMA and NIK are the sponsor's own.
    """
    plain = headings("sponsors")
    name, nik = ("worker", "worker_nik") if named else ("name", "own_nik")
    meant = {"plain_name": name, "plain_nik": nik}
    return replace(plain, spellings={text: meant.get(field, field) for text, field in plain.spellings.items()})
