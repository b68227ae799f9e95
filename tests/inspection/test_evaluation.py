"""Confusion, errors and mistakes, against sums by hand."""

from __future__ import annotations

import csv

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from app.data.dataset import Dataset, Split
from app.data.preprocessing import fit_pixel_scale
from app.inspection.evaluation import Evaluation, evaluated, evaluation_table, joined
from app.inspection.evaluator import Evaluator
from app.network.graph import Network
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.normalisation import BatchNorm2d, Dropout
from app.network.patterns import chain
from app.network.tables import as_csv
from app.training.module import NetworkModule, build_module

CLASSES = ("cat", "dog", "frog")
Probabilities = NDArray[np.float32]


def by_hand(rows: list[tuple[int, list[float]]]) -> Evaluation:
    labels = np.array([label for label, _ in rows], np.int64)
    return evaluated("test", CLASSES, labels, np.array([row for _, row in rows], np.float32))


FOUR = [
    (0, [0.7, 0.2, 0.1]),
    (0, [0.1, 0.6, 0.3]),
    (1, [0.9, 0.06, 0.04]),
    (1, [0.2, 0.5, 0.3]),
]


def test_rows_of_the_matrix_are_true_classes_and_columns_what_they_were_taken_for() -> None:
    evaluation = by_hand(FOUR)
    assert evaluation.confusion().tolist() == [[1, 1, 0], [1, 1, 0], [0, 0, 0]]
    assert evaluation.accuracy == 0.5
    assert evaluation.class_accuracy()[:2].tolist() == [0.5, 0.5]
    assert np.isnan(evaluation.class_accuracy()[2])


def test_the_surest_mistake_comes_first() -> None:
    """F7."""
    evaluation = by_hand(FOUR)
    assert evaluation.worst_mistakes().tolist() == [2, 1]
    assert evaluation.confidence[2] == pytest.approx(0.9)
    assert evaluation.truth[2] == pytest.approx(0.06)


def test_a_cell_lists_its_images() -> None:
    evaluation = by_hand([*FOUR, (0, [0.0, 1.0, 0.0])])
    assert evaluation.images_in(0, 1).tolist() == [4, 1]
    assert evaluation.images_in(0, 0).tolist() == [0]
    assert evaluation.images_in(2, 2).tolist() == []


def test_of_classes_found_equally_likely_the_first_counts() -> None:
    evaluation = by_hand([(0, [0.5, 0.5, 0.0]), (1, [0.5, 0.5, 0.0])])
    assert evaluation.predicted.tolist() == [0, 0]
    assert evaluation.rank.tolist() == [0, 1]


def test_probabilities_that_are_no_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="diverged"):
        by_hand([(0, [np.nan, 0.5, 0.5])])


@st.composite
def readings(draw: st.DrawFn) -> tuple[NDArray[np.int64], Probabilities]:
    classes = draw(st.integers(1, 12))
    images = draw(st.integers(1, 40))
    # Few levels, so that many are equal.
    levels = draw(st.lists(st.integers(0, 4), min_size=images * classes, max_size=images * classes))
    labels = draw(st.lists(st.integers(0, classes - 1), min_size=images, max_size=images))
    table = np.array(levels, np.float32).reshape(images, classes) / 4
    return np.array(labels, np.int64), table


@given(readings())
def test_the_matrix_counts_every_image_once(
    reading: tuple[NDArray[np.int64], Probabilities],
) -> None:
    labels, table = reading
    classes = tuple(f"class {number}" for number in range(table.shape[1]))
    evaluation = evaluated("test", classes, labels, table)
    expected = np.zeros((len(classes), len(classes)), int)
    for label, row in zip(labels, table, strict=True):
        expected[label, list(row).index(max(row))] += 1
    np.testing.assert_array_equal(evaluation.confusion(), expected)
    assert evaluation.correct == np.trace(expected)
    assert len(evaluation.worst_mistakes()) == len(labels) - evaluation.correct
    sizes = [
        len(evaluation.images_in(t, p)) for t in range(len(classes)) for p in range(len(classes))
    ]
    assert sizes == expected.ravel().tolist()


@given(readings(), st.integers(1, 12))
def test_top_k_error_is_that_of_a_stable_sort(
    reading: tuple[NDArray[np.int64], Probabilities], guesses: int
) -> None:
    """D9."""
    labels, table = reading
    classes = tuple(str(number) for number in range(table.shape[1]))
    evaluation = evaluated("test", classes, labels, table)
    best = np.argsort(-table, axis=1, kind="stable")[:, :guesses]
    missed = [label not in row for label, row in zip(labels, best, strict=True)]
    assert evaluation.top_error(guesses) == pytest.approx(np.mean(missed))


