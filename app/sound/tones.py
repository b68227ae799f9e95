"""What a loss sounds like: a tone whose pitch falls as the loss falls.

The pitch is logarithmic in the loss, as the ear is in frequency: three halvings of the loss lower
the tone by one octave, whatever the loss was before. A loss of 1 is the A of 880 Hz.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

RATE = 44_100
"""Samples per second."""
TONE_SECONDS = 0.11
PITCH_OF_ONE = 880.0
"""Hz of a loss of 1."""
HALVINGS_PER_OCTAVE = 3
LOWEST, HIGHEST = 110.0, 3_520.0
"""Hz; losses below 0.002 and above 64 are no longer told apart. Small speakers play both."""
_FADE_SECONDS = 0.012
"""A tone that begins or ends at once clicks."""
_OVERTONE = 0.25
"""Share of the octave in a tone: it is heard better in a hall than a plain sine."""
_ALARM = (466.16, 329.63)
"""Hz of the two notes of the alarm, a tritone apart, which no falling loss makes."""

Wave = NDArray[np.float32]
"""Samples from -1 to 1, at `RATE`."""


def pitch_of(loss: float) -> float:
    """Hz of a loss that is not negative; NaN and infinity have none: ValueError."""
    if not math.isfinite(loss):
        raise ValueError(f"a loss of {loss} has no pitch")
    if loss <= 0:
        return LOWEST
    pitch = PITCH_OF_ONE * 2 ** (math.log2(loss) / HALVINGS_PER_OCTAVE)
    return min(max(pitch, LOWEST), HIGHEST)


def tone(loss: float) -> Wave:
    """The tone of a loss; the alarm where it is not a finite number."""
    return _note(pitch_of(loss), TONE_SECONDS) if math.isfinite(loss) else alarm()


def tones(losses: Sequence[float]) -> Wave:
    """The tones of several losses, one after another."""
    return np.concatenate([tone(loss) for loss in losses])


def alarm() -> Wave:
    """The training diverged: two notes that fall, twice."""
    return np.concatenate([_note(pitch, 0.18, overtone=0.8) for pitch in (*_ALARM, *_ALARM)])


def _note(pitch: float, seconds: float, overtone: float = _OVERTONE) -> Wave:
    """A sine with its octave, faded in and out."""
    at = np.arange(round(RATE * seconds)) / RATE
    wave = np.sin(2 * np.pi * pitch * at) + overtone * np.sin(4 * np.pi * pitch * at)
    fade = np.minimum(1.0, np.minimum(at, at[::-1]) / _FADE_SECONDS)
    return (wave * fade / (1 + overtone)).astype(np.float32)
