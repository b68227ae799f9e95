"""F5, B7: accuracy against shift, angle and scale."""

from __future__ import annotations

import csv

import numpy as np
import pytest
import torch

from app.data.dataset import DataError, Images, Split
from app.data.preprocessing import fit_images, fit_pixel_scale
from app.data.progress import Cancelled
from app.inspection.invariance import (
    CHANGES,
    InvarianceCurve,
    InvariancePoint,
    change_named,
    changes_for,
    invariance_table,
    usual_amounts,
)
from app.inspection.invariance_bench import changed_images, measure_invariance, measured_points
from app.network.graph import Network
from app.network.layers.activation import ReLU
from app.network.layers.adaptive import AdaptiveAvgPool2d
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.normalisation import Dropout
from app.network.patterns import chain
from app.network.tables import as_csv
from app.torchvision_import import torchvision_part
from app.training.module import build_module

RNG = np.random.default_rng(7)


def framed(count: int, channels: int = 1) -> Images:
    """Noise in the middle 8×8 of black 16×16."""
    images = np.zeros((count, channels, 16, 16), np.uint8)
    images[:, :, 4:12, 4:12] = RNG.integers(0, 256, (count, channels, 8, 8))
    return images


SPLIT = Split(framed(150), RNG.integers(0, 3, 150).astype(np.int64))
SCALE = fit_pixel_scale(SPLIT.images)
ACROSS, DOWN, ANGLE, LARGER = CHANGES


def circular() -> Network:
    convolution = Conv2d(6, 3, padding=1, padding_mode="circular")
    layers = [Input(1, 16, 16), convolution, ReLU(), AdaptiveAvgPool2d(1), Flatten(), Linear(3)]
    return chain("invariant", layers)


def dense() -> Network:
    return chain("dense", [Input(1, 16, 16), Flatten(), Linear(20), ReLU(), Dropout(), Linear(3)])


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.name)
def test_unchanged_images_give_the_plain_accuracy(change) -> None:  # type: ignore[no-untyped-def]
    module = build_module(dense(), seed=1).train()
    (point,) = measured_points(module, SPLIT, SCALE.apply, change, [change.nothing])
    assert module.training
    with torch.no_grad():
        logits = module.eval()(torch.from_numpy(SCALE.apply(SPLIT.images)))
    right = logits.argmax(1).numpy() == SPLIT.labels
    truth = logits.softmax(1)[np.arange(150), SPLIT.labels]
    assert point == (change.nothing, right.mean(), pytest.approx(float(truth.mean()), rel=1e-5))


@pytest.mark.parametrize("change", [ACROSS, DOWN], ids=lambda change: change.name)
def test_circular_padding_and_global_pooling_make_a_net_exactly_shift_invariant(change) -> None:  # type: ignore[no-untyped-def]
    """B7: the maps shift with the image, and their mean stays."""
    module = build_module(circular(), seed=1)
    curve = measure_invariance(module, SPLIT, SCALE.apply, change, [-4, -1, 0, 3, 4])
    assert len({point.accuracy for point in curve.points}) == 1
    truths = [point.truth for point in curve.points]
    np.testing.assert_allclose(truths, truths[0], rtol=1e-5)
    assert curve.range_kept == (-4, 4)


def test_a_dense_net_is_not() -> None:
    module = build_module(dense(), seed=1)
    curve = measure_invariance(module, SPLIT, SCALE.apply, ACROSS, [0.0, 4.0])
    assert abs(curve.points[0].truth - curve.points[1].truth) > 1e-4


def test_maps_shift_with_the_image() -> None:
    """B7."""
    convolution = build_module(circular(), seed=1).get_submodule("conv1")
    image = SPLIT.images[:1]
    with torch.no_grad():
        before, after = (
            convolution(torch.from_numpy(SCALE.apply(each)))
            for each in (image, changed_images(image, ACROSS, 3.0))
        )
    torch.testing.assert_close(after, before.roll(3, dims=3))


@pytest.mark.parametrize(
    ("change", "amount", "settings"),
    [
        (ACROSS, 3.0, {"translate": [3, 0]}),
        (DOWN, -2.0, {"translate": [0, -2]}),
        (ANGLE, 30.0, {"angle": 30.0}),
        (ANGLE, -90.0, {"angle": -90.0}),
        (LARGER, 1.3, {"scale": 1.3}),
        (LARGER, 0.5, {"scale": 0.5}),
    ],
)
def test_images_change_as_torchvision_changes_them(change, amount, settings) -> None:  # type: ignore[no-untyped-def]
    v2 = torchvision_part("transforms.v2.functional")
    images = RNG.integers(0, 256, (3, 3, 15, 12)).astype(np.uint8)
    given = {"angle": 0.0, "translate": [0, 0], "scale": 1.0, "shear": [0.0, 0.0], **settings}
    bilinear = torchvision_part("transforms").InterpolationMode.BILINEAR
    theirs = v2.affine(torch.from_numpy(images), interpolation=bilinear, **given).numpy()
    ours = changed_images(images, change, amount)
    assert int(np.abs(theirs.astype(int) - ours).max()) <= 1


