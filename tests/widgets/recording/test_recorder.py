"""A lecturer builds, takes scenes, writes words, saves, and the lesson shows the same."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.inspection.surgery import Mute
from app.inspection.weight_edits import SetWeights
from app.lessons.lesson import ProbeForm, QuestionForm, TrainForm
from app.lessons.library import BUNDLED, own_folder
from app.lessons.looking import InvarianceLook
from app.lessons.outline import LARGEST
from app.lessons.reading import lesson_of_text, read_lesson
from app.lessons.setting import network_of_lines
from app.lessons.writing import lesson_text
from app.network.edits import RemoveLayers, SetFields
from app.training.recipe import Recipe
from tests.widgets.dialogs import Dialogs
from tests.widgets.whole_window import CTRL, wait_for_state
from widgets.lessons.player import Player
from widgets.main_window import MainWindow
from widgets.recording.dock import RecordingPanel
from widgets.recording.panels_seen import measurement_of
from widgets.recording.question_editor import QuestionEditor
from widgets.recording.recorder import Recorder
from widgets.recording.screen import training_of

SMALL = network_of_lines(["Input 1x28x28", "Conv2d 2 3x3", "ReLU", "Flatten", "Linear 10"], "Small")
SPARING = Recipe(batch_size=100)


@pytest.fixture
def panel(window: MainWindow) -> RecordingPanel:
    window.document.open(SMALL, SPARING)
    window.lessons.record()
    assert window.lessons.recording is not None
    return window.lessons.recording.panel


@pytest.fixture
def recorder(panel: RecordingPanel, window: MainWindow) -> Recorder:
    assert panel.isVisible()
    assert window.lessons.recording is not None
    return window.lessons.recording.recorder


def reached(qtbot: QtBot, window: MainWindow) -> None:
    """Until the training thread has done all that it was asked."""
    answer = window.thread_.edit_weights(())
    qtbot.waitUntil(answer.done)


def stands(qtbot: QtBot, player: Player) -> None:
    qtbot.waitUntil(lambda: not player.staging.busy)


def player_of(window: MainWindow) -> Player:
    assert window.lessons.dock is not None
    return window.lessons.dock.player


def form(recorder: Recorder, at: int):  # type: ignore[no-untyped-def]
    return recorder.draft.takes[at].scene.form


def test_a_recorded_lesson_shows_the_same_forward_and_back(
    qtbot: QtBot, window: MainWindow, panel: RecordingPanel, recorder: Recorder, dialogs: Dialogs
) -> None:
    QTest.keyClicks(panel.title, "Small steps")
    QTest.keyClicks(panel.about, "From a *filter* to training.")
    panel.take.click()
    QTest.keyClicks(panel.editor.title, "A filter")
    QTest.keyClicks(panel.editor.words, "It *slides*.")
    QTest.keyClicks(panel.editor.notes, "Ask who knows.")
    window.document.apply(SetFields("conv1", {"stride": 2}))
    window.document.select({"conv1"})
    panel.take.click()
    window.run_bar.batch.trigger()
    wait_for_state(qtbot, window, "paused")
    panel.take.click()
    shown = [take.setting.network for take in recorder.draft.takes]
    learned = window.thread_.fetch_weights().result(timeout=20)
    path = own_folder() / "small-steps.md"
    dialogs.choose_file(path)
    panel.save.click()
    lesson = read_lesson(path)
    assert (lesson.title, lesson.about) == ("Small steps", "From a *filter* to training.")
    assert (lesson.scenes[0].words, lesson.scenes[0].notes) == ("It *slides*.", "Ask who knows.")
    assert lesson.scenes[1].form.set_ == {"conv1": {"stride": 2}}
    assert lesson.scenes[2].form.train is not None
    assert not recorder.modified
    window.thread_.stop()
    reached(qtbot, window)
    assert window.lessons.play_file(path)
    player = player_of(window)
    for number in (0, 1, 2, 1, 0, 1, 2):
        while player.number < number:
            player.forward()
        while player.number > number:
            player.back()
        stands(qtbot, player)
        assert window.document.network.computes_like(shown[number])
    again = window.thread_.fetch_weights().result(timeout=20)
    assert learned.keys() == again.keys()
    assert all(np.array_equal(learned[name], again[name]) for name in learned)
    player.leave()
    stands(qtbot, player)


def test_what_is_on_the_screen_is_in_the_scene(
    qtbot: QtBot, window: MainWindow, panel: RecordingPanel, recorder: Recorder
) -> None:
    panel.take.click()
    window.probe_panel.data_chosen.emit("validation", 7)
    window.document.set_recipe(Recipe(batch_size=100, learning_rate=0.5))
    window.document.select({"conv1", "relu1"})
    window.docks.raise_("summary")
    qtbot.waitUntil(lambda: "summary" in window.docks.front_ones())
    panel.take.click()
    taken = form(recorder, 1)
    assert taken.probe == ProbeForm(image=7, part="validation")
    assert taken.recipe == {"learning_rate": 0.5}
    assert taken.select == ["conv1", "relu1"]
    assert taken.panel == "summary"
    assert taken.network is None


def test_kernels_that_were_typed_and_muted_filters_are_recorded_and_played(
    qtbot: QtBot, window: MainWindow, panel: RecordingPanel, recorder: Recorder
) -> None:
    assert window.insides is not None
    kernel = np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]], np.float32)
    edits = window.insides.weight_edits
    edits.apply([SetWeights("conv1", (0, 0), kernel)], "Type")
    edits.apply([Mute("conv1", 1)], "Mute")
    qtbot.waitUntil(lambda: len(edits.originals) == 2)
    panel.title.insert("Edges")
    recorder.entitle("Edges")
    panel.take.click()
    taken = form(recorder, 0)
    assert taken.kernels == {"conv1": ["0 1 0; 1 -4 1; 0 1 0"]}
    assert taken.mute == {"conv1": [1]}
    panel.try_it.click()
    player = player_of(window)
    stands(qtbot, player)
    weight = window.thread_.fetch_weights().result(timeout=20)["conv1.weight"]
    assert np.array_equal(weight[0, 0], kernel)
    assert not weight[1].any()
    player.leave()
    stands(qtbot, player)


def test_trying_comes_back_to_the_recording_and_the_own_network(
    qtbot: QtBot, window: MainWindow, panel: RecordingPanel, recorder: Recorder
) -> None:
    recorder.entitle("Trial")
    panel.take.click()
    window.document.apply(RemoveLayers(frozenset({"relu1"})))
    own = window.document.network
    panel.take.click()
    panel.try_it.click()
    player = player_of(window)
    stands(qtbot, player)
    assert player.number == 1
    assert window.document.network.computes_like(own)
    panel.take.click()
    assert "A lesson is being played" in panel.note.text()
    player.leave()
    stands(qtbot, player)
    assert window.document.network is own
    qtbot.waitUntil(panel.take.isVisible)
    assert len(recorder.draft.takes) == 2


def test_scenes_are_moved_deleted_and_brought_back_by_undo(
    window: MainWindow, panel: RecordingPanel, recorder: Recorder
) -> None:
    recorder.entitle("Order")
    for channels in (2, 4, 8):
        window.document.apply(SetFields("conv1", {"out_channels": channels}))
        panel.take.click()
    panel.earlier.click()
    assert recorder.number == 1
    assert form(recorder, 1).set_ == {"conv1": {"out_channels": 8}}
    assert form(recorder, 2).set_ == {"conv1": {"out_channels": 4}}
    panel.delete.click()
    assert len(recorder.draft.takes) == 2
    QTest.keyClick(panel.editor.title, Qt.Key.Key_Z, CTRL)
    QTest.keyClick(panel.scenes, Qt.Key.Key_Z, CTRL)
    assert form(recorder, 2).set_ == {"conv1": {"out_channels": 8}}
    assert window.document.network.layers["conv1"].out_channels == 8  # type: ignore[attr-defined]


def test_what_is_suggested_is_true_and_what_is_ticked_is_kept(
    window: MainWindow, panel: RecordingPanel, recorder: Recorder
) -> None:
    window.document.select({"conv1"})
    panel.take.click()
    listed = panel.editor.notices.list
    texts = [listed.item(at).text() for at in range(listed.count())]
    assert "conv1: 2×26×26" in texts
    assert "parameters of conv1: 20" in texts
    assert "no problems" in texts
    listed.item(texts.index("conv1: 2×26×26")).setCheckState(Qt.CheckState.Checked)
    assert form(recorder, 0).notice == ["conv1: 2×26×26"]
    QTest.keyClicks(panel.editor.notices.own, "nonsense")
    QTest.keyClick(panel.editor.notices.own, Qt.Key.Key_Return)
    assert "cannot be checked" in panel.editor.notices.note.text()


def test_no_score_is_suggested_for_a_scene_that_has_learned_nothing(
    qtbot: QtBot, window: MainWindow, panel: RecordingPanel
) -> None:
    panel.take.click()
    train_one_batch(qtbot, window)
    panel.take.click()
    assert any("training loss" in text for text in panel.editor.notices.unticked())
    panel.scenes.setCurrentRow(0)
    assert panel.editor.notices.unticked()
    assert not any("training loss" in text for text in panel.editor.notices.unticked())


def test_a_question_is_worked_out_from_the_scene(
    window: MainWindow, panel: RecordingPanel, recorder: Recorder
) -> None:
    panel.take.click()
    window.document.apply(SetFields("conv1", {"stride": 2}))
    window.document.select({"conv1"})
    panel.take.click()
    question = panel.editor.question
    question.kind.setCurrentIndex(question.kind.findData("height of conv1"))
    question.kind.activated.emit(question.kind.currentIndex())
    assert question.ask.text() == "How high is the output of conv1?"
    question.ask.selectAll()
    QTest.keyClicks(question.ask, "How high?")
    assert form(recorder, 1).question == QuestionForm("How high?", "height of conv1")
    assert "13" in question.right.text()


def two_scenes(panel: RecordingPanel) -> None:
    QTest.keyClicks(panel.title, "Small steps")
    panel.take.click()
    panel.take.click()


def ask_for(panel: RecordingPanel, kind: str) -> QuestionEditor:
    question = panel.editor.question
    question.kind.setCurrentIndex(question.kind.findData(kind))
    question.kind.activated.emit(question.kind.currentIndex())
    return question


def test_a_number_is_asked_for_with_its_tolerance(
    panel: RecordingPanel, recorder: Recorder
) -> None:
    two_scenes(panel)
    question = ask_for(panel, "number")
    QTest.keyClicks(question.ask, "How large is the loss?")
    QTest.keyClicks(question.answer, "2.3")
    QTest.keyClicks(question.tolerance, "0.25")
    assert form(recorder, 1).question == QuestionForm("How large is the loss?", 2.3, [], 0.25)


def test_words_are_no_number_which_is_said_and_not_written_as_zero(
    panel: RecordingPanel, recorder: Recorder
) -> None:
    two_scenes(panel)
    question = ask_for(panel, "number")
    QTest.keyClicks(question.ask, "How large is the loss?")
    QTest.keyClicks(question.answer, "small")
    assert question.right.text() == "Write the number that is right."
    assert not recorder.save()
    assert "'small' cannot be worked out" in panel.note.text()


def test_the_right_choice_follows_what_is_written(
    panel: RecordingPanel, recorder: Recorder
) -> None:
    two_scenes(panel)
    question = ask_for(panel, "choices")
    QTest.keyClicks(question.ask, "What will it do?")
    while question.choices.text():
        QTest.keyClick(question.choices, Qt.Key.Key_Backspace)
    assert question.kind.currentData() == "choices"
    QTest.keyClicks(question.choices, "Go down; Explode")
    assert form(recorder, 1).question == QuestionForm(
        "What will it do?", "Go down", ["Go down", "Explode"]
    )
    question.right_choice.setCurrentIndex(1)
    question.right_choice.activated.emit(1)
    asked = form(recorder, 1).question
    assert asked is not None
    assert asked.answer == "Explode"
    QTest.keyClick(question.choices, Qt.Key.Key_Home)
    QTest.keyClicks(question.choices, "Stay; ")
    asked = form(recorder, 1).question
    assert asked is not None
    assert (asked.answer, asked.choices) == ("Explode", ["Stay", "Go down", "Explode"])


def test_the_choice_that_is_proposed_stays_right_when_another_is_written_before_it(
    panel: RecordingPanel, recorder: Recorder
) -> None:
    two_scenes(panel)
    question = ask_for(panel, "choices")
    QTest.keyClick(question.choices, Qt.Key.Key_Home)
    QTest.keyClicks(question.choices, "Maybe; ")
    asked = form(recorder, 1).question
    assert asked is not None
    assert (asked.answer, asked.choices) == ("Yes", ["Maybe", "Yes", "No"])


def test_what_was_right_in_another_scene_is_not_proposed(qtbot: QtBot) -> None:
    question = QuestionEditor()
    qtbot.addWidget(question)
    question.put(QuestionForm("Is it?", "No", ["Yes", "No"]), ())
    question.put(QuestionForm("How many?", 3), ())
    told: list[QuestionForm] = []
    question.changed.connect(told.append)
    question.kind.setCurrentIndex(question.kind.findData("choices"))
    question.kind.activated.emit(question.kind.currentIndex())
    assert told[-1].answer == "Yes"


def turn_wheel(widget: QWidget) -> None:
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(widget.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_the_wheel_changes_no_question(panel: RecordingPanel) -> None:
    two_scenes(panel)
    kind = ask_for(panel, "choices").kind
    kind.setFocus()
    turn_wheel(kind)
    assert kind.currentData() == "choices"


def test_the_first_scene_says_at_once_that_it_cannot_ask(panel: RecordingPanel) -> None:
    panel.take.click()
    question = ask_for(panel, "number")
    assert question.right.text().startswith("The first scene cannot ask")


def test_a_mistake_is_told_by_its_scene_which_is_shown(
    panel: RecordingPanel, recorder: Recorder
) -> None:
    two_scenes(panel)
    ask_for(panel, "number")
    panel.scenes.setCurrentRow(0)
    panel.try_it.click()
    assert panel.note.text() == (
        "The scene “Scene 2”: a question needs words: write what is asked."
    )
    assert recorder.number == 1


def test_what_is_told_is_in_sight_however_far_the_scene_is_scrolled(
    panel: RecordingPanel,
) -> None:
    two_scenes(panel)
    ask_for(panel, "number")
    bar = panel.findChildren(QScrollArea)[0].verticalScrollBar()
    bar.setValue(bar.maximum())
    panel.save.click()
    QApplication.processEvents()
    assert panel.note.text()
    assert panel.note.visibleRegion().boundingRect() == panel.note.rect()


def test_a_scene_that_is_taken_behind_the_palette_comes_to_the_front(
    qtbot: QtBot, window: MainWindow, recorder: Recorder
) -> None:
    window.docks["palette"].raise_()
    qtbot.waitUntil(lambda: "palette" in window.docks.front_ones())
    window.lessons.take_scene()
    qtbot.waitUntil(lambda: "palette" not in window.docks.front_ones())
    assert len(recorder.draft.takes) == 1


def test_a_sentence_that_is_not_true_is_told_and_not_carried_to_the_next_scene(
    panel: RecordingPanel, recorder: Recorder
) -> None:
    two_scenes(panel)
    notices = panel.editor.notices
    QTest.keyClicks(notices.own, "conv1: 7x26x26")
    QTest.keyClick(notices.own, Qt.Key.Key_Return)
    assert form(recorder, 1).notice == ["conv1: 7x26x26"]
    assert "it is not so on the screen now" in notices.note.text()
    QTest.keyClicks(notices.own, "half a sent")
    panel.scenes.setCurrentRow(0)
    assert notices.note.isHidden()
    assert notices.own.text() == ""


def test_what_cannot_be_recorded_is_said_at_once(window: MainWindow, panel: RecordingPanel) -> None:
    probe = window.probe_panel._probe
    probe.look_at(np.zeros((1, 28, 28), np.uint8), "drawing")
    panel.take.click()
    assert "The drawing cannot be recorded" in panel.note.text()


def test_weights_of_a_file_are_not_in_a_lesson_which_is_said(
    qtbot: QtBot, window: MainWindow, panel: RecordingPanel, tmp_path: Path
) -> None:
    train_one_batch(qtbot, window)
    assert window.files.save_to(tmp_path / "trained.convas")
    window.thread_.stop()
    assert window.files.open_path(tmp_path / "trained.convas")
    qtbot.waitUntil(lambda: window.thread_.history.from_file)
    panel.take.click()
    assert "The weights come from a file" in panel.note.text()
    panel.take.click()
    assert panel.note.isHidden()


def test_a_scene_is_shown_to_be_changed(
    window: MainWindow, panel: RecordingPanel, recorder: Recorder, dialogs: Dialogs
) -> None:
    panel.take.click()
    window.document.apply(SetFields("conv1", {"stride": 2}))
    window.document.select({"conv1"})
    panel.take.click()
    window.document.apply(SetFields("conv1", {"stride": 4}))
    panel.take.click()
    panel.scenes.setCurrentRow(1)
    dialogs.answer("Discard")
    panel.show_it.click()
    assert window.document.selection == {"conv1"}
    assert "conv1: 2×13×13" in panel.editor.notices.unticked()
    assert window.document.network.layers["conv1"].stride == 2  # type: ignore[attr-defined]
    window.document.apply(SetFields("conv1", {"stride": 3}))
    panel.retake.click()
    strides = [recorder.draft.takes[at].scene.form.set_ for at in range(3)]
    assert strides == [{}, {"conv1": {"stride": 3}}, {"conv1": {"stride": 4}}]


def test_that_a_scene_trains_no_more_is_said(
    qtbot: QtBot, window: MainWindow, panel: RecordingPanel, recorder: Recorder, dialogs: Dialogs
) -> None:
    panel.take.click()
    train_one_batch(qtbot, window)
    panel.take.click()
    assert form(recorder, 1).train is not None
    dialogs.answer("Discard")
    panel.show_it.click()
    reached(qtbot, window)
    panel.retake.click()
    assert form(recorder, 1).train is None
    assert "it does so no longer" in panel.note.text()


def test_a_lesson_that_was_opened_loses_nothing(
    panel: RecordingPanel, recorder: Recorder, tmp_path: Path
) -> None:
    bundled = next(BUNDLED.glob("12-*.md"))
    assert recorder.open_path(bundled)
    assert recorder.save_to(tmp_path / bundled.name)
    assert read_lesson(tmp_path / bundled.name) == read_lesson(bundled)
    commented = tmp_path / "commented.md"
    text = lesson_text(read_lesson(bundled)).replace("```toml\n", "```toml\n# why\n", 1)
    commented.write_text(text, "utf-8")
    assert recorder.open_path(commented)
    assert "is a comment" in panel.note.text()


def test_closing_the_window_asks_for_a_lesson_that_is_not_saved(
    window: MainWindow, panel: RecordingPanel, recorder: Recorder, dialogs: Dialogs
) -> None:
    recorder.entitle("Half done")
    panel.take.click()
    dialogs.answer("Cancel")
    assert not window.close()
    assert "Half done" in dialogs.said[0]
    dialogs.answer("Discard")
    assert window.close()


def test_ctrl_s_in_the_dock_saves_the_lesson(
    panel: RecordingPanel, recorder: Recorder, tmp_path: Path
) -> None:
    two_scenes(panel)
    assert recorder.save_to(tmp_path / "small-steps.md")
    QTest.keyClicks(panel.editor.words, "It slides.")
    QTest.keyClick(panel.editor.words, Qt.Key.Key_S, CTRL)
    assert not recorder.modified
    assert read_lesson(tmp_path / "small-steps.md").scenes[1].words == "It slides."


def test_a_lesson_without_a_title_is_not_written(
    panel: RecordingPanel, recorder: Recorder, tmp_path: Path
) -> None:
    panel.take.click()
    assert not recorder.save_to(tmp_path / "x.md")
    assert "has no title yet" in panel.note.text()
    assert not list(tmp_path.glob("x*"))


def test_what_is_written_plays_again(recorder: Recorder, panel: RecordingPanel) -> None:
    recorder.entitle("T")
    panel.take.click()
    lesson = recorder.draft.lesson("t")
    assert lesson_of_text(lesson_text(lesson), "t") == lesson


def train_one_batch(qtbot: QtBot, window: MainWindow) -> None:
    before = len(window.thread_.events)
    window.run_bar.batch.trigger()
    qtbot.waitUntil(lambda: len(window.thread_.events) > before)
    wait_for_state(qtbot, window, "paused")


def test_what_was_learned_stays_when_a_scene_is_taken_again_or_anew(
    qtbot: QtBot, window: MainWindow, panel: RecordingPanel, recorder: Recorder
) -> None:
    panel.take.click()
    train_one_batch(qtbot, window)
    panel.take.click()
    assert form(recorder, 1).train == TrainForm(steps=1)
    panel.retake.click()
    assert form(recorder, 1).train == TrainForm(steps=1)
    train_one_batch(qtbot, window)
    panel.retake.click()
    assert form(recorder, 1).train == TrainForm(steps=2)
    panel.take.click()
    assert form(recorder, 2).train is None
    panel.undo.click()
    panel.delete.click()
    panel.take.click()
    assert form(recorder, 1).train == TrainForm(steps=2)
    panel.undo.click()
    panel.undo.click()
    panel.undo.click()
    assert form(recorder, 1).train == TrainForm(steps=1)
    panel.take.click()
    assert form(recorder, 2).train == TrainForm(steps=1, further=True)


def test_that_weights_go_with_a_scene_is_said(
    qtbot: QtBot, window: MainWindow, panel: RecordingPanel
) -> None:
    panel.take.click()
    train_one_batch(qtbot, window)
    panel.take.click()
    panel.take.click()
    panel.earlier.click()
    assert "comes at another place" in panel.note.text()
    panel.undo.click()
    assert panel.note.isHidden()
    panel.earlier.click()
    panel.scenes.setCurrentRow(2)
    panel.delete.click()
    assert panel.note.isHidden()
    panel.undo.click()
    panel.undo.click()
    panel.scenes.setCurrentRow(1)
    panel.delete.click()
    assert "is gone with it" in panel.note.text()


def test_no_more_is_recorded_than_a_lesson_may_have_and_that_is_said() -> None:
    measured = measurement_of(20_000, "test")
    assert measured.keys == {"invariance": InvarianceLook(10_000, "test")}
    assert "20,000" in measured.gaps[0]
    assert not measurement_of(10_000, "test").gaps
    limited, gap = training_of(250_000, further=False)
    assert limited == TrainForm(steps=100_000)
    assert "250,000" in gap
    assert training_of(100_000, further=True) == (TrainForm(steps=100_000, further=True), "")


def test_a_file_that_is_too_large_for_a_lesson_is_not_opened(
    recorder: Recorder, dialogs: Dialogs, tmp_path: Path
) -> None:
    path = tmp_path / "large.md"
    path.write_bytes(b"# Large\n" + b" " * LARGEST)
    dialogs.press(Qt.Key.Key_Escape)
    assert not recorder.open_path(path)
    assert "too large" in dialogs.said[0]


def test_a_folder_that_cannot_be_made_is_told(
    panel: RecordingPanel, recorder: Recorder, dialogs: Dialogs
) -> None:
    recorder.entitle("T")
    panel.take.click()
    own_folder().parent.mkdir(parents=True, exist_ok=True)
    own_folder().write_text("in the way")
    dialogs.press(Qt.Key.Key_Escape)
    assert not recorder.save_as()
    assert "could not be saved" in dialogs.said[0]


def test_the_window_that_is_closed_remembers_its_layout_without_the_recording(
    window: MainWindow,
) -> None:
    corner = window.corner(Qt.Corner.BottomLeftCorner)
    window.resize(1280, 800)
    window.lessons.record()
    assert window.corner(Qt.Corner.BottomLeftCorner) == Qt.DockWidgetArea.LeftDockWidgetArea
    assert window.close()
    assert window.corner(Qt.Corner.BottomLeftCorner) == corner
    assert window.lessons.recording is not None
    assert window.lessons.recording.isHidden()
