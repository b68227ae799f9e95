"""The table of runs: finding, noting, deleting and handing on, with 200 of them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.training.run import runs_folder
from app.training.run_list import RunSummary, write_note
from benchmarks.runs import make_runs
from tests.other_program import another_program_with
from tests.widgets.dialogs import OFFSCREEN_DIALOGS, Dialogs
from widgets.panels.runs_model import COLUMNS, NOTE, RunFilter, RunsModel
from widgets.panels.runs_panel import RunsPanel
from widgets.panels.runs_table import RunsTable
from widgets.panels.tidy_runs_dialog import TidyRunsDialog
from widgets.settings import settings

RUNS = 12


@pytest.fixture
def trash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A trash of this test's own, where the system has freedesktop.org's."""
    (tmp_path / "data").mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data" / "Trash" / "files"


def opened(qtbot: QtBot, count: int) -> RunsPanel:
    panel = RunsPanel()
    qtbot.addWidget(panel)
    panel.resize(1400, 400)
    panel.show()
    qtbot.waitUntil(lambda: len(panel.model.runs) == count)
    return panel


@pytest.fixture
def panel(qtbot: QtBot) -> RunsPanel:
    make_runs(runs_folder(), RUNS)
    return opened(qtbot, RUNS)


def column(key: str) -> int:
    return next(at for at, column in enumerate(COLUMNS) if column.key == key)


def shown(panel: RunsPanel, key: str) -> list[str]:
    return [panel.rows.index(row, column(key)).data() for row in range(panel.rows.rowCount())]


def names(panel: RunsPanel) -> list[str]:
    return [panel.rows.run_at(row).name for row in range(panel.rows.rowCount())]


def select(panel: RunsPanel, *rows: int) -> None:
    panel.table.clearSelection()
    for row in rows:
        place = panel.table.visualRect(panel.rows.index(row, 0)).center()
        QTest.mouseClick(
            panel.table.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.ControlModifier,
            place,
        )


def test_without_runs_it_says_what_it_is_for(qtbot: QtBot) -> None:
    panel = RunsPanel()
    qtbot.addWidget(panel)
    panel.show()
    qtbot.waitUntil(lambda: "No runs yet" in panel.empty.text() and panel.empty.isVisible())
    assert not panel.open_action.isEnabled()


def test_the_newest_run_stands_first_and_a_title_sorts(panel: RunsPanel) -> None:
    assert names(panel) == sorted(names(panel), reverse=True)
    header = panel.table.horizontalHeader()
    at = column("best")
    place = QPoint(header.sectionViewportPosition(at) + header.sectionSize(at) // 2, 8)
    for order in (False, True):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        best = [panel.rows.run_at(row).best_accuracy or -1 for row in range(RUNS)]
        assert best == sorted(best, reverse=order)


def test_all_typed_words_must_be_in_a_run(panel: RunsPanel) -> None:
    QTest.keyClicks(panel.filter, "MNIST sgd")
    assert all("mnist" in data for data in shown(panel, "dataset"))
    assert all("sgd" in name for name in shown(panel, "optimizer"))
    assert panel.rows.rowCount() < RUNS
    assert f"of {RUNS} runs" in panel.count.text()
    QTest.keyClicks(panel.filter, " nowhere")
    assert panel.rows.rowCount() == 0
    assert panel.empty.isVisible()
    panel.filter.clear()
    assert panel.rows.rowCount() == RUNS


def test_a_note_is_written_in_its_cell_and_kept_with_the_run(
    panel: RunsPanel, qtbot: QtBot
) -> None:
    select(panel, 3)
    folder = panel.chosen[0].folder
    QTest.keyClick(panel.table, Qt.Key.Key_F2)
    editor = panel.table.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, "the one for Tuesday")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil((folder / "note.txt").exists)
    assert (folder / "note.txt").read_text() == "the one for Tuesday"
    assert panel.chosen[0].note == "the one for Tuesday"
    QTest.keyClicks(panel.filter, "tuesday")
    assert panel.rows.rowCount() == 1


def test_what_changes_on_disk_comes_into_the_table_and_the_selection_stays(
    panel: RunsPanel, qtbot: QtBot
) -> None:
    select(panel, 2, 4)
    chosen = [run.folder for run in panel.chosen]
    write_note(panel.rows.run_at(0).folder, "from elsewhere")
    make_runs(runs_folder(), 1)
    panel.refresh()
    qtbot.waitUntil(lambda: len(panel.model.runs) == RUNS + 1)
    qtbot.waitUntil(lambda: "from elsewhere" in shown(panel, "note"))
    assert [run.folder for run in panel.chosen] == chosen


