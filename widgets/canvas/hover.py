"""What lies under the mouse while nothing is under way: highlights, cursor and tool tips."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from widgets.canvas.scene import NOTHING, CanvasScene, Hit

_CURSORS = {
    "in": Qt.CursorShape.CrossCursor,
    "out": Qt.CursorShape.CrossCursor,
    "badge": Qt.CursorShape.PointingHandCursor,
    "wire": Qt.CursorShape.PointingHandCursor,
}


class Hover:
    """Highlights the port, card or wire under the mouse, one at a time."""

    def __init__(self, scene: CanvasScene, viewport: QWidget) -> None:
        self._scene = scene
        self._viewport = viewport
        self._hit = NOTHING

    def move(self, hit: Hit, panning: bool) -> None:
        """The mouse is over `hit` now; `panning` keeps the cursor of a hand."""
        if hit == self._hit:
            return
        self._show(self._hit, on=False)
        self._hit = hit
        self._show(hit, on=True)
        if not panning:
            self._viewport.setCursor(_CURSORS.get(hit.part, Qt.CursorShape.ArrowCursor))

    def forget(self) -> None:
        """The mouse is elsewhere, or the items are others."""
        self._show(self._hit, on=False)
        self._hit = NOTHING

    def _show(self, hit: Hit, *, on: bool) -> None:
        if card := self._scene.cards.get(hit.layer):
            card.show_state(
                hovered=on, hot_port=hit.part if on and hit.part in ("in", "out") else ""
            )
        if hit.wire is not None and (item := self._scene.wires.get(hit.wire)):
            item.show_state(hovered=on)


def tool_tip(scene: CanvasScene, hit: Hit) -> str:
    """What a tool tip says about the thing under the mouse; empty for nothing."""
    if hit.wire is not None:
        shape = scene.cards[hit.wire.source].facts.shape_text
        return f"{hit.wire.source} to {hit.wire.target}, carrying {shape}"
    card = scene.cards.get(hit.layer)
    if card is None:
        return ""
    if hit.part == "badge":
        problems = "\n".join(problem.message for problem in card.facts.problems)
        return f"{problems}\nClick for ways to mend it."
    if hit.part == "in":
        return f"input of {card.name}: drag from here to connect or disconnect"
    if hit.part == "out":
        return f"output of {card.name}: drag from here to the layer that it feeds"
    return card.facts.spoken
