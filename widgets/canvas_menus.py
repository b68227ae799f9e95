"""The menus Edit and View: undo, what can be done to the canvas, and what is in sight."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from app.language import tr
from widgets.canvas.actions import EDIT_ACTIONS, VIEW_ACTIONS, align_menu, block_menu
from widgets.canvas.view import CanvasView
from widgets.docks import Docks
from widgets.document import Document
from widgets.menu_entries import set_lasting_title
from widgets.motion import add_motion_entry
from widgets.panels.problems_panel import ProblemsPanel
from widgets.preferences.menu import add_preferences
from widgets.text_size_menu import fill_text_size_menu
from widgets.theme_menu import fill_theme_menu
from widgets.unfinished_typing import finish_typing


def fill_edit_menu(menu: QMenu, document: Document, canvas: CanvasView) -> None:
    """Undo and redo, then the canvas's own."""
    undo = document.undo_group.createUndoAction(menu, tr("&Undo"))
    undo.setShortcut(QKeySequence.StandardKey.Undo)
    redo = document.undo_group.createRedoAction(menu, tr("&Redo"))
    redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
    set_lasting_title(undo, tr("Undo"))
    set_lasting_title(redo, tr("Redo"))
    menu.addActions([undo, redo])
    menu.addSeparator()
    menu.addActions([canvas.actions_by_name[name] for name in EDIT_ACTIONS])
    menu.addMenu(block_menu(canvas.actions_by_name, menu))
    menu.addMenu(align_menu(canvas.actions_by_name, menu))
    menu.addSeparator()
    add_preferences(menu, canvas)
    # What an entry does may take the field away in which something is being typed.
    menu.aboutToShow.connect(lambda: finish_typing(canvas.window()))


def fill_view_menu(menu: QMenu, canvas: CanvasView, problems: ProblemsPanel, docks: Docks) -> None:
    """Where to look on the canvas, and which panels are there."""
    menu.addActions([canvas.actions_by_name[name] for name in VIEW_ACTIONS])
    for text, keys, by in (
        (tr("&Next problem"), "F8", 1),
        (tr("Pre&vious problem"), "Shift+F8", -1),
    ):
        action = menu.addAction(text)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked=False, by=by: problems.step(by))
    menu.addSeparator()
    panels = menu.addMenu(tr("&Panels"))
    panels.addActions(docks.toggle_actions())
    menu.addAction(tr("&Reset layout")).triggered.connect(docks.reset)
    explain = menu.addAction(tr("E&xplain what it looks at"))
    explain.setShortcut(QKeySequence("Ctrl+L"))
    explain.triggered.connect(lambda: docks.raise_("explanation"))
    fill_theme_menu(menu.addMenu(tr("Th&eme")))
    fill_text_size_menu(menu)
    add_motion_entry(menu)
