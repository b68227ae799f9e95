"""Folders of small pictures to read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

COLOURS = {"blue": (20, 40, 220), "green": (20, 200, 40), "red": (230, 30, 20)}


def write_picture(
    path: Path, colour: tuple[int, int, int], size: tuple[int, int] = (40, 30)
) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, colour).save(path)


def write_folder(root: Path, each: int = 10, suffix: str = ".png") -> Path:
    """A folder for each of three colours, with `each` pictures of a shade of it."""
    for name, colour in COLOURS.items():
        for number in range(each):
            shade = tuple(max(0, level - number) for level in colour)
            write_picture(root / name / f"{number:03}{suffix}", shade)  # type: ignore[arg-type]
    return root


def noise(width: int, height: int, seed: int = 0) -> Image.Image:
    pixels = np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8)
    return Image.fromarray(pixels)
