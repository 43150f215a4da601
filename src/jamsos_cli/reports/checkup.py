"""What doctor found."""

from collections.abc import Sequence

from jamsos_cli.model.checkup import Check
from jamsos_cli.model.table import Table, TableColumn
from jamsos_cli.model.wording import Lang, Text


def checkup_table(checks: Sequence[Check], lang: Lang) -> Table:
    """Give one row a check."""
    well, ill = Text("baik", "well"), Text("PERLU DIPERIKSA", "LOOK HERE")
    rows = [(c.subject.say(lang), (well if c.well else ill).say(lang), c.seen.say(lang)) for c in checks]
    return Table(
        Text("Pemeriksaan", "Checkup"),
        (
            TableColumn(Text("Apa", "What"), width=24),
            TableColumn(Text("Keadaan", "State"), width=16),
            TableColumn(Text("Terlihat", "Seen"), width=80),
        ),
        rows,
    )
