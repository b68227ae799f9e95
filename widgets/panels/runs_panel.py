"""All runs in a table: what became of them, and what can be done with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, QThreadPool, QTimer, QUrl, Signal, SignalInstance
from PySide6.QtGui import QAction, QDesktopServices, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.language import tr
from app.network.quantities import memory_text
from app.training.run import RunError, open_run, runs_folder
from app.training.run_list import RunList, RunSummary, run_title, write_note
from widgets.asking_for_files import ask_for_folder, ask_where_to_write
from widgets.empty_state import TRAIN, EmptyState
from widgets.message_box import message_box
from widgets.more_button import more_button
from widgets.panels.curve_data import csv_lines
from widgets.panels.curve_export import written
from widgets.panels.runs_model import NOTE, RunFilter, RunsModel, runs_table
from widgets.panels.runs_table import RunsTable
from widgets.panels.table_export import copy_plain
from widgets.panels.tidy_runs_dialog import TidyRunsDialog
from widgets.run_trash import Moved, Trashed, bring_back, delete_for_good, move_to_trash
from widgets.telling import tell
from widgets.theme import GAP, NORMAL, SMALL, font

LOOK_MS = 3_000
"""So often the folder is looked at while the panel is in sight."""


class RunsPanel(QWidget):
    """Lists the runs on disk; reading, deleting and writing happen on another thread."""

    view_wanted = Signal(object, object)
    """Put a run, by its folder, on the canvas, with the weights after a step (None: the last)."""
    resume_wanted = Signal(object)
    """Train on from the last checkpoint of the run in this folder."""
    compare_wanted = Signal(object)
    """Lay the curves of the runs in these folders over each other."""
    report_wanted = Signal(object)
    """Write a report of the run in this folder."""
    _read = Signal(object)
    _done = Signal(str)
    _trashed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Runs"))
        self._list: RunList | None = None
        self._reading = self._read_again = False
        self._at_work: Path | None = None
        self._paused = False
        self._in_trash: Sequence[Trashed] = ()
        self.model = RunsModel(self)
        self.rows = RunFilter(self.model, self)
        self.table = RunsTable(self.rows)
        self._make_actions()
        self._make_head()
        self._lay_out()
        self._connect()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._show_selection()
        self._show_count()

    def sizeHint(self) -> QSize:
        return QSize(900, 230)

    # What is shown

    def refresh(self) -> None:
        """Look for what is new on the disk; does nothing while a note is being written."""
        if self.table.state() == QAbstractItemView.State.EditingState:
            return
        if self._reading:
            self._read_again = True
            return
        self._reading = True
        root = runs_folder()
        if self._list is None:
            self._list = RunList(root)
        runs = self._list
        self._start(lambda: tell(self._read, list(runs.read())))

    def look(self) -> None:
        """Look for what is new, if the panel is in sight."""
        if not self.visibleRegion().isEmpty():
            self.refresh()

    def show_at_work(self, folder: Path | None, *, paused: bool = False) -> None:
        """Say which run is open for training: it is not deleted or opened meanwhile."""
        if (folder, paused) == (self._at_work, self._paused):
            return
        another = folder != self._at_work
        self._at_work, self._paused = folder, paused
        self.model.show(self.model.runs, folder, paused=paused)
        self._show_selection()
        if another:
            self.look()

    @property
    def chosen(self) -> list[RunSummary]:
        """The selected runs, from the top."""
        return [self.rows.run_at(row) for row in self.table.chosen_rows()]

    def _show(self, runs: list[RunSummary]) -> None:
        self._reading = False
        if self._read_again:
            self._read_again = False
            self.refresh()
        if self.table.state() != QAbstractItemView.State.EditingState:
            first = not self.model.runs
            self.model.show(runs, self._at_work, paused=self._paused)
            if first and self.rows.rowCount():
                self.table.selectRow(0)
        self._show_count()
        self._show_selection()

    def _show_count(self) -> None:
        all_runs, shown = self.model.runs, self.rows.rowCount()
        size = memory_text(sum(run.bytes for run in all_runs))
        runs = (
            tr("1 run") if len(all_runs) == 1 else tr("{all_runs:,} runs", all_runs=len(all_runs))
        )
        some = tr("{shown:,} of {runs}", shown=shown, runs=runs) if shown != len(all_runs) else runs
        self.count.setText(f"{some} · {size}" if all_runs else "")
        empty = tr("No runs yet: whatever you train is kept here.")
        if all_runs:
            empty = tr("No run has all of these words in it.")
        self.empty.setText(empty)
        self._none.offer.show_only(*(() if all_runs else (TRAIN,)))
        self._pages.setCurrentIndex(1 if shown else 0)

    def _show_selection(self) -> None:
        """Which actions make sense for the selected runs."""
        chosen = self.chosen
        readable = [run for run in chosen if not run.problem]
        one = readable[0] if len(chosen) == len(readable) == 1 else None
        idle = one is not None and not self.model.is_at_work(one)
        self.open_action.setEnabled(idle)
        self.best_action.setEnabled(idle and one is not None and one.best_step is not None)
        self.best_action.setText(tr("Open with the &best weights"))
        if one is not None and one.best_accuracy is not None:
            self.best_action.setText(
                tr(
                    "Open with the &best weights (epoch {best_epoch}, {best_accuracy:.1f} %)",
                    best_epoch=one.best_epoch,
                    best_accuracy=100 * one.best_accuracy,
                )
            )
        self.resume_action.setEnabled(
            idle and one is not None and one.has_checkpoint and one.state != "finished"
        )
        self.compare_action.setEnabled(bool(readable))
        self.export_action.setEnabled(bool(readable))
        self.report_action.setEnabled(one is not None)
        self.note_action.setEnabled(len(chosen) == 1)
        self.folder_action.setEnabled(len(chosen) == 1)
        self.delete_action.setEnabled(bool(self._may_delete(chosen)))
        self.tidy_action.setEnabled(bool(self.model.runs))

    # What can be done

    def open_chosen(self, *, best: bool = False) -> None:
        """Put the selected run on the canvas."""
        for run in self.chosen[:1]:
            self.view_wanted.emit(run.folder, run.best_step if best else None)

    def edit_note(self) -> None:
        """Write the note of the current run, in its cell."""
        index = self.table.currentIndex().siblingAtColumn(NOTE)
        if index.isValid():
            self.table.show_column(NOTE)
            self.table.scrollTo(index)
            self.table.edit(index)

    def export_chosen(self) -> None:
        """Write what the selected runs reported as CSV: into a file, or a folder for several."""
        runs = [run for run in self.chosen if not run.problem]
        if len(runs) == 1:
            file = ask_where_to_write(
                self,
                tr("Export history"),
                "exports",
                f"{runs[0].name}.csv",
                tr("Tables (*.csv);;All files (*)"),
            )
            paths = [file] if file is not None else []
        else:
            folder = ask_for_folder(self, tr("Export histories to a folder"), "exports")
            paths = [folder / f"{run.name}.csv" for run in runs] if folder is not None else []
        for run, path in zip(runs, paths, strict=False):
            self._start(partial(_export, self._done, run.folder, path))

    def delete_chosen(self) -> None:
        """Move the selected runs to the trash, if that is really meant."""
        runs = self._may_delete(self.chosen)
        if not runs:
            return
        what = (
            run_title(runs[0].name, runs[0].network)
            if len(runs) == 1
            else tr("{runs:,} runs", runs=len(runs))
        )
        size = memory_text(sum(run.bytes for run in runs))
        button = QMessageBox.StandardButton
        box = message_box(
            self,
            QMessageBox.Icon.Question,
            tr("Move {what} to the trash?", what=what),
            tr("That frees {size} once the trash is emptied.", size=size),
        )
        box.setStandardButtons(button.Cancel)
        move = box.addButton(tr("Move to the trash"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(move)
        box.exec()
        if box.clickedButton() is move:
            self._delete(runs)
        box.deleteLater()

    def tidy(self) -> None:
        """Propose runs to delete."""
        dialog = TidyRunsDialog(self._may_delete(self.model.runs), self)
        if dialog.exec():
            self._delete(dialog.chosen)
        dialog.deleteLater()

    def _may_delete(self, runs: Sequence[RunSummary]) -> list[RunSummary]:
        return [run for run in runs if not self.model.is_at_work(run)]

    def _delete(self, runs: list[RunSummary]) -> None:
        folders = [run.folder for run in runs]
        self.note.setText(tr("Moving {folders:,} to the trash …", folders=len(folders)))
        self._start(lambda: tell(self._trashed, move_to_trash(folders)))

    def _after_trashing(self, moved: Moved) -> None:
        self._in_trash = moved.trashed
        told = []
        if count := len(moved.trashed):
            told.append(tr("{count:,} in the trash", count=count))
        if count := len(moved.at_work):
            told.append(tr("{count:,} open in another window", count=count))
        self.note.setText(", ".join(told))
        self.undo.setVisible(bool(moved.trashed))
        self.refresh()
        if moved.refused and self._really_delete(moved.refused):
            self._start(lambda: tell(self._done, _deleted(moved.refused)))

    def _really_delete(self, folders: Sequence[Path]) -> bool:
        what = (
            folders[0].name if len(folders) == 1 else tr("{folders:,} runs", folders=len(folders))
        )
        button = QMessageBox.StandardButton
        box = message_box(
            self,
            QMessageBox.Icon.Warning,
            tr("Delete {what} for good?", what=what),
            tr("There is no trash for this folder, so this cannot be undone."),
        )
        box.setStandardButtons(button.Discard | button.Cancel)
        box.button(button.Discard).setText(tr("Delete"))
        box.setDefaultButton(button.Cancel)
        answer = box.exec()
        box.deleteLater()
        return bool(answer == button.Discard)

    def _undo(self) -> None:
        trashed, self._in_trash = self._in_trash, ()
        self.undo.hide()

        def bring() -> None:
            failed = len(bring_back(trashed))
            many = tr("{trashed:,} brought back", trashed=len(trashed) - failed)
            tell(
                self._done,
                many
                if not failed
                else tr("{many}; look for {failed:,} in the trash", many=many, failed=failed),
            )

        self._start(bring)

    def _write_note(self, folder: Path, text: str) -> None:
        def write() -> None:
            try:
                write_note(folder, text)
            except RunError as error:
                tell(self._done, str(error))
            else:
                tell(self._done, "")

        self._start(write)

    def _finish(self, words: str) -> None:
        if words:
            self.note.setText(words)
        self.refresh()

    def _start(self, work: Callable[[], None]) -> None:
        QThreadPool.globalInstance().start(work)

    # Making it

    def _make_actions(self) -> None:
        def action(text: str, do: Callable[[], None], tip: str) -> QAction:
            made = QAction(text, self)
            made.triggered.connect(lambda _checked=False: do())
            made.setToolTip(tip)
            return made

        self.open_action = action(
            tr("&Open on canvas"),
            self.open_chosen,
            tr("Network, recipe and last weights of the run (Enter)"),
        )
        self.best_action = action(
            tr("Open with the &best weights"),
            lambda: self.open_chosen(best=True),
            tr("The weights of the epoch with the best validation accuracy"),
        )
        self.resume_action = action(
            tr("&Resume training"),
            lambda: self.resume_wanted.emit(self.chosen[0].folder),
            tr("Go on exactly where its last checkpoint stands"),
        )
        self.compare_action = action(
            tr("&Compare curves"),
            lambda: self.compare_wanted.emit([r.folder for r in self.chosen if not r.problem]),
            tr("Lay the curves of the selected runs over each other"),
        )
        self.note_action = action(
            tr("Edit &note\tF2"), self.edit_note, tr("Write a few words about it")
        )
        self.export_action = action(
            tr("&Export history as CSV…"), self.export_chosen, tr("A row for each step")
        )
        self.report_action = action(
            tr("Write a rep&ort…"),
            lambda: self.report_wanted.emit(self.chosen[0].folder),
            tr("One page as HTML or PDF: curves, network, layers, recipe, and the test images"),
        )
        self.folder_action = action(
            tr("&Show in folder"), self._show_in_folder, tr("Open the folder of the run")
        )
        self.delete_action = action(
            tr("&Delete…\tDel"), self.delete_chosen, tr("Move the selected runs to the trash")
        )
        self.tidy_action = action(
            tr("&Tidy up…"), self.tidy, tr("Propose runs that may be deleted")
        )
        self.copy_action = action(tr("Copy as &table\tCtrl+C"), self._copy, tr("For a spreadsheet"))

    def _show_in_folder(self) -> None:
        for run in self.chosen[:1]:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(run.folder)))

    def _copy(self) -> None:
        copy_plain(runs_table(self.chosen, self.table.columns))

    def _make_head(self) -> None:
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(tr("Filter runs"))
        self.filter.setToolTip(
            tr("Show only runs in which all of these words occur in some column")
        )
        self.filter.setAccessibleName(tr("Filter runs"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setFixedWidth(170)
        self.count, self.note = QLabel(), QLabel()
        for label in (self.count, self.note):
            label.setFont(font(SMALL))
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.undo = QToolButton()
        self.undo.setText(tr("Undo"))
        self.undo.setToolTip(tr("Bring what was deleted last back from the trash"))
        self.undo.clicked.connect(self._undo)
        self.undo.hide()
        self.buttons = [
            _button(text, action)
            for text, action in (
                (tr("Open"), self.open_action),
                (tr("Resume"), self.resume_action),
                (tr("Compare"), self.compare_action),
            )
        ]
        self.menu = QMenu(self)
        self.menu.setToolTipsVisible(True)
        self.menu.addActions([self.open_action, self.best_action, self.resume_action])
        self.menu.addSeparator()
        self.menu.addActions([self.compare_action, self.export_action])
        self.menu.addActions([self.report_action, self.copy_action])
        self.menu.addSeparator()
        self.menu.addActions([self.note_action, self.folder_action, self.delete_action])
        self.more_menu = QMenu(self)
        self.more_menu.setToolTipsVisible(True)
        self.more_menu.addMenu(self.table.column_menu)
        self.more_menu.addSeparator()
        self.more_menu.addActions([self.report_action, self.export_action, self.tidy_action])
        tip = tr("Choose columns, write a report or the history of the selected run, tidy up")
        self.more = more_button(self.more_menu, tr("the runs"), tip)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GAP)
        for widget in (self.filter, self.count):
            head.addWidget(widget)
        head.addWidget(self.note, 1)
        for button in (self.undo, *self.buttons, self.more):
            head.addWidget(button)
        self.empty = QLabel()
        self.empty.setFont(font(NORMAL))
        self._pages = QStackedWidget()
        self._none = EmptyState(self.empty)
        self._pages.addWidget(self._none)
        self._pages.addWidget(self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP, GAP // 2, GAP, GAP // 2)
        layout.setSpacing(GAP // 2)
        layout.addLayout(head)
        layout.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self._read.connect(self._show)
        self._done.connect(self._finish)
        self._trashed.connect(self._after_trashing)
        self.filter.textChanged.connect(self._filter)
        self.model.note_written.connect(self._write_note)
        self.table.selectionModel().selectionChanged.connect(self._show_selection)
        self.table.open_wanted.connect(self.open_action.trigger)
        self.table.delete_wanted.connect(self.delete_action.trigger)
        self.table.note_wanted.connect(self.note_action.trigger)
        self.table.copy_wanted.connect(self.copy_action.trigger)
        self.table.menu_wanted.connect(self.menu.popup)

    def _filter(self, text: str) -> None:
        self.rows.look_for(text)
        self._show_count()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()
        self.refresh()


def _button(text: str, action: QAction) -> QPushButton:
    """A button that does what an action does."""
    button = QPushButton(text)
    button.clicked.connect(action.trigger)

    def follow() -> None:
        button.setEnabled(action.isEnabled())
        button.setToolTip(action.toolTip())

    action.changed.connect(follow)
    follow()
    return button


def _export(done: SignalInstance, folder: Path, path: Path) -> None:
    try:
        events = open_run(folder).history()
    except RunError as error:
        tell(done, str(error))
        return
    lines = "".join(f"{line}\n" for line in csv_lines(events))
    tell(done, written(path, lines.encode))


def _deleted(folders: Sequence[Path]) -> str:
    failed = delete_for_good(folders)
    if failed:
        return tr("{name} could not be deleted", name=failed[0].name)
    return tr("{folders:,} deleted", folders=len(folders))
