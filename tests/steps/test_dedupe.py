"""Whose NIK stands in two places, and for whom two sources would pay."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from jamsos_cli.model.frame import build
from jamsos_cli.model.pair import Pair
from jamsos_cli.steps.dedupe import OCCURRENCES, same_nik

NIK = "5104031203800001"
DEFAULTS: dict[str, object] = {
    "file": "a.xlsx", "sheet": "A", "row": 2, "nik": NIK, "name": "I Wayan Sudarma", "source": "apbd",
    "accepted": True, "first_month": "2026-11", "last_month": "2026-12",
}  # fmt: skip


def occurrences(*rows: dict[str, object]) -> pd.DataFrame:
    return build(OCCURRENCES, ([(DEFAULTS | row)[name] for name in OCCURRENCES] for row in rows))


def places(pairs: list[Pair]) -> list[tuple[str, tuple[object, ...], tuple[object, ...]]]:
    return [(pair.kind, pair.left[:3:2], pair.right[:3:2]) for pair in pairs]


def test_nobody_twice_is_no_pair() -> None:
    assert same_nik(occurrences()) == []
    assert same_nik(occurrences({}, {"nik": "5104031203800002"})) == []


def test_two_rows_of_one_file_are_a_pair_that_says_so() -> None:
    (pair,) = same_nik(occurrences({"row": 9}, {"row": 4}))
    assert places([pair]) == [("same-nik", ("a.xlsx", 4), ("a.xlsx", 9))]
    assert [reason.en for reason in pair.reasons] == ["same NIK", "same name", "in one file"]
    assert pair.score == 1.0


def test_the_nik_of_a_pair_is_masked() -> None:
    (pair,) = same_nik(occurrences({}, {"row": 3}))
    assert (pair.left.nik, pair.right.nik) == ("5104************", "5104************")


def test_an_accepted_row_comes_before_a_rejected_one() -> None:
    pairs = same_nik(occurrences({"file": "a.xlsx", "accepted": False}, {"file": "b.xlsx"}))
    assert places(pairs) == [("same-nik", ("b.xlsx", 2), ("a.xlsx", 2))]


def test_two_sources_in_a_shared_month_are_double_funded() -> None:
    (pair,) = same_nik(occurrences({}, {"file": "b.xlsx", "source": "dana_desa", "first_month": "2026-12"}))
    assert pair.kind == "double-funded"
    assert [reason.id for reason in pair.reasons][-1] == "dua sumber dana di bulan yang sama"


NOT_DOUBLE_FUNDED: dict[str, dict[str, object]] = {
    "one source": {"source": "apbd"},
    "no shared month": {"first_month": "2027-01", "last_month": "2027-06"},
    "no source known": {"source": ""},
    "rejected": {"accepted": False},
    "somebody else": {"name": "Ni Made Sari"},
}


def test_what_shares_only_the_nik_is_not_double_funded() -> None:
    kinds = {
        case: [pair.kind for pair in same_nik(occurrences({}, {"file": "b.xlsx", "source": "dana_desa"} | other))]
        for case, other in NOT_DOUBLE_FUNDED.items()
    }
    assert kinds == {case: ["same-nik"] for case in NOT_DOUBLE_FUNDED}


def test_a_clearly_different_name_scores_nothing() -> None:
    (pair,) = same_nik(occurrences({}, {"row": 3, "name": "Ni Made Sari"}))
    assert (pair.score, pair.reasons[1].en) == (0.0, "clearly different name")


def test_double_funding_is_seen_between_any_two_places() -> None:
    pairs = same_nik(
        occurrences(
            {"file": "a.xlsx", "first_month": "2026-01", "last_month": "2026-03"},
            {"file": "b.xlsx", "first_month": "2026-04", "last_month": "2026-06"},
            {"file": "c.xlsx", "first_month": "2026-04", "last_month": "2026-06", "source": "dana_desa"},
        )
    )
    assert places(pairs) == [("double-funded", ("b.xlsx", 2), ("c.xlsx", 2))]


def test_who_goes_on_under_the_same_source_in_other_months_stands_in_no_two_places() -> None:
    later = {"file": "b.xlsx", "first_month": "2027-01", "last_month": "2027-06"}
    assert same_nik(occurrences({}, later)) == []
    assert [pair.kind for pair in same_nik(occurrences({}, later | {"name": "Ni Made Sari"}))] == ["same-nik"]
    assert [pair.kind for pair in same_nik(occurrences({}, later | {"first_month": "2026-12"}))] == ["same-nik"]


row = st.fixed_dictionaries(
    {
        "file": st.sampled_from(["a.xlsx", "b.xlsx", "c.xlsx"]),
        "nik": st.sampled_from([NIK, "5104031203800002", "5104031203800003"]),
        "name": st.sampled_from(["I Wayan Sudarma", "Wayan Sudarma", "Ni Made Sari"]),
        "source": st.sampled_from(["apbd", "dana_desa", ""]),
        "accepted": st.booleans(),
    }
)


@settings(max_examples=50, deadline=None)
@given(st.lists(row, max_size=8), st.randoms(use_true_random=False))
def test_every_place_but_the_first_is_in_one_pair_in_any_order(rows: list[dict[str, object]], random: object) -> None:
    numbered = [one | {"row": number} for number, one in enumerate(rows, 2)]
    found = same_nik(occurrences(*numbered))
    rights = [pair.right[:3] for pair in found]
    assert len(set(rights)) == len(rights)
    assert len(found) == len(rows) - len({one["nik"] for one in rows})
    random.shuffle(numbered)  # type: ignore[attr-defined]
    assert same_nik(occurrences(*numbered)) == found
