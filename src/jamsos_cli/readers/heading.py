"""Find the heading of a sheet: below title rows, over one to three lines, in the spellings of a layout."""

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise, takewhile
from typing import NamedTuple

from jamsos_cli.model.layout import Layout, bare_heading
from jamsos_cli.model.lazy_pattern import lazy_pattern
from jamsos_cli.model.month import MONTH_WORDS
from jamsos_cli.model.roster import Row
from jamsos_cli.model.roster_entry import is_blank
from jamsos_cli.model.wording import Text
from jamsos_cli.readers.numbering import is_numbering
from jamsos_cli.readers.split_columns import Split, is_elsewhere, split_fields

SEARCHED_ROWS = 60
MOST_LINES = 3
"""of one heading."""
LONGEST = 500
"""letters of a cell that are looked at; a heading with its explanation is shorter."""
DIGITS_OF_DATA = 4
"""A line with this many digits in a cell is a worker's: a NIK, a date."""
_TITLE = lazy_pattern(
    r"(?i)^\s*(?:(?P<village>(?:desa|ds\.?|kel\.?|k[ea]lurahan|nagari|nagori|gampong|pekon|lembang|tiyuh|kepenghuluan)(?:\s*/\s*(?:kel|kamp)\w*\.?)?)"
    r"|(?P<district>kecamatan|kec\.?|distrik)|(?P<source>sumber\s+dana)|(?P<sponsor>(?:nama\s+)?sponsor)"
    r"|(?P<programmes>program(?:\s+(?:bpjs(?:\s+ketenagakerjaan)?|jaminan(?:\s+sosial)?|yang\s+diikuti))?)"
    r"|(?P<opd>opd|instansi))\s*(?::\s*(?P<said>.*))?$"
)
_TITLE_FIELDS = frozenset({"village", "district", "regency", "source", "sponsor", "opd", "programmes"})
_PLACE = lazy_pattern(
    r"(?i)(?<![\w/])(?:desa\s*/\s*k[ea]l\w*|k[ea]l\w*\s*/\s*desa|desa\s+dinas|desa|k[ea]lurahan|nagari|nagori|gampong|pekon"
    r"|tiyuh|kepenghuluan|pemerintah(?:an)?\s+(?:kampung|negeri|lembang)|(?P<short>ds|kel)"
    r"|(?P<district>kecamatan|kec|distrik))\b[\s.:]*"
)
"""DAFTAR PEKERJA RENTAN DESA BATUBULAN KEC. SUKAWATI: the words that a place's name follows.

KEL. may be a kelompok, too: what follows a short form counts where no whole word names a village.
"""
_PLACE_ENDS = lazy_pattern(
    r"(?i)\s+(?:desa|kel(?:urahan)?|kec(?:amatan)?|distrik|kab(?:upaten)?|kota|prov(?:insi)?|tahun|thn|th|bulan|periode|tanggal|tgl"
    r"|sumber|program|semester|triwulan|tahap|dan|dengan|yang|untuk)\b|[^\w\s'-]|\d|\s-|-\s|$"
)
_NO_PLACE = lazy_pattern(
    r"(?i)(?:adat|binaan|wisata|siaga|tani|ternak|nelayan|wanita|usaha|kerja|pakraman|pekraman|prakraman|se|dan|yang|untuk|di|dalam|penerima|peserta|tahun|bulan|kab\w*|kota)\b|-|$"
)
LONGEST_PLACE = 4
"""words of a name; more are a sentence."""
_TICKED = lazy_pattern(
    r"(?:(?P<of>.+?) )?(?:(?P<L>L|LK|LAKI|LAKI LAKI|PRIA|M|MALE)|(?P<P>P|PR|PEREMPUAN|W|WANITA|F|FEMALE))"
)
"""JENIS KELAMIN over L and P: two columns, a tick in one of them."""
CLAIMED_TWICE = Text(
    "{name}: dua kolom mengaku {field} ({heading}); ganti judul salah satunya.",
    "{name}: two columns claim to be {field} ({heading}); rename one of them.",
)
"""Why a list or a form is refused; a roster has F07 instead."""
_BOTH = frozenset({"nik", "name"})
_ADDRESSED = frozenset({"name", "address"})
_PARTING = lazy_pattern(r"[-/,;&+|()\n]|\b(?:DAN|SERTA|BESERTA)\b")


