"""The filters of every convolution, live: blue below zero, white at zero, red above."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from widgets.number_text import number_text
from widgets.panels.enlarged_picture import Pane
from widgets.panels.picture_grid import Pictures
from widgets.panels.picture_layout import Block, Spot
from widgets.panels.picture_panel import PicturePanel
from widgets.theme import FAMILY_COLOURS, NORMAL, font

CHANNELS_AT_ONCE = 16
"""So many input channels of each filter are shown; buttons turn to the next ones."""
_IN_COLOUR = " in colour"


class FiltersPanel(PicturePanel):
    """A table for each convolution: one filter by one input channel in every cell.

    In a tall panel a filter is a row, in a wide one a column. Filters over three channels that
    come first in the network are shown in colour as well.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "Filters",
            "No convolution here: drag a Conv2d onto the canvas to see its filters",
            parent,
        )
        self._order: tuple[str, ...] = ()
        self._filters: dict[str, np.ndarray[Any, Any]] = {}
        self._pictures: dict[str, Pictures] = {}
        self._first_channel = 0
        self._earlier = self._turn_button("◀", "Earlier input channels", -CHANNELS_AT_ONCE)
        self._later = self._turn_button("▶", "Later input channels", CHANNELS_AT_ONCE)
        self._channels = QLabel()
        self._channels.setFont(font(NORMAL))
        for widget in (self._earlier, self._channels, self._later):
            self.controls.insertWidget(self.controls.count() - 1, widget)
        self._show_turning()

    def show_filters(
        self, filters: Mapping[str, np.ndarray[Any, Any]], order: Sequence[str]
    ) -> None:
        """Show filters (out×in×kH×kW, float32) by layer name.

        `order` names the layers of the network as they follow each other, of whatever kind;
        a convolution without an entry keeps what it showed last.
        """
        self._order = tuple(order)
        known = {**self._filters, **filters}
        self._filters = {name: known[name] for name in self._order if name in known}
        self._rebuild()

    def wanted(self) -> frozenset[str]:
        """The convolutions whose filters are in sight, and layers that never showed any.

        Those may be convolutions as well: once asked for, they take their place in the panel.
        """
        if not self.isVisible():
            return frozenset()
        unknown = {name for name in self._order if name not in self._filters}
        return frozenset(unknown.union(map(_layer, self._blocks_in_sight())))

    def _rebuild(self) -> None:
        blocks: list[Block] = []
        self._pictures = {}
        for name, values in self._filters.items():
            if not blocks and values.shape[1] == 3:
                blocks.append(self._colour_block(name, values))
            blocks.append(self._table_block(name, values))
        self.grid.set_blocks(blocks)
        self.grid.set_pictures(self._pictures)
        self._show_turning()
        self._refresh_hint()
        self._refresh_enlarged()

    def _colour_block(self, name: str, values: np.ndarray[Any, Any]) -> Block:
        """Three channels as red, green and blue; mid-grey is zero."""
        key = name + _IN_COLOUR
        self._pictures[key] = Pictures(values, "diverging")
        size = (values.shape[2], values.shape[3])
        title = f"{name} in colour · grey is 0"
        return Block(key, title, FAMILY_COLOURS["convolution"], len(values), size)

    def _table_block(self, name: str, values: np.ndarray[Any, Any]) -> Block:
        filters, channels, height, width = values.shape
        first = self._first_shown(channels)
        shown = values[:, first : first + CHANNELS_AT_ONCE]
        title = f"{name} · {filters} filters {height}×{width}"
        if channels > 1:
            title += f" · {channels} channels"
        if shown.shape[1] < channels:
            title += f" ({first}–{first + shown.shape[1] - 1} shown)"
        self._pictures[name] = Pictures(shown.reshape(-1, height, width), "diverging")
        tint, count = FAMILY_COLOURS["convolution"], filters * shown.shape[1]
        if channels == 1:
            return Block(name, title, tint, count, (height, width))
        matrix = (filters, shown.shape[1])
        return Block(name, title, tint, count, (height, width), None, matrix, first)

    def _first_shown(self, channels: int) -> int:
        last = (channels - 1) // CHANNELS_AT_ONCE * CHANNELS_AT_ONCE
        return min(self._first_channel, last)

    def _turn_button(self, text: str, name: str, by: int) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.clicked.connect(lambda: self._turn(by))
        return button

    def _turn(self, by: int) -> None:
        self._first_channel = max(0, self._first_channel + by)
        self.close_enlarged()
        self._rebuild()

    def _show_turning(self) -> None:
        most = max((values.shape[1] for values in self._filters.values()), default=0)
        first = self._first_channel = self._first_shown(most) if most else 0
        for widget in (self._earlier, self._channels, self._later):
            widget.setVisible(most > CHANNELS_AT_ONCE)
        self._earlier.setEnabled(first > 0)
        self._later.setEnabled(first + CHANNELS_AT_ONCE < most)
        last = min(first + CHANNELS_AT_ONCE, most) - 1
        self._channels.setText(f"input channels {first}–{last} of {most}")

    def _where(self, block: str, index: int) -> tuple[int, int]:
        """The filter and the input channel that a picture shows."""
        channels = self._filters[_layer(block)].shape[1]
        if block.endswith(_IN_COLOUR):
            return index, 0
        first = self._first_shown(channels)
        shown = min(channels - first, CHANNELS_AT_ONCE)
        number, channel = divmod(index, shown)
        return number, first + channel

    def _describe(self, spot: Spot) -> str:
        name = _layer(spot.block)
        number, channel = self._where(spot.block, spot.index)
        values = self._filters[name][number]
        at = f"({spot.y}, {spot.x})"
        if spot.block.endswith(_IN_COLOUR):
            red, green, blue = (number_text(float(v)) for v in values[:, spot.y, spot.x])
            return f"{name}, filter {number}, {at}: red {red}, green {green}, blue {blue}"
        value = number_text(float(values[channel, spot.y, spot.x]))
        return f"{name}, filter {number}, channel {channel}, {at}: {value}"

    def _show_enlarged(self, block: str, index: int) -> None:
        pictures = self._pictures.get(block)
        if pictures is None:
            self.enlarged.show_panes([], (0, 1), "diverging")
            return
        number, channel = self._where(block, index)
        values = self._filters[_layer(block)][number]
        if block.endswith(_IN_COLOUR):
            panes = [Pane(f"filter {number} in colour", values)]
        else:
            panes = [Pane(f"filter {number}, channel {channel}", values[channel])]
        self.enlarged.show_panes(panes, pictures.range, "diverging")

    def _hint_of_grid(self) -> str:
        if not any(block.matrix for block in self.grid.blocks):
            return super()._hint_of_grid()
        down, across = ("input channel", "filter") if self.grid.sideways else ("filter", "channel")
        return f"A row for each {down}, a column for each {across}; click a cell to enlarge it"

    def _enlarged_title(self) -> str:
        assert self._enlarged is not None
        block, index = self._enlarged
        number, channel = self._where(block, index)
        text = f"{_layer(block)}, filter {number}"
        return text if block.endswith(_IN_COLOUR) else f"{text}, channel {channel}"


def _layer(block: str) -> str:
    return block.removesuffix(_IN_COLOUR)
