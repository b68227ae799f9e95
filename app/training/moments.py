"""The weights of a run at moments of its course, kept on disk so that one can look back.

In the run's folder, `moments/000000000380.safetensors` holds the weights after step 380. They are
kept at the start, whenever the number of steps has doubled, at the ends of epochs, and always
those of the best epoch; there are never more than `MOST` of them nor more than `MOST_BYTES`. The
newest weights are the checkpoint's.
"""

from __future__ import annotations

import math
import re
import secrets
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load, save

from app.language import tr
from app.training.events import EpochDone, TrainingEvent
from app.training.run import RunError

MOST = 64
"""So many moments of a run are kept at most …"""
MOST_BYTES = 200_000_000
"""… and so many bytes. Networks of which not even `FEWEST` fit keep none."""
FEWEST = 3
FREE_SECONDS = 0.1
"""Saving may take so long at the start, while there is most to see …"""
SHARE = 0.05
"""… and from then on no larger share of the time that was spent on training."""

_NAME = re.compile(r"(\d{12})\.safetensors")


def place(step: int, last: int) -> float:
    """Where a step stands between 0 and 2 in a run of `last` steps, to tell what is far apart.

    One half goes by the logarithm, since weights change most at the beginning, and the other by
    the steps themselves. As the run grows, all steps come closer to one another.
    """
    if not last:
        return 0.0
    return math.log1p(step) / math.log1p(last) + step / last


def is_due(step: int, last_kept: int | None, *, epoch_ended: bool) -> bool:
    """Whether the weights after `step` shall be kept; `last_kept` is the moment before."""
    if last_kept is None:
        return True
    if step <= last_kept:
        return False
    far = place(step, step) - place(last_kept, step) >= 1 / MOST
    return step >= 2 * last_kept or (epoch_ended and far)


def thinned(
    steps: Sequence[int], most: int, spared: frozenset[int] = frozenset()
) -> tuple[int, ...]:
    """At most `most` (2 or more) of rising steps: the first, the last, and evenly spread ones.

    Those that lie closest between their neighbours, by `place`, go first; the `spared` stay, which
    may be `most` − 2 at most. No gap that this makes is wider than 4 / (`most` − 1 − spared): the
    gaps over any two neighbours add up to 4 at most.
    """
    kept, last = list(steps), max(steps, default=0)
    while len(kept) > most:
        gaps = [
            (place(after, last) - place(before, last), index)
            for index, (before, step, after) in enumerate(
                zip(kept, kept[1:], kept[2:], strict=False), start=1
            )
            if step not in spared
        ]
        del kept[min(gaps)[1]]
    return tuple(kept)


class Moments:
    """The moments in the folder of a run."""

    def __init__(self, run_folder: Path) -> None:
        self.folder = run_folder / "moments"

    def steps(self) -> tuple[int, ...]:
        """The steps of which the weights are kept, rising."""
        try:
            names = [path.name for path in self.folder.iterdir()]
        except OSError:
            return ()
        return tuple(sorted(int(found[1]) for found in map(_NAME.fullmatch, names) if found))

    def load(self, step: int) -> dict[str, np.ndarray]:
        """The weights after a step, by names as "conv1.weight"; RunError where they are lost."""
        path = self._file(step)
        try:
            return load(path.read_bytes())
        except FileNotFoundError as error:
            raise RunError(
                tr("the weights of step {step:,} are not kept any more", step=step)
            ) from error
        except (OSError, SafetensorError, ValueError, KeyError) as error:
            raise RunError(
                tr("{path} is damaged, so step {step:,} cannot be seen", path=path, step=step)
            ) from error

    def keep(self, step: int, weights: Mapping[str, np.ndarray]) -> None:
        """Write weights, whole or not at all; RunError where the disk does not take them.

        A kill cannot leave half a file. For a power cut nothing is done, because waiting for the
        disk would take longer than all else: what is then damaged says so when it is read.
        """
        path = self._file(step)
        part = path.with_name(f".convas-{secrets.token_hex(8)}.part")
        try:
            self.folder.mkdir(exist_ok=True)
            part.write_bytes(save(dict(weights)))
            part.replace(path)
        except (OSError, SafetensorError) as error:
            with suppress(OSError):
                part.unlink()
            reason = getattr(error, "strerror", None) or error
            raise RunError(
                tr("{path} cannot be written: {reason}", path=path, reason=reason)
            ) from error

    def drop(self, steps: Iterable[int]) -> None:
        """Remove these; one that cannot be removed stays."""
        for step in steps:
            with suppress(OSError):
                self._file(step).unlink()

    def drop_after(self, step: int) -> None:
        """Remove what lies after a step, and what a kill has left half written.

        A run that goes on from there may take another course.
        """
        self.drop(kept for kept in self.steps() if kept > step)
        for part in self.folder.glob(".*.part"):
            with suppress(OSError):
                part.unlink()

    def _file(self, step: int) -> Path:
        return self.folder / f"{step:012}.safetensors"


class MomentKeeper:
    """Decides, while a run trains, which moments are kept, and keeps them.

    `before` are the events up to `step`, from where a resumed run goes on.
    """

    def __init__(self, folder: Path, step: int, before: Iterable[TrainingEvent] = ()) -> None:
        self.moments = Moments(folder)
        self.moments.drop_after(step)
        self._kept = list(self.moments.steps())
        self._best: EpochDone | None = None
        for event in before:
            if event.step <= step:
                self._is_best(event)
        self._spent = 0.0

    def keep(
        self,
        step: int,
        events: Iterable[TrainingEvent],
        trained_seconds: float,
        weights: Callable[[], Mapping[str, np.ndarray]],
    ) -> None:
        """Keep the weights after `step` if that is due and there is time for it.

        `events` are those of the steps since the last call. `weights` copies the weights; it is
        called only where they are kept. Raises RunError where the disk does not take them.
        """
        ends = [event for event in events if isinstance(event, EpochDone)]
        best = any([self._is_best(event) for event in ends])  # noqa: C419  (each must be noted)
        last = self._kept[-1] if self._kept else None
        due = is_due(step, last, epoch_ended=bool(ends)) or (best and step != last)
        if not due or self._spent > FREE_SECONDS + SHARE * trained_seconds:
            return
        begun = time.perf_counter()
        try:
            self._write(step, weights())
        finally:
            self._spent += time.perf_counter() - begun

    def _write(self, step: int, weights: Mapping[str, np.ndarray]) -> None:
        size = sum(array.nbytes for array in weights.values())
        room = min(MOST, MOST_BYTES // max(1, size))
        if room < FEWEST:
            return
        self.moments.keep(step, weights)
        spared = frozenset() if self._best is None else frozenset({self._best.step})
        kept = thinned([*self._kept, step], room, spared)
        self.moments.drop({*self._kept} - {*kept})
        self._kept = list(kept)

    def _is_best(self, event: TrainingEvent) -> bool:
        """Whether an epoch is the best by its validation accuracy, the first of equals."""
        if not isinstance(event, EpochDone):
            return False
        best = self._best
        if best is not None and event.validation_accuracy <= best.validation_accuracy:
            return False
        self._best = event
        return True
