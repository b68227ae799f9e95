"""Asking for a figure of a panel from within it, by the window's own action."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QMainWindow, QMenu, QWidget

from app.language import tr

FIGURE = "figure_of_a_view"
"""The object name of the window's action; its data is the object name of a dock, or nothing."""


def add_figure_action(menu: QMenu, within: QWidget) -> None:
    """Let a panel's menu end with a figure of the panel that `within` stands in."""
    menu.addSeparator()
    action = menu.addAction(tr("&Figure…"))
    action.setToolTip(tr("This panel as SVG, PDF or PNG for slides, or onto the clipboard"))
    action.triggered.connect(lambda: _ask(within))


def _ask(within: QWidget) -> None:
    dock, window = "", within.parentWidget()
    while window is not None and not isinstance(window, QMainWindow):
        if isinstance(window, QDockWidget):
            dock = window.objectName()
        window = window.parentWidget()
    action = window.findChild(QAction, FIGURE) if window is not None else None
    if isinstance(action, QAction):
        action.setData(dock)
        action.trigger()
