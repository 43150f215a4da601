"""A question is about persons: whatever side, file or spelling it comes from, it is the same question."""

import pytest

from jamsos_cli.model.ruling import Decision, question, read_decision

NIKS = ("5104031203800001", "5104031203800002")
SAME = (NIKS[0], NIKS[0])
NAMES, SOURCES = ("I WY. SUDARMA", "Jero Puspa"), ("apbd", "dana_desa")


@pytest.mark.parametrize(("kind", "niks"), [("same-nik", SAME), ("probable", NIKS), ("double-funded", SAME)])
def test_the_sides_may_be_turned(kind: str, niks: tuple[str, str]) -> None:
    turned = question(kind, niks[::-1], NAMES[::-1], SOURCES[::-1])
    assert question(kind, niks, NAMES, SOURCES) == turned


def test_another_spelling_of_a_name_asks_nothing_new() -> None:
    again = question("same-nik", SAME, ("Wayan Sudarma, S.Pd.", "PUSPA"), ("", ""))
    assert question("same-nik", SAME, NAMES, SOURCES) == again


def test_another_source_is_another_question() -> None:
    assert question("double-funded", SAME, NAMES, SOURCES) != question("double-funded", SAME, NAMES, ("apbd", "csr"))


@pytest.mark.parametrize(
    ("word", "decision"),
    [("sama", Decision.SAME), ("BEDA", Decision.NOT_SAME), ("tidak sama", Decision.NOT_SAME),
     ("not_same", Decision.NOT_SAME), ("Boleh ", Decision.ALLOWED), ("ragu", Decision.UNSURE),
     ("", None), ("ya", None)],
)  # fmt: skip
def test_a_word_of_either_language_is_one_of_the_four_decisions_or_none(word: str, decision: Decision | None) -> None:
    assert read_decision(word) is decision
