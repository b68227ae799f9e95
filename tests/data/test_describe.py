"""What is shown of a whole data set."""

from __future__ import annotations

import numpy as np
import pytest

from app.data.dataset import Dataset, Split
from app.data.statistics import describe


def part(images: list[int], labels: list[int]) -> Split:
    """One 1×2×2 image of constant grey level for each label."""
    pixels = np.array(images, np.uint8).reshape(-1, 1, 1, 1)
    return Split(np.broadcast_to(pixels, (len(images), 1, 2, 2)).copy(), np.array(labels, np.int64))


def test_each_part_is_described_by_itself_and_an_empty_one_not_at_all() -> None:
    dataset = Dataset(
        "grey",
        "Grey",
        ("a", "b", "c"),
        part([0, 255], [2, 2]),
        part([], []),
        part([51], [0]),
        "",
        "",
    )
    statistics = describe(dataset)
    assert statistics.train
    assert statistics.test
    assert statistics.train.counts == (0, 0, 2)
    assert statistics.train.mean_image == pytest.approx(np.full((1, 2, 2), 0.5))
    assert (statistics.train.mean, statistics.train.deviation) == ((0.5,), (0.5,))
    assert statistics.test.mean == pytest.approx((0.2,))
    assert statistics.validation is None
