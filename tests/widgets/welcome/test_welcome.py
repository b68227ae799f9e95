"""The welcome page: what it offers, and that it goes as soon as something begins."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFocusFrame, QWidget
from pytestqt.qtbot import QtBot

from app.files.autosave import Autosave, autosave_root
from app.files.project import Project, save_project
from app.network.edits import RemoveLayers
from app.network.gallery import gallery_entry
from app.network.graph import Network
from app.network.patterns import lenet5
from app.training.recipe import Recipe
from tests.widgets.conftest import PutInType
from tests.widgets.dialogs import Dialogs
from tests.widgets.test_accessibility import SCHEMES, illegible, nameless, settle
from tests.widgets.walk import controls, reached, stops, told
from tests.widgets.whole_window import menu
from widgets.gallery.dialog import GalleryDialog
from widgets.main_window import MainWindow
from widgets.program import first_path
from widgets.settings import remember_file, set_reopens_last, shows_welcome
from widgets.theme import SMALL, TypeSize, apply_theme, font
from widgets.welcome.guide import NETWORKS
from widgets.welcome.page import WelcomePage
from widgets.welcome.tile import Choice, Tile


def opened(window: MainWindow, qtbot: QtBot) -> WelcomePage:
    """The page, as Help ▸ Welcome page shows it."""
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    next(
        a for a in menu(window, "Help").actions() if a.text().replace("&", "") == "Welcome page"
    ).trigger()
    found = window.welcome.page
    assert found is not None
    qtbot.waitUntil(found.isVisible)
    return found


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> WelcomePage:
    return opened(window, qtbot)


@pytest.fixture
def light_again(qapp: QApplication) -> Iterator[None]:
    yield
    apply_theme(qapp, "light")


@pytest.fixture
def large_text(put_in_type: PutInType) -> None:
    put_in_type(TypeSize(scale=1.5))


def tile(page: WelcomePage, title: str) -> Tile:
    return next(each for each in page.findChildren(Tile) if each.text() == title)


def groups(page: WelcomePage) -> list[Sequence[Tile]]:
    """Those with tiles: without a recent file its group has none."""
    return [group for group in page.groups.groups if group]


def arrows(*keys: Qt.Key) -> str:
    """The title of the tile that the keys lead to."""
    for key in keys:
        here = QApplication.focusWidget()
        assert here is not None
        QTest.keyClick(here, key)
    here = QApplication.focusWidget()
    assert isinstance(here, Tile)
    return here.text()


def test_arrow_keys_lead_from_tile_to_tile_and_enter_opens(
    page: WelcomePage, window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(1280, 800)
    settle(qtbot, window)
    key = Qt.Key
    lessons = groups(page)[-1]
    assert arrows(key.Key_Down) == "New network"
    assert arrows(key.Key_Up, key.Key_Up) == "To the canvas"  # nothing is above
    assert arrows(key.Key_Right) == "MNIST net"
    assert arrows(key.Key_Right, key.Key_Down) == "Small VGG"
    assert arrows(key.Key_Left) == "All-CNN"
    assert arrows(key.Key_Down, key.Key_Down) == "All networks…"
    assert arrows(key.Key_Home, key.Key_Right, key.Key_Right) == lessons[0].text()
    assert arrows(key.Key_Down, key.Key_Down, key.Key_End) == lessons[-1].text()
    assert arrows(key.Key_Up, key.Key_Home, key.Key_Left, key.Key_Left) == "MNIST net"
    assert arrows(key.Key_Tab) == "Colour net"
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key.Key_Return)
    assert window.document.network == gallery_entry("colour-net").build()


@pytest.mark.usefixtures("page")
def test_where_tab_led_is_shown_by_the_frame_of_the_tile_alone(window: MainWindow) -> None:
    assert arrows(Qt.Key.Key_Tab) == "New network"
    assert [frame.widget() for frame in window.findChildren(QFocusFrame)] == [None]


def test_escape_or_a_click_beside_the_card_goes_on_with_the_network_that_is_ready(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert window.welcome.page is None  # until the program or the menu asks for it
    page = opened(window, qtbot)
    assert QApplication.focusWidget() is page.tiles[0]
    QTest.keyClick(page.tiles[0], Qt.Key.Key_Escape)
    assert not page.isVisible()
    assert window.canvas.hasFocus()
    window.welcome.show()
    QTest.mouseClick(page, Qt.MouseButton.LeftButton, pos=page.card.geometry().center())
    assert page.isVisible()
    QTest.mouseClick(page, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert not page.isVisible()
    assert window.document.network == lenet5()


def test_its_first_choice_says_what_is_on_the_canvas_now(
    page: WelcomePage, window: MainWindow
) -> None:
    assert tile(page, "To the canvas").toolTip() == "lenet-5, ready to be trained"
    window.document.apply(RemoveLayers(frozenset({"flatten1"})))
    window.welcome.show()
    assert page.tiles[0].toolTip() == "lenet-5"


def test_what_is_begun_takes_the_page_away(
    page: WelcomePage, window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: not page._drawing)
    drawn = [each for each in page.findChildren(Tile) if each._picture is not None]
    assert len(drawn) == len(NETWORKS)
    chosen = tile(page, gallery_entry("colour-net").title)
    chosen.setFocus()
    QTest.keyClick(chosen, Qt.Key.Key_Return)
    assert window.document.network == gallery_entry("colour-net").build()
    assert not page.isVisible()
    window.welcome.show()
    tile(page, "New network").click()
    assert window.document.network == Network()
    assert not page.isVisible()
    window.welcome.show()
    window.run_bar.epoch_wanted.emit()
    assert not page.isVisible()
    window.welcome.show()
    window.lessons.record()
    assert not page.isVisible()


def test_recent_files_can_be_opened_from_it(
    page: WelcomePage, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "mine.convas"
    save_project(path, Project(gallery_entry("all-cnn").build(), Recipe()))
    remember_file(str(path))
    window.welcome.show()
    tile(page, "mine.convas").click()
    assert window.document.path == path


def test_lessons_begin_from_it_and_all_are_in_the_gallery(
    page: WelcomePage, window: MainWindow, dialogs: Dialogs
) -> None:
    pages: list[bool] = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, GalleryDialog)
        pages.append(dialog.tabs.currentWidget() is dialog.lessons)
        dialog.reject()

    dialogs.act("gallery", look)
    tile(page, "All lessons…").click()
    assert pages == [True]
    page.at_start.click()
    assert not shows_welcome()
    tile(page, "Why not dense?").click()
    assert not page.isVisible()
    dock = window.lessons.dock
    assert dock is not None
    dock.player.leave()


def test_the_file_used_last_is_opened_where_that_is_preferred(tmp_path: Path) -> None:
    kept = tmp_path / "kept.convas"
    kept.write_bytes(b"")
    remember_file(str(kept))
    assert first_path(["convas"]) is None
    set_reopens_last(True)
    assert first_path(["convas"]) == kept
    assert first_path(["convas", "other.convas"]) == Path("other.convas")
    kept.unlink()
    assert first_path(["convas"]) is None


@pytest.mark.usefixtures("light_again")
def test_it_can_be_read_heard_and_worked_by_keyboard(
    page: WelcomePage, window: MainWindow, qtbot: QtBot, qapp: QApplication
) -> None:
    window.resize(1280, 800)
    settle(qtbot, window)
    assert not nameless(page)
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        found = stops(window, key)
        assert not [told(each) for each in controls(page) if not reached(each, found)]
    for scheme in SCHEMES:
        apply_theme(qapp, scheme)
        settle(qtbot, window)
        assert not [each for each in illegible(window) if "WelcomePage" in each]


def test_no_words_are_cut_off_in_a_small_window(
    page: WelcomePage, window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(1280, 800)
    settle(qtbot, window)
    metrics = QFontMetrics(font(SMALL))
    for each in page.findChildren(Tile):
        lines = each.below_title(each.width())
        assert all(metrics.horizontalAdvance(line) < each.width() for line in lines), each.text()


@pytest.mark.usefixtures("large_text")
def test_in_large_text_all_of_it_is_there_when_it_is_first_shown(
    open_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = open_window(wait=False)
    window.resize(1280, 800)
    settle(qtbot, window)
    page = opened(window, qtbot)
    settle(qtbot, window)
    low = [each for each in page.findChildren(Tile) if each.height() < each.sizeHint().height()]
    assert not [each.text() for each in low]
    first = page.tiles[0]
    assert page.card.rect().contains(QRect(first.mapTo(page.card, QPoint(0, 0)), first.size()))
    assert not page._scroll.horizontalScrollBar().maximum()


def test_a_narrow_tile_breaks_its_words_and_is_higher(qtbot: QtBot) -> None:
    about = "Convas ended without saving them"
    tile = Tile(Choice("Recover", about, lambda: None))
    qtbot.addWidget(tile)
    assert tile.below_title(1000) == [about]
    wide = QFontMetrics(font(SMALL)).horizontalAdvance(about)
    first, rest = tile.below_title(wide)
    assert f"{first} {rest}" == about
    assert tile.heightForWidth(wide) > tile.heightForWidth(1000)


def test_a_path_stays_in_one_line(qtbot: QtBot) -> None:
    path = "/home/someone/networks/mine.convas"
    tile = Tile(Choice("mine.convas", path, lambda: None))
    qtbot.addWidget(tile)
    assert tile.below_title(60) == [path]


def test_edits_that_a_crash_left_are_offered_on_it(
    open_window: Callable[..., MainWindow], dialogs: Dialogs
) -> None:
    autosave = Autosave()
    autosave.write(Project(gallery_entry("all-cnn").build(), Recipe()), None)
    assert autosave._folder is not None
    autosave._folder._lock.close()  # as the system does when a program ends
    dialogs.answer("Keep for later")
    window = open_window()
    window.welcome.show()
    page = window.welcome.page
    assert page is not None
    dialogs.answer("Recover")
    tile(page, "Recover unsaved edits…").click()
    assert "layers" in dialogs.said[-1]
    assert window.document.network == gallery_entry("all-cnn").build()
    assert window.document.modified
    assert autosave_root().is_dir()
