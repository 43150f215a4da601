"""What does the registry have already: this content, this person for this source and month? Asked on import only."""

from collections.abc import Iterable, Iterator, Sequence

from jamsos_cli.model.finding import Finding, Kind, Level
from jamsos_cli.model.month import Month
from jamsos_cli.model.place import Place, said_row
from jamsos_cli.model.roster_import import Enrolled
from jamsos_cli.model.wording import Text
from jamsos_cli.model.worker import Worker

FILE_KNOWN = Kind(
    "F15", "file-already-imported", Level.NOTE, "file",
    message=Text("Isi berkas ini sudah pernah masuk: {before}.", "The content of this file was imported before: {before}."),
    hint=Text(
        "Tidak perlu apa-apa. Untuk bulan baru pakai import --from; untuk memeriksanya lagi pakai import --again.",
        "Nothing to do. For new months use import --from; to judge it anew, import --again.",
    ),
    why=Text(
        "Berkas dikenal dari isinya, bukan namanya, supaya berkas yang dikirim dua kali tidak dibayar dua kali.",
        "A file is known by its content, not its name, so that one sent twice is not paid for twice.",
    ),
    example=Text("batubulan (1).xlsx sama isinya dengan batubulan.xlsx.", "batubulan (1).xlsx is batubulan.xlsx again."),
)  # fmt: skip
ALREADY_ENROLLED = Kind(
    "D06", "already-enrolled", Level.NOTE, "row",
    message=Text(
        "Orang ini sudah terdaftar dari {source} untuk {months} di {first}.",
        "This person is enrolled already from {source} for {months} at {first}.",
    ),
    hint=Text(
        "Iurannya tetap dibayar sekali. Bila orangnya pindah desa, hapus dari daftar lamanya.",
        "The premium is paid once all the same. If the person moved, take the row out of the old list.",
    ),
    why=Text(
        "Satu orang dibayar satu kali sebulan oleh satu sumber; daftar lamanya tetap berlaku di samping yang baru.",
        "A source pays for a person once a month; the older list still holds beside the new one.",
    ),
    example=Text("Terdaftar di daftar Banjar Tengah, dan lagi di daftar Banjar Kalah.", "On the lists of two banjar."),
)  # fmt: skip


def file_known(file: str, before: Text) -> Finding:
    """F15 for a file whose bytes are known; `before` says as which file, and when."""
    return Finding(FILE_KNOWN, Place(file), values=(("before", before),))


def already_enrolled(
    workers: Iterable[Worker], enrolled: Sequence[Enrolled], titles: dict[str, str]
) -> Iterator[Finding]:
    """D06 for every worker with a month that an enrolment has which this roster leaves in force.

    `workers` have their months filled in, `enrolled` is what stays of the same people; `titles` names sources by key.
    """
    by_person: dict[tuple[str, str], list[Enrolled]] = {}
    for one in enrolled:
        by_person.setdefault((one.nik, one.source), []).append(one)
    for worker in workers:
        for one in by_person.get((worker.nik, worker.source), ()):
            first, last = max(worker.first_month, one.first_month), min(_last_month(worker), one.last_month)
            if first <= last:
                values = (
                    ("source", titles.get(one.source, one.source)),
                    ("months", first if first == last else Text(f"{first} sampai {last}", f"{first} to {last}")),
                    ("first", said_row(one.file, one.sheet, one.row)),
                )
                yield Finding(
                    ALREADY_ENROLLED, Place(worker.file, worker.sheet or None, worker.row), "nik", worker.nik, values
                )
                break


def _last_month(worker: Worker) -> str:
    return str(Month.parse(worker.first_month) + (worker.months - 1))
