"""A lesson in front of a hall: a remote control leads through it, and all words can be read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDockWidget, QScrollArea
from pytestqt.qtbot import QtBot

from app.lessons.lesson import Lesson
from app.lessons.reading import lesson_of_text
from tests.widgets.dialogs import OFFSCREEN_DIALOGS
from widgets.lens.view import Lens
from widgets.lessons.dock import LessonDock
from widgets.lessons.panel import LessonPanel
from widgets.lessons.player import Player
from widgets.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore(*OFFSCREEN_DIALOGS, extend=True)
LESSON = lesson_of_text(
    """# Small

## One

```toml
network = ["Input 1x28x28", "Conv2d 2 3x3", "Flatten", "Linear 10"]
panel = "summary"
```

## Two

```toml
panel = "problems"
lens = "conv1 0 2 3"
```

## Three
"""
    + "Much is to be said. " * 300,
    "small",
)
QUESTION = """## High?

Some words, and one more line that is long enough to be broken into two.

```toml
question = { ask = "How high?", answer = "height of conv1" }
```

Words for afterwards, which are longer than one line is.

"""
ASKING = lesson_of_text(
    """# A title of many words, for which no title bar of a panel in a hall has the room

## One

```toml
network = ["Input 1x28x28", "Conv2d 2 3x3", "Flatten", "Linear 10"]
```

