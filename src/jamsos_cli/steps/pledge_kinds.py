"""What can be wrong in a sponsor's form. The codes begin with J (janji): the catalogue of rosters is apart."""

from jamsos_cli.model.finding import Kind, Level
from jamsos_cli.model.wording import Text

NAME_MISSING = Kind(
    "J01", "pledge-name-missing", Level.ERROR, "cell",
    Text("Nama sponsor belum diisi.", "There is no name of the sponsor."),
    Text("Isi nama lengkap sponsor.", "Fill in the sponsor's full name."),
    Text("Tagihan dan potongan gaji memakai nama ini.", "Invoices and deductions bear this name."),
    Text("Salah: (kosong). Benar: Ni Made Sari, S.Pd.", "Wrong: (empty). Right: Ni Made Sari, S.Pd."),
)  # fmt: skip
NUMBER_WRONG = Kind(
    "J02", "pledge-number-wrong", Level.ERROR, "cell",
    Text("{value} bukan NIP (18 angka) atau NIK (16 angka): {why}.", "{value} is no NIP (18 digits) or NIK (16): {why}."),
    Text("Salin dari SK atau KTP ke sel berformat teks; yang sudah rusak tidak dapat dipulihkan.",
         "Copy it from the decree or the KTP into a cell of text; what is damaged cannot be restored."),
    Text("Dua sponsor bernama sama dibedakan oleh nomornya; yang salah menagih orang lain.",
         "The number tells two sponsors of one name apart; a wrong one bills somebody else."),
    Text("Salah: 1,99606E+17. Benar: 199606112024072916 sebagai teks",
         "Wrong: 1,99606E+17. Right: 199606112024072916 as text"),
)  # fmt: skip
NUMBER_MISSING = Kind(
    "J03", "pledge-number-missing", Level.WARNING, "cell",
    Text("Sponsor tanpa NIP atau NIK; dikenal dari nama dan instansinya saja.",
         "The sponsor has no NIP or NIK; name and office alone say who it is."),
    Text("Isi NIP (18 angka), atau NIK (16 angka) bila bukan ASN.", "Fill in the NIP (18 digits), or the NIK (16)."),
    Text("Dua orang bernama sama di satu instansi menjadi satu pembayar.", "Two of one name and office are one payer."),
    Text("Salah: (kosong). Benar: 199606112024072916", "Wrong: (empty). Right: 199606112024072916"),
)  # fmt: skip
WORKERS_WRONG = Kind(
    "J04", "pledge-workers-wrong", Level.ERROR, "cell",
    Text("Jumlah pekerja {value} tidak dapat dipakai.", "The number of workers, {value}, cannot be used."),
    Text("Tulis bilangan bulat dari 1, misalnya 2, atau sebut nama pekerjanya.",
         "Write a whole number from 1, such as 2, or name the workers."),
    Text("Banyaknya tempat menentukan berapa yang ditagih.", "The number of places decides what is billed."),
    Text("Salah: beberapa. Benar: 2", "Wrong: some. Right: 2"),
    blank=Text("Jumlah pekerja belum diisi.", "The number of workers is missing."),
)  # fmt: skip
PERIOD_WRONG = Kind(
    "J05", "pledge-period-wrong", Level.ERROR, "row",
    Text("Masa janji tidak dapat dipakai: {why}.", "The months of the pledge cannot be used: {why}."),
    Text("Tulis bulan mulai dan bulan akhir (2026-11 atau November 2026), atau bulan mulai dan berapa bulan.",
         "Write the first and the last month (2026-11 or November 2026), or the first and how many."),
    Text("Sponsor ditagih tepat selama masa yang dijanjikan.", "A sponsor is billed for the pledged months exactly."),
    Text("Salah: mulai 2026-11, sampai 2026-08. Benar: mulai 2026-11, sampai 2027-10",
         "Wrong: from 2026-11 to 2026-08. Right: from 2026-11 to 2027-10"),
)  # fmt: skip
AMOUNT_DIFFERS = Kind(
    "J06", "pledge-amount-differs", Level.WARNING, "cell",
    Text("Jumlah {value} tidak sama dengan iuran yang dijanjikan, {expected}: {months}.",
         "The amount {value} is not the premium of what is pledged, {expected}: {months}."),
    Text("Betulkan jumlahnya, atau jumlah pekerja dan bulannya; yang ditagih selalu menurut tarif tiap bulan.",
         "Mend the amount, or workers and months; what is billed always goes by each month's tariff."),
    Text("Tarif berubah menurut bulan iuran dan keringanan (PP 44/2015, PP 50/2025), bukan bulan x satu tarif.",
         "The tariff changes with the month and the relief (PP 44/2015, PP 50/2025), never months x one tariff."),
    Text("Setahun dari November 2026: Rp184.800 (2 x 8.400 + 10 x 16.800), bukan Rp100.800",
         "A year from November 2026: Rp184.800 (2 x 8.400 + 10 x 16.800), not Rp100.800"),
)  # fmt: skip
AMOUNT_UNREADABLE = Kind(
    "J07", "pledge-amount-unreadable", Level.WARNING, "cell",
    Text("Jumlah {value} tidak dapat dibaca; seharusnya {expected}.", "The amount {value} cannot be read; it should be {expected}."),
    Text("Tulis rupiah, misalnya 184.800.", "Write rupiah, such as 184.800."),
    Text("Jumlah dicocokkan dengan tarif.", "The amount is compared with the tariff."),
    Text("Salah: sesuai tarif. Benar: Rp184.800", "Wrong: by tariff. Right: Rp184.800"),
)  # fmt: skip
PROGRAMMES_WRONG = Kind(
    "J08", "pledge-programmes-wrong", Level.ERROR, "cell",
    Text("Program {value} tidak dapat dipakai.", "The programmes {value} cannot be used."),
    Text("Tulis JKK+JKM atau JKK+JKM+JHT.", "Write JKK+JKM or JKK+JKM+JHT."),
    Text("JKK dan JKM wajib, JHT pilihan (Permenaker 5/2021 pasal 32).", "JKK and JKM are compulsory, JHT is optional."),
    Text("Salah: JKK saja. Benar: JKK+JKM", "Wrong: JKK alone. Right: JKK+JKM"),
)  # fmt: skip
TWICE_IN_FORM = Kind(
    "J09", "pledge-twice", Level.ERROR, "row",
    Text("Sponsor ini sudah ada untuk bulan yang sama di {first}.", "This sponsor is there for the same months at {first}."),
    Text("Hapus salah satu baris, gabungkan jumlah pekerjanya, atau sebut nama pekerja di tiap baris.",
         "Delete one row, add up the workers, or name the worker on each row."),
    Text("Janji yang tercatat dua kali menagih dua kali tempat.", "A pledge that stands twice pays for twice the places."),
    Text("Salah: dua baris Ni Made Sari, Nov-Des. Benar: satu baris, 2 pekerja",
         "Wrong: two rows of Ni Made Sari. Right: one row, 2 workers"),
)  # fmt: skip
OVERLAPS = Kind(
    "J10", "pledge-overlaps", Level.ERROR, "row",
    Text("Sponsor ini sudah menjanjikan {there}; belum jelas mana yang benar.",
         "This sponsor has pledged {there} already; it is not plain which is right."),
    Text("Ulangi dengan --replace bila ini menggantikan janji lama, atau --add bila ini tambahan.",
         "Do it again with --replace where this takes its place, or --add where it is a further one."),
    Text("Janji baru bisa pembetulan atau tambahan; hanya kantor yang tahu.", "It may correct or add; only the office knows."),
    Text("Janji 1 pekerja Jan-Des, lalu formulir 2 pekerja Jul-Des", "1 worker Jan-Dec, then a form of 2 workers Jul-Dec"),
)  # fmt: skip
KNOWN = Kind(
    "J11", "pledge-known", Level.NOTE, "row",
    Text("Janji ini sudah tercatat ({there}).", "This pledge is there already ({there})."),
    Text("Tidak perlu apa-apa.", "Nothing is to be done."),
    Text("Memasukkan formulir dua kali tidak menambah apa-apa.", "Taking a form in twice adds nothing."),
    Text("Berkas yang sama dikirim lagi", "The same file sent again"),
)  # fmt: skip
OPD_MISSING = Kind(
    "J12", "pledge-office-missing", Level.NOTE, "cell",
    Text("Instansi belum diisi; sponsor ini tidak masuk daftar potong gaji OPD mana pun.",
         "There is no office; this sponsor is on no office's deduction list."),
    Text("Isi nama OPD, kecuali sponsor warga biasa.", "Fill in the office, unless the sponsor is a citizen."),
    Text("Potongan gaji dibuat satu daftar tiap OPD.", "Deductions are one list an office."),
    Text("Benar: Dinas Kesehatan", "Right: Dinas Kesehatan"),
)  # fmt: skip
WORKER_PAID = Kind(
    "J13", "pledge-worker-paid", Level.WARNING, "cell",
    Text("{name} sudah dibayar {source} pada {month}; tempat sponsor ini bebas untuk orang lain.",
         "{source} pays for {name} in {month}; this place is free for somebody else."),
    Text("Pilih pekerja lain; yang menunggu ada di: jamsos sponsor due.",
         "Choose another worker; who waits: jamsos sponsor due."),
    Text("Satu orang dan bulan hanya dibayar satu sumber.", "One person and month have one payer."),
    Text("Pekerja sponsor yang juga di daftar APBD", "A sponsor's worker who is on the APBD list too"),
)  # fmt: skip
WORKER_NUMBER = Kind(
    "J14", "pledge-worker-nik", Level.WARNING, "cell",
    Text("NIK pekerja {value} tidak dapat dipakai ({why}); namanya saja yang dicatat.",
         "The worker's NIK {value} cannot be used ({why}); only the name is kept."),
    Text("Betulkan NIK di formulir dan di daftar pekerja.", "Mend it on the form and on the roster."),
    Text("Pekerja didaftarkan lewat daftar (rosters), bukan formulir sponsor.", "Workers are enrolled by rosters."),
    Text("Salah: 5,10403E+15. Benar: 5104031203800001", "Wrong: 5,10403E+15. Right: 5104031203800001"),
)  # fmt: skip
COLUMNS_UNREAD = Kind(
    "J15", "pledge-columns-unread", Level.NOTE, "file",
    Text("Kolom yang tidak dibaca: {columns}.", "Columns that are not read: {columns}."),
    Text("Bila isinya penting, pakai judul seperti di jamsos template sponsors.",
         "If they matter, use the headings of jamsos template sponsors."),
    Text("Tidak ada yang dilewati diam-diam.", "Nothing is passed over in silence."),
    Text("Kolom GOLONGAN DARAH", "A column of blood groups"),
)  # fmt: skip
ROW_SKIPPED = Kind(
    "J16", "pledge-row-skipped", Level.NOTE, "row",
    Text("Baris ini bukan sponsor: {text}.", "This row is no sponsor: {text}."),
    Text("Tidak perlu apa-apa, kecuali baris itu memang sponsor.", "Nothing, unless the row is a sponsor."),
    Text("Baris jumlah dan tanda tangan tidak dibaca.", "Sums and signatures are not read."),
    Text("JUMLAH | 12", "JUMLAH | 12"),
)  # fmt: skip
KINDS: dict[str, Kind] = {kind.code: kind for kind in list(vars().values()) if isinstance(kind, Kind)}
"""All of them, by code."""
