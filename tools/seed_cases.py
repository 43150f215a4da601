"""Run every programme at full size through the real commands and compare every total (docs/SAMPLE.md).

    python tools/seed_cases.py [--only WORD] [--jobs N]

Exit 1 when a total differs or a command fails; what was made stays in work/seed-cases/ to look at.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from seeding.case_files import write_rosters
from seeding.cases import CASES, Case

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "work" / "seed-cases"


class Outcome(NamedTuple):
    """One total of a case: what it must be and what came out; None where a command failed first."""

    case: str
    what: str
    right: int
    got: int | None


class CommandError(Exception):
    """A command of jamsos failed; its text is what the command said."""


def jamsos(*words: str) -> str:
    """Run one command as its user would and give its stdout."""
    done = subprocess.run(
        [sys.executable, "-m", "jamsos_cli", *words], capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip())[-2000:]
        raise CommandError(f"jamsos {' '.join(words[:1])}: exit {done.returncode}\n{said}")
    return done.stdout


def invoices(case: Case, folder: Path) -> dict[str, dict[str, Any]]:
    """Make the workspace of a case from nothing and give its invoices by month."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    jamsos("init", str(folder), "--regency", case.regency)
    for enrolment in case.enrolments:
        paths = write_rosters(case, enrolment, folder / "rosters" / enrolment.source)
        words = ["--source", enrolment.source, "--programmes", enrolment.programmes, "--from", enrolment.first]
        if enrolment.months:
            words += ["--months", str(enrolment.months)]
        jamsos("import", *map(str, paths), *words, "--workspace", str(folder))
    return {month: invoice(month, folder) for month in case.months}


def invoice(month: str, folder: Path) -> dict[str, Any]:
    """Ask for one month's invoice of a workspace."""
    said = jamsos("invoice", "--month", month, "--format", "json", "--workspace", str(folder))
    try:
        return dict(json.loads(said))
    except ValueError as error:
        raise CommandError(f"jamsos invoice: exit 0, but no JSON object on stdout: {said[:200]!r}") from error


def run(case: Case) -> list[Outcome]:
    """Run one case and give every total of it; says on stderr how long it took, or what went wrong."""
    started = time.monotonic()
    try:
        made = invoices(case, WORK / case.name)
    except CommandError as failed:
        print(f"{case.name}: {failed}", file=sys.stderr)
        return [Outcome(case.name, total.what, total.right, None) for total in case.totals]
    print(f"{case.name}: {time.monotonic() - started:.1f} s", file=sys.stderr)
    return [Outcome(case.name, total.what, total.right, total.of(made)) for total in case.totals]


def table(outcomes: Sequence[Outcome]) -> str:
    """Write the totals below each other, each with its verdict.

    >>> print(table([Outcome("gianyar-1136", "Rp 2025-11", 19084800, 19084800)]))
    gianyar-1136        Rp 2025-11                         19.084.800         19.084.800  ok
    """
    return "\n".join(
        f"{one.case:18}  {one.what:28} {_figure(one.right):>16} {_figure(one.got):>18}  "
        f"{'ok' if one.got == one.right else 'DIFFERS'}"
        for one in outcomes
    )


def _figure(number: int | None) -> str:
    return "-" if number is None else f"{number:,}".replace(",", ".")


def main(words: Sequence[str] | None = None) -> int:
    """Run the cases and print the table on stdout."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--only", default="", metavar="WORD", help="cases whose name has this word")
    options.add_argument("--jobs", type=int, default=min(os.cpu_count() or 1, 4), help="cases at the same time")
    chosen = options.parse_args(words)
    cases = [case for case in CASES if chosen.only in case.name]
    with ThreadPoolExecutor(max_workers=chosen.jobs) as pool:
        outcomes = [outcome for made in pool.map(run, cases) for outcome in made]
    wrong = sum(one.got != one.right for one in outcomes)
    print(table(outcomes))
    print(f"{len(outcomes)} totals, {wrong} differ")
    return 1 if wrong or not outcomes else 0


if __name__ == "__main__":
    raise SystemExit(main())
