"""A WhatsApp text for the sender of each roster, as a file to copy from."""

from collections.abc import Sequence
from pathlib import Path

from jamsos_cli.model.result import FileResult
from jamsos_cli.reports.messages import Notice, message_folders, message_names, village_message
from jamsos_cli.writers.drafts import Drafts


def write_messages(folder: Path, results: Sequence[FileResult], notice: Notice) -> None:
    """Write one message a file into a folder, all of them or none (FileError)."""
    files = [result.file for result in results]
    with Drafts() as drafts:
        for name, near, result in zip(message_names(files), message_folders(files), results, strict=True):
            drafts.write(folder / name, message_bytes(result, notice, near))


def message_bytes(result: FileResult, notice: Notice, folder: str) -> bytes:
    """Give the message about one file as plain text in UTF-8."""
    return village_message(result, notice, folder).encode("utf-8", "replace")
