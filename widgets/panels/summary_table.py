"""The summary as two tables, one of layers that scrolls and one of totals that stays."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPalette,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOption,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.language import tr
from app.network.summary import COLUMNS, Column, Summary
from widgets.panels.summary_model import (
    DEPTH_ROLE,
    FOLDED_ROLE,
    SHARE_ROLE,
    SummaryModel,
    TotalsModel,
)
from widgets.panels.table_cells import APART
from widgets.settings import settings
from widgets.theme import NORMAL, font, scaled, theme, type_size

USUAL_COLUMNS = frozenset(
    {
        *("layer", "kind", "settings", "output", "activations", "memory"),
        *("parameters", "parameters_share", "macs", "macs_share", "receptive_field"),
    }
)
_NOT_IN_A_HALL = frozenset({"kind", "settings"})
"""What in large type would take the room of the numbers, and is on the cards."""
_SETTING = "summary/columns"
_BAR = 44
"""Pixels of a share's bar at 100 per cent, in a column of usual width."""
_WIDEST = 260
_MEASURED_ROWS = 200
"""So many rows tell how wide a column of words must be."""
_ROW_PADDING, _AROUND_WORDS = 6, 10
_DEPTH = 14
"""Pixels that what lies in a block is set in, and the width of the triangle that folds one."""


