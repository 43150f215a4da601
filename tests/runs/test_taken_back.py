"""Lines of somebody who is not billed: what was credited before, and what another month asks about already."""

from sent import NAMES, line, nik, send

from jamsos_cli.model.month import Month
from jamsos_cli.model.nik_change import NikChange
from jamsos_cli.runs.invoicing import invoice
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.runs.reconciling import reconcile_month
from jamsos_cli.runs.rosters.import_options import Options
from jamsos_cli.store import open_registry

OCTOBER, NOVEMBER = Month(2026, 10), Month(2026, 11)


def test_who_was_credited_is_named_with_the_invoice_by_either_nik(office: Workspace) -> None:
    send(office, "a.csv", [line(n) for n in range(3)], Options(first=OCTOBER, months=3))
    invoice(office, OCTOBER, issue=True)
    send(office, "a.csv", [line(0)], Options(first=OCTOBER, months=3))
    made = invoice(office, NOVEMBER, issue=True)
    changed = NikChange(nik(1), nik(8), "2026-11-02", "KTP baru", "2026-11-21T08:00:00+08:00")
    with open_registry(office.registry, write=True) as registry:
        registry.change_nik(changed)
    rows = [f"{nik(n)};{NAMES[n]};16800;2026-10" for n in (0, 1, 2)] + [f"{nik(9)};Orang Lain;16800;2026-10"]
    statement = office.root / "bpjs.csv"
    statement.write_text("NIK;NAMA;JUMLAH IURAN;BULAN IURAN\n" + "\n".join(rows) + "\n", encoding="utf-8")
    found = reconcile_month(office, OCTOBER, [statement]).matches
    said = dict(zip(found["name"], found["remark"], strict=True))
    number = made.invoices["number"].tolist()[-1]
    told = f"dikoreksi pada {number}"
    assert said == {"Sudarma": "", "Sari": told, "Astawa": told, "Orang Lain": ""}


def test_a_statement_of_two_months_asks_about_a_stranger_once(office: Workspace) -> None:
    send(office, "a.csv", [line(0)], Options(first=OCTOBER, months=2))
    rows = [f"{nik(n)};{NAMES[n]};16800;2026-{month}" for month in (10, 11) for n in (0, 1)]
    statement = office.root / "bpjs.csv"
    statement.write_text("NIK;NAMA;JUMLAH IURAN;BULAN IURAN\n" + "\n".join(rows) + "\n", encoding="utf-8")
    for month in (OCTOBER, NOVEMBER):
        invoice(office, month, issue=True)
    alone = reconcile_month(office, NOVEMBER, [statement])
    assert sorted(alone.matches["iuran_month"]) == ["2026-10", "2026-11", "2026-11"]  # nobody else has asked yet
    earlier, later = (reconcile_month(office, month, [statement]) for month in (OCTOBER, NOVEMBER))
    assert sorted(earlier.matches["iuran_month"]) == ["2026-10", "2026-10"]
    assert sorted(later.matches["iuran_month"]) == ["2026-11", "2026-11"]
    assert "2 baris laporan (Rp33.600) milik bulan lain" in "".join(one.id for one in later.notices)
