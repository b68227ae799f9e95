"""Loss and accuracy, live: reading, zooming, exporting."""

from __future__ import annotations

import csv
import math
import time
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QGuiApplication,
    QImage,
    QPainter,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.time_travel import Past
from app.training.events import Diverged, EpochDone, StepDone, TrainingEvent
from app.training.recipe import Recipe
from app.training.remedies import Remedy
from tests.widgets.conftest import IN_A_HALL, PutInType
from widgets.figures.on_paper import words_for
from widgets.look_back import Seen
from widgets.panels.curve_axes import StepAxis, ValueAxis
from widgets.panels.curve_data import POINTS
from widgets.panels.curve_legend import CurveLegend
from widgets.panels.curve_plot import LEFT_AXIS, CurvePlot
from widgets.panels.curves_panel import CurvesPanel
from widgets.theme import SMALL, TypeSize, apply_theme, font, theme

PER_EPOCH = 50


def history(epochs: int) -> list[TrainingEvent]:
    events: list[TrainingEvent] = []
    for step in range(1, epochs * PER_EPOCH + 1):
        epoch = (step - 1) // PER_EPOCH + 1
        events.append(StepDone(step, epoch, 2.3 * math.exp(-step / 100) + 0.05, 0.9))
        if step % PER_EPOCH == 0:
            accuracy = 0.9 + 0.01 * min(epoch, 5)
            events.append(EpochDone(epoch, step, 0.5, 0.91, 0.4, accuracy, 1.0))
    return events


@pytest.fixture
def panel(qtbot: QtBot) -> CurvesPanel:
    panel = CurvesPanel()
    qtbot.addWidget(panel)
    panel.resize(1280, 230)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def viewport_point(plot: CurvePlot, step: float) -> QPoint:
    box = plot.getViewBox()
    low, high = box.viewRange()[1]
    return plot.mapFromScene(box.mapViewToScene(QPointF(step, (low + high) / 2)))


