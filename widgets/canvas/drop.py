"""A layer coming from the palette: where it would go, and the edit that puts it there."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QGraphicsRectItem

from app.network.edits import Edit
from app.network.graph import Network, Wire
from app.network.layer import Layer
from app.network.layers import kind_named
from app.network.layers.dense import Input
from widgets.canvas.library_blocks import block_edit
from widgets.canvas.placing import CARD, drop_edit, free_place, near_layer, snapped
from widgets.canvas.scene import CanvasScene
from widgets.theme import theme

LAYER_MIME = "application/x-convas-layer"
"""What a drag from the palette carries: the name of a layer kind in UTF-8."""


def dragged_layer(data: QMimeData) -> Layer | None:
    """The layer that a drag carries; None where it carries none that is known."""
    if not data.hasFormat(LAYER_MIME):
        return None
    try:
        return kind_named(bytes(data.data(LAYER_MIME).data()).decode())()
    except ValueError:
        return None


class LayerDrop:
    """Shows, while a layer hovers over the canvas, the wire or card that would take it."""

    def __init__(self, scene: CanvasScene) -> None:
        self._scene = scene
        self._ghost = QGraphicsRectItem(0, 0, CARD, CARD)
        self._ghost.setZValue(4)

    def show(self, layer: Layer | None, at: QPointF, zoom: float) -> None:
        """Mark what a drop at `at` would do; None stands for a block."""
        wire, card = self._aim(layer, at, zoom)
        self._mark(wire, card)
        loose = wire is None and card is None
        if loose:
            corner = snapped(at.x() - CARD / 2, at.y() - CARD / 2)
            pen = QPen(theme().colour("selection"), 2, Qt.PenStyle.DashLine)
            pen.setCosmetic(True)
            self._ghost.setPen(pen)
            self._ghost.setPos(*free_place(self._scene.network, corner))
        if loose and self._ghost.scene() is None:
            self._scene.addItem(self._ghost)
        elif not loose:
            self._hide_ghost()

    def clear(self) -> None:
        """Leave no mark."""
        self._mark(None, None)
        self._hide_ghost()

    def edit(self, layer: Layer, at: QPointF, zoom: float) -> Edit:
        """The edit that a drop at `at` is."""
        wire = None if self._card_under(at) else self._scene.wire_at(at, zoom)
        wires = self._scene.shown.bundles[wire] if wire else ()
        near = near_layer(self._scene.shown.tails, at.x(), at.y())
        return drop_edit(self._scene.network, layer, at.x(), at.y(), wires, near)

    def feeder(self, at: QPointF, zoom: float) -> str | None:
        """The layer that would feed what is dropped at `at`."""
        wire, near = self._aim(None, at, zoom)
        return wire.source if wire else near

    def block_edit(self, template: Network, at: QPointF, zoom: float) -> Edit:
        """The edit that a drop of a block at `at` is."""
        wire, near = self._aim(None, at, zoom)
        wires: tuple[Wire, ...] = ()
        if wire is not None:
            bundle = self._scene.shown.bundles.get(wire, (wire,))
            wires = tuple(one for one in bundle if one.source == wire.source)
        corner = snapped(at.x() - CARD / 2, at.y() - CARD / 2)
        after = wire.source if wire else near
        return block_edit(self._scene.network, template, after, wires, corner)

    def _aim(self, layer: Layer | None, at: QPointF, zoom: float) -> tuple[Wire | None, str | None]:
        """The wire that would take the layer and the card that it would follow."""
        if isinstance(layer, Input):
            return None, None
        if not self._card_under(at) and (wire := self._scene.wire_at(at, zoom)):
            return wire, None
        near = near_layer(self._scene.shown.tails, at.x(), at.y())
        if near is None:
            return None, None
        targets = self._scene.network.targets_of[near]
        return (Wire(near, targets[0]) if targets else None), near

    def _card_under(self, at: QPointF) -> bool:
        return any(card.scene_rect.contains(at) for card in self._scene.visible_cards())

    def _mark(self, wire: Wire | None, card: str | None) -> None:
        for known, item in self._scene.wires.items():
            item.show_state(marked=known == wire)
        marked = self._scene.card_of(card) if card else None
        for shown_card in self._scene.visible_cards():
            shown_card.show_state(marked=shown_card is marked)

    def _hide_ghost(self) -> None:
        if self._ghost.scene() is not None:
            self._scene.removeItem(self._ghost)
