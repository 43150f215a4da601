"""Findings as SARIF 2.1.0 (OASIS), which code hosts and editors show at the place they speak of."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from jamsos_cli.model.finding import Finding, Kind
from jamsos_cli.model.mistakes import mistake
from jamsos_cli.model.nik import mask_numbers
from jamsos_cli.model.place import column_number
from jamsos_cli.model.result import FileResult
from jamsos_cli.model.wording import Lang, Text, printable

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_FINGERPRINT_DIGITS = 12
"""Hexadecimal; too few to be taken for a NIK where all of them happen to be decimal."""


def sarif(results: Sequence[FileResult], lang: Lang, version: str, exit_code: int) -> dict[str, object]:
    """Give one run: every kind that was found as a rule, every finding as a result; NIKs are masked everywhere.

    Messages come in one language, rules in both. A result's fingerprint says file, place, field and code and nothing
    that was read, so it stays the same from run to run and in either language.
    """
    kinds = sorted({finding.kind.code: finding.kind for result in results for finding in result.findings}.items())
    numbers = {code: number for number, (code, _) in enumerate(kinds)}
    found = [one for index, result in enumerate(results) for one in _results(index, result, numbers, lang)]
    driver = {"name": "jamsos", "version": version, "language": lang, "rules": [_rule(kind, lang) for _, kind in kinds]}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "language": lang,
                "invocations": [{"executionSuccessful": True, "exitCode": exit_code}],
                "artifacts": [_artifact(result) for result in results],
                "results": found,
            }
        ],
    }


def file_uri(name: str) -> str:
    """Give a file as a URI reference: forward slashes, percent-encoded, absolute paths with their scheme.

    >>> file_uri("rosters/apbd/Desa Saba #2.xlsx"), file_uri("C:/data/a:b.csv"), file_uri("/tmp/a.csv")
    ('rosters/apbd/Desa%20Saba%20%232.xlsx', 'file:///C:/data/a%3Ab.csv', 'file:///tmp/a.csv')
    """
    shown = mask_numbers(name)
    if shown[1:3] == ":/" and shown[0].isalpha():
        return f"file:///{shown[:2]}{quote(shown[2:], errors='replace')}"
    encoded = quote(shown, errors="replace")
    return f"file://{encoded}" if shown.startswith("/") and not shown.startswith("//") else encoded


def _rule(kind: Kind, lang: Lang) -> dict[str, object]:
    named, help_text = _both(mistake(kind), lang, " / "), _both(kind.hint.bare(), lang, "\n\n")
    return {
        "id": kind.code,
        "name": kind.slug,
        "shortDescription": {"text": named},
        "fullDescription": {"text": _both(kind.why, lang, " / ")},
        "help": {"text": help_text},
        "defaultConfiguration": {"level": kind.level.value},
        "properties": {"tags": [kind.scope]},
    }


def _artifact(result: FileResult) -> dict[str, object]:
    found: dict[str, object] = {"location": {"uri": file_uri(result.file)}, "roles": ["analysisTarget"]}
    if result.sha256:
        found["hashes"] = {"sha-256": result.sha256}
    counts = {"rows_read": result.rows_read, "accepted": result.accepted, "rejected": result.rejected}
    return found | {"properties": counts | {"skipped": result.skipped}}


def _results(place: int, result: FileResult, rules: dict[str, int], lang: Lang) -> Iterator[dict[str, object]]:
    uri = file_uri(result.file)
    met: Counter[str] = Counter()
    for finding in result.findings:
        fingerprint = _fingerprint(uri, finding)
        met[fingerprint] += 1
        yield {
            "ruleId": finding.kind.code,
            "ruleIndex": rules[finding.kind.code],
            "level": finding.kind.level.value,
            "message": {"text": f"{finding.message(lang)} {finding.hint(lang)}"},
            "locations": [_location(uri, place, finding)],
            "partialFingerprints": {"place/v1": f"{fingerprint}:{met[fingerprint]}"},
        }


def _location(uri: str, index: int, finding: Finding) -> dict[str, object]:
    place = finding.place
    physical: dict[str, object] = {"artifactLocation": {"uri": uri, "index": index}}
    if place.row is not None:
        region: dict[str, object] = {"startLine": place.row}
        if place.cell is not None:
            region["startColumn"] = column_number(place.cell)
        physical["region"] = region
    sheet = printable(mask_numbers(place.sheet)) if place.sheet else ""
    where = place.cell or (str(place.row) if place.row is not None else "")
    name = "!".join(part for part in (sheet, where) if part)
    found: dict[str, object] = {"physicalLocation": physical}
    return found | {"logicalLocations": [{"fullyQualifiedName": name}]} if name else found


def _fingerprint(uri: str, finding: Finding) -> str:
    """Give a short hash of where a finding stands and what kind it is; nothing of what the cell holds."""
    place = finding.place
    sheet = mask_numbers(place.sheet or "")
    parts = (uri, sheet, place.cell or place.row, finding.field, finding.kind.code)
    said = "\n".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:_FINGERPRINT_DIGITS]


def _both(text: Text, lang: Lang, between: str) -> str:
    """Say a text in both languages, the reader's first; a NIK given as an example is masked like any other."""
    said = (mask_numbers(text.id), mask_numbers(text.en))
    first, second = said if lang == "id" else reversed(said)
    return first if first == second else f"{first}{between}{second}"
