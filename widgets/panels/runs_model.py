"""Runs as the rows of a table, with what to sort and to filter by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor

from app.data.catalogue import title_of
from app.data.own_images import is_own
from app.language import figures, tr
from app.network.arithmetic import percent_text
from app.network.graph import UNTITLED
from app.network.quantities import memory_text
from app.network.tables import Table
from app.training.progress import duration_text
from app.training.run_list import (
    STATE_HELP,
    STATE_WORDS,
    AtWork,
    RunSummary,
    State,
    origin_text,
)
from widgets.number_text import number_text
from widgets.panels.table_cells import alignment
from widgets.theme import theme

Index = QModelIndex | QPersistentModelIndex


class RunColumn(NamedTuple):
    """A column: `text` is what a cell shows, `value` what it is sorted by."""

    key: str
    title: str
    help: str
    text: Callable[[RunSummary], str]
    value: Callable[[RunSummary], str | float]
    number: bool = False
    usual: bool = True


def _network_name(run: RunSummary) -> str:
    return tr("untitled") if run.network == UNTITLED else run.network or run.name


def _data_name(run: RunSummary) -> str:
    """A set of the user's own by its title: its name tells where it is and how it is made."""
    name = run.recipe.dataset
    return title_of(name) if is_own(name) else name


def _percent(value: float | None) -> str:
    return "" if value is None else percent_text(value)


def _figure(value: float | None) -> float:
    return -1.0 if value is None else value


def _words(
    key: str, title: str, tip: str, get: Callable[[RunSummary], str], *, usual: bool = True
) -> RunColumn:
    """A column of words, which is sorted without regard to case."""
    return RunColumn(key, title, tip, get, lambda run: get(run).casefold(), usual=usual)


COLUMNS: tuple[RunColumn, ...] = (
    _words("network", tr("Network"), tr("What was trained"), lambda r: _network_name(r)),
    RunColumn(
        "begun",
        tr("Begun"),
        tr("When the run was begun"),
        lambda r: f"{r.begun:%Y-%m-%d %H:%M}",
        lambda r: r.name if r.name[:2] == "20" else f"{r.begun:%Y-%m-%d_%H-%M-%S}",
    ),
    _words("dataset", tr("Data"), tr("What it learned from"), lambda r: _data_name(r)),
    _words("state", tr("State"), tr("How it ended"), lambda r: STATE_WORDS[r.state]),
    _words("note", tr("Note"), tr("What you write about it (F2)"), lambda r: r.note),
    RunColumn(
        "epochs",
        tr("Epochs"),
        tr("Epochs done, of those that the recipe wants"),
        lambda r: tr(
            "{epochs_done:,} of {epochs:,}", epochs_done=r.epochs_done, epochs=r.recipe.epochs
        ),
        lambda r: r.epochs_done,
        number=True,
    ),
    RunColumn(
        "best",
        tr("Best val."),
        tr("Best accuracy on the validation images"),
        lambda r: _percent(r.best_accuracy),
        lambda r: _figure(r.best_accuracy),
        number=True,
    ),
    RunColumn(
        "last",
        tr("Last val."),
        tr("Accuracy on the validation images after the last epoch"),
        lambda r: _percent(r.last_accuracy),
        lambda r: _figure(r.last_accuracy),
        number=True,
    ),
    RunColumn(
        "loss",
        tr("Val. loss"),
        tr("Loss on the validation images after the last epoch"),
        lambda r: "" if r.loss is None else number_text(r.loss),
        lambda r: _figure(r.loss),
        number=True,
    ),
    RunColumn(
        "seconds",
        tr("Time"),
        tr("Time spent on training steps"),
        lambda r: duration_text(r.seconds) if r.seconds else "",
        lambda r: r.seconds,
        number=True,
    ),
    _words(
        "optimizer",
        tr("Optimiser"),
        tr("The rule that turns gradients into steps"),
        lambda r: r.recipe.optimizer,
    ),
    RunColumn(
        "learning_rate",
        tr("Rate"),
        tr("Learning rate of the recipe"),
        lambda r: figures(f"{r.recipe.learning_rate:.3g}"),
        lambda r: r.recipe.learning_rate,
        number=True,
    ),
    _words(
        "schedule",
        tr("Schedule"),
        tr("How the learning rate changes"),
        lambda r: r.recipe.schedule,
        usual=False,
    ),
    RunColumn(
        "batch_size",
        tr("Batch"),
        tr("Images averaged over for one step"),
        lambda r: figures(f"{r.recipe.batch_size:,}"),
        lambda r: r.recipe.batch_size,
        number=True,
    ),
    RunColumn(
        "weight_decay",
        "L2",
        tr("Weight decay"),
        lambda r: figures(f"{r.recipe.weight_decay:g}"),
        lambda r: r.recipe.weight_decay,
        number=True,
        usual=False,
    ),
    RunColumn(
        "seed",
        tr("Seed"),
        tr("What fixes all that is random"),
        lambda r: str(r.recipe.seed),
        lambda r: r.recipe.seed,
        number=True,
        usual=False,
    ),
    _words(
        "origin",
        tr("First weights"),
        tr("What the run began with; earlier versions have not written it down"),
        lambda r: origin_text(r.origin, r.recipe.seed) if r.origin is not None else "",
        usual=False,
    ),
    RunColumn(
        "size",
        tr("Size"),
        tr("Room on the disk, with checkpoint and the moments to look back at"),
        lambda r: memory_text(r.bytes),
        lambda r: r.bytes,
        number=True,
    ),
    _words("folder", tr("Folder"), tr("The folder of the run"), lambda r: r.name, usual=False),
)
NOTE = next(at for at, column in enumerate(COLUMNS) if column.key == "note")
_UNKNOWN_IF_UNREADABLE = frozenset(
    column.key
    for column in COLUMNS
    if column.key not in ("network", "begun", "state", "size", "folder", "note")
)
_HAIR = "\u2005"
"""A narrow space, by which titles stand over the words of their column."""
_FLAGS = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_EDITABLE = _FLAGS | Qt.ItemFlag.ItemIsEditable


