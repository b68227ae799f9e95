"""The summary: every layer in a table, with what it costs."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPalette,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from widgets.document import Document
from widgets.panels.summary_model import (
    COLUMNS,
    SHARE_COLUMN,
    SHARE_ROLE,
    SummaryModel,
    TotalsModel,
    as_csv,
)
from widgets.theme import NORMAL, SMALL, font, theme


class SummaryPanel(QWidget):
    """One row for each layer and the totals beneath; its rows are the canvas's selection."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._selecting = False
        self.model = SummaryModel()
        self.table = _Table()
        self.table.setModel(self.model)
        self.table.selectionModel().selectionChanged.connect(self._select_layers)
        self.model.modelReset.connect(self._show_selection)
        self._totals_model = TotalsModel()
        self.totals = _Totals(self._totals_model)
        self._totals_place = QHBoxLayout()
        self._totals_place.addWidget(self.totals)
        self._follow_columns()

        self._empty = QLabel("No layers yet. Drag some onto the canvas, or open a network.")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        tables = QWidget()
        column = QVBoxLayout(tables)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addWidget(_line())
        column.addLayout(self._totals_place)
        self._pages = QStackedWidget()
        self._pages.addWidget(tables)
        self._pages.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)

        self._add_actions()
        document.network_changed.connect(self._refresh)
        document.selection_changed.connect(self._show_selection)
        self._refresh()

    def sizeHint(self) -> QSize:
        return QSize(760, 220)

    def copy(self) -> None:
        """Copy the selected rows, or all of them, as text with tabs and as CSV."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        table = self.model.rows_as_values(rows or range(self.model.rowCount()))
        data = QMimeData()
        data.setText(as_csv(table, delimiter="\t"))
        data.setData("text/csv", as_csv(table).encode())
        QGuiApplication.clipboard().setMimeData(data)

    def copy_all_as_csv(self) -> None:
        """Copy the whole table as CSV text."""
        table = self.model.rows_as_values(range(self.model.rowCount()))
        QGuiApplication.clipboard().setText(as_csv(table))

    def _add_actions(self) -> None:
        self.table.copy_wanted.connect(self.copy)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for text, slot in (("Copy rows", self.copy), ("Copy all as CSV", self.copy_all_as_csv)):
            action = QAction(text, self)
            action.triggered.connect(slot)
            self.table.addAction(action)

    def _follow_columns(self) -> None:
        """Keep the totals under their columns."""
        header = self.table.horizontalHeader()
        header.sectionResized.connect(
            lambda section, _old, new: self.totals.setColumnWidth(section, new)
        )
        bars = self.table.horizontalScrollBar(), self.totals.horizontalScrollBar()
        bars[0].valueChanged.connect(bars[1].setValue)
        self.table.verticalScrollBar().rangeChanged.connect(self._leave_room)
        metrics = QFontMetrics(font(NORMAL, bold=True))
        for at, column in enumerate(COLUMNS):
            widest = max(column.sample, column.title + "  ", key=len)
            self.table.setColumnWidth(at, metrics.horizontalAdvance(widest) + 14)

    def _leave_room(self, _low: int, high: int) -> None:
        """Both tables show the same width, so that both can scroll as far."""
        width = self.table.verticalScrollBar().sizeHint().width() if high else 0
        self._totals_place.setContentsMargins(0, 0, width, 0)

    def _refresh(self) -> None:
        analysis = self._document.analysis
        self.model.show(analysis)
        self._totals_model.show(analysis)
        self._pages.setCurrentIndex(0 if analysis.layers else 1)

    def _show_selection(self) -> None:
        names = self._document.selection & self._document.network.layers.keys()
        chosen = QItemSelection()
        rows = sorted(self.model.row_of(name) for name in names)
        for first, last in _runs(rows):
            chosen.select(self.model.index(first, 0), self.model.index(last, len(COLUMNS) - 1))
        self._selecting = True
        flags = QItemSelectionModel.SelectionFlag
        self.table.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)
        self._selecting = False
        if rows and not self.table.hasFocus():
            self.table.scrollTo(self.model.index(rows[0], 0))

    def _select_layers(self) -> None:
        if not self._selecting:
            rows = self.table.selectionModel().selectedRows()
            self._document.select(self.model.name_at(index.row()) for index in rows)


def _runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Neighbouring rows as (first, last), since a selection of many single rows is slow."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs


class _Table(QTableView):
    """A table of whole rows; Ctrl+C copies them rather than the layers on the canvas."""

    copy_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Summary of the layers")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setItemDelegateForColumn(SHARE_COLUMN, _ShareDelegate(self))
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(QFontMetrics(font(NORMAL)).height() + 8)
        columns = self.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setSortIndicatorClearable(True)
        columns.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        columns.setToolTip("Click to sort; a third click brings back the network's order")
        self.setSortingEnabled(True)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Copy):
            if event.type() == QEvent.Type.KeyPress:
                self.copy_wanted.emit()
            event.accept()
            return True
        return super().event(event)


class _Totals(QTableView):
    """A table of one row that never scrolls away."""

    def __init__(self, model: TotalsModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName("Totals")
        self.setFont(font(NORMAL, bold=True))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        height = QFontMetrics(font(NORMAL, bold=True)).height() + 8
        self.verticalHeader().setDefaultSectionSize(height)
        self.setFixedHeight(height + 2)


def _line() -> QFrame:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    line.setForegroundRole(QPalette.ColorRole.Mid)
    line.setFrameShadow(QFrame.Shadow.Plain)
    return line


class _ShareDelegate(QStyledItemDelegate):
    """A share as a bar with its per cent."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        share = index.data(SHARE_ROLE)
        if not share:
            return
        painter.save()
        text = f"{100 * share:.1f} %" if share >= 0.001 else "< 0.1 %"
        numbers = QFontMetrics(font(SMALL)).horizontalAdvance("100.0 %") + 6
        room = QRectF(option.rect).adjusted(6, 6, -numbers - 6, -6)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole
        ink = option.palette.color(role.HighlightedText) if selected else theme().colour("text")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink if selected else theme().colour("train_line"))
        painter.drawRect(
            QRectF(room.left(), room.top(), max(1.0, room.width() * share), room.height())
        )
        painter.setFont(font(SMALL))
        painter.setPen(ink)
        place = option.rect.adjusted(0, 0, -6, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()
