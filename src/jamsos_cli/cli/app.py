"""The commands, one short function each, in the order of a month's work."""

import typer

from jamsos_cli import __version__
from jamsos_cli.cli import money, office, rosters, validating
from jamsos_cli.cli.options import example
from jamsos_cli.cli.words import say

app = typer.Typer(
    name="jamsos",
    help=example(
        "Daftar pekerja rentan masuk, tagihan iuran yang sudah dicocokkan keluar.",
        "Rosters of vulnerable workers in, reconciled premium invoices out.",
        "jamsos init contoh --sample",
        "jamsos run --month 2026-11 --workspace contoh",
    ),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
template = typer.Typer(
    help=example("Buku kerja kosong untuk diisi.", "Blank workbooks to fill in.", "jamsos template roster"),
    no_args_is_help=True,
)
worker = typer.Typer(
    help=example("Riwayat satu orang.", "One person's history.", "jamsos worker show 5104031203800001"),
    no_args_is_help=True,
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"jamsos {__version__}")
        raise typer.Exit


@app.callback()
def options(
    language: str = typer.Option("id", "--lang", help=say("Bahasa: id atau en (JAMSOS_LANG).", "Language: id or en.")),
    _: bool = typer.Option(
        False, "--version", help=say("Tampilkan versi.", "Show the version."), is_eager=True, callback=_version
    ),
) -> None:
    """Take the options of every command; --lang is read before this, so that help speaks it too."""
    if language not in {"id", "en"}:
        raise typer.BadParameter(say("pilih id atau en", "choose id or en"), param_hint="--lang")


_COMMANDS = (
    (app, "init", office.init, "Buat ruang kerja.", "Make a workspace.",
     ("jamsos init kantor --regency 51.04", "jamsos init contoh --sample")),
    (template, "roster", rosters.template_roster, "Daftar pekerja kosong untuk desa.", "A blank roster for a village.",
     ("jamsos template roster --out daftar.xlsx",)),
    (template, "statement", rosters.template_statement, "Catatan BPJS kosong, bila jawabannya harus diketik.",
     "A blank statement, for an answer that must be typed.", ("jamsos template statement --month 2026-11",)),
    (app, "validate", validating.validate, "Periksa daftar: apa yang salah, di mana, siapa yang membetulkan.",
     "Check rosters: what is wrong, where, who can mend it.",
     ("jamsos validate daftar.xlsx", "jamsos validate rosters --annotate hasil")),
    (app, "explain", rosters.explain, "Jelaskan satu kode temuan.", "Explain a finding.", ("jamsos explain N04",)),
    (app, "import", rosters.import_, "Masukkan daftar ke registri; sekali per berkas, mengulang tidak apa-apa.",
     "Put rosters into the registry; again is harmless.",
     ("jamsos import rosters", "jamsos import daftar.xlsx --source apbd --from 2026-11 --months 6")),
    (app, "dedupe", rosters.dedupe, "Siapa yang ada dua kali.", "Who is there twice.", ("jamsos dedupe",)),
    (app, "invoice", money.invoice, "Tagihan sebulan per sumber dana; rancangan, atau dinomori dengan --issue.",
     "A month's invoices by source; drafts, or numbered with --issue.",
     ("jamsos invoice --month 2026-11", "jamsos invoice --month 2026-11 --issue",
      'jamsos invoice --cancel 003/JAMSOS/APBD/XI/2026 --reason "salah pembayar"')),
    (app, "reconcile", money.reconcile, "Cocokkan tagihan dengan catatan BPJS.", "Compare billed with recorded.",
     ("jamsos reconcile --month 2026-11 statements/2026-11.xlsx",)),
    (app, "report", money.report, "Laporan sebulan: cakupan dan tagihan.", "A month's report.",
     ("jamsos report --month 2026-11",)),
    (app, "tariff", money.tariff, "Tarif yang berlaku dan dasar hukumnya.", "What tariff holds, and by which law.",
     ("jamsos tariff --month 2026-11",)),
    (worker, "show", office.worker_show, "Siapa membayar bulan apa bagi satu orang.",
     "Who paid which month for a person.",
     ("jamsos worker show 5104031203800001",)),
    (app, "run", money.run, "Sebulan penuh tanpa ditunggui: impor, cek ganda, tagihan, rekonsiliasi, laporan.",
     "The whole month unattended: import, dedupe, invoice, reconcile, report.", ("jamsos run --month this",)),
    (app, "doctor", office.doctor, "Periksa komputer, ruang kerja, dan registri.",
     "Check the machine, the workspace and the registry.", ("jamsos doctor",)),
)  # fmt: skip
for _owner, _name, _command, _indonesian, _english, _typed in _COMMANDS:
    _owner.command(_name, help=example(_indonesian, _english, *_typed))(_command)
app.add_typer(template, name="template")
app.add_typer(worker, name="worker")
