"""One kind of finding, explained."""

from jamsos_cli.model.finding import Kind, Level
from jamsos_cli.model.table import Table, text_column
from jamsos_cli.model.wording import Lang, Text

MEANINGS = {
    Level.ERROR: Text("salah: barisnya tidak ditagih sampai dibetulkan", "error: not billed until it is mended"),
    Level.WARNING: Text(
        "periksa: ditagih, tetapi seseorang harus melihatnya", "warning: billed, but a person must look"
    ),
    Level.NOTE: Text("catatan", "note"),
}
"""What a level means for the row it is said of."""


def kind_table(kind: Kind, lang: Lang) -> Table:
    """Give what a finding means, why it matters, how to mend it, and an example."""
    rows = [
        (Text("Tingkat", "Level").say(lang), MEANINGS[kind.level].say(lang)),
        (Text("Apa", "What").say(lang), kind.message.bare().say(lang)),
        (Text("Mengapa", "Why").say(lang), kind.why.say(lang)),
        (Text("Cara membetulkan", "How to mend it").say(lang), kind.hint.bare().say(lang)),
        (Text("Contoh", "Example").say(lang), kind.example.say(lang)),
    ]
    columns = (text_column("", "", 18), text_column("", "", 90))
    return Table(Text(f"{kind.code} {kind.slug}", f"{kind.code} {kind.slug}"), columns, rows)
