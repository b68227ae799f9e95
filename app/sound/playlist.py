"""Waves that wait to be heard, handed out in the portions that a sound device asks for."""

from __future__ import annotations

from collections import deque
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from app.sound.tones import Wave

MOST_WAITING = 3
"""Of waves that come quicker than they can be heard, the oldest are left out."""


class Playlist:
    """One thread adds, another takes."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._waves: deque[Wave] = deque(maxlen=MOST_WAITING)
        self._playing: Wave = np.empty(0, np.float32)

    def add(self, wave: Wave) -> None:
        """Play this when what is waiting has been heard."""
        with self._guard:
            self._waves.append(wave)

    def take(self, frames: int) -> NDArray[np.int16]:
        """The next so many samples; silence where nothing waits."""
        with self._guard:
            taken = np.zeros(frames, np.float32)
            filled = 0
            while filled < frames and (len(self._playing) or self._waves):
                if not len(self._playing):
                    self._playing = self._waves.popleft()
                part = self._playing[: frames - filled]
                taken[filled : filled + len(part)] = part
                filled += len(part)
                self._playing = self._playing[len(part) :]
        return np.round(np.clip(taken, -1, 1) * np.iinfo(np.int16).max).astype(np.int16)
