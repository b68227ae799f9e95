"""What the layers output for the probe image, on its way onto the cards."""

from __future__ import annotations

import time
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QRectF, QTimer, Signal

from app.network.arrange import COLUMN_STEP
from app.network.problems import logits_layer
from widgets.canvas.map_picture import MapPicture
from widgets.canvas.scene import CanvasScene
from widgets.canvas.zoom import CARD_FROM, channels_from

_TURN_SECONDS = 0.006
"""How long pictures are made before the event loop gets its turn again."""
_MOST_BYTES = 256 * 2**20
"""Outputs kept at most; beyond, those of cards out of view are forgotten."""


_FEW_VALUES = 4_096


class LiveMaps(QObject):
    """Puts new maps on the cards in view, a few milliseconds at a time.

    Turning values into colours is what costs; it is done in short turns, newest values only, and
    not at all for cards that nobody sees: those make their picture when they are painted.
    """

    shown = Signal(str)
    """A layer's card has other values now."""

    def __init__(self, scene: CanvasScene, parent: QObject) -> None:
        super().__init__(parent)
        self._scene = scene
        self._zoom = 1.0
        self.classes: tuple[str, ...] = ()
        """What the values at the end of the network are scores of."""
        self._waiting: dict[str, MapPicture] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._make_some)

    def wanted(self, visible: QRectF, zoom: float) -> frozenset[str]:
        """The layers whose maps can be seen, or soon will be when panning."""
        if zoom < CARD_FROM:
            return frozenset()
        around = COLUMN_STEP / 2
        near = visible.adjusted(-around, -around, around, around)
        return frozenset(card.pictured for card in self._scene.cards_in(near)) - {""}

    def show(self, maps: Mapping[str, NDArray[np.float32]], visible: QRectF, zoom: float) -> None:
        """Take new values; those that equal the ones on display cost nothing."""
        self._zoom = zoom
        seen = self.wanted(visible, zoom)
        ends = self._ends()
        for name, values in maps.items():
            card = self._scene.card_picturing(name)
            if card is None or values.shape != card.facts.shape:
                continue
            shown = self._waiting.get(name) or card.picture
            classes = self.classes if name in ends else ()
            if shown is not None and shown.classes == classes and _same(shown.values, values):
                continue
            picture = MapPicture(values, image=card.facts.family == "input", classes=classes)
            if name in seen:
                self._waiting[name] = picture
            else:
                self._waiting.pop(name, None)
                card.show_picture(picture)
                self.shown.emit(name)
        self._forget_unseen(seen)
        if self._waiting and not self._timer.isActive():
            self._timer.start()

    def forget(self) -> None:
        """Take all pictures off the cards."""
        self._waiting.clear()
        for card in (*self._scene.cards.values(), *self._scene.block_cards.values()):
            if card.picture is not None:
                card.show_picture(None)

    def _ends(self) -> frozenset[str]:
        """The layers that give a value for each class, where the network has a single end."""
        network = self._scene.network
        logits = logits_layer(network) if self.classes else None
        return frozenset() if logits is None else frozenset((logits, *network.ends))

    def _make_some(self) -> None:
        """One turn: pictures until the time is up, at least one."""
        end = time.perf_counter() + _TURN_SECONDS
        while self._waiting:
            name = next(iter(self._waiting))
            picture = self._waiting.pop(name)
            card = self._scene.card_picturing(name)
            if card is not None and picture.values.shape == card.facts.shape:
                close = self._zoom >= channels_from()
                picture.prepare(card.map_area(close), self._zoom, close)
                card.show_picture(picture)
                self.shown.emit(name)
            if time.perf_counter() >= end:
                return
        self._timer.stop()

    def _forget_unseen(self, seen: frozenset[str]) -> None:
        cards = [
            card
            for card in (*self._scene.cards.values(), *self._scene.block_cards.values())
            if card.picture is not None
        ]
        kept = sum(card.picture.values.nbytes for card in cards if card.picture is not None)
        for card in cards:
            if kept <= _MOST_BYTES:
                return
            if card.pictured not in seen and card.picture is not None:
                kept -= card.picture.values.nbytes
                card.show_picture(None)


def _same(old: NDArray[np.float32], new: NDArray[np.float32]) -> bool:
    """Whether two maps hold the same values, bit by bit; quick to see that they do not."""
    if old is new:
        return True
    if old.shape != new.shape or old.dtype != new.dtype:
        return False
    # As integers, NaN equals itself; and a training step changes the first few already.
    before, after = old.ravel().view(np.int32), new.ravel().view(np.int32)
    few = slice(_FEW_VALUES)
    return bool((before[few] == after[few]).all() and (before == after).all())
