"""The league table of villages: rows, how many are clean, and the mistake each makes most."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from jamsos_cli.model.finding import Finding, Level
from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.mistakes import mistake
from jamsos_cli.model.result import FileResult, VillageRows
from jamsos_cli.model.showing import shown_name
from jamsos_cli.model.table import Table, text_column, whole_column
from jamsos_cli.model.wording import Lang, Text

_KIND = lazy_pattern(r"^(DESA|DS|KELURAHAN|KEL)\b[ .]*")
_Key = tuple[str, str]
"""What tells villages apart: ("code", its code), ("name", its bare name), or ("file", the file) where none is known."""
_Place = tuple[int, str, int | None]
"""Number of the file, sheet ("" for none), row."""


class VillageLine(NamedTuple):
    """What one village sent. Rows = accepted + rejected, and clean rows are some of the accepted."""

    village: str
    """fit to show; the file where no row of it names a village."""
    rows: int
    accepted: int
    rejected: int
    clean: int | None
    """rows without error or warning; None for a file known from before, of which only counts are kept."""
    mistake: Text | None
    """the most frequent error, else the most frequent warning; None when there is neither."""
    mistake_rows: int

    @property
    def share(self) -> int | None:
        """Clean rows in whole percent, rounded down so that 100 means all; None where there are no rows to count."""
        return clean_share((self,))


class ByVillage:
    """The rows and findings of several files under the villages they belong to.

    A row belongs to the village it names; where that is blank or no village of the regency, to the one most rows of
    its file name, and where there is none, to the file.
    """

    def __init__(self, results: Sequence[FileResult]) -> None:
        self._results = results
        self._spellings: dict[_Key, Counter[str]] = defaultdict(Counter)
        self._districts: dict[_Key, str] = {}
        self._homes: list[_Key] = []
        self._of_row: dict[_Place, _Key] = {}
        self._rows: dict[_Key, list[_Place]] = defaultdict(list)
        for index, result in enumerate(results):
            self._place_file(index, result)
        self._labels = self._named()

    def label(self, index: int, finding: Finding) -> str:
        """Name the village of a finding of the file with that number."""
        return self._labels[self._key(index, finding)]

    def lines(self) -> tuple[VillageLine, ...]:
        """Give one line a village, the cleanest first, then the larger; those without rows to count last."""
        mistakes: dict[_Key, dict[Level, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
        touched: dict[Level, set[_Place]] = {Level.ERROR: set(), Level.WARNING: set()}
        seen: set[tuple[str, _Place]] = set()
        names: dict[str, Text] = {}
        for index, result in enumerate(self._results):
            for finding in result.findings:
                kind, place = finding.kind, _place(index, finding)
                if kind.level is Level.NOTE or (kind.code, place) in seen:
                    continue
                seen.add((kind.code, place))
                names[kind.code] = mistake(kind)
                touched[kind.level].add(place)
                mistakes[self._key(index, finding)][kind.level][kind.code] += 1
        lines = []
        for key, label in self._labels.items():
            code, count = _most(mistakes[key][Level.ERROR] or mistakes[key][Level.WARNING])
            counted = self._counted(key, touched)
            lines.append(VillageLine(label, *counted, mistake=names.get(code), mistake_rows=count))
        return tuple(sorted(lines, key=_rank))

    def _place_file(self, index: int, result: FileResult) -> None:
        sizes: Counter[_Key] = Counter()
        for part in result.villages:
            if (key := _key_of(part)) is not None:
                sizes[key] += len(part.rows)
                self._spellings[key][part.name] += len(part.rows)
                self._districts[key] = part.district
        home = min(sizes, key=lambda key: (-sizes[key], key)) if sizes else ("file", result.file)
        if not sizes:
            self._spellings[home][result.file] += 1
        self._homes.append(home)
        for part in result.villages:
            key = _key_of(part) or home
            places = [(index, part.sheet, row) for row in part.rows]
            self._rows[key] += places
            self._of_row |= dict.fromkeys(places, key)

    def _named(self) -> dict[_Key, str]:
        """Give each village its most usual spelling; two of one name are told apart by their kecamatan."""
        names = {key: max(spelled, key=spelled.__getitem__) for key, spelled in self._spellings.items()}
        often = Counter(names.values())
        labels = {}
        for key, name in names.items():
            shared = often[name] > 1 and self._districts.get(key)
            labels[key] = shown_name(f"{name} (Kec. {self._districts[key]})" if shared else name, 200)
        return labels

    def _key(self, index: int, finding: Finding) -> _Key:
        return self._of_row.get(_place(index, finding), self._homes[index])

    def _counted(self, key: _Key, touched: dict[Level, set[_Place]]) -> tuple[int, int, int, int | None]:
        """Give rows, accepted, rejected and clean of one village."""
        kept = [r for r, home in zip(self._results, self._homes, strict=True) if home == key and not r.villages]
        rows = self._rows[key]
        if not rows:
            return sum(r.rows_read for r in kept), sum(r.accepted for r in kept), sum(r.rejected for r in kept), None
        rejected = sum(place in touched[Level.ERROR] for place in rows)
        doubted = sum(place in touched[Level.WARNING] and place not in touched[Level.ERROR] for place in rows)
        return len(rows), len(rows) - rejected, rejected, len(rows) - rejected - doubted


def league(results: Sequence[FileResult], lang: Lang) -> tuple[Table, ...]:
    """Give the league table where there are several villages to compare; nothing for one."""
    lines = ByVillage(results).lines()
    return (villages_table(lines, lang),) if len(lines) > 1 else ()


def villages_table(lines: Sequence[VillageLine], lang: Lang) -> Table:
    """Give one row a village: rows, accepted, rejected, to look at, clean in percent, the most frequent mistake."""
    rows = [
        (
            line.village, line.rows, line.accepted, line.rejected,
            None if line.clean is None else line.accepted - line.clean, line.share, main_mistake(line, lang),
        )
        for line in lines
    ]  # fmt: skip
    sums = [sum(int(row[column] or 0) for row in rows) for column in range(1, 5)]
    return Table(
        Text("Menurut desa, yang paling bersih di atas", "By village, the cleanest first"),
        (
            text_column("Desa/Kelurahan", "Village", 36),
            whole_column("Baris", "Rows", 10),
            whole_column("Diterima", "Accepted", 10),
            whole_column("Ditolak", "Rejected", 10),
            whole_column("Perlu dilihat", "To look at", 10),
            whole_column("Bersih (%)", "Clean (%)", 10),
            text_column("Kesalahan terbanyak", "Main mistake", 44),
        ),
        rows,
        totals=(f"{len(rows)}", *sums, clean_share(lines), ""),
        note=Text(
            "Bersih: diterima dan tidak ada yang perlu dilihat.", "Clean: accepted, and nothing in it to look at."
        ),
    )


def clean_share(lines: Sequence[VillageLine]) -> int | None:
    """Give the clean rows of all lines in whole percent, rounded down; None where there are no rows to count."""
    counted = [line for line in lines if line.clean is not None]
    rows = sum(line.rows for line in counted)
    return 100 * sum(line.clean or 0 for line in counted) // rows if rows else None


def main_mistake(line: VillageLine, lang: Lang) -> str:
    """Say a village's most frequent mistake and how often it occurs; "" when there is none."""
    return "" if line.mistake is None else f"{line.mistake.say(lang)} ({line.mistake_rows})"


def _place(index: int, finding: Finding) -> _Place:
    return index, finding.place.sheet or "", finding.place.row


def _key_of(part: VillageRows) -> _Key | None:
    """Tell villages apart by code; without one by name, however it is written."""
    if part.code:
        return "code", part.code
    bare = "".join(c for c in _KIND.sub("", part.name.upper().strip()) if c.isalnum())
    return ("name", bare) if bare else None


def _most(counted: Counter[str]) -> tuple[str, int]:
    """Give what is most frequent, the first in the alphabet among equals; ("", 0) of nothing."""
    return min(counted.items(), key=lambda one: (-one[1], one[0]), default=("", 0))


def _rank(line: VillageLine) -> tuple[bool, int, int, str]:
    return line.share is None, -(line.share or 0), -line.rows, line.village
