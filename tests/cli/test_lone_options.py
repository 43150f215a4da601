"""An option that would change nothing is refused, not passed over."""

import pytest
from commandline import jamsos

LONE = [
    (("invoice", "--month", "2026-11", "--reason", "x"), "--reason"),
    (("invoice", "--month", "2026-11", "--even-recorded"), "--even-recorded"),
    (("invoice", "--month", "2026-11", "--allow-over", "x"), "--allow-over"),
    (("invoice", "--month", "2026-11", "--issue", "--by", "Ani"), "--by"),
    (("worker", "watch", "--out", "x.xlsx"), "--out"),
    (("worker", "watch", "--format", "xlsx"), "--out"),
    (("invoice", "--cancel", "1", "--reason", "x", "--no-corrections"), "--no-corrections"),
    (("export", "annex", "--month", "2026-11", "--layout", "lain"), "--layout"),
    (("export", "deductions", "--month", "2026-11", "--all"), "--all"),
    (("dedupe", "--out", "x.txt"), "--out"),
    (("dedupe", "--format", "html", "--full-nik"), "--full-nik"),
    (("worker", "changes", "--full-nik"), "--full-nik"),
    (("decide", "--list", "--by", "Sari"), "--by"),
    (("exclude", "--list", "--dry-run"), "--dry-run"),
    (("worker", "end", "--list", "--month", "2026-12"), "--month"),
    (("worker", "end", "5104031203800001", "--reason", "pindah", "--month", "2026-12", "--format", "json"), "--format"),
    (("worker", "end", "--file", "x.csv", "--undo"), "--undo"),
    (("plan", "--budget", "1000000", "--regency", "51.04"), "--regency"),
    (("sponsor", "list", "--out", "x.xlsx"), "--out"),
    (("purge", "--before", "2016", "--reason", "x", "--dry-run", "--yes"), "--yes"),
    (("tariff", "--month", "2026-11", "--since", "2026-12"), "--month"),
]


@pytest.mark.parametrize(("words", "option"), LONE)
def test_an_option_that_would_change_nothing_is_refused(office, words, option):
    ran = jamsos(*words, folder=office)
    assert (ran.code, option in ran.err) == (2, True), ran.said
