"""The table of runs: its keys, and its columns, which are chosen and remembered."""

from __future__ import annotations

from PySide6.QtCore import (
    QByteArray,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPalette, QStaticText
from PySide6.QtWidgets import QMenu, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.language import tr
from widgets.panels.runs_model import COLUMNS, NOTE, RunColumn, RunFilter
from widgets.panels.summary_table import RowTable
from widgets.settings import settings
from widgets.theme import NORMAL, font

_LAYOUT = "runs/columns"
_MARGIN = 7
"""Pixels between the edge of a cell and its words."""
_MOST_WORDS = 20_000
_SELECTED = QStyle.StateFlag.State_Selected
_WIDTHS = {
    "network": "bottleneck-block-12",
    "begun": "2026-11-21 14:03",
    "dataset": "fashion-mnist",
    "state": "unreadable",
    "seconds": tr("59 min 59 s"),
    "optimizer": "nesterov",
    "schedule": "one_cycle",
    "learning_rate": "0.00123",
    "folder": "2026-11-21_14-03-22_network-name",
    "note": tr("a note of a few words"),
    "epochs": tr("100 of 100"),
    "loss": "0.0364",
    "size": "141.5 MB",
}
"""What the columns have room for at first; the others have it for their titles and numbers."""


class _CellDelegate(QStyledItemDelegate):
    """Paints what `RunFilter.cell` says; the style's own way would take three times as long."""

    def __init__(self, rows: RunFilter) -> None:
        super().__init__()
        self._rows = rows
        self._laid_out: dict[str, tuple[QStaticText, int]] = {}
        """Words that were painted before, and how wide they are."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        cell, palette, rect = self._rows.cell(index), option.palette, option.rect
        selected = _SELECTED in option.state
        if selected:
            painter.fillRect(rect, palette.brush(QPalette.ColorRole.Highlight))
        if not cell.text:
            return
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        painter.setPen(palette.color(role) if selected or not cell.colour else cell.colour)
        words, width = self._words(cell.text, option)
        room = rect.width() - 2 * _MARGIN
        if width > room:
            metrics = option.fontMetrics
            text = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, room)
            words, width = self._words(text, option)
        left = rect.right() - _MARGIN - width if cell.right else rect.left() + _MARGIN
        top = rect.top() + (rect.height() - option.fontMetrics.height()) // 2
        painter.drawStaticText(left, top, words)

    def _words(self, text: str, option: QStyleOptionViewItem) -> tuple[QStaticText, int]:
        found = self._laid_out.get(text)
        if found is None:
            if len(self._laid_out) > _MOST_WORDS:
                self._laid_out.clear()
            words = QStaticText(text)
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.prepare(font=option.font)
            found = self._laid_out[text] = (words, option.fontMetrics.horizontalAdvance(text))
        return found


class RunsTable(RowTable):
    """The table; Enter opens, Del deletes, F2 writes the note."""

    open_wanted = Signal()
    delete_wanted = Signal()
    note_wanted = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, rows: RunFilter) -> None:
        super().__init__(tr("Runs"))
        self.setModel(rows)
        self._delegate = _CellDelegate(rows)
        self.setItemDelegate(self._delegate)
        self.setSortingEnabled(True)
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(
            lambda place: self.menu_wanted.emit(self.viewport().mapToGlobal(place))
        )
        self.doubleClicked.connect(lambda _index: self._double_clicked())
        self.column_menu = QMenu(tr("&Columns"), self)
        self._fill_column_menu()
        # Gathered: dragging a column's edge says so at every pixel.
        self._remember = QTimer(self, singleShot=True, interval=300)
        self._remember.timeout.connect(self._remember_columns)
        self._restore_columns()
        for changed in (header.sectionResized, header.sectionMoved, header.sortIndicatorChanged):
            changed.connect(lambda *_: self._remember.start())

    @property
    def columns(self) -> list[RunColumn]:
        """The columns that are visible."""
        return [column for at, column in enumerate(COLUMNS) if not self.isColumnHidden(at)]

    def show_column(self, at: int) -> None:
        """Show a column that may have been hidden."""
        self.column_menu.actions()[at].setChecked(True)

    def _fill_column_menu(self) -> None:
        for at, column in enumerate(COLUMNS):
            choose = self.column_menu.addAction(column.title)
            choose.setCheckable(True)
            choose.setToolTip(column.help)
            choose.toggled.connect(lambda shown, at=at: self.setColumnHidden(at, not shown))
        self.column_menu.setToolTipsVisible(True)
        self.column_menu.actions()[0].setEnabled(False)  # some column must say which run it is
        header = self.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(
            lambda place: self.column_menu.popup(header.mapToGlobal(place))
        )

    def _restore_columns(self) -> None:
        header, layout = self.horizontalHeader(), settings().value(_LAYOUT)
        if not (isinstance(layout, QByteArray) and header.restoreState(layout)):
            metrics = QFontMetrics(font(NORMAL))
            for at, column in enumerate(COLUMNS):
                words = (f"{column.title}   ", _WIDTHS.get(column.key, ""))
                width = max(map(metrics.horizontalAdvance, words))
                self.setColumnWidth(at, width + 2 * (_MARGIN + 2))
                self.setColumnHidden(at, not column.usual)
            self.sortByColumn(1, Qt.SortOrder.DescendingOrder)
        for at, action in enumerate(self.column_menu.actions()):
            action.setChecked(not self.isColumnHidden(at))

    def _remember_columns(self) -> None:
        settings().setValue(_LAYOUT, self.horizontalHeader().saveState())

    def _double_clicked(self) -> None:
        column = self.currentIndex().column()
        (self.note_wanted if column == NOTE else self.open_wanted).emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wanted: dict[Qt.Key, SignalInstance] = {
            Qt.Key.Key_Return: self.open_wanted,
            Qt.Key.Key_Enter: self.open_wanted,
            Qt.Key.Key_Delete: self.delete_wanted,
            Qt.Key.Key_F2: self.note_wanted,
        }
        signal = wanted.get(Qt.Key(event.key()))
        if signal is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            signal.emit()
