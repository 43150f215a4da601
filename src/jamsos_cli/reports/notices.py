"""Findings that no roster row can mend: what a person must look at in a month."""

from collections.abc import Sequence

from jamsos_cli.model.finding import Finding
from jamsos_cli.model.place import said_row
from jamsos_cli.model.showing import shown_name
from jamsos_cli.model.table import Table, text_column
from jamsos_cli.model.wording import Lang, Text


def notices_table(findings: Sequence[Finding], lang: Lang) -> tuple[Table, ...]:
    """Give one row a finding; nothing when there is none."""
    if not findings:
        return ()
    rows = [(one.kind.code, _where(one, lang), one.message(lang), one.hint(lang)) for one in findings]
    return (
        Table(
            Text(f"Perlu dilihat: {len(rows)}", f"To look at: {len(rows)}"),
            (
                text_column("Kode", "Code", 6),
                text_column("Di", "At", 40),
                text_column("Apa", "What", 60),
                text_column("Yang perlu dilakukan", "What to do", 60),
            ),
            rows,
        ),
    )


def _where(finding: Finding, lang: Lang) -> str:
    place = finding.place
    if place.row is None:
        return shown_name(place.file, 200)
    return shown_name(said_row(place.file, place.sheet, place.row).say(lang), 200)