class Heading(NamedTuple):
    """A heading line: where it is and which column names which field."""

    row: int
    """last line of it."""
    first: int
    """place of its first line among the rows of the sheet."""
    after: int
    """place of the first row after it."""
    named: dict[int, str]
    """column -> heading as written."""
    fields: dict[int, str]
    """column -> field, in order of column."""
    ticks: dict[int, str] = {}  # noqa: RUF012  read only
    """column -> L or P, where a tick in one of two columns tells the sex."""
    splits: tuple[Split, ...] = ()
    """fields that several columns hold together."""
    shared: int | None = None
    """column that holds NIK and name in one cell; its field is the name."""
    addressed: int | None = None
    """column that holds name and address in one cell; its field is the name."""

    def has(self, fields: tuple[str, ...]) -> bool:
        """Tell whether all these fields are named."""
        return set(fields) <= {*self.fields.values(), *(("nik",) if self.shared is not None else ())}


def passes_over_hidden(sheets: Iterable[tuple[bool, bool]]) -> bool:
    """Tell from each sheet's (hidden, headed) whether hidden ones are passed over.

    A hidden sheet is an old copy or a list for drop-downs, unless it is all there is.
    """
    return any(headed and not hidden for hidden, headed in sheets)


def find_heading(rows: tuple[Row, ...], layout: Layout) -> Heading | None:
    """Give the first heading naming every required field, else the fullest partial one, else None.

    A layout that fixes the heading's row is believed.
    """
    if layout.heading_row is not None:
        return _fixed(rows, layout.heading_row, layout)
    best: Heading | None = None
    alone: Heading | None = None
    for place in range(min(len(rows), SEARCHED_ROWS)):
        whole, partials = _read_at(rows, place, layout)
        if whole is not None and not _is_alone(whole):
            return whole
        alone = alone or whole
        for partial in partials:
            if len(partial.fields) > (len(best.fields) if best else 2):
                best = partial
    return alone or best


def heading_at(rows: tuple[Row, ...], place: int, layout: Layout) -> Heading | None:
    """Give the heading that begins at a place, where it names every required field."""
    return _read_at(rows, place, layout)[0]


def _read_at(rows: tuple[Row, ...], place: int, layout: Layout) -> tuple[Heading | None, list[Heading]]:
    """Give the whole heading that begins at a place, else the partial ones, over one line and more."""
    row = rows[place]
    if hangs_below(rows, place, layout):
        return None, []
    one = _matched(place, row.number, _texts(row), layout)
    deeper = [read for lines in range(2, MOST_LINES + 1) if (read := _over_lines(rows, place, lines, layout))]
    fullest = one
    for read in deeper:
        if read.has(layout.required) and _says_more(read, fullest, layout):
            fullest = read
    if fullest is not one and _is_title(row, one, layout) and _begins_below(rows, place, fullest, layout):
        return None, []  # a title line right above a whole heading is no first part of it
    return (fullest, []) if fullest.has(layout.required) else (None, [one, *deeper])


def read_titles(rows: tuple[Row, ...], until: int) -> dict[str, str]:
    """Read what the lines above the heading say: "DESA : BATUBULAN", "Kecamatan: Sukawati", "... RENTAN DESA SABA".

    A line of its own with a colon goes before a sentence.
    """
    titles: dict[str, str] = {}
    for row in rows[:until]:
        texts = row.texts()
        for place, text in enumerate(texts):
            found = _TITLE.match(text)
            if not found:
                continue
            beside = takewhile(lambda text: not _TITLE.match(text), texts[place + 1 : place + 3])
            said = (found["said"] or "").strip() or " ".join(beside).lstrip(": ").strip()
            field = next(name for name in _TITLE_FIELDS if found.groupdict().get(name))
            if not is_blank(said):
                titles.setdefault(field, said)
    return _places(rows[:until]) | titles


