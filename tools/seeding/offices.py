"""The settings of the three sample offices; every name of a person and every number is made up."""

_TEMPLATE = """\
# Contoh pengaturan. Semua nama, nomor dan alamat adalah rekaan.
[office]
government = "{government}"
name = "{name}"
address = "{address}"
contact = "{contact}"
place = "{place}"
regency = "{regency}"
time_zone = "{time_zone}"
invoice_number = "{number}"

[office.head]
title = "{head_title}"
name = "{head}"
nip = "{head_nip}"

[office.treasurer]
title = "Bendahara Pengeluaran"
name = "{treasurer}"
nip = "{treasurer_nip}"

[checks]
minimum_age = 18

[[sources]]
key = "apbd"
title = "{apbd_title}"
kind = "apbd"
payer = "regency"
order = 1
relief = "excluded"        # PP 50/2025 pasal 4: bukan untuk iuran yang dibayar APBN/APBD
programmes = "JKK+JKM"
months = "year_end"
names = [{apbd_names}]
accounts = {{ jkk = "5.1.02.02.02.0006", jkm = "5.1.02.02.02.0007" }}

[[sources]]
key = "dana_desa"
title = "Dana Desa"
kind = "dana_desa"
payer = "village"
order = 2
relief = "undecided"       # belum diputuskan: ditagih penuh dan diberitahukan (S07)
programmes = "JKK+JKM"
months = "year_end"
names = ["DD", "APBDes", "APB Desa"]

[[sources]]
key = "sertakan"
title = "SERTAKAN"
kind = "sponsor"
payer = "sponsor"
order = 3
relief = "included"
programmes = "JKK+JKM"
months = "year_end"
names = ["Sponsor", "Sejahterakan Pekerja Sekitar Anda"]
"""


def _settings(**says: str) -> str:
    return _TEMPLATE.format(**says)


GIANYAR = _settings(
    government="Pemerintah Kabupaten Gianyar", name="Dinas Tenaga Kerja", address="Jalan Contoh No. 1, Gianyar 80511",
    contact="Telepon (0361) 000000", place="Gianyar", regency="51.04", time_zone="Asia/Makassar",
    number="500.15/{sequence:03d}/JS/{source}/{roman}/{year}", head_title="Kepala Dinas Tenaga Kerja",
    head="I Gusti Contoh Wirya, S.E.", head_nip="196803171993031901", treasurer="Ni Kadek Contoh Sari, S.Ak.",
    treasurer_nip="198509222009022902", apbd_title="APBD",
    apbd_names='"APBD Kabupaten", "APBD Perubahan", "Pemkab"',
)  # fmt: skip
DENPASAR = _settings(
    government="Pemerintah Kota Denpasar", name="Dinas Tenaga Kerja dan Sertifikasi Kompetensi",
    address="Jalan Contoh No. 2, Denpasar 80111", contact="Telepon (0361) 000001", place="Denpasar", regency="51.71",
    time_zone="Asia/Makassar", number="{sequence:03d}/{source}/{roman}/{year}", head_title="Kepala Dinas",
    head="Anak Agung Contoh Putra, S.H.", head_nip="197004121996031903", treasurer="Ni Luh Contoh Dewi, S.E.",
    treasurer_nip="198801052011012904", apbd_title="APBD", apbd_names='"APBD Kota", "APBD Perubahan", "Pemkot"',
)  # fmt: skip
GUNUNG_MAS = _settings(
    government="Pemerintah Kabupaten Gunung Mas", name="Dinas Sosial", address="Jalan Contoh No. 3, Kuala Kurun 74511",
    contact="Telepon (0537) 00000", place="Kuala Kurun", regency="62.10", time_zone="Asia/Jakarta",
    number="460/{sequence:03d}/DINSOS/{month:02d}/{year}", head_title="Kepala Dinas Sosial",
    head="Contoh Tingang, S.Sos.", head_nip="197206301998031905", treasurer="Contoh Sernie, S.E.",
    treasurer_nip="198307142008012906", apbd_title="APBD (PBI)",
    apbd_names='"APBD", "PBI", "PBI APBD", "PBI Daerah", "APBD Kabupaten"',
)  # fmt: skip
