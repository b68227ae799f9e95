"""Scenes have panels look at something, and show the gallery; the panels come back as they were."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.inspection.invariance import CHANGES, InvarianceCurve, InvariancePoint
from app.lessons.reading import lesson_of_text
from widgets.invariance.measurements import Measurement
from widgets.invariance.panel import InvariancePanel
from widgets.lessons.gallery_board import GalleryBoard
from widgets.lessons.player import Player
from widgets.main_window import MainWindow

SMALL = """# Small

## One

```toml
network = ["Input 1x28x28", "MaxPool2d 4x4", "Flatten", "Linear 10"]
{}
```

## Two

```toml
set.pool1 = {{ kernel_size = 2 }}
```
"""


def play(qtbot: QtBot, window: MainWindow, block: str) -> Player:
    assert window.lessons.play(lesson_of_text(SMALL.format(block), "small"))
    assert window.lessons.dock is not None
    player = window.lessons.dock.player
    stands(qtbot, player)
    return player


def stands(qtbot: QtBot, player: Player) -> None:
    qtbot.waitUntil(lambda: not player.staging.busy)


def board_of(player: Player) -> GalleryBoard:
    board = player.staging.looks.board
    assert board is not None
    return board


def test_what_panels_looked_at_comes_back_after_the_lesson(
    qtbot: QtBot, window: MainWindow
) -> None:
    assert window.insides is not None
    direction, part = window.insides.direction.choice, window.evaluation.part
    qtbot.waitUntil(lambda: direction.count() == 12)
    window.docks.raise_("invariance")
    qtbot.waitUntil(lambda: window.docks["invariance"].widget() is not None)
    measuring = window.docks["invariance"].widget()
    assert isinstance(measuring, InvariancePanel)
    curve = InvarianceCurve(CHANGES[0], (InvariancePoint(0.0, 0.9, 0.8),), 100, "mine")
    own = Measurement("mine", 0, {"shift-across": curve}, "100 validation images")
    measuring.put_back((own,))
    direction.setCurrentIndex(5)
    part.setCurrentIndex(2)

    player = play(qtbot, window, 'where = { method = "occlusion", class = 3 }')
    assert window.insides.explanation is not None
    where = window.insides.explanation.where
    assert (where.form.methods, where.classes.label) == (("occlusion",), 3)
    player.leave()
    assert (where.form.methods, where.classes.label) == (("saliency",), None)
    assert (direction.currentIndex(), part.currentIndex()) == (5, 2)
    player = play(qtbot, window, 'evaluation = { part = "test" }')
    assert part.currentData() == "test"
    assert direction.currentText() == "Forward"
    player.leave()
    play(qtbot, window, "invariance = { images = 20 }")
    qtbot.waitUntil(
        lambda: len(measuring.measurements) == 1 and measuring.measurements[0] is not own,
    )
    player.leave()
    stands(qtbot, player)
    assert (direction.currentIndex(), part.currentIndex()) == (5, 2)
    assert measuring.measurements == [own]
    assert measuring.count.value() == 500


def test_a_class_that_the_lessons_data_lacks_is_chosen_again_once_the_own_data_is_there(
    qtbot: QtBot, window: MainWindow
) -> None:
    assert window.insides is not None
    direction = window.insides.direction
    qtbot.waitUntil(lambda: direction.choice.count() == 12)
    direction.know_classes([str(number) for number in range(20)])
    direction.choice.setCurrentIndex(15)
    player = play(qtbot, window, "")
    direction.know_classes([str(number) for number in range(10)])
    player.leave()
    assert direction.choice.currentIndex() == 0
    assert not direction.backward
    direction.know_classes([str(number) for number in range(20)])
    stands(qtbot, player)
    assert direction.choice.currentIndex() == 15


def test_the_next_scene_looks_forward_again(qtbot: QtBot, window: MainWindow) -> None:
    player = play(qtbot, window, 'maps = { gradient = "likeliest", enlarge = "pool1 0" }')
    assert window.insides is not None
    assert window.insides.direction.backward
    assert window.feature_maps.enlarged.isVisible()
    player.forward()
    stands(qtbot, player)
    assert not window.insides.direction.backward
    assert not window.feature_maps.enlarged.isVisible()
    player.back()
    stands(qtbot, player)
    assert window.insides.direction.backward
    player.leave()


@pytest.mark.parametrize(
    ("block", "words"),
    [
        ("maps = { gradient = 12 }", "There is no class 12 in this data set."),
        ('maps = { enlarge = "pool1 7" }', "pool1 has no channel 7."),
        ("where = { class = 10 }", "The network gives no score for class 10."),
    ],
)
def test_what_cannot_be_looked_at_is_said(
    block: str, words: str, qtbot: QtBot, window: MainWindow
) -> None:
    player = play(qtbot, window, block)
    assert window.lessons.dock is not None
    assert window.lessons.dock.panel.note.text() == words
    player.leave()


def test_a_network_of_the_gallery_opens_within_the_lesson(qtbot: QtBot, window: MainWindow) -> None:
    own = window.document.network
    player = play(qtbot, window, 'gallery = "one-filter"')
    board = board_of(player)
    assert board.isVisible()
    assert board.told == "One filter: 9 parameters · 2 layers · 1×128×128"
    QTest.keyClick(board.gallery.search, Qt.Key.Key_Return)
    assert board.isHidden()
    assert len(window.document.network.layers) == 2
    assert player.lesson is not None
    player.forward()
    stands(qtbot, player)
    assert window.document.network.layers["pool1"].kernel_size == 2  # type: ignore[attr-defined]
    player.back()
    stands(qtbot, player)
    assert board.isVisible()
    QTest.keyClick(board.gallery.search, Qt.Key.Key_Escape)
    QTest.keyClick(board.gallery.search, Qt.Key.Key_Escape)
    assert board.isHidden()
    assert player.lesson is not None
    player.leave()
    assert window.document.network is own


def test_a_presenter_goes_on_from_the_winners(qtbot: QtBot, window: MainWindow) -> None:
    player = play(qtbot, window, 'gallery = "winners"')
    board = board_of(player)
    assert "2015, ResNet" in board.told
    assert board.gallery.chart is not None
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    QTest.keyClick(board.gallery.chart, Qt.Key.Key_PageDown)
    assert player.number == 1
    assert board.isHidden()
    player.leave()
