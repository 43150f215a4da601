"""Which village of a regency a written name means: exactly, by spelling, or told apart by its kecamatan."""

import re
from collections import defaultdict

from jamsos_cli.model.judging import VillageMatch
from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.region import Regency, Village

_KIND = lazy_pattern(r"^(DESA DINAS|DESA|DS|KELURAHAN|KEL|LURAH|NAGARI|GAMPONG)\b[ .]*(?=\w)")
_KELURAHAN = lazy_pattern(r"(?i)^\s*(kelurahan|kel)\b")
_DESA = lazy_pattern(r"(?i)^\s*(desa|ds)\b")
_LOCAL_KINDS = (
    (("11",), lazy_pattern(r"(?i)^\s*(?:(?:desa|ds)[. ]+gampong|gp|gamp|kampung|kampong|kp|kute)\b[ .]*(?=\w)")),
    (("14.08", "18", "64.03", "64.07", "64.11", "71.03", "71.09", "91", "92", "93", "94", "95", "96"),
     lazy_pattern(r"(?i)^\s*(?:kampung|kamp|kp|pekon|tiyuh)\b[ .]*(?=\w)")),
    (("15.08",), lazy_pattern(r"(?i)^\s*(?:dusun|dsn)\b[ .]*(?=\w)")),
    (("73.18", "73.26"), lazy_pattern(r"(?i)^\s*(?:lembang|lemb)\b[ .]*(?=\w)")),
    (("12.08",), lazy_pattern(r"(?i)^\s*nagori\b[ .]*(?=\w)")),
    (("14.07",), lazy_pattern(r"(?i)^\s*kepenghuluan\b[ .]*(?=\w)")),
    (("81",), lazy_pattern(r"(?i)^\s*(?:negeri|ohoi)\b[ .]*(?=\w)")),
)  # fmt: skip
"""What a desa is called in some provinces and regencies; elsewhere Kampung and Dusun are parts of one."""
_MARKS = lazy_pattern("[^A-Z0-9]+")
_WITH_DISTRICT = lazy_pattern(
    r"(?i)(?P<name>.+?)(?:\s*[,(/–-]\s*(?:KEC(?:AMATAN)?\b[ .]*)?|\s+KEC(?:AMATAN)?\b[ .]*)"
    r"(?P<district>[^,(/]+?)\s*\)?\s*"
)
"""A village with its kecamatan in the same cell: Mas (Ubud); Desa Mas, Kec. Ubud; Mas Kec. Ubud."""
_CODED = lazy_pattern(r"(?P<code>[0-9]{2}\.?[0-9]{2}\.?[0-9]{2}\.?[12][0-9]{3})\W+(?P<name>\w.*)")
"""51.04.02.2001 SABA, as other systems list villages."""
_PART_BEFORE = lazy_pattern(
    r"(?i)^\s*(?:banjar|br|dusun|dsn|lingk\w*|link)\b[^,;/]+[,;/]\s*(?=(?:desa|ds|kelurahan|kel)\b)"
)
"""Br. Tengah, Desa Saba: a part of the village before it."""
_NEAR = 88.0
_CLEAR_LEAD = 3.0
"""A near spelling must beat the next one by this much, or nobody knows which is meant."""
_LEAST_FOR_A_SLIP = 5


