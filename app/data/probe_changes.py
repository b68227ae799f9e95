"""What is done to the one image that is looked at: moved, turned, scaled, lit, made noisy."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from app.data.affine import affine, warped
from app.language import tr
from app.network.fields import check_fields, real, whole

_GREY = np.array((0.2989, 0.587, 0.114), np.float32)
"""Of red, green and blue in the grey that contrast is measured by, as torchvision has it."""


@dataclass(frozen=True)
class ProbeChanges:
    """The changes by name; the default is none. ValueError for a value out of range."""

    shift_x: int = whole(
        0,
        minimum=-4_096,
        maximum=4_096,
        unit="px",
        help=tr(
            "To the right; black comes in from the left. Convolution goes along: its maps shift "
            "by as much. Max pooling half forgets it."
        ),
    )
    shift_y: int = whole(
        0,
        minimum=-4_096,
        maximum=4_096,
        unit="px",
        help=tr("Downwards; black comes in from above."),
    )
    rotate: float = real(
        0.0,
        minimum=-180.0,
        maximum=180.0,
        unit="°",
        help=tr(
            "Clockwise about the middle. A convolutional network is not built to bear it: it "
            "must have seen turned images."
        ),
    )
    scale: float = real(
        1.0,
        minimum=0.1,
        maximum=5.0,
        unit="×",
        help=tr(
            "Larger or smaller about the middle. A convolutional network is not built to bear "
            "this either."
        ),
    )
    brightness: float = real(
        1.0, minimum=0.0, maximum=4.0, unit="×", help=tr("Every pixel times so much; 0 is black.")
    )
    contrast: float = real(
        1.0,
        minimum=0.0,
        maximum=4.0,
        unit="×",
        help=tr("Drawn away from the mean grey so many times; below 1 towards it, 0 is one grey."),
    )
    noise: int = whole(
        0,
        minimum=0,
        maximum=255,
        unit="levels",
        help=tr(
            "Standard deviation, in grey levels of 0 to 255, of the number added to every pixel. "
            "It is always the same noise, only stronger, until another is drawn."
        ),
    )
    seed: int = whole(0, minimum=0, maximum=2_147_483_647, help=tr("Which noise it is."))

    def __post_init__(self) -> None:
        check_fields(self)

    @property
    def changes_something(self) -> bool:
        """Whether an image can look different with them."""
        return replace(self, seed=0) != NO_CHANGES


NO_CHANGES = ProbeChanges()


def changed_image(image: NDArray[np.uint8], changes: ProbeChanges) -> NDArray[np.uint8]:
    """The image C×H×W with the changes, in the order in which they are declared.

    The same array where nothing is changed. What each does is what torchvision's `affine`
    (bilinear, black outside), `adjust_brightness` and `adjust_contrast` do. Signals, which are
    one row high, are only moved and scaled along it. A shift by whole pixels is exact.
    """
    if not changes.changes_something:
        return image
    values = image.astype(np.float32)
    signal = image.shape[1] == 1
    down, turn = (0, 0.0) if signal else (changes.shift_y, changes.rotate)
    if changes.shift_x or down or turn or changes.scale != 1:
        values = warped(values, affine(changes.shift_x, down, turn, changes.scale))
    if changes.brightness != 1:
        values = np.clip(values * np.float32(changes.brightness), 0, 255)
    if changes.contrast != 1:
        mean = _mean_grey(values)
        values = np.clip(mean + (values - mean) * np.float32(changes.contrast), 0, 255)
    if changes.noise:
        drawn = np.random.default_rng(changes.seed).standard_normal(values.shape, np.float32)
        values = np.clip(values + drawn * np.float32(changes.noise), 0, 255)
    return np.asarray(np.rint(values), np.uint8)


def nothing_to_see(original: NDArray[np.uint8], changed: NDArray[np.uint8]) -> str:
    """What to say of an image C×H×W that is one colour all over; empty where it shows something."""
    if not _is_blank(changed):
        return ""
    levels = [int(level) for level in changed[:, 0, 0]]
    if len(set(levels)) == 1:
        named = {0: " (black)", 255: " (white)"}.get(levels[0], "")
        all_over = tr("Every pixel is {levels}{named}", levels=levels[0], named=named)
    else:
        all_over = tr(
            "Every pixel is the same colour ({levels})", levels=", ".join(map(str, levels))
        )
    if _is_blank(original):
        return tr(
            "{all_over}: there is nothing to recognise. What the network says of "
            "it comes from its biases and its padding alone.",
            all_over=all_over,
        )
    return tr(
        "{all_over}: the changes have left nothing of the image. Reset them.", all_over=all_over
    )


def _is_blank(image: NDArray[np.uint8]) -> bool:
    return image[0].size > 1 and bool((image == image[:, :1, :1]).all())


def _mean_grey(values: NDArray[np.float32]) -> np.float32:
    means = values.mean(axis=(1, 2))
    return np.float32(means @ _GREY if len(means) == 3 else means.mean())
