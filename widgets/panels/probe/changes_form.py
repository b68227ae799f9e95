"""Sliders for what is done to the image that is looked at; they act while they move."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSlider, QWidget

from app.data.drawing import is_signal
from app.data.preprocessing import Shape
from app.data.probe_changes import NO_CHANGES, ProbeChanges
from app.language import tr
from app.network.fields import Field, fields_of
from widgets.panels.lettering import heading
from widgets.panels.setting_editors import RealEdit, WholeEdit
from widgets.theme import GAP

_ROW = 22
"""Pixels of a number field's height: all of them have room in a panel below the canvas."""
FRAME_MS = 16
"""A change is handed on so often at most."""
_DOUBLE_CLICK = tr("\nDouble-click the slider or its name to reset it.")


@dataclass(frozen=True)
class _Way:
    """How a slider goes: its name, its places from `low` to `high`, and the value at a place."""

    title: str
    low: int
    high: int
    value_at: Callable[[int], float]
    place_of: Callable[[float], float]
    step: float


def _linear(title: str, low: float, high: float, step: float) -> _Way:
    return _Way(
        title,
        round(low / step),
        round(high / step),
        lambda place: round(place * step, 6),
        lambda value: value / step,
        step,
    )


_WAYS: Mapping[str, _Way] = {
    "shift_x": _linear(tr("Shift →"), -14, 14, 1),
    "shift_y": _linear(tr("Shift ↓"), -14, 14, 1),
    "rotate": _linear(tr("Rotate"), -180, 180, 1),
    "scale": _Way(  # half and double are as far from the middle
        tr("Scale"),
        -40,
        40,
        lambda place: float(round(2 ** (place / 20), 2)),
        lambda value: 20 * math.log2(value),
        0.05,
    ),
    "brightness": _linear(tr("Brightness"), 0, 2, 0.02),
    "contrast": _linear(tr("Contrast"), 0, 2, 0.02),
    "noise": _linear(tr("Noise"), 0, 128, 1),
}


class ProbeChangesForm(QWidget):
    """Emits what the user wants changed."""

    changed = Signal(object)
    """The `ProbeChanges`, at most once in a frame while a slider moves."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Changes to the image"))
        self._changes = NO_CHANGES
        self._told = NO_CHANGES
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(FRAME_MS)
        self._resting.timeout.connect(self._tell)
        self.reset = QPushButton(tr("Reset all"))
        self.reset.setToolTip(tr("Look at the image as it is"))
        self.reset.setAutoDefault(False)
        self.reset.setFixedHeight(_ROW)
        self.reset.clicked.connect(lambda: self._take(NO_CHANGES))
        self.other_noise = QPushButton(tr("Other noise"))
        self.other_noise.setToolTip(tr("Draw another noise of the same strength"))
        self.other_noise.setAccessibleName(tr("Draw another noise"))
        self.other_noise.setAutoDefault(False)
        self.other_noise.setFixedHeight(_ROW)
        self.other_noise.clicked.connect(lambda: self._want("seed", self._changes.seed + 1))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        head = QHBoxLayout()
        head.addWidget(heading(tr("Changes")))
        head.addStretch(1)
        head.addWidget(self.other_noise)
        head.addWidget(self.reset)
        self._grid.addLayout(head, 0, 0, 1, 3)
        self.sliders: dict[str, _Slider] = {}
        self.numbers: dict[str, WholeEdit | RealEdit] = {}
        for field in fields_of(ProbeChanges):
            if field.name in _WAYS:
                self._add_row(field, _WAYS[field.name])
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        self._show()

    def choose(self, changes: ProbeChanges) -> None:
        """Have these changes made, as if the sliders had been moved there."""
        self._take(changes)

    def show_shape(self, shape: Shape) -> None:
        """Let the shift go as far as half of images of this shape; signals have no rows."""
        _, height, width = shape
        for name, side in (("shift_x", width), ("shift_y", height)):
            half = max(1, side // 2)
            with QSignalBlocker(self.sliders[name]):
                self.sliders[name].setRange(-half, half)
                self.sliders[name].setPageStep(max(1, half // 5))
        for name in ("shift_y", "rotate"):
            self.sliders[name].setEnabled(not is_signal(shape))
            self.numbers[name].setEnabled(not is_signal(shape))
        self._show()

    def _add_row(self, field: Field, way: _Way) -> None:
        slider = _Slider(way)
        number = WholeEdit(field) if isinstance(field.default, int) else RealEdit(field)
        number.setSingleStep(way.step)  # type: ignore[arg-type]
        number.setFixedHeight(_ROW)
        number.setMaximumWidth(86)
        label = _Name(way.title)
        label.setBuddy(number)
        for widget in (slider, number, label):
            widget.setToolTip(field.help + _DOUBLE_CLICK)
        slider.setAccessibleName(way.title)
        number.setAccessibleName(tr("{title}, number", title=way.title))
        slider.moved.connect(lambda value: self._want(field.name, value))
        number.changed.connect(lambda value: self._want(field.name, value))
        for widget in (slider, label):
            widget.double_clicked.connect(lambda: self._want(field.name, field.default))
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(slider, row, 1)
        self._grid.addWidget(number, row, 2)
        self.sliders[field.name], self.numbers[field.name] = slider, number

    def _want(self, name: str, value: float) -> None:
        whole = isinstance(getattr(NO_CHANGES, name), int)
        values: dict[str, Any] = {name: round(value) if whole else float(value)}
        self._take(replace(self._changes, **values))

    def _take(self, changes: ProbeChanges) -> None:
        if changes != self._changes:
            self._changes = changes
            self._show()
            if not self._resting.isActive():
                self._tell()

    def _tell(self) -> None:
        """Tell of the changes at once, and of the next ones a frame later at the earliest."""
        if self._told != self._changes:
            self._told = self._changes
            self._resting.start()
            self.changed.emit(self._changes)

    def _show(self) -> None:
        for name, slider in self.sliders.items():
            value = getattr(self._changes, name)
            slider.show_value(value)
            self.numbers[name].show_value(value)
        self.reset.setEnabled(self._changes.changes_something)
        self.other_noise.setVisible(self._changes.noise > 0)


class _Slider(QSlider):
    """A value between two ends; a double click asks for its reset, the wheel for nothing."""

    moved = Signal(object)
    """The new value; only what the user does sends it."""
    double_clicked = Signal()

    def __init__(self, way: _Way) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._way = way
        self.setRange(way.low, way.high)
        self.setPageStep(max(1, (way.high - way.low) // 20))
        self.setMinimumWidth(60)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.valueChanged.connect(lambda place: self.moved.emit(way.value_at(place)))

    def show_value(self, value: float) -> None:
        """Show a value, or the end that is nearest to it."""
        place = round(self._way.place_of(value))
        if self._way.value_at(self.value()) != value:
            with QSignalBlocker(self):
                self.setValue(place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.double_clicked.emit()
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class _Name(QLabel):
    """What a slider changes; a double click resets it."""

    double_clicked = Signal()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.double_clicked.emit()
        event.accept()
