"""Drawing wires: by dragging from port to port, or by choosing a card with the arrow keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF, Qt

from app.network.edits import Disconnect
from app.network.graph import Wire
from widgets.canvas.gestures import Gesture, Pointer
from widgets.canvas.layer_card import PortMark
from widgets.canvas.proposal import Proposal
from widgets.canvas.walking import ARROWS, nearest

if TYPE_CHECKING:
    from widgets.canvas.view import CanvasView


class DragWire(Gesture):
    """Draws a wire from a port to a card.

    From an output port forwards, from a free input port backwards. From an input port that has
    a wire, that wire (the last of several) is taken off: it goes to another card, or away if
    dropped on nothing.
    """

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, view: CanvasView, layer: str, port: Literal["in", "out"]) -> None:
        super().__init__(view)
        sources = self.scene.network.sources_of[layer]
        taken = Wire(sources[-1], layer) if port == "in" and sources else None
        self._proposal = Proposal(
            self.scene,
            taken.source if taken else layer,
            forward=port == "out" or taken is not None,
            taken=taken,
        )

    def start(self, pointer: Pointer) -> None:
        self._proposal.show()
        self.move(pointer)

    def _card_at(self, pointer: Pointer) -> str | None:
        """The card whose port or body is under the mouse, other than the one it began at."""
        name = self.scene.hit(pointer.at, self.view.zoom).layer
        return name if name and name != self._proposal.fixed else None

    def move(self, pointer: Pointer) -> None:
        verdict = self._proposal.point_at(pointer.at, self._card_at(pointer))
        self.view.say(verdict.message if verdict else "", pointer.screen)

    def finish(self, pointer: Pointer) -> None:
        other = self._card_at(pointer)
        taken = self._proposal.taken
        itself = self.scene.hit(pointer.at, self.view.zoom).layer
        self.cancel()
        if other is not None:
            _make(self.view, self._proposal, other)
        elif taken is not None and itself != self._proposal.fixed:
            self.document.apply(Disconnect(frozenset({taken})))

    def cancel(self) -> None:
        self._proposal.clear()
        self.view.say("")


class ConnectByChoice(Gesture):
    """Connects the selected layer to one chosen with the arrow keys and Enter, or by a click."""

    cursor = Qt.CursorShape.CrossCursor
    ends_by_enter = True

    def __init__(self, view: CanvasView, layer: str) -> None:
        super().__init__(view)
        self._proposal = Proposal(self.scene, layer, forward=True)
        self._chosen: str | None = None

    def begin(self) -> None:
        """Start without a mouse: offer the nearest layer that takes the wire."""
        self._proposal.show()
        fixed = self._proposal.fixed
        network = self.scene.network
        others = [n for n in network.layers if not network.why_not_connect(fixed, n)]
        free = [n for n in others if n not in network.source_of or network.layers[n].takes_several]
        first = nearest(network, fixed, free) or nearest(network, fixed, others)
        if first is None:
            self.view.say("cannot connect: there is no other layer that takes a wire")
        self._choose(first)

    def _choose(self, name: str | None) -> None:
        self._chosen = name
        at = self.scene.cards[self._proposal.fixed].out_port + QPointF(60, 0)
        verdict = self._proposal.point_at(at, name)
        if verdict is not None and name is not None:
            self.view.ensure_card_visible(name)
            place = self.view.mapFromScene(self.scene.cards[name].in_port).toPointF()
            self.view.say(f"{verdict.message} (Enter connects, Esc leaves)", place)

    def key(self, key: int) -> bool:
        if key in ARROWS:
            network = self.scene.network
            others = [name for name in network.layers if name != self._proposal.fixed]
            start = self._chosen or self._proposal.fixed
            self._choose(nearest(network, start, others, ARROWS[key]) or self._chosen)
            return True
        return False

    def move(self, pointer: Pointer) -> None:
        name = self.scene.hit(pointer.at, self.view.zoom).layer
        if name and name not in (self._proposal.fixed, self._chosen):
            self._choose(name)

    def finish(self, pointer: Pointer) -> None:
        self._chosen = self.scene.hit(pointer.at, self.view.zoom).layer or None
        if self._chosen == self._proposal.fixed:
            self._chosen = None
        self.accept()

    def accept(self) -> None:
        self.cancel()
        if self._chosen is not None:
            _make(self.view, self._proposal, self._chosen)

    def cancel(self) -> None:
        self._proposal.clear()
        self.view.say("")


def _make(view: CanvasView, proposal: Proposal, other: str) -> None:
    """Make the wire, or say why not."""
    verdict = proposal.verdict(other)
    edit = proposal.edit_for(other)
    made = verdict.mark is not PortMark.REFUSED and edit is not None and view.document.apply(edit)
    if verdict.mark is PortMark.REFUSED or (made and verdict.mark is PortMark.UNFIT):
        view.say(verdict.message)
