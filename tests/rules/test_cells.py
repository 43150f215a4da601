"""What one cell may hold, by its heading: every case with the codes it gives, read as the rulings say."""

import pytest

from roster_text import codes, result

NIK = "5104031203800001"
CELLS: dict[str, list[tuple[str, str]]] = {
    "NIK": [
        (NIK, ""), ("5104 0312 0380 0001", ""), ("51.04.03.120380.0001", ""), ("510403-120380-0001", ""),
        (f"'{NIK}", ""), (f"{NIK}.0", ""), (f"{NIK}\\u00a0", ""), (f"\\u200b{NIK}\\ufeff", ""),
        (f"\\u202a{NIK}\\u202c", ""), (f"#{NIK}", ""), ("#9007199254740991", "N06"), ("#9007199254740994", "N04"),
        ("5104031203800010", ""), ("5104031203800000", "N10"), ("#5104031203800010", "N04"),
        ("#5104031203800000", "N04"), ("5,10403E+15", "N04"), ("5.10403E+15", "N04"), ("5,10403e15", "N04"),
        ("5.10403120380000E+15", "N04"),
        ("'5,10403E+15", "N04"), ("5,10403 E+15", "N04"), ("5,10403E+015", "N04"), ("5,10403E+15\\u00a0", "N04"),
        ("-", "N01"), ("0", "N01"), ("#0", "N01"), ("BELUM ADA", "N01"), ("belum punya", "N01"), ("?", "N01"),
        ("tidak ada", "N01"), ("\\u00a0", "F10 F11"),
        ("1111111111111111", "N05"), ("#1111111111111111", "N05"), ("1234567890123456", "N05"), ("0000", "N05"),
        ("0000000000000000", "N05"), ("#1234567890123450", "N05"), ("1111-1111-1111-1111", "N05"),
        ("51O4031203800001", "N03"), ("5l04031203800001", "N03"), ("５１０４０３１２０３８００００１", "N03"),
        ("٥١٠٤٠٣١٢٠٣٨٠٠٠٠١", "N03"), (f"{NIK}x", "N03"), (f"{NIK} (baru)", "N03"), (f"{NIK}/{NIK}", "N03"),
        ("51O403120380", "N03"),
        ("510403120380001", "N02"), ("51040312038000011", "N02"), ("#510403120380001", "N02"), ("12", "N02"),
        ("5104033002800001", "N06"), ("5104030003800001", "N06"), ("5104033203800001", "N06"),
        ("5104034003800001", "N06"), ("5104034103800001", ""), ("5104037103800001", ""), ("5104037203800001", "N06"),
        ("5104031200800001", "N06"), ("5104031213800001", "N06"), ("5104033104800001", "N06"),
        ("5104032902800001", ""), ("5104032902810001", "N06"), ("5104036902800001", ""), ("5104032902000001", ""),
        ("9999991203800001", "N07"), ("5104031503150002", "N12"),
    ],
    "TGL LAHIR": [
        ("12-03-1980", ""), ("12/03/80", ""), ("12.03.1980", ""), ("12 Maret 1980", ""), ("12-Mar-80", ""),
        ("12 maret 80", ""), ("12 MRT 1980", ""), ("1980-03-12", ""), ("1980-03-12 00:00:00", ""), ("d1980-03-12", ""),
        ("#29292", ""), ("29292", ""), ("12-03-1980\\u00a0", ""), ("12 Nopember 1980", "N08"),
        ("12 Pebruari 1980", "N08"), ("12 Agust 1980", "N08"), ("13-03-1980", "N08"),
        ("", "P03"), ("-", "P03"), ("belum tahu", "P03"), ("\\u00a0", "P03"),
        ("1980", "P04"), ("#1980", "P04"), ("th 1980", "P04"), ("30-02-1980", "P04"), ("00-00-0000", "P04"),
        ("12/III/1980", ""), ("12-iii-80", ""), ("12 III 1980", ""), ("12-XIII-1980", "P04"), ("31/II/1980", "P04"),
        ("2-11-2026", "P04"), ("12-03-2030", "P04"), ("12-03-1920", "P04"), ("32-03-1980", "P04"),
        ("03/25/1980", "N08 P05"), ("03/12/1980", "N08"), ("25/03/1980", "N08"),
        ("12-03-10", "E02 N08"), ("12-03-1961", "E01 N08"),
    ],
    "TAHUN LAHIR": [
        ("1980", ""), ("#1980", ""), ("Th. 1980", ""), ("1981", "N08"), ("#1979", "N08"), ("", ""), ("-", ""),
        ("45", ""), ("belum tahu", ""), ("2090", ""), ("12-03-1980", ""), ("d1980-03-12", ""), ("13-03-1980", "N08"),
        ("12-03-1961", "E01 N08"),
    ],
    "TTL": [
        ("Gianyar, 12-03-1980", ""), ("GIANYAR/12 MARET 1980", ""), ("Gianyar 12/03/80", ""), ("12-03-1980", ""),
        ("Gianyar, 12 Mar 1980", ""), ("Gianyar (12-03-1980)", ""), ("１２-03-1980", ""),
        ("d1980-03-12", ""), ("Br. Tengah 2, 12-03-1980", ""),
        ("tgl 12 bln 03 thn 1980", ""), ("Tgl. 12 Bulan Maret Tahun 1980", ""), ("12 tahun", "P04"),
        ("Gianyar", "P03"), ("Gianyar,", "P03"), ("Gianyar, -", "P03"),
        ("Gianyar, 1980", "P04"), ("Gianyar, 30 Februari 1980", "P04"),
    ],
    "L/P": [
        ("L", ""), ("l", ""), ("LK", ""), ("Laki-laki", ""), ("LAKI - LAKI", ""), ("Pria", ""), ("L ", ""),
        ("P", "N09"), ("Perempuan", "N09"), ("PR", "N09"), ("Wanita", "N09"), ("W", "N09"),
        ("♂", ""), ("♀", "N09"), ("Ibu", "N09"), ("☺", "P06"),
        ("", "P06"), ("-", "P06"), ("X", "P06"), ("L/P", "P06"), ("1", "P06"),
        ("1. Laki-laki", ""), ("2. Perempuan", "N09"), ("Prempuan", "N09"), ("12", "P06"),
    ],
    "PENGHASILAN": [
        ("", ""), ("-", ""), ("Rp1.500.000,-", ""), ("1,5jt", ""), ("1.5jt", ""), ("800rb", ""), ("#1500000", ""),
        ("1500000", ""), ("1.000", ""), ("Rp 1.500.000,00", ""),
        ("'1500000", ""), ("1.500.000;", ""), ("--", ""), ("...", ""), ("1000", ""), ("#1000", ""), ("Rp", "P09"),
        ("16.8", "P09"), ("#16.8", "P09"), ("#999", "P09"), ("999", "P09"), ("-5000", "P09"),
        ("#-5000", "P09"), ("banyak", "P09"),
        ("± 1.500.000", ""), ("Rp. ±1.500.000,-", ""), ("+/- 1,5 jt", ""), ("+- 1500rb", ""), ("~1.500.000", ""),
        ("kurang lebih 1.500.000", ""), ("１５０００００", ""), ("± 16", "P09"),
        ("1-2 jt", ""), ("1 - 2 juta", ""), ("Rp 500.000,- s.d. Rp 1.000.000,-", ""), ("500.000-900.000", ""),
        ("500 - 900 ribu", ""), ("500 - 1 juta", ""), ("antara 1 dan 2 juta", ""), ("0 - 500.000", ""),
        ("2 jutaan", ""), ("< 1.000.000", ""), ("di bawah 1 juta", ""), ("maks. 1jt", ""), ("> 2 juta", ""),
        ("Rp 3 juta ke atas", ""),
        ("2 - 1 juta", "P09"), ("0 - 500", "P09"), ("< 500", "P09"), ("1-2", "P09"), ("12-03-1980", "P09"),
        ("satu juta", ""), ("Satu juta lima ratus ribu rupiah", ""), ("500 ribu s/d satu juta", ""),
        ("lima ratus", "P09"),
        ("0361-123456", "P09"), ("50.000/hari", "P09"), ("UMR", "P09"),
        ("0", "P09"),
    ],
    "PROGRAM": [
        ("", ""), ("-", ""), ("JKK+JKM", ""), ("JKM & JKK", ""), ("JKK/JKM/JHT", ""), ("JKK dan JKM", ""),
        ("jkk,jkm", ""), ("JHT JKM JKK", ""), ("2 program", ""), ("3 Program", ""), ("#2", ""), ("JKK-JKM", ""),
        ("2program", ""), ("J.K.K + J.K.M", ""), ("JKK and JKM", ""), ("--", ""), ("J.K.K", "S03"),
        ("JKK", "S03"), ("JKM", "S03"), ("JHT", "S03"), ("JKK+JHT", "S03"), ("JKM JHT", "S03"), ("JP", "S03"),
        ("JKK+JKM+JP", "S03"), ("JKK+JKM+JKP", "S03"), ("1 program", "S03"), ("4 program", "S03"), ("ya", "S03"),
    ],
    "BULAN IUR": [
        ("", ""), ("-", ""), ("1", ""), ("2", ""), ("3", ""), ("6", ""), ("12", ""), ("#6", ""), ("6 bulan", ""),
        ("2026-11", ""), ("November 2026", ""), ("NOPEMBER 2026", ""), ("11/2026", ""), ("d2026-11-01", ""),
        ("01/11/2026", ""), ("1 November 2026", ""), ("6.0", ""), ("'6", ""), ("6 (enam)", ""), ("6 (enam) bulan", ""),
        ("bulan November 2026", ""), ("--", ""), ("4 (empat)", "S06"), ("6.5", "S06"), ("bulan", "S06"),
        ("0", "S06"), ("4", "S06"), ("5", "S06"), ("13", "S06"), ("-6", "S06"), ("#6.5", "S06"), ("enam", "S06"),
        ("2026-13", "S06"), ("November", "S06"), ("32/11/2026", "S06"), ("2026", "S06"),
    ],
    "MULAI | SAMPAI": [
        ("2026-11 | 2027-01", ""), ("2026-11 | 2026-11", ""), ("November 2026 | Desember 2026", ""), ("2026-12 |", ""),
        ("| 2026-12", ""), ("d2026-11-01 | d2026-12-31", ""), ("01/11/2026 | 31/12/2026", ""), ("|", ""),
        ("2027-01 | 2026-11", "S06"), ("| 2026-10", "S06"), ("x | 2026-12", "S06"), ("2026-11 | y", "S06"),
    ],
    "SUMBER DANA": [
        ("APBD", ""), ("apbd", ""), ("APBD Kabupaten 2026", ""), ("Dana Desa", ""), ("DD", ""), ("DDS (Dana Desa)", ""),
        ("SERTAKAN", "S04"),
        ("", ""), ("-", ""), ("APBX", "S02"), ("Dana Desa (DD)", ""), ("APBD / Dana Desa", "S02"), ("CSR Bank", "S02"),
        ("A.P.B.D", ""), ("DANADESA", ""), ("APBDX", "S02"),
    ],
    "PEKERJAAN": [
        ("Petani", ""), ("Ojek", ""), ("Pensiunan PNS", ""), ("Purnawirawan TNI", ""), ("Mantan Polisi", ""),
        ("Istri PNS", ""), ("Suami ASN", ""), ("Anak TNI", ""), ("Istri anggota Polri", ""), ("Kader posyandu", ""),
        ("Ketua RT/RW", ""), ("Linmas", ""), ("Pecalang", ""), ("Pemangku", ""), ("Serati banten", ""),
        ("Kelian banjar adat", ""), ("Orang tua PNS", ""), ("Servis perangkat elektronik", ""),
        ("", "E04"), ("-", "E04"), ("sda", "E04"), ("s.d.a", "E04"), ("idem", "E04"),
        ("PNS", "E05"), ("p.n.s", "E05"), ("Pegawai Negeri Sipil", "E05"), ("ASN", "E05"), ("PPPK", "E05"),
        ("P3K", "E05"), ("TNI AD", "E05"), ("Tentara", "E05"), ("POLRI", "E05"), ("Polisi", "E05"),
        ("Pegawai negri", "E05"), ("Perangkat", "E08"),
        ("Guru (PNS)", "E05"), ("Petani/PNS", "E05"),
        ("Pegawai toko", "E08"), ("Perbekel", "E08"), ("Kepala Desa", "E08"), ("Sekdes", "E08"), ("Kaur", "E08"),
        ("Kasi Pelayanan", "E08"), ("Kadus", "E08"), ("Kelian Banjar Dinas", "E08"), ("Anggota BPD", "E08"),
        ("Guru honorer", "E08"), ("Karyawan swasta", "E08"),
    ],
    "NO HP": [
        ("", ""), ("-", ""), ("0", ""), ("081234567890", ""), ("0812-3456-7890", ""), ("+62 812 3456 7890", ""),
        ("\u202a+62 812\u20113456\u20117890\u202c", ""), ("https://wa.me/6281234567890", ""),
        ("０８１２３４５６７８９０", ""),
        ("#81234567890", ""), ("0812-3456-7890 (WA)", ""), ("HP: 081234567890", ""), ("WA 12345", "P08"), ("wa", "P08"),
        ("+62 (0)812 34567890", ""), ("(0361) 123456", ""), ("081234567890 / 081234567891", ""),
        ("12345", "P08"), ("0812-3456", "P08"), ("+62 812 3456", "P08"), ("(0361) 12345", ""), ("0811 234 567", ""),
        ("tidak ada", "P08"), ("08123456789012345", "P08"),
    ],
    "DESA": [("Batubulan", ""), ("Tidak Ada Desa Ini", ""), ("", "")],
}  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "cell", "expected"), [(heading, *case) for heading, cases in CELLS.items() for case in cases]
)
def test_a_cell_gives_the_codes_of_the_rulings(heading: str, cell: str, expected: str) -> None:
    row = f"1 | {cell} | I WAYAN SUDARMA" if heading == "NIK" else f"1 | {NIK} | I WAYAN SUDARMA | {cell}"
    found = result(f"NO | NIK | NAMA{'' if heading == 'NIK' else f' | {heading}'}\n{row}")
    assert codes(found.findings) == expected.split()


