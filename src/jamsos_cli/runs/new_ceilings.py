"""`jamsos budget set` and `budget import`: ceilings as people write them, checked and kept."""

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jamsos_cli.errors import Exit, UsageError
from jamsos_cli.law import regions
from jamsos_cli.law.headings import headings
from jamsos_cli.model.budget import ACCOUNTS, WHOLE_BUDGET, Ceiling, CeilingRow
from jamsos_cli.model.money import has_sen, read_amount
from jamsos_cli.model.region import Village
from jamsos_cli.model.source import Payer, Source, SourceKind
from jamsos_cli.model.wording import Text
from jamsos_cli.readers.ceilings import read_ceilings
from jamsos_cli.readers.file_bytes import read_bytes
from jamsos_cli.runs.office.answerable import who
from jamsos_cli.runs.office.workspace import Workspace, now
from jamsos_cli.steps import budget
from jamsos_cli.store import open_registry

_YEARS = range(2015, 3000)
_LONGEST = 40


class Written(NamedTuple):
    """A ceiling as it was typed."""

    source: str
    year: str
    amount: str
    village: str = ""
    """code or name."""
    district: str = ""
    account: str = WHOLE_BUDGET
    version: str = ""
    basis: str = ""
    dated: date | None = None
    """None for today."""


class Imported(NamedTuple):
    """What became of a table of ceilings: all of it was taken in, or nothing."""

    ceilings: tuple[Ceiling, ...]
    new: int
    """of them; the others were known."""
    wrong: tuple[Text, ...]
    """rows that are wrong."""

    @property
    def exit_code(self) -> Exit:
        """Findings where a row is wrong."""
        return Exit.FINDINGS if self.wrong else Exit.CLEAN


def set_ceiling(workspace: Workspace, written: Written, by: str = "") -> tuple[Ceiling, bool]:
    """Keep one ceiling; gives it as it is kept, and whether it is new. What is wrong with it is a UsageError."""
    try:
        made = _ceiling(workspace, written, who(by))
    except UsageError as mistake:
        raise UsageError(_alone(mistake.text)) from None
    with open_registry(workspace.registry, write=True) as registry:
        new = registry.add_ceilings([made])
        held = budget.in_force(registry.ceilings(made.year), "9999-12-31")
        same = [one for one in registry.ceilings(made.year) if one.says == made.says and not one.withdrawn_at]
    return next((one for one in reversed(same) if one in held), same[-1]), bool(new)


def import_ceilings(workspace: Workspace, path: Path, by: str = "", *, dry_run: bool = False) -> Imported:
    """Keep every ceiling of a table, or none of them where a row is wrong; a file that is no table is a FileError."""
    settings = workspace.settings
    read = read_bytes(path, settings.limits.file_mib)
    found = read_ceilings(workspace.name_of(path), read, headings("budgets"), settings.limits, workspace.today())
    made: list[Ceiling] = []
    wrong: list[Text] = []
    recorder = who(by)
    for row in found:
        try:
            made += [_ceiling(workspace, one, recorder) for one in _written(workspace, row)]
        except UsageError as mistake:
            said = mistake.text
            wrong.append(Text(f"{row.place}: {said.id}", f"{row.place}: {said.en}"))
    wrong += _twice(made)
    if not found:
        wrong.append(Text("Tidak ada baris dengan pagu.", "There is no row with an amount."))
    if wrong:
        return Imported(tuple(made), 0, tuple(wrong))
    with (
        open_registry(workspace.registry, write=True) as registry,
        registry.rehearsal() if dry_run else nullcontext(),
    ):
        return Imported(tuple(made), registry.add_ceilings(made), ())


def _alone(said: Text) -> Text:
    """Make a sentence of what else follows a cell and a colon.

    >>> _alone(Text("jumlahnya belum diisi", "the amount is missing")).id
    'Jumlahnya belum diisi.'
    """
    return Text(*(f"{one[:1].upper()}{one[1:]}." for one in said))


def _written(workspace: Workspace, row: CeilingRow) -> list[Written]:
    """Give the ceilings of a row, one an amount."""
    try:
        day = date.fromisoformat(row.dated) if row.dated else None
    except ValueError:
        raise UsageError(_NO_DAY.fill(day=row.dated)) from None
    source = _source_named(workspace, row.source)
    return [
        Written(
            source, row.year, amount if read is None else str(read), row.code or row.village, row.district, account,
            row.version, row.basis, day,
        )
        for account, amount, read in row.amounts
    ]  # fmt: skip


def _source_named(workspace: Workspace, text: str) -> str:
    """Give the key of the source that a table names by key, title or another of its names."""
    plain = " ".join(text.upper().replace("_", " ").split())
    for source in workspace.settings.sources:
        if plain in {
            " ".join(name.upper().replace("_", " ").split()) for name in (source.key, source.title, *source.names)
        }:
            return source.key
    return text


def _twice(made: Sequence[Ceiling]) -> list[Text]:
    seen: dict[tuple[object, ...], Ceiling] = {}
    wrong = []
    for one in made:
        key = (one.source, one.year, one.payer, one.account, one.dated)
        if key in seen and seen[key].says != one.says:
            who = f"{one.source} {one.payer} {one.year}".replace("  ", " ")
            wrong.append(Text(f"dua pagu berbeda untuk {who}", f"two different ceilings for {who}"))
        seen[key] = one
    return wrong


