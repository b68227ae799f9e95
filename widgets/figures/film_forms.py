"""As what a film is saved, and how fast it goes; needs no Pillow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

FilmForm = Literal["pictures", "gif", "png"]
"""Numbered PNGs in a folder, or one file: an animated GIF or PNG."""
FORMS: Sequence[tuple[FilmForm, str]] = (
    ("gif", "Animated GIF, for slides and web pages"),
    ("png", "Animated PNG, in all colours"),
    ("pictures", "A PNG for each picture, numbered"),
)
PACES = ((40, "25 a second"), (100, "10 a second"), (250, "4 a second"), (500, "2 a second"),
         (1000, "1 a second"))  # fmt: skip
"""Milliseconds that a picture stays."""
