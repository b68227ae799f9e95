"""Numpy arrays as images: activations, weights, data set images and grids of them.

Activations take a sequential colour map, weights a diverging one that is symmetric about zero;
both are readable for colour-blind viewers. Every image is small (one pixel a value) and is meant
to be scaled up without smoothing when painted.
"""

from __future__ import annotations

import math
from functools import cache
from typing import Literal

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtGui import QImage

ColourMap = Literal["sequential", "diverging", "grey"]

_GAP = 255
"""Colour index of the transparent gaps of a mosaic; values take 0 to 254."""
_MOST_COLUMNS = 1_024
"""Of the picture of a signal, which is as high as it is wide: a square of the 16,384 samples that a
network may take would keep the window waiting for seconds."""


@cache
def _colour_table(name: str) -> tuple[int, ...]:
    """255 colours as 0xAARRGGBB, and a transparent one."""
    lut = pg.colormap.get(name).getLookupTable(nPts=_GAP, alpha=False)
    return (*(0xFF000000 | int(r) << 16 | int(g) << 8 | int(b) for r, g, b in lut), 0)


@cache
def activation_colours() -> tuple[int, ...]:
    """The sequential map from low (dark) to high (bright)."""
    return _colour_table("viridis")


@cache
def weight_colours() -> tuple[int, ...]:
    """The diverging map: blue below zero, white at zero, red above."""
    return _colour_table("CET-D1A")


@cache
def _grey_colours() -> tuple[int, ...]:
    """From black to white, for the image that goes into the network."""
    levels = (round(255 * level / (_GAP - 1)) for level in range(_GAP))
    return (*(0xFF000000 | level * 0x010101 for level in levels), 0)


def map_colours(colours: ColourMap) -> tuple[int, ...]:
    """The colours of a map from lowest to highest value, and last a transparent one."""
    if colours == "diverging":
        return weight_colours()
    return _grey_colours() if colours == "grey" else activation_colours()


def activation_image(values: NDArray[np.float32], low: float, high: float) -> QImage:
    """An H×W map between `low` and `high`; values outside are cut, NaN shows as lowest."""
    return _indexed(_levels(values, low, high), activation_colours())


