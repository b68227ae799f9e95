"""The view: zoom, pan, mouse and keyboard on the canvas."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QShowEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsView, QLabel, QWidget

from app.network.arrange import arrange
from app.network.edits import MoveLayers
from widgets.canvas.gestures import Gesture, MoveCards, Pan, Pointer, RubberBand
from widgets.canvas.grid import draw_grid
from widgets.canvas.live_maps import LiveMaps
from widgets.canvas.scene import NOTHING, CanvasScene, Hit
from widgets.canvas.zoom import within_limits
from widgets.document import Document
from widgets.theme import LARGE, font

_FARTHEST = 1.1e7
_MARGIN = 40.0
"""Scene units left free around the network by `fit`."""
_FITTED_ZOOM = 1.25
"""`fit` does not blow a small network up further than this."""
_NOTCH = 1.2
"""Zoom factor of one notch of the wheel."""


class CanvasView(QGraphicsView):
    """The canvas: shows the document's network and turns gestures and keys into edits."""

    layer_activated = Signal(str)
    """A layer was double-clicked, or Enter pressed on it."""
    message = Signal(str)
    """A short hint for the status bar; empty takes it back."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.canvas_scene = CanvasScene(document, self)
        self.setScene(self.canvas_scene)
        self._maps = LiveMaps(self.canvas_scene, self)
        self._gesture: Gesture | None = None
        self._hovered: Hit = NOTHING
        self._space_held = False
        self._fitted = False
        self._hint = self._make_hint()
        self._set_up()
        self.canvas_scene.changed_items.connect(self._on_network)
        self._on_network()

    def _set_up(self) -> None:
        self.setAccessibleName("Canvas")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSceneRect(QRectF(-_FARTHEST, -_FARTHEST, 2 * _FARTHEST, 2 * _FARTHEST))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setRenderHints(QPainter.RenderHint.Antialiasing)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _make_hint(self) -> QLabel:
        hint = QLabel(
            "Drag a layer here, or double-click one in the palette.\n"
            "Most networks begin with an Input.",
            self,
        )
        hint.setFont(font(LARGE))
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        hint.setForegroundRole(self.foregroundRole())
        return hint

    def _on_network(self) -> None:
        self._hovered = NOTHING
        self._hint.setVisible(not self.canvas_scene.cards)

    # Zoom and place

    @property
    def zoom(self) -> float:
        """Screen pixels per scene unit."""
        return self.transform().m11()

    def set_zoom(self, zoom: float, at: QPointF | None = None) -> None:
        """Zoom, keeping the point under `at` (in the viewport; its middle if not given)."""
        anchor = at or QPointF(self.viewport().rect().center())
        before = self._scene_point(anchor)
        zoom = within_limits(zoom)
        self.setTransform(QTransform.fromScale(zoom, zoom))
        after = self._scene_point(anchor)
        self.pan_by((after - before) * zoom)

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        self.set_zoom(self.zoom * factor, at)

    def reset_zoom(self) -> None:
        self.set_zoom(1.0)

    def fit(self) -> None:
        """Show the whole network."""
        rect = self.canvas_scene.bounds()
        if rect.isEmpty():
            self.set_zoom(1.0)
            self.centerOn(0, 0)
            return
        rect.adjust(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
        room = self.viewport().rect()
        zoom = min(room.width() / rect.width(), room.height() / rect.height(), _FITTED_ZOOM)
        self.set_zoom(zoom)
        self.centerOn(rect.center())

    def pan_by(self, step: QPointF) -> None:
        """Move the canvas by screen pixels."""
        for bar, way in (
            (self.horizontalScrollBar(), step.x()),
            (self.verticalScrollBar(), step.y()),
        ):
            bar.setValue(bar.value() - round(way))

    def visible_rect(self) -> QRectF:
        """The part of the scene in view."""
        return self.mapToScene(self.viewport().rect()).boundingRect()

    def _scene_point(self, at: QPointF) -> QPointF:
        inverted, _ = self.viewportTransform().inverted()
        return inverted.map(at)

    def tidy(self) -> None:
        """Place all layers tidily and show them all."""
        if self.document.network.layers:
            self.document.apply(MoveLayers(arrange(self.document.network)))
            self.fit()

    def go_to(self, name: str) -> None:
        """Select a layer and bring it to the middle."""
        card = self.canvas_scene.cards.get(name)
        if card is None:
            return
        self.document.select({name})
        if self.zoom < 0.6:
            self.set_zoom(1.0)
        self.centerOn(card.scene_rect.center())

    # Live maps

    def show_maps(self, maps: Mapping[str, NDArray[np.float32]]) -> None:
        """Show what layers output, by name: float32 C×H×W or (F,); an Input's is in 0..1."""
        self._maps.show(maps, self.visible_rect(), self.zoom)

    def wanted_maps(self) -> frozenset[str]:
        """The layers in view, or nearly so, at a zoom at which maps are shown."""
        if not self.isVisible():
            return frozenset()
        return self._maps.wanted(self.visible_rect(), self.zoom)

    def select_all(self) -> None:
        self.document.select(self.document.network.layers)

    # Mouse

    def _pointer(self, event: QMouseEvent) -> Pointer:
        screen = event.position()
        return Pointer(self._scene_point(screen), screen, event.modifiers())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._gesture is not None:
            return
        pointer = self._pointer(event)
        gesture = self._gesture_for(event.button(), pointer)
        if gesture is not None:
            self._begin(gesture, pointer)

    def _gesture_for(self, button: Qt.MouseButton, pointer: Pointer) -> Gesture | None:
        if button == Qt.MouseButton.MiddleButton or (
            button == Qt.MouseButton.LeftButton and self._space_held
        ):
            return Pan(self)
        if button != Qt.MouseButton.LeftButton:
            return None
        hit = self.canvas_scene.hit(pointer.at, self.zoom)
        if hit.part in ("card", "name"):
            return MoveCards(self, hit.layer)
        return RubberBand(self)

    def _begin(self, gesture: Gesture, pointer: Pointer) -> None:
        self._gesture = gesture
        self.viewport().setCursor(gesture.cursor)
        gesture.start(pointer)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._gesture is not None:
            self._gesture.move(self._pointer(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._gesture is not None:
            gesture, self._gesture = self._gesture, None
            self.viewport().unsetCursor()
            gesture.finish(self._pointer(event))

    def cancel_gesture(self) -> bool:
        """Leave what is under way; whether there was something."""
        if self._gesture is None:
            return False
        gesture, self._gesture = self._gesture, None
        self.viewport().unsetCursor()
        gesture.cancel()
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y() / 120
        self.zoom_by(_NOTCH**notches, event.position())

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.cancel_gesture():
            return
        super().keyPressEvent(event)

    # Look

    def drawBackground(self, painter: QPainter, rect: QRectF | object) -> None:
        draw_grid(painter, QRectF(rect), self.zoom)  # type: ignore[arg-type]

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._fitted:
            self._fitted = True
            self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hint.resize(self.size())
