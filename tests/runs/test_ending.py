"""Cover that ends: who left is billed no more, what was issued is taken back, and a list brings nobody back."""

import pytest
from sent import NOVEMBER, line, nik, send

from jamsos_cli.errors import FileError, RegistryError, UsageError
from jamsos_cli.model.continuity import month_of
from jamsos_cli.model.month import Month
from jamsos_cli.reports.continuity import person_watch_table
from jamsos_cli.reports.why import why_tables
from jamsos_cli.runs.ending import Said, come_back, end, end_file, endings
from jamsos_cli.runs.invoicing import bill, invoice
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.runs.people import person
from jamsos_cli.runs.watching import of_person
from jamsos_cli.runs.why import why
from jamsos_cli.store import open_registry

SAID = Said("meninggal", "2026-12", "akta 12", "Sari")


def enrolled(office: Workspace, month: str) -> list[str]:
    with open_registry(office.registry, write=False) as registry:
        return sorted(registry.enrolments(month, month)["name"])


def test_the_month_said_is_the_first_without_cover(office: Workspace) -> None:
    send(office, "a.csv", [line(0), line(1)])
    made, new = end(office, nik(0), SAID)
    assert (made.month, made.reason, new) == ("2026-12", "died", True)
    assert (enrolled(office, "2026-11"), enrolled(office, "2026-12")) == (["Sari", "Sudarma"], ["Sari"])


def test_a_list_without_who_has_ended_leaves_what_lies_before_the_end(office: Workspace) -> None:
    year = {"BULAN IUR": "2026-01"}
    send(office, "a.csv", [line(0, **year), line(1, **year), line(2, **year)])
    end(office, nik(0), SAID._replace(month="2026-03"))
    outcome, _ = send(office, "a.csv", [line(1, **year)])
    assert outcome.left == ("Astawa", "Sudarma")
    assert [enrolled(office, month) for month in ("2026-02", "2026-03")] == [["Sari", "Sudarma"], ["Sari"]]


def test_noted_again_it_changes_nothing_and_otherwise_it_is_refused(office: Workspace) -> None:
    send(office, "a.csv", [line(0)])
    end(office, nik(0), SAID)
    assert end(office, nik(0), SAID._replace(reason="died"))[1] is False
    with pytest.raises(UsageError, match=r"5104\*{12} has ended from 2026-12 already \(died\)"):
        end(office, nik(0), SAID._replace(reason="pindah"))
    assert len(endings(office)) == 1


WRONG = [
    ("reason", "bosan", "is not known"),
    ("reason", "", "Say why"),
    ("month", None, "first month without premium"),
]


@pytest.mark.parametrize(("field", "value", "told"), WRONG)
def test_what_is_missing_is_said(office: Workspace, field: str, value: str | None, told: str) -> None:
    send(office, "a.csv", [line(0)])
    with pytest.raises(UsageError, match=told):
        end(office, nik(0), SAID._replace(**{field: value}))


def test_nobody_ends_twice_or_comes_back_unasked(office: Workspace) -> None:
    send(office, "a.csv", [line(0)])
    with pytest.raises(UsageError, match="has not ended"):
        come_back(office, nik(0), SAID)
    with pytest.raises(UsageError, match="nobody in the registry"):
        end(office, nik(9), SAID)
    end(office, nik(0), SAID)
    with pytest.raises(UsageError, match="ends from 2026-12 only"):
        come_back(office, nik(0), Said("keliru", "2026-11", "", ""))


def test_a_later_list_says_who_has_ended_and_does_not_bring_them_back(office: Workspace) -> None:
    send(office, "a.csv", [line(0), line(1)])
    end(office, nik(0), SAID)
    outcome, _ = send(office, "a.csv", [line(0), line(1), line(2)], NOVEMBER._replace(first=Month(2026, 12)))
    (said,) = outcome.ended
    assert "Sudarma: meninggal, tanpa iuran mulai 2026-12" in said.id
    assert "akta 12" in said.id
    assert enrolled(office, "2026-12") == ["Astawa", "Sari"]


