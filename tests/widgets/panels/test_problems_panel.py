"""The problems panel by mouse and by keys: what is listed, gone to, mended and copied."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.network.edits import Disconnect, RemoveLayers, SetFields
from app.network.graph import Network, Position, Wire
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Input, Linear
from app.network.patterns import chain
from app.training.recipe import Recipe
from tests.widgets.conftest import IN_A_HALL, PutInType
from tests.widgets.dialogs import OFFSCREEN_DIALOGS
from widgets.document import Document
from widgets.panels.problem_rows import FixButton
from widgets.panels.problems_model import counts_text
from widgets.panels.problems_panel import ProblemsPanel

A1 = Conv2d(4, 3, 3)
"""Seven pixels, a filter of three, stride three: a warning."""


@pytest.fixture
def document() -> Document:
    """Two windows that do not fit, and behind them a dense layer that wants a vector."""
    document = Document()
    layers = [Input(1, 25, 25), A1, Conv2d(4, 3, 2), Linear(10)]
    document.open(chain("broken", layers), Recipe())
    document.apply(SetFields("conv2", {"kernel_size": 3, "stride": 3}))
    return document


@pytest.fixture
def panel(document: Document, shown: Callable[[QWidget], None]) -> ProblemsPanel:
    panel = ProblemsPanel(document)
    shown(panel)
    return panel


def listed(panel: ProblemsPanel) -> list[tuple[str, str]]:
    return [(problem.severity, problem.layer) for problem in panel.model.problems]


def click_row(qtbot: QtBot, panel: ProblemsPanel, row: int) -> None:
    place = panel.list.visualRect(panel.model.index(row)).center()
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


def fix_buttons(panel: ProblemsPanel) -> list[FixButton]:
    return [b for b in panel.fixes.findChildren(FixButton) if b.isVisible()]


def test_errors_come_first_then_warnings_in_the_order_of_the_layers(panel: ProblemsPanel) -> None:
    assert listed(panel) == [("error", "fc1"), ("warning", "conv1"), ("warning", "conv2")]


def test_each_row_tells_severity_layer_and_arithmetic(panel: ProblemsPanel) -> None:
    text = panel.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert text.startswith("warning: conv1: does not fit: (25 − 3)/3 + 1 = 8.33 → 8")


def test_a_click_goes_to_the_layer_and_shows_its_fixes(qtbot: QtBot, panel: ProblemsPanel) -> None:
    with qtbot.waitSignal(panel.layer_wanted) as wanted:
        click_row(qtbot, panel, 1)
    assert wanted.args == ["conv1"]
    assert [button.text() for button in fix_buttons(panel)] == ["Padding 1", "Kernel 4", "Stride 2"]


def test_enter_goes_to_the_layer_of_the_current_row(qtbot: QtBot, panel: ProblemsPanel) -> None:
    click_row(qtbot, panel, 0)
    qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.layer_wanted) as wanted:
        qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert wanted.args == ["conv1"]


def test_a_fix_is_one_step_of_undo_and_the_next_problem_takes_its_row(
    qtbot: QtBot, document: Document, panel: ProblemsPanel
) -> None:
    click_row(qtbot, panel, 1)
    qtbot.mouseClick(fix_buttons(panel)[-1], Qt.MouseButton.LeftButton)
    assert document.network.layers["conv1"] == Conv2d(4, 3, 2)
    assert panel.current is not None
    assert panel.current.layer in ("conv2", "fc1")
    document.undo_stack.undo()
    assert ("warning", "conv1") in listed(panel)


def test_keys_alone_mend_a_problem_and_stay_in_the_list(
    qtbot: QtBot, document: Document, panel: ProblemsPanel
) -> None:
    click_row(qtbot, panel, 0)
    for _ in range(10):
        if isinstance(QApplication.focusWidget(), FixButton):
            break
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert not document.analysis.errors
    assert panel.list.hasFocus()


@pytest.mark.qt_log_ignore(*OFFSCREEN_DIALOGS, extend=True)
def test_the_context_menu_offers_the_same_fixes(
    qtbot: QtBot, document: Document, panel: ProblemsPanel
) -> None:
    click_row(qtbot, panel, 1)
    place = panel.list.visualRect(panel.model.index(1)).center()
    QApplication.sendEvent(
        panel.list.viewport(),
        QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, QPoint(0, 0)),
    )
    menu = panel.findChild(QMenu)
    assert menu is not None
    qtbot.waitUntil(menu.isVisible)
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts == ["Padding 1", "Kernel 4", "Stride 2", "Go to conv1", "Copy", "Copy all"]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(menu, key)
    assert document.network.layers["conv1"] == Conv2d(4, 3, 3, 1)


def test_the_filter_shows_errors_or_warnings_alone(qtbot: QtBot, panel: ProblemsPanel) -> None:
    assert [b.text() for b in panel.filters.values()] == ["All 3", "Errors 1", "Warnings 2"]
    qtbot.mouseClick(panel.filters["error"], Qt.MouseButton.LeftButton)
    assert listed(panel) == [("error", "fc1")]
    qtbot.mouseClick(panel.filters["warning"], Qt.MouseButton.LeftButton)
    assert listed(panel) == [("warning", "conv1"), ("warning", "conv2")]


def test_a_filter_that_lets_nothing_through_says_what_else_there_is(
    qtbot: QtBot, document: Document, panel: ProblemsPanel
) -> None:
    document.apply(RemoveLayers(frozenset({"fc1"})))
    qtbot.mouseClick(panel.filters["error"], Qt.MouseButton.LeftButton)
    assert panel.empty.isVisible()
    assert panel.empty.text() == "None of this kind; there are 2 warnings."


def test_a_sound_network_has_no_problems_and_says_so(
    document: Document, panel: ProblemsPanel
) -> None:
    document.open(chain("sound", [Input(1, 7, 7), Conv2d(4, 3, 2)]), Recipe())
    assert panel.empty.isVisible()
    assert panel.empty.text() == "No problems: the network fits together."
    document.open(Network(), Recipe())
    assert panel.empty.text().startswith("No layers yet.")


def test_all_that_is_shown_is_copied_as_text(qtbot: QtBot, panel: ProblemsPanel) -> None:
    qtbot.mouseClick(panel.copy_button, Qt.MouseButton.LeftButton)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [line.split(": ")[1] for line in lines] == ["fc1", "conv1", "conv2"]
    click_row(qtbot, panel, 2)
    qtbot.keyClick(panel.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("warning: conv2: does not fit: ")


def test_stepping_goes_round_and_tells_where_it_is(qtbot: QtBot, document: Document) -> None:
    panel = ProblemsPanel(document)  # never shown
    qtbot.addWidget(panel)
    wanted: list[str] = []
    said: list[str] = []
    panel.problem_wanted.connect(lambda problem: wanted.append(problem.layer))
    panel.message.connect(said.append)
    for by in (1, 1, 1, 1, -1, -1):
        panel.step(by)
    assert wanted == ["fc1", "conv1", "conv2", "fc1", "conv2", "conv1"]
    assert said[0].startswith("Problem 1 of 3: error: fc1: ")


def test_the_same_problem_stays_current_while_others_come_and_go(
    qtbot: QtBot, document: Document, panel: ProblemsPanel
) -> None:
    click_row(qtbot, panel, 2)
    document.apply(RemoveLayers(frozenset({"fc1"})))
    assert panel.current is not None
    assert panel.current.layer == "conv2"


def test_a_problem_that_reads_the_same_has_the_fixes_of_the_network_it_is_in(
    qtbot: QtBot, document: Document, panel: ProblemsPanel
) -> None:
    click_row(qtbot, panel, 1)
    document.apply(SetFields("conv1", {"out_channels": 7}))
    qtbot.mouseClick(fix_buttons(panel)[-1], Qt.MouseButton.LeftButton)
    assert document.network.layers["conv1"] == Conv2d(7, 3, 2)


def test_thousands_of_problems_are_listed_without_looking_for_fixes(
    document: Document, panel: ProblemsPanel
) -> None:
    count = 3_000
    layers = {f"conv{i}": A1 for i in range(count)} | {"input": Input(1, 7, 7)}
    places = {name: Position(0.0, 0.0) for name in layers}
    network = Network("many", layers, (), places)
    begun = time.thread_time()
    document.open(network, Recipe())
    seconds = time.thread_time() - begun
    assert len(panel.model.problems) == count
    looked_at = sum("fixes" in vars(problem) for problem in document.analysis.problems)
    assert looked_at <= 1
    assert seconds < 1


@pytest.mark.parametrize(
    ("wire", "words"),
    [(Wire("input", "conv1"), "1 error"), (Wire("conv2", "fc1"), "1 error · 2 warnings")],
)
def test_problems_are_counted_by_severity(document: Document, wire: Wire, words: str) -> None:
    document.apply(Disconnect(frozenset({wire})))
    assert counts_text(document.analysis.problems) == words
    assert counts_text(()) == "No problems"


def test_in_large_type_the_ways_out_have_the_room_below_a_low_list(
    qtbot: QtBot, panel: ProblemsPanel, put_in_type: PutInType
) -> None:
    put_in_type(IN_A_HALL)
    panel.resize(830, 415)  # what a lesson leaves to it on a screen of 1280×800
    click_row(qtbot, panel, 1)
    qtbot.waitUntil(lambda: panel.fixes.width() > 0.9 * panel.width())
    qtbot.waitUntil(lambda: panel.list.height() < 0.4 * panel.height())
