"""What other commands make of corrections and cancellations: reconcile, report, why, lists, rulings, papers."""

from datetime import date
from pathlib import Path

import pytest
from sent import NOVEMBER as IN_NOVEMBER
from sent import line, nik, send

from jamsos_cli.errors import UsageError
from jamsos_cli.model.month import Month
from jamsos_cli.model.ruling import Asked, Decision, Question, question
from jamsos_cli.reports.corrections import corrections, with_credit
from jamsos_cli.reports.invoice import invoice_rows
from jamsos_cli.reports.why import why_json
from jamsos_cli.runs import excluding, exporting, reconciling, reporting
from jamsos_cli.runs.cancelling import cancel
from jamsos_cli.runs.invoicing import Invoiced, invoice
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.runs.repricing import changes
from jamsos_cli.runs.why import why
from jamsos_cli.store import Decided, open_registry

OCTOBER, NOVEMBER, DECEMBER = Month(2026, 10), Month(2026, 11), Month(2026, 12)
FROM_OCTOBER = IN_NOVEMBER._replace(first=OCTOBER)
NOW = "2026-11-21T08:00:00+08:00"


def dues(office: Workspace, made: Invoiced) -> list[tuple[int, int, int]]:
    rows = with_credit(invoice_rows(made.invoices, office.settings.sources), made.books)
    return [(row["total"], row["due"], row["carried"]) for row in rows]


def said(made: Invoiced) -> list[tuple[str, str, int]]:
    return [(one["iuran_month"], one["reason"], one["total"]) for one in corrections(made.books)]


def statement(office: Workspace, month: Month, people: list[int]) -> Path:
    path = office.root / f"bpjs-{month}.csv"
    rows = [f"{nik(number)};{month};16800" for number in people]
    path.write_text("\n".join(["NIK;BULAN IURAN;JUMLAH", *rows]) + "\n", encoding="utf-8")
    return path


def states(office: Workspace, month: Month, people: list[int]) -> dict[str, int]:
    matches = reconciling.reconcile_month(office, month, [statement(office, month, people)]).matches
    return matches["state"].value_counts().to_dict()


def dead(office: Workspace, *people: int) -> None:
    path = office.root / "mati.csv"
    path.write_text("NIK;TGL MENINGGAL\n" + "".join(f"{nik(n)};03-09-2026\n" for n in people), encoding="utf-8")
    options = excluding.Options(kind="deceased", origin="Dukcapil", dated=date(2026, 9, 30))
    excluding.exclude([path], office, options, lambda _: None)


@pytest.fixture
def issued(office: Workspace) -> Workspace:
    """Three people issued for October; then the third leaves the list."""
    send(office, "a.csv", [line(n) for n in range(3)], FROM_OCTOBER)
    invoice(office, OCTOBER, issue=True)
    send(office, "a.csv", [line(n) for n in range(2)], FROM_OCTOBER)
    return office


def test_reconcile_and_report_go_by_the_issued_line_until_its_correction_is_issued(issued: Workspace) -> None:
    invoice(issued, NOVEMBER, issue=False)
    assert states(issued, OCTOBER, [0, 1]) == {"matched": 2, "billed_not_recorded": 1}
    made = invoice(issued, NOVEMBER, issue=True)
    assert (dues(issued, made), said(made)) == ([(33_600, 16_800, 0)], [("2026-10", "not_owed", -16_800)])
    assert states(issued, OCTOBER, [0, 1]) == {"matched": 2}
    assert states(issued, NOVEMBER, [0, 1]) == {"matched": 2}
    coverage = reporting.report(issued, OCTOBER).tables[0]
    assert 33_600 in coverage.totals
    assert 50_400 not in coverage.totals


def test_reconcile_and_report_bill_nobody_for_a_cancelled_invoice(issued: Workspace) -> None:
    number = invoice(issued, OCTOBER, issue=False).invoices["number"].max()
    cancel(issued, number, "salah pembayar", "Ni Luh", even_recorded=False)
    assert reconciling.reconcile_month(issued, OCTOBER, [statement(issued, OCTOBER, [0])]).unbilled
    made = invoice(issued, OCTOBER, issue=True)
    assert sorted(made.invoices["status"]) == ["cancelled", "issued"]
    assert sorted(due for _, due, _ in dues(issued, made)) == [0, 33_600]
    assert states(issued, OCTOBER, [0, 1]) == {"matched": 2}


