"""Search (lecture D6): coarse and short, then fine and longer; a kill loses no finished trial."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.data.catalogue import load
from app.experiments.search import search
from app.experiments.search_plan import (
    PhaseBegun,
    Plan,
    Search,
    SearchError,
    Trial,
    TrialStep,
    best_of,
    new_search,
    open_search,
    search_names,
)
from app.experiments.search_space import parse_space
from app.network.fields import values_of
from app.training.recipe import Recipe
from app.training.run import open_run
from tests.experiments.data import quadrants_recipe, small_network

ROOT = Path(__file__).parents[2]
OVER = ("learning_rate=1e-4..0.1:log", "conv1.out_channels=2..6", "optimizer=sgd,adam")
PLAN = Plan(trials=5, epochs=2, fine_trials=2, fine_epochs=3)


@pytest.fixture(autouse=True)
def _fresh_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVAS_HOME", str(tmp_path / "home"))


@pytest.fixture
def recipe(tmp_path: Path) -> Recipe:
    return quadrants_recipe(tmp_path)


def begun(recipe: Recipe, plan: Plan = PLAN, over: tuple[str, ...] = OVER) -> Search:
    network = small_network()
    return new_search("", network, recipe, parse_space(over, network, recipe), plan)


def trials_of(wanted: Search) -> list[Trial]:
    events = search(wanted, load(wanted.recipe.dataset))
    return [event for event in events if isinstance(event, Trial)]


def without_run(trials: list[Trial]) -> list[dict[str, Any]]:
    return [{**trial.form(), "run": ""} for trial in trials]


def test_a_coarse_phase_is_followed_by_longer_trials_in_narrower_ranges(recipe: Recipe) -> None:
    events = list(search(begun(recipe), load(recipe.dataset)))
    coarse, fine = (event for event in events if isinstance(event, PhaseBegun))
    assert (coarse.trials, coarse.epochs, fine.trials, fine.epochs) == (5, 2, 2, 3)
    trials = [event for event in events if isinstance(event, Trial)]
    assert [trial.phase for trial in trials] == ["coarse"] * 5 + ["fine"] * 2
    narrow = parse_space(fine.over, small_network(), recipe).over["learning_rate"]
    for trial in trials[5:]:
        assert narrow.lowest <= trial.values["learning_rate"] <= narrow.highest  # type: ignore[union-attr,operator]
    best = best_of(trials)
    assert best is not None
    assert best.accuracy == max(t.accuracy or 0 for t in trials if t.outcome == "finished")


def test_every_trial_is_an_ordinary_run_with_its_values(recipe: Recipe) -> None:
    for trial in trials_of(begun(recipe)):
        run = open_run(Path(trial.run))
        assert run.recipe.learning_rate == trial.values["learning_rate"]
        channels = values_of(run.network.layers["conv1"])["out_channels"]
        assert channels == trial.values["conv1.out_channels"]
        assert run.has_checkpoint


def test_a_search_that_is_over_tells_the_same_again_without_training(recipe: Recipe) -> None:
    wanted = begun(recipe)
    first = trials_of(wanted)
    again = list(search(open_search(wanted.name), load(recipe.dataset)))
    assert [event for event in again if isinstance(event, Trial)] == first
    assert not any(isinstance(event, TrialStep) for event in again)


@pytest.mark.parametrize("sampler", ["random", "tpe"])
def test_a_paused_search_finds_what_an_uninterrupted_one_finds(
    recipe: Recipe, sampler: Any
) -> None:
    plan = Plan(trials=8, epochs=1, fine_trials=0, sampler=sampler, pruner="none")
    whole = trials_of(begun(recipe, plan))
    paused = begun(recipe, plan)
    events = search(paused, load(recipe.dataset))
    _until(events, trial=4, step=5)
    events.close()
    assert without_run(trials_of(paused)) == without_run(whole)


def _until(events: Iterator[object], trial: int, step: int) -> None:
    for event in events:
        if isinstance(event, TrialStep) and (event.number, event.step) == (trial, step):
            return
    raise AssertionError("the search was over before")


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a thing of POSIX systems")
def test_a_killed_search_loses_no_finished_trial_and_goes_on_with_the_one_in_progress(
    recipe: Recipe,
) -> None:
    plan = replace(PLAN, epochs=15, fine_epochs=16)  # it must not be over before it is killed
    wanted = begun(recipe, plan)
    command = [sys.executable, "main.py", "search", "--resume", wanted.name, "--format", "lines"]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    told: list[dict[str, Any]] = []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            told.append(json.loads(line))
            if told[-1]["event"] == "step" and told[-1]["number"] == 3:
                process.send_signal(signal.SIGKILL)
                break
    assert process.returncode == -signal.SIGKILL
    before = [event for event in told if event["event"] == "trial"]
    assert len(before) == 2

    runs_before = set((wanted.folder / "runs").iterdir())
    assert len(runs_before) == 3
    after = trials_of(wanted)
    assert [{**trial.form(), "event": "trial"} for trial in after[:2]] == before
    assert Path(after[2].run) in runs_before  # it went on, and did not begin again
    whole = trials_of(begun(recipe, plan))
    assert without_run(after) == without_run(whole)


def test_a_search_that_is_going_on_is_not_begun_a_second_time(recipe: Recipe) -> None:
    wanted = begun(recipe)
    events = search(wanted, load(recipe.dataset))
    next(events)
    with pytest.raises(SearchError, match="going on already"):
        next(search(wanted, load(recipe.dataset)))
    events.close()


def test_trials_that_are_worse_than_half_of_the_others_end_early(recipe: Recipe) -> None:
    plan = Plan(trials=12, epochs=4, fine_trials=0, sampler="random")
    over = ("learning_rate=3e-4..0.03:log",)
    pruned = [t for t in trials_of(begun(recipe, plan, over)) if t.outcome == "pruned"]
    assert pruned
    assert all(trial.epochs < 4 for trial in pruned)


def test_a_diverged_trial_counts_as_the_worst_and_the_search_goes_on(recipe: Recipe) -> None:
    recipe = replace(recipe, optimizer="momentum")
    plan = Plan(trials=3, epochs=3, fine_trials=0, sampler="random", pruner="none")
    trials = trials_of(begun(recipe, plan, ("learning_rate=900..1000",)))
    assert {trial.outcome for trial in trials} == {"diverged"}
    assert {trial.accuracy for trial in trials} == {0.0}
    assert "too large" in trials[0].reason


def test_values_that_do_not_fit_are_refused_and_the_reason_told(recipe: Recipe) -> None:
    plan = Plan(trials=4, epochs=1, fine_trials=0, sampler="random", pruner="none")
    trials = trials_of(begun(recipe, plan, ("conv1.kernel_size=3,30",)))
    refused = [trial for trial in trials if trial.outcome == "refused"]
    assert 0 < len(refused) < 4
    assert all(trial.values["conv1.kernel_size"] == 30 for trial in refused)
    assert "conv1" in refused[0].reason


def test_searches_are_listed_and_unknown_or_taken_names_refused(recipe: Recipe) -> None:
    wanted = begun(recipe)
    assert search_names() == [wanted.name] == ["small-1"]
    with pytest.raises(SearchError, match="there are: small-1"):
        open_search("other")
    with pytest.raises(SearchError, match="already"):
        new_search(wanted.name, wanted.network, recipe, wanted.space, PLAN)
    with pytest.raises(SearchError, match="no name"):
        open_search("../runs")


def test_a_damaged_file_is_said(recipe: Recipe) -> None:
    wanted = begun(recipe)
    (wanted.folder / "search.json").write_text('{"plan": 3}')
    with pytest.raises(SearchError, match="damaged"):
        open_search(wanted.name)
