"""Who answers for what is kept, and why: names and reasons as they are typed."""

import getpass

from jamsos_cli.errors import UsageError
from jamsos_cli.model.wording import Text


def account() -> str:
    """Name the account at the keyboard; "?" where the computer names none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # as in some containers, and on Windows without USERNAME
        return "?"


def who(by: str) -> str:
    """Give the name that was typed, on one line; without one the account's."""
    return " ".join(by.split()) or account()


def need_reason(typed: str) -> str:
    """Give the reason that was typed, on one line; a UsageError where there is none."""
    if not typed.strip():
        raise UsageError(Text("Sebut alasannya: --reason.", "Say why: --reason."))
    return " ".join(typed.split())
