"""A page as a browser makes it: its DOM after its script has run, a picture of it, its print."""

import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
# Where everything must be tested, a missing browser is no excuse.
needs_browser = pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="no chromium here")


def chromium(url: str, profile: Path, *switches: str) -> str:
    """Open a page without a window and give what was printed; the profile is thrown away with the test's folder."""
    assert CHROMIUM is not None, "install the Debian package chromium"
    ran = subprocess.run(
        [
            CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
            "--disable-dev-shm-usage", "--no-first-run", "--hide-scrollbars",
            f"--user-data-dir={profile}", *switches, url,
        ],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )  # fmt: skip
    return ran.stdout


def dom(page: Path, profile: Path, state: str = "") -> str:
    """Give the document once its script has run, opened from the disk with a state in its address."""
    url = f"{page.resolve().as_uri()}{'#' if state else ''}{state}"
    return chromium(url, profile, "--virtual-time-budget=4000", "--dump-dom")


def shown_rows(document: str) -> list[str]:
    """Give the findings that are not hidden, as their code and cell."""
    rows = re.findall(r'<tr class="(?:error|warning|note)"([^>]*)>.*?<b>(.*?)</b>', document)
    return [f"{about.partition('data-c=')[2][1:4]} {unescape(cell)}" for about, cell in rows if "hidden" not in about]
