"""What the lens adds so that weights can be changed in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.lens.picture import LensPicture
from widgets.lens.weight_editor import step_for
from widgets.surgery.effect_view import EffectView
from widgets.surgery.filter_buttons import FilterButtons
from widgets.surgery.filter_tools import ChosenFilter, FilterTools

Weight = tuple[int, ...]
"""(channel, row, column) within a kernel, whatever the layer."""


class Operating(QWidget):
    """The typing of weights in the lens's picture, and the effect, which it shows itself.

    `buttons` belong into a row of the lens, and `keys` to its keyboard.
    """

    began = Signal()
    """A weight is about to be typed."""
    opened = Signal()
    """The field stands in its place."""
    ended = Signal()
    """It has been, or not, and the lens's keys shall work again."""
    grew = Signal()
    """More or less room is needed."""

    def __init__(self, tools: FilterTools, picture: LensPicture) -> None:
        super().__init__()
        self._tools, self._picture = tools, picture
        self._filter: ChosenFilter | None = None
        self._edited: tuple[ChosenFilter, Weight] | None = None
        """The weight that is being typed …"""
        self._series: object = None
        """… and what makes all that is typed one step of undo."""
        self.buttons = FilterButtons(tools)
        self.effect = EffectView(tools.effect)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.effect)
        tools.effect.changed.connect(self.grew)
        picture.weight_chosen.connect(self.edit)
        editor = picture.editor
        editor.typed.connect(self._type)
        editor.cancelled.connect(lambda: tools.edits.take_back(self._series))
        editor.closed.connect(self._end)
        editor.next_wanted.connect(self._edit_next)

    @property
    def keys(self) -> Mapping[Qt.Key, Callable[[], None]]:
        """What else the lens's keys do."""
        return {Qt.Key.Key_F2: self._edit_first, Qt.Key.Key_K: self.buttons.choose_kernel}

    def show_filter(self, chosen: ChosenFilter | None) -> None:
        """Operate on this filter, as it is now; None where the number comes from none."""
        self._filter = chosen
        self.buttons.show_filter(chosen)
        if self.buttons.isHidden() != (chosen is None):
            self.buttons.setVisible(chosen is not None)
            self.grew.emit()

    def edit(self, weight: Weight) -> None:
        """Type a weight of the filter."""
        chosen = self._filter
        if chosen is None:
            return
        self.began.emit()
        value = float(chosen.weights[_indices(chosen, weight)])
        if self._picture.edit(weight, value, step_for(float(np.abs(chosen.weights).max()))):
            self._edited, self._series = (chosen, weight), object()
            self.opened.emit()

    def _edit_first(self) -> None:
        if self._filter is not None:
            self.edit(self._picture.first_weight)

    def _edit_next(self, by: int) -> None:
        """Go on to another weight, round and round."""
        if self._edited is not None:
            self.edit(self._picture.next_weight(self._edited[1], by))

    def _type(self, value: float) -> None:
        if self._edited is not None:
            chosen, weight = self._edited
            place = (chosen.number, *_indices(chosen, weight))
            self._tools.type_weight(chosen.layer, place, value, self._series)

    def _end(self, by_key: bool) -> None:
        self._edited = None
        if by_key:
            self.ended.emit()


def _indices(chosen: ChosenFilter, weight: Weight) -> tuple[int, ...]:
    """Where a weight is in the filter: signals have no rows, and dense layers channels alone."""
    channel, row, column = weight
    return {1: (channel,), 2: (channel, column)}.get(chosen.weights.ndim, (channel, row, column))
