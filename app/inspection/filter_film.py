"""The filters of a run at every moment that was kept, to be set beside each other as a film."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.data.progress import Report
from app.language import tr
from app.network.graph import Network
from app.training.events import EpochDone, StepDone, TrainingEvent
from app.training.moments import Moments
from app.training.run import Run, RunError, open_run
from app.training.run_list import run_title

MOST_FILTERS = 64
"""Of each layer so many filters are shown at most, by number …"""
MOST_CHANNELS = 16
"""… and so many input channels of each."""

Filters = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class FilmFrame:
    """The filters after a step, by layer: out×in×kH×kW, no more than are shown."""

    step: int
    words: str
    """Which moment it is: "after epoch 2 · step 32"."""
    filters: Mapping[str, Filters]


@dataclass(frozen=True, eq=False)
class Film:
    """The moments of a run in their order."""

    run: str
    frames: Sequence[FilmFrame]
    limits: Mapping[str, float]
    """By layer the largest weight of all frames, by its size: one scale, so that they compare."""
    sizes: Mapping[str, tuple[int, int]]
    """By layer how many filters, and channels of each, there are in truth."""
    lost: int
    """So many moments could not be read."""


def filmed_layers(network: Network) -> tuple[str, ...]:
    """The convolutions whose filters can be shown, in their order."""
    return tuple(name for name in network.order if network.layers[name].kind == "Conv2d")


def read_film(folder: Path, layers: Collection[str], report: Report) -> Film:
    """Read the moments that are kept in a run's folder, and the weights it ended with.

    RunError in words where there is no run, where none was kept, or none has these layers.
    """
    run = open_run(folder)
    moments = Moments(folder)
    steps = moments.steps()
    wanted = [name for name in filmed_layers(run.network) if name in layers]
    if not wanted:
        raise RunError(tr("This run's network has no such convolution, so there are no filters."))
    events = run.history()
    frames: list[FilmFrame] = []
    lost = 0
    sizes: dict[str, tuple[int, int]] = {}
    readings: list[Callable[[], tuple[int, Mapping[str, np.ndarray]]]]
    readings = [lambda step=step: (step, moments.load(step)) for step in steps]  # type: ignore[misc]
    if run.has_checkpoint:
        readings.append(lambda: _newest(run))
    for number, read in enumerate(readings):
        report(number, len(readings))
        try:
            step, weights = read()
            whole = {name: weights[f"{name}.weight"] for name in wanted}
        except (RunError, KeyError):
            lost += 1
            continue
        if frames and step <= frames[-1].step:
            continue
        sizes = {name: (values.shape[0], values.shape[1]) for name, values in whole.items()}
        frames.append(FilmFrame(step, moment_words(step, events), _shown(whole)))
    if not frames:
        raise RunError(_nothing_kept(lost))
    limits = {name: _limit([frame.filters[name] for frame in frames]) for name in wanted}
    return Film(run_title(run.name), frames, limits, sizes, lost)


def moment_words(step: int, events: Sequence[TrainingEvent]) -> str:
    """Which moment of a run that is, by what the run has reported."""
    if step == 0:
        return tr("before training · step 0")
    epoch = 0
    for event in events:
        if event.step == step and isinstance(event, EpochDone):
            return tr("after epoch {epoch:,} · step {step:,}", epoch=event.epoch, step=step)
        if event.step == step and isinstance(event, StepDone):
            epoch = event.epoch
    return (
        tr("epoch {epoch:,} · step {step:,}", epoch=epoch, step=step)
        if epoch
        else tr("step {step:,}", step=step)
    )


def _newest(run: Run) -> tuple[int, Mapping[str, np.ndarray]]:
    checkpoint = run.load_checkpoint(only=("module/",))
    weights = {name.removeprefix("module/"): array for name, array in checkpoint.tensors.items()}
    return checkpoint.standing.step, weights


def _shown(filters: Mapping[str, np.ndarray]) -> dict[str, Filters]:
    """The part that is shown, copied, so that the rest can go."""
    return {
        name: np.array(values[:MOST_FILTERS, :MOST_CHANNELS], np.float32)
        for name, values in filters.items()
    }


def _limit(values: Sequence[Filters]) -> float:
    """The largest finite size of a weight; 1 where all are zero."""
    sizes = [float(np.abs(array[np.isfinite(array)]).max(initial=0)) for array in values]
    largest = max(sizes)
    return largest if largest > 0 and math.isfinite(largest) else 1.0


def _nothing_kept(lost: int) -> str:
    if lost:
        return tr(
            "None of the {lost} moments that this run kept can be read; they are damaged.",
            lost=lost,
        )
    return tr(
        "This run has kept no weights of its past. Train a little first: moments are kept from "
        "the start, unless the network is too large for them."
    )
