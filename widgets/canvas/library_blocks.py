"""Blocks from the palette: ready ones and the user's, put where they are dropped or chosen."""

from __future__ import annotations

from PySide6.QtCore import QMimeData

from app.files.user_blocks import read_block
from app.network.analysis import Analysis
from app.network.arrange import COLUMN_STEP
from app.network.block_library import READY_BLOCKS, AddBlock, parts_of
from app.network.edits import Edit
from app.network.graph import Network, NetworkError, Position, Wire
from widgets.canvas.placing import free_shift, placed

BLOCK_MIME = "application/x-convas-block"
"""What a drag of a block from the palette carries: its key in UTF-8."""
OWN = "own/"
"""The key of a block of the user's is its name behind this; that of a ready one its name."""
_CHANNELS = 64
"""What a ready block is made for where it is not known what will feed it."""


def dragged_block(data: QMimeData) -> str:
    """The key of the block that a drag carries; empty where it carries none."""
    if not data.hasFormat(BLOCK_MIME):
        return ""
    return bytes(data.data(BLOCK_MIME).data()).decode("utf-8", "replace")


def template_for(key: str, analysis: Analysis, after: str | None) -> Network | None:
    """The template of a block, made for the channels of the layer that is to feed it.

    None where one of the user's is not there any more, or cannot be read.
    """
    if key.startswith(OWN):
        try:
            return read_block(key.removeprefix(OWN))
        except (OSError, NetworkError):
            return None
    shape = analysis.layers[after].output if after else None
    channels = shape[0] if shape and len(shape) == 3 else _CHANNELS
    return next((ready.template(channels) for ready in READY_BLOCKS if ready.name == key), None)


def block_edit(
    network: Network,
    template: Network,
    after: str | None,
    wires: tuple[Wire, ...],
    corner: Position,
) -> Edit:
    """Put a block behind `after`, into `wires`, where it covers no card; loose at `corner`.

    `wires` come out of `after`. A block with several ends is only fed: nothing could follow it.
    """
    network = placed(network)
    fragment, _entries, ends = parts_of(template)
    places = fragment.positions.values()
    left, top = min(at.x for at in places), min(at.y for at in places)
    at = network.positions[after] if after else None
    place = Position(at.x + COLUMN_STEP, at.y) if at else corner
    shift = free_shift(network, places, Position(place.x - left, place.y - top))
    place = Position(left + shift.x, top + shift.y)
    return AddBlock(template, place, after, wires if len(ends) == 1 else ())