NAMES = [
    ("SUDARMA", ""), ("I Wayan", ""), ("Ni Luh Sari", ""), ("Ida Bagus Oka", ""), ("I Made Adi, S.H.", ""),
    ("Drs. I Ketut Rai", ""), ("H. Ali", ""), ("O'Brian", ""), ("WY. RAI", ""), ("A.A. Gede", ""), ("[/b] BUDI", ""),
    ("NA", ""), ("None", ""), ("NULL", ""), ("nan", ""), ("TRUE", ""),
    ("I", "P02"), ("Ni", "P02"), ("Tn.", "P02"), ("Ny", "P02"),
    ("Ny. SUPARMI", ""), ("Ida Bagus", "P02"), ("Anak Agung", "P02"), ("A", "P02"), ("B.", "P02"),
    ("Budi 2", "P02"), ("12345", "P02"), ("S.H.", "P02"), ("S. Pd.", "P02"), ("S.Pd", "P02"), ("M. Si", "P02"),
    ("M. Sidik", ""), ("A. Md. Suarta", ""),
    ("", "P01"), ("-", "P01"), ("BELUM ADA", "P01"), ("...", "P01"), ("\u2014", "P01"), ("'", "P01"), ("_", "P01"),
    ("?", "P01"), ("belum diketahui", "P01"), ("sda", "P02"), ("Idem", "P02"), ("s.d.a", "P02"), ("Sdama", ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "expected"), NAMES)
