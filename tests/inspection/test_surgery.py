"""Filter surgery: the change in accuracy, against networks that were really operated on."""

from __future__ import annotations

import csv
from copy import deepcopy

import numpy as np
import pytest
import torch

from app.data.dataset import Dataset, Split
from app.data.preprocessing import fit_pixel_scale
from app.data.progress import Cancelled
from app.inspection.evaluation import evaluated
from app.inspection.surgeon import Surgeon
from app.inspection.surgery import Mute, Operation, Outcome, ReplaceFilter, filter_of, outcome_table
from app.network.kernels import LAPLACIAN, SOBEL_X
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.normalisation import BatchNorm2d
from app.network.patterns import chain
from app.network.tables import as_csv
from app.training.module import NetworkModule, build_module

CLASSES = ("cat", "dog", "frog")


def data() -> Dataset:
    generator = np.random.default_rng(2)
    images = generator.integers(0, 256, (230, 2, 8, 8)).astype(np.uint8)
    whole = Split(images, generator.integers(0, 3, 230).astype(np.int64))
    empty = Split(images[:0], whole.labels[:0])
    return Dataset("noise", "Noise", CLASSES, whole, empty, whole, "made", "none")


DATA = data()
SCALE = fit_pixel_scale(DATA.train.images)


@pytest.fixture
def module() -> NetworkModule:
    layers = [Input(2, 8, 8), Conv2d(4, 3), BatchNorm2d(), ReLU(), Flatten(), Linear(3)]
    return build_module(chain("patient", layers), seed=1)


def surgeon(module: NetworkModule, count: int = 1_000) -> Surgeon:
    return Surgeon(module, DATA, "test", SCALE.apply, count)


def predicted(module: NetworkModule) -> np.ndarray:
    with torch.no_grad():
        logits = module.eval()(torch.from_numpy(SCALE.apply(DATA.test.images)))
    return np.asarray(logits.argmax(1).numpy())


def by_hand(
    module: NetworkModule, layer: str, channel: int, weights: object, bias: float
) -> np.ndarray:
    other = deepcopy(module)
    with torch.no_grad():
        other.get_parameter(f"{layer}.weight")[channel] = torch.as_tensor(weights)
        other.get_parameter(f"{layer}.bias")[channel] = bias
    return predicted(other)


@pytest.mark.parametrize(("layer", "channel"), [("conv1", 2), ("fc1", 0)])
def test_a_muted_filter_is_one_without_weights(
    module: NetworkModule, layer: str, channel: int
) -> None:
    outcome = surgeon(module).outcome([Mute(layer, channel)])
    np.testing.assert_array_equal(outcome.before.predicted, predicted(module))
    after = by_hand(module, layer, channel, 0.0, 0.0)
    np.testing.assert_array_equal(outcome.after.predicted, after)
    assert len(outcome.changed) == (predicted(module) != after).sum() > 0
    accuracy = [(each == DATA.test.labels).mean() for each in (predicted(module), after)]
    assert outcome.accuracy_change == pytest.approx(accuracy[1] - accuracy[0])


def test_a_pasted_kernel_looks_at_the_mean_of_the_channels(module: NetworkModule) -> None:
    weights = filter_of(SOBEL_X, (2, 3, 3))
    np.testing.assert_array_equal(weights, np.stack([np.array(SOBEL_X) / 2] * 2))
    outcome = surgeon(module).outcome([ReplaceFilter("conv1", 1, weights)])
    bias = module.get_parameter("conv1.bias")[1].item()
    np.testing.assert_array_equal(
        outcome.after.predicted, by_hand(module, "conv1", 1, weights, bias)
    )


