"""Training without a window: progress on standard error, the outcome as a value."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event as Flag
from types import FrameType
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from app.cli.datasets import shown_progress
from app.cli.printing import CommandError
from app.data.catalogue import load
from app.data.dataset import DataError, Dataset
from app.network.graph import Network
from app.training.events import (
    Diverged,
    EpochDone,
    Finished,
    RateChanged,
    Restored,
    SettingChanged,
    StepDone,
    Stopped,
    remark_text,
)
from app.training.module import UntrainableError
from app.training.recipe import Recipe
from app.training.run import Run, RunError, new_run
from app.training.trainer import Trainer

HEADS = ("epoch", "train loss", "train accuracy", "validation loss", "validation accuracy")

_MOST_TOLD = 20
"""Files that could not be used, of which so many are named."""


@dataclass
class Outcome:
    """How a run went: its epochs, and what came of it."""

    epochs: dict[int, EpochDone] = field(default_factory=dict)
    """By their number, from 1; a resumed run has those from before, too."""
    test_accuracy: float | None = None
    images_per_second: float = 0.0
    diverged: str = ""
    interrupted: bool = False
    run_folder: Path | None = None

    @property
    def exit_code(self) -> int:
        return 130 if self.interrupted else int(bool(self.diverged))

    def form(self) -> dict[str, Any]:
        """The outcome for programs."""
        form: dict[str, Any] = {
            "epochs": [
                {
                    "train_loss": epoch.train_loss,
                    "train_accuracy": epoch.train_accuracy,
                    "validation_loss": epoch.validation_loss,
                    "validation_accuracy": epoch.validation_accuracy,
                }
                for epoch in self.epochs.values()
            ],
            "test_accuracy": self.test_accuracy,
            "images_per_second": self.images_per_second,
        }
        if self.diverged:
            form["diverged"] = self.diverged
        if self.interrupted:
            form["interrupted"] = True
        if self.run_folder:
            form["run"] = str(self.run_folder)
        return form

    def rows(self) -> Iterator[tuple[str, ...]]:
        """The epochs for people, under `HEADS`."""
        for epoch in self.epochs.values():
            yield (
                f"{epoch.epoch}",
                f"{epoch.train_loss:.4f}",
                f"{epoch.train_accuracy:.2%}",
                f"{epoch.validation_loss:.4f}",
                f"{epoch.validation_accuracy:.2%}",
            )

    @property
    def sentence(self) -> str:
        """What came of it."""
        parts = []
        if self.diverged:
            parts.append(f"Training stopped: {self.diverged}")
        if self.interrupted:
            parts.append("Stopped by Ctrl+C.")
            if self.run_folder:
                parts.append(f"Go on with: convas train --resume {self.run_folder}")
        if self.test_accuracy is not None:
            parts.append(f"Test accuracy {self.test_accuracy:.2%}.")
        if self.images_per_second:  # a run that was at its end trains no more
            parts.append(f"{self.images_per_second:,.0f} images per second.")
        if self.run_folder:
            parts.append(f"The run is in {self.run_folder}")
        return " ".join(parts)


def train(network: Network, recipe: Recipe, output: Path | None) -> Outcome:
    """Train from the random weights that the recipe's seed gives; CommandError if that cannot be.

    With `output` the run is kept in a new folder there.
    """
    try:
        dataset = loaded(recipe)
        trainer = Trainer(network, recipe, dataset)
        if output:  # only now: a network that cannot be trained leaves no folder behind
            trainer.run = new_run(output, network, recipe)
        return _finish(trainer)
    except (DataError, RunError, UntrainableError) as error:
        raise CommandError(str(error)) from error


def loaded(recipe: Recipe) -> Dataset:
    """The recipe's data set, changed as it says; DataError where it cannot be had."""
    with shown_progress("decoding images") as report:
        dataset = load(
            recipe.dataset, difficulty=recipe.difficulty, changes=recipe.changes, report=report
        )
    _tell_left_out(dataset)
    return dataset


def _tell_left_out(dataset: Dataset) -> None:
    for name, why in dataset.left_out[:_MOST_TOLD]:
        print(f"convas: left out {name}: {why}", file=sys.stderr)
    if (more := len(dataset.left_out) - _MOST_TOLD) > 0:
        print(f"convas: and {more:,} more", file=sys.stderr)


def resume(folder: Path) -> Outcome:
    """Go on with the run in `folder` from its last checkpoint; CommandError if that cannot be."""
    try:
        return _finish(Trainer.resume(folder))
    except (DataError, RunError, UntrainableError) as error:
        raise CommandError(str(error)) from error


def _finish(trainer: Trainer) -> Outcome:
    """Train to the end, showing where it stands, and test what came out."""
    outcome = Outcome()
    if trainer.run:
        outcome.run_folder = trainer.run.folder
        outcome.epochs.update(_epochs_before(trainer.run, trainer.step))
    console = Console(stderr=True)
    events = trainer.events()
    with stopped_by_ctrl_c() as stopped, _progress(console, trainer) as show, closing(events):
        for event in events:
            match event:
                case StepDone():
                    show(event)
                case EpochDone():
                    outcome.epochs[event.epoch] = event
                    console.print(_epoch_text(event), highlight=False, soft_wrap=True)
                case Diverged():
                    outcome.diverged = event.reason
                case RateChanged() | SettingChanged() | Stopped() | Restored():
                    console.print(remark_text(event), highlight=False, soft_wrap=True)
            if stopped.is_set() and not isinstance(event, Finished | Diverged):
                outcome.interrupted = True
                break
    if trainer.warning:
        console.print(f"convas: {trainer.warning}", markup=False, soft_wrap=True)
    outcome.images_per_second = trainer.images_per_second
    if not (outcome.diverged or outcome.interrupted):
        _, outcome.test_accuracy = trainer.test()
    return outcome


def _epochs_before(run: Run, step: int) -> dict[int, EpochDone]:
    """The epochs that were done at a step; what came after the last checkpoint is done again."""
    return {
        event.epoch: event
        for event in run.history()
        if isinstance(event, EpochDone) and event.step <= step
    }


@contextmanager
def stopped_by_ctrl_c() -> Iterator[Flag]:
    """A flag that Ctrl+C sets: training ends between two steps, where the weights are whole.

    A second Ctrl+C ends the program at once.
    """
    flag = Flag()
    before = signal.getsignal(signal.SIGINT)

    def stop(_number: int, _frame: FrameType | None) -> None:
        flag.set()
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, stop)
    try:
        yield flag
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _progress(console: Console, trainer: Trainer) -> Iterator[Callable[[StepDone], None]]:
    """A bar on standard error while it is a terminal; the function moves it on."""
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
        task = bar.add_task("training", total=trainer.total_steps, completed=trainer.step)

        def show(event: StepDone) -> None:
            words = f"epoch {event.epoch}  loss {event.loss:.4f}"
            bar.update(task, completed=event.step, description=words)

        yield show


def _epoch_text(event: EpochDone) -> str:
    return (
        f"epoch {event.epoch}: loss {event.train_loss:.4f}, accuracy {event.train_accuracy:.2%}; "
        f"validation loss {event.validation_loss:.4f}, accuracy {event.validation_accuracy:.2%}"
    )
