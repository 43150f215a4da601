"""Where was the NIK first issued, and is its serial plausible?"""

from collections.abc import Iterator

from jamsos_cli.model.finding import Finding, Kind, Level
from jamsos_cli.model.judging import Case, Judgement
from jamsos_cli.model.nik import dotted
from jamsos_cli.model.sheet_rows import SheetRows
from jamsos_cli.model.wording import Text

REGION_UNKNOWN = Kind(
    "N07", "nik-region-unknown", Level.WARNING, "cell",
    message=Text("Enam angka pertama NIK {value} bukan kode kecamatan yang dikenal.", "The first six digits of the NIK {value} are no known kecamatan."),
    hint=Text("Cocokkan 6 angka pertama dengan KTP. Kode lama memang ada: bila sama dengan KTP, biarkan.", "Compare the first 6 digits with the KTP. Old codes are real: if the KTP says so, leave it."),
    why=Text("Enam angka pertama adalah kecamatan tempat NIK pertama terbit.", "The first six digits are the kecamatan of first issue."),
    example=Text("Salah ketik: 519903... Benar: 510403...", "Mistyped: 519903... Right: 510403..."),
)  # fmt: skip
SERIAL_ZERO = Kind(
    "N10", "nik-serial-zero", Level.WARNING, "cell",
    message=Text("Empat angka terakhir NIK {value} adalah 0000.", "The last four digits of the NIK {value} are 0000."),
    hint=Text("Cocokkan dengan KTP; nomor urut dimulai dari 0001.", "Compare with the KTP; serials begin at 0001."),
    why=Text("Biasanya angka yang belum diketik lengkap.", "Usually digits that were never typed."),
    example=Text("Salah: 5104031203800000. Benar: 5104031203800001", "Wrong: 5104031203800000. Right: 5104031203800001"),
)  # fmt: skip
REGION_ELSEWHERE = Kind(
    "N11", "nik-region-elsewhere", Level.NOTE, "cell",
    message=Text("NIK {value} terbit di luar {regency}.", "The NIK {value} was issued outside {regency}."),
    hint=Text("Wajar bagi pendatang; tidak perlu diubah.", "Normal for people who moved; nothing to change."),
    why=Text("NIK tidak berubah ketika orang pindah.", "A NIK does not change when its holder moves."),
    example=Text("NIK 3578... pada warga Gianyar.", "A NIK 3578... of a Gianyar resident."),
)  # fmt: skip


def origin_doubtful(rows: SheetRows, judgement: Judgement) -> Iterator[int]:
    """Give the rows whose NIK is of a region that is unknown or elsewhere, or has the serial 0000."""
    niks = rows.column("nik")
    fine = {region: _is_ours(region, judgement) for region in {nik[:6] for nik in niks if nik is not None}}
    for index, nik in enumerate(niks):
        if nik is not None and (not fine[nik[:6]] or nik[12:] == "0000"):
            yield index


def _is_ours(digits: str, judgement: Judgement) -> bool:
    region = dotted(digits)
    elsewhere = judgement.regency is not None and not region.startswith(judgement.regency.code)
    return region in judgement.districts and not elsewhere


def nik_origin(case: Case, judgement: Judgement) -> Iterator[Finding]:
    """N07 for a region in no list, N11 for another regency, N10 for serial 0000 in a text cell."""
    parts = case.nik_parts
    if parts is None:
        return
    if parts.region not in judgement.districts:
        yield case.finding(REGION_UNKNOWN, "nik")
    elif judgement.regency is not None and not parts.region.startswith(judgement.regency.code):
        yield case.finding(REGION_ELSEWHERE, "nik", regency=judgement.regency.name)
    if parts.serial == "0000":
        yield case.finding(SERIAL_ZERO, "nik")
