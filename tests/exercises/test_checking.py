"""A network is held against each constraint of an exercise."""

from __future__ import annotations

from typing import Any

import pytest

from app.exercises.checking import Finding, Measured, depth, findings, verdict_of
from app.exercises.constraints import (
    Accuracy,
    Amount,
    LayerCount,
    OnlyKinds,
    OutputShape,
)
from app.exercises.exercise import Exercise, read_exercise
from app.exercises.hidden import hide
from app.exercises.library import bundled_exercises
from app.network.gallery import gallery_entry
from app.network.graph import Network
from app.network.layers.activation import ReLU
from app.network.layers.adaptive import AdaptiveAvgPool2d
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input
from app.network.layers.pooling import MaxPool2d
from app.network.patterns import chain, lenet5
from app.training.recipe import Recipe
from tests.exercises.tasks import SECRET


def found(constraint: Any, network: Network, **recipe: Any) -> Finding:
    """The finding about one constraint."""
    return findings(Exercise("t", constraints=(constraint,)), network, Recipe(**recipe), {})[1]


@pytest.mark.parametrize(
    ("constraint", "verdict", "shown"),
    [
        (Amount("parameters", "<", 61_707), "passed", "61,706"),  # E1
        (Amount("parameters", "<", 61_706), "failed", "61,706"),
        (Amount("parameters", "=", 61_706), "passed", "61,706"),
        (Amount("depth", "=", 5), "passed", "5"),
        (Amount("receptive_field", ">=", 32), "passed", "32×32"),
        (Amount("receptive_field", ">", 32), "failed", "32×32"),
        (LayerCount(("MaxPool2d",), "=", 2), "passed", "2"),
        (LayerCount(("Dropout",), ">=", 1), "failed", "0"),
        (LayerCount(("Conv2d", "Linear"), "<=", 5), "passed", "5"),
        (OutputShape((10,)), "passed", "10"),
        (OutputShape((7,)), "failed", "10"),
        (Amount("epochs", "<=", 3), "failed", "12"),
    ],
)
def test_lenet5_is_measured(constraint: Any, verdict: str, shown: str) -> None:
    finding = found(constraint, lenet5(), epochs=12)
    assert (finding.verdict, finding.found) == (verdict, shown)


@pytest.mark.parametrize(
    ("name", "layers"),
    [("alexnet", 8), ("vgg-16", 16), ("vgg-19", 19), ("googlenet", 22), ("resnet-34", 34)],
)
def test_depth_is_the_number_that_published_networks_are_known_by(name: str, layers: int) -> None:
    assert depth(gallery_entry(name).build()) == layers


def test_layers_of_other_kinds_are_named() -> None:
    finding = found(OnlyKinds(("Conv2d", "Linear", "Flatten", "ReLU")), SECRET)
    assert (finding.verdict, finding.remark) == ("failed", "pool1")
    kinds = ("Conv2d", "Linear", "Flatten", "ReLU", "MaxPool2d")
    assert found(OnlyKinds(kinds), SECRET).verdict == "passed"


def test_a_network_with_an_error_fails_whatever_is_asked_for() -> None:
    broken = chain("broken", [Input(1, 28, 28), MaxPool2d(40, 40)])
    exercise = Exercise("t", constraints=(Amount("parameters", "<", 5),))
    checked = findings(exercise, broken, Recipe(), {})
    assert verdict_of(checked) == "failed"
    assert checked[0].remark.startswith("pool1: the window is larger than its input")


def test_an_empty_canvas_fails() -> None:
    exercise = Exercise("t", constraints=(Amount("parameters", "<", 5),))
    assert findings(exercise, Network(), Recipe(), {})[0].remark == "there are no layers yet"


def test_an_accuracy_that_nobody_has_measured_is_open() -> None:
    exercise = Exercise("t", constraints=(Accuracy(">", 0.9, "mnist"),))
    assert verdict_of(findings(exercise, SECRET, Recipe(), {})) == "open"
    assert verdict_of(findings(exercise, SECRET, Recipe(), {0: Measured(0.91)})) == "passed"
    assert verdict_of(findings(exercise, SECRET, Recipe(), {0: Measured(0.9)})) == "failed"


def test_a_hidden_network_is_one_more_thing_to_meet() -> None:
    exercise = Exercise("t", hidden=hide(SECRET))
    assert verdict_of(findings(exercise, SECRET, Recipe(), {})) == "passed"
    assert findings(exercise, lenet5(), Recipe(), {})[1].found == "0 of 6 layers"


def test_the_bundled_hidden_network_can_be_rebuilt_from_the_table() -> None:
    rebuilt = chain(
        "mine",
        [
            Input(3, 32, 32),
            Conv2d(16, 5, padding=2),
            ReLU(),
            MaxPool2d(2, 2),
            Conv2d(32, 3, stride=2, padding=1),
            ReLU(),
            Conv2d(10, 1),
            AdaptiveAvgPool2d(1),
            Flatten(),
        ],
    )
    exercise = read_exercise(bundled_exercises()[1])
    assert verdict_of(findings(exercise, rebuilt, Recipe(), {})) == "passed"
    assert exercise.network is not None
    begun = findings(exercise, exercise.network, Recipe(), {})
    assert begun[-1].remark == "what there is is right; go on behind input"
