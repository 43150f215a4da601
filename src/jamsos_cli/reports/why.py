"""How one amount came about, for whoever must defend it: each step with its ground."""

from datetime import date
from typing import Any

from jamsos_cli.model.ending import SAID, EndReason
from jamsos_cli.model.frame import records
from jamsos_cli.model.money import rupiah
from jamsos_cli.model.month import said_day
from jamsos_cli.model.nik import mask
from jamsos_cli.model.place import said_row
from jamsos_cli.model.premium import InForce, Part
from jamsos_cli.model.programme import PROGRAMMES
from jamsos_cli.model.reckoning import Reckoning
from jamsos_cli.model.showing import shown_name
from jamsos_cli.model.source import Relief, Source, titles_of
from jamsos_cli.model.table import Table, rupiah_column, text_column
from jamsos_cli.model.wording import Lang, Text, same
from jamsos_cli.reports.invoice import ledger_remark
from jamsos_cli.reports.repriced import SECTORS

_SETTINGS = same("jamsos.toml")
_STATUS = {
    "issued": Text("terbit", "issued"),
    "draft": Text("rancangan; jumlahnya dapat berubah", "draft; the amount may change"),
    "not_drafted": Text(
        "belum ditagih; inilah yang akan ditagih oleh: jamsos invoice --month {month}",
        "not billed yet; this is what would be billed by: jamsos invoice --month {month}",
    ),
    "ended": Text("tidak ditagih: kepesertaannya sudah berakhir", "nothing is billed: the cover has ended"),
    "waiting": Text(
        "tidak ditagih: menunggu tempat di desanya, nomor {in_line} (jamsos worker waiting)",
        "nothing is billed: waits for a place in the village, number {in_line} (jamsos worker waiting)",
    ),
    "excluded": Text("tidak ditagih: ada di daftar pengecualian", "nothing is billed: on an exclusion list"),
    "beyond_pledge": Text(
        "tidak ditagih: janji sponsor sudah berakhir atau tempatnya penuh (jamsos sponsor due)",
        "nothing is billed: the sponsor's pledge has ended or its places are full (jamsos sponsor due)",
    ),
    "contested": Text(
        "belum ditagih: NIK-nya dipakai nama lain di daftar lain (D04), putuskan: jamsos dedupe",
        "not billed yet: another list has the NIK under another name (D04), decide: jamsos dedupe",
    ),
    "not_enrolled": Text(
        "tidak ada tagihan: tidak terdaftar untuk bulan ini", "nothing is billed: not enrolled for this month"
    ),
}
Step = tuple[Text, Text, Text]
"""What is decided, how, and on what ground."""


def why_tables(found: Reckoning, lang: Lang) -> tuple[Table, ...]:
    """Give the steps of the amount, and every enrolment of the month with what became of it."""
    month = found.month.title if lang == "id" else str(found.month)
    title = Text(f"Mengapa: {month}, {mask(found.nik)}", f"Why: {month}, {mask(found.nik)}")
    columns = (
        text_column("Langkah", "Step", 16),
        text_column("Hasil", "Outcome", 60),
        text_column("Dasar", "Ground", 60),
    )
    rows = [tuple(text.say(lang) for text in step) for step in _steps(found, lang)]
    note = same("\n".join(finding.message(lang) for finding in found.findings)) if found.findings else None
    return Table(title, columns, rows, None, note), _enrolments(found, lang), *_written(found, lang)


def _written(found: Reckoning, lang: Lang) -> tuple[Table, ...]:
    """Give all that was written for the person and month, where it is more than a plain bill."""
    if (found.written["reason"] == "").all():
        return ()
    rows = [
        (one["number"] or Text("rancangan", "draft").say(lang), shown_name(one["payer_name"]), one["total"],
         ledger_remark(one).say(lang))
        for one in records(found.written)
    ]  # fmt: skip
    columns = (
        text_column("Nomor tagihan", "Invoice", 30), text_column("Pembayar", "Payer", 30),
        rupiah_column("Jumlah", "Amount", 14), text_column("Keterangan", "Remark", 60),
    )  # fmt: skip
    note = None
    if (found.written["status"] == "draft").any():
        note = Text("Yang masih rancangan berlaku setelah terbit.", "What is a draft counts once it is issued.")
    title = Text("Semua yang pernah ditulis untuk bulan ini", "All that was written for this month")
    totals = (Text("Jumlah", "Total").say(lang), None, int(found.written["total"].sum()), None)
    return (Table(title, columns, rows, totals, note),)


