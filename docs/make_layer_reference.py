"""Writes docs/layers.md, the reference of all layers, from what the catalogue declares.

Run it after a change to a layer: `python docs/make_layer_reference.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from app.network.fields import Field, fields_of, short_text
from app.network.layer import Layer
from app.network.layers import LAYER_KINDS

REFERENCE = Path(__file__).with_name("layers.md")

_OPENING = """\
# Layers

What can lie on the canvas, with every setting, its limits and its default. Names are PyTorch's:
a layer becomes the module of the same name in `torch.nn`, or where torch has none, the one in
`app/training/own_layers.py`. A window setting takes one number for both dimensions, or height and
width. Shapes are C×H×W for feature maps, C×L for signals and F for vectors.

<!-- Written by docs/make_layer_reference.py from app/network/layers; do not edit. -->
"""


def layer_reference() -> str:
    """The whole reference as Markdown."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield _OPENING
    for family, kinds in groupby(LAYER_KINDS, key=lambda kind: kind.family):
        yield f"## {family.capitalize()}\n"
        for kind in kinds:
            yield from _kind_lines(kind)


def _kind_lines(kind: type[Layer]) -> Iterator[str]:
    yield f"### {kind.__name__}\n\n{kind.about}\n"
    fields = fields_of(kind)
    if not fields:
        return
    yield "| setting | default | takes | meaning |\n|---|---|---|---|"
    for field in fields:
        unit = f" ({field.unit})" if field.unit else ""
        yield f"| `{field.name}`{unit} | {_default(field)} | {field.allowed} | {field.help} |"
    yield ""


def _default(field: Field) -> str:
    if field.kind == "flag":
        return "true" if field.default else "false"
    return f"{field.default:g}" if field.kind == "real" else short_text(field.default)


if __name__ == "__main__":
    REFERENCE.write_text(layer_reference(), encoding="utf-8")
