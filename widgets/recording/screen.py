"""Reads the window as a scene of a lesson: what is in front, learned, typed, looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF

from app.data.probe_changes import ProbeChanges
from app.data.scene import SCENE
from app.language import tr
from app.lessons.lesson import MOST_STEPS, ProbeForm, TrainForm
from app.lessons.recording import FIRST_PROBE, Screen
from app.network.fields import values_of
from app.training.events import EpochDone, Finished, StepDone
from app.training.recipe import CHANGEABLE
from widgets.recording.panels_seen import panels_seen
from widgets.recording.windows_seen import windows_seen
from widgets.training_run import History

if TYPE_CHECKING:
    from widgets.main_window import MainWindow
    from widgets.probe import Probe

_ALWAYS_THERE = frozenset({"palette", "inspector", "predictions", "curves"})
"""Panels that are in front without anybody's having asked for them."""
_MOSTLY = 0.6
"""The share of a card that must be in view."""

Arrays = Mapping[str, NDArray[np.float32]]


@dataclass(frozen=True, eq=False)
class Before:
    """What was there when a scene was taken: the one behind it is compared with this."""

    fronts: frozenset[str] = _ALWAYS_THERE
    history: History = field(default_factory=History)
    steps: int = 0
    version: int = 0
    kernels: Mapping[str, list[str]] = field(default_factory=dict)
    mute: Mapping[str, list[int]] = field(default_factory=dict)


def read_screen(
    window: MainWindow, probe: Probe, before: Before, weights: Arrays
) -> tuple[Screen, Before]:
    """The screen, and what the next scene is to be compared with.

    `weights` are those of now; they are only looked at where some were changed by hand.
    """
    document, thread = window.document, window.thread_
    image, image_gap = _probe(probe, window)
    train, train_gap = _training(before, thread.history, thread.weights_version)
    kernels, mute, weight_gaps = _by_hand(window, weights)
    if train is not None and (kernels or mute):
        kernels, mute = {}, {}
        weight_gaps = (
            tr(
                "Filters were changed by hand and weights were learned in the same scene, and "
                "which came first cannot be said: take a scene after typing, and another after "
                "training."
            ),
        )
    seen, beside = panels_seen(window, before.fronts), windows_seen(window)
    insides = window.insides
    pixel = insides.lens.pixel if insides is not None else None
    gaps = (image_gap, train_gap, *weight_gaps, *seen.gaps, *beside.gaps, *_recipe_gaps(window))
    screen = Screen(
        document.network,
        document.recipe,
        image,
        tuple(name for name in document.network.order if name in document.selection),
        _zoom(window),
        f"{pixel.layer} {pixel.channel} {pixel.row} {pixel.column}" if pixel is not None else "",
        train=train,
        kernels={
            name: texts for name, texts in kernels.items() if before.kernels.get(name) != texts
        },
        mute={name: where for name, where in mute.items() if before.mute.get(name) != where},
        gaps=tuple(gap for gap in gaps if gap),
        **seen.keys,
        **beside.keys,
    )
    now = Before(
        frozenset(window.docks.front_ones()),
        thread.history,
        _steps(thread.history),
        thread.weights_version,
        kernels,
        mute,
    )
    return screen, now


# The image


def _probe(probe: Probe, window: MainWindow) -> tuple[ProbeForm, str]:
    """What is looked at, or what cannot be said of it."""
    seen = probe.seen
    usual = values_of(ProbeChanges())
    changes = {
        name: value for name, value in values_of(probe.changes).items() if value != usual[name]
    }
    if seen is None:
        return FIRST_PROBE, ""
    if seen.source == "data":
        part: str = seen.part
        return ProbeForm(image=seen.index, part=part, changes=changes), ""  # type: ignore[arg-type]
    if seen.source == "matrix":
        numbers = window.probe_panel.matrix.table.numbers
        rows = "; ".join(" ".join(map(str, row)) for row in numbers.values.tolist())
        levels = "0 or 1" if numbers.white == 1 else "0 to 255"
        return ProbeForm(matrix=rows, levels=levels, changes=changes), ""  # type: ignore[arg-type]
    if seen.source == "file" and probe.file == SCENE:
        return ProbeForm(picture="scene", changes=changes), ""
    what = (
        tr("The drawing") if seen.source == "drawing" else tr("The picture {name}", name=seen.name)
    )
    return ProbeForm(image=FIRST_PROBE.image, changes=changes), (
        tr(
            "{what} cannot be recorded, for a lesson's file holds no pictures: the scene looks at "
            "the first test image. Choose an image of the data set, or type a matrix.",
            what=what,
        )
    )


# What was learned


def _training(before: Before, history: History, version: int) -> tuple[TrainForm | None, str]:
    """What was learned since the scene before, and what of it cannot be recorded."""
    steps = _steps(history)
    if history is before.history:
        new = steps - before.steps
        return training_of(new, further=True) if new > 0 else (None, "")
    if history.from_file or (not steps and version and version != before.version):
        return None, _UNKNOWN_WEIGHTS
    if not steps:
        return None, ""
    if history.from_first_weights:
        epochs = [event for event in history.events if isinstance(event, EpochDone)]
        whole = bool(history.events) and any(isinstance(e, Finished) for e in history.events[-4:])
        whole = whole and history.recipe is not None and history.recipe.epochs <= 100
        if whole and epochs and history.recipe is not None:
            return TrainForm(epochs=history.recipe.epochs), ""
        return training_of(steps, further=False)
    train, gap = training_of(steps, further=True)
    return train, gap if version - before.version == steps else f"{gap} {_SEVERAL_RUNS}".strip()


