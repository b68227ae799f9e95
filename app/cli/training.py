"""Training without a window: progress on standard error, the outcome as a value."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event as Flag
from types import FrameType
from typing import Any, TypeVar

from rich.console import Console

from app.cli.printing import CommandError
from app.cli.progress_bar import progress_bar, shown_progress
from app.data.catalogue import load
from app.data.dataset import DataError, Dataset
from app.files.project import Project, ProjectError, save_project
from app.files.training_curves import TrainingCurves
from app.network.graph import Network
from app.training.checkpoint import weights_of
from app.training.events import (
    Diverged,
    EpochDone,
    Finished,
    OutOfMemory,
    RateChanged,
    Restored,
    SettingChanged,
    StepDone,
    Stopped,
    remark_text,
)
from app.training.module import UntrainableError
from app.training.recipe import DeviceName, Recipe, RecipeError
from app.training.renewal import trainer_from_weights
from app.training.replicas import OtherFailedError, Replicas, is_lost, joined
from app.training.restarts import begun_run, mark
from app.training.run import Run, RunError, new_run, open_run
from app.training.torchrun import Launch, launched, speaks
from app.training.trainer import Trainer

T = TypeVar("T")
_FAILURES = (DataError, RunError, UntrainableError)

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
    out_of_memory: OutOfMemory | None = None
    interrupted: signal.Signals | None = None
    run_folder: Path | None = None
    saved_to: Path | None = None
    """The project file that opens in the window."""
    told: bool = True
    """Whether it is for this process to tell; of several that train together, one does."""

    @property
    def exit_code(self) -> int:
        if self.interrupted:
            return 128 + self.interrupted
        return int(bool(self.diverged or self.out_of_memory))

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
        if self.out_of_memory:
            form["out_of_memory"] = self.out_of_memory.reason
            form["fitting_batch_size"] = self.out_of_memory.fitting or None
        if self.interrupted:
            form["interrupted"] = True
        if self.run_folder:
            form["run"] = str(self.run_folder)
        if self.saved_to:
            form["saved"] = str(self.saved_to)
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
        if self.out_of_memory:
            parts.append(f"Training stopped: {self.out_of_memory.reason}.")
            if self.out_of_memory.fitting:
                parts.append(self._with_fitting_batch(self.out_of_memory.fitting))
        if self.interrupted:
            by = "Ctrl+C" if self.interrupted == signal.SIGINT else self.interrupted.name
            parts.append(f"Stopped by {by}.")
            if self.run_folder:
                parts.append(f"Go on with: convas train --resume {self.run_folder}")
        if self.test_accuracy is not None:
            parts.append(f"Test accuracy {self.test_accuracy:.2%}.")
        if self.images_per_second:  # a run that was at its end trains no more
            parts.append(f"{self.images_per_second:,.0f} images per second.")
        if self.saved_to:
            parts.append(f"Saved as {self.saved_to}, for the window.")
        if self.run_folder:
            parts.append(f"The run is in {self.run_folder}")
        kept = self.saved_to or self.run_folder or self.diverged or self.out_of_memory
        if not kept:
            parts.append("Nothing was kept: --save FILE.convas keeps the network with its weights.")
        return " ".join(parts)

    def _with_fitting_batch(self, size: int) -> str:
        option = f"--batch-size {size}"
        if not self.run_folder:
            return f"Try {option}."
        return f"Begin anew with its weights: convas train --resume {self.run_folder} {option}."


def train(
    network: Network, recipe: Recipe, output: Path | None, *, save: Path | None = None
) -> Outcome:
    """Train from the random weights that the recipe's seed gives; CommandError if that cannot be.

    With `output` the run is kept in a new folder there, and with `save` what was learned becomes a
    project file. Started by torchrun, all its processes train together; after a restart they go on
    with the run that they began in `output`.
    """
    check_can_be_saved(save)
    launch = launched()
    with _together(recipe.device) as replicas:
        if folder := _begun(replicas, output, network, recipe):
            return _finish(_trainer_of(folder, replicas), save)
        if launch and launch.most_restarts and not output:
            _tell(replicas, "without --output no run is kept: a restart begins from the start")
        dataset = _agreed(replicas, lambda: replicas.first_before_others(lambda: loaded(recipe)))
        trainer = _agreed(replicas, lambda: Trainer(network, recipe, dataset, replicas=replicas))
        _agreed(replicas, lambda: _keep(trainer, output, launch))
        return _finish(trainer, save)


def _begun(replicas: Replicas, root: Path | None, network: Network, recipe: Recipe) -> Path | None:
    """The run to go on with after a restart, as rank 0 sees it."""
    launch = launched()
    found = begun_run(root, launch, network, recipe) if launch and root else None
    folder = replicas.text_of_first(str(found or ""))
    if not folder:
        return None
    _tell(replicas, f"going on with the run in {folder}")
    return Path(folder)


def _keep(trainer: Trainer, output: Path | None, launch: Launch | None) -> None:
    """Keep the run in a new folder; only now, so that what cannot be trained leaves none behind."""
    if output and trainer.replicas.leads:
        trainer.run = run = new_run(output, trainer.module.network, trainer.recipe)
        if launch:
            mark(run, launch)


def loaded(recipe: Recipe) -> Dataset:
    """The recipe's data set, changed as it says; DataError where it cannot be had."""
    if not speaks():
        return load(recipe.dataset, difficulty=recipe.difficulty, changes=recipe.changes)
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


