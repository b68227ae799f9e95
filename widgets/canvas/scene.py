"""The scene: cards, wires and blocks, kept in step with the document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from PySide6.QtCore import QObject, QPointF, QRectF, Signal
from PySide6.QtWidgets import QGraphicsScene

from app.network.graph import Network, Position, Wire
from app.network.problems import Problem
from app.network.repeats import repeat_counts
from widgets.canvas.block_card import BlockCard, block_facts
from widgets.canvas.block_frame import BlockFrame, BlockTab
from widgets.canvas.card_text import facts_of
from widgets.canvas.layer_card import LayerCard, badge_radius
from widgets.canvas.placing import CARD, placed
from widgets.canvas.shown import Shown
from widgets.canvas.wire_item import WireItem
from widgets.canvas.zoom import Level, level_at
from widgets.document import Document

_PORT_REACH = 10.0
_SCREEN_REACH = 8.5
"""Screen pixels around a port that still hit it."""


class Hit(NamedTuple):
    """What lies under a point; on the card of a collapsed block, `layer` is its face.

    A `toggle` is the triangle that opens or shuts a block, a `tab` the name of an open one.
    """

    part: Literal["in", "out", "badge", "name", "card", "wire", "toggle", "tab", "nothing"]
    layer: str = ""
    wire: Wire | None = None
    block: str = ""


NOTHING = Hit("nothing")


class CanvasScene(QGraphicsScene):
    """Holds an item per layer, wire and block of the document's network.

    What a collapsed block holds has its items too, but they are not visible. All are made from
    the network and its analysis; after an edit only those are touched whose layer, place or
    analysis is another one. Selected wires are the canvas's own affair.
    """

    network_shown = Signal()
    """The network on display is another one."""
    wires_selected = Signal()
    """Other wires are selected."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.cards: dict[str, LayerCard] = {}
        self.wires: dict[Wire, WireItem] = {}
        self.block_cards: dict[str, BlockCard] = {}
        self.frames: dict[str, BlockFrame] = {}
        self._tabs: dict[str, BlockTab] = {}
        self.selected_wires: frozenset[Wire] = frozenset()
        self._network = Network()
        self.shown = Shown(self._network)
        """Which layers are seen, and what stands for the others."""
        self._known: dict[str, object] = {}
        self._problems: Mapping[str, tuple[Problem, ...]] = {}
        document.network_changed.connect(self._sync)
        document.selection_changed.connect(self._sync_selection)
        self._sync()
        self._sync_selection()

    @property
    def network(self) -> Network:
        """The network on display, with a place for every layer."""
        return self._network

    def problems_of(self, name: str) -> tuple[Problem, ...]:
        """All problems that name a layer."""
        return self._problems.get(name, ())

    def card_of(self, name: str) -> LayerCard:
        """The card that shows a layer: its own, or that of the block that hides it."""
        path = self.shown.block_of.get(name)
        return self.block_cards[path] if path else self.cards[name]

    def visible_cards(self) -> list[LayerCard]:
        """The cards of layers that no block hides, and those of collapsed blocks."""
        hidden = self.shown.block_of
        layers = [card for name, card in self.cards.items() if name not in hidden]
        return [*layers, *self.block_cards.values()]

    def card_picturing(self, name: str) -> LayerCard | None:
        """The card that shows what a layer outputs; None where no visible one does."""
        if name not in self.cards:
            return None
        card = self.card_of(name)
        return card if card.pictured == name else None

    def _sync(self) -> None:
        before, after = self._network, placed(self.document.network)
        self._network = after
        self._problems = self._problems_by_layer()
        for wire in before.wires:
            if wire.source not in after.sources_of.get(wire.target, ()):
                self.removeItem(self.wires.pop(wire))
        for name in before.layers:
            if name not in after.layers:
                self.removeItem(self.cards.pop(name))
                del self._known[name]
        shown = self.shown
        relaid = self._sync_cards(after) | self._sync_blocks(after)
        rearranged = self.shown is not shown
        for wire in after.wires:
            if wire not in self.wires:
                self.wires[wire] = item = WireItem(wire)
                self._lay(item)
                self.addItem(item)
            elif wire.source in relaid or wire.target in relaid:
                self._lay(self.wires[wire])
            elif rearranged and self.wires[wire].is_long:
                self._lay(self.wires[wire])  # other cards may lie in its way
        self._sync_bundles()
        self.select_wires(self.selected_wires & self.wires.keys())
        self.network_shown.emit()

    def _sync_cards(self, network: Network) -> set[str]:
        """Bring the cards up to date; the names of those whose wires run otherwise."""
        relaid: set[str] = set()
        for name, layer in self.document.analysis.layers.items():
            problems = self.problems_of(name)
            known = (layer, problems)
            card = self.cards.get(name)
            if card is None:
                self.cards[name] = card = LayerCard(facts_of(layer, problems))
                card.setPos(*network.positions[name])
                card.show_state(selected=name in self.document.selection)
                self.addItem(card)
                relaid.add(name)
            elif self._known[name] != known:
                # An edit at the head alters the analysis of every layer, but few of the cards.
                facts = facts_of(layer, problems)
                if facts.shape != card.facts.shape:
                    for target in network.targets_of[name]:
                        if item := self.wires.get(Wire(name, target)):
                            item.carry(facts.shape)
                if facts != card.facts:
                    card.show_facts(facts)
            self._known[name] = known
            place = network.positions[name]
            if card.x() != place.x or card.y() != place.y:
                card.setPos(*place)
                relaid.add(name)
        return relaid

    def _sync_blocks(self, network: Network) -> set[str]:
        """Bring the blocks up to date; the names of the layers that another card shows now."""
        before = self.shown
        if not before.same_for(network):
            self.shown = Shown(network)
        times = repeat_counts(network)
        relaid = self._sync_block_cards(times)
        if self.shown is not before:
            hidden = self.shown.block_of
            for name, card in self.cards.items():
                if before.block_of.get(name) != hidden.get(name):
                    relaid.add(name)
                card.setVisible(name not in hidden)
            for path in self.frames.keys() - self.shown.open.keys():
                self.removeItem(self.frames.pop(path))
                self.removeItem(self._tabs.pop(path))
            for path in self.shown.open.keys() - self.frames.keys():
                self.frames[path], self._tabs[path] = BlockFrame(path), BlockTab(path)
                self.addItem(self.frames[path])
                self.addItem(self._tabs[path])
            self._lay_frames()
            if network.blocks:
                self.show_selected(self.document.selection)
        for path, tab in self._tabs.items():
            tab.show_times(times.get(path, 1))
        return relaid

    def _sync_block_cards(self, times: Mapping[str, int]) -> set[str]:
        relaid: set[str] = set()
        for path in self.block_cards.keys() - self.shown.collapsed.keys():
            self.removeItem(self.block_cards.pop(path))
        for path, names in self.shown.collapsed.items():
            problems = tuple(p for name in names for p in self.problems_of(name))
            facts = block_facts(
                self.shown, path, self.document.analysis, problems, times.get(path, 1)
            )
            card = self.block_cards.get(path)
            if card is None:
                self.block_cards[path] = card = BlockCard(facts)
                self.addItem(card)
                relaid.update(names)
            elif facts != card.facts:
                if facts.layers != card.facts.layers:
                    relaid.update(names)
                card.show_facts(facts)
            place = self.shown.positions[names[0]]
            if card.x() != place.x or card.y() != place.y:
                card.setPos(*place)
                relaid.update(names)
        return relaid

    def _lay_frames(self, moved: Mapping[str, Position] | None = None) -> None:
        if self.frames:
            for path, box in self.shown.frames(moved).items():
                self.frames[path].lay(box)
                self._tabs[path].lay(box)

    def _sync_bundles(self) -> None:
        """Show one wire of those that run between the same two cards."""
        bundles = self.shown.bundles
        for wire, item in self.wires.items():
            item.setVisible(wire in bundles and bundles[wire][0] == wire)

    def _problems_by_layer(self) -> Mapping[str, tuple[Problem, ...]]:
        by_layer: defaultdict[str, list[Problem]] = defaultdict(list)
        for problem in self.document.analysis.problems:
            by_layer[problem.layer].append(problem)
        return {name: tuple(problems) for name, problems in by_layer.items()}

    def _lay(self, item: WireItem) -> None:
        source, target = (self.card_of(name) for name in item.wire)
        start, end = source.out_port, target.in_port
        lane = self.shown.lane(Position(start.x(), start.y()), Position(end.x(), end.y()))
        item.lay(start, end, self.cards[item.wire.source].facts.shape, lane)

    def _sync_selection(self) -> None:
        """Follow the document; wires are selected together with layers only by `click_wire`."""
        self.select_wires(())
        self.show_selected(self.document.selection)

    def show_selected(self, names: Iterable[str]) -> None:
        """Draw these cards as selected, whatever the document's selection is."""
        names = frozenset(names)
        for name, card in self.cards.items():
            card.show_state(selected=name in names)
        for block_card in self.block_cards.values():
            there = names.intersection(block_card.layers)
            all_there = len(there) == len(block_card.layers)
            block_card.show_state(selected=all_there, partly_selected=bool(there) and not all_there)
        for path, frame in self.frames.items():
            chosen = names.issuperset(self.shown.open[path])
            frame.show_state(selected=chosen)
            self._tabs[path].show_state(selected=chosen)

    def select_wires(self, wires: Iterable[Wire]) -> None:
        """Select these wires and no others, each with those that are drawn as one with it."""
        bundles = self.shown.bundles
        wires = frozenset(with_it for wire in wires for with_it in bundles.get(wire, ()))
        if wires == self.selected_wires:
            return
        self.selected_wires = wires
        for wire, item in self.wires.items():
            item.show_state(selected=wire in wires)
        self.wires_selected.emit()

    def click_wire(self, wire: Wire, *, adds: bool) -> None:
        """Select a wire alone, or in addition to what is selected."""
        if adds:
            self.select_wires(self.selected_wires.symmetric_difference(self.shown.bundles[wire]))
        else:
            self.document.select(())
            self.select_wires({wire})

    def preview(self, places: Mapping[str, Position]) -> None:
        """Draw cards elsewhere than the document has them, with their wires."""
        for name, place in places.items():
            self.cards[name].setPos(*place)
        if self._network.blocks:
            self._preview_blocks(places)
        for wire, item in self.wires.items():
            if wire.source in places or wire.target in places:
                self._lay(item)

    def _preview_blocks(self, places: Mapping[str, Position]) -> None:
        for path, card in self.block_cards.items():
            if place := places.get(self.shown.collapsed[path][0]):
                card.setPos(*place)
        self._lay_frames(places)

    def end_preview(self) -> None:
        """Put the cards back to where the document has them."""
        self.preview(
            {
                name: place
                for name, place in self._network.positions.items()
                if name in self.cards and self.cards[name].pos() != QPointF(*place)
            }
        )

    def bounds(self, names: Iterable[str] | None = None) -> QRectF:
        """The rectangle around the given cards, or all of them."""
        whole = names is None
        names = self.cards if names is None else names
        # A thousand questions to Qt would take two milliseconds.
        places = [self.shown.positions[name] for name in names]
        if not places:
            return QRectF()
        xs, ys = [at.x for at in places], [at.y for at in places]
        left, top = min(xs), min(ys)
        rect = QRectF(left, top, max(xs) - left + CARD, max(ys) - top + CARD)
        for frame in self.frames.values() if whole else ():
            rect |= frame.rect | frame.largest_tab
        return rect

    def cards_in(self, rect: QRectF) -> list[LayerCard]:
        """The cards that a rectangle touches."""
        return [
            item
            for item in self.items(rect)
            if isinstance(item, LayerCard) and item.scene_rect.intersects(rect)
        ]

    def hit(self, at: QPointF, zoom: float) -> Hit:
        """What lies under a point; ports and badges reach some screen pixels around them."""
        reach = max(_PORT_REACH, min(36.0, _SCREEN_REACH / zoom))
        around = QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach)
        items = self.items(around)
        cards = [item for item in items if isinstance(item, LayerCard)]
        for card in cards:
            if part := _part_at(card, at, reach, zoom):
                return part
        for card in cards:
            if card.scene_rect.contains(at):
                return _card_hit(card, at, zoom)
        for tab in items:
            if isinstance(tab, BlockTab) and tab.tab_rect(zoom).contains(at):
                toggles = tab.toggle_rect(zoom).contains(at)
                return Hit("toggle" if toggles else "tab", block=tab.path)
        wire = self.wire_at(at, zoom)
        return Hit("wire", wire=wire) if wire is not None else NOTHING

    def wire_at(self, at: QPointF, zoom: float) -> Wire | None:
        """The wire that runs within some screen pixels of a point."""
        near = min(6.0 / zoom, 30.0)
        pick = QRectF(at.x() - near, at.y() - near, 2 * near, 2 * near)
        for item in self.items(pick):
            if isinstance(item, WireItem) and item.shape().intersects(pick):
                return item.wire
        return None


