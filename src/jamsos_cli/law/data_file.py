"""Reads a data file of the law into its frozen model; a mistake is a SettingsError naming file and key."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import tomli
from pydantic_core import SchemaValidator, ValidationError

from jamsos_cli.errors import SettingsError
from jamsos_cli.model.wording import Text

if TYPE_CHECKING:
    from pydantic import BaseModel

DATA = Path(__file__).parent / "data"
Checked = TypeVar("Checked")
Model = TypeVar("Model", bound="BaseModel")


def read_text(path: Path) -> str:
    """Give the text of a data file; a SettingsError when it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise wrong(path, "cannot be read") from error


def read_toml(path: Path, model: "type[Model]") -> "Model":
    """Give the model a TOML file says, checked strictly; a SettingsError names the key that is wrong."""
    return _checked(path, model.model_validate_json)


def read_checked(path: Path, schema: SchemaValidator) -> dict[str, Any]:
    """Give what a TOML file says, checked strictly; a SettingsError names the key that is wrong."""
    return _checked(path, schema.validate_json)


def _checked(path: Path, check: "Callable[[str], Checked]") -> "Checked":
    try:
        # Through JSON, because strict pydantic takes a TOML array for a tuple only there.
        return check(json.dumps(tomli.loads(read_text(path)), default=str))
    except tomli.TOMLDecodeError as error:
        raise wrong(path, str(error)) from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part + 1) if isinstance(part, int) else part for part in first["loc"])
        raise wrong(path, f"{where}: {first['msg']}".removeprefix(": ")) from None


def wrong(path: Path, what: str) -> SettingsError:
    """Make the error for a data file."""
    return SettingsError(
        Text(f"Data hukum {path.name}: {what}. Lihat docs/LAW.md.", f"Law data {path.name}: {what}. See docs/LAW.md.")
    )