class VillageFinder:
    """Finds villages of one regency by name; the same question is answered from memory."""

    def __init__(self, regency: Regency) -> None:
        self._by_name: dict[str, list[Village]] = defaultdict(list)
        self._by_code = {village.code: village for village in regency.villages}
        self._by_code |= {code.replace(".", ""): village for code, village in self._by_code.items()}
        for village in regency.villages:
            self._by_name[_bare(village.name)].append(village)
        self._local_kind = next((kind for codes, kind in _LOCAL_KINDS if regency.code.startswith(codes)), None)
        self._districts = {_bare(village.district) for village in regency.villages}
        kind, _, called = regency.name.partition(" ")
        self._regency_behind = re.compile(rf"(?i)[\s,(/-]+{kind[:3]}\w*\b[ .]*{re.escape(called)}\W*$")
        self._answers: dict[tuple[str, str], VillageMatch] = {}

    def __call__(self, name: str, district: str = "") -> VillageMatch:
        """Give what a written village is; `district` settles two villages of one name."""
        key = (name, district)
        if key not in self._answers:
            self._answers[key] = self._find(name, district)
        return self._answers[key]

    def is_called(self, heading: str) -> bool:
        """Tell whether a heading is a word that the regency has for a desa."""
        return self._local_kind is not None and self._local_kind.sub("", f"{heading} X") == "X"

    def _find(self, name: str, district: str) -> VillageMatch:
        if name in self._by_code:
            return VillageMatch(self._by_code[name])
        bare = _bare(name)
        exact = self._by_name.get(bare)
        if exact:
            found = _settled(exact, name, district)
            return found._replace(by_spelling=found.village is not None and _words(found.village.name) != _words(name))
        if (coded := _CODED.fullmatch(name)) and (village := self._by_code.get(coded["code"])):
            said = self._find(coded["name"], village.district)
            return said if said.village == village else VillageMatch(None)
        plainer = self._regency_behind.sub("", _PART_BEFORE.sub("", name))
        if plainer != name:
            return self._find(plainer, district)
        if beside := self._beside_its_district(name):
            return _settled(beside, name, district)
        parted = _WITH_DISTRICT.fullmatch(name)
        if parted and _bare(parted["district"]) in self._districts:
            return self._find(parted["name"], parted["district"])
        without = self._local_kind.sub("", name) if self._local_kind else name
        if without != name:
            return self._find(without, district)
        near = self._near(bare) or self._one_slip_away(bare)
        return _settled(near, name, district, by_spelling=True) if near else VillageMatch(None)

    def _beside_its_district(self, name: str) -> list[Village]:
        """Give the villages whose own kecamatan stands right behind their name: Mas Ubud."""
        words = _words(name)
        for cut in range(1, len(words)):
            district = "".join(words[cut:])
            named = self._by_name.get("".join(words[:cut]), []) if district in self._districts else []
            if there := [village for village in named if _bare(village.district) == district]:
                return there
        return []

    def _near(self, bare: str) -> list[Village]:
        if len(bare) < 4:
            return []
        from rapidfuzz import fuzz, process

        best = process.extract(bare, self._by_name.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=2)
        if not best or (len(best) == 2 and best[0][1] - best[1][1] < _CLEAR_LEAD):
            return []
        return self._by_name[best[0][0]]

    def _one_slip_away(self, bare: str) -> list[Village]:
        """Give the only village that is one letter, or two swapped, away, where none is two away: Ketewal, Ketewel."""
        if len(bare) < _LEAST_FOR_A_SLIP:
            return []
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        near = process.extract(bare, self._by_name.keys(), scorer=OSA.distance, score_cutoff=2, limit=2)
        return self._by_name[near[0][0]] if len(near) == 1 and near[0][1] == 1 else []


def _settled(found: list[Village], name: str, district: str, *, by_spelling: bool = False) -> VillageMatch:
    if len(found) > 1 and district:
        found = [village for village in found if _bare(village.district) == _bare_district(district)] or found
    if len(found) > 1:
        found = [village for village in found if _plain(village.name) == _plain(name)] or found
    if len(found) > 1 and _KELURAHAN.match(name):
        found = [village for village in found if village.is_kelurahan] or found
    if _DESA.match(name) and len({village.district for village in found}) == 1 < len(found):
        found = [village for village in found if not village.is_kelurahan] or found
    if len(found) > 1:
        return VillageMatch(None, candidates=tuple(found))
    return VillageMatch(found[0], by_spelling)


def _bare(name: str) -> str:
    """Capitals without marks, blanks or kind: `Desa Sare-Rangan` is SARERANGAN."""
    return "".join(_words(name))


def _plain(name: str) -> str:
    """Capitals without marks and blanks, the kind still there: Gampong Jawa is not Jawa."""
    return _MARKS.sub("", name.upper())


def _words(name: str) -> list[str]:
    """Capitals without marks or kind: `Desa Sare-Rangan` is SARE RANGAN, and Sarerangan is another spelling of it."""
    return _MARKS.sub(" ", _KIND.sub("", name.upper().strip())).split()


def _bare_district(district: str) -> str:
    return _bare(re.sub(r"(?i)^\s*kec(amatan)?\b[ .]*", "", district))
