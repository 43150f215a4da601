"""Budgets for people and programs: how each stands, which ceilings there are, what a draft would pass."""

from collections.abc import Sequence

from jamsos_cli.model.budget import ACCOUNT_TITLES, ACCOUNTS, Ceiling, Excess, Position, Split
from jamsos_cli.model.money import dotted, rupiah
from jamsos_cli.model.month import Month
from jamsos_cli.model.programme import PROGRAMMES
from jamsos_cli.model.showing import shown_name
from jamsos_cli.model.source import Source, titles_of
from jamsos_cli.model.table import Table, rupiah_column, text_column, whole_column
from jamsos_cli.model.wording import Lang, Text, joined, same

_SHOWN = 5
_LANGS: tuple[Lang, Lang] = ("id", "en")
NO_CEILING = Text("belum ada pagu", "no ceiling set")
_SET_ONE = Text(
    "Belum ada pagu untuk {year}; tagihan tidak dibatasi. Tetapkan: jamsos budget set, atau jamsos budget import.",
    "There is no ceiling for {year}; invoices are not limited. Set one: jamsos budget set, or jamsos budget import.",
)


def refusal(found: Sequence[Excess], sources: Sequence[Source]) -> Text:
    """Say why nothing is issued: each ceiling that would be passed, and what to do."""
    said = [_passes(one, sources) for one in found[:_SHOWN]]
    more = len(found) - _SHOWN
    if more > 0:
        said.append(Text(f"dan {more} pagu lain", f"and {more} more ceilings"))
    title, month, passed = Month.parse(found[0].month).title, found[0].month, joined(said, "; ")
    return Text(
        f"Tagihan {title} tidak diterbitkan, karena melewati pagu: {passed.id}. Catat pagu "
        'perubahan (jamsos budget set), kurangi orangnya, atau terbitkan juga dengan --allow-over "ALASAN".',
        f"Invoices of {month} are not issued, they would pass a ceiling: {passed.en}. Record "
        'a changed ceiling (jamsos budget set), bill fewer people, or issue all the same with --allow-over "REASON".',
    )


def draft_notice(one: Excess, sources: Sequence[Source], *, issued: bool) -> Text:
    """Say that a draft would pass a ceiling, or that an invoice was issued past it."""
    said = _passes(one, sources)
    if issued:
        return Text(f"Terbit melewati pagu: {said.id}.", f"Issued past a ceiling: {said.en}.")
    return Text(
        f"Rancangan ini melewati pagu dan tidak akan diterbitkan: {said.id}.",
        f"This draft passes a ceiling and will not be issued: {said.en}.",
    )


def _passes(one: Excess, sources: Sequence[Source]) -> Text:
    titles = titles_of(sources)
    who = titles.get(one.source, one.source) + (f" ({shown_name(one.payer_name)})" if one.payer else "")
    part = f" {ACCOUNT_TITLES[one.account].id}" if one.account else ""
    ceiling, before, asked, over = (rupiah(sum_) for sum_ in (one.ceiling, one.before, one.asked, one.over))
    return Text(
        f"{who}, pagu{part} {one.year} {ceiling}, sudah terbit {before}, tagihan ini {asked}, lebih {over}",
        f"{who}, ceiling{part} {one.year} {ceiling}, issued so far {before}, this invoice {asked}, over by {over}",
    )


def with_drafts(tables: tuple[Table, ...], over: Sequence[Excess], sources: Sequence[Source]) -> tuple[Table, ...]:
    """Say below the first table which ceilings a month's drafts would pass."""
    said = [draft_notice(one, sources, issued=False) for one in over]
    if not said or not tables:
        return tables
    note = tables[0].note or Text("", "")
    more = Text(*(" ".join([note.say(lang), *(one.say(lang) for one in said)]).strip() for lang in _LANGS))
    return (tables[0]._replace(note=more), *tables[1:])


def budget_tables(found: Sequence[Position], sources: Sequence[Source], year: int, lang: Lang) -> tuple[Table, ...]:
    """Give how each budget stands, the same by programme and account, and what was issued past a ceiling."""
    if not any(one.ceilings for one in found) and not any(one.invoiced.total or one.committed.total for one in found):
        return (_none(year),)
    return (_standing(found, sources, year, lang), _by_account(found, sources, year), *_excesses(found, sources, lang))


def _none(year: int) -> Table:
    columns = (text_column("Sumber dana", "Source", 24), text_column("Pagu", "Ceiling", 20))
    return Table(Text(f"Anggaran {year}", f"Budgets {year}"), columns, [], note=_SET_ONE.fill(year=year))


