"""What a rule finds in a row, it finds among the rows it says it doubts: whole columns leave nobody out."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from jamsos_cli import rules
from jamsos_cli.model.sheet_rows import SheetRows
from jamsos_cli.runs.rosters import judging
from jamsos_cli.settings import Office, Settings
from jamsos_cli.steps import accept as accepting

GALLERY = Path(__file__).parents[1] / "findings"


def asked(monkeypatch: pytest.MonkeyPatch) -> list[SheetRows]:
    """Keep the rows of every sheet that is judged."""
    seen: list[SheetRows] = []
    judged = accepting._judged

    def keeping(*arguments: object) -> SheetRows:
        seen.append(judged(*arguments))  # type: ignore[arg-type]
        return seen[-1]

    monkeypatch.setattr(accepting, "_judged", keeping)
    return seen


def rosters() -> Iterator[Path]:
    for path in sorted(GALLERY.rglob("*")):
        if path.suffix in {".txt", ".csv"}:
            yield path


@pytest.mark.parametrize("on_import", [False, True])
@pytest.mark.parametrize("regency", ["", "51.04"])
def test_every_rule_finds_all_it_would_find_in_every_row(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, regency: str, on_import: bool
) -> None:
    seen = asked(monkeypatch)
    settings = Settings(office=Office(regency=regency))
    for number, path in enumerate(rosters()):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if "|" in line]
        copy = tmp_path / f"{number}.csv"
        copy.write_text("\n".join(";".join(part.strip() for part in line.split("|")) for line in lines), "utf-8")
        judging.judge(judging.Task(copy, copy.name, settings, date(2026, 11, 1), on_import=on_import))
    asked_of = 0
    for rows in seen:
        for rule in rules.ROW_RULES:
            if rule.fields and not any(name in rows.sheet.columns for name in rule.fields):
                continue
            among = set(rule.among(rows, rows.judgement))
            found = {row for row in range(len(rows)) if list(rule.ask(rows.case(row), rows.judgement))}
            assert found <= among, (rule.ask.__name__, rows.file)
            asked_of += len(found)
    assert asked_of > 50
