"""What a loss sounds like, measured by Fourier transform."""

from __future__ import annotations

import numpy as np
import pytest

from app.sound.tones import HIGHEST, LOWEST, RATE, Wave, alarm, pitch_of, tone, tones

RESOLUTION = 1.0
"""Hz between two places of the padded spectrum."""


def loudest(wave: Wave) -> float:
    """The frequency at the spectrum's peak, in Hz."""
    spectrum = np.abs(np.fft.rfft(wave * np.hanning(len(wave)), n=round(RATE / RESOLUTION)))
    return float(np.argmax(spectrum)) * RESOLUTION


@pytest.mark.parametrize(
    ("loss", "hertz"), [(8.0, 1760.0), (1.0, 880.0), (0.125, 440.0), (1 / 64, 220.0)]
)
def test_a_tone_has_the_pitch_of_its_loss(loss: float, hertz: float) -> None:
    assert loudest(tone(loss)) == pytest.approx(hertz, abs=2 * RESOLUTION)


def test_three_halvings_of_any_loss_are_an_octave() -> None:
    for loss in (0.05, 0.4, 2.303, 20.0):
        assert pitch_of(loss) == pytest.approx(2 * pitch_of(loss / 8))


def test_the_pitch_falls_as_the_loss_falls() -> None:
    losses = np.geomspace(60, 0.003, 50)
    pitches = [pitch_of(float(loss)) for loss in losses]
    assert pitches == sorted(pitches, reverse=True)
    assert len(set(pitches)) == len(pitches)


def test_every_loss_can_be_heard() -> None:
    assert pitch_of(0.0) == pitch_of(1e-12) == LOWEST
    assert pitch_of(1e12) == HIGHEST


def test_waves_stay_within_what_a_device_plays_and_begin_and_end_in_silence() -> None:
    for wave in (tone(2.3), alarm()):
        assert np.abs(wave).max() <= 1.0
        assert np.abs(wave).max() > 0.5
        assert wave[0] == wave[-1] == 0.0


def test_a_loss_that_is_no_number_sounds_the_alarm_and_no_tone_is_like_it() -> None:
    np.testing.assert_array_equal(tone(float("nan")), alarm())
    np.testing.assert_array_equal(tone(float("inf")), alarm())
    assert len(alarm()) > 3 * len(tone(1.0))


def test_several_tones_follow_one_another() -> None:
    both = tones([1.0, 0.125])
    assert loudest(both[: len(both) // 2]) == pytest.approx(880, abs=2)
    assert loudest(both[len(both) // 2 :]) == pytest.approx(440, abs=2)
