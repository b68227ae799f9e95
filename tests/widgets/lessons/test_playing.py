"""Every lesson is played in a real window, forward and back; it must show the stated numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.language import plain_figures, spoken
from app.lessons.lesson import Lesson
from app.lessons.library import BUNDLED, bundled_lessons
from app.lessons.notice import Notice
from app.lessons.reading import read_lesson, settings_of_lesson
from tests.widgets.dialogs import OFFSCREEN_DIALOGS
from tests.widgets.lessons.turning import go_on
from widgets.canvas.pixel import Pixel, rects_of
from widgets.lessons.player import Player
from widgets.main_window import MainWindow
from widgets.tour.eyes import number as number_in

pytestmark = pytest.mark.qt_log_ignore(*OFFSCREEN_DIALOGS, extend=True)
ROOT = Path(__file__).parents[3]
FILES = sorted(BUNDLED.glob("*.md"))
PLAYED = list(bundled_lessons(spoken()))
"""In the language of the window: tests/in_german.py has another one."""
PATIENCE_MS = 90_000
LETTERS = {"A": 14, "B": 10, "C": 5, "D": 11, "E": 14, "F": 7}
"""How many rows of the lectures have this letter; beside them there is G, of the data."""
ROWS = {f"{letter}{row + 1}" for letter, most in LETTERS.items() for row in range(most)} | {"G"}


def wait_for_scene(qtbot: QtBot, player: Player) -> None:
    qtbot.waitUntil(lambda: not player.staging.busy, timeout=PATIENCE_MS)


def expect_notices(qtbot: QtBot, window: MainWindow, player: Player) -> None:
    """The player must tick all that the scene states, and so must a second look."""
    wait_for_scene(qtbot, player)
    notices = player.scene.notices
    try:
        qtbot.waitUntil(lambda: player.seen == (True,) * len(notices), timeout=PATIENCE_MS)
    except qtbot.TimeoutError:
        missing = [n.text for n, seen in zip(notices, player.seen, strict=False) if not seen]
        pytest.fail(f"“{player.scene.title}” does not show: {'; '.join(missing)}")
    for notice in notices:
        look_again(qtbot, window, notice)


def look_again(qtbot: QtBot, window: MainWindow, notice: Notice) -> None:
    """Read a stated number where a user would, by another way than the player's own."""
    if notice.kind == "values":
        for row, column in ((0, 0), (len(notice.values) - 1, len(notice.values[-1]) - 1)):
            pixel = Pixel(notice.subject, notice.channel, row, column)
            qtbot.waitUntil(
                lambda pixel=pixel, stated=notice.values[row][column]: (
                    number_under_mouse(window, pixel) == pytest.approx(stated, rel=5e-3, abs=6e-4)
                ),
            )
    elif notice.kind == "gradient":
        for row, column in ((0, 0), (len(notice.values) - 1, len(notice.values[-1]) - 1)):
            qtbot.waitUntil(
                lambda row=row, column=column: (
                    gradient_under_mouse(window, notice, row, column) == notice.values[row][column]
                ),
            )
    elif notice.subject == "validation accuracy" and notice.words == "≥":
        window.docks.raise_("curves")
        qtbot.waitUntil(lambda: best_in_title(window) >= 100 * notice.number)


def best_in_title(window: MainWindow) -> float:
    """The best validation accuracy, in percent, as the curves tell it."""
    words = plain_figures(window.curves.plots.accuracy_title.text())
    percentages = re.findall(r"<b>([\d.]+) %", words)
    return float(percentages[-1]) if percentages else 0.0


def number_under_mouse(window: MainWindow, pixel: Pixel) -> float | None:
    """The number that the canvas tells in its corner while the mouse is on it."""
    canvas = window.canvas
    card = canvas.canvas_scene.card_picturing(pixel.layer)
    if card is None or not (rects := rects_of(card, pixel.at, canvas.zoom, pixel.channel)):
        return None
    at = canvas.mapFromScene(rects[0].center())
    viewport = canvas.viewport()
    button, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    place = QPointF(at), QPointF(viewport.mapToGlobal(at))
    event = QMouseEvent(QMouseEvent.Type.MouseMove, *place, button, button, keys)
    QApplication.sendEvent(viewport, event)
    words = plain_figures(canvas.overlays.readout)
    found = re.match(rf"{pixel.layer} .*? = (−?)([\d.,]+)", words)
    return float(found[2].replace(",", "")) * (-1 if found[1] else 1) if found else None


