import io
import json
import re

import pytest

from jamsos_cli.model.table import Table, TableColumn
from jamsos_cli.model.wording import Text
from jamsos_cli.writers.printed_json import json_bytes
from jamsos_cli.writers.screen import Screen


def test_a_sentence_is_one_line_however_long():
    out = io.StringIO()
    Screen(out).show_line("kata " * 200 + "[/b]")
    assert out.getvalue().count("\n") == 1
    assert "[/b]" in out.getvalue()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_only_a_terminal_has_bold_titles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    table = Table(Text("Desa [b]", ""), (TableColumn(Text("Nama", "")),), [("[red]Saba :smile:",)])
    shown = {}
    for out in (Terminal(), io.StringIO()):
        Screen(out).show_table(table, "id")
        shown[out.isatty()] = out.getvalue()
    assert shown[True].startswith("\x1b[1mDesa [b]\x1b[0m\n")
    assert re.sub(r"\x1b\[\d+m", "", shown[True]) == shown[False]
    assert "\x1b" not in shown[False] and "[red]Saba :smile:" in shown[False]


def test_windows_without_a_console_shows_nothing_and_does_not_fail():
    Screen(None).show_line("Selesai.")


@pytest.mark.parametrize("text", ["I Wayan “Sudarma”", "\ud800", "\x1b[31m", "=1+1", "[/b]", "x" * 40_000])
def test_json_is_utf8_and_gives_back_the_same(text):
    content = json_bytes({"b": text, "a": 1})
    content.decode("utf-8")
    assert json.loads(content) == {"b": text, "a": 1}
    assert content.index(b'"b"') < content.index(b'"a"')
    assert b"\x1b" not in content


def test_json_refuses_a_number_that_is_none():
    with pytest.raises(ValueError, match="JSON"):
        json_bytes({"total": float("nan")})
