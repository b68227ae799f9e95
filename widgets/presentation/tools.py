"""The narrow bar of pointers and pens at the left edge, and the keys of its buttons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QToolBar

from app.language import tr
from widgets.presentation.icons import icon
from widgets.presentation.overlay import Overlay, Tool
from widgets.presentation.strokes import PEN_COLOURS

_ICON = 34
"""Pixels of a button's picture."""


class ToolBar(QToolBar):
    """Puts tools into the lecturer's hand; a tool that is chosen again is put away."""

    keys_wanted = Signal(bool)
    """Whether pressed keys are to be shown."""
    legend_wanted = Signal()
    leave_wanted = Signal()
    taken = Signal()
    """Another tool is in hand, or none."""

    def __init__(self, overlay: Overlay) -> None:
        super().__init__(tr("Presentation"))
        self.setObjectName("presentation_bar")
        self.setMovable(False)
        self.setIconSize(QSize(_ICON, _ICON))
        self._overlay = overlay
        self._pictures: dict[QAction, tuple[str, str]] = {}
        self._tools: dict[str, QAction] = {}
        self._add_tool("laser", "L", tr("Laser pointer"))
        self._add_tool("spotlight", "S", tr("Spotlight"))
        self.addSeparator()
        self.pens: dict[str, QAction] = {}
        for number, (name, colour) in enumerate(PEN_COLOURS):
            keys = "P" if number == 0 else ""
            pen = self._add(tr("{name} pen", name=name), keys, "pen", checkable=True, colour=colour)
            pen.triggered.connect(self._taker(colour))
            self.pens[colour] = pen
        self._add_tool("rubber", "R", tr("Rubber: takes away whole strokes"))
        self.undo = self._add(tr("Take back the last stroke"), "", "undo")
        self.undo.setToolTip(tr("Take back the last stroke (Ctrl+Z while a pen is in hand)"))
        self.undo.triggered.connect(overlay.undo)
        self.clear_ = self._add(tr("Wipe everything off"), "W", "clear")
        self.clear_.triggered.connect(overlay.clear)
        self.addSeparator()
        self.keys = self._add(tr("Show pressed keys"), "K", "keys", checkable=True)
        self.keys.toggled.connect(self.keys_wanted)
        self.notes = self._add(tr("Notes for the lecturer"), "N", "notes", checkable=True)
        self.legend = self._add(tr("Which keys there are"), "?", "legend")
        self.legend.triggered.connect(self.legend_wanted)
        self.leave = self._add(tr("Leave the presentation"), "", "leave")
        self.leave.setToolTip(tr("Leave the presentation (Esc, once no tool is in hand)"))
        self.leave.triggered.connect(self.leave_wanted)
        overlay.ink_changed.connect(self._follow)
        self._follow()

    def add_notes(self, action: QAction) -> None:
        """Let a button do what this action does."""
        self.notes.setChecked(action.isChecked())
        self.notes.triggered.connect(action.trigger)
        action.toggled.connect(self.notes.setChecked)

    def take(self, tool: Tool, colour: str = "") -> None:
        """Take a tool, or put it away if it is in hand already."""
        same = tool == self._overlay.tool and (not colour or colour == self._overlay.colour)
        if colour:
            self._overlay.colour = colour
        self._overlay.take("" if same else tool)
        self._follow()
        self.taken.emit()

    def key_list(self) -> tuple[tuple[str, str], ...]:
        """(key, meaning) of what has a key."""
        return (
            ("L", tr("laser pointer")),
            ("S", tr("spotlight")),
            ("P", tr("pen")),
            (tr("Ctrl+Z"), tr("take a stroke back")),
            ("R", tr("rubber")),
            ("W", tr("wipe everything off")),
            ("K", tr("show pressed keys")),
            ("N", tr("notes for the lecturer")),
            ("?", tr("this list")),
            ("Esc", tr("put the tool away; without one, leave")),
        )

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_pictures"):
            for action, (picture, colour) in self._pictures.items():
                action.setIcon(icon(picture, colour))
        super().changeEvent(event)

    def _taker(self, colour: str) -> Callable[[], None]:
        return lambda: self.take("pen", colour)

    def _add_tool(self, tool: Tool, keys: str, words: str) -> None:
        action = self._add(words, keys, tool, checkable=True)
        action.triggered.connect(lambda: self.take(tool))
        self._tools[tool] = action

    def _add(
        self, words: str, keys: str, picture: str, *, checkable: bool = False, colour: str = ""
    ) -> QAction:
        action = QAction(icon(picture, colour), words, self)
        action.setCheckable(checkable)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.setToolTip(f"{words} ({keys})" if keys else words)
        self._pictures[action] = (picture, colour)
        self.addAction(action)
        self.widgetForAction(action).setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return action

    def _follow(self) -> None:
        """Show which tool is in hand, and what there is to take back."""
        overlay = self._overlay
        for tool, action in self._tools.items():
            action.setChecked(overlay.tool == tool)
        for colour, action in self.pens.items():
            action.setChecked(overlay.tool == "pen" and overlay.colour == colour)
        self.undo.setEnabled(overlay.strokes.can_undo)
        self.clear_.setEnabled(bool(overlay.strokes.drawn))
