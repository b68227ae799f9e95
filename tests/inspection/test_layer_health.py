"""What is said about layers, and that nothing is said about those that fare well."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from app.inspection.layer_health import LayerHealth, NetworkHealth, advice
from app.network.layers.activation import ReLU, Tanh
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.merge import Add
from app.network.layers.normalisation import BatchNorm2d
from app.network.layers.pooling import MaxPool2d
from app.network.patterns import chain

NETWORK = chain(
    "advised",
    [
        Input(1, 28, 28),
        Conv2d(4, 3),
        ReLU(),
        Conv2d(8, 3),
        BatchNorm2d(),
        MaxPool2d(),
        ReLU(),
        Flatten(),
        Linear(20),
        Tanh(),
        Linear(10),
    ],
)


def said(*layers: LayerHealth) -> list[str]:
    health = NetworkHealth(NETWORK, 5, 100, {layer.name: layer for layer in layers})
    return [entry.text for entry in advice(health)]


def test_nothing_is_said_about_layers_that_fare_well() -> None:
    assert not said(
        LayerHealth("conv1", near_zero=0.9, update_ratio=1e-3),
        LayerHealth("relu1", dead=0.39, channels=True),
        LayerHealth("tanh1", saturated=0.49),
        LayerHealth("fc2", update_ratio=0.09),
    )


def test_dead_channels_are_those_of_the_layer_before_the_rectifier() -> None:
    assert said(LayerHealth("relu2", dead=0.41, channels=True)) == [
        "41 % of conv2's channels are dead: lower the learning rate or use leaky ReLU."
    ]


def test_where_branches_meet_the_units_are_the_rectifiers_own() -> None:
    merged = chain("merged", [Input(1, 8, 8), Conv2d(4, 3), Add(), ReLU()])
    health = NetworkHealth(merged, 1, 10, {"relu1": LayerHealth("relu1", dead=0.5, channels=True)})
    name = next(entry.text for entry in advice(health))
    assert name.startswith("50 % of relu1's channels")


def test_saturation_asks_for_another_activation() -> None:
    (text,) = said(LayerHealth("tanh1", saturated=0.62))
    assert text.startswith("62 % of tanh1's outputs are saturated: use ReLU")


def test_a_step_as_large_as_the_weights_asks_for_a_lower_rate() -> None:
    (text,) = said(LayerHealth("fc1", update_ratio=0.35))
    assert text == "One step moves fc1 by 35 % of its weights: lower the learning rate."


def test_a_layer_far_behind_the_quickest_has_a_vanished_gradient() -> None:
    (text,) = said(LayerHealth("conv1", update_ratio=2e-8), LayerHealth("fc2", update_ratio=1e-3))
    assert text.startswith("conv1 moves 50,000 times less than fc2: its gradient has vanished")


def test_a_layer_that_no_gradient_reaches_is_told_of() -> None:
    (text,) = said(LayerHealth("conv1", update_ratio=0.0), LayerHealth("fc2", update_ratio=1e-3))
    assert text == "conv1 does not move while fc2 does: no gradient reaches it."


def test_a_rate_that_has_fallen_to_nothing_is_no_fault() -> None:
    assert not said(LayerHealth("conv1", update_ratio=0.0), LayerHealth("fc2", update_ratio=0.0))


def test_the_worst_comes_first() -> None:
    texts = said(
        LayerHealth("fc1", update_ratio=0.35),
        LayerHealth("relu1", dead=1.0, channels=True),
        LayerHealth("fc2", finite=False),
    )
    assert [text.split()[0] for text in texts] == ["fc2", "100", "One"]


def test_health_and_evaluation_can_be_shown_without_torch() -> None:
    program = (
        "import sys, app.inspection.layer_health, app.inspection.evaluation;"
        "sys.exit('torch' in sys.modules)"
    )
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", program], check=False, cwd=root).returncode == 0
