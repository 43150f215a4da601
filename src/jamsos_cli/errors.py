"""Why a program of ours cannot go on, and the exit code that says so.

    JamsosError
    ├── UsageError          2   the words of the command make no sense together
    ├── SettingsError       3   jamsos.toml or the law data
    ├── FileError           4   a file that cannot be read or written
    └── RegistryError       5   the registry is busy or cannot be opened

A *finding* is a fact about the data and is never raised. A bug is neither: it ends with exit code 70.
"""

from enum import IntEnum

from jamsos_cli.model.wording import Lang, Text


class Exit(IntEnum):
    """The exit codes that cron, scripts and outside checks rely on."""

    CLEAN = 0
    """Nothing wrong."""
    FINDINGS = 1
    """Findings of level error (with --strict also warnings), or differences left open in reconcile."""
    USAGE = 2
    """Wrong usage of the command."""
    SETTINGS = 3
    """Settings or law data are wrong or missing."""
    FILE = 4
    """A file cannot be read or written."""
    REGISTRY = 5
    """The registry is busy or cannot be opened."""
    BUG = 70
    """A bug of ours."""


class JamsosError(Exception):
    """The one base; `text` is for people and carries no personal data."""

    exit_code = Exit.BUG

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text

    def __reduce__(self) -> tuple[type["JamsosError"], tuple[Text]]:
        """Travel from another process whole, in both languages."""
        return type(self), (self.text,)

    def say(self, lang: Lang) -> str:
        """Give the sentence in the reader's language."""
        return self.text.say(lang)


class UsageError(JamsosError):
    """The words of the command make no sense together."""

    exit_code = Exit.USAGE


class SettingsError(JamsosError):
    """jamsos.toml or the law data."""

    exit_code = Exit.SETTINGS


class FileError(JamsosError):
    """A file that cannot be read or written."""

    exit_code = Exit.FILE


class RegistryError(JamsosError):
    """The registry is busy or cannot be opened."""

    exit_code = Exit.REGISTRY
