"""The bundled picture to try filters on, where no photograph is at hand."""

from __future__ import annotations

from pathlib import Path

SCENE = Path(__file__).parents[2] / "resources" / "datasets" / "scene.png"
"""256×256 in colour: edges of all directions, stripes, textures and plain areas (B10)."""
