"""The whole window as a lecturer uses it: by keys, clicks and drops."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from app.data.catalogue import load
from app.files.project import Project, save_project
from app.network.edits import (
    MoveLayers,
    RemoveLayers,
    RenameLayer,
    RenameNetwork,
    SetFields,
    Together,
)
from app.network.graph import Network, Position
from app.network.patterns import fashion_dense, lenet5
from app.training.events import EpochDone, Finished, SettingChanged, StepDone
from app.training.recipe import Recipe
from app.training.run import list_runs, open_run, runs_folder
from app.training.trainer import Trainer
from tests.widgets.dialogs import Dialogs
from widgets.main_window import MainWindow, set_theme
from widgets.settings import settings
from widgets.theme import DARK, LIGHT, theme

QUICK = Recipe(epochs=1, batch_size=500)
STEPS = 16
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def press(
    window: MainWindow, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(window, key, keys)


def events(window: MainWindow) -> int:
    return len(window.thread_.events)


def wait_for_state(qtbot: QtBot, window: MainWindow, state: str) -> None:
    """Until the thread is there and the buttons show it."""
    qtbot.waitUntil(lambda: window.thread_.progress.state == state, timeout=30_000)
    qtbot.waitUntil(lambda: window.run_bar.shown.state == state)


def wait_for_events(qtbot: QtBot, window: MainWindow, count: int) -> None:
    qtbot.waitUntil(lambda: events(window) >= count, timeout=30_000)


def weights(qtbot: QtBot, window: MainWindow) -> dict[str, np.ndarray]:
    answer = window.thread_.fetch_weights()
    qtbot.waitUntil(answer.done, timeout=30_000)
    return answer.result()


def words(window: MainWindow) -> str:
    return window.run_bar.words.toolTip()


def menu(window: MainWindow, *path: str) -> QMenu:
    """A menu by its titles, filled as if it had been opened."""
    found: QMenu | None = None
    for title in path:
        actions = found.actions() if found else window.menuBar().actions()
        for action in actions:
            if action.text().replace("&", "") == title:
                inner = action.menu()
                assert isinstance(inner, QMenu)
                found = inner
                found.aboutToShow.emit()
                break
        else:
            raise AssertionError(f"no menu {title}")
    assert found is not None
    return found


def train_some(qtbot: QtBot, window: MainWindow, count: int = 3) -> None:
    """Train a few batches and pause."""
    press(window, Qt.Key.Key_F5)
    wait_for_events(qtbot, window, count)
    wait_for_state(qtbot, window, "training")
    press(window, Qt.Key.Key_F5)
    wait_for_state(qtbot, window, "paused")


def drop(window: MainWindow, path: Path) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    place = window.rect().center()
    arguments = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton)
    none = Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(place, *arguments, none)
    QApplication.sendEvent(window, entering)
    if entering.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(place), *arguments, none))
    return entering.isAccepted()


# Training by keys


def test_it_opens_with_lenet_on_the_digits_ready_to_train(window: MainWindow) -> None:
    assert window.document.network == lenet5()
    assert window.thread_.dataset is not None
    assert window.thread_.dataset.name == "mnist"
    assert window.run_bar.train.isEnabled()
    assert window.windowTitle().startswith("lenet-5")
    assert not window.isWindowModified()
    totals = " ".join(label.text() for label in window.statusBar().findChildren(QLabel))
    assert "61,706 parameters" in totals


def test_f5_trains_pauses_and_resumes_and_the_loss_falls(qtbot: QtBot, window: MainWindow) -> None:
    window.document.set_recipe(replace(QUICK, batch_size=64))
    press(window, Qt.Key.Key_F5)
    wait_for_state(qtbot, window, "training")
    assert window.run_bar.train.text() == "Pause"
    wait_for_events(qtbot, window, 30)
    press(window, Qt.Key.Key_F5)
    wait_for_state(qtbot, window, "paused")
    assert window.run_bar.train.text() == "Resume"
    count = events(window)
    weights(qtbot, window)
    assert events(window) == count
    press(window, Qt.Key.Key_F5)
    wait_for_events(qtbot, window, count + 10)
    losses = [event.loss for event in window.thread_.events if isinstance(event, StepDone)]
    assert np.mean(losses[-10:]) < np.mean(losses[:10])


def test_f10_trains_exactly_one_batch_and_shift_f10_the_rest_of_the_epoch(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.document.set_recipe(replace(QUICK, epochs=2))
    press(window, Qt.Key.Key_F10)
    wait_for_events(qtbot, window, 1)
    wait_for_state(qtbot, window, "paused")
    weights(qtbot, window)
    assert events(window) == 1
    assert words(window).startswith(f"Epoch 1/2  ·  step 1/{2 * STEPS}")
    press(window, Qt.Key.Key_F10, SHIFT)
    wait_for_events(qtbot, window, STEPS + 1)
    wait_for_state(qtbot, window, "paused")
    assert events(window) == STEPS + 1
    assert isinstance(window.thread_.events[-1], EpochDone)
    assert "Epoch 1: validation accuracy" in words(window)


def test_shift_f5_ends_the_run_and_keeps_the_weights(qtbot: QtBot, window: MainWindow) -> None:
    train_some(qtbot, window)
    press(window, Qt.Key.Key_F5, SHIFT)
    wait_for_state(qtbot, window, "idle")
    assert words(window) == "Stopped."
    assert "conv1.weight" in weights(qtbot, window)
    assert window.run_bar.train.text() == "Train"


def test_progress_tells_epoch_step_pace_and_time_left(qtbot: QtBot, window: MainWindow) -> None:
    window.document.set_recipe(replace(QUICK, batch_size=64))
    press(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: "left" in words(window), timeout=30_000)
    assert words(window).startswith("Epoch 1/1  ·  step ")
    assert "images/s" in words(window)


def test_a_finished_run_tells_its_test_accuracy(qtbot: QtBot, window: MainWindow) -> None:
    window.document.set_recipe(replace(QUICK, batch_size=2_000))
    press(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: words(window).startswith("Finished: "), timeout=60_000)
    assert isinstance(window.thread_.events[-1], Finished)
    assert "% of the test images right" in words(window)
    assert window.run_bar.train.text() == "Train"


def test_the_numbers_are_those_of_training_without_a_window(
    qtbot: QtBot, window: MainWindow
) -> None:
    recipe = replace(QUICK, batch_size=64, seed=5)
    window.document.set_recipe(recipe)
    for name in ("feature_maps", "filters"):
        window.docks.raise_(name)
        qtbot.waitUntil(window.docks[name].isVisible)
    press(window, Qt.Key.Key_F5)
    wait_for_events(qtbot, window, 20)
    alone = Trainer(lenet5(), recipe, load("mnist")).events()
    assert window.thread_.events[:20] == list(islice(alone, 20))


def test_most_of_the_recipe_stands_still_while_a_run_is_open(
    qtbot: QtBot, window: MainWindow
) -> None:
    train_some(qtbot, window)
    assert not window.recipe.editor("epochs").isEnabled()
    assert window.recipe.editor("learning_rate").isEnabled()
    press(window, Qt.Key.Key_F5, SHIFT)
    qtbot.waitUntil(window.recipe.editor("epochs").isEnabled)


def test_the_learning_rate_is_turned_while_training(qtbot: QtBot, window: MainWindow) -> None:
    window.document.set_recipe(replace(QUICK, epochs=50))
    train_some(qtbot, window)
    rate = window.recipe.editor("learning_rate")
    rate.setFocus()
    rate.selectAll()
    qtbot.keyClicks(rate, "1e-4")
    qtbot.keyClick(rate, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_F5)

    def changes() -> list[SettingChanged]:
        events = list(window.thread_.events)
        return [event for event in events if isinstance(event, SettingChanged)]

    qtbot.waitUntil(lambda: bool(changes()) and changes()[-1].new == 1e-4)
    window.document.undo_stack.undo()
    qtbot.waitUntil(lambda: changes()[-1].new == QUICK.learning_rate)


def test_restarting_begins_with_the_same_weights_or_with_those_of_the_next_seed(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.run_bar.reset.trigger()
    qtbot.waitUntil(lambda: words(window) == "The initial weights of seed 0.")
    window.run_bar.renew.trigger()
    qtbot.waitUntil(lambda: words(window) == "The initial weights of seed 1.")
    assert window.document.recipe.seed == 1
    assert window.document.undo_stack.undoText() == "Restart with new initial weights"


def test_a_diverging_run_says_why_and_training_works_again(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.document.set_recipe(Recipe(optimizer="sgd", learning_rate=1000.0))
    press(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: "too large for this network" in words(window), timeout=30_000)
    wait_for_state(qtbot, window, "idle")
    window.document.set_recipe(QUICK)
    press(window, Qt.Key.Key_F10)
    wait_for_state(qtbot, window, "paused")
    assert events(window) == 1


# Editing while training


def test_an_edit_ends_the_run_in_words_and_unchanged_layers_keep_their_weights(
    qtbot: QtBot, window: MainWindow
) -> None:
    train_some(qtbot, window)
    before = weights(qtbot, window)
    window.document.apply(SetFields("fc1", {"out_features": 50}))
    wait_for_state(qtbot, window, "idle")
    assert words(window).startswith("Training ended: the network changed.")
    after = weights(qtbot, window)
    for name in ("conv1.weight", "conv2.weight", "conv3.bias"):
        np.testing.assert_array_equal(after[name], before[name])
    assert "fc1.weight" not in after


def test_undoing_a_deletion_brings_the_trained_weights_back(
    qtbot: QtBot, window: MainWindow
) -> None:
    train_some(qtbot, window)
    before = weights(qtbot, window)
    window.canvas.setFocus()
    window.document.select({"conv2"})
    QTest.keyClick(window.canvas, Qt.Key.Key_Delete)
    assert "conv2" not in window.document.network.layers
    assert "conv2.weight" not in weights(qtbot, window)
    press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    after = weights(qtbot, window)
    assert after.keys() == before.keys()
    for name in before:
        np.testing.assert_array_equal(after[name], before[name])


def test_a_renamed_layer_keeps_its_weights(qtbot: QtBot, window: MainWindow) -> None:
    train_some(qtbot, window)
    before = weights(qtbot, window)
    window.document.apply(RenameLayer("conv1", "edges"))
    np.testing.assert_array_equal(weights(qtbot, window)["edges.weight"], before["conv1.weight"])


def test_moving_a_card_does_not_end_the_run(qtbot: QtBot, window: MainWindow) -> None:
    press(window, Qt.Key.Key_F5)
    wait_for_events(qtbot, window, 2)
    window.document.apply(MoveLayers({"conv1": Position(1, 2)}))
    wait_for_events(qtbot, window, events(window) + 3)


def test_a_network_that_cannot_be_trained_is_mended_with_enter_and_trained(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.document.set_recipe(QUICK)
    window.document.apply(SetFields("fc2", {"out_features": 7}))
    press(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: "the data has 10 classes" in words(window), timeout=10_000)
    popup = window.canvas.overlays.popup
    assert popup is not None
    assert window.document.selection == {"fc2"}
    assert [button.text() for button in popup.buttons] == ["Out_features 10"]
    QTest.keyClick(popup.buttons[0], Qt.Key.Key_Return)
    assert window.document.network.layers["fc2"].out_features == 10
    qtbot.waitUntil(lambda: words(window) == "")
    press(window, Qt.Key.Key_F10)
    wait_for_events(qtbot, window, 1)


def test_what_belongs_to_no_layer_is_mended_in_the_inspector(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.docks["inspector"].hide()
    window.document.apply(RemoveLayers(frozenset({"input"})))
    press(window, Qt.Key.Key_F5)
    qtbot.waitUntil(window.docks["inspector"].isVisible, timeout=10_000)
    assert window.run_bar.shown.failed
    texts = [label.text() for label in window.inspector.findChildren(QLabel) if label.isVisible()]
    assert any("has no Input layer" in text for text in texts)


def test_an_empty_canvas_says_what_to_do(qtbot: QtBot, window: MainWindow) -> None:
    press(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert not window.document.network.layers
    press(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: "the canvas is empty" in words(window), timeout=10_000)


def test_a_network_too_large_for_memory_leaves_the_window_usable(
    qtbot: QtBot, window: MainWindow
) -> None:
    train_some(qtbot, window)
    before = weights(qtbot, window)
    edits = (SetFields(name, {"out_features": 1_000_000}) for name in ("fc1", "fc2"))
    window.document.apply(Together("Make it huge", tuple(edits)))
    qtbot.waitUntil(lambda: "GB of memory" in words(window), timeout=10_000)
    press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: words(window) == "")
    after = weights(qtbot, window)
    np.testing.assert_array_equal(after["fc1.weight"], before["fc1.weight"])
    qtbot.waitUntil(lambda: "fc1" in window.thread_.snapshot.network.layers)


# Runs


def test_a_run_is_continued_from_the_menu_exactly_where_it_stood(
    qtbot: QtBot, window: MainWindow
) -> None:
    recipe = replace(QUICK, batch_size=64)
    window.document.set_recipe(recipe)
    train_some(qtbot, window, 5)
    press(window, Qt.Key.Key_F5, SHIFT)
    wait_for_state(qtbot, window, "idle")
    stood = events(window)
    window.document.open(fashion_dense(), Recipe())
    (action,) = menu(window, "Train", "Continue a run").actions()
    action.trigger()
    wait_for_events(qtbot, window, stood + 10)
    assert window.document.network == lenet5()
    assert window.document.recipe == recipe
    alone = Trainer(lenet5(), recipe, load("mnist")).events()
    count = stood + 10
    assert window.thread_.events[:count] == list(islice(alone, count))


def test_without_runs_the_menu_says_so(window: MainWindow) -> None:
    (action,) = menu(window, "Train", "Continue a run").actions()
    assert action.text() == "No runs yet"
    assert not action.isEnabled()


def test_a_damaged_run_is_refused_in_words_and_the_document_stays(
    qtbot: QtBot, window: MainWindow, dialogs: Dialogs
) -> None:
    train_some(qtbot, window)
    press(window, Qt.Key.Key_F5, SHIFT)
    wait_for_state(qtbot, window, "idle")
    (run,) = list_runs(runs_folder())
    checkpoint = run.folder / "checkpoint.safetensors"
    checkpoint.write_bytes(checkpoint.read_bytes()[:1000])
    window.document.open(fashion_dense(), Recipe())
    dialogs.answer("OK")
    menu(window, "Train", "Continue a run").actions()[0].trigger()
    assert dialogs.said[0].startswith("This run cannot be continued\n")
    assert "checkpoint.safetensors is damaged" in dialogs.said[0]
    assert window.document.network == fashion_dense()


def test_a_run_that_cannot_be_kept_is_told_once_and_trains_on(
    qtbot: QtBot, window: MainWindow, dialogs: Dialogs
) -> None:
    runs_folder().parent.mkdir(exist_ok=True)
    runs_folder().write_text("a file where the folder should be")
    window.document.set_recipe(replace(QUICK, batch_size=64))
    dialogs.answer("OK")
    press(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: len(dialogs.said) == 1, timeout=30_000)
    assert dialogs.said[0].startswith("This run is not kept on disk; training goes on\n")
    wait_for_events(qtbot, window, events(window) + 5)


# Closing


def test_closing_while_training_asks_and_cancel_trains_on(
    qtbot: QtBot, window: MainWindow, dialogs: Dialogs
) -> None:
    press(window, Qt.Key.Key_F5)
    wait_for_events(qtbot, window, 2)
    dialogs.press(Qt.Key.Key_Escape)
    assert not window.close()
    assert "Training is running" in dialogs.said[0]
    wait_for_events(qtbot, window, events(window) + 3)


def test_closing_while_training_ends_the_thread_and_leaves_a_run_to_continue(
    qtbot: QtBot, window: MainWindow, dialogs: Dialogs
) -> None:
    press(window, Qt.Key.Key_F5)
    wait_for_events(qtbot, window, 2)
    dialogs.answer("Discard")
    assert window.close()
    assert not window.isVisible()
    assert window.thread_.isFinished()
    (run,) = list_runs(runs_folder())
    assert open_run(run.folder).load_checkpoint().standing.step == events(window)


def test_closing_asks_about_unsaved_changes(window: MainWindow, dialogs: Dialogs) -> None:
    window.document.apply(RemoveLayers(frozenset({"relu1"})))
    dialogs.answer("Cancel")
    assert not window.close()
    assert window.isVisible()
    dialogs.answer("Discard")
    assert window.close()
    assert "Save the changes to “lenet-5”?" in dialogs.said[0]


def new(window: MainWindow) -> None:
    """File ▸ New, also while the window is not the active one and would get no key."""
    (action,) = (a for a in menu(window, "File").actions() if a.text() == "&New")
    action.trigger()


def learn(qtbot: QtBot, window: MainWindow) -> None:
    """Learn from one batch and pause."""
    window.run_bar.batch.trigger()
    wait_for_state(qtbot, window, "paused")
    qtbot.waitUntil(window.isWindowModified, timeout=5_000)


def test_what_was_learned_counts_as_unsaved_until_it_is_saved(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    learn(qtbot, window)
    assert window._files.save_to(tmp_path / "mine.convas")
    assert not window.isWindowModified()
    learn(qtbot, window)


@pytest.mark.parametrize("how", ["close", "new", "gallery", "continue"])
def test_what_was_learned_is_not_lost_without_a_question(
    qtbot: QtBot, window: MainWindow, dialogs: Dialogs, how: str
) -> None:
    learn(qtbot, window)
    before = weights(qtbot, window)
    if how == "gallery":
        dialogs.press(Qt.Key.Key_Return)
    dialogs.answer("Cancel")
    if how == "close":
        assert not window.close()
    elif how == "new":
        press(window, Qt.Key.Key_N, CTRL)
    elif how == "gallery":
        press(window, Qt.Key.Key_O, CTRL | Qt.KeyboardModifier.ShiftModifier)
    else:
        menu(window, "Train", "Continue a run").actions()[0].trigger()
    assert dialogs.said[-1].startswith("Save the changes to “lenet-5”?\nOtherwise what was learned")
    np.testing.assert_array_equal(weights(qtbot, window)["fc1.weight"], before["fc1.weight"])


def test_opening_another_network_while_training_asks(
    qtbot: QtBot, window: MainWindow, dialogs: Dialogs
) -> None:
    press(window, Qt.Key.Key_F5)
    wait_for_events(qtbot, window, 2)
    dialogs.answer("Cancel")
    press(window, Qt.Key.Key_N, CTRL)
    assert dialogs.said[0].startswith("Training is running. End it and save “lenet-5”?")
    wait_for_events(qtbot, window, events(window) + 3)
    dialogs.answer("Discard")
    new(window)
    assert window.document.network == Network()
    weights(qtbot, window)
    wait_for_state(qtbot, window, "idle")
    assert not window.document.modified


def test_resetting_asks_only_where_something_is_lost_and_enter_confirms(
    qtbot: QtBot, window: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    press(window, Qt.Key.Key_R, CTRL)
    qtbot.waitUntil(lambda: words(window) == "The initial weights of seed 0.")
    learn(qtbot, window)
    dialogs.press(Qt.Key.Key_Escape)
    window.run_bar.reset.trigger()
    assert "conv1.weight" in weights(qtbot, window)
    dialogs.press(Qt.Key.Key_Return)
    window.run_bar.reset.trigger()
    assert weights(qtbot, window) == {}
    assert dialogs.said[1].startswith(
        "Begin again with the initial weights? What was learned is lost."
    )
    qtbot.waitUntil(lambda: not window.isWindowModified())
    learn(qtbot, window)
    assert window._files.save_to(tmp_path / "mine.convas")
    window.run_bar.reset.trigger()
    assert weights(qtbot, window) == {}


def test_a_name_is_shown_as_it_is_and_never_as_markup(window: MainWindow, dialogs: Dialogs) -> None:
    window.document.apply(RenameNetwork("<b>bold</b>"))
    formats: list[Qt.TextFormat] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert box is not None
        shown = [label for label in box.findChildren(QLabel) if label.text()]
        formats.extend(label.textFormat() for label in shown)

    QTimer.singleShot(0, look)
    dialogs.answer("Cancel")
    assert not window.close()
    assert set(formats) == {Qt.TextFormat.PlainText}


def test_closing_twice_is_closing_once(window: MainWindow) -> None:
    assert window.close()
    assert window.close()


def test_new_right_after_the_window_is_there_is_an_empty_canvas(
    open_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = open_window(wait=False)
    new(window)
    wait_for_state(qtbot, window, "idle")
    assert window.document.network == Network()
    assert window.curves.isVisible()


def test_nothing_is_looked_at_for_a_minimised_window(qtbot: QtBot, window: MainWindow) -> None:
    window.docks.raise_("filters")
    qtbot.waitUntil(lambda: bool(window.thread_.wanted.filters))
    window.showMinimized()
    qtbot.waitUntil(lambda: not window.thread_.wanted.filters)
    assert not window.thread_.wanted.predictions


@pytest.mark.parametrize("steps", [0, 1, 2, 3, 4, 5, 6])
def test_it_can_be_closed_at_any_moment_of_starting(
    open_window: Callable[..., MainWindow], steps: int
) -> None:
    window = open_window(wait=False)
    for _ in range(steps):
        QApplication.processEvents()
    assert window.close()


# Data


def test_another_data_set_changes_panel_and_probe(qtbot: QtBot, window: MainWindow) -> None:
    box = window.run_bar.datasets
    titles = [box.itemText(index) for index in range(box.count())]
    assert titles[:4] == [
        "MNIST handwritten digits · 1×28×28",
        "Fashion-MNIST clothes · 1×28×28",
        "Colour shapes · 3×32×32",
        "Signals (waveforms) · 1×1×128",
    ]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: window.thread_.dataset.name == "fashion-mnist", timeout=20_000)
    assert window.document.recipe.dataset == "fashion-mnist"
    window.docks.raise_("data")
    qtbot.waitUntil(lambda: _shows(window, "Fashion-MNIST"))
    image = load("fashion-mnist").test.images[0]
    qtbot.waitUntil(lambda: _input_shows(window, image))


def test_coloured_images_go_into_a_grey_input_by_luma(qtbot: QtBot, window: MainWindow) -> None:
    window.document.set_recipe(replace(QUICK, dataset="colour-shapes", difficulty=0.2))
    qtbot.waitUntil(lambda: _dataset_name(window) == "colour-shapes", timeout=20_000)
    image = load("colour-shapes", difficulty=0.2).test.images[0]
    qtbot.waitUntil(lambda: _input_shows(window, _luma(image)), timeout=10_000)
    assert window.thread_.snapshot.probabilities is not None
    press(window, Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: events(window) > 0 or window.thread_.progress.failed, timeout=20_000)


def test_another_difficulty_makes_the_images_anew(qtbot: QtBot, window: MainWindow) -> None:
    window.document.set_recipe(replace(QUICK, dataset="colour-shapes", difficulty=0.0))
    qtbot.waitUntil(lambda: _dataset_name(window) == "colour-shapes", timeout=20_000)
    first = window.thread_.dataset
    window.document.set_recipe(replace(window.document.recipe, difficulty=1.0))
    qtbot.waitUntil(lambda: window.thread_.dataset not in (None, first), timeout=20_000)
    assert not np.array_equal(first.train.images, window.thread_.dataset.train.images)


def test_a_data_set_that_is_not_there_is_told_in_the_data_panel(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.docks.raise_("data")
    window.document.set_recipe(replace(QUICK, dataset="nowhere"))
    qtbot.waitUntil(lambda: _shows(window, "There is no data set 'nowhere'"), timeout=10_000)
    press(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: "There is no data set" in words(window), timeout=10_000)


def _dataset_name(window: MainWindow) -> str:
    dataset = window.thread_.dataset
    return dataset.name if dataset else ""


def _shows(window: MainWindow, text: str) -> bool:
    labels = window.data.findChildren(QLabel)
    return any(text in label.text() and label.isVisible() for label in labels)


def _luma(image: np.ndarray) -> np.ndarray:
    return np.tensordot([0.299, 0.587, 0.114], image, 1)[np.newaxis]


def _input_shows(window: MainWindow, image: np.ndarray) -> bool:
    """Whether the Input's map is this image, in the middle where it was padded."""
    shown = window.thread_.snapshot.feature_maps.get("input")
    if shown is None:
        return False
    edge = (shown.shape[1] - image.shape[1]) // 2
    middle = shown[:, edge : edge + image.shape[1], edge : edge + image.shape[2]]
    return middle.shape == image.shape and np.allclose(middle, image / 255, atol=1 / 255)


