"""The probe panel by itself, and hands that use it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.data.catalogue import load
from tests.widgets.events import LEFT, NO_KEYS, move_mouse
from widgets.document import Document
from widgets.panels.probe.panel import ProbePanel
from widgets.probe import LookedAt, Probe

MNIST = load("mnist")
CTRL = Qt.KeyboardModifier.ControlModifier
Show = Callable[[QWidget], None]


class Panel(ProbePanel):
    """With the probe at hand, and what has been looked at so far."""

    def __init__(self, document: Document, probe: Probe) -> None:
        super().__init__(document, probe)
        self.probe = probe
        self.looks: list[LookedAt] = []
        probe.looked_at.connect(self.looks.append)
        self.data_chosen.connect(probe.choose)

    @property
    def seen(self) -> LookedAt:
        assert self.probe.seen is not None
        return self.probe.seen


@pytest.fixture
def probe(qtbot: QtBot) -> Iterator[Probe]:
    window = QWidget()
    qtbot.addWidget(window)
    probe = Probe(window)
    yield probe
    probe.close()


@pytest.fixture
def panel(document: Document, probe: Probe, shown: Show) -> Panel:
    panel = Panel(document, probe)
    shown(panel)
    probe.take_dataset(MNIST)
    return panel


def open_tab(panel: ProbePanel, title: str) -> None:
    """Click a tab by its title."""
    tabs = panel.tabs
    number = [tabs.tabText(index) for index in range(tabs.count())].index(title)
    QTest.mouseClick(tabs, LEFT, NO_KEYS, tabs.tabRect(number).center())


def stroke(panel: ProbePanel, *points: tuple[float, float], button: Qt.MouseButton = LEFT) -> None:
    """Draw through places of the picture, in pixels of it, with real mouse events."""
    pad = panel.draw.pad
    places = [pad.place(x, y).toPoint() for x, y in points]
    QTest.mousePress(pad, button, NO_KEYS, places[0])
    for place in places[1:]:
        move_mouse(pad, place, button)
    QTest.mouseRelease(pad, button, NO_KEYS, places[-1])


def wait_for(qtbot: QtBot, panel: Panel, image: np.ndarray) -> None:
    qtbot.waitUntil(lambda: np.array_equal(panel.seen.image, image))