def test_one_word_is_a_name_and_a_title_alone_is_not(name: str, expected: str) -> None:
    found = result(f"NO | NIK | NAMA | ALAMAT\n1 | {NIK} | {name} | Br. Tengah")
    assert codes(found.findings) == expected.split() and found.rows_read == 1


DANA_DESA = [
    ("Perbekel", "S05"), ("kepala desa", "S05"), ("Sekdes", "S05"), ("Kaur keuangan", "S05"), ("Kasi", "S05"),
    ("Kadus", "S05"), ("Kelian banjar dinas", "S05"), ("BPD", "S05"), ("Perangkat desa", "S05"), ("PNS", "E05"),
    ("Kader posyandu", ""), ("RT", ""), ("Pecalang", ""), ("Petani", ""), ("Guru honorer", "E08"),
]  # fmt: skip


@pytest.mark.parametrize(("occupation", "expected"), DANA_DESA)
def test_dana_desa_pays_no_official_of_the_village(occupation: str, expected: str) -> None:
    text = f"NO | NIK | NAMA | PEKERJAAN\n1 | {NIK} | I WAYAN SUDARMA | {occupation}"
    assert codes(result(text, source="dana_desa").findings) == expected.split()


VILLAGES = [
    ("dana_desa", "51.04", "Gianyar", "S05"), ("dana_desa", "51.04", "Kelurahan Beng", "S05"),
    ("dana_desa", "51.04", "51.04.03.1003", "S05"), ("dana_desa", "51.04", "Batubulan", ""),
    ("dana_desa", "51.04", "", ""), ("apbd", "51.04", "Gianyar", ""), ("dana_desa", "", "Gianyar", ""),
    ("apbd", "51.04", "Bukan Desa Sini", "V01"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "regency", "village", "expected"), VILLAGES)
