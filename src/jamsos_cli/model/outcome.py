"""What became of one roster on its way into the registry."""

from typing import NamedTuple

from jamsos_cli.model.result import FileResult
from jamsos_cli.model.wording import Text

STATUSES = {
    "imported": Text("masuk", "imported"),
    "admitted": Text("baris tertahan masuk", "held rows came in"),
    "known": Text("sudah pernah masuk", "imported before"),
    "empty": Text("tidak ada yang diterima", "nobody accepted"),
    "unreadable": Text("tidak terbaca", "cannot be read"),
    "held": Text("ditahan", "held"),
    "no_source": Text("sumber dana?", "no source"),
}


class Outcome(NamedTuple):
    """One file: judged, and imported or not."""

    result: FileResult
    status: str
    """one of STATUSES."""
    joined: int = 0
    """people new to this source in these months."""
    stayed: int = 0
    left: tuple[str, ...] = ()
    """names of people who are on no list any more."""
    shortened: tuple[str, ...] = ()
    """names of people who stay on the list for fewer months than before."""
    former: tuple[str, ...] = ()
    """names of people whom the list names by a NIK they no longer have."""
    beside: tuple[str, ...] = ()
    """other lists of the same village or sponsor that stay as they are."""
    unaddressed: int = 0
    """people enrolled under a source that villages pay, of no village: their invoice has no address."""
    past: int = 0
    """people whose months all lie before the one asked for and before this one: no invoice of today has them."""
    ended: tuple[Text, ...] = ()
    """people on the list whose cover has ended, and why: they stay ended."""
    why: Text | None = None
    """what to do where a file was not imported; which import it repeats."""
    sheets_refused: int = 0
    """of a file known from before: the sheets that were refused when it came in, and still are."""

    @property
    def is_whole(self) -> bool:
        """Whether nobody in the file is refused: no row, and no sheet."""
        return self.result.is_whole and not self.sheets_refused
