"""Who cannot be billed because nobody knows which village pays: said, with what to do, and never in silence."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jamsos_cli.model.month import Month
from jamsos_cli.model.showing import shown_names
from jamsos_cli.model.source import Source
from jamsos_cli.model.wording import Text
from jamsos_cli.steps.price import without_village

if TYPE_CHECKING:
    import pandas as pd

_FILES = 5
"""rosters named in one sentence."""
_NOBODY_PAYS = Text(
    "{people} orang tidak ditagih {title}: {sources} dibayar oleh desa, dan daftarnya tidak menyebut desa ({files}). "
    'Isi kolom DESA, atau tulis "DESA : NAMA DESA" di atas judul kolom, lalu jamsos import lagi; bulan yang terlewat '
    "ditagih susulan.",
    "{people} people are not billed for {month}: villages pay for {sources}, and the roster names none ({files}). Fill "
    'a column DESA, or write "DESA : NAME" above the headings, then import it again; months left out are billed late.',
)


def nobody_pays(
    enrolments: "pd.DataFrame", lines: "pd.DataFrame", sources: Sequence[Source], month: Month
) -> tuple[Text, ...]:
    """Say how many of a month's ENROLMENTS are on none of its LINES because no village is known; () where none is."""
    there = without_village(enrolments, sources)
    there = there[~there["person_id"].isin(lines["person_id"])]
    if there.empty:
        return ()
    titles = [source.title for source in sources if source.key in set(there["source"])]
    files, people = sorted(set(there["file"])), there["person_id"].nunique()
    said = {"files": shown_names(files, _FILES), "sources": ", ".join(titles), "people": people}
    return (_NOBODY_PAYS.fill(title=month.title, month=month, **said),)
