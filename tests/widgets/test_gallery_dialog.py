"""The gallery of networks, and the chart of ImageNet's winners in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.lessons.library import lesson_entries
from app.network import gallery
from app.network.gallery import GALLERY, gallery_entry
from widgets.gallery.dialog import GalleryDialog
from widgets.gallery.grid import facts_text
from widgets.gallery.thumbnail import thumbnail
from widgets.gallery.winners_chart import WinnersChart
from widgets.theme import DARK, FAMILY_COLOURS, LIGHT, Theme

GROUPS = list(dict.fromkeys(entry.group for entry in GALLERY))


@pytest.fixture
def dialog(qtbot: QtBot) -> GalleryDialog:
    dialog = GalleryDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.fixture
def chart(dialog: GalleryDialog) -> WinnersChart:
    dialog.tabs.setCurrentIndex(1)
    assert dialog.chart is not None
    return dialog.chart


def open_button(dialog: GalleryDialog) -> QPushButton:
    (buttons,) = dialog.findChildren(QDialogButtonBox)
    return buttons.button(QDialogButtonBox.StandardButton.Open)


def opened(dialog: GalleryDialog) -> str | None:
    accepted = dialog.result() == GalleryDialog.DialogCode.Accepted
    return dialog.entry.name if accepted and dialog.entry else None


def test_every_network_stands_under_the_title_of_its_group(dialog: GalleryDialog) -> None:
    titles = [entry.title for entry in GALLERY]
    assert [title for title in dialog.grid.titles if title not in GROUPS] == titles
    assert [title for title in dialog.grid.titles if title in GROUPS] == GROUPS


def test_a_card_tells_the_size_of_its_network() -> None:
    assert facts_text(GALLERY[0]) == "61,706 parameters · 13 layers · 1×32×32"


@pytest.mark.parametrize(
    ("words", "name"),
    [("resnet-50", "resnet-50"), ("vgg 19", "vgg-19"), ("squeeze small", "se-small")],
)
def test_typed_words_find_a_network_and_enter_opens_it(
    dialog: GalleryDialog, words: str, name: str
) -> None:
    QTest.keyClicks(dialog.search, words)
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert opened(dialog) == name


def test_arrow_keys_in_the_search_go_from_network_to_network(dialog: GalleryDialog) -> None:
    QTest.keyClicks(dialog.search, "residual networks")
    seen = [dialog.grid.entry]
    for _ in range(4):
        QTest.keyClick(dialog.search, Qt.Key.Key_Down)
        seen.append(dialog.grid.entry)
    assert None not in seen
    assert len(set(seen)) == 5
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.entry is seen[-1]


def test_arrow_keys_pass_over_the_title_of_the_next_group(
    qtbot: QtBot, dialog: GalleryDialog
) -> None:
    dialog.grid.show_entry("normalised-pattern")
    qtbot.waitUntil(lambda: dialog.grid.currentIndex().isValid())
    QTest.keyClick(dialog.search, Qt.Key.Key_Down)
    assert dialog.grid.entry is not None
    assert dialog.grid.entry.group == "Chains for ImageNet"


def test_what_nothing_matches_is_said_and_escape_clears_it(dialog: GalleryDialog) -> None:
    QTest.keyClicks(dialog.search, "transformer")
    assert not open_button(dialog).isEnabled()
    assert dialog.grid.titles == []
    QTest.keyClick(dialog.search, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert open_button(dialog).isEnabled()
    assert dialog.grid.entry is GALLERY[0]


def test_a_double_click_opens(dialog: GalleryDialog) -> None:
    grid = dialog.grid
    grid.show_entry("mnist-net")
    place = grid.visualRect(grid.currentIndex()).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened(dialog) == "mnist-net"


def test_a_double_click_on_a_title_opens_nothing(dialog: GalleryDialog) -> None:
    QTest.mouseDClick(dialog.grid.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 24))
    assert dialog.isVisible()


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_a_thumbnail_has_the_colours_of_the_families(look: Theme) -> None:
    picture = thumbnail(gallery_entry("vgg-16").build(), QSize(148, 84), 1.0, look).toImage()
    colours = {
        picture.pixelColor(x, y).name()
        for x in range(picture.width())
        for y in range(picture.height())
    }
    for family in ("convolution", "activation", "pooling", "dense"):
        assert FAMILY_COLOURS[family] in colours


def test_pictures_are_drawn_once_the_window_is_idle(qtbot: QtBot, dialog: GalleryDialog) -> None:
    colour = FAMILY_COLOURS["convolution"]

    def drawn() -> bool:
        image = dialog.grid.grab(dialog.grid.visualRect(dialog.grid.currentIndex())).toImage()
        return any(
            image.pixelColor(x, y).name() == colour
            for x in range(0, 170, 2)
            for y in range(0, image.height(), 2)
        )

    qtbot.waitUntil(drawn)


def test_e14_a_click_on_a_bar_opens_its_network(dialog: GalleryDialog, chart: WinnersChart) -> None:
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.bar(3).center().toPoint())
    assert opened(dialog) == "googlenet"


def test_e14_keys_go_from_bar_to_bar_and_enter_opens(
    dialog: GalleryDialog, chart: WinnersChart
) -> None:
    QTest.keyClick(chart, Qt.Key.Key_Right)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert opened(dialog) == "zfnet"


def test_e14_a_winner_without_a_network_opens_nothing(
    dialog: GalleryDialog, chart: WinnersChart
) -> None:
    for _ in range(5):
        QTest.keyClick(chart, Qt.Key.Key_Right)
    assert not open_button(dialog).isEnabled()
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_e14_bars_are_as_high_as_the_errors(chart: WinnersChart) -> None:
    alexnet, senet = chart.bar(0).height(), chart.bar(6).height()
    assert alexnet / senet == pytest.approx(15.4 / 2.251)


def test_e14_screen_readers_hear_every_error(chart: WinnersChart) -> None:
    told = chart.accessibleDescription()
    assert "2012, AlexNet: 15.4 %. Opens AlexNet" in told
    assert "2017, SENet, with a larger SENet: 2.251 %. Opens SE-ResNet-50" in told


def test_without_the_list_of_winners_the_networks_are_still_there(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gallery, "FOLDER", tmp_path)
    dialog = GalleryDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.chart is None
    dialog.tabs.setCurrentIndex(1)
    assert not open_button(dialog).isEnabled()
    assert len(dialog.grid.titles) == len(GALLERY) + len(GROUPS)


@pytest.mark.parametrize("width", [480, 900])
def test_what_a_lesson_is_about_is_read_whole(
    dialog: GalleryDialog, qtbot: QtBot, width: int
) -> None:
    dialog.tabs.setCurrentWidget(dialog.lessons)
    dialog.resize(width, 600)
    rows = dialog.lessons.list
    labels = rows.findChildren(QLabel)
    assert len(labels) == 2 * rows.count()

    def is_whole(label: QLabel) -> bool:
        words = label.fontMetrics().boundingRect(
            label.rect(), Qt.TextFlag.TextWordWrap, label.text()
        )
        return label.rect().contains(words)

    qtbot.waitUntil(lambda: all(map(is_whole, labels)))


def test_a_lesson_is_chosen_by_keys_alone(dialog: GalleryDialog) -> None:
    dialog.tabs.setCurrentWidget(dialog.lessons)
    QTest.keyClick(dialog.lessons.list, Qt.Key.Key_Down)
    QTest.keyClick(dialog.lessons.list, Qt.Key.Key_Return)
    assert dialog.result() == GalleryDialog.DialogCode.Accepted
    assert dialog.lesson == lesson_entries()[1].path
    assert dialog.entry is None
