"""The numbers that one number comes from, framed on the canvas as far as they are in view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from widgets.canvas.pixel import Pixel, lies_on, rects_of
from widgets.canvas.scene import CanvasScene
from widgets.theme import TRACED


@dataclass(frozen=True)
class Step:
    """A number on the way; `weight` is −1 to 1, the largest of its layer being ±1."""

    pixel: Pixel
    weight: float
    on_path: bool
    """Whether it lies on the way of the largest shares."""


class Trail:
    """Frames steps: the stronger the larger their share, dashed where they work against it."""

    def __init__(self, scene: CanvasScene) -> None:
        self._scene = scene
        self.steps: tuple[Step, ...] = ()

    def show(self, steps: Sequence[Step]) -> None:
        """Frame these and no others; what is no longer there is passed over."""
        self.steps = tuple(steps)

    def frames(self, zoom: float) -> list[tuple[QRectF, Step]]:
        """Where steps lie in the scene, those of the way itself last, on top."""
        found: list[tuple[QRectF, Step]] = []
        for step in sorted(self.steps, key=lambda step: (step.on_path, abs(step.weight))):
            card = self._scene.card_picturing(step.pixel.layer)
            if card is None or card.picture is None or not lies_on(step.pixel, card.picture.values):
                continue
            rects = rects_of(card, step.pixel.at, zoom, step.pixel.channel)
            found += [(rect, step) for rect in rects[:1]]
        return found

    def draw(self, painter: QPainter, zoom: float) -> None:
        """Paint the frames over the cards."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for rect, step in self.frames(zoom):
            width = 2.5 if step.on_path else 1.2
            ink = QColor(TRACED)
            ink.setAlphaF(1.0 if step.on_path else 0.25 + 0.6 * abs(step.weight))
            style = Qt.PenStyle.SolidLine if step.weight >= 0 else Qt.PenStyle.DotLine
            _frame(painter, rect, QColor(0, 0, 0, 150), width + 1.5, Qt.PenStyle.SolidLine)
            _frame(painter, rect, ink, width, style)


def _frame(
    painter: QPainter, rect: QRectF, colour: QColor, width: float, style: Qt.PenStyle
) -> None:
    pen = QPen(colour, width, style)
    pen.setCosmetic(True)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.drawRect(rect)
