"""Write docs/FINDINGS.md from the kinds of findings and the gallery of examples; --check says whether it is fresh."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from jamsos_cli.model.finding import Kind
from jamsos_cli.model.wording import Text
from jamsos_cli.reports.kinds import MEANINGS
from jamsos_cli.runs.explaining import KINDS

ROOT = Path(__file__).resolve().parents[1]
GALLERY = ROOT / "tests" / "findings"
DOCUMENT = ROOT / "docs" / "FINDINGS.md"
GROUPS = {
    "F": Text("Berkas dan lembar", "Files and sheets"),
    "N": Text("NIK", "NIK"),
    "P": Text("Orang", "People"),
    "V": Text("Desa", "Villages"),
    "E": Text("Siapa boleh didaftarkan", "Who may be enrolled"),
    "S": Text("Sumber dana dan program", "Sources and programmes"),
    "D": Text("Ganda", "Doubles"),
}
HEAD = """# Findings

Every code that `jamsos` gives, in Indonesian and English. `tools/make_findings_doc.py` writes this page from the rules
and from the examples in `tests/findings/`; change those, then run it again. A cell is text; `#123` is a cell that
Excel holds as a number, `d1980-03-12` one that it holds as a date. All data are made up.
"""


def document() -> str:
    """Give the whole page."""
    parts = [HEAD]
    for letter, title in GROUPS.items():
        parts.append(f"## {title.id}" + (f" / {title.en}" if title.id != title.en else ""))
        parts += [_section(kind) for code, kind in KINDS.items() if code.startswith(letter)]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _section(kind: Kind) -> str:
    level = MEANINGS[kind.level]
    lines = [
        f"### {kind.code} {kind.slug}",
        "",
        f"*{level.id} / {level.en}*",
        "",
        *_said("Pesan", "Message", kind.message.bare()),
        *_said("Cara membetulkan", "How to mend it", kind.hint.bare()),
        *_said("Mengapa", "Why", kind.why),
        *_said("Contoh", "Example", kind.example),
        "",
        "```text",
        *_example(kind.code),
        "```",
    ]
    return "\n".join(lines)


def _said(indonesian: str, english: str, text: Text) -> Iterator[str]:
    yield f"- **{indonesian}**: {_shown(text.id)}<br>"
    yield f"  **{english}**: {_shown(text.en)}"


def _shown(sentence: str) -> str:
    """Give a sentence with its stars and brackets as themselves."""
    return re.sub(r"([*<>_|])", r"\\\1", sentence).strip()


def _example(code: str) -> Iterator[str]:
    """Give the firing roster as its rows, without what only the test needs."""
    for line in (GALLERY / code / "fires.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("expect:"):
            yield line.removeprefix("--- ") if line.startswith("--- ") else line


def main() -> int:
    """Write the page, or say with --check and exit code 1 that it is stale."""
    made = document()
    if "--check" in sys.argv[1:]:
        fresh = DOCUMENT.is_file() and DOCUMENT.read_text(encoding="utf-8") == made
        print("docs/FINDINGS.md is fresh" if fresh else "docs/FINDINGS.md is stale: run tools/make_findings_doc.py")
        return 0 if fresh else 1
    DOCUMENT.write_text(made, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
