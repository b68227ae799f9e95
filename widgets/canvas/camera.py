"""A view that zooms about the mouse and pans without end; it knows nothing of networks."""

from __future__ import annotations

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QPointF,
    QRectF,
    Qt,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import QInputDevice, QNativeGestureEvent, QPainter, QTransform, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from widgets.canvas.grid import draw_grid
from widgets.canvas.zoom import MAX_ZOOM, fitted_at_least, fitted_at_most, within_limits
from widgets.motion import motion_ms

_FARTHEST = 1.1e7
"""Scene units from the origin that can be panned to; files hold places up to 1e7."""
FLIGHT_MS = 320
_NOTCH = 1.2
"""Zoom factor of one notch of the wheel."""


class CameraView(QGraphicsView):
    """Zoom with the wheel or a pinch, pan with two fingers or Shift and the wheel."""

    camera_moved = Signal()
    """What is in view is another part of the scene, or another size."""

    def __init__(self, scene: QGraphicsScene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSceneRect(QRectF(-_FARTHEST, -_FARTHEST, 2 * _FARTHEST, 2 * _FARTHEST))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setRenderHints(QPainter.RenderHint.Antialiasing)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self._from = self._to = (1.0, QPointF())
        self._held: tuple[QPointF, QPointF, QTransform] | None = None
        """Where was zoomed last: a point of the viewport, the scene's under it, and the view."""
        self._flight = QVariantAnimation(self)
        self._flight.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._flight.valueChanged.connect(self._fly)

    @property
    def zoom(self) -> float:
        """Screen pixels per scene unit."""
        return self.transform().m11()

    def set_zoom(self, zoom: float, at: QPointF | None = None) -> None:
        """Zoom, keeping the point under `at` (in the viewport; its middle if not given)."""
        self._flight.stop()
        anchor = at or QRectF(self.viewport().rect()).center()
        before = self._held_point(anchor)
        zoom = within_limits(zoom)
        self.setTransform(QTransform.fromScale(zoom, zoom))
        self.pan_by((self.scene_point(anchor) - before) * zoom)
        self._held = (anchor, before, self.viewportTransform())
        self.camera_moved.emit()

    def _held_point(self, anchor: QPointF) -> QPointF:
        """The scene's point to keep under `anchor`.

        A view scrolls by whole pixels. Where it is zoomed again about the same point, that is not
        measured anew, else the rest of each step would add up.
        """
        if self._held is not None:
            at, point, view = self._held
            if at == anchor and view == self.viewportTransform():
                return point
        return self.scene_point(anchor)

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom by a factor, keeping the point under `at`."""
        self.set_zoom(self.zoom * factor, at)

    def reset_zoom(self) -> None:
        """One screen pixel per scene unit."""
        self.set_zoom(1.0)

    def show_rect(self, rect: QRectF) -> None:
        """Show a part of the scene as large as it can be shown whole."""
        self._flight.stop()
        if rect.isEmpty():
            self.set_zoom(1.0)
        else:
            room = self.viewport().rect()
            zoom = min(room.width() / rect.width(), room.height() / rect.height())
            self.set_zoom(min(max(zoom, fitted_at_least()), fitted_at_most()))
        middle, seen = rect.center(), self.visible_rect()
        # What is too large to be shown whole is shown from where it begins.
        if rect.width() > seen.width() + 1:
            middle.setX(rect.left() + seen.width() / 2)
        if rect.height() > seen.height() + 1:
            middle.setY(rect.top() + seen.height() / 2)
        self.centerOn(middle)
        self.camera_moved.emit()

    def fly_to(self, rect: QRectF, closest: float = MAX_ZOOM) -> None:
        """Go in a third of a second to where a part of the scene is as large as fits in the view.

        Where little shall move, it is shown at once.
        """
        room = self.viewport().rect()
        if rect.isEmpty() or room.isEmpty():
            return
        zoom = min(room.width() / rect.width(), room.height() / rect.height(), closest)
        zoom = within_limits(zoom)
        self._flight.stop()
        self._from = (self.zoom, self.visible_rect().center())
        self._to = (zoom, rect.center())
        self._flight.setStartValue(0.0)
        self._flight.setEndValue(1.0)
        self._flight.setDuration(motion_ms(FLIGHT_MS))
        self._flight.start()

    @property
    def flies(self) -> bool:
        """Whether it is on the way to another part of the scene."""
        return self._flight.state() == QVariantAnimation.State.Running

    def _fly(self, share: float) -> None:
        """A share of the way: both zooms are passed evenly, and the goal comes nearer steadily."""
        (zoom0, centre0), (zoom1, centre1) = self._from, self._to
        zoom = zoom0 * (zoom1 / zoom0) ** share
        # What is left of the way shrinks on the screen as evenly as the picture grows.
        left = (1 / zoom - 1 / zoom1) / (1 / zoom0 - 1 / zoom1) if zoom0 != zoom1 else 1 - share
        self.setTransform(QTransform.fromScale(zoom, zoom))
        self.centerOn(centre1 + (centre0 - centre1) * left)
        self.camera_moved.emit()

    def show_point(self, at: QPointF) -> None:
        """Bring a point of the scene to the middle, at the same zoom."""
        self._flight.stop()
        self.centerOn(at)
        self.camera_moved.emit()

    def pan_by(self, step: QPointF) -> None:
        """Move the scene by screen pixels."""
        for bar, way in (
            (self.horizontalScrollBar(), step.x()),
            (self.verticalScrollBar(), step.y()),
        ):
            bar.setValue(bar.value() - round(way))
        self.camera_moved.emit()

    def visible_rect(self) -> QRectF:
        """The part of the scene in view."""
        return self.mapToScene(self.viewport().rect()).boundingRect()

    def scene_point(self, at: QPointF) -> QPointF:
        """The scene's point under a point of the viewport, not rounded to whole pixels."""
        inverted, _ = self.viewportTransform().inverted()
        return inverted.map(at)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._flight.stop()
        pixels, angle = QPointF(event.pixelDelta()), QPointF(event.angleDelta())
        zooms = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if _two_fingers(event) and not zooms:
            self.pan_by(angle / 2 if pixels.isNull() else pixels)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not zooms:
            self.pan_by(QPointF(angle.y() or angle.x(), 0) / 2)
        elif angle.y():
            self.zoom_by(_NOTCH ** (angle.y() / 120), event.position())
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom_by(1 + event.value(), event.position())
            return True
        return super().viewportEvent(event)

    def drawBackground(self, painter: QPainter, rect: QRectF) -> None:  # type: ignore[override]
        draw_grid(painter, rect, self.zoom)


def _two_fingers(event: QWheelEvent) -> bool:
    """Whether a wheel event comes from two fingers on a touchpad."""
    return (
        event.phase() != Qt.ScrollPhase.NoScrollPhase
        or event.deviceType() == QInputDevice.DeviceType.TouchPad
    )
