"""Makes the test scene: a picture with edges of all directions, stripes, textures and plain areas.

    python -m resources.datasets.make_scene

Nothing in it is photographed or taken from elsewhere; it comes out the same every time.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

FOLDER = Path(__file__).parent
SIDE = 256
_FINER = 4
"""Each pixel is the mean of so many by so many, so that edges are not jagged."""

Floats = NDArray[np.float64]


def main() -> None:
    path = FOLDER / "scene.png"
    Image.fromarray(scene()).save(path, optimize=True)
    print(f"{path}: {path.stat().st_size:,} bytes")


def scene() -> NDArray[np.uint8]:
    """A house by a lake in the evening, uint8 SIDE×SIDE×3."""
    size = SIDE * _FINER
    y, x = np.mgrid[0:size, 0:size] / size
    picture = _sky(x, y)
    picture = _over(picture, _hills(x, y), y > 0.46 + 0.05 * np.sin(7 * x) + 0.03 * np.sin(17 * x))
    picture = _over(picture, _lake(x, y), y > 0.60)
    picture = _over(picture, _grass(x, y), y > 0.74 + 0.02 * np.sin(5 * x + 1))
    picture = _path(picture, x, y)
    picture = _house(picture, x, y)
    picture = _tree(picture, x, y)
    picture = _fence(picture, x, y)
    picture += 0.012 * np.random.default_rng(1).normal(size=picture.shape)  # as of a camera
    small = picture.reshape(SIDE, _FINER, SIDE, _FINER, 3).mean(axis=(1, 3))
    pixels: NDArray[np.uint8] = np.rint(255 * small.clip(0, 1)).astype(np.uint8)
    return pixels


def _colour(red: float, green: float, blue: float) -> Floats:
    return np.array([red, green, blue])


def _over(below: Floats, above: Floats, where: NDArray[np.bool_]) -> Floats:
    return np.asarray(np.where(where[..., None], above, below))


def _clouds(x: Floats, y: Floats, seed: int, finest: int = 5) -> Floats:
    """Smooth noise between 0 and 1: waves of several lengths, each half as high as the last."""
    generator = np.random.default_rng(seed)
    total = np.zeros_like(x)
    for octave in range(finest):
        for _ in range(4):
            angle, phase = generator.uniform(0, 2 * np.pi, 2)
            turn = 2 * np.pi * 3 * 2**octave * generator.uniform(0.6, 1.4)
            wave = turn * (x * np.cos(angle) + y * np.sin(angle)) + phase
            total += np.sin(wave + 1.5 * np.sin(0.4 * wave + phase)) / 2**octave
    low, high = total.min(), total.max()
    return np.asarray((total - low) / (high - low))


def _sky(x: Floats, y: Floats) -> Floats:
    height = (y / 0.6).clip(0, 1)[..., None]
    sky = (1 - height) * _colour(0.32, 0.50, 0.78) + height * _colour(0.98, 0.83, 0.66)
    wool = (_clouds(x, 3 * y, 3) - 0.55).clip(0, 1)[..., None] * 1.6 * (1 - height)
    sky = sky * (1 - wool) + wool
    sun = np.hypot(x - 0.80, y - 0.17)
    glow = sky + 0.25 * np.exp(-((sun / 0.10) ** 2))[..., None]
    return _over(glow, np.broadcast_to(_colour(1.0, 0.97, 0.86), sky.shape), sun < 0.055)


def _hills(x: Floats, y: Floats) -> Floats:
    shade = (0.35 + 0.5 * _clouds(x, y, 5, 6))[..., None]
    return shade * _colour(0.52, 0.62, 0.60)


def _lake(x: Floats, y: Floats) -> Floats:
    depth = (y - 0.60) / 0.15
    ripples = 0.5 + 0.5 * np.sin(900 * np.sqrt((y - 0.58).clip(0.001, 1)) + 4 * np.sin(9 * x))
    light = np.exp(-(((x - 0.80) / 0.06) ** 2))
    shade = (0.55 + 0.25 * ripples + 0.35 * light * ripples - 0.2 * depth)[..., None]
    return np.asarray(shade * _colour(0.62, 0.74, 0.86))


def _grass(x: Floats, y: Floats) -> Floats:
    blades = _clouds(6 * x, 2 * y, 7, 6)
    return (0.35 + 0.65 * blades)[..., None] * _colour(0.42, 0.58, 0.26)


def _path(picture: Floats, x: Floats, y: Floats) -> Floats:
    """A chequered path that narrows towards the house."""
    near = ((y - 0.74) / 0.26).clip(0.001, 1)
    across = (x - 0.40 + 0.10 * near) / (0.05 + 0.20 * near)
    checks = (np.floor(across * 4) + np.floor(6 * np.log(near + 0.08))) % 2
    stones = (0.45 + 0.45 * checks)[..., None] * _colour(0.95, 0.90, 0.82)
    return _over(picture, stones, (np.abs(across) < 1) & (y > 0.765))


def _house(picture: Floats, x: Floats, y: Floats) -> Floats:
    row = np.floor((y - 0.44) / 0.0165)
    mortar = ((y - 0.44) % 0.0165 < 0.003) | ((x + 0.02 * (row % 2)) % 0.04 < 0.003)
    bricks = np.where(mortar, 0.85, 0.62 + 0.2 * np.sin(7.3 * row + np.floor(x / 0.04) * 2.9) ** 2)
    wall = bricks[..., None] * _colour(0.86, 0.46, 0.34)
    picture = _over(picture, wall, (x > 0.22) & (x < 0.52) & (y > 0.44) & (y < 0.78))
    steep = np.abs(x - 0.37) / 0.19 + (0.45 - y) / 0.17
    tiles = (0.55 + 0.25 * ((y / 0.016) % 1))[..., None] * _colour(0.52, 0.30, 0.28)
    picture = _over(picture, tiles, (steep < 1) & (y < 0.45))
    door = (x > 0.345) & (x < 0.405) & (y > 0.62) & (y < 0.78)
    planks = (0.45 + 0.15 * ((x / 0.012) % 1 < 0.85))[..., None] * _colour(0.60, 0.75, 0.70)
    picture = _over(picture, planks, door)
    for left in (0.25, 0.43):
        window = (x > left) & (x < left + 0.065) & (y > 0.50) & (y < 0.585)
        bars = (np.abs(x - left - 0.0325) < 0.004) | (np.abs(y - 0.5425) < 0.004)
        edge = (np.abs(x - left - 0.0325) > 0.027) | (np.abs(y - 0.5425) > 0.037)
        glass = np.where(bars | edge, 0.97, 0.22)[..., None] * _colour(1.0, 0.97, 0.88)
        picture = _over(picture, glass, window)
    return picture


def _tree(picture: Floats, x: Floats, y: Floats) -> Floats:
    trunk = np.abs(x - 0.68 - 0.01 * np.sin(20 * y)) < 0.012 + 0.02 * (y - 0.5).clip(0, 1)
    bark = (0.3 + 0.4 * _clouds(12 * x, 2 * y, 11))[..., None] * _colour(0.55, 0.42, 0.32)
    picture = _over(picture, bark, trunk & (y > 0.45) & (y < 0.84))
    leaves = _clouds(9 * x, 9 * y, 13, 4)
    crown = np.hypot((x - 0.68) / 0.13, (y - 0.40) / 0.17)
    foliage = (0.18 + 0.75 * leaves)[..., None] * _colour(0.36, 0.56, 0.30)
    return _over(picture, foliage, crown + 0.35 * (leaves - 0.5) < 1)


def _fence(picture: Floats, x: Floats, y: Floats) -> Floats:
    """Upright stripes and two boards across, with pointed tops."""
    place = (x - 0.60) % 0.036
    top = 0.80 + 0.9 * np.abs(place - 0.009)
    posts = (place < 0.018) & (y > top)
    boards = (np.abs(y - 0.85) < 0.006) | (np.abs(y - 0.92) < 0.006)
    shade = np.where(posts, 0.96 - 6 * place, 0.72)[..., None]
    white = shade * _colour(1.0, 0.99, 0.95)
    return _over(picture, white, (x > 0.60) & (posts | boards) & (y < 0.965))


if __name__ == "__main__":
    main()
