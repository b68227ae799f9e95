"""The controls of training: what can be pressed when, and what is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from app.data.catalogue import available
from app.training.progress import Progress, State
from widgets.run_bar import RunBar
from widgets.theme import apply_theme, theme


@pytest.fixture
def bar(qtbot: QtBot) -> Iterator[RunBar]:
    window = QMainWindow()
    qtbot.addWidget(window)
    bar = RunBar(window)
    bar.show_datasets(available())
    window.addToolBar(bar)
    window.resize(1600, 200)
    window.show()
    assert QTest.qWaitForWindowActive(window)
    bar.show_progress(Progress())
    yield bar  # noqa: PT022  (keeps the window alive)


def press(bar: RunBar, key: Qt.Key, shift: bool = False) -> None:
    modifiers = Qt.KeyboardModifier
    QTest.keyClick(bar.window(), key, modifiers.ShiftModifier if shift else modifiers.NoModifier)


def enabled(bar: RunBar) -> set[str]:
    actions = {"train": bar.train, "batch": bar.batch, "epoch": bar.epoch}
    actions |= {"stop": bar.stop, "reset": bar.reset}
    return {name for name, action in actions.items() if action.isEnabled()}


def colour_of_words(bar: RunBar) -> QColor:
    return bar.words.palette().color(bar.words.foregroundRole())


def test_a_batch_that_fits_is_offered_beside_the_message(qtbot: QtBot, bar: RunBar) -> None:
    assert not bar.smaller_batch.isVisible()
    bar.show_progress(Progress(message="Too large.", failed=True, fitting_batch=128))
    assert bar.smaller_batch.text() == "Train with batches of 128"
    with qtbot.waitSignal(bar.batch_size_wanted) as asked:
        qtbot.mouseClick(bar.smaller_batch, Qt.MouseButton.LeftButton)
    assert asked.args == [128]
    bar.show_progress(Progress(state="preparing"))
    assert not bar.smaller_batch.isVisible()


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("loading", {"train"}),
        ("idle", {"train", "batch", "epoch", "reset"}),
        ("preparing", {"stop", "reset"}),
        ("training", {"train", "stop", "reset"}),
        ("paused", {"train", "batch", "epoch", "stop", "reset"}),
    ],
)
def test_only_what_makes_sense_can_be_pressed(
    bar: RunBar, state: State, expected: set[str]
) -> None:
    bar.show_progress(Progress(state=state))
    assert enabled(bar) == expected


@pytest.mark.parametrize(
    ("state", "word"),
    [("idle", "Train"), ("preparing", "Pause"), ("training", "Pause"), ("paused", "Resume")],
)
def test_the_first_button_says_what_it_does_now(bar: RunBar, state: State, word: str) -> None:
    bar.show_progress(Progress(state=state))
    assert bar.train.text() == word


@pytest.mark.parametrize(
    ("state", "learned", "tip"),
    [
        ("idle", False, "Train from the initial weights"),
        ("idle", True, "Train on from what was learned; Restart goes back to the initial weights"),
        ("training", True, "Pause the training"),
        ("paused", True, "Go on with the run"),
    ],
)
def test_the_tips_of_the_first_button_say_what_it_does_now(
    bar: RunBar, state: State, learned: bool, tip: str
) -> None:
    bar.show_progress(Progress(state=state))
    bar.show_learned(learned)
    assert bar.train.toolTip() == f"{tip} (F5)"
    assert bar.train.statusTip() == tip


def test_under_the_pointer_the_status_bar_follows_what_train_does(bar: RunBar) -> None:
    window = bar.window()
    assert isinstance(window, QMainWindow)
    status = window.statusBar()
    bar.show_progress(Progress())
    bar.widgetForAction(bar.train).setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    bar.show_progress(Progress(state="training"))
    assert status.currentMessage() == "Pause the training"


def test_f5_asks_for_training_and_then_for_a_pause(bar: RunBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.train_wanted):
        press(bar, Qt.Key.Key_F5)
    bar.show_progress(Progress(state="training"))
    with qtbot.waitSignal(bar.pause_wanted), qtbot.assertNotEmitted(bar.train_wanted):
        press(bar, Qt.Key.Key_F5)


def test_the_other_keys_ask_for_a_batch_an_epoch_the_end_and_new_weights(
    bar: RunBar, qtbot: QtBot
) -> None:
    bar.show_progress(Progress(state="paused"))
    with qtbot.waitSignal(bar.batch_wanted):
        press(bar, Qt.Key.Key_F10)
    with qtbot.waitSignal(bar.epoch_wanted):
        press(bar, Qt.Key.Key_F10, shift=True)
    with qtbot.waitSignal(bar.stop_wanted):
        press(bar, Qt.Key.Key_F5, shift=True)
    with qtbot.waitSignal(bar.reset_wanted):
        QTest.keyClick(bar.window(), Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    with qtbot.waitSignal(bar.renew_wanted):
        QTest.keyClick(bar.window(), Qt.Key.Key_R, both)


def test_every_button_can_be_clicked_and_tells_its_key(bar: RunBar, qtbot: QtBot) -> None:
    bar.show_progress(Progress(state="paused"))
    for action, signal in (
        (bar.train, bar.train_wanted),
        (bar.batch, bar.batch_wanted),
        (bar.epoch, bar.epoch_wanted),
        (bar.stop, bar.stop_wanted),
        (bar.reset, bar.reset_wanted),
    ):
        button = bar.widgetForAction(action)
        assert f"({_keys(action)})" in button.toolTip()
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def _keys(action: QAction) -> str:
    return action.shortcut().toString()


def test_training_tells_epoch_step_pace_and_time_left(bar: RunBar) -> None:
    bar.show_progress(
        Progress(
            state="training",
            step=1_234,
            total_steps=5_000,
            epoch=2,
            epochs=4,
            images_per_second=12_345.6,
            seconds_left=125.0,
        )
    )
    assert bar.words.text() == (
        "Epoch 2/4  ·  step 1,234/5,000  ·  12,346 images/s  ·  2 min 5 s left"
    )
    assert bar.words.toolTip() == bar.words.text()
    assert bar.bar.isVisible()
    assert bar.bar.value() == 247


def test_a_paused_run_tells_the_last_news_instead_of_the_time_left(bar: RunBar) -> None:
    progress = Progress(state="paused", step=5, total_steps=10, epoch=1, epochs=2)
    bar.show_progress(replace(progress, seconds_left=9.0, message="Paused."))
    assert bar.words.text() == "Epoch 1/2  ·  step 5/10  ·  Paused."


def test_while_preparing_the_bar_is_busy_without_an_end(bar: RunBar) -> None:
    bar.show_progress(Progress(state="preparing", message="Preparing the first step …"))
    assert bar.bar.maximum() == 0
    assert bar.words.text() == "Preparing the first step …"


def test_billions_of_steps_fit_into_the_bar(bar: RunBar) -> None:
    bar.show_progress(Progress(state="training", step=10**11, total_steps=2 * 10**11))
    assert bar.bar.value() == 500


def test_bad_news_is_in_the_colour_of_errors(bar: RunBar) -> None:
    bar.show_progress(Progress(message="It exploded.", failed=True))
    assert colour_of_words(bar) == theme().colour("error")
    bar.show_progress(Progress(message="Stopped."))
    assert colour_of_words(bar) == theme().colour("text")


def test_angle_brackets_in_words_are_no_markup(bar: RunBar) -> None:
    bar.show_progress(Progress(message="loss <b>nan</b>"))
    assert bar.words.textFormat() == Qt.TextFormat.PlainText


def test_long_words_do_not_widen_the_window(bar: RunBar) -> None:
    before = bar.window().minimumSizeHint().width()
    bar.show_progress(Progress(message="word " * 500))
    assert bar.window().minimumSizeHint().width() == before


def test_words_follow_another_theme(bar: RunBar, qapp: QApplication, qtbot: QtBot) -> None:
    bar.show_progress(Progress(message="It exploded.", failed=True))
    light = theme().colour("error")
    apply_theme(qapp, "dark")
    colour = theme().colour("error")
    assert colour != light
    qtbot.waitUntil(lambda: colour_of_words(bar) == colour)


def test_data_sets_are_listed_with_their_shape_and_chosen_by_key(bar: RunBar, qtbot: QtBot) -> None:
    box = bar.datasets
    assert box.count() == len(available())
    assert "1×28×28" in box.itemText(0)
    with qtbot.waitSignal(bar.dataset_chosen) as chosen:
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert chosen.args == [available()[1].name]


def test_the_data_set_in_use_is_shown_and_locked_during_a_run(bar: RunBar, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(bar.dataset_chosen):
        bar.show_dataset(available()[2].name)
    assert bar.datasets.currentData() == available()[2].name
    bar.show_progress(Progress(state="paused"))
    assert not bar.datasets.isEnabled()
    assert "Stop ends it" in bar.datasets.toolTip()
    bar.show_progress(Progress())
    assert bar.datasets.isEnabled()
    assert "Stop ends it" not in bar.datasets.toolTip()


def test_an_unknown_data_set_shows_none(bar: RunBar) -> None:
    bar.show_dataset("nowhere")
    assert bar.datasets.currentIndex() == -1


def test_where_there_is_little_room_the_news_are_told_before_the_pace(bar: RunBar) -> None:
    news = "Epoch 1: validation accuracy 91.0 %, loss 0.312"
    progress = Progress(
        state="paused",
        step=125,
        total_steps=1_500,
        epoch=1,
        epochs=12,
        images_per_second=4_311.0,
        message=news,
    )
    bar.show_progress(progress)
    metrics = bar.words.fontMetrics()
    for room, shown in (
        (2_000, f"Epoch 1/12  ·  step 125/1,500  ·  4,311 images/s  ·  {news}"),
        (0, f"Epoch 1/12  ·  step 125/1,500  ·  {news}"),
        (0, f"step 125/1,500  ·  {news}"),
        (0, news),
    ):
        bar._place.resize(room or metrics.horizontalAdvance(shown), 20)
        assert bar.words.text() == shown
        assert bar.words.toolTip().startswith("Epoch 1/12  ·  step 125/1,500  ·  4,311")


def test_train_pressed_while_pytorch_is_loaded_starts_once_when_it_is(bar: RunBar) -> None:
    asked: list[str] = []
    bar.train_wanted.connect(lambda: asked.append("train"))
    bar.pause_wanted.connect(lambda: asked.append("pause"))
    loading = Progress(state="loading", message="Loading PyTorch …")
    bar.show_progress(loading)
    press(bar, Qt.Key.Key_F5)
    press(bar, Qt.Key.Key_F5)
    assert asked == []
    assert "as soon as PyTorch is loaded" in bar.words.toolTip()
    bar.show_progress(replace(loading))
    assert "as soon as PyTorch is loaded" in bar.words.toolTip()
    bar.show_progress(Progress())
    bar.show_progress(Progress())
    assert asked == ["train"]


def test_train_pressed_too_early_can_be_taken_back_with_stop(bar: RunBar) -> None:
    asked: list[str] = []
    bar.train_wanted.connect(lambda: asked.append("train"))
    bar.show_progress(Progress(state="loading", message="Loading PyTorch …"))
    press(bar, Qt.Key.Key_F5)
    assert bar.stop.isEnabled()
    press(bar, Qt.Key.Key_F5, shift=True)
    assert bar.words.toolTip() == "Loading PyTorch …"
    bar.show_progress(Progress())
    assert asked == []


def test_without_pytorch_nothing_waits_for_it(bar: RunBar) -> None:
    bar.show_progress(Progress(state="loading", message="Loading PyTorch …"))
    press(bar, Qt.Key.Key_F5)
    why = Progress(state="loading", message="PyTorch could not be loaded", failed=True)
    bar.show_progress(why)
    assert bar.words.toolTip() == why.message
    assert enabled(bar) == set()


def test_where_there_is_little_room_the_end_is_told_in_few_words(bar: RunBar) -> None:
    long = "Finished: 978 of 1,000 test images right (97.8 %, loss 0.122)."
    bar.window().resize(1600, 200)
    bar.show_progress(Progress(message=long, short="Finished: 97.8 % right"))
    assert bar.words.text() == long
    bar.window().resize(
        1600 - bar.words.width() + bar.words.fontMetrics().horizontalAdvance(long) - 9, 200
    )
    assert bar.words.text() == "Finished: 97.8 % right"
    assert bar.words.toolTip() == long
