"""Settings: their limits, their one written form, and the sentence for what is refused."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import pytest

from app.network.fields import (
    IntOrPair,
    by_text,
    check_fields,
    choice,
    fields_of,
    flag,
    made_from,
    pair,
    real,
    short_text,
    values_of,
    whole,
)


@dataclass(frozen=True)
class Sample:
    count: int = whole(2, minimum=1, maximum=9, help="A number.")
    share: float = real(0.5, minimum=0.0, maximum=1.0, help="A share.")
    size: IntOrPair | str = pair(3, minimum=0, maximum=8, help="A size.", words=("same",))
    on: bool = flag(True, help="Yes or no.")
    way: str = choice("left", ("left", "right"), help="A way.")
    note: str = "no setting"

    def __post_init__(self) -> None:
        check_fields(self)


def test_settings_come_in_the_order_of_their_declaration() -> None:
    assert [field.name for field in fields_of(Sample)] == ["count", "share", "size", "on", "way"]
    assert values_of(Sample()) == {
        **{"count": 2, "share": 0.5, "size": 3, "on": True, "way": "left"},
    }


@pytest.mark.parametrize(
    ("name", "given", "kept"),
    [
        *(("count", 1, 1), ("count", 9, 9)),
        *(("share", 0, 0.0), ("share", 1.0, 1.0)),
        *(("size", 0, 0), ("size", (0, 8), (0, 8)), ("size", [4, 5], (4, 5))),
        *(("size", (3, 3), 3), ("size", "same", "same")),
        *(("on", False, False), ("way", "right", "right")),
    ],
)
def test_what_is_within_the_limits_is_kept_in_one_form(name: str, given: Any, kept: Any) -> None:
    value = getattr(made_from(Sample, {name: given}), name)
    assert value == kept
    assert type(value) is type(kept)


@pytest.mark.parametrize(
    ("name", "given", "allowed"),
    [
        ("count", 0, "a whole number from 1 to 9, not 0"),
        ("count", 10, "a whole number from 1 to 9"),
        ("count", 2.0, "a whole number"),
        ("count", True, "a whole number"),
        ("count", "2", "a whole number"),
        ("share", -0.1, "a number from 0 to 1"),
        ("share", 1.1, "a number from 0 to 1"),
        ("share", math.nan, "a number from 0 to 1"),
        ("share", math.inf, "a number from 0 to 1"),
        ("share", 10**400, "a number from 0 to 1"),
        ("share", False, "a number from 0 to 1"),
        ("size", 9, r"a whole number or a \(height, width\) pair from 0 to 8, or 'same'"),
        ("size", (3, 9), "pair from 0 to 8"),
        ("size", (3,), "pair from 0 to 8"),
        ("size", (True, 1), "pair from 0 to 8"),
        ("size", "valid", "or 'same', not 'valid'"),
        ("size", None, "pair from 0 to 8"),
        ("on", 1, "true or false, not 1"),
        ("way", "up", "one of left, right, not 'up'"),
        ("way", ["left"], "one of left, right"),
    ],
)
def test_what_is_outside_the_limits_is_refused_in_words(
    name: str, given: Any, allowed: str
) -> None:
    with pytest.raises(ValueError, match=f"{name} must be .*{allowed}"):
        made_from(Sample, {name: given})


def test_a_setting_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(ValueError, match="Sample has no setting 'size2'; it has count, on, share"):
        made_from(Sample, {"size2": 1})


@pytest.mark.parametrize(
    ("value", "window", "step"), [(5, "5×5", "5"), ((3, 5), "3×5", "3×5"), ("same", "same", "same")]
)
def test_lecture_notation(value: IntOrPair | str, window: str, step: str) -> None:
    assert by_text(value) == window
    assert short_text(value) == step
