"""The history of a run as arrays and as lines of few points."""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.training.events import Diverged, EpochDone, StepDone, TrainingEvent
from widgets.panels.curve_data import POINTS, CurveData, csv_lines


def steps(losses: Sequence[float], per_epoch: int = 10, first: int = 1) -> list[TrainingEvent]:
    return [
        StepDone(first + i, (first + i - 1) // per_epoch + 1, loss, 0.5)
        for i, loss in enumerate(losses)
    ]


def epoch(number: int, accuracy: float, step: int = 0) -> EpochDone:
    return EpochDone(number, step or 10 * number, 0.5, 0.8, 0.6, accuracy, 1.0)


def taken(events: Sequence[TrainingEvent]) -> CurveData:
    data = CurveData()
    while not data.take(events, 5_000):
        pass
    return data


losses = st.lists(st.floats(0, 100) | st.just(math.nan), min_size=1, max_size=300)


@given(losses, st.integers(1, 60))
def test_smoothing_is_the_mean_of_the_last_steps(values: list[float], width: int) -> None:
    data = taken(steps(values))
    line = data.smoothed(data.loss, width, -math.inf, math.inf)
    for x, y in zip(line.x, line.y, strict=True):
        window = np.array(values[max(0, int(x) - width) : int(x)])
        assert y == pytest.approx(window[np.isfinite(window)].mean(), abs=1e-9)


def test_a_spike_of_one_step_among_many_stays_in_sight() -> None:
    values = [1.0] * 50_000
    values[31_415] = 99.0
    data = taken(steps(values))
    line = data.envelope(data.loss, -math.inf, math.inf)
    assert len(line.x) <= POINTS
    assert line.y.max() == 99
    assert line.x[line.y.argmax()] == pytest.approx(31_416, abs=300)


def test_no_line_is_longer_than_its_points_after_many_steps_and_epochs() -> None:
    data = taken([*steps([1.0] * 9_000), *(epoch(n, 0.9) for n in range(1, 901))])
    for line in (
        data.envelope(data.loss, -math.inf, math.inf),
        data.smoothed(data.accuracy, 50, -math.inf, math.inf),
        data.per_epoch("validation_loss"),
    ):
        assert 100 < len(line.x) <= POINTS


def test_looking_closer_shows_single_steps_again() -> None:
    values = list(np.random.default_rng(0).random(20_000))
    data = taken(steps(values))
    line = data.envelope(data.loss, 5_000, 5_100)
    np.testing.assert_array_equal(line.x, np.arange(4_999, 5_102))
    np.testing.assert_allclose(line.y, values[4_998:5_101])


def test_only_new_events_are_consumed() -> None:
    events = steps([3, 2])
    data = CurveData()
    assert data.take(events, 100)
    events += steps([1], first=3)
    assert data.take(events, 100)
    assert data.take(events, 100)
    assert data.loss.values.tolist() == [3, 2, 1]
    assert data.steps.tolist() == [1, 2, 3]


def test_a_long_history_is_consumed_in_parts() -> None:
    data, events = CurveData(), steps([1.0] * 10)
    assert [data.take(events, 4) for _ in range(3)] == [False, False, True]


def test_another_list_is_another_run() -> None:
    data = taken([*steps([3, 2]), epoch(1, 0.9), Diverged(2, "too high")])
    data.take(steps([7]), 100)
    assert data.loss.values.tolist() == [7]
    assert not data.epochs
    assert data.best_epoch is None
    assert data.diverged is None


def test_the_best_epoch_is_the_first_of_the_most_accurate() -> None:
    data = taken([epoch(1, 0.9), epoch(2, 0.95), epoch(3, 0.95), epoch(4, math.nan)])
    assert data.best_epoch == epoch(2, 0.95)


def test_the_nearest_step_is_found_in_a_run_that_was_resumed() -> None:
    data = taken(steps([1, 1, 1], first=500))
    assert data.nearest(0) == 0
    assert data.nearest(500.6) == 1
    assert data.nearest(9_999) == 2
    assert CurveData().nearest(3) is None


def test_the_table_reads_back_as_the_history() -> None:
    events: list[TrainingEvent] = [*steps([2.5, 0.1 + 0.2]), epoch(1, 0.97, step=2)]
    events += steps([0.25], first=3, per_epoch=2)
    rows = list(csv.DictReader(csv_lines(events)))
    assert [row["step"] for row in rows] == ["1", "2", "3"]
    assert [row["epoch"] for row in rows] == ["1", "1", "2"]
    assert float(rows[1]["loss"]) == 0.1 + 0.2
    assert rows[0]["validation_accuracy"] == rows[2]["validation_accuracy"] == ""
    assert float(rows[1]["validation_accuracy"]) == 0.97
