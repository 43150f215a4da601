"""Rulings: what a person decided about two places that may be one person, with a reason, and what follows from it.

A question is about persons (NIK and NIK, NIK and two names, NIK and two sources), never about files and rows, so that
next month's rosters find it answered.
"""

from enum import StrEnum
from typing import NamedTuple

from jamsos_cli.model.person_name import another_name, clearly_different, name_key
from jamsos_cli.model.wording import Text

_LETTERS = str.maketrans("OIL", "011")
"""Letters that people read for digits; no key holds them."""
KEY_LENGTH, KEY_HALF = 10, 5


class Decision(StrEnum):
    """What may be decided; `unsure` is remembered and stays open."""

    SAME = "same"
    NOT_SAME = "not-same"
    ALLOWED = "allowed"
    UNSURE = "unsure"


SAID = {
    Decision.SAME: Text("sama", "same"),
    Decision.NOT_SAME: Text("beda", "not-same"),
    Decision.ALLOWED: Text("boleh", "allowed"),
    Decision.UNSURE: Text("ragu", "unsure"),
}
_WORDS = {
    **{decision.value: decision for decision in Decision},
    **{said.id: decision for decision, said in SAID.items()},
    "tidak sama": Decision.NOT_SAME,
    "bukan": Decision.NOT_SAME,
    "berbeda": Decision.NOT_SAME,
    "diizinkan": Decision.ALLOWED,
    "belum pasti": Decision.UNSURE,
}


class Question(NamedTuple):
    """What is asked about one or two persons; equal questions are one question, whatever files they come from."""

    kind: str
    """same-nik, probable or double-funded."""
    nik: str
    """whole, the lower of two; never shown."""
    other_nik: str
    """"" unless two NIKs are compared."""
    face: str = ""
    """plain name of one side where one NIK has two names that are hardly one person's, the lower of them; else ""."""
    other_face: str = ""
    source: str = ""
    """key of one source of a double-funded person, the lower of the two; else ""."""
    other_source: str = ""


class Ruling(NamedTuple):
    """What was decided about a question."""

    key: str
    """of the question."""
    decision: Decision
    reason: str
    decided_by: str
    decided_at: str
    """ISO time with zone."""
    until: str = ""
    """last iuran month it holds for, yyyy-mm; "" without end."""
    in_force: bool = True
    """whether no later ruling took its place."""


class Asked(NamedTuple):
    """A question as it was last shown, with both sides in words for people; NIKs masked."""

    key: str
    question: Question
    left: str
    right: str
    first_month: str = ""
    """first month both sources would pay for, "" for other kinds."""


class Rulings(NamedTuple):
    """What the rulings in force say, as the steps ask it; small enough to hand to another process."""

    one_person: frozenset[tuple[str, str, str]] = frozenset()
    """(NIK, face, face): two names of one person."""
    two_persons: frozenset[str] = frozenset()
    """NIKs under which two people stand whose names are alike."""
    settled: frozenset[str] = frozenset()
    """NIKs that stand in several places rightly, or known to be one person."""
    two_faces: frozenset[tuple[str, str, str]] = frozenset()
    """(NIK, face, face): two names of two people."""
    apart: frozenset[tuple[str, str]] = frozenset()
    """pairs of NIKs that resemble each other and are two people."""
    joined: frozenset[tuple[str, str]] = frozenset()
    """pairs of NIKs that are one person."""
    one_pays: frozenset[tuple[str, str, str]] = frozenset()
    """(NIK, source, source): known to be on both lists; the order of the settings says who pays."""
    both_pay: frozenset[tuple[str, str, str]] = frozenset()
    """(NIK, source, source): a lawful second membership."""

    def differ(self, nik: str, name: str, other: str) -> bool:
        """Tell whether two names under one NIK are two people's: clearly different, and not ruled one person's."""
        if not clearly_different(name, other):
            return self.apart_by_ruling(nik, name, other)
        return not self.one_person or (nik, *faces(name, other)) not in self.one_person

    def apart_by_ruling(self, nik: str, name: str, other: str) -> bool:
        """Tell whether somebody has said that two names under one NIK are two people's."""
        if nik not in self.two_persons and not self.two_faces:
            return False
        said = faces(name, other)
        return said[0] != said[1] and (nik in self.two_persons or (nik, *said) in self.two_faces)

    def asked_apart(self, nik: str, name: str, other: str) -> bool:
        """Tell whether the very question about two names under one NIK was answered with two people."""
        if another_name(name, other):
            return (nik, *faces(name, other)) in self.two_faces
        return nik in self.two_persons

    def answered(self, nik: str, name: str, other: str) -> bool:
        """Tell whether somebody has said that two places of one NIK are one person's.

        What was said of a NIK holds for the name it was said of, not for whoever is found under it later.
        """
        if nik in self.settled and not another_name(name, other):
            return True
        return bool(self.one_person) and (nik, *faces(name, other)) in self.one_person

    def surely_one(self, nik: str, name: str, other: str) -> bool:
        """Tell whether two names under one NIK need no ruling to be taken for one person's, or have it."""
        return not another_name(name, other) or (nik, *faces(name, other)) in self.one_person

    def one_name(self, nik: str, name: str, other: str) -> bool:
        """Tell whether two names under one NIK may be one person's: alike, or ruled so."""
        return not clearly_different(name, other) or (nik, *faces(name, other)) in self.one_person

    def speaks_of(self, nik: str) -> bool:
        """Tell whether anything was ruled about who stands under a NIK, or of two names under any of them."""
        return nik in self.two_persons or nik in self.settled or bool(self.one_person or self.two_faces)

    def on_niks(self, nik: str, other: str) -> bool:
        """Tell whether somebody has said of two NIKs that they are one person's, or two people's."""
        pair = (nik, other) if nik < other else (other, nik)
        return pair in self.apart or pair in self.joined


