"""Whether the window shows what a lesson states: read from cards, bars and panels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtWidgets import QLabel, QWidget

from app.language import plain_figures
from app.lessons.notice import LIMITS, Notice
from app.training.events import Diverged, EpochDone, StepDone
from widgets.lessons.seen_in_panels import PANEL_READERS
from widgets.lessons.seen_in_windows import WINDOW_READERS
from widgets.network_totals import NetworkTotals

if TYPE_CHECKING:
    from widgets.main_window import MainWindow

_TAG = re.compile(r"<[^>]+>")


def shown(notice: Notice, window: MainWindow) -> str:
    """What the window shows of what a notice is about; empty where it shows nothing of it."""
    return _READERS[notice.kind](notice, window)


def is_seen(notice: Notice, window: MainWindow) -> bool:
    """Whether the window shows what the notice states."""
    said = shown(notice, window)
    if notice.kind in ("problem", "panel", "gallery", "window"):
        return notice.words.casefold() in said.casefold()
    if notice.kind in ("shape", "enlarged", "explained"):
        return said == notice.words
    if notice.kind in LIMITS:
        return bool(said) and (
            float(said) >= notice.number if notice.words == "≥" else float(said) <= notice.number
        )
    if notice.kind in ("no problems", "breakdown", "made", "early end", "ensemble"):
        return bool(said)
    numbers = [[float(word) for word in row.split()] for row in said.split(";") if row.strip()]
    stated = [list(row) for row in notice.values]
    return [len(row) for row in numbers] == [len(row) for row in stated] and all(
        np.allclose(one, other, rtol=1e-4, atol=1e-3)
        for one, other in zip(numbers, stated, strict=True)
    )


def _shape(notice: Notice, window: MainWindow) -> str:
    card = window.canvas.canvas_scene.cards.get(notice.subject)
    return card.facts.shape_text if card is not None else ""


def _count(notice: Notice, window: MainWindow) -> str:
    if notice.layer:
        layer = window.document.analysis.layers.get(notice.layer)
        return str(getattr(layer, notice.subject, "")) if layer is not None else ""
    totals = window.statusBar().findChild(NetworkTotals)
    assert isinstance(totals, NetworkTotals)
    return str(totals.counts.get(notice.subject, ""))


def _field(notice: Notice, window: MainWindow) -> str:
    layer = window.document.analysis.layers.get(notice.subject)
    field = layer.receptive_field if layer is not None else None
    return f"{field.size[0]} {field.size[1]}" if field is not None else ""


def _values(notice: Notice, window: MainWindow) -> str:
    """The map that the card of the layer is painted with."""
    card = window.canvas.canvas_scene.cards.get(notice.subject)
    if card is None or card.picture is None:
        return ""
    values = card.picture.values
    rows = values[notice.channel] if values.ndim == 3 else values[np.newaxis]
    if values.ndim == 2:
        rows = values[notice.channel][np.newaxis]
    return "; ".join(" ".join(f"{value:.9g}" for value in row) for row in rows)


def _problem(notice: Notice, window: MainWindow) -> str:
    card = window.canvas.canvas_scene.cards.get(notice.subject)
    return " · ".join(each.message for each in card.facts.problems) if card is not None else ""


def _no_problems(_notice: Notice, window: MainWindow) -> str:
    return "" if window.document.analysis.problems else "none"


def _score(notice: Notice, window: MainWindow) -> str:
    """Of the last epoch of the curves; the training loss also of the last step."""
    part, what = notice.subject.split()
    if part == "test":
        return _test_accuracy(window)
    kind = EpochDone if part == "validation" else (StepDone, EpochDone)
    for event in reversed(window.thread_.events):
        if isinstance(event, EpochDone) and isinstance(event, kind):
            score = getattr(event, f"{'train' if part == 'training' else part}_{what}")
            return str(float(score))
        if isinstance(event, StepDone) and isinstance(event, kind):
            return str(float(getattr(event, what)))
    return ""


def _test_accuracy(window: MainWindow) -> str:
    """As the evaluation panel tells it; empty while that is about another part of the data."""
    panel = window.evaluation
    found = re.search(r"([\d.]+) %", plain_figures(panel.sentence.text()))
    shown = panel.isVisible() and panel.wanted_part == "test"
    return str(float(found[1]) / 100) if found and shown else ""


def _kinds(notice: Notice, window: MainWindow) -> str:
    """How many cards there are of a kind of layer."""
    layers = window.document.network.layers.values()
    return str(sum(type(layer).__name__ == notice.subject for layer in layers))


def _breakdown(_notice: Notice, window: MainWindow) -> str:
    return next(
        (event.reason for event in window.thread_.events if isinstance(event, Diverged)), ""
    )


def _panel(notice: Notice, window: MainWindow) -> str:
    panel = window.docks[notice.subject].widget()
    if panel is None or not panel.isVisible():
        return ""
    labels = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    children = [child for child in panel.findChildren(QWidget) if child.isVisible()]
    spoken = [child.accessibleDescription() for child in children]
    return " · ".join(_TAG.sub("", words) for words in (*labels, *spoken) if words)


_READERS = {
    "shape": _shape,
    "count": _count,
    "field": _field,
    "values": _values,
    "problem": _problem,
    "no problems": _no_problems,
    "score": _score,
    "breakdown": _breakdown,
    "panel": _panel,
    "kinds": _kinds,
    **PANEL_READERS,
    **WINDOW_READERS,
}
