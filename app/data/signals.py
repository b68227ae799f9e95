"""Signals: generated waveforms of 128 samples, a time series for networks with Conv1d.

A signal is an image one row high, 1×1×128, so that all that is made for images works for it. The
bytes are samples as in 8-bit sound: 128 is zero, 0 and 255 are full swing.

The random draws do not depend on the difficulty, which only says how far they reach: turning it
changes the same signals gradually.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.data.dataset import DataError, Dataset, DatasetInfo, Split
from app.language import tr

LENGTH = 128
Floats = NDArray[np.floating[Any]]


@dataclass(frozen=True, eq=False)
class _Draws:
    """What a class makes its waveform from: N×1 numbers, and N×128 for the noise."""

    phase: Floats  # cycles so far, N×128: frequency × time + a random start
    cycles: Floats  # in the whole signal
    place: Floats  # 0..1, where something happens
    width: Floats  # 0..1, how long it takes
    noise: Floats  # standard normal
    time: Floats  # 0..1, 1×128


Waveform = Callable[[_Draws], Floats]
"""Values from about -1 to 1, N×128."""


def _sine(draws: _Draws) -> Floats:
    return np.asarray(np.sin(2 * np.pi * draws.phase))


def _square(draws: _Draws) -> Floats:
    return np.where(draws.phase % 1 < 0.5, 1.0, -1.0)


def _triangle(draws: _Draws) -> Floats:
    return np.asarray(4 * np.abs(draws.phase % 1 - 0.5) - 1)


def _sawtooth(draws: _Draws) -> Floats:
    return 2 * (draws.phase % 1) - 1


def _pulses(draws: _Draws) -> Floats:
    """Short peaks, one in a cycle."""
    away = (draws.phase % 1 - 0.5) * LENGTH / draws.cycles
    return np.asarray(2 * np.exp(-0.5 * (away / 1.6) ** 2) - 1)


def _chirp(draws: _Draws) -> Floats:
    """From a third of the frequency to twice of it."""
    swept = draws.cycles * draws.time * (1 / 3 + 5 / 6 * draws.time)
    return np.asarray(np.sin(2 * np.pi * (swept + draws.place)))


def _beat(draws: _Draws) -> Floats:
    """A tone that swells and fades twice."""
    swell = np.sin(2 * np.pi * (draws.time + draws.place))
    return np.asarray(np.sin(4 * np.pi * draws.phase) * swell)


def _decay(draws: _Draws) -> Floats:
    """A tone that is struck and dies away."""
    since = draws.time - 0.35 * draws.place
    fading = np.exp(-np.maximum(since, 0.0) * (4 + 3 * draws.width))
    return np.where(since < 0, 0.0, fading * np.sin(4 * np.pi * draws.cycles * since))


def _burst(draws: _Draws) -> Floats:
    """Noise for a while, else nothing."""
    middle = 0.25 + 0.5 * draws.place
    inside = np.abs(draws.time - middle) < 0.1 + 0.12 * draws.width
    return np.clip(np.where(inside, 0.6 * draws.noise, 0.0), -1.0, 1.0)


def _step(draws: _Draws) -> Floats:
    """One level, then another."""
    up = np.where(draws.width < 0.5, 1.0, -1.0)
    return np.where(draws.time < 0.2 + 0.6 * draws.place, -0.8 * up, 0.8 * up)


WAVEFORMS: dict[str, Waveform] = {
    "sine": _sine,
    "square": _square,
    "triangle": _triangle,
    "sawtooth": _sawtooth,
    "pulses": _pulses,
    "chirp": _chirp,
    "beat": _beat,
    "decay": _decay,
    "noise burst": _burst,
    "step": _step,
}


def generate_signals(*, difficulty: float, seed: int) -> Dataset:
    """4,000/500/1,000 signals 1×1×128 of ten waveforms, the same for the same arguments.

    `difficulty`, 0 to 1, is how far noise, drift, weak swing and differences of frequency go;
    `seed` is any whole number from 0. DataError otherwise.
    """
    if not 0.0 <= difficulty <= 1.0:
        raise DataError(
            tr(
                "The difficulty must be a number from 0 to 1, not {difficulty}.",
                difficulty=difficulty,
            )
        )
    if seed < 0:
        raise DataError(tr("The seed must be a whole number from 0, not {seed}.", seed=seed))
    info = SIGNALS
    train, validation, test = (
        _part(count, difficulty, np.random.default_rng([seed, 10 + number]))
        for number, count in enumerate((info.train, info.validation, info.test))
    )
    return info.with_parts(train, validation, test)


def _part(count: int, difficulty: float, rng: np.random.Generator) -> Split:
    """`count` signals, as many of each class, in random order."""

    def between(low: float, high: float) -> Floats:
        return low + (high - low) * rng.random((count, 1), np.float32)

    def eased(easy: float, hard: float) -> float:
        return easy + (hard - easy) * difficulty

    labels = rng.permutation(np.arange(count) % len(WAVEFORMS))
    time = (np.arange(LENGTH, dtype=np.float32) / LENGTH)[np.newaxis]
    cycles = 4.0 + between(-1.0, 1.0) * eased(0.5, 2.0)
    draws = _Draws(
        phase=cycles * time + between(0.0, 1.0),
        cycles=cycles,
        place=between(0.0, 1.0),
        width=between(0.0, 1.0),
        noise=rng.standard_normal((count, LENGTH), np.float32),
        time=time,
    )
    clean = np.zeros((count, LENGTH), np.float32)
    for label, waveform in enumerate(WAVEFORMS.values()):
        members = labels == label
        clean[members] = waveform(_only(draws, members))
    swing = 0.8 - between(0.0, 1.0) * eased(0.05, 0.5)
    drift = between(-1.0, 1.0) * eased(0.0, 0.25) + between(-1.0, 1.0) * eased(0.0, 0.3) * time
    hiss = eased(0.01, 0.22) * rng.standard_normal((count, LENGTH), np.float32)
    levels = 128 + 127 * np.clip(swing * clean + drift + hiss, -1.0, 1.0)
    signals = np.rint(levels).astype(np.uint8)[:, np.newaxis, np.newaxis]
    return Split(signals, labels.astype(np.int64))


def _only(draws: _Draws, members: NDArray[np.bool_]) -> _Draws:
    values: dict[str, Floats] = vars(draws)
    return _Draws(
        **{name: value if name == "time" else value[members] for name, value in values.items()}
    )


SIGNALS = DatasetInfo(
    name="signals",
    title=tr("Signals (waveforms)"),
    image_shape=(1, 1, LENGTH),
    classes=tuple(WAVEFORMS),
    train=4_000,
    validation=500,
    test=1_000,
    bundled=True,
    source=tr("generated by Convas from a seed"),
    licence=tr("MIT, part of Convas"),
)
