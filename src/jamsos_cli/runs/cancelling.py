"""`jamsos invoice --cancel`: an issued invoice out of force; its number stays taken, its month can be billed anew."""

from pathlib import Path

from jamsos_cli.errors import UsageError
from jamsos_cli.model.month import Month
from jamsos_cli.model.source import sponsor_keys
from jamsos_cli.model.wording import Text
from jamsos_cli.runs.bills.papers import Papers
from jamsos_cli.runs.invoicing import Invoiced, add_papers, shown
from jamsos_cli.runs.office.answerable import who
from jamsos_cli.runs.office.workspace import Workspace
from jamsos_cli.store import InvoiceFound, open_registry

_NO_NUMBER = Text("Tidak ada tagihan terbit bernomor {number}.", "No issued invoice has the number {number}.")
_SPONSORS_GONE = Text(
    "Daftar potongan dan surat keterangan sponsor {title} dihapus, karena memuat tagihan ini. Buat lagi: "
    "jamsos invoice --month {month} --papers.",
    "Deduction lists and sponsors' statements of {month} are removed: this invoice stands on them. Make them again: "
    "jamsos invoice --month {month} --papers.",
)


def cancel(
    workspace: Workspace, number: str, reason: str, by: str, *, even_recorded: bool, papers: bool = False
) -> Invoiced:
    """Cancel the invoice with a number and write its month's papers again; gives the month.

    A sponsor's invoice takes the lists and statements of the month's sponsors away, where they are not written again.
    A UsageError says why one cannot be cancelled: no such number, no reason, cancelled before, lines of it corrected
    since, nothing on it but credits, or recorded by the insurer (unless `even_recorded`).
    """
    with open_registry(workspace.registry, write=True) as registry, Papers() as writing:
        found = registry.find_invoice(number.strip())
        if found is None:
            raise UsageError(_NO_NUMBER.fill(number=number))
        refusal = _refusal(number, reason, found, even_recorded=even_recorded)
        if refusal is not None:
            raise UsageError(refusal)
        day = workspace.today().isoformat()
        registry.cancel_invoice(found.invoice_id, day, " ".join(reason.split()), who(by))
        made = shown(registry, Month.parse(found.month))
        stale = _of_sponsors(workspace, made, found.invoice_id)
        writing.drop(stale)
        if stale and not papers:
            made = made._replace(notices=(_SPONSORS_GONE.fill(title=made.month.title, month=made.month),))
        return add_papers(writing, registry, workspace, made, letters=papers)


def _of_sponsors(workspace: Workspace, made: Invoiced, invoice_id: int) -> list[Path]:
    """List what speaks of an invoice beside its own papers: those of the month's sponsors, where one of them pays."""
    source = made.invoices.loc[made.invoices["invoice_id"] == invoice_id, "source"].item()
    if source not in sponsor_keys(workspace.settings.sources):
        return []
    folder = workspace.out(made.month) / "sponsor"
    return sorted(path for name in ("potongan", "keterangan") for path in folder.glob(f"{name}-*"))


def _refusal(number: str, reason: str, found: InvoiceFound, *, even_recorded: bool) -> Text | None:
    """Say why an invoice cannot be cancelled; None when it can."""
    if not reason.strip():
        return Text(
            'Sebutkan alasannya: --reason "...". Alasan itu disimpan.', 'Say why: --reason "...". The reason is kept.'
        )
    if found.cancelled:
        return Text(f"Tagihan {number} sudah dibatalkan.", f"Invoice {number} is cancelled already.")
    if not found.lines:
        return Text(
            f"Tagihan {number} hanya memuat koreksi; yang dikoreksi tidak dapat dihidupkan lagi. Bila seseorang memang "
            "harus ditagih, tagihan berikutnya menagihnya lagi.",
            f"Invoice {number} holds corrections only; what they took back stays so. Who is owed for after all is "
            "billed by the next invoice.",
        )
    if found.corrected_by:
        listed = ", ".join(found.corrected_by)
        return Text(
            f"Baris tagihan {number} sudah dikoreksi pada {listed}, jadi sebagian uangnya sudah menjadi potongan. "
            "Betulkan daftarnya; sisanya dikoreksi pada tagihan berikutnya.",
            f"Lines of invoice {number} were corrected on {listed}, so part of its money is credit already. "
            "Correct the rosters; the next invoice corrects the rest.",
        )
    if found.recorded and not even_recorded:
        return Text(
            f"BPJS sudah mencatat pembayaran {found.recorded} baris tagihan {number}. Bila tetap harus dibatalkan, "
            "tambahkan --even-recorded.",
            f"The insurer has recorded payment for {found.recorded} lines of invoice {number}. To cancel it all the "
            "same, add --even-recorded.",
        )
    return None
