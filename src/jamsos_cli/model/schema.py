"""Strict schemas on pydantic's own core, for what every `validate` must load.

pydantic's model classes take 0.1 s to import, as long as judging a village; its core, which does the checking, takes
a quarter of that. The settings are named tuples that pydantic reads once there is a jamsos.toml; their defaults need
none of it. The law's tariffs, read where that time is no matter, are models.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from pydantic_core import SchemaValidator

from jamsos_cli.model.wording import Text

if TYPE_CHECKING:
    from pydantic import ConfigDict

Shape = dict[str, Any]
"""One core schema."""


def text(pattern: str | None = None, least: int = 0) -> Shape:
    """A str, never anything that only looks like one."""
    shape: Shape = {"type": "str", "strict": True, "min_length": least}
    return shape | {"pattern": pattern} if pattern else shape


def whole(least: int) -> Shape:
    """An int of at least so much; True is none."""
    return {"type": "int", "strict": True, "ge": least}


def flag() -> Shape:
    """A bool."""
    return {"type": "bool", "strict": True}


def one_of(*values: str) -> Shape:
    """One of these texts."""
    return {"type": "literal", "expected": list(values)}


def instance(kind: type) -> Shape:
    """A value of ours."""
    return {"type": "is-instance", "cls": kind}


def maybe(shape: Shape) -> Shape:
    """That, or None."""
    return {"type": "nullable", "schema": shape}


def each(item: Shape) -> Shape:
    """A list in which every item is checked, and told by its place."""
    return {"type": "list", "items_schema": item}


def listed(item: Shape, least: int = 0) -> Shape:
    """A list of items, given as a tuple."""
    return {"type": "tuple", "items_schema": [item], "variadic_item_index": 0, "min_length": least}


def mapped(key: Shape, value: Shape) -> Shape:
    """A dict."""
    return {"type": "dict", "keys_schema": key, "values_schema": value}


def read_by(reader: Callable[..., object], shape: Shape, *, told: bool = False) -> Shape:
    """What our own parser makes of a value, then checked; `told` parsers take the validation's info too."""
    function = {"type": "with-info" if told else "no-info", "function": reader}
    return {"type": "function-before", "function": function, "schema": shape}


def record(required: Mapping[str, Shape], optional: Mapping[str, Shape]) -> Shape:
    """A dict of named fields that forbids all others."""
    fields = {name: {"type": "typed-dict-field", "required": True, "schema": shape} for name, shape in required.items()}
    fields |= {
        name: {"type": "typed-dict-field", "required": False, "schema": shape} for name, shape in optional.items()
    }
    return {"type": "typed-dict", "extra_behavior": "forbid", "fields": fields}


def validator(shape: Shape) -> SchemaValidator:
    """Make the schema ready to check values."""
    made: Any = shape
    return SchemaValidator(made)


class MistakeError(ValueError):
    """A value that a check of ours refuses, in both languages."""

    def __init__(self, indonesian: str, english: str, at: tuple[int | str, ...] = ()) -> None:
        super().__init__(english)
        self.text = Text(indonesian, english)
        self.at = at
        """where below the value that was checked."""


class Bounds:
    """Metadata for a field that pydantic reads: limits in the core's own words (ge, le, pattern, ...)."""

    def __init__(self, **limits: object) -> None:
        self._limits = limits

    def __get_pydantic_core_schema__(self, source: object, handler: Callable[[object], Shape]) -> Shape:
        """Add the limits to what the field's type asks for."""
        return handler(source) | self._limits


class Passes:
    """Metadata for a field that pydantic reads: a function that gives the value back or refuses it."""

    def __init__(self, check: Callable[[Any], Any]) -> None:
        self._check = check

    def __get_pydantic_core_schema__(self, source: object, handler: Callable[[object], Shape]) -> Shape:
        """Let the function see what the field's type has accepted."""
        return {
            "type": "function-after",
            "function": {"type": "no-info", "function": self._check},
            "schema": handler(source),
        }


STRICT: "ConfigDict" = {"strict": True, "extra": "forbid"}
"""How pydantic reads our named tuples."""