def no_ceilings_table(sources: Sequence[Source], year: int, lang: Lang) -> Table:
    """Say that there is no ceiling for a year, by source."""
    made = _none(year)
    rows = [(source.title, NO_CEILING.say(lang)) for source in sorted(sources, key=lambda source: source.order)]
    return made._replace(rows=rows)


def _standing(found: Sequence[Position], sources: Sequence[Source], year: int, lang: Lang) -> Table:
    titles = titles_of(sources)
    rows = [
        (
            titles.get(one.source, one.source), payer_words(one).say(lang), one.ceiling(), one.invoiced.total,
            one.recorded, one.committed.total, one.left(), one.person_months(), _dry(one), remark(one).say(lang),
        )
        for one in found
    ]  # fmt: skip
    columns = (
        text_column("Sumber dana", "Source", 18), text_column("Pembayar", "Payer", 30),
        rupiah_column("Pagu", "Ceiling", 24), rupiah_column("Ditagih", "Invoiced", 24),
        rupiah_column("Tercatat BPJS", "Recorded", 24),
        rupiah_column("Terikat s.d. Desember", "Committed to December", 24), rupiah_column("Sisa pagu", "Left", 24),
        whole_column("Sisa, orang-bulan", "Left, person-months", 20),
        text_column("Habis pada", "Runs dry", 13), text_column("Keterangan", "Remark", 44),
    )  # fmt: skip
    return Table(Text(f"Anggaran {year}", f"Budgets {year}"), columns, rows, note=_basis(found, titles))


def _dry(one: Position) -> str:
    return str(one.dry) if one.dry else ""


def _basis(found: Sequence[Position], titles: dict[str, str]) -> Text:
    """Say what the estimates rest on."""
    prices: dict[str, set[int]] = {}
    for one in found:
        prices.setdefault(titles.get(one.source, one.source), set()).add(one.each.total)
    listed = ", ".join(f"{name} {'–'.join(map(rupiah, _ends(each)))}" for name, each in prices.items())
    at = found[0].coming
    return Text(
        f"Ditagih: tagihan terbit, setelah koreksi. Terikat: ditambah peserta terdaftar hari ini, tiap bulan dengan "
        f"tarif bulan itu (perkiraan). Orang-bulan menurut biaya rata-rata peserta pembayarnya pada {at.title}, tanpa "
        f"peserta menurut tarif sumbernya: {listed}.",
        f"Invoiced: issued, net of credit. Committed: with whoever is enrolled today, each month by its own tariff (an "
        f"estimate). Person-months at what people of the payer cost on average in {at}, without any at the tariff of "
        f"the source: {listed}.",
    )


def _ends(amounts: set[int]) -> list[int]:
    """Give the least and the greatest, once where they are the same."""
    return sorted({min(amounts), max(amounts)})


def payer_words(one: Position) -> Text:
    """Name who pays from a budget."""
    if one.payer_name:
        return same(shown_name(one.payer_name))
    return Text(f"{one.payers} pembayar", f"{one.payers} payers") if one.payers else Text("", "")


def remark(one: Position) -> Text:
    """Say what a person must know of a budget: none set, when it runs dry, what will be left over."""
    if not one.ceilings:
        return NO_CEILING
    part = f" {ACCOUNT_TITLES[one.dry_account].id}" if one.dry_account else ""
    missing = -min((one.uncommitted(each.account) or 0 for each in one.ceilings), default=0)
    if (left := one.left()) is not None and left < 0:
        further = Text(f"; sampai Desember kurang {rupiah(missing)}", f"; {rupiah(missing)} missing to December")
        more = further if missing > -left else Text("", "")
        passed = Text(f"pagu sudah terlewati {rupiah(-left)}", f"the ceiling was passed by {rupiah(-left)}")
        return Text(passed.id + more.id, passed.en + more.en)
    if one.dry is not None:
        return Text(
            f"pagu{part} tidak cukup mulai {one.dry.title}, kurang {rupiah(missing)}",
            f"the ceiling{part} does not suffice from {one.dry} on, {rupiah(missing)} missing",
        )
    unused = one.uncommitted() or 0
    if one.more_people:
        last = one.coming.month == 12
        return Text(
            f"akan tersisa {rupiah(unused)}: cukup untuk {dotted(one.more_people)} orang lagi, {one.coming.title}"
            + ("" if last else " sampai Desember"),
            f"{rupiah(unused)} will be left over: enough for {one.more_people:,} more people, {one.coming}"
            + ("" if last else " to December"),
        )
    return Text(f"cukup sampai Desember, sisa {rupiah(unused)}", f"enough until December, {rupiah(unused)} left")


