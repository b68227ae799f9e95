"""Which images two networks read differently, and how much luck there may be in it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from app.experiments.disagreements import (
    MOST_BYTES,
    Counts,
    Disagreements,
    chance,
    disagreements,
    read_disagreements,
    to_arrays,
    verdict,
)
from app.inspection.evaluation import Evaluation


def evaluation(predicted: list[int], sure: list[float], side: int = 8) -> Evaluation:
    labels = np.array([0, 1, 2, 2, 1, 0], np.int64)
    read = np.array(predicted, np.int64)
    confidence = np.array(sure, np.float32)
    images = np.arange(6, dtype=np.uint8)[:, None, None, None] + np.zeros((1, side, side), np.uint8)
    rank = (read != labels).astype(np.int64)
    return Evaluation(
        "validation", ("a", "b", "c"), labels, read, confidence, confidence, rank, "", images
    )


@pytest.fixture
def found() -> Disagreements:
    a = evaluation([0, 1, 2, 0, 0, 1], [0.9, 0.8, 0.7, 0.6, 0.5, 0.9])
    b = evaluation([0, 2, 0, 2, 2, 1], [0.9, 0.6, 0.95, 0.6, 0.5, 0.4])
    return disagreements(a, b, (1.0, 1.5))


def test_images_fall_into_five_sorts_the_surest_mistakes_first(found: Disagreements) -> None:
    assert found.counts == Counts(1, 2, 1, 1, 1)
    assert (found.counts.both_right, found.counts.alike_wrong) == (1, 1)
    assert found.images_of("a_right").tolist() == [2, 1]
    assert found.images_of("b_right").tolist() == [3]
    assert found.images_of("both_wrong").tolist() == [4]
    assert found.images[found.shown_of("a_right")][:, 0, 0, 0].tolist() == [2, 1]
    assert (found.accuracy(0), found.accuracy(1)) == (0.5, pytest.approx(1 / 3))


def test_swapped_they_say_the_same_of_the_other(found: Disagreements) -> None:
    other = found.swapped()
    assert other.counts == Counts(1, 1, 2, 1, 1)
    assert other.images_of("b_right").tolist() == [2, 1]
    assert other.epochs == (1.5, 1.0)


def test_they_come_back_from_a_file(found: Disagreements, tmp_path: Path) -> None:
    path = tmp_path / "found.npz"
    np.savez(path, **to_arrays(found))
    again = read_disagreements(path)
    assert again.classes == found.classes
    assert again.counts == found.counts
    assert again.epochs == found.epochs
    np.testing.assert_array_equal(again.images, found.images)
    np.testing.assert_array_equal(again.confidence[1], found.confidence[1])


def test_of_large_images_fewer_are_kept() -> None:
    side = int(MOST_BYTES**0.5)
    a, b = evaluation([0] * 6, [0.5] * 6, side), evaluation([1] * 6, [0.5] * 6, side)
    kept = disagreements(a, b)
    assert kept.counts.a_right == 2
    assert len(kept.shown_of("a_right")) == 1


def test_evaluations_of_other_images_are_refused(found: Disagreements) -> None:
    a = evaluation([0] * 6, [0.5] * 6)
    fewer = Evaluation(
        *(
            getattr(a, name)[:3]
            if name != "part" and name != "classes" and name != "when"
            else getattr(a, name)
            for name in a.__dataclass_fields__
        )
    )
    with pytest.raises(ValueError, match="same images"):
        disagreements(a, fewer)
    assert found.counts.total == 6


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [(0, 0, 1.0), (5, 5, 1.0), (1, 0, 1.0), (10, 0, 2 / 1024), (2, 8, 112 / 1024)],
)
def test_chance_is_that_of_fair_coins(a: int, b: int, wanted: float) -> None:
    """Counted by hand: two tails of the binomial distribution."""
    assert chance(a, b) == pytest.approx(wanted)
    assert chance(b, a) == chance(a, b)


def test_chance_is_known_at_once_of_tens_of_thousands_of_images() -> None:
    """As `scipy.stats.binomtest(20_000, 40_500).pvalue` has it."""
    assert chance(20_000, 20_500) == pytest.approx(0.013153825113144245, rel=1e-9)
    assert chance(0, 30_000) == 0


def test_the_verdict_says_who_is_ahead_and_whether_it_is_luck() -> None:
    assert "all of the 90 images alike" in verdict(Counts(90, 0, 0, 0, 0))
    assert "misread some differently" in verdict(Counts(90, 0, 0, 2, 0))
    assert "Neither is ahead" in verdict(Counts(90, 3, 3, 0, 0))
    assert "A may be lucky" in verdict(Counts(90, 4, 3, 0, 0))
    assert "B is better" in verdict(Counts(90, 4, 30, 0, 0))
    assert "less than 0.1 %" in verdict(Counts(90, 4, 90, 0, 0))
