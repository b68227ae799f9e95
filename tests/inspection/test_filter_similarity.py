from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.inspection.filter_similarity import (
    cosines,
    dead_filters,
    duplicates,
    norms,
    ordered,
)

RNG = np.random.default_rng(1)


def filters(*rows: list[float]) -> np.ndarray:
    return np.array(rows, np.float32).reshape(len(rows), 1, 1, -1)


def test_norms_and_cosines_are_those_of_the_books() -> None:
    weights = filters([3, 4, 0], [4, 3, 0], [0, 0, 2], [-3, -4, 0], [0, 0, 0])
    assert norms(weights).tolist() == [5, 5, 2, 5, 0]
    expected = [1, 24 / 25, 0, -1, 0]
    np.testing.assert_allclose(cosines(weights)[0], expected, rtol=1e-6)
    assert not cosines(weights)[4].any()


def test_cosines_agree_with_torch() -> None:
    import torch

    weights = RNG.normal(size=(7, 3, 5, 5)).astype(np.float32)
    rows = torch.from_numpy(weights.reshape(7, -1))
    theirs = torch.nn.functional.cosine_similarity(rows[:, None], rows[None], dim=2)
    np.testing.assert_allclose(cosines(weights), theirs.numpy(), atol=1e-6)


def test_by_norm_the_largest_comes_first_and_equals_stay() -> None:
    weights = filters([1, 0, 0], [0, 5, 0], [0, 0, 1], [0, 3, 0])
    assert ordered(weights, "norm").tolist() == [1, 3, 0, 2]
    assert ordered(weights, "index").tolist() == [0, 1, 2, 3]


def test_by_similarity_neighbours_are_alike() -> None:
    angles = RNG.permutation(np.linspace(0, 170, 18))
    turned = np.deg2rad(angles)
    weights = filters(*np.stack((np.cos(turned), np.sin(turned), 0 * turned), axis=1).tolist())
    weights[np.argmin(angles)] *= 2  # the chain begins with the largest, here at one end
    order = ordered(weights, "similarity")
    assert angles[order].tolist() == sorted(angles)


@pytest.mark.parametrize("order", ["index", "norm", "similarity"])
@given(count=st.integers(0, 12), seed=st.integers(0, 99))
def test_every_filter_has_one_place(order, count: int, seed: int) -> None:  # type: ignore[no-untyped-def]
    weights = np.random.default_rng(seed).integers(-1, 2, (count, 2, 3)).astype(np.float32)
    assert sorted(ordered(weights, order)) == list(range(count))


def test_dead_filters_are_small_beside_the_largest() -> None:
    weights = RNG.normal(size=(6, 2, 3, 3)).astype(np.float32)
    weights[2] *= 1e-4
    weights[5] = 0
    assert dead_filters(weights) == (2, 5)
    assert dead_filters(np.zeros((2, 1, 3, 3), np.float32)) == (0, 1)


def test_duplicates_come_in_groups_without_the_dead() -> None:
    weights = RNG.normal(size=(8, 2, 3, 3)).astype(np.float32)
    weights[4] = weights[1] * 3
    weights[6] = weights[1] + 0.001
    weights[7] = -weights[0]
    weights[3] = weights[2]
    weights[5] = weights[2] * 1e-5
    assert duplicates(weights) == ((1, 4, 6), (2, 3))
    assert duplicates(np.zeros((3, 1, 3, 3), np.float32)) == ()