class SummaryTables(QWidget):
    """The layers above, their totals below; columns can be chosen, and are remembered."""

    def __init__(self) -> None:
        super().__init__()
        self._fitting = False
        self._chosen_widths: set[int] = set()
        self.model = SummaryModel()
        self.layers = LayerTable()
        self.layers.setModel(self.model)
        self._totals_model = TotalsModel()
        self.totals = _Totals(self._totals_model)
        self._totals_place = QHBoxLayout()
        self._totals_place.addWidget(self.totals)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.layers, 1)
        layout.addWidget(separator())
        layout.addLayout(self._totals_place)
        self._follow_columns()
        self.column_menu = QMenu(tr("Columns"), self)
        self._fill_column_menu()
        header = self.layers.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(
            lambda place: self.column_menu.popup(header.mapToGlobal(place))
        )
        self.show_columns(_remembered_columns())

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that are visible, from left to right."""
        return tuple(
            column for at, column in enumerate(COLUMNS) if not self.layers.isColumnHidden(at)
        )

    def show_columns(self, keys: Iterable[str]) -> None:
        """Show these columns and hide the others; that of the names always stays."""
        shown = {"layer", *keys}
        if type_size().least:
            shown -= _NOT_IN_A_HALL
        self._fitting = True
        for at, column in enumerate(COLUMNS):
            for table in (self.layers, self.totals):
                table.setColumnHidden(at, column.key not in shown)
        for action, column in zip(self._column_actions, COLUMNS[1:], strict=True):
            action.setChecked(column.key in shown)
        self._fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "column_menu"):
            self.show_columns(_remembered_columns())

    def show_summary(self, summary: Summary) -> None:
        """Show another summary."""
        self._totals_model.show(summary)
        self.model.show(summary)

    def _choose(self, key: str, chosen: bool) -> None:
        """The user wants a column, or no longer."""
        keys = {column.key for column in self.columns}
        if type_size().least:
            keys |= _NOT_IN_A_HALL & set(_remembered_columns())
        self._remember(keys | {key} if chosen else keys - {key})

    def _remember(self, keys: Iterable[str]) -> None:
        self.show_columns(keys)
        settings().setValue(_SETTING, [column.key for column in self.columns])

    def _fill_column_menu(self) -> None:
        self._column_actions = []
        for column in COLUMNS[1:]:
            action = self.column_menu.addAction(column.title)
            action.setCheckable(True)
            action.setToolTip(column.help)
            action.triggered.connect(lambda chosen, key=column.key: self._choose(key, chosen))
            self._column_actions.append(action)
        self.column_menu.setToolTipsVisible(True)
        self.column_menu.addSeparator()
        self.column_menu.addAction(tr("All")).triggered.connect(
            lambda: self._remember(column.key for column in COLUMNS)
        )
        self.column_menu.addAction(tr("The usual ones")).triggered.connect(
            lambda: self._remember(USUAL_COLUMNS)
        )

    def _follow_columns(self) -> None:
        """Keep the totals under their columns; both scroll together, by the bar beneath."""
        header = self.layers.horizontalHeader()
        header.sectionResized.connect(
            lambda section, _old, new: self.totals.setColumnWidth(section, new)
        )
        above, below = self.layers.horizontalScrollBar(), self.totals.horizontalScrollBar()
        above.valueChanged.connect(below.setValue)
        below.valueChanged.connect(above.setValue)
        below.rangeChanged.connect(self.totals.fit_height)
        self.layers.verticalScrollBar().rangeChanged.connect(self._leave_room)
        header.sectionResized.connect(self._note_width)
        self.model.modelReset.connect(self._fit_columns)
        self._fit_columns()

    def _note_width(self, section: int) -> None:
        """A width that somebody has chosen stays."""
        if not self._fitting:
            self._chosen_widths.add(section)

    def _fit_columns(self) -> None:
        """Make the columns as wide as what they hold; the total is the longest of numbers."""
        self._fitting = True
        summary = self.model.summary
        rows = summary.rows or (summary.total,)
        usual, bold = QFontMetrics(self.layers.font()), QFontMetrics(_bold(self.totals.font()))
        for at, column in enumerate(COLUMNS):
            if at in self._chosen_widths or self.layers.isColumnHidden(at):
                continue
            if column.form == "share":
                width = usual.horizontalAdvance("100.0 %") + _BAR
            elif column.number:
                width = bold.horizontalAdvance(column.text(summary.total, summary.total))
            else:
                texts = (column.text(row, summary.total) for row in summary.rows[:_MEASURED_ROWS])
                width = usual.horizontalAdvance(max(texts, key=len, default=""))
            if column.form == "field":
                width += usual.horizontalAdvance(APART)
            if column.key == "layer":
                width += 30  # the family's colour, and a mark for problems
                width += _DEPTH * max(row.block.count("/") + bool(row.block) for row in rows)
            heading = usual.horizontalAdvance(column.title) + 12  # and the arrow of sorting
            self.layers.setColumnWidth(at, min(max(width, heading) + 14, scaled(_WIDEST)))
        if 0 not in self._chosen_widths:
            lacking = self.totals.lacking_width()
            self.layers.setColumnWidth(0, self.layers.columnWidth(0) + lacking)
        self._fitting = False

    def _leave_room(self, _low: int, high: int) -> None:
        """Both tables show the same width, so that both can scroll as far."""
        width = self.layers.verticalScrollBar().sizeHint().width() if high else 0
        self._totals_place.setContentsMargins(0, 0, width, 0)


def _bold(usual: QFont) -> QFont:
    bold = QFont(usual)
    bold.setBold(True)
    return bold


def _remembered_columns() -> Iterable[str]:
    value = settings().value(_SETTING)
    if isinstance(value, str):  # an INI file gives a list of one entry as the entry
        return [value]
    return [str(key) for key in value] if isinstance(value, list) else USUAL_COLUMNS


class RowTable(QTableView):
    """A table of whole rows without a grid; Ctrl+C copies them, not the layers on the canvas."""

    copy_wanted = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setIconSize(QSize(10, 10))
        self.setItemDelegate(_RowDelegate(self))
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(QFontMetrics(font(NORMAL)).height() + _ROW_PADDING)
        self.horizontalHeader().setHighlightSections(False)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Copy):
            if event.type() == QEvent.Type.KeyPress:
                self.copy_wanted.emit()
            event.accept()
            return True
        return super().event(event)

    def chosen_rows(self) -> list[int]:
        """The lines that are selected, from the top."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())


