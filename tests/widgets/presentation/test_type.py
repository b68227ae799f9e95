"""Large type: nothing that a hall is shown is written smaller than 18 points."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.network.architectures.residual import resnet18
from app.training.recipe import Recipe
from tests.widgets.presentation.painted_text import painted_text
from tests.widgets.whole_window import train_some
from widgets.canvas.pixel import Pixel
from widgets.canvas.zoom import fitted_at_least
from widgets.lens.view import Lens
from widgets.main_window import MainWindow
from widgets.presentation.panels import NUMBERED
from widgets.theme import SMALL, TypeSize, font, least_pixels, type_size
from widgets.type_size import apply_type_size

LEAST = 18.0
WITH_WORDS = (QLabel, QPushButton, QCheckBox, QComboBox)


def application() -> QApplication:
    found = QApplication.instance()
    assert isinstance(found, QApplication)
    return found


def present(window: MainWindow, qtbot: QtBot) -> None:
    window.presentation.action.trigger()
    assert window.presentation.mode is not None
    qtbot.waitUntil(lambda: window.canvas.fits)


def leave(window: MainWindow, qtbot: QtBot) -> None:
    window.presentation.turn(False)
    qtbot.waitUntil(lambda: window.presentation.mode is None)


def too_small(widget: QWidget) -> list[tuple[str, float]]:
    """What is painted in too small type, by a whole window or a part of it."""
    return [(text, round(size, 1)) for text, size in painted_text(widget) if size < LEAST - 0.2]


def test_larger_type_comes_and_goes_without_a_trace(qtbot: QtBot) -> None:
    label, child, combo = QLabel("words"), QLabel("more"), QComboBox()
    label.setFont(font(SMALL, bold=True))
    combo.addItems(["one", "two"])
    child.setMaximumWidth(123)
    for widget in (label, child, combo):
        qtbot.addWidget(widget)
        widget.show()
    widgets = (label, child, combo)
    before = [(each.font().pointSizeF(), each.sizeHint(), each.maximumSize()) for each in widgets]
    usual = QApplication.font().pointSizeF()
    apply_type_size(application(), TypeSize(2.0, LEAST))
    assert label.font().pointSizeF() == 2 * SMALL
    assert child.font().pointSizeF() == 2 * usual
    assert child.maximumWidth() == 246
    assert font(SMALL).pointSizeF() == 2 * SMALL
    apply_type_size(application(), TypeSize())
    after = [(each.font().pointSizeF(), each.sizeHint(), each.maximumSize()) for each in widgets]
    assert after == before
    assert QApplication.font().pointSizeF() == usual
    assert least_pixels() == 0


def test_nothing_in_the_window_is_written_smaller_than_eighteen_points(
    window: MainWindow, qtbot: QtBot
) -> None:
    train_some(qtbot, window)
    present(window, qtbot)
    mode = window.presentation.mode
    assert mode is not None
    mode.legend.open()
    mode.caption.tell("Ctrl+Z")
    for number in range(1, len(NUMBERED) + 1):
        mode.panels.press(0)
        mode.panels.press(number)
        dock = window.docks[NUMBERED[number - 1]]
        qtbot.waitUntil(dock.isVisible)
        qtbot.wait(50)  # the panel paints what it was sent
        assert painted_text(dock), NUMBERED[number - 1]
        assert too_small(dock) == [], NUMBERED[number - 1]
    assert too_small(window.run_bar) == []
    for words in (mode.legend, mode.caption):
        assert words.font().pointSizeF() >= LEAST
    for kind in ("QMenu", "QTipLabel", "QMessageBox"):
        assert QApplication.font(kind).pointSizeF() >= LEAST  # type: ignore[call-overload]
    small = [
        (type(widget).__name__, widget.font().pointSizeF())
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and isinstance(widget, WITH_WORDS)
        and 0 < widget.font().pointSizeF() < LEAST - 0.2
    ]
    assert small == []
    leave(window, qtbot)


def test_words_on_cards_are_large_at_every_zoom(window: MainWindow, qtbot: QtBot) -> None:
    present(window, qtbot)
    canvas = window.canvas
    for zoom in (0.3, 0.5, 0.75, 1.0, 1.4, 2.1, 2.6, 4.0, 9.0, 20.0, 40.0):
        canvas.set_zoom(zoom)
        canvas.show_point(canvas.canvas_scene.cards["conv1"].scene_rect.center())
        assert too_small(canvas) == [], zoom
    for zoom in (fitted_at_least(), 1.0):
        canvas.set_zoom(zoom)
        canvas.show_point(canvas.canvas_scene.cards["conv1"].scene_rect.center())
        assert canvas.visible_rect().intersects(canvas.canvas_scene.cards["relu2"].scene_rect)
        said = {text for text, _ in painted_text(canvas)}
        assert {"conv1", "6×28×28", "16×10×10"} <= said
    leave(window, qtbot)
    assert type_size() == TypeSize()


def test_the_layers_and_blocks_of_a_residual_network_are_told_apart(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.files.show_new(resnet18(), Recipe())
    present(window, qtbot)
    said = {text for text, _ in painted_text(window.canvas)}
    assert {"layer1_block1", "…conv1", "…bn1", "…relu", "…conv2", "…bn2"} <= said
    leave(window, qtbot)


def test_the_lens_is_written_large(window: MainWindow, qtbot: QtBot) -> None:
    present(window, qtbot)
    assert window.insides is not None
    window.canvas.pixel_chosen.emit(Pixel("conv1", 0, 3, 3))
    lens = window.findChild(Lens)
    assert lens is not None
    qtbot.waitUntil(lens.isVisible)
    qtbot.waitUntil(lambda: len(painted_text(lens)) > 4)
    assert too_small(lens) == []
    leave(window, qtbot)
