"""Is one person there twice, under two NIKs? The likeness is worked out by `steps.resemblance`."""

from jamsos_cli.model.finding import Finding, Kind, Level
from jamsos_cli.model.identity import Identity
from jamsos_cli.model.wording import Text
from jamsos_cli.rules.duplicates import where

PROBABLE_DUPLICATE = Kind(
    "D05", "probable-duplicate", Level.WARNING, "row",
    message=Text("Mungkin orang yang sama dengan {other}, dengan NIK lain (kemiripan {score}); {agreement}.", "Probably the same person as {other}, with another NIK (likeness {score}); {agreement}."),
    hint=Text("Cocokkan kedua baris dengan KTP. Bila orangnya sama, betulkan NIK yang salah dan hapus satu baris; bila memang dua orang, biarkan.", "Compare both rows with the KTP. If it is one person, correct the wrong NIK and remove one row; if they are two, leave them."),
    why=Text("NIK yang salah satu angka membuat satu orang tampak dua, lalu iurannya dibayar dua kali.", "One wrong digit in a NIK makes two people of one, and the premium is paid twice."),
    example=Text("I Wayan Sudarma dan I WY. SUDARMA, lahir 12-03-1980, NIK berbeda satu angka.", "One name and birth date, NIKs that differ by a digit."),
)  # fmt: skip


def probably_same(person: Identity, other: Identity, score: float, agreement: Text) -> Finding:
    """D05 on a row, with where the other one stands, how likely they are one, and which fields agree and differ."""
    values = (
        ("other", where(other.place, person.place)),
        ("score", f"{min(int(score * 100), 99)}%"),
        ("agreement", agreement),
    )
    return Finding(PROBABLE_DUPLICATE, person.place._replace(cell=None), "nik", person.nik, values)
