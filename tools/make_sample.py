"""Make sample_data/: three offices' made-up month, and what must come out of it (docs/SAMPLE.md).

python tools/make_sample.py            write what differs, remove what is no longer made
python tools/make_sample.py --check    write nothing; exit 1 when the committed files are not fresh
"""

import argparse
import sys
from pathlib import Path

from seeding import denpasar, gianyar, gunung_mas
from seeding.workspace import workspace_files

SAMPLE = Path(__file__).resolve().parent.parent / "sample_data"


def sample_files() -> dict[str, bytes]:
    """Give every file of the sample by its path below sample_data/, the same bytes each time."""
    # Line ends are part of the bytes: git must not change them on Windows.
    files = {".gitattributes": b"* -text\n"}
    for make in (gianyar.workspace, denpasar.workspace, gunung_mas.workspace):
        files |= sorted(workspace_files(make()).items())
    return files


def stale(folder: Path, files: dict[str, bytes]) -> list[str]:
    """Give the paths that differ between a folder and what should be in it, missing and left-over files too."""
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    same = {name for name in there & files.keys() if (folder / name).read_bytes() == files[name]}
    return sorted((there | files.keys()) - same)


def write(folder: Path, files: dict[str, bytes]) -> list[str]:
    """Bring a folder up to date and give the paths that changed."""
    changed = stale(folder, files)
    for name in changed:
        path = folder / name
        if name in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(files[name])
        else:
            path.unlink()
    return changed


def main() -> int:
    """Write or check, say what differed on stderr; exit 1 only for a stale check."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--check", action="store_true", help="write nothing")
    check = options.parse_args().check
    files = sample_files()
    changed = stale(SAMPLE, files) if check else write(SAMPLE, files)
    for name in changed:
        print(f"{'stale' if check else 'written'}: {name}", file=sys.stderr)
    return 1 if check and changed else 0


if __name__ == "__main__":
    raise SystemExit(main())
