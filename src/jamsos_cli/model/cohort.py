"""Cohorts: people whose cover began in the same month under one source and ends in the same month."""

from jamsos_cli.model.frame import TEXT, WHOLE, Column, Schema

COHORTS: Schema = {
    "source": Column(TEXT, "key of the funding source"),
    "village": Column(TEXT, 'code of the village, or its name in capitals; "" for all of them'),
    "village_name": Column(TEXT, "name of it"),
    "first_paid": Column(TEXT, "first iuran month billed without a gap since, yyyy-mm"),
    "last_month": Column(
        TEXT, "last month they are enrolled for, and pledged for by a sponsor, without a gap, yyyy-mm"
    ),
    "people": Column(WHOLE, "people billed for the month under this source"),
    "waiting": Column(WHOLE, "of their places, how many somebody on the waiting list can take when they end"),
}

LATER: Schema = {
    "person_id": Column(WHOLE, "internal key of the person"),
    "source": Column(TEXT, "key of the funding source"),
    "first_month": Column(TEXT, "first iuran month, after the one asked for"),
    "last_month": Column(TEXT, "last iuran month"),
}
"""Enrolments that begin after a month."""