def _card_hit(card: LayerCard, at: QPointF, zoom: float) -> Hit:
    """What of a card a point within it hits."""
    if isinstance(card, BlockCard):
        toggles = level_at(zoom) is Level.CARD and card.toggle_rect().contains(at)
        return Hit("toggle" if toggles else "card", card.layers[0], block=card.block)
    return Hit("name" if card.name_rect().contains(at) else "card", card.name)


def _part_at(card: LayerCard, at: QPointF, reach: float, zoom: float) -> Hit | None:
    """The badge or the port of a card that a point hits."""
    if card.facts.problems and _distance(card.badge_centre(), at) <= max(
        badge_radius(zoom), _SCREEN_REACH / zoom if zoom > 0.3 else 0
    ):
        worst = min(card.facts.problems, key=lambda problem: problem.severity != "error")
        return Hit("badge", worst.layer, block=card.block)
    if card.facts.takes_wire and _distance(card.in_port, at) <= reach:
        return Hit("in", card.layers[0], block=card.block)
    if _distance(card.out_port, at) <= reach:
        return Hit("out", card.layers[0], block=card.block)
    return None


def _distance(a: QPointF, b: QPointF) -> float:
    return float(((a.x() - b.x()) ** 2 + (a.y() - b.y()) ** 2) ** 0.5)


def card_middle(place: Position) -> QPointF:
    """The middle of a card whose corner is at `place`."""
    return QPointF(place.x + CARD / 2, place.y + CARD / 2)
