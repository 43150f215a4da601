"""Who is billed to no village although villages pay: said, with what to do, and never in silence."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jamsos_cli.model.month import Month
from jamsos_cli.model.showing import shown_names
from jamsos_cli.model.source import Source, titles_of
from jamsos_cli.model.wording import Text
from jamsos_cli.steps.price import NO_VILLAGE

if TYPE_CHECKING:
    import pandas as pd

_FILES = 5
"""rosters named in one sentence."""
_NOWHERE = Text(
    "{people} orang ditagih {title} tanpa alamat: {sources} dibayar oleh desa, dan daftarnya tidak menyebut desa "
    '({files}). Isi kolom DESA, atau tulis "DESA : NAMA DESA" di atas judul kolom, lalu jamsos import lagi sebelum '
    "tagihan terbit.",
    "{people} people are billed for {month} to no address: villages pay for {sources}, and the roster names none "
    '({files}). Fill a column DESA, or write "DESA : NAME" above the headings, then import it again before issuing.',
)


def nowhere(
    enrolments: "pd.DataFrame", lines: "pd.DataFrame", sources: Sequence[Source], month: Month
) -> tuple[Text, ...]:
    """Say how many of a month's LINES go to no village, and of which rosters (ENROLMENTS); () where none does."""
    there = lines[lines["payer"] == NO_VILLAGE]
    if there.empty:
        return ()
    titles = titles_of(sources)
    files = sorted(set(enrolments.loc[enrolments["enrolment_id"].isin(there["enrolment_id"]), "file"]))
    said = {
        "files": shown_names(files, _FILES),
        "sources": ", ".join(titles[key] for key in sorted(set(there["source"]))),
    }
    return (_NOWHERE.fill(title=month.title, month=month, people=there["person_id"].nunique(), **said),)
