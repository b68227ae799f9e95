"""An attribution beside its image as a PNG, for where there is no window to show it."""

from __future__ import annotations

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.data.dataset import Images
from app.inspection.attribution_methods import Attribution, common_scale

_SMALLEST_SIDE = 256
"""Pixels of the shorter side, at least: every value becomes a square of so many."""
_GAP = 8
_WHITE = 255
_BELOW, _ABOVE = (33, 102, 172), (178, 24, 43)
"""Blue and red of one darkness, which colour-blind people can tell apart."""
_GLOW = ((0, 0, 0), (221, 92, 28), (255, 248, 220))
"""From dark to bright, ever lighter."""


def heat_picture(attribution: Attribution, image: Images) -> bytes:
    """The image (uint8 C×H×W) and the values, side by side, enlarged, as PNG.

    Values of both signs go from blue over white to red, others from black to bright.
    """
    _, height, width = image.shape
    times = max(1, -(-_SMALLEST_SIDE // min(height, width)))
    shown = np.repeat(image, 3, axis=0) if len(image) == 1 else image[:3]
    pictures = [shown.transpose(1, 2, 0), coloured(attribution)]
    enlarged = [each.repeat(times, axis=0).repeat(times, axis=1) for each in pictures]
    gap = np.full((height * times, _GAP, 3), _WHITE, np.uint8)
    whole = np.concatenate((enlarged[0], gap, enlarged[1]), axis=1)
    file = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(whole)).save(file, format="PNG")
    return file.getvalue()


def coloured(attribution: Attribution) -> NDArray[np.uint8]:
    """The values as H×W×3; zero is white among both signs and else black."""
    _, high = common_scale((attribution,))
    share = np.clip(attribution.picture / high, -1, 1)
    if attribution.method.scale == "symmetric":
        full = np.where(share[..., np.newaxis] < 0, _BELOW, _ABOVE)
        colours = _WHITE + (full - _WHITE) * np.abs(share)[..., np.newaxis]
    else:
        stops = np.linspace(0, 1, len(_GLOW))
        colours = np.stack(
            [np.interp(share, stops, levels) for levels in zip(*_GLOW, strict=True)], axis=-1
        )
    return np.asarray(np.rint(colours), np.uint8)
