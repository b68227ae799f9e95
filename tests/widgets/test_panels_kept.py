"""Panels that are open while a network trains for hours: drawing again keeps nothing of before."""

from __future__ import annotations

from collections import Counter
from threading import active_count

import pyqtgraph as pg
import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.data.changes import DataChanges
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.patterns import chain
from app.training.recipe import Recipe
from tests.widgets.whole_window import events
from widgets.main_window import MainWindow
from widgets.panels.explanation_panel import ExplanationPanel

WAIT = 60_000
EPOCHS = 10
LONG = Recipe(batch_size=16, epochs=10_000, changes=DataChanges(subset=64))
"""It goes on until the test ends."""
TINY = chain("tiny", [Input(1, 28, 28), Conv2d(4, 5, stride=2), ReLU(), Flatten(), Linear(10)])


def _parts(panel: QWidget) -> Counter[str]:
    """What a panel is made of by type: widgets, timers, actions, and the items of plots."""
    made: list[object] = list(panel.findChildren(QObject))
    for plot in panel.findChildren(pg.PlotWidget):
        made.extend(plot.scene().items())
    return Counter(type(part).__name__ for part in made)


def _visit(qtbot: QtBot, window: MainWindow, name: str) -> QWidget:
    """Bring a panel to the front for some epochs, and wait for its answers if it asks."""
    window.docks.raise_(name)
    panel = window.docks[name].widget()
    assert panel is not None
    if isinstance(panel, ExplanationPanel):
        _have_explained(qtbot, panel)
    seen = events(window)
    qtbot.waitUntil(lambda: events(window) > seen + EPOCHS, timeout=WAIT)
    return panel


def _have_explained(qtbot: QtBot, panel: ExplanationPanel) -> None:
    """Wait for new answers on both pages: to another method and back, and to a press of Search."""
    panel.tabs.setCurrentIndex(0)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
        with qtbot.waitSignal(panel.where.asking.answered, timeout=WAIT):
            qtbot.keyClick(panel.where.form.method, key)
    panel.tabs.setCurrentIndex(1)
    qtbot.waitUntil(panel.filters.again.isVisible, timeout=WAIT)
    answers = [panel.filters.search.answered, panel.filters.detail.answered]
    with qtbot.waitSignals(answers, timeout=WAIT):
        qtbot.mouseClick(panel.filters.again, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("name", ["explanation", "functions", "backprop", "invariance"])
def test_a_panel_is_made_of_no_more_after_further_epochs(
    qtbot: QtBot, window: MainWindow, name: str
) -> None:
    window.document.open(TINY, LONG)
    window.document.select({"conv1"})
    thread = window.thread_
    qtbot.waitUntil(
        lambda: thread.dataset is not None and len(thread.dataset.train) == 64, timeout=WAIT
    )
    window.run_bar.train.trigger()
    for _ in range(2):
        panel = _visit(qtbot, window, name)
        _visit(qtbot, window, "curves")
    before, threads = _parts(panel), active_count()
    for _ in range(3):
        _visit(qtbot, window, name)
        _visit(qtbot, window, "curves")
    assert _parts(panel) - before == Counter()
    assert active_count() <= threads + 1  # a pool's only thread may begin late
