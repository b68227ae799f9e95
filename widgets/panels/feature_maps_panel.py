"""What every layer outputs for the probe image, pooled outputs beside their inputs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from app.inspection.gradient_results import Backward
from app.language import listed, tr
from app.network.analysis import LayerAnalysis, analyse
from app.network.arithmetic import shape_text
from app.network.graph import Network
from app.network.layer import Family
from app.network.layers.dense import Input
from widgets.figures.on_paper import on_paper
from widgets.number_text import number_text
from widgets.panels.enlarged_picture import Pane, Pointed, Window
from widgets.panels.gradient_pictures import gradient_block, gradient_panes, gradient_pictures
from widgets.panels.picture_layout import Block, Spot
from widgets.panels.picture_panel import PicturePanel
from widgets.panels.picture_values import Pictures
from widgets.pictures import strip_rows
from widgets.theme import FAMILY_COLOURS

_FAMILIES: tuple[tuple[str, Family | None], ...] = (
    (tr("All layers"), None),
    (tr("Convolution"), "convolution"),
    (tr("Pooling"), "pooling"),
    (tr("Activation"), "activation"),
)


class FeatureMapsPanel(PicturePanel):
    """The feature maps of the probe image, layer by layer, live."""

    maps_shown = Signal()
    """There are new maps, or others are in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Feature maps"),
            tr("Connect layers to the input to see what they make of the image"),
            parent,
        )
        self._network = Network()
        self._layers: Mapping[str, LayerAnalysis] = {}
        self._maps: Mapping[str, np.ndarray[Any, Any]] = {}
        self._pictures: dict[str, Pictures] = {}
        self._backward: Backward | None = None
        self._family: Family | None = None
        self.family_choice = QComboBox()
        for text, family in _FAMILIES:
            self.family_choice.addItem(text, family)
        self.family_choice.setAccessibleName(tr("Layers shown"))
        self.family_choice.setToolTip(tr("Which layers are shown; the image always comes first"))
        self.family_choice.currentIndexChanged.connect(self._choose_family)
        on_paper(self.family_choice)
        self.controls.insertWidget(0, self.family_choice)

    def show_maps(self, network: Network, maps: Mapping[str, np.ndarray[Any, Any]]) -> None:
        """Show the outputs (C×H×W or (F,), float32) of `network` by layer name.

        Layers without an entry show empty frames; entries of a wrong shape count as missing.
        """
        self._take(network, maps)
        self.maps_shown.emit()

    def _take(self, network: Network, maps: Mapping[str, np.ndarray[Any, Any]]) -> None:
        if network is not self._network:
            changed = (network.layers, network.wires) != (self._network.layers, self._network.wires)
            self._network = network
            if changed:
                self._layers = analyse(network).layers
                self._set_blocks()
        self._maps = maps
        self._pictures = {
            block.name: pictures
            for block in self.grid.blocks
            if (pictures := self._pictures_of(block)) is not None
        }
        self.grid.set_pictures(self._pictures)
        self._refresh_hint()
        self._refresh_enlarged()

    def show_gradients(self, found: Backward | None) -> None:
        """Show these gradients beside the maps; None to show the maps alone."""
        turned = (found is None) != (self._backward is None)
        self._backward = found
        if turned:
            self._set_blocks()
        self._take(self._network, self._maps)

    @property
    def gradients(self) -> Mapping[str, np.ndarray[Any, Any]]:
        """The gradient at the output of each layer in sight; empty while it looks forward."""
        return self._backward.gradients if self._backward is not None else {}

    def wanted(self) -> frozenset[str]:
        """The layers whose outputs are in sight, with the inputs of pooling layers in sight."""
        names = set(self._blocks_in_sight())
        for name in tuple(names):
            if self._pools(name):
                names.add(self._network.source_of[name])
        return frozenset(names)

    def _choose_family(self, index: int) -> None:
        self._family = self.family_choice.itemData(index)
        self.close_enlarged()
        self._set_blocks()
        self.show_maps(self._network, self._maps)

    def _set_blocks(self) -> None:
        self.grid.set_blocks(
            [
                self._turned(self._block(layer), layer)
                for layer in self._layers.values()
                if layer.output is not None
                and (self._family in (None, layer.layer.family) or isinstance(layer.layer, Input))
            ]
        )

    def _block(self, layer: LayerAnalysis) -> Block:
        output = layer.output
        assert output is not None
        tint = FAMILY_COLOURS[layer.layer.family]
        title = f"{layer.name} · {shape_text(output)}"
        if len(output) == 1:
            return Block(layer.name, title, tint, output[0])
        rows = self._rows(layer.name)
        if len(output) == 2:  # a signal: one picture with a strip for each channel
            return Block(layer.name, title, tint, 1, (output[0] * rows, output[1]))
        count, height, width = output[0], output[1] * rows, output[2]
        if isinstance(layer.layer, Input):
            count = 1 if count == 3 else count
        if not self._pools(layer.name) or layer.input is None:
            return Block(layer.name, title, tint, count, (height, width))
        title = f"{layer.name} · {shape_text(layer.input)} → {shape_text(output)}"
        before = (layer.input[1], layer.input[2])
        return Block(layer.name, title, tint, count, (height, width), before)

    def _turned(self, block: Block, layer: LayerAnalysis) -> Block:
        """The block as it is while gradients are shown."""
        if self._backward is None or layer.output is None:
            return block
        return gradient_block(block, layer.output, pools=self._pools(layer.name))

    def _pools(self, name: str) -> bool:
        layer = self._layers.get(name)
        if layer is None or layer.input is None or layer.output is None:
            return False
        # Beside one another they can only stand where each map has become one map.
        maps = len(layer.input) == 3 and layer.input[0] == layer.output[0]
        return maps and layer.layer.family == "pooling"

    def _rows(self, name: str) -> int:
        """Rows of a picture that show one row of the output, where that is a signal's."""
        layer = self._layers[name]
        return 1 if layer.output is None or self._pools(name) else _strip_rows(layer.output)

    def _pictures_of(self, block: Block) -> Pictures | None:
        rows = self._rows(block.name)
        if self._backward is not None:
            return gradient_pictures(
                block.name,
                self._source(block.name),
                rows,
                self._maps,
                self._backward,
                pools=self._pools(block.name),
                colours="grey"
                if self._layers[block.name].layer.family == "input"
                else "sequential",
            )
        values = self._maps.get(block.name)
        if values is None:
            return None
        if values.ndim == 2:
            return Pictures(np.repeat(values, rows, axis=0)[None])
        if values.ndim == 1:
            return Pictures(values.reshape(-1, 1, 1))
        if rows > 1:
            values = np.repeat(values, rows, axis=1)
        if self._layers[block.name].layer.family == "input":
            return Pictures(values[None] if len(values) == 3 else values, "grey")
        if not block.before:
            return Pictures(values)
        before = self._maps.get(self._network.source_of[block.name])
        return None if before is None else Pictures(values, before=before)

    def _source(self, name: str) -> str:
        return self._network.source_of.get(name, "")

    def _describe(self, spot: Spot) -> str:
        block = next(block for block in self.grid.blocks if block.name == spot.block)
        earlier = spot.part == "before" and self._pools(spot.block)
        name = self._network.source_of[spot.block] if earlier else spot.block
        output = self._layers[name].output
        if output is not None and len(output) == 1:
            where = tr("{name}, unit {index}", name=name, index=spot.index)
        elif output is not None and len(output) == 2:
            where = tr(
                "{name}, channel {y}, value {x}", name=name, y=spot.y // self._rows(name), x=spot.x
            )
        elif self._layers[name].layer.family == "input" and block.count == 1:
            where = f"{name}, ({spot.y // self._rows(name)}, {spot.x})"
        else:
            row = spot.y // self._rows(name)
            where = tr(
                "{name}, channel {index}, ({row}, {x})",
                name=name,
                index=spot.index,
                row=row,
                x=spot.x,
            )
        pictures = self._pictures.get(spot.block)
        if pictures is None or not pictures.fits(block):
            return where
        values = np.atleast_1d(pictures.value(spot))
        text = listed(number_text(float(value)) for value in values)
        if self._backward is not None:
            before = spot.part == "before" and not self._pools(spot.block)
            if before:
                return tr("{where}: {numbers} forward", where=where, numbers=text)
            return tr("{where}: {numbers} gradient", where=where, numbers=text)
        if block.before and spot.part == "picture":
            top, left, height, width = self._window(spot.block, spot.y, spot.x)
            rows, columns = f"{top}–{top + height - 1}", f"{left}–{left + width - 1}"
            text += tr(
                ", from rows {rows}, columns {columns} of its input", rows=rows, columns=columns
            )
        return f"{where}: {text}"

    def _window(self, name: str, y: int, x: int) -> Window:
        """Which part of its input a pooling layer made a value of."""
        layer = self._layers[name]
        assert layer.measure is not None
        if layer.measure.window is not None:
            (height, width), (down, right), (above, before) = layer.measure.window
            return y * down - above, x * right - before, height, width
        assert layer.input is not None
        assert layer.output is not None
        # Pooling to a given size, whose windows torch spreads as evenly as whole pixels allow.
        _, rows, columns = layer.input
        _, down, right = layer.output
        top, left = y * rows // down, x * columns // right
        bottom, end = -(-(y + 1) * rows // down), -(-(x + 1) * columns // right)
        return top, left, bottom - top, end - left

    def _show_enlarged(self, block: str, index: int) -> None:
        pictures = self._pictures.get(block)
        placed = next(b for b in self.grid.blocks if b.name == block)
        if pictures is None or not pictures.fits(placed):
            self.enlarged.show_panes([], (0, 1), "sequential")
            return
        if self._backward is not None:
            pools = self._pools(block)
            panes = gradient_panes(
                block, self._source(block), index, self._maps, self._backward, pools=pools
            )
            linked = (lambda y, x: self._window(block, y, x)) if pools else None
            self.enlarged.show_panes(panes, pictures.range, pictures.colours, linked)
            return
        panes = []
        if pictures.before is not None:
            source = self._network.source_of[block]
            shape = shape_text(pictures.before.shape[-2:])
            panes.append(Pane(f"{source} {shape}", pictures.before[index]))
        values = pictures.values[index]
        if placed.size == (1, 1) and not placed.before:
            values = pictures.values.reshape(-1, _unit_columns(placed.count))
        panes.append(Pane(f"{block} {shape_text(values.shape[-2:])}", values))
        window = (lambda y, x: self._window(block, y, x)) if placed.before else None
        self.enlarged.show_panes(panes, pictures.range, pictures.colours, window)

    def _read_pointed(self, pointed: Pointed | None) -> None:
        if self._backward is None or pointed is None or self._enlarged is None:
            super()._read_pointed(pointed)
            return
        pane = self.enlarged.panes[pointed.pane]
        value = number_text(float(pane.values[..., pointed.y, pointed.x]))
        self._say(f"{pane.caption}, ({pointed.y}, {pointed.x}): {value}")

    def _spot(self, block: str, index: int, pointed: Pointed) -> Spot:
        placed = next(b for b in self.grid.blocks if b.name == block)
        if placed.size != (1, 1) or placed.before:
            return super()._spot(block, index, pointed)
        unit = pointed.y * _unit_columns(placed.count) + pointed.x
        return Spot(block, unit, "picture", 0, 0)

    def _enlarged_title(self) -> str:
        assert self._enlarged is not None
        placed = next(b for b in self.grid.blocks if b.name == self._enlarged[0])
        if placed.size == (1, 1) and not placed.before:
            return tr("{name}, all {count} values", name=placed.name, count=placed.count)
        return tr(
            "{enlarged}, channel {enlarged2}",
            enlarged=self._enlarged[0],
            enlarged2=self._enlarged[1],
        )


def _strip_rows(output: Sequence[int]) -> int:
    """Rows of a picture for one of a signal's, which is C×L or, as an image, C×1×L; else 1."""
    if len(output) == 2 and output[1] > 1:
        return strip_rows(output[0], output[1])
    if len(output) == 3 and output[1] == 1 and output[2] > 1:
        return strip_rows(1, output[2])
    return 1


def _unit_columns(count: int) -> int:
    """Columns of a full table of `count` values, 32 at most where that can be; else one row."""
    columns = max(d for d in range(1, 33) if count % d == 0)
    return columns if columns >= 8 else count
