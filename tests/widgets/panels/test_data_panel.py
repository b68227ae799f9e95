"""The data panel: what it tells, and how a probe image is chosen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.data.dataset import Dataset, Split
from app.data.statistics import describe
from widgets.panels.data_panel import DataPanel
from widgets.panels.sample_grid import Cell

CLASSES = ("dark", "bright")


def split(count: int) -> Split:
    """`count` 3×4×4 images, half of them grey level 0 and half 255."""
    labels = np.arange(count, dtype=np.int64) % 2
    pixels = (labels * 255).astype(np.uint8).reshape(-1, 1, 1, 1)
    return Split(np.broadcast_to(pixels, (count, 3, 4, 4)).copy(), labels)


@pytest.fixture
def dataset() -> Dataset:
    return Dataset(
        "two", "Two greys", CLASSES, split(60), split(0), split(40), "made here", "MIT, us"
    )


@pytest.fixture
def panel(dataset: Dataset, shown: Callable[[QWidget], None]) -> DataPanel:
    panel = DataPanel()
    shown(panel)
    panel.show_dataset(dataset, describe(dataset))
    return panel


def texts(panel: DataPanel) -> str:
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def sample(panel: DataPanel, row: int, column: int) -> int:
    index = panel.grid.index_at(Cell(row, column))
    assert index is not None
    return index


def middle(panel: DataPanel, row: int, column: int) -> QPoint:
    return panel.grid.place_of(Cell(row, column)).center()


def choose_part(qtbot: QtBot, panel: DataPanel, name: str) -> None:
    panel.part.setFocus()
    qtbot.keyClicks(panel.part, name)


def test_it_tells_origin_licence_shape_and_counts(panel: DataPanel) -> None:
    said = texts(panel)
    assert "Two greys" in said
    assert "Made here.\nLicence: MIT, us" in said
    facts = dict(panel.about.facts.facts())
    assert (facts["image"], facts["train"], facts["test"]) == ("3×4×4", "60", "40")


def test_it_tells_what_the_input_makes_of_the_images(panel: DataPanel) -> None:
    panel.show_input((1, 4, 4))
    assert dict(panel.about.facts.facts())["for the Input"] == "1×4×4\ncolours turned into grey"
    for kept in ((3, 4, 4), None):
        panel.show_input(kept)
        assert "for the Input" not in dict(panel.about.facts.facts())


def test_it_shows_mean_and_deviation_of_each_channel(panel: DataPanel) -> None:
    facts = dict(panel.about.mean_facts.facts())
    assert facts == {"mean": "0.500\n0.500\n0.500", "deviation": "0.500\n0.500\n0.500"}
    pixel = panel.about.mean_picture.pixmap().toImage().pixelColor(5, 5)
    assert pixel == QColor(128, 128, 128)


def test_counts_are_told_to_screen_readers_too(panel: DataPanel) -> None:
    assert panel.about.bars.accessibleDescription() == "dark: 20, bright: 20"


def test_each_row_holds_images_of_its_class(panel: DataPanel, dataset: Dataset) -> None:
    for row in range(2):
        labels = {int(dataset.test.labels[sample(panel, row, at)]) for at in range(10)}
        assert labels == {row}


def test_the_pictures_are_those_of_the_samples(panel: DataPanel) -> None:
    shot = panel.grid.grab().toImage()
    assert shot.pixelColor(middle(panel, 0, 1)) == QColor("black")
    assert shot.pixelColor(middle(panel, 1, 1)) == QColor("white")


def test_clicking_a_sample_makes_it_the_probe(qtbot: QtBot, panel: DataPanel) -> None:
    with qtbot.waitSignal(panel.probe_chosen) as chosen:
        qtbot.mouseClick(panel.grid, Qt.MouseButton.LeftButton, pos=middle(panel, 1, 3))
    assert chosen.args == ["test", sample(panel, 1, 3)]
    assert panel.grid.describe(Cell(1, 3)).endswith("class bright · the probe")


def test_clicking_between_the_samples_chooses_nothing(qtbot: QtBot, panel: DataPanel) -> None:
    with qtbot.assertNotEmitted(panel.probe_chosen):
        qtbot.mouseClick(panel.grid, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))


def test_arrow_keys_and_enter_choose_a_probe(qtbot: QtBot, panel: DataPanel) -> None:
    panel.grid.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left):
        qtbot.keyClick(panel.grid, key)
    assert panel.grid.accessibleDescription() == f"test #{sample(panel, 1, 1)} · class bright"
    with qtbot.waitSignal(panel.probe_chosen) as chosen:
        qtbot.keyClick(panel.grid, Qt.Key.Key_Return)
    assert chosen.args == ["test", sample(panel, 1, 1)]


def test_arrow_keys_stop_at_the_edges(qtbot: QtBot, panel: DataPanel) -> None:
    qtbot.keyClick(panel.grid, Qt.Key.Key_Left)
    qtbot.keyClick(panel.grid, Qt.Key.Key_Up)
    with qtbot.waitSignal(panel.probe_chosen) as chosen:
        qtbot.keyClick(panel.grid, Qt.Key.Key_Space)
    assert chosen.args == ["test", sample(panel, 0, 0)]


def test_the_first_test_image_is_marked_at_first_and_among_the_samples(panel: DataPanel) -> None:
    shown = [sample(panel, 0, column) for column in range(10)]
    assert 0 in shown
    assert "the probe" in panel.grid.describe(Cell(0, shown.index(0)))


def test_a_file_takes_the_mark_away(panel: DataPanel) -> None:
    panel.mark_probe(None)
    assert not any("probe" in panel.grid.describe(Cell(0, column)) for column in range(10))


def test_show_others_draws_other_samples_and_keeps_the_probe(
    qtbot: QtBot, panel: DataPanel
) -> None:
    before = [sample(panel, 1, column) for column in range(10)]
    qtbot.mouseClick(panel.grid, Qt.MouseButton.LeftButton, pos=middle(panel, 1, 3))
    qtbot.mouseClick(panel.others, Qt.MouseButton.LeftButton)
    after = [sample(panel, 1, column) for column in range(10)]
    assert set(after) != set(before)
    assert before[3] in after


def test_another_part_shows_its_own_images(qtbot: QtBot, panel: DataPanel) -> None:
    choose_part(qtbot, panel, "Train")
    with qtbot.waitSignal(panel.probe_chosen) as chosen:
        qtbot.mouseClick(panel.grid, Qt.MouseButton.LeftButton, pos=middle(panel, 0, 0))
    assert chosen.args == ["train", sample(panel, 0, 0)]
    assert panel.about.bars.accessibleDescription() == "dark: 30, bright: 30"


def test_an_empty_part_says_so(qtbot: QtBot, panel: DataPanel) -> None:
    choose_part(qtbot, panel, "Validation")
    assert "No validation images" in texts(panel)
    assert panel.grid.index_at(Cell(0, 0)) is None


def test_it_says_what_it_is_doing_and_what_went_wrong(panel: DataPanel) -> None:
    panel.show_loading("MNIST")
    assert "Loading MNIST …" in texts(panel)
    panel.show_error("There is no data set 'x'.")
    assert "There is no data set 'x'." in texts(panel)
    panel.show_dataset(None)
    assert "No data set is loaded" in texts(panel)


def test_the_button_asks_for_an_image_file(qtbot: QtBot, panel: DataPanel) -> None:
    with qtbot.waitSignal(panel.probe_file_wanted):
        qtbot.mouseClick(panel.open_file, Qt.MouseButton.LeftButton)


def drop(panel: DataPanel, *paths: Path) -> bool:
    """Drag files over the panel and let go; whether it took them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place, copy = QPoint(20, 20), Qt.DropAction.CopyAction
    button, key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, copy, data, button, key)
    QApplication.sendEvent(panel, enter)
    if enter.isAccepted():
        QApplication.sendEvent(panel, QDropEvent(QPointF(place), copy, data, button, key))
    return enter.isAccepted()


def test_an_image_file_may_be_dropped(qtbot: QtBot, panel: DataPanel, tmp_path: Path) -> None:
    with qtbot.waitSignal(panel.probe_file_dropped) as dropped:
        drop(panel, tmp_path / "seven.PNG")
    assert dropped.args == [str(tmp_path / "seven.PNG")]


def test_other_files_and_several_are_not_taken(panel: DataPanel, tmp_path: Path) -> None:
    assert not drop(panel, tmp_path / "net.convas")
    assert not drop(panel, tmp_path / "a.png", tmp_path / "b.png")
