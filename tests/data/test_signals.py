"""Generated waveforms."""

from __future__ import annotations

import numpy as np
import pytest

from app.data.dataset import DataError
from app.data.signals import LENGTH, WAVEFORMS, generate_signals


def of(difficulty: float, name: str, seed: int = 0) -> np.ndarray:
    """The training signals of a class, −1 to 1, N×128."""
    part = generate_signals(difficulty=difficulty, seed=seed).train
    chosen = part.images[part.labels == list(WAVEFORMS).index(name)]
    return (chosen[:, 0, 0].astype(float) - 128) / 127


def test_a_signal_is_an_image_one_row_high() -> None:
    assert generate_signals(difficulty=0.5, seed=0).image_shape == (1, 1, LENGTH)


def test_the_same_seed_gives_the_same_signals_and_another_others() -> None:
    first, again, other = (
        generate_signals(difficulty=0.5, seed=seed).test.images for seed in (1, 1, 2)
    )
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_a_sine_has_one_frequency_and_a_square_wave_its_odd_harmonics() -> None:
    spectrum = np.abs(np.fft.rfft(of(0.0, "sine") * np.hanning(LENGTH)))
    peak = spectrum.argmax(axis=1)
    assert set(peak) <= {3, 4, 5}
    assert (spectrum[:, 9:].max(axis=1) < 0.1 * spectrum.max(axis=1)).all()
    square = np.abs(np.fft.rfft(of(0.0, "square") * np.hanning(LENGTH))).mean(axis=0)
    assert 0.2 < square[10:15].max() / square[3:6].max() < 0.45  # a third, by Fourier


def test_a_chirp_rises_in_frequency() -> None:
    crossings = np.diff(np.signbit(of(0.0, "chirp")), axis=1)
    assert (crossings[:, 64:].sum(axis=1) > crossings[:, :64].sum(axis=1)).all()


def test_a_struck_tone_dies_away() -> None:
    loud = np.square(of(0.0, "decay") - of(0.0, "decay").mean(axis=1, keepdims=True))
    assert loud[:, -24:].mean() < 0.05 * loud[:, 24:64].mean()


def test_the_difficulty_changes_the_same_signals_gradually() -> None:
    easy, near, far = (of(difficulty, "triangle") for difficulty in (0.3, 0.35, 1.0))
    assert np.abs(easy - near).mean() < 0.25 * np.abs(easy - far).mean()


@pytest.mark.parametrize(("difficulty", "seed"), [(1.5, 0), (-0.1, 0), (0.5, -1)])
def test_what_is_out_of_range_is_refused(difficulty: float, seed: int) -> None:
    with pytest.raises(DataError, match="must be"):
        generate_signals(difficulty=difficulty, seed=seed)
