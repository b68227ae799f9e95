"""The Functions panel: a layer that is a function, with what goes through it now (C1 to C4)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.inspection.functions import function_of
from app.inspection.snapshot import Snapshot, Wanted
from app.language import tr
from app.network.graph import Network
from app.network.layer import Layer
from app.network.layers.normalisation import BatchNorm1d, BatchNorm2d, Dropout, Dropout2d
from app.network.problems import logits_layer
from widgets.document import Document
from widgets.empty_state import TO_A_NETWORK, EmptyState
from widgets.functions.pages import (
    ActivationPage,
    BatchNormPage,
    DropoutPage,
    FunctionPage,
    SoftmaxPage,
)
from widgets.live_views import SnapshotView
from widgets.panels.lettering import NoteLabel
from widgets.theme import GAP, NORMAL, font

_EMPTY = tr(
    "Add an activation, batch normalisation or dropout, or end the network in one value for each "
    "class, to see what they do to the numbers of now."
)


class FunctionsPanel(SnapshotView):
    """A list of the functions in the network, which follows the selection, and a page for each."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Functions"))
        self._document = document
        self.choice = QComboBox()
        self.choice.setAccessibleName(tr("Function"))
        self.choice.setToolTip(tr("Selecting a layer on the canvas chooses it here, too"))
        self.choice.currentIndexChanged.connect(lambda _: self._show_page())
        self.copy_button = QPushButton(tr("Copy as picture"))
        self.copy_button.clicked.connect(self.copy_picture)
        self.activation, self.softmax = ActivationPage(), SoftmaxPage()
        self.batch_norm, self.dropout = BatchNormPage(), DropoutPage()
        self._pages = QStackedWidget()
        empty = QLabel(_EMPTY)
        empty.setFont(font(NORMAL))
        pages = (self.activation, self.softmax, self.batch_norm, self.dropout)
        for page in (EmptyState(empty, *TO_A_NETWORK), *pages):
            self._pages.addWidget(page)
        self._pages.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.note = NoteLabel()
        head = QHBoxLayout()
        head.addWidget(self.choice)
        head.addStretch(1)
        head.addWidget(self.copy_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP, GAP // 2, GAP, GAP // 2)
        layout.setSpacing(GAP // 2)
        layout.addLayout(head)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.note)
        document.network_changed.connect(self._know_network)
        document.selection_changed.connect(self._follow_selection)
        self._know_network()
        self._follow_selection()

    def sizeHint(self) -> QSize:
        return QSize(860, 240)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 160)

    def know_classes(self, classes: Sequence[str]) -> None:
        """The names of the classes, for the bars."""
        self.softmax.know_classes(classes)

    def wanted(self) -> Wanted:
        name = self._layer()
        return Wanted(insides=frozenset({name} if name else ()))

    def show_snapshot(self, snapshot: Snapshot) -> None:
        name, page = self._layer(), self._page()
        inside = snapshot.insides.get(name)
        if page is None or inside is None or name not in snapshot.network.layers:
            return
        layer = snapshot.network.layers[name]
        if page is self.softmax and inside.output.ndim != 1:
            self.note.warn(tr("{name} gives maps, and not one value for each class.", name=name))
        elif not np.isfinite(inside.output).all():
            self.note.warn(tr("{name} gives values that are no numbers: begin anew.", name=name))
        elif inside.inputs and isinstance(page, (*_pages_of(layer), SoftmaxPage)):
            self.note.say(page.show_inside(layer, inside))

    def copy_picture(self) -> None:
        """Put the page on the clipboard as it looks now."""
        QGuiApplication.clipboard().setPixmap(self.grab())

    def _layer(self) -> str:
        """The layer that is looked into; for softmax against sigmoid, the logits'."""
        return str((self.choice.currentData() or ("", ""))[1])

    def _page(self) -> FunctionPage | None:
        page = self._pages.currentWidget()
        return page if isinstance(page, FunctionPage) else None

    def _know_network(self) -> None:
        entries = _entries(self._document.network)
        known = [self.choice.itemData(row) for row in range(self.choice.count())]
        if known == [data for _, data in entries] and known:
            return
        chosen = self.choice.currentData()
        blocked = self.choice.blockSignals(True)
        self.choice.clear()
        for text, data in entries:
            self.choice.addItem(text, data)
        rows = [row for row, (_, data) in enumerate(entries) if data == chosen]
        self.choice.setCurrentIndex(rows[0] if rows else 0 if entries else -1)
        self.choice.blockSignals(blocked)
        self._show_page()

    def _follow_selection(self) -> None:
        selected = self._document.selection
        for row in range(self.choice.count()):
            _kind, name = self.choice.itemData(row)
            if selected == frozenset({name}):
                self.choice.setCurrentIndex(row)

    def _show_page(self) -> None:
        kind, name = self.choice.currentData() or ("", "")
        layer = self._document.network.layers.get(name)
        page: QWidget | None = self._pages.widget(0)
        if kind == "softmax":
            page = self.softmax
        elif layer is not None:
            pages = (self.activation, self.batch_norm, self.dropout)
            page = next((each for each in pages if isinstance(each, _pages_of(layer))), page)
        assert page is not None
        self._pages.setCurrentWidget(page)
        self.note.say("")


def _pages_of(layer: Layer) -> tuple[type[FunctionPage], ...]:
    """The kind of page that shows a layer; none for a layer that is no function."""
    match layer:
        case BatchNorm1d() | BatchNorm2d():
            return (BatchNormPage,)
        case Dropout() | Dropout2d():
            return (DropoutPage,)
    return () if function_of(layer) is None else (ActivationPage,)


def _entries(network: Network) -> list[tuple[str, tuple[str, str]]]:
    """The functions in the network's order, and softmax against sigmoid behind them."""
    found = [
        (f"{name} · {network.layers[name].kind}", ("layer", name))
        for name in network.order
        if _pages_of(network.layers[name])
    ]
    logits = logits_layer(network)
    if logits is not None and logits not in network.inputs:
        found.append((tr("softmax and sigmoid of {logits}", logits=logits), ("softmax", logits)))
    return found
