"""How large a lesson is written: to be read from the seats, and with room for all its words."""

from __future__ import annotations

from dataclasses import dataclass

from widgets.theme import LARGE, NORMAL, SMALL, type_size


@dataclass(frozen=True)
class Lettering:
    """Sizes in points, at a scale of 1."""

    title: float
    words: float
    numbers: float
    """Of arithmetic, and of what there is to notice."""


_AT_A_DESK = Lettering(16.0, LARGE, NORMAL)
_IN_A_HALL = Lettering(11.0, SMALL, SMALL)
"""The smallest type of a presentation can be read from the last row: larger hides words …"""
_ON_A_LARGE_SCREEN = Lettering(13.0, NORMAL, SMALL)
"""… but not on a screen that has so many pixels:"""
_LARGE_SCREEN = 1_600


def in_a_hall() -> bool:
    """Whether a presentation is on, which has a least size of type."""
    return type_size().least > 0


def lettering(width: int) -> Lettering:
    """The sizes that a lesson is written in now, in a window of this width."""
    if not in_a_hall():
        return _AT_A_DESK
    return _ON_A_LARGE_SCREEN if width >= _LARGE_SCREEN else _IN_A_HALL
