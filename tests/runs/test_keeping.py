"""What is backed up can be restored, and what is purged is gone while the money stays."""

import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sent import NAMES, line, nik, send
from sent import NOVEMBER as IN_NOVEMBER

from jamsos_cli.errors import FileError, JamsosError, UsageError
from jamsos_cli.model.audit import AuditTrail
from jamsos_cli.model.ending import Ending
from jamsos_cli.model.month import Month
from jamsos_cli.model.ruling import Asked, Decision, Question
from jamsos_cli.runs import deduping, importing, purging
from jamsos_cli.runs.backing_up import back_up
from jamsos_cli.runs.invoicing import invoice
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.settings import Settings
from jamsos_cli.store import open_registry
from jamsos_cli.store.backing_up import copy_registry
from jamsos_cli.store.rulings import Decided

OLD, NOW = Month(2026, 1), Month(2026, 11)
CARD = "5104032201159003"


class Later(Workspace):
    """The same workspace in another year: its clock is the only thing that differs."""

    def today(self) -> date:
        return date(2040, 3, 1)


@pytest.fixture
def kept(office: Workspace) -> Workspace:
    """Two people of whom one was covered for a month only; both months are issued."""
    (office.root / "jamsos.toml").write_text("", encoding="utf-8")
    (office.root / "law").mkdir()
    (office.root / "law" / "perda.toml").write_text("# milik kantor\n", encoding="utf-8")
    send(
        office,
        "lama.csv",
        [line(0, **{"NO HP": "081234567890", "ALAMAT": "Br. Tengah", "NO KK": CARD})],
        IN_NOVEMBER._replace(first=OLD, months=1),
    )
    send(office, "baru.csv", [line(1, village="Ketewel")], IN_NOVEMBER._replace(months=1))
    for month in (OLD, NOW):
        invoice(office, month, issue=True)
    return office


def trail(office: Workspace) -> AuditTrail:
    with open_registry(office.registry, write=False) as registry:
        return registry.audit_trail()


