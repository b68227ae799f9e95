"""Writing a network as a diagram."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from app.cli.printing import CommandError, write_output
from app.network.graph import Network

DIAGRAM_FORMS = ("svg", "pdf", "png")
LARGEST_SCALE = 8.0


@dataclass(frozen=True)
class DiagramWish:
    """How a diagram is to be drawn; `scale` is that of a PNG, in pixels per canvas unit."""

    form: str
    detail: Literal["cards", "arithmetic", "blocks"]
    transparent: bool
    scale: float


DrawDiagram = Callable[[Network, DiagramWish], bytes]
"""Draws a network with the window's own painting; raises CommandError where it cannot."""


def add_diagram_options(export: argparse.ArgumentParser) -> None:
    """What `export` takes for a diagram besides the network and the file."""
    diagrams = export.add_argument_group("diagrams (svg, pdf, png)")
    diagrams.add_argument(
        "--detail",
        choices=("cards", "arithmetic", "blocks"),
        default="cards",
        help="cards with settings and sizes, with their arithmetic too, or coloured blocks with "
        "names; default: cards",
    )
    diagrams.add_argument("--transparent", action="store_true", help="without a white background")
    diagrams.add_argument(
        "--scale", type=float, default=2.0, metavar="N", help="of a PNG; default: 2, 288 dpi"
    )


def export_diagram(options: argparse.Namespace, network: Network, draw: DrawDiagram | None) -> int:
    """Write a diagram of `network` as the options say, and tell where."""
    if draw is None:
        raise CommandError("a diagram needs the window: start it with python main.py export")
    if not 0 < options.scale <= LARGEST_SCALE:
        raise CommandError(f"--scale must be above 0 and at most {LARGEST_SCALE:g}")
    wish = DiagramWish(options.to, options.detail, options.transparent, options.scale)
    content = draw(network, wish)
    write_output(options.output, content, options.format)
    return 0
