"""Makes law/data/regions/ from the Kemendagri list: `make_regions.py CSV`; `--check`: 1 when it was edited by hand.

The form is text that a diff can show: `districts.txt` has one line a regency with its two-digit districts;
`regencies.txt` one line a regency with its name; `51.txt` all of province 51, each code cut to its last part.
The list itself (2 MB) is not kept here; `SHA256SUMS` says what the script made of it, so that an edit by hand is seen.
"""

import csv
import hashlib
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LAW_DATA = ROOT / "src" / "jamsos_cli" / "law" / "data"
TARGET = LAW_DATA / "regions"
SUMS = "SHA256SUMS"
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


def sums(files: dict[str, str]) -> str:
    """Give the SHA-256 of each file, a line each, in order of name."""
    return "".join(f"{hashlib.sha256(files[name].encode()).hexdigest()}  {name}\n" for name in sorted(files))


def committed() -> dict[str, str]:
    """Give the files that are there."""
    paths = (path for path in TARGET.glob("*.txt") if path.name != "LICENSE.txt")
    return {path.name: path.read_text(encoding="utf-8") for path in paths}


def stale(expected: str) -> list[str]:
    """Give the names of files that differ from what the script made, are missing, or should not be there."""
    there, made_then = set(sums(committed()).splitlines()), set(expected.splitlines())
    return sorted({line.partition("  ")[2] for line in there ^ made_then})


def write(files: dict[str, str]) -> None:
    """Replace the folder, with the licence of the list beside it."""
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    for name, text in files.items():
        (TARGET / name).write_text(text, encoding="utf-8", newline="\n")
    (TARGET / SUMS).write_text(sums(files), encoding="utf-8", newline="\n")
    shutil.copyfile(LAW_DATA / "wilayah-kemendagri.LICENSE.txt", TARGET / "LICENSE.txt")


def main(arguments: list[str]) -> int:
    """Run the script; 1 when --check finds the form stale, 2 when there is nothing to read."""
    named = [Path(argument) for argument in arguments if not argument.startswith("-")]
    if named and not named[0].is_file():
        print(f"{named[0]} is not there", file=sys.stderr)
        return 2
    files = made(read(named[0])) if named else None
    if "--check" not in arguments:
        if files is None:
            print("name the list: make_regions.py wilayah-kemendagri.csv", file=sys.stderr)
            return 2
        write(files)
        return 0
    differing = stale(sums(files) if files is not None else (TARGET / SUMS).read_text(encoding="utf-8"))
    for name in differing:
        print(f"stale: {name}; run tools/make_regions.py", file=sys.stderr)
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
