"""`doctor` looks into what the settings say, too."""

from pathlib import Path

import pytest

from jamsos_cli.errors import Exit
from jamsos_cli.runs.checking import check
from jamsos_cli.runs.initialising import initialise

SETTINGS = """
[office]
regency = "51.04"

[[sources]]
key = "apbd"
title = "APBD"
kind = "apbd"
payer = "regency"
order = 1
relief = "excluded"
quotas = {{ "51.04.03.2001" = 3, "{village}" = 5 }}
"""


@pytest.mark.parametrize(("village", "well"), [("Saba", True), ("  saba", True), ("51.04.99.9999", False)])
def test_a_quota_of_no_village_is_told(tmp_path: Path, village: str, well: bool) -> None:
    initialise(tmp_path, "51.04", sample=False)
    (tmp_path / "jamsos.toml").write_text(SETTINGS.format(village=village), encoding="utf-8")
    checks, code = check(tmp_path)
    (quotas,) = [one for one in checks if one.subject.en == "Village quotas"]
    assert (quotas.well, code) == (well, Exit.CLEAN if well else Exit.SETTINGS)
    assert well or "apbd: 51.04.99.9999" in quotas.seen.id


def test_without_quotas_nothing_is_said_of_them(tmp_path: Path) -> None:
    initialise(tmp_path, "51.04", sample=False)
    assert "Village quotas" not in [one.subject.en for one in check(tmp_path)[0]]