def test_a_kelurahan_has_no_dana_desa_where_the_regency_is_known(
    source: str, regency: str, village: str, expected: str
) -> None:
    text = f"NO | NIK | NAMA | DESA\n1 | {NIK} | I WAYAN SUDARMA | {village}"
    assert codes(result(text, source=source, regency=regency).findings) == expected.split()


def test_the_kabupaten_column_of_the_file_names_the_regency() -> None:
    text = f"NO | NIK | NAMA | DESA | KABUPATEN\n1 | {NIK} | I WAYAN SUDARMA | Gianyar | Kab. Gianyar"
    assert codes(result(text, source="dana_desa").findings) == ["S05"]


@pytest.mark.parametrize("cell", ["", "-", "--", "...", "\u2014", "?", "BELUM ADA", "kosong"])
def test_marks_and_words_for_nothing_are_a_blank_source(cell: str) -> None:
    rows = f"1 | {NIK} | I WAYAN SUDARMA | {cell}\n2 | 5104031203800012 | NI LUH SARI | APBD"
    text = f"NO | NIK | NAMA | SUMBER DANA\n{rows}"
    assert "S01" in codes(result(text, source="").findings)


SPELLINGS = [
    ("62.10", "Sarerangan", "V03"), ("62.10", "Sare Rangan", ""), ("62.10", "SARE  RANGAN", ""),
    ("62.10", "Desa Sare-Rangan", ""), ("62.10", "Sare Ranga", "V03"), ("62.10", "Tumbanglapan", "V02"),
    ("51.04", "Batu Bulan", "V03"), ("51.04", "Ketewal", "V03"), ("51.04", "Tulikop", "V03"),
    ("51.04", "Ketewalo", "V01"),
    ("51.04", "Kampung Saba", "V01"), ("91.03", "Kampung Yobeh", ""), ("91.03", "Kp. Yobeh", ""),
    ("73.26", "Lembang Saloso", ""), ("11.71", "Gp. Lampulo", ""),
    ("11.71", "Desa Gampong Jawa", ""), ("11.71", "Gampong Jawa", ""), ("53.01", "Oesao", "V02"),
    ("51.04", "51.04.02.2007", ""), ("51.04", "5104022007", ""), ("53.01", "Desa Oesao", ""),
    ("53.01", "Kelurahan Oesao", ""),
    ("51.04", "Puho", "V01"), ("51.04", "Pejneg", "V03"), ("51.04", "Buahen", "V03"),
]  # fmt: skip


