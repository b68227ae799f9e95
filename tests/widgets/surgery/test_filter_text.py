"""Filters as text, and back."""

from __future__ import annotations

import numpy as np
import pytest

from widgets.surgery.filter_text import filter_csv, filter_from_text, filter_text


@pytest.mark.parametrize("shape", [(3, 5, 5), (1, 3, 3), (4, 9), (7,)])
def test_text_keeps_every_bit(shape: tuple[int, ...]) -> None:
    weights = np.random.default_rng(1).normal(size=shape).astype(np.float32)
    for text in (filter_text(weights), filter_csv(weights)):
        np.testing.assert_array_equal(filter_from_text(text, shape), weights)


def test_one_kernel_is_put_in_the_middle_of_all_channels_and_takes_their_mean() -> None:
    put = filter_from_text("1 2 3\n4 5 6\n7 8 9", (2, 5, 5))
    assert put.shape == (2, 5, 5)
    assert put[0, 1:4, 1:4].tolist() == [[0.5, 1, 1.5], [2, 2.5, 3], [3.5, 4, 4.5]]
    assert put.sum() == 45


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no numbers on the clipboard"),
        ("hello", "'hello' is no number"),
        ("1\n\n2\n\n3", "it has 3 channels, and the filter 2"),
        ("1 2 3 4", "1×4 does not fit into filters of 3×3"),
    ],
)
def test_what_does_not_fit_is_told(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        filter_from_text(text, (2, 3, 3))
