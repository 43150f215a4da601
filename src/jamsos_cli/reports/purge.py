"""What a purge takes, and what it leaves."""

from jamsos_cli.model.money import rupiah
from jamsos_cli.model.purge import Erased
from jamsos_cli.model.showing import shown_name
from jamsos_cli.model.table import Table, text_column
from jamsos_cli.model.wording import Lang, Text


def purge_table(erased: Erased, kept: int, left: tuple[str, ...], lang: Lang) -> Table:
    """Give the counts of what goes, what stays, and where they may still be named."""
    months = f"{erased.months[0]} … {erased.months[-1]}" if erased.months else "-"
    said = (
        (Text("Orang yang dihapus datanya", "People whose data goes"), str(erased.people)),
        (Text("NIK", "NIKs"), str(erased.niks)),
        (Text("Kepesertaan", "Enrolments"), str(erased.enrolments)),
        (Text("Baris tagihan, tanpa nama lagi", "Invoice lines, without names"), str(erased.lines)),
        (Text("Tagihan terbit yang disegel ulang", "Issued invoices sealed anew"), str(erased.invoices)),
        (Text("Baris catatan BPJS", "Lines of statements"), str(erased.matches)),
        (Text("Pertanyaan data ganda", "Questions about doubles"), str(erased.questions)),
        (Text("Bulan iuran", "Iuran months"), months),
        (Text("Uang, tetap sama", "Money, stays the same"), rupiah(erased.money)),
        (Text("Orang yang tagihannya masih disimpan", "People whose invoices are kept longer"), str(kept)),
        (Text("Masih dapat menyebut mereka", "May still name them"), shown_name(", ".join(left), 400) or "-"),
    )
    columns = (text_column("Apa", "What", 40), text_column("Berapa", "How many", 60))
    rows = [(what.say(lang), value) for what, value in said]
    note = Text(
        "Berkas dan cadangan yang disebut tidak diubah; hapus sendiri bila tidak diperlukan lagi.",
        "Files and backups that are named are not touched; delete them yourself where they are not needed.",
    )
    return Table(Text("Penghapusan data pribadi", "Personal data erased"), columns, rows, note=note)