NO_RULINGS = Rulings()


def faces(name: str, other: str) -> tuple[str, str]:
    """Give two names in their plain form, in an order of their own.

    >>> faces("NI MADE SARI", "I WY. SUDARMA")
    ('MADE SARI', 'WAYAN SUDARMA')
    """
    first, second = sorted((name_key(name), name_key(other)))
    return first, second


def question(kind: str, niks: tuple[str, str], names: tuple[str, str], sources: tuple[str, str]) -> Question:
    """Give what a pair asks; its two sides may be given in any order.

    >>> question("same-nik", ("5104031203800001",) * 2, ("I Wayan Sudarma", "Sudarma"), ("apbd", "apbd")).face
    ''
    """
    nik, other = sorted(niks)
    if kind == "probable":
        return Question(kind, nik, other)
    if kind == "double-funded":
        source, other_source = sorted(sources)
        return Question(kind, nik, "", source=source, other_source=other_source)
    face, other_face = faces(*names) if another_name(*names) else ("", "")
    return Question(kind, nik, "", face, other_face)


def refused(asked: Question, decision: Decision) -> Text | None:
    """Say why a decision answers no question of this kind, None where it does."""
    if decision is Decision.ALLOWED and asked.face:
        return Text(
            "satu NIK dengan dua nama tidak bisa \"boleh\": pilih sama (satu orang) atau beda (dua orang)",
            'one NIK with two names cannot be "allowed": choose same (one person) or not-same (two people)',
        )  # fmt: skip
    return None


def read_decision(word: str) -> Decision | None:
    """Read one of the four words, in Indonesian or English; None for any other.

    >>> read_decision(" Beda "), read_decision("not same"), read_decision("mungkin")
    (<Decision.NOT_SAME: 'not-same'>, <Decision.NOT_SAME: 'not-same'>, None)
    """
    plain = " ".join(word.casefold().replace("_", " ").split())
    return _WORDS.get(plain) or _WORDS.get(plain.replace(" ", "-"))


def read_key(text: str) -> str:
    """Read a key, or its beginning, as people type it; "" where it is none.

    >>> read_key("k7q2m-9xb4t"), read_key("K7Q2"), read_key("?")
    ('K7Q2M9XB4T', 'K7Q2', '')
    """
    plain = text.strip().upper().replace("-", "").replace(" ", "").translate(_LETTERS)
    return plain if plain.isascii() and plain.isalnum() and len(plain) <= KEY_LENGTH else ""


def shown_key(key: str) -> str:
    """Write a key so that it can be read aloud.

    >>> shown_key("K7Q2M9XB4T")
    'K7Q2M-9XB4T'
    """
    return f"{key[:KEY_HALF]}-{key[KEY_HALF:]}"