def training_of(steps: int, *, further: bool) -> tuple[TrainForm, str]:
    """The training of so many steps, or of as many as a lesson may have, which is said."""
    gap = (
        tr(
            "A scene trains for {most:,} steps at most, not for {steps:,}: so many are recorded. "
            "Take scenes in between to record all.",
            most=MOST_STEPS,
            steps=steps,
        )
        if steps > MOST_STEPS
        else ""
    )
    return TrainForm(steps=min(steps, MOST_STEPS), further=further), gap


_UNKNOWN_WEIGHTS = tr(
    "The weights come from a file, or from a run that is not shown: the scene has the first "
    "weights of the seed. Train from the beginning to record it."
)
_SEVERAL_RUNS = tr(
    "More was learned or typed than the curves show, and only the last run is recorded: take a "
    "scene after each training."
)


def _steps(history: History) -> int:
    return sum(isinstance(event, StepDone) for event in history.events)


def _recipe_gaps(window: MainWindow) -> tuple[str, ...]:
    """What a lesson on another computer would not find, or would do from the beginning."""
    recipe, begun = window.document.recipe, window.thread_.history.recipe
    found = []
    if any(sign in recipe.dataset for sign in "/\\"):
        found.append(
            tr(
                "The data set {name} lies on this computer alone: elsewhere the scene says that it "
                "is not there.",
                name=recipe.dataset,
            )
        )
    if begun is not None and any(
        getattr(begun, name) != getattr(recipe, name) for name in CHANGEABLE
    ):
        found.append(
            tr(
                "Settings were changed while or after it trained: the scene trains with those of "
                "now from the beginning."
            )
        )
    return tuple(found)


# Weights changed by hand


def hand_made_filters(window: MainWindow) -> bool:
    """Whether weights have to be fetched to read the screen."""
    return window.insides is not None and bool(window.insides.weight_edits.originals)


def _by_hand(
    window: MainWindow, weights: Arrays
) -> tuple[dict[str, list[str]], dict[str, list[int]], tuple[str, ...]]:
    """Kernels and muted filters by layer, and what was typed that a lesson cannot say."""
    insides = window.insides
    kernels: dict[str, list[str]] = {}
    mute: dict[str, list[int]] = {}
    gaps: list[str] = []
    edited: dict[str, list[int]] = {}
    for layer, channel in sorted(insides.weight_edits.originals if insides is not None else ()):
        edited.setdefault(layer, []).append(channel)
    for layer, channels in edited.items():
        values = weights.get(f"{layer}.weight")
        if values is None:
            continue
        bias = weights.get(f"{layer}.bias")
        silent = [c for c in channels if not values[c].any() and (bias is None or not bias[c])]
        typed = [c for c in channels if c not in silent]
        if silent:
            mute[layer] = silent
        if not typed:
            continue
        texts = [_kernel(values[c]) for c in range(max(typed) + 1)]
        if not all(texts):
            gaps.append(
                tr(
                    "The weights of {layer} that were typed cannot be recorded: a lesson gives "
                    "each filter one kernel, the same for all channels that come in.",
                    layer=layer,
                )
            )
        else:
            kernels[layer] = [text for text in texts if text]
    return kernels, mute, tuple(gaps)


def _kernel(filter_: NDArray[np.float32]) -> str:
    """The kernel of a filter as it is typed; empty where its channels have several."""
    if filter_.ndim not in (2, 3) or any(
        not np.array_equal(filter_[0], channel) for channel in filter_
    ):
        return ""
    rows = np.atleast_2d(filter_[0])
    return "; ".join(" ".join(_number(value) for value in row) for row in rows)


def _number(value: np.float32) -> str:
    """The shortest form that is the same number."""
    short = f"{float(value):g}"
    return short if np.float32(short) == value else f"{float(value):.9g}"


# What is in view


def _zoom(window: MainWindow) -> str:
    """The cards in view: "all", or so few of them that they span the same part of the canvas."""
    scene, view = window.canvas.canvas_scene, window.canvas.visible_rect()
    rects: dict[str, QRectF] = {
        name: scene.card_of(name).scene_rect for name in window.document.network.order
    }
    inside = [name for name, rect in rects.items() if _share_in(rect, view) >= _MOSTLY]
    if not inside:
        return ""
    if len(inside) == len(rects):
        return "all"
    ends = {
        min(inside, key=lambda name: rects[name].left()),
        max(inside, key=lambda name: rects[name].right()),
        min(inside, key=lambda name: rects[name].top()),
        max(inside, key=lambda name: rects[name].bottom()),
    }
    return " ".join(name for name in inside if name in ends)


def _share_in(rect: QRectF, view: QRectF) -> float:
    common = rect.intersected(view)
    area = rect.width() * rect.height()
    return common.width() * common.height() / area if area else 0.0
