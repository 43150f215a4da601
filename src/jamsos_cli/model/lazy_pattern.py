"""Regular expressions that are compiled when they are first asked.

Some two hundred of them know what odd cells look like. A usual list needs a few; compiling all would be a tenth of the
time in which a village is judged.
"""

import re
from typing import Any, AnyStr, cast


class _Uncompiled:
    def __init__(self, text: Any) -> None:
        self._text = text

    def __getattr__(self, name: str) -> Any:
        """Give what the compiled pattern has, and keep it: from then on it is found without asking here."""
        found = getattr(re.compile(self._text), name)
        setattr(self, name, found)
        return found


def lazy_pattern(text: AnyStr) -> re.Pattern[AnyStr]:
    """Give a pattern that compiles itself when it is first used; a mistake in it is a re.error only then.

    >>> lazy_pattern("[0-9]+").sub("#", "RT 3 RW 14")
    'RT # RW #'
    """
    return cast("re.Pattern[AnyStr]", _Uncompiled(text))
