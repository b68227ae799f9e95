"""The summary: every layer in a table, with what it costs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QMessageBox,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.files.project import SUFFIX, ProjectError, load_project
from app.language import tr
from app.network.analysis import analyse
from app.network.comparison import Comparison, compare, layers_table
from app.network.gallery import GALLERY
from app.network.graph import Network, NetworkError
from app.network.summary import COLUMNS, Column, Summary, summarise, summary_table
from app.network.tables import WRITERS, Table
from widgets.document import Document
from widgets.empty_state import NEW_FROM_PATTERN, OPEN_GALLERY, EmptyState
from widgets.message_box import message_box
from widgets.panels.comparison_dialog import ComparisonDialog
from widgets.panels.summary_table import SummaryTables
from widgets.panels.table_export import copy_markdown, copy_plain, export
from widgets.theme import type_size
from widgets.waiting import wait_for


class SummaryPanel(QWidget):
    """A line for each layer and block, the totals beneath; its lines are the canvas's selection.

    While it is hidden nothing is computed.
    """

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._selecting = False
        self._unfolding = False
        self._shown: Network | None = None
        self.tables = SummaryTables()
        self.model = self.tables.model
        self.table = self.tables.layers
        self.table.selectionModel().selectionChanged.connect(self._select_layers)
        self.model.modelReset.connect(self._show_selection)

        self._empty = QLabel(
            tr(
                "No layers yet. Drag some onto the canvas, or open a network: what each of "
                "its layers "
                "costs is listed here."
            )
        )
        full = QWidget()
        row = QHBoxLayout(full)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.tables, 1)
        self._buttons = self._make_buttons()
        row.addWidget(self._buttons)
        self.table.horizontalHeader().sectionResized.connect(self._make_room)
        self._pages = QStackedWidget()
        self._pages.addWidget(full)
        self._pages.addWidget(EmptyState(self._empty, OPEN_GALLERY, NEW_FROM_PATTERN))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)

        # The canvas comes first: in a large network the table would hold up its frame.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._catch_up)
        document.network_changed.connect(self._later.start)
        document.selection_changed.connect(self._show_selection)
        self._refresh()

    def sizeHint(self) -> QSize:
        return QSize(860, 220)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._catch_up()

    # Copying and exporting

    def copy(self) -> None:
        """Copy the selected rows, or the whole table, as text with tabs and as CSV."""
        copy_plain(self._chosen(plain=True))

    def copy_as_markdown(self) -> None:
        """Copy the selected rows, or the whole table, as Markdown."""
        copy_markdown(self._chosen(plain=False))

    def export(self) -> None:
        """Ask for a file and write the whole table with its visible columns."""
        summary = self.model.summary
        export(
            self.window(),
            tr("Export the summary"),
            self._folder(),
            tr("{network} summary", network=summary.network),
            lambda form: WRITERS[form](
                summary_table(summary, self._columns(plain=form == "csv"), plain=form == "csv")
            ),
        )

    def _chosen(self, *, plain: bool) -> Table:
        """The selected lines; for programs the layers that they stand for."""
        lines = [self.model.line_at(line) for line in self.table.chosen_rows()]
        if plain:
            chosen = list({row.name: row for line in lines for row in line.rows}.values())
        else:
            chosen = [line.row for line in lines]
        summary, columns = self.model.summary, self._columns(plain=plain)
        return summary_table(summary, columns, rows=chosen or None, plain=plain)

    def _columns(self, *, plain: bool) -> Sequence[Column]:
        """Those that are visible; programs, which get no lines for blocks, get theirs by name."""
        visible = {column.key for column in self.tables.columns}
        if plain and any(row.block for row in self.model.summary.rows):
            visible.add("block")
        return [column for column in COLUMNS if column.key in visible]

    # Comparing

    def compare_with(self, words: str, build: Callable[[], Network]) -> None:
        """Set the network on display beside the one that `build` makes, on a thread."""
        mine = self.model.summary
        pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="compare")
        comparing = pool.submit(_compared, mine, build)
        pool.shutdown(wait=False)
        if not wait_for(comparing, tr("Comparing with {words} …", words=words), self.window()):
            return
        try:
            comparison, layers = comparing.result()
        except (NetworkError, ProjectError) as error:
            text = tr("{words} could not be opened", words=words)
            box = message_box(self.window(), QMessageBox.Icon.Warning, text, str(error))
            box.setStandardButtons(QMessageBox.StandardButton.Ok)
            box.exec()
            box.deleteLater()
            return
        dialog = ComparisonDialog(comparison, layers, self._folder(), self.window())
        dialog.layer_chosen.connect(lambda name: self._document.select({name}))
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()

    def compare_with_file(self) -> None:
        """Ask for a file to compare with."""
        path, _ = QFileDialog.getOpenFileName(
            self.window(),
            tr("Compare with"),
            str(self._folder()),
            tr("Convas networks (*{suffix})", suffix=SUFFIX),
        )
        if path:
            self.compare_with(Path(path).name, lambda: load_project(Path(path)).network)

    def _folder(self) -> Path:
        path = self._document.path
        return path.parent if path else Path.home()

    # The table

    def _make_buttons(self) -> QWidget:
        buttons = QWidget()
        column = QVBoxLayout(buttons)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(4)
        self.columns_button, self.copy_button, self.export_button, self.compare_button = (
            _button(column, *words)
            for words in (
                (tr("Columns"), tr("Choose what the table shows")),
                (tr("Copy"), tr("Copy the selected rows, or the whole table")),
                (tr("Export…"), tr("Write the table as CSV, Markdown or LaTeX")),
                (tr("Compare"), tr("Set another network beside this one")),
            )
        )
        column.addStretch(1)
        copying, comparing = self._menu(tr("Copy")), self._make_compare_menu()
        copying.addActions([*self._add_actions()])
        exporting = QAction(self.export_button.text(), self)
        exporting.triggered.connect(self.export)
        self.table.addActions([exporting, comparing.menuAction()])
        self.columns_button.setMenu(self.tables.column_menu)
        self.copy_button.setMenu(copying)
        self.export_button.clicked.connect(self.export)
        self.compare_button.setMenu(comparing)
        return buttons

    def _make_room(self) -> None:
        """In a hall columns that have no room take that of the buttons, which menus have, too."""
        room = self.width() - self._buttons.sizeHint().width()
        lacking = self.table.horizontalHeader().length() > room
        self._buttons.setHidden(bool(type_size().least) and lacking)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _add_actions(self) -> Iterable[QAction]:
        """The actions that the table's own context menu has, too."""
        self.table.copy_wanted.connect(self.copy)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for text, slot in (
            (tr("Copy for a spreadsheet"), self.copy),
            (tr("Copy as Markdown"), self.copy_as_markdown),
        ):
            action = QAction(text, self)
            action.triggered.connect(slot)
            self.table.addAction(action)
            yield action

    def _make_compare_menu(self) -> QMenu:
        menu = self._menu(tr("Compare with"))
        menu.setToolTipsVisible(True)
        for entry in GALLERY:
            action = menu.addAction(entry.title)
            action.setToolTip(entry.sentence)
            action.triggered.connect(
                lambda _checked=False, entry=entry: self.compare_with(entry.title, entry.build)
            )
        menu.addSeparator()
        menu.addAction(tr("A file…")).triggered.connect(self.compare_with_file)
        return menu

    def _menu(self, title: str) -> QMenu:
        return QMenu(title, self)

    def _catch_up(self) -> None:
        self._refresh()
        self._show_selection()

    def _refresh(self) -> None:
        network, analysis = self._document.network, self._document.analysis
        if not self.isVisible() or network is self._shown:
            return
        self._shown = network
        self.tables.show_summary(summarise(network, analysis))
        self._pages.setCurrentIndex(0 if analysis.layers else 1)

    def _show_selection(self) -> None:
        if self._unfolding or self._shown is not self._document.network:  # until it is shown again
            return
        selection = self._document.selection
        self._unfold(selection)
        found = (self.model.line_of(name) for name in selection)
        chosen_lines = {line for line in found if line is not None}
        for at, line in self.model.open_blocks() if selection else ():
            if all(row.name in selection for row in line.rows):
                chosen_lines.add(at)
        lines = sorted(chosen_lines)
        chosen = QItemSelection()
        for first, last in _runs(lines):
            chosen.select(self.model.index(first, 0), self.model.index(last, len(COLUMNS) - 1))
        self._selecting = True
        flags = QItemSelectionModel.SelectionFlag
        self.table.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)
        self._selecting = False
        if lines and not self.table.hasFocus():
            # From there the arrow keys go on.
            index = self.model.index(lines[0], 0)
            self.table.selectionModel().setCurrentIndex(index, flags.NoUpdate)
            self.table.scrollTo(index)

    def _unfold(self, selection: frozenset[str]) -> None:
        """Show the lines of selected layers, unless all of their block is selected."""
        while True:
            lines = {self.model.line_of(name) for name in selection}
            found = [self.model.line_at(line) for line in lines if line is not None]
            paths = [
                line.row.block
                for line in found
                if line.folded and any(row.name not in selection for row in line.rows)
            ]
            if not paths:
                return
            self._unfolding = True  # the lines that come must not ask for this again
            self.model.fold(paths, folded=False)
            self._unfolding = False

    def _select_layers(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        if self._selecting:
            return
        names = self._names(self.table.chosen_rows())
        if selected.isEmpty():  # of a selected block, one layer was taken out
            names -= self._names({index.row() for index in deselected.indexes()})
        self._document.select(names)

    def _names(self, lines: Iterable[int]) -> set[str]:
        """The layers that lines stand for."""
        return {row.name for line in lines for row in self.model.line_at(line).rows}


def _compared(mine: Summary, build: Callable[[], Network]) -> tuple[Comparison, Table]:
    other = build()
    comparison = compare(mine, summarise(other, analyse(other)))
    return comparison, layers_table(comparison)


def _button(column: QVBoxLayout, text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setAutoDefault(False)
    column.addWidget(button)
    return button


def _runs(lines: Iterable[int]) -> list[tuple[int, int]]:
    """Neighbouring lines as (first, last), since a selection of many single ones is slow."""
    runs: list[tuple[int, int]] = []
    for line in lines:
        if runs and runs[-1][1] == line - 1:
            runs[-1] = (runs[-1][0], line)
        else:
            runs.append((line, line))
    return runs