def test_a_backup_is_a_workspace_with_the_same_invoices(
    kept: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    done = back_up(kept, tmp_path_factory.mktemp("usb"))
    assert sorted(path.name for path in done.folder.iterdir() if path.is_file()) == [
        "isi.json",
        "jamsos.db",
        "jamsos.toml",
    ]
    assert (done.folder / "law" / "perda.toml").read_text(encoding="utf-8") == "# milik kantor\n"
    restored = Workspace(done.folder, Settings())
    with open_registry(kept.registry, write=False) as there, open_registry(restored.registry, write=False) as here:
        assert here.verify() == ()
        assert here.summary() == there.summary()
        for month in (OLD, NOW):
            assert here.billed(str(month)).values.tolist() == there.billed(str(month)).values.tolist()
    assert json.loads((done.folder / "isi.json").read_bytes())["rows"]["invoice_line"] == 2
    assert invoice(restored, NOW, issue=False).invoices["status"].tolist() == ["issued"]


def test_a_backup_never_overwrites_one_and_is_in_the_trail(kept: Workspace) -> None:
    first, second = back_up(kept, None), back_up(kept, None)
    assert first.folder != second.folder
    assert first.folder.is_dir() and second.folder.is_dir()
    assert [entry.command for _, entry in trail(kept).entries] == ["backup", "backup"]
    assert trail(kept).entries[0][1].people == 2
    assert list(first.folder.parent.glob(".*")) == []


def test_a_backup_of_a_damaged_registry_is_not_kept(kept: Workspace, tmp_path: Path) -> None:
    with closing(sqlite3.connect(kept.registry)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(kept.registry.read_bytes())
    content[8192:40960] = b"\xff" * (40960 - 8192)
    kept.registry.write_bytes(content)
    with pytest.raises(JamsosError):
        copy_registry(kept.registry, tmp_path / "salinan.db")
    assert not (tmp_path / "salinan.db").exists()


def test_a_backup_that_cannot_be_written_says_so(kept: Workspace, tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("", encoding="utf-8")
    with pytest.raises(FileError):
        back_up(kept, tmp_path / "berkas")


def later(office: Workspace) -> Workspace:
    return Later(office.root, office.settings)


def wanted(office: Workspace, **said: object) -> purging.Asked:
    plain: dict[str, object] = {"before": None, "person": None, "reason": "lewat masa simpan", "by": "Kepala Dinas"}
    return purging.asked(office, **(plain | said))  # type: ignore[arg-type]


def test_purging_takes_names_and_numbers_and_leaves_the_money(kept: Workspace) -> None:
    office = later(kept)
    with open_registry(office.registry, write=False) as registry:
        before = registry.billed(str(OLD))
        money = before[["jkk", "jkm", "jht", "total", "iuran_month", "number"]].values.tolist()
        assert CARD in registry.described()["family_card"].tolist()
    done = purging.purge(office, wanted(office, before=2027))
    assert (done.erased.people, done.erased.lines, done.erased.money) == (2, 2, 33_600)
    with open_registry(office.registry, write=False) as registry:
        after = registry.billed(str(OLD))
        assert after[["jkk", "jkm", "jht", "total", "iuran_month", "number"]].values.tolist() == money
        assert after["name"].tolist() == ["(dihapus)"]
        assert registry.verify() == ()
    assert trail(office).intact
    assert [entry.command for _, entry in trail(office).entries] == ["purge"]
    beside = [path for path in office.root.glob("jamsos.db*") if path.name != "jamsos.db.lock"]
    content = b"".join(path.read_bytes() for path in beside)
    for secret in (nik(0), nik(1), NAMES[0], "081234567890", "1980-03-12", "Br. Tengah", CARD):
        assert secret.encode() not in content


def test_purging_takes_what_was_written_of_an_ending_a_ruling_and_the_decile(kept: Workspace) -> None:
    send(kept, "desil.csv", [line(2, DESIL="3")], IN_NOVEMBER._replace(months=1))
    asked = Asked("K", Question("same-nik", nik(2), ""), "a.xlsx 2", "b.xlsx 3", "2026-11")
    with open_registry(kept.registry, write=True) as registry:
        ending = Ending(nik(2), "2026-12", "died", "kata Bu Warsiki, istrinya", "Kadis", "2026-12-01T08:00:00+08:00")
        registry.end_cover([ending])
        registry.return_to_cover(ending._replace(month="", reason="ternyata Pak Murtika, saudaranya"))
        registry.note_questions([asked], ending.noted_at)
        registry.decide([Decided("K", Decision.SAME, "menurut Bu Kastini", "Kadis")], ending.noted_at, {})
    purging.purge(later(kept), wanted(later(kept), before=2027))
    with open_registry(kept.registry, write=False) as registry:
        assert [(one.note, one.returned_why) for one in registry.endings()] == [("", "(dihapus)")]
        assert [ruling.reason for _, ruling in registry.rulings_made()] == ["(dihapus)"]
    content = kept.registry.read_bytes()
    assert not [secret for secret in ("Warsiki", "Murtika", "Kastini") if secret.encode() in content]
    with closing(sqlite3.connect(kept.registry)) as connection:
        assert connection.execute("SELECT count(decile) FROM enrolment").fetchone() == (0,)
        for frozen in ("person_ending", "ruling"):
            with pytest.raises(sqlite3.IntegrityError):
                connection.execute(f"DELETE FROM {frozen}")


def test_a_change_after_a_purge_still_shows(kept: Workspace) -> None:
    office = later(kept)
    purging.purge(office, wanted(office, before=2027))
    with closing(sqlite3.connect(office.registry)) as connection, connection:
        connection.execute("DROP TRIGGER invoice_line_kept")
        connection.execute("UPDATE invoice_line SET name = 'SIAPA' WHERE iuran_month = '2026-01'")
    with open_registry(office.registry, write=False) as registry:
        assert len(registry.verify()) == 1


def test_issued_lines_are_frozen_again_after_a_purge(kept: Workspace) -> None:
    office = later(kept)
    purging.purge(office, wanted(office, before=2027))
    with closing(sqlite3.connect(office.registry)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute("UPDATE invoice_line SET name = 'SIAPA'")


def test_whose_invoices_must_be_kept_stays(kept: Workspace) -> None:
    found = purging.look(kept, wanted(kept, before=2026))
    assert (found.persons, found.kept) == ((), 0)
    ended = later(kept)._replace(settings=Settings())
    assert purging.look(Later(ended.root, _settings(40)), wanted(ended, before=2027)).kept == 2


def _settings(years: int) -> Settings:

    plain = Settings()
    return plain._replace(limits=plain.limits._replace(retention_years=years))


@pytest.mark.parametrize(("who", "said"), [(0, "disimpan 10 tahun"), (1, "masih terlindungi")])
def test_one_person_who_must_stay_is_told_why(kept: Workspace, who: int, said: str) -> None:
    with pytest.raises(UsageError) as error:
        purging.look(kept, wanted(kept, person=nik(who)))
    assert said in error.value.text.id
    assert nik(who) not in error.value.text.id


def test_one_person_is_erased_and_the_other_stays(kept: Workspace) -> None:
    office = later(kept)
    purging.purge(office, wanted(office, person=nik(0)))
    with open_registry(office.registry, write=False) as registry:
        assert registry.billed(str(NOW))["nik"].tolist() == [nik(1)]
        assert registry.person_history(nik(0)) is None
    assert purging.look(office, wanted(office, before=2027)).erased.people == 1


def test_looking_changes_nothing_and_names_what_may_still_say_who_they_were(kept: Workspace) -> None:
    office = later(kept)
    before = office.registry.read_bytes()
    found = purging.look(office, wanted(office, before=2027))
    assert office.registry.read_bytes() == before
    assert "out/2026-01" in found.left and "rosters/" in found.left


def test_those_who_were_erased_are_nobody_s_doubles(kept: Workspace) -> None:
    office = later(kept)
    purging.purge(office, wanted(office, before=2027))
    with open_registry(office.registry, write=True) as registry:
        enrolments = registry.enrolments("0000-01", "9999-12")
        assert sorted(enrolments["name"]) == ["(dihapus)", "(dihapus)"]
        assert deduping.same_nik_of_month(importing.NOTHING, [], registry, office) == []


@pytest.mark.parametrize(
    "said",
    [{}, {"before": 2027, "person": nik(0)}, {"before": 1900}, {"person": "12"}, {"before": 2027, "reason": " "}],
)
def test_a_purge_that_is_not_plain_is_refused(kept: Workspace, said: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        wanted(later(kept), **said)
