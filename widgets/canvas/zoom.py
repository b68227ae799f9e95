"""What a card shows at which zoom: block, card, all channels, pixel values."""

from __future__ import annotations

import math
from enum import IntEnum

from widgets.theme import least_pixels

MIN_ZOOM, MAX_ZOOM = 0.05, 80.0
"""Screen pixels per scene unit that the canvas can be set to."""
CARD_FROM = 0.42
"""Below this zoom a card is a coloured block with its name; its text could not be read."""
CHANNELS_FROM = 2.0
"""From this zoom on, every channel is shown and the maps fill the card."""
READABLE_PIXEL = 28.0
"""Screen pixels that one value of a map takes before its number is written into it."""

CLOSE_LETTERS, LARGE_LETTERS = 10, 32
"""Scene units: the header of a card that fills the view, and the name on one that is whole, where
type has a least size."""
_FITTED, _FITTED_IN_A_HALL = 1.25, 2.2


class Level(IntEnum):
    """How much a card shows, from far away to close up."""

    BLOCK = 0
    CARD = 1
    CHANNELS = 2
    PIXELS = 3


def level_at(zoom: float, pixel: float = 0.0) -> Level:
    """The level for a zoom; `pixel` is the side of one map value in scene units, if there is one.

    Numbers appear as soon as they can be read, so a 2×2 map has them earlier than a 28×28 one.
    """
    if zoom < CARD_FROM:
        return Level.BLOCK
    if zoom < channels_from():
        return Level.CARD
    return Level.PIXELS if pixel * zoom >= readable_pixel() else Level.CHANNELS


def channels_from() -> float:
    """The zoom from which a card shows all channels: one at which its header can be read."""
    return max(CHANNELS_FROM, least_pixels() / CLOSE_LETTERS)


def readable_pixel() -> float:
    """Screen pixels that a value takes before its number, of about four digits, stands in it."""
    return max(READABLE_PIXEL, 3.6 * least_pixels())


def fitted_at_least() -> float:
    """The zoom below which a network is not shown whole; 0 where no type has a least size."""
    return least_pixels() / LARGE_LETTERS


def fitted_at_most() -> float:
    """The zoom up to which something small is blown up to fit: in front of a hall, further."""
    return _FITTED_IN_A_HALL if least_pixels() else _FITTED


def is_legible(size: float, zoom: float) -> bool:
    """Whether type of so many scene units is as large on the screen as it has to be."""
    return size * zoom >= least_pixels() - 0.01


def within_limits(zoom: float) -> float:
    """`zoom` cut to what the canvas allows; whatever is no number becomes 1."""
    if not math.isfinite(zoom) or zoom <= 0:
        return 1.0
    return min(MAX_ZOOM, max(MIN_ZOOM, zoom))
