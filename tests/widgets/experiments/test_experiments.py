"""The Experiments menu: each window follows a real process."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.experiments.search_plan import search_names
from tests.experiments.data import quadrants_recipe, small_network
from tests.widgets.dialogs import OFFSCREEN_DIALOGS
from widgets.document import Document
from widgets.experiments.ensemble_dialog import EnsembleDialog
from widgets.experiments.rate_dialog import RateDialog
from widgets.experiments.search_dialog import SearchDialog
from widgets.experiments.space_editor import SpaceEditor
from widgets.experiments.variants_dialog import VariantsDialog
from widgets.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore(*OFFSCREEN_DIALOGS, extend=True)
LONG_MS = 60_000
"""A process has to load torch, on a machine that may be busy."""


@pytest.fixture
def document(tmp_path: Path) -> Document:
    document = Document()
    document.open(small_network(), quadrants_recipe(tmp_path, epochs=2))
    return document


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    parent = QWidget()
    qtbot.addWidget(parent)
    return parent


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_the_suggested_rate_is_used_as_one_step_of_undo(
    document: Document, parent: QWidget, qtbot: QtBot
) -> None:
    dialog = RateDialog(document, parent)
    dialog.show()
    click(dialog.start_button)
    qtbot.waitUntil(dialog.use_button.isEnabled, timeout=LONG_MS)
    before = document.recipe.learning_rate
    assert dialog.use_button.text() != f"&Use {before:g}"
    click(dialog.use_button)
    assert dialog.use_button.text() == f"&Use {document.recipe.learning_rate:g}"
    document.undo_stack.undo()
    assert document.recipe.learning_rate == before
    qtbot.waitUntil(lambda: not dialog.process.running)


def test_a_search_is_paused_resumed_and_its_best_wanted_on_the_canvas(
    document: Document, parent: QWidget, qtbot: QtBot
) -> None:
    dialog = SearchDialog(document, parent)
    dialog.show()
    for box, value in (
        (dialog.trials, 4),
        (dialog.epochs, 20),
        (dialog.fine_trials, 1),
        (dialog.fine_epochs, 1),
    ):
        box.setValue(value)
    click(dialog.start_button)
    qtbot.waitUntil(lambda: dialog.table.rowCount() >= 1, timeout=LONG_MS)
    click(dialog.pause_button)
    assert not dialog.process.running
    kept = [dialog.table.item(0, column).text() for column in range(dialog.table.columnCount())]
    assert dialog.start_button.text() == "&Resume"
    click(dialog.start_button)
    qtbot.waitUntil(lambda: dialog.status.text().startswith("Best:"), timeout=LONG_MS)
    qtbot.waitUntil(lambda: not dialog.process.running)
    assert dialog.table.rowCount() == 5
    again = [dialog.table.item(0, column).text() for column in range(dialog.table.columnCount())]
    assert again == kept
    with qtbot.waitSignal(dialog.run_wanted) as wanted:
        click(dialog.open_button)
    assert (wanted.args[0] / "checkpoint.safetensors").is_file()
    assert search_names() == ["small-1"]


def test_beside_a_lesson_a_search_leaves_out_its_settings_until_it_is_widened(
    document: Document, parent: QWidget, qtbot: QtBot
) -> None:
    dialog = SearchDialog(document, parent)
    dialog.show()
    narrow = dialog.minimumSizeHint().width() - 10
    dialog.stand_in(narrow)
    dialog.resize(narrow, dialog.height())
    assert dialog.width() == narrow
    assert dialog.settings.isHidden()
    dialog.resize(narrow + 300, dialog.height())
    qtbot.waitUntil(dialog.settings.isVisible)


def test_a_range_that_makes_no_sense_is_said_and_cannot_be_started(
    document: Document, parent: QWidget
) -> None:
    dialog = SearchDialog(document, parent)
    dialog.show()
    values = dialog.space.rows[0].values
    values.selectAll()
    QTest.keyClicks(values, "1..0.1")
    assert "1 is not below 0.1" in dialog.status.text()
    assert not dialog.start_button.isEnabled()
    values.selectAll()
    QTest.keyClicks(values, "0.1..1")
    assert dialog.start_button.isEnabled()


def test_settings_are_added_with_a_usual_range_and_removed(
    document: Document, qtbot: QtBot
) -> None:
    editor = SpaceEditor(document)
    qtbot.addWidget(editor)
    editor.show()
    click(editor.add_button)
    editor.rows[2].what.setCurrentText("conv1.out_channels")
    assert editor.texts[2] == "conv1.out_channels=1..12"
    assert not editor.problem
    click(editor.rows[0].remove)
    assert [text.partition("=")[0] for text in editor.texts] == ["batch_size", "conv1.out_channels"]


def test_what_the_command_cannot_do_is_said_in_its_words(
    document: Document, parent: QWidget, qtbot: QtBot
) -> None:
    document.set_recipe(replace(document.recipe, dataset="nowhere"))
    dialog = RateDialog(document, parent)
    dialog.show()
    click(dialog.start_button)
    qtbot.waitUntil(lambda: not dialog.process.running, timeout=LONG_MS)
    assert "nowhere" in dialog.status.text()
    assert dialog.start_button.isEnabled()


def test_closing_a_window_ends_its_process(
    document: Document, parent: QWidget, qtbot: QtBot
) -> None:
    dialog = EnsembleDialog(document, parent)
    dialog.show()
    click(dialog.start_button)
    qtbot.waitUntil(lambda: dialog.status.text().startswith("Member"), timeout=LONG_MS)
    dialog.close()
    assert not dialog.process.running


def test_an_ensemble_shows_each_error_and_that_of_all(
    document: Document, parent: QWidget, qtbot: QtBot
) -> None:
    dialog = EnsembleDialog(document, parent)
    dialog.show()
    dialog.members.setValue(2)
    click(dialog.start_button)
    qtbot.waitUntil(lambda: dialog.table.rowCount() == 2, timeout=LONG_MS)
    assert dialog.status.text().startswith("Together they misread")
    qtbot.waitUntil(lambda: not dialog.process.running)


def test_a_comparison_ends_in_a_verdict(document: Document, parent: QWidget, qtbot: QtBot) -> None:
    dialog = VariantsDialog(document, parent)
    dialog.show()
    dialog.repeats.setValue(2)
    dialog.epochs.setValue(1)
    click(dialog.start_button)
    qtbot.waitUntil(lambda: dialog.table.rowCount() == 3, timeout=LONG_MS)
    assert dialog.table.item(2, 0).text() == "mean"
    assert "2 pairs" in dialog.status.text()
    qtbot.waitUntil(lambda: not dialog.process.running)


def test_a_change_of_ones_own_is_checked_while_it_is_typed(
    document: Document, parent: QWidget
) -> None:
    dialog = VariantsDialog(document, parent)
    dialog.show()
    dialog.question.setCurrentIndex(dialog.question.count() - 1)
    assert not dialog.start_button.isEnabled()
    QTest.keyClicks(dialog.change, "conv1.padding=1")
    assert dialog.start_button.isEnabled()
    assert dialog.status.text() == "“conv1.padding=1” against “as it is”."
    QTest.keyClicks(dialog.change, "x")
    assert not dialog.start_button.isEnabled()


def test_the_menu_opens_each_window_once(window: MainWindow) -> None:
    menu = next(menu for menu in window.findChildren(QMenu) if menu.title() == "E&xperiments")
    windows = [
        action
        for action in menu.actions()
        if action.text().endswith("…") and "lab" not in action.text()  # it is no such dialog
    ]
    for action in windows:
        action.trigger()
        action.trigger()
    dialogs = window.experiments.dialogs
    assert len(dialogs) == len(windows) == 4
    assert all(dialog.isVisible() for dialog in dialogs.values())
