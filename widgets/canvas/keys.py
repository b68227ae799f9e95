"""The keys of the canvas that are in no menu: what they do, for the canvas and for the help."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from app.language import tr
from widgets.canvas.walking import ARROWS
from widgets.keys import ENTER

Deed = Literal["walk", "nudge", "next", "open", "let go", "pan"]
_NUDGES = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@dataclass(frozen=True)
class CanvasKey:
    """Keys that do the same; `written` is how the help calls them."""

    deed: Deed
    keys: frozenset[int]
    written: str
    meaning: str


CANVAS_KEYS = (
    CanvasKey("walk", frozenset(ARROWS), tr("Arrow keys"), tr("Go on to the next card")),
    CanvasKey("nudge", frozenset(ARROWS), tr("Ctrl+Arrow keys"),
              tr("Move the selected layers by a step")),
    CanvasKey("next", frozenset({Qt.Key.Key_Tab}), tr("Tab"),
              tr("Go from card to card, and behind the last one out of the canvas")),
    CanvasKey("open", ENTER, tr("Enter"), tr("Open the layer in the inspector, or the block")),
    CanvasKey("let go", frozenset({Qt.Key.Key_Escape}), tr("Esc"),
              tr("Close what lies over the canvas, or else select nothing")),
    CanvasKey("pan", frozenset({Qt.Key.Key_Space}), tr("Space, held"),
              tr("Move the canvas with the mouse")),
)  # fmt: skip


def deed_of(event: QKeyEvent) -> Deed | None:
    """What a key does while nothing is being dragged; None for one that means nothing here."""
    nudges = bool(event.modifiers() & _NUDGES)
    for each in CANVAS_KEYS:
        if event.key() in each.keys and (each.deed == "nudge") == (
            nudges and event.key() in ARROWS
        ):
            return each.deed
    return None