def zoom_in(plot: CurvePlot, step: float) -> None:
    at = QPointF(viewport_point(plot, step))
    event = QWheelEvent(
        at,
        plot.viewport().mapToGlobal(at),
        QPoint(),
        QPoint(0, 480),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(plot.viewport(), event)


def test_before_training_it_says_what_will_be_here(panel: CurvesPanel) -> None:
    texts = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    assert any(text.startswith("Train to see the loss fall") for text in texts)
    panel.show_history([], PER_EPOCH)
    assert not panel.plots.loss.isVisible()


def test_the_whole_run_is_in_sight_while_it_grows(panel: CurvesPanel) -> None:
    events = history(2)
    panel.show_history(events, PER_EPOCH)
    events += [StepDone(step, 3, 0.5, 0.9) for step in range(101, 141)]
    panel.show_history(events, PER_EPOCH)
    for plot in (panel.plots.loss, panel.plots.accuracy):
        low, high = plot.getViewBox().viewRange()[0]
        assert low <= 1
        assert 140 <= high <= 1.2 * 140


def test_the_best_validation_accuracy_is_called_out(panel: CurvesPanel) -> None:
    panel.show_history(history(7), PER_EPOCH)
    assert "95.0 %" in panel.plots.accuracy_title.text()
    assert "epoch 5" in panel.plots.accuracy_title.text()


def test_pointing_reads_step_epoch_and_losses(qtbot: QtBot, panel: CurvesPanel) -> None:
    panel.show_history(history(4), PER_EPOCH)
    QApplication.processEvents()
    qtbot.mouseMove(panel.plots.loss.viewport(), viewport_point(panel.plots.loss, 120))
    qtbot.waitUntil(lambda: "step" in panel.plots.accuracy_title.text())
    text = panel.plots.loss_title.text()
    assert "epoch 3" in text
    assert "train 0.7" in text
    assert "validation 0.400" in text
    assert "train 90.0 %" in panel.plots.accuracy_title.text()


def test_arrow_keys_move_the_cursor_by_steps_and_epochs(qtbot: QtBot, panel: CurvesPanel) -> None:
    panel.show_history(history(4), PER_EPOCH)
    qtbot.keyClick(panel, Qt.Key.Key_Left)
    assert "step 199, epoch 4" in panel.plots.loss_title.text()
    qtbot.keyClick(panel, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert "step 149, epoch 3" in panel.plots.loss_title.text()
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert "step 149" not in panel.plots.loss_title.text()


def test_zooming_stops_following_until_the_whole_run_is_asked_for(
    qtbot: QtBot, panel: CurvesPanel
) -> None:
    events = history(4)
    panel.show_history(events, PER_EPOCH)
    QApplication.processEvents()
    zoom_in(panel.plots.loss, 100)
    assert panel.controls.whole_button.isVisible()
    shown = panel.plots.loss.getViewBox().viewRange()[0]
    events.append(StepDone(201, 5, 0.1, 0.9))
    panel.show_history(events, PER_EPOCH)
    assert panel.plots.loss.getViewBox().viewRange()[0] == shown
    assert panel.plots.accuracy.getViewBox().viewRange()[0] == pytest.approx(shown, abs=3)
    qtbot.mouseClick(panel.controls.whole_button, Qt.MouseButton.LeftButton)
    assert panel.plots.loss.getViewBox().viewRange()[0][1] > 200
    assert not panel.controls.whole_button.isVisible()


def test_the_log_scale_shows_powers_of_ten_alike(qtbot: QtBot, panel: CurvesPanel) -> None:
    panel.show_history(history(4), PER_EPOCH)
    qtbot.keyClick(panel.controls.log_scale, Qt.Key.Key_Space)
    QApplication.processEvents()
    low, high = panel.plots.loss.getViewBox().viewRange()[1]
    assert low < math.log10(0.4)
    assert high < 1
    assert not panel.grab().isNull()


def test_the_left_axes_have_the_same_width_whatever_the_numbers(panel: CurvesPanel) -> None:
    panel.show_history([StepDone(1, 1, 123456.0, 0.1), StepDone(2, 1, 0.00001, 0.1)], PER_EPOCH)
    for plot in (panel.plots.loss, panel.plots.accuracy):
        assert plot.getPlotItem().getAxis("left").width() == LEFT_AXIS


def tick_texts(plot: CurvePlot) -> list[str]:
    """The numbers that are written at the left, from the top."""
    drawn = QImage(1, 1, QImage.Format.Format_RGB32)
    with QPainter(drawn) as painter:
        specs = plot.getPlotItem().getAxis("left").generateDrawSpecs(painter)
    placed = sorted((place.center().y(), text) for place, _flags, text in specs[2])
    return [text for _height, text in placed if text]


@pytest.mark.parametrize("spread", [0.5, 0.02, 0.0004, 0.0])
def test_the_numbers_at_the_left_differ_however_little_the_figures_do(
    panel: CurvesPanel, spread: float
) -> None:
    events: list[TrainingEvent] = [
        StepDone(step, 1, 2.3 - spread * (step % 2), 1.0 - spread * (step % 2))
        for step in range(1, 40)
    ]
    panel.show_history(events, PER_EPOCH)
    for plot in (panel.plots.loss, panel.plots.accuracy):
        texts = tick_texts(plot)
        assert len(set(texts)) == len(texts) >= 2


def test_an_accuracy_that_stays_is_shown_with_a_point_or_so_about_it(panel: CurvesPanel) -> None:
    panel.show_history([StepDone(step, 1, 0.0, 1.0) for step in range(1, 40)], PER_EPOCH)
    assert tick_texts(panel.plots.accuracy)[0] == "100 %"
    assert tick_texts(panel.plots.accuracy)[-1] == "99.0 %"


def test_whole_per_cents_have_no_decimals(panel: CurvesPanel) -> None:
    panel.show_history([StepDone(1, 1, 2.0, 0.1), StepDone(2, 1, 1.0, 0.9)], PER_EPOCH)
    assert not [text for text in tick_texts(panel.plots.accuracy) if "." in text]


@pytest.mark.parametrize("width", [400, 640, 900, 1280])
def test_legend_and_titles_are_never_cut(qtbot: QtBot, panel: CurvesPanel, width: int) -> None:
    panel.show_history(history(7), PER_EPOCH)
    panel.resize(width, 230)
    qtbot.waitUntil(lambda: panel.plots.width() < width)
    QApplication.processEvents()
    for title in (panel.plots.loss_title, panel.plots.accuracy_title):
        words = QTextDocument()
        words.setDefaultFont(title.font())
        words.setDocumentMargin(0)
        words.setHtml(title.text())
        assert words.idealWidth() <= title.width()
    legend = panel.findChild(CurveLegend)
    assert legend.geometry().right() < width


def test_the_play_button_of_looking_back_follows_the_theme(
    panel: CurvesPanel, qapp: QApplication
) -> None:
    for scheme in ("dark", "light"):
        apply_theme(qapp, scheme)
        QApplication.processEvents()
        picture = panel.timeline.play.icon().pixmap(32).toImage()
        assert picture.pixelColor(16, 16) == theme().colour("text")


def test_a_figure_has_a_legend_in_place_of_controls_and_of_the_live_moment(
    panel: CurvesPanel,
) -> None:
    panel.show_history(history(2), PER_EPOCH, Recipe())
    panel.timeline.show_seen(Seen(Past(Path("run"), (10, 20), 30, None), 0))
    assert panel.timeline.words.text() == "now, step 30"
    for live in (panel.timeline.words, panel.controls.smoothing, panel.controls.note):
        assert words_for(live) == ""
    legend = panel.findChild(CurveLegend)
    assert "mean of 10 steps" in legend.accessibleDescription()
    panel.controls.smoothing.setCurrentIndex(0)
    assert "mean" not in legend.accessibleDescription().replace("epoch mean", "")


def test_divergence_is_marked_with_its_reason(panel: CurvesPanel) -> None:
    panel.show_history(history(1), PER_EPOCH)
    before = panel.plots.loss.grab().toImage()
    events = [*history(1), StepDone(51, 2, math.nan, 0.1), Diverged(51, "Too fast: try 0.01")]
    panel.show_history(events, PER_EPOCH, Recipe())
    assert panel.plots.loss.grab().toImage() != before
    assert panel.plots.loss.ending == (51, "ended here")
    assert panel.verdict.isVisible()
    assert panel.verdict.words.text() == "⚠ Too fast: try 0.01"


TOO_FAST = (
    "At step 51 the loss became NaN (not a number); guessing gives 2.30. Steps of learning rate "
    "100 with SGD are too large for this network. Try 10."
)


def test_in_large_type_the_verdict_leaves_the_curves_half_of_a_low_panel(
    panel: CurvesPanel, put_in_type: PutInType, qtbot: QtBot
) -> None:
    put_in_type(IN_A_HALL)
    panel.resize(827, 417)  # what a lesson leaves to it on a screen of 1280×800
    broken = [*history(1), StepDone(51, 2, math.nan, 0.1), Diverged(51, TOO_FAST)]
    panel.show_history(broken, PER_EPOCH, Recipe())
    panel.show_history(list(broken), PER_EPOCH, Recipe(learning_rate=0.5))
    words, curves = panel.verdict.words, panel.plots.loss.getViewBox()
    qtbot.waitUntil(lambda: curves.height() >= 0.5 * panel.height())
    assert words.height() >= words.heightForWidth(words.width())
    assert panel.rect().contains(words.geometry().translated(panel.verdict.pos()))
    panel.show_history([StepDone(1, 1, 2.0, 0.1)], PER_EPOCH, Recipe())
    qtbot.waitUntil(panel.timeline.isVisible)


def test_in_large_type_the_verdicts_words_come_before_its_buttons(
    panel: CurvesPanel, put_in_type: PutInType, qtbot: QtBot
) -> None:
    remedies = tuple(Remedy(title, "", Recipe()) for title in ("One", "Two", "Three", "Four"))
    panel.verdict.trouble_changed.connect(lambda: panel.verdict.offer(remedies))
    put_in_type(IN_A_HALL)
    panel.resize(827, 400)
    panel.show_history([*history(1), Diverged(51, TOO_FAST)], PER_EPOCH, Recipe())
    words = panel.verdict.words
    qtbot.waitUntil(lambda: words.height() >= words.heightForWidth(words.width()) > 0)
    assert not panel.verdict.buttons[-1].isVisible()
    panel.resize(827, 1200)
    qtbot.waitUntil(panel.verdict.buttons[-1].isVisible)


OVERFITTED: list[TrainingEvent] = [
    each
    for epoch in range(1, 9)
    for each in (
        StepDone(epoch, epoch, 1 / epoch, 0.99),
        EpochDone(epoch, epoch, 1 / epoch**2, 0.99, 0.1 + 0.1 * epoch, 0.9 - 0.01 * epoch, 1.0),
    )
]


@pytest.mark.parametrize(("scale", "least"), [(1.0, 110), (1.5, 75)])
def test_what_is_said_of_a_run_leaves_the_curves_their_height_in_a_small_window(
    panel: CurvesPanel, put_in_type: PutInType, qtbot: QtBot, scale: float, least: int
) -> None:
    remedies = tuple(Remedy(title, "", Recipe()) for title in ("Augmentation", "Dropout"))
    panel.verdict.trouble_changed.connect(lambda: panel.verdict.offer(remedies))
    put_in_type(TypeSize(scale))
    panel.resize(845, 208)  # what it has at first in a window of 1280×800
    panel.show_history(OVERFITTED, 1, Recipe())
    qtbot.waitUntil(lambda: panel.plots.loss.height() >= least)
    assert panel.verdict.trouble == "overfitting"
    qtbot.waitUntil(lambda: all(button.isVisible() for button in panel.verdict.buttons))
    assert panel.verdict.words.isVisible()


@pytest.mark.parametrize(("scale", "height", "told"), [(1.0, 208, True), (2.0, 185, False)])
def test_in_a_flat_plot_the_lines_have_the_place_of_the_steps_numbers(
    panel: CurvesPanel, put_in_type: PutInType, scale: float, height: int, told: bool
) -> None:
    put_in_type(TypeSize(scale))
    panel.resize(856, height)  # as at first in a window of 1280×800
    panel.show_history(history(6), PER_EPOCH, Recipe())
    QApplication.processEvents()
    line = QFontMetrics(font(SMALL)).capHeight()
    for plot in panel.plots.both:
        assert (plot.getPlotItem().getAxis("bottom").height() > line + 4) == told
        assert plot.getViewBox().height() > 30


def test_what_is_said_without_curves_is_whole_in_large_type(
    panel: CurvesPanel, put_in_type: PutInType
) -> None:
    put_in_type(TypeSize(2.0))
    panel.resize(856, 185)
    QApplication.processEvents()
    (words,) = panel.empty.findChildren(QLabel)
    (button,) = (each for each in panel.empty.findChildren(QPushButton) if each.isVisible())
    room = panel.empty.viewport()
    for each in (words, button):
        assert room.rect().contains(QRect(each.mapTo(room, QPoint()), each.size()))
    assert words.height() >= words.heightForWidth(words.width())


def test_what_is_said_at_length_without_curves_is_scrolled_beside_its_buttons(
    panel: CurvesPanel, put_in_type: PutInType
) -> None:
    put_in_type(TypeSize(2.0))
    panel.resize(856, 185)
    panel.empty.tell_trained_before()
    QApplication.processEvents()
    assert panel.empty.verticalScrollBar().maximum() > 0
    room = panel.empty.viewport()
    buttons = [each for each in panel.empty.findChildren(QPushButton) if each.isVisible()]
    assert len(buttons) == 2
    for each in buttons:
        assert room.rect().contains(QRect(each.mapTo(room, QPoint()), each.size()))


def test_the_way_back_comes_again_with_the_height(panel: CurvesPanel, qtbot: QtBot) -> None:
    panel.show_history(OVERFITTED, 1, Recipe())
    panel.verdict.offer((Remedy("Dropout", "", Recipe()),))
    panel.resize(845, 165)
    qtbot.waitUntil(lambda: not panel.timeline.isVisible())
    qtbot.waitUntil(panel.verdict.buttons[0].isVisible)
    panel.resize(845, 230)
    qtbot.waitUntil(panel.timeline.isVisible)
    qtbot.waitUntil(panel.verdict.buttons[0].isVisible)


def test_numbers_at_the_left_do_not_touch_in_a_flat_plot() -> None:
    height = QFontMetrics(font(SMALL)).capHeight()
    for pixels in (45, 60, 110):
        for spacing, _first in ValueAxis(percent=True).tickSpacing(0.0, 1.0, pixels)[:2]:
            assert spacing * pixels > height + 2


def test_another_run_begins_with_empty_plots(panel: CurvesPanel) -> None:
    panel.show_history([*history(6), Diverged(300, "no")], PER_EPOCH)
    panel.show_history([StepDone(1, 1, 2.0, 0.1)], PER_EPOCH)
    assert panel.plots.loss.ending is None
    assert "best" not in panel.plots.accuracy_title.text()
    assert panel.plots.loss.drawn_points == 1


def test_clearing_shows_the_empty_state(panel: CurvesPanel) -> None:
    panel.show_history(history(1), PER_EPOCH)
    panel.clear()
    assert not panel.plots.loss.isVisible()


def test_a_long_history_is_read_in_parts_and_drawn_from_few_points(
    qtbot: QtBot, panel: CurvesPanel
) -> None:
    events = history(400)
    started = time.thread_time()
    panel.show_history(events, PER_EPOCH)
    assert time.thread_time() - started < 0.1
    qtbot.waitUntil(lambda: len(panel.data.steps) == 400 * PER_EPOCH)
    assert 100 < panel.plots.loss.drawn_points <= POINTS


def test_no_smoothing_draws_single_steps_only(qtbot: QtBot, panel: CurvesPanel) -> None:
    panel.show_history(history(2), PER_EPOCH)
    smoothed = panel.plots.loss.grab().toImage()
    qtbot.keyClicks(panel.controls.smoothing, "Not")
    QApplication.processEvents()
    assert panel.controls.smoothing.currentData() == 1
    assert panel.plots.loss.grab().toImage() != smoothed


def test_the_curves_are_saved_as_a_table(qtbot: QtBot, panel: CurvesPanel, tmp_path: Path) -> None:
    panel.show_history(history(2), PER_EPOCH)
    path = tmp_path / "curves.csv"
    with qtbot.waitSignal(panel.exported) as said:
        panel.write_csv(path)
    rows = list(csv.DictReader(path.read_text().splitlines()))
    assert said.args == ["Saved to curves.csv"]
    assert len(rows) == 100
    assert float(rows[49]["validation_accuracy"]) == 0.91


def test_a_table_that_cannot_be_written_is_reported(
    qtbot: QtBot, panel: CurvesPanel, tmp_path: Path
) -> None:
    panel.show_history(history(1), PER_EPOCH)
    with qtbot.waitSignal(panel.exported) as said:
        panel.write_csv(tmp_path / "nowhere" / "curves.csv")
    assert "could not be written" in said.args[0]
    assert panel.controls.note.text() == said.args[0]


def test_the_plots_can_be_copied_as_a_picture(panel: CurvesPanel) -> None:
    panel.show_history(history(1), PER_EPOCH)
    panel.copy_action.trigger()
    assert QGuiApplication.clipboard().image().width() > 1000


def test_it_takes_the_colours_of_another_theme(qapp: QApplication, panel: CurvesPanel) -> None:
    panel.show_history(history(1), PER_EPOCH)
    apply_theme(qapp, "dark")
    QApplication.processEvents()
    assert panel.plots.loss.grab().toImage().pixelColor(2, 2) == theme().colour("card")


def test_a_tall_narrow_panel_stacks_the_plots(panel: CurvesPanel) -> None:
    panel.show_history(history(1), PER_EPOCH)
    assert panel.plots.loss.geometry().right() < panel.plots.accuracy.geometry().left()
    panel.resize(520, 700)
    QApplication.processEvents()
    assert panel.plots.loss.geometry().bottom() < panel.plots.accuracy.geometry().top()


def test_drawing_costs_the_same_after_many_steps(panel: CurvesPanel) -> None:
    def cost(epochs: int) -> float:
        events = history(epochs)
        panel.show_history(events, PER_EPOCH)
        while panel._rest.isActive():
            QApplication.processEvents()
        times = []
        for _ in range(7):
            QApplication.processEvents()
            started = time.thread_time()
            panel.show_history(events, PER_EPOCH)
            QApplication.processEvents()
            times.append(time.thread_time() - started)
        return float(np.median(times))

    assert cost(800) < 2 * cost(20) + 0.002


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("low", "high"), [(5000.2, 5001.2), (1234567.0, 1234568.0)])
def test_a_single_step_can_be_looked_at(low: float, high: float) -> None:
    """Less than a step apart there is nothing to write."""
    spacing, _first = StepAxis().tickSpacing(low, high, 150)[0]
    assert spacing >= 1
    assert StepAxis().tickValues(low, high, 150)


def test_in_large_type_the_numbers_of_steps_do_not_touch(put_in_type: PutInType) -> None:
    axis = StepAxis()
    put_in_type(IN_A_HALL)
    width = QFontMetrics(font(SMALL)).horizontalAdvance("100")
    steps, pixels = 210, 130
    spacing, _first = axis.tickSpacing(0, steps, pixels)[0]  # numbers stand at these
    assert spacing * pixels / steps > width
