"""A scene of the lectures: something that a lecturer puts on the screen, with its numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from widgets.tour.stage import Stage


@dataclass(frozen=True)
class Scene:
    """Shows rows of the lectures' table; `play` raises TourError where a number is another."""

    rows: tuple[str, ...]
    """As the table of the lectures counts them: "B1"."""
    title: str
    play: Callable[[Stage], None]

    @property
    def name(self) -> str:
        """What its picture is called: "B1-convolution-by-hand"."""
        words = re.sub(r"[^a-z0-9]+", "-", self.title.lower()).strip("-")
        return f"{'-'.join(self.rows)}-{words}"
