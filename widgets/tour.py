"""The tour: drives the real window as a lecturer would and writes a picture of each stage.

It works offscreen. Layers are dropped with drag events, settings are typed, buttons and keys are
pressed; nothing reaches into the document. The README's pictures come from it.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QEventLoop, QMimeData, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QSpinBox, QWidget

from app.network.gallery import GALLERY
from app.training.recipe import Recipe
from widgets.canvas.drop import LAYER_MIME
from widgets.canvas.problem_popup import ProblemPopup
from widgets.main_window import MainWindow
from widgets.theme import apply_theme
from widgets.theme_menu import set_theme

LENET5: tuple[tuple[str, dict[str, int]], ...] = (
    ("Input", {"height": 32, "width": 32}),
    ("Conv2d", {"out_channels": 6, "kernel_size": 5}),
    ("ReLU", {}),
    ("MaxPool2d", {}),
    ("Conv2d", {"out_channels": 16, "kernel_size": 5}),
    ("ReLU", {}),
    ("MaxPool2d", {}),
    ("Conv2d", {"out_channels": 120, "kernel_size": 5}),
    ("ReLU", {}),
    ("Flatten", {}),
    ("Linear", {"out_features": 84}),
    ("ReLU", {}),
    ("Linear", {"out_features": 10}),
)
PARAMETERS = 61_706
EPOCHS = 4
PATIENCE = 120.0
"""Seconds that any stage may take."""
FRAMES = 0.2
"""Seconds in which the window surely paints what it has been given."""


class TourError(RuntimeError):
    """The program did not do what the tour expects of it."""


def run_tour(
    output: Path, epochs: int = EPOCHS, *, written: Callable[[Path], None] = lambda _picture: None
) -> int:
    """Play the tour and write its pictures to `output`; 0 if all went as it should.

    The network is trained for `epochs`; `written` is told of every picture. The user's own
    settings, runs and files are left alone.
    """
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ["CONVAS_HOME"] = home
        known = QApplication.instance()
        application = known if isinstance(known, QApplication) else QApplication(sys.argv[:1])
        apply_theme(application, "light")
        tour = _Tour(application, output, epochs, written)
        try:
            tour.play()
        except TourError as error:
            print(f"tour: {error}", file=sys.stderr)
            with suppress(TourError):  # it may be the pictures that cannot be written
                tour.picture("failed")
            return 1
        finally:
            tour.close()
    return 0


class _Tour:
    def __init__(
        self,
        application: QApplication,
        output: Path,
        epochs: int,
        written: Callable[[Path], None],
    ) -> None:
        self._application = application
        self._output = output
        self._written = written
        self._epochs = epochs
        self.window = MainWindow()
        self.window.resize(1600, 1000)
        self.window.show()
        self._canvas = self.window.canvas
        self._document = self.window.document
        self._thread = self.window.thread_

    def play(self) -> None:
        """All stages in order."""
        self._until(lambda: self._thread.dataset is not None, "the digits are loaded")
        self._build()
        self._break_and_mend()
        self._train()
        self._look_closer()
        self._look_at_data()
        self._dark()

    def close(self) -> None:
        """End the training and the window; nothing is asked."""
        self._thread.stop()
        self._until(lambda: not self._thread.progress.busy, "the training has ended")
        # Last, for until then more may be learned, and that would be asked about.
        self._document.open(self._document.network, self._document.recipe)
        self.window.close()
        self.window.deleteLater()

    def picture(self, name: str) -> None:
        """Write what the window shows."""
        self._settle()
        path = self._output / f"{name}.png"
        if not self.window.grab().save(str(path)):
            raise TourError(f"{path} could not be written")
        self._written(path)

    # Stages

    def _build(self) -> None:
        self._key(self._canvas, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        self._expect(not self._document.network.layers, "a new document is empty")
        self.picture("01-empty")
        for kind, values in LENET5:
            self._drop_behind_last(kind)
            for field, value in values.items():
                self._type_setting(field, value)
        self._key(self._canvas, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
        self._expect(
            self._document.analysis.parameters == PARAMETERS,
            f"LeNet-5 has {PARAMETERS} parameters, not {self._document.analysis.parameters}",
        )
        self._until(self._maps_are_shown, "the cards show feature maps")
        self.picture("02-built")

    def _break_and_mend(self) -> None:
        self._click_card("flatten1")
        self._key(self._canvas, Qt.Key.Key_Delete)
        self._expect(bool(self._document.analysis.errors), "without Flatten, Linear does not fit")
        guilty = self._document.analysis.errors[0].layer
        card = self._canvas.canvas_scene.cards[guilty]
        self._click(self._canvas.viewport(), self._on_screen(card.badge_centre()))
        popup = self._visible(ProblemPopup)
        self.picture_with(popup, "03-problem")
        fix = next(button for button in popup.findChildren(QPushButton) if button.isVisible())
        self._click(fix, fix.rect().center())
        self._expect(not self._document.analysis.errors, "the offered fix mends the network")
        self._key(self._canvas, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)

    def _train(self) -> None:
        recipe = Recipe(**{**GALLERY[0].recipe, "epochs": self._epochs})
        self._document.set_recipe(recipe)
        self._key(self.window, Qt.Key.Key_F5)
        self._trains_until(lambda: len(self._thread.events) > 60, "training has begun")
        self.picture("04-training")
        self.window.docks.raise_("feature_maps")
        self._trains_until(lambda: len(self._thread.events) > 120, "training goes on")
        self._trains_until(self._panel_has_its_maps, "the panel's feature maps are computed")
        self._wait(FRAMES)
        self.picture("05-feature-maps")
        self.window.docks.raise_("curves")
        self._trains_until(lambda: not self._thread.progress.busy, "training ends")
        self.picture("06-trained")

    def _look_closer(self) -> None:
        self._click_card("conv1")
        self._canvas.go_to("conv1")
        middle = QPointF(self._canvas.viewport().rect().center())
        self._canvas.set_zoom(3.4, middle)
        self._until(self._maps_are_shown, "maps are shown close up")
        self.picture("07-zoomed-in")
        self._canvas.set_zoom(24, middle)
        self.picture("08-pixel-values")
        self._canvas.fit()
        self.window.docks.raise_("filters")
        self._wait(0.4)
        self.picture("09-filters")

    def _look_at_data(self) -> None:
        self.window.docks.raise_("data")
        self._wait(0.4)
        self.picture("10-data")
        self.window.docks.raise_("summary")
        self.picture("11-summary")

    def _dark(self) -> None:
        self.window.docks.raise_("curves")
        set_theme("dark")
        self._wait(0.4)
        self.picture("12-dark")
        set_theme("light")

    # Hands and eyes

    def _drop_behind_last(self, kind: str) -> None:
        """Drag a layer from the palette to the right of the last card and let go."""
        self._canvas.fit()
        cards = self._canvas.canvas_scene.cards
        if cards:
            last = cards[list(self._document.network.layers)[-1]]
            at = last.scene_rect.center() + QPointF(last.scene_rect.width() * 0.9, 0)
        else:
            at = QPointF(0, 0)
        before = len(cards)
        self._drag_and_drop(kind, self._on_screen(at))
        self._expect(len(cards) == before + 1, f"{kind} was dropped")

    def _drag_and_drop(self, kind: str, at: QPoint) -> None:
        data = QMimeData()
        data.setData(LAYER_MIME, kind.encode())
        copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        none = Qt.KeyboardModifier.NoModifier
        target = self._canvas.viewport()
        for event in (
            QDragEnterEvent(at, copy, data, left, none),
            QDragMoveEvent(at, copy, data, left, none),
            QDropEvent(QPointF(at), copy, data, left, none),
        ):
            self._application.sendEvent(target, event)
        self._settle()

    def _type_setting(self, field: str, value: int) -> None:
        """Type a number into the inspector's field."""
        word = field.replace("_", " ")
        boxes = [
            box
            for box in self.window.inspector.findChildren(QSpinBox)
            if box.isVisible() and box.accessibleName().lower().startswith((field, word))
        ]
        if not boxes:
            raise TourError(f"the inspector shows no field for {field}")
        box = boxes[0]
        box.setFocus()
        box.selectAll()
        QTest.keyClicks(box, str(value))
        self._key(box, Qt.Key.Key_Return)

    def _click_card(self, name: str) -> None:
        card = self._canvas.canvas_scene.cards[name]
        self._click(self._canvas.viewport(), self._on_screen(card.scene_rect.center()))

    def _click(self, widget: QWidget, at: QPoint) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at)
        self._settle()

    def _key(
        self,
        widget: QWidget,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        widget.setFocus()
        QTest.keyClick(widget, key, modifier)
        self._settle()

    def _on_screen(self, at: QPointF) -> QPoint:
        return self._canvas.mapFromScene(at)

    def _panel_has_its_maps(self) -> bool:
        snapshot = self._thread.snapshot
        wanted = self.window.feature_maps.wanted()
        return bool(wanted) and snapshot is not None and wanted <= snapshot.feature_maps.keys()

    def _maps_are_shown(self) -> bool:
        snapshot = self._thread.snapshot
        wanted = self._canvas.wanted_maps()
        return snapshot is not None and wanted <= snapshot.feature_maps.keys()

    def picture_with(self, popup: QWidget, name: str) -> None:
        """Write the window together with a popup, which is a window of its own."""
        self._settle()
        picture = self.window.grab()
        painter = QPainter(picture)
        corner = self.window.mapFromGlobal(popup.mapToGlobal(QPoint(0, 0)))
        painter.drawPixmap(corner, popup.grab())
        painter.end()
        path = self._output / f"{name}.png"
        picture.save(str(path))
        self._written(path)

    def _visible(self, kind: type[QWidget]) -> QWidget:
        for widget in self._application.allWidgets():
            if isinstance(widget, kind) and widget.isVisible():
                return widget
        raise TourError(f"no {kind.__name__} is open")

    def _settle(self) -> None:
        """Let the window paint what has happened."""
        self._wait(0.15)

    def _wait(self, seconds: float) -> None:
        # Not QTest.qWait, which keeps Python's lock and so holds up the training thread.
        loop = QEventLoop()
        QTimer.singleShot(round(1000 * seconds), loop.quit)
        loop.exec()

    def _until(self, condition: Callable[[], bool], words: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > deadline:
                raise TourError(f"waited in vain until {words}")
            self._wait(0.02)

    def _trains_until(self, condition: Callable[[], bool], words: str) -> None:
        """Wait while training; should it fail, what it said is what went wrong."""
        thread = self._thread
        self._until(lambda: thread.progress.failed or condition(), words)
        self._expect(not thread.progress.failed, thread.progress.message)

    def _expect(self, condition: bool, words: str) -> None:
        if not condition:
            raise TourError(words)
