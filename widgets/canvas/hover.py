"""What lies under the mouse while nothing is under way: highlights, cursor and tool tips."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.language import tr
from widgets.canvas.scene import NOTHING, CanvasScene, Hit

_CURSORS = {
    "in": Qt.CursorShape.CrossCursor,
    "out": Qt.CursorShape.CrossCursor,
    "badge": Qt.CursorShape.PointingHandCursor,
    "wire": Qt.CursorShape.PointingHandCursor,
    "toggle": Qt.CursorShape.PointingHandCursor,
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
        if hit.layer in self._scene.cards:
            self._scene.card_of(hit.layer).show_state(
                hovered=on, hot_port=hit.part if on and hit.part in ("in", "out") else ""
            )
        if frame := self._scene.frames.get(hit.block):
            frame.show_state(hovered=on)
        if hit.wire is not None and (item := self._scene.wires.get(hit.wire)):
            item.show_state(hovered=on)


def tool_tip(scene: CanvasScene, hit: Hit) -> str:
    """What a tool tip says about the thing under the mouse; empty for nothing."""
    if hit.wire is not None:
        lines = [
            tr(
                "{source} to {target}, carrying {shape_text}",
                source=wire.source,
                target=wire.target,
                shape_text=scene.cards[wire.source].facts.shown_shape,
            )
            for wire in scene.shown.bundles[hit.wire]
        ]
        return "\n".join(lines)
    if hit.part == "toggle":
        return tr("open the block") if hit.layer else tr("collapse the block into one card")
    if hit.part == "tab":
        count = len(scene.shown.open[hit.block])
        return tr(
            "{block}: block of {count} layers; drag it to move them all",
            block=hit.block,
            count=count,
        )
    if hit.layer not in scene.cards:
        return ""
    card = scene.card_of(hit.layer)
    if hit.part == "badge":
        problems = "\n".join(problem.message for problem in card.facts.problems)
        return tr("{problems}\nClick for ways to mend it.", problems=problems)
    if hit.part == "in":
        return tr("input of {name}: drag from here to connect or disconnect", name=card.name)
    if hit.part == "out":
        return tr("output of {name}: drag from here to the layer that it feeds", name=card.name)
    return card.facts.spoken