def _by_account(found: Sequence[Position], sources: Sequence[Source], year: int) -> Table:
    rows: list[tuple[str | int | None, ...]] = []
    for source in sorted(sources, key=lambda source: source.order):
        mine = [one for one in found if one.source == source.key]
        for name in PROGRAMMES:
            ceilings = [each for one in mine if (each := one.ceiling(name)) is not None]
            sums = [sum(getattr(one, what).of(name) for one in mine) for what in ("invoiced", "committed")]
            left = [each for one in mine if (each := one.left(name)) is not None]
            if ceilings or any(sums):
                rows.append((
                    source.title, name.upper(), getattr(source.accounts, name) or "",
                    sum(ceilings) if ceilings else None, *sums, sum(left) if left else None,
                ))  # fmt: skip
    columns = (
        text_column("Sumber dana", "Source", 18), text_column("Program", "Programme", 12),
        text_column("Rekening", "Account", 20),
        rupiah_column("Pagu rekening", "Ceiling of the account", 25), rupiah_column("Ditagih", "Invoiced", 25),
        rupiah_column("Terikat s.d. Desember", "Committed to December", 25), rupiah_column("Sisa", "Left", 25),
    )  # fmt: skip
    title = Text(f"Anggaran {year} menurut rekening", f"Budgets {year} by account")
    return Table(title, columns, rows, note=Text(
        "Pagu rekening kosong: pagu ditetapkan untuk ketiga program bersama.",
        "No ceiling of the account: it was set for all programmes together.",
    ))  # fmt: skip


def _excesses(found: Sequence[Position], sources: Sequence[Source], lang: Lang) -> tuple[Table, ...]:
    titles = titles_of(sources)
    rows = [
        (
            e.month, titles.get(e.source, e.source), shown_name(e.payer_name), ACCOUNT_TITLES[e.account].say(lang),
            e.ceiling, e.before, e.asked, e.over, shown_name(e.reason, 200), shown_name(e.allowed_by),
            e.allowed_at[:10],
        )
        for one in found
        for e in one.excesses
    ]  # fmt: skip
    if not rows:
        return ()
    columns = (
        text_column("Bulan", "Month", 9), text_column("Sumber dana", "Source", 18),
        text_column("Pembayar", "Payer", 24), text_column("Bagian", "Part", 10),
        rupiah_column("Pagu", "Ceiling", 18), rupiah_column("Sudah terbit", "Before", 18),
        rupiah_column("Tagihan", "Asked", 18), rupiah_column("Lebih", "Over", 18),
        text_column("Alasan", "Reason", 50), text_column("Oleh", "By", 14), text_column("Tanggal", "Day", 11),
    )  # fmt: skip
    return (Table(Text("Terbit melewati pagu", "Issued past a ceiling"), columns, rows),)


def ceilings_table(
    found: Sequence[Ceiling], sources: Sequence[Source], in_force: frozenset[int], day: str, lang: Lang
) -> Table:
    """Give every ceiling that was set, replaced and withdrawn ones too; those `in_force` on a day by number."""
    titles = titles_of(sources)
    rows = [
        (
            str(one.ceiling_id), titles.get(one.source, one.source), str(one.year), one.payer,
            ACCOUNT_TITLES[one.account].say(lang), shown_name(one.version), one.amount, shown_name(one.basis, 120),
            one.dated, state(one, in_force, day).say(lang), shown_name(one.added_by),
            shown_name(one.withdrawn_why, 200),
        )
        for one in found
    ]  # fmt: skip
    columns = (
        text_column("Nomor", "Number", 7), text_column("Sumber dana", "Source", 16),
        text_column("Tahun", "Year", 6), text_column("Desa", "Village", 15),
        text_column("Bagian", "Part", 11), text_column("Versi", "Version", 12),
        rupiah_column("Pagu", "Ceiling", 18), text_column("Dasar", "Basis", 30),
        text_column("Sejak", "Since", 11), text_column("Keadaan", "State", 16),
        text_column("Oleh", "By", 12), text_column("Alasan ditarik", "Why withdrawn", 30),
    )  # fmt: skip
    return Table(Text("Pagu anggaran", "Budget ceilings"), columns, rows)


