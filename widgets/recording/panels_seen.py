"""Which panel a scene brings to the front, and what it looks at there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, get_args

from app.language import tr
from app.lessons.lesson import PanelName
from app.lessons.looking import (
    MOST_IMAGES,
    EvaluationLook,
    ExcitesLook,
    InvarianceLook,
    MapsLook,
    WhereLook,
)

if TYPE_CHECKING:
    from widgets.main_window import MainWindow

_PANELS: tuple[str, ...] = get_args(PanelName)
_BESIDE = frozenset({"palette", "predictions"})
"""Panels that stay in sight whatever else is in front."""


@dataclass(frozen=True)
class PanelsSeen:
    """Keys of a scene, by their names in `Screen`, and sentences on what they do not hold."""

    keys: Mapping[str, Any] = field(default_factory=dict)
    gaps: tuple[str, ...] = ()


def panels_seen(window: MainWindow, before: frozenset[str]) -> PanelsSeen:
    """The panel that came to the front since the last scene, or one in which a choice was made."""
    fronts = [name for name in window.docks.front_ones() if name not in _BESIDE]
    new = [name for name in fronts if name not in before]
    looks = [name for name in _LOOKS if name in fronts and _LOOKS[name](window).keys]
    for name in (*(each for each in new if each in looks), *looks, *new):
        if name not in _PANELS:
            title = window.docks[name].windowTitle()
            return PanelsSeen(
                gaps=(tr("A lesson cannot bring the panel {title} to the front.", title=title),)
            )
        look = _LOOKS[name](window) if name in looks else PanelsSeen({"panel": name})
        others = [window.docks[each].windowTitle() for each in new if each != name]
        gap = (
            tr("Only one panel comes to the front, not these: {others}.", others=", ".join(others))
            if others
            else ""
        )
        return PanelsSeen(look.keys, (*look.gaps, *([gap] if gap else [])))
    return PanelsSeen()


def _maps(window: MainWindow) -> PanelsSeen:
    insides, place = window.insides, window.feature_maps.enlarged_place
    at = insides.direction.choice.currentIndex() if insides is not None else 0
    gradient: Any = "" if at <= 0 else "likeliest" if at == 1 else at - 2
    enlarge = f"{place[0]} {place[1]}" if place is not None else ""
    if gradient == "" and not enlarge:
        return PanelsSeen()
    return PanelsSeen({"maps": MapsLook(gradient, enlarge)})


def _evaluation(window: MainWindow) -> PanelsSeen:
    part: Any = window.evaluation.wanted_part
    return PanelsSeen({"evaluation": EvaluationLook(part)})


def _explanation(window: MainWindow) -> PanelsSeen:
    panel = window.insides.explanation if window.insides is not None else None
    if panel is None:
        return PanelsSeen()
    if panel.tabs.currentIndex() == 1:
        return PanelsSeen({"excites": ExcitesLook(panel.filters.channel)})
    methods = panel.where.form.methods
    at = panel.where.classes.currentIndex()
    look = WhereLook(methods[0], "likeliest" if at <= 0 else at - 1)
    gap = (
        tr("Of several methods of explanation, the first is recorded.") if len(methods) > 1 else ""
    )
    return PanelsSeen({"where": look}, (gap,) if gap else ())


def _invariance(window: MainWindow) -> PanelsSeen:
    panel: Any = window.docks["invariance"].widget()
    if panel is None or not panel.measurements:
        return PanelsSeen()
    part = panel.part.currentData()
    if part not in ("validation", "test"):
        return PanelsSeen()
    return measurement_of(panel.count.value(), part)


def measurement_of(images: int, part: Literal["validation", "test"]) -> PanelsSeen:
    """A measurement with so many images, or as many as a lesson may have, which is said."""
    gap = (
        tr(
            "A scene measures with {most:,} images at most, not with {images:,}: so many are "
            "recorded.",
            most=MOST_IMAGES,
            images=images,
        )
        if images > MOST_IMAGES
        else ""
    )
    look = InvarianceLook(min(images, MOST_IMAGES), part)
    return PanelsSeen({"invariance": look}, (gap,) if gap else ())


_LOOKS = {
    "feature_maps": _maps,
    "explanation": _explanation,
    "invariance": _invariance,
    "evaluation": _evaluation,
}
"""The panels in which choices are recorded."""
