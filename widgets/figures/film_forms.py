"""As what a film is saved, and how fast it goes; needs no Pillow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from app.language import tr

FilmForm = Literal["pictures", "gif", "png"]
"""Numbered PNGs in a folder, or one file: an animated GIF or PNG."""
FORMS: Sequence[tuple[FilmForm, str]] = (
    ("gif", tr("Animated GIF, for slides and web pages")),
    ("png", tr("Animated PNG, in all colours")),
    ("pictures", tr("A PNG for each picture, numbered")),
)
PACES = (
    (40, tr("25 a second")),
    (100, tr("10 a second")),
    (250, tr("4 a second")),
    (500, tr("2 a second")),
    (1000, tr("1 a second")),
)
"""Milliseconds that a picture stays."""
