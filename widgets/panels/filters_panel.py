"""The filters of every convolution, live: blue below zero, white at zero, red above."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QToolButton, QVBoxLayout, QWidget

from app.inspection.filter_similarity import FilterOrder
from app.language import tr
from widgets.figures.on_paper import on_paper
from widgets.look_back import Seen
from widgets.number_text import number_text
from widgets.panels.enlarged_picture import Pane
from widgets.panels.filter_ranking import FilterRankings, Ranking
from widgets.panels.picture_layout import Block, Spot
from widgets.panels.picture_panel import PicturePanel
from widgets.panels.picture_values import Pictures
from widgets.panels.timeline_bar import TimelineBar
from widgets.surgery.effect_view import EffectView
from widgets.surgery.filter_buttons import FilterButtons
from widgets.surgery.filter_menu import FilterMenu
from widgets.surgery.filter_tools import ChosenFilter, FilterTools
from widgets.theme import FAMILY_COLOURS, GAP, NORMAL, font

CHANNELS_AT_ONCE = 16
"""So many input channels of each filter are shown; buttons turn to the next ones."""
BESIDE = 330
"""Pixels that the buttons and the effect on each class take beside the filters."""
_IN_COLOUR = tr(" in colour")


class FiltersPanel(PicturePanel):
    """A table for each convolution: one filter by one input channel in every cell.

    In a tall panel a filter is a row, in a wide one a column. Filters over three channels that
    come first in the network are shown in colour as well.
    """

    film_wanted = Signal(str)
    """The filters of this layer over the run are to be exported."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._tools: FilterTools | None = None
        super().__init__(
            tr("Filters"),
            tr("No convolution here: drag a Conv2d onto the canvas to see its filters"),
            parent,
        )
        self._order: tuple[str, ...] = ()
        self._filters: dict[str, np.ndarray[Any, Any]] = {}
        self._pictures: dict[str, Pictures] = {}
        self._shown: dict[str, tuple[int, ...]] = {}
        """The numbers of the filters as they stand."""
        self._first_channel = 0
        self._earlier = self._turn_button("◀", tr("Earlier input channels"), -CHANNELS_AT_ONCE)
        self._later = self._turn_button("▶", tr("Later input channels"), CHANNELS_AT_ONCE)
        self._rankings = FilterRankings(self)
        self._rankings.changed.connect(self._rebuild)
        self.order = QComboBox()
        self.order.setAccessibleName(tr("Order of the filters"))
        self.order.setToolTip(
            tr("Large filters first, or each beside the one most like it; rows keep their numbers")
        )
        for text, order in (
            (tr("by number"), "index"),
            (tr("by norm"), "norm"),
            (tr("by similarity"), "similarity"),
        ):
            self.order.addItem(text, order)
        self.order.currentIndexChanged.connect(self._reorder)
        on_paper(self.order)
        self.controls.insertWidget(self.controls.count() - 1, self.order)
        self._channels = QLabel()
        self._channels.setFont(font(NORMAL))
        self.timeline = TimelineBar()
        self.timeline.hide()
        self.show_below(self.timeline)
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
        for name, values in filters.items():
            self._rankings.ask(name, values, self._order_wanted)
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

    def operate_with(self, tools: FilterTools) -> None:
        """Let filters be changed from here on, with what that does to the accuracy beside them."""
        self._tools = tools
        self.menu = FilterMenu(tools, self, self.chosen)
        self.menu.message.connect(tools.message)
        self.menu.film_wanted.connect(self.film_wanted)
        self.grid.menu_wanted.connect(lambda _block, _index, at: self.menu.open(at))
        self.enlarged.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.enlarged.customContextMenuRequested.connect(
            lambda at: self.menu.open(self.enlarged.mapToGlobal(at))
        )
        self.buttons = FilterButtons(tools)
        self.effect = EffectView(tools.effect)
        self._beside = QWidget()
        column = QVBoxLayout(self._beside)
        column.setContentsMargins(0, 0, GAP, 0)
        column.addWidget(self.buttons)
        column.addWidget(self.effect)
        column.addStretch(1)
        self._beside.setFixedWidth(BESIDE)
        self.show_beside(self._beside)
        tools.effect.changed.connect(self._refresh_beside)
        self.grid.hovered.connect(lambda _spot: self._refresh_beside())
        self.grid.menu_wanted.connect(lambda *_: self._refresh_beside())
        self._refresh_beside()

    def show_seen(self, seen: Seen | None) -> None:
        """Offer to look back, and to play the run, where there is something to be seen."""
        self.timeline.show_seen(seen)
        self.timeline.setVisible(seen is not None and bool(seen.past.steps))

    def chosen(self) -> ChosenFilter | None:
        """The filter that is enlarged, or else the one that the grid's cursor is on."""
        place = self._enlarged or self.grid.current
        if place is None or _layer(place[0]) not in self._filters:
            return None
        name = _layer(place[0])
        number, channel = self._where(*place)
        values = self._filters[name]
        if number >= len(values):
            return None
        return ChosenFilter(name, number, values[number], channel)

    def _refresh_beside(self) -> None:
        """Show the buttons for the chosen filter, and hide all while there is none."""
        if self._tools is not None:
            chosen = self.chosen()
            self.buttons.show_filter(chosen)
            told = self._tools.effect.state.title
            self._beside.setVisible(chosen is not None or bool(told))

    def _show_page(self) -> None:
        super()._show_page()
        self._refresh_beside()

    @property
    def _order_wanted(self) -> FilterOrder:
        found: FilterOrder = self.order.currentData()
        return found

    def _reorder(self) -> None:
        for name, values in self._filters.items():
            self._rankings.ask(name, values, self._order_wanted)
        self._rebuild()

    def _ranking(self, name: str) -> Ranking:
        return self._rankings.of(name, len(self._filters[name]))

    def _rebuild(self) -> None:
        blocks: list[Block] = []
        at = self._numbers_of_marked()
        self._pictures = {}
        for name, values in self._filters.items():
            if not blocks and values.shape[1] == 3:
                blocks.append(self._colour_block(name, values))
            blocks.append(self._table_block(name, values))
        self._shown = {name: self._ranking(name).order for name in self._filters}
        self.grid.set_blocks(blocks)
        self.grid.set_pictures(self._pictures)
        self._follow_marked(at)
        self._show_turning()
        self._refresh_hint()
        self._refresh_enlarged()
        self._refresh_beside()

    def _numbers_of_marked(self) -> tuple[int | None, int | None]:
        """Which filters are enlarged and under the cursor, before their places change."""
        enlarged, current = (
            self._where(*place)[0] if place and _layer(place[0]) in self._filters else None
            for place in (self._enlarged, self.grid.current)
        )
        return enlarged, current

    def _follow_marked(self, numbers: tuple[int | None, int | None]) -> None:
        """Have the same filters enlarged and under the cursor where they are now."""
        enlarged, current = numbers
        if self._enlarged is not None and enlarged is not None:
            self._enlarged = self._moved(*self._enlarged, enlarged)
        if self.grid.current is not None and current is not None:
            self.grid.move_current(*self._moved(*self.grid.current, current))

    def _moved(self, block: str, index: int, number: int) -> tuple[str, int]:
        """Where a filter's picture of the same channel is now."""
        order = self._shown.get(_layer(block), ())
        if number not in order:
            return block, index
        place = order.index(number)
        if block.endswith(_IN_COLOUR):
            return block, place
        shown = self._channels_shown(_layer(block))
        return block, place * shown + index % shown

    def _channels_shown(self, name: str) -> int:
        channels = int(self._filters[name].shape[1])
        return min(channels - self._first_shown(channels), CHANNELS_AT_ONCE)

    def _colour_block(self, name: str, values: np.ndarray[Any, Any]) -> Block:
        """Three channels as red, green and blue; mid-grey is zero."""
        key = name + _IN_COLOUR
        order = self._ranking(name).order
        self._pictures[key] = Pictures(values[list(order)], "diverging")
        size = (values.shape[2], values.shape[3])
        title = tr("{name} in colour · grey is 0", name=name)
        tint = FAMILY_COLOURS["convolution"]
        return Block(key, title, tint, len(values), size, numbers=_unless_plain(order))

    def _table_block(self, name: str, values: np.ndarray[Any, Any]) -> Block:
        filters, channels, height, width = values.shape
        first = self._first_shown(channels)
        shown = values[:, first : first + CHANNELS_AT_ONCE]
        title = tr(
            "{name} · {filters} filters {height}×{width}",
            name=name,
            filters=filters,
            height=height,
            width=width,
        )
        if channels > 1:
            title += tr(" · {channels} channels", channels=channels)
        if shown.shape[1] < channels:
            title += tr(" ({first}–{first2} shown)", first=first, first2=first + shown.shape[1] - 1)
        ranking = self._ranking(name)
        if ranking.words:
            title += f" · {ranking.words}"
        numbers = _unless_plain(ranking.order)
        shown = shown[list(ranking.order)]
        self._pictures[name] = Pictures(shown.reshape(-1, height, width), "diverging")
        tint, count = FAMILY_COLOURS["convolution"], filters * shown.shape[1]
        if channels == 1:
            return Block(name, title, tint, count, (height, width), numbers=numbers)
        matrix = (filters, shown.shape[1])
        size = (height, width)
        return Block(name, title, tint, count, size, None, matrix, first, numbers=numbers)

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
        self._channels.setText(
            tr("input channels {first}–{last} of {most}", first=first, last=last, most=most)
        )

    def _where(self, block: str, index: int) -> tuple[int, int]:
        """The filter and the input channel that a picture shows."""
        name = _layer(block)
        order = self._shown.get(name, ())
        if block.endswith(_IN_COLOUR):
            return _at(order, index), 0
        place, channel = divmod(index, self._channels_shown(name))
        return _at(order, place), self._first_shown(self._filters[name].shape[1]) + channel

    def _describe(self, spot: Spot) -> str:
        name = _layer(spot.block)
        number, channel = self._where(spot.block, spot.index)
        values = self._filters[name][number]
        at = f"({spot.y}, {spot.x})"
        note = self._ranking(name).note(number)
        note = f" · {note}" if note else ""
        if spot.block.endswith(_IN_COLOUR):
            red, green, blue = (number_text(float(v)) for v in values[:, spot.y, spot.x])
            return tr(
                "{name}, filter {number}, {at}: red {red}, green {green}, blue {blue}{note}",
                name=name,
                number=number,
                at=at,
                red=red,
                green=green,
                blue=blue,
                note=note,
            )
        value = number_text(float(values[channel, spot.y, spot.x]))
        return tr(
            "{name}, filter {number}, channel {channel}, {at}: {weight}{note}",
            name=name,
            number=number,
            channel=channel,
            at=at,
            weight=value,
            note=note,
        )

    def _show_enlarged(self, block: str, index: int) -> None:
        pictures = self._pictures.get(block)
        if pictures is None:
            self.enlarged.show_panes([], (0, 1), "diverging")
            return
        number, channel = self._where(block, index)
        values = self._filters[_layer(block)][number]
        if block.endswith(_IN_COLOUR):
            panes = [Pane(tr("filter {number} in colour", number=number), values)]
        else:
            panes = [
                Pane(
                    tr("filter {number}, channel {channel}", number=number, channel=channel),
                    values[channel],
                )
            ]
        self.enlarged.show_panes(panes, pictures.range, "diverging")

    def _hint_of_grid(self) -> str:
        if not any(block.matrix for block in self.grid.blocks):
            return super()._hint_of_grid()
        if self.grid.sideways:
            return tr(
                "A row for each input channel, a column for each filter; click a cell to enlarge it"
            )
        return tr("A row for each filter, a column for each channel; click a cell to enlarge it")

    def _enlarged_title(self) -> str:
        assert self._enlarged is not None
        block, index = self._enlarged
        number, channel = self._where(block, index)
        text = tr("{layer}, filter {number}", layer=_layer(block), number=number)
        return (
            text
            if block.endswith(_IN_COLOUR)
            else tr("{text}, channel {channel}", text=text, channel=channel)
        )


def _at(order: tuple[int, ...], place: int) -> int:
    return order[place] if place < len(order) else place


def _unless_plain(order: tuple[int, ...]) -> tuple[int, ...]:
    """The order, or nothing where it is that of the numbers."""
    return () if order == tuple(range(len(order))) else order


def _layer(block: str) -> str:
    return block.removesuffix(_IN_COLOUR)
