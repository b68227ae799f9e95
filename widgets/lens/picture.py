"""The scrolled part of the lens: paints the arithmetic of a number, and says what is pointed at."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from app.inspection.functions import function_of
from app.inspection.lens_results import (
    Copied,
    Extreme,
    FunctionValue,
    Merged,
    Normalised,
    ResponseNormalised,
    SoftmaxShare,
    UnitArithmetic,
    WeightedSum,
    WindowMean,
)
from app.language import tr
from app.network.layer import Layer
from widgets.hand import show_hand
from widgets.lens.drawing import Drawing, Spot
from widgets.lens.scales import MapScales
from widgets.lens.sums import TermList, WindowSum
from widgets.lens.values import (
    Curve,
    Line,
    Lines,
    Shares,
    copied,
    merged,
    normalisation,
    response_normalisation,
)
from widgets.lens.weight_editor import WeightEditor
from widgets.lens.windows import WindowPick

EDITOR_WIDTH = 84
"""Pixels that a number needs while it is typed."""


class LensPicture(QWidget):
    """Shows one `UnitArithmetic`; a click on a number of the input goes there."""

    source_chosen = Signal(object, int)
    """A unit of an input, and of which: the number of the wire."""
    weight_chosen = Signal(object)
    """A weight of the kernel was double-clicked: its (channel, row, column) there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("How the number comes about"))
        self._drawing: Drawing | None = None
        self.editor = WeightEditor(self)

    def show_arithmetic(
        self, found: UnitArithmetic, layer: Layer, source: str, scales: MapScales
    ) -> None:
        """Draw how a number of `layer` came about from the layer `source`, in the colours of that.

        While a weight is edited its line stays where it is, whatever counts most meanwhile.
        """
        held = self._drawing.order if self._drawing and self.editor.isVisible() else ()
        self._drawing = drawing_of(found, layer, source, self.width(), scales, held)
        self.setFixedHeight(max(1, self._drawing.height))
        self.setAccessibleDescription(found.text)
        self.update()

    def edit(self, weight: tuple[int, ...], value: float, step: float) -> bool:
        """Open the editor on a weight; whether that weight is shown."""
        place = self.place_of(weight)
        if place is None:
            return False
        width = max(place.width(), EDITOR_WIDTH)
        left = max(0, min(place.center().x() - width // 2, self.width() - width))
        height = max(place.height(), self.editor.sizeHint().height())
        self.editor.setGeometry(left, place.center().y() - height // 2, width, height)
        self.editor.open_with(value, step)
        return True

    def place_of(self, weight: tuple[int, ...]) -> QRect | None:
        """Where a weight (channel, row, column of the kernel) stands; None where none does."""
        return self._drawing.weight_rect(weight) if self._drawing else None

    @property
    def first_weight(self) -> tuple[int, ...]:
        """(channel, row, column) of the middle of the kernel that is shown first."""
        return self._drawing.first_weight if self._drawing else ()

    def next_weight(self, weight: tuple[int, ...], by: int) -> tuple[int, ...]:
        """The weight so many further on than this one."""
        return self._drawing.next_weight(weight, by) if self._drawing else weight

    def clear(self) -> None:
        """Show nothing."""
        self.editor.close_editor()
        self._drawing = None
        self.setAccessibleDescription("")
        self.setFixedHeight(1)

    def sizeHint(self) -> QSize:
        return QSize(self.width(), self._drawing.height if self._drawing else 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._drawing is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._drawing.paint(painter, event.rect())
            painter.end()

    def _spot(self, at: QPoint) -> Spot | None:
        return self._drawing.spot(at) if self._drawing else None

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            spot = self._spot(event.pos())
            QToolTip.showText(event.globalPos(), spot.words if spot else "", self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot = self._spot(event.position().toPoint())
        leads = spot is not None and (spot.source is not None or bool(spot.weight))
        show_hand(self, leads)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # else the release would go to whoever takes the press

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        spot = self._spot(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and spot and spot.source is not None:
            self.source_chosen.emit(spot.source, spot.wire)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        spot = self._spot(event.position().toPoint())
        if spot is not None and spot.weight:
            self.weight_chosen.emit(spot.weight)


def drawing_of(
    found: UnitArithmetic,
    layer: Layer,
    source: str,
    width: int,
    scales: MapScales,
    held: tuple[int, ...] = (),
) -> Drawing:
    """The drawing that suits a kind of arithmetic, in the order `held` where that still fits."""
    match found:
        case WeightedSum():
            if found.weights.shape[1:] == (1, 1):
                return TermList(found, width, source, held)
            return WindowSum(found, width, source, scales, held)
        case Extreme() | WindowMean():
            return WindowPick(found, width, source, scales)
        case Normalised():
            return normalisation(found)
        case ResponseNormalised():
            return response_normalisation(found)
        case SoftmaxShare():
            return Shares(found, width)
        case FunctionValue() if (function := function_of(layer)) is not None:
            return Curve(found, function, width)
        case Merged():
            return merged(found)
        case Copied():
            return copied(found)
    return Lines([Line(found.text)])
