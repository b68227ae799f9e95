"""Which positions of earlier layers a unit sees, and which of later layers it reaches (row A13).

The analysis says how large a receptive field is; this says where it lies, in every layer on the
way and through any branches. What is found is exact: positions that only padding or the holes of
a dilated kernel would reach are not counted. A position stands for all channels there. A signal
lies on one row, as do the features of a vector.

Positions along an axis are kept as the bits of a whole number (see `receptive_axes`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from app.language import tr
from app.network.analysis import Analysis, LayerAnalysis
from app.network.arithmetic import Shape, WindowSize, shape_text
from app.network.fields import as_pair
from app.network.graph import Network
from app.network.layers.adaptive import AdaptiveAvgPool2d, AdaptiveMaxPool2d, ChannelMaxPool
from app.network.layers.dense import Flatten
from app.network.layers.merge import Concatenate, Multiply
from app.network.layers.normalisation import GroupNorm
from app.network.layers.reshape import Reshape
from app.network.receptive_axes import All, Axis, Same, Sliding, Spans, adaptive, axis_of, run


class Rectangle(NamedTuple):
    """Rows `top` to `bottom` and columns `left` to `right`; the last of each is not in it."""

    top: int
    left: int
    bottom: int
    right: int


class Sides(NamedTuple):
    """So many rows or columns on each side."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Reach:
    """What a unit sees of one layer.

    `seen` is the smallest rectangle around the positions that have a part in it; None where all
    is padding. `window` is the rectangle that the sizes alone give, which may begin before the
    first row and end behind the last.
    """

    seen: Rectangle | None
    window: Rectangle
    grid: tuple[int, int]
    """(height, width) of the layer's output."""

    @property
    def padding(self) -> Sides:
        """How far the window lies in the padding on each side, in positions of this layer."""
        height, width = self.grid
        top, left, bottom, right = self.window
        return Sides(max(0, -top), max(0, -left), max(0, bottom - height), max(0, right - width))


def seen_by(network: Network, analysis: Analysis, name: str, at: Rectangle) -> dict[str, Reach]:
    """What the positions `at` in the output of `name` see of each layer that leads to it.

    In the network's order. Raises ValueError where the layer has no such positions.
    """
    sets = {name: _checked(analysis, name, at)}
    windows = {name: at}
    for target in (name, *network.upstream(name)):
        for wire, source in enumerate(network.sources_of[target]):
            if analysis.layers[source].output is None:
                continue
            relation = _relation(analysis.layers[target], wire)
            found = [part for each in sets.get(target, []) for part in relation.back(each)]
            sets[source] = _union(sets.get(source, []), found)
            window = relation.window(windows[target], found)
            windows[source] = _around(windows[source], window) if source in windows else window
    return {
        each: Reach(_box(sets[each]), windows[each], grid_of(analysis.layers[each].output or ()))
        for each in network.order
        if each in windows and each != name
    }


def reached_from(
    network: Network, analysis: Analysis, name: str, at: Rectangle
) -> dict[str, Rectangle]:
    """Where the positions `at` in the output of `name` have a part in the layers behind it.

    In the network's order; layers that they do not reach are left out. Raises ValueError where
    the layer has no such positions.
    """
    sets = {name: _checked(analysis, name, at)}
    behind = network.downstream(name)
    for target in network.order:
        if target not in behind or analysis.layers[target].output is None:
            continue
        for wire, source in enumerate(network.sources_of[target]):
            relation = _relation(analysis.layers[target], wire)
            found = [part for each in sets.get(source, []) for part in relation.forward(each)]
            sets[target] = _union(sets.get(target, []), found)
    boxes = {each: _box(positions) for each, positions in sets.items() if each != name}
    return {each: box for each, box in boxes.items() if box is not None}


def window_at(layer: LayerAnalysis, row: int, column: int, wire: int = 0) -> Rectangle:
    """The rectangle of its input that one position of a layer looks at, padding included."""
    at = Rectangle(row, column, row + 1, column + 1)
    relation = _relation(layer, wire)
    return relation.window(at, relation.back(_positions(at)))


