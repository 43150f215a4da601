"""Cells merged over several rows below the heading: one SABA or APBD beside ten people is said of all ten."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Mapping
from itertools import repeat

from jamsos_cli.model.roster import CellValue, Row


def spread(
    workers: tuple[Row, ...],
    below: Mapping[int, Row],
    merged: tuple[tuple[int, int, int], ...],
    columns: Collection[int],
) -> tuple[Row, ...]:
    """Give workers with the value of a merged cell in every row it covers, in these columns only.

    `below` are the rows of all tables by their numbers, without headings: a cell that begins elsewhere is one. What
    stands in a covered cell stays.
    """
    spans = _spans(below, merged, columns)
    return tuple(_filled(row, spans) for row in workers) if spans else workers


def _spans(
    below: Mapping[int, Row], merged: tuple[tuple[int, int, int], ...], columns: Collection[int]
) -> dict[int, list[tuple[int, int, CellValue]]]:
    """Give (first row, last row, value) of the merged cells of each column that say anything, from above."""
    spans: dict[int, list[tuple[int, int, CellValue]]] = defaultdict(list)
    for column, first, last in sorted(span for span in merged if span[0] in columns):
        here = below[first].values if first in below else ()
        if column < len(here) and here[column] not in {None, ""}:
            spans[column].append((first, last, here[column]))
    return spans


def _filled(row: Row, spans: dict[int, list[tuple[int, int, CellValue]]]) -> Row:
    values = list(row.values)
    for column, above in spans.items():
        place = bisect_right(above, row.number, key=lambda span: span[0]) - 1
        if place < 0 or above[place][1] < row.number:
            continue
        values += repeat(None, column + 1 - len(values))
        if values[column] in {None, ""}:
            values[column] = above[place][2]
    return row._replace(values=tuple(values))
