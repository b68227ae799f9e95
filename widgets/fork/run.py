"""The command that trains A and B in a process of its own, and what it has told so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from app.experiments.comparisons import Variant
from app.experiments.disagreements import read_disagreements
from app.experiments.fork_events import event_from_form
from app.files.project import Project, save_project
from app.training.events import EpochDone, Failure, StepDone, TrainingEvent
from widgets.experiments.command_lines import CommandLines
from widgets.leaving_process import wait_for_leaving_processes
from widgets.panels.curve_data import CurveData

Variants = tuple[Variant, Variant]


class SideRecord:
    """What is known of the training of A or B."""

    def __init__(self) -> None:
        self.events: list[TrainingEvent] = []
        self.data = CurveData()
        self.steps_per_epoch = 1
        self.total_steps = 1
        self.folder: Path | None = None
        self.test_accuracy: float | None = None
        self.failure: Failure | None = None
        """Why it ended before it was over."""
        self.accuracy: float | None = None
        """Of the validation images, after the last epoch; None before the first has ended."""

    @property
    def step(self) -> int:
        """Batches learned."""
        return self.events[-1].step if self.events else 0

    def add(self, event: TrainingEvent) -> None:
        """Note an event."""
        self.events.append(event)
        if isinstance(event, Failure):
            self.failure = event
        elif isinstance(event, EpochDone):
            self.accuracy = event.validation_accuracy


class ForkRun(QObject):
    """Trains two variants side by side; pausing keeps the process, stopping ends it."""

    changed = Signal()
    """There are more events, or the state is another."""
    begun = Signal(object, str)
    """It trains: the names of the convolutions, and which first weights are equal."""
    filters_told = Signal(object)
    """Filters out×in×kH×kW by "a/conv1" and "b/conv1"."""
    compared = Signal(object)
    """`Disagreements`, or a text why there are none."""
    ended = Signal(str)
    """It is over; the text says why it failed, or nothing."""
    _come = Signal(int, object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.variants: Variants | None = None
        """What was trained last."""
        self.sides = (SideRecord(), SideRecord())
        self.state = "idle"
        """idle, loading, training or paused."""
        self.outcome = ""
        """finished, stopped, or empty while it is neither."""
        self.warning = ""
        self._process = CommandLines(self)
        self._process.told.connect(self._take)
        self._process.ended.connect(self._end)
        self._folder: TemporaryDirectory[str] | None = None
        # Megabytes of images: reading them on the window's thread would be seen.
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="fork")
        self._number = 0
        """Of the run: what an earlier one has told comes too late."""
        self._ending = False
        self._come.connect(self._tell)

    @property
    def running(self) -> bool:
        """Whether a training is open, moving or paused, or has told what is not read yet."""
        return self._process.running or self._ending

    def start(self, variants: Variants) -> None:
        """Train these; OSError or ProjectError where they cannot be handed over."""
        self._clean_up()
        self._number += 1
        self._folder = TemporaryDirectory(ignore_cleanup_errors=True)
        folder = Path(self._folder.name)
        paths = [str(folder / f"{letter}.convas") for letter in "AB"]
        for path, variant in zip(paths, variants, strict=True):
            save_project(Path(path), Project(variant.network, variant.recipe))
        self.variants = variants
        self.sides = (SideRecord(), SideRecord())
        self.outcome = self.warning = ""
        self._process.start("fork", [*paths, "--steered", "--pictures", str(folder)], None)
        self._be("loading")

    def pause(self) -> None:
        """Stop moving after this pair of steps."""
        self._process.say("pause")

    def go_on(self) -> None:
        """Move again."""
        self._process.say("go")
        self._be("training")

    def stop(self) -> None:
        """End both trainings after a last checkpoint; `ended` follows."""
        self._process.say("stop")

    def look(self, layer: str) -> None:
        """Ask for the filters of a convolution as they are now."""
        self._process.say(f"look {layer}")

    def forget(self) -> None:
        """Know nothing of what was trained."""
        self.variants, self.sides = None, (SideRecord(), SideRecord())

    def swap(self) -> None:
        """Exchange what is known of A and B."""
        if self.variants is not None:
            self.variants = (self.variants[1], self.variants[0])
        self.sides = (self.sides[1], self.sides[0])

    def close(self) -> None:
        """End what is going on, and wait for it: the window is closed."""
        self._number += 1
        self._ending = False
        self._process.stop("stop")
        wait_for_leaving_processes()  # they write into the folder that goes, too
        self._reader.shutdown(wait=True, cancel_futures=True)
        self._be("idle")
        self._clean_up()

    # What the command tells

    def _take(self, line: dict[str, Any]) -> None:
        match line["event"]:
            case "begun":
                self._take_sides(line)
            case "steps":
                columns = (line[name] for name in ("step", "epoch", "loss", "accuracy"))
                for values in zip(*columns, strict=True):
                    self.sides[line["side"]].add(StepDone(*values))
            case "told":
                self.sides[line["side"]].add(event_from_form(line["what"]))
            case "paused":
                self._be("paused")
            case "filters":
                self._read(partial(_read_filters, Path(line["file"])), self.filters_told.emit)
            case "disagreements":
                self._read(partial(read_disagreements, Path(line["file"])), self.compared.emit)
            case "not_compared":
                self._read(partial(str, line["reason"]), self.compared.emit)
            case "result":
                for side, found in zip(self.sides, line["sides"], strict=True):
                    side.test_accuracy = found["test_accuracy"]
                # All is told and kept; torch would take a second to take leave.
                self._process.stop()
                self._end("", "stopped" if line["stopped"] else "finished")
        self.changed.emit()

    def _take_sides(self, line: dict[str, Any]) -> None:
        for side, found in zip(self.sides, line["sides"], strict=True):
            side.steps_per_epoch, side.total_steps = found["steps_per_epoch"], found["total_steps"]
            side.folder = Path(found["run"]) if found["run"] else None
        self.warning = line["warning"]
        self._be("training")
        self.begun.emit(line["convolutions"], line["first_weights"])

    def _read(self, read: Callable[[], object], tell: Callable[[Any], object]) -> None:
        """Read on the other thread, one after the other, then `tell` on the window's."""
        self._reader.submit(self._read_there, self._number, read, tell)

    def _read_there(
        self, number: int, read: Callable[[], object], tell: Callable[[Any], object]
    ) -> None:
        """On the reader's thread; Qt hands the signal over to the window's."""
        try:
            found = read()
        except (OSError, ValueError, KeyError, BadZipFile):  # there will be newer ones
            return
        self._come.emit(number, tell, found)

    def _tell(self, number: int, tell: Callable[[Any], object], found: object) -> None:
        if number == self._number:
            tell(found)

    def _end(self, error: str, outcome: str = "") -> None:
        """It is over as soon as all that was told is read."""
        self._ending = True
        self._read(partial(str, error), partial(self._be_over, outcome))

    def _be_over(self, outcome: str, error: str) -> None:
        self._ending, self.outcome = False, outcome
        self._be("idle")
        self._clean_up()
        self.ended.emit(error)

    def _be(self, state: str) -> None:
        self.state = state
        self.changed.emit()

    def _clean_up(self) -> None:
        folder, self._folder = self._folder, None
        if folder is not None:
            folder.cleanup()


def _read_filters(path: Path) -> Mapping[str, NDArray[np.float32]]:
    with np.load(path, allow_pickle=False) as file:
        return dict(file)
