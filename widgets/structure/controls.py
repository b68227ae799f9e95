"""What the Structure panel lets choose: a layer, a line through it, how deep, and as what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

from app.language import tr
from app.network.analysis import LayerAnalysis
from app.network.connections import Wiring, as_dense, without_sharing
from app.network.unit_lines import Along, Slice, choices_of, input_channel, lines_of
from widgets.structure.flow import FlowLayout

VARIANTS: tuple[tuple[str, Callable[[Wiring], Wiring]], ...] = (
    (tr("as it is"), lambda wiring: wiring),
    (tr("without sharing"), without_sharing),
    (tr("as dense"), as_dense),
)
_LINES: dict[Along, str] = {
    "width": tr("along a row"),
    "height": tr("along a column"),
    "length": tr("along the signal"),
    "channels": tr("across channels"),
    "units": tr("over the vector"),
}


class StructureControls(QWidget):
    """One line of lists; those in which there is nothing to choose are hidden."""

    layer_chosen = Signal(str)
    line_chosen = Signal()
    """Other units, or other weights between them."""
    drawing_chosen = Signal()
    """How deep, and as what."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered = ""
        self.choice = _list(tr("Layer"), tr("Selecting a layer on the canvas chooses it here, too"))
        self.choice.setPlaceholderText(tr("Layer"))
        self.choice.currentIndexChanged.connect(
            lambda _: self.layer_chosen.emit(str(self.choice.currentData() or ""))
        )
        self.line = _list(tr("Line"), tr("Which units are drawn: a row, a column, or all channels"))
        self.line.currentIndexChanged.connect(lambda _: self.line_chosen.emit())
        self.filter = _box(tr("filter "), tr("Filter: which channel of the output"))
        self.channel = _box(tr("channel "), tr("Which channel of the input the filter looks at"))
        self.across = _box(
            tr("row "), tr("Which row (or column) of the kernel: its weights are drawn")
        )
        for box in (self.filter, self.channel, self.across):
            box.valueChanged.connect(lambda _: self.line_chosen.emit())
        self.layers = _list(tr("Layers"), tr("Also draw the layers behind, to see the field grow"))
        self.layers.currentIndexChanged.connect(lambda _: self.drawing_chosen.emit())
        self.variant = _list(
            tr("Compare"), tr("The same units sparse, without shared weights, or dense")
        )
        _fill(self.variant, [(text, text) for text, _ in VARIANTS], None)
        self.variant.addItem(tr("side by side"), "all")
        self.variant.currentIndexChanged.connect(lambda _: self.drawing_chosen.emit())
        row = FlowLayout(self)
        for widget in (
            *(self.choice, self.line, self.filter, self.channel, self.across),
            *(self.layers, self.variant),
        ):
            row.addWidget(widget)

    @property
    def chosen(self) -> Slice:
        """The slice that is chosen."""
        return Slice(
            self.line.currentData() or "width",
            self.filter.value(),
            self.channel.value() - self.channel.minimum(),
            self.across.value(),
        )

    @property
    def layers_deep(self) -> int:
        """How many layers are to be drawn."""
        return max(0, self.layers.currentIndex()) + 1

    @property
    def variants(self) -> tuple[tuple[str, Callable[[Wiring], Wiring]], ...]:
        """As what the connections are to be drawn: one of `VARIANTS`, or all."""
        at = self.variant.currentIndex()
        return VARIANTS if at == len(VARIANTS) else VARIANTS[at : at + 1]

    def choose_layer(self, name: str) -> None:
        """Choose this one, if it is offered."""
        self.choice.setCurrentIndex(self.choice.findData(name))

    def know_layers(self, kinds: Iterable[tuple[str, str]], chosen: str) -> None:
        """Offer these layers, given by name and kind."""
        entries = [(f"{name} · {kind}", name) for name, kind in kinds]
        known = [(self.choice.itemText(at), self.choice.itemData(at)) for at in _rows(self.choice)]
        if entries == known:
            return
        blocked = self.choice.blockSignals(True)
        _fill(self.choice, entries, None)
        self.choice.setCurrentIndex(self.choice.findData(chosen))
        self.choice.setEnabled(bool(entries))
        self.choice.blockSignals(blocked)

    def offer_lines(self, layer: LayerAnalysis | None) -> None:
        """Offer the lines of this layer, or nothing more where it has none.

        Of another layer than before, the most telling line is chosen.
        """
        lines = lines_of(layer) if layer is not None else ()
        name = layer.name if layer is not None else ""
        before = self.line.currentData() if name == self._offered else None
        self._offered = name
        _fill(self.line, [(_LINES[each], each) for each in lines], before)
        self.line.setVisible(len(lines) > 1)
        for widget in (self.filter, self.channel, self.across, self.layers, self.variant):
            widget.setVisible(False)

    def offer_choices(self, layer: LayerAnalysis, deepest: int) -> None:
        """Offer the filters and channels of the chosen line, and so many layers."""
        along = self.chosen.along
        most = choices_of(layer, along)
        _limit(self.filter, 0, most.filters)
        _limit(self.channel, input_channel(layer, Slice(along, self.filter.value())), most.channels)
        _limit(self.across, 0, most.across, usual=most.across // 2)
        self.across.setPrefix(tr("column ") if along == "height" else tr("row "))
        texts = [
            tr("1 layer"),
            *(tr("{count} layers", count=count) for count in range(2, deepest + 1)),
        ]
        _fill(self.layers, list(zip(texts, range(deepest), strict=True)), self.layers.currentData())
        self.layers.setVisible(deepest > 1)

    def offer_variants(self, *, there: bool) -> None:
        """Whether there is anything to compare with."""
        self.variant.setVisible(there)


def _rows(chooser: QComboBox) -> range:
    return range(chooser.count())


def _list(name: str, tip: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setToolTip(tip)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return made


def _box(prefix: str, tip: str) -> QSpinBox:
    made = QSpinBox()
    made.setPrefix(prefix)
    made.setAccessibleName(prefix.strip().capitalize())
    made.setToolTip(tip)
    return made


def _fill(chooser: QComboBox, entries: Sequence[tuple[str, object]], chosen: object) -> None:
    """Offer these; what was chosen before stays where it is still offered."""
    blocked = chooser.blockSignals(True)
    chooser.clear()
    for text, data in entries:
        chooser.addItem(text, data)
    kept = [row for row, (_, data) in enumerate(entries) if data == chosen]
    chooser.setCurrentIndex(kept[0] if kept else 0 if entries else -1)
    chooser.blockSignals(blocked)


def _limit(box: QSpinBox, first: int, count: int, usual: int | None = None) -> None:
    """Let a box choose one of so many, from `first` on; hidden where there is no choice.

    `usual` is chosen where there is another number to choose from than before.
    """
    blocked = box.blockSignals(True)
    another = box.maximum() - box.minimum() + 1 != count
    box.setRange(first, first + count - 1)
    if another and usual is not None:
        box.setValue(usual)
    box.blockSignals(blocked)
    box.setVisible(count > 1)
