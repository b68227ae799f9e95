"""A network from an empty canvas to the end of its training, by the hands of a lecturer.

Layers are dropped with drag events, settings are typed, buttons and keys are pressed. The
README's pictures come from it.
"""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton

from app.network.gallery import GALLERY
from app.training.recipe import Recipe
from widgets.canvas.drop import LAYER_MIME
from widgets.canvas.problem_popup import ProblemPopup
from widgets.theme_menu import set_theme
from widgets.tour.stage import CTRL, Stage

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
FRAMES = 0.2
"""Seconds in which a panel surely shows what has been computed for it."""


class Building:
    """The stages, one after the other, on one window."""

    def __init__(self, stage: Stage, epochs: int) -> None:
        self._stage, self._epochs = stage, epochs
        self._window, self._canvas = stage.window, stage.canvas
        self._document, self._thread = stage.document, stage.thread

    def play(self) -> None:
        """All stages in order."""
        self._build()
        self._break_and_mend()
        self._train()
        self._look_closer()
        self._look_at_data()
        self._dark()

    def _build(self) -> None:
        self._stage.key(self._canvas, Qt.Key.Key_N, CTRL)
        self._stage.expect(not self._document.network.layers, "a new document is empty")
        self._stage.picture("01-empty")
        for kind, values in LENET5:
            self._drop_behind_last(kind)
            for field, value in values.items():
                self._stage.type_setting(field, value)
        self._stage.key(self._canvas, Qt.Key.Key_T, CTRL)
        self._stage.expect(
            self._document.analysis.parameters == PARAMETERS,
            f"LeNet-5 has {PARAMETERS} parameters, not {self._document.analysis.parameters}",
        )
        self._stage.until(lambda: self._stage.maps_are_shown, "the cards show feature maps")
        self._stage.picture("02-built")

    def _break_and_mend(self) -> None:
        self._click_card("flatten1")
        self._stage.key(self._canvas, Qt.Key.Key_Delete)
        self._stage.expect(
            bool(self._document.analysis.errors), "without Flatten, Linear does not fit"
        )
        guilty = self._document.analysis.errors[0].layer
        card = self._canvas.canvas_scene.cards[guilty]
        self._stage.click(self._canvas.viewport(), self._stage.on_screen(card.badge_centre()))
        popup = self._stage.visible(ProblemPopup)
        self._stage.picture("03-problem", popup)
        fix = next(button for button in popup.findChildren(QPushButton) if button.isVisible())
        self._stage.click(fix, fix.rect().center())
        self._stage.expect(not self._document.analysis.errors, "the offered fix mends the network")
        self._stage.key(self._canvas, Qt.Key.Key_T, CTRL)

    def _train(self) -> None:
        recipe = Recipe(**{**GALLERY[0].recipe, "epochs": self._epochs})
        self._document.set_recipe(recipe)
        self._stage.key(self._window, Qt.Key.Key_F5)
        self._stage.trains_until(lambda: len(self._thread.events) > 60, "training has begun")
        self._stage.picture("04-training")
        self._window.docks.raise_("feature_maps")
        self._stage.trains_until(lambda: len(self._thread.events) > 120, "training goes on")
        self._stage.trains_until(self._panel_has_its_maps, "the panel's feature maps are computed")
        self._stage.wait(FRAMES)
        self._stage.picture("05-feature-maps")
        self._window.docks.raise_("curves")
        self._stage.await_end_of_training()
        self._stage.picture("06-trained")

    def _look_closer(self) -> None:
        self._click_card("conv1")
        self._canvas.go_to("conv1")
        middle = QPointF(self._canvas.viewport().rect().center())
        self._canvas.set_zoom(3.4, middle)
        self._stage.until(lambda: self._stage.maps_are_shown, "maps are shown close up")
        self._stage.picture("07-zoomed-in")
        self._canvas.set_zoom(24, middle)
        self._stage.picture("08-pixel-values")
        self._canvas.fit()
        self._window.docks.raise_("filters")
        self._stage.wait(0.4)
        self._stage.picture("09-filters")

    def _look_at_data(self) -> None:
        self._window.docks.raise_("data")
        self._stage.wait(0.4)
        self._stage.picture("10-data")
        self._window.docks.raise_("summary")
        self._stage.picture("11-summary")

    def _dark(self) -> None:
        self._window.docks.raise_("curves")
        set_theme("dark")
        self._stage.wait(0.4)
        self._stage.picture("12-dark")
        set_theme("light")

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
        self._drag_and_drop(kind, self._stage.on_screen(at))
        self._stage.expect(len(cards) == before + 1, f"{kind} was dropped")

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
            QApplication.sendEvent(target, event)
        self._stage.settle()

    def _click_card(self, name: str) -> None:
        card = self._canvas.canvas_scene.cards[name]
        self._stage.click(self._canvas.viewport(), self._stage.on_screen(card.scene_rect.center()))

    def _panel_has_its_maps(self) -> bool:
        snapshot = self._thread.snapshot
        wanted = self._window.feature_maps.wanted()
        return bool(wanted) and snapshot is not None and wanted <= snapshot.feature_maps.keys()
