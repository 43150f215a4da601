"""Makes law/data/regions/ from the Kemendagri list: `make_regions.py [CSV] [--check]`; --check: 1 when stale.

The form is text that a diff can show: `districts.txt` has one line a regency with its two-digit districts;
`regencies.txt` one line a regency with its name; `51.txt` all of province 51, each code cut to its last part.
"""

import csv
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_CSV = ROOT.parent / "shared" / "data" / "wilayah-kemendagri.csv"
LAW_DATA = ROOT / "src" / "jamsos_cli" / "law" / "data"
TARGET = LAW_DATA / "regions"
REGENCY, DISTRICT, VILLAGE = 5, 8, 13


def read(source: Path) -> dict[str, str]:
    """Give code -> name in order of code; names have their blanks tidied."""
    with source.open(encoding="utf-8", newline="") as file:
        return dict(sorted((row["code"], " ".join(row["name"].split())) for row in csv.DictReader(file)))


def made(names: dict[str, str]) -> dict[str, str]:
    """Give file name -> text of the whole compact form."""
    districts: dict[str, list[str]] = {code: [] for code in names if len(code) == REGENCY}
    provinces: dict[str, list[str]] = {}
    for code, name in names.items():
        if len(code) == DISTRICT:
            districts[code[:REGENCY]].append(code[6:])
        if len(code) >= REGENCY:
            short = code if len(code) == REGENCY else code.rpartition(".")[2]
            provinces.setdefault(code[:2], []).append(f"{short} {name}")
    files = {f"{province}.txt": lines for province, lines in provinces.items()}
    files["districts.txt"] = [" ".join((regency, *parts)) for regency, parts in districts.items()]
    files["regencies.txt"] = [f"{regency} {names[regency]}" for regency in districts]
    return {name: "\n".join(lines) + "\n" for name, lines in files.items()}


def stale(files: dict[str, str]) -> list[str]:
    """Give the names of files that differ from what is committed, are missing, or should not be there."""
    there = {path.name for path in TARGET.glob("*.txt")} - {"LICENSE.txt"}
    differing = (
        name for name in files if name not in there or (TARGET / name).read_text(encoding="utf-8") != files[name]
    )
    return sorted({*differing, *(there - files.keys())})


def write(files: dict[str, str]) -> None:
    """Replace the folder, with the licence of the list beside it."""
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    for name, text in files.items():
        (TARGET / name).write_text(text, encoding="utf-8", newline="\n")
    shutil.copyfile(LAW_DATA / "wilayah-kemendagri.LICENSE.txt", TARGET / "LICENSE.txt")


def main(arguments: list[str]) -> int:
    """Run the script; 1 when --check finds the form stale, 2 when the list it was asked to read is not there."""
    checking = "--check" in arguments
    named = [Path(argument) for argument in arguments if not argument.startswith("-")]
    source = named[0] if named else DEFAULT_CSV
    if not source.is_file():
        print(f"{source.name} is not there: name it as the argument; the committed form stays", file=sys.stderr)
        # A clone has no list beside it: making everything again then keeps what is committed.
        return 2 if named or checking else 0
    files = made(read(source))
    if not checking:
        write(files)
        return 0
    differing = stale(files)
    for name in differing:
        print(f"stale: {name}; run tools/make_regions.py", file=sys.stderr)
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
