"""Who stands twice: the table and the contract object."""

from collections.abc import Sequence

from jamsos_cli.model.pair import Pair, Standing
from jamsos_cli.model.showing import shown_name
from jamsos_cli.model.table import Table, TableColumn
from jamsos_cli.model.wording import Lang, Text

_KINDS = {
    "same-nik": Text("NIK sama", "same NIK"),
    "double-funded": Text("dua sumber dana", "two sources"),
    "probable": Text("mungkin orang sama", "probably one"),
}


def pairs_json(pairs: Sequence[Pair], lang: Lang) -> dict[str, object]:
    """Give the object that `dedupe --format json` prints."""
    return {
        "version": 1,
        "pairs": [
            {
                "kind": pair.kind,
                "left": _place(pair.left),
                "right": _place(pair.right),
                "score": pair.score,
                "reasons": [reason.say(lang) for reason in pair.reasons],
                "ruling": None,
            }
            for pair in pairs
        ],
    }


def pairs_table(pairs: Sequence[Pair], lang: Lang) -> Table:
    """Give one row a pair."""
    rows = [
        (
            _KINDS[pair.kind].say(lang),
            pair.left.nik,
            *_shown(pair.left, lang),
            *_shown(pair.right, lang),
            ", ".join(reason.say(lang) for reason in pair.reasons),
        )
        for pair in pairs
    ]
    headings = (
        (Text("Jenis", "Kind"), 16), (Text("NIK", "NIK"), 18), (Text("Nama", "Name"), 26), (Text("Di", "At"), 40),
        (Text("Nama", "Name"), 26), (Text("Juga di", "Also at"), 40), (Text("Alasan", "Reasons"), 36),
    )  # fmt: skip
    title = Text(f"Ada dua kali: {len(pairs)} pasang", f"There twice: {len(pairs)} pairs")
    return Table(title, tuple(TableColumn(heading, width=width) for heading, width in headings), rows)


def _place(standing: Standing) -> dict[str, object]:
    return {
        "file": standing.file,
        "sheet": standing.sheet or None,
        "row": standing.row,
        "nik": standing.nik,
        "name": shown_name(standing.name),
        "source": standing.source,
    }


def _shown(standing: Standing, lang: Lang) -> tuple[str, str]:
    sheet = f", {standing.sheet}" if standing.sheet else ""
    row = Text("baris", "row").say(lang)
    source = f" ({standing.source})" if standing.source else ""
    return shown_name(standing.name), shown_name(f"{standing.file}{sheet}, {row} {standing.row}{source}", 200)
