"""Words in, exit code out. Nothing heavy is imported before a command needs it."""

import sys

TYPE_CHECKING = False  # not from typing, which would be read before Ctrl-C is heard
if TYPE_CHECKING:
    from typing import NoReturn

_BUG = {
    "id": "Ini kesalahan jamsos, bukan kesalahan Anda; tidak ada yang disimpan setengah jadi. Laporkan: {place}",
    "en": "This is a bug of jamsos, not your fault; nothing was left half done. Please report: {place}",
}

_STOPPED = 130
"""What shells expect of a command ended by Ctrl-C."""
_UNREAD = 141
"""What shells expect of a command whose reader has gone away (`| head`): 128 and the number of SIGPIPE."""


def main() -> None:
    """Run the command line; the one place where an error becomes a sentence and an exit code.

    Everything else is imported within, so that Ctrl-C is heard from the first moment.
    """
    try:
        try:
            _run()
        finally:
            _flush()  # here, where a reader that has gone is no error
    except KeyboardInterrupt:
        _stopped()
    except BaseException as left:
        if _came_of(left, BrokenPipeError):
            _unread()
        if _came_of(left, KeyboardInterrupt):
            _stopped()
        raise


def _run() -> None:
    _settle()
    from jamsos_cli.cli.app import application
    from jamsos_cli.cli.usage import UsageMistake, exit_of, sentences
    from jamsos_cli.cli.words import lang
    from jamsos_cli.errors import Exit, JamsosError

    try:
        sys.exit(application(sys.argv[1:])(standalone_mode=False) or Exit.CLEAN)
    except UsageMistake as mistake:
        for sentence in sentences(mistake):
            _print(sentence)
        sys.exit(exit_of(mistake))
    except JamsosError as error:
        _say(f"jamsos: {error.say(lang())}", error.exit_code)
    except SystemExit as left:
        if left.code == _STOPPED:  # typer catches Ctrl-C first, and says nothing
            _stopped()
        raise
    except Exception as bug:  # every other error is a bug; its words may carry personal data
        if _came_of(bug, KeyboardInterrupt) or _came_of(bug, BrokenPipeError):
            raise
        _say(f"jamsos: {_BUG[lang()].format(place=_place(bug))}", Exit.BUG)


def _flush() -> None:
    from jamsos_cli.cli.output import written
    from jamsos_cli.cli.words import lang
    from jamsos_cli.errors import FileError

    try:
        with written():
            if sys.stdout is not None:  # there is none without a console on Windows
                sys.stdout.flush()
    except FileError as error:
        _say(f"jamsos: {error.say(lang())}", error.exit_code)


def _settle() -> None:
    """Set this process up for one command, and read the language that the help speaks, too."""
    import atexit
    import gc
    import os

    from jamsos_cli.cli.words import LANG_VARIABLE, take_lang
    from jamsos_cli.runs.office.cores import COLLECTED

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


def _came_of(error: BaseException | None, cause: type[BaseException]) -> bool:
    """Tell whether an error only came of tidying up after another: Ctrl-C, or a pipe that nobody reads any more."""
    while error is not None and not isinstance(error, cause):
        error = error.__context__
    return error is not None


def _unread() -> "NoReturn":
    """End without a word: nobody reads what is left."""
    from jamsos_cli.cli.output import drop

    drop()
    sys.exit(_UNREAD)


def _stopped() -> "NoReturn":
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # once is enough
    from jamsos_cli.cli.words import lang

    _say("jamsos: dihentikan" if lang() == "id" else "jamsos: stopped", _STOPPED)


def _say(sentence: str, code: int) -> "NoReturn":
    _print(sentence)
    sys.exit(code)


def _print(sentence: str) -> None:
    """Print one sentence on stderr; names of files and values in it may come from anywhere."""
    from jamsos_cli.model.nik import mask_numbers
    from jamsos_cli.model.wording import printable

    print(mask_numbers(printable(sentence, len(sentence) + 1)), file=sys.stderr)  # noqa: T201


def _place(bug: Exception) -> str:
    """Say where a bug is by type, file and line only."""
    import traceback
    from pathlib import Path

    frames = [f for f in traceback.extract_tb(bug.__traceback__) if "jamsos_cli" in f.filename]
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return f"{type(bug).__name__}, {where}"
