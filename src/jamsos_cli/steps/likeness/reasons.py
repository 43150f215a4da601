"""Why two records may be one person, in words: with weights for the office that decides, without for a village."""

from collections import defaultdict

from jamsos_cli.model.wording import Text, joined, same
from jamsos_cli.steps.likeness import spelling
from jamsos_cli.steps.likeness.numbers import FAR, NEAR, SAME
from jamsos_cli.steps.likeness.score import NIK_OTHER, NIK_SLIP, Score

_FIELDS = {
    "name": Text("nama", "name"), "born": Text("tanggal lahir", "birth date"), "nik": Text("NIK", "NIK"),
    "sex": Text("jenis kelamin", "sex"), "village": Text("desa", "village"),
    "mother": Text("nama ibu", "mother's name"),
    "phone": Text("nomor HP", "phone"), "card": Text("nomor KK", "family card"),
}  # fmt: skip
_STANDS = {
    SAME: Text("sama", "the same"), NEAR: Text("hampir sama", "nearly the same"), FAR: Text("berbeda", "different"),
}  # fmt: skip
_NAMES = {
    spelling.NAME_SAME: Text("sama", "the same"),
    spelling.NAME_SPELLED: Text("sama, ejaan berbeda", "the same, spelled differently"),
    spelling.NAME_RHYMES: Text("beda satu huruf", "a letter apart"),
    spelling.NAME_CONTAINED: Text("sama, kurang lengkap di satu baris", "the same, shorter in one row"),
    spelling.NAME_ORDER: Text("sama, urutan lahir berbeda", "the same, another order of birth"),
    spelling.NAME_CLOSE: Text("hampir sama", "nearly the same"),
    spelling.NAME_PARTIAL: Text("sebagian sama", "partly the same"),
    spelling.NAME_COMMON: Text("hanya kata umum yang sama", "only common words the same"),
    spelling.NAME_DIFFERENT: Text("berbeda", "different"),
}
_INSTEAD = {
    "house": (Text("bila bukan, mungkin keluarga serumah", "if not, perhaps of one house"),),
    "twin": (Text("bila bukan, mungkin kembar", "if not, perhaps twins"),),
}
_SEXES = _STANDS | {NEAR: Text("berbeda, di NIK sama", "different, the same in the NIKs")}
_NIKS = {NIK_SLIP: Text("beda satu salah ketik", "one slip apart"), NIK_OTHER: Text("berbeda", "different")}
_SAID = {"name": _NAMES, "mother": _NAMES, "nik": _NIKS, "sex": _SEXES}


def reasons(found: Score) -> tuple[Text, ...]:
    """Say how every known field stands and what it weighs, in bits against strangers, the heaviest first.

    Where people of one house or twins are likelier than strangers, that is said last.

    >>> [reason.en for reason in reasons(Score(0.99, (("name", 1, 14.2), ("sex", 3, -5.0)), "stranger"))]
    ['name the same (+14.2)', 'sex different (-5.0)']
    """
    said = []
    for field, level, bits in found.weights:
        stands = _SAID.get(field, _STANDS)[level]
        what, weight = _FIELDS[field], f"{bits:+.1f}"
        said.append(Text(f"{what.id} {stands.id} ({weight.replace('.', ',')})", f"{what.en} {stands.en} ({weight})"))
    return (*said, *_INSTEAD.get(found.instead, ()))


_AS_NEAR = frozenset({
    spelling.NAME_SPELLED, spelling.NAME_RHYMES, spelling.NAME_CONTAINED, spelling.NAME_ORDER, spelling.NAME_CLOSE,
    spelling.NAME_PARTIAL,
})  # fmt: skip
_BESIDE = {
    spelling.NAME_SPELLED: Text("ejaan berbeda", "spelled differently"),
    spelling.NAME_RHYMES: Text("beda satu huruf", "a letter apart"),
    spelling.NAME_CONTAINED: Text("kurang lengkap di satu baris", "shorter in one row"),
    spelling.NAME_ORDER: Text("urutan lahir berbeda", "another order of birth"),
    spelling.NAME_PARTIAL: Text("sebagian", "partly"),
    spelling.NAME_COMMON: Text("hanya kata umum yang sama", "only common words the same"),
}
"""What is said of a name beside that it is nearly the same or different."""
_SLIP = Text("satu salah ketik", "one slip")
_GROUP = same("{stands}: {fields}")
_IN_NIKS = Text("di NIK sama", "the same in the NIKs")


def agreement(found: Score) -> Text:
    """Say which fields agree and which differ, as a village compares them with the KTP; without any weight.

    >>> agreement(Score(0.99, (("name", 1, 14.2), ("born", 1, 9.0), ("sex", 3, -5.0)), "stranger")).en
    'the same: name, birth date; different: sex'
    """
    groups: dict[int, list[Text]] = defaultdict(list)
    for field, level, _ in found.weights:
        stands, beside = _standing(field, level)
        what = _FIELDS[field]
        groups[stands].append(Text(f"{what.id} ({beside.id})", f"{what.en} ({beside.en})") if beside else what)
    told = (
        _GROUP.fill(stands=_STANDS[stands], fields=joined(groups[stands]))
        for stands in (SAME, NEAR, FAR)
        if stands in groups
    )
    return joined(told, "; ")


def _standing(field: str, level: int) -> tuple[int, Text | None]:
    """Give SAME, NEAR or FAR, and what is said beside."""
    if field == "nik":
        return FAR, _SLIP if level == NIK_SLIP else None
    if field == "sex":
        return (FAR, _IN_NIKS) if level == NEAR else (level, None)
    if field not in {"name", "mother"}:
        return level, None
    stands = SAME if level == spelling.NAME_SAME else NEAR if level in _AS_NEAR else FAR
    return stands, _BESIDE.get(level)