def _places(rows: tuple[Row, ...]) -> dict[str, str]:
    """Read the village and the district that a title names in its sentence, where all titles name the same one."""
    named: dict[str, dict[str, str]] = {"village": {}, "district": {}, "short": {}}
    texts = (text[:LONGEST] for row in rows for text in _texts(row).values())
    for text in texts:
        for found in _PLACE.finditer(text):
            rest = text[found.end() :]
            name = rest[: end.start()] if (end := _PLACE_ENDS.search(rest)) else rest
            if not _NO_PLACE.match(name) and len(name.split()) <= LONGEST_PLACE:
                field = next((field for field in ("district", "short") if found[field]), "village")
                named[field][bare_heading(name)] = name.strip()
    short = named.pop("short")
    named["village"] = named["village"] or short
    return {field: next(iter(names.values())) for field, names in named.items() if len(names) == 1}


def _says_more(two: Heading, one: Heading, layout: Layout) -> bool:
    """Tell whether the second line adds a column, or makes another of one that it ends: TEMPAT/ over TGL LAHIR."""
    if (two.ticks and not one.ticks) or len(two.splits) > len(one.splits):
        return True
    if len(two.fields) != len(one.fields):
        return len(two.fields) > len(one.fields)
    return any(layout.field(text) not in {None, one.fields.get(i)} for i, text in two.named.items() if i in one.named)


def hangs_below(rows: tuple[Row, ...], place: int, layout: Layout) -> bool:
    """Tell a line that is no heading without the one above: its NIK or name stands below a word for somebody else."""
    if not 0 < place < len(rows) or not adjoins(rows[place - 1], rows[place]) or _holds_data(rows[place - 1]):
        return False
    above, own = _texts(rows[place - 1]), _texts(rows[place])
    others = [i for i, text in above.items() if layout.names_another(text)]
    if len(above) < 2 or not others:
        return False
    if not all(i in others or layout.field(text) or layout.says_nothing(text) for i, text in above.items()):
        return False  # a title
    over = {i: max((j for j in above if j <= i), default=None) for i in own}
    return any(over[i] in others and layout.field(text) in layout.required for i, text in own.items())


def _begins_below(rows: tuple[Row, ...], place: int, read: Heading, layout: Layout) -> bool:
    """Tell whether the lines of a heading are a whole one without the first."""
    if _matched(place + 1, rows[place + 1].number, _texts(rows[place + 1]), layout).has(layout.required):
        return True
    lower = _over_lines(rows, place + 1, 2, layout) if read.after - place > 2 else None
    return lower is not None and lower.has(layout.required)


def _is_title(row: Row, read: Heading, layout: Layout) -> bool:
    """Tell whether a line says something of the whole list ("DESA : BATUBULAN") and names no column of workers."""
    texts = _texts(row).values()
    if _is_alone(read) or any(":" in text for text in texts):
        return True
    groups = len(texts) > 1 and any(map(layout.names_another, texts))
    return not groups and _TITLE_FIELDS.issuperset(read.fields.values())


def _is_alone(read: Heading) -> bool:
    """Tell a text alone in its line that names NIK and name: a title (NAMA DAN NIK PESERTA), or all the heading."""
    return read.shared is not None and len(read.named) == 1


def _texts(row: Row) -> dict[int, str]:
    """Column -> text, of the cells that hold text; a heading holds no numbers or dates."""
    texts = ((i, value[:LONGEST].strip()) for i, value in enumerate(row.values) if isinstance(value, str))
    return {i: text for i, text in texts if text}


def _fixed(rows: tuple[Row, ...], number: int, layout: Layout) -> Heading:
    """Read the row that the file's own mapping says is the heading; row 0 is none, and the data begin at once."""
    after = next((place for place, row in enumerate(rows) if row.number > number), len(rows))
    here = after - 1 if after and rows[after - 1].number == number else None
    named = _texts(rows[here]) if here is not None else {}
    fields = {i: field for i, text in named.items() if (field := layout.field(text))} | layout.columns
    return Heading(number, after if here is None else here, after, named, dict(sorted(fields.items())))