@pytest.mark.parametrize(("regency", "village", "expected"), SPELLINGS)
def test_a_village_spelled_otherwise_is_said(regency: str, village: str, expected: str) -> None:
    text = f"NO | NIK | NAMA | DESA\n1 | {NIK} | I WAYAN SUDARMA | {village}"
    found = codes(result(text, regency=regency).findings)
    assert [code for code in found if code != "N11"] == expected.split()


SPONSORS = [
    ("NAMA SPONSOR", "NI MADE SARI", ""), ("NIP SPONSOR", "197001011990031001", ""), ("OPD", "Dinas Kesehatan", "S04"),
    ("NAMA SPONSOR", "", "S04"), ("NAMA SPONSOR", "\u2014", "S04"), ("ALAMAT", "Br. Tengah", "S04"),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "cell", "expected"), SPONSORS)
def test_a_sponsor_paid_worker_names_a_sponsor(heading: str, cell: str, expected: str) -> None:
    text = f"NO | NIK | NAMA | {heading}\n1 | {NIK} | I WAYAN SUDARMA | {cell}"
    assert codes(result(text, source="sertakan").findings) == expected.split()
    assert codes(result(text, source="apbd").findings) == []


AGES = [
    ("01-11-1961", "", "E01"), ("02-11-1961", "", "E03"), ("01-02-1962", "", "E03"), ("02-02-1962", "", ""),
    ("01-11-2008", "", ""), ("02-11-2008", "", "E02"), ("01-11-1961", "5104030111610001", ""),
]  # fmt: skip


@pytest.mark.parametrize(("born", "enrolled", "expected"), AGES)
def test_age_counts_on_the_day_of_judgement(born: str, enrolled: str, expected: str) -> None:
    nik = f"510403{born[:2]}{born[3:5]}{born[8:]}0001"
    text = f"NO | NIK | NAMA | TGL LAHIR\n1 | {nik} | I WAYAN SUDARMA | {born}"
    found = [c for c in codes(result(text, enrolled=enrolled).findings) if c != "N12"]
    assert found == expected.split()


