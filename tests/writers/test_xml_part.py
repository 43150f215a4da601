"""What is put into a part of a workbook stands where the format wants it."""

import pytest

from jamsos_cli.writers.xml_part import Part

ORDER = ("one", "two", "three", "four")


@pytest.mark.parametrize(
    ("content", "name", "behind"),
    [
        (b"<x><one/><three/></x>", "two", b"<one/>"),
        (b"<x><one/><two/><three/></x>", "two", b"<two/>"),
        (b"<x><three/><four/></x>", "two", b"<x>"),
        (b"<x><one/><own/></x>", "four", b"<own/>"),
        (b"<x><three><four/></three></x>", "three", b"</three>"),
    ],
)
def test_an_element_goes_behind_those_that_the_format_has_before_it(content: bytes, name: str, behind: bytes) -> None:
    at = Part(content).before(ORDER, name)
    assert content[:at].endswith(behind)