def test_a_broken_folder_is_listed_with_the_reason_and_cannot_be_opened(qtbot: QtBot) -> None:
    (runs_folder() / "2026-01-02_03-04-05_broken").mkdir(parents=True)
    panel = opened(qtbot, 1)
    select(panel, 0)
    assert shown(panel, "state") == ["unreadable"]
    tip = panel.rows.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "recipe.json" in tip
    assert not panel.open_action.isEnabled()
    assert panel.delete_action.isEnabled()


def test_enter_opens_and_the_menu_opens_the_best_weights(panel: RunsPanel, qtbot: QtBot) -> None:
    row = next(row for row in range(RUNS) if panel.rows.run_at(row).best_step)
    select(panel, row)
    run = panel.chosen[0]
    with qtbot.waitSignal(panel.view_wanted) as last:
        QTest.keyClick(panel.table, Qt.Key.Key_Return)
    assert last.args == [run.folder, None]
    assert f"epoch {run.best_epoch}" in panel.best_action.text()
    with qtbot.waitSignal(panel.view_wanted) as best:
        panel.best_action.trigger()
    assert best.args == [run.folder, run.best_step]


def test_the_run_in_training_is_neither_opened_nor_deleted(panel: RunsPanel) -> None:
    select(panel, 1)
    panel.show_at_work(panel.chosen[0].folder)
    assert shown(panel, "state")[1] == "in training"
    panel.show_at_work(panel.chosen[0].folder, paused=True)
    assert shown(panel, "state")[1] == "paused"
    assert not panel.open_action.isEnabled()
    assert not panel.delete_action.isEnabled()
    select(panel, 1, 2)
    assert panel.delete_action.isEnabled()
    assert panel.compare_action.isEnabled()


def test_deleted_runs_lie_in_the_trash_and_come_back(
    panel: RunsPanel, qtbot: QtBot, dialogs: Dialogs, trash: Path
) -> None:
    select(panel, 1, 3)
    gone = [run.folder for run in panel.chosen]
    dialogs.answer("Move to the trash")
    QTest.keyClick(panel.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(panel.model.runs) == RUNS - 2)
    assert "2 runs" in dialogs.said[0]
    assert {path.name for path in trash.iterdir()} == {folder.name for folder in gone}
    qtbot.mouseClick(panel.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(panel.model.runs) == RUNS)
    assert all((folder / "recipe.json").exists() for folder in gone)
    assert not list(trash.parent.rglob("*.trashinfo"))


def test_a_run_that_another_window_trains_is_not_deleted(
    panel: RunsPanel, qtbot: QtBot, dialogs: Dialogs, trash: Path
) -> None:
    select(panel, 1, 3)
    busy, idle = (run.folder for run in panel.chosen)
    dialogs.answer("Move to the trash")
    with another_program_with(busy):
        QTest.keyClick(panel.table, Qt.Key.Key_Delete)
        qtbot.waitUntil(lambda: len(panel.model.runs) == RUNS - 1)
    assert panel.note.text() == "1 in the trash, 1 open in another window"
    assert busy.exists()
    assert [path.name for path in trash.iterdir()] == [idle.name]


def test_nothing_is_deleted_where_the_user_would_rather_not(
    panel: RunsPanel, dialogs: Dialogs
) -> None:
    select(panel, 1)
    dialogs.answer("Cancel")
    QTest.keyClick(panel.table, Qt.Key.Key_Delete)
    assert len(list(runs_folder().iterdir())) == RUNS


