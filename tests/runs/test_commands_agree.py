"""Whatever happens in an office, its commands say the same of who is billed, who waits, and who pays."""

import random
from pathlib import Path

import pandas as pd
import pytest
from sent import NOVEMBER, Line, line, nik, send

from empty_registry import put_registry
from jamsos_cli.model.month import Month
from jamsos_cli.model.reckoning import Reckoning
from jamsos_cli.runs import excluding, sponsoring
from jamsos_cli.runs.bills.covering import waiting_list
from jamsos_cli.runs.budgeting import standing
from jamsos_cli.runs.invoicing import invoice
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.runs.why import why
from jamsos_cli.settings import Settings

MONTHS = (Month(2026, 11), Month(2026, 12))
PEOPLE = range(4)
SPONSORS = (
    ("Ni Made Sari", "198503122010012001", "Dinas Kesehatan"),
    ("I Wayan Rai", "197506111998051001", "Dinas Sosial"),
)
FILES = (("a.csv", "apbd"), ("b.csv", "apbd"), ("d.csv", "dana_desa"), ("x.csv", "sertakan"), ("x.csv", "sertakan"))
BILLED = {"not_drafted", "draft", "issued"}


def an_office(chance: random.Random, folder: Path) -> Workspace:
    """An office whose sources may have quotas and stand in any order."""
    put_registry(folder / "jamsos.db")
    apbd, villages, sponsors, *others = Settings().sources
    apbd = apbd._replace(quota=chance.choice([0, 1, 2]))
    sponsors = sponsors._replace(order=chance.choice([-1, sponsors.order]))
    return Workspace(folder, Settings(sources=(apbd, villages, sponsors, *others)))


def roster(chance: random.Random, office: Workspace, first: Month) -> None:
    name, source = chance.choice(FILES)
    lines: list[Line] = []
    for number in chance.sample(PEOPLE, chance.randint(1, len(PEOPLE))):
        who = dict(zip(("SPONSOR", "NIP SPONSOR", "OPD"), chance.choice(SPONSORS), strict=True))
        other_name = {"NAMA": "Orang Lain"} if chance.random() < 0.1 else {}
        lines.append(
            line(number, chance.choice(["Batubulan", "Saba"]), **other_name, **(who if source == "sertakan" else {}))
        )
    mode = chance.choice(["auto", "replace", "add"])
    send(office, name, lines, NOVEMBER._replace(first=first, months=chance.choice([1, 2, 6]), mode=mode), source)


def pledge(chance: random.Random, office: Workspace, first: Month) -> None:
    name, number, opd = chance.choice(SPONSORS)
    path = office.root / f"formulir-{chance.random()}.csv"
    said = f"{name};{number};{opd};{chance.choice([1, 2])};{first};{first + chance.choice([0, 1, 6])}"
    path.write_text(f"NAMA SPONSOR;NIP;OPD;JUMLAH PEKERJA;MULAI;SAMPAI\n{said}\n", encoding="utf-8")
    options = sponsoring.options(office, source=None, start=None, replace=True, add=False, dry_run=False)
    sponsoring.take_in([path], office, options, lambda _: None)


def death(chance: random.Random, office: Workspace, first: Month) -> None:
    path, day = office.root / f"meninggal-{chance.random()}.csv", first.first_day
    path.write_text(f"NIK;TANGGAL MENINGGAL\n{nik(chance.choice(PEOPLE))};{day:%d-%m-%Y}\n", encoding="utf-8")
    excluding.exclude([path], office, excluding.Options(kind="deceased"), lambda _: None)


def reckoned(office: Workspace, month: Month) -> dict[str, Reckoning]:
    return {nik(number): why(office, nik(number), month) for number in PEOPLE}


def paid(found: dict[str, Reckoning]) -> dict[str, tuple[str, int]]:
    """Give NIK -> source and amount of who is billed."""
    lines = {who: one.line for who, one in found.items() if one.status in BILLED}
    return {who: (str(one["source"]), int(one["total"])) for who, one in lines.items() if one is not None}


def filled(lines: pd.DataFrame, held: sponsoring.Held) -> list[int]:
    """Count whom each sponsor is billed for."""
    assert held.pledged is not None
    keys = {key: held.pledged.book.find(key) for key in lines["payer"].unique()}
    by = lines["payer"].map(keys)
    return [int((by == one.pledge.sponsor_id).sum()) for one in held.held]


@pytest.mark.parametrize("seed", [*range(5), 36])  # in 36 somebody waited for a place and stood on no list
def test_commands_agree_on_a_month(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    office = an_office(chance, tmp_path)
    send(office, "semua.csv", [line(number) for number in PEOPLE], NOVEMBER)  # so that everybody is known
    for month in MONTHS:
        for _ in range(3):
            chance.choice([roster, roster, pledge, death])(chance, office, month)
        before = paid(reckoned(office, month))
        lines = invoice(office, month, issue=False).lines
        lines = lines[lines["iuran_month"] == str(month)]
        billed = {
            str(who): (str(source), int(total)) for who, source, total in lines[["nik", "source", "total"]].to_numpy()
        }
        found = reckoned(office, month)
        assert before == billed == paid(found)
        if any(source.quota for source in office.settings.sources):
            waiting = waiting_list(office, month, None, None).waiting
            assert not any(billed.get(who, ("",))[0] == source for who, source in waiting[["nik", "source"]].to_numpy())
            assert {who for who, one in found.items() if one.status == "waiting"} <= set(waiting["nik"])
        held = sponsoring.held(office, month)
        assert [one.filled for one in held.held] == (filled(lines, held) if held.held else [])
        committed = sum(one.committed.total for one in standing(office, 2026))
        made = invoice(office, month, issue=True)
        if month == MONTHS[-1] and made.books.ledger["corrects"].eq("").all():
            assert committed == sum(one.committed.total for one in standing(office, 2026))
