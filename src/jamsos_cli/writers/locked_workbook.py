"""A workbook that opens with a password only: the encryption of Office itself (agile, AES-256), so Excel opens it."""

from io import BytesIO


def locked(content: bytes, password: str) -> bytes:
    """Give the .xlsx encrypted; each time other bytes, because its salt is random."""
    from msoffcrypto.format.ooxml import OOXMLFile

    made = BytesIO()
    OOXMLFile(BytesIO(content)).encrypt(password, made)
    return made.getvalue()
