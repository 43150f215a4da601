import errno
import os
from pathlib import Path

import pytest

from empty_registry import put_registry
from jamsos_cli.errors import FileError
from jamsos_cli.model.disk import said
from jamsos_cli.runs.backing_up import back_up
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.settings import Settings


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_what_the_disk_says_is_never_shown_in_its_own_words(number: int) -> None:
    text = said(OSError(number, os.strerror(number)))
    assert os.strerror(number) not in text.id
    assert text.id != text.en


def test_a_backup_that_cannot_be_written_says_so_in_both_languages(tmp_path: Path) -> None:
    put_registry(tmp_path / "jamsos.db")
    (tmp_path / "jamsos.toml").write_text("", encoding="utf-8")
    (tmp_path / "berkas").write_text("", encoding="utf-8")
    with pytest.raises(FileError) as refused:
        back_up(Workspace(tmp_path, Settings()), tmp_path / "berkas" / "x")
    assert "sebagian alamatnya berkas" in refused.value.say("id")
    assert "a part of its path is a file" in refused.value.say("en")
    assert "jamsos backup FOLDER" in refused.value.say("id")
