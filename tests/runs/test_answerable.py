"""Who answers for what is kept, and why: names and reasons as they are typed."""

import getpass

import pytest

from jamsos_cli.errors import UsageError
from jamsos_cli.runs.backing_up import back_up
from jamsos_cli.runs.office.answerable import need_reason, who
from jamsos_cli.runs.office.auditing import trail
from jamsos_cli.runs.office.workspace import Workspace


def test_names_and_reasons_are_kept_on_one_line() -> None:
    assert (who("  Ni Luh \n Sari "), need_reason("salah\tdesa  ")) == ("Ni Luh Sari", "salah desa")


def test_who_names_nobody_is_the_account() -> None:
    assert who("  ") == getpass.getuser()


def test_a_reason_of_blanks_is_none() -> None:
    with pytest.raises(UsageError, match="--reason"):
        need_reason(" \n")


def test_a_computer_without_a_name_for_the_account_stops_nothing(
    office: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.setattr(getpass, "getuser", nobody)
    (office.root / "jamsos.toml").touch()
    back_up(office, None)
    assert [entry.actor for _, entry in trail(office).entries] == ["?"]
