"""The summary table of a network: a row for each layer with what it costs, and the totals.

What the table has is declared once, in `COLUMNS`; the panel, the command line and the files that
are written show the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple, TypeAlias

from app.language import figures, in_english, tr
from app.network.analysis import BYTES_PER_NUMBER, Analysis, ReceptiveField
from app.network.arithmetic import Shape, percent_text, shape_text
from app.network.graph import Network
from app.network.layer import Layer
from app.network.problems import Problem
from app.network.quantities import memory_text, receptive_field_facts
from app.network.repeats import repeat_counts
from app.network.tables import Table

VIEWS = frozenset({"Flatten", "Reshape", "Identity"})
"""Kinds that only look at their input in another way and never copy it."""

IN_PLACE_NOTE = tr(
    "“total” counts the output of every layer; “total in place” lets activation functions, "
    "dropout and flattening write over their input where nothing else reads it."
)


class SummaryRow(NamedTuple):
    """One layer, or several added up; all counts are for one image.

    `output` is None, and the counts are 0, while the layer's shape is not known. Those of a block
    are its exit's, if it has only one.
    """

    name: str
    layer: Layer | None
    """None for several layers together."""
    output: Shape | None
    activations: int
    """Numbers in the output."""
    in_place: bool
    """Whether the output needs no memory of its own: it may stand where the input stood."""
    weights: int
    biases: int
    macs: int
    receptive_field: ReceptiveField | None
    problems: tuple[Problem, ...] = ()
    block: str = ""
    """The path of the innermost block that a layer lies in, or of the block that is added up."""

    @property
    def is_total(self) -> bool:
        """Whether this is the whole network added up."""
        return self.layer is None and not self.block

    @property
    def kind(self) -> str:
        return self.layer.kind if self.layer else ""

    @property
    def notation(self) -> str:
        return self.layer.notation if self.layer else ""

    @property
    def parameters(self) -> int:
        """Weights and biases."""
        return self.weights + self.biases

    @property
    def forward_bytes(self) -> int:
        """Memory for activations and parameters."""
        return BYTES_PER_NUMBER * (self.activations + self.weights + self.biases)

    @property
    def training_bytes(self) -> int:
        """The same with a gradient beside every number."""
        return 2 * self.forward_bytes


@dataclass(frozen=True)
class SummaryBlock:
    """A block with what it costs, and all that lies directly in it."""

    sums: SummaryRow
    members: tuple[Member, ...]
    times: int
    """How many equal copies in a row it consists of; 1 for one that is no repeat."""

    @property
    def rows(self) -> Iterator[SummaryRow]:
        """The layers in it and in its blocks."""
        for member in self.members:
            if isinstance(member, SummaryBlock):
                yield from member.rows
            else:
                yield member


Member: TypeAlias = "SummaryRow | SummaryBlock"


@dataclass(frozen=True)
class Summary:
    """A network's rows in the order of its layers, with the totals."""

    network: str
    rows: tuple[SummaryRow, ...]
    members: tuple[Member, ...]
    """The same rows, those of a block together, where the first of them stands."""
    total: SummaryRow
    """Every layer keeps its own output."""
    total_in_place: SummaryRow
    """Layers that may write over their input do so (see `SummaryRow.in_place`)."""

    @property
    def totals(self) -> tuple[SummaryRow, SummaryRow]:
        return self.total, self.total_in_place


def summarise(network: Network, analysis: Analysis) -> Summary:
    """The rows and totals of an analysed network."""
    targets, sources, blocks = network.targets_of, network.sources_of, network.blocks
    rows = []
    for name, found in analysis.layers.items():
        measure, layer = found.measure, found.layer
        if measure is None or measure.output is None:
            rows.append(
                SummaryRow(
                    *(name, layer, None, 0, False, 0, 0, 0, None),
                    *(found.problems, blocks.get(name, "")),
                )
            )
            continue
        feeding = sources[name]
        alone = len(feeding) == 1 and len(targets[feeding[0]]) == 1
        rows.append(
            SummaryRow(
                name,
                layer,
                measure.output,
                found.activations,
                may_write_over_input(layer) if alone else layer.kind in VIEWS,
                measure.weights.value,
                measure.biases.value,
                measure.macs.value,
                found.receptive_field,
                found.problems,
                blocks.get(name, ""),
            )
        )
    return Summary(
        network.name,
        tuple(rows),
        _grouped(network, rows) if blocks else tuple(rows),
        added_up(rows, tr("total")),
        added_up((row for row in rows if not row.in_place), tr("total in place"), besides=rows),
    )


