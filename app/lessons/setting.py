"""What a scene puts on the canvas: its network and recipe, and the edits that lead there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from app.language import tr
from app.lessons.lesson import SceneForm
from app.network.arrange import COLUMN_STEP, arrange
from app.network.edits import AddLayer, Edit, InsertBefore, RemoveLayers, SetFields
from app.network.fields import made_from, values_of
from app.network.gallery import gallery_entry
from app.network.graph import Network, Position, Wire
from app.network.layer import Layer
from app.network.layers import LAYER_KINDS
from app.network.layers.dense import Input
from app.network.notation import read_notation, written_layer
from app.network.patterns import Pattern
from app.training.recipe import Recipe, with_settings

_KINDS = {kind.__name__.lower(): kind for kind in LAYER_KINDS}
_PAIR = re.compile(r"(\d+)[×x](\d+)")
_IMAGE = re.compile(r"(\d+)[×x](\d+)[×x](\d+)")


class SettingError(ValueError):
    """What stands at a key of a scene does not go; `text` is the part of it that does not."""

    def __init__(self, key: str, text: str, message: str) -> None:
        super().__init__(message)
        self.key, self.text = key, text


@contextmanager
def _at(key: str, text: str = "") -> Iterator[None]:
    """Say of what goes wrong where it stands."""
    try:
        yield
    except SettingError:
        raise
    except ValueError as error:
        raise SettingError(key, text, str(error)) from error


@dataclass(frozen=True)
class Setting:
    """What is on the canvas in a scene.

    Where `fresh`, the scene opens it; otherwise `edits` and another recipe make it of the scene
    before.
    """

    network: Network
    recipe: Recipe
    edits: tuple[Edit, ...] = ()
    fresh: bool = False


def setting_of(form: SceneForm, before: Setting | None, title: str) -> Setting:
    """The setting of a scene, from that of the scene before.

    Raises SettingError in words for what does not go.
    """
    if form.network is not None:
        with _at("network"):
            network, recipe = _opened(form.network, title)
    elif form.pattern:
        with _at("pattern"):
            network, recipe = network_of_pattern(form.pattern, title), Recipe()
    elif before is not None:
        network, recipe = before.network, before.recipe
    else:
        raise SettingError("", "", tr("the first scene must say which network it begins with"))
    edits = []
    for edit, after in _edits(form, network):
        network = after
        edits.append(edit)
    with _at("recipe"):
        recipe = with_settings(recipe, form.recipe)
    if form.train is not None and form.train.epochs:
        recipe = replace(recipe, epochs=form.train.epochs)
    fresh = form.network is not None or bool(form.pattern)
    return Setting(network, recipe, tuple(edits), fresh)


def _opened(source: str | Sequence[str], title: str) -> tuple[Network, Recipe]:
    if isinstance(source, str):
        entry = gallery_entry(source)
        return entry.build(), Recipe(**entry.recipe)
    return network_of_lines(source, title), Recipe()


def _edits(form: SceneForm, network: Network) -> Iterator[tuple[Edit, Network]]:
    """The scene's edits, each with the network that it makes."""
    if form.remove:
        with _at("remove"):
            edit: Edit = RemoveLayers(frozenset(form.remove))
            network = edit.apply(network)
        yield edit, network
    for line in form.add:
        with _at("add", line):
            edit = _adding(line, network)
            network = edit.apply(network)
        yield edit, network
    for name, values in form.set_.items():
        with _at("set", name):
            edit = SetFields(name, _as_fields(values))
            network = edit.apply(network)
        yield edit, network


def _as_fields(values: Mapping[str, Any]) -> dict[str, Any]:
    """TOML has arrays where settings are pairs."""
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in values.items()
    }


