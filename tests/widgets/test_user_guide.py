"""The window of the user guide: pages, pictures, links, the way back, and finding words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.user_guide import FOLDER
from tests.widgets.dialogs import Dialogs
from widgets import help_menu
from widgets.main_window import MainWindow
from widgets.user_guide import UserGuide


@pytest.fixture
def window(open_window: Callable[..., MainWindow]) -> MainWindow:
    return open_window(wait=False)


@pytest.fixture
def guide(window: MainWindow) -> UserGuide:
    assert QTest.qWaitForWindowActive(window)
    QTest.keyClick(window, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    guide = window.user_guide.guide
    assert guide is not None
    assert guide.isVisible()
    return guide


def follow(guide: UserGuide, link: str) -> None:
    guide.page.anchorClicked.emit(QUrl(link))


def top(guide: UserGuide) -> int:
    return guide.page.verticalScrollBar().value()


def picture(guide: UserGuide) -> QImage:
    kind = QTextDocument.ResourceType.ImageResource.value
    image = guide.page.document().resource(kind, QUrl("pictures/welcome.png"))
    assert isinstance(image, QImage)
    return image


def test_it_begins_with_the_guide_and_its_pictures(guide: UserGuide, qtbot: QtBot) -> None:
    assert guide.page.toPlainText().startswith("The guide")
    room = picture(guide).deviceIndependentSize()
    assert 0 < room.width() <= guide.page.viewport().width()
    qtbot.waitUntil(lambda: picture(guide).pixelColor(5, 5).alpha() == 255)
    seen = picture(guide).deviceIndependentSize()
    assert (seen.width(), seen.height()) == pytest.approx((room.width(), room.height()), abs=1)


def test_a_link_leads_to_a_heading_of_another_page_and_back_to_the_place(guide: UserGuide) -> None:
    follow(guide, "#train-it")
    before = top(guide)
    assert before > 0
    follow(guide, "exercises.md#grading")
    assert guide.page.path == FOLDER / "exercises.md"
    assert guide.list.currentItem().text() == "Exercises"
    assert guide.page.textCursor().block().text() == "Grading"
    guide.back.click()
    assert (guide.page.path, top(guide)) == (FOLDER / "guide.md", before)
    assert guide.list.currentRow() == 0


def test_a_page_is_chosen_in_the_list(guide: UserGuide) -> None:
    guide.list.setCurrentRow(3)
    assert guide.page.toPlainText().startswith("Data sets")


def test_words_are_found_one_place_after_the_other_and_round(guide: UserGuide) -> None:
    QTest.keyClicks(guide.search, "laser")
    first = guide.page.textCursor().position()
    assert guide.page.textCursor().selectedText() == "laser"
    QTest.keyClick(guide.search, Qt.Key.Key_Return)
    assert guide.page.textCursor().position() == first  # it stands there once


def test_it_goes_with_the_window(window: MainWindow, guide: UserGuide) -> None:
    window.close()
    assert not guide.isVisible()


def test_a_copy_without_its_pages_says_so(
    window: MainWindow, dialogs: Dialogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(help_menu, "guide_pages", tuple)
    dialogs.answer("OK")
    window.user_guide.open()
    assert "docs" in dialogs.said[0]


def test_a_guide_that_is_gone_is_made_anew(
    window: MainWindow, guide: UserGuide, qtbot: QtBot
) -> None:
    guide.deleteLater()
    qtbot.waitUntil(lambda: window.user_guide.guide is None)
    window.user_guide.open()
    again = window.user_guide.guide
    assert again is not None
    assert again.isVisible()
