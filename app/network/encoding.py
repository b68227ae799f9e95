"""The network as JSON: what project files, runs and the clipboard hold.

The form, with settings as each layer kind declares them::

    {"name": "lenet-5",
     "layers": [{"name": "conv1", "kind": "Conv2d", "settings": {…}, "position": [220, 0],
                 "block": "stage1/block2"}],
     "wires": [["input", "conv1"]],
     "collapsed": ["stage1"]}

`position`, `block` and `collapsed` may be left out.

What is read may come from anywhere (a mail, the clipboard), so everything is held to limits, and
a name or setting that is not known is refused rather than skipped: a later form has a higher
version in the project file.
"""

from __future__ import annotations

from typing import Annotated, Any

import msgspec

from app.language import tr
from app.network.fields import made_from, values_of
from app.network.graph import Network, NetworkError, Position, Wire, count_problem
from app.network.layer import Layer
from app.network.layers import kind_named

MAX_BYTES = 16 * 2**20
"""Largest JSON that is read; 20,000 layers with long names take about half of it."""
FARTHEST = 1e7
"""Cards lie at most so far from the origin, in scene units (20,000 cards in one column reach)."""
_LONGEST_MESSAGE = 400

_Coordinate = Annotated[float, msgspec.Meta(ge=-FARTHEST, le=FARTHEST)]


class _LayerForm(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    name: str
    kind: str
    settings: dict[str, Any]
    position: tuple[_Coordinate, _Coordinate] | None = None
    block: str = ""


class _NetworkForm(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    name: str
    layers: list[_LayerForm]
    wires: list[tuple[str, str]]
    collapsed: list[str] = []


_decoder = msgspec.json.Decoder(_NetworkForm)


def network_to_json(network: Network) -> bytes:
    """The network as JSON in UTF-8; NetworkError where that is more than can be read back."""
    form = _NetworkForm(
        name=_text(network.name),
        layers=[
            _LayerForm(
                name,
                layer.kind,
                values_of(layer),
                _position(network, name),
                network.blocks.get(name, ""),
            )
            for name, layer in network.layers.items()
        ],
        wires=[(wire.source, wire.target) for wire in network.wires],
        collapsed=sorted(network.collapsed),
    )
    data = msgspec.json.encode(form)
    if len(data) > MAX_BYTES:
        raise _too_large(len(data))
    return data


def network_from_json(data: bytes) -> Network:
    """The network that `network_to_json` wrote; NetworkError says what is wrong, and where."""
    if len(data) > MAX_BYTES:
        raise _too_large(len(data))
    form = _decoded(data)
    if problem := count_problem(len(form.layers)):
        raise NetworkError(problem)
    layers: dict[str, Layer] = {}
    for entry in form.layers:
        if entry.name in layers:
            raise NetworkError(_short(tr("two layers are called {name!r}", name=entry.name)))
        layers[entry.name] = _layer(entry)
    try:
        return Network(
            name=form.name,
            layers=layers,
            wires=tuple(Wire(*ends) for ends in form.wires),
            positions={
                entry.name: Position(*entry.position) for entry in form.layers if entry.position
            },
        ).with_blocks(
            {entry.name: entry.block for entry in form.layers if entry.block}, form.collapsed
        )
    except NetworkError as error:
        raise NetworkError(_short(str(error))) from error


def _decoded(data: bytes) -> _NetworkForm:
    try:
        return _decoder.decode(data)
    except msgspec.ValidationError as error:
        what, _, place = str(error).partition(" - at ")
        where = place.strip("`").removeprefix("$").removeprefix(".") or tr("the beginning")
        raise NetworkError(
            _short(tr("this is no network of Convas: {what} at {where}", what=what, where=where))
        ) from error
    except msgspec.DecodeError as error:
        raise NetworkError(
            _short(tr("this is no network, for it is no JSON: {error}", error=error))
        ) from error
    except RecursionError as error:
        raise NetworkError(tr("this is no network: its JSON is nested too deeply")) from error
    except UnicodeDecodeError as error:
        raise NetworkError(tr("this is no network: its text is not UTF-8")) from error


def _layer(form: _LayerForm) -> Layer:
    try:
        return made_from(kind_named(form.kind), form.settings)
    except RecursionError as error:
        raise NetworkError(
            _short(tr("layer {name!r}: nested too deeply", name=form.name))
        ) from error
    except OverflowError as error:
        raise NetworkError(
            _short(tr("layer {name!r}: a number is far too large", name=form.name))
        ) from error
    except ValueError as error:
        raise NetworkError(
            _short(tr("layer {name!r}: {error}", name=form.name, error=error))
        ) from error


def _position(network: Network, name: str) -> tuple[float, float] | None:
    place = network.positions.get(name)
    if place is None:
        return None
    x, y = (max(-FARTHEST, min(FARTHEST, coordinate)) for coordinate in place)
    return x, y


def _text(text: str) -> str:
    """`text` without halves of surrogate pairs, which UTF-8 cannot hold and a paste may bring."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _too_large(size: int) -> NetworkError:
    return NetworkError(
        tr(
            "a network of {size:,.0f} MiB is too large: {max_bytes} at most",
            size=size / 2**20,
            max_bytes=MAX_BYTES // 2**20,
        )
    )


def _short(message: str) -> str:
    """A message fit for a dialog, whatever the file has put into it."""
    return message if len(message) <= _LONGEST_MESSAGE else message[:_LONGEST_MESSAGE] + " …"