def _adding(line: str, network: Network) -> Edit:
    """ "ReLU after conv1" as an edit: into the wire there, or at the end of a branch."""
    written, behind, after = line.partition(" after ")
    if not behind:
        raise ValueError(
            tr("{line!r} does not say where; write for example “ReLU after conv1”", line=line)
        )
    source = after.strip()
    if source not in network.layers:
        raise ValueError(tr("{line!r}: there is no layer {source!r}", line=line, source=source))
    layer = read_layer(written)
    targets = network.targets_of.get(source, ())
    if len(targets) == 1:
        return InsertBefore(layer, targets[0], source, COLUMN_STEP)
    at = network.positions.get(source, Position(0.0, 0.0))
    return AddLayer(layer, Position(at.x + COLUMN_STEP, at.y), source)


def network_of_lines(lines: Sequence[str], name: str) -> Network:
    """A network from a line for each layer, one behind the other.

    "MinPool2d 2x2 as smallest from input" gives a layer another name or other sources than the
    line before. Raises ValueError in words.
    """
    layers: dict[str, Layer] = {}
    wires: list[Wire] = []
    for line in lines:
        with _at("network", line):
            own, layer, sources = _read_line(line, layers)
            wires += [Wire(source, own) for source in sources]
            layers[own] = layer
    network = Network(name=name, layers=layers, wires=tuple(wires))
    return replace(network, positions=arrange(network))


def network_of_pattern(numbers: Mapping[str, Any], name: str) -> Network:
    """What File ▸ New from pattern makes of these numbers; ValueError in words.

    `image` is the shape of the images, 1×28×28 unless it says otherwise, `classes` how many
    outputs there are; all else are settings of `Pattern`.
    """
    values = dict(numbers)
    image = read_layer(f"Input {values.pop('image', '1x28x28')}")
    classes = values.pop("classes", 10)
    assert isinstance(image, Input)
    if not isinstance(classes, int) or classes < 1:
        raise ValueError(tr("classes is a number of outputs, not {classes!r}", classes=classes))
    return replace(made_from(Pattern, values).build(image, classes), name=name)


def _read_line(line: str, layers: Mapping[str, Layer]) -> tuple[str, Layer, list[str]]:
    """A layer's name, itself, and what feeds it; `layers` are those above it."""
    written, _, fed = line.partition(" from ")
    written, _, called = written.partition(" as ")
    layer = read_layer(written)
    own = called.strip() or Network().free_name(layer, layers)
    if own in layers:
        raise ValueError(tr("{line!r}: there is a layer {own!r} already", line=line, own=own))
    sources = [name.strip() for name in fed.split(",")] if fed else [*layers][-1:]
    for source in sources:
        if source not in layers:
            raise ValueError(
                tr("{line!r}: there is no layer {source!r} before it", line=line, source=source)
            )
    return own, layer, sources


def read_layer(text: str) -> Layer:
    """A layer as the lectures write it: "Conv2d 6 5x5 s1 p2", "Input 1x28x28", "Linear 10".

    Other settings follow by name, "bias=false". Raises ValueError in words.
    """
    words = text.split()
    kind = _KINDS.get(words[0].lower()) if words else None
    if kind is None:
        raise ValueError(
            tr(
                "{text!r} names no layer that there is; write its kind first, such "
                "as Conv2d, MaxPool2d, ReLU or Linear",
                text=text,
            )
        )
    named = dict(word.split("=", 1) for word in words[1:] if "=" in word)
    plain = [word for word in words[1:] if "=" not in word]
    if kind is Input:
        found = _IMAGE.fullmatch(" ".join(plain))
        if found is None:
            raise ValueError(
                tr("{text!r}: an Input has a shape, such as “Input 1x28x28”", text=text)
            )
        return Input(*(int(size) for size in found.groups()))
    notation = read_notation(" ".join((words[0], *plain)))
    if notation.words != words[0].lower():
        raise ValueError(
            tr(
                "{text!r}: {word!r} is no setting",
                text=text,
                word=notation.words.partition(" ")[2],
            )
        )
    layer = written_layer(kind, notation.settings)
    if not named:
        return layer
    values = {name: _value(value) for name, value in named.items()}
    return made_from(kind, {**values_of(layer), **values})


def _value(text: str) -> Any:
    if text in ("true", "false"):
        return text == "true"
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    pair = _PAIR.fullmatch(text)
    return (int(pair[1]), int(pair[2])) if pair else text
