"""The fields of a roster, in the words of the blank roster (`jamsos template roster`)."""

from jamsos_cli.model.wording import Text

FIELDS: dict[str, Text] = {
    "number": Text("nomor urut", "running number"),
    "nik": Text("NIK", "NIK"),
    "name": Text("nama lengkap", "name"),
    "birth_place": Text("tempat lahir (tidak dipakai)", "place of birth (not used)"),
    "birth_date": Text("tanggal lahir", "birth date"),
    "birth_year": Text("tahun lahir (dicocokkan dengan NIK)", "year of birth (compared with the NIK)"),
    "ttl": Text("tempat dan tanggal lahir", "place and date of birth"),
    "sex": Text("L/P", "sex"),
    "address": Text("alamat", "address"),
    "hamlet": Text("bagian alamat (banjar, RT/RW)", "part of the address (banjar, RT/RW)"),
    "village": Text("desa/kelurahan", "village"),
    "district": Text("kecamatan", "district"),
    "regency": Text("kabupaten/kota", "regency"),
    "occupation": Text("pekerjaan", "occupation"),
    "income": Text("penghasilan", "income"),
    "phone": Text("nomor HP", "phone"),
    "mother": Text("nama ibu kandung", "mother's name"),
    "heir": Text("ahli waris (tidak dipakai)", "heir (not used)"),
    "decile": Text("desil kesejahteraan 1 sampai 10", "welfare decile, 1 to 10"),
    "programmes": Text("program", "programmes"),
    "source": Text("sumber dana", "funding source"),
    "period": Text("bulan iur", "months to pay"),
    "start": Text("bulan mulai", "first month"),
    "end": Text("bulan akhir", "last month"),
    "kk": Text("nomor KK", "family card"),
    "remarks": Text("keterangan (tidak dipakai)", "remarks (not used)"),
    "death": Text("tanggal meninggal (tidak dipakai)", "day of death (not used)"),
    "sponsor": Text("nama sponsor", "sponsor"),
    "sponsor_id": Text("NIP/NIK sponsor", "NIP or NIK of the sponsor"),
    "opd": Text("OPD sponsor", "office of the sponsor"),
}
"""key in the data and in jamsos.toml -> what people call it."""

UNUSED = frozenset({"number", "birth_place", "birth_year", "heir", "remarks", "death"})
"""Columns that are known, but on whose values nothing depends: what is broken there costs no row."""
