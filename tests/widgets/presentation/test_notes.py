"""The lecturer reads notes in a window of their own, and works the lesson from it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.lessons.reading import lesson_of_text
from tests.widgets.contrast import faint_text
from tests.widgets.walk import controls, is_name, reached, spoken, stops, told
from widgets.lessons.player import Player
from widgets.main_window import MainWindow
from widgets.presentation.notes_window import LEAST_POINTS, NotesWindow
from widgets.theme import apply_theme

LESSON = lesson_of_text(
    """# Small

## One

```toml
network = ["Input 1x28x28", "Conv2d 2 3x3", "Flatten", "Linear 10"]
```

> Ask who has *seen* one.
> Wait.

## Two

```toml
set.conv1 = { stride = 2 }
question = { ask = "How high?", answer = "height of conv1" }
```

## Three
""",
    "small",
)


@pytest.fixture
def player(window: MainWindow, qtbot: QtBot) -> Player:
    assert window.lessons.play(LESSON)
    assert window.lessons.dock is not None
    player = window.lessons.dock.player
    qtbot.waitUntil(lambda: not player.staging.busy)
    return player


@pytest.fixture
def notes(window: MainWindow, player: Player, qtbot: QtBot) -> NotesWindow:
    assert player.lesson is LESSON
    window.presentation.notes.action.trigger()
    notes = window.presentation.notes.window
    assert notes is not None
    notes.activateWindow()
    assert QTest.qWaitForWindowActive(notes)
    qtbot.waitUntil(lambda: notes.clock.text() != "")
    return notes


def test_they_show_the_notes_what_comes_next_and_the_time(notes: NotesWindow) -> None:
    assert notes.place.text() == "Small · 1 of 3"
    assert notes.notes.text() == "<p>Ask who has <i>seen</i> one. Wait.</p>"
    assert notes.next.text() == "Next: Two"
    assert notes.elapsed.text().startswith("0:")


def test_the_same_keys_lead_through_the_lesson(notes: NotesWindow, player: Player) -> None:
    QTest.keyClick(notes, Qt.Key.Key_PageDown)
    assert player.number == 1
    assert notes.next.text() == "Next: the answer, 13"
    QTest.keyClick(notes, Qt.Key.Key_Right)
    assert notes.next.text() == "Next: Three"
    QTest.keyClick(notes, Qt.Key.Key_PageUp)
    assert player.number == 0
    player.leave()
    assert "No lesson" in notes.notes.text()


def test_nothing_in_them_is_smaller_than_eighteen_points(notes: NotesWindow) -> None:
    written = [*notes.findChildren(QLabel), *notes.findChildren(QPushButton)]
    assert min(each.font().pointSizeF() for each in written) >= LEAST_POINTS


def test_the_panel_of_the_lesson_shows_and_hides_them(
    window: MainWindow, notes: NotesWindow
) -> None:
    assert window.lessons.dock is not None
    button = window.lessons.dock.panel.notes
    assert button.isChecked()
    notes.close()
    assert not button.isChecked()
    button.click()
    assert notes.isVisible()


def test_they_close_with_the_presentation_and_come_back_where_they_were(
    window: MainWindow, notes: NotesWindow, qtbot: QtBot
) -> None:
    notes.resize(700, 500)
    window.presentation.turn(True)
    QTest.keyClick(notes, Qt.Key.Key_1)
    assert window.presentation.mode is not None
    qtbot.waitUntil(lambda: window.docks["curves"].isVisible())
    window.presentation.turn(False)
    qtbot.waitUntil(lambda: window.presentation.mode is None)
    assert not notes.isVisible()
    window.presentation.notes.action.trigger()
    assert (notes.width(), notes.height()) == (700, 500)


def test_everything_in_them_can_be_worked_heard_and_read(
    notes: NotesWindow, qapp: QApplication
) -> None:
    assert all(is_name(spoken(each)) for each in controls(notes))
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        found = stops(notes, key)
        assert [told(each) for each in controls(notes) if not reached(each, found)] == []
    for scheme in ("light", "dark", "contrast"):
        apply_theme(qapp, scheme)
        picture = notes.grab().toImage()
        faint = [
            words for label in notes.findChildren(QLabel) for words in faint_text(label, picture)
        ]
        assert not faint
    apply_theme(qapp, "light")