# Files


def test_a_dropped_project_is_opened(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    save_project(tmp_path / "dense.convas", Project(fashion_dense(), QUICK))
    assert drop(window, tmp_path / "dense.convas")
    qtbot.waitUntil(lambda: window.document.network == fashion_dense())
    assert window.windowTitle().startswith("dense.convas")


def test_dropping_a_project_asks_about_unsaved_changes(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, dialogs: Dialogs
) -> None:
    save_project(tmp_path / "dense.convas", Project(fashion_dense(), QUICK))
    window.document.apply(RemoveLayers(frozenset({"relu1"})))
    dialogs.answer("Cancel")
    drop(window, tmp_path / "dense.convas")
    qtbot.waitUntil(lambda: len(dialogs.said) == 1)
    assert "conv1" in window.document.network.layers


def test_a_dropped_image_becomes_the_probe(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    grey = np.zeros((28, 28), np.uint8)
    grey[4:20, 10:12] = 255
    Image.fromarray(grey).save(tmp_path / "one.png")
    before = window.thread_.snapshot
    assert drop(window, tmp_path / "one.png")
    qtbot.waitUntil(lambda: window.thread_.snapshot is not before, timeout=10_000)
    shown = window.thread_.snapshot.feature_maps["input"]
    assert not np.allclose(shown, before.feature_maps["input"])


def test_a_broken_image_is_refused_in_words(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, dialogs: Dialogs
) -> None:
    (tmp_path / "one.png").write_bytes(b"no picture")
    dialogs.answer("OK")
    drop(window, tmp_path / "one.png")
    qtbot.waitUntil(lambda: len(dialogs.said) == 1, timeout=10_000)
    assert dialogs.said[0].startswith("This image cannot be used")


@pytest.mark.parametrize("name", ["notes.txt", "script.py", "folder"])
def test_other_files_are_not_taken(window: MainWindow, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x")
    assert not drop(window, tmp_path / name)


def test_a_file_named_at_the_start_is_opened(
    open_window: Callable[..., MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    save_project(tmp_path / "dense.convas", Project(fashion_dense(), QUICK))
    window = open_window(tmp_path / "dense.convas")
    qtbot.waitUntil(lambda: window.document.network == fashion_dense())
    assert window.document.recipe == QUICK


def test_a_broken_file_named_at_the_start_is_refused_and_lenet_stays(
    open_window: Callable[..., MainWindow], tmp_path: Path, dialogs: Dialogs
) -> None:
    (tmp_path / "broken.convas").write_bytes(b"PK")
    dialogs.answer("OK")
    window = open_window(tmp_path / "broken.convas")
    assert dialogs.said[0].startswith("This file could not be opened\nbroken.convas")
    assert window.document.network == lenet5()


# The look


def test_the_theme_changes_at_run_time_and_is_remembered(qtbot: QtBot, window: MainWindow) -> None:
    actions = {action.text(): action for action in menu(window, "View", "Theme").actions()}

    def picture() -> QImage:
        return window.run_bar.train.icon().pixmap(32).toImage()

    light = picture()
    actions["Dark"].trigger()
    assert theme() is DARK
    assert settings().value("theme") == "dark"
    qtbot.waitUntil(lambda: picture() != light)
    actions["Light"].trigger()
    assert theme() is LIGHT
    qtbot.waitUntil(lambda: picture() == light)


def test_the_theme_menu_shows_what_was_chosen_last(
    open_window: Callable[..., MainWindow],
) -> None:
    set_theme("dark")
    window = open_window(wait=False)
    checked = [a.text() for a in menu(window, "View", "Theme").actions() if a.isChecked()]
    assert checked == ["Dark"]
    set_theme("light")


def test_the_title_follows_name_file_and_changes(window: MainWindow, tmp_path: Path) -> None:
    window.document.apply(RemoveLayers(frozenset({"relu1"})))
    assert window.isWindowModified()
    window.document.mark_saved(tmp_path / "mine.convas")
    assert not window.isWindowModified()
    assert window.windowTitle().startswith("mine.convas")


def test_problems_are_counted_in_the_status_bar(window: MainWindow) -> None:
    window.document.apply(RemoveLayers(frozenset({"flatten1"})))
    assert window.problem_count.text() == "1 error"
    assert window.docks["problems"].windowTitle() == "Problems (1)"


def test_what_cannot_be_done_is_told_in_the_status_bar(window: MainWindow) -> None:
    window.document.apply(SetFields("conv1", {"out_channels": -1}))
    assert "out_channels" in window.statusBar().currentMessage()


def test_starting_logs_nothing(window: MainWindow, logged: list[logging.LogRecord]) -> None:
    assert window.isVisible()
    assert logged == []
