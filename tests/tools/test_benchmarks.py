"""The benchmarks still run: small here, so that they break where what they measure changes, not on the day of use."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
SMALL = {
    "million.py --people 300": r"ours [0-9.]+ s, .*executemany into the same table [0-9.]+ s",
    "same_nik.py --people 300": r"ours [0-9.]+ s, pandas [0-9.]+ s",
    "resemblance.py 400": r"bali: 4[0-9]{2} records.*dayak: 4[0-9]{2} records",
}


@pytest.mark.parametrize("command", SMALL)
def test_a_benchmark_runs(command: str) -> None:
    script, *arguments = command.split()
    ran = subprocess.run(
        [sys.executable, BENCHMARKS / script, *arguments], capture_output=True, text=True, timeout=300, check=False
    )
    assert (ran.returncode, re.search("Traceback", ran.stderr)) == (0, None), ran.stderr
    assert re.search(SMALL[command], ran.stdout, re.DOTALL), ran.stdout
