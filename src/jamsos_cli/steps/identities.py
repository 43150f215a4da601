"""People who stand in two files, or in a file and the registry: their findings, and who is accepted after that."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from jamsos_cli.model.finding import Finding, Level
from jamsos_cli.model.identity import Identity
from jamsos_cli.model.wording import Text
from jamsos_cli.steps.accept import Accepted
from jamsos_cli.steps.resemblance import resembling

Earlier = Callable[[Sequence[Accepted]], Sequence[Identity]]
"""Files judged -> the people of the registry they must be compared with."""
Across = Callable[[Sequence[Identity], Iterable[Identity]], Iterable[tuple[int, Finding]]]

Alike = Callable[[Identity, Identity, float, Sequence[Text]], Finding]
"""A person, the earlier one he resembles, how likely they are one, and why -> the finding."""


def across_files(files: Sequence[Accepted], question: Across, earlier: Earlier | None = None) -> list[Accepted]:
    """Add the findings across files (in the order given) and take out the rows they reject."""
    people = [person for file in files for person in file.people]
    owner = [index for index, file in enumerate(files) for _ in file.people]
    known = earlier(files) if earlier is not None else ()
    added: dict[int, list[Finding]] = defaultdict(list)
    if len(files) > 1 or known:
        for place, finding in question(people, known):
            added[owner[place]].append(finding)
    return [_with(file, added[index]) if index in added else file for index, file in enumerate(files)]


def resembling_people(files: Sequence[Accepted], question: Alike, earlier: Iterable[Identity] = ()) -> list[Accepted]:
    """Add what is found of people who are probably one under two NIKs, on the later row: of the likest before it.

    `earlier` are people of the registry, who come first, get no findings and are not compared with each other.
    """
    known = list(earlier)
    everybody = [*known, *(person for file in files for person in file.people)]
    owner = [index for index, file in enumerate(files) for _ in file.people]
    likest: dict[int, tuple[float, int, tuple[Text, ...]]] = {}
    for pair in resembling(everybody, len(known)).pairs:
        if pair.right not in likest or pair.score.value > likest[pair.right][0]:
            likest[pair.right] = (pair.score.value, pair.left, pair.reasons)
    added: dict[int, list[Finding]] = defaultdict(list)
    for place, (score, other, reasons) in sorted(likest.items()):
        added[owner[place - len(known)]].append(question(everybody[place], everybody[other], score, reasons))
    return [_with(file, added[index]) if index in added else file for index, file in enumerate(files)]


def _with(file: Accepted, findings: list[Finding]) -> Accepted:
    fatal = {(f.place.sheet or "", f.place.row) for f in findings if f.kind.level is Level.ERROR}
    workers = tuple(worker for worker in file.workers if (worker.sheet, worker.row) not in fatal)
    rejected = sum(one.accepted and (one.place.sheet or "", one.place.row) in fatal for one in file.people)
    result = file.result._replace(
        accepted=file.result.accepted - rejected,
        rejected=file.result.rejected + rejected,
        findings=(*file.result.findings, *findings),
    )
    people = tuple(
        person._replace(accepted=False) if (person.place.sheet or "", person.place.row) in fatal else person
        for person in file.people
    )
    rows = tuple(row._replace(accepted=False) if (row.sheet, row.row) in fatal else row for row in file.rows)
    return file._replace(result=result, workers=workers, people=people, rows=rows)
