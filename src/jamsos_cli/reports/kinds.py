"""One kind of finding, explained."""

from jamsos_cli.model.finding import Kind, Level
from jamsos_cli.model.table import Table, TableColumn
from jamsos_cli.model.wording import Lang, Text

LEVELS = {
    Level.ERROR: Text("kesalahan: tidak ditagih sampai dibetulkan", "error: not billed until mended"),
    Level.WARNING: Text("peringatan: ditagih, harus dilihat orang", "warning: billed, a person must look"),
    Level.NOTE: Text("catatan", "note"),
}


def kind_table(kind: Kind, lang: Lang) -> Table:
    """Give what a finding means, why it matters, how to mend it, and an example."""
    rows = [
        (Text("Tingkat", "Level").say(lang), LEVELS[kind.level].say(lang)),
        (Text("Apa", "What").say(lang), _bare(kind.message, lang)),
        (Text("Mengapa", "Why").say(lang), kind.why.say(lang)),
        (Text("Cara membetulkan", "How to mend it").say(lang), _bare(kind.hint, lang)),
        (Text("Contoh", "Example").say(lang), kind.example.say(lang)),
    ]
    columns = (TableColumn(Text("", ""), width=18), TableColumn(Text("", ""), width=90))
    return Table(Text(f"{kind.code} {kind.slug}", f"{kind.code} {kind.slug}"), columns, rows)


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def _bare(text: Text, lang: Lang) -> str:
    """Say a sentence without a case at hand."""
    return text.say(lang).format_map(_Blank(value="…"))