def _with_fixed_columns(fields: dict[int, str], named: dict[int, str], layout: Layout) -> dict[int, str]:
    """Add the columns that the file's own mapping fixes, on a line that can be a heading.

    Two columns of it must be known: by their spelling (not those that titles name too), or because they are fixed
    and hold a text without the digits of data.
    """
    spelt = [field for i, field in fields.items() if i not in layout.columns and field not in _TITLE_FIELDS]
    here = [i for i in layout.columns if i in named and sum(c.isdigit() for c in named[i]) < DIGITS_OF_DATA]
    if len(spelt) + len(here) < 2 or not (spelt or len(here) == len(layout.columns)):
        return fields
    return fields | layout.columns


def _matched(place: int, number: int, named: dict[int, str], layout: Layout) -> Heading:
    fields = {i: field for i, text in named.items() if (field := layout.field(text))}
    return _headed(Heading(number, place, place + 1, named, fields), layout)


def _headed(read: Heading, layout: Layout) -> Heading:
    """Complete a heading by near spellings and by the two columns of ticks."""
    if layout.columns:
        read = read._replace(fields=_with_fixed_columns(read.fields, read.named, layout))
    if months := {i for i, field in read.fields.items() if field == "village" and _is_december(i, read.named)}:
        read = read._replace(fields={i: field for i, field in read.fields.items() if i not in months})
    fields, ticks = _with_near(read.fields, read.named, layout), _ticks(read, layout)
    if ticks:
        fields = dict(sorted({**fields, min(ticks): "sex"}.items()))
        fields.pop(max(ticks), None)
    parted = split_fields(read.named, layout)
    splits = tuple(split for split in parted if not is_elsewhere(split, fields))
    for split in parted:
        fields = {i: field for i, field in fields.items() if i not in split.parts}
    fields |= {min(split.parts): split.field for split in splits}
    shared = _shared(read.named, fields, layout)
    if shared is not None:
        fields[shared] = "name"
    addressed = _of_both(read.named, layout, _ADDRESSED) if _unnamed(fields, layout) else None
    if addressed is not None:
        fields[addressed] = "name"
    fields = dict(sorted(fields.items()))
    return read._replace(fields=fields, ticks=ticks, splits=splits, shared=shared, addressed=addressed)


def _is_december(column: int, named: dict[int, str]) -> bool:
    """Tell DES right of NOV, a month's amounts, from DES, the desa."""
    last = (bare_heading(named.get(i, "")).rpartition(" ")[2].lower() for i in (column - 1, column))
    return [MONTH_WORDS.get(word) for word in last] == [11, 12]


def _shared(named: dict[int, str], fields: dict[int, str], layout: Layout) -> int | None:
    """Give the column of NAMA / NIK or NAMA (NIK), where a list needs both and no other column is for one of them."""
    claimed = [i for i, field in fields.items() if field in _BOTH]
    if not set(layout.required) >= _BOTH or len(claimed) > 1:
        return None
    both = _of_both(named, layout, _BOTH)
    return both if claimed in ([], [both]) else None


def _unnamed(fields: dict[int, str], layout: Layout) -> bool:
    return "name" in layout.required and "name" not in fields.values()


def _of_both(named: dict[int, str], layout: Layout, both: frozenset[str]) -> int | None:
    """Give the column whose heading names these two fields and nothing else."""
    for i, text in named.items():
        parts = [layout.field(part) for part in _PARTING.split(text.upper()) if part.strip()]
        if len(parts) == len(both) and set(parts) == both:
            return i
    return None


def _ticks(read: Heading, layout: Layout) -> dict[int, str]:
    """Give two neighbouring columns L and P, alone or under JENIS KELAMIN, unless another column tells the sex."""
    codes = {}
    for i, text in read.named.items():
        found = _TICKED.fullmatch(bare_heading(text))
        if found and (found["of"] is None or layout.field(found["of"]) == "sex"):
            codes[i] = "L" if found["L"] else "P"
    pair = next(({i: code, i + 1: codes[i + 1]} for i, code in codes.items() if codes.get(i + 1, code) != code), {})
    elsewhere = any(field == "sex" and i not in pair for i, field in read.fields.items())
    return {} if elsewhere else pair


