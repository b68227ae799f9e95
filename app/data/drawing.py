"""A picture made by hand: strokes of a soft brush, each of them one step of undo."""

from __future__ import annotations

import math
from collections import deque

import numpy as np
from numpy.typing import NDArray

from app.data.affine import warped
from app.data.dataset import Images
from app.data.preprocessing import Shape, fit_images

_MOST_UNDO = 50
_SEEN = 32
"""From this level on a pixel belongs to what is drawn."""
_LOOKED_THROUGH = 200
"""Images of a data set from which its usual box is taken."""


class Drawing:
    """A picture C×H×W, black at first; places are in pixels, (0, 0) its upper left corner.

    A picture one row high is a signal, flat at half height at first: a stroke draws its curve,
    from level 255 at y = 0 to level 0 at y = 1.
    """

    def __init__(self, shape: Shape) -> None:
        self.pixels = _blank(shape)
        """As it is now; another array after every change."""
        self._before: deque[NDArray[np.uint8]] = deque(maxlen=_MOST_UNDO)
        self._stroke: _Stroke | _Trace | None = None

    @property
    def shape(self) -> Shape:
        channels, height, width = self.pixels.shape
        return channels, height, width

    @property
    def empty(self) -> bool:
        """Whether nothing is drawn."""
        return bool((self.pixels == _blank_level(self.shape)).all())

    @property
    def can_undo(self) -> bool:
        return bool(self._before)

    # Strokes

    def begin(
        self, x: float, y: float, radius: float, ink: tuple[int, ...], softness: float
    ) -> None:
        """Set the brush down. `ink` has a level for each channel, black erases.

        `radius` is in pixels; of the brush's width, the share `softness` (0 to 1) fades out.
        """
        self._keep()
        if is_signal(self.shape):
            self._stroke = _Trace(self.pixels)
            self.pixels = self._stroke.reach(x, y, radius)
            return
        levels = np.resize(np.array(ink, np.float32), len(self.pixels)).reshape(-1, 1, 1)
        self._stroke = _Stroke(self.pixels, levels, softness)
        self.pixels = self._stroke.reach(x, y, radius)

    def move(self, x: float, y: float, radius: float) -> None:
        """Move the brush to a place in a straight line; nothing while it is not set down."""
        if self._stroke is not None:
            self.pixels = self._stroke.reach(x, y, radius)

    def end(self) -> None:
        """Lift the brush."""
        self._stroke = None

    # What is done to the whole picture

    def undo(self) -> bool:
        """Take back the last stroke or change; whether there was one."""
        self._stroke = None
        if not self._before:
            return False
        self.pixels = self._before.pop()
        return True

    def clear(self) -> None:
        """Take everything off it."""
        self._put(_blank(self.shape))

    def invert(self) -> None:
        """Make light dark and dark light."""
        self._put(255 - self.pixels)

    def take(self, image: NDArray[np.uint8]) -> None:
        """Go on with this image, fitted to the picture's shape."""
        self._put(fit_images(image[np.newaxis], self.shape)[0].copy())

    def centre(self, box: float) -> None:
        """Scale what is drawn to `box` pixels and put its centre of mass into the middle.

        That is how the digits of MNIST were made (LeCun et al., 1998), with a box of 20 of 28.
        """
        grey = self.pixels.max(axis=0).astype(np.float64)
        bounds = bounding_box(grey)
        if bounds is None:
            return
        top, bottom, left, right = bounds
        scale = box / max(bottom - top, right - left)
        height, width = grey.shape
        mass = grey.sum()
        x = float((grey.sum(axis=0) * (np.arange(width) - (width - 1) / 2)).sum() / mass)
        y = float((grey.sum(axis=1) * (np.arange(height) - (height - 1) / 2)).sum() / mass)
        matrix = np.array(((1 / scale, 0, x), (0, 1 / scale, y)))
        moved = warped(self.pixels.astype(np.float32), matrix)
        self._put(np.asarray(np.rint(moved), np.uint8))

    def fit(self, shape: Shape) -> None:
        """Take another shape with all that is drawn; earlier steps cannot be undone any more."""
        if shape == self.shape:
            return
        self._before.clear()
        self._stroke = None
        if self.empty or is_signal(shape) != is_signal(self.shape):
            self.pixels = _blank(shape)  # a curve is no picture
        elif {shape[0], self.shape[0]} <= {1, 3}:
            self.pixels = fit_images(self.pixels[np.newaxis], shape)[0].copy()
        else:
            grey = self.pixels.max(axis=0, keepdims=True)
            fitted = fit_images(grey[np.newaxis], (1, *shape[1:]))[0]
            self.pixels = np.repeat(fitted, shape[0], axis=0)

    def _put(self, pixels: NDArray[np.uint8]) -> None:
        self._stroke = None
        if not np.array_equal(pixels, self.pixels):
            self._keep()
            self.pixels = pixels

    def _keep(self) -> None:
        self._before.append(self.pixels)


