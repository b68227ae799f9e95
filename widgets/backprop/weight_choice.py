"""Which weight is looked at: its layer, its parameter, and where it lies in it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSpinBox, QWidget

from app.inspection.gradient_results import WeightPlace
from app.language import tr
from app.network.analysis import Analysis

_BUFFERS = ("running_mean", "running_var", "num_batches_tracked")
"""What is kept beside the weights, and not learned by gradients."""
_AXES = 4
"""Dimensions that a parameter has at most: out×in×rows×columns."""


class WeightChoice(QWidget):
    """Lists of layers and parameters, and a number for each dimension."""

    changed = Signal()
    """Another weight was chosen."""
    layer_changed = Signal()
    """The parameters of another layer are wanted."""

    def __init__(self) -> None:
        super().__init__()
        self._shapes: dict[str, tuple[int, ...]] = {}
        self.layer = QComboBox()
        self.layer.setAccessibleName(tr("Layer"))
        self.layer.setToolTip(tr("The layer of the weight"))
        self.layer.currentIndexChanged.connect(lambda _: self._ask_for_layer())
        self.parameter = QComboBox()
        self.parameter.setAccessibleName(tr("Parameter"))
        self.parameter.setToolTip(tr("What of the layer is learned"))
        self.parameter.currentIndexChanged.connect(lambda _: self._fit_axes())
        self.axes = [QSpinBox() for _ in range(_AXES)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.layer)
        row.addWidget(self.parameter)
        self._open, self._close = QLabel("["), QLabel("]")
        row.addWidget(self._open)
        for number, axis in enumerate(self.axes):
            axis.setAccessibleName(tr("Index {number}", number=number + 1))
            axis.setToolTip(tr("Where the weight lies in the parameter, counted from 0"))
            axis.setWrapping(True)
            axis.setKeyboardTracking(False)
            axis.valueChanged.connect(lambda _: self.changed.emit())
            row.addWidget(axis)
        row.addWidget(self._close)
        self._fit_axes()

    def show_layers(self, analysis: Analysis) -> None:
        """Offer the layers that learn something."""
        names = [name for name, layer in analysis.layers.items() if layer.parameters]
        if names == [self.layer.itemText(row) for row in range(self.layer.count())]:
            return
        chosen = self.layer.currentText()
        blocked = self.layer.blockSignals(True)
        self.layer.clear()
        self.layer.addItems(names)
        self.layer.setCurrentIndex(max(0, self.layer.findText(chosen)) if names else -1)
        self.layer.blockSignals(blocked)
        self._ask_for_layer()

    def show_parameters(self, parameters: Mapping[str, np.ndarray]) -> None:
        """Offer the parameters of the layer that is chosen, by torch's names in it."""
        shapes = {name: each.shape for name, each in parameters.items() if name not in _BUFFERS}
        if shapes == self._shapes:
            return
        self._shapes, chosen = shapes, self.parameter.currentText()
        blocked = self.parameter.blockSignals(True)
        self.parameter.clear()
        self.parameter.addItems(list(shapes))
        self.parameter.setCurrentIndex(max(0, self.parameter.findText(chosen)) if shapes else -1)
        self.parameter.blockSignals(blocked)
        self._fit_axes()

    @property
    def place(self) -> WeightPlace | None:
        """The weight; None as long as there is none to choose."""
        shape = self._shapes.get(self.parameter.currentText())
        if shape is None or not self.layer.currentText():
            return None
        index = tuple(axis.value() for axis in self.axes[: len(shape)])
        return WeightPlace(f"{self.layer.currentText()}.{self.parameter.currentText()}", index)

    def _ask_for_layer(self) -> None:
        self._shapes = {}
        self.layer_changed.emit()

    def _fit_axes(self) -> None:
        shape = self._shapes.get(self.parameter.currentText(), ())
        for number, axis in enumerate(self.axes):
            blocked = axis.blockSignals(True)
            axis.setVisible(number < len(shape))
            axis.setMaximum(shape[number] - 1 if number < len(shape) else 0)
            axis.blockSignals(blocked)
        for bracket in (self._open, self._close):
            bracket.setVisible(bool(shape))
        self.changed.emit()
