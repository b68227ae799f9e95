"""The commands that experiment: a rate test, a search, an ensemble, a comparison."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import zip_longest

from app.cli.printing import CommandError, print_json, print_line, print_table
from app.cli.progress_bar import progress_bar
from app.cli.training import loaded, stopped_by_ctrl_c
from app.data.dataset import DataError
from app.experiments.comparisons import Variant, changed_variant, question_named
from app.experiments.ensemble import MemberStep, train_ensemble
from app.experiments.ensemble_result import Member, ensemble_sentence
from app.experiments.paired_result import (
    Mean,
    PairStep,
    RunOfVariant,
    paired_difference,
    per_epoch,
    verdict,
)
from app.experiments.paired_runs import compare
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


def carry_out(options: argparse.Namespace, task: Task) -> int:
    """Carry out an experiment; `task` is None where one is resumed. Returns the exit code."""
    command = {
        "find-rate": _find_rate,
        "search": _search,
        "ensemble": _ensemble,
        "compare-runs": _compare_runs,
    }[options.command]
    try:
        return command(options, task)
    except (DataError, NetworkError, RunError, UntrainableError, ValueError) as error:
        raise CommandError(str(error)) from error


def _find_rate(options: argparse.Namespace, task: Task) -> int:
    assert task is not None
    network, recipe = task
    rates = RateRange(options.lowest, options.highest, options.steps)
    result = None
    with progress_bar() as show, closing(find_rate(network, recipe, loaded(recipe), rates)) as test:
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
        progress_bar() as show,
        closing(search(wanted, dataset)) as events,
    ):
        lines = _Lines(options)
        done, total = 0, 1
        for event in events:
            match event:
                case PhaseBegun():
                    done, total = 0, event.trials
                    lines.tell("phase", event, f"{event.phase}: " + "  ".join(event.over))
                case TrialStep():
                    words = f"{event.phase} trial {event.number} of {total}"
                    show(words, done * event.steps + event.step, total * event.steps)
                    lines.step(event)
                case Trial():
                    done += 1
                    trials.append(event)
                    lines.tell("trial", event, _trial_text(event))
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


def _ensemble(options: argparse.Namespace, task: Task) -> int:
    assert task is not None
    network, recipe = task
    members: list[Member] = []
    events = train_ensemble(network, recipe, loaded(recipe), options.members, options.method)
    with progress_bar() as show, closing(events):
        lines = _Lines(options)
        for event in events:
            if isinstance(event, MemberStep):
                done = (event.member - 1) * event.steps + event.step
                show(f"member {event.member}", done, options.members * event.steps)
                lines.step(event)
                continue
            members.append(event)
            lines.tell("member", event, _member_text(event))
    if options.format == "json":
        print_json({"method": options.method, "members": [vars(member) for member in members]})
    elif options.format == "table":
        heads = ("member", "test error", "error of all so far", "")
        print_table(heads, map(_member_row, members), numbers=range(1, 3))
        print(ensemble_sentence([m.error for m in members if not m.diverged], members[-1]))
    return 0


def _member_row(member: Member) -> tuple[str, ...]:
    errors = f"{member.error:.2%}", f"{member.ensemble_error:.2%}"
    return str(member.member), *errors, "diverged" if member.diverged else ""


def _member_text(member: Member) -> str:
    if member.diverged:
        return f"member {member.member} diverged: {member.diverged}"
    together = f"together {member.ensemble_error:.2%}"
    return f"member {member.member}: test error {member.error:.2%}, {together}"


def _compare_runs(options: argparse.Namespace, task: Task) -> int:
    assert task is not None
    network, recipe = task
    variants = _variants(options, network, recipe)
    runs: list[RunOfVariant] = []
    total = options.repeats * len(variants)
    with (
        progress_bar() as show,
        closing(compare(variants, loaded(recipe), options.repeats)) as events,
    ):
        lines = _Lines(options)
        for event in events:
            if isinstance(event, PairStep):
                words = f"{variants[event.variant].name}, pair {event.repeat}"
                show(words, len(runs) * event.steps + event.step, total * event.steps)
                lines.step(event)
                continue
            runs.append(event)
            words = f"{event.name}, seed {event.seed}: test accuracy {event.test_accuracy:.2%}"
            lines.tell("run", event, words + (f" ({event.diverged})" if event.diverged else ""))
    difference = paired_difference(runs)
    assert difference is not None
    names = (variants[0].name, variants[1].name)
    if options.format == "json":
        print_json({"runs": [vars(run) for run in runs], "difference": vars(difference)})
    elif options.format == "table":
        heads = ("epoch", *(f"{name}, validation" for name in names))
        print_table(heads, _epoch_rows(runs), numbers=range(3))
        print(verdict(names, difference))
    return 0


def _variants(
    options: argparse.Namespace, network: Network, recipe: Recipe
) -> tuple[Variant, Variant]:
    if bool(options.question) == bool(options.change):
        raise CommandError("name a --question, or what to --change: one of the two")
    if options.question:
        return question_named(options.question).ask(network, recipe)
    return changed_variant(network, recipe, options.change), Variant("as it is", network, recipe)


def _epoch_rows(runs: list[RunOfVariant]) -> Iterator[tuple[str, ...]]:
    both = zip_longest(per_epoch(runs, 0), per_epoch(runs, 1))
    for epoch, means in enumerate(both, start=1):
        yield (str(epoch), *("" if mean is None else _mean_text(mean) for mean in means))


def _mean_text(mean: Mean) -> str:
    return f"{mean.mean:.2%}" + ("" if mean.error is None else f" ± {100 * mean.error:.2f}")


class _Lines:
    """Tells what happens: as lines of JSON for a program, else in words on standard error."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._as_json = options.format == "lines"
        self._told_at = 0.0

    def tell(self, name: str, event: object, words: str) -> None:
        """Tell of an event."""
        if self._as_json:
            print_line({"event": name, **vars(event)})
        else:
            print(words, file=sys.stderr)

    def step(self, event: object) -> None:
        """Tell of a step, now and then, for a program."""
        if self._as_json and time.monotonic() - self._told_at > SECONDS_PER_LINE:
            self._told_at = time.monotonic()
            print_line({"event": "step", **vars(event)})
