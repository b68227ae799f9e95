"""Waves are handed out whole, in whatever portions a device asks for."""

from __future__ import annotations

import numpy as np

from app.sound.playlist import MOST_WAITING, Playlist
from app.sound.tones import tone


def test_portions_of_any_size_make_the_wave_again() -> None:
    wave, playlist = tone(1.0), Playlist()
    playlist.add(wave)
    parts = [playlist.take(frames) for frames in (1, 700, 64, len(wave))]
    heard = np.concatenate(parts)
    np.testing.assert_allclose(heard[: len(wave)] / 32_767, wave, atol=1e-4)
    assert not heard[len(wave) :].any()


def test_without_a_wave_there_is_silence() -> None:
    assert not Playlist().take(100).any()


def test_of_waves_that_come_too_quickly_the_newest_are_heard() -> None:
    playlist = Playlist()
    for level in range(1, 10):
        playlist.add(np.full(10, level / 10, np.float32))
    heard = playlist.take(10 * MOST_WAITING + 10)
    newest = np.repeat([0.7, 0.8, 0.9, 0.0], 10)
    np.testing.assert_allclose(heard / 32_767, newest, atol=1e-4)
