"""The gallery over the canvas: what File ▸ Open from gallery… shows, while a scene is about it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.lessons.looking import WINNERS
from widgets.gallery.dialog import GalleryDialog
from widgets.gallery.grid import facts_text

_WINNERS_PAGE = 1


class GalleryBoard(QWidget):
    """As large as the canvas; the network that is chosen, or Cancel, takes it away."""

    chosen = Signal(object)
    """The `GalleryEntry` to open."""

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self.setAutoFillBackground(True)
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
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parent() and event.type() == QEvent.Type.Resize:
            self._cover()
        return super().eventFilter(watched, event)
