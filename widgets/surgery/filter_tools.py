"""What can be done to one filter: for the lens and for the panel of all filters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.inspection.surgery import Mute, ReplaceFilter
from app.inspection.weight_edits import Invert, SetWeights
from app.language import tr
from app.network.kernels import Kernel
from widgets.surgery.effect import Effect
from widgets.surgery.filter_text import filter_from_text, filter_text
from widgets.surgery.kernel_dialog import KernelDialog
from widgets.surgery.weight_edits import WeightEdits

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class ChosenFilter:
    """One filter of a layer, in×kH×kW (in×k of signals, in of dense layers), as it is now.

    `channel` is the input channel that is meant where only one of its kernels is.
    """

    layer: str
    number: int
    weights: Floats
    channel: int = 0

    @property
    def name(self) -> str:
        """As it is called in menus: "filter 3 of conv1"."""
        if self.has_kernels:
            return tr("filter {number} of {layer}", number=self.number, layer=self.layer)
        return tr("unit {number} of {layer}", number=self.number, layer=self.layer)

    @property
    def title(self) -> str:
        """As it is called where its layer is known: "Filter 3"."""
        if self.has_kernels:
            return tr("Filter {number}", number=self.number)
        return tr("Unit {number}", number=self.number)

    @property
    def has_kernels(self) -> bool:
        """Whether hand-made kernels fit into it: those of dense layers are single numbers."""
        return self.weights.ndim > 1


class FilterTools(QObject):
    """Makes the edits as steps of undo."""

    message = Signal(str)

    def __init__(self, edits: WeightEdits, effect: Effect, parent: QObject) -> None:
        super().__init__(parent)
        self.edits, self.effect = edits, effect
        self._dialog: KernelDialog | None = None

    def mute(self, chosen: ChosenFilter) -> None:
        """Have it answer zero to everything."""
        self.edits.apply([Mute(chosen.layer, chosen.number)], tr("Mute {name}", name=chosen.name))

    def invert(self, chosen: ChosenFilter) -> None:
        """Turn the sign of its weights and its bias."""
        self.edits.apply(
            [Invert(chosen.layer, chosen.number)], tr("Invert {name}", name=chosen.name)
        )

    def is_edited(self, layer: str, number: int) -> bool:
        """Whether a filter is another than before the edits."""
        return (layer, number) in self.edits.originals

    def reset(self, chosen: ChosenFilter) -> None:
        """Make it what it was before the edits."""
        if original := self.edits.originals.get((chosen.layer, chosen.number)):
            self.edits.apply([original], tr("Reset {name}", name=chosen.name))

    def type_weight(self, layer: str, place: tuple[int, ...], value: float, series: object) -> None:
        """Give one weight another value."""
        edit = SetWeights(layer, place, np.array(value, np.float32))
        self.edits.apply([edit], tr("Change a weight of {layer}", layer=layer), series)

    def choose_kernel(
        self, chosen: ChosenFilter, window: QWidget, *, all_channels: bool = False
    ) -> KernelDialog:
        """Open the dialog of hand-made and typed kernels for it; every choice counts at once."""
        if self._dialog is not None:
            self._dialog.accept()
        series = object()
        dialog = self._dialog = KernelDialog(
            tr("Kernel for {name}", name=chosen.name), chosen.weights, chosen.channel, window
        )
        dialog.set_all_channels(all_channels or len(chosen.weights) == 1)
        dialog.chosen.connect(lambda kernel: self._put_kernel(chosen, kernel, dialog, series))
        dialog.rejected.connect(lambda: self.edits.take_back(series))
        dialog.finished.connect(lambda _result: self._forget(dialog))
        dialog.show()
        return dialog

    def copy(self, chosen: ChosenFilter) -> None:
        """Put its weights onto the clipboard as text, which spreadsheets take as well."""
        QGuiApplication.clipboard().setText(filter_text(chosen.weights))
        self.message.emit(tr("Copied the weights of {name}.", name=chosen.name))

    def paste(self, chosen: ChosenFilter) -> None:
        """Give it the weights on the clipboard: those of a filter, or one kernel for all."""
        try:
            weights = filter_from_text(QGuiApplication.clipboard().text(), chosen.weights.shape)
        except ValueError as error:
            self.message.emit(
                tr("This cannot be pasted into {name}: {error}", name=chosen.name, error=error)
            )
            return
        edit = ReplaceFilter(chosen.layer, chosen.number, weights)
        self.edits.apply([edit], tr("Paste into {name}", name=chosen.name))

    def _put_kernel(
        self, chosen: ChosenFilter, kernel: Kernel, dialog: KernelDialog, series: object
    ) -> None:
        weights = np.array(kernel, np.float32).reshape(chosen.weights.shape[1:])
        layer, number = chosen.layer, chosen.number
        edit: SetWeights | ReplaceFilter
        if dialog.all_channels:
            count = len(chosen.weights)
            edit = ReplaceFilter(layer, number, np.stack([weights / count] * count))
        else:
            edit = SetWeights(layer, (number, chosen.channel), weights)
        self.edits.apply(
            [edit],
            tr(
                "{title_of_kernel} for {name}",
                title_of_kernel=dialog.title_of_kernel,
                name=chosen.name,
            ),
            series,
        )

    def _forget(self, dialog: KernelDialog) -> None:
        if self._dialog is dialog:
            self._dialog = None
        dialog.deleteLater()
