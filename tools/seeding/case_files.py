"""The rosters of a full-size case: plain, without mistakes, a file a village."""

from pathlib import Path

from jamsos_cli.law import regions
from jamsos_cli.model.region import Village
from seeding.cases import TABLE_PEOPLE, Case, Enrolment
from seeding.layout import roster_bytes
from seeding.people import GIANYAR, GUNUNG_MAS, People, Trade, spread
from seeding.roster import Layout, Roster, Row, Sponsor, columns, roster

WORKERS_A_FILE = 100
_COLUMNS = "no: NO | nik: NIK | name: NAMA LENGKAP | birth_date: TANGGAL LAHIR | sex: L/P | village: DESA/KELURAHAN"
_PLAIN = columns(f"{_COLUMNS} | district: KECAMATAN | occupation: PEKERJAAN | programme: PROGRAM")
_SPONSORED = (*_PLAIN, *columns("sponsor: NAMA SPONSOR | sponsor_nip: NIP SPONSOR | opd: OPD"))


def write_rosters(case: Case, enrolment: Enrolment, folder: Path) -> list[Path]:
    """Write the rosters of one enrolment below `folder` and give their paths in order of name."""
    people = People(case.name, GUNUNG_MAS if case.regency == "62.10" else GIANYAR)
    villages = _villages(case.regency, enrolment)
    made = _table(enrolment, people, villages[0]) if enrolment.table else _rosters(enrolment, people, villages)
    folder.mkdir(parents=True, exist_ok=True)
    for one in made:
        (folder / Path(one.name).name).write_bytes(roster_bytes(one))
    return sorted(folder / Path(one.name).name for one in made)


def _villages(code: str, enrolment: Enrolment) -> list[Village]:
    """Villages that a name and a kecamatan tell apart; as many as the enrolment wants."""
    regency = regions.regency(code)
    if regency is None:
        raise ValueError(f"no regency {code} in the list of regions")
    named = {(village.district, village.name): village for village in regency.villages}
    listed = [village for village in named.values() if not (enrolment.desa_only and village.is_kelurahan)]
    wanted = enrolment.villages or -(-enrolment.people // WORKERS_A_FILE)
    return listed[:wanted]


def _rosters(enrolment: Enrolment, people: People, villages: list[Village]) -> list[Roster]:
    layout = Layout(_SPONSORED if enrolment.sponsors else _PLAIN, programme=enrolment.programmes, sheet="Data")
    made = []
    for index, (village, count) in enumerate(spread(enrolment.people, villages)):
        name = f"rosters/{enrolment.source}/{village.code}.xlsx"
        sponsors = _sponsors(enrolment.sponsors // len(villages), index) if enrolment.sponsors else ()
        made.append(roster(name, layout, people, (village,), count, sponsors=sponsors))
    if enrolment.sponsors:
        for row in (row for one in made for row in one.rows):
            # Nobody drives, so that one month has one tariff for all.
            row.person = row.person._replace(trade=Trade("Petani"))
    return made


def _sponsors(count: int, office: int) -> tuple[Sponsor, ...]:
    """Civil servants of one office, each with a NIP of their own."""
    made = []
    for number in range(count):
        nip = f"19800101200501{1 + number % 2}{office * 100 + number:03d}"
        made.append(Sponsor(f"Sponsor Contoh {office:02d}-{number:03d}", nip, f"OPD {office}"))
    return tuple(made)


def _table(enrolment: Enrolment, people: People, village: Village) -> list[Roster]:
    """The four people of the relief's table, the same for each run of months."""
    ordinary, *sponsored = (Row(people.person(village)) for _ in TABLE_PEOPLE)
    for row, name in zip(sponsored, TABLE_PEOPLE[1:], strict=True):
        row.person = row.person._replace(trade=Trade("Tukang ojek", True) if "Ojek" in name else Trade("Petani"))
        row.sponsor = Sponsor(name, "", "Warga")
        row.cells["programme"] = "JKK+JKM+JHT" if name.endswith("JHT") else "JKK+JKM"
    public = enrolment.source == "apbd"
    layout = Layout(_PLAIN if public else _SPONSORED, (f"MULAI {enrolment.first}",), sheet="Data")
    name = f"rosters/{enrolment.source}/{enrolment.first}.xlsx"
    return [Roster(name, enrolment.source, layout, [ordinary] if public else sponsored)]
