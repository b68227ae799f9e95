"""What a setting is: declared once; forms, files, checks and torch arguments derive from it.

A frozen dataclass (a layer kind, the training recipe) declares its settings with `whole`,
`real`, `flag`, `pair` and `choice`, and calls `check_fields` when it is made::

    @dataclass(frozen=True)
    class Dropout(Layer):
        p: float = real(0.5, minimum=0.0, maximum=1.0, help="share of values set to zero")
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, TypeVar, cast

from app.language import tr

IntOrPair = int | tuple[int, int]
"""One number for both dimensions, or (height, width)."""

Settings = TypeVar("Settings")


@dataclasses.dataclass(frozen=True)
class Field:
    """One setting: what values it takes and what it means.

    `words` are the values in letters that a `pair` takes in place of numbers ("same") or that a
    `choice` chooses from. `unit` is what one step of the number is ("pixels", "filters").
    """

    name: str
    kind: Literal["whole", "real", "flag", "pair", "choice"]
    default: Any
    help: str
    minimum: float = 0
    maximum: float = 0
    unit: str = ""
    words: tuple[str, ...] = ()

    def checked(self, value: Any) -> Any:
        """`value` in its one written form ((3, 3) becomes 3); ValueError says what is allowed."""
        if self.kind == "flag":
            if isinstance(value, bool):
                return value
        elif self.kind == "choice":
            if value in self.words:
                return value
        elif self.kind == "whole":
            if self._in_range(value):
                return value
        elif self.kind == "real":
            if _is_number(value) and self.minimum <= value <= self.maximum:
                return float(value)
        elif isinstance(value, str) and value in self.words:
            return value
        elif isinstance(value, (tuple, list)):
            if len(value) == 2 and all(self._in_range(number) for number in value):
                return value[0] if value[0] == value[1] else (value[0], value[1])
        elif self._in_range(value):
            return value
        raise ValueError(
            tr(
                "{name} must be {allowed}, not {value!r}",
                name=self.name,
                allowed=self.allowed,
                value=value,
            )
        )

    def _in_range(self, value: Any) -> bool:
        return _is_whole(value) and self.minimum <= value <= self.maximum

    @property
    def allowed(self) -> str:
        """The values it takes, in words: "a whole number from 1 to 64"."""
        if self.kind == "flag":
            return tr("true or false")
        if self.kind == "choice":
            return tr("one of ") + ", ".join(self.words)
        if self.kind == "real":
            return tr(
                "a number from {minimum:g} to {maximum:g}",
                minimum=self.minimum,
                maximum=self.maximum,
            )
        between = tr("from {minimum} to {maximum}", minimum=self.minimum, maximum=self.maximum)
        if self.kind == "whole":
            return tr("a whole number {between}", between=between)
        words = "".join(f", or {word!r}" for word in self.words)
        return tr(
            "a whole number or a (height, width) pair {between}{words}",
            between=between,
            words=words,
        )


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def whole(default: int, *, minimum: int, maximum: int, help: str, unit: str = "") -> Any:
    """A whole number."""
    return _declared("whole", default, help, minimum=minimum, maximum=maximum, unit=unit)


def real(default: float, *, minimum: float, maximum: float, help: str, unit: str = "") -> Any:
    """A real number."""
    return _declared("real", default, help, minimum=minimum, maximum=maximum, unit=unit)


def flag(default: bool, *, help: str) -> Any:
    """Yes or no."""
    return _declared("flag", default, help)


def choice(default: str, words: tuple[str, ...], *, help: str) -> Any:
    """One of several words."""
    return _declared("choice", default, help, words=words)


def pair(
    default: IntOrPair | str,
    *,
    minimum: int,
    maximum: int,
    help: str,
    unit: str = "pixels",
    words: tuple[str, ...] = (),
) -> Any:
    """One whole number for both dimensions, a (height, width) pair, or one of `words`."""
    return _declared(
        "pair", default, help, minimum=minimum, maximum=maximum, unit=unit, words=words
    )


def _declared(kind: str, default: Any, help: str, **limits: Any) -> Any:
    return dataclasses.field(default=default, metadata={"kind": kind, "help": help, **limits})


def fields_of(settings: type) -> tuple[Field, ...]:
    """The settings that a dataclass declares, in the order in which it declares them."""
    return _fields_of(cast(Any, settings))


@cache
def _fields_of(settings: Any) -> tuple[Field, ...]:
    return tuple(
        Field(name=entry.name, default=entry.default, **entry.metadata)
        for entry in dataclasses.fields(settings)
        if entry.metadata
    )


def check_fields(settings: Any) -> None:
    """Hold every setting of a dataclass to its limits; ValueError names the first outside."""
    for field in fields_of(type(settings)):
        value = getattr(settings, field.name)
        checked = field.checked(value)
        if checked is not value:
            object.__setattr__(settings, field.name, checked)


def values_of(settings: Any) -> dict[str, Any]:
    """Every setting of a dataclass by name."""
    return {field.name: getattr(settings, field.name) for field in fields_of(type(settings))}


def made_from(kind: type[Settings], values: Mapping[str, Any]) -> Settings:
    """A `kind` with the given settings, as a file states them.

    Raises ValueError for a setting that `kind` does not have or a value outside the limits.
    """
    known = {field.name for field in fields_of(kind)}
    for name in values:
        if name not in known:
            has = ", ".join(sorted(known)) or "none"
            raise ValueError(
                tr(
                    "{name} has no setting {name2!r}; it has {has}",
                    name=kind.__name__,
                    name2=name,
                    has=has,
                )
            )
    return kind(**values)


def as_pair(value: IntOrPair) -> tuple[int, int]:
    """(height, width) of a setting that may be one number for both."""
    return value if isinstance(value, tuple) else (value, value)


def by_text(value: IntOrPair | str) -> str:
    """A window in lecture notation: 5 and (5, 5) as "5×5", (3, 5) as "3×5"."""
    if isinstance(value, str):
        return value
    height, width = as_pair(value)
    return f"{height}×{width}"


def short_text(value: IntOrPair | str) -> str:
    """A step in lecture notation: 2 as "2", (2, 1) as "2×1"."""
    return by_text(value) if isinstance(value, tuple) else str(value)
