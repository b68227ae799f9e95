"""What two variants differ in, in words: layers, their settings, wires and the recipe."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from app.data.catalogue import title_of
from app.data.own_images import is_own
from app.experiments.comparisons import Variant
from app.language import figures, tr
from app.network.graph import Network
from app.network.layer import Layer
from app.network.setting_titles import setting_title
from app.training.augmentation_settings import Augmentation
from app.training.recipe import Recipe, changed_settings, unused_settings

_ARROW = "→"
_UNTOLD = frozenset({"device"})
"""Settings that change nothing of what is learned."""


def differences(a: Variant, b: Variant) -> tuple[str, ...]:
    """Every change that leads from A to B: ("conv1: padding 2 → 0", "learning rate 0.1 → 0.01").

    Layers are the same where they have the same name. Names, places and blocks do not count, nor do
    settings that neither recipe uses.
    """
    return (*_network_differences(a.network, b.network), *_recipe_differences(a.recipe, b.recipe))


def _network_differences(a: Network, b: Network) -> Iterator[str]:
    replaced = _replaced(a, b)
    for name, layer in a.layers.items():
        if name in replaced:
            other = replaced[name]
            yield f"{name} ({layer.kind}) {_ARROW} {other} ({b.layers[other].kind})"
        elif name not in b.layers:
            yield tr("without {name} ({kind})", name=name, kind=layer.kind)
        elif b.layers[name] != layer:
            yield f"{name}: {_settings_text(layer, b.layers[name])}"
    news = [name for name in b.layers if name not in a.layers and name not in replaced.values()]
    for name in news:
        yield tr("with {name} ({kind})", name=name, kind=_kind_text(b.layers[name]))
    gone = a.layers.keys() - b.layers.keys() - replaced.keys()
    if not gone and not news and _fed(a, replaced) != b.sources_of:
        yield tr("other wires")


def _replaced(a: Network, b: Network) -> dict[str, str]:
    """Layers of A whose place between the same neighbours another layer has taken in B."""
    news = [name for name in b.layers if name not in a.layers]
    places = {(b.sources_of[name], b.targets_of[name]): name for name in news}
    found = {}
    for name in a.layers:
        if name not in b.layers and (a.sources_of[name] or a.targets_of[name]):
            other = places.pop((a.sources_of[name], a.targets_of[name]), None)
            if other is not None:
                found[name] = other
    return found


def _fed(network: Network, names: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """What feeds each layer, under other names."""
    return {
        names.get(name, name): tuple(names.get(source, source) for source in sources)
        for name, sources in network.sources_of.items()
    }


def _kind_text(layer: Layer) -> str:
    """What a layer is that was not there before: "Dropout, p 0.95"."""
    return f"{layer.kind}, {layer.notation}" if layer.notation else layer.kind


def _settings_text(before: Layer, after: Layer) -> str:
    if before.kind != after.kind:
        return f"{before.kind} {_ARROW} {_kind_text(after)}"
    changes = (
        f"{setting_title(name)} {value_text(value)} {_ARROW} {value_text(vars(after)[name])}"
        for name, value in vars(before).items()
        if vars(after)[name] != value
    )
    return ", ".join(changes)


def _recipe_differences(a: Recipe, b: Recipe) -> Iterator[str]:
    untold = (unused_settings(a) & unused_settings(b)) | _UNTOLD
    for name in changed_settings(a, b):
        if name == "changes":
            yield tr(
                "data: {turned}",
                turned=_turned(a.changes.in_words, b.changes.in_words, tr("all as it is")),
            )
        elif name == "augmentation":
            yield tr(
                "augmentation: {augmentation}",
                augmentation=_augmentation_text(a.augmentation, b.augmentation),
            )
        elif name == "layer_initialisations":
            yield tr("other first weights of single layers")
        elif name == "dataset":
            yield tr("data set {change}", change=f" {_ARROW} ".join(_data_names(a, b)))
        elif name not in untold:
            values = (value_text(getattr(recipe, name)) for recipe in (a, b))
            yield f"{setting_title(name)} {f' {_ARROW} '.join(values)}"


def _data_names(a: Recipe, b: Recipe) -> tuple[str, str]:
    """What the data sets of two recipes are called, in full where they share a title."""
    first, second = a.dataset, b.dataset
    titles = tuple(title_of(name) if is_own(name) else name for name in (first, second))
    if titles[0] == titles[1]:
        return PurePath(first).name, PurePath(second).name
    return titles[0], titles[1]


def _augmentation_text(a: Augmentation, b: Augmentation) -> str:
    return _turned(a.in_words, b.in_words, tr("none"))


def _turned(before: str, after: str, nothing: str) -> str:
    return f"{before or nothing} {_ARROW} {after or nothing}"


def value_text(value: Any) -> str:
    """The value of a setting for people: 5×3 for a pair, "on" for a switch."""
    if isinstance(value, bool):
        return tr("on") if value else tr("off")
    if isinstance(value, tuple):
        return "×".join(map(str, value))
    return figures(f"{value:g}") if isinstance(value, float) else str(value).replace("_", " ")
