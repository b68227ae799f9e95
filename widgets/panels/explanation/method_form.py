"""Chooses the method, and what some of the methods let one choose."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSpinBox, QWidget

from app.inspection.attribution_methods import (
    METHODS,
    AttributionSettings,
    Method,
    MethodName,
    method_named,
)
from app.language import tr
from app.network.fields import fields_of
from widgets.theme import GAP

QUICK: tuple[MethodName, ...] = tuple(method.name for method in METHODS if not method.slow)
_ALL = "all"
_FIELDS = {field.name: field for field in fields_of(AttributionSettings)}
_ROUNDS = 6
"""The square that covers the image is at first a sixth of it wide, and moves by half of itself."""


class MethodForm(QWidget):
    """A method or all quick ones at once; beside it the settings of the method chosen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.method = QComboBox()
        self.method.setAccessibleName(tr("Method"))
        for method in METHODS:
            self.method.addItem(method.title, method.name)
            tip = f"{method.reading} ({method.source})"
            self.method.setItemData(self.method.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        self.method.insertSeparator(self.method.count())
        self.method.addItem(tr("All quick methods"), _ALL)
        self.square = _spin("window", tr("covers "), " px", tr("Window"))
        self.stride = _spin("stride", tr("moves by "), " px", tr("Stride"))
        self.steps = _spin("steps", "", tr(" steps"), tr("Steps"))
        self.layer = QComboBox()
        self.layer.setAccessibleName(tr("Layer that Grad-CAM looks from"))
        self.layer.setToolTip(tr("The layer whose maps Grad-CAM weighs"))
        self.layer.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.layer.setMinimumContentsLength(11)
        self.layer.addItem(tr("usual layer"), "")
        self._sized = 0
        self._lay_out()
        self.method.currentIndexChanged.connect(self._follow_method)
        self.square.valueChanged.connect(self._bound_stride)
        for spin in (self.square, self.stride, self.steps):
            spin.valueChanged.connect(lambda _value: self.changed.emit())
        self.layer.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self._show_settings()

    @property
    def methods(self) -> tuple[MethodName, ...]:
        """The one chosen, or all quick ones."""
        name = self.method.currentData()
        return QUICK if name == _ALL else (method_named(name).name,)

    @property
    def single(self) -> Method | None:
        """The method chosen; None for all quick ones."""
        return None if len(self.methods) > 1 else method_named(self.methods[0])

    @property
    def slow(self) -> bool:
        return any(method_named(name).slow for name in self.methods)

    @property
    def settings(self) -> AttributionSettings:
        layer = str(self.layer.currentData() or "")
        return AttributionSettings(
            steps=self.steps.value(),
            window=self.square.value(),
            stride=self.stride.value(),
            layer=layer,
        )

    def choose(self, name: str) -> None:
        """Make this the method."""
        self.method.setCurrentIndex(self.method.findData(name))

    def show_size(self, side: int) -> None:
        """Another size of images: suggest a square that suits it."""
        if side == self._sized:
            return
        self._sized = side
        window = max(1, round(side / _ROUNDS))
        with QSignalBlocker(self.square), QSignalBlocker(self.stride):
            self.square.setMaximum(side)
            self.square.setValue(window)
            self.stride.setMaximum(window)
            self.stride.setValue(max(1, window // 2))

    def show_layers(self, layers: Sequence[str]) -> None:
        """The layers that Grad-CAM can look from."""
        known = [self.layer.itemData(at) for at in range(1, self.layer.count())]
        if known == list(layers):
            return
        chosen = self.layer.currentData()
        with QSignalBlocker(self.layer):
            self.layer.clear()
            self.layer.addItem(tr("usual layer"), "")
            for name in layers:
                self.layer.addItem(name, name)
            self.layer.setCurrentIndex(max(0, self.layer.findData(chosen)))
        if self.layer.currentData() != chosen:
            self.changed.emit()

    def _follow_method(self, _at: int) -> None:
        self._show_settings()
        self.changed.emit()

    def _bound_stride(self, window: int) -> None:
        with QSignalBlocker(self.stride):
            self.stride.setMaximum(window)

    def _show_settings(self) -> None:
        methods = self.methods
        for widget, method in (
            (self.square, "occlusion"),
            (self.stride, "occlusion"),
            (self.steps, "integrated-gradients"),
            (self.layer, "grad-cam"),
        ):
            widget.setVisible(methods == (method,))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP // 2)
        for widget in (self.method, self.square, self.stride, self.steps, self.layer):
            row.addWidget(widget)


def _spin(name: str, prefix: str, suffix: str, title: str) -> QSpinBox:
    field = _FIELDS[name]
    spin = QSpinBox()
    spin.setRange(int(field.minimum), int(field.maximum))
    spin.setValue(field.default)
    spin.setPrefix(prefix)
    spin.setSuffix(suffix)
    spin.setKeyboardTracking(False)
    spin.setToolTip(field.help)
    spin.setAccessibleName(title)
    return spin
