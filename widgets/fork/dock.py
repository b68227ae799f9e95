"""The dock of Fork A/B, which is made when it is first asked for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow

from app.language import tr
from widgets.docks import mend_dock
from widgets.document import Document
from widgets.fork.panel import ForkPanel
from widgets.training_thread import TrainingThread

HEIGHT = 340
"""Of the dock at first: two plots, filters and images need more than curves alone …"""
LARGEST_SHARE = 0.45
"""… but not most of the window."""


class ForkDock(QDockWidget):
    """Beside the curves, where the canvas stays in sight: B is what is changed there."""

    def __init__(
        self,
        document: Document,
        thread: TrainingThread,
        neighbour: QDockWidget,
        window: QMainWindow,
    ) -> None:
        super().__init__(tr("Fork A/B"), window)
        self.setObjectName("fork_dock")
        self.panel = ForkPanel(document, thread)
        self.setWidget(self.panel)
        mend_dock(self)
        if not window.restoreDockWidget(self):
            window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self)
            window.tabifyDockWidget(neighbour, self)
        height = min(HEIGHT, round(LARGEST_SHARE * window.height()))
        if neighbour.height() < height:
            window.resizeDocks([neighbour], [height], Qt.Orientation.Vertical)
