"""Print how long the functions and modules of src/ are, the longest last: medians are short everywhere, tails tell.

python tools/sizes.py
"""

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

SOURCE = Path(__file__).resolve().parents[1] / "src"
LONGEST_FUNCTION = 60
LONGEST_MODULE = 400
MOST_ARGUMENTS = 6
SHOWN = 10


class Size(NamedTuple):
    """One function or module."""

    lines: int
    where: str
    """path below the source folder; for a function also its line and name."""
    arguments: int = 0


def modules(source: Path = SOURCE) -> list[Size]:
    """Give every module with its number of lines, shortest first."""
    return sorted(Size(len(text.splitlines()), where) for where, text in _texts(source))


def functions(source: Path = SOURCE) -> list[Size]:
    """Give every function and method with its lines (decorators aside) and arguments, shortest first."""
    return sorted(
        Size((node.end_lineno or node.lineno) - node.lineno + 1, f"{where}:{node.lineno} {node.name}", _arguments(node))
        for where, text in _texts(source)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


def _texts(source: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(source.rglob("*.py")):
        yield path.relative_to(source).as_posix(), path.read_text(encoding="utf-8")


def _arguments(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return len(node.args.posonlyargs) + len(node.args.args) + len(node.args.kwonlyargs)


def _summary(what: str, sizes: Sequence[Size]) -> str:
    lines = [size.lines for size in sizes]
    p95 = lines[int(len(lines) * 0.95)]
    return f"{what:10}{len(lines):6}  median {median(lines):4.0f}  p95 {p95:4}  longest {lines[-1]:4}"


def main() -> None:
    """Print both tails."""
    for what, sizes in (("functions", functions()), ("modules", modules())):
        print(_summary(what, sizes))
        for size in sizes[-SHOWN:]:
            print(f"  {size.lines:4}  {size.where}")


if __name__ == "__main__":
    main()
