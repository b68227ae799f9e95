"""One editor for each kind of setting; `editor_for` chooses it from the declaration."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QKeySequence, QValidator, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QWidget,
)

from app.language import figures, tr
from app.network.fields import Field, as_pair

_State = QValidator.State
_NUMBER_BEGINS = re.compile(r"[+-]?\d*[.,]?\d*(e[+-]?\d*)?", re.IGNORECASE)


class Editor(Protocol):
    """What the form needs of an editor, which is also a QWidget."""

    changed: SignalInstance
    """Carries the new value; only what the user does sends it."""
    unusable: SignalInstance
    """Carries whether what was typed last is outside the limits; that it was corrected when the
    field was left does not take it back."""

    def show_value(self, value: Any) -> None:
        """Show `value` and keep focus, cursor and selection where it is shown already."""
        ...

    def close_extras(self) -> None:
        """Go back to how the editor looks when its setting is first seen."""
        ...


def editor_for(field: Field) -> Editor:
    """The editor for a setting, with its limits and unit."""
    if field.kind == "flag":
        return FlagEdit()
    if field.kind == "choice":
        return ChoiceEdit(field.words)
    if field.kind == "pair":
        return PairEdit(field)
    return WholeEdit(field) if field.kind == "whole" else RealEdit(field)


class _NumberManners(QObject):
    """What all number fields share.

    Undo and redo belong to the window and not to the text; the wheel turns only a field that
    has been chosen, so scrolling the panel changes nothing; text outside the limits may be
    typed on the way to a number, and is said to be unusable while it stands.
    """

    def __init__(self, box: QAbstractSpinBox) -> None:
        super().__init__(box)
        self._box = box
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.setCorrectionMode(QAbstractSpinBox.CorrectionMode.CorrectToPreviousValue)
        box.setAccelerated(True)
        box.setMinimumWidth(56)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            undo = event.matches(QKeySequence.StandardKey.Undo)
            if undo or event.matches(QKeySequence.StandardKey.Redo):
                event.ignore()
                return True
        return isinstance(event, QWheelEvent) and not self._box.hasFocus() and _ignored(event)


def _ignored(event: QEvent) -> bool:
    event.ignore()
    return True


_UNITS: Mapping[str, tuple[str, str]] = {
    "images": (tr("image"), tr("images")),
    "epochs": (tr("epoch"), tr("epochs")),
    "pixels": (tr("pixel"), tr("pixels")),
    "filters": (tr("filter"), tr("filters")),
    "units": (tr("unit"), tr("units")),
    "groups": (tr("group"), tr("groups")),
    "times": (tr("time"), tr("times")),
    "channels": (tr("channel"), tr("channels")),
    "values": (tr("value"), tr("values")),
    "levels": (tr("level"), tr("levels")),
}
"""What a unit is called behind one, and behind another number."""


class WholeEdit(QSpinBox):
    """A whole number."""

    changed = Signal(object)
    unusable = Signal(bool)

    def __init__(self, field: Field) -> None:
        super().__init__()
        _NumberManners(self)
        self._unit = field.unit
        self._unit_hidden = False
        self._told: int | None = None
        self.setRange(int(field.minimum), int(field.maximum))
        self.setKeyboardTracking(True)
        self.valueChanged.connect(self._name_unit)
        self.valueChanged.connect(self._tell)
        self.lineEdit().textChanged.connect(self._check)
        self._name_unit()

    def show_value(self, value: Any) -> None:
        if value != self.value():
            with QSignalBlocker(self):
                self.setValue(value)
            self.unusable.emit(False)
        self._told = value
        self._name_unit()

    def close_extras(self) -> None:
        with QSignalBlocker(self):
            self.interpretText()

    def validate(self, text: str, position: int) -> tuple[_State, str, int]:
        """Numbers outside the limits may be typed; they are corrected when the field is left."""
        state, text, position = super().validate(text, position)
        if state == _State.Invalid and self._digits(text).isdigit():
            state = _State.Intermediate
        return state, text, position

    def hide_unit(self, hidden: bool) -> None:
        """Leave the unit out where there is no room for it."""
        self._unit_hidden = hidden
        self._name_unit()

    def _tell(self, value: int) -> None:
        """Qt says it again when a text outside the limits is corrected to what it was."""
        if value != self._told:
            self._told = value
            self.changed.emit(value)

    def _digits(self, text: str) -> str:
        return text.removesuffix(self.suffix()).strip()

    def _name_unit(self) -> None:
        """One filter, two filters."""
        one, many = _UNITS.get(self._unit, (self._unit, self._unit))
        unit = one if self.value() == 1 else many
        suffix = f" {unit}" if unit and not self._unit_hidden else ""
        if suffix != self.suffix():
            with QSignalBlocker(self):
                self.setSuffix(suffix)

    def _check(self, text: str) -> None:
        digits = self._digits(text)
        outside = digits.isdigit() and not self.minimum() <= int(digits) <= self.maximum()
        if outside or self.lineEdit().isModified():
            self.unusable.emit(outside)


class RealEdit(QDoubleSpinBox):
    """A real number; small ones step by factors (0.001, 0.002, 0.005) and may be typed as 1e-3."""

    changed = Signal(object)
    unusable = Signal(bool)

    def __init__(self, field: Field) -> None:
        super().__init__()
        _NumberManners(self)
        self._by_factors = abs(field.default) < 0.01
        self._told: float | None = None
        self.setDecimals(15)
        self.setRange(field.minimum, field.maximum)
        self.setSingleStep(0.05 if field.maximum - field.minimum <= 1 else 1.0)
        _, unit = _UNITS.get(field.unit, ("", field.unit))
        self.setSuffix(f" {unit}" if unit else "")
        self.setKeyboardTracking(True)
        self.valueChanged.connect(self._tell)
        self.lineEdit().textChanged.connect(self._check)

    def show_value(self, value: Any) -> None:
        if value != self.value():
            with QSignalBlocker(self):
                self.setValue(value)
            self.unusable.emit(False)
        self._told = value

    def close_extras(self) -> None:
        with QSignalBlocker(self):
            self.interpretText()

    def textFromValue(self, value: float) -> str:
        return real_text(value)

    def valueFromText(self, text: str) -> float:
        number = self._number(text)
        return self.value() if number is None else number

    def validate(self, text: str, position: int) -> tuple[_State, str, int]:
        number = self._number(text)
        if number is not None and self.minimum() <= number <= self.maximum():
            return _State.Acceptable, text, position
        if number is not None or _NUMBER_BEGINS.fullmatch(self._bare(text)):
            return _State.Intermediate, text, position
        return _State.Invalid, text, position

    def stepBy(self, steps: int) -> None:
        if not self._by_factors:
            super().stepBy(steps)
            self.setValue(round(self.value(), 10))
            return
        value = self.value()
        for _ in range(abs(steps)):
            value = _next_up(value) if steps > 0 else _next_down(value)
        self.setValue(value)
        self.selectAll()

    def _tell(self, value: float) -> None:
        if value != self._told:
            self._told = value
            self.changed.emit(value)

    def _bare(self, text: str) -> str:
        return text.removesuffix(self.suffix()).strip()

    def _number(self, text: str) -> float | None:
        try:
            number = float(self._bare(text).replace(",", "."))
        except ValueError:
            return None
        return number if math.isfinite(number) else None

    def _check(self, text: str) -> None:
        number = self._number(text)
        outside = number is not None and not self.minimum() <= number <= self.maximum()
        if outside or self.lineEdit().isModified():
            self.unusable.emit(outside)


def real_text(value: float) -> str:
    """A number as one would type it: 0.001, 2e-5, 0."""
    mantissa, e, exponent = f"{value:.8g}".partition("e")
    return figures(f"{mantissa}e{int(exponent)}" if e else mantissa)


_SMALLEST_STEP = 1e-6
"""Stepping up from zero begins here, and stepping down from here ends at zero."""


def _next_up(value: float) -> float:
    if value < _SMALLEST_STEP * 0.999:
        return _SMALLEST_STEP
    power = math.floor(math.log10(value) + 1e-9)
    steps = (2, 5, 10)
    return float(f"{next(s for s in steps if s > value / 10.0**power * 1.0001) * 10.0**power:.3g}")


def _next_down(value: float) -> float:
    if value <= _SMALLEST_STEP * 1.001:
        return 0.0
    power = math.floor(math.log10(value) - 1e-9)
    steps = (5, 2, 1, 0.5)
    return float(f"{next(s for s in steps if s < value / 10.0**power * 0.9999) * 10.0**power:.3g}")


class FlagEdit(QCheckBox):
    """Yes or no."""

    changed = Signal(object)
    unusable = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.toggled.connect(self.changed.emit)

    def show_value(self, value: Any) -> None:
        with QSignalBlocker(self):
            self.setChecked(value)

    def close_extras(self) -> None:
        pass


class ChoiceEdit(QComboBox):
    """One of several words."""

    changed = Signal(object)
    unusable = Signal(bool)

    def __init__(self, words: tuple[str, ...]) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(56)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for word in words:
            self.addItem(word, word)
        self.currentIndexChanged.connect(lambda index: self.changed.emit(self.itemData(index)))

    def show_value(self, value: Any) -> None:
        with QSignalBlocker(self):
            self.setCurrentIndex(self.findData(value))

    def close_extras(self) -> None:
        pass

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class PairEdit(QWidget):
    """One number for both dimensions, height × width apart, or one of the setting's words."""

    changed = Signal(object)
    unusable = Signal(bool)

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.height_edit = WholeEdit(field)
        self.width_edit = WholeEdit(field)
        self._times = QLabel("×")
        self.split_button = _toggle("H×W", tr("Set height and width apart"))
        self.word_buttons = {
            word: _toggle(word, tr("Set {name} to {word!r}", name=field.name, word=word))
            for word in field.words
        }
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self.height_edit, 1)
        layout.addWidget(self._times)
        layout.addWidget(self.width_edit, 1)
        layout.addWidget(self.split_button)
        for word, button in self.word_buttons.items():
            layout.addWidget(button)
            button.toggled.connect(lambda on, word=word: self._choose_word(word, on))
        self.setFocusProxy(self.height_edit)
        for edit in (self.height_edit, self.width_edit):
            edit.changed.connect(self._send)
            edit.unusable.connect(self.unusable)
        self.split_button.toggled.connect(self._split)
        self._show_split(False)

    def setAccessibleName(self, name: str) -> None:
        """Name the editor and each of its parts."""
        super().setAccessibleName(name)
        self.height_edit.setAccessibleName(name)
        self.width_edit.setAccessibleName(tr("{name}, width", name=name))
        self.split_button.setAccessibleName(tr("{name}: height and width apart", name=name))
        for word, button in self.word_buttons.items():
            button.setAccessibleName(f"{name}: {word}")

    def setToolTip(self, text: str) -> None:
        self.height_edit.setToolTip(text)
        self.width_edit.setToolTip(text)

    def show_value(self, value: Any) -> None:
        for word, button in self.word_buttons.items():
            with QSignalBlocker(button):
                button.setChecked(value == word)
        numeric = not isinstance(value, str)
        if numeric:
            height, width = as_pair(value)
            self.height_edit.show_value(height)
            self.width_edit.show_value(width)
            if height != width:
                self._show_split(True)
        for part in (self.height_edit, self.width_edit, self.split_button):
            part.setEnabled(numeric)

    def close_extras(self) -> None:
        self.height_edit.close_extras()
        self.width_edit.close_extras()
        self._show_split(False)

    def _value(self) -> int | tuple[int, int]:
        height = self.height_edit.value()
        return (height, self.width_edit.value()) if self.split_button.isChecked() else height

    def _send(self) -> None:
        self.changed.emit(self._value())

    def _choose_word(self, word: str, on: bool) -> None:
        for other, button in self.word_buttons.items():
            if other != word:
                with QSignalBlocker(button):
                    button.setChecked(False)
        self.changed.emit(word if on else self._value())

    def _split(self, apart: bool) -> None:
        self.width_edit.show_value(self.height_edit.value())
        self._show_split(apart)
        self._send()

    def _show_split(self, apart: bool) -> None:
        with QSignalBlocker(self.split_button):
            self.split_button.setChecked(apart)
        self._times.setVisible(apart)
        self.width_edit.setVisible(apart)
        buttons = QAbstractSpinBox.ButtonSymbols
        for edit in (self.height_edit, self.width_edit):
            edit.setButtonSymbols(buttons.NoButtons if apart else buttons.UpDownArrows)
            edit.setMinimumWidth(32 if apart else 56)
            edit.hide_unit(apart or bool(self.word_buttons))


def _toggle(text: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip)
    button.setCheckable(True)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button
