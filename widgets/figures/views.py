"""What of the window can be made a figure of: the canvas, the panels, and the lens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QScrollArea, QWidget

from app.language import tr
from widgets.lens.view import Lens
from widgets.menu_entries import words_of


@dataclass(frozen=True)
class FigureView:
    """A part of the window under the name that it has there."""

    title: str
    place: QWidget
    """The lens, or the dock of a panel."""

    @property
    def widget(self) -> QWidget:
        """What is painted; of a panel that scrolls as a whole all that is in it."""
        shown = self.place.widget() if isinstance(self.place, QDockWidget) else self.place
        inner = shown.widget() if isinstance(shown, QScrollArea) else None
        return inner or shown or self.place

    @property
    def in_sight(self) -> bool:
        return not self.place.visibleRegion().isEmpty()

    def bring_to_front(self) -> None:
        """Let it be seen: many panels are filled only then."""
        if isinstance(self.place, QDockWidget) and not self.in_sight:
            self.place.show()
            self.place.raise_()


def views_of(window: QMainWindow) -> list[FigureView]:
    """The lens, if it is open, and all panels by their titles.

    One that is closed and that no menu opens, as that of a lesson which has ended, is none.
    """
    found = [FigureView(tr("Lens"), lens) for lens in window.findChildren(Lens) if lens.isVisible()]
    panels = [
        FigureView(words_of(dock.toggleViewAction()), dock)
        for dock in window.findChildren(QDockWidget)
        if not dock.isHidden() or dock.toggleViewAction().isVisible()
    ]
    return found + sorted(panels, key=lambda view: view.title)


def view_with(widget: QWidget | None, views: list[FigureView]) -> FigureView | None:
    """The one that a widget is in; None where that is the canvas."""
    for view in views:
        if widget is not None and (view.place is widget or view.place.isAncestorOf(widget)):
            return view
    return None


def view_with_focus(views: list[FigureView]) -> FigureView | None:
    """The one that the keyboard is in; None where that is the canvas."""
    return view_with(QApplication.focusWidget(), views)


@contextmanager
def panels_put_back(views: list[FigureView]) -> Iterator[None]:
    """Let panels come to the front meanwhile; afterwards those are closed, or behind, again."""
    docks = [view.place for view in views if isinstance(view.place, QDockWidget)]
    closed = [dock for dock in docks if dock.isHidden()]
    front = [dock for dock in docks if not dock.visibleRegion().isEmpty()]
    try:
        yield
    finally:
        for dock in closed:
            dock.hide()
        for dock in front:
            if dock.visibleRegion().isEmpty():
                dock.raise_()
