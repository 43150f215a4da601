"""A process that has imported what commands need, and is copied for each command: a second of imports is done once.

It reads one command a line on its standard input (JSON: arguments, folder, environment, and the files that take what
is printed) and answers each with its exit code. A command has a process of its own all the same, begins where the
installed one does, in `jamsos_cli.cli.main`, and ends with its interpreter; only its imports are there before.
"""

import gc
import json
import os
import signal
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

LONGEST = 120
"""Seconds a command may take."""
SPEAKS = "jamsos_cli.cli"
"""Its options speak the language of the moment at which they are imported, so every command imports them itself."""


def imported() -> None:
    """Import all that any command imports, but the command line itself, and make ready what every command makes."""
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # as the command line does
    package = import_module("jamsos_cli")
    for module in walk_packages(package.__path__, "jamsos_cli."):
        if not module.name.startswith((SPEAKS, "jamsos_cli.__main__", "jamsos_cli.store.migrations.")):
            import_module(module.name)
    for library in ("alembic.command", "encodings.utf_8_sig", "filelock", "jinja2", "pandas", "pydantic.dataclasses",
                    "pydantic.type_adapter", "python_calamine", "rapidfuzz", "rich.table", "sqlalchemy", "typer",
                    "typer._click.decorators", "typer.rich_utils", "xlsxwriter"):  # fmt: skip
        import_module(library)
    import_module("jamsos_cli.settings").load(Path(os.devnull))  # what checks settings is made at first use


def become(asked: dict[str, Any]) -> None:
    """Be the command that is asked for; it ends this process."""
    signal.alarm(LONGEST)
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    for number, path in enumerate((os.devnull, asked["out"], asked["err"])):
        os.dup2(os.open(path, os.O_RDONLY if number == 0 else os.O_WRONLY), number)
    sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w")  # noqa: SIM115
    sys.argv = ["jamsos", *asked["arguments"]]
    sys.exit(import_module(SPEAKS).main())


def serve() -> None:
    """Do one command after the other, until nobody asks any more."""
    imported()
    gc.freeze()  # or looking for garbage would copy every page that a command only reads
    requests, answers = os.fdopen(os.dup(0), "rb", buffering=0), os.fdopen(os.dup(1), "w")
    while asked := requests.readline():
        child = os.fork()
        if not child:
            become(json.loads(asked))
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), file=answers, flush=True)


if __name__ == "__main__":
    sys.path.remove(str(Path(__file__).resolve().parent))
    serve()
