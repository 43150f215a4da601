"""Shared by all tests: this folder goes on the path, so that `roster_text` can be imported from any of them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
