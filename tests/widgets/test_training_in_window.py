"""Training in the whole window: by keys, through edits, and going on with a run."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.data.catalogue import load
from app.network.edits import (
    MoveLayers,
    RemoveLayers,
    RenameLayer,
    SetFields,
    Together,
)
from app.network.graph import Position
from app.network.patterns import fashion_dense, lenet5
from app.training.events import EpochDone, Finished, SettingChanged, StepDone
from app.training.recipe import Recipe
from app.training.run import Run, list_runs, runs_folder
from app.training.trainer import Trainer
from tests.other_program import another_program_with
from tests.widgets.conftest import OpenWindow
from tests.widgets.dialogs import Dialogs
from tests.widgets.whole_window import (
    QUICK,
    SHIFT,
    STEPS,
    events,
    menu,
    press,
    train_some,
    wait_for_events,
    wait_for_state,
    weights,
    words,
)
from widgets.main_window import MainWindow

# Training by keys


def test_train_tells_that_it_goes_on_until_the_weights_are_new_ones(
    qtbot: QtBot, window: MainWindow
) -> None:
    bar = window.run_bar
    assert "from the initial weights" in bar.train.toolTip()
    train_some(qtbot, window)
    bar.stop.trigger()
    qtbot.waitUntil(lambda: "from what was learned" in bar.train.toolTip())
    window.thread_.reset_weights(0)
    qtbot.waitUntil(lambda: "from the initial weights" in bar.train.toolTip())


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


def test_when_training_begins_the_keyboard_does_not_go_to_stop(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.document.set_recipe(replace(QUICK, epochs=200))
    window.run_bar.datasets.setFocus()
    press(window, Qt.Key.Key_F5)
    wait_for_events(qtbot, window, 1)
    assert window.focusWidget() is window.canvas
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    wait_for_events(qtbot, window, events(window) + 20)
    assert window.thread_.progress.state == "training"


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
    qtbot.waitUntil(lambda: "left" in words(window))
    assert words(window).startswith("Epoch 1/1  ·  step ")
    assert "images/s" in words(window)


def test_a_finished_run_tells_its_test_accuracy(qtbot: QtBot, window: MainWindow) -> None:
    window.document.set_recipe(replace(QUICK, batch_size=2_000))
    press(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: words(window).startswith("Finished: "))
    assert isinstance(window.thread_.events[-1], Finished)
    assert "of 1,000 test images right" in words(window)
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
    qtbot.waitUntil(lambda: "too large for this network" in words(window))
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
    qtbot.waitUntil(lambda: "the data has 10 classes" in words(window))
    popup = window.canvas.overlays.popup
    assert popup is not None
    assert window.document.selection == {"fc2"}
    assert [button.text() for button in popup.buttons] == [
        "Fit the network's end to the data:\nout features 10 in fc2"
    ]
    assert window.problem_count.text() == "1 error"
    assert [problem.layer for problem in window.problems.problems] == ["fc2"]
    QTest.keyClick(popup.buttons[0], Qt.Key.Key_Return)
    assert window.document.network.layers["fc2"].out_features == 10
    assert window.problem_count.text() == "No problems"
    qtbot.waitUntil(lambda: words(window) == "")
    press(window, Qt.Key.Key_F10)
    wait_for_events(qtbot, window, 1)


def test_what_belongs_to_no_layer_is_mended_in_the_inspector(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.docks["inspector"].hide()
    window.document.apply(RemoveLayers(frozenset({"input"})))
    press(window, Qt.Key.Key_F5)
    qtbot.waitUntil(window.docks["inspector"].isVisible)
    assert window.run_bar.shown.failed
    texts = [label.text() for label in window.inspector.findChildren(QLabel) if label.isVisible()]
    assert any("has no Input layer" in text for text in texts)


def test_train_pressed_at_the_very_start_begins_one_run_when_pytorch_is_there(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    window = open_window(wait=False)
    for _ in range(2):
        window.run_bar.train.trigger()
    assert "as soon as PyTorch is loaded" in words(window)
    wait_for_events(qtbot, window, 2)
    wait_for_state(qtbot, window, "training")


def test_an_empty_canvas_says_what_to_do(qtbot: QtBot, window: MainWindow) -> None:
    press(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert not window.document.network.layers
    press(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: "the canvas is empty" in words(window))


def test_a_network_too_large_for_memory_leaves_the_window_usable(
    qtbot: QtBot, window: MainWindow
) -> None:
    train_some(qtbot, window)
    before = weights(qtbot, window)
    edits = (SetFields(name, {"out_features": 1_000_000}) for name in ("fc1", "fc2"))
    window.document.apply(Together("Make it huge", tuple(edits)))
    qtbot.waitUntil(lambda: "GB of memory" in words(window))
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


def stopped_run(qtbot: QtBot, window: MainWindow) -> Run:
    """The only run there is, trained a little and ended."""
    train_some(qtbot, window)
    press(window, Qt.Key.Key_F5, SHIFT)
    wait_for_state(qtbot, window, "idle")
    (run,) = list_runs(runs_folder())
    return run


def test_a_damaged_run_is_refused_in_words_and_the_document_stays(
    qtbot: QtBot, window: MainWindow, dialogs: Dialogs
) -> None:
    run = stopped_run(qtbot, window)
    checkpoint = run.folder / "checkpoint.safetensors"
    checkpoint.write_bytes(checkpoint.read_bytes()[:1000])
    window.document.open(fashion_dense(), Recipe())
    dialogs.answer("OK")
    menu(window, "Train", "Continue a run").actions()[0].trigger()
    assert dialogs.said[0].startswith("This run cannot be continued\n")
    assert "checkpoint.safetensors is damaged" in dialogs.said[0]
    assert window.document.network == fashion_dense()


def test_a_run_at_work_in_another_window_is_refused_in_words_and_the_document_stays(
    qtbot: QtBot, window: MainWindow, dialogs: Dialogs
) -> None:
    run = stopped_run(qtbot, window)
    window.document.open(fashion_dense(), Recipe())
    dialogs.answer("OK")
    with another_program_with(run.folder):
        menu(window, "Train", "Continue a run").actions()[0].trigger()
    assert dialogs.said[0].startswith("This run cannot be continued\n")
    assert "is open in another window or program" in dialogs.said[0]
    assert window.document.network == fashion_dense()


def test_a_run_that_cannot_be_kept_is_told_once_and_trains_on(
    qtbot: QtBot, window: MainWindow, dialogs: Dialogs
) -> None:
    runs_folder().parent.mkdir(exist_ok=True)
    runs_folder().write_text("a file where the folder should be")
    window.document.set_recipe(replace(QUICK, batch_size=64))
    dialogs.answer("OK")
    press(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: len(dialogs.said) == 1)
    assert dialogs.said[0].startswith("This run is not kept on disk; training goes on\n")
    wait_for_events(qtbot, window, events(window) + 5)
