"""Curves beside the weights in a project file: short, and no danger to whoever opens it."""

from __future__ import annotations

import math
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.files.project import Project, load_project, save_project
from app.files.training_curves import (
    MOST_STEPS,
    CurvesError,
    TrainingCurves,
    curves_from_bytes,
    curves_to_bytes,
)
from app.network.patterns import lenet5
from app.training.events import EpochDone, Finished, SettingChanged, StepDone, TrainingEvent
from app.training.recipe import Recipe
from tests.files.projects import SMALL, small_weights

RECIPE = Recipe(learning_rate=0.25, epochs=2)
RUN: tuple[TrainingEvent, ...] = (
    StepDone(1, 1, 2.25, 0.125),
    EpochDone(1, 1, 2.25, 0.125, 1.5, 0.5, 0.1),
    SettingChanged(1, "learning_rate", 0.25, 0.125),
    StepDone(2, 2, 1.25, 0.75),
    EpochDone(2, 2, 1.25, 0.75, 1.0, 0.625, 0.1),
    Finished(2, 2),
)


def test_what_a_training_reported_comes_back_with_its_weights(tmp_path: Path) -> None:
    path = tmp_path / "a.convas"
    curves = TrainingCurves(RUN, 1, RECIPE, lenet5())
    save_project(path, Project(SMALL, Recipe(), small_weights(), curves))
    found = load_project(path).curves
    assert found is not None
    assert tuple(found.events) == RUN
    assert (found.steps_per_epoch, found.recipe, found.network) == (1, RECIPE, lenet5())


def test_without_weights_no_curves_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.convas"
    save_project(path, Project(SMALL, Recipe(), None, TrainingCurves(RUN, 1, RECIPE)))
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == ["project.json"]


def test_a_long_run_is_thinned_to_its_last_step_and_loses_no_epoch() -> None:
    steps = [StepDone(step, 1, 1 / step, 0.5) for step in range(1, 4 * MOST_STEPS + 2)]
    last = steps[-1].step
    epoch = EpochDone(1, last, 0.5, 0.5, 0.5, 0.5, 1.0)
    found = curves_from_bytes(curves_to_bytes(TrainingCurves([*steps, epoch], last, RECIPE)))
    kept = [event for event in found.events if isinstance(event, StepDone)]
    assert MOST_STEPS / 2 < len(kept) <= MOST_STEPS
    assert kept[-1].step == last
    assert found.events[-1] == epoch


def test_a_loss_that_is_no_number_is_left_out() -> None:
    events = [StepDone(1, 1, math.nan, 0.5), StepDone(2, 1, math.inf, 0.5), StepDone(3, 1, 1, 0.5)]
    found = curves_from_bytes(curves_to_bytes(TrainingCurves(events, 3, RECIPE)))
    assert found.events == [StepDone(3, 1, 1.0, 0.5)]


def head() -> bytes:
    """The first line of curves."""
    return curves_to_bytes(TrainingCurves((), 1, RECIPE))


STEP = b'{"event":"StepDone","step":1,"epoch":1,"loss":1.5,"accuracy":0.5}'


@pytest.mark.parametrize(
    "line",
    [
        STEP.replace(b'"step":1', b'"step":-1'),
        STEP.replace(b'"step":1', b'"step":%d' % 2**53),
        STEP.replace(b'"epoch":1', b'"epoch":1%s' % (b"0" * 400)),
        STEP.replace(b"1.5", b"1e300"),
        STEP.replace(b"1.5", b"-1.5"),
        STEP.replace(b"StepDone", b"Step"),
        b'{"event":"SettingChanged","step":1,"field":"","old":0.1,"new":0.2}',
        b'{"event":"SettingChanged","step":1,"field":"epochs","old":1,"new":2}',
        b'{"event":"SettingChanged","step":1,"field":"momentum","old":0.1,"new":7}',
        b'{"event":"Diverged","step":1,"reason":"%s"}' % (b"x" * 10_000),
        b'{"a":' * 10_000,
        b"\xff",
    ],
)
def test_what_no_training_reports_is_left_out(line: bytes) -> None:
    found = curves_from_bytes(b"\n".join((head() + line, STEP)))
    assert found.events == [StepDone(1, 1, 1.5, 0.5)]


def test_more_lines_than_a_run_can_have_are_not_read() -> None:
    with pytest.raises(CurvesError, match="more lines"):
        curves_from_bytes(head() + STEP + b"\n" * 1_000_000)


@given(st.binary(max_size=200))
def test_what_holds_no_curves_is_refused(data: bytes) -> None:
    with pytest.raises(CurvesError):
        curves_from_bytes(data)


def test_damaged_curves_leave_the_weights_and_are_told(tmp_path: Path) -> None:
    path, damaged = tmp_path / "a.convas", tmp_path / "b.convas"
    curves = TrainingCurves(RUN, 1, RECIPE)
    save_project(path, Project(SMALL, Recipe(), small_weights(), curves))
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(damaged, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"nothing" if name == "curves.jsonl" else old.read(name))
    project = load_project(damaged)
    assert project.weights
    assert project.curves is None
    assert project.note == "The curves of their training could not be read."
