"""What was ruled is replayed alike whatever the order of files and rows, the processes, and how often it is run."""

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sent import NOVEMBER, line, nik

from jamsos_cli.model.pair import Pair
from jamsos_cli.runs.deciding import decide
from jamsos_cli.runs.deduping import dedupe
from jamsos_cli.runs.importing import import_rosters
from jamsos_cli.runs.initialising import initialise
from jamsos_cli.runs.workspace import Workspace, find
from jamsos_cli.store import open_registry
