"""Exercises in the window: opened, solved before one's eyes, and made of the canvas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.exercises.constraints import Accuracy, Amount, LayerCount, OutputShape, Training
from app.exercises.exercise import Exercise, read_exercise, write_exercise
from app.exercises.hidden import hide
from app.exercises.library import bundled_exercises
from app.files.project import Project, save_project
from app.lessons.library import bundled_lessons
from app.network.edits import RemoveLayers
from app.network.gallery import gallery_entry
from app.network.patterns import lenet5
from tests.commands import TINY
from tests.widgets.conftest import OpenWindow
from tests.widgets.dialogs import OFFSCREEN_DIALOGS, Dialogs
from tests.widgets.whole_window import file_action, wait_for_state
from widgets.exercises.constraint_table import ConstraintTable
from widgets.exercises.dock import ExercisePanel
from widgets.exercises.new_dialog import NewExerciseDialog
from widgets.main_window import MainWindow
from widgets.settings import open_exercise

QUICK = {"batch_size": 500, "epochs": 1, "learning_rate": 0.02}


def opened(window: MainWindow, folder: Path, exercise: Exercise) -> None:
    path = folder / "task.exercise.json"
    write_exercise(path, exercise)
    assert window.exercises.open_path(path)


def marks(window: MainWindow) -> list[str]:
    """The checklist as it stands in the panel, without the row that every exercise has."""
    assert window.exercises.dock is not None
    rows = window.exercises.dock.panel.checklist.rows
    return [row.finding.verdict for row in rows if row.finding][1:]


def test_an_exercise_puts_its_network_on_the_canvas_and_shows_its_words(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    exercise = Exercise("Task", "Do this.", TINY, QUICK, (Amount("depth", "=", 2),))
    opened(window, tmp_path, exercise)
    assert window.document.network == TINY
    assert window.document.recipe.epochs == 1
    assert not window.document.modified
    assert window.exercises.dock is not None
    panel = window.exercises.dock.panel
    assert panel.isVisible()
    assert (panel.title.text(), panel.words.text()) == ("Task", "Do this.")
    qtbot.waitUntil(lambda: panel.count.text() == "All is met. Save the file and hand it in.")


def test_the_checklist_follows_every_edit(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    exercise = Exercise(
        "Task", network=TINY, constraints=(LayerCount(("ReLU",), "=", 0), OutputShape((10,)))
    )
    opened(window, tmp_path, exercise)
    qtbot.waitUntil(lambda: marks(window) == ["failed", "passed"])
    window.document.apply(RemoveLayers(frozenset({"relu1"})))
    qtbot.waitUntil(lambda: marks(window) == ["passed", "passed"])
    window.document.undo_stack.undo()
    qtbot.waitUntil(lambda: marks(window) == ["failed", "passed"])


def test_the_accuracy_turns_green_when_the_network_has_learned(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    limits = (Accuracy(">", 0.5, "mnist"), Accuracy(">", 0.5, "mnist", Training()))
    opened(window, tmp_path, Exercise("Task", network=TINY, recipe=QUICK, constraints=limits))
    qtbot.waitUntil(lambda: marks(window) == ["failed", "open"])
    QTest.keyClick(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: marks(window) == ["passed", "open"])
    wait_for_state(qtbot, window, "idle")


def test_an_accuracy_on_other_data_says_what_to_choose(window: MainWindow, tmp_path: Path) -> None:
    opened(window, tmp_path, Exercise("Task", constraints=(Accuracy(">", 0.5, "signals"),)))
    assert window.exercises.check is not None
    assert window.exercises.check.found[1].remark == "choose signals as data to see it here"
    assert window.document.network == gallery_entry("lenet-5").build()


def test_a_hidden_network_is_told_when_it_is_rebuilt(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    wanted = RemoveLayers(frozenset({"relu1"})).apply(lenet5())
    opened(window, tmp_path, Exercise("Task", network=lenet5(), hidden=hide(wanted)))
    qtbot.waitUntil(lambda: marks(window) == ["failed"])
    window.document.apply(RemoveLayers(frozenset({"relu1"})))
    qtbot.waitUntil(lambda: marks(window) == ["passed"])


def test_begin_again_asks_before_work_is_lost(
    window: MainWindow, tmp_path: Path, dialogs: Dialogs
) -> None:
    opened(window, tmp_path, Exercise("Task", network=TINY, constraints=(OutputShape((10,)),)))
    window.document.apply(RemoveLayers(frozenset({"relu1"})))
    assert window.exercises.dock is not None
    dialogs.answer("Discard")
    window.exercises.dock.panel.again.click()
    assert window.document.network == TINY


def test_another_exercise_takes_the_place_of_the_first(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    opened(window, tmp_path, Exercise("One", network=TINY, constraints=(OutputShape((10,)),)))
    opened(window, tmp_path, Exercise("Two", constraints=(OutputShape((3,)),)))
    qtbot.waitUntil(lambda: marks(window) == ["failed"])
    window.document.apply(RemoveLayers(frozenset({"fc2"})))
    qtbot.waitUntil(lambda: window.exercises.check.found[1].found == "16")  # type: ignore[union-attr]


def test_a_file_that_is_no_exercise_is_refused_in_words(
    window: MainWindow, tmp_path: Path, dialogs: Dialogs
) -> None:
    (tmp_path / "bad.exercise.json").write_text("{}")
    dialogs.answer("OK")
    assert not window.exercises.open_path(tmp_path / "bad.exercise.json")
    assert "no exercise of Convas" in dialogs.said[0]


@pytest.mark.qt_log_ignore(*OFFSCREEN_DIALOGS)
def test_an_exercise_is_opened_from_a_file(window: MainWindow, dialogs: Dialogs) -> None:
    dialogs.choose_file(bundled_exercises()[0])
    file_action(window, "Exercises", "Open exercise…").trigger()
    assert window.exercises.dock is not None
    assert window.exercises.dock.panel.title.text() == "Small and good"


def test_a_bundled_exercise_is_chosen_in_the_menu(window: MainWindow) -> None:
    file_action(window, "Exercises", "1 Small and good").trigger()
    assert window.exercises.dock is not None
    assert window.exercises.dock.panel.title.text() == "Small and good"


# What else comes onto the canvas


@pytest.fixture
def attempt(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> ExercisePanel:
    """The panel of an exercise of which one thing of two is met, by an edit."""
    limits = (LayerCount(("ReLU",), "=", 0), OutputShape((3,)))
    opened(window, tmp_path, Exercise("Task", "Do it.", TINY, constraints=limits))
    window.document.apply(RemoveLayers(frozenset({"relu1"})))
    qtbot.waitUntil(lambda: marks(window) == ["passed", "failed"])
    assert window.exercises.dock is not None
    return window.exercises.dock.panel


def shown(panel: ExercisePanel) -> tuple[bool, bool, bool, bool]:
    """Whether there are the checklist, words on another network, and the two ways on from it."""
    parts = (panel.checklist, panel.aside, panel.back, panel.adopt)
    return parts[0].isVisible(), parts[1].isVisible(), parts[2].isVisible(), parts[3].isVisible()


def test_another_network_is_not_checked(
    window: MainWindow, attempt: ExercisePanel, dialogs: Dialogs
) -> None:
    dialogs.answer("Discard")
    window.files.open_instead(gallery_entry("mnist-net"))
    assert not window.exercises.checks
    assert shown(attempt) == (False, True, False, True)
    assert "mnist-net" in attempt.aside.text()
    attempt.adopt.click()
    assert window.exercises.checks
    assert shown(attempt) == (True, False, False, False)


def test_an_attempt_that_was_saved_is_gone_back_to(
    qtbot: QtBot, window: MainWindow, attempt: ExercisePanel, tmp_path: Path
) -> None:
    assert window.files.save_to(tmp_path / "mine.convas")
    assert window.exercises.checks
    window.files.open_instead(gallery_entry("mnist-net"))
    assert shown(attempt) == (False, True, True, True)
    attempt.back.click()
    assert shown(attempt) == (True, False, False, False)
    qtbot.waitUntil(lambda: marks(window) == ["passed", "failed"])
    assert "relu1" not in window.document.network.layers


def test_a_lesson_gives_the_attempt_back(
    qtbot: QtBot, window: MainWindow, attempt: ExercisePanel
) -> None:
    wanted = window.document.network
    assert window.lessons.play_file(next(bundled_lessons("en")))
    assert window.lessons.dock is not None
    qtbot.waitUntil(lambda: window.document.network != wanted)
    assert not window.exercises.checks
    assert not attempt.isVisible()
    window.lessons.dock.player.leave()
    assert window.document.network == wanted
    assert window.document.undo_stack.canUndo()
    assert window.exercises.checks
    qtbot.waitUntil(attempt.isVisible)
    qtbot.waitUntil(lambda: marks(window) == ["passed", "failed"])


def test_a_closed_panel_is_shown_again_with_the_attempt(
    window: MainWindow, attempt: ExercisePanel
) -> None:
    assert window.exercises.dock is not None
    window.exercises.dock.close()
    assert not attempt.isVisible()
    file_action(window, "Exercises", "Show the exercise").trigger()
    assert attempt.isVisible()
    assert "relu1" not in window.document.network.layers


def test_the_task_is_hidden_and_shown_by_a_button(attempt: ExercisePanel) -> None:
    assert attempt.tells.text() == "Hide the task"
    attempt.tells.click()
    assert (attempt.words.isVisible(), attempt.tells.text()) == (False, "Show the task")
    attempt.tells.click()
    assert (attempt.words.isVisible(), attempt.tells.text()) == (True, "Hide the task")


# Coming back the next day


Anew = Callable[..., MainWindow]


@pytest.fixture
def anew(open_window: OpenWindow) -> Anew:
    """Closes a window and opens the next one."""

    def open_again(window: MainWindow, path: Path | None = None) -> MainWindow:
        window.close()
        return open_window(path)

    return open_again


def test_a_saved_attempt_is_there_again_at_the_next_start(
    qtbot: QtBot, window: MainWindow, attempt: ExercisePanel, tmp_path: Path, anew: Anew
) -> None:
    assert window.files.save_to(tmp_path / "mine.convas")
    window = anew(window)
    qtbot.waitUntil(lambda: window.exercises.checks)
    assert window.document.path == tmp_path / "mine.convas"
    assert "relu1" not in window.document.network.layers
    assert window.exercises.dock is not None
    assert window.exercises.dock.panel.title.text() == attempt.title.text() == "Task"
    qtbot.waitUntil(lambda: marks(window) == ["passed", "failed"])


def test_an_exercise_of_the_program_is_kept_by_its_name(
    qtbot: QtBot, window: MainWindow, anew: Anew
) -> None:
    assert window.exercises.open_path(bundled_exercises()[0])
    assert open_exercise() == (bundled_exercises()[0].name, "")
    window = anew(window)
    qtbot.waitUntil(lambda: window.exercises.checks)


def test_a_closed_panel_is_not_there_at_the_next_start(
    window: MainWindow, attempt: ExercisePanel
) -> None:
    assert attempt.isVisible()
    assert open_exercise()[0]
    assert window.exercises.dock is not None
    window.exercises.dock.close()
    window.exercises.close()
    assert open_exercise() == ("", "")


def test_another_file_that_is_asked_for_stays_on_the_canvas(
    qtbot: QtBot, window: MainWindow, attempt: ExercisePanel, tmp_path: Path, anew: Anew
) -> None:
    assert attempt.isVisible()
    assert window.files.save_to(tmp_path / "mine.convas")
    save_project(tmp_path / "other.convas", Project(lenet5(), window.document.recipe))
    window = anew(window, tmp_path / "other.convas")
    qtbot.waitUntil(lambda: window.exercises.dock is not None)
    assert window.document.path == tmp_path / "other.convas"
    assert window.exercises.dock is not None
    panel = window.exercises.dock.panel
    qtbot.waitUntil(lambda: shown(panel) == (False, True, True, True))
    assert open_exercise()[1] == str(tmp_path / "mine.convas")
    panel.back.click()
    assert window.exercises.checks


def test_a_lesson_that_is_asked_for_keeps_the_attempt_aside(
    qtbot: QtBot, window: MainWindow, attempt: ExercisePanel, tmp_path: Path, anew: Anew
) -> None:
    assert attempt.isVisible()
    assert window.files.save_to(tmp_path / "mine.convas")
    window = anew(window, next(bundled_lessons("en")))
    qtbot.waitUntil(lambda: window.lessons.dock is not None)
    assert window.document.is_guest
    assert not window.exercises.checks
    assert window.lessons.dock is not None
    window.lessons.dock.player.leave()
    assert window.document.path == tmp_path / "mine.convas"
    assert window.exercises.checks


def test_a_window_that_is_closed_in_a_lesson_keeps_the_exercise(
    qtbot: QtBot, window: MainWindow, attempt: ExercisePanel, tmp_path: Path, anew: Anew
) -> None:
    assert attempt.isVisible()
    assert window.files.save_to(tmp_path / "mine.convas")
    assert window.lessons.play_file(next(bundled_lessons("en")))
    assert not attempt.isVisible()
    window = anew(window)
    qtbot.waitUntil(lambda: window.exercises.dock is not None)
    assert window.document.path == tmp_path / "mine.convas"


def test_a_network_that_was_opened_in_the_first_moments_stays(
    qtbot: QtBot, window: MainWindow, attempt: ExercisePanel, tmp_path: Path
) -> None:
    assert attempt.isVisible()
    assert window.files.save_to(tmp_path / "mine.convas")
    window.close()
    window = MainWindow()
    qtbot.addWidget(window)
    window.document.open(replace(lenet5(), name="mine"), window.document.recipe)
    window.show()
    qtbot.waitUntil(lambda: window.exercises.dock is not None)
    assert window.document.network.name == "mine"
    window.close()


def test_an_attempt_that_is_gone_is_said_and_the_exercise_begins_anew(
    qtbot: QtBot,
    window: MainWindow,
    attempt: ExercisePanel,
    tmp_path: Path,
    anew: Anew,
    dialogs: Dialogs,
) -> None:
    assert attempt.isVisible()
    assert window.files.save_to(tmp_path / "mine.convas")
    (tmp_path / "mine.convas").unlink()
    dialogs.answer("OK")
    window = anew(window)
    qtbot.waitUntil(lambda: len(dialogs.said) == 1)
    assert "no longer where it was saved" in dialogs.said[0]
    assert str(tmp_path / "mine.convas") in dialogs.said[0]
    assert window.exercises.checks
    assert "relu1" in window.document.network.layers


def test_an_exercise_that_is_gone_is_said_once(
    qtbot: QtBot,
    window: MainWindow,
    attempt: ExercisePanel,
    tmp_path: Path,
    anew: Anew,
    dialogs: Dialogs,
) -> None:
    assert attempt.isVisible()
    assert window.files.save_to(tmp_path / "mine.convas")
    (tmp_path / "task.exercise.json").unlink()
    dialogs.answer("OK")
    window = anew(window)
    qtbot.waitUntil(lambda: len(dialogs.said) == 1)
    assert str(tmp_path / "task.exercise.json") in dialogs.said[0]
    assert window.exercises.dock is None
    assert open_exercise() == ("", "")


# Making one


def cell(table: ConstraintTable, row: int, column: int) -> QWidget:
    widget = table.table.cellWidget(row, column)
    assert widget is not None
    return widget


def enter(dialog: NewExerciseDialog, row: int, what: str, sign: str, amount: str, of: str) -> None:
    """Fill a row as a user does."""
    for column, text in enumerate((what, sign, amount, of)):
        widget = cell(dialog.constraints, row, column)
        if isinstance(widget, QComboBox):
            widget.setCurrentText(text)
        elif isinstance(widget, QLineEdit) and widget.isEnabled():
            widget.clear()
            QTest.keyClicks(widget, text)


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow) -> NewExerciseDialog:
    dialog = NewExerciseDialog(window.document.network, window.document.recipe, window)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_the_dialog_makes_what_is_entered(dialog: NewExerciseDialog) -> None:
    QTest.keyClicks(dialog.title, "Small")
    dialog.words.setPlainText("Do it.")
    enter(dialog, 0, "Parameters", "<", "20,000", "")
    dialog.constraints.add.click()
    enter(dialog, 1, "Test accuracy in %", ">", "97", "mnist")
    dialog.constraints.add.click()
    enter(dialog, 2, "Output shape", "=", "10", "")
    assert dialog.exercise == Exercise(
        "Small",
        "Do it.",
        lenet5(),
        dialog.exercise.recipe if dialog.exercise else {},
        (Amount("parameters", "<", 20_000), Accuracy(">", 0.97, "mnist"), OutputShape((10,))),
    )
    assert dialog.save.isEnabled()


@pytest.mark.parametrize(
    ("what", "amount", "of", "words"),
    [
        ("Parameters", "many", "", "no whole number"),
        ("Parameters", "", "", "say how much"),
        ("Number of layers", "2", "Cone", "no layer kind 'Cone'"),
        ("Only these layers", "", "", "name kinds of layers"),
        ("Output shape", "1×2×3×4", "", "a shape is"),
        ("Test accuracy in %", "970", "mnist", "no percentage"),
        ("Test accuracy in %", "97", "", "name the data set"),
    ],
)
def test_the_dialog_says_what_a_constraint_lacks(
    dialog: NewExerciseDialog, what: str, amount: str, of: str, words: str
) -> None:
    QTest.keyClicks(dialog.title, "Small")
    enter(dialog, 0, what, "<", amount, of)
    assert dialog.exercise is None
    assert not dialog.save.isEnabled()
    assert words in dialog._note.text()


def test_a_hidden_network_is_not_what_students_begin_with(dialog: NewExerciseDialog) -> None:
    QTest.keyClicks(dialog.title, "Guess")
    dialog.hides.click()
    assert dialog.exercise is not None
    assert dialog.exercise.hidden is not None
    assert dialog.exercise.network is not None
    assert list(dialog.exercise.network.layers) == ["input"]
    dialog.begin.setCurrentIndex(0)
    assert dialog.exercise is None


@pytest.mark.qt_log_ignore(*OFFSCREEN_DIALOGS)
def test_the_menu_writes_a_file_that_can_be_opened(
    window: MainWindow, tmp_path: Path, dialogs: Dialogs
) -> None:
    def fill(dialog: QWidget) -> None:
        assert isinstance(dialog, NewExerciseDialog)
        QTest.keyClicks(dialog.title, "Mine")
        dialog.save.click()

    dialogs.act("fill in the exercise", fill)
    dialogs.choose_file(tmp_path / "mine.exercise.json")
    file_action(window, "Exercises", "New exercise…").trigger()
    exercise = read_exercise(tmp_path / "mine.exercise.json")
    assert exercise.title == "Mine"
    assert exercise.constraints == (Amount("parameters", "<=", 61_706),)  # E1


@pytest.mark.qt_log_ignore(*OFFSCREEN_DIALOGS)
def test_what_a_field_tells_while_the_file_is_chosen_comes_too_late(
    window: MainWindow, tmp_path: Path, dialogs: Dialogs
) -> None:
    accepted: list[NewExerciseDialog] = []

    def fill(dialog: QWidget) -> None:
        assert isinstance(dialog, NewExerciseDialog)
        accepted.append(dialog)
        QTest.keyClicks(dialog.title, "Mine")
        dialog.save.click()

    def choose(files: QWidget) -> None:
        enter(accepted[0], 0, "Only these layers", "<", "", "")
        assert accepted[0].exercise is None
        name = files.findChild(QLineEdit, "fileNameEdit")
        assert name is not None
        name.setText(str(tmp_path / "mine.exercise.json"))
        QTest.keyClick(name, Qt.Key.Key_Return)

    dialogs.act("fill in the exercise", fill)
    dialogs.act("choose the file", choose)
    file_action(window, "Exercises", "New exercise…").trigger()
    assert read_exercise(tmp_path / "mine.exercise.json").title == "Mine"
