"""A wire that is being drawn: where it may go, and what would come of it."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QGraphicsPathItem

from app.language import tr
from app.network.analysis import analyse
from app.network.edits import Connect, Disconnect, Edit, Together
from app.network.graph import Network, Wire
from app.network.layers.dense import Input
from widgets.canvas.layer_card import LayerCard, PortMark
from widgets.canvas.scene import CanvasScene
from widgets.canvas.wire_item import WireItem, wire_path
from widgets.theme import theme


class Verdict(NamedTuple):
    """What would come of a wire: whether it may be drawn and fits, and a sentence about it."""

    mark: PortMark
    message: str


class Proposal:
    """A wire with one end at the layer `fixed`; the other end is sought among the cards.

    A card is named by its face (see `Shown`). `forward` says that `fixed` is the wire's source.
    `taken` is an existing wire whose end has been taken off its target. While it is shown, the
    port of every other card says whether the wire could end there; `clear` leaves the scene as
    it was.
    """

    def __init__(
        self, scene: CanvasScene, fixed: str, *, forward: bool, taken: Wire | None = None
    ) -> None:
        self._scene = scene
        self.fixed = fixed
        self.forward = forward
        self.taken = taken
        self._line = QGraphicsPathItem()
        self._line.setZValue(5)
        self._verdicts: dict[str, Verdict] = {}
        self._pointed: LayerCard | None = None

    def show(self) -> None:
        """Mark the ports and begin the line."""
        if self.taken is not None:
            self._taken_item(self.taken).setVisible(False)
        port = "in" if self.forward else "out"
        barred = self._barred()
        fixed = self._scene.card_of(self.fixed)
        for card in self._scene.visible_cards():
            if card is not fixed:
                end, refusal = self._end(card.layers[0])
                refused = bool(refusal) or end in barred
                mark = PortMark.REFUSED if refused else self._first_mark(end)
                card.show_state(port_marks={port: mark})
        self._scene.addItem(self._line)

    def clear(self) -> None:
        """Take everything back."""
        self._scene.removeItem(self._line)
        self._point(None)
        for card in self._scene.visible_cards():
            card.show_state(port_marks={})
        if self.taken is not None and self.taken in self._scene.shown.bundles:
            self._taken_item(self.taken).setVisible(True)

    def _taken_item(self, wire: Wire) -> WireItem:
        """What draws a wire, which may be one of several that are drawn as one."""
        return self._scene.wires[self._scene.shown.bundles[wire][0]]

    def _end(self, face: str) -> tuple[str, str]:
        """The layer of a card that the wire would lead to or come from, or why there is none."""
        shown = self._scene.shown
        return shown.way_in(face) if self.forward else shown.way_out(face)

    def _barred(self) -> set[str]:
        """The cards that the wire cannot go to."""
        network = self._scene.network
        if self.forward:
            return {*network.upstream(self.fixed), *network.inputs}
        return set(network.downstream(self.fixed))

    def _first_mark(self, end: str) -> PortMark:
        """Whether the target fits what the source gives, without a look at what follows."""
        wire = self.wire_to(end)
        layers = self._scene.document.analysis.layers
        given = layers[wire.source].output
        target = layers[wire.target].layer
        if given is None or isinstance(target, Input):
            return PortMark.VALID
        beside = layers[wire.target].inputs if target.takes_several else ()
        return PortMark.VALID if target.measure_all((*beside, given)).output else PortMark.UNFIT

    def wire_to(self, end: str) -> Wire:
        """The wire with its other end at a layer."""
        return Wire(self.fixed, end) if self.forward else Wire(end, self.fixed)

    def edit_for(self, other: str) -> Edit | None:
        """The edit that the wire to `other` is; None where it would change nothing."""
        wire = self.wire_to(self._end(other)[0])
        if wire == self.taken:
            return None
        connect = Connect(*wire)
        if self.taken is None:
            return connect
        edits = (Disconnect(frozenset({self.taken})), connect)
        return Together(tr("Move wire to {target}", target=wire.target), edits)

    def verdict(self, other: str) -> Verdict:
        """What the wire to `other` would bring, by analysing the network that it would make."""
        if other not in self._verdicts:
            self._verdicts[other] = self._judged(other)
        return self._verdicts[other]

    def _judged(self, other: str) -> Verdict:
        network = self._scene.network
        end, why_none = self._end(other)
        if why_none:
            return Verdict(PortMark.REFUSED, tr("cannot connect: {why_none}", why_none=why_none))
        wire = self.wire_to(end)
        if refusal := network.why_not_connect(*wire):
            return Verdict(PortMark.REFUSED, tr("cannot connect: {refusal}", refusal=refusal))
        edit = self.edit_for(other)
        if edit is None:
            return Verdict(
                PortMark.VALID,
                tr("{source} feeds {target} as before", source=wire.source, target=wire.target),
            )
        fault = self._new_fault(edit.apply(network), wire.target)
        if fault:
            return Verdict(PortMark.UNFIT, tr("connects, but then {fault}", fault=fault))
        replaced = network.source_of.get(wire.target)
        if network.layers[wire.target].takes_several:
            replaced = None
        if replaced is not None and replaced != wire.source:
            return Verdict(
                PortMark.VALID,
                tr(
                    "{source} feeds {target} in place of {replaced}",
                    source=wire.source,
                    target=wire.target,
                    replaced=replaced,
                ),
            )
        return Verdict(
            PortMark.VALID, tr("{source} feeds {target}", source=wire.source, target=wire.target)
        )

    def _new_fault(self, changed: Network, target: str) -> str:
        """The first error that the wire would bring to `target` or what follows it."""
        after = analyse(changed)
        known = {(p.layer, p.message) for p in self._scene.document.analysis.errors}
        concerned = {target, *changed.downstream(target)}
        for problem in after.errors:
            if problem.layer in concerned and (problem.layer, problem.message) not in known:
                return problem.located
        return ""

    def point_at(self, at: QPointF, other: str | None) -> Verdict | None:
        """Draw the loose end at a point, or at the port of `other`, and say what it would bring."""
        verdict = self.verdict(other) if other is not None else None
        card = self._scene.card_of(other) if other is not None else None
        self._point(card)
        fixed = self._scene.card_of(self.fixed)
        if self.forward:
            path = wire_path(fixed.out_port, card.in_port if card else at)
        else:
            path = wire_path(card.out_port if card else at, fixed.in_port)
        self._line.setPath(path)
        self._line.setPen(self._pen(verdict))
        if card is not None and verdict is not None:
            card.show_state(port_marks={"in" if self.forward else "out": verdict.mark})
        return verdict

    def _point(self, card: LayerCard | None) -> None:
        if self._pointed is not None and self._pointed is not card:
            self._pointed.show_state(hovered=False)
        if card is not None:
            card.show_state(hovered=True)
        self._pointed = card

    @staticmethod
    def _pen(verdict: Verdict | None) -> QPen:
        colour: QColor = theme().colour(verdict.mark.value if verdict else "selection")
        pen = QPen(colour, 3)
        if verdict is None or verdict.mark is PortMark.REFUSED:
            pen.setStyle(Qt.PenStyle.DashLine)
        return pen
