"""Choosing, preparing and changing data sets in the window."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.data.own_images import OwnSet
from app.data.places import add_data_folder, own_names
from app.torchvision_import import torchvision_part
from app.training.recipe import Recipe
from app.training.run_list import run_title
from tests.data.official_fakes import md5, write_cifar10, write_mnist
from tests.data.pictures import write_folder
from tests.data.server import Server, serving
from tests.widgets.dialogs import Dialogs
from widgets.data_dialog import DataDialog
from widgets.data_loading import MORE
from widgets.main_window import MainWindow
from widgets.own_images_dialog import OwnImagesDialog


def shows(window: MainWindow, text: str) -> bool:
    labels = window.data.findChildren(QLabel)
    return any(text in label.text() and label.isVisible() for label in labels)


def title(window: MainWindow) -> str:
    dataset = window.thread_.dataset
    return dataset.title if dataset else ""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "colours")


def accept(dialogs: Dialogs, then: str = "") -> None:
    """Load what the next dialog shows, when it has looked at it; `then` answers what is asked."""

    def answer(dialog: QWidget) -> None:
        assert isinstance(dialog, OwnImagesDialog)
        if dialog.load.isEnabled():
            if then:
                dialogs.answer(then)
            QTest.mouseClick(dialog.load, Qt.MouseButton.LeftButton)
        else:
            accept(dialogs, then)

    dialogs.act("load", answer)


def drop(window: MainWindow, path: Path) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    key, place = Qt.KeyboardModifier.NoModifier, QPoint(300, 300)
    enter = QDragEnterEvent(place, copy, data, button, key)
    QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(place), copy, data, button, key))
    return enter.isAccepted()


# The user's own


def test_a_folder_that_is_dropped_is_shown_then_loaded_and_remembered(
    qtbot: QtBot, window: MainWindow, dialogs: Dialogs, folder: Path
) -> None:
    window.docks.raise_("data")
    (folder / "red" / "bad.png").write_text("none")
    accept(dialogs)
    assert drop(window, folder)
    qtbot.waitUntil(lambda: title(window) == "colours")
    left_out = window.data.about.left_out
    qtbot.waitUntil(lambda: left_out.text() == "1 file left out…")
    data = window.thread_.dataset
    assert data.image_shape == (1, 32, 32)  # as the Input takes them
    qtbot.waitUntil(lambda: "1 file could not be read" in window.statusBar().currentMessage())
    assert own_names() == (window.document.recipe.dataset,)
    assert window.run_bar.datasets.currentData() == window.document.recipe.dataset
    assert "24 images" in window.recipe._amount.text()


def test_what_a_folder_holds_is_told_before_it_is_loaded(qtbot: QtBot, folder: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = OwnImagesDialog(OwnSet(folder, 16, 16), parent)
    dialog.show()
    qtbot.waitUntil(dialog.load.isEnabled)
    assert "30 images of 3 classes (blue, green, red)" in dialog.found.text()
    assert dialog.bars.accessibleDescription() == "blue: 10, green: 10, red: 10"
    dialog.colour.setCurrentIndex(dialog.colour.findData("grey"))
    dialog.height_.setValue(20)
    assert (dialog.own.colour, dialog.own.height, dialog.own.width) == ("grey", 20, 16)
    dialog.reject()


def test_colours_that_the_input_does_not_take_are_told_of_before_they_are_loaded(
    qtbot: QtBot, folder: Path
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = OwnImagesDialog(OwnSet(folder, 16, 16, "grey"), parent, (1, 16, 16))
    dialog.show()
    qtbot.waitUntil(dialog.load.isEnabled)
    assert dialog.note.text() == ""
    dialog.colour.setCurrentIndex(dialog.colour.findData("colour"))
    told = "The network's Input is 1×16×16. For it: colours turned into grey."
    qtbot.waitUntil(lambda: dialog.note.text() == told)
    dialog.reject()


def test_a_place_that_holds_nothing_cannot_be_loaded(qtbot: QtBot, tmp_path: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = OwnImagesDialog(OwnSet(tmp_path), parent)
    dialog.show()
    qtbot.waitUntil(lambda: "no images" in dialog.found.text())
    assert not dialog.load.isEnabled()
    dialog.reject()


def test_arrays_tell_their_names_and_sizes(qtbot: QtBot, tmp_path: Path) -> None:
    np.savez(tmp_path / "own.npz", images=np.zeros((40, 6, 5), np.uint8), labels=np.arange(40) % 2)
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = OwnImagesDialog(OwnSet(tmp_path / "own.npz"), parent)
    dialog.show()
    qtbot.waitUntil(dialog.load.isEnabled)
    assert "images 40×6×5 uint8" in dialog.found.text()
    assert "32 train, 4 validation, 4 test" in dialog.found.text()
    dialog.reject()


def test_a_value_that_was_typed_before_closing_is_not_looked_at_any_more(
    qtbot: QtBot, folder: Path
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = OwnImagesDialog(OwnSet(folder, 16, 16), parent)
    dialog.show()
    dialog.height_.setValue(20)
    dialog.reject()
    assert not dialog._settled.isActive()


def test_no_part_of_the_dialog_for_arrays_is_a_window_of_its_own(
    qtbot: QtBot, tmp_path: Path
) -> None:
    np.savez(tmp_path / "own.npz", images=np.zeros((40, 6, 5), np.uint8), labels=np.arange(40) % 2)
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = OwnImagesDialog(OwnSet(tmp_path / "own.npz"), parent)
    assert dialog.height_.window() is dialog
    assert dialog.colour.window() is dialog
    dialog.show()
    assert not dialog.height_.isVisible()
    assert not dialog.colour.isVisible()
    dialog.reject()


def test_decoding_can_be_called_off_and_tried_again(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.docks.raise_("data")
    name = OwnSet(write_folder(tmp_path / "many", each=1_500), 32, 32).name
    window.document.set_recipe(Recipe(dataset=name))
    qtbot.waitUntil(window.data.cancel.isVisible)
    QTest.mouseClick(window.data.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shows(window, "was called off"))
    window.run_bar.dataset_chosen.emit(name)
    qtbot.waitUntil(lambda: title(window) == "many")


def test_a_folder_that_is_gone_is_told(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    window.docks.raise_("data")
    shutil.rmtree(folder)
    window.document.set_recipe(Recipe(dataset=OwnSet(folder).name))
    qtbot.waitUntil(lambda: shows(window, "Is its disk connected"))


# Changes


def test_sliders_change_what_is_trained_on_and_the_recipe(qtbot: QtBot, window: MainWindow) -> None:
    window.docks.raise_("data")
    QTest.mouseClick(window.data.about.change, Qt.MouseButton.LeftButton)
    form = window.data.changes
    assert form.isVisible()
    assert window.data.part.currentData() == "train"
    form.imbalance.setValue(50)
    assert form.classes.item(9).text().startswith("9 · 7")  # at once: a tenth of about 800
    qtbot.waitUntil(lambda: len(window.thread_.dataset.train) < 8_000)
    assert window.document.recipe.changes.imbalance == 10.0
    assert len(window.thread_.dataset.test) == 1_000
    assert form.isVisible()


def test_classes_that_are_not_ticked_are_left_out_of_all_parts(
    qtbot: QtBot, window: MainWindow
) -> None:
    form = window.data.changes
    for row in range(10):
        if row not in (3, 8):
            form.classes.item(row).setCheckState(Qt.CheckState.Unchecked)
    qtbot.waitUntil(lambda: window.thread_.dataset.classes == ("3", "8"))
    form.clear.click()
    qtbot.waitUntil(lambda: len(window.thread_.dataset.classes) == 10)
    assert window.document.recipe.changes == Recipe().changes


def test_the_probe_stays_when_only_training_images_change(qtbot: QtBot, window: MainWindow) -> None:
    window.data.probe_chosen.emit("test", 17)
    image = window.thread_.dataset.test.images[17]
    window.data.changes.label_noise.setValue(30)
    before = window.thread_.dataset
    qtbot.waitUntil(lambda: window.thread_.dataset is not before)
    qtbot.waitUntil(lambda: window._live._loaded is window.thread_.data)
    assert np.array_equal(window._live._probe, image)


def test_the_last_class_cannot_be_taken_away(qtbot: QtBot, window: MainWindow) -> None:
    form = window.data.changes
    for row in range(10):
        form.classes.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert form.classes.item(9).checkState() == Qt.CheckState.Checked
    qtbot.waitUntil(lambda: window.thread_.dataset.classes == ("9",))


def test_another_data_set_begins_unchanged(qtbot: QtBot, window: MainWindow) -> None:
    recipe = window.document.recipe
    window.document.set_recipe(replace(recipe, changes=replace(recipe.changes, subset=100)))
    qtbot.waitUntil(lambda: len(window.thread_.dataset.train) == 100)
    window.run_bar.dataset_chosen.emit("signals")
    qtbot.waitUntil(lambda: title(window).startswith("Signals"))
    assert len(window.thread_.dataset.train) == 4_000


# The dialog


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[DataDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = DataDialog("mnist", parent)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() > 0)
    yield dialog
    dialog.reject()


def test_every_set_is_listed_with_where_it_is(
    qtbot: QtBot, tmp_path: Path, dialog: DataDialog
) -> None:
    assert dialog.offer is not None
    assert (dialog.offer.info.name, dialog.offer.in_words) == ("mnist", "bundled")
    dialog.choose("cifar-10")
    assert dialog.offer.in_words == "download, 170 MB"
    assert dialog.use.text() == "&Download…"
    write_cifar10(tmp_path / "sets" / "cifar-10-batches-py")
    add_data_folder(tmp_path / "sets")
    with qtbot.waitSignal(dialog.listed):
        dialog._list_anew()
    dialog.choose("cifar-10")
    assert dialog.offer.in_words.startswith("found in ")
    dialog.use.click()
    assert dialog.chosen == "cifar-10"


@pytest.fixture
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """MNIST on a server of this machine, where torchvision then says it is."""
    write_mnist(tmp_path / "published", packed=True)
    with serving(tmp_path / "published") as server:
        kind = torchvision_part("datasets").MNIST
        monkeypatch.setattr(kind, "mirrors", [server.address("")])
        files = sorted(server.folder.iterdir())
        monkeypatch.setattr(kind, "resources", [(path.name, md5(path)) for path in files])
        yield server


def test_a_download_ends_with_the_set_in_the_list(
    qtbot: QtBot, dialog: DataDialog, published: Server
) -> None:
    dialog.choose("mnist-full")
    with qtbot.waitSignal(dialog.listed):
        dialog.use.click()
    assert dialog.offer is not None
    assert (dialog.offer.info.name, dialog.offer.state) == ("mnist-full", "found")
    assert len(published.asked) == 4


def test_a_download_that_fails_says_why_and_can_be_tried_again(
    qtbot: QtBot, dialog: DataDialog, published: Server
) -> None:
    for path in published.folder.iterdir():
        path.unlink()
    dialog.choose("mnist-full")
    dialog.use.click()
    qtbot.waitUntil(lambda: "answered 404" in dialog._words.text())
    assert dialog.use.isEnabled()


def test_the_last_line_of_the_tool_bar_opens_it(window: MainWindow, dialogs: Dialogs) -> None:
    box = window.run_bar.datasets
    assert box.itemData(box.count() - 1) == MORE
    dialogs.press(Qt.Key.Key_Escape)
    box.activated.emit(box.count() - 1)
    assert box.currentData() == "mnist"


# While a run is open


def pause_a_run(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: title(window) != "" and window.run_bar.batch.isEnabled())
    window.run_bar.batch.trigger()
    qtbot.waitUntil(lambda: window.run_bar.shown.state == "paused")


def test_own_images_end_an_open_run_when_that_is_wished(
    qtbot: QtBot, window: MainWindow, dialogs: Dialogs, folder: Path
) -> None:
    pause_a_run(qtbot, window)
    accept(dialogs, then="End the run")
    assert drop(window, folder)
    qtbot.waitUntil(lambda: title(window) == "colours")
    qtbot.waitUntil(lambda: window.run_bar.shown.state == "idle")
    assert "End this run and use colours?" in dialogs.said[-1]
    assert window.run_bar.datasets.isEnabled()
    assert not dialogs.unexpected


def test_an_open_run_that_is_kept_keeps_its_data(
    qtbot: QtBot, window: MainWindow, dialogs: Dialogs, folder: Path
) -> None:
    pause_a_run(qtbot, window)
    before = window.document.recipe
    accept(dialogs, then="Cancel")
    assert drop(window, folder)
    asked = "End this run and use colours?"
    qtbot.waitUntil(lambda: any(asked in said for said in dialogs.said))
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert window.document.recipe == before
    assert window.run_bar.datasets.currentData() == before.dataset
    assert window.thread_.progress.state == "paused"


def test_what_is_asked_says_how_the_run_stands_and_what_it_is_called(
    qtbot: QtBot, window: MainWindow, dialogs: Dialogs, folder: Path
) -> None:
    pause_a_run(qtbot, window)
    qtbot.waitUntil(lambda: window.thread_.look_back.at_work is not None)
    run = window.thread_.look_back.at_work
    assert run is not None
    accept(dialogs, then="Cancel")
    assert drop(window, folder)
    called = f"There it is called {run_title(run.name)}."
    qtbot.waitUntil(lambda: any(called in said for said in dialogs.said))
    assert "Training is paused at step 1 of" in dialogs.said[-1]


def test_a_data_set_that_undo_brings_back_ends_the_run_on_the_other(
    qtbot: QtBot, window: MainWindow
) -> None:
    before = window.document.recipe
    window.document.set_recipe(replace(before, dataset="fashion-mnist"))
    qtbot.waitUntil(lambda: title(window).startswith("Fashion"))
    pause_a_run(qtbot, window)
    window.document.undo_stack.undo()
    qtbot.waitUntil(lambda: title(window).startswith("MNIST"))
    qtbot.waitUntil(lambda: window.run_bar.shown.state == "idle")
    assert window.document.recipe == before
