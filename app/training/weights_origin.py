"""Where the weights came from that a run began with, as its folder says. Needs no torch."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

ORIGIN_FILE = "origin.json"


class WeightsOrigin(msgspec.Struct, frozen=True):
    """Where weights come from; without anything said, they were drawn as the recipe says.

    `drawn` are layers that had learned nothing, though others had; `run` is the name of the run
    that the weights are of, where there is one.
    """

    learned: bool = False
    run: str = ""
    loaded: bool = False
    typed: bool = False
    drawn: tuple[str, ...] = ()


DRAWN = WeightsOrigin()


@dataclass(frozen=True)
class LearnedFrom:
    """The names of the layers that have learned, and where that came from."""

    layers: frozenset[str]
    source: WeightsOrigin


def origin_to_json(origin: WeightsOrigin) -> bytes:
    """The record as a file states it."""
    return msgspec.json.encode(origin) + b"\n"


def origin_in(folder: Path) -> WeightsOrigin | None:
    """What a run's folder says; None where it says nothing, as those of earlier versions."""
    try:
        return msgspec.json.decode((folder / ORIGIN_FILE).read_bytes(), type=WeightsOrigin)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
