"""One transparent sheet over the window: spotlight, laser pointer, ink, and words for the hall."""

from __future__ import annotations

from collections import deque
from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QCursor,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QRadialGradient,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from app.language import tr
from widgets.motion import reduced_motion
from widgets.presentation.strokes import PEN_COLOURS, Stroke, Strokes

Tool = Literal["", "laser", "spotlight", "pen", "rubber"]

FRAME_MS = 16
PEN_WIDTH = 5.0
RUBBER = 18.0
"""Pixels around the pointer in which the rubber touches a stroke."""
_TAIL = 12
"""Frames that the laser's tail lasts, a fifth of a second."""
_DOT = 14.0
_GLOW = 28
"""Pixels around the laser's dot that it lights."""
_DIMMED = QColor(0, 0, 0, 165)
_SPOT_SHARE = 0.2
"""Radius of the spotlight, as a share of the window's shorter side."""
_SPOT_LEAST = 110.0


class Overlay(QWidget):
    """Never takes the mouse, but for the pen and the rubber while one of them is in hand."""

    ink_changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._over = window
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setAccessibleName(tr("Pointer and pen"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.tool: Tool = ""
        self.colour = PEN_COLOURS[0][1]
        self.strokes = Strokes()
        self.pointer = QPointF()
        """Where laser and spotlight are, in pixels of the window."""
        self._tail: deque[QPointF] = deque(maxlen=_TAIL)
        self._drawing: list[QPointF] = []
        self._ink = QPixmap()
        self._clock = QTimer(self)
        self._clock.setInterval(FRAME_MS)
        self._clock.timeout.connect(self._follow)
        window.installEventFilter(self)
        self.take("")
        self.setGeometry(window.rect())

    @property
    def takes_mouse(self) -> bool:
        return not self.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def spot_radius(self) -> float:
        """Of the spotlight, in pixels."""
        return max(_SPOT_LEAST, _SPOT_SHARE * min(self.width(), self.height()))

    def take(self, tool: Tool) -> None:
        """Put another tool into the lecturer's hand, or none."""
        self._end_stroke()
        self.tool = tool
        draws = tool in ("pen", "rubber")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not draws)
        self.setCursor(
            Qt.CursorShape.CrossCursor if tool == "pen" else Qt.CursorShape.PointingHandCursor
        )
        if draws:
            self.setFocus()
        self._tail.clear()
        if tool in ("laser", "spotlight"):
            self.pointer = QPointF(self.mapFromGlobal(QCursor.pos()))
            self._clock.start()
        else:
            self._clock.stop()
        self.update()

    def clear(self) -> None:
        """Rub out everything; that can be taken back."""
        if self.strokes.drawn:
            self.strokes.clear()
            self._redraw()

    def undo(self) -> None:
        """Take back the last stroke, or what was rubbed out last."""
        if self.strokes.undo():
            self._redraw()

    def close_down(self) -> None:
        """Let go of the window."""
        self._clock.stop()
        self._over.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    # Following the pointer. The position is asked for at every frame: most widgets tell of no
    # movements while no button is down, and those that do would have to be watched one by one.

    def _follow(self) -> None:
        at = QPointF(self.mapFromGlobal(QCursor.pos()))
        moved = at != self.pointer
        if not moved and len(set(map(QPointF.toTuple, self._tail))) <= 1:
            return
        before = self._touched()
        if not reduced_motion():
            self._tail.append(self.pointer)
        self.pointer = at
        self.update(before | self._touched())

    def _touched(self) -> QRegion:
        """What laser or spotlight paint differently from what lies around."""
        if self.tool == "spotlight":
            reach = self.spot_radius + 2
            return QRegion(_square(self.pointer, reach))
        region = QRegion(_square(self.pointer, _GLOW + 1))
        for at in self._tail:
            region |= QRegion(_square(at, _DOT + 1))
        return region

    # Ink

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._drawing = [event.position()]
            self._draw_on()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drawing:
            self._drawing.append(event.position())
            self._draw_on()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._end_stroke()

    def _draw_on(self) -> None:
        if self.tool == "rubber":
            self._rub(self._drawing[-2:])
            return
        newest = Stroke(self.colour, tuple(self._drawing[-2:]))
        self._paint_on_ink(newest)
        bounds = QRectF(newest.points[0], newest.points[-1]).normalized()
        self.update(bounds.toAlignedRect().adjusted(-8, -8, 8, 8))

    def _rub(self, along: list[QPointF]) -> None:
        start, end = along[0], along[-1]
        steps = max(1, int((end - start).manhattanLength() / RUBBER))
        places = [start + (end - start) * (step / steps) for step in range(steps + 1)]
        if self.strokes.rub_out(places, RUBBER):
            self._redraw()

    def _end_stroke(self) -> None:
        if self._drawing and self.tool == "pen":
            self.strokes.add(Stroke(self.colour, tuple(self._drawing)))
            self.ink_changed.emit()
        self._drawing = []

    def _redraw(self) -> None:
        """Paint all strokes anew: what is on the sheet is kept as a picture, as paths are dear."""
        self._ink = QPixmap()
        for stroke in self.strokes.drawn:
            self._paint_on_ink(stroke)
        self.update()
        self.ink_changed.emit()

    def _paint_on_ink(self, stroke: Stroke) -> None:
        if self._ink.isNull():
            ratio = self.devicePixelRatioF()
            self._ink = QPixmap(self.size() * ratio)
            self._ink.setDevicePixelRatio(ratio)
            self._ink.fill(Qt.GlobalColor.transparent)
        with QPainter(self._ink) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(
                QPen(
                    QColor(stroke.colour),
                    PEN_WIDTH,
                    Qt.PenStyle.SolidLine,
                    Qt.PenCapStyle.RoundCap,
                    Qt.PenJoinStyle.RoundJoin,
                )
            )
            if len(stroke.points) == 1:
                painter.drawPoint(stroke.points[0])
            else:
                painter.drawPolyline(list(stroke.points))

    # The widget

    def event(self, event: QEvent) -> bool:
        """While it has the keyboard, Ctrl+Z is for strokes and not for the network."""
        if isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Undo):
            if event.type() == QEvent.Type.KeyPress:
                self.undo()
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        elif event.type() == QEvent.Type.ChildPolished:
            self.raise_()  # above panels that come later
        return False

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._redraw()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if not self._ink.isNull():
                painter.drawPixmap(0, 0, self._ink)
            if self.tool == "spotlight":
                self._paint_darkness(painter, event.rect())
            elif self.tool == "laser":
                self._paint_laser(painter)

    def _paint_darkness(self, painter: QPainter, exposed: QRect) -> None:
        around = QPainterPath()
        around.addRect(QRectF(exposed))
        hole = QPainterPath()
        hole.addEllipse(self.pointer, self.spot_radius, self.spot_radius)
        painter.fillPath(around - hole, _DIMMED)

    def _paint_laser(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        tail = list(self._tail)
        for age, (start, end) in enumerate(zip(tail, [*tail[1:], self.pointer], strict=False)):
            share = (age + 1) / (len(tail) + 1)
            colour = QColor(255, 40, 40, round(150 * share))
            pen = QPen(colour, 2 * _DOT * 0.8 * share)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            if start != end:
                painter.setPen(pen)
                painter.drawLine(start, end)
        painter.setPen(Qt.PenStyle.NoPen)
        glow = QRadialGradient(self.pointer, _GLOW)
        glow.setColorAt(0.0, QColor(255, 255, 255))
        glow.setColorAt(0.22, QColor(255, 60, 60))
        glow.setColorAt(0.5, QColor(255, 30, 30, 235))
        glow.setColorAt(0.55, QColor(255, 30, 30, 90))
        glow.setColorAt(1.0, QColor(255, 30, 30, 0))
        painter.setBrush(glow)
        painter.drawEllipse(self.pointer, _GLOW, _GLOW)


def _square(middle: QPointF, reach: float) -> QRect:
    return QRectF(middle.x() - reach, middle.y() - reach, 2 * reach, 2 * reach).toAlignedRect()