def test_without_a_trash_deleting_for_good_is_asked_about(
    panel: RunsPanel, qtbot: QtBot, dialogs: Dialogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/proc/nowhere")
    select(panel, 1)
    folder = panel.chosen[0].folder
    dialogs.answer("Move to the trash")
    dialogs.answer("Delete")
    QTest.keyClick(panel.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not folder.exists())
    qtbot.waitUntil(lambda: len(panel.model.runs) == RUNS - 1)
    assert "cannot be undone" in dialogs.said[1]


def test_tidying_up_tells_what_it_frees_and_spares_what_has_a_note(
    panel: RunsPanel, qtbot: QtBot, dialogs: Dialogs, trash: Path
) -> None:
    noted = [run.folder for run in panel.model.runs if run.note]
    assert noted

    def tidy(dialog: QWidget) -> None:
        assert isinstance(dialog, TidyRunsDialog)
        assert "No run would be deleted" in dialog.words.text()
        dialog.count.setValue(1)
        assert dialog.by_rank.isChecked()
        assert f"of {RUNS} runs would go" in dialog.words.text()
        QTest.mouseClick(dialog.delete, Qt.MouseButton.LeftButton)

    dialogs.act("tidy up", tidy)
    panel.tidy_action.trigger()
    qtbot.waitUntil(lambda: len(panel.model.runs) < RUNS)
    assert all(folder.exists() for folder in noted)
    kinds = {(run.network, run.recipe.dataset) for run in panel.model.runs}
    assert len(kinds) <= len(panel.model.runs) <= len(kinds) + len(noted)
    assert len(list(trash.iterdir())) == RUNS - len(panel.model.runs)


@pytest.mark.qt_log_ignore(*OFFSCREEN_DIALOGS)
def test_the_history_is_exported_as_a_table(
    panel: RunsPanel, qtbot: QtBot, dialogs: Dialogs, tmp_path: Path
) -> None:
    row = next(row for row in range(RUNS) if panel.rows.run_at(row).epochs_done)
    select(panel, row)
    path = tmp_path / "history.csv"
    dialogs.choose_file(path)
    panel.export_action.trigger()
    qtbot.waitUntil(path.exists)
    qtbot.waitUntil(lambda: "history.csv" in panel.note.text())
    assert len(path.read_text().splitlines()) == panel.chosen[0].step + 1


def test_columns_are_chosen_and_remembered(panel: RunsPanel, qtbot: QtBot) -> None:
    at = column("seed")
    assert panel.table.isColumnHidden(at)
    panel.table.column_menu.actions()[at].trigger()
    panel.table.column_menu.actions()[column("batch_size")].trigger()
    panel.table.horizontalHeader().resizeSection(0, 222)
    panel.table.sortByColumn(column("best"), Qt.SortOrder.DescendingOrder)
    before = settings().value("runs/columns")
    qtbot.waitUntil(lambda: settings().value("runs/columns") != before)
    other = opened(qtbot, RUNS)
    assert not other.table.isColumnHidden(at)
    assert other.table.isColumnHidden(column("batch_size"))
    assert other.table.columnWidth(0) == 222
    best = [run.best_accuracy or -1 for run in other.model.runs]
    assert best == sorted(best, reverse=True)


def test_the_chosen_runs_are_copied_as_the_table_shows_them(panel: RunsPanel) -> None:
    select(panel, 0, 1)
    QTest.keyClick(panel.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QApplication.clipboard().text().splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("Network\tBegun")


class Counted(RunsModel):
    """Counts how often cells are asked for."""

    asked = 0

    def cell(self, at: int, column: int) -> object:  # type: ignore[override]
        Counted.asked += 1
        return super().cell(at, column)


def two_hundred() -> list[RunSummary]:
    begun = datetime(2026, 1, 1)
    return [
        RunSummary(Path(f"run-{n:03}"), begun, f"net-{n % 7}", best_accuracy=n % 50 / 50)
        for n in range(200)
    ]


def test_sorting_and_filtering_200_runs_asks_the_model_for_no_single_cell() -> None:
    model = Counted()
    rows = RunFilter(model)
    model.show(two_hundred(), None)
    Counted.asked = 0
    rows.sort(column("best"), Qt.SortOrder.DescendingOrder)
    rows.look_for("net-3")
    rows.look_for("")
    assert rows.rowCount() == 200
    assert Counted.asked == 0


def test_showing_the_same_runs_again_changes_nothing(qtbot: QtBot) -> None:
    model, runs = RunsModel(), two_hundred()
    model.show(runs, None)
    for signal in (model.dataChanged, model.layoutChanged, model.rowsInserted):
        with qtbot.assertNotEmitted(signal):
            model.show(list(runs), None)
    with qtbot.waitSignals([model.dataChanged], timeout=100):
        model.show([*runs[:-1], RunSummary(runs[-1].folder, runs[-1].begun, "other")], None)


def test_a_frame_of_200_runs_paints_only_what_is_in_sight(qtbot: QtBot) -> None:
    model = Counted()
    table = RunsTable(RunFilter(model))
    qtbot.addWidget(table)
    table.resize(1200, 300)
    model.show(two_hundred(), None)
    with qtbot.waitExposed(table):
        table.show()
    Counted.asked = 0
    table.viewport().repaint()
    lines = table.viewport().height() // table.rowHeight(0) + 2
    assert 0 < Counted.asked <= lines * len(COLUMNS)


def test_the_note_column_alone_can_be_edited(panel: RunsPanel) -> None:
    for at in range(len(COLUMNS)):
        flags = panel.rows.index(0, at).flags()
        assert bool(flags & Qt.ItemFlag.ItemIsEditable) == (at == NOTE)