class Cell(NamedTuple):
    """What a cell shows; `colour` is that of its words where it is not the usual one."""

    text: str
    right: bool
    """Whether it stands at the right, as numbers do."""
    colour: QColor | None


class _Row(NamedTuple):
    """A run with the texts of its cells, and all words that it can be found by."""

    run: RunSummary
    texts: tuple[str, ...]
    words: str


class RunsModel(QAbstractTableModel):
    """The runs that were read last, sorted; the texts of all cells are made once, as they come."""

    note_written = Signal(object, str)
    """The user has written a note about the run in this folder."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_Row] = []
        self._at_work: Path | None = None
        self._paused = False
        self._sorted_by = (0, Qt.SortOrder.AscendingOrder)

    @property
    def runs(self) -> list[RunSummary]:
        """All runs, in the order of the rows."""
        return [row.run for row in self._rows]

    def run_at(self, at: int) -> RunSummary:
        """The run of a row."""
        return self._rows[at].run

    def show(
        self, runs: Sequence[RunSummary], at_work: Path | None, *, paused: bool = False
    ) -> None:
        """Show these; `at_work` is the folder of the run that is open for training, or `paused`.

        Rows that stay are changed in place, so that selection and scrolling stay as well.
        """
        wanted = {run.folder: run for run in runs}
        for at in reversed(range(len(self._rows))):
            if self._rows[at].run.folder not in wanted:
                self.beginRemoveRows(QModelIndex(), at, at)
                del self._rows[at]
                self.endRemoveRows()
        same = (at_work, paused) == (self._at_work, self._paused)
        anew = set() if same else {self._at_work, at_work}
        self._at_work, self._paused = at_work, paused
        for at, row in enumerate(self._rows):
            run = wanted.pop(row.run.folder)
            if run is not row.run or run.folder in anew:
                self._put(at, run)
        if wanted:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(wanted) - 1)
            self._rows += map(self._row, wanted.values())
            self.endInsertRows()
        self.sort(*self._sorted_by)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by the values of a column; runs that are equal in it stay as they stand.

        The filter behind does not sort, for it would ask for two values at every comparison.
        """
        self._sorted_by = (column, order)
        value, rows = COLUMNS[column].value, self._rows
        places = sorted(
            range(len(rows)),
            key=lambda at: value(rows[at].run),
            reverse=order == Qt.SortOrder.DescendingOrder,
        )
        if places == list(range(len(rows))):
            return
        self.layoutAboutToBeChanged.emit()
        self._rows = [rows[at] for at in places]
        new = {old: at for at, old in enumerate(places)}
        before = self.persistentIndexList()
        after = [self.index(new[index.row()], index.column()) for index in before]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def is_at_work(self, run: RunSummary) -> bool:
        """Whether it is the one that is open for training."""
        return run.folder == self._at_work

    def matches(self, at: int, words: Iterable[str]) -> bool:
        """Whether each of the words, without regard to case, is in one of the cells of a row."""
        return all(word in self._rows[at].words for word in words)

    def cell(self, at: int, column: int) -> Cell:
        """All that is painted of a cell: asking role by role takes five times as long."""
        row = self._rows[at]
        colour = self._colour(row.run, COLUMNS[column].key)
        return Cell(row.texts[column], COLUMNS[column].number, colour)

    def _put(self, at: int, run: RunSummary) -> None:
        self._rows[at] = self._row(run)
        self.dataChanged.emit(self.index(at, 0), self.index(at, len(COLUMNS) - 1))

    def _row(self, run: RunSummary) -> _Row:
        texts = self._cells(run)
        return _Row(run, texts, "\n".join((run.name, *texts)).casefold())

    def _cells(self, run: RunSummary) -> tuple[str, ...]:
        hidden = _UNKNOWN_IF_UNREADABLE if run.problem else frozenset()
        texts = {c.key: "" if c.key in hidden else c.text(run) for c in COLUMNS}
        texts["state"] = STATE_WORDS[self._state(run)]
        return tuple(texts.values())

    def _state(self, run: RunSummary) -> State | AtWork:
        """What became of a run, or what is done with it now."""
        if not self.is_at_work(run):
            return run.state
        return "paused" if self._paused else "training"

    # What Qt asks for

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        column = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{column.title}{_HAIR}" if column.number else f"{_HAIR}{column.title}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(column.number)
        return column.help if role == Qt.ItemDataRole.ToolTipRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return row.texts[column]
        if role == Qt.ItemDataRole.EditRole:
            return row.run.note
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row.run, COLUMNS[column].key)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Notes alone can be changed. What is read next time shows whether it was kept."""
        if role != Qt.ItemDataRole.EditRole or index.column() != NOTE:
            return False
        run, note = self.run_at(index.row()), str(value).strip()
        if note != run.note:
            self._put(index.row(), replace(run, note=note))
            self.note_written.emit(run.folder, note)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _EDITABLE if index.column() == NOTE else _FLAGS

    def _colour(self, run: RunSummary, key: str) -> QColor | None:
        if run.problem:
            return theme().colour("error" if key == "state" else "faint_text")
        if key == "state" and run.state == "diverged":
            return theme().colour("error")
        if key == "state" and self.is_at_work(run):
            return theme().colour("train_line")
        return None

    def _tip(self, run: RunSummary, key: str) -> str | None:
        if run.problem:
            return f"{run.name}: {run.problem}"
        if key == "state":
            return STATE_HELP[self._state(run)]
        return run.note or None if key == "note" else None


class RunFilter(QSortFilterProxyModel):
    """The rows in which all of some words are, in the order of the model."""

    def __init__(self, runs: RunsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runs = runs
        self._words: tuple[str, ...] = ()
        self.setDynamicSortFilter(False)
        self.setSourceModel(runs)

    def look_for(self, text: str) -> None:
        """Show only runs in which each word of the text occurs."""
        self.beginFilterChange()
        self._words = tuple(text.casefold().split())
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Have the model sort itself."""
        if column >= 0:
            self._runs.sort(column, order)

    def filterAcceptsRow(self, row: int, _parent: Index) -> bool:
        return self._runs.matches(row, self._words)

    def run_at(self, row: int) -> RunSummary:
        """The run in a line as the user sees them."""
        return self._runs.run_at(self.mapToSource(self.index(row, 0)).row())

    def cell(self, index: Index) -> Cell:
        """What the cell in a line as the user sees them shows."""
        return self._runs.cell(self.mapToSource(index).row(), index.column())


def runs_table(runs: Sequence[RunSummary], columns: Sequence[RunColumn]) -> Table:
    """What the table shows of some runs, to be copied."""
    return Table(
        tuple(column.title for column in columns),
        tuple(tuple(column.text(run) for column in columns) for run in runs),
        numbers=frozenset(at for at, column in enumerate(columns) if column.number),
    )
