"""What of the window can be made a figure of: the canvas, the panels in sight, and the lens."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QWidget

from app.language import tr
from widgets.lens.view import Lens


class FigureView(NamedTuple):
    """A part of the window under the name that it has there."""

    title: str
    widget: QWidget


def views_in_sight(window: QMainWindow) -> list[FigureView]:
    """The lens, if it is open, and the panels that can be seen, by their titles."""
    found = [FigureView(tr("Lens"), lens) for lens in window.findChildren(Lens) if lens.isVisible()]
    panels = [
        FigureView(dock.windowTitle(), panel)
        for dock in window.findChildren(QDockWidget)
        if (panel := dock.widget()) is not None and not panel.visibleRegion().isEmpty()
    ]
    return found + sorted(panels, key=lambda view: view.title)


def view_with_focus(views: list[FigureView]) -> FigureView | None:
    """The one that the keyboard is in; None where that is the canvas."""
    focused = QApplication.focusWidget()
    for view in views:
        if focused is not None and (view.widget is focused or view.widget.isAncestorOf(focused)):
            return view
    return None