"""
    + 2 * QUESTION
    + QUESTION.replace("question =", 'panel = "curves"\nquestion ='),
    "asking",
)


def stands(qtbot: QtBot, player: Player) -> None:
    qtbot.waitUntil(lambda: not player.staging.busy)


def play(qtbot: QtBot, window: MainWindow, at: int = 0, lesson: Lesson = LESSON) -> Player:
    assert window.lessons.play(lesson, at)
    assert window.lessons.dock is not None
    player = window.lessons.dock.player
    stands(qtbot, player)
    window.activateWindow()  # keys lead on in a window that is in use
    assert QTest.qWaitForWindowActive(window)
    return player


def present(qtbot: QtBot, window: MainWindow, on: bool) -> None:
    window.presentation.turn(on)
    qtbot.waitUntil(lambda: (window.presentation.mode is not None) == on)


def shown(window: MainWindow) -> set[str]:
    docks = window.findChildren(QDockWidget)
    return {dock.objectName() for dock in docks if dock.isVisible()}


def play_with_lens(qtbot: QtBot, window: MainWindow) -> tuple[Player, Lens]:
    """The scene in which the lens is open."""
    player = play(qtbot, window, 1)
    assert window.insides is not None
    lens = window.insides.lens
    qtbot.waitUntil(lens.isVisible)
    return player, lens


def panel_of(window: MainWindow) -> LessonPanel:
    assert window.lessons.dock is not None
    return window.lessons.dock.panel


def test_a_remote_leads_on_from_the_lens_which_has_the_keyboard(
    qtbot: QtBot, window: MainWindow
) -> None:
    player, lens = play_with_lens(qtbot, window)
    QTest.keyClick(lens, Qt.Key.Key_PageUp)
    assert player.number == 0
    player.leave()


def test_ctrl_and_page_down_show_the_next_channel_in_a_lesson(
    qtbot: QtBot, window: MainWindow
) -> None:
    player, lens = play_with_lens(qtbot, window)
    QTest.keyClick(lens, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert lens.pixel is not None
    assert lens.pixel.channel == 1
    assert player.number == 1
    player.leave()


def test_words_that_have_no_room_are_read_before_it_goes_on(
    qtbot: QtBot, window: MainWindow
) -> None:
    player, panel = play(qtbot, window, 2), panel_of(window)
    left: list[bool] = []
    player.left.connect(lambda: left.append(True))
    qtbot.waitUntil(lambda: panel.forward.text() == "Read on ▼")
    pages = 0
    while panel.forward.text() == "Read on ▼":
        assert not left
        QTest.keyClick(panel, Qt.Key.Key_PageDown)
        pages += 1
        assert pages < 100
    assert panel.forward.text() == "Finish"
    QTest.keyClick(panel, Qt.Key.Key_PageDown)
    assert left


def test_in_a_narrow_panel_the_words_of_the_button_that_goes_on_are_whole(
    qtbot: QtBot, window: MainWindow
) -> None:
    player, panel = play(qtbot, window), panel_of(window)
    panel.forward.setText("Show the answer ▶")
    for width, back in ((500, "◀ Back"), (240, "◀")):
        panel.resize(width, 600)
        assert panel.back.text() == back
        qtbot.waitUntil(lambda: panel.forward.width() >= panel.forward.sizeHint().width())
    player.leave()


def test_in_a_presentation_only_the_panel_of_the_scene_is_beside_the_canvas(
    qtbot: QtBot, window: MainWindow
) -> None:
    present(qtbot, window, True)
    player = play(qtbot, window)
    qtbot.waitUntil(lambda: shown(window) == {"lesson_dock", "summary_dock"})
    player.forward()
    stands(qtbot, player)
    qtbot.waitUntil(lambda: shown(window) == {"lesson_dock", "problems_dock"})
    player.forward()
    stands(qtbot, player)
    qtbot.waitUntil(lambda: shown(window) == {"lesson_dock"})
    player.leave()


def test_a_lesson_that_begins_in_a_presentation_stays_under_the_pen(
    qtbot: QtBot, window: MainWindow
) -> None:
    present(qtbot, window, True)
    mode = window.presentation.mode
    assert mode is not None
    mode.tools.take("pen")
    player, panel = play(qtbot, window, 2), panel_of(window)
    assert window.lessons.dock is not None
    window.lessons.dock.raise_()
    middle = panel.mapTo(window, panel.rect().center())
    qtbot.waitUntil(lambda: window.childAt(middle) is mode.overlay)
    player.leave()


def test_a_presentation_that_begins_in_a_lesson_shows_its_panel(
    qtbot: QtBot, window: MainWindow
) -> None:
    player = play(qtbot, window)
    present(qtbot, window, True)
    qtbot.waitUntil(lambda: shown(window) == {"lesson_dock", "summary_dock"})
    player.leave()


@pytest.mark.parametrize("presented", ["at its beginning", "at its end"])
def test_after_lesson_and_presentation_the_panels_are_those_of_the_desk(
    qtbot: QtBot, window: MainWindow, presented: str
) -> None:
    before = shown(window)
    fronts = set(window.docks.front_ones())
    at_first = presented == "at its beginning"
    if at_first:
        present(qtbot, window, True)
    player = play(qtbot, window)
    present(qtbot, window, not at_first)
    qtbot.waitUntil(lambda: {"lesson_dock", "summary_dock"} <= shown(window))
    player.leave()
    if not at_first:
        present(qtbot, window, False)
    qtbot.waitUntil(lambda: shown(window) == before)
    qtbot.waitUntil(lambda: set(window.docks.front_ones()) == fronts)


def test_in_a_hall_the_title_of_a_lesson_is_whole(qtbot: QtBot, window: MainWindow) -> None:
    player, panel = play(qtbot, window, lesson=ASKING), panel_of(window)
    assert not panel.lesson_title.isVisible()
    present(qtbot, window, True)
    title = panel.lesson_title
    qtbot.waitUntil(title.isVisible)
    qtbot.waitUntil(lambda: title.height() >= title.heightForWidth(title.width()) > 0)
    assert title.text() == ASKING.title
    present(qtbot, window, False)
    qtbot.waitUntil(lambda: not title.isVisible())
    player.leave()


def answer_with_room(qtbot: QtBot, window: MainWindow, more: int) -> LessonPanel:
    """Answer a question in a panel that is so many pixels higher than all of its words."""
    player, panel = play(qtbot, window, 1, ASKING), panel_of(window)
    player.say("26")
    stands(qtbot, player)
    area = panel.findChild(QScrollArea)
    height = area.widget().heightForWidth(area.viewport().width()) + more
    player.forward()
    assert player.asks
    lacking = height - area.viewport().height()
    window.resize(window.width(), window.height() + lacking)
    qtbot.waitUntil(lambda: area.viewport().height() == height)
    player.say("26")
    stands(qtbot, player)
    return panel


def test_an_answer_whose_words_have_no_room_stands_at_the_top(
    qtbot: QtBot, window: MainWindow
) -> None:
    present(qtbot, window, True)
    panel = answer_with_room(qtbot, window, -20)
    above = panel.leave.geometry().bottom()
    place = panel.question.mapTo(panel, panel.question.rect().topLeft()).y()
    assert 0 < place - above < panel.title.height()
    panel.leave.click()


def test_an_answer_whose_words_have_room_does_not_scroll(qtbot: QtBot, window: MainWindow) -> None:
    present(qtbot, window, True)
    panel = answer_with_room(qtbot, window, 2)
    assert panel.findChild(QScrollArea).verticalScrollBar().maximum() == 0
    panel.leave.click()


def test_a_panel_that_the_next_lesson_shows_again_keeps_its_height(
    qtbot: QtBot, window: MainWindow
) -> None:
    present(qtbot, window, True)
    play(qtbot, window)
    summary = window.docks["summary"]
    qtbot.waitUntil(lambda: summary.height() > 0.4 * window.height())
    player = play(qtbot, window)
    qtbot.waitUntil(lambda: summary.isVisible() and summary.height() > 0.4 * window.height())
    player.leave()


def test_an_answer_is_typed_in_a_presentation_that_began_in_the_lesson(
    qtbot: QtBot, window: MainWindow
) -> None:
    player, panel = play(qtbot, window, lesson=ASKING), panel_of(window)
    present(qtbot, window, True)
    qtbot.waitUntil(panel.hasFocus)
    QTest.keyClick(panel, Qt.Key.Key_PageDown)
    qtbot.waitUntil(panel.question.field.hasFocus)
    player.leave()


def test_after_a_presentation_the_lesson_has_the_keyboard(qtbot: QtBot, window: MainWindow) -> None:
    player, panel = play(qtbot, window), panel_of(window)
    present(qtbot, window, True)
    qtbot.waitUntil(panel.hasFocus)
    panel.clearFocus()
    present(qtbot, window, False)
    qtbot.waitUntil(panel.hasFocus)
    player.leave()


def test_a_lesson_that_ends_in_the_hall_leaves_the_canvas_alone(
    qtbot: QtBot, window: MainWindow
) -> None:
    player = play(qtbot, window)
    present(qtbot, window, True)
    qtbot.waitUntil(lambda: shown(window) == {"lesson_dock", "summary_dock"})
    player.leave()
    qtbot.waitUntil(lambda: shown(window) == set())


def test_a_presentation_that_begins_at_a_question_shows_no_panel_of_the_answer(
    qtbot: QtBot, window: MainWindow
) -> None:
    player, panel = play(qtbot, window, 3, ASKING), panel_of(window)
    present(qtbot, window, True)
    qtbot.waitUntil(panel.hasFocus)
    assert shown(window) == {"lesson_dock"}
    player.say("26")
    stands(qtbot, player)
    qtbot.waitUntil(lambda: shown(window) == {"lesson_dock", "curves_dock"})
    player.leave()


def test_beside_a_lesson_two_panels_that_have_no_room_are_not_squeezed_in(
    qtbot: QtBot, window: MainWindow
) -> None:
    present(qtbot, window, True)
    player = play(qtbot, window)
    qtbot.waitUntil(lambda: shown(window) == {"lesson_dock", "summary_dock"})
    stage = window.presentation.mode
    assert stage is not None
    stage.panels.press(1)
    assert shown(window) == {"lesson_dock", "curves_dock"}
    player.leave()


def test_a_lesson_may_be_left_while_the_presentation_ends(qtbot: QtBot, window: MainWindow) -> None:
    """The window takes a moment to get its size back; until then the presentation is not over."""
    window.presentation.turn(True)
    player = play(qtbot, window)
    window.setMinimumSize(window.size() + QSize(50, 50))  # it does not get its own size back
    window.presentation.turn(False)
    assert window.presentation.mode is not None
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    player.leave()
    qtbot.waitUntil(lambda: window.presentation.mode is None)
    assert not any(dock.isVisible() for dock in window.findChildren(LessonDock))
