"""docs/FINDINGS.md is what the tool makes of the kinds and the gallery."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_of_findings_is_fresh() -> None:
    ran = subprocess.run(
        [sys.executable, "tools/make_findings_doc.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout
