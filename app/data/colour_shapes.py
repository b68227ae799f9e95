"""Colour shapes: a generated set of 32×32 colour pictures in which only the shape decides.

Every shape is a distance function evaluated per pixel, so that its edge is anti-aliased at any
size and angle. Colours, background, place, size, angle and clutter are drawn independently of the
class.

The random draws do not depend on the difficulty, which only says how far they reach: turning it
changes the same pictures gradually.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.data.dataset import DataError, Dataset, DatasetInfo, Images, Split
from app.data.shapes import SHAPES, Distance, Floats
from app.language import tr

_SIZE = 32
_STROKES_BEHIND = 3
_STROKES_IN_FRONT = 2
_STROKES = _STROKES_BEHIND + _STROKES_IN_FRONT
_CHUNK = 64  # pictures drawn at once: their planes stay in the processor's cache


def generate_colour_shapes(*, difficulty: float, seed: int) -> Dataset:
    """4,000/500/1,000 pictures 3×32×32 of ten shapes, the same for the same arguments.

    `difficulty`, 0 to 1, is how far noise, clutter, low contrast, turning, stretching and
    differences of size and place go; `seed` is any whole number from 0. DataError otherwise.
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
    info = COLOUR_SHAPES
    train, validation, test = (
        _part(count, difficulty, np.random.default_rng([seed, number]))
        for number, count in enumerate((info.train, info.validation, info.test))
    )
    return info.with_parts(train, validation, test)


def _part(count: int, difficulty: float, rng: np.random.Generator) -> Split:
    """`count` pictures, as many of each class, in random order."""
    labels = rng.permutation(np.arange(count) % len(SHAPES))
    scenes = _Scenes.drawn(count, difficulty, rng)
    images = np.empty((count, 3, _SIZE, _SIZE), np.uint8)
    for label, distance in enumerate(SHAPES.values()):
        members = np.flatnonzero(labels == label)
        for start in range(0, len(members), _CHUNK):
            chosen = members[start : start + _CHUNK]
            images[chosen] = _painted(scenes.only(chosen), distance, rng)
    return Split(images, labels.astype(np.int64))


@dataclass(frozen=True, eq=False)
class _Scenes:
    """What is to be painted, without the shape; lengths in pixels, colours 0..1, N first."""

    centre: Floats  # N×2, (x, y) from the middle of the picture
    radius: Floats  # N
    angle: Floats  # N, radians
    stretch: Floats  # N, width over height of the shape
    colour: Floats  # N×3
    background: Floats  # N×3
    slope: Floats  # N×2, change of brightness per pixel along x and y
    noise: float  # standard deviation
    stroke_from: Floats  # N×S×2
    stroke_to: Floats  # N×S×2
    stroke_colour: Floats  # N×S×3
    stroke_opacity: Floats  # N×S

    @classmethod
    def drawn(cls, count: int, difficulty: float, rng: np.random.Generator) -> _Scenes:
        def between(low: float, high: float, *shape: int) -> Floats:
            return low + (high - low) * rng.random((count, *shape), np.float32)

        def eased(easy: float, hard: float) -> float:
            return easy + (hard - easy) * difficulty

        radius = between(eased(10.0, 6.5), eased(11.5, 12.0))
        room = eased(1.0, 14.0) - radius * difficulty
        contrast = between(eased(0.5, 0.2), eased(0.7, 0.45))
        lighter = rng.random(count, np.float32) < 0.5
        dark = 0.1 + (0.8 - contrast) * between(0.0, 1.0)
        light = dark + contrast
        stroke_from = between(-16.0, 16.0, _STROKES, 2)
        threshold = between(0.1, 1.2, _STROKES)
        return cls(
            centre=between(-1.0, 1.0, 2) * room[:, np.newaxis],
            radius=radius,
            angle=between(-1.0, 1.0) * math.radians(eased(5.0, 180.0)),
            stretch=np.exp(between(-1.0, 1.0) * math.log(eased(1.0, 1.3))),
            colour=_tinted(np.where(lighter, light, dark), between(-0.3, 0.3, 2)),
            background=_tinted(np.where(lighter, dark, light), between(-0.3, 0.3, 2)),
            slope=between(-0.012, 0.012, 2) * difficulty,
            noise=eased(0.01, 0.1),
            stroke_from=stroke_from,
            stroke_to=stroke_from + between(-12.0, 12.0, _STROKES, 2),
            stroke_colour=between(0.1, 0.9, _STROKES, 3),
            stroke_opacity=np.clip(4 * (difficulty - threshold), 0.0, 1.0),
        )

    def only(self, chosen: NDArray[np.intp]) -> _Scenes:
        """The chosen scenes."""
        values: dict[str, Any] = vars(self)
        picked: dict[str, Any] = {
            name: value if isinstance(value, float) else value[chosen]
            for name, value in values.items()
        }
        return _Scenes(**picked)


def _tinted(luma: Floats, chroma: Floats) -> Floats:
    """Colours N×3 of the given ITU-R 601 brightness (N) and (blue, red) difference (N×2)."""
    blue = luma + 1.772 * chroma[:, 0] * 0.5
    red = luma + 1.402 * chroma[:, 1] * 0.5
    green = luma - (0.344136 * chroma[:, 0] + 0.714136 * chroma[:, 1]) * 0.5
    colours: Floats = np.clip(np.stack([red, green, blue], axis=1), 0.0, 1.0)
    return colours


_MIDDLES = np.arange(_SIZE, dtype=np.float32) - (_SIZE - 1) / 2
_X = _MIDDLES[np.newaxis, np.newaxis, :]
_Y = _MIDDLES[np.newaxis, :, np.newaxis]


def _painted(scenes: _Scenes, distance: Distance, rng: np.random.Generator) -> Images:
    """Pictures N×3×32×32: background, strokes, the shape, strokes over it, noise."""
    slope = scenes.slope[:, :, np.newaxis, np.newaxis]
    shade = slope[:, 0] * _X + slope[:, 1] * _Y
    picture = scenes.background[:, :, np.newaxis, np.newaxis] + shade[:, np.newaxis]
    for stroke in range(_STROKES_BEHIND):
        _paint_stroke(picture, scenes, stroke)
    _paint_over(picture, _coverage(scenes, distance), scenes.colour)
    for stroke in range(_STROKES_BEHIND, _STROKES):
        _paint_stroke(picture, scenes, stroke)
    picture += scenes.noise * rng.standard_normal(picture.shape, np.float32)
    return np.asarray(np.rint(np.clip(picture, 0.0, 1.0) * 255), np.uint8)


def _paint_over(picture: Floats, coverage: Floats, colour: Floats) -> None:
    """Lay `colour` (N×3) over the picture (N×3×H×W) where `coverage` (N×H×W) is not 0."""
    picture += coverage[:, np.newaxis] * (colour[:, :, np.newaxis, np.newaxis] - picture)


def _coverage(scenes: _Scenes, distance: Distance) -> Floats:
    """How much of each pixel the shape covers, N×32×32: its distance, smoothed over one pixel."""
    x = _X - scenes.centre[:, 0, np.newaxis, np.newaxis]
    y = _Y - scenes.centre[:, 1, np.newaxis, np.newaxis]
    cosine = np.cos(scenes.angle)[:, np.newaxis, np.newaxis]
    sine = np.sin(scenes.angle)[:, np.newaxis, np.newaxis]
    wide = np.sqrt(scenes.stretch)[:, np.newaxis, np.newaxis]
    radius = scenes.radius[:, np.newaxis, np.newaxis]
    across = (cosine * x + sine * y) / (radius * wide)
    down = (cosine * y - sine * x) * wide / radius
    coverage: Floats = np.clip(0.5 - radius * distance(across, down), 0.0, 1.0)
    return coverage


def _paint_stroke(picture: Floats, scenes: _Scenes, stroke: int) -> None:
    """A straight line two pixels wide with round ends, where it is visible at all."""
    seen = np.flatnonzero(scenes.stroke_opacity[:, stroke])
    if not len(seen):
        return
    start = scenes.stroke_from[seen, stroke, :, np.newaxis, np.newaxis]
    way = scenes.stroke_to[seen, stroke, :, np.newaxis, np.newaxis] - start
    x, y = _X - start[:, 0], _Y - start[:, 1]
    length = np.maximum(way[:, 0] ** 2 + way[:, 1] ** 2, 1e-6)
    along = np.clip((x * way[:, 0] + y * way[:, 1]) / length, 0.0, 1.0)
    away = np.hypot(x - along * way[:, 0], y - along * way[:, 1])
    opacity = scenes.stroke_opacity[seen, stroke, np.newaxis, np.newaxis]
    part = picture[seen]
    _paint_over(part, opacity * np.clip(1.5 - away, 0.0, 1.0), scenes.stroke_colour[seen, stroke])
    picture[seen] = part


COLOUR_SHAPES = DatasetInfo(
    name="colour-shapes",
    title=tr("Colour shapes"),
    image_shape=(3, _SIZE, _SIZE),
    classes=tuple(SHAPES),
    train=4_000,
    validation=500,
    test=1_000,
    bundled=True,
    source=tr("generated by Convas from a seed"),
    licence=tr("MIT, part of Convas"),
)
