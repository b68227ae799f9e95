"""Panels while presenting: at most two beside the canvas, each a number key away."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QDockWidget, QMainWindow, QStyle

from widgets.canvas.view import CanvasView
from widgets.docks import Docks

NUMBERED = (
    "curves",
    "predictions",
    "feature_maps",
    "filters",
    "inspector",
    "recipe",
    "probe",
    "evaluation",
    "summary",
)
"""The panels of the keys 1 to 9."""
MOST = 2
_LESSON = "lesson_dock"
_BESIDE = frozenset({"palette_dock", "inspector_dock", "recipe_dock", "structure_dock"})
"""Docks that are taller than wide; they stand at the right, the others below."""
_HEIGHT, _WIDTH = 0.5, 0.4
"""Shares of the window that panels below and beside the canvas take."""
_LESSON_SHARE, _TOOLS_SHARE = 0.31, 0.04
"""Shares of the window that a lesson takes, and the tools beside it."""
_LOW, _OF_A_LOW_WINDOW = 900, 0.56
"""Pixels of a window in which large type needs a larger share."""
_LEAST = 0.44
"""Share that panels below keep where more cards are whole above them by that."""


class StagePanels(QObject):
    """Shows a panel for each key, and lets the oldest go when there are too many."""

    changed = Signal()
    """Other panels are shown, and the canvas has another size."""

    def __init__(self, window: QMainWindow, docks: Docks, canvas: CanvasView) -> None:
        super().__init__(window)
        self._window, self._canvas = window, canvas
        self._docks = docks
        self._shown: list[QDockWidget] = []
        self._gone = False
        """Whether one of these was away, be it back by now: then it has another size."""
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        docks_ = window.findChildren(QDockWidget, options=direct)
        # A lesson goes on, whatever panels there are.
        self._all = [dock for dock in docks_ if dock.objectName() != _LESSON]
        for dock in self._all:
            dock.setFloating(False)
            dock.hide()
        # Later, for Qt tells in the midst of laying the docks out.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._settle)
        for dock in self._all:
            dock.visibilityChanged.connect(self._settle_later)

    @property
    def shown(self) -> tuple[str, ...]:
        """The titles of the panels that are shown, the newest last."""
        return tuple(dock.windowTitle() for dock in self._shown)

    def titles(self) -> tuple[str, ...]:
        """Of the numbered panels, in the order of their keys."""
        return tuple(self._docks[name].windowTitle() for name in NUMBERED)

    def press(self, number: int) -> None:
        """Bring a numbered panel (from 1) to the front; the one that is newest goes again.

        0 hides all.
        """
        if number == 0:
            for dock in tuple(self._shown):
                dock.hide()
        else:
            dock = self._docks[NUMBERED[number - 1]]
            if self._shown and self._shown[-1] is dock:
                dock.hide()
            elif dock in self._shown:
                self._shown.remove(dock)
                self._shown.append(dock)
            else:
                self._place(dock)
                dock.show()
        self._settle()

    def let_go(self) -> None:
        """Follow the docks no longer."""
        for dock in self._all:
            dock.visibilityChanged.disconnect(self._settle_later)
        self._later.stop()
        self.deleteLater()

    def _settle_later(self) -> None:
        self._gone = self._gone or any(dock.isHidden() for dock in self._shown)
        self._later.start()

    def _settle(self) -> None:
        """Follow docks that came or went, by a key of ours or any other way."""
        now = [dock for dock in self._all if not dock.isHidden() and not dock.isFloating()]
        come = [dock for dock in now if dock not in self._shown]
        if len(now) == len(self._shown) and not come and not self._gone:
            return
        self._shown = [dock for dock in self._shown if dock in now] + come
        for dock in self._shown[:-MOST]:
            dock.hide()
        self._shown = self._shown[-MOST:]
        for dock in come:
            if dock in self._shown and self._window.tabifiedDockWidgets(dock):
                self._place(dock)
        self._let_squeezed_go()
        self._give_room()
        self._gone = False
        self.changed.emit()

    def _place(self, dock: QDockWidget) -> None:
        area = Qt.DockWidgetArea
        if dock.objectName() in _BESIDE:
            self._window.addDockWidget(area.RightDockWidgetArea, dock)
        else:
            across = Qt.Orientation.Horizontal
            self._window.addDockWidget(area.BottomDockWidgetArea, dock, across)

    def _let_squeezed_go(self) -> None:
        """Beside a lesson on a small screen two panels may have no room: then the older goes."""
        lesson = self._window.findChild(QDockWidget, _LESSON)
        low = Qt.DockWidgetArea.BottomDockWidgetArea
        below = [dock for dock in self._shown if self._window.dockWidgetArea(dock) == low]
        if lesson is None or lesson.isHidden() or len(below) < MOST:
            return
        whole = self._window.width()
        room = round((1 - _LESSON_SHARE - _TOOLS_SHARE) * whole)
        if sum(dock.minimumSizeHint().width() for dock in below) > room:
            below[0].hide()
            self._shown.remove(below[0])
            wide = round(_LESSON_SHARE * whole)  # both had been there for a moment
            self._window.resizeDocks([lesson], [wide], Qt.Orientation.Horizontal)

    def _give_room(self) -> None:
        # Where they stand, for a lesson may have one below that is usually beside the canvas, and
        # one that was dragged above it shares the height with those below.
        area = Qt.DockWidgetArea
        rows = [
            [dock for dock in self._shown if self._window.dockWidgetArea(dock) == edge]
            for edge in (area.TopDockWidgetArea, area.BottomDockWidgetArea)
        ]
        beside = [dock for dock in self._shown if dock not in rows[0] + rows[1]]
        rows = [row for row in rows if row]
        if beside:
            wide = round(_WIDTH * self._window.width())
            self._window.resizeDocks(beside, [wide] * len(beside), Qt.Orientation.Horizontal)
        high = self._height_below() // max(1, len(rows))
        for row in rows:
            self._window.resizeDocks(row, [high] * len(row), Qt.Orientation.Vertical)
            # Beside a lesson, which reaches down: more than there is would be taken from it.
            left = self._canvas.mapTo(self._window, QPoint()).x()
            wide = (self._window.width() - left) // len(row)
            self._window.resizeDocks(row, [wide] * len(row), Qt.Orientation.Horizontal)

    def _height_below(self) -> int:
        """What panels above and below the canvas take.

        Less where all of the network is seen by that, or else a row of cards that would be cut.
        """
        window = self._window
        share = _HEIGHT if window.height() >= _LOW else _OF_A_LOW_WINDOW
        high, least = round(share * window.height()), round(_LEAST * window.height())
        between = window.style().pixelMetric(QStyle.PixelMetric.PM_DockWidgetSeparatorExtent)
        below = window.height() - self._canvas.mapTo(window, QPoint()).y() - between
        *rows, whole = (below - needed for needed in self._canvas.least_heights() or [0])
        fitting = (left for left in (whole, *rows) if least <= left < high)
        return next(fitting, high)