def test_who_comes_back_is_covered_from_that_month_and_not_between(office: Workspace) -> None:
    send(office, "a.csv", [line(0), line(1)], NOVEMBER._replace(first=Month(2026, 1)))
    end(office, nik(0), SAID._replace(month="2026-05"))
    come_back(office, nik(0), Said("tidak lagi bekerja di hotel", "2026-09", "", "Sari"))
    covered = [number for number in range(1, 13) if "Sudarma" in enrolled(office, f"2026-{number:02d}")]
    assert covered == [1, 2, 3, 4, 9, 10, 11, 12]
    with open_registry(office.registry, write=False) as registry:
        pieces = registry.enrolments("2026-03", "2026-10")
    mine = pieces[pieces["name"] == "Sudarma"]
    assert list(zip(mine["first_month"], mine["last_month"], strict=True)) == [
        ("2026-01", "2026-04"),
        ("2026-09", "2026-12"),
    ]


def test_an_ending_taken_back_never_was(office: Workspace) -> None:
    send(office, "a.csv", [line(0)])
    end(office, nik(0), SAID)
    come_back(office, nik(0), Said("salah orang", None, "", "Sari"))
    assert enrolled(office, "2026-12") == ["Sudarma"]
    (one,) = person(office, nik(0)).endings
    assert (one.undone, one.returned_why) == (True, "salah orang")
    end(office, nik(0), SAID._replace(month="2027-01"))
    assert [one.month for one in endings(office)] == ["2026-12", "2027-01"]


def test_issued_months_after_a_death_are_taken_back_and_that_of_the_death_stays(office: Workspace) -> None:
    send(office, "a.csv", [line(0), line(1)], NOVEMBER._replace(first=Month(2026, 9)))
    for number in (9, 10, 11):
        invoice(office, Month(2026, number), issue=True)
    end(office, nik(0), SAID._replace(month="2026-10"))
    drafted = invoice(office, Month(2026, 12), issue=False)
    ledger = drafted.books.ledger
    taken = ledger[ledger["entry"] == "credit"]
    assert set(taken["reason"]) == {"ended"}
    assert sorted(zip(taken["iuran_month"], taken["name"], strict=True)) == [
        ("2026-10", "Sudarma"),
        ("2026-11", "Sudarma"),
    ]
    assert (taken["total"] == -16_800).all()
    assert ledger.loc[ledger["entry"] == "debit", "name"].tolist() == ["Sari"]


def test_who_is_back_within_three_months_is_not_taken_for_two_people(office: Workspace) -> None:
    send(office, "a.csv", [line(0), line(1)], NOVEMBER._replace(first=Month(2026, 6)))
    end(office, nik(0), SAID._replace(month="2026-07"))
    for number in (6, 7, 8):
        invoice(office, Month(2026, number), issue=True)
    come_back(office, nik(0), Said("kembali", "2026-08", "", "Sari"))
    with open_registry(office.registry, write=True) as registry:
        enrolments = registry.enrolments("2026-09", "2026-09")
        drafted = bill(registry, office, Month(2026, 9), enrolments, issue=False)
    mine = drafted.books.ledger[drafted.books.ledger["name"] == "Sudarma"]
    assert sorted(mine["iuran_month"]) == ["2026-08", "2026-09"]


def test_a_list_of_leavers_has_its_own_words_or_those_of_the_command(office: Workspace) -> None:
    send(office, "a.csv", [line(number) for number in range(4)])
    path = office.root / "keluar.csv"
    path.write_text(
        f"NIK;NAMA;ALASAN;TANGGAL MENINGGAL;BULAN\n{nik(0)};x;wafat;20/11/2026;\n{nik(1)};x;;;2027-01\n"
        f"{nik(2)};x;PU;1-12-2026;\n",
        encoding="utf-8",
    )
    done = end_file(office, path, SAID._replace(reason="pindah", month=None))
    assert [(one.reason, one.month) for one in done.ended] == [
        ("died", "2026-12"),
        ("moved", "2027-01"),
        ("wage-earner", "2026-12"),
    ]
    again = end_file(office, path, SAID._replace(reason="pindah", month=None))
    assert (again.ended, again.repeated) == ((), 3)


