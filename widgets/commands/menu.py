"""The entry that opens the command palette, and what comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from app.language import tr
from widgets.commands.sources import ITSELF, all_commands
from widgets.later import later
from widgets.settings import remember_command

if TYPE_CHECKING:
    from widgets.canvas.view import CanvasView
    from widgets.docks import Docks
    from widgets.file_menu import FileMenu
    from widgets.lessons.menu import LessonsMenu


def add_command_palette(
    menu: QMenu,
    docks: Docks,
    canvas: CanvasView,
    files: FileMenu,
    lessons: LessonsMenu,
    window: QMainWindow,
) -> None:
    """Put the palette into a menu of the window."""

    def ask() -> None:
        from widgets.commands.palette import CommandPalette

        commands = all_commands(window.menuBar(), docks, canvas, files, lessons)
        dialog = CommandPalette(commands, window)
        dialog.exec()
        dialog.deleteLater()
        if dialog.command is not None:
            remember_command(dialog.command.name)
            # Once the keyboard is back where it was: some commands act on what has it.
            later(0, window, dialog.command.run)

    action = menu.addAction(f"{ITSELF}…")
    action.setShortcut(QKeySequence("Ctrl+K"))
    action.setStatusTip(tr("Find a command, layer, panel or network by a few letters"))
    action.triggered.connect(ask)
