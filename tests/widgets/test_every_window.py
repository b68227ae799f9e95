"""No window, dialog or panel of the program is left out of the walks for accessibility.

What there is, is read from the code: a new class of window fails here until something opens it.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication, QDockWidget, QWidget
from pytestqt.qtbot import QtBot

import widgets
from app.data.own_images import OwnSet
from app.error_report import Unexpected
from app.files.autosave import Recoverable
from app.files.project import Project
from app.lessons.library import lesson_entries
from app.network.analysis import analyse
from app.network.comparison import compare, layers_table
from app.network.patterns import lenet5
from app.network.summary import summarise
from app.training.recipe import Recipe
from tests.widgets.accessibility import SCHEMES, faults, illegible, nameless, settle
from tests.widgets.dialogs import Dialogs
from tests.widgets.test_accessibility import IN_MENUS
from tests.widgets.walk import controls, reached, stops, told
from tests.widgets.whole_window import EDITED, new
from widgets.canvas.pixel import Pixel
from widgets.error_dialog import ErrorDialog
from widgets.lens.film_dialog import LensFilmDialog
from widgets.lens.view import Lens
from widgets.main_window import MainWindow
from widgets.own_images_dialog import OwnImagesDialog
from widgets.panels.comparison_dialog import ComparisonDialog
from widgets.panels.left_out_dialog import LeftOutDialog
from widgets.panels.tidy_runs_dialog import TidyRunsDialog
from widgets.recovery_dialog import ask_about
from widgets.surgery.kernel_dialog import KernelDialog
from widgets.theme import apply_theme

RESOURCES = Path(__file__).parents[2] / "resources"
EXERCISE = RESOURCES / "exercises" / "01_small-and-good.exercise.json"
QT = frozenset({"QDialog", "QDockWidget", "QMainWindow"})
BASES = frozenset({"TabbingWindow", "MainWindow", "ExperimentDialog"})
"""What is no window of its own, and the main window, through all of which other walks go."""


def windows_of_the_program() -> set[str]:
    """The classes of `widgets` that are windows or docks."""
    bases: dict[str, set[str]] = {}
    found: set[str] = set()
    for path in Path(widgets.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.ClassDef):
                continue
            bases[node.name] = {base.id for base in node.bases if isinstance(base, ast.Name)}
            if any(
                isinstance(inner, ast.Attribute)
                and ast.unparse(inner) in ("Qt.WindowType.Window", "Qt.WindowType.Tool")
                for inner in ast.walk(node)
            ):
                found.add(node.name)
    while more := {name for name, above in bases.items() if above & (QT | found)} - found:
        found |= more
    return found


def error(window: MainWindow, _qtbot: QtBot) -> QWidget:
    happened = Unexpected(
        ("ValueError", "widgets/x.py", 1), "It broke.", "Traceback …", "MainThread"
    )
    dialog = ErrorDialog(happened, window)
    dialog.details.show()
    return dialog


def open_lens(window: MainWindow) -> Lens:
    assert window.insides is not None
    window.canvas.fit()
    lens = window.insides.lens
    lens.look_at(Pixel("conv1", 0, 3, 3))
    return lens


def film_of_the_lens(window: MainWindow, qtbot: QtBot) -> QWidget:
    lens = open_lens(window)
    qtbot.waitUntil(lambda: lens.sliding() is not None)
    sliding = lens.sliding()
    assert sliding is not None
    return LensFilmDialog(sliding, sliding.last + 1, window)


def own_images(window: MainWindow, _qtbot: QtBot) -> QWidget:
    return OwnImagesDialog(OwnSet(RESOURCES), window)


def comparison(window: MainWindow, _qtbot: QtBot) -> QWidget:
    found = compare(*(summarise(each, analyse(each)) for each in (lenet5(), EDITED)))
    return ComparisonDialog(found, layers_table(found), Path(), window)


def left_out(window: MainWindow, _qtbot: QtBot) -> QWidget:
    return LeftOutDialog([("a.png", "It is no picture.")], window)


def tidy_runs(window: MainWindow, _qtbot: QtBot) -> QWidget:
    return TidyRunsDialog([], window)


def kernel(window: MainWindow, _qtbot: QtBot) -> QWidget:
    return KernelDialog("Kernel for conv1", np.eye(5, dtype=np.float32)[np.newaxis], 0, window)


def fork(window: MainWindow, _qtbot: QtBot) -> QWidget:
    window._open_fork()
    assert window.fork is not None
    return window.fork


def lesson(window: MainWindow, _qtbot: QtBot) -> QWidget:
    assert window.lessons.play_file(lesson_entries()[0].path)
    assert window.lessons.dock is not None
    return window.lessons.dock


def recording(window: MainWindow, _qtbot: QtBot) -> QWidget:
    window.lessons.record()
    dock = window.lessons.recording
    assert dock is not None
    for _scene in range(2):
        dock.panel.take.click()
    assert len(dock.recorder.draft.takes) == 2
    return dock


def exercise(window: MainWindow, _qtbot: QtBot) -> QWidget:
    assert window.exercises.open_path(EXERCISE)
    assert window.exercises.dock is not None
    return window.exercises.dock


def notes(window: MainWindow, _qtbot: QtBot) -> QWidget:
    window.presentation.notes.turn(True)
    assert window.presentation.notes.window is not None
    return window.presentation.notes.window


def user_guide(window: MainWindow, _qtbot: QtBot) -> QWidget:
    window.user_guide.open()
    assert window.user_guide.guide is not None
    return window.user_guide.guide


OPENED: dict[str, Callable[[MainWindow, QtBot], QWidget]] = {
    "ComparisonDialog": comparison,
    "ErrorDialog": error,
    "ExerciseDock": exercise,
    "ForkDock": fork,
    "KernelDialog": kernel,
    "LeftOutDialog": left_out,
    "LensFilmDialog": film_of_the_lens,
    "LessonDock": lesson,
    "NotesWindow": notes,
    "OwnImagesDialog": own_images,
    "RecordingDock": recording,
    "TidyRunsDialog": tidy_runs,
    "UserGuide": user_guide,
}
"""How each is opened that the menus do not lead to by themselves."""


def test_every_window_of_the_program_is_walked_through() -> None:
    assert windows_of_the_program() == BASES | IN_MENUS | set(OPENED)


@pytest.fixture(autouse=True)
def back_to_light(qapp: QApplication) -> Iterator[None]:
    yield
    apply_theme(qapp, "light")


@pytest.mark.parametrize("name", OPENED)
def test_it_can_be_worked_with(
    window: MainWindow, qtbot: QtBot, qapp: QApplication, name: str
) -> None:
    opened = OPENED[name](window, qtbot)
    if not opened.isVisible():
        opened.show()
    assert faults(qtbot, qapp, opened) == []
    if not isinstance(opened, QDockWidget):
        opened.close()


def test_the_lens_can_be_worked_with(window: MainWindow, qtbot: QtBot, qapp: QApplication) -> None:
    open_lens(window)
    assert faults(qtbot, qapp, window.canvas) == []


def test_the_welcome_page_can_be_worked_with(
    window: MainWindow, qtbot: QtBot, qapp: QApplication
) -> None:
    window.resize(1280, 800)
    window.welcome.show()
    assert window.welcome.page is not None
    assert faults(qtbot, qapp, window.welcome.page) == []


def test_panels_with_nothing_to_show_can_be_worked_with(
    window: MainWindow, qtbot: QtBot, qapp: QApplication
) -> None:
    new(window)
    found: list[str] = []
    for name in ("explanation", "feature_maps", "filters", "functions", "structure", "summary"):
        dock = window.docks[name]
        window.docks.raise_(name)
        settle(qtbot, dock)
        found += nameless(dock)
        passed = stops(window)
        found += [told(each) for each in controls(dock) if not reached(each, passed)]
        for scheme in SCHEMES:
            apply_theme(qapp, scheme)
            found += [f"{scheme} {each}" for each in illegible(dock)]
    assert found == []


def test_the_question_about_unsaved_edits_can_be_worked_with(
    window: MainWindow, qtbot: QtBot, qapp: QApplication, dialogs: Dialogs
) -> None:
    found: list[str] = []

    def look(box: QWidget) -> None:
        try:
            found.extend(faults(qtbot, qapp, box))
        finally:
            box.close()

    left = Recoverable(Path(), Project(lenet5(), Recipe()), None, datetime(2026, 1, 1))
    dialogs.act("look", look)
    assert ask_about(left, 2, window) == "later"
    assert found == []
