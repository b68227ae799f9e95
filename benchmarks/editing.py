"""One edit of a network of 1,000 layers, from the click to the repainted window."""

from __future__ import annotations

import gc
import os
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from app.network.edits import Edit, InsertLayer, RenameLayer, SetFields
from app.network.graph import Wire
from app.network.layers.activation import ReLU
from app.training.recipe import Recipe
from benchmarks.analysis import thousand_layers
from benchmarks.measure import Claim
from widgets.canvas.view import CanvasView
from widgets.document import Document
from widgets.panels.inspector import InspectorPanel
from widgets.panels.summary_panel import SummaryPanel
from widgets.theme import apply_theme

EDITS = 24
NETWORK = thousand_layers()


def measure() -> list[Claim]:
    """Milliseconds that an edit keeps the event loop, with canvas, inspector and summary shown."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    apply_theme(application, "light")
    document = Document()
    views: list[QWidget] = [CanvasView(document), InspectorPanel(document), SummaryPanel(document)]
    for view, size in zip(views, ((1280, 800), (300, 900), (900, 300)), strict=True):
        view.resize(*size)
        view.show()
    application.processEvents()
    gc.freeze()  # as the window does once it has started
    measured: dict[str, list[Edited]] = {}
    for words, edit in (
        ("filters at the head", _filters_at_the_head),
        ("filters at the end", _filters_at_the_end),
        ("a layer's name", _name),
        ("a new layer", _new_layer),
        ("every shape", _every_shape),
    ):
        document.open(NETWORK, Recipe())
        document.select({"conv2"})  # makes the inspector's page, which is no part of an edit
        application.processEvents()
        measured[words] = [_edited(views, document, edit(number)) for number in range(EDITS)]
    for view in views:
        view.close()
    every = [edit for edits in measured.values() for edit in edits]
    return [_typical(every), *(_slowest(words, edits) for words, edits in measured.items())]


def _filters_at_the_head(number: int) -> Edit:
    return SetFields("conv1", {"out_channels": 17 + number})


def _filters_at_the_end(number: int) -> Edit:
    return SetFields("conv333", {"out_channels": 17 + number})


def _name(number: int) -> Edit:
    return RenameLayer(f"stem{number}" if number else "conv1", f"stem{number + 1}")


def _new_layer(number: int) -> Edit:
    wire = Wire(f"new{number}" if number else "relu9", "conv10")
    return InsertLayer(ReLU(), wire, NETWORK.positions["relu9"], f"new{number + 1}")


def _every_shape(number: int) -> Edit:
    return SetFields("conv1", {"stride": 2 - number % 2})


@dataclass(frozen=True)
class Edited:
    """Seconds from an edit until the canvas and the inspector were painted, and then all views."""

    frame: float
    everything: float


def _edited(views: Sequence[QWidget], document: Document, edit: Edit) -> Edited:
    application = QApplication.instance()
    assert application is not None
    canvas, inspector, _ = views
    started = time.perf_counter()
    document.apply(edit)
    canvas.repaint()
    inspector.repaint()
    frame = time.perf_counter() - started
    application.processEvents()  # the summary follows
    return Edited(frame, time.perf_counter() - started)


def _typical(edits: list[Edited]) -> Claim:
    """The middle of all edits; only one that alters every layer is much slower than it."""
    return Claim(
        "an edit in 1,000 layers, the median of all kinds",
        1000 * statistics.median(edit.frame for edit in edits),
        16,
        at_least=False,
        unit="ms",
    )


def _slowest(words: str, edits: list[Edited]) -> Claim:
    frames = [1000 * edit.frame for edit in edits]
    everything = statistics.median(1000 * edit.everything for edit in edits)
    return Claim(
        f"… the slowest of {words}",
        max(frames),
        33,
        at_least=False,
        unit="ms",
        detail=f"median {statistics.median(frames):.0f} ms, with the summary {everything:.0f} ms",
    )
