"""The pad that is drawn on, by mouse, pen or keys."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTabletEvent,
)
from PySide6.QtWidgets import QWidget

from app.data.drawing import Drawing, is_signal
from app.data.preprocessing import Shape
from app.language import tr
from widgets.keys import ARROWS
from widgets.pictures import data_image
from widgets.theme import NORMAL, font, theme

FRAME_MS = 16
"""What is drawn is handed on so often at most."""
_ERASER = 2.0
"""An eraser is so many times as wide as the brush."""
_LEAST_PRESSURE = 0.25


class DrawingPad(QWidget):
    """Draws with the left button, erases with the right one.

    A pen's pressure widens the line. With the keyboard, arrows move the brush and Space sets it
    down and lifts it.
    """

    drawn = Signal(object)
    """The picture, uint8 C×H×W, at most once in a frame while it is drawn."""
    edited = Signal()
    """There is another step of undo, or one less."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Drawing pad"))
        self.setAccessibleDescription(
            tr("Draw with the mouse; arrow keys move the brush, Space sets it down and lifts it")
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setMinimumSize(96, 96)
        self.drawing = Drawing((1, 28, 28))
        self.radius = 1.3
        """Of the brush, in pixels of the picture."""
        self.softness = 0.5
        self.ink: tuple[int, ...] = (255, 255, 255)
        self.erases = False
        self._brush: QPointF | None = None
        """Where the brush is, in pixels of the picture; None where the mouse is elsewhere."""
        self._down = False
        self._erasing = False
        self._by_keys = False
        self._told = QTimer(self)
        self._told.setSingleShot(True)
        self._told.setInterval(FRAME_MS)
        self._told.timeout.connect(self._tell)

    def sizeHint(self) -> QSize:
        return QSize(190, 190)

    def set_shape(self, shape: Shape) -> None:
        """Take the shape of the data set's images; what is drawn is fitted to it."""
        self.drawing.fit(shape)
        self._lift()
        self._changed()

    def undo(self) -> None:
        """Take back the last stroke."""
        self._lift()
        if self.drawing.undo():
            self._changed()

    def clear(self) -> None:
        """Begin anew."""
        self._lift()
        self.drawing.clear()
        self._changed()

    def invert(self) -> None:
        """Make light dark and dark light."""
        self._lift()
        self.drawing.invert()
        self._changed()

    def centre(self, box: float) -> None:
        """Put what is drawn into the middle, so large as the data set's images have it."""
        self._lift()
        self.drawing.centre(box)
        self._changed()

    def take(self, image: NDArray[np.uint8]) -> None:
        """Go on drawing on an image."""
        self._lift()
        self.drawing.take(image)
        self._changed()

    def place(self, x: float, y: float) -> QPointF:
        """The point of the pad at a place of the picture."""
        area = self._area()
        _, height, width = self.drawing.shape
        return QPointF(
            area.left() + x / width * area.width(), area.top() + y / height * area.height()
        )

    # Drawing

    def _set_down(self, at: QPointF, pressure: float = 1.0, *, erasing: bool = False) -> None:
        self._erasing = erasing or self.erases
        self._down = True
        ink = (0,) if self._erasing else self.ink[: self.drawing.shape[0]]
        softness = 0.0 if self._erasing else self.softness
        self.drawing.begin(at.x(), at.y(), self._width(pressure), ink, softness)
        self._changed()

    def _move(self, to: QPointF, pressure: float = 1.0) -> None:
        self.drawing.move(to.x(), to.y(), self._width(pressure))
        self._changed()

    def _lift(self) -> None:
        self._down = False
        self.drawing.end()

    def _width(self, pressure: float) -> float:
        wide = _ERASER if self._erasing else 1.0
        return self.radius * wide * max(_LEAST_PRESSURE, pressure)

    def _changed(self) -> None:
        self.update()
        self.edited.emit()
        if not self._told.isActive():
            self._told.start()

    def _tell(self) -> None:
        self.drawn.emit(self.drawing.pixels)

    # Events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            return
        self._by_keys = False
        self._brush = self._in_picture(event.position())
        self._set_down(self._brush, erasing=event.button() == Qt.MouseButton.RightButton)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._by_keys = False
        self._brush = self._in_picture(event.position())
        if self._down and event.buttons() != Qt.MouseButton.NoButton:
            self._move(self._brush)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002
        self._lift()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen: its pressure widens the line, its other end erases."""
        self._by_keys = False
        self._brush = self._in_picture(event.position())
        if event.type() == QEvent.Type.TabletPress:
            self.setFocus()
            eraser = event.pointerType() == event.pointingDevice().PointerType.Eraser
            self._set_down(self._brush, event.pressure(), erasing=eraser)
        elif event.type() == QEvent.Type.TabletRelease:
            self._lift()
        elif self._down:
            self._move(self._brush, event.pressure())
        self.update()
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        if not self._by_keys:
            self._brush = None
        self.update()
        super().leaveEvent(event)

    def event(self, event: QEvent) -> bool:
        """Undo belongs to the pad while there is a stroke to take back."""
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            undoes = event.matches(QKeySequence.StandardKey.Undo) and self.drawing.can_undo
            if undoes or event.key() in ARROWS or event.key() == Qt.Key.Key_Space:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.key() in ARROWS:
            down, right = ARROWS[event.key()]
            self._step(right, down)
        elif event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._press_space()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QEvent) -> None:
        self._by_keys = False
        self._lift()
        self.update()
        super().focusOutEvent(event)  # type: ignore[arg-type]

    def _step(self, across: int, down: int) -> None:
        """Move the brush by a pixel, of a large picture by a hundredth."""
        _, height, width = self.drawing.shape
        at = self._brush or QPointF(width / 2, height / 2)
        by = max(1.0, width / 100)
        by_rows = 0.04 if is_signal(self.drawing.shape) else by
        x = min(max(at.x() + across * by, 0.5), width - 0.5)
        y = min(max(at.y() + down * by_rows, 0.0), float(height))
        self._brush = QPointF(x, y)
        self._by_keys = True
        if self._down:
            self._move(self._brush)
        self.update()

    def _press_space(self) -> None:
        if self._down:
            self._lift()
        else:
            self._step(0, 0)
            assert self._brush is not None
            self._set_down(self._brush)
        self.update()

    # Painting

    def _area(self) -> QRectF:
        """The picture on the pad: as large as goes, in whole pixels where they are large."""
        _, height, width = self.drawing.shape
        if is_signal(self.drawing.shape):
            height = width
        zoom = min(self.width() / width, self.height() / height)
        zoom = float(int(zoom)) if zoom >= 4 else zoom
        return QRectF(0, 0, width * zoom, height * zoom)

    def _in_picture(self, point: QPointF) -> QPointF:
        area = self._area()
        _, height, width = self.drawing.shape
        return QPointF(
            (point.x() - area.left()) / area.width() * width,
            (point.y() - area.top()) / area.height() * height,
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        area = self._area()
        with QPainter(self) as painter:
            painter.drawImage(area, data_image(self.drawing.pixels))
            border = theme().colour("selection" if self.hasFocus() else "card_border")
            painter.setPen(QPen(border, 2 if self.hasFocus() else 1))
            painter.drawRect(area.adjusted(0.5, 0.5, -1, -1))
            if self.drawing.empty:
                painter.setPen(QColor("#9aa3b2"))  # on black in either scheme
                painter.setFont(font(NORMAL))
                words = (
                    tr("Draw a curve here") if is_signal(self.drawing.shape) else tr("Draw here")
                )
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)
            self._paint_brush(painter, area)

    def _paint_brush(self, painter: QPainter, area: QRectF) -> None:
        """The brush's outline, light and dark so that it is seen on anything."""
        if self._brush is None or is_signal(self.drawing.shape):
            return
        wide = _ERASER if self.erases else 1.0
        radius = max(1.5, self.radius * wide * area.width() / self.drawing.shape[2])
        middle = self.place(self._brush.x(), self._brush.y())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(area)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        filled = self._by_keys and self._down
        for colour, away in ((QColor("#000000"), 0.75), (QColor("#ffffff"), 0.0)):
            painter.setPen(QPen(colour, 2 if filled else 1))
            painter.drawEllipse(middle, radius + away, radius + away)
