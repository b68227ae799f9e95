"""The sabotage lab in the real window: what is hidden, what is told, and what stays untouched."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.data.changes import DataChanges
from app.experiments.sabotage import FAULTS, Fault, choose_fault
from app.network.edits import RemoveLayers
from app.network.patterns import lenet5
from app.training.events import Diverged, EpochDone, StepDone
from app.training.recipe import Recipe
from app.training.run import list_runs, runs_folder
from tests.widgets.dialogs import OFFSCREEN_DIALOGS
from widgets.main_window import MainWindow
from widgets.panels.curve_data import CurveData
from widgets.sabotage.banner import HIDDEN, Cover
from widgets.sabotage.desk import SabotageDesk

pytestmark = pytest.mark.qt_log_ignore(
    *OFFSCREEN_DIALOGS, "This plugin does not support raise", extend=True
)
QUICK = Recipe(epochs=2, batch_size=25, changes=DataChanges(subset=1_200))
BY_NAME = {fault.name: fault for fault in FAULTS}
Arrays = dict[str, np.ndarray]


@pytest.fixture
def ready(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """A window with LeNet-5 and a small part of the digits."""
    window.document.open(lenet5(), QUICK)
    qtbot.waitUntil(lambda: images(window) == 1_200)
    return window


def images(window: MainWindow) -> int:
    data = window.thread_.dataset
    return len(data.train) if data else 0


def opened(window: MainWindow) -> SabotageDesk:
    """The lab, opened by its place in the menu."""
    for menu in window.menuBar().actions():
        if menu.text() == "E&xperiments":
            inner = menu.menu()
            action = next(a for a in inner.actions() if "botage" in a.text())  # type: ignore[attr-defined]
            action.trigger()
    assert window.sabotage is not None
    return window.sabotage


def seed_of(desk: SabotageDesk, name: str) -> int:
    """A seed that hides this fault."""
    healthy = desk.lab._as_it_is()
    assert healthy is not None
    return next(seed for seed in range(1_000) if choose_fault(healthy, seed).name == name)


def hide(qtbot: QtBot, window: MainWindow, name: str) -> SabotageDesk:
    """Hide a fault as a class does it, by its number, and wait until the run tells something."""
    desk = opened(window)
    desk.dialog.seed.setValue(seed_of(desk, name))
    click(desk.dialog.sabotage)
    qtbot.waitUntil(lambda: desk.lab.is_telling)
    return desk


def click(button: QPushButton) -> None:
    assert button.isEnabled(), button.text()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def pick(desk: SabotageDesk, fault: Fault) -> None:
    row = desk.lab.diagnoses.index(fault)
    desk.dialog.diagnoses.setCurrentRow(row)


def diagnose(qtbot: QtBot, desk: SabotageDesk, fault: Fault) -> str:
    """What is told of a diagnosis."""
    desk.open()
    pick(desk, fault)
    qtbot.waitUntil(desk.dialog.diagnose_button.isEnabled)
    with qtbot.waitSignal(desk.lab.verdict_given):
        click(desk.dialog.diagnose_button)
    return desk.dialog.told.text()


def weights(qtbot: QtBot, window: MainWindow) -> Arrays:
    answer = window.thread_.fetch_weights()
    qtbot.waitUntil(answer.done)
    return answer.result()


def all_texts(window: MainWindow) -> str:
    """Everything that can be read in the window, its tool tips and the names of its edits."""
    widgets = [window, *window.findChildren(QWidget)]
    texts = [text for widget in widgets for text in _texts(widget) if text]
    stack = window.document.undo_stack
    texts += [stack.text(at) for at in range(stack.count())]
    return "\n".join(texts)


def _texts(widget: QWidget) -> list[str]:
    found = [widget.toolTip(), widget.windowTitle(), widget.accessibleDescription()]
    if isinstance(widget, QLabel | QPushButton | QAbstractSpinBox):
        found.append(widget.text())
    return found


def test_right_after_an_epoch_with_numbers_of_the_run(qtbot: QtBot, ready: MainWindow) -> None:
    desk = hide(qtbot, ready, "zero_weights")
    told = diagnose(qtbot, desk, BY_NAME["zero_weights"])
    assert told.startswith("Right. All 6 filters of conv1 are identical: difference 0.0.")
    assert "guessing costs 2.303" in told  # ln 10
    assert "initialisation pytorch → zeros" in told
    assert desk.lab.score.in_words == "1 of 1 fault found, 1 at once"


def test_a_wrong_diagnosis_is_struck_out_and_another_may_follow(
    qtbot: QtBot, ready: MainWindow
) -> None:
    desk = hide(qtbot, ready, "zero_weights")
    told = diagnose(qtbot, desk, BY_NAME["no_activation"])
    assert told.startswith("No. ")
    row = desk.lab.diagnoses.index(BY_NAME["no_activation"])
    assert desk.dialog.diagnoses.item(row).font().strikeOut()
    assert desk.lab.secret
    assert diagnose(qtbot, desk, BY_NAME["zero_weights"]).startswith("Right.")
    assert desk.lab.score.in_words == "1 of 1 fault found, 0 at once"


def test_giving_up_tells_what_it_was(qtbot: QtBot, ready: MainWindow) -> None:
    desk = hide(qtbot, ready, "rate_too_low")
    desk.open()
    click(desk.dialog.reveal_button)
    assert "learning rate 0.003 → 1e-05" in desk.dialog.told.text()
    assert desk.lab.score.in_words == "0 of 1 fault found, 0 at once"


def test_a_verdict_that_comes_after_giving_up_is_not_told(qtbot: QtBot, ready: MainWindow) -> None:
    desk = hide(qtbot, ready, "zero_weights")
    desk.open()
    pick(desk, BY_NAME["zero_weights"])
    qtbot.waitUntil(desk.dialog.diagnose_button.isEnabled)
    with qtbot.waitSignal(desk.lab._judged):
        click(desk.dialog.diagnose_button)
        click(desk.dialog.reveal_button)
    assert desk.dialog.told.text().startswith("It was: ")
    assert desk.lab.score.in_words == "0 of 1 fault found, 0 at once"


@pytest.mark.parametrize("name", ["rate_too_high", "wrong_labels", "dropout"])
def test_nothing_that_can_be_read_gives_the_fault_away(
    qtbot: QtBot, ready: MainWindow, name: str
) -> None:
    before = set(all_texts(ready).split("\n"))
    desk = hide(qtbot, ready, name)
    for dock in ("layer_health", "filters", "data", "curves"):
        ready.docks.raise_(dock)
        qtbot.waitUntil(ready.docks[dock].isVisible)
    qtbot.waitUntil(lambda: ready.run_bar.shown.state != "preparing")
    fault = BY_NAME[name]
    own = {fault.title, fault.look_for}  # the dialog lists all faults alike
    new = "\n".join(set(all_texts(ready).split("\n")) - before - own)
    for word in ("0.3 ", "Try 0", "wrong labels", "labels wrong", "0.95", "dropout1", "40 %"):
        assert word not in new, word
    assert isinstance(ready.docks["recipe"].widget(), Cover)
    assert HIDDEN in ready.docks["recipe"].widget().text()  # type: ignore[attr-defined]
    assert not ready.data.about.change.isVisibleTo(ready.data.about)
    assert ready.data.about.hidden.text() == HIDDEN
    assert not ready.run_bar.datasets.isEnabled()
    assert not ready.curves.plots.rate.isVisible()
    assert desk.lab.secret


def test_the_rate_of_each_step_cannot_be_looked_up(qtbot: QtBot, ready: MainWindow) -> None:
    desk = hide(qtbot, ready, "rate_too_low")
    ready.docks.raise_("curves")
    ready.curves.controls.show_rate.setChecked(True)
    qtbot.waitUntil(lambda: len(ready.curves.data.steps) > 0)
    assert (
        ready.curves.plots.rate_title.text() == ""
        or "1e-05" not in ready.curves.plots.rate_title.text()
    )
    lab_thread = desk.lab.at_work
    assert lab_thread is not None
    assert lab_thread[0].history.recipe is None


def test_a_breakdown_does_not_name_the_learning_rate(qtbot: QtBot, ready: MainWindow) -> None:
    ready.document.set_recipe(replace(QUICK, batch_size=100, epochs=15))
    desk = hide(qtbot, ready, "rate_too_high")
    at_work = desk.lab.at_work
    assert at_work is not None
    qtbot.waitUntil(lambda: not at_work[0].progress.busy)
    broke = [event for event in at_work[0].events if isinstance(event, Diverged)]
    assert broke
    assert "rate" not in broke[0].reason
    assert "rate" not in at_work[0].progress.message
    assert diagnose(qtbot, desk, BY_NAME["rate_too_high"]).startswith("Right. The loss leapt")


def test_the_document_its_weights_and_its_runs_are_untouched(
    qtbot: QtBot, ready: MainWindow
) -> None:
    ready.run_bar.epoch.trigger()
    qtbot.waitUntil(lambda: any(isinstance(event, EpochDone) for event in ready.thread_.events))
    qtbot.waitUntil(lambda: ready.thread_.progress.state == "paused")
    document = ready.document
    learned, events = weights(qtbot, ready), list(ready.thread_.events)
    before = (document.network, document.recipe, document.undo_stack.count(), document.modified)
    title, runs = ready.windowTitle(), len(list(list_runs(runs_folder())))
    desk = hide(qtbot, ready, "zero_weights")
    now = (document.network, document.recipe, document.undo_stack.count(), document.modified)
    assert now == before
    click(desk.banner.end)
    assert desk.lab.phase == "off"
    assert ready.docks["recipe"].widget() is ready.recipe
    assert ready.recipe.isVisibleTo(ready.docks["recipe"])
    assert ready.data.about.change.isVisibleTo(ready.data.about)
    now = (document.network, document.recipe, document.undo_stack.count(), document.modified)
    assert now == before
    assert (ready.windowTitle(), len(list(list_runs(runs_folder())))) == (title, runs)
    after = weights(qtbot, ready)
    assert after.keys() == learned.keys()
    assert all(np.array_equal(after[name], learned[name]) for name in learned)
    assert list(ready.thread_.events) == events
    qtbot.waitUntil(lambda: ready.run_bar.shown.state == "paused")
    ready.run_bar.batch.trigger()  # the run goes on where it stood
    qtbot.waitUntil(lambda: len(ready.thread_.events) > len(events))


def test_the_controls_of_a_run_act_on_the_sabotaged_one(qtbot: QtBot, ready: MainWindow) -> None:
    desk = hide(qtbot, ready, "by_class")
    at_work = desk.lab.at_work
    assert at_work is not None
    thread = at_work[0]
    qtbot.waitUntil(lambda: not thread.progress.busy)
    ready.run_bar.reset.trigger()  # no question: nothing of the user's is lost
    qtbot.waitUntil(lambda: not thread.events)
    qtbot.waitUntil(ready.run_bar.batch.isEnabled)
    ready.run_bar.batch.trigger()
    qtbot.waitUntil(lambda: len(thread.events) == 1)
    assert not ready.thread_.events


def test_the_healthy_run_is_laid_beside_the_sabotaged(qtbot: QtBot, ready: MainWindow) -> None:
    desk = hide(qtbot, ready, "wrong_labels")
    at_work = desk.lab.at_work
    assert at_work is not None
    thread = at_work[0]
    qtbot.waitUntil(lambda: not thread.progress.busy)
    hurt = [event for event in thread.events if isinstance(event, EpochDone)][-1]
    desk.open()
    click(desk.dialog.reveal_button)
    beside: list[CurveData] = []
    desk.lab.compared.connect(beside.append)
    sabotaged = thread.history
    click(desk.dialog.compare_button)
    qtbot.waitUntil(lambda: bool(beside) and thread.history is not sabotaged)
    qtbot.waitUntil(lambda: len(thread.events) > 0)
    assert desk.lab.compares
    assert desk.dialog.plots.isVisible()
    qtbot.waitUntil(lambda: thread.progress.state in ("idle", "paused"))
    steps = [event for event in thread.events if isinstance(event, StepDone)]
    assert len(steps) == hurt.step  # as many
    healthy = [event for event in thread.events if isinstance(event, EpochDone)][-1]
    assert healthy.train_accuracy > hurt.train_accuracy + 0.2
    assert beside[0].epochs[2].train_accuracy == hurt.train_accuracy
    qtbot.waitUntil(lambda: len(desk.dialog.plots.healthy.steps) == hurt.step)
    click(desk.dialog.end_button)
    assert not desk.dialog.plots.isVisible()


def test_before_an_epoch_is_over_there_is_nothing_to_judge_by(ready: MainWindow) -> None:
    ready.document.set_recipe(replace(QUICK, batch_size=10))
    desk = opened(ready)
    click(desk.dialog.sabotage)
    desk.open()
    pick(desk, desk.lab.diagnoses[0])
    assert not desk.dialog.diagnose_button.isEnabled()
    assert "epoch" in desk.dialog.diagnose_button.toolTip()
    click(desk.dialog.end_button)


def test_opening_another_network_ends_the_lab(qtbot: QtBot, ready: MainWindow) -> None:
    desk = hide(qtbot, ready, "zero_weights")
    ready.document.open(lenet5(), Recipe())
    ready._files.opened.emit()
    assert desk.lab.phase == "off"
    assert not desk.banner.isVisible()


def test_the_window_closes_with_a_fault_hidden(qtbot: QtBot, ready: MainWindow) -> None:
    desk = hide(qtbot, ready, "zero_weights")
    assert not ready.document.modified  # so nothing is asked
    ready.close()
    assert not ready.isVisible()
    assert desk.lab.at_work is None or not desk.lab.at_work[0].isRunning()


def test_a_network_with_errors_is_not_sabotaged(ready: MainWindow) -> None:
    ready.document.apply(RemoveLayers(frozenset({"input"})))
    desk = opened(ready)
    click(desk.dialog.sabotage)
    assert desk.lab.phase == "off"
    assert desk.dialog.told.text().startswith("The network must be sound first")