def gradient_under_mouse(window: MainWindow, notice: Notice, row: int, column: int) -> float:
    """What the feature maps panel tells of a number of the gradient that it shows enlarged."""
    panel = window.feature_maps
    shape = len(notice.values), len(notice.values[0])
    shapes = [pane.values.shape for pane in panel.enlarged.panes]
    at = len(shapes) - 1 - shapes[::-1].index(shape)  # the image itself stands before it
    place = panel.enlarged.value_rect(at, row, column).center()
    event = QMouseEvent(
        QMouseEvent.Type.MouseMove,
        place,
        panel.enlarged.mapToGlobal(place),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(panel.enlarged, event)
    return number_in(plain_figures(panel.readout.text()).rpartition(": ")[2])


@pytest.fixture
def player(window: MainWindow) -> Iterator[Player]:
    """The player of a window; a lesson that is on is left."""
    window.lessons.play(read_lesson(FILES[0]))
    assert window.lessons.dock is not None
    playing = window.lessons.dock.player
    playing.leave()
    yield playing
    playing.leave()


@pytest.mark.parametrize("path", PLAYED, ids=lambda path: path.stem)
def test_it_plays_to_the_end_and_back(
    path: Path, qtbot: QtBot, window: MainWindow, player: Player
) -> None:
    lesson = read_lesson(path)
    own = window.document.network
    assert window.lessons.play(lesson)
    complaints: list[str] = []
    player.message.connect(complaints.append)
    for number, setting in enumerate(settings_of_lesson(lesson)):
        assert player.number == number
        if player.asks:
            wait_for_scene(qtbot, player)
            assert player.answer is not None
            player.say(player.answer.text)
            assert player.verdict
        expect_notices(qtbot, window, player)
        assert window.document.network == setting.network
        assert window.document.recipe == setting.recipe
        if not player.is_last:
            player.forward()
    for number in reversed(range(len(lesson.scenes) - 1)):
        player.back()
        assert player.number == number
        expect_notices(qtbot, window, player)
        assert not player.asks
    assert not complaints
    player.leave()
    assert window.document.network is own


def test_keys_of_a_presenter_go_forward_and_back(
    qtbot: QtBot, window: MainWindow, player: Player
) -> None:
    window.lessons.play(read_lesson(FILES[1]))
    wait_for_scene(qtbot, player)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    window.canvas.setFocus()
    assert window.lessons.dock is not None
    panel = window.lessons.dock.panel
    go_on(panel, window.canvas, Qt.Key.Key_PageDown)
    assert (player.number, player.asks) == (1, True)
    go_on(panel, window.canvas, Qt.Key.Key_PageDown)
    assert (player.number, player.asks) == (1, False)
    assert player.verdict is None
    go_on(panel, panel, Qt.Key.Key_Right)
    assert player.number == 2
    QTest.keyClick(panel.forward, Qt.Key.Key_Left)
    QTest.keyClick(panel.back, Qt.Key.Key_PageUp)
    assert player.number == 0


def test_the_arrows_of_the_canvas_stay_its_own(
    qtbot: QtBot, window: MainWindow, player: Player
) -> None:
    window.lessons.play(read_lesson(FILES[1]))
    wait_for_scene(qtbot, player)
    assert window.document.selection == {"conv1"}
    QTest.keyClick(window.canvas, Qt.Key.Key_Left)
    assert window.document.selection == {"input"}
    assert player.number == 0


def rows_in_docs() -> dict[str, set[tuple[str, str]]]:
    """Row of the lectures → lessons and scenes, as docs/lessons.md has them."""
    text = (ROOT / "docs" / "lessons.md").read_text(encoding="utf-8")
    found: dict[str, set[tuple[str, str]]] = {}
    for row, lesson, scenes in re.findall(r"^\| ([A-G]\d*) \| (.+?) \| (.+?) \|$", text, re.M):
        found.setdefault(row, set()).update((lesson, scene) for scene in scenes.split(" · "))
    return found


def rows_of(lessons: Iterable[Lesson]) -> dict[str, set[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = {}
    for lesson in lessons:
        for row, scenes in lesson.rows.items():
            found.setdefault(row, set()).update((lesson.title, scene) for scene in scenes)
    return found


def test_every_row_of_the_lectures_has_a_scene() -> None:
    assert set(rows_of(read_lesson(path) for path in FILES)) == ROWS


def test_the_docs_say_which_scene_shows_which_row() -> None:
    assert rows_in_docs() == rows_of(read_lesson(path) for path in FILES)
