"""The filters of a layer side by side, as a PNG."""

from __future__ import annotations

import io
import math

import numpy as np
from numpy.typing import NDArray
from PIL import Image

MOST_FILTERS = 64
_COLUMNS = 16
_SIDE = 40
"""Pixels of a filter at least."""
_GAP = 4
_FRAME = (196, 201, 209)
_BELOW, _ABOVE = (33, 102, 172), (178, 24, 43)
"""Blue and red of one darkness, which colour-blind people can tell apart; zero is white."""


def filter_sheet(filters: NDArray[np.float32]) -> bytes:
    """The first `MOST_FILTERS` filters, out×in×kH×kW, enlarged, on one scale.

    Those over three channels are in colour with grey for zero; of others the first channel is
    shown, negative weights blue and positive ones red.
    """
    shown = np.nan_to_num(filters[:MOST_FILTERS].astype(np.float64), posinf=0, neginf=0)
    limit = float(np.abs(shown).max(initial=0)) or 1.0
    share = shown / limit
    number, channels, height, width = shown.shape
    if channels == 3:
        pictures = (127.5 + 127.5 * share).transpose(0, 2, 3, 1)
    else:
        first = share[:, 0, :, :, np.newaxis]
        full = np.where(first < 0, _BELOW, _ABOVE)
        pictures = 255 + (full - 255) * np.abs(first)
    times = math.ceil(_SIDE / max(height, width))
    tall, wide = height * times, width * times
    columns = min(number, _COLUMNS)
    rows = math.ceil(number / columns)
    sheet = np.full((rows * (tall + _GAP) + _GAP, columns * (wide + _GAP) + _GAP, 3), 255, np.uint8)
    for at, picture in enumerate(np.rint(pictures).astype(np.uint8)):
        row, column = divmod(at, columns)
        top, left = row * (tall + _GAP) + _GAP, column * (wide + _GAP) + _GAP
        sheet[top - 1 : top + tall + 1, left - 1 : left + wide + 1] = _FRAME
        large = picture.repeat(times, axis=0).repeat(times, axis=1)
        sheet[top : top + tall, left : left + wide] = large
    file = io.BytesIO()
    Image.fromarray(sheet).save(file, format="PNG", optimize=True)
    return file.getvalue()