def _steps(found: Reckoning, lang: Lang) -> list[Step]:
    status = _STATUS[found.status].fill(month=found.month, in_line=found.in_line)
    line, billed = found.line, found.billed
    if line is None or billed is None:
        return [*_ended(found), (Text("Tagihan", "Bill"), status, Text("", ""))]
    occupation = shown_name(billed["occupation"]) or "-"
    return [
        (
            Text("Kepesertaan", "Enrolment"),
            Text(
                f"{shown_name(billed['name'])}, {billed['first_month']} sampai {billed['last_month']}",
                f"{shown_name(billed['name'])}, {billed['first_month']} to {billed['last_month']}",
            ),
            _place(billed),
        ),
        *_ended(found),
        _paid_by(found, line),
        (
            Text("Sektor", "Sector"),
            Text(f"{SECTORS[billed['sector']].id} ({occupation})", f"{SECTORS[billed['sector']].en} ({occupation})"),
            Text("pekerjaan di daftar; PP 50/2025", "occupation on the roster; PP 50/2025"),
        ),
        *(_by_law(found, lang) if found.as_today else _by_records(found, line, lang)),
        (
            Text("Jumlah", "Sum"),
            same(rupiah(int(line["total"]))),
            Text("JKK + JKM + JHT, bulan ini saja", "JKK + JKM + JHT, this month alone"),
        ),
        _bill(found, line, status, lang),
        *_second(found, status),
        *_accounts(found.source, line),
    ]


def _ended(found: Reckoning) -> list[Step]:
    """Say that the cover has ended, also where an invoice made before that still bills the month."""
    one = found.ended
    if one is None:
        return []
    reason, noted = SAID[EndReason(one.reason)], f"{one.noted_at[:10]}, {shown_name(one.by)}"
    what = Text(f"{reason.id}, tanpa iuran mulai {one.month}", f"{reason.en}, no premium from {one.month}")
    return [(Text("Berakhir", "Ended"), what, Text(f"dicatat {noted}", f"noted {noted}"))]


def _place(enrolment: Any) -> Text:
    where = shown_name(f"{enrolment['file']}, {enrolment['sheet']}" if enrolment["sheet"] else enrolment["file"], 200)
    return said_row(where, None, enrolment["row"])


def _paid_by(found: Reckoning, line: Any) -> Step:
    title = found.source.title if found.source else line["source"]
    who = same(f"{title}: {shown_name(line['payer_name'])}")
    paying = {line["source"], *(one["source"] for one in found.second_lines)}
    others = sorted(set(found.enrolments.loc[found.enrolments["superseded_by"] == "", "source"]) - paying)
    if found.source is None:
        ground = Text("sumber ini tidak ada lagi di jamsos.toml", "jamsos.toml no longer has this source")
    elif any(one.key in others and one.order < found.source.order for one in found.sources):
        listed = ", ".join(titles_of(found.sources).get(one, one) for one in others)
        ground = Text(
            f"sudah ditagih sebelum {listed} mendaftarkan orang ini", f"was billed before {listed} enrolled the person"
        )
    elif others:
        listed = ", ".join(titles_of(found.sources).get(one, one) for one in others)
        ground = Text(
            f"satu orang, satu bulan, satu pembayar: urutan {found.source.order} di jamsos.toml mendahului {listed}",
            f"one person, one month, one payer: order {found.source.order} in jamsos.toml comes before {listed}",
        )
    elif len(paying) > 1:
        ground = Text("bulan ini ditagih lebih dari satu kali", "billed more than once for this month")
    else:
        ground = Text("satu-satunya sumber untuk bulan ini", "the only source for this month")
    return Text("Pembayar", "Payer"), who, ground


def _by_law(found: Reckoning, lang: Lang) -> list[Step]:
    steps = []
    for part in found.parts:
        name = part.programme.upper()
        full = same(rupiah(part.full))
        if part.band is not None:
            start, basis = (rupiah(amount) for amount in part.band)
            full = Text(
                f"{full.id}: penghasilan mulai {start}, dasar {basis}", f"{full.en}: income from {start}, basis {basis}"
            )
        steps.append((same(name), full, _ground(part.tariff, lang)))
        steps.append((Text(f"Keringanan {name}", f"Relief of {name}"), *_relief(part, found.source, lang)))
    return steps