def test_what_the_insurer_recorded_is_cancelled_only_on_purpose(issued: Workspace) -> None:
    number = invoice(issued, OCTOBER, issue=False).invoices["number"].max()
    assert states(issued, OCTOBER, [0, 1, 2]) == {"matched": 3}
    with pytest.raises(UsageError, match="--even-recorded"):
        cancel(issued, number, "salah", "", even_recorded=False)
    assert cancel(issued, number, "salah", "", even_recorded=True).invoices["status"].tolist()[0] == "cancelled"


def test_why_tells_the_correction_and_the_cancelled_invoice(issued: Workspace) -> None:
    first = invoice(issued, OCTOBER, issue=False).invoices["number"].max()
    later = invoice(issued, NOVEMBER, issue=True).invoices["number"].max()
    gone = why_json(why(issued, nik(2), OCTOBER), "en")
    assert (gone["status"], gone["total"]) == ("not_enrolled", 0)
    assert [(one["number"], one["entry"], one["total"], one["corrects"]) for one in gone["written"]] == [
        (first, "debit", 16_800, None), (later, "credit", -16_800, first),
    ]  # fmt: skip
    cancel(issued, later, "salah bulan", "Ni Luh", even_recorded=False)
    waits = why_json(why(issued, nik(0), NOVEMBER), "en")
    assert (waits["status"], [one["remark"] for one in waits["written"]]) == (
        "not_drafted", ["", "Invoice cancelled: salah bulan"],
    )  # fmt: skip


def test_what_a_law_changes_is_asked_of_lines_in_force_only(issued: Workspace) -> None:
    invoice(issued, NOVEMBER, issue=True)
    repriced = changes("2026-10", issued).repriced
    assert dict(zip(repriced["iuran_month"], repriced["people"], strict=True)) == {"2026-10": 2, "2026-11": 2}


def test_who_is_on_a_list_is_taken_back_from_the_month_of_the_event_on(office: Workspace) -> None:
    send(office, "a.csv", [line(n) for n in range(2)], IN_NOVEMBER._replace(first=Month(2026, 9)))
    for month in (Month(2026, 9), OCTOBER):
        invoice(office, month, issue=True)
    dead(office, 0)
    made = invoice(office, NOVEMBER, issue=True)
    assert said(made) == [("2026-10", "excluded", -16_800)]
    assert dues(office, made) == [(16_800, 0, 0)]
    assert len(made.notices) == 2  # left out, corrected
    with open_registry(office.registry, write=False) as registry:
        assert registry.billed_on_lists().empty
    assert invoice(office, DECEMBER, issue=False).books.settlements.empty
    assert why(office, nik(0), NOVEMBER).status == "excluded"


def rule(office: Workspace, asked: Question, decision: Decision) -> None:
    with open_registry(office.registry, write=True) as registry:
        key = registry.question_keys([asked])[asked]
        registry.note_questions([Asked(key, asked, "kiri", "kanan", str(OCTOBER))], NOW)
        registry.decide([Decided(key, decision, "cek KTP", "Ni Luh")], NOW, registry.rulings_in_force())


def test_persons_ruled_one_are_credited_once_and_a_list_counts_for_both_niks(office: Workspace) -> None:
    send(office, "a.csv", [line(n) for n in range(3)], FROM_OCTOBER)
    assert dues(office, invoice(office, OCTOBER, issue=True)) == [(50_400, 50_400, 0)]
    same = question("probable", (nik(0), nik(1)), ("A", "B"), ("", ""))
    rule(office, same, Decision.SAME)
    made = invoice(office, NOVEMBER, issue=True)
    assert said(made) == [("2026-10", "same_person", -16_800)]
    assert dues(office, made) == [(33_600, 16_800, 0)]
    dead(office, 1)
    after = invoice(office, DECEMBER, issue=True)
    assert sorted(said(after)) == [("2026-10", "excluded", -16_800), ("2026-11", "excluded", -16_800)]
    assert dues(office, after) == [(16_800, 0, 16_800)]
    with open_registry(office.registry, write=False) as registry:
        assert registry.verify() == ()


