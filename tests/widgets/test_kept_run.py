"""Where what was learned stays: only what is not over can be continued."""

from __future__ import annotations

from app.training.events import Finished, StepDone
from widgets.kept_run import where_run_is_kept
from widgets.training_run import History

STEP = StepDone(1, 1, 2.0, 0.1)


def test_a_run_that_is_over_is_not_said_to_go_on() -> None:
    assert "can be continued later" in where_run_is_kept(History([STEP]))
    assert "can be continued" not in where_run_is_kept(History([STEP, Finished(1, 1)]))
    assert "panel Runs" in where_run_is_kept(History([STEP, Finished(1, 1)]))