def test_whole_shifts_move_pixels_exactly() -> None:
    image = RNG.integers(0, 256, (2, 3, 9, 11)).astype(np.uint8)
    found = changed_images(image, ACROSS, 2.0)
    np.testing.assert_array_equal(found[..., 2:], image[..., :-2])
    assert not found[..., :2].any()


def test_shifts_are_in_pixels_of_the_input() -> None:
    small = Split(SPLIT.images[:, :, 2:14, 2:14], SPLIT.labels)  # 12×12, padded to 16×16
    module = build_module(dense(), seed=1)
    scale = fit_pixel_scale(fit_images(small.images, (1, 16, 16)))
    found = measure_invariance(module, small, scale.apply, ACROSS, [0, 2])
    whole = measure_invariance(module, SPLIT, scale.apply, ACROSS, [0, 2])
    assert found.points == whole.points


def test_every_network_sees_the_same_images() -> None:
    module = build_module(dense(), seed=1)
    first, again = (
        measure_invariance(module, SPLIT, SCALE.apply, ANGLE, [15.0], count=40) for _ in range(2)
    )
    assert first == again
    assert first.images == 40


def test_measuring_tells_how_far_it_is_and_can_be_called_off() -> None:
    module = build_module(dense(), seed=1)
    told: list[tuple[int, int]] = []
    measure_invariance(
        module, SPLIT, SCALE.apply, ANGLE, [0, 90], report=lambda *done: told.append(done)
    )
    assert told == [(150, 300), (300, 300)]

    def cancel(done: int, _total: int) -> None:
        if done > 150:
            raise Cancelled

    points = measured_points(module, SPLIT, SCALE.apply, ANGLE, [0, 90], report=cancel)
    assert next(points).amount == 0
    with pytest.raises(Cancelled):
        next(points)


def curve(*accuracies: float, name: str = "") -> InvarianceCurve:
    points = [InvariancePoint(at - 2.0, a, a / 2) for at, a in enumerate(accuracies)]
    return InvarianceCurve(ACROSS, tuple(points), 100, name)


def test_the_range_ends_where_a_tenth_of_the_accuracy_is_first_lost() -> None:
    assert curve(0.9, 0.5, 0.9, 0.85, 0.82).range_kept == (0, 2)
    assert curve(0.2, 0.81, 0.9, 0.5, 0.9).range_kept == (-1, 0)
    assert "from −1 to 0 pixels" in curve(0.2, 0.81, 0.9, 0.5, 0.9).text
    assert InvarianceCurve(ACROSS, (), 0).range_kept is None


def test_curves_are_a_table_side_by_side() -> None:
    table = invariance_table([curve(0.5, 0.9, name="plain"), curve(0.75, name="augmented")])
    rows = list(csv.reader(as_csv(table).splitlines()))
    assert rows[0][0] == "Shift to the right (pixels)"
    assert rows[0][1:4:2] == ["plain: accuracy", "augmented: accuracy"]
    assert rows[1:] == [
        ["-2", "0.5000", "0.2500", "0.7500", "0.3750"],
        ["-1", "0.9000", "0.4500", "", ""],
    ]


def test_amounts_suit_the_image() -> None:
    assert usual_amounts(ACROSS, (1, 28, 28)) == tuple(range(-8, 9))
    assert usual_amounts(DOWN, (1, 6, 28)) == (-2, -1, 0, 1, 2)
    for change in CHANGES:
        assert change.nothing in usual_amounts(change, (3, 32, 32))
    assert [change.name for change in changes_for((1, 1, 64))] == ["shift-across", "scale"]
    assert change_named("angle") is ANGLE


@pytest.mark.parametrize(
    ("ask", "error", "words"),
    [
        (
            lambda m: measure_invariance(m, SPLIT, SCALE.apply, LARGER, [0.0]),
            ValueError,
            "more than zero",
        ),
        (
            lambda m: measure_invariance(
                m, Split(SPLIT.images, SPLIT.labels + 1), SCALE.apply, ANGLE, [0.0]
            ),
            ValueError,
            "one value for each class",
        ),
        (
            lambda m: measure_invariance(
                m, Split(SPLIT.images[:0], SPLIT.labels[:0]), SCALE.apply, ANGLE, [0.0]
            ),
            DataError,
            "no images",
        ),
        (
            lambda _m: measure_invariance(
                build_module(Network(), seed=0), SPLIT, SCALE.apply, ANGLE, [0.0]
            ),
            ValueError,
            "no Input",
        ),
        (lambda _m: change_named("colour"), ValueError, "known: shift-across"),
    ],
)
def test_what_cannot_be_measured_is_said_in_words(ask, error, words: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(error, match=words):
        ask(build_module(dense(), seed=0))
