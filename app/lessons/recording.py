"""What is on the screen, turned into a scene: its difference to the scene before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import msgspec

from app.language import tr
from app.lessons.lesson import (
    EnsembleForm,
    PanelName,
    ProbeForm,
    SceneForm,
    SearchForm,
    TrainForm,
)
from app.lessons.lines import LinesError, layer_line, network_lines
from app.lessons.looking import EvaluationLook, ExcitesLook, InvarianceLook, MapsLook, WhereLook
from app.lessons.setting import Setting, setting_of
from app.network.fields import values_of
from app.network.gallery import GALLERY, GalleryEntry
from app.network.graph import Network, NetworkError
from app.training.recipe import Recipe, settings_of

FIRST_PROBE = ProbeForm(image=0)
"""What a lesson looks at until a scene says something else."""
NETWORK_KEYS = ("network", "pattern", "set_", "add", "remove", "recipe")
"""What depends on the scene before."""


@dataclass(frozen=True)
class Screen:
    """What is on the window when a scene is taken, in the words of a lesson's file."""

    network: Network
    recipe: Recipe
    probe: ProbeForm = FIRST_PROBE
    select: tuple[str, ...] = ()
    zoom: str = ""
    lens: str = ""
    panel: PanelName | None = None
    maps: MapsLook | None = None
    where: WhereLook | None = None
    excites: ExcitesLook | None = None
    invariance: InvarianceLook | None = None
    evaluation: EvaluationLook | None = None
    train: TrainForm | None = None
    """What was learned since the scene before."""
    preview: Literal["", "augmentation", "preprocessing"] = ""
    search: SearchForm | None = None
    ensemble: EnsembleForm | None = None
    kernels: Mapping[str, list[str]] = field(default_factory=dict)
    mute: Mapping[str, list[int]] = field(default_factory=dict)
    gaps: tuple[str, ...] = ()
    """What is on the window and cannot be recorded, in sentences."""


@dataclass(frozen=True)
class Recorded:
    """A block for the scene, and sentences on what it does not hold."""

    form: SceneForm
    gaps: tuple[str, ...] = ()


def recorded(screen: Screen, before: Setting | None, probe: ProbeForm | None) -> Recorded:
    """The scene that leads from `before` to the screen; `probe` is what was looked at there.

    Raises LinesError where the network cannot be written.
    """
    train = screen.train
    keys = difference(before, screen.network, screen.recipe, train)
    gaps = list(screen.gaps)
    opened = "network" in keys
    if opened and before is not None:
        gaps.append(
            tr(
                "The network differs too much for single edits, so this scene opens it anew: "
                "with the "
                "first weights, whatever was learned before."
            )
        )
        if train is not None and train.further:
            gaps.append(tr("Its training went on from weights that the scene does not have."))
            train = None
    if isinstance(keys.get("network"), list) and screen.network.blocks:
        gaps.append(
            tr("The blocks of the network are not recorded: its layers stand side by side.")
        )
    other_data = before is None or before.recipe.dataset != screen.recipe.dataset
    looks_elsewhere = screen.probe != (probe or FIRST_PROBE)
    select = list(screen.select)
    form = SceneForm(
        **keys,
        kernels=dict(screen.kernels),
        mute=dict(screen.mute),
        probe=screen.probe if looks_elsewhere or (other_data and before is not None) else None,
        select=select[0] if len(select) == 1 else select,
        zoom=screen.zoom,
        lens=screen.lens,
        panel=screen.panel,
        maps=screen.maps,
        where=screen.where,
        excites=screen.excites,
        invariance=screen.invariance,
        evaluation=screen.evaluation,
        train=train,
        preview=screen.preview,
        search=screen.search,
        ensemble=screen.ensemble,
    )
    return Recorded(form, tuple(gaps))


def difference(
    before: Setting | None, network: Network, recipe: Recipe, train: TrainForm | None
) -> dict[str, Any]:
    """The keys of `NETWORK_KEYS` that make network and recipe of the setting before.

    Raises LinesError where the network cannot be written.
    """
    edits = _edits(before.network, network) if before is not None else None
    if before is not None and edits is not None:
        return edits | _recipe(before.recipe, recipe, train)
    entry = _entry_of(network)
    if entry is not None:
        base = Recipe(**entry.recipe)
        return {"network": entry.name} | _recipe(base, recipe, train)
    return {"network": network_lines(network)} | _recipe(Recipe(), recipe, train)


def rebased(
    form: SceneForm, setting: Setting, before: Setting | None, probes: tuple[ProbeForm, ProbeForm]
) -> SceneForm:
    """The block for a scene that stays as it is behind another one.

    `probes` are what the scene before looks at, and what this one does. A block that leads to the
    same still stays as it was written. Raises LinesError where the network cannot be written.
    """
    looked_at, wanted = probes
    form = msgspec.structs.replace(form, probe=wanted if wanted != looked_at else form.probe)
    if before is not None or setting.fresh:
        made = _made(form, before)
        if (
            made is not None
            and made.network.computes_like(setting.network)
            and made.recipe == setting.recipe
        ):
            return form
    cleared = {name: getattr(SceneForm(), name) for name in NETWORK_KEYS}
    keys = difference(before, setting.network, setting.recipe, form.train)
    return msgspec.structs.replace(form, **(cleared | keys))


def _made(form: SceneForm, before: Setting | None) -> Setting | None:
    """The setting that a block makes; None where it does not go there."""
    try:
        return setting_of(form, before, "")
    except (ValueError, NetworkError):
        return None


def _edits(before: Network, now: Network) -> dict[str, Any] | None:
    """`remove`, `add` and `set`; None where these do not lead there, or are too many."""
    if now.computes_like(before):
        return {}
    kept = [
        name for name, layer in before.layers.items() if type(now.layers.get(name)) is type(layer)
    ]
    removed = [name for name in before.order if name not in kept]
    added = [name for name in now.order if name not in kept]
    if len(removed) + len(added) > max(2, len(kept)):
        return None
    adding = []
    for name in added:
        sources = now.sources_of.get(name, ())
        if len(sources) != 1:
            return None
        try:
            adding.append(f"{layer_line(now.layers[name])} after {sources[0]}")
        except LinesError:
            return None
    changes = {name: _settings(before, now, name) for name in kept}
    keys: dict[str, Any] = {
        "remove": removed,
        "add": adding,
        "set_": {name: values for name, values in changes.items() if values},
    }
    keys = {name: value for name, value in keys.items() if value}
    made = _made(SceneForm(**keys), Setting(before, Recipe()))
    return keys if made is not None and made.network.computes_like(now) else None


def _settings(before: Network, now: Network, name: str) -> dict[str, Any]:
    """The settings of a layer that are others; pairs as the arrays that a file has."""
    was = values_of(before.layers[name])
    values = values_of(now.layers[name])
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in values.items()
        if value != was[key]
    }


def _recipe(base: Recipe, now: Recipe, train: TrainForm | None) -> dict[str, Any]:
    """The settings of the training that are others; what was there and is not, empty."""
    if train is not None and train.epochs:
        base = replace(base, epochs=now.epochs)  # which the training says
    was, values = settings_of(base), settings_of(now)
    found = {name: value for name, value in values.items() if was.get(name) != value}
    found |= {name: {} for name in was if name not in values}
    return {"recipe": found} if found else {}


def _entry_of(network: Network) -> GalleryEntry | None:
    """The built-in network that this is."""
    for entry in GALLERY:
        try:
            if entry.facts.layers == len(network.layers):
                built = entry.build()
                if built.computes_like(network) and built.blocks == network.blocks:
                    return entry
        except NetworkError:
            continue
    return None