@given(readings(), st.integers(1, 39))
def test_parts_join_to_the_whole(
    reading: tuple[NDArray[np.int64], Probabilities], cut: int
) -> None:
    labels, table = reading
    classes = tuple(str(number) for number in range(table.shape[1]))
    whole = evaluated("test", classes, labels, table)
    pieces = [(labels[:cut], table[:cut]), (labels[cut:], table[cut:])]
    parts = [evaluated("test", classes, *piece) for piece in pieces if len(piece[0])]
    np.testing.assert_array_equal(joined(parts).rank, whole.rank)
    np.testing.assert_array_equal(joined(parts).worst_mistakes(), whole.worst_mistakes())


def test_the_table_has_sums_and_accuracies() -> None:
    rows = list(csv.reader(as_csv(evaluation_table(by_hand(FOUR))).splitlines()))
    assert rows[0] == ["true \\ predicted", "cat", "dog", "frog", "images", "accuracy"]
    assert rows[1] == ["cat", "1", "1", "0", "2", "0.5000"]
    assert rows[3] == ["frog", "0", "0", "0", "0", ""]
    assert rows[4] == ["all", "2", "2", "0", "4", "0.5000"]


# The evaluator


def _data() -> Dataset:
    generator = np.random.default_rng(2)
    images = generator.integers(0, 256, (101, 1, 6, 6)).astype(np.uint8)
    labels = generator.integers(0, 3, 101).astype(np.int64)
    empty = Split(images[:0], labels[:0])
    whole = Split(images, labels)
    return Dataset("noise", "Noise", CLASSES, whole, empty, whole, "made", "none")


DATA = _data()
SCALE = fit_pixel_scale(DATA.train.images)


def network(classes: int = 3) -> Network:
    layers = [Input(1, 6, 6), Conv2d(4, 3), BatchNorm2d(), Dropout(0.5), Flatten(), Linear(classes)]
    return chain("evaluated", layers)


def evaluate(module: NetworkModule, part: str = "test") -> Evaluation:
    evaluator = Evaluator(module, DATA, part, SCALE.apply)
    while not evaluator.advance():
        pass
    return evaluator.result()


def test_slices_give_what_torch_gives_for_all_images_at_once() -> None:
    module = build_module(network(), seed=1)
    found = evaluate(module)
    with torch.no_grad():
        expected = module.eval()(torch.from_numpy(SCALE.apply(DATA.test.images))).softmax(1)
    np.testing.assert_array_equal(found.predicted, expected.argmax(1).numpy())
    np.testing.assert_allclose(found.confidence, expected.amax(1).numpy(), rtol=1e-5)
    assert len(found) == 101


def test_few_sizes_of_batches_are_met_however_fast_the_machine_is() -> None:
    """oneDNN keeps about half a megabyte for each size, so that any number of images would leak."""
    module = build_module(network(), seed=1)
    sizes = []
    module.register_forward_pre_hook(lambda _, images: sizes.append(len(images[0])))
    evaluate(module)
    assert sum(sizes) == 101
    assert all(size.bit_count() == 1 for size in sizes)


def test_training_between_slices_changes_nothing() -> None:
    module = build_module(network(), seed=1).train()
    undisturbed = evaluate(module)
    evaluator = Evaluator(module, DATA, "test", SCALE.apply)
    evaluator.advance()
    with torch.no_grad():
        for value in (*module.parameters(), *module.buffers()):
            value.add_(1)
    changed = {name: value.clone() for name, value in module.state_dict().items()}
    while not evaluator.advance():
        pass
    np.testing.assert_array_equal(evaluator.result().confidence, undisturbed.confidence)
    assert module.training
    for name, value in module.state_dict().items():
        assert torch.equal(value, changed[name])


@pytest.mark.parametrize(
    ("module", "part", "words"),
    [
        (
            build_module(network(4), seed=0),
            "test",
            "3 values, one for each class, but it ends in 4",
        ),
        (build_module(network(), seed=0), "validation", "no validation images"),
        (build_module(Network(), seed=0), "test", "must end in one layer"),
        (
            build_module(chain("maps", [Input(1, 6, 6), Conv2d(3, 3)]), seed=0),
            "test",
            "must end in 3 values",
        ),
    ],
)
def test_what_cannot_be_evaluated_is_said_in_words(
    module: NetworkModule, part: str, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        evaluate(module, part)
