"""What `jamsos doctor` looked at."""

from typing import NamedTuple

from jamsos_cli.model.wording import Text


class Check(NamedTuple):
    """One thing looked at: whether it is well, and what was seen or is to be done."""

    subject: Text
    well: bool
    seen: Text