def _grouped(network: Network, rows: Sequence[SummaryRow]) -> tuple[Member, ...]:
    """The rows with those of a block together."""
    times = repeat_counts(network)

    def members(rows: Sequence[SummaryRow], outer: str) -> tuple[Member, ...]:
        found: dict[str, list[SummaryRow]] = {}
        for row in rows:
            inner = row.block[len(outer) :].lstrip("/").partition("/")[0]
            found.setdefault(f"{outer}/{inner}".lstrip("/") if inner else row.name, []).append(row)
        return tuple(
            block(inside, key) if inside[0].block != outer else inside[0]
            for key, inside in found.items()
        )

    def block(rows: Sequence[SummaryRow], path: str) -> SummaryBlock:
        names = {row.name for row in rows}
        exits = [
            row
            for row in rows
            if not (after := network.targets_of[row.name]) or not names.issuperset(after)
        ]
        count = times.get(path, 1)
        name = path.rpartition("/")[2]
        sums = added_up(rows, f"{name} ×{count}" if count > 1 else name)._replace(
            block=path,
            output=exits[0].output if len(exits) == 1 else None,
            receptive_field=exits[0].receptive_field if len(exits) == 1 else None,
        )
        return SummaryBlock(sums, members(rows, path), count)

    return members(rows, "")


def may_write_over_input(layer: Layer) -> bool:
    """Whether the layer's output can stand where its input stood, if nothing else reads that.

    So count the lectures (row A9): an activation function has no line in their table. Softmax
    needs all its inputs for each output, so it does not.
    """
    if layer.family == "activation":
        return layer.kind != "Softmax"
    return layer.family == "dropout" or layer.kind in VIEWS


def added_up(
    rows: Iterable[SummaryRow], name: str, *, besides: Sequence[SummaryRow] | None = None
) -> SummaryRow:
    """Rows as one; with `besides`, only activations are of `rows` and the rest is of those."""
    rows = tuple(rows)
    counted = rows if besides is None else besides
    return SummaryRow(
        name=name,
        layer=None,
        output=None,
        activations=sum(row.activations for row in rows),
        in_place=False,
        weights=sum(row.weights for row in counted),
        biases=sum(row.biases for row in counted),
        macs=sum(row.macs for row in counted),
        receptive_field=None,
    )


# The columns

Form = Literal["words", "shape", "field", "count", "bytes", "share"]


class Column(NamedTuple):
    """One column of the table."""

    key: str
    """Its name in settings."""
    title: str
    help: str
    form: Form
    of: str
    """The attribute of a row that it shows."""

    @property
    def number(self) -> bool:
        return self.form in ("count", "bytes", "share")

    def value(self, row: SummaryRow) -> Any:
        """What a row is sorted by."""
        value = getattr(row, self.of)
        if self.form == "shape":
            return value or ()
        if self.form == "field":
            return value.size if value else (0, 0)
        return value

    def share(self, row: SummaryRow, total: SummaryRow) -> float:
        """The row's part of the total, 0 to 1."""
        whole = getattr(total, self.of)
        return getattr(row, self.of) / whole if whole else 0.0

    def text(self, row: SummaryRow, total: SummaryRow) -> str:
        """What people read; nothing rather than a nought."""
        value = getattr(row, self.of)
        if self.form == "words":
            return str(value)
        if (row.layer is None and value is None) or (row.is_total and self.form == "share"):
            return ""
        if self.form == "shape":
            return shape_text(value)
        if self.form == "field":
            return receptive_field_facts(value)[0]
        if not value:
            return "0" if row.is_total else ""
        if self.form == "share":
            return share_text(self.share(row, total))
        return memory_text(value) if self.form == "bytes" else figures(f"{value:,}")

    def plain(self, row: SummaryRow, total: SummaryRow) -> str:
        """What programs read: plain digits, memory in bytes, shares from 0 to 1."""
        if self.form == "share":
            return "" if row.is_total else f"{self.share(row, total):.6g}"
        if self.number:
            return str(getattr(row, self.of))
        if row.layer and getattr(row, self.of) is None:
            return ""
        return self.text(row, total)

    @property
    def plain_title(self) -> str:
        """The title over what programs read."""
        if self.form == "share":
            return _SHARES[self.key]
        return tr("{title} (bytes)", title=self.title) if self.form == "bytes" else self.title


_SHARES: Mapping[str, str] = {
    "parameters_share": tr("Share of parameters"),
    "macs_share": tr("Share of MACs"),
    "activations_share": tr("Share of activations"),
    "memory_share": tr("Share of memory"),
}
"""The columns of shares, without the per cent of what people read."""


def share_text(share: float) -> str:
    """A part of a whole in per cent: "98.2 %"."""
    return percent_text(share) if share >= 0.001 else figures("< 0.1 %")


