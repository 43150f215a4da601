"""`jamsos decide`: rulings on doubles, one at a time or from the filled-in workbook; all of them or none."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from jamsos_cli.errors import UsageError
from jamsos_cli.model.decision_sheet import BY, KEY, REASON
from jamsos_cli.model.month import Month, said_day
from jamsos_cli.model.month import read_month as written_month
from jamsos_cli.model.pair import Pair
from jamsos_cli.model.ruling import SAID, Asked, Decision, Ruling, read_decision, read_key, refused, shown_key
from jamsos_cli.model.wording import Lang, Text
from jamsos_cli.readers.decisions import Answer, read_decisions
from jamsos_cli.readers.file_bytes import read_bytes
from jamsos_cli.reports.pairs import OpenQuestion, open_questions, said_ruling
from jamsos_cli.runs.office.auditing import write_recorded
from jamsos_cli.runs.office.workspace import Workspace, now
from jamsos_cli.runs.rosters.documents import write_document
from jamsos_cli.store import Decided, open_registry

_WORDS = Text("sama, beda, boleh, atau ragu", "same, not-same, allowed or unsure")
_KEPT_ALREADY = Text("Sudah diputuskan begitu; tidak disimpan dua kali.", "Ruled so already; not kept twice.")
_ENDS = (Decision.SAME, Decision.NOT_SAME)
"""Rulings after which a second membership is lawful no more."""
_LEAST = 4
"""Characters of a key that a person must type."""


class Fault(NamedTuple):
    """What is wrong with one row of the workbook."""

    sheet: str
    row: int
    key: str
    why: Text


class DecidedFile(NamedTuple):
    """What became of a filled-in workbook: with a fault nothing was saved."""

    decided: tuple[tuple[Asked, Decided], ...]
    repeated: int
    """rows that say what is ruled already."""
    blank: int
    """questions of rows without an answer that nobody has decided otherwise."""
    faults: tuple[Fault, ...]


def decide(
    workspace: Workspace, key: str, word: str, said: tuple[str, str, str | None]
) -> tuple[Asked, Decided, tuple[Text, ...]]:
    """Keep one ruling; `said` is the reason, who decides and the last month ("" or None: without end).

    Gives the question, the ruling and what a person must know of it: that it is kept already, or that it takes a lawful
    membership back also for the months before.

    A UsageError where the key is none or not unique, the word is none of the four, or reason or name is missing.
    """
    with open_registry(workspace.registry, write=True) as registry:
        beginning = read_key(key)
        found = registry.questions(beginning) if len(beginning) >= _LEAST else []
        if len(found) != 1:
            raise UsageError(_not_one(key, found))
        answer = Answer("", 0, found[0].key, "", word, *(" ".join((part or "").split()) for part in said))
        decided = _decided(answer, found[0])
        if isinstance(decided, Text):
            raise UsageError(Text(f"{decided.id}.", f"{decided.en}."))
        ruled = registry.rulings_in_force()
        before = ruled.get(found[0].key)
        new = before is None or not _says(decided, before)
        if new:
            registry.decide([decided], now(workspace.settings), ruled)
    return found[0], decided, (_taken_back(before, decided) if new else (_KEPT_ALREADY,))


def _taken_back(before: Ruling | None, decided: Decided) -> tuple[Text, ...]:
    """Say what becomes of the months of a lawful second membership that is none any more."""
    if before is None or before.decision is not Decision.ALLOWED or decided.decision not in _ENDS:
        return ()
    key, word = shown_key(before.key), said_ruling(before)
    until = f" --until {before.until or 'BULAN'}"
    again = f'jamsos decide {key} boleh{until} --reason "..." --by "..."'
    return (
        Text(
            f'Putusan "{word.id}" tidak berlaku lagi, juga untuk bulan yang lalu: yang sudah terbit menjadi koreksi '
            f"pada tagihan berikutnya. Bila bulan-bulan itu memang sah: {again}",
            f'"{word.en}" holds no more, for months that are past neither: what was issued becomes a correction on '
            f"the next invoice. If those months are right: {again}",
        ),
    )


def decide_file(workspace: Workspace, path: Path) -> DecidedFile:
    """Keep what a filled-in workbook decides; where a row is wrong, nothing is kept and every fault is told."""
    limits = workspace.settings.limits
    answers = read_decisions(workspace.name_of(path), read_bytes(path, limits.file_mib), limits)
    with open_registry(workspace.registry, write=True) as registry:
        keys = {answer: read_key(answer.key) for answer in answers}
        asked = registry.questions_with(set(keys.values()))
        ruled = registry.rulings_in_force()
        told = _judged(answers, keys, asked, ruled)
        if not told.faults:
            registry.decide([one for _, one in told.decided], now(workspace.settings), ruled)
    return told


def history(workspace: Workspace) -> list[tuple[Asked, Ruling]]:
    """Give every ruling ever made, the newest first."""
    with open_registry(workspace.registry, write=False) as registry:
        return registry.rulings_made()


def write_workbook(path: Path, pairs: Sequence[Pair], workspace: Workspace, *, whole: bool) -> int:
    """Write the workbook to fill in; gives how many questions it asks. `whole`: with whole NIKs, told to the trail."""
    from jamsos_cli.writers.decision_workbook import DecisionRow, decision_workbook

    rows = [
        DecisionRow(
            one.key,
            one.kind,
            one.left[:3],
            one.right[:3],
            _likeness(one),
            mark(one.ruling),
        )
        for one in open_questions(pairs, "id", whole=whole)
    ]
    choices = [SAID[decision].id for decision in Decision]
    content = decision_workbook(rows, choices, created=workspace.today())
    if whole:
        people = len({nik for pair in pairs for nik in pair.niks})
        write_recorded(workspace, path, content, "dedupe --full-nik", people)
    else:
        write_document(path, content)
    return len(rows)


def page_bytes(pairs: Sequence[Pair], workspace: Workspace, lang: Lang) -> bytes:
    """Give the questions as one page that needs no network."""
    from jamsos_cli.writers.page import render

    values = {
        "questions": open_questions(pairs, lang, whole=False),
        "said": {decision.value: SAID[decision].say(lang) for decision in Decision},
        "lang": lang,
        "office": workspace.settings.office,
        "day": said_day(workspace.today(), lang),
    }
    return render("pairs.html.j2", workspace.root / "templates", **values).encode("utf-8", "backslashreplace")


def mark(ruling: Ruling | None) -> str:
    """Give what tells one ruling from another on the same question; "" for none."""
    return f"{ruling.decision.value} {ruling.decided_at}" if ruling else ""


def _likeness(one: OpenQuestion) -> str:
    more = f" (dan {one.further} tempat lain)" if one.further else ""
    # Told, not filled in: an answer that nobody touched is none, and a new word needs a reason of its own.
    before = one.ruling
    ruled = f"; sudah {said_ruling(before).id}: {before.reason} ({before.decided_by})" if before else ""
    return f"{one.reasons}; kemiripan {round(100 * one.score)}%{more}{ruled}"


def _not_one(key: str, found: Sequence[Asked]) -> Text:
    if found:
        listed = ", ".join(shown_key(one.key) for one in found[:5])
        return Text(f"ID {key!r} bisa berarti: {listed}. Ketik lebih lengkap.", f"{key!r} may be: {listed}. Type more.")
    return Text(
        f"ID {key!r} tidak dikenal (paling sedikit {_LEAST} huruf). Lihat daftarnya: jamsos dedupe.",
        f"No question has the ID {key!r} (at least {_LEAST} letters). See the list: jamsos dedupe.",
    )


def _judged(
    answers: Sequence[Answer], keys: dict[Answer, str], asked: dict[str, Asked], ruled: dict[str, Ruling]
) -> DecidedFile:
    decided: dict[str, tuple[Asked, Decided]] = {}
    faults: list[Fault] = []
    repeated, blank, first_row = 0, set[str](), dict[str, str]()
    for answer in answers:
        key = keys[answer]
        if not (answer.decision or answer.reason or answer.by or answer.until):
            blank.add(key)
            continue
        found = _decided(answer, asked.get(key))
        before = ruled.get(key)
        if isinstance(found, Decided) and before is not None and _says(found, before):
            repeated += 1
            continue
        if isinstance(found, Decided) and answer.ruled != mark(before):
            found = _overtaken(before)
        if isinstance(found, Decided) and key in decided and decided[key][1] != found:
            found = _otherwise(first_row[key])
        if isinstance(found, Text):
            faults.append(Fault(answer.sheet, answer.row, answer.key, found))
        else:
            decided[key] = asked[key], found
            first_row.setdefault(key, f"{answer.sheet}, {answer.row}")
    settled = decided.keys() | {key for key, ruling in ruled.items() if ruling.decision is not Decision.UNSURE}
    return DecidedFile(tuple(decided.values()), repeated, len((blank & asked.keys()) - settled), tuple(faults))


def _says(decided: Decided, ruling: Ruling) -> bool:
    said = (decided.decision, decided.reason, decided.decided_by, decided.until)
    return said == (ruling.decision, ruling.reason, ruling.decided_by, ruling.until)


def _otherwise(row: str) -> Text:
    return Text(
        f"ID ini sudah diputuskan lain di {row}; kosongkan putusan di salah satu baris",
        f"{row} decides this ID otherwise; leave one of the two blank",
    )


def _overtaken(ruling: Ruling | None) -> Text:
    if ruling is None:
        return Text("daftar ini bukan dari registri ini; buat lagi", "this list is not of this registry; make it anew")
    word, day = SAID[ruling.decision], ruling.decided_at[:10]
    return Text(
        f"sementara itu sudah diputuskan {word.id} oleh {ruling.decided_by} pada {day}; bila tetap diubah: "
        f"jamsos decide {shown_key(ruling.key)} ...",
        f"ruled {word.en} by {ruling.decided_by} on {day} in the meantime; to change it: "
        f"jamsos decide {shown_key(ruling.key)} ...",
    )


def _decided(answer: Answer, asked: Asked | None) -> Decided | Text:
    """Give the decision a row makes, or what is wrong with it."""
    if asked is None:
        return _no_question(answer.key)
    if not answer.decision:
        return Text(f"putusannya belum diisi: pilih {_WORDS.id}", f"no ruling: choose {_WORDS.en}")
    decision = read_decision(answer.decision)
    if decision is None:
        word = answer.decision
        return Text(f"putusan {word!r} tidak dikenal: pilih {_WORDS.id}", f"no ruling {word!r}: choose {_WORDS.en}")
    if not answer.reason:
        where = _where(answer, REASON, "--reason", '"KTP sudah dicek"')
        return Text(f"alasan wajib diisi: {where}", f"a reason is required: {where}")
    if not answer.by:
        where = _where(answer, BY, "--by", '"Ni Luh Sari"')
        return Text(f"nama yang memutuskan wajib diisi: {where}", f"the name of who decides is required: {where}")
    until = _until(answer.until)
    if isinstance(until, Text):
        return until
    if until and (asked.question.kind != "double-funded" or decision is not Decision.ALLOWED):
        return Text(
            'bulan akhir hanya untuk putusan "boleh" pada dua sumber dana; kosongkan',
            'a last month is for "allowed" on two sources only; leave it blank',
        )
    if until and until < asked.first_month:
        first = asked.first_month
        return Text(
            f"bulan akhir {until} mendahului bulan pertama yang ganda, {first}; tulis {first} atau sesudahnya",
            f"the last month {until} is before the first that is double, {first}; write {first} or later",
        )
    return refused(asked.question, decision) or Decided(asked.key, decision, answer.reason, answer.by, until)


def _where(answer: Answer, column: str, option: str, example: str) -> str:
    """Say where what is missing belongs, with an example: a column of the workbook, or an option of the command."""
    return f"{column} = {example}" if answer.sheet else f"{option} {example}"


def _no_question(key: str) -> Text:
    again = "jamsos dedupe --format xlsx --out putusan.xlsx"
    if not key:
        return Text(
            f"kolom {KEY} kosong: salin dari daftar aslinya, atau buat daftar baru: {again}",
            f"the column {KEY} is blank: copy it from the list as it was made, or make a new one: {again}",
        )
    return Text(
        f"ID {key!r} tidak dikenal: salin dari daftar aslinya, atau buat daftar baru: {again}",
        f"no question has the ID {key!r}: copy it from the list as it was made, or make a new one: {again}",
    )


def _until(text: str) -> str | Text:
    if not text:
        return ""
    month: Month | None = written_month(text)
    if month is None:
        return Text(f"bulan {text!r} tidak dikenal: tulis 2026-12", f"no month {text!r}: write 2026-12")
    return str(month)
