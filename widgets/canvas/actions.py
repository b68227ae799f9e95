"""The canvas's actions, for its keyboard and for the window's menus."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

if TYPE_CHECKING:
    from widgets.canvas.view import CanvasView

EDIT_ACTIONS = ("cut", "copy", "paste", "duplicate", "delete", "select_all", "rename", "connect")
"""Those of the Edit menu, in its order."""
VIEW_ACTIONS = ("zoom_in", "zoom_out", "reset_zoom", "fit", "tidy", "show_problems")
"""Those of the View menu, in its order."""


class _Entry(NamedTuple):
    name: str
    text: str
    shortcuts: tuple[str, ...]
    tip: str
    run: Callable[[CanvasView], object]
    needs_selection: bool = False


_ENTRIES = (
    _Entry("cut", "Cu&t", ("Ctrl+X",), "Copy the selected layers and delete them",
           lambda view: view.cut(), True),
    _Entry("copy", "&Copy", ("Ctrl+C",), "Copy the selected layers as text",
           lambda view: view.copy(), True),
    _Entry("paste", "&Paste", ("Ctrl+V",), "Paste copied layers at the mouse",
           lambda view: view.paste_at_mouse()),
    _Entry("duplicate", "&Duplicate", ("Ctrl+D",), "Copy the selected layers below themselves",
           lambda view: view.duplicate(), True),
    _Entry("delete", "De&lete", ("Del", "Backspace"), "Delete the selected layers and wires",
           lambda view: view.delete_selection(), True),
    _Entry("select_all", "Select &All", ("Ctrl+A",), "Select every layer",
           lambda view: view.select_all()),
    _Entry("rename", "&Rename Layer", ("F2",), "Rename the selected layer on its card",
           lambda view: view.rename(), True),
    _Entry("connect", "Connec&t To…", ("C",), "Choose with arrows and Enter what the layer feeds",
           lambda view: view.connect_selected(), True),
    _Entry("zoom_in", "Zoom &In", ("Ctrl++", "Ctrl+=", "+"), "Show the canvas larger",
           lambda view: view.zoom_by(1.25)),
    _Entry("zoom_out", "Zoom &Out", ("Ctrl+-", "-"), "Show the canvas smaller",
           lambda view: view.zoom_by(0.8)),
    _Entry("reset_zoom", "&Actual Size", ("Ctrl+1",), "Set the zoom to 100 %",
           lambda view: view.reset_zoom()),
    _Entry("fit", "&Fit Network", ("Ctrl+0",), "Show the whole network",
           lambda view: view.fit()),
    _Entry("tidy", "&Tidy Up", ("Ctrl+T",), "Place all layers in tidy rows",
           lambda view: view.tidy()),
    _Entry("show_problems", "Show &Problem", ("Ctrl+.",), "Explain what is wrong with the layer",
           lambda view: view.show_problems(), True),
)  # fmt: skip


def make_actions(view: CanvasView) -> dict[str, QAction]:
    """Every action by name, added to the view; they answer while it has the keyboard."""
    actions: dict[str, QAction] = {}
    for entry in _ENTRIES:
        action = QAction(entry.text, view)
        action.setShortcuts([QKeySequence(keys) for keys in entry.shortcuts])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{entry.tip} ({keys})")
        action.setStatusTip(entry.tip)
        action.triggered.connect(_runner(entry, view))
        view.addAction(action)
        actions[entry.name] = action
    return actions


def _runner(entry: _Entry, view: CanvasView) -> Callable[[], None]:
    def run() -> None:
        entry.run(view)

    return run


def follow_selection(actions: dict[str, QAction], view: CanvasView) -> None:
    """Enable what works on the selection while there is one."""
    layers = bool(view.document.selection)
    wires = bool(view.canvas_scene.selected_wires)
    for entry in _ENTRIES:
        if entry.needs_selection:
            actions[entry.name].setEnabled(layers or (wires and entry.name == "delete"))