def grid_of(shape: Shape) -> tuple[int, int]:
    """(height, width) on which the units of a shape lie: a signal or a vector is one row."""
    return (shape[1], shape[2]) if len(shape) == 3 else (1, shape[-1])


class _Positions(NamedTuple):
    """All crossings of some rows and some columns, each the bits of a number."""

    rows: int
    columns: int


def _positions(at: Rectangle) -> _Positions:
    return _Positions(run(at.top, at.bottom), run(at.left, at.right))


def _everything(shape: Shape) -> _Positions:
    return _positions(Rectangle(0, 0, *grid_of(shape)))


def _checked(analysis: Analysis, name: str, at: Rectangle) -> list[_Positions]:
    found = analysis.layers.get(name)
    if found is None or found.output is None:
        raise ValueError(
            tr("{name} has no output: connect it and mend what does not fit first", name=name)
        )
    height, width = grid_of(found.output)
    if not (0 <= at.top < at.bottom <= height and 0 <= at.left < at.right <= width):
        raise ValueError(
            tr(
                "{name} gives {shape}; rows {top} to {bottom} and columns {left} to "
                "{right} are not in it",
                name=name,
                shape=shape_text(found.output),
                top=at.top,
                bottom=at.bottom,
                left=at.left,
                right=at.right,
            )
        )
    return [_positions(at)]


_MOST_PARTS = 64


def _union(known: list[_Positions], new: Iterable[_Positions]) -> list[_Positions]:
    """Both together, without parts that lie within others or hold nothing.

    Beyond `_MOST_PARTS`, which only branches of many different dilations need, they are taken as
    one, which may count crossings too many.
    """
    parts = list(known)
    for part in new:
        if not part.rows or not part.columns or any(_within(part, other) for other in parts):
            continue
        parts = [other for other in parts if not _within(other, part)] + [part]
    if len(parts) <= _MOST_PARTS:
        return parts
    rows = columns = 0
    for part in parts:
        rows, columns = rows | part.rows, columns | part.columns
    return [_Positions(rows, columns)]


def _within(part: _Positions, other: _Positions) -> bool:
    return not (part.rows & ~other.rows or part.columns & ~other.columns)


def _box(parts: list[_Positions]) -> Rectangle | None:
    rows = columns = 0
    for part in parts:
        rows, columns = rows | part.rows, columns | part.columns
    if not rows:
        return None
    top, left = (rows & -rows).bit_length() - 1, (columns & -columns).bit_length() - 1
    return Rectangle(top, left, rows.bit_length(), columns.bit_length())


def _around(one: Rectangle, other: Rectangle) -> Rectangle:
    top, left = min(one.top, other.top), min(one.left, other.left)
    return Rectangle(top, left, max(one.bottom, other.bottom), max(one.right, other.right))


class _Relation(Protocol):
    def back(self, at: _Positions) -> list[_Positions]: ...

    def forward(self, at: _Positions) -> list[_Positions]: ...

    def window(self, at: Rectangle, seen: list[_Positions]) -> Rectangle: ...


class _ByAxis(NamedTuple):
    """Rows go with rows and columns with columns."""

    rows: Axis
    columns: Axis

    def back(self, at: _Positions) -> list[_Positions]:
        return [_Positions(self.rows.back(at.rows), self.columns.back(at.columns))]

    def forward(self, at: _Positions) -> list[_Positions]:
        return [_Positions(self.rows.forward(at.rows), self.columns.forward(at.columns))]

    def window(self, at: Rectangle, seen: list[_Positions]) -> Rectangle:  # noqa: ARG002
        top, bottom = self.rows.window(at.top, at.bottom)
        left, right = self.columns.window(at.left, at.right)
        return Rectangle(top, left, bottom, right)


