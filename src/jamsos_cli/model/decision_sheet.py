"""The sheet of questions that is filled in and sent back: the headings that writer and reader share."""

SHEET = "PUTUSAN"
KEY, RULED = "ID", "SUDAH DIPUTUSKAN"
DECISION, REASON, BY, UNTIL = "PUTUSAN", "ALASAN PUTUSAN", "DIPUTUSKAN OLEH", "SAMPAI BULAN"
READ = (KEY, RULED, DECISION, REASON, BY, UNTIL)
"""What is read back; every other column is for people."""
