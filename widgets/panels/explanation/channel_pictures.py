"""A picture for every channel of a layer: the patch that excites it most, or an image made so."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from app.inspection.ascent import AscentImage
from app.inspection.explanations import FoundPatches
from app.language import tr
from widgets.number_text import number_text
from widgets.panels.explanation.made_image import picture_of
from widgets.panels.image_grid import ImageGrid
from widgets.theme import GAP

_NOTHING = np.full((1, 1, 1), 128, np.uint8)


class ChannelPictures(QWidget):
    """Shows one picture a channel in `grid`, of the kind that is chosen above it."""

    turned = Signal()
    """Pictures of the other kind are wanted."""

    def __init__(self) -> None:
        super().__init__()
        self._found: FoundPatches | None = None
        self._made: Mapping[int, AscentImage] = {}
        self._class_name: Callable[[int], str] | None = None
        self.shown = QComboBox()
        self.shown.setAccessibleName(tr("What stands for a channel"))
        self.shown.addItem(tr("Strongest patch"), False)
        self.shown.addItem(tr("Made image"), True)
        self.shown.currentIndexChanged.connect(lambda _at: self.turned.emit())
        self.grid = ImageGrid()
        self.grid.setAccessibleName(tr("Channels"))
        area = QScrollArea()
        area.setWidget(self.grid)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.grid.reached.connect(
            lambda place: area.ensureVisible(
                place.center().x(), place.center().y(), place.width(), place.height()
            )
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP // 2)
        column.addWidget(self.shown)
        column.addWidget(area, 1)

    @property
    def shows_made(self) -> bool:
        """Whether it is the images that were made."""
        return bool(self.shown.currentData())

    def show_channels(
        self,
        count: int,
        found: FoundPatches | None,
        made: Mapping[int, AscentImage],
        class_name: Callable[[int], str] | None,
    ) -> None:
        """Show so many channels; by `class_name` where each stands for a class."""
        self._found, self._made, self._class_name = found, made, class_name
        there = bool(made) if self.shows_made else found is not None
        numbers = range(count if there else 0)  # a layer may be typed that has millions
        if self.shows_made:
            pictures = [picture_of(made[n]) if n in made else _NOTHING for n in numbers]
        else:
            strongest = found.strongest if found else ()
            pictures = [
                patch if n < len(strongest) and (patch := strongest[n]) is not None else _NOTHING
                for n in numbers
            ]
        named = numbers if class_name else numbers[-1:]
        longest = max(map(self._short_name, named), key=len, default="")
        every = np.arange(len(pictures) if any(p is not _NOTHING for p in pictures) else 0)
        self.grid.show_images(pictures, every, self._caption, self._describe, longest)

    def _short_name(self, channel: int) -> str:
        return self._class_name(channel) if self._class_name else str(channel)

    def _name(self, channel: int) -> str:
        """A channel of the layer that gives the logits goes by its class."""
        if self._class_name:
            return self._class_name(channel)
        return tr("channel {channel}", channel=channel)

    def _caption(self, channel: int) -> tuple[str, str]:
        found, made = self._found, self._made.get(channel)
        if self.shows_made:
            value = number_text(made.score) if made else "–"
        else:
            value = number_text(float(found.top.values[channel, 0])) if found else "–"
        return self._short_name(channel), value

    def _describe(self, channel: int) -> str:
        name = self._name(channel)
        found = self._found
        if found is None:
            return name
        value = float(found.top.values[channel, 0])
        silent = tr("; no image excites it above zero") if value <= 0 else ""
        return tr(
            "{name}: at most {number} among {searched:,} images{silent}",
            name=name,
            number=number_text(value),
            searched=found.searched,
            silent=silent,
        )
