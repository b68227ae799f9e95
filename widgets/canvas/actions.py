"""The canvas's actions, for its keyboard and for the window's menus."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.language import tr

if TYPE_CHECKING:
    from widgets.canvas.view import CanvasView

EDIT_ACTIONS = (
    "cut", "copy", "paste", "duplicate", "branch", "delete", "select_all", "find", "rename",
    "add_layer", "connect",
)  # fmt: skip
"""Those of the Edit menu, in its order."""
ALIGN_ACTIONS = (
    "align_left", "align_horizontal_centres", "align_right",
    "align_top", "align_vertical_centres", "align_bottom",
    "distribute_horizontally", "distribute_vertically",
)  # fmt: skip
"""Those of the Align menu within the Edit menu, in its order."""
BLOCK_ACTIONS = (
    "group", "ungroup", "toggle_block", "repeat_block", "keep_block",
    "collapse_all", "expand_all",
)  # fmt: skip
"""Those of the Block menu within the Edit menu, in its order."""
VIEW_ACTIONS = ("zoom_in", "zoom_out", "reset_zoom", "fit", "minimap", "tidy", "show_problems")
"""Those of the View menu, in its order."""


_ANYWHERE = ("find", "reset_zoom", "fit", "minimap", "tidy", "show_problems")
"""Those whose keys mean nothing else in other panels, so that they work from there as well."""


class _Entry(NamedTuple):
    name: str
    text: str
    shortcuts: tuple[str, ...]
    tip: str
    run: Callable[[CanvasView], object]
    needs: int = 0
    """How many layers must be selected at least."""


_ENTRIES = (
    _Entry("cut", tr("Cu&t"), ("Ctrl+X",), tr("Copy the selected layers and delete them"),
           lambda view: view.cut(), 1),
    _Entry("copy", tr("&Copy"), ("Ctrl+C",), tr("Copy the selected layers as text"),
           lambda view: view.copy(), 1),
    _Entry("paste", tr("&Paste"), ("Ctrl+V",), tr("Paste copied layers at the mouse"),
           lambda view: view.paste_at_mouse()),
    _Entry("duplicate", tr("&Duplicate"), ("Ctrl+D",), tr("Copy the selected layers below "
    "themselves"),
           lambda view: view.duplicate(), 1),
    _Entry("branch", tr("Duplicate as &branch"), ("Ctrl+Shift+D",),
           tr("Copy the selected layers below themselves, fed by the same layers"),
           lambda view: view.duplicate_as_branch(), 1),
    _Entry("delete", tr("De&lete"), ("Del", "Backspace"), tr("Delete the selected layers and "
    "wires"),
           lambda view: view.delete_selection(), 1),
    _Entry("select_all", tr("Select &all"), ("Ctrl+A",), tr("Select every layer"),
           lambda view: view.select_all()),
    _Entry("find", tr("&Find layer…"), ("Ctrl+F",), tr("Find layers by name, kind or shape"),
           lambda view: view.search.open_bar()),
    _Entry("rename", tr("&Rename"), ("F2",), tr("Rename the selected layer or block on its card"),
           lambda view: view.rename(), 1),
    _Entry("add_layer", tr("&Add layer…"), ("A",),
           tr("Append the layer that you type: conv 64 3x3 p1"), lambda view: view.add_layer()),
    _Entry("connect", tr("Connec&t to…"), ("C",), tr("Choose with arrows and Enter what the "
    "layer feeds"),
           lambda view: view.connect_selected(), 1),
    _Entry("group", tr("&Group"), ("Ctrl+G",), tr("Make a block of the selected layers"),
           lambda view: view.blocks.group(), 1),
    _Entry("ungroup", tr("&Ungroup"), ("Ctrl+Shift+G",), tr("Take the block away; its layers stay"),
           lambda view: view.blocks.ungroup()),
    _Entry("toggle_block", tr("&Collapse or expand"), ("E",),
           tr("Show the block as one card, or open it"), lambda view: view.blocks.toggle()),
    _Entry("repeat_block", tr("&Repeat…"), ("Ctrl+Shift+R",),
           tr("Put copies of the block behind it, each fed by the one before"),
           lambda view: view.blocks.repeat()),
    _Entry("keep_block", tr("&Save as reusable block"), ("Ctrl+Shift+B",),
           tr("Keep a copy of the block in the list Layers"), lambda view: view.blocks.keep()),
    _Entry("collapse_all", tr("Collapse &all"), ("Shift+E",), tr("Show every block as one card"),
           lambda view: view.blocks.collapse_all()),
    _Entry("expand_all", tr("E&xpand all"), ("Ctrl+Alt+E",), tr("Show every layer"),
           lambda view: view.blocks.expand_all()),
    _Entry("zoom_in", tr("Zoom &in"), ("Ctrl++", "Ctrl+=", "+"), tr("Show the canvas larger"),
           lambda view: view.zoom_by(1.25)),
    _Entry("zoom_out", tr("Zoom &out"), ("Ctrl+-", "-"), tr("Show the canvas smaller"),
           lambda view: view.zoom_by(0.8)),
    _Entry("reset_zoom", tr("&Actual size"), ("Ctrl+1",), tr("Set the zoom to 100 %"),
           lambda view: view.reset_zoom()),
    _Entry("fit", tr("&Fit network"), ("Ctrl+0",), tr("Show the whole network"),
           lambda view: view.fit()),
    _Entry("minimap", tr("&Minimap"), ("Ctrl+M",),
           tr("Show the whole network in a corner while it does not fit into view"),
           lambda view: view.minimap.want(not view.minimap.wanted)),
    _Entry("tidy", tr("&Tidy up"), ("Ctrl+T",), tr("Place all layers in tidy rows"),
           lambda view: view.tidy()),
    _Entry("show_problems", tr("Show &problem"), ("Ctrl+.",),
           tr("Explain what is wrong with the selected layer, or else with the next one that has "
              "a problem, and offer what mends it"),
           lambda view: view.show_problems()),
    _Entry("align_left", tr("&Left edges"), ("Ctrl+Shift+Left",),
           tr("Move the selected layers below the leftmost"), lambda view: view.align("left"), 2),
    _Entry("align_horizontal_centres", tr("&Horizontal centres"), ("Ctrl+Shift+H",),
           tr("Move the selected layers onto one vertical line in their middle"),
           lambda view: view.align("horizontal centres"), 2),
    _Entry("align_right", tr("&Right edges"), ("Ctrl+Shift+Right",),
           tr("Move the selected layers below the rightmost"), lambda view: view.align("right"), 2),
    _Entry("align_top", tr("&Top edges"), ("Ctrl+Shift+Up",),
           tr("Move the selected layers to the height of the topmost"),
           lambda view: view.align("top"), 2),
    _Entry("align_vertical_centres", tr("&Vertical centres"), ("Ctrl+Shift+V",),
           tr("Move the selected layers onto one horizontal line in their middle"),
           lambda view: view.align("vertical centres"), 2),
    _Entry("align_bottom", tr("&Bottom edges"), ("Ctrl+Shift+Down",),
           tr("Move the selected layers to the height of the lowest"),
           lambda view: view.align("bottom"), 2),
    _Entry("distribute_horizontally", tr("&Distribute horizontally"), ("Ctrl+Alt+H",),
           tr("Put the selected layers equally far apart from left to right"),
           lambda view: view.distribute("horizontally"), 3),
    _Entry("distribute_vertically", tr("Distribute verticall&y"), ("Ctrl+Alt+V",),
           tr("Put the selected layers equally far apart from top to bottom"),
           lambda view: view.distribute("vertically"), 3),
)  # fmt: skip


def make_actions(view: CanvasView) -> dict[str, QAction]:
    """Every action by name, added to the view; most answer while it has the keyboard."""
    actions: dict[str, QAction] = {}
    for entry in _ENTRIES:
        action = QAction(entry.text, view)
        action.setObjectName(entry.name)
        action.setShortcuts([QKeySequence(keys) for keys in entry.shortcuts])
        if entry.name in _ANYWHERE:
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        else:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{entry.tip} ({keys})")
        action.setStatusTip(entry.tip)
        if entry.name == "minimap":
            action.setCheckable(True)
            action.setChecked(view.minimap.wanted)
        action.triggered.connect(_runner(entry, view))
        view.addAction(action)
        actions[entry.name] = action
    return actions


def _runner(entry: _Entry, view: CanvasView) -> Callable[[], None]:
    def run() -> None:
        entry.run(view)

    return run


def follow_selection(actions: dict[str, QAction], view: CanvasView) -> None:
    """Enable what works on the selection while it is large enough."""
    layers = len(view.document.selection)
    wires = bool(view.canvas_scene.selected_wires)
    for entry in _ENTRIES:
        if entry.needs:
            enough = layers >= entry.needs or (wires and entry.name == "delete")
            actions[entry.name].setEnabled(enough)
    for name in ("ungroup", "toggle_block", "repeat_block", "keep_block"):
        actions[name].setEnabled(bool(view.blocks.selected()))


def block_menu(actions: Mapping[str, QAction], parent: QWidget) -> QMenu:
    """The menu that makes blocks of layers, opens and shuts them."""
    menu = QMenu(tr("&Block"), parent)
    for name in BLOCK_ACTIONS:
        if name == "collapse_all":
            menu.addSeparator()
        menu.addAction(actions[name])
    return menu


def align_menu(actions: Mapping[str, QAction], parent: QWidget) -> QMenu:
    """The menu that lines the selected layers up."""
    menu = QMenu(tr("Ali&gn"), parent)
    for name in ALIGN_ACTIONS:
        if name in ("align_top", "distribute_horizontally"):
            menu.addSeparator()
        menu.addAction(actions[name])
    return menu
