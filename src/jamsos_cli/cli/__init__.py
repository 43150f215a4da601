"""Words in, exit code out. Nothing heavy is imported before a command needs it."""

import atexit
import gc
import os
import sys
from pathlib import Path

from jamsos_cli.cli.words import LANG_VARIABLE, lang, take_lang
from jamsos_cli.errors import Exit, JamsosError
from jamsos_cli.model.nik import mask_numbers
from jamsos_cli.model.wording import printable
from jamsos_cli.runs.office.cores import COLLECTED

_BUG = {
    "id": "Ini kesalahan jamsos, bukan kesalahan Anda; tidak ada yang disimpan setengah jadi. Laporkan: {place}",
    "en": "This is a bug of jamsos, not your fault; nothing was left half done. Please report: {place}",
}

_STOPPED = 130
"""What shells expect of a command ended by Ctrl-C."""


def main() -> None:
    """Run the command line; the one place where an error becomes a sentence and an exit code."""
    # What is imported stays: looking through it for garbage over and over costs a tenth of a short command.
    # Nor is it sorted out one by one at the end, when the system takes all of it back: that is a sixth of one.
    gc.set_threshold(*COLLECTED)
    atexit.register(gc.freeze)
    # Plugins of other packages have no part in judging; looking for them reads every package's metadata.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # Windows consoles and pipes are not UTF-8 by themselves
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments, asked = take_lang(sys.argv[1:])
    if asked:
        os.environ[LANG_VARIABLE] = asked
    sys.argv[1:] = arguments
    from jamsos_cli.cli.app import application
    from jamsos_cli.cli.usage import UsageMistake, exit_of, sentences

    try:
        sys.exit(application(arguments)(standalone_mode=False) or Exit.CLEAN)
    except UsageMistake as mistake:
        for sentence in sentences(mistake):
            _print(sentence)
        sys.exit(exit_of(mistake))
    except JamsosError as error:
        _say(f"jamsos: {error.say(lang())}", error.exit_code)
    except KeyboardInterrupt:
        _stopped()
    except SystemExit as left:
        if left.code == _STOPPED:  # typer catches Ctrl-C first, and says nothing
            _stopped()
        raise
    except Exception as bug:  # noqa: BLE001  every other error is a bug; its words may carry personal data
        if _is_stopped(bug):
            _stopped()
        _say(f"jamsos: {_BUG[lang()].format(place=_place(bug))}", Exit.BUG)


def _is_stopped(bug: BaseException | None) -> bool:
    """Tell whether an error only came of tidying up after Ctrl-C."""
    while bug is not None and not isinstance(bug, KeyboardInterrupt):
        bug = bug.__context__
    return bug is not None


def _stopped() -> None:
    _say("jamsos: dihentikan" if lang() == "id" else "jamsos: stopped", _STOPPED)


def _say(sentence: str, code: int) -> None:
    _print(sentence)
    sys.exit(code)


def _print(sentence: str) -> None:
    """Print one sentence on stderr; names of files and values in it may come from anywhere."""
    print(mask_numbers(printable(sentence, len(sentence) + 1)), file=sys.stderr)  # noqa: T201


def _place(bug: Exception) -> str:
    """Say where a bug is by type, file and line only."""
    import traceback

    frames = [f for f in traceback.extract_tb(bug.__traceback__) if "jamsos_cli" in f.filename]
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return f"{type(bug).__name__}, {where}"
