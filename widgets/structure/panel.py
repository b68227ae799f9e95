"""The Structure panel: which inputs reach a unit, by which weights; dense beside it (B8)."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QScrollBar,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.inspection.snapshot import Snapshot, Wanted
from app.language import tr
from app.network.analysis import LayerAnalysis
from app.network.connection_text import overview, pointed_at, sum_text, variant_title
from app.network.connections import Blocks, Connection
from app.network.layers.normalisation import BatchNorm1d, BatchNorm2d
from app.network.unit_lines import Slice, Stack, choices_of, lines_of, stack_of, why_no_lines
from widgets.document import Document
from widgets.empty_state import TO_A_NETWORK, EmptyState
from widgets.figures.on_paper import on_paper
from widgets.live_views import SnapshotView
from widgets.more_button import more_button
from widgets.panels.table_export import copy_plain
from widgets.structure.controls import VARIANTS, StructureControls
from widgets.structure.picture import StructurePicture, Variant
from widgets.structure.weights import (
    Parameters,
    bias_of,
    connections_table,
    sum_in_numbers,
    value_of,
)
from widgets.theme import GAP, NORMAL, font

MOST_LAYERS = 3
"""Rows of more layers would lie too close to be read."""
_NARROW = 620
"""Panels less wide have the words under the picture."""
_EMPTY = tr(
    "Nothing is selected. Select a layer on the canvas to see which units are connected, and which "
    "weights they share."
)
_NO_NETWORK = tr(
    "There is no network yet. Which units are connected, and which weights they share, is drawn "
    "here."
)
_NORMALISED = tr("(x is what comes in, less its mean and divided by its standard deviation)")
_HINT = tr("Point at a unit, or use the arrow keys, to see what it is connected with.")


class StructurePanel(SnapshotView):
    """Follows the selection; the lists say which line of the layer is drawn, and as what."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Structure"))
        self._document = document
        self._name = ""
        self._stack: Stack | None = None
        self._parameters: dict[str, Parameters] = {}
        self.controls = StructureControls()
        self.controls.layer_chosen.connect(self._choose)
        self.controls.line_chosen.connect(self._show_line)
        self.controls.drawing_chosen.connect(self._draw)
        self.picture = StructurePicture()
        self.picture.looked.connect(lambda _: self._tell())
        self.picture.moved.connect(self._follow_picture)
        self.bar = QScrollBar(Qt.Orientation.Horizontal)
        self.bar.setAccessibleName(tr("First output shown"))
        self.bar.valueChanged.connect(self.picture.show_from)
        self.why, self.overview, self.pointed, self._hint = (_words() for _ in range(4))
        self._make_menu()
        self._lay_out()
        document.network_changed.connect(self._know_network)
        document.selection_changed.connect(self._follow_selection)
        self._know_network()
        self._follow_selection()

    def sizeHint(self) -> QSize:
        return QSize(860, 260)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 190)

    # What is looked at

    def wanted(self) -> Wanted:
        if self._stack is None:
            return Wanted()
        both = zip(self._stack.layers, self._stack.wirings, strict=True)
        return Wanted(insides=frozenset(name for name, wiring in both if wiring.learns))

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self._parameters = {name: each.parameters for name, each in snapshot.insides.items()}
        self._show_values()
        self._tell()

    def _layer(self) -> LayerAnalysis | None:
        return self._document.analysis.layers.get(self._name)

    def _know_network(self) -> None:
        network = self._document.network
        if self._name not in network.layers:
            self._name = ""
        kinds = [(name, network.layers[name].kind) for name in network.order]
        self.controls.know_layers(kinds, self._name)
        self._show_layer()

    def _follow_selection(self) -> None:
        if len(self._document.selection) == 1:
            self.controls.choose_layer(next(iter(self._document.selection)))

    def _choose(self, name: str) -> None:
        if name != self._name:
            self._name, self._parameters = name, {}
            self.picture.look_at(None)
            self.picture.show_from(0)
            self._show_layer()

    # What is shown

    def _show_layer(self) -> None:
        """Offer what this layer has to choose from, and draw it."""
        layer = self._layer()
        self.controls.offer_lines(layer)
        there = layer is not None and bool(lines_of(layer))
        self._pages.setCurrentIndex(1 if there else 0)
        self.menu_button.setEnabled(there)
        if there:
            self._show_line()
            return
        self._stack = None
        network = self._document.network
        self._empty.offer.show_only(*(() if network.layers else TO_A_NETWORK))
        if layer is not None:
            self.why.setText(why_no_lines(layer))
        else:
            self.why.setText(_EMPTY if network.layers else _NO_NETWORK)

    def _show_line(self) -> None:
        """Offer what this line has to choose from, and draw it."""
        layer = self._layer()
        if layer is None or not lines_of(layer):
            return
        network, analysis = self._document.network, self._document.analysis
        along = self.controls.chosen.along
        deepest = stack_of(network, analysis, self._name, along, MOST_LAYERS)
        self.controls.offer_choices(layer, len(deepest.layers))
        self._draw()

    def _draw(self) -> None:
        layer = self._layer()
        if layer is None or not lines_of(layer):
            return
        network, analysis = self._document.network, self._document.analysis
        depth, along = self.controls.layers_deep, self.controls.chosen.along
        stack = self._stack = stack_of(network, analysis, self._name, along, depth)
        dense = all(isinstance(each, Blocks) and each.groups == 1 for each in stack.wirings)
        self.controls.offer_variants(there=not dense)
        variants = []
        for name, changed in VARIANTS[:1] if dense else self.controls.variants:
            wirings = tuple(changed(wiring) for wiring in stack.wirings)
            title = short = name[0].upper() + name[1:]
            if len(wirings) == 1:
                title, short = variant_title(wirings[0]), variant_title(wirings[0], short=True)
            variants.append(Variant(title, short, replace(stack, wirings=wirings)))
        self.picture.show_variants(variants)
        self._show_values()
        self._tell()

    def _show_values(self) -> None:
        """The weights of now in the legend: those of the layer as it is."""
        stack, layer = self._stack, self._layer()
        if stack is None or layer is None:
            return
        self.picture.show_values(
            self._value if self._as_it_is else lambda _number, _connection: None,
            bias_of(self.controls.chosen, self._parameters.get(self._name, {})),
            has_bias=len(stack.layers) == 1 and bool(layer.biases) and stack.wirings[0].learns,
        )

    @property
    def _as_it_is(self) -> bool:
        return self.picture.first_variant == self._stack

    def _slice_of(self, number: int) -> Slice:
        """Of the stack's layer of that number: of those above the first, the first filter's."""
        if number == 0 or self._stack is None:
            return self.controls.chosen
        layer = self._document.analysis.layers[self._stack.layers[number]]
        along = self.controls.chosen.along
        return Slice(along, across=choices_of(layer, along).across // 2)

    def _value(self, number: int, connection: Connection) -> float | None:
        if self._stack is None:
            return None
        name = self._stack.layers[number]
        layer, parameters = self._document.analysis.layers[name], self._parameters.get(name, {})
        return value_of(layer, self._slice_of(number), parameters, connection)

    def _follow_picture(self) -> None:
        shown = self.picture.shown
        if not shown or self._stack is None:
            return
        there, total = len(shown[-1]), self._stack.rows[-1]
        blocked = self.bar.blockSignals(True)
        self.bar.setRange(0, max(0, total - there))
        self.bar.setPageStep(there)
        self.bar.setValue(self.picture.first)
        self.bar.blockSignals(blocked)
        self.bar.setVisible(total > there)

    # In words

    def _tell(self) -> None:
        stack, layer, lit = self._stack, self._layer(), self.picture.lit
        if stack is None or layer is None:
            return
        self.overview.setText(overview(stack, layer, self.controls.chosen.along))
        text = ""
        if lit is not None and lit.row < len(stack.rows) and lit.unit < stack.rows[lit.row]:
            text = pointed_at(stack, *lit)
            alone = len(stack.layers) == 1 and self._as_it_is
            if lit.row and alone and stack.wirings[0].learns:
                text += "\n" + self._sum(stack, layer, lit.unit)
        self.pointed.setText(text)
        self.pointed.setVisible(bool(text))
        self._hint.setVisible(not text)
        self.picture.setAccessibleDescription(f"{text} {self.overview.text()}")

    def _sum(self, stack: Stack, layer: LayerAnalysis, unit: int) -> str:
        """The arithmetic of an output: by names and, where they are known, in numbers."""
        wiring, chosen = stack.wirings[0], self.controls.chosen
        parameters = self._parameters.get(layer.name, {})
        connections = wiring.between(wiring.cells(unit)[:64], range(unit, unit + 1))
        others = _other_lines(layer, chosen)
        text = sum_text(unit, connections, wiring, more=bool(others))
        if layer.biases:
            text += " + b"
        values = [value_of(layer, chosen, parameters, each) for each in connections]
        bias = bias_of(chosen, parameters, unit)
        numbers = sum_in_numbers(connections, values, wiring, bias, more=bool(others))
        text += f"\n= {numbers}" if numbers else ""
        if isinstance(layer.layer, BatchNorm1d | BatchNorm2d):
            return f"{text}\n{_NORMALISED}"
        return f"{text}\n(… {others})" if others else text

    # Out of the program

    def copy_picture(self) -> None:
        """Put the picture on the clipboard, twice as fine as on the screen."""
        if self._stack is not None:
            QGuiApplication.clipboard().setImage(self.picture.image())

    def copy_numbers(self) -> None:
        """Put the connections that are shown on the clipboard as a table."""
        if self._stack is not None:
            copy_plain(connections_table(self._stack, self.picture.shown, self._value))

    # Making the panel

    def _make_menu(self) -> None:
        menu = QMenu(self)
        for text, act, keys in (
            (tr("Copy as picture"), self.copy_picture, "Ctrl+C"),
            (tr("Copy as numbers"), self.copy_numbers, "Ctrl+Shift+C"),
        ):
            action = QAction(text, self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _checked=False, act=act: act())
            menu.addAction(action)
            self.picture.addAction(action)
        self.picture.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.menu_button = more_button(
            menu, tr("the connections"), tr("Copy the connections as picture or numbers")
        )

    def _lay_out(self) -> None:
        self._hint.setText(_HINT)
        on_paper(self._hint)
        self._hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        head = QHBoxLayout()
        head.addWidget(self.controls, 1)
        head.addWidget(self.menu_button)
        drawn = QWidget()
        column = QVBoxLayout(drawn)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.picture, 1)
        column.addWidget(self.bar)
        said = QWidget()
        words = QVBoxLayout(said)
        words.setContentsMargins(0, 0, 0, 0)
        words.addWidget(self.pointed)
        words.addWidget(self.overview)
        words.addWidget(self._hint)
        words.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(said)
        shown = QWidget()
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight, shown)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.addWidget(drawn, 7)
        self._beside.addWidget(scroll, 3)
        self._pages = QStackedWidget()
        self._empty = EmptyState(self.why)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(shown)
        self._pages.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP, GAP // 2, GAP, GAP // 2)
        layout.setSpacing(GAP // 2)
        layout.addLayout(head)
        layout.addWidget(self._pages, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        narrow = self.width() < _NARROW
        self._beside.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)


def _other_lines(layer: LayerAnalysis, chosen: Slice) -> str:
    """What is added to an output beside this line; "" where nothing is."""
    kernels = [getattr(size, "kernel", 1) for size in layer.measure.sizes] if layer.measure else []
    if chosen.along in ("channels", "units"):
        return tr("from the kernel's other places") if max(kernels, default=1) > 1 else ""
    most = choices_of(layer, chosen.along)
    columns, channels = chosen.along == "height", most.channels > 1
    if most.across > 1 and channels:
        if columns:
            return tr("from the kernel's other columns and other channels")
        return tr("from the kernel's other rows and other channels")
    if most.across > 1:
        return (
            tr("from the kernel's other columns") if columns else tr("from the kernel's other rows")
        )
    return tr("from other channels") if channels else ""


def _words() -> QLabel:
    label = QLabel()
    label.setFont(font(NORMAL))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