@pytest.mark.parametrize(("born", "expected"), [("28-02-1962", ["E03"]), ("01-03-1962", []), ("29-02-1964", [])])
def test_three_months_from_the_last_day_of_november_end_with_february(born: str, expected: list[str]) -> None:
    nik = f"510403{born[:2]}{born[3:5]}{born[8:]}0001"
    text = f"NO | NIK | NAMA | TGL LAHIR\n1 | {nik} | I WAYAN SUDARMA | {born}"
    assert codes(result(text, on="2026-11-30").findings) == expected


def test_who_was_born_on_29_february_reaches_65_on_1_march() -> None:
    text = "NO | NIK | NAMA | TGL LAHIR\n1 | 5104032902640001 | I WAYAN SUDARMA | 29-02-1964"
    assert "03-2029" in result(text, on="2028-12-15").findings[1].message("id")


def test_the_birth_date_in_the_nik_is_used_where_the_roster_has_none() -> None:
    found = result("NO | NIK | NAMA | TGL LAHIR\n1 | 5104030111500001 | I WAYAN SUDARMA |")
    assert codes(found.findings) == ["E01", "P03"]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ("L P W", ["P07"]),
        ("P W", ["P07"]),
        ("L W", []),
        ("L P", []),
        ("Laki-laki P Wanita", []),
        ("L P W ?", ["P06", "P07"]),
    ],
)
def test_a_column_that_mixes_p_and_w_is_said_once(values: str, expected: list[str]) -> None:
    rows = "\n".join(
        f"{n} | 510403{'12' if v[0] == 'L' else '52'}0380000{n} | I WAYAN SUDARMA | {v}"
        for n, v in enumerate(values.split(), 1)
    )
    assert codes(result(f"NO | NIK | NAMA | L/P\n{rows}").findings) == expected


@pytest.mark.parametrize(
    ("ttl", "birth_date", "expected"),
    [
        ("Gianyar, 12-03-1980", "-", []), ("Gianyar, 12-03-1980", "", []), ("Gianyar", "12-03-1980", []),
        ("Gianyar, 12-03-1980", "belum diisi", []), ("-", "-", ["P03"]), ("Gianyar", "-", ["P03"]),
        ("Gianyar, 12-03-1980", "1980", ["P04"]), ("Gianyar, 1980", "-", ["P04"]),
    ],
)  # fmt: skip
def test_a_ttl_stands_in_for_a_birth_date_that_is_not_there(ttl: str, birth_date: str, expected: list[str]) -> None:
    text = f"NIK | NAMA | TTL | TGL LAHIR\n{NIK} | I WAYAN SUDARMA | {ttl} | {birth_date}"
    assert codes(result(text).findings) == expected


def test_columns_that_are_not_there_are_one_note_and_nothing_a_row() -> None:
    found = result(f"NO | NIK | NAMA\n1 | {NIK} | I WAYAN SUDARMA", source="")
    assert [finding.kind.code for finding in found.findings] == ["F16", "S08"]
    assert "TGL LAHIR" in found.findings[0].message("id")


HALF = [(10, 5, 5), (10, 4, 0), (9, 9, 0), (12, 6, 6), (11, 5, 0)]


@pytest.mark.parametrize(("people", "ending_in_0", "damaged"), HALF)
def test_a_text_column_of_ten_half_ending_in_0_was_damaged(people: int, ending_in_0: int, damaged: int) -> None:
    rows = [f"{n} | 51040312038{n:04d}{0 if n <= ending_in_0 else 1} | I WAYAN SUDARMA" for n in range(1, people + 1)]
    found = result("NO | NIK | NAMA\n" + "\n".join(rows))
    assert codes(found.findings) == ["N04"] * damaged and found.rejected == damaged


def test_a_damaged_column_of_csv_is_seen_too() -> None:
    rows = "\n".join(f"51040312038{n:04d}0;I WAYAN SUDARMA" for n in range(1, 11))
    assert codes(result(f"--- daftar.csv\nNIK;NAMA\n{rows}\n").findings) == ["N04"] * 10


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("51O403l203800001", "Mungkin: O → 0, l → 1."),
        ("NIK. 5104031203800001", "Tulis 16 angkanya saja."),
        ("5104031203800001 (seumur hidup)", "Tulis 16 angkanya saja."),
        ("510403X203800001", "angka."),
    ],
)
def test_only_a_letter_for_a_digit_is_suggested_as_one(written: str, asked: str) -> None:
    (found,) = result(f"NIK | NAMA\n{written} | I WAYAN SUDARMA").findings[-1:]
    assert found.kind.code == "N03" and found.message("id").endswith(asked), found.message("id")