def _relief(part: Part, source: Source | None, lang: Lang) -> tuple[Text, Text]:
    if part.relief is None:
        if part.programme == "jht":
            return Text("tidak ada: JHT selalu penuh", "none: JHT is always full"), Text("PP 50/2025", "PP 50/2025")
        none = Text("tidak ada untuk sektor dan bulan ini", "none for this sector and month")
        return none, Text("data hukum", "law data")
    ground = _ground(part.relief, lang)
    if part.taken:
        value = part.relief.value.say(lang).partition(";")[0]
        return Text(f"ya: {value}, {rupiah(part.due)}", f"yes: {value}, {rupiah(part.due)}"), ground
    title, setting = (source.title, str(source.relief)) if source else ("", "")
    if source is not None and source.relief is Relief.UNDECIDED:
        said = Text(f"belum diputuskan untuk {title}, maka penuh (S07)", f"undecided for {title}, so in full (S07)")
        return said, ground
    excluded = Text(f'tidak: dibayar {title} (relief = "{setting}")', f'no: {title} pays (relief = "{setting}")')
    return excluded, ground


def _ground(record: InForce, lang: Lang) -> Text:
    """Give article, months and the day somebody last looked."""
    day = said_day(record.checked, lang)
    file = f", {record.file}" if record.file else ""
    until = str(record.last_month or "…")
    return Text(
        f"{record.legal_source}; {record.first_month} sampai {until}; diperiksa {day}{file} ({record.key})",
        f"{record.legal_source}; {record.first_month} to {until}; checked {day}{file} ({record.key})",
    )


def _by_records(found: Reckoning, line: Any, lang: Lang) -> list[Step]:
    """Say what stands on the line, by the records it names: law or settings of today would give another amount."""
    steps: list[Step] = [
        (same(name.upper()), same(rupiah(int(line[name]))), Text("seperti tercatat", "as it stands"))
        for name in PROGRAMMES
        if int(line[name])
    ]
    gone = Text("tidak ada lagi dalam data hukum", "no longer in the law data")
    steps += [
        (Text("Ketentuan", "Record"), same(key), _ground(record, lang) if record else gone)
        for key, record in found.records
    ]
    today = sum(part.due for part in found.parts)
    if found.parts:
        kept = Text(
            "tagihan terbit tidak pernah diubah; tagihan berikutnya mengoreksinya",
            "issued invoices never change; the next one corrects it",
        )
        again = Text("rancangan dibuat ulang oleh jamsos invoice", "jamsos invoice makes drafts again")
        ground = kept if found.status == "issued" else again
        steps.append((Text("Menurut hari ini", "By today's law"), same(rupiah(today)), ground))
    return steps


def _bill(found: Reckoning, line: Any, status: Text, lang: Lang) -> Step:
    number = line.get("number", "")
    if not number:
        return Text("Tagihan", "Bill"), status, Text("", "")
    day = said_day(date.fromisoformat(found.issued_on), lang)
    return Text("Tagihan", "Bill"), Text(f"nomor {number}", f"number {number}"), Text(f"terbit {day}", f"issued {day}")


def _second(found: Reckoning, status: Text) -> list[Step]:
    """Say what else was billed for the same person and month: lawfully, or before two were ruled one."""
    titles = titles_of(found.sources)
    ground = Text("putusannya: jamsos decide --list", "what was ruled: jamsos decide --list")
    steps = []
    for one in found.second_lines:
        who = (
            f"{titles.get(one['source'], one['source'])}: {shown_name(one['payer_name'])}, {rupiah(int(one['total']))}"
        )
        number = one.get("number", "")
        bill = Text(f"nomor {number}", f"number {number}") if number else status
        steps.append((Text("Juga ditagih", "Billed as well"), Text(f"{who}, {bill.id}", f"{who}, {bill.en}"), ground))
    return steps


def _accounts(source: Source | None, line: Any) -> list[Step]:
    said = {name: getattr(source.accounts, name) for name in PROGRAMMES} if source else {}
    unset = Text("belum diisi", "not set")
    return [
        (
            Text(f"Rekening {name.upper()}", f"Account {name.upper()}"),
            same(account) if account else unset,
            _SETTINGS,
        )
        for name, account in said.items()
        if int(line[name])
    ]