def _with_near(fields: dict[int, str], named: dict[int, str], layout: Layout) -> dict[int, str]:
    """Add the headings a slip away from a field that no other names, where one is known for certain.

    Of NAMA KADER beside NAMA LANSIA nobody knows which is the worker.
    """
    taken = set(fields.values())
    alone = {i: field for i, text in named.items() if (field := layout.alone.get(bare_heading(text)))}
    either = {field for field, columns in Counter(alone.values()).items() if columns > 1 and field in layout.required}
    if fields:
        for i, text in named.items():
            # NAMA PEGAWAI is the sponsor, but the worker where nobody else is named.
            needed = alone.get(i) in layout.required and alone.get(i) not in taken | either
            if (needed or i not in fields) and (near := layout.near_field(text)) and near not in taken | either:
                fields[i] = near
                taken.add(near)
    return dict(sorted(fields.items()))


def _over_lines(rows: tuple[Row, ...], place: int, lines: int, layout: Layout) -> Heading | None:
    """Read this line and those below as one heading of `lines` lines: merged cells above, parts below."""
    taken = rows[place : place + lines]
    if len(taken) < lines or not all(adjoins(above, below) for above, below in pairwise(taken)):
        return None
    if any(_holds_data(row) for row in taken[1:]):
        return None
    texts = [_texts(row) for row in taken]
    if not all(texts):
        return None
    for upper, lower in pairwise(texts):
        upper.update({i: "" for i, text in upper.items() if lower.get(i) and layout.says_nothing(text)})
    named, fields = {}, {}
    above = [""] * lines
    for i in range(max(i for line in texts for i in line) + 1):
        for depth, line in enumerate(texts):
            if i in line:
                above[depth:] = [line[i]] + [""] * (lines - depth - 1)
        own = [line.get(i, "") for line in texts]
        text, field = _joined(above, own, layout)
        if text:
            named[i] = text
        if field:
            fields[i] = field
    return _headed(Heading(taken[-1].number, place, place + lines, named, fields), layout)


def adjoins(above: Row, below: Row) -> bool:
    """Tell whether no blank row is between two; a line end within a cell makes a row of CSV longer."""
    ends = sum(value.count("\n") for value in above.values if isinstance(value, str))
    return above.number < below.number <= above.number + 1 + ends


def _holds_data(row: Row) -> bool:
    """Tell whether a line is no heading: a number, a date, a text with the digits of one, or numbers of columns."""
    if any(isinstance(value, int | float) for value in row.values):
        return True
    texts = list(_texts(row).values())
    return any(sum(c.isdigit() for c in text) >= DIGITS_OF_DATA for text in texts) or is_numbering(texts)


def _joined(above: list[str], own: list[str], layout: Layout) -> tuple[str, str | None]:
    """Give a column's heading and its field: `above` is what stands over it, merged cells too, `own` in it alone.

    "#" below says nothing more of the heading above, and a merged cell above nothing of its second column.
    """
    last = next((depth for depth in reversed(range(len(own))) if bare_heading(own[depth])), None)
    if last is None:
        text = next((text for text in own if text), "")
        return text, layout.field(text) if text else None
    parts = [text for text in above[:last] if text] + [own[last]]
    here = [text for text in own[:last] if text]
    if any(map(layout.names_another, above[:last])):
        field = layout.field_below(" ".join(parts[:-1]), own[last])
        if field or layout.field(own[last]) or not here:
            return " ".join(parts), field
    for text in (" ".join(parts[start:]) for start in range(len(parts))):
        field = layout.field(text)
        if field and not here and len(parts) > 1 and field == layout.field(" ".join(parts[:-1])):
            field = layout.field(parts[-1])
        if field:
            return " ".join(parts), field
    return " ".join(parts), next((field for text in here if (field := layout.field(text))), None)
