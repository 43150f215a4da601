"""`make demo`: run the sample month of all three offices with the installed jamsos, in demo/."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
JAMSOS = Path(sys.executable).with_name("jamsos.exe" if sys.platform == "win32" else "jamsos")
OFFICES = {"51.04": "gianyar", "51.71": "denpasar", "62.10": "gunung-mas"}
SAMPLE_MONTH = "2026-11"
EXPECTED = {0, 1}
"""The sample rosters hold mistakes on purpose, so a run ends with 1: findings."""


def main() -> int:
    """Make each office's workspace anew and run its month; 0 when every run came to its end."""
    demo = ROOT / "demo"
    shutil.rmtree(demo, ignore_errors=True)
    for code, name in OFFICES.items():
        folder = demo / name
        print(f"\n=== {name} ({code}) ===\n", flush=True)
        subprocess.run([JAMSOS, "init", folder, "--sample", "--regency", code], check=True)
        ended = subprocess.run([JAMSOS, "run", "--month", SAMPLE_MONTH, "--workspace", folder], check=False)
        if ended.returncode not in EXPECTED:
            return ended.returncode
    print(f"\nBuka di peramban / open in a browser: {demo / 'gianyar' / 'out' / SAMPLE_MONTH / 'laporan.html'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
