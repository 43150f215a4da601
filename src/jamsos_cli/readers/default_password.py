"""A workbook that Excel opens without asking, although it is encrypted: with the password that every Excel tries first.

Excel encrypts an .xls with it when only the structure of the workbook is protected, and so do programs that write
protected .xlsx (MS-XLS 2.2.10). To the clerk such a workbook has no password.
"""

from io import BytesIO

from jamsos_cli.model.roster import Trouble
from jamsos_cli.model.wording import Text
from jamsos_cli.settings import Limits

LOCKED = Trouble("encrypted", Text("buku kerjanya terkunci sandi", "the workbook is password-protected"))
_MOST_TURNS = 500_000
"""Times that a key is hashed; Excel and LibreOffice do it 100.000 times, the format allows a hundred times as many."""
_SLOW = Trouble(
    "encrypted",
    Text(
        "kunci sandinya dibuat jauh lebih rumit daripada yang ditulis Excel",
        "its lock is far more costly to open than what Excel writes",
    ),
)
_PASSWORD = "VelvetSweatshop"  # noqa: S105  no secret
_INSIDE = "EncryptedPackage".encode("utf-16-le")
"""Name of the stream that holds an encrypted .xlsx."""


def holds_encrypted(data: bytes) -> bool:
    """Tell whether an old container is the wrapping of an encrypted .xlsx."""
    return _INSIDE in data


def unlocked(data: bytes, _: Limits) -> bytes | Trouble:
    """Give the workbook as it is without encryption; a Trouble where it has a password of its own, or a costly lock."""
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, ParseError

    made = BytesIO()
    try:
        if not holds_encrypted(data):
            _unlock_xls(data, made)
        elif not _unlock_package(data, made):
            return _SLOW
    except (DecryptionError, FileFormatError, ParseError):
        return LOCKED
    return made.getvalue()


def _unlock_package(data: bytes, made: BytesIO) -> bool:
    """Write what is inside an encrypted .xlsx; False where its key is hashed too often to be tried."""
    from msoffcrypto.format.ooxml import OOXMLFile

    file = OOXMLFile(BytesIO(data))
    if file.type == "agile" and file.info["spinValue"] > _MOST_TURNS:
        return False
    file.load_key(_PASSWORD, verify_password=True)
    file.decrypt(made)
    return True


def _unlock_xls(data: bytes, made: BytesIO) -> None:
    from msoffcrypto.format.xls97 import Xls97File

    file = Xls97File(BytesIO(data))
    file.load_key(_PASSWORD)
    file.decrypt(made)