def test_operations_come_one_upon_the_other(module: NetworkModule) -> None:
    weights = filter_of(LAPLACIAN, (2, 3, 3)) * 9
    operations: list[Operation] = [Mute("conv1", 1), ReplaceFilter("conv1", 1, weights, bias=0.5)]
    outcome = surgeon(module).outcome(operations)
    expected = by_hand(module, "conv1", 1, weights, 0.5)
    np.testing.assert_array_equal(outcome.after.predicted, expected)
    both = surgeon(module).outcome([*operations, Mute("conv1", 1)])
    np.testing.assert_array_equal(
        both.after.predicted, surgeon(module).outcome([Mute("conv1", 1)]).after.predicted
    )


def test_the_network_is_not_touched_and_what_it_learns_meanwhile_does_not_count(
    module: NetworkModule,
) -> None:
    trying = surgeon(module.train())
    state = {name: value.clone() for name, value in module.state_dict().items()}
    expected = trying.outcome([Mute("conv1", 0)]).after.confidence
    assert module.training
    for name, value in module.state_dict().items():
        assert torch.equal(value, state[name])
    with torch.no_grad():
        for value in module.parameters():
            value.add_(1)
    np.testing.assert_array_equal(trying.outcome([Mute("conv1", 0)]).after.confidence, expected)


def test_the_untouched_network_is_evaluated_once(module: NetworkModule) -> None:
    trying = surgeon(module)
    told: list[tuple[int, int]] = []
    trying.outcome([Mute("conv1", 0)], report=lambda *done: told.append(done))
    assert told == [(230, 230)] * 2
    told.clear()
    trying.outcome([Mute("conv1", 1)], report=lambda *done: told.append(done))
    assert told == [(230, 230)]

    def cancel(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        trying.outcome([Mute("conv1", 1)], report=cancel)


def test_a_thousand_images_are_always_the_same(module: NetworkModule) -> None:
    first, again = (surgeon(module, 50).before() for _ in range(2))
    assert len(first) == 50
    np.testing.assert_array_equal(first.labels, again.labels)
    np.testing.assert_array_equal(first.truth, again.truth)


def test_classes_are_told_apart_in_words_and_in_a_table() -> None:
    labels = np.array([0, 0, 1, 1], np.int64)
    before, after = (
        evaluated("test", CLASSES, labels, np.eye(3, dtype=np.float32)[rows])
        for rows in ([0, 0, 1, 1], [0, 1, 2, 2])
    )
    outcome = Outcome(before, after)
    np.testing.assert_array_equal(outcome.class_change, [-0.5, -1.0, np.nan])
    assert outcome.text == "accuracy 100.0 % → 25.0 % (−75.0), most for dog (−100.0)"
    rows = list(csv.reader(as_csv(outcome_table(outcome)).splitlines()))
    assert rows[1] == ["cat", "1.0000", "0.5000", "-0.5000"]
    assert rows[3:] == [["frog", "", "", ""], ["all", "1.0000", "0.2500", "-0.7500"]]
    assert Outcome(before, before).text == "accuracy 100.0 % → 100.0 % (+0.0)"


@pytest.mark.parametrize(
    ("operation", "words"),
    [
        (Mute("relu1", 0), "relu1 has no filters"),
        (Mute("gone", 0), "gone has no filters"),
        (Mute("conv1", 4), "filters 0 to 3, not 4"),
        (ReplaceFilter("conv1", 0, np.zeros((2, 5, 5), np.float32)), "are 2×3×3, not 2×5×5"),
        (ReplaceFilter("conv1", 0, np.full((2, 3, 3), np.inf, np.float32)), "finite numbers"),
    ],
)
def test_what_cannot_be_done_is_said_in_words(
    module: NetworkModule, operation: Operation, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        surgeon(module).outcome([operation])


def test_data_that_does_not_suit_is_refused_in_words(module: NetworkModule) -> None:
    with pytest.raises(ValueError, match="no validation images"):
        Surgeon(module, DATA, "validation", SCALE.apply)
    two = chain("two", [Input(2, 8, 8), Flatten(), Linear(2)])
    with pytest.raises(ValueError, match="must end in 3 values"):
        surgeon(build_module(two, seed=0))
    with pytest.raises(ValueError, match="Conv2d only"):
        filter_of(SOBEL_X, (2, 3))
