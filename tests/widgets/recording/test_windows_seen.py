"""A scene opens the window that stood beside the canvas when it was taken."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.lessons.lesson import EnsembleForm, SearchForm
from app.lessons.reading import lesson_of_text
from app.lessons.setting import network_of_lines
from app.lessons.writing import lesson_text
from app.training.recipe import Recipe
from tests.widgets.dialogs import OFFSCREEN_DIALOGS
from widgets.experiments.dialog import ExperimentDialog
from widgets.main_window import MainWindow
from widgets.recording.recorder import Recorder

pytestmark = pytest.mark.qt_log_ignore(*OFFSCREEN_DIALOGS, extend=True)
SMALL = network_of_lines(["Input 1x28x28", "Conv2d 2 3x3", "Flatten", "Linear 10"], "Small")


@pytest.fixture
def recorder(window: MainWindow) -> Recorder:
    window.document.open(SMALL, Recipe(batch_size=100))
    window.lessons.record()
    assert window.lessons.recording is not None
    return window.lessons.recording.recorder


def told_by(recorder: Recorder) -> list[str]:
    told: list[str] = []
    recorder.told.connect(told.append)
    return told


def open_beside(window: MainWindow, dialog: ExperimentDialog) -> None:
    window.experiments.dialogs[dialog.windowTitle()] = dialog
    dialog.show()


def test_the_preview_is_recorded_with_its_page(window: MainWindow, recorder: Recorder) -> None:
    window.open_preview()
    assert window.preview is not None
    window.preview.tabs.setCurrentIndex(1)
    recorder.take()
    assert recorder.draft.takes[0].scene.form.preview == "preprocessing"
    window.preview.tabs.setCurrentIndex(0)
    recorder.take()
    assert recorder.draft.takes[1].scene.form.preview == "augmentation"
    window.preview.hide()
    recorder.take()
    assert recorder.draft.takes[2].scene.form.preview == ""


def test_a_search_is_recorded_as_the_file_has_it_and_what_it_cannot_say_is_told(
    window: MainWindow, recorder: Recorder
) -> None:
    search = window.experiments.new_search()
    search.space.put(["learning_rate=1e-4..1:log"])
    for box, number in zip(
        (search.trials, search.epochs, search.fine_trials, search.fine_epochs),
        (6, 1, 3, 2),
        strict=True,
    ):
        box.setValue(number)
    search.sampler.setCurrentIndex(search.sampler.findData("random"))
    search.pruner.setCurrentIndex(search.pruner.findData("none"))
    open_beside(window, search)
    told = told_by(recorder)
    recorder.take()
    expected = SearchForm(["learning_rate=1e-4..1:log"], 6, 1, 3, 2)
    assert told == [""]
    recorder.entitle("Searching")
    lesson = lesson_of_text(lesson_text(recorder.draft.lesson("trial")), "trial")
    assert lesson.scenes[0].form.search == expected
    search.pruner.setCurrentIndex((search.pruner.findData("none") + 1) % search.pruner.count())
    recorder.take()
    assert "ends no trial early" in told[-1]


def test_an_ensemble_is_recorded_and_kept_when_the_scene_is_taken_again(
    window: MainWindow, recorder: Recorder
) -> None:
    ensemble = window.experiments.new_ensemble()
    ensemble.members.setValue(3)
    ensemble.epochs.setValue(2)
    open_beside(window, ensemble)
    recorder.take()
    assert recorder.draft.takes[0].scene.form.ensemble == EnsembleForm(3, 2, "bagging")
    ensemble.hide()
    told = told_by(recorder)
    recorder.retake()
    assert recorder.draft.takes[0].scene.form.ensemble == EnsembleForm(3, 2, "bagging")
    assert "still opens the window" in told[-1]


def test_a_window_that_no_lesson_opens_is_told_of(
    qtbot: QtBot, window: MainWindow, recorder: Recorder
) -> None:
    rate = window.experiments._rate()
    open_beside(window, rate)
    told = told_by(recorder)
    recorder.take()
    qtbot.waitUntil(lambda: bool(told))
    assert rate.windowTitle() in told[-1]


def test_ctrl_f9_takes_the_scene_from_the_window_beside_the_canvas(
    window: MainWindow, recorder: Recorder
) -> None:
    window.open_preview()
    assert window.preview is not None
    window.preview.activateWindow()
    assert QTest.qWaitForWindowActive(window.preview)
    QTest.keyClick(window.preview, Qt.Key.Key_F9, Qt.KeyboardModifier.ControlModifier)
    assert [take.scene.form.preview for take in recorder.draft.takes] == ["augmentation"]
