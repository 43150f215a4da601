"""What doctor found."""

from collections.abc import Sequence

from jamsos_cli.model.checkup import Check
from jamsos_cli.model.table import Table, text_column
from jamsos_cli.model.wording import Lang, Text


def checkup_table(checks: Sequence[Check], lang: Lang) -> Table:
    """Give one row a check."""
    well, ill = Text("baik", "well"), Text("PERLU DIPERIKSA", "LOOK HERE")
    rows = [(c.subject.say(lang), (well if c.well else ill).say(lang), c.seen.say(lang)) for c in checks]
    return Table(
        Text("Pemeriksaan", "Checkup"),
        (
            text_column("Apa", "What", 24),
            text_column("Keadaan", "State", 16),
            text_column("Terlihat", "Seen", 80),
        ),
        rows,
    )
