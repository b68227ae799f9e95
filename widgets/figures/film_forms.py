"""As what a film is saved, and how fast it goes; needs no Pillow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, cast

from PySide6.QtWidgets import QComboBox

from app.language import tr
from widgets.settings import settings

FilmForm = Literal["pictures", "gif", "png"]
"""Numbered PNGs in a folder, or one file: an animated GIF or PNG."""
_FORMS: Sequence[tuple[FilmForm, str]] = (
    ("gif", tr("Animated GIF, for slides and web pages")),
    ("png", tr("Animated PNG, in all colours")),
    ("pictures", tr("A PNG for each picture, numbered")),
)
_PACES = (
    (40, tr("25 a second")),
    (100, tr("10 a second")),
    (250, tr("4 a second")),
    (500, tr("2 a second")),
    (1000, tr("1 a second")),
)
"""Milliseconds that a picture stays."""
_USUAL_PACE = 250


class FilmChoice:
    """Two lists in which form and pace are chosen; what was chosen last is there again."""

    def __init__(self, key: str) -> None:
        """`key` is what the choices are remembered under."""
        self._key = key
        self.form_box, self.pace_box = QComboBox(), QComboBox()
        for form, text in _FORMS:
            self.form_box.addItem(text, form)
        for milliseconds, text in _PACES:
            self.pace_box.addItem(text, milliseconds)
        self.form_box.currentIndexChanged.connect(self._show)
        self._choose(self.form_box, settings().value(f"{key}/form"))
        self._choose(self.pace_box, int(str(settings().value(f"{key}/pace", _USUAL_PACE))))
        self._show()

    @property
    def form(self) -> FilmForm:
        return cast(FilmForm, self.form_box.currentData())

    @property
    def milliseconds(self) -> int:
        """How long a picture stays in an animation."""
        return int(self.pace_box.currentData())

    def remember(self) -> None:
        """Keep both for the next time."""
        settings().setValue(f"{self._key}/form", self.form)
        settings().setValue(f"{self._key}/pace", self.milliseconds)

    def _choose(self, box: QComboBox, value: object) -> None:
        box.setCurrentIndex(max(0, box.findData(value)))

    def _show(self) -> None:
        self.pace_box.setEnabled(self.form != "pictures")
