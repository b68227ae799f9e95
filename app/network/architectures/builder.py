"""Growing a network layer by layer, with branches, names of one's own and blocks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from app.network.arrange import arrange
from app.network.graph import Network, Wire
from app.network.layer import Layer
from app.network.layers.dense import Input


class NetworkBuilder:
    """Appends layers behind one another; `after` names where a branch begins or several meet.

    Within ``with builder.block("layer1")`` the layers lie in that block, and their names begin
    with the blocks they lie in: `layer1_block1_conv1`.
    """

    def __init__(self, name: str, image: Input) -> None:
        self._name = name
        self._layers: dict[str, Layer] = {"input": image}
        self._wires: list[Wire] = []
        self._path: tuple[str, ...] = ()
        self._blocks: dict[str, str] = {}
        self.last = "input"
        """The layer that was appended last, behind which the next one comes."""

    def add(self, name: str, layer: Layer, *after: str) -> str:
        """Append a layer behind `after`, or else behind the last one; returns its full name."""
        full = "_".join((*self._path, name))
        assert full not in self._layers, full
        self._layers[full] = layer
        self._wires += [Wire(source, full) for source in after or (self.last,)]
        if self._path:
            self._blocks[full] = "/".join(self._path)
        self.last = full
        return full

    @contextmanager
    def block(self, name: str) -> Iterator[None]:
        """All that is appended within lies in a block of this name."""
        self._path = (*self._path, name)
        yield
        self._path = self._path[:-1]

    def build(self) -> Network:
        """The network, tidily placed."""
        network = Network(self._name, self._layers, tuple(self._wires)).with_blocks(self._blocks)
        return replace(network, positions=arrange(network))
