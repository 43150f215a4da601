"""Places of a village under a source: who has one in a month, who waits for one, in which order."""

from typing import TYPE_CHECKING, NamedTuple

from jamsos_cli.model.frame import FLAG, MAYBE_WHOLE, TEXT, WHOLE, Column, Schema

if TYPE_CHECKING:
    import pandas as pd

QUEUE: Schema = {
    "enrolment_id": Column(WHOLE, "internal key, ascending in order of import and row"),
    "person_id": Column(WHOLE, "internal key of the person"),
    "source": Column(TEXT, "key of the funding source"),
    "village": Column(TEXT, 'code of desa or kelurahan, "" when unknown'),
    "village_name": Column(TEXT, "name of it"),
    "decile": Column(MAYBE_WHOLE, "welfare decile 1 to 10, missing when not given"),
}
"""Every enrolment ever made under the sources asked for, superseded ones too: the first says when somebody entered."""

HELD: Schema = {
    "person_id": Column(WHOLE, "internal key of the person"),
    "source": Column(TEXT, "key of the funding source"),
    "village": Column(TEXT, 'code of desa or kelurahan of the enrolment, "" when unknown'),
    "village_name": Column(TEXT, "name of it"),
    "now": Column(FLAG, "billed for the month itself; else for the one before"),
}
"""Who was billed by an invoice that was issued, whatever became of the line since."""

WAITING: Schema = {
    "source": Column(TEXT, 'key of the funding source; "" for somebody whose enrolment has run out'),
    "village": Column(TEXT, "code of the village, or its name in capitals where it has none"),
    "village_name": Column(TEXT, "name of it"),
    "number": Column(WHOLE, "place in the line of source and village, from 1"),
    "person_id": Column(WHOLE, "internal key of the person"),
    "nik": Column(TEXT, "the person's NIK today"),
    "name": Column(TEXT, "as the roster wrote it"),
    "decile": Column(MAYBE_WHOLE, "welfare decile 1 to 10, missing when not given"),
    "first_month": Column(TEXT, "first month of the enrolment"),
    "last_month": Column(TEXT, "last month of the enrolment"),
}

FILLED: Schema = {
    "source": Column(TEXT, "key of the funding source"),
    "village": Column(TEXT, "code of the village, or its name in capitals where it has none"),
    "village_name": Column(TEXT, "name of it"),
    "quota": Column(WHOLE, "places"),
    "covered": Column(WHOLE, "people who have one"),
    "waiting": Column(WHOLE, "people who wait for one"),
}
"""Places by source and village, of sources that have a quota there."""


class Placed(NamedTuple):
    """Who is covered in a month, and who waits."""

    enrolments: "pd.DataFrame"
    """ENROLMENTS of who is covered: all of sources without a quota."""
    waiting: "pd.DataFrame"
    """WAITING, by source, village and number."""
    filled: "pd.DataFrame"
    """FILLED, by source and village."""
