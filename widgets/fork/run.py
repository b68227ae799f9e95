"""The command that trains A and B in a process of its own, and what it has told so far."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from app.experiments.comparisons import Variant
from app.experiments.disagreements import Disagreements, read_disagreements
from app.experiments.fork_events import event_from_form
from app.files.project import Project, save_project
from app.training.events import Diverged, EpochDone, StepDone, TrainingEvent
from widgets.experiments.command_lines import CommandLines
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
        self.diverged = ""
        self.accuracy: float | None = None
        """Of the validation images, after the last epoch; None before the first has ended."""

    @property
    def step(self) -> int:
        """Batches learned."""
        return self.events[-1].step if self.events else 0

    def add(self, event: TrainingEvent) -> None:
        """Note an event."""
        self.events.append(event)
        if isinstance(event, Diverged):
            self.diverged = event.reason
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

    @property
    def running(self) -> bool:
        """Whether a training is open, moving or paused."""
        return self._process.running

    def start(self, variants: Variants) -> None:
        """Train these; OSError or ProjectError where they cannot be handed over."""
        self._clean_up()
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
        """End what is going on, and wait for it."""
        self._process.stop("stop")
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
                self._tell_filters(Path(line["file"]))
            case "disagreements":
                self._tell_disagreements(Path(line["file"]))
            case "not_compared":
                self.compared.emit(line["reason"])
            case "result":
                self.outcome = "stopped" if line["stopped"] else "finished"
                for side, found in zip(self.sides, line["sides"], strict=True):
                    side.test_accuracy = found["test_accuracy"]
                # All is told and kept; torch would take a second to take leave.
                self._process.stop()
                self._end("")
        self.changed.emit()

    def _take_sides(self, line: dict[str, Any]) -> None:
        for side, found in zip(self.sides, line["sides"], strict=True):
            side.steps_per_epoch, side.total_steps = found["steps_per_epoch"], found["total_steps"]
            side.folder = Path(found["run"]) if found["run"] else None
        self.warning = line["warning"]
        self._be("training")
        self.begun.emit(line["convolutions"], line["first_weights"])

    def _tell_filters(self, path: Path) -> None:
        try:
            with np.load(path, allow_pickle=False) as file:
                found: Mapping[str, NDArray[np.float32]] = dict(file)
        except (OSError, ValueError):  # it is being replaced: there are newer ones
            return
        self.filters_told.emit(found)

    def _tell_disagreements(self, path: Path) -> None:
        try:
            found: Disagreements = read_disagreements(path)
        except (OSError, ValueError, KeyError):
            return
        self.compared.emit(found)

    def _end(self, error: str) -> None:
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
