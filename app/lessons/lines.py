"""Networks and layers as the lines that a lesson's `network` and `add` are made of."""

from __future__ import annotations

from typing import Any

from app.language import tr
from app.lessons.setting import network_of_lines, read_layer
from app.network.fields import values_of
from app.network.graph import Network
from app.network.layer import Layer
from app.network.layers.dense import Input
from app.network.notation import COUNTS, SIGNS

_MARKS = {name: sign for sign, name in SIGNS.items()}


class LinesError(ValueError):
    """A network that lines cannot say; the text says what it is that they cannot."""


def layer_line(layer: Layer) -> str:
    """ "Conv2d 6 5x5 s2 p1": only what is not as usual, but counts and kernels always.

    Raises LinesError for settings that have no such form.
    """
    if isinstance(layer, Input):
        line = f"Input {layer.channels}x{layer.height}x{layer.width}"
    else:
        line = " ".join((layer.kind, *_settings(layer)))
    try:
        read = read_layer(line)
    except ValueError as error:
        raise LinesError(
            tr("{kind} cannot be written in a lesson: {error}", kind=layer.kind, error=error)
        ) from error
    if read != layer:
        raise LinesError(
            tr(
                "These settings of {kind} cannot be written in a lesson: {line}",
                kind=layer.kind,
                line=line,
            )
        )
    return line


def _settings(layer: Layer) -> list[str]:
    """Count, kernel and what has a sign first; then the others by their names."""
    values = values_of(layer)
    usual = values_of(type(layer)())
    count = next((name for name in COUNTS if name in values), "")
    size = "kernel_size" if "kernel_size" in values else "output_size"
    signed: list[str] = []
    named: list[str] = []
    for name, value in values.items():
        if name == count:
            signed.insert(0, str(value))
        elif name == size and not isinstance(value, str):
            signed.insert(1 if count else 0, _by(value, twice=True))
        elif value == usual[name]:
            continue
        elif name == "padding" and value == "same":
            signed.append("same")
        elif name in _MARKS and not isinstance(value, (str, bool)):
            signed.append(f"{_MARKS[name]}{_by(value)}")
        else:
            named.append(f"{name}={_word(value)}")
    return [*signed, *named]


def _by(value: Any, *, twice: bool = False) -> str:
    if isinstance(value, (tuple, list)):
        return f"{value[0]}x{value[1]}"
    return f"{value}x{value}" if twice else str(value)


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return _by(value) if isinstance(value, (tuple, list)) else str(value)


def network_lines(network: Network) -> list[str]:
    """A line for each layer, one behind the other, as `network_of_lines` reads them.

    Raises LinesError for what they cannot say: a layer that nothing feeds, a kind of setting.
    """
    lines: list[str] = []
    written: dict[str, Layer] = {}
    for name in network.order:
        layer, sources = network.layers[name], network.sources_of.get(name, ())
        if not sources and written:
            raise LinesError(
                tr(
                    "Nothing feeds {name}, and a lesson's network has one beginning: "
                    "connect it, or delete it.",
                    name=name,
                )
            )
        line = layer_line(layer)
        if Network().free_name(layer, written) != name:
            line += f" as {name}"
        if written and list(sources) != [*written][-1:]:
            line += f" from {', '.join(sources)}"
        lines.append(line)
        written[name] = layer
    if not lines:
        raise LinesError(tr("There is no layer on the canvas yet: a lesson begins with a network."))
    try:
        same = network_of_lines(lines, network.name).computes_like(network)
    except ValueError as error:
        raise LinesError(
            tr("This network cannot be written in a lesson: {error}", error=error)
        ) from error
    if not same:
        raise LinesError(tr("This network cannot be written in a lesson, line by line."))
    return lines
