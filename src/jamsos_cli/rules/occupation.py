"""Does the occupation belong to this segment, and may the source pay for it?"""

from collections.abc import Iterator

from jamsos_cli.model.finding import Finding, Kind, Level
from jamsos_cli.model.judging import Case, Judgement
from jamsos_cli.model.occupation import Occupation
from jamsos_cli.model.sheet_rows import SheetRows
from jamsos_cli.model.source import SourceKind
from jamsos_cli.model.wording import Text

OCCUPATION_MISSING = Kind(
    "E04", "occupation-missing", Level.WARNING, "cell",
    message=Text("Pekerjaan {value} tidak jelas; dianggap bukan sopir, ojek, atau kurir.", "The occupation {value} is not clear; counted as not transport."),
    hint=Text("Isi pekerjaannya, misalnya petani, nelayan, ojek.", "Fill it in, such as petani, nelayan, ojek."),
    why=Text("Sektor menentukan keringanan iuran (PP 50/2025).", "The sector decides the relief (PP 50/2025)."),
    example=Text("Benar: Pedagang pasar", "Right: Pedagang pasar"),
    blank=Text("Pekerjaan belum diisi; dianggap bukan sopir, ojek, atau kurir.", "The occupation is missing; counted as not transport."),
)  # fmt: skip
OCCUPATION_EXCLUDED = Kind(
    "E05", "occupation-excluded", Level.ERROR, "cell",
    message=Text("Pekerjaan {value} tidak dapat didaftarkan sebagai pekerja rentan (BPU).", "{value} cannot be enrolled as a vulnerable worker (BPU)."),
    hint=Text("Untuk ASN, PNS, PPPK, TNI, dan POLRI: ganti dengan pekerja lain. Bila ia bukan atau sudah pensiun, betulkan pekerjaannya (misalnya Pensiunan PNS).", "For ASN, PNS, PPPK, TNI and POLRI name another worker. For who is none or has retired, correct the occupation (such as Pensiunan PNS)."),
    why=Text("Mereka dijamin lewat segmen lain, dari sumber dana mana pun.", "They are covered in another segment, whatever the source."),
    example=Text("Salah: PNS. Benar: Petani. (Pensiunan PNS boleh.)", "Wrong: PNS. Right: Petani. (A retired PNS may.)"),
)  # fmt: skip
OTHER_SEGMENT = Kind(
    "E08", "other-segment", Level.WARNING, "cell",
    message=Text("Orang dengan pekerjaan {value} biasanya didaftarkan oleh pemberi kerjanya.", "{value}: usually enrolled by the employer."),
    hint=Text("Tanyakan kepada pekerja atau pemberi kerjanya. Bila sudah didaftarkan di sana, ganti dengan pekerja lain; bila belum, biarkan.", "Ask the worker or the employer. If enrolled there, name another worker; if not, leave it."),
    why=Text("Perangkat desa, honorer, dan penerima upah dijamin pemberi kerja.", "Village officials and wage earners are covered by their employer."),
    example=Text("Perangkat desa, guru honorer, karyawan toko.", "Village officials, contract teachers, shop employees."),
)  # fmt: skip
SOURCE_NOT_ALLOWED = Kind(
    "S05", "source-not-allowed", Level.ERROR, "row",
    message=Text("{source} tidak boleh membayar pekerja ini: {reason}.", "{source} may not pay for this worker: {reason}."),
    hint=Text("Pindahkan ke sumber dana lain, atau ganti pekerjanya.", "Move the worker to another source, or name another."),
    why=Text("Dana Desa tidak untuk kepala desa, perangkat, dan BPD (Permendesa 16/2025), dan kelurahan tidak punya Dana Desa.", "Dana Desa is not for village officials (Permendesa 16/2025), and a kelurahan has none."),
    example=Text("Salah: Perbekel dari Dana Desa.", "Wrong: a perbekel paid from Dana Desa."),
)  # fmt: skip
_OFFICIAL = Text("kepala desa, perangkat desa, atau BPD", "a village official")
_KELURAHAN = Text("kelurahan tidak punya Dana Desa", "a kelurahan has no Dana Desa")


def occupation_doubtful(rows: SheetRows, judgement: Judgement) -> Iterator[int]:
    """Give the rows whose occupation is none of a worker of this segment."""
    written = rows.column("occupation")
    fine = {text: _is_plain(judgement.classify(text)) for text in dict.fromkeys(written)}
    return (index for index, text in enumerate(written) if not fine[text])


def _is_plain(found: Occupation) -> bool:
    return found.status == "worker" and found.sector != "unknown"


def occupation_allowed(case: Case, judgement: Judgement) -> Iterator[Finding]:
    """E04, E05, E08, or S05 for a village official paid from Dana Desa."""
    if "occupation" not in case.sheet.columns or "occupation" in case.refused:
        return
    found = judgement.classify(case.entry.occupation)
    if found.status == "state":
        yield case.finding(OCCUPATION_EXCLUDED, "occupation")
    elif found.status == "village_official" and _is_dana_desa(case):
        yield _not_allowed(case, "occupation", _OFFICIAL)
    elif found.status in {"village_official", "other_segment"}:
        yield case.finding(OTHER_SEGMENT, "occupation")
    elif found.sector == "unknown":
        yield case.finding(OCCUPATION_MISSING, "occupation")


def fund_doubtful(rows: SheetRows, _: Judgement) -> Iterator[int]:
    """Give the rows of a kelurahan."""
    return (
        i for i, match in enumerate(rows.matches) if match is not None and match.village and match.village.is_kelurahan
    )


def village_has_fund(case: Case, _: Judgement) -> Iterator[Finding]:
    """S05 for Dana Desa in a kelurahan."""
    village = case.match.village if case.match else None
    if village is not None and village.is_kelurahan and _is_dana_desa(case):
        yield _not_allowed(case, "village" if "village" in case.sheet.columns else None, _KELURAHAN)


def _is_dana_desa(case: Case) -> bool:
    return case.source is not None and case.source.kind is SourceKind.DANA_DESA


def _not_allowed(case: Case, field: str | None, reason: Text) -> Finding:
    return case.finding(SOURCE_NOT_ALLOWED, field, source=case.source.title if case.source else "", reason=reason)
