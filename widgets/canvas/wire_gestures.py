"""Drawing wires: by dragging from port to port, or by choosing a card with the arrow keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF, Qt

from app.language import tr
from app.network.edits import Disconnect
from app.network.graph import Wire
from widgets.canvas.gestures import Gesture, Pointer
from widgets.canvas.layer_card import PortMark
from widgets.canvas.proposal import Proposal
from widgets.canvas.walking import ARROWS, nearest

if TYPE_CHECKING:
    from widgets.canvas.view import CanvasView


class DragWire(Gesture):
    """Draws a wire from a port of a layer to a card; the layer may lie in a collapsed block.

    From an output port forwards, from a free input port backwards. From an input port that has
    a wire, that wire (the last of several) is taken off: it goes to another card, or away if
    dropped on nothing. A new wire forwards that is dropped on nothing asks what it should feed.
    """

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, view: CanvasView, layer: str, port: Literal["in", "out"]) -> None:
        super().__init__(view)
        shown = self.scene.shown
        sources = [
            source
            for source in self.scene.network.sources_of[layer]
            if Wire(source, layer) in shown.bundles
        ]
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
        face = _face_at(self.view, pointer)
        return face if face != self.scene.shown.face(self._proposal.fixed) else None

    def move(self, pointer: Pointer) -> None:
        verdict = self._proposal.point_at(pointer.at, self._card_at(pointer))
        self.view.say(verdict.message if verdict else "", pointer.screen)

    def finish(self, pointer: Pointer) -> None:
        other = self._card_at(pointer)
        taken = self._proposal.taken
        on_itself = _face_at(self.view, pointer) == self.scene.shown.face(self._proposal.fixed)
        self.cancel()
        if other is not None:
            _make(self.view, self._proposal, other)
        elif taken is not None and not on_itself:
            self.document.apply(Disconnect(frozenset({taken})))
        elif self._proposal.forward and not on_itself:
            self.view.add_layer_at(self._proposal.fixed, pointer.at)

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
        network, shown = self.scene.network, self.scene.shown
        ends = {face: end for face in shown.order if (end := shown.way_in(face)[0])}
        others = [face for face, end in ends.items() if not network.why_not_connect(fixed, end)]
        free = [
            face
            for face in others
            if ends[face] not in network.source_of or network.layers[ends[face]].takes_several
        ]
        places = shown.positions
        first = nearest(places, fixed, free) or nearest(places, fixed, others)
        if first is None:
            self.view.say(tr("cannot connect: there is no other layer that takes a wire"))
        self._choose(first)

    def _choose(self, name: str | None) -> None:
        self._chosen = name
        at = self.scene.card_of(self._proposal.fixed).out_port + QPointF(60, 0)
        verdict = self._proposal.point_at(at, name)
        if verdict is not None and name is not None:
            self.view.ensure_card_visible(name)
            place = self.view.mapFromScene(self.scene.card_of(name).in_port).toPointF()
            self.view.say(
                tr("{message} (Enter connects, Esc leaves)", message=verdict.message), place
            )

    def key(self, key: int) -> bool:
        if key in ARROWS:
            shown = self.scene.shown
            own = shown.face(self._proposal.fixed)
            start = self._chosen or own
            others = [face for face in shown.order if face != own]
            self._choose(nearest(shown.positions, start, others, ARROWS[key]) or self._chosen)
            return True
        return False

    def move(self, pointer: Pointer) -> None:
        face = _face_at(self.view, pointer)
        if face and face not in (self.scene.shown.face(self._proposal.fixed), self._chosen):
            self._choose(face)

    def finish(self, pointer: Pointer) -> None:
        self._chosen = _face_at(self.view, pointer)
        if self._chosen == self.scene.shown.face(self._proposal.fixed):
            self._chosen = None
        self.accept()

    def accept(self) -> None:
        self.cancel()
        if self._chosen is not None:
            _make(self.view, self._proposal, self._chosen)

    def cancel(self) -> None:
        self._proposal.clear()
        self.view.say("")


def _face_at(view: CanvasView, pointer: Pointer) -> str | None:
    """The face of the card under the mouse."""
    name = view.canvas_scene.hit(pointer.at, view.zoom).layer
    return view.canvas_scene.shown.face(name) if name else None


def _make(view: CanvasView, proposal: Proposal, other: str) -> None:
    """Make the wire, or say why not."""
    verdict = proposal.verdict(other)
    edit = proposal.edit_for(other)
    made = verdict.mark is not PortMark.REFUSED and edit is not None and view.document.apply(edit)
    if verdict.mark is PortMark.REFUSED or (made and verdict.mark is PortMark.UNFIT):
        view.say(verdict.message)
