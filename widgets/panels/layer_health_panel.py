"""How the layers fare while they learn: one line each, and in words what is wrong with them."""

from __future__ import annotations

from heapq import nlargest

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.inspection.layer_health import NetworkHealth, advice
from app.language import tr
from widgets.empty_state import DATA_SETS, OPEN_GALLERY, EmptyState
from widgets.panels.health_table import COLUMNS, HealthModel, HistogramDelegate
from widgets.panels.lettering import NoteLabel
from widgets.panels.summary_table import RowTable
from widgets.theme import GAP, NORMAL, SMALL, font, theme

MOST_ADVICE = 3
"""So many complaints are written out; more would say less."""
_SAMPLES = (0.00012, 0.9994, 1.0)
"""Of the figures that a column holds one of these is the longest to write."""
_AROUND_WORDS = 30
"""Pixels of a column for margins, and for the arrow of sorting or a layer's mark."""
_MEASURED = 20
"""So many of the names with the most letters tell how wide their column must be."""
_EMPTY = tr(
    "Weights, gradients and outputs of each layer appear here when data and network are ready. "
    "Training lets them move."
)


class LayerHealthPanel(QWidget):
    """Weights, gradients, updates and outputs of every layer, live."""

    layer_chosen = Signal(str)
    """The layer of the line that was clicked or gone to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Layer health"))
        self.model = HealthModel()
        self._chosen = ""
        self.table = RowTable(tr("State of the layers"))
        self.table.setModel(self.model)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.viewport().installEventFilter(self)
        self._delegate = HistogramDelegate(self.table)
        self._set_columns()
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.table.clicked.connect(self._choose)
        self.model.modelReset.connect(self._fit_columns)
        self.model.modelReset.connect(self._select_again)
        self.advice = _Advice()
        self.measured = NoteLabel()
        self.measured.setWordWrap(False)
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(GAP, GAP // 2, GAP, 0)
        column.setSpacing(GAP // 2)
        column.addWidget(self.advice)
        column.addWidget(self.measured)
        column.addWidget(self.table, 1)
        empty = QLabel(_EMPTY)
        empty.setFont(font(NORMAL))
        self._pages = QStackedWidget()
        self._pages.addWidget(EmptyState(empty, OPEN_GALLERY, DATA_SETS))
        self._pages.addWidget(shown)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self.setFocusProxy(self.table)

    def sizeHint(self) -> QSize:
        return QSize(860, 230)

    def minimumSizeHint(self) -> QSize:
        return QSize(300, 120)

    def show_health(self, health: NetworkHealth | None) -> None:
        """Show the state of the layers; None where there is nothing to examine."""
        if health is None or not health.layers:
            self._pages.setCurrentIndex(0)
            return
        self.model.show(health)
        self.advice.show_texts([entry.text for entry in advice(health)])
        when = health.when[:1].upper() + health.when[1:]
        self.measured.say(
            tr("{when} · outputs for {images} validation images", when=when, images=health.images)
        )
        self._pages.setCurrentIndex(1)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "table"):
            self._fit_columns()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.table.viewport():
            self._fit_columns()
        return False

    def _set_columns(self) -> None:
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for at, column in enumerate(COLUMNS):
            if column.histogram:
                self.table.setItemDelegateForColumn(at, self._delegate)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setToolTip(tr("Click to sort; a third click brings back the network's order"))
        self.table.setSortingEnabled(True)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Make columns as wide as what they hold; the histograms share the rest of the room."""
        metrics = QFontMetrics(font(NORMAL))
        widths = []
        for column in COLUMNS:
            texts = [column.title, *(map(column.text, _SAMPLES) if column.figure else ())]
            if not (column.figure or column.histogram):
                texts += nlargest(_MEASURED, self.model.names, key=len)
            widths.append(max(map(metrics.horizontalAdvance, texts)) + _AROUND_WORDS)
        histograms = sum(column.histogram is not None for column in COLUMNS)
        more = max(0, self.table.viewport().width() - sum(widths)) // histograms
        for at, column in enumerate(COLUMNS):
            self.table.setColumnWidth(at, widths[at] + (more if column.histogram else 0))

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self._chosen = self.model.names[index.row()]
            self.layer_chosen.emit(self._chosen)

    def _select_again(self) -> None:
        """Rows that move keep their selection."""
        if self._chosen in self.model.names:
            index = self.model.index(self.model.names.index(self._chosen), 0)
            flags = QItemSelectionModel.SelectionFlag
            selection = self.table.selectionModel()
            blocked = selection.blockSignals(True)
            selection.setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            selection.blockSignals(blocked)


class _Advice(QLabel):
    """The worst complaints, a line each; hidden where there are none."""

    def __init__(self) -> None:
        super().__init__()
        self._texts: list[str] = []
        self.setFont(font(SMALL, bold=True))
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAccessibleName(tr("What is wrong"))
        self.hide()

    def show_texts(self, texts: list[str]) -> None:
        """Show the first of these sentences."""
        self._texts = texts
        more = len(texts) - MOST_ADVICE
        lines = texts[:MOST_ADVICE] + ([tr("… and {more} more", more=more)] if more > 0 else [])
        colour = theme().warning
        text = tr("<br>").join(f"<span style='color:{colour}'>⚠ {line}</span>" for line in lines)
        if text != self.text():
            self.setText(text)
            self.setAccessibleDescription(" ".join(texts))
        self.setVisible(bool(lines))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.show_texts(self._texts)
        super().changeEvent(event)