COLUMNS: tuple[Column, ...] = (
    Column("layer", tr("Layer"), tr("The layer's name"), "words", "name"),
    Column(
        "block",
        tr("Block"),
        tr("The block that the layer lies in, with those around it"),
        "words",
        "block",
    ),
    Column("kind", tr("Kind"), tr("The kind of layer, as PyTorch calls it"), "words", "kind"),
    Column(
        "settings",
        tr("Settings"),
        tr("The settings as the lectures write them"),
        "words",
        "notation",
    ),
    Column(
        "output",
        tr("Output"),
        tr("Channels × height × width, or the length of a vector"),
        "shape",
        "output",
    ),
    Column("weights", tr("Weights"), tr("Learned numbers without the biases"), "count", "weights"),
    Column(
        "parameters",
        tr("Parameters"),
        tr("Learned numbers, biases included"),
        "count",
        "parameters",
    ),
    Column(
        "parameters_share", tr("% parameters"), tr("Share of all parameters"), "share", "parameters"
    ),
    Column("macs", tr("MACs"), tr("Multiply-accumulates for one image"), "count", "macs"),
    Column("macs_share", tr("% MACs"), tr("Share of all multiply-accumulates"), "share", "macs"),
    Column(
        "activations",
        tr("Activations"),
        tr("Numbers in the output for one image"),
        "count",
        "activations",
    ),
    Column(
        "activations_share",
        tr("% activations"),
        tr("Share of all activations"),
        "share",
        "activations",
    ),
    Column(
        "memory",
        tr("Memory"),
        tr("For one image forward: activations and parameters of 4 bytes"),
        "bytes",
        "forward_bytes",
    ),
    Column(
        "training_memory",
        tr("With gradients"),
        tr("The same memory with a gradient beside every activation and parameter"),
        "bytes",
        "training_bytes",
    ),
    Column("memory_share", tr("% memory"), tr("Share of all memory"), "share", "forward_bytes"),
    Column(
        "receptive_field",
        tr("Receptive field"),
        tr("What one unit sees of the image, and how far its neighbour's view is moved"),
        "field",
        "receptive_field",
    ),
)


WITHOUT_BLOCK = tuple(column for column in COLUMNS if column.key != "block")
"""The columns of a table that has rows for blocks."""


class Line(NamedTuple):
    """A row of a table that is grouped by block."""

    row: SummaryRow
    depth: int
    """How many blocks are around it."""


def grouped_lines(members: Iterable[Member], depth: int = 0) -> Iterator[Line]:
    """Blocks with their sums, and below each what lies in it; of equal copies only the first."""
    for member in members:
        if not isinstance(member, SummaryBlock):
            yield Line(member, depth)
            continue
        yield Line(member.sums, depth)
        inner = member.members
        if member.times > 1 and len(set(map(_costs, inner))) == 1 and (first := _block(inner[0])):
            name = tr("{name}, one of {times}", name=first.sums.name, times=member.times)
            inner = (replace(first, sums=first.sums._replace(name=name)),)
        yield from grouped_lines(inner, depth + 1)


def _block(member: Member) -> SummaryBlock | None:
    return member if isinstance(member, SummaryBlock) else None


def _costs(member: Member) -> object:
    """What copies must have in common for one of them to stand for all."""
    rows = member.rows if isinstance(member, SummaryBlock) else (member,)
    return tuple((row.output, row.weights, row.biases, row.macs) for row in rows)


_PLAIN_TOTALS = ("total", "total in place")


def summary_table(
    summary: Summary,
    columns: Sequence[Column] = COLUMNS,
    *,
    rows: Sequence[SummaryRow] | None = None,
    plain: bool = False,
) -> Table:
    """The summary as text: grouped by block with the totals, or only these `rows` without.

    `plain` is for programs: a row for each layer, digits without commas, bytes, shares of one, and
    no word or mark of the window's language but in the heads, which are for who looks for a column.
    """
    if rows is not None or plain:
        lines = [Line(row, 0) for row in (summary.rows if rows is None else rows)]
    else:
        lines = list(grouped_lines(summary.members))
    totals: tuple[SummaryRow, ...] = summary.totals if rows is None else ()

    if plain:
        totals = tuple(
            row._replace(name=name) for row, name in zip(totals, _PLAIN_TOTALS, strict=False)
        )

    def cells(row: SummaryRow) -> tuple[str, ...]:
        if plain:
            with in_english():
                return tuple(column.plain(row, summary.total) for column in columns)
        return tuple(column.text(row, summary.total) for column in columns)

    return Table(
        heads=tuple(column.plain_title if plain else column.title for column in columns),
        rows=tuple(cells(line.row) for line in lines),
        totals=tuple(map(cells, totals)),
        numbers=frozenset(at for at, column in enumerate(columns) if column.number),
        depths=tuple(line.depth for line in lines),
        headings=frozenset(at for at, line in enumerate(lines) if line.row.layer is None),
    )
