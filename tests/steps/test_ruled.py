"""What rulings and former NIKs change: statements under either NIK, two lawful bills of one person."""

import pandas as pd
import pytest
from test_reconcile import BILL, NOVEMBER, lines, nik

from jamsos_cli.model.frame import build
from jamsos_cli.model.invoice import LINES
from jamsos_cli.steps.reconcile import reconcile
from jamsos_cli.steps.ruled import under_billed_niks, under_niks_of_then

OLD, NEW = "5104031203800001", "5104031203800009"
CHAIN = ((OLD, "2026-07-01", 1), (NEW, "2026-11-05", 1))
JOINED = ((OLD, "2026-07-01", 1), (NEW, "2026-08-01", 2))


def frame(**columns: list[object]) -> pd.DataFrame:
    return pd.DataFrame(columns)


@pytest.mark.parametrize(
    ("chain", "month", "said", "billed_as", "found"),
    [
        (CHAIN, "2026-11", OLD, NEW, True),
        (CHAIN, "2026-11", NEW, NEW, True),
        (CHAIN, "2026-12", OLD, NEW, True),
        (CHAIN, "2026-10", OLD, OLD, True),
        (CHAIN, "2026-10", NEW, OLD, False),
        (JOINED, "2026-07", NEW, OLD, True),
        (JOINED, "2026-07", OLD, OLD, True),
    ],
)
def test_either_nik_is_accepted_from_the_right_month_on(
    chain: tuple[tuple[str, str, int], ...], month: str, said: str, billed_as: str, found: bool
) -> None:
    now = NEW if chain is CHAIN else OLD
    billed = under_niks_of_then(frame(nik=[now], iuran_month=[month]), [chain])
    assert billed["nik"].tolist() == [billed_as]
    told = under_billed_niks(frame(nik=[said], iuran_month=[month], usable=[True]), billed, [chain], month)
    assert (told["nik"].tolist() == [billed_as]) is found


def test_each_of_two_lawful_bills_gets_a_line_of_its_own_amount() -> None:
    mine = {"nik": nik(1), "person_id": 1}, {"nik": nik(1), "person_id": 2, "source": "sertakan", "total": 8_400}
    both = build(LINES, ([(BILL | bill)[name] for name in LINES] for bill in mine))
    for order in ([16800, 8400], [8400, 16800]):
        matches = reconcile(both, lines(*({"nik": nik(1), "total": total} for total in order)), NOVEMBER)
        assert matches["state"].tolist() == ["matched", "matched"]
        assert set(matches["nik"].str.len()) == {16}
    one = reconcile(both, lines({"nik": nik(1), "total": 16800}), NOVEMBER)
    assert dict(zip(one["source"], one["state"], strict=True)) == {"apbd": "matched", "sertakan": "billed_not_recorded"}
