"""What is shown of a value gives no NIK away."""

import pytest

from jamsos_cli.model.finding import Finding, Kind, Level
from jamsos_cli.model.place import Place
from jamsos_cli.model.wording import Text

SAID = Text("NIK {value}", "NIK {value}")
KIND = Kind("N03", "nik-characters", Level.ERROR, "cell", SAID, SAID, SAID, SAID)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("5|104|031|203|800|099", "5|104|***|***|***|***"),
        ("5104:0312:0380:0099", "5104:****:****:****"),
        ("51O4O312O38OOO99", "51O4************"),
        ("5,1040312E15", "5,104*******"),
        ("BELUM ADA", "BELUM ADA"),
        ("0", "0"),
    ],
)
def test_a_nik_column_is_hidden_after_four_however_it_is_written(written: str, shown: str) -> None:
    finding = Finding(KIND, Place("a.xlsx"), "nik", written)
    assert (finding.shown_value(), finding.message("id")) == (shown, f"NIK {shown}")
