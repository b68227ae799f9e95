"""Ready blocks to build with, and the edit that puts one into a network.

A block that waits to be used is a small network, its template: the block's layers, and an Input
that stands for whatever will feed them. The Input's wires say which layers those are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.language import tr
from app.network.architectures.builder import NetworkBuilder
from app.network.architectures.inception import GOOGLENET, add_inception
from app.network.architectures.residual import (
    Body,
    Shortcut,
    basic_body,
    bottleneck_body,
    projection,
)
from app.network.architectures.squeeze_excite import squeeze_excite
from app.network.arrange import arrange
from app.network.blocks import block_paths, layers_in, wires_in
from app.network.edits import PasteLayers, free_block_name, part_of, shared_path
from app.network.graph import Network, NetworkError, Position, Wire
from app.network.layer import Layer
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Input
from app.network.layers.merge import Add
from app.network.layers.pooling import MaxPool2d

_SIDE = 32
"""Height and width of the Input in a template; any would do."""


@dataclass(frozen=True)
class ReadyBlock:
    """A block of the literature; `template` makes it for a number of channels that come in."""

    name: str
    title: str
    help: str
    template: Callable[[int], Network]


def _residual(name: str, body: Body, *, widens: bool = False) -> Callable[[int], Network]:
    def template(channels: int) -> Network:
        net = _begin(name, channels)
        shortcut: Shortcut = projection
        width = channels * 2 if widens else channels
        if body is bottleneck_body:
            width = max(1, width // 4)
        with net.block(name):
            stride = 2 if widens else 1
            out = body(net, width, stride)
            changed = net.last
            passed = shortcut(net, "input", channels, out, stride)
            net.add("add", Add(), changed, passed)
            net.add("relu", ReLU())
        return net.build()

    return template


def _vgg_stage(channels: int) -> Network:
    net = _begin("vgg_stage", channels)
    filters = min(512, 2 * channels) if channels >= 64 else 64
    with net.block("vgg_stage"):
        for number in ("1", "2"):
            net.add(f"conv{number}", Conv2d(filters, 3, padding=1))
            net.add(f"relu{number}", ReLU())
        net.add("pool", MaxPool2d())
    return net.build()


def _inception(channels: int) -> Network:
    net = _begin("inception", channels)
    add_inception(net, "inception", GOOGLENET["3a"])
    return net.build()


def _squeeze_excite(channels: int) -> Network:
    net = _begin("se", channels)
    squeeze_excite(net, channels, reduction=max(1, min(16, channels // 4)))
    return net.build()


def _begin(name: str, channels: int) -> NetworkBuilder:
    return NetworkBuilder(name, Input(channels, _SIDE, _SIDE))


READY_BLOCKS = (
    ReadyBlock(
        "vgg_stage", tr("VGG stage"), tr("Two 3×3 convolutions and a pooling that halves the "
        "size."),
        _vgg_stage,
    ),
    ReadyBlock(
        "residual", tr("Residual block"), tr("Two 3×3 convolutions, added to what came in."),
        _residual("residual", basic_body),
    ),
    ReadyBlock(
        "bottleneck", tr("Bottleneck block"),
        tr("1×1 down, 3×3, 1×1 up again, added to what came in."),
        _residual("bottleneck", bottleneck_body),
    ),
    ReadyBlock(
        "projection", tr("Residual block, projected"),
        tr("Halves the size and doubles the channels; a 1×1 convolution on the shortcut."),
        _residual("projection", basic_body, widens=True),
    ),
    ReadyBlock(
        "inception", tr("Inception module"),
        tr("1×1, 3×3, 5×5 and pooling side by side, concatenated (GoogLeNet's 3a)."),
        _inception,
    ),
    ReadyBlock(
        "se", tr("Squeeze-and-excitation"), tr("Weighs each channel by what all channels hold."),
        _squeeze_excite,
    ),
)  # fmt: skip
"""In the order of the palette."""


def template_of(network: Network, path: str, image: Input) -> Network:
    """A block of a network as a template that can be kept; `image` has the shape it was fed.

    Of several layers that feed the block, the first stands for the Input.
    """
    names = frozenset(layers_in(network, path))
    if not names:
        raise NetworkError(tr("there is no block {path!r}", path=path))
    part = part_of(network, names)
    entering = wires_in(network, path)
    entries = [wire.target for wire in entering if wire.source == entering[0].source]
    if not entries:
        entries = [
            name for name in part.order if not part.sources_of[name] and name not in part.inputs
        ]
    stand_in = "input"
    while stand_in in part.layers:
        stand_in += "_"
    layers: dict[str, Layer] = {stand_in: image}
    name = path.rpartition("/")[2]
    whole = replace(
        part,
        name=name,
        layers=layers | dict(part.layers),
        wires=(*(Wire(stand_in, entry) for entry in entries), *part.wires),
    )
    return whole.with_blocks({n: name + part.blocks[n][len(path) :] for n in names})


@dataclass(frozen=True)
class AddBlock:
    """Put the block of a template on the canvas, its top left at `position`, fed by `after`.

    `before` are the wires out of `after` that the block is put into: what they fed follows it.
    """

    template: Network
    position: Position
    after: str | None = None
    before: tuple[Wire, ...] = ()

    @property
    def label(self) -> str:
        return tr("Add {name}", name=self.template.name)

    def apply(self, network: Network) -> Network:
        fragment, entries, exits = parts_of(self.template)
        left = min(at.x for at in fragment.positions.values())
        top = min(at.y for at in fragment.positions.values())
        offset = Position(self.position.x - left, self.position.y - top)
        paste = PasteLayers(fragment.with_blocks({}), offset)
        names = paste.new_names(network)
        pasted = paste.apply(network)
        fed = tuple(Wire(self.after, names[entry]) for entry in entries) if self.after else ()
        wires = pasted.wires
        if self.before:
            if len(exits) != 1:
                raise NetworkError(
                    tr(
                        "{name} has {exits} ends: none can go on",
                        name=self.template.name,
                        exits=len(exits),
                    )
                )
            last = names[exits[0]]
            wires = tuple(Wire(last, w.target) if w in self.before else w for w in wires)
        outer = network.blocks.get(self.after or "")
        for wire in self.before:
            outer = shared_path(outer, network.blocks.get(wire.target))
        paths = self._new_paths(network, fragment, outer if self.before else "")
        return replace(pasted, wires=(*wires, *fed)).with_blocks(
            {**pasted.blocks, **{names[name]: path for name, path in paths.items()}},
            pasted.collapsed,
        )

    @staticmethod
    def _new_paths(network: Network, fragment: Network, outer: str | None) -> dict[str, str]:
        inside = f"{outer}/" if outer else ""
        used = set(block_paths(network))
        free: dict[str, str] = {}
        for first in dict.fromkeys(path.partition("/")[0] for path in fragment.blocks.values()):
            free[first] = free_block_name(inside + first, used)
            used.add(free[first])
        return {
            name: free[path.partition("/")[0]] + "".join(path.partition("/")[1:])
            for name, path in fragment.blocks.items()
        }


def parts_of(template: Network) -> tuple[Network, tuple[str, ...], tuple[str, ...]]:
    """The block of a template without its Input, placed; its entries and its ends."""
    inputs = frozenset(template.inputs[:1])
    fragment = part_of(template, frozenset(template.layers) - inputs)
    if not fragment.layers:
        raise NetworkError(tr("the block is empty"))
    if fragment.positions.keys() != fragment.layers.keys():
        fragment = replace(fragment, positions=arrange(fragment))
    entries = tuple(w.target for w in template.wires if w.source in inputs)
    ends = tuple(name for name in fragment.order if not fragment.targets_of[name])
    return fragment, entries, ends