class _Stroke:
    """What one movement of the brush covers: where it passes twice, the paint is no thicker."""

    def __init__(
        self, picture: NDArray[np.uint8], ink: NDArray[np.float32], softness: float
    ) -> None:
        self._ground = picture.astype(np.float32)
        self._painted = picture.copy()
        self._ink = ink
        self._softness = softness
        _, self._height, self._width = picture.shape
        self._cover = np.zeros((self._height, self._width), np.float32)
        self._last: tuple[float, float, float] | None = None

    def reach(self, x: float, y: float, radius: float) -> NDArray[np.uint8]:
        """Draw a line from where the brush was; a picture of its own is returned."""
        from_x, from_y, from_radius = self._last or (x, y, radius)
        self._last = (x, y, radius)
        reach = max(radius, from_radius) * 1.5 + 1
        rows = _part(min(y, from_y) - reach, max(y, from_y) + reach, self._height)
        columns = _part(min(x, from_x) - reach, max(x, from_x) + reach, self._width)
        across = np.arange(columns.start, columns.stop) + 0.5 - from_x
        down = (np.arange(rows.start, rows.stop) + 0.5 - from_y)[:, np.newaxis]
        along_x, along_y = x - from_x, y - from_y
        length = along_x * along_x + along_y * along_y
        share = np.zeros((len(down), len(across)))
        if length:
            share = np.clip((across * along_x + down * along_y) / length, 0, 1)
        away = np.hypot(across - share * along_x, down - share * along_y)
        widths = from_radius + share * (radius - from_radius)
        edge = np.maximum(1.0, 2 * self._softness * widths)
        cover = self._cover[rows, columns]
        np.maximum(cover, np.clip((widths - away) / edge + 0.5, 0, 1), out=cover)
        ground = self._ground[:, rows, columns]
        self._painted[:, rows, columns] = np.rint(ground + (self._ink - ground) * cover)
        return self._painted.copy()


class _Trace:
    """A curve drawn over a signal: one level for each sample that the pen passes."""

    def __init__(self, signal: NDArray[np.uint8]) -> None:
        self._signal = signal.copy()
        self._last: tuple[float, float] | None = None

    def reach(self, x: float, y: float, _radius: float) -> NDArray[np.uint8]:
        """Draw on from where the pen was; a signal of its own is returned."""
        from_x, from_y = self._last or (x, y)
        self._last = (x, y)
        (left, left_y), (right, right_y) = sorted(((from_x, from_y), (x, y)))
        samples = _part(left, right + 1e-6, self._signal.shape[2])
        middles = np.arange(samples.start, samples.stop) + 0.5
        heights = np.interp(middles, (left, right), (left_y, right_y)) if right > left else y
        self._signal[:, 0, samples] = np.rint(255 * (1 - np.clip(heights, 0, 1)))
        return self._signal.copy()


def is_signal(shape: Shape) -> bool:
    """Whether images of this shape are drawn as a curve."""
    return shape[1] == 1 and shape[2] > 1


def _blank(shape: Shape) -> NDArray[np.uint8]:
    return np.full(shape, _blank_level(shape), np.uint8)


def _blank_level(shape: Shape) -> int:
    return 128 if is_signal(shape) else 0


def _part(low: float, high: float, size: int) -> slice:
    start = min(max(0, math.floor(low)), size)
    return slice(start, max(start, min(size, math.ceil(high))))


def bounding_box(grey: NDArray[np.generic]) -> tuple[int, int, int, int] | None:
    """Top, bottom, left and right (ends exclusive) of what is light in H×W levels."""
    seen = np.asarray(grey) >= _SEEN
    rows, columns = np.flatnonzero(seen.any(axis=1)), np.flatnonzero(seen.any(axis=0))
    if not len(rows):
        return None
    return int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1


def usual_box(images: Images) -> float:
    """How many pixels what is on the images N×C×H×W usually takes, in its longer direction."""
    some = images[:: max(1, len(images) // _LOOKED_THROUGH)][:_LOOKED_THROUGH]
    boxes = [bounds for image in some if (bounds := bounding_box(image.max(axis=0)))]
    sides = [max(bottom - top, right - left) for top, bottom, left, right in boxes]
    return float(np.median(sides)) if sides else float(max(images.shape[2:]))
