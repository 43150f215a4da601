"""Many files: one that kills its reader costs nothing but itself."""

import os
from datetime import date

from sent import line, write

from jamsos_cli.runs import judging
from jamsos_cli.runs.workspace import Workspace

ON = date(2026, 11, 1)


class Fatal(str):
    """A text at which the process that receives it dies, as calamine makes it die of some workbooks."""

    def __reduce__(self) -> tuple[object, ...]:
        return os.abort, ()


def task(office: Workspace, number: int, name: str) -> judging.Task:
    return judging.Task(write(office, f"{number}.csv", [line(number)]), name, office.settings, ON, "apbd")


def test_a_file_at_which_the_reader_dies_is_unreadable_and_the_others_are_judged(office: Workspace) -> None:
    names = [Fatal(f"{number}.csv") if number in (2, 5) else f"{number}.csv" for number in range(9)]
    judged = judging.judge_all([task(office, *one) for one in enumerate(names)], 2, lambda _: None)
    assert [one.result.file for one in judged] == names
    assert [number for number, one in enumerate(judged) if judging.is_unreadable(one)] == [2, 5]
    assert [one.result.accepted for one in judged] == [0 if number in (2, 5) else 1 for number in range(9)]
    assert "pembaca berhenti" in judged[2].result.findings[0].message("id")
