"""The probe panel remembers its tab, and every control says what it does."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.panels.probe.conftest import MNIST, Panel, open_tab
from widgets.document import Document
from widgets.panels.probe.panel import ProbePanel
from widgets.probe import Probe
from widgets.settings import settings


def test_the_tab_comes_back(panel: Panel, document: Document, qtbot: QtBot) -> None:
    open_tab(panel, "Draw")
    assert settings().value("probe/tab") == "drawing"
    window = QWidget()
    qtbot.addWidget(window)
    probe = Probe(window)
    another = ProbePanel(document, probe)
    qtbot.addWidget(another)
    probe.take_dataset(MNIST)
    assert another.source == "drawing"
    assert probe.seen is not None
    assert probe.seen.source == "data"
    probe.close()


def test_every_control_has_a_name_and_says_what_it_does(panel: Panel) -> None:
    controls = [
        *panel.changes.sliders.values(),
        *panel.changes.numbers.values(),
        panel.draw.brush,
        panel.matrix.ready,
        panel.matrix.levels,
        panel.data.number,
    ]
    for control in controls:
        assert control.accessibleName()
        assert control.toolTip()
