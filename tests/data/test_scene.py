"""The bundled picture: made by its script, and there to be read."""

from __future__ import annotations

import numpy as np
from PIL import Image

from app.data.image_file import read_image
from app.data.scene import SCENE
from resources.datasets.make_scene import SIDE, scene


def test_the_file_is_what_the_script_draws() -> None:
    drawn = scene()
    assert drawn.shape == (SIDE, SIDE, 3)
    with Image.open(SCENE) as picture:
        stored = np.asarray(picture.convert("RGB"), np.int16)
    assert np.abs(stored - drawn).max() <= 1  # sines of another library may round otherwise


def test_it_has_edges_of_all_directions_and_plain_areas() -> None:
    grey = read_image(SCENE, (1, 128, 128))[0].astype(float)
    down, across = np.gradient(grey)
    strong = np.hypot(down, across) > 20
    directions = np.histogram(np.arctan2(down, across)[strong] % np.pi, 8, (0, np.pi))[0]
    assert (directions > 20).all()
    assert (np.hypot(down, across) < 3).mean() > 0.2
