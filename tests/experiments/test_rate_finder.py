"""The learning-rate finder (lecture D5)."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from app.data.catalogue import load
from app.experiments.rate_finder import RateRange, find_rate
from app.experiments.rate_result import RateTest, conclude, smooth
from app.training.recipe import Recipe
from tests.experiments.data import small_network, write_quadrants


@pytest.fixture
def recipe(tmp_path: Path) -> Recipe:
    data = write_quadrants(tmp_path / "quadrants.npz", 600)
    return Recipe(dataset=str(data), batch_size=16, optimizer="momentum", device="cpu")


def test_rates_rise_by_the_same_factor() -> None:
    rates = RateRange(1e-4, 1.0, 41)
    assert rates.at(0) == pytest.approx(1e-4)
    assert rates.at(40) == pytest.approx(1.0)
    assert rates.at(7) / rates.at(6) == pytest.approx(10 ** (1 / 10))


def found(recipe: Recipe, rates: RateRange) -> RateTest:
    *_, last = find_rate(small_network(), recipe, load(recipe.dataset), rates)
    assert isinstance(last, RateTest)
    return last


def test_it_stops_when_the_loss_explodes_and_suggests_a_rate_far_below(recipe: Recipe) -> None:
    result = found(recipe, RateRange(1e-5, 100.0, 100))
    assert result.exploded_at is not None
    assert len(result.losses) < 100
    assert result.suggested is not None
    assert 1e-4 < result.suggested < result.exploded_at / 10


def test_the_same_test_gives_the_same_numbers(recipe: Recipe) -> None:
    rates = RateRange(1e-5, 1.0, 40)
    assert found(recipe, rates) == found(recipe, rates)


def test_where_nothing_is_learned_no_rate_is_suggested_and_the_reason_said(recipe: Recipe) -> None:
    result = found(recipe, RateRange(1e-10, 1e-9, 40))
    assert result.suggested is None
    assert "did not go down at any rate" in result.reason


def test_a_tenth_of_the_rate_with_the_lowest_mean_loss_is_suggested() -> None:
    steps = 100
    rates = [10 ** (-5 + step / 20) for step in range(steps)]
    losses = [1 + (math.log10(rate) + 2) ** 2 / 9 for rate in rates]  # lowest at 0.01
    result = conclude(rates, losses, steps)
    assert result.suggested == 0.001


def test_means_are_over_the_neighbours_that_there_are() -> None:
    assert smooth([1, 2, 6, 3], 1) == (1.5, 3.0, 11 / 3, 4.5)


def test_the_result_survives_being_sent_to_another_process(recipe: Recipe) -> None:
    result = found(recipe, RateRange(1e-4, 1.0, 20))
    assert RateTest.from_form(json.loads(json.dumps(result.form()))) == result


@pytest.mark.parametrize("range_", [(1.0, 0.1, 100), (1e-3, 1e4, 100), (1e-3, 1.0, 3)])
def test_ranges_that_make_no_sense_are_refused(range_: tuple[float, float, int]) -> None:
    with pytest.raises(ValueError, match=r"must rise|takes from"):
        RateRange(*range_)
