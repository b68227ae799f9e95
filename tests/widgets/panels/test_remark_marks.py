"""What happened to a run, marked in its curves and told in words."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.training.events import (
    RateChanged,
    Restored,
    SettingChanged,
    StepDone,
    Stopped,
    TrainingEvent,
)
from app.training.recipe import Recipe
from widgets.panels.curves_panel import CurvesPanel
from widgets.theme import apply_theme

STEPS: list[TrainingEvent] = [StepDone(step, 1, 1.0, 0.5) for step in range(1, 101)]
REMARKS: list[TrainingEvent] = [
    RateChanged(30, 0.1, 0.01, "the validation loss was no better for 2 epochs"),
    SettingChanged(60, "l1", 0.0, 0.001),
    Stopped(100, 10, "the validation loss was no better for 5 epochs"),
    Restored(100, 5, 0.25),
]


@pytest.fixture
def panel(qtbot: QtBot) -> CurvesPanel:
    panel = CurvesPanel()
    qtbot.addWidget(panel)
    panel.resize(1280, 230)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def test_remarks_stand_at_their_steps_in_both_plots(panel: CurvesPanel) -> None:
    panel.show_history([*STEPS, *REMARKS], 10)
    for plot in (panel.plots.loss, panel.plots.accuracy):
        steps, texts = zip(*plot.remarks.words, strict=True)
        assert steps == (30, 60, 100, 100)
        assert texts[0].startswith("Learning rate 0.1 → 0.01: the validation loss was no better")
        assert texts[1] == "L1 0 → 0.001, changed while training."
        assert texts[2].startswith("Stopped after epoch 10")
        assert texts[3].startswith("The weights of epoch 5 were put back")


def test_they_go_with_the_run_and_follow_the_theme(panel: CurvesPanel) -> None:
    panel.show_history([*STEPS, *REMARKS], 10)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    apply_theme(application, "dark")
    apply_theme(application, "light")
    assert len(panel.plots.loss.remarks.words) == 4
    panel.clear()
    assert panel.plots.loss.remarks.words == []


def test_only_the_latest_of_many_are_marked(panel: CurvesPanel) -> None:
    many: list[TrainingEvent] = [SettingChanged(n, "l1", 0.0, 0.1) for n in range(50)]
    panel.show_history([*STEPS, *many], 10)
    assert [step for step, _ in panel.plots.loss.remarks.words] == list(range(30, 50))


def test_the_title_names_the_loss(panel: CurvesPanel) -> None:
    panel.show_history([*STEPS], 10, Recipe(loss="mse"))
    assert "squared error" in panel.plots.loss_title.text()
    panel.show_history([*STEPS], 10, Recipe())
    assert "cross-entropy in nats" in panel.plots.loss_title.text()
