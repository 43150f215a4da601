"""A workspace on a network share is told by `doctor`."""

import os
from pathlib import Path

import pytest

from jamsos_cli.errors import Exit
from jamsos_cli.runs.checking import check
from jamsos_cli.runs.initialising import initialise
from jamsos_cli.runs.office import drives


def mounted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *points: tuple[Path | str, str]) -> None:
    """Let the system say these drives: place and kind."""
    lines = ["22 27 0:21 / / rw,relatime shared:1 - ext4 /dev/sda1 rw", "a line of tomorrow's Linux"]
    for place, kind in points:
        lines.append(f"36 35 98:0 / {str(place).replace(' ', chr(92) + '040')} rw,noatime master:1 - {kind} //pc/it rw")
    (tmp_path / "mountinfo").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(drives, "_MOUNTS", tmp_path / "mountinfo")


@pytest.mark.skipif(os.name == "nt", reason="drives as Linux tells them")
@pytest.mark.parametrize(
    ("kind", "shared"), [("nfs4", True), ("cifs", True), ("ext4", False), ("fuse.sshfs", True), ("tmpfs", False)]
)
def test_the_drive_that_a_folder_lies_on_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, shared: bool
) -> None:
    office = tmp_path / "kantor dinas" / "2026"
    office.mkdir(parents=True)
    mounted(tmp_path, monkeypatch, (office.parent, kind), (tmp_path / "kantor", "nfs4"))
    assert drives.on_network(office) is shared
    assert not drives.on_network(tmp_path)
    mounted(tmp_path, monkeypatch, (office.parent, kind), (office, "ext4"))
    assert not drives.on_network(office), "a disk of this computer within a share"


def test_a_system_that_does_not_say_is_no_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drives, "_MOUNTS", tmp_path / "none")
    assert not drives.on_network(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="drives as Linux tells them")
def test_doctor_tells_of_a_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office = tmp_path / "kantor"
    initialise(office, "51.04", sample=False)
    mounted(tmp_path, monkeypatch, (office, "cifs"))
    checks, code = check(office)
    (disk,) = [one for one in checks if one.subject.en == "Disk"]
    assert (disk.well, code) == (False, Exit.SETTINGS) and "network share" in disk.seen.en