def resume(folder: Path, *, save: Path | None = None) -> Outcome:
    """Go on with the run in `folder` from its last checkpoint; CommandError if that cannot be."""
    check_can_be_saved(save)
    try:
        recipe = open_run(folder).recipe
    except RunError as error:
        raise CommandError(str(error)) from error
    with _together(recipe.device) as replicas:
        return _finish(_trainer_of(folder, replicas), save)


def begin_anew(
    folder: Path, batch_size: int, output: Path | None, *, save: Path | None = None
) -> Outcome:
    """Train the weights of the run in `folder` in a new run with another batch size.

    The new run is kept beside the old one, or in `output`. CommandError if that cannot be.
    """
    check_can_be_saved(save)
    try:
        old = open_run(folder)
        recipe = replace(old.recipe_as_changed(), batch_size=batch_size)
    except (RunError, RecipeError) as error:
        raise CommandError(str(error)) from error
    launch, root = launched(), output or folder.parent
    with _together(recipe.device) as replicas:
        if begun := _begun(replicas, root, old.network, recipe):
            return _finish(_trainer_of(begun, replicas), save)
        dataset = _agreed(replicas, lambda: replicas.first_before_others(lambda: loaded(recipe)))
        trainer = _agreed(
            replicas, lambda: trainer_from_weights(old, recipe, dataset, replicas=replicas)
        )
        _agreed(replicas, lambda: _keep(trainer, root, launch))
        return _finish(trainer, save)


def _trainer_of(folder: Path, replicas: Replicas) -> Trainer:
    return _agreed(replicas, lambda: Trainer.resume(folder, replicas=replicas))


@contextmanager
def _together(device: DeviceName) -> Iterator[Replicas]:
    """The processes of torchrun, or this one alone; CommandError where one cannot go on."""
    replicas = None
    try:
        with joined(launched(), device) as replicas:
            yield replicas
    except _FAILURES as error:
        raise CommandError(str(error)) from error
    except OtherFailedError as error:
        raise SystemExit(2) from error  # it tells why
    except RuntimeError as error:
        if replicas is None or not replicas.several or not is_lost(error):
            raise
        rank, count = replicas.share.rank, replicas.share.count
        print(f"convas: process {rank} of {count} has lost another one", file=sys.stderr)
        raise SystemExit(1) from error


def _agreed(replicas: Replicas, make: Callable[[], T]) -> T:
    """`make()`, where it fails on no process; the first on which it does says why."""
    try:
        return replicas.agreed(make, *_FAILURES)
    except _FAILURES as error:
        if replicas.leads:
            raise
        print(f"convas: process {replicas.share.rank}: {error}", file=sys.stderr)
        raise OtherFailedError from error


def _tell(replicas: Replicas, text: str) -> None:
    if replicas.leads:
        print(f"convas: {text}", file=sys.stderr)


