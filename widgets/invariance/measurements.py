"""The list of what was measured: named, coloured like its lines, renamed and removed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.inspection.invariance import ChangeName, InvarianceCurve
from app.language import tr
from widgets.invariance.plot import line_colour


@dataclass(frozen=True)
class Measurement:
    """The curves of one network at one moment; `number` decides its colour."""

    name: str
    number: int
    curves: Mapping[ChangeName, InvarianceCurve]
    images: str
    """Which images, in words."""

    def named(self, name: str) -> Measurement:
        """The same under another name, which its curves take on."""
        curves = {way: replace(curve, name=name) for way, curve in self.curves.items()}
        return replace(self, name=name, curves=curves)


class MeasurementList(QListWidget):
    """F2 or a double click renames, Del removes."""

    renamed = Signal(int, str)
    removed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Measurements"))
        self.setToolTip(tr("F2 or a double click renames, Del removes"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shown: list[Measurement] = []
        self.itemChanged.connect(self._take_name)

    def show_measurements(self, measurements: list[Measurement]) -> None:
        """List these; the one that was chosen stays so, a new one is."""
        grown = len(measurements) > len(self._shown)
        row = len(measurements) - 1 if grown else min(self.currentRow(), len(measurements) - 1)
        self._shown = list(measurements)
        blocked = self.blockSignals(True)
        self.clear()
        for measurement in measurements:
            item = QListWidgetItem(_swatch(line_colour(measurement.number)), measurement.name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            item.setToolTip(f"{measurement.name}\n{measurement.images}")
            self.addItem(item)
        self.setCurrentRow(row)
        self.blockSignals(blocked)

    def _take_name(self, item: QListWidgetItem) -> None:
        row, name = self.row(item), item.text().strip()
        if name and name != self._shown[row].name:
            self.renamed.emit(row, name)
        elif not name:
            item.setText(self._shown[row].name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.currentRow() >= 0:
            self.removed.emit(self.currentRow())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.show_measurements(self._shown)
        super().changeEvent(event)


def _swatch(colour: QColor) -> QIcon:
    """A line's colour in a light rim, for it also stands on the colour of what is chosen."""
    pixmap = QPixmap(14, 14)
    pixmap.fill(QColor("#ffffff"))
    with QPainter(pixmap) as painter:
        painter.fillRect(2, 2, 10, 10, colour)
    return QIcon(pixmap)
