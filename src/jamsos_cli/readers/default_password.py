"""A workbook that Excel opens without asking, although it is encrypted: with the password that every Excel tries first.

Excel encrypts an .xls with it when only the structure of the workbook is protected, and so do programs that write
protected .xlsx (MS-XLS 2.2.10). To the clerk such a workbook has no password.
"""

from io import BytesIO

from jamsos_cli.model.roster import Trouble
from jamsos_cli.model.wording import Text
from jamsos_cli.settings import Limits

LOCKED = Trouble("encrypted", Text("buku kerjanya terkunci sandi", "the workbook is password-protected"))
_PASSWORD = "VelvetSweatshop"  # noqa: S105  no secret
_INSIDE = "EncryptedPackage".encode("utf-16-le")
"""Name of the stream that holds an encrypted .xlsx."""


def holds_encrypted(data: bytes) -> bool:
    """Tell whether an old container is the wrapping of an encrypted .xlsx."""
    return _INSIDE in data


def unlocked(data: bytes, _: Limits) -> bytes | Trouble:
    """Give the workbook as it is without encryption; a Trouble where it has a password of its own."""
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, ParseError

    made = BytesIO()
    try:
        if holds_encrypted(data):
            _unlock_package(data, made)
        else:
            _unlock_xls(data, made)
    except (DecryptionError, FileFormatError, ParseError):
        return LOCKED
    return made.getvalue()


def _unlock_package(data: bytes, made: BytesIO) -> None:
    from msoffcrypto.format.ooxml import OOXMLFile

    file = OOXMLFile(BytesIO(data))
    file.load_key(_PASSWORD, verify_password=True)
    file.decrypt(made)


def _unlock_xls(data: bytes, made: BytesIO) -> None:
    from msoffcrypto.format.xls97 import Xls97File

    file = Xls97File(BytesIO(data))
    file.load_key(_PASSWORD)
    file.decrypt(made)