def ceiling_words(one: Ceiling, village: str, sources: Sequence[Source], *, new: bool) -> Text:
    """Say which ceiling is kept now; `village` is its name, "" for none."""
    said = _named(one, village, sources)
    if new:
        return Text(f"Dicatat: {said.id}.", f"Recorded: {said.en}.")
    return Text(f"Sudah tercatat: {said.id}.", f"Recorded before: {said.en}.")


def withdrawn_words(one: Ceiling, village: str, sources: Sequence[Source]) -> Text:
    """Say which ceiling is withdrawn; `village` is its name, "" for none."""
    said = _named(one, village, sources)
    return Text(f"Ditarik: {said.id}.", f"Withdrawn: {said.en}.")


def imported_words(rows: int, new: int, *, wrong: int, dry_run: bool) -> Text:
    """Sum up a table of ceilings."""
    if wrong:
        return Text(f"{wrong} baris salah; tidak ada yang disimpan.", f"{wrong} rows are wrong; nothing was saved.")
    done = Text("akan dicatat", "would be recorded") if dry_run else Text("dicatat", "recorded")
    return Text(
        f"{new} pagu {done.id}, {rows - new} sudah tercatat sebelumnya.",
        f"{new} ceilings {done.en}, {rows - new} recorded before.",
    )


def _named(one: Ceiling, village: str, sources: Sequence[Source]) -> Text:
    who = titles_of(sources).get(one.source, one.source)
    who += f", {shown_name(village)}," if village else ""
    part = ACCOUNT_TITLES[one.account]
    number, amount = one.ceiling_id, rupiah(one.amount)
    return Text(
        f"nomor {number}, {who} {one.year} ({part.id}, {one.version}): {amount} sejak {one.dated}, {one.basis}",
        f"number {number}, {who} {one.year} ({part.en}, {one.version}): {amount} since {one.dated}, {one.basis}",
    )


def state(one: Ceiling, in_force: frozenset[int], day: str) -> Text:
    """Say whether a ceiling holds on a day (yyyy-mm-dd)."""
    if one.withdrawn_at:
        return Text("ditarik", "withdrawn")
    if one.ceiling_id in in_force:
        return Text("berlaku", "in force")
    return Text("mulai nanti", "to come") if one.dated > day else Text("digantikan", "replaced")


def ceilings_json(found: Sequence[Ceiling], in_force: frozenset[int], day: str) -> dict[str, object]:
    """Give the same as one object."""
    listed = [
        {"number": one.ceiling_id} | _ceiling(one) | {
            "source": one.source, "year": one.year, "payer": one.payer, "state": state(one, in_force, day).en,
            "withdrawn_why": one.withdrawn_why or None,
        }
        for one in found
    ]  # fmt: skip
    return {"version": 1, "ceilings": listed}


def budget_json(found: Sequence[Position], sources: Sequence[Source], year: int) -> dict[str, object]:
    """Give how every budget of a year stands as one object; what no ceiling was set for is null."""
    accounts = {source.key: source.accounts for source in sources}
    return {"version": 1, "year": year, "budgets": [_position(one, accounts[one.source]) for one in found]}


def _position(one: Position, accounts: object) -> dict[str, object]:
    return {
        "source": one.source,
        "payer": one.payer or None,
        "payer_name": (one.payer_name or None) if one.payer else None,
        "payers": one.payers,
        "ceiling": one.ceiling(),
        "ceilings": [_ceiling(each) for each in one.ceilings],
        "accounts": {name: getattr(accounts, name) or None for name in PROGRAMMES},
        "invoiced": split_json(one.invoiced),
        "recorded": one.recorded,
        "committed": split_json(one.committed),
        "left": one.left(),
        "left_by_account": {name: one.left(name) for name in ACCOUNTS if name and one.ceiling(name) is not None},
        "uncommitted": one.uncommitted(),
        "person_months_left": one.person_months(),
        "person_month": {"month": str(one.coming), **split_json(one.each)},
        "coming_people": one.coming_people,
        "dry": str(one.dry) if one.dry else None,
        "dry_account": one.dry_account or None,
        "more_people": one.more_people,
        "passed": [{**each._asdict(), "over": each.over} for each in one.excesses],
    }


def _ceiling(one: Ceiling) -> dict[str, object]:
    return {
        "account": one.account or None, "version": one.version, "amount": one.amount, "basis": one.basis,
        "date": one.dated,
    }  # fmt: skip


def split_json(amounts: Split) -> dict[str, int]:
    """Give rupiah by programme and together."""
    return {**amounts._asdict(), "total": amounts.total}
