"""The window on which the tour plays: hands that click, type and drag, and eyes that wait."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QSpinBox, QTabBar, QWidget

from app.files.project import Project, save_project
from app.network.graph import Network
from app.training.recipe import Recipe
from widgets.main_window import MainWindow

PATIENCE = 120.0
"""Seconds that any stage may take."""
_SHORT = 0.02
"""Seconds between two looks at whether something has happened."""
_PAINTED = 0.1
"""Seconds in which the window surely paints what it has been given."""
NO_KEYS = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


Panel = TypeVar("Panel", bound=QWidget)


class TourError(RuntimeError):
    """The program did not do or show what the tour expects of it."""


@dataclass(frozen=True)
class Album:
    """Where the pictures go, and who is told of each."""

    folder: Path
    written: Callable[[Path], None]


class Stage:
    """A window of the program, worked by real events; `close` ends it without a question."""

    def __init__(self, application: QApplication, album: Album, props: Path) -> None:
        """`props` is a folder for project files that are opened."""
        self._application, self.album, self.props = application, album, props
        self.window = MainWindow()
        self.window.resize(1600, 1000)
        self.window.show()
        self.canvas = self.window.canvas
        self.document = self.window.document
        self.thread = self.window.thread_

    def await_data(self) -> None:
        """Wait until the window has started and the digits are there."""
        self.until(lambda: self.thread.dataset is not None, "the digits are loaded")
        self.until(lambda: self.window.insides is not None, "the window has started")
        self.until(self.window.run_bar.batch.isEnabled, "training can begin")

    def close(self) -> None:
        """End the training and the window; nothing is asked."""
        self.thread.stop()
        self.until(lambda: not self.thread.progress.busy, "the training has ended")
        # Last, for until then more may be learned, and that would be asked about.
        self.document.open(self.document.network, self.document.recipe)
        self.window.close()
        self.window.deleteLater()

    # What is on the canvas

    def open(self, network: Network, recipe: Recipe) -> None:
        """Open a project file with this network, and wait for its maps."""
        path = self.props / f"{network.name}.convas"
        save_project(path, Project(network, recipe))
        self.open_file(path)

    def open_file(self, path: Path) -> None:
        """Open a project file, and wait until the canvas shows what its network computes."""
        self.expect(self.window.open_path(path), f"{path.name} can be opened")
        self.settle()
        names = set(self.document.network.layers)
        self.until(lambda: self._computes(names), "the network's maps are computed")
        self.canvas.fit()

    def _computes(self, names: set[str]) -> bool:
        snapshot = self.thread.snapshot
        return snapshot is not None and set(snapshot.network.layers) == names

    @property
    def maps_are_shown(self) -> bool:
        """Whether every card in view has what its layer gives."""
        snapshot = self.thread.snapshot
        wanted = self.canvas.wanted_maps()
        return snapshot is not None and wanted <= snapshot.feature_maps.keys()

    def panel(self, name: str) -> None:
        """Bring a panel to the front, and let it take its place."""
        self.window.docks.raise_(name)
        self.settle()

    def show(self, kind: type[Panel], name: str) -> Panel:
        """Bring a panel to the front that is made when it is first seen."""
        self.panel(name)
        panel = self.window.docks[name].widget()
        if not isinstance(panel, kind):
            raise TourError(f"the panel {name} does not open")
        return panel

    # Hands

    def key(self, widget: QWidget, key: Qt.Key, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Press a key in a widget."""
        widget.setFocus()
        QTest.keyClick(widget, key, keys)
        self.wait(_SHORT)

    def type_over(self, widget: QWidget, text: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
        """Type over all that is in a field, and end with a key."""
        widget.setFocus()
        if isinstance(widget, QAbstractSpinBox):
            widget.selectAll()
        else:
            QTest.keyClick(widget, Qt.Key.Key_A, CTRL)
        QTest.keyClicks(widget, text)
        self.key(widget, end)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click into a widget, in its middle if it is not said where."""
        QTest.mouseClick(
            widget, Qt.MouseButton.LeftButton, pos=at if at is not None else widget.rect().center()
        )
        self.wait(_SHORT)

    def click_tab(self, tabs: QTabBar, number: int) -> None:
        """Click a tab by its number."""
        self.click(tabs, tabs.tabRect(number).center())

    def hover(self, widget: QWidget, at: QPoint) -> None:
        """Move the mouse over a point of a widget, with no button held."""
        event = QMouseEvent(
            QMouseEvent.Type.MouseMove,
            QPointF(at),
            QPointF(widget.mapToGlobal(at)),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.NoButton,
            NO_KEYS,
        )
        self._application.sendEvent(widget, event)

    def choose(self, box: QComboBox, text: str) -> None:
        """Go to an entry of a list with the arrow keys, from where it stands."""
        index = box.findText(text)
        if index < 0:
            raise TourError(f"{box.accessibleName()} offers no {text!r}")
        way = Qt.Key.Key_Down if index > box.currentIndex() else Qt.Key.Key_Up
        for _press in range(box.count() + 1):  # from before the first where nothing is chosen
            if box.currentText() == text:
                return
            self.key(box, way)
        raise TourError(f"{box.accessibleName()} does not come to {text!r}")

    def type_setting(self, field: str, value: int) -> None:
        """Type a number into the inspector's field of the selected layer."""
        words = (field, field.replace("_", " "))
        boxes = self.window.inspector.findChildren(QSpinBox)
        for box in boxes:
            if box.isVisible() and box.accessibleName().lower().startswith(words):
                self.type_over(box, str(value))
                return
        raise TourError(f"the inspector shows no field for {field}")

    def on_screen(self, at: QPointF) -> QPoint:
        """The pixel of the canvas that shows a point of the scene."""
        return self.canvas.mapFromScene(at)

    # Eyes

    def wait(self, seconds: float) -> None:
        """Let the window live for so long."""
        # Not QTest.qWait, which keeps Python's lock and so holds up the training thread.
        loop, timer = QEventLoop(), QTimer(singleShot=True)
        timer.timeout.connect(loop.quit)
        timer.start(round(1000 * seconds))
        loop.exec()

    def settle(self) -> None:
        """Let the window paint what has happened."""
        self.wait(_PAINTED)

    def until(
        self, condition: Callable[[], bool], words: str, *, patience: float = PATIENCE
    ) -> None:
        """Wait until something is so."""
        deadline = time.monotonic() + patience
        while not condition():
            if time.monotonic() > deadline:
                raise TourError(f"waited in vain until {words}")
            self.wait(_SHORT)

    def trains_until(self, condition: Callable[[], bool], words: str) -> None:
        """Wait while training; should it fail, what it said is what went wrong."""
        thread = self.thread
        self.until(lambda: thread.progress.failed or condition(), words)
        self.expect(not thread.progress.failed, thread.progress.message)

    def await_end_of_training(self) -> None:
        """Wait until all epochs are over, and the window shows it."""
        self.trains_until(lambda: not self.thread.progress.busy, "training ends")
        self.until(lambda: not self.window.run_bar.shown.busy, "the window shows that it has ended")
        self.settle()

    def expect(self, condition: bool, words: str) -> None:
        """Raise TourError with these words unless something is so."""
        if not condition:
            raise TourError(words)

    # Pictures

    def picture(self, name: str, over: QWidget | None = None) -> None:
        """Write what the window shows, with a window that lies over it."""
        self.settle()
        picture = self.window.grab()
        if over is not None:
            painter = QPainter(picture)
            corner = self.window.mapFromGlobal(over.mapToGlobal(QPoint(0, 0)))
            painter.drawPixmap(corner, over.grab())
            painter.end()
        path = self.album.folder / f"{name}.png"
        if not picture.save(str(path)):
            raise TourError(f"{path} could not be written")
        self.album.written(path)

    def visible(self, kind: type[QWidget]) -> QWidget:
        """The widget of this kind that is open."""
        for widget in self._application.allWidgets():
            if isinstance(widget, kind) and widget.isVisible():
                return widget
        raise TourError(f"no {kind.__name__} is open")
