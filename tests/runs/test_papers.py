"""The papers of one command appear together when all went well, and not at all when it did not."""

from pathlib import Path

import pytest

from jamsos_cli.runs.bills.papers import Papers, stems


def paper(text: str) -> bytes:
    return text.encode()


def broken(_: str) -> bytes:
    raise ValueError("a paper that cannot be made")


def test_papers_are_written_when_the_block_ends(tmp_path: Path) -> None:
    with Papers() as papers:
        first = papers.add(tmp_path / "a" / "one.html", paper, "one")
        assert not first.exists()
        papers.add(tmp_path / "two.html", paper, "two")
    assert (first.read_text(), (tmp_path / "two.html").read_text()) == ("one", "two")


def test_nothing_is_written_when_the_command_fails(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), Papers() as papers:
        papers.add(tmp_path / "one.html", paper, "one")
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_or_dropped_when_one_paper_cannot_be_made(tmp_path: Path) -> None:
    old = tmp_path / "old.html"
    old.write_text("old", encoding="utf-8")
    with pytest.raises(ValueError, match="cannot be made"), Papers() as papers:
        papers.drop([old])
        papers.add(tmp_path / "one.html", paper, "one")
        papers.add(tmp_path / "two.html", broken, "two")
    assert {path.name for path in tmp_path.iterdir()} == {"old.html"}


def test_drafts_of_earlier_runs_go_unless_they_are_written_again(tmp_path: Path) -> None:
    for name in ("gone.html", "again.html"):
        (tmp_path / name).write_text("old", encoding="utf-8")
    with Papers() as papers:
        papers.add(tmp_path / "again.html", paper, "new")
        papers.drop(list(tmp_path.iterdir()))
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"again.html": "new"}


NAMED = {
    "the regency by its name": (
        "regency",
        "Pemerintah Kabupaten Gianyar",
        "",
        "Pemerintah-Kabupaten-Gianyar-rancangan",
    ),
    "a village by code and name": ("51.04.01.2001", "Batubulan", "", "51.04.01.2001-Batubulan-rancangan"),
    "a village without a code by its name": ("7 ULU", "7 Ulu", "", "7-ULU-rancangan"),
    "a sponsor by the key": ("ni-made-sari.setda", "Ni Made Sari, S.E.", "", "ni-made-sari.setda-rancangan"),
    "an issued one by its number": ("51.04.01.2001", "Batubulan", "007/D/XI", "51.04.01.2001-Batubulan-007-D-XI"),
}


@pytest.mark.parametrize("case", NAMED)
def test_an_invoice_is_found_by_who_pays_it(case: str) -> None:
    payer, called, number, expected = NAMED[case]
    row = {"source": "dana_desa", "payer": payer, "payer_name": called, "number": number}
    assert [path.name for path in stems(Path("out"), [row])] == [expected]