def test_a_list_with_one_wrong_row_ends_nobody_and_says_which(office: Workspace) -> None:
    send(office, "a.csv", [line(0), line(1)])
    path = office.root / "keluar.csv"
    path.write_text(f"NIK;ALASAN\n{nik(0)};pindah\n5104;pindah\n{nik(1)};entah\n", encoding="utf-8")
    done = end_file(office, path, SAID._replace(reason="", month="2026-12"))
    assert [(fault.row, fault.nik) for fault in done.faults] == [(3, ""), (4, "5104************")]
    assert enrolled(office, "2026-12") == ["Sari", "Sudarma"]


def test_a_file_without_a_column_of_niks_is_refused(office: Workspace) -> None:
    path = office.root / "keluar.csv"
    path.write_text("NAMA\nSari\n", encoding="utf-8")
    with pytest.raises(FileError, match="NIK"):
        end_file(office, path, SAID)


def test_what_was_noted_cannot_be_changed(office: Workspace) -> None:
    from sqlalchemy.exc import DatabaseError

    send(office, "a.csv", [line(0)])
    end(office, nik(0), SAID)
    with open_registry(office.registry, write=True) as registry:
        for words in ("UPDATE person_ending SET month = '2027-01'", "DELETE FROM person_ending"):
            with pytest.raises((DatabaseError, RegistryError)):
                registry._connection.exec_driver_sql(words)


def test_why_says_that_cover_has_ended_and_bills_nothing(office: Workspace) -> None:
    send(office, "a.csv", [line(0), line(1)])
    end(office, nik(0), SAID)
    before, after = (why(office, nik(0), Month(2026, number)) for number in (11, 12))
    assert (before.status, before.ended, after.status, after.line) == ("not_drafted", None, "ended", None)
    table, enrolments = why_tables(after, "id")
    assert [row[:2] for row in table.rows] == [
        ("Berakhir", "meninggal, tanpa iuran mulai 2026-12"),
        ("Tagihan", "tidak ditagih: kepesertaannya sudah berakhir"),
    ]
    assert enrolments.rows[0][-1] == "tidak ditagih: kepesertaannya berakhir"


def test_why_of_an_issued_month_tells_the_ending_noted_since(office: Workspace) -> None:
    send(office, "a.csv", [line(0), line(1)])
    invoice(office, Month(2026, 12), issue=True)
    end(office, nik(0), SAID)
    found = why(office, nik(0), Month(2026, 12))
    assert found.status == "issued"
    assert ("Berakhir", "meninggal, tanpa iuran mulai 2026-12") in [row[:2] for row in why_tables(found, "id")[0].rows]


def test_the_thresholds_of_who_has_ended_are_not_promised(office: Workspace) -> None:
    send(office, "a.csv", [line(0), line(1)], NOVEMBER._replace(first=Month(2026, 10), months=12))
    invoice(office, Month(2026, 10), issue=True)
    end(office, nik(0), Said("meninggal", "2026-11", "", ""))
    gone = of_person(office, person(office, nik(0)))
    assert str(month_of(int(gone["no_claim_from"].iloc[0]))) == "2027-02"
    (table,) = person_watch_table(gone, "id", gone=True)
    assert ("12 bulan: mati mendadak saat bekerja", "tidak tercapai: kepesertaan berakhir") in table.rows
    (there,) = person_watch_table(of_person(office, person(office, nik(1))), "id", gone=False)
    assert ("12 bulan: mati mendadak saat bekerja", "2027-09 (bila terus dibayar)") in there.rows