def _enrolments(found: Reckoning, lang: Lang) -> Table:
    columns = (
        text_column("Sumber", "Source", 14), text_column("Dari", "From", 9), text_column("Sampai", "To", 9),
        text_column("Daftar", "Roster", 50), text_column("Hasil", "Outcome", 50),
    )  # fmt: skip
    titles = titles_of(found.sources)
    rows = [
        (
            titles.get(one["source"], one["source"]), one["first_month"], one["last_month"], _place(one).say(lang),
            _became(found, one).say(lang),
        )
        for one in records(found.enrolments)
    ]  # fmt: skip
    title = Text("Kepesertaan yang memuat bulan ini", "Enrolments that hold this month")
    if found.line is None:
        title = Text("Semua kepesertaan orang ini", "All enrolments of this person")
    return Table(title, columns, rows)


def _became(found: Reckoning, enrolment: dict[str, Any]) -> Text:
    billed = {one["enrolment_id"] for one in found.second_lines}
    if found.line is not None and enrolment["enrolment_id"] in billed | {found.line["enrolment_id"]}:
        return Text("akan ditagih", "would be billed") if found.status == "not_drafted" else Text("ditagih", "billed")
    if enrolment["superseded_by"]:
        newer = shown_name(enrolment["superseded_by"], 200)
        return Text(f"digantikan oleh {newer}", f"superseded by {newer}")
    holds = enrolment["first_month"] <= str(found.month) <= enrolment["last_month"]
    if found.status == "beyond_pledge" and holds:
        return Text("tidak ditagih: di luar janji sponsor", "not billed: beyond the sponsor's pledge")
    if found.ended is not None and holds:
        return Text("tidak ditagih: kepesertaannya berakhir", "not billed: the cover has ended")
    if found.status == "waiting" and holds:
        return Text("tidak ditagih: menunggu tempat", "not billed: waits for a place")
    if found.status == "excluded" and holds:
        return Text("tidak ditagih: ada di daftar pengecualian", "not billed: on an exclusion list")
    if found.status == "contested" and holds:
        return Text("belum ditagih: NIK-nya diperebutkan", "not billed yet: the NIK is contested")
    if found.line is None:
        return Text("tidak memuat bulan ini", "does not hold this month")
    return Text("tidak ditagih: kepesertaan lain yang membayar", "not billed: another enrolment pays")


def why_json(found: Reckoning, lang: Lang) -> dict[str, object]:
    """Give the same as one object, money in whole rupiah, the NIK masked."""
    line, billed = found.line, found.billed
    names = ("step", "outcome", "ground")
    said: dict[str, object] = {
        "version": 1,
        "nik": mask(found.nik),
        "month": str(found.month),
        "status": found.status,
        "total": 0 if line is None else int(line["total"]),
        "steps": [dict(zip(names, row, strict=True)) for row in why_tables(found, lang)[0].rows],
        "notes": [finding.message(lang) for finding in found.findings],
        "written": [
            {"number": one["number"] or None, "entry": one["entry"], "source": one["source"], "total": one["total"],
             "corrects": one["corrects"] or None, "remark": ledger_remark(one).say(lang)}
            for one in records(found.written)
        ],
    }  # fmt: skip
    if line is None or billed is None:
        return said
    amounts: dict[str, int] = {name: int(line[name]) for name in PROGRAMMES}
    return said | {
        "source": line["source"],
        "payer": shown_name(line["payer_name"]),
        "number": line.get("number", "") or None,
        "issued_on": found.issued_on or None,
        **amounts,
        "records": [key for key, _ in found.records],
        "today": sum(part.due for part in found.parts) if found.parts else None,
        "sector": billed["sector"],
        "file": billed["file"],
        "sheet": billed["sheet"],
        "row": int(billed["row"]),
        "parts": [_part_json(part) for part in found.parts],
        "second": [
            {"source": one["source"], "payer": shown_name(one["payer_name"]), "number": one.get("number", "") or None,
             "total": int(one["total"])}
            for one in found.second_lines
        ],
    }  # fmt: skip


def _part_json(part: Part) -> dict[str, object]:
    return {
        "programme": part.programme,
        "full": part.full,
        "due": part.due,
        "tariff": _record_json(part.tariff),
        "relief": _record_json(part.relief) | {"taken": part.taken} if part.relief else None,
    }


def _record_json(record: InForce) -> dict[str, object]:
    return {
        "key": record.key,
        "legal_source": record.legal_source,
        "first_month": str(record.first_month),
        "last_month": None if record.last_month is None else str(record.last_month),
        "checked": record.checked.isoformat(),
        "file": record.file or None,
    }
