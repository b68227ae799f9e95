"""What the mouse does on the canvas: each gesture is an object that ends in an edit, or in nothing.

A gesture is started on press, moved, and then finished or cancelled. Until it is finished it
only draws; `cancel` leaves everything as it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QApplication, QGraphicsRectItem

from app.network.edits import MoveLayers
from app.network.graph import Position
from widgets.canvas.placing import snapped
from widgets.theme import theme

if TYPE_CHECKING:
    from widgets.canvas.view import CanvasView

_ADD = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


class Pointer(NamedTuple):
    """Where the mouse is, in the scene and on the screen, and which keys are held."""

    at: QPointF
    screen: QPointF
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier

    @property
    def adds(self) -> bool:
        """Whether what is hit is added to the selection rather than replacing it."""
        return bool(self.modifiers & _ADD)


class Gesture:
    """Something under way on the canvas; `start` must be called once, and one of the ends."""

    cursor = Qt.CursorShape.ArrowCursor
    ends_by_enter = False

    def __init__(self, view: CanvasView) -> None:
        self.view = view
        self.scene = view.canvas_scene
        self.document = view.document

    def start(self, pointer: Pointer) -> None:
        """Begin where the button went down."""

    def move(self, pointer: Pointer) -> None:
        """Follow the mouse."""

    def finish(self, pointer: Pointer) -> None:
        """End it: make the edit."""

    def key(self, key: int) -> bool:  # noqa: ARG002
        """Take a key pressed meanwhile; whether it meant something."""
        return False

    def accept(self) -> None:
        """End it by Enter instead of the mouse, where `ends_by_enter`."""

    def cancel(self) -> None:
        """End it without a trace."""


class MoveCards(Gesture):
    """Moves the selected cards; a press without a movement only selects.

    `names` are the layers that the pressed card stands for, or those of a block.
    """

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, view: CanvasView, names: Iterable[str]) -> None:
        super().__init__(view)
        self._names = frozenset(names)
        self._from = QPointF()
        self._pressed = QPointF()
        self._moving = False
        self._places: dict[str, Position] = {}

    @property
    def moving(self) -> bool:
        """Whether the cards have left their places."""
        return self._moving

    def start(self, pointer: Pointer) -> None:
        self._from, self._pressed = pointer.at, pointer.screen
        selection = self.document.selection
        self.scene.select_wires(())
        if pointer.adds:
            has_all = selection >= self._names
            self.document.select(selection - self._names if has_all else selection | self._names)
        elif not selection >= self._names:
            self.document.select(self._names)
        positions = self.scene.network.positions
        self._places = {name: positions[name] for name in self.document.selection}

    def move(self, pointer: Pointer) -> None:
        if not self._moving:
            distance = (pointer.screen - self._pressed).manhattanLength()
            self._moving = distance >= QApplication.startDragDistance()
        if self._moving:
            self.scene.preview(self._moved(pointer))

    def _moved(self, pointer: Pointer) -> dict[str, Position]:
        """New places: the first card keeps to the grid, the others keep their distance to it."""
        if not self._places:
            return {}
        pressed = [self._places[name] for name in self._names if name in self._places]
        leader = min(pressed or self._places.values())
        step = pointer.at - self._from
        place = snapped(leader.x + step.x(), leader.y + step.y())
        dx, dy = place.x - leader.x, place.y - leader.y
        return {name: Position(at.x + dx, at.y + dy) for name, at in self._places.items()}

    def finish(self, pointer: Pointer) -> None:
        if self._moving:
            moved = self._moved(pointer)
            self.scene.end_preview()
            if moved:
                self.document.apply(MoveLayers(moved))
        elif not pointer.adds:
            self.document.select(self._names)

    def cancel(self) -> None:
        self.scene.end_preview()


class RubberBand(Gesture):
    """Selects the cards that a rectangle touches, or the wires if it touches no card."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self._from = QPointF()
        self._kept: frozenset[str] = frozenset()
        self._band = QGraphicsRectItem()

    def start(self, pointer: Pointer) -> None:
        self._from = pointer.at
        self._kept = self.document.selection if pointer.adds else frozenset()
        colour = theme().colour("selection")
        pen = QPen(colour, 1)
        pen.setCosmetic(True)
        colour.setAlphaF(0.12)
        self._band.setPen(pen)
        self._band.setBrush(colour)
        self._band.setZValue(10)
        self.scene.addItem(self._band)

    def _rect(self, pointer: Pointer) -> QRectF:
        return QRectF(self._from, pointer.at).normalized()

    def _touched(self, pointer: Pointer) -> frozenset[str]:
        cards = self.scene.cards_in(self._rect(pointer))
        return self._kept.union(*(card.layers for card in cards))

    def move(self, pointer: Pointer) -> None:
        self._band.setRect(self._rect(pointer))
        self.scene.show_selected(self._touched(pointer))

    def finish(self, pointer: Pointer) -> None:
        names = self._touched(pointer)
        rect = self._rect(pointer)
        wires = {
            wire
            for wire, item in self.scene.wires.items()
            if item.isVisible() and item.shape().intersects(rect)
        }
        self.cancel()
        self.document.select(names)
        self.scene.select_wires(() if names or rect.isEmpty() else wires)

    def cancel(self) -> None:
        self.scene.removeItem(self._band)
        self.scene.show_selected(self.document.selection)


class Pan(Gesture):
    """Moves the canvas under the mouse."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self._last = QPointF()
        self._way = QPointF()

    def start(self, pointer: Pointer) -> None:
        self._last = pointer.screen

    def move(self, pointer: Pointer) -> None:
        step = pointer.screen - self._last
        self._last = pointer.screen
        self._way += step
        self.view.pan_by(step)

    def cancel(self) -> None:
        self.view.pan_by(-self._way)
