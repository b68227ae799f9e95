"""What panels say with nothing to show, and that they offer the way on."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.network.edits import SetFields
from tests.widgets.dialogs import Dialogs
from tests.widgets.whole_window import new
from widgets.empty_state import DATA_SETS, FIT_END, OPEN_GALLERY, Offer
from widgets.main_window import MainWindow
from widgets.panels.data_panel import DataPanel

SAYS = {
    "inspector": "The canvas is empty",
    "summary": "No layers yet",
    "problems": "No layers yet",
    "outline": "No layers yet",
    "evaluation": "Nothing has been evaluated yet",
    "layer_health": "appear here when data and network are ready",
    "predictions": "There is no network yet",
    "explanation": "There is no network yet",
    "structure": "There is no network yet",
    "functions": "Add an activation",
    "feature_maps": "Connect layers to the input",
    "filters": "No convolution here",
    "runs": "No runs yet",
    "curves": "Train to see the loss fall",
}


def said(panel: QWidget) -> str:
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def offered(panel: QWidget) -> list[QPushButton]:
    return [
        button
        for offer in panel.findChildren(Offer)
        for button in offer.buttons.values()
        if button.isVisible()
    ]


@pytest.fixture
def bare(window: MainWindow) -> MainWindow:
    new(window)
    return window


def test_without_a_network_panels_say_what_will_be_there(bare: MainWindow, qtbot: QtBot) -> None:
    for name, words in SAYS.items():
        bare.docks.raise_(name)
        dock = bare.docks[name]
        qtbot.waitUntil(lambda dock=dock, words=words: words in said(dock))
        assert offered(dock), name


def test_what_panels_say_is_faint_in_all_of_them(bare: MainWindow, qtbot: QtBot) -> None:
    for name, words in SAYS.items():
        bare.docks.raise_(name)
        dock = bare.docks[name]
        qtbot.waitUntil(lambda dock=dock, words=words: words in said(dock))
        (label,) = (one for one in dock.findChildren(QLabel) if words in one.text())
        assert label.foregroundRole() == QPalette.ColorRole.PlaceholderText, name


def test_a_button_opens_what_it_says(bare: MainWindow, dialogs: Dialogs) -> None:
    bare.docks.raise_("summary")
    dialogs.act("gallery", lambda dialog: dialog.close())
    (offer,) = bare.docks["summary"].findChildren(Offer)
    offer.buttons[OPEN_GALLERY].click()
    assert dialogs.said == ["Gallery of networks"]


def test_an_end_with_another_number_of_values_is_fitted_to_the_data(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.document.apply(SetFields("fc2", {"out_features": 7}))
    dock = window.docks["predictions"]
    qtbot.waitUntil(lambda: "must end in 10 values" in said(dock))
    assert window.problem_count.text() == "Cannot be trained yet"
    assert "The layers fit together, but do not fit the data yet." in said(dock)
    (offer,) = (o for o in dock.findChildren(Offer) if o.buttons[FIT_END].isVisible())
    offer.buttons[FIT_END].click()
    assert window.document.network.layers["fc2"].out_features == 10
    assert window.statusBar().currentMessage().endswith("out features 10 in fc2")
    offer.buttons[FIT_END].click()
    assert "ends in 10 values already" in window.statusBar().currentMessage()


def test_the_predictions_name_the_first_problem_and_lead_to_what_mends_it(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.document.apply(SetFields("conv1", {"kernel_size": 99, "padding": 0}))
    dock = window.docks["predictions"]
    qtbot.waitUntil(lambda: "conv1: " in said(dock))
    assert "must end in" not in said(dock)
    assert [button.text() for button in offered(dock)] == ["Show problem"]
    window.document.select({"fc2"})
    offered(dock)[0].click()
    assert window.canvas.overlays.popup is not None
    assert window.document.selection == {"conv1"}


def test_data_sets_are_offered_where_there_is_none_and_not_while_one_is_loaded(
    qtbot: QtBot,
) -> None:
    panel = DataPanel()
    qtbot.addWidget(panel)
    panel.show()
    (offer,) = panel.findChildren(Offer)
    assert offer.buttons[DATA_SETS].isVisible()
    panel.show_loading("MNIST")
    assert not offer.buttons[DATA_SETS].isVisible()
    panel.show_error("The disk is gone.")
    assert offer.buttons[DATA_SETS].isVisible()
