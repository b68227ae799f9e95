"""The gallery over canvas and panels, as File ▸ Open from gallery… has it, for one scene."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QMainWindow, QVBoxLayout, QWidget

from app.lessons.looking import WINNERS
from widgets.gallery.dialog import GalleryDialog
from widgets.gallery.grid import facts_text

_WINNERS_PAGE = 1


class GalleryBoard(QFrame):
    """From the canvas's corner to that of the window, for there is a lot to see.

    The network that is chosen, or Cancel, takes it away.
    """

    chosen = Signal(object)
    """The `GalleryEntry` to open."""

    def __init__(self, window: QMainWindow, canvas: QWidget) -> None:
        super().__init__(window)
        self._main_window, self._canvas = window, canvas
        self.setAutoFillBackground(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.hide()
        self.gallery = GalleryDialog(self)
        self.gallery.setWindowFlags(Qt.WindowType.Widget)
        self.gallery.leave_out_lessons()  # one is being played
        self.gallery.accepted.connect(self._choose)
        self.gallery.rejected.connect(self.hide)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.gallery)
        canvas.installEventFilter(self)

    def show_for(self, wanted: str) -> None:
        """Show the winners of ImageNet, or the networks that these words describe."""
        focused = self.window().focusWidget()
        page = _WINNERS_PAGE if wanted == WINNERS else 0
        self.gallery.search.setText("" if page else wanted)
        self.gallery.tabs.setCurrentIndex(page)
        self._cover()
        self.gallery.show()
        self.show()
        self.raise_()
        if focused is not None:
            focused.setFocus()

    @property
    def told(self) -> str:
        """What can be read on it; empty while it is not shown."""
        if not self.isVisible():
            return ""
        if self.gallery.tabs.currentIndex() == _WINNERS_PAGE:
            chart = self.gallery.chart
            return chart.accessibleDescription() if chart is not None else ""
        return " · ".join(f"{each.title}: {facts_text(each)}" for each in self.gallery.grid.entries)

    def _choose(self) -> None:
        self.hide()
        if self.gallery.entry is not None:
            self.chosen.emit(self.gallery.entry)

    def _cover(self) -> None:
        window = self._main_window
        corner = self._canvas.mapTo(window, QPoint(0, 0))
        bar = window.statusBar()
        # In front of a hall there is no status bar.
        bottom = window.height() if bar.isHidden() else bar.mapTo(window, QPoint(0, 0)).y()
        self.setGeometry(QRect(corner, QPoint(window.width(), bottom)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._canvas and event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._cover()
        return super().eventFilter(watched, event)
