"""The docks of the main window: which panels there are, and where they stand at first."""

from __future__ import annotations

from PySide6.QtWidgets import QMainWindow, QWidget

from app.language import tr
from widgets.docks import FIRST_CLOSED, Docks


def panel_docks(
    window: QMainWindow, palette: QWidget, inspector: QWidget, problems: QWidget
) -> Docks:
    """Docks with these panels; those of the others are filled while the window starts."""
    return Docks(
        window,
        left=("palette", tr("Layers"), palette),
        right=(
            ("inspector", tr("Inspector"), inspector),
            ("recipe", tr("Training"), None),
        ),
        bottom=(
            ("curves", tr("Curves"), None),
            ("feature_maps", tr("Feature maps"), None),
            ("filters", tr("Filters"), None),
            ("data", tr("Data"), None),
            ("probe", tr("Probe"), None),
            ("summary", tr("Summary"), None),
            ("problems", tr("Problems"), problems),
            ("evaluation", tr("Evaluation"), None),
            ("layer_health", tr("Layer health"), None),
            ("runs", tr("Runs"), None),
            ("invariance", tr("Invariance"), None),
            ("backprop", tr("Backprop"), None),
            ("functions", tr("Functions"), None),
            ("explanation", tr("Explanation"), None),
            ("structure", tr("Structure"), None),
            ("outline", tr("Outline"), None),
        ),
        corner=("predictions", tr("Predictions"), None),
        hidden=FIRST_CLOSED,
    )
