"""What an import brought and changed."""

from collections import Counter
from collections.abc import Sequence

from jamsos_cli.model.exclusion import LISTED_AS
from jamsos_cli.model.outcome import STATUSES, Outcome
from jamsos_cli.model.place import Place
from jamsos_cli.model.result import FileResult
from jamsos_cli.model.showing import shown_name, shown_names
from jamsos_cli.model.table import Table, text_column, whole_column
from jamsos_cli.model.wording import Lang, Text
from jamsos_cli.reports.notices import notices_table

_SHOWN = 20
ALREADY_ENROLLED, CHECK_NOT_RUN = "D06", "E07"
_DOUBLES = frozenset({"D02", "D04", "D05"})
_UNADDRESSED = Text(
    "{people} orang masuk tanpa desa, padahal desanya yang membayar ({files}). Tagihan mereka tanpa alamat. "
    'Isi kolom DESA, atau tulis "DESA : NAMA DESA" di atas judul kolom, lalu impor lagi.',
    "{people} people came in without a village, though villages pay for them ({files}). Their invoice has no "
    'address. Fill a column DESA, or write "DESA : NAME" above the headings, and import it again.',
)
_PAST = Text(
    "{people} orang masuk hanya untuk bulan yang sudah lewat ({files}), jadi bulan ini mereka tidak ditagih. "
    "Periksa MULAI, SAMPAI, atau BULAN IUR di daftarnya.",
    "{people} people came in for months that are over alone ({files}), so they are not billed this month. "
    "Look at MULAI, SAMPAI or BULAN IUR of the list.",
)


def imports_table(outcomes: Sequence[Outcome], lang: Lang) -> Table:
    """Give one row a file: what became of it, rows accepted and rejected, people joined, stayed and left."""
    rows = [
        (
            shown_name(outcome.result.file, 200),
            _status(outcome, lang),
            outcome.result.accepted,
            outcome.result.rejected,
            outcome.joined,
            outcome.stayed,
            len(outcome.left),
        )
        for outcome in outcomes
    ]
    columns = (
        text_column("Berkas", "File", 44), text_column("Hasil", "Result", 28), whole_column("Diterima", "Accepted", 10),
        whole_column("Ditolak", "Rejected", 10), whole_column("Baru", "Joined", 10),
        whole_column("Tetap", "Stayed", 10), whole_column("Keluar", "Left", 10),
    )  # fmt: skip
    return Table(
        Text("Impor", "Import"),
        columns,
        rows,
        ("", "", *(sum(int(row[column]) for row in rows) for column in range(2, 7))),
    )


def left_table(outcomes: Sequence[Outcome], lang: Lang) -> tuple[Table, ...]:
    """Give who is on no list any more, for fewer months or by a former NIK, and who has ended."""
    rows = [
        (
            shown_name(one.result.file, 200),
            *(shown_names(names, _SHOWN) for names in (one.left, one.shortened, one.former, one.beside)),
        )
        for one in outcomes
        if one.left or one.shortened or one.former or one.beside
    ]
    ended = _ended(outcomes, lang)
    if not rows:
        return ended
    return (
        Table(
            Text("Yang berubah dari daftar lama", "What changed from older lists"),
            (
                text_column("Berkas", "File", 44),
                text_column("Tidak ada lagi di daftar", "On the list no more", 60),
                text_column("Bulannya berkurang", "Fewer months than before", 44),
                text_column("Masih ditulis dengan NIK lama", "Still under a former NIK", 44),
                text_column("Daftar lain yang tetap berlaku", "Other lists that still hold", 44),
            ),
            rows,
        ),
        *ended,
    )


def _ended(outcomes: Sequence[Outcome], lang: Lang) -> tuple[Table, ...]:
    """Give who is on a list though their cover has ended; nothing when nobody is."""
    rows = [(shown_name(one.result.file, 200), shown_name(who.say(lang), 200)) for one in outcomes for who in one.ended]
    if not rows:
        return ()
    return (
        Table(
            Text("Masih di daftar, padahal sudah berakhir", "On a list although cover has ended"),
            (
                text_column("Berkas", "File", 44),
                text_column("Siapa dan mengapa", "Who and why", 60),
            ),
            rows,
            note=Text(
                "Mereka tidak ditagih. Bila memang kembali: jamsos worker return NIK --month BULAN --reason ALASAN",
                "They are not billed. If somebody is back: jamsos worker return NIK --month MONTH --reason WHY",
            ),
        ),
    )


def registry_notices(results: Sequence[FileResult], lang: Lang) -> tuple[Table, ...]:
    """Give who is enrolled already by a list that stays (D06), whose NIK an exclusion list has under another name
    (N12), and once which checks were not run (E07).

    Nothing when there is neither. That a whole file is known (F15) stands in `imports_table`.
    """
    everything = [finding for result in results for finding in result.findings]
    unchecked = [finding for finding in everything if finding.kind.code == CHECK_NOT_RUN]
    files = Text(f"{len(unchecked)} berkas", f"{len(unchecked)} files").say(lang)
    once = [one._replace(place=Place(files) if len(unchecked) > 1 else one.place) for one in unchecked[:1]]
    shown = [one for one in everything if one.kind.code == ALREADY_ENROLLED or LISTED_AS in dict(one.values)]
    return notices_table([*once, *shown], lang)


def doubles_notice(results: Sequence[FileResult]) -> Text | None:
    """Say how many rows may name somebody who stands elsewhere, and what shows them; None when none does.

    Rows that stay held because somebody has ruled already (D04) are no question any more.
    """
    everything = (one for result in results for one in result.findings if one.kind.code in _DOUBLES)
    found = Counter(one.kind.code for one in everything if "ruled" not in dict(one.values))
    if not found:
        return None
    rows, codes = sum(found.values()), ", ".join(f"{code}: {found[code]}" for code in sorted(found))
    return Text(
        f"{rows} baris mungkin orang yang sudah ada di tempat lain ({codes}). Lihat dan putuskan: jamsos dedupe",
        f"Rows that may name somebody who stands elsewhere: {rows} ({codes}). See and decide: jamsos dedupe",
    )


def unaddressed_notice(outcomes: Sequence[Outcome]) -> Text | None:
    """Say how many came in of no village though villages pay, of which files, and what to do; None for nobody."""
    return _told(_UNADDRESSED, [(one.result.file, one.unaddressed) for one in outcomes])


def past_notice(outcomes: Sequence[Outcome]) -> Text | None:
    """Say how many came in for months that are over, and of which files; None for nobody."""
    return _told(_PAST, [(one.result.file, one.past) for one in outcomes])


def _told(said: Text, counted: Sequence[tuple[str, int]]) -> Text | None:
    """Say of how many people, and in which files, this is true."""
    files = [file for file, people in counted if people]
    people = sum(people for _, people in counted)
    return said.fill(people=people, files=shown_names(files, _SHOWN)) if files else None


def _status(outcome: Outcome, lang: Lang) -> str:
    said = STATUSES[outcome.status].say(lang)
    said = f"F15 {said}" if outcome.status == "known" else said
    return f"{said} ({outcome.why.say(lang)})" if outcome.status == "known" and outcome.why and outcome.why.id else said
