"""What the panels that look further show of what a lesson states."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from app.lessons.notice import Notice

if TYPE_CHECKING:
    from widgets.invariance.panel import InvariancePanel
    from widgets.main_window import MainWindow
    from widgets.panels.explanation_panel import ExplanationPanel


def _gallery(_notice: Notice, window: MainWindow) -> str:
    dock = window.lessons.dock
    board = dock.player.staging.looks.board if dock is not None else None
    return board.told if board is not None else ""


def _filters(notice: Notice, window: MainWindow) -> str:
    panel = window.filters
    if not panel.isVisible():
        return ""
    return next(
        (str(block.count) for block in panel.grid.blocks if block.name == notice.subject), ""
    )


def _enlarged(_notice: Notice, window: MainWindow) -> str:
    enlarged = window.feature_maps.enlarged
    return ", ".join(pane.caption for pane in enlarged.panes) if enlarged.isVisible() else ""


def _gradient(notice: Notice, window: MainWindow) -> str:
    """Of the channel that is enlarged, or any while all are in sight."""
    panel = window.feature_maps
    values = panel.gradients.get(notice.subject)
    if values is None or values.ndim != 3 or not panel.isVisible():
        return ""
    rows = np.asarray(values[notice.channel])
    return "; ".join(" ".join(f"{value:.9g}" for value in row) for row in rows)


def _explained(notice: Notice, window: MainWindow) -> str:
    """The class, where the panel shows a map of this method for it."""
    panel = _explanation(window)
    if panel is None or not panel.where.isVisible():
        return ""
    found = panel.where.explanation
    shown = panel.where.form.methods
    if found is None or notice.subject not in shown or notice.subject not in found.attributions:
        return ""
    return panel.where.classes.name(found.label)


def _patches(notice: Notice, window: MainWindow) -> str:
    """Rows and columns of the largest of them: at the edges, some are smaller."""
    panel = _explanation(window)
    if panel is None or not panel.filters.isVisible() or panel.filters.layer != notice.subject:
        return ""
    seen = [each.seen for each in panel.filters.wall.patches]
    if not seen:
        return ""
    rows = max(each.bottom - each.top for each in seen)
    columns = max(each.right - each.left for each in seen)
    return f"{rows} {columns}"


def _made(notice: Notice, window: MainWindow) -> str:
    panel = _explanation(window)
    if panel is None or not panel.filters.isVisible() or panel.filters.layer != notice.subject:
        return ""
    image = panel.filters.made.images.get(notice.channel)
    return "made" if image is not None and image.step == image.steps else ""


def _curve(notice: Notice, window: MainWindow) -> str:
    panel: InvariancePanel | None = window.docks["invariance"].widget()  # type: ignore[assignment]
    if panel is None or not panel.isVisible() or not panel.measurements:
        return ""
    curve = panel.measurements[-1].curves.get(notice.subject)  # type: ignore[call-overload]
    points = curve.points if curve is not None else ()
    return next((str(point.accuracy) for point in points if point.amount == notice.amount), "")


def _explanation(window: MainWindow) -> ExplanationPanel | None:
    return window.insides.explanation if window.insides is not None else None


PANEL_READERS: dict[str, Callable[[Notice, MainWindow], str]] = {
    "gallery": _gallery,
    "filters": _filters,
    "enlarged": _enlarged,
    "gradient": _gradient,
    "explained": _explained,
    "patches": _patches,
    "made": _made,
    "curve": _curve,
}
