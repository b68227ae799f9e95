"""The filters of one convolution in A and in B, side by side on one scale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.experiments.fork_events import LETTERS, SIDES
from app.language import listed, tr
from widgets.fork.curves import side_colour
from widgets.number_text import number_text
from widgets.panels.picture_grid import PictureGrid
from widgets.panels.picture_layout import Block, Spot
from widgets.panels.picture_values import Pictures
from widgets.pictures import value_range
from widgets.theme import GAP, SMALL, font

Filters = Mapping[str, NDArray[np.float32]]
"""Filters out×in×kH×kW by "a/conv1" and "b/conv1"."""
_EMPTY = tr("The filters of both appear here")


@dataclass(frozen=True, eq=False)
class _Scaled(Pictures):
    """Pictures on a scale that is not their own."""

    limit: float = 1.0

    @cached_property
    def range(self) -> tuple[float, float]:
        return -self.limit, self.limit


class FilterPair(QWidget):
    """A choice of the convolution, and its filters in both."""

    layer_chosen = Signal(str)
    """The user wants to see the filters of this convolution."""

    def __init__(self) -> None:
        super().__init__()
        self._filters: dict[str, NDArray[np.float32]] = {}
        self.layer = QComboBox()
        self.layer.setAccessibleName(tr("Convolution whose filters are shown"))
        self.layer.setToolTip(tr("The convolution whose filters are shown"))
        self.layer.currentTextChanged.connect(self._choose)
        self.grid = PictureGrid()
        self.grid.setAccessibleName(tr("Filters of A and B"))
        self.grid.set_empty_text(_EMPTY)
        self.grid.hovered.connect(self._read)
        self.readout = QLabel()
        self.readout.setFont(font(SMALL))
        self.readout.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.readout.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head = QHBoxLayout()
        head.addWidget(QLabel("<b>Filters</b>"))
        head.addWidget(self.layer)
        head.addWidget(self.readout, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP // 2)
        column.addLayout(head)
        column.addWidget(self.grid, 1)

    def sizeHint(self) -> QSize:
        return QSize(230, 170)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # A above B, each of a few rows: both shall be in sight.
        self.grid.set_picture_size(min(max(event.size().height() // 6, 24), 64))
        super().resizeEvent(event)

    @property
    def wanted(self) -> str:
        """The convolution that is chosen; empty where there is none."""
        return self.layer.currentText()

    def begin(self, layers: list[str], empty: str = _EMPTY) -> None:
        """Offer these convolutions, and forget what was shown; `empty` stands where none is."""
        before = self.wanted
        self._filters = {}
        self.layer.blockSignals(True)
        self.layer.clear()
        self.layer.addItems(layers)
        self.layer.setCurrentText(before)
        self.layer.blockSignals(False)
        self.layer.setVisible(bool(layers))
        self.grid.set_empty_text(empty)
        self._rebuild()

    def show_filters(self, filters: Filters) -> None:
        """Take these filters over; those of other layers stay as they were."""
        self._filters.update(filters)
        self._rebuild()

    def swap(self) -> None:
        """Exchange A and B."""
        other = {"a": "b", "b": "a"}
        self._filters = {other[key[0]] + key[1:]: value for key, value in self._filters.items()}
        self._rebuild()

    def recolour(self) -> None:
        """Take the colours of the theme."""
        self._rebuild()

    def _choose(self, name: str) -> None:
        self._rebuild()
        self.layer_chosen.emit(name)

    def _rebuild(self) -> None:
        keys = [f"{LETTERS[side].lower()}/{self.wanted}" for side in SIDES]
        there = [key for key in keys if key in self._filters]
        ends = [value_range(self._filters[key]) for key in there]
        limit = max((abs(end) for both in ends for end in both), default=1.0)
        blocks, pictures = [], {}
        for key in there:
            values, letter = self._filters[key], key[0].upper()
            colour = side_colour(LETTERS.index(letter)).name()
            filters, channels, height, width = values.shape
            title = tr(
                "{letter} · {filters} of {height}×{width}",
                letter=letter,
                filters=filters,
                height=height,
                width=width,
            )
            if channels == 3:
                shown, matrix = values, None
            else:
                shown = values.reshape(-1, height, width)
                matrix = (filters, channels) if channels > 1 else None
            blocks.append(Block(key, title, colour, len(shown), (height, width), None, matrix))
            pictures[key] = _Scaled(shown, "diverging", None, limit)
        self.grid.set_blocks(blocks)
        self.grid.set_pictures(pictures)
        if there and len(there) < 2:
            missing = "B" if there[0][0] == "a" else "A"
            self.readout.setText(
                tr("{missing} has no {wanted}", missing=missing, wanted=self.wanted)
            )
        else:
            self._read(None)

    def _read(self, spot: Spot | None) -> None:
        if spot is None or spot.block not in self._filters:
            self.readout.setText("")
            return
        values = self._filters[spot.block]
        channels = values.shape[1]
        letter = spot.block[0].upper()
        if channels == 3:
            told = listed(number_text(float(v)) for v in values[spot.index, :, spot.y, spot.x])
            self.readout.setText(
                tr("{letter}, filter {index}: {told}", letter=letter, index=spot.index, told=told)
            )
            return
        number, channel = divmod(spot.index, channels)
        value = number_text(float(values[number, channel, spot.y, spot.x]))
        self.readout.setText(
            tr("{letter}, filter {number}: {told}", letter=letter, number=number, told=value)
        )
        self.readout.setToolTip(
            tr("channel {channel}, row {y}, column {x}", channel=channel, y=spot.y, x=spot.x)
        )
        self.readout.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