class _Reordering(NamedTuple):
    """The same values in another shape, row by row: Flatten and Reshape."""

    before: Shape
    after: Shape

    def back(self, at: _Positions) -> list[_Positions]:
        return _reordered(at, self.after, self.before)

    def forward(self, at: _Positions) -> list[_Positions]:
        return _reordered(at, self.before, self.after)

    def window(self, at: Rectangle, seen: list[_Positions]) -> Rectangle:  # noqa: ARG002
        return _box(seen) or Rectangle(0, 0, *grid_of(self.before))


def _reordered(at: _Positions, shape: Shape, other: Shape) -> list[_Positions]:
    """Where the values at these positions, in all channels, lie in the other shape."""
    height, width = grid_of(shape)
    if at == _everything(shape):
        return [_everything(other)]
    columns = f"{at.columns:0{width}b}"
    rows = reversed(f"{at.rows:0{height}b}")
    # The last row stands first, for the first bit of a number is its last digit.
    channel = "".join(reversed([columns if bit == "1" else "0" * width for bit in rows]))
    channels = shape[0] if len(shape) > 1 else 1
    values = int(channel * channels, 2)
    height, width = grid_of(other)
    folded, pixels = 0, height * width
    while values:
        folded |= values & run(0, pixels)
        values >>= pixels
    by_columns: dict[int, int] = {}
    for row in range(height):
        found = folded >> row * width & run(0, width)
        by_columns[found] = by_columns.get(found, 0) | 1 << row
    return [_Positions(rows, columns) for columns, rows in by_columns.items() if columns]


def axes_of(layer: LayerAnalysis, wire: int = 0) -> tuple[Axis, Axis] | None:
    """How rows go with rows and columns with columns; None where a layer lays them out anew."""
    relation = _relation(layer, wire)
    return (relation.rows, relation.columns) if isinstance(relation, _ByAxis) else None


def _relation(layer: LayerAnalysis, wire: int) -> _Relation:
    """How the output of a layer goes with the input that this wire brings."""
    assert layer.measure is not None
    assert layer.output is not None
    kind, before, after = layer.layer, layer.inputs[wire], layer.output
    if isinstance(kind, Flatten | Reshape):
        return _Reordering(before, after)
    if isinstance(kind, AdaptiveAvgPool2d | AdaptiveMaxPool2d):
        counts = as_pair(kind.output_size)
        return _ByAxis(adaptive(before[1], counts[0]), adaptive(before[2], counts[1]))
    if len(before) == 1 and isinstance(kind, ChannelMaxPool):
        size = WindowSize(before[0], kind.group_size, kind.group_size, 0, 0)
        return _ByAxis(Same(), Sliding(size))
    if len(before) == 1 and isinstance(kind, GroupNorm):
        group = before[0] // kind.num_groups
        spans = tuple((i // group * group, (i // group + 1) * group) for i in range(before[0]))
        return _ByAxis(Same(), Spans(before[0], spans))
    if len(after) == 1 and isinstance(kind, Concatenate):
        shift = sum(shape[0] for shape in layer.inputs[:wire])
        return _ByAxis(Same(), Same(shift, before[0]))
    gates = isinstance(kind, Multiply) and before != after
    if gates or layer.measure.sees_all:
        rows, columns = zip(grid_of(before), grid_of(after), strict=True)
        return _ByAxis(All(*rows), All(*columns))
    mode: str = getattr(kind, "padding_mode", getattr(kind, "mode", "zeros"))
    axes = [axis_of(size, mode) for size in layer.measure.sizes]
    if not axes:
        return _ByAxis(Same(), Same())
    return _ByAxis(axes[0] if len(axes) == 2 else Same(), axes[-1])


def crosshair(
    network: Network, analysis: Analysis, name: str, at: Rectangle
) -> Mapping[str, Rectangle]:
    """The rectangles to draw in all layers for a position in one: seen, itself and reached."""
    seen = seen_by(network, analysis, name, at)
    boxes = {each: reach.seen for each, reach in seen.items() if reach.seen is not None}
    return {**boxes, name: at, **reached_from(network, analysis, name, at)}
