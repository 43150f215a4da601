"""An empty registry, made once a test process and copied: to make one costs as much as many a test."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from jamsos_cli.store import create


@cache
def empty_registry() -> bytes:
    """Give the bytes of a registry as `create` makes it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "jamsos.db"
        create(path)
        return path.read_bytes()


def put_registry(path: Path) -> Path:
    """Put an empty registry at a path, for its owner only as `create` does; gives the path."""
    path.write_bytes(empty_registry())
    path.chmod(0o600)
    return path
