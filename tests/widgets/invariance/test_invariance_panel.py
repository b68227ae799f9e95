"""F5: the invariance bench, from the button to the curves and out of the program."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.inspection.answers import module_of
from app.inspection.invariance import CHANGES, usual_amounts
from app.inspection.invariance_bench import measure_invariance
from app.network.graph import Network
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.patterns import chain
from app.training.recipe import Recipe
from tests.widgets.conftest import StartThread
from tests.widgets.shown_windows import shown_windows
from widgets.document import Document
from widgets.inquiries import Inquiries
from widgets.invariance.panel import InvariancePanel
from widgets.training_thread import TrainingThread


def network(classes: int = 10) -> Network:
    layers = [Input(1, 28, 28), Conv2d(4, 5, stride=2), ReLU(), Flatten(), Linear(classes)]
    return chain("small", layers)


@pytest.fixture
def thread(start_thread: StartThread) -> TrainingThread:
    return start_thread(network())


@pytest.fixture
def panel(qtbot: QtBot, thread: TrainingThread) -> Iterator[InvariancePanel]:
    document = Document()
    document.open(network(), Recipe())
    inquiries = Inquiries(thread)
    panel = InvariancePanel(document, inquiries)
    qtbot.addWidget(panel)
    panel.resize(1000, 260)
    panel.count.setValue(60)
    panel.show()
    yield panel
    inquiries.close()


def test_its_buttons_come_with_it_and_not_as_windows(
    qtbot: QtBot, qapp: QApplication, thread: TrainingThread
) -> None:
    document = Document()
    document.open(network(), Recipe())
    inquiries = Inquiries(thread)
    with shown_windows(qapp) as shown:
        panel = InvariancePanel(document, inquiries)
        qtbot.addWidget(panel)
        panel.show()
    assert shown == [panel]
    assert panel.start_button.isVisible()
    assert panel.run_button.isVisible()
    assert not panel.cancel_button.isVisible()
    inquiries.close()


def measure(panel: InvariancePanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel._inquiries.ended):
        QTest.mouseClick(panel.start_button, Qt.MouseButton.LeftButton)


def test_f5_the_curve_is_that_of_the_bench(
    panel: InvariancePanel, thread: TrainingThread, qtbot: QtBot
) -> None:
    panel.ways.setCurrentIndex(panel.ways.findData("angle"))
    measure(panel, qtbot)
    subject = thread.fetch_subject().result(timeout=30)
    direct = measure_invariance(
        module_of(subject),
        subject.dataset.validation,
        subject.scaled,
        CHANGES[2],
        usual_amounts(CHANGES[2], subject.shape),
        count=60,
    )
    (plot,) = panel._shown()
    assert plot.drawn == [[(p.amount, p.accuracy) for p in direct.points]]
    assert "Turn clockwise: nine tenths of the accuracy remain from" in panel.note.text()


def test_a_kept_run_is_measured_beside_the_network_as_it_is(
    panel: InvariancePanel, thread: TrainingThread, qtbot: QtBot
) -> None:
    """F5: such as a run with augmentation beside one without."""
    thread.train(Recipe(batch_size=500, epochs=1))
    qtbot.waitUntil(lambda: thread.progress.message.startswith("Finished"))
    kept = thread.fetch_subject().result(timeout=30)
    thread.reset_weights(0, Recipe().initial_weights)
    panel.ways.setCurrentIndex(panel.ways.findData("angle"))
    measure(panel, qtbot)
    panel.runs.aboutToShow.emit()
    with qtbot.waitSignal(panel._inquiries.ended):
        panel.runs.actions()[0].trigger()
    direct = measure_invariance(
        module_of(kept),
        kept.dataset.validation,
        kept.scaled,
        CHANGES[2],
        usual_amounts(CHANGES[2], kept.shape),
        count=60,
    )
    (plot,) = panel._shown()
    assert len(plot.drawn) == 2
    assert plot.drawn[1] == [(p.amount, p.accuracy) for p in direct.points]
    assert plot.drawn[0] != plot.drawn[1]
    assert panel.measurements[1].name.startswith("small, 20")


def test_points_appear_as_they_come_and_stay_when_it_is_cancelled(
    panel: InvariancePanel, qtbot: QtBot
) -> None:
    panel.count.setValue(400)
    QTest.mouseClick(panel.start_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(panel.plots[0].drawn))
    assert panel.progress.isVisible()
    QTest.mouseClick(panel.cancel_button, Qt.MouseButton.LeftButton)
    assert panel.start_button.isVisible()
    assert 0 < sum(len(plot.drawn[0]) for plot in panel.plots if plot.drawn) < 70


def test_measurements_lie_over_one_another_and_are_named_and_removed(
    panel: InvariancePanel, thread: TrainingThread, qtbot: QtBot
) -> None:
    panel.ways.setCurrentIndex(panel.ways.findData("scale"))
    measure(panel, qtbot)
    thread.train(Recipe(batch_size=100, epochs=1), steps=20)
    qtbot.waitUntil(lambda: thread.progress.state == "paused")
    measure(panel, qtbot)
    assert [each.name for each in panel.measurements] == ["small, step 0", "small, step 20"]
    (plot,) = panel._shown()
    before, after = ([y for x, y in line if x == 1.0] for line in plot.drawn)
    assert after > before
    panel.list.item(1).setText("trained")
    assert panel.table().heads[1:] == (
        "small, step 0: accuracy",
        "small, step 0: true class",
        "trained: accuracy",
        "trained: true class",
    )
    panel.list.setCurrentRow(0)
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert [each.name for each in panel.measurements] == ["trained"]
    assert len(plot.drawn) == 1


def test_all_ways_are_copied_as_a_row_for_each_point(panel: InvariancePanel, qtbot: QtBot) -> None:
    measure(panel, qtbot)
    panel._copy_table()
    data = QGuiApplication.clipboard().mimeData().data("text/csv").toStdString()
    rows = list(csv.DictReader(data.splitlines()))
    assert len(rows) == 17 + 17 + 25 + 11
    assert {row["Change"] for row in rows} == {change.title for change in CHANGES}
    assert {row["Images"] for row in rows} == {"60"}


def test_the_picture_is_written_as_png(
    panel: InvariancePanel, qtbot: QtBot, tmp_path: Path
) -> None:
    measure(panel, qtbot)
    with qtbot.waitSignal(panel.exported) as told:
        panel.write_picture(tmp_path / "curves.png")
    assert told.args == ["Saved to curves.png"]
    assert QImage(str(tmp_path / "curves.png")).width() == 2 * 560 * 3


def test_a_network_without_enough_classes_is_refused_in_words(
    panel: InvariancePanel, thread: TrainingThread, qtbot: QtBot
) -> None:
    thread.set_network(network(classes=4))
    with qtbot.waitSignal(panel._inquiries.refused):
        QTest.mouseClick(panel.start_button, Qt.MouseButton.LeftButton)
    assert "one value for each class" in panel.note.text()
    assert panel.start_button.isVisible()


def test_signals_are_offered_only_what_they_know(panel: InvariancePanel) -> None:
    signal = chain("signal", [Input(1, 1, 64), Flatten(), Linear(3)])
    panel._document.open(signal, Recipe())
    offered = [panel.ways.itemText(row) for row in range(panel.ways.count())]
    assert offered == ["All ways", "Shift to the right", "Scale"]
    assert [not plot.isHidden() for plot in panel.plots] == [True, False, False, True]
