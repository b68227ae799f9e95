"""The history of a run as arrays that grow, and as lines of few points to be drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.training.events import Diverged, EpochDone, Remark, StepDone, TrainingEvent
from app.training.gap import Gap, read_gap

POINTS = 400
"""No line has more points than this, so drawing costs the same after any number of steps."""

Numbers = NDArray[np.float64]
_EPOCH_FIGURES = (
    "step",
    "train_loss",
    "train_accuracy",
    "validation_loss",
    "validation_accuracy",
)


class Line(NamedTuple):
    """Points of a line: steps and values."""

    x: Numbers
    y: Numbers


class GrowingArray:
    """Numbers to which more are added; growing costs no copy of what is there, mostly."""

    def __init__(self) -> None:
        self._room: Numbers = np.empty(1024)
        self._length = 0

    def extend(self, values: Numbers) -> None:
        needed = self._length + len(values)
        if needed > len(self._room):
            room = np.empty(max(needed, 2 * len(self._room)))
            room[: self._length] = self.values
            self._room = room
        self._room[self._length : needed] = values
        self._length = needed

    @property
    def values(self) -> Numbers:
        return self._room[: self._length]


class Curve:
    """A value per step. Sums are kept, so that any mean costs one subtraction."""

    def __init__(self) -> None:
        self._values = GrowingArray()
        self._sums = GrowingArray()
        self._counts = GrowingArray()
        for running in (self._sums, self._counts):
            running.extend(np.zeros(1))

    @property
    def values(self) -> Numbers:
        return self._values.values

    def extend(self, values: Numbers) -> None:
        finite = np.isfinite(values)
        self._values.extend(values)
        for running, new in ((self._sums, np.where(finite, values, 0.0)), (self._counts, finite)):
            running.extend(running.values[-1] + np.cumsum(new, dtype=np.float64))

    def mean(self, start: NDArray[np.intp], stop: NDArray[np.intp]) -> Numbers:
        """The mean of the finite values in each [start, stop); NaN where there is none."""
        sums, counts = self._sums.values, self._counts.values
        count = counts[stop] - counts[start]
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray((sums[stop] - sums[start]) / count)


class CurveData:
    """What has been consumed of a growing list of events."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self._events: Sequence[TrainingEvent] | None = None
        self._consumed = 0
        self._steps = GrowingArray()
        self._epochs_of_steps = GrowingArray()
        self.loss, self.accuracy = Curve(), Curve()
        self.epochs: dict[int, EpochDone] = {}
        self._per_epoch = {name: GrowingArray() for name in _EPOCH_FIGURES}
        self.best_epoch: EpochDone | None = None
        """The epoch with the highest validation accuracy, the first of equals."""
        self.diverged: Diverged | None = None
        self.remarks: list[Remark] = []
        """What happened to the run besides steps and epochs."""

    def take(self, events: Sequence[TrainingEvent], most: int) -> bool:
        """Consume at most `most` new events; whether all have been now.

        Another list, or one that became shorter, is another run and begins from nothing.
        """
        if events is not self._events or len(events) < self._consumed:
            self.clear()
            self._events = events
        new = events[self._consumed : self._consumed + most]
        self._consumed += len(new)
        steps = [event for event in new if isinstance(event, StepDone)]
        if steps:
            table = np.array([(s.step, s.epoch, s.loss, s.accuracy) for s in steps], np.float64)
            step, epoch, loss, accuracy = table.T
            self._steps.extend(step)
            self._epochs_of_steps.extend(epoch)
            self.loss.extend(loss)
            self.accuracy.extend(accuracy)
        for event in new:
            if isinstance(event, EpochDone):
                self._take_epoch(event)
            elif isinstance(event, Diverged):
                self.diverged = event
            elif isinstance(event, Remark):
                self.remarks.append(event)
        return self._consumed >= len(events)

    def is_like(self, other: CurveData) -> bool:
        """Whether both hold the same steps with the same losses: they are of one run."""
        return np.array_equal(self.steps, other.steps) and np.array_equal(
            self.loss.values, other.loss.values, equal_nan=True
        )

    def let_go(self) -> None:
        """Keep the curves of a run that is over, and not the list that they were read from."""
        self._events, self._consumed = (), 0

    @property
    def events(self) -> Sequence[TrainingEvent]:
        """The list that was consumed."""
        return self._events or ()

    @property
    def steps(self) -> Numbers:
        """The number of each step, rising."""
        return self._steps.values

    def epoch_of(self, index: int) -> int:
        return int(self._epochs_of_steps.values[index])

    def nearest(self, step: float) -> int | None:
        """The index of the step nearest to `step`; None before the first."""
        steps = self.steps
        if not len(steps):
            return None
        after = int(np.searchsorted(steps, step))
        if after == 0:
            return 0
        if after == len(steps) or step - steps[after - 1] <= steps[after] - step:
            return after - 1
        return after

    def envelope(self, curve: Curve, start: float, stop: float) -> Line:
        """Lowest and highest value of each of at most `POINTS` / 2 bins between two steps.

        A spike of a single step stays in sight however many steps share a pixel.
        """
        first, last = self._range(start, stop)
        x, y = self.steps[first:last], curve.values[first:last]
        if len(x) > POINTS:
            bins = np.linspace(0, len(x), POINTS // 2 + 1).astype(np.intp)[:-1]
            low = np.fmin.reduceat(y, bins)
            high = np.fmax.reduceat(y, bins)
            x, y = np.repeat(x[bins], 2), np.stack((low, high), axis=1).ravel()
        finite = np.isfinite(y)
        return Line(x[finite], y[finite])

    def smoothed(self, curve: Curve, width: int, start: float, stop: float) -> Line:
        """The mean of the last `width` steps, at `POINTS` / 2 steps of those between two."""
        first, last = self._range(start, stop)
        count = min(POINTS // 2, last - first)
        if count == 0:
            return Line(np.empty(0), np.empty(0))
        at = np.linspace(first, last - 1, count).astype(np.intp)
        y = curve.mean(np.maximum(at + 1 - width, 0), at + 1)
        finite = np.isfinite(y)
        return Line(self.steps[at][finite], y[finite])

    def per_epoch(self, name: str) -> Line:
        """A figure of `EpochDone` at the end of each epoch, thinned to `POINTS`."""
        every = -(-len(self.epochs) // POINTS) or 1
        x = self._per_epoch["step"].values[::every]
        y = self._per_epoch[name].values[::every]
        finite = np.isfinite(y)
        return Line(x[finite], y[finite])

    def read_gap(self) -> Gap | None:
        """What the distance between training and validation says so far."""
        train_loss, train_accuracy, validation_loss, validation_accuracy = (
            self._per_epoch[name].values for name in _EPOCH_FIGURES[1:]
        )
        return read_gap(train_loss, train_accuracy, validation_loss, validation_accuracy)

    def _take_epoch(self, epoch: EpochDone) -> None:
        self.epochs[epoch.epoch] = epoch
        for name, figures in self._per_epoch.items():
            figures.extend(np.array([getattr(epoch, name)], np.float64))
        best = self.best_epoch.validation_accuracy if self.best_epoch else -1.0
        if epoch.validation_accuracy > best:
            self.best_epoch = epoch

    def _range(self, start: float, stop: float) -> tuple[int, int]:
        """Indices of the steps between two, with one more on either side."""
        first = int(np.searchsorted(self.steps, start))
        last = int(np.searchsorted(self.steps, stop, side="right"))
        return max(0, first - 1), min(len(self.steps), last + 1)


CSV_HEADER = (
    "step,epoch,loss,accuracy,epoch_train_loss,epoch_train_accuracy,"
    "validation_loss,validation_accuracy"
)


def csv_lines(events: Sequence[TrainingEvent]) -> Iterator[str]:
    """A table of the run: a row per step; the figures of an epoch stand at its last step."""
    yield CSV_HEADER
    waiting: StepDone | None = None
    for event in events:
        if isinstance(event, StepDone):
            if waiting is not None:
                yield _step_text(waiting) + ",,,,"
            waiting = event
        elif isinstance(event, EpochDone):
            row = _step_text(waiting) if waiting else f"{event.step},{event.epoch},,"
            yield (
                f"{row},{event.train_loss!r},{event.train_accuracy!r},"
                f"{event.validation_loss!r},{event.validation_accuracy!r}"
            )
            waiting = None
    if waiting is not None:
        yield _step_text(waiting) + ",,,,"


def _step_text(step: StepDone) -> str:
    return f"{step.step},{step.epoch},{step.loss!r},{step.accuracy!r}"
