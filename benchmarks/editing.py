"""One edit of a network of 1,000 layers, from the click to the repainted window."""

from __future__ import annotations

import gc
import os
import statistics
from collections.abc import Callable
from functools import partial

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from app.network.edits import Edit, InsertLayer, RenameLayer, SetFields
from app.network.graph import Wire
from app.network.layers.activation import ReLU
from app.training.recipe import Recipe
from benchmarks.analysis import thousand_layers
from benchmarks.measure import Claim, seconds
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
    claims = []
    for words, edit in (
        ("filters at the head", _filters_at_the_head),
        ("filters at the end", _filters_at_the_end),
        ("a layer's name", _name),
        ("a new layer", _new_layer),
        ("every shape", _every_shape),
    ):
        document.open(NETWORK, Recipe())
        application.processEvents()
        claims += _claims(words, _times(application, document, edit))
    for view in views:
        view.close()
    return claims


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


def _times(
    application: QApplication, document: Document, edit: Callable[[int], Edit]
) -> list[tuple[float, float]]:
    """Seconds to make each edit, and until everything is painted."""
    times = []
    for number in range(EDITS):
        applying = seconds(partial(document.apply, edit(number)))
        times.append((applying, applying + seconds(application.processEvents)))
    return times


def _claims(words: str, times: list[tuple[float, float]]) -> list[Claim]:
    made = statistics.median(applying for applying, _ in times)
    painted = [painted for _, painted in times]
    return [
        Claim(
            f"an edit in 1,000 layers, all views: {words}",
            1000 * statistics.median(painted),
            16,
            at_least=False,
            unit="ms",
            detail=f"{1000 * made:.0f} ms before painting",
        ),
        Claim("… worst", 1000 * max(painted), 33, at_least=False, unit="ms"),
    ]
