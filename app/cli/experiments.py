"""The commands that experiment: a rate test, a search."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from app.cli.printing import CommandError, print_json, print_line, print_table
from app.cli.training import loaded, stopped_by_ctrl_c
from app.data.dataset import DataError
from app.experiments.rate_finder import RateRange, find_rate
from app.experiments.rate_result import RateTest
from app.experiments.search_plan import (
    PhaseBegun,
    Plan,
    Search,
    Trial,
    TrialStep,
    best_of,
    new_search,
    open_search,
)
from app.experiments.search_space import parse_space
from app.network.graph import Network, NetworkError
from app.training.events import StepDone
from app.training.module import UntrainableError
from app.training.recipe import Recipe
from app.training.run import RunError

STOPPED = 130
SECONDS_PER_LINE = 0.1
"""Small networks take thousands of steps a second: whoever follows is told of some."""
Task = tuple[Network, Recipe] | None
Show = Callable[[str, int, int], None]
"""Shows what is being done, as words and so much of so much."""


def carry_out(options: argparse.Namespace, task: Task) -> int:
    """Carry out an experiment; `task` is None where one is resumed. Returns the exit code."""
    command = {"find-rate": _find_rate, "search": _search}[options.command]
    try:
        return command(options, task)
    except (DataError, NetworkError, RunError, UntrainableError, ValueError) as error:
        raise CommandError(str(error)) from error


def _find_rate(options: argparse.Namespace, task: Task) -> int:
    assert task is not None
    network, recipe = task
    rates = RateRange(options.lowest, options.highest, options.steps)
    result = None
    with _progress() as show, closing(find_rate(network, recipe, loaded(recipe), rates)) as test:
        for event in test:
            if isinstance(event, RateTest):
                result = event
                continue
            rate = rates.at(event.step - 1)
            show(f"rate {rate:.2g}  loss {event.loss:.4f}", event.step, rates.steps)
            if options.format == "lines":
                print_line(_rate_line(event, rate, rates.steps))
    assert result is not None
    if options.format == "lines":
        print_line({"event": "result", **result.form()})
    elif options.format == "json":
        print_json(result.form())
    else:
        print_table(("rate", "loss", "mean loss"), _rate_rows(result), numbers=range(3))
        print(result.reason)
        if result.suggested is not None:
            print(f"Suggested: --learning-rate {result.suggested:g}")
    return 0


def _rate_line(event: StepDone, rate: float, steps: int) -> dict[str, object]:
    return {"event": "step", "step": event.step, "steps": steps, "rate": rate, "loss": event.loss}


def _rate_rows(result: RateTest) -> Iterator[tuple[str, ...]]:
    """About twenty of the steps."""
    every = max(1, len(result.rates) // 20)
    for at in range(0, len(result.rates), every):
        row = (result.losses[at], result.smoothed[at])
        yield (f"{result.rates[at]:.2e}", *(f"{value:.4f}" for value in row))


def _search(options: argparse.Namespace, task: Task) -> int:
    wanted = open_search(options.resume) if task is None else _wanted_search(options, *task)
    if options.format == "lines":
        print_line({"event": "search", "name": wanted.name, "folder": str(wanted.folder)})
    else:
        print(f"convas: the search is called {wanted.name}", file=sys.stderr)
    dataset = loaded(wanted.recipe)
    from app.experiments.search import search  # Optuna takes a second

    trials: list[Trial] = []
    with (
        stopped_by_ctrl_c() as stopped,
        _progress() as show,
        closing(search(wanted, dataset)) as events,
    ):
        done, total, told_at = 0, 1, 0.0
        for event in events:
            match event:
                case PhaseBegun():
                    done, total = 0, event.trials
                    _tell(options, f"{event.phase}: " + "  ".join(event.over), event)
                case TrialStep():
                    words = f"{event.phase} trial {event.number} of {total}"
                    show(words, done * event.steps + event.step, total * event.steps)
                    if options.format == "lines" and time.monotonic() - told_at > SECONDS_PER_LINE:
                        told_at = time.monotonic()
                        print_line({"event": "step", **_form(event)})
                case Trial():
                    done += 1
                    trials.append(event)
                    _tell(options, _trial_text(event), event)
            if stopped.is_set():
                break
    _print_search(options, wanted, trials, stopped=stopped.is_set())
    return STOPPED if stopped.is_set() else 0


def _wanted_search(options: argparse.Namespace, network: Network, recipe: Recipe) -> Search:
    usual = Plan()
    trials = usual.trials if options.trials is None else options.trials
    epochs = usual.epochs if options.epochs is None else options.epochs
    fine, fine_epochs = options.fine_trials, options.fine_epochs
    plan = Plan(
        trials,
        epochs,
        trials // 3 if fine is None else fine,
        3 * epochs if fine_epochs is None else fine_epochs,
        options.sampler,
        options.pruner,
        recipe.seed,
    )
    space = parse_space(options.over, network, recipe)
    return new_search(options.name, network, replace(recipe, epochs=epochs), space, plan)


def _print_search(
    options: argparse.Namespace, wanted: Search, trials: list[Trial], *, stopped: bool
) -> None:
    best = best_of(trials)
    form = {"best": best.form() if best else None, "name": wanted.name, "stopped": stopped}
    if options.format == "lines":
        print_line({"event": "result", **form})
        return
    if options.format == "json":
        print_json({**form, "trials": [trial.form() for trial in trials]})
        return
    subjects = list(wanted.space.over)
    heads = ("phase", "trial", *subjects, "epochs", "validation accuracy", "")
    print_table(heads, (_trial_row(trial, subjects) for trial in trials), numbers=range(1, 99))
    if best:
        print(f"Best: {_values_text(best)}: {best.accuracy:.2%}. Its run is in {best.run}")
    if stopped:
        print(f"Stopped by Ctrl+C. Go on with: convas search --resume {wanted.name}")


def _trial_row(trial: Trial, subjects: list[str]) -> tuple[str, ...]:
    return (
        trial.phase,
        str(trial.number),
        *(_value_text(trial.values.get(name)) for name in subjects),
        str(trial.epochs),
        "" if trial.accuracy is None else f"{trial.accuracy:.2%}",
        "" if trial.outcome == "finished" else trial.outcome,
    )


def _trial_text(trial: Trial) -> str:
    accuracy = "" if trial.accuracy is None else f" {trial.accuracy:.2%},"
    return f"{trial.phase} {trial.number}: {_values_text(trial)}:{accuracy} {trial.outcome}"


def _values_text(trial: Trial) -> str:
    return ", ".join(f"{name} {_value_text(value)}" for name, value in trial.values.items())


def _value_text(value: object) -> str:
    return f"{value:.3g}" if isinstance(value, float) else "" if value is None else str(value)


def _tell(options: argparse.Namespace, words: str, event: PhaseBegun | Trial) -> None:
    if options.format == "lines":
        print_line({"event": "phase" if isinstance(event, PhaseBegun) else "trial", **_form(event)})
    else:
        print(words, file=sys.stderr)


def _form(event: PhaseBegun | TrialStep | Trial) -> dict[str, object]:
    return {name: getattr(event, name) for name in event.__dataclass_fields__}


@contextmanager
def _progress() -> Iterator[Show]:
    """A bar on standard error while it is a terminal."""
    console = Console(stderr=True)
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with bar:
        task = bar.add_task("", total=None)

        def show(words: str, done: int, total: int) -> None:
            bar.update(task, description=words, completed=done, total=total)

        yield show
