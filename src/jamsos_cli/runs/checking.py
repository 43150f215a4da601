"""`jamsos doctor`: the machine, the workspace, the law data and the registry."""

import platform
import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from jamsos_cli import law, store
from jamsos_cli.errors import Exit, JamsosError
from jamsos_cli.law import regions
from jamsos_cli.model.checkup import Check
from jamsos_cli.model.month import Month
from jamsos_cli.model.wording import Text, same
from jamsos_cli.runs.office.drives import on_network
from jamsos_cli.runs.office.workspace import FOLDERS, Workspace, find, settings_of, today
from jamsos_cli.settings import Settings
from jamsos_cli.shipped import folder

LAW_IS_OLD = timedelta(days=180)


def check(given: Path | None) -> tuple[list[Check], Exit]:
    """Look at everything; nothing is changed. The exit code is that of the gravest thing found."""
    checks = [_machine(), _shipped()]
    codes = [Exit.CLEAN]
    workspace: Workspace | None = None
    try:
        workspace = find(given)
        checks.append(_workspace(workspace))
    except JamsosError as error:
        checks.append(Check(Text("Ruang kerja", "Workspace"), False, error.text))
        codes.append(error.exit_code)
    settings = settings_of(workspace)
    checks.append(_law(today(settings), workspace))
    if workspace is not None:
        checks += [_regency(settings), *_quotas(settings), _folders(workspace.root), _drive(workspace.root)]
        try:
            checks += _registry(workspace)
        except JamsosError as error:
            checks.append(Check(Text("Registri", "Registry"), False, error.text))
            codes.append(error.exit_code)
    if not all(one.well for one in checks) and max(codes) == Exit.CLEAN:
        codes.append(Exit.SETTINGS)
    return checks, max(codes)


def _machine() -> Check:
    seen = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.system()}"
    strict = sqlite3.sqlite_version_info >= (3, 37)
    return Check(Text("Komputer", "Machine"), strict, same(seen))


def _shipped() -> Check:
    subject = Text("Bawaan", "Shipped files")
    try:
        folder("templates"), folder("sample_data")
    except JamsosError as error:
        return Check(subject, False, error.text)
    return Check(subject, True, Text("templat dan contoh lengkap", "templates and samples are there"))


def _workspace(workspace: Workspace | None) -> Check:
    subject = Text("Ruang kerja", "Workspace")
    if workspace is None:
        return Check(subject, True, Text("tidak ada di sini (jamsos init)", "none here (jamsos init)"))
    return Check(subject, True, same(str(workspace.root.resolve())))


def _law(day: date, workspace: Workspace | None) -> Check:
    subject = Text("Data hukum", "Law data")
    try:
        book = law.load(own=workspace.law if workspace else None)
        records = book.in_force(Month.of(day))
    except JamsosError as error:
        return Check(subject, False, error.text)
    own = sorted(set(book.origins.values()))
    added = Text(f"; berkas sendiri: {', '.join(own)}", f"; own files: {', '.join(own)}") if own else Text("", "")
    oldest = min(record.checked for record in records)
    seen = Text(
        f"{len(records)} ketentuan berlaku, diperiksa {oldest}{added.id}",
        f"{len(records)} records hold, checked {oldest}{added.en}",
    )
    return Check(subject, day - oldest <= LAW_IS_OLD, seen)


def _regency(settings: Settings) -> Check:
    found = regions.regency(settings.office.regency) if settings.office.regency else None
    unset = Text("belum diisi: desa tidak diperiksa", "not set: villages are not judged")
    unknown = Text(f"kode {settings.office.regency} tidak ada", f"no code {settings.office.regency}")
    seen = Text(found.name, found.name) if found else unknown if settings.office.regency else unset
    return Check(Text("Kabupaten/kota", "Regency"), found is not None, seen)


def _quotas(settings: Settings) -> Iterator[Check]:
    """Check that every quota is one of a village of the regency; nothing where there is none, or no regency known."""
    own = [(source.key, village) for source in settings.sources for village in source.quotas]
    if not own or (found := regions.regency(settings.office.regency or "")) is None:
        return
    known = {said for village in found.villages for said in (village.code, village.name.upper())}
    unknown = [f"{source}: {village}" for source, village in own if " ".join(village.upper().split()) not in known]
    listed = ", ".join(unknown)
    seen = Text(
        f"bukan desa {found.name}: {listed}; tulis kode atau nama desa seperti pada daftar Kemendagri",
        f"no village of {found.name}: {listed}; write its code or name as Kemendagri lists it",
    )
    every = Text(f"{len(own)} desa", f"{len(own)} villages")
    yield Check(Text("Kuota desa", "Village quotas"), not unknown, seen if unknown else every)


def _folders(root: Path) -> Check:
    missing = [name for name in FOLDERS if not (root / name).is_dir()]
    try:
        with tempfile.TemporaryFile(dir=root):
            pass
    except OSError:
        return Check(Text("Folder", "Folders"), False, Text("tidak dapat ditulis", "cannot be written"))
    listed = ", ".join(missing)
    seen = Text(f"tidak ada: {listed}", f"missing: {listed}") if missing else Text("lengkap", "complete")
    return Check(Text("Folder", "Folders"), not missing, seen)


def _drive(root: Path) -> Check:
    subject = Text("Diska", "Disk")
    if not on_network(root):
        return Check(subject, True, Text("di komputer ini", "of this computer"))
    return Check(
        subject,
        False,
        Text(
            "folder bersama di jaringan; di sana basis datanya bisa rusak. Pindahkan ruang kerja ke diska komputer ini",
            "a network share, on which the registry can be damaged. Move the workspace to a disk of this computer",
        ),
    )


def _registry(workspace: Workspace) -> list[Check]:
    with store.open_registry(workspace.registry, write=False) as registry:
        count, altered = registry.summary(), registry.verify()
    seen = Text(
        f"{count.persons} orang, {count.enrolments} kepesertaan, {count.imports} impor, {count.issued} tagihan terbit",
        f"{count.persons} people, {count.enrolments} enrolments, {count.imports} imports, {count.issued} issued",
    )
    listed = ", ".join(altered)
    whole = Text("utuh", "unchanged") if not altered else Text(f"berubah: {listed}", f"altered: {listed}")
    return [
        Check(Text("Registri", "Registry"), True, seen),
        Check(Text("Tagihan terbit", "Issued invoices"), not altered, whole),
    ]
