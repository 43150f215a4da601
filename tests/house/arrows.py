"""The arrows between the rooms of the house, drawn from the source."""

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "jamsos_cli"
NOUNS = {"model", "errors", "settings"}
ROOMS = {"law", "readers", "rules", "steps", "store", "reports", "writers"}
ALLOWED: dict[str, set[str]] = {
    "model": set(),
    "errors": {"model"},
    "settings": {"model", "errors"},
    "shipped": {"model", "errors"},
    **{room: {*NOUNS, "shipped"} for room in ROOMS},
    "runs": {*NOUNS, *ROOMS, "shipped"},
    "cli": {"model", "errors", "runs", "reports", "writers", "__version__"},
    "__main__": {"cli"},
    "__init__": set(),
}
"""What each room may import beside itself."""
PARTS: dict[str, set[str]] = {"office": set(), "rosters": {"office"}, "bills": {"office", "rosters"}}
"""What each folder of `runs` may import of `runs` beside itself: never a command."""


def imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Give (line, name within the package) of every import of ours, also inside functions and for types only."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == "jamsos_cli":
                    yield node.lineno, alias.name.partition(".")[2]
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            if node.level or module == "jamsos_cli":
                for alias in node.names:
                    yield node.lineno, f"{module.partition('.')[2]}.{alias.name}".strip(".")
            elif module.startswith("jamsos_cli."):
                yield node.lineno, module.partition(".")[2]


def room_of(path: Path, package: Path) -> str:
    """Give the room a file lies in: its folder, or its own name where it lies beside the rooms."""
    return path.relative_to(package).parts[0].removesuffix(".py")


def files(package: Path) -> list[Path]:
    """Give every source file of the package."""
    return sorted(package.rglob("*.py"))


def rooms_seen(package: Path) -> set[str]:
    """Give every room that has source in it."""
    return {room_of(path, package) for path in files(package)}


def wrong_arrows(package: Path) -> list[str]:
    """Say every import that a room may not make; a room nobody has allowed anything is wrong as a whole."""
    found = []
    for path in files(package):
        room = room_of(path, package)
        for line, name in imported(ast.parse(path.read_text(encoding="utf-8"))):
            other = name.split(".")[0]
            if other != room and other not in ALLOWED.get(room, set()):
                found.append(f"{path.relative_to(package).as_posix()}:{line} imports {name}")
    return found


def wrong_parts(package: Path) -> list[str]:
    """Say every import by which a folder of `runs` reaches for a command, or for a folder that stands on it."""
    found = []
    for part, allowed in PARTS.items():
        for path in files(package / "runs" / part):
            for line, name in imported(ast.parse(path.read_text(encoding="utf-8"))):
                room, _, inner = name.partition(".")
                if room == "runs" and inner.split(".")[0] not in {part, *allowed}:
                    found.append(f"{path.relative_to(package).as_posix()}:{line} imports {name}")
    return found