def check_can_be_saved(path: Path | None) -> None:
    """CommandError if a project cannot be written there: not after an hour of training."""
    if path is None:
        return
    if path.suffix != ".convas":
        raise CommandError(f"the file to --save must end in .convas, not be {path.name}")
    folder = path.absolute().parent
    if path.is_dir() or not folder.is_dir() or not os.access(folder, os.W_OK):
        raise CommandError(
            f"nothing can be saved as {path}: name a file in a folder that can be written to"
        )


def _save(trainer: Trainer, path: Path) -> None:
    module = trainer.module
    try:
        project = Project(module.network, trainer.recipe, weights_of(module), _curves(trainer))
        save_project(path, project)
    except ProjectError as error:
        raise CommandError(str(error)) from error


def _curves(trainer: Trainer) -> TrainingCurves | None:
    """What the run reported, where it is kept."""
    run = trainer.run
    if run is None:
        return None
    try:
        events = run.history()
    except RunError:
        return None
    return TrainingCurves(events, trainer.steps_per_epoch, run.recipe, run.network)


def _finish(trainer: Trainer, save: Path | None = None) -> Outcome:
    """Train to the end, showing where it stands, and test what came out.

    What was learned is saved, too, if training was stopped; not where it broke down.
    """
    replicas = trainer.replicas
    outcome = Outcome(told=replicas.leads)
    if trainer.run:
        outcome.run_folder = trainer.run.folder
        outcome.epochs.update(_epochs_before(trainer.run, trainer.step))
    console = Console(stderr=True, quiet=not replicas.leads)
    events = trainer.events()
    with (
        stopped_by(signal.SIGINT, signal.SIGTERM) as stopped,
        progress_bar(console) as show,
        closing(events),
    ):
        show("training", trainer.step, trainer.total_steps)
        for event in events:
            match event:
                case StepDone():
                    words = f"epoch {event.epoch}  loss {event.loss:.4f}"
                    show(words, event.step, trainer.total_steps)
                case EpochDone():
                    outcome.epochs[event.epoch] = event
                    console.print(_epoch_text(event), highlight=False, soft_wrap=True)
                case Diverged():
                    outcome.diverged = event.reason
                case OutOfMemory():
                    outcome.out_of_memory, outcome.told = event, True
                case RateChanged() | SettingChanged() | Stopped() | Restored():
                    console.print(remark_text(event), highlight=False, soft_wrap=True)
            if stopped.is_set():
                replicas.ask_to_stop()
            if replicas.stopping and not isinstance(event, Finished | Diverged | OutOfMemory):
                outcome.interrupted = stopped.by or signal.SIGTERM
                break
    if trainer.warning:
        console.print(f"convas: {trainer.warning}", markup=False, soft_wrap=True)
    outcome.images_per_second = trainer.images_per_second
    if save and replicas.leads and not (outcome.diverged or outcome.out_of_memory):
        _save(trainer, save)
        outcome.saved_to = save
    if not outcome.exit_code:
        _, outcome.test_accuracy = trainer.test()
    return outcome


def _epochs_before(run: Run, step: int) -> dict[int, EpochDone]:
    """The epochs that were done at a step; what came after the last checkpoint is done again."""
    return {
        event.epoch: event
        for event in run.history()
        if isinstance(event, EpochDone) and event.step <= step
    }


class Stop(Flag):
    """Set by a signal."""

    by: signal.Signals | None = None


def stopped_by_ctrl_c() -> AbstractContextManager[Stop]:
    """`stopped_by` the signal of Ctrl+C."""
    return stopped_by(signal.SIGINT)


@contextmanager
def stopped_by(*signals: signal.Signals) -> Iterator[Stop]:
    """A flag that signals set: training ends between two steps, where the weights are whole.

    The second time, a signal does what it did before.
    """
    flag = Stop()
    before = {number: signal.getsignal(number) for number in signals}

    def stop(number: int, _frame: FrameType | None) -> None:
        flag.by = signal.Signals(number)
        flag.set()
        signal.signal(number, before[flag.by])

    for number in signals:
        signal.signal(number, stop)
    try:
        yield flag
    finally:
        for number, action in before.items():
            signal.signal(number, action)


def _epoch_text(event: EpochDone) -> str:
    return (
        f"epoch {event.epoch}: loss {event.train_loss:.4f}, accuracy {event.train_accuracy:.2%}; "
        f"validation loss {event.validation_loss:.4f}, accuracy {event.validation_accuracy:.2%}"
    )
