"""What comes in many kinds has one list; every file of its folder is in it, and the docs know every command."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from arrows import PACKAGE, files
from typer.main import get_command

import sizes
from jamsos_cli import rules
from jamsos_cli.cli import app as command_line
from jamsos_cli.model.finding import Kind
from jamsos_cli.runs.explaining import KINDS

ROOT = PACKAGE.parents[1]
RULE_MODULES = sorted(path.stem for path in (PACKAGE / "rules").glob("*.py") if path.stem != "__init__")
# Asked of a whole file, of a pair of files, of a refused cell or of the registry: the steps and runs call them by name.
CALLED_BY_NAME = {
    "duplicates_in_file",
    "duplicates_across_files",
    "probably_same",
    "findings_of",
    "file_known",
    "already_enrolled",
    "on_list",
    "other_name",
    "check_not_run",
}


def kinds_of(module: str) -> list[Kind]:
    return [v for v in vars(import_module(f"jamsos_cli.rules.{module}")).values() if isinstance(v, Kind)]


def rule_functions(module: str) -> Iterator[str]:
    """Give the public functions of a rule module that give findings."""
    tree = ast.parse((PACKAGE / "rules" / f"{module}.py").read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            gives = ast.unparse(node.returns) if node.returns else ""
            if "Finding" in gives:
                yield node.name


@pytest.mark.parametrize("module", RULE_MODULES)
def test_every_kind_of_a_rule_module_is_listed(module: str) -> None:
    assert [kind.code for kind in kinds_of(module) if rules.KINDS.get(kind.code) is not kind] == []


@pytest.mark.parametrize("module", RULE_MODULES)
def test_every_rule_is_asked(module: str) -> None:
    asked = {
        rule.__name__ for rule in (*rules.FILE_RULES, *rules.SHEET_RULES, *(row.ask for row in rules.ROW_RULES))
    } | CALLED_BY_NAME
    assert [name for name in rule_functions(module) if name not in asked] == []


def test_no_rule_is_asked_twice() -> None:
    asked = [*rules.FILE_RULES, *rules.SHEET_RULES, *(row.ask for row in rules.ROW_RULES)]
    assert len(set(asked)) == len(asked)


def test_no_two_kinds_share_a_code_or_a_slug() -> None:
    defined = [kind for module in RULE_MODULES for kind in set(kinds_of(module))]
    by_code = {kind.code: kind for kind in defined}
    assert all(by_code[kind.code] == kind for kind in defined)
    assert len({kind.slug for kind in KINDS.values()}) == len(KINDS)


def commands(command: object, prefix: str = "") -> Iterator[str]:
    """Give every command as it is typed: "invoice", "worker show"."""
    for name, inner in getattr(command, "commands", {}).items():
        typed = f"{prefix} {name}".strip()
        yield from commands(inner, typed) if hasattr(inner, "commands") else [typed]


COMMANDS = sorted(commands(get_command(command_line.application())))


def test_the_list_names_every_command_that_can_be_typed() -> None:
    assert {"validate", "run", "worker show"} <= set(COMMANDS)
    assert sorted(command.words for command in command_line.COMMANDS) == COMMANDS


@pytest.mark.parametrize("typed", COMMANDS)
def test_a_command_that_is_asked_for_understands_the_same_words_alone(typed: str) -> None:
    alone, everything = (
        get_command(command_line.application(words)) for words in (["--version", *typed.split()], None)
    )
    for word in typed.split():
        alone, everything = alone.commands[word], everything.commands[word]  # type: ignore[attr-defined]
    assert [option.opts for option in alone.params] == [option.opts for option in everything.params]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_docs_name_every_command(command: str) -> None:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    assert any(re.search(rf"\bjamsos {command}\b", page.read_text(encoding="utf-8")) for page in pages)


def documented() -> list[str]:
    text = "\n".join(page.read_text(encoding="utf-8") for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
    return sorted(set(re.findall(r"`jamsos ([a-z-]+)", text, re.MULTILINE)))


def test_the_docs_name_no_command_that_is_not_there() -> None:
    known = {command.split()[0] for command in COMMANDS}
    assert [name for name in documented() if name not in known] == []


def undone(folder: Path) -> list[str]:
    """Give the lines that say something is left to do."""
    mark = re.compile(r"\bTO" + r"DO|\bFIX" + r"ME|\bXX" + r"X\b|HA" + r"CK\b|raise NotImplemented" + "Error")
    return [
        f"{path.relative_to(folder).as_posix()}:{number}"
        for path in files(folder)
        if path != Path(__file__).resolve()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if mark.search(line)
    ]


@pytest.mark.parametrize("folder", ["src", "tests", "tools", "benchmarks"])
def test_nothing_is_left_undone(folder: str) -> None:
    assert undone(ROOT / folder) == []


def test_what_is_left_undone_is_caught(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1\n# TO" + "DO later\n", encoding="utf-8")
    assert undone(tmp_path) == ["a.py:2"]


def test_functions_are_short() -> None:
    assert [size for size in sizes.functions() if size.lines > sizes.LONGEST_FUNCTION] == []


def test_functions_take_few_arguments() -> None:
    # A command has an argument for every option it takes.
    assert [s for s in sizes.functions() if s.arguments > sizes.MOST_ARGUMENTS and "/cli/" not in s.where] == []


def test_modules_are_short() -> None:
    assert [size for size in sizes.modules() if size.lines > sizes.LONGEST_MODULE] == []


def test_a_long_function_and_a_long_module_are_seen(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("def f(a, b, *, c):\n" + "    a += 1\n" * 70, encoding="utf-8")
    assert sizes.functions(tmp_path) == [sizes.Size(71, "a.py:1 f", 3)]
    assert sizes.modules(tmp_path) == [sizes.Size(71, "a.py")]
