"""The settings of augmentation: a slider beside each number, and a warning where one belongs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSlider, QVBoxLayout, QWidget

from app.language import tr
from app.network.fields import Field, fields_of, values_of
from app.training.augmentation_settings import NO_AUGMENTATION, Augmentation
from app.training.class_changing import class_changes
from widgets.panels.settings_form import SettingsForm

_TITLES: Mapping[str, str] = {
    "horizontal_flip": tr("flip across"),
    "vertical_flip": tr("flip upside down"),
    "rotate": tr("rotate ±"),
    "shift": tr("shift ±"),
    "smallest_scale": tr("scale from"),
    "largest_scale": tr("scale to"),
    "crop_padding": tr("crop with padding"),
    "brightness": tr("brightness ±"),
    "contrast": tr("contrast ±"),
    "noise": tr("noise"),
    "cutout": tr("cutout"),
}
_SLIDERS: Mapping[str, tuple[float, float, float]] = {
    "rotate": (0, 180, 1),
    "shift": (0, 12, 1),
    "smallest_scale": (0.2, 1, 0.05),
    "largest_scale": (1, 3, 0.05),
    "crop_padding": (0, 12, 1),
    "brightness": (0, 1, 0.05),
    "contrast": (0, 1, 0.05),
    "noise": (0, 0.5, 0.01),
    "cutout": (0, 24, 1),
}
"""From where to where a slider goes, and its step; what is beyond can be typed."""
_LOCKED = tr("A run is under way: stop it to change this.")


class AugmentationForm(QWidget):
    """What is done at random to training images. Like `SettingsForm` it holds no truth."""

    edited = Signal(object)
    """The `Augmentation` that the user asks for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = NO_AUGMENTATION
        self.form = SettingsForm(Augmentation, titles=_TITLES)
        self.form.edited.connect(self._edit)
        self.sliders = {
            field.name: _Slider(field, *_SLIDERS[field.name])
            for field in fields_of(Augmentation)
            if field.name in _SLIDERS
        }
        for name, slider in self.sliders.items():
            slider.setAccessibleName(_TITLES.get(name, name))
            slider.moved.connect(lambda value, name=name: self._edit(name, value))
            self.form.add_beside(name, slider)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)

    def show_augmentation(self, how: Augmentation, dataset: str) -> None:
        """Show these settings, with a warning where they change the class of the data's images."""
        self._shown = how
        values = values_of(how)
        self.form.show_values(values)
        for name, slider in self.sliders.items():
            slider.show_value(values[name])
        changes = class_changes(dataset, how)
        for name in values:
            if name in changes:
                self.form.refuse(name, changes[name])
            else:
                self.form.note(name, "")

    def set_free(self, free: bool) -> None:
        """Whether the settings may be changed; a run that is under way keeps its own."""
        for field in fields_of(Augmentation):
            self.form.set_available(field.name, free, _LOCKED)
        for slider in self.sliders.values():
            slider.setEnabled(free)

    def _edit(self, setting: str, value: object) -> None:
        values: dict[str, Any] = {setting: value}
        changed = replace(self._shown, **values)
        if changed != self._shown:
            self.edited.emit(changed)


class _Slider(QSlider):
    """A number between two ends, in steps; the wheel turns it only when it has been chosen."""

    moved = Signal(object)
    """Carries the new value; only what the user does sends it."""

    def __init__(self, field: Field, low: float, high: float, step: float) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._whole = field.kind == "whole"
        self._low, self._step = low, step
        self.setRange(0, round((high - low) / step))
        self.setPageStep(max(1, self.maximum() // 10))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(50)
        self.setToolTip(field.help)
        self.valueChanged.connect(lambda place: self.moved.emit(self._value(place)))

    def show_value(self, value: float) -> None:
        """Show a value, or the end that is nearest to it."""
        with QSignalBlocker(self):
            self.setValue(round((value - self._low) / self._step))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _value(self, place: int) -> float:
        value = round(self._low + place * self._step, 6)
        return round(value) if self._whole else value