def test_persons_parted_again_are_both_billed_again(office: Workspace) -> None:
    send(office, "a.csv", [line(n) for n in range(3)], FROM_OCTOBER)
    invoice(office, OCTOBER, issue=True)
    same = question("probable", (nik(0), nik(1)), ("A", "B"), ("", ""))
    rule(office, same, Decision.SAME)
    invoice(office, NOVEMBER, issue=True)
    rule(office, same, Decision.NOT_SAME)
    made = invoice(office, DECEMBER, issue=True)
    assert sorted(said(made)) == [("2026-10", "replaces", 16_800), ("2026-11", "arrears", 16_800)]
    assert dues(office, made) == [(84_000, 84_000, 0)]
    with open_registry(office.registry, write=False) as registry:
        assert [len(registry.billed(str(month))) for month in (OCTOBER, NOVEMBER, DECEMBER)] == [3, 3, 3]


def test_a_second_membership_ruled_after_issuing_is_billed_beside_the_first(office: Workspace) -> None:
    send(office, "a.csv", [line(0)], FROM_OCTOBER)
    send(office, "a.csv", [line(0), line(1)], FROM_OCTOBER, source="dana_desa")
    assert dues(office, invoice(office, OCTOBER, issue=True)) == [(16_800, 16_800, 0)] * 2
    rule(office, question("double-funded", (nik(0), nik(0)), ("", ""), ("apbd", "dana_desa")), Decision.ALLOWED)
    made = invoice(office, NOVEMBER, issue=True)
    assert sorted(made.lines["source"]) == ["apbd", "dana_desa", "dana_desa"]
    assert said(made) == [("2026-10", "arrears", 16_800)]
    with open_registry(office.registry, write=False) as registry:
        assert sorted(registry.billed("2026-10")["source"]) == ["apbd", "dana_desa", "dana_desa"]
        history = registry.person_history(nik(0))
        assert history is not None
        assert sorted(zip(history.lines["iuran_month"], history.lines["source"], strict=True)) == [
            ("2026-10", "apbd"), ("2026-10", "dana_desa"), ("2026-11", "apbd"), ("2026-11", "dana_desa"),
        ]  # fmt: skip
        assert registry.verify() == ()
    assert len(invoice(office, NOVEMBER, issue=True).invoices) == len(made.invoices)


def test_papers_and_exports_show_what_stands_on_the_invoice(issued: Workspace) -> None:
    made = invoice(issued, NOVEMBER, issue=True)
    (page,) = [path for path in made.files if path.suffix == ".html" and path.stem.endswith("2026")]
    text = page.read_text(encoding="utf-8")
    assert "Koreksi" in text
    assert "Harus dibayar" in text
    exported = exporting.export(issued, OCTOBER, exporting.Asked("annex"))
    assert exported.people == 3, "all of the invoice that it goes with, whoever was credited since"
    page.with_suffix(".pdf").write_bytes(b"of the days before it was cancelled")
    number = made.invoices["number"].max()
    cancelled = cancel(issued, number, "salah bulan", "Ni Luh", even_recorded=False)
    assert "DIBATALKAN" in page.read_text(encoding="utf-8")
    assert not page.with_suffix(".pdf").exists()
    assert sorted(path.suffix for path in cancelled.files) == [".html", ".xlsx", ".xlsx"]


def test_what_the_insurer_calls_a_state_in_words_unknown_is_told(issued: Workspace) -> None:
    path = statement(issued, NOVEMBER, [0])
    path.write_text(f"NIK;TOTAL;STATUS\n{nik(0)};16.800;Klaim\n", encoding="utf-8")
    notices = reconciling.reconcile_month(issued, NOVEMBER, [path]).notices
    assert any("1 baris laporan berstatus yang tidak dikenal dan dihitung aktif: Klaim." in one.id for one in notices)
