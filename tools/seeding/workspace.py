"""One sample workspace as files: settings, rosters, lists, statements and what must come out of them."""

import json
from collections.abc import Callable
from typing import NamedTuple

from seeding import exclusions, sponsors
from seeding.layout import roster_bytes
from seeding.people import People, Person
from seeding.roster import Roster
from seeding.statement import Line, Statement
from seeding.truth import MONTH, bills, codes, doubles, found, invoice

ORDER = ("apbd", "dana_desa", "sertakan")


class Workspace(NamedTuple):
    """What one of the three sample offices is made of."""

    folder: str
    regency: str
    """who pays for its sources, as invoices name it."""
    settings: str
    """text of jamsos.toml."""
    people: People
    rosters: list[Roster]
    faults: dict[str, int]
    """how many statement lines go wrong in which way."""
    strangers: list[Person]
    """people the insurer has and nobody bills."""
    statements: Callable[[list[Line]], dict[str, bytes]]
    """shares the lines out over files."""
    sponsors_of: str = ""
    """office whose sponsors sent a form; "" for none."""


def workspace_files(workspace: Workspace) -> dict[str, bytes]:
    """Give every file of a workspace by its path below sample_data/."""
    exclusions.put_on_lists(workspace.rosters)
    files = {"jamsos.toml": workspace.settings.encode()}
    for roster in workspace.rosters:
        files[roster.name] = roster_bytes(roster)
    billed = bills(workspace.rosters, ORDER, workspace.regency)
    statement = Statement(billed, workspace.people, workspace.faults, workspace.strangers)
    recorded = {f"statements/{name}": content for name, content in workspace.statements(statement.lines).items()}
    expected = {
        "month": MONTH,
        "files": {roster.name: found(roster) for roster in sorted(workspace.rosters, key=lambda one: one.name)},
        "codes": codes(workspace.rosters),
        "exclusions": exclusions.expected(workspace.rosters),
        "doubles": doubles(workspace.rosters, billed),
        "invoice": invoice(billed),
        "reconcile": {
            "version": 1,
            "month": MONTH,
            "billed": sum(bill.total for bill in billed),
            "recorded": sum(line.total for line in statement.lines),
            "statements": sorted(recorded),
            "lines": len(statement.lines),
            "states": statement.expected(),
        },
    }
    files |= recorded | exclusions.list_files(workspace.rosters, workspace.people)
    if workspace.sponsors_of:
        files |= sponsors.form(workspace.rosters, workspace.sponsors_of)
    files["expected.json"] = (json.dumps(expected, ensure_ascii=False, indent=1) + "\n").encode()
    return {f"{workspace.folder}/{name}": content for name, content in files.items()}