class LayerTable(RowTable):
    """A line for each layer, to sort and to select."""

    def __init__(self) -> None:
        super().__init__(tr("Summary of the layers"))
        for at, column in enumerate(COLUMNS):
            if column.form == "share":
                self.setItemDelegateForColumn(at, _ShareDelegate(self))
            elif column.form == "field":
                self.setItemDelegateForColumn(at, _ApartDelegate(self))
        self.setItemDelegateForColumn(0, _TreeDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        columns = self.horizontalHeader()
        columns.setSortIndicatorClearable(True)
        columns.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        columns.setToolTip(tr("Click to sort; a third click brings back the network's order"))
        self.setSortingEnabled(True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        index = self.indexAt(place)
        if index.isValid() and self._on_triangle(index, place.x()):
            self._fold(index, not index.data(FOLDED_ROLE))
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        first = self.indexAt(place).siblingAtColumn(0)
        if first.isValid() and first.data(FOLDED_ROLE) is not None:
            self._fold(first, not first.data(FOLDED_ROLE))
            return
        super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """← folds the block of the line, → unfolds it; other keys are the table's own."""
        first = self.currentIndex().siblingAtColumn(0)
        folds = {Qt.Key.Key_Left: True, Qt.Key.Key_Right: False}.get(Qt.Key(event.key()))
        if folds is not None and first.isValid() and first.data(FOLDED_ROLE) is not None:
            self._fold(first, folds)
            return
        super().keyPressEvent(event)

    def _on_triangle(self, index: QModelIndex, x: int) -> bool:
        if index.column() or index.data(FOLDED_ROLE) is None:
            return False
        left = self.visualRect(index).left() + _DEPTH * index.data(DEPTH_ROLE)
        return bool(left <= x < left + _DEPTH + 6)

    def _fold(self, index: QModelIndex, folded: bool) -> None:
        """Fold or unfold the block of a line, and stay on it."""
        at, scrolled = index.row(), self.verticalScrollBar().value()
        model = self.model()
        assert isinstance(model, SummaryModel)
        model.fold((model.row_at(at).block,), folded)
        self.verticalScrollBar().setValue(scrolled)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(model.index(at, 0), flags.NoUpdate)


class _Totals(QTableView):
    """Few lines that never scroll away; the bar beneath scrolls the columns of both tables."""

    def __init__(self, model: TotalsModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(tr("Totals"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        height = QFontMetrics(font(NORMAL, bold=True)).height() + _ROW_PADDING
        self.verticalHeader().setDefaultSectionSize(height)
        for line in range(model.rowCount()):
            self.setSpan(line, 0, 1, model.words_span(line))
        self.fit_height()

    def lacking_width(self) -> int:
        """Pixels that the words of a total lack under the columns that stand empty for them."""
        lacking = 0
        for line in range(self.model().rowCount()):
            words = QFontMetrics(self.font() if line else _bold(self.font()))
            needed = words.horizontalAdvance(self.model().index(line, 0).data()) + _AROUND_WORDS
            room = sum(map(self.columnWidth, range(self.columnSpan(line, 0))))
            lacking = max(lacking, needed - room)
        return lacking

    def fit_height(self) -> None:
        """As high as its lines, and the bar where there is one."""
        bar = self.horizontalScrollBar()
        room = bar.sizeHint().height() if bar.maximum() > bar.minimum() else 0
        lines = self.verticalHeader().defaultSectionSize() * self.model().rowCount()
        self.setFixedHeight(lines + room + 2)


def separator() -> QFrame:
    """A thin line between two parts."""
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    line.setForegroundRole(QPalette.ColorRole.Mid)
    line.setFrameShadow(QFrame.Shadow.Plain)
    return line


class _RowDelegate(QStyledItemDelegate):
    """A selected line is marked as a whole: no frame in another colour lies on one of its cells."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        if option.state & QStyle.StateFlag.State_Selected:
            option.state &= ~QStyle.StateFlag.State_HasFocus


class _TreeDelegate(_RowDelegate):
    """Names set in as deep as they lie in blocks, with a triangle before that of a block."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        style = option.widget.style()
        self.initStyleOption(option, index)
        style.drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget
        )
        folded = index.data(FOLDED_ROLE)
        left = option.rect.left() + _DEPTH * index.data(DEPTH_ROLE)
        inner = QStyleOptionViewItem(option)
        inner.rect = option.rect.adjusted(_DEPTH * index.data(DEPTH_ROLE), 0, 0, 0)
        if folded is not None:
            sign = QStyleOption()
            sign.rect = QRect(left + 3, option.rect.top(), _DEPTH, option.rect.height())
            sign.palette, sign.state = option.palette, option.state
            arrow = QStyle.PrimitiveElement.PE_IndicatorArrowRight
            if not folded:
                arrow = QStyle.PrimitiveElement.PE_IndicatorArrowDown
            style.drawPrimitive(arrow, sign, painter, option.widget)
            inner.rect = inner.rect.adjusted(_DEPTH + 2, 0, 0, 0)
        super().paint(painter, inner, index)


class _ApartDelegate(_RowDelegate):
    """Words that stand apart from the numbers to their left."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.text = APART + option.text


class _ShareDelegate(_RowDelegate):
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
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        ink = option.palette.color(QPalette.ColorRole.HighlightedText)
        numbers = option.fontMetrics.horizontalAdvance("100.0 %") + 10
        room = QRectF(option.rect).adjusted(6, 6, -numbers, -6)
        painter.fillRect(
            QRectF(room.left(), room.top(), max(1.0, room.width() * share), room.height()),
            ink if selected else theme().colour("train_line"),
        )
