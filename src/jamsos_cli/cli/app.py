"""The list of commands, in the order of a month's work, and the application that understands them."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, NamedTuple

import typer

from jamsos_cli import __version__
from jamsos_cli.cli.helping import SpokenCommand, SpokenGroup
from jamsos_cli.cli.options import example
from jamsos_cli.cli.words import say


class Command(NamedTuple):
    """One line of the list of commands."""

    words: str
    """as it is typed behind jamsos: one word, or a group and one of its commands."""
    function: str
    """module of this room and function in it, loaded only when the command is asked for."""
    indonesian: str
    """what it does."""
    english: str
    examples: tuple[str, ...]


_GROUPS = {
    "template": ("Buku kerja kosong untuk diisi.", "Blank workbooks to fill in.", "jamsos template roster"),
    "budget": ("Pagu anggaran tiap sumber dana.", "Budget ceilings of each source.", "jamsos budget show"),
    "sponsor": (
        "Sponsor (SERTAKAN): janji, tempat, pemberitahuan.",
        "Sponsors: pledges, places, notices.",
        "jamsos sponsor import formulir.xlsx",
    ),
    "worker": ("Riwayat satu orang.", "One person's history.", "jamsos worker show 5104031203800001"),
}
"""Groups of commands: in Indonesian, in English, with an example."""


COMMANDS: tuple[Command, ...] = (
    Command("init", "office.init", "Buat ruang kerja.", "Make a workspace.",
     ("jamsos init kantor --regency 51.04", "jamsos init contoh --sample")),
    Command("template roster", "rosters.template_roster", "Daftar pekerja kosong untuk desa.",
     "A blank roster for a village.", ("jamsos template roster --out daftar.xlsx",)),
    Command("template exclusions", "rosters.template_exclusions",
     "Daftar pengecualian kosong: meninggal, pindah, ASN.",
     "A blank exclusion list: dead, moved away, civil servants.", ("jamsos template exclusions --out meninggal.xlsx",)),
    Command("template sponsors", "rosters.template_sponsors", "Formulir sponsor kosong.",
     "A blank form for sponsors.", ("jamsos template sponsors --out formulir.xlsx",)),
    Command("template statement", "rosters.template_statement", "Catatan BPJS kosong, bila jawabannya harus diketik.",
     "A blank statement, for an answer that must be typed.", ("jamsos template statement --month 2026-11",)),
    Command("validate", "validating.validate", "Periksa daftar: apa yang salah, di mana, siapa yang membetulkan.",
     "Check rosters: what is wrong, where, who can mend it.",
     ("jamsos validate daftar.xlsx", "jamsos validate rosters --annotate hasil")),
    Command("explain", "rosters.explain", "Jelaskan satu kode temuan.", "Explain a finding.", ("jamsos explain N04",)),
    Command("exclude", "excluding.exclude",
     "Daftar orang yang tidak boleh didaftarkan atau ditagih: meninggal, pindah, ASN, penerima upah.",
     "Lists of people who must not be enrolled or billed: dead, moved away, civil servants, wage earners.",
     ("jamsos exclude kematian.xlsx --kind deceased --origin Dukcapil --date 2026-10-31", "jamsos exclude --list",
      'jamsos exclude --withdraw 3 --reason "salah kabupaten"')),
    Command("import", "rosters.import_", "Masukkan daftar ke registri; sekali per berkas, mengulang tidak apa-apa.",
     "Put rosters into the registry; again is harmless.",
     ("jamsos import rosters", "jamsos import daftar.xlsx --source apbd --from 2026-11 --months 6")),
    Command("dedupe", "doubles.dedupe", "Siapa yang ada dua kali, dan apa yang perlu diputuskan.",
     "Who is there twice, and what must be decided.",
     ("jamsos dedupe", "jamsos dedupe --format xlsx --out putusan.xlsx")),
    Command("decide", "doubles.decide", "Putuskan: orang yang sama, beda, boleh, atau ragu; sekali, dan diingat.",
     "Decide: same, not-same, allowed or unsure; once, and remembered.",
     ('jamsos decide K7Q2M-9XB4T sama --reason "KTP sudah dicek" --by "Ni Made Sari"',
      "jamsos decide --file putusan.xlsx")),
    Command("invoice", "money.invoice", "Tagihan sebulan per sumber dana; rancangan, atau dinomori dengan --issue.",
     "A month's invoices by source; drafts, or numbered with --issue.",
     ("jamsos invoice --month 2026-11", "jamsos invoice --month 2026-11 --issue --papers",
      'jamsos invoice --cancel 003/JAMSOS/APBD/XI/2026 --reason "salah pembayar"')),
    Command("reconcile", "money.reconcile", "Cocokkan tagihan dengan catatan BPJS.", "Compare billed with recorded.",
     ("jamsos reconcile --month 2026-11 statements/2026-11.xlsx",)),
    Command("report", "money.report", "Laporan sebulan: cakupan dan tagihan.", "A month's report.",
     ("jamsos report --month 2026-11",)),
    Command("budget set", "budgets.budget_set", "Catat pagu satu sumber dana untuk setahun.",
     "Record the ceiling of a source for a year.",
     ('jamsos budget set apbd 2026 1000000000 --basis "Perda 12/2025" --date 2026-01-02',
      'jamsos budget set dana_desa 2026 20160000 --village 51.04.01.2001 --basis "Perdes 3/2026"')),
    Command("budget import", "budgets.budget_import", "Catat pagu semua desa dari satu tabel; semua, atau tidak ada.",
     "Record the ceilings of a table; all or none.", ("jamsos budget import pagu.xlsx",)),
    Command("budget list", "budgets.budget_list", "Semua pagu yang pernah dicatat, juga yang digantikan atau ditarik.",
     "Every ceiling recorded, replaced and withdrawn ones too.", ("jamsos budget list --year 2026",)),
    Command("budget show", "budgets.budget_show",
     "Pagu, ditagih, terikat, tercatat, sisa; bulan pagu habis, dan uang yang akan tersisa.",
     "Ceiling, invoiced, committed, recorded, left; when it runs dry, what will be left over.",
     ("jamsos budget show", "jamsos budget show --year 2026 --format json")),
    Command("budget withdraw", "budgets.budget_withdraw", "Tarik pagu yang keliru; tetap tersimpan.",
     "Withdraw a ceiling that was a mistake; it is kept.", ('jamsos budget withdraw 3 --reason "salah desa"',)),
    Command("template budgets", "budgets.template_budgets", "Tabel pagu kosong, satu baris tiap desa.",
     "A blank table of ceilings, a row for each village.", ("jamsos template budgets --year 2026 --out pagu.xlsx",)),
    Command("tariff", "money.tariff", "Tarif yang berlaku dan dasar hukumnya.", "What tariff holds, and by which law.",
     ("jamsos tariff --month 2026-11", "jamsos tariff --since 2027-01")),
    Command("why", "money.why", "Bagaimana jumlah seseorang pada satu bulan terjadi, pasal demi pasal.",
     "How a person's amount of a month came about, article by article.",
     ("jamsos why 5104031203800001 2026-11", "jamsos why - 2026-11")),
    Command("worker show", "office.worker_show", "Siapa membayar bulan apa bagi satu orang.",
     "Who paid which month for a person.",
     ("jamsos worker show 5104031203800001",)),
    Command("worker watch", "watching.worker_watch",
     "Kelangsungan iuran: siapa mencapai ambang manfaat kapan, dan perlindungan siapa akan berakhir (perkiraan).",
     "Continuity: who reaches which threshold when, and whose cover will end (an estimate).",
     ("jamsos worker watch --month 2026-11",
      "jamsos worker watch --village Batubulan --format xlsx --out pantau.xlsx")),
    Command("worker change-nik", "office.worker_change_nik", "NIK seseorang berganti; riwayatnya tetap.",
     "A NIK that changes; the history stays.",
     ('jamsos worker change-nik 5104031203800001 5104031203800009 --from 2026-11-20 --reason "KTP baru"',)),
    Command("worker end", "leaving.worker_end",
     "Kepesertaan seseorang berakhir: meninggal, pindah, penerima upah; --month: bulan pertama tanpa iuran.",
     "Somebody's cover ends: died, moved, wage earner; --month: first month without premium.",
     ("jamsos worker end 5104031203800001 --reason meninggal --month 2026-12",
      "jamsos worker end --file keluar.xlsx --reason pindah --month 2026-12",
      'jamsos worker end 5104031203800001 --undo --reason "salah orang"')),
    Command("worker return", "leaving.worker_return", "Yang sudah berakhir ikut lagi mulai satu bulan.",
     "Somebody who had ended is covered again from a month on.",
     ('jamsos worker return 5104031203800001 --month 2027-03 --reason "tidak lagi bekerja di hotel"',)),
    Command("worker waiting", "leaving.worker_waiting", "Daftar tunggu: siapa menunggu tempat di desa mana.",
     "The waiting list: who waits for a place in which village.",
     ("jamsos worker waiting --month 2026-12", "jamsos worker waiting --village Batubulan --out tunggu.xlsx")),
    Command("worker changes", "office.worker_changes", "NIK yang berganti, dan sampai kapan dilaporkan ke BPJS.",
     "NIKs that changed, and by when the insurer must hear of it.",
     ("jamsos worker changes --month 2026-11 --out ganti-nik.xlsx --full-nik",)),
    Command("plan", "planning.plan", "Apa yang dapat dibeli anggaran: berapa orang, berapa bulan.",
     "What a budget buys: how many people for how many months.",
     ("jamsos plan --source apbd --budget 1000000000 --months 6",
      "jamsos plan --source dana_desa --villages all --regency 51.71 --quota 100 --months 12",
      "jamsos plan --source sertakan --budget 100000000 --people 500 --from 2026-11")),
    Command("sponsor import", "sponsors.import_", "Masukkan formulir sponsor: siapa, berapa pekerja, bulan apa saja.",
     "Take in sponsors' forms: who, how many workers, which months.",
     ("jamsos sponsor import formulir.xlsx", "jamsos sponsor import formulir.xlsx --from 2026-11 --dry-run")),
    Command("sponsor list", "sponsors.list_", "Semua sponsor: janji, tempat yang terisi dan yang kosong.",
     "All sponsors: pledges, places filled and free.",
     ("jamsos sponsor list --opd kesehatan", "jamsos sponsor list --format xlsx --out sponsor.xlsx")),
    Command("sponsor show", "sponsors.show", "Satu sponsor: semua janjinya dan pekerjanya bulan itu.",
     "One sponsor: every pledge, and its workers of the month.", ("jamsos sponsor show 12",)),
    Command("sponsor end", "sponsors.end", "Janji berakhir lebih awal; --month adalah bulan terakhir yang dibayar.",
     "A pledge ends early; --month is the last month that is paid.",
     ('jamsos sponsor end 12 --month 2026-12 --reason "pindah tugas" --by "Ni Luh"',)),
    Command("sponsor due", "sponsors.due", "Janji yang segera berakhir, tempat kosong, pekerja di luar janji.",
     "Pledges that end soon, free places, workers beyond the pledge.",
     ("jamsos sponsor due --within 3 --messages pesan",)),
    Command("export", "taking_out.export",
     "Berkas dengan NIK utuh: unggahan BPJS, rincian, potongan; dicatat di jejak.",
     "Files with full NIKs: upload, annex, deductions; recorded in the audit trail.",
     ("jamsos export upload --month 2026-11", "jamsos export annex --month 2026-11 --source apbd --password")),
    Command("audit", "taking_out.audit",
     "Siapa mengambil data pribadi, kapan, ke berkas mana; dan apakah catatannya utuh.",
     "Who took personal data out, when, into which file; and whether the trail is whole.", ("jamsos audit",)),
    Command("run", "money.run", "Sebulan penuh tanpa ditunggui: impor, cek ganda, tagihan, rekonsiliasi, laporan.",
     "The whole month unattended: import, dedupe, invoice, reconcile, report.", ("jamsos run --month this",)),
    Command("backup", "keeping.backup", "Cadangkan registri, pengaturan, dan law/ ke folder bertanggal; diperiksa.",
     "Back up the registry, the settings and law/ into a dated folder; verified first.",
     ("jamsos backup", "jamsos backup E:\\cadangan")),
    Command("purge", "keeping.purge", "Hapus data pribadi yang tidak perlu disimpan lagi (UU 27/2022); uangnya tetap.",
     "Erase personal data that need not be kept any more (UU 27/2022); the money stays.",
     ('jamsos purge --before 2016 --reason "lewat masa simpan" --by "Kepala Dinas" --dry-run',)),
    Command("doctor", "office.doctor", "Periksa komputer, ruang kerja, dan registri.",
     "Check the machine, the workspace and the registry.", ("jamsos doctor",)),
)  # fmt: skip


def application(arguments: Sequence[str] | None = None) -> typer.Typer:
    """Give the application that understands these arguments; without any, all of it.

    Typer works out the options of every command it is given, which takes longer than most commands think. So the one
    that is asked for comes alone, and where none is named, their list comes without their options.
    """
    app = _group(
        example(
            "Daftar pekerja rentan masuk, tagihan iuran yang sudah dicocokkan keluar.",
            "Rosters of vulnerable workers in, reconciled premium invoices out.",
            "jamsos init contoh --sample",
            "jamsos run --month 2026-11 --workspace contoh",
        ),
        "jamsos",
    )
    app.callback()(_options)
    asked = next((word for word in arguments or () if not word.startswith("-")), None)
    named = [command for command in COMMANDS if command.words.split()[0] == asked]
    groups: dict[str, typer.Typer] = {}
    for command in named or COMMANDS:
        group, _, name = command.words.rpartition(" ")
        if group and group not in groups:
            groups[group] = _group(example(*_GROUPS[group]), group)
            app.add_typer(groups[group])
        function = _nothing if arguments is not None and not named else _function(command)
        owner = groups[group] if group else app
        said = example(command.indonesian, command.english, *command.examples)
        owner.command(name, cls=SpokenCommand, help=said, options_metavar=_options_word())(function)
    return app


def _group(said: str, name: str) -> typer.Typer:
    return typer.Typer(
        name=name,
        cls=SpokenGroup,
        help=said,
        options_metavar=_options_word(),
        subcommand_metavar=say("PERINTAH ...", "COMMAND ..."),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )


def _options_word() -> str:
    return say("[PILIHAN]", "[OPTIONS]")


def _function(command: Command) -> Callable[..., Any]:
    module, _, name = command.function.partition(".")
    function: Callable[..., Any] = getattr(import_module(f"jamsos_cli.cli.{module}"), name)
    return function


def _nothing() -> None:
    """Stand for a command that is only listed."""


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"jamsos {__version__}")
        raise typer.Exit


def _options(
    language: str = typer.Option("id", "--lang", help=say("Bahasa: id atau en (JAMSOS_LANG).", "Language: id or en.")),
    _: bool = typer.Option(
        False, "--version", help=say("Tampilkan versi.", "Show the version."), is_eager=True, callback=_version
    ),
) -> None:
    """Take the options of every command; --lang is read before this, so that help speaks it too."""
    if language not in {"id", "en"}:
        raise typer.BadParameter(say("pilih id atau en", "choose id or en"), param_hint="--lang")