def _ceiling(workspace: Workspace, written: Written, by: str) -> Ceiling:
    known = {one.key: one for one in workspace.settings.sources}
    if written.source not in known:
        said = _NO_SOURCE if written.source.strip() else _BLANK_SOURCE
        raise UsageError(said.fill(source=written.source, known=", ".join(known)))
    source = known[written.source]
    amount = read_amount(written.amount)
    if amount is None or amount < 0:
        said = _NO_AMOUNT if written.amount.strip() else _BLANK_AMOUNT
        raise UsageError(said.fill(amount=written.amount))
    if has_sen(written.amount):
        raise UsageError(_SEN.fill(amount=written.amount))
    if not (written.year.isascii() and written.year.isdigit() and int(written.year) in _YEARS):
        raise UsageError((_NO_YEAR if written.year.strip() else _BLANK_YEAR).fill(year=written.year))
    if written.account not in ACCOUNTS:
        raise UsageError(_NO_ACCOUNT.fill(account=written.account))
    basis, version = (" ".join(text.split()) for text in (written.basis, written.version))
    if not basis:
        raise UsageError(_NO_BASIS)
    return Ceiling(
        0, source.key, int(written.year), _payer(workspace, source, written), written.account,
        (version or "induk").lower()[:_LONGEST], amount, basis,
        (written.dated or workspace.today()).isoformat(), now(workspace.settings), by,
    )  # fmt: skip


def _payer(workspace: Workspace, source: Source, written: Written) -> str:
    """Give the village whose budget it is; "" where one budget pays for all."""
    if source.payer is not Payer.VILLAGE:
        if written.village:
            raise UsageError(_NOT_BY_VILLAGE.fill(source=source.title))
        return ""
    if not written.village:
        raise UsageError(_BY_VILLAGE.fill(source=source.title))
    village = _village(workspace, written)
    if source.kind is SourceKind.DANA_DESA and village.is_kelurahan:
        raise UsageError(_KELURAHAN.fill(village=f"{village.title} ({village.code})"))
    return village.code


def _village(workspace: Workspace, written: Written) -> Village:
    text = " ".join(written.village.split())
    code = workspace.settings.office.regency or text[:5]
    regency = regions.regency(code)
    villages = regency.villages if regency else ()
    named = [one for one in villages if text in {one.code, one.code.replace(".", "")}]
    if not named:
        bare = _bare(text)
        named = [one for one in villages if _bare(one.name) == bare]
        if len(named) > 1 and written.district:
            named = [one for one in named if _bare(one.district) == _bare(written.district)]
    if len(named) == 1:
        return named[0]
    if named:
        raise UsageError(_WHICH_VILLAGE.fill(village=text, codes=", ".join(one.code for one in named)))
    raise UsageError(_NO_VILLAGE.fill(village=text))


def _bare(name: str) -> str:
    plain = name.casefold().strip()
    for kind in ("desa ", "kelurahan ", "kec. ", "kecamatan "):
        plain = plain.removeprefix(kind)
    return "".join(letter for letter in plain if letter.isalnum())


_BLANK_SOURCE = Text("sumber dana belum diisi; pilih: {known}", "the source is missing; choose: {known}")
_BLANK_AMOUNT = Text("jumlahnya belum diisi", "the amount is missing")
_BLANK_YEAR = Text("tahunnya belum diisi; tulis misalnya 2026", "the year is missing; write 2026")
_NO_SOURCE = Text("sumber dana {source!r} tidak ada; pilih: {known}", "there is no source {source!r}; choose: {known}")
_NO_AMOUNT = Text(
    "jumlah {amount!r} tidak dikenal; tulis misalnya 1000000000 atau 1.000.000.000",
    "the amount {amount!r} is not understood; write 1000000000 or 1.000.000.000",
)
_SEN = Text("jumlah {amount!r} punya sen; pagu ditulis dalam rupiah utuh", "the amount {amount!r} is not whole rupiah")
_NO_DAY = Text("tanggal {day!r} tidak dikenal; tulis 02-01-2026", "the date {day!r} is not understood: 02-01-2026")
_NO_YEAR = Text("tahun {year!r} salah; tulis misalnya 2026", "the year {year!r} is wrong; write 2026")
_NO_ACCOUNT = Text("bagian {account!r} tidak ada; pilih: jkk, jkm, jht", "no account {account!r}: jkk, jkm, jht")
_NO_BASIS = Text(
    'dasar hukumnya belum disebut; misalnya --basis "Perda 12/2025"', 'name its basis, as --basis "Perda 12/2025"'
)
_NOT_BY_VILLAGE = Text(
    "{source} tidak dibayar per desa; pagunya satu untuk semua, tanpa desa",
    "{source} is not paid by villages; it has one ceiling, without a village",
)
_BY_VILLAGE = Text(
    "{source} dibayar tiap desa dari APBDes; sebut desanya (--village KODE)",
    "{source} is paid by each village; name it (--village CODE)",
)
_KELURAHAN = Text("{village} tidak punya Dana Desa", "{village} has no Dana Desa")
_WHICH_VILLAGE = Text("desa {village!r} ada di beberapa kecamatan: {codes}", "{village!r} may be: {codes}")
_NO_VILLAGE = Text(
    "desa {village!r} tidak ada di kabupaten/kota ini; tulis kodenya, misalnya 51.04.01.2001",
    "there is no village {village!r} in this regency; write its code, as 51.04.01.2001",
)