def colour_image(pixels: NDArray[np.uint8]) -> QImage:
    """A 1×H×W image in grey or a 3×H×W image in colour."""
    channels, height, width = pixels.shape
    if channels == 1:
        data = np.ascontiguousarray(pixels[0])
        return QImage(data.tobytes(), width, height, width, QImage.Format.Format_Grayscale8).copy()
    data = np.ascontiguousarray(pixels[:3].transpose(1, 2, 0))
    return QImage(data.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def data_image(pixels: NDArray[np.uint8]) -> QImage:
    """A C×H×W image of a data set as it is looked at: a signal, one row high, as a curve."""
    _, height, width = pixels.shape
    return signal_image(pixels) if height == 1 and width > 1 else colour_image(pixels)


def signal_image(samples: NDArray[np.uint8]) -> QImage:
    """C×1×L samples as a curve, light on dark, 0 at the bottom and 255 on top, in a square.

    Between two samples the curve covers all levels on the way, so that it has no gaps; it is
    thicker where there are many samples, so that it is still seen when it is drawn small. Of more
    than `_MOST_COLUMNS` several share a column, which covers all of their levels.
    """
    channels, _, length = samples.shape
    width = min(length, _MOST_COLUMNS)
    height = max(16, width)
    thick = width // 64
    levels = (255 - samples[:, 0].astype(np.int64)) * (height - 1) // 255
    before = np.concatenate((levels[:, :1], levels[:, :-1]), axis=1)
    columns = np.arange(width) * length // width
    rows = np.arange(height)[:, np.newaxis]
    picture = np.full((height, width), 24, np.uint8)
    picture[(height - 1) // 2] = 72  # the middle level
    for channel in range(channels):
        low = np.minimum.reduceat(np.minimum(levels[channel], before[channel]), columns)
        high = np.maximum.reduceat(np.maximum(levels[channel], before[channel]), columns)
        picture[(rows >= low - thick) & (rows <= high + thick)] = 255
    return colour_image(picture[np.newaxis])


def strip_rows(channels: int, length: int) -> int:
    """How many pixels high a channel of a signal is drawn, so that few of them are no hairline."""
    return max(1, length // (4 * channels))


def mosaic(
    maps: NDArray[np.float32],
    low: float,
    high: float,
    *,
    columns: int | None = None,
    diverging: bool = False,
) -> QImage:
    """N×H×W maps side by side in a grid with transparent gaps of one pixel, read row by row."""
    count, height, width = maps.shape
    columns = min(count, columns or grid_columns(count))
    rows = math.ceil(count / columns)
    grid = np.full((rows * (height + 1) - 1, columns * (width + 1) - 1), _GAP, np.uint8)
    levels = _levels(maps, low, high)
    for index in range(count):
        row, column = divmod(index, columns)
        top, left = row * (height + 1), column * (width + 1)
        grid[top : top + height, left : left + width] = levels[index]
    return _indexed(grid, weight_colours() if diverging else activation_colours())


def stacked_image(maps: NDArray[np.float32], low: float, high: float, colours: ColourMap) -> QImage:
    """N×H×W maps one below the other, made in one go; parts of it are painted where wanted."""
    count, height, width = maps.shape
    levels = _levels(maps, low, high).reshape(count * height, width)
    return _indexed(levels, map_colours(colours))


def tiled_image(
    maps: NDArray[np.float32],
    low: float,
    high: float,
    colours: ColourMap,
    absent: NDArray[np.bool_],
) -> QImage:
    """R×C×H×W maps as R rows of C, each followed by a transparent gap of one pixel.

    `absent` (R×C) says where a grid that is not full has no map; it is transparent there.
    """
    rows, columns, height, width = maps.shape
    tiles = np.full((rows, height + 1, columns, width + 1), _GAP, np.uint8)
    levels = _levels(maps, low, high)
    levels[absent] = _GAP
    tiles[:, :height, :, :width] = levels.transpose(0, 2, 1, 3)
    grid = tiles.reshape(rows * (height + 1), columns * (width + 1))
    return _indexed(grid, map_colours(colours))


def stacked_colour_image(images: NDArray[np.float32], low: float, high: float) -> QImage:
    """N×3×H×W values as N colour images one below the other; `low` is black, `high` full."""
    count, _, height, width = images.shape
    scale = np.float32(255 / (high - low) if high > low else 0.0)
    bounded = np.fmin(np.fmax((images - np.float32(low)) * scale, 0), 255)
    data = np.ascontiguousarray(bounded.astype(np.uint8).transpose(0, 2, 3, 1))
    form = QImage.Format.Format_RGB888
    return QImage(data.tobytes(), width, count * height, 3 * width, form).copy()


def vector_image(
    values: NDArray[np.float32], low: float, high: float, *, columns: int | None = None
) -> QImage:
    """A vector as a block of cells, read row by row; unused cells stay transparent."""
    columns = min(len(values), columns or grid_columns(len(values)))
    rows = math.ceil(len(values) / columns)
    grid = np.full(rows * columns, _GAP, np.uint8)
    grid[: len(values)] = _levels(values, low, high)
    return _indexed(grid.reshape(rows, columns), activation_colours())


def grid_columns(count: int) -> int:
    """Columns that make a grid of `count` pictures about square."""
    return max(1, math.ceil(math.sqrt(count)))


def value_range(values: NDArray[np.float32]) -> tuple[float, float]:
    """The smallest and largest finite value, a little apart where all are equal."""
    if values.size == 0:
        return 0.0, 1.0
    low, high = float(values.min()), float(values.max())
    if not (math.isfinite(low) and math.isfinite(high)):
        finite = values[np.isfinite(values)]
        if finite.size == 0:
            return 0.0, 1.0
        low, high = float(finite.min()), float(finite.max())
    return (low, high) if high > low else (low, low + 1.0)


def _levels(values: NDArray[np.float32], low: float, high: float) -> NDArray[np.uint8]:
    scale = (_GAP - 1) / (high - low) if high > low else 0.0
    with np.errstate(over="ignore", invalid="ignore"):  # of numbers that diverged
        levels = (values - np.float32(low)) * np.float32(scale)
    np.fmax(levels, 0, out=levels)  # fmax takes the number where the other is NaN
    np.fmin(levels, _GAP - 1, out=levels)
    return levels.astype(np.uint8)


def _indexed(levels: NDArray[np.uint8], colours: tuple[int, ...]) -> QImage:
    height, width = levels.shape
    data = np.ascontiguousarray(levels).tobytes()
    image = QImage(data, width, height, width, QImage.Format.Format_Indexed8)
    image.setColorTable(list(colours))
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
