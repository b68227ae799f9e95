"""Other runs over the curves, the learning rate, the gap in words, and pictures of them."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.network.patterns import lenet5
from app.training.events import Diverged, EpochDone, Finished, StepDone, TrainingEvent
from app.training.recipe import Recipe
from app.training.run import new_run, runs_folder
from tests.widgets.conftest import IN_A_HALL, PutInType
from widgets.panels.curves_panel import CurvesPanel

PER_EPOCH = 20

# Offscreen no popup can be put before other windows or take the keyboard.
pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support (raise|grabbing the keyboard)", extend=True
)


def history(epochs: int, accuracy: float = 0.9, *, overfits: bool = False) -> list[TrainingEvent]:
    events: list[TrainingEvent] = []
    for step in range(1, epochs * PER_EPOCH + 1):
        epoch = (step - 1) // PER_EPOCH + 1
        events.append(StepDone(step, epoch, 2.3 * math.exp(-step / 30), 0.9))
        if step % PER_EPOCH == 0:
            validation = 0.5 + 0.1 * epoch if overfits else 1.0 / epoch
            figures = (1.0 / epoch, 0.99, validation, accuracy)
            events.append(EpochDone(epoch, step, *figures, 1.0))
    return events


def keep(events: list[TrainingEvent]) -> Path:
    """A run on disk."""
    run = new_run(runs_folder(), lenet5(), Recipe())
    for event in [*events, Finished(events[-1].step, 1)]:
        run.append(event)
    run.close()
    return run.folder


@pytest.fixture
def panel(qtbot: QtBot) -> CurvesPanel:
    panel = CurvesPanel()
    qtbot.addWidget(panel)
    panel.resize(1280, 260)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def tick(qtbot: QtBot, panel: CurvesPanel, *rows: int) -> None:
    """Open the list and tick these runs with the keyboard."""
    chooser = panel.controls.compare
    qtbot.mouseClick(chooser, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: chooser.list.count() > max(rows))
    before = len(chooser.chosen)
    for row in rows:
        chooser.list.setCurrentRow(row)
        qtbot.keyClick(chooser.list, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(chooser.chosen) == before + len(rows))
    chooser.list.window().hide()


def test_without_runs_the_list_says_so(qtbot: QtBot, panel: CurvesPanel) -> None:
    qtbot.mouseClick(panel.controls.compare, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.controls.compare._note.text() == "No runs yet: train one first")
    panel.controls.compare.list.window().hide()


def test_runs_are_laid_over_the_curves_with_a_legend(qtbot: QtBot, panel: CurvesPanel) -> None:
    keep(history(3, 0.91))
    keep(history(6, 0.95))
    panel.show_history(history(2), PER_EPOCH)
    tick(qtbot, panel, 0, 1)
    assert panel.runs_legend.isVisible()
    assert "95.0 %" in panel.runs_legend.text()
    assert "91.0 %" in panel.runs_legend.text()
    for plot in (panel.plots.loss, panel.plots.accuracy):
        drawn = [lines[1].getData() for lines in plot._others]
        assert sorted(x[-1] for x, _ in drawn) == [60, 120]
        # All of the longer run is in sight, and the colours differ.
        assert plot.getViewBox().viewRange()[0][1] >= 120
        colours = {lines[1].opts["pen"].color().name() for lines in plot._others}
        assert len(colours) == 2


def test_runs_can_be_compared_before_anything_is_trained(qtbot: QtBot, panel: CurvesPanel) -> None:
    keep(history(3, 0.91))
    tick(qtbot, panel, 0)
    assert panel.plots.loss.isVisible()
    panel.controls.compare.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert not panel.plots.loss.isVisible()
    assert not panel.runs_legend.isVisible()


def test_a_new_run_keeps_the_others(qtbot: QtBot, panel: CurvesPanel) -> None:
    keep(history(3, 0.91))
    tick(qtbot, panel, 0)
    panel.show_history(history(1), PER_EPOCH)
    panel.show_history(history(2), PER_EPOCH)
    assert panel.runs_legend.isVisible()
    assert panel.plots.loss.getViewBox().viewRange()[0][1] >= 60


def test_six_runs_at_most_are_shown(qtbot: QtBot, panel: CurvesPanel) -> None:
    for _ in range(7):
        keep(history(1))
    tick(qtbot, panel, *range(6))
    item = panel.controls.compare.list.item(6)
    item.setCheckState(Qt.CheckState.Checked)
    assert item.checkState() == Qt.CheckState.Unchecked


def test_a_run_that_is_gone_is_told_of(qtbot: QtBot, panel: CurvesPanel) -> None:
    folder = keep(history(1))
    qtbot.mouseClick(panel.controls.compare, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.controls.compare.list.count() == 1)
    (folder / "recipe.json").unlink()
    panel.controls.compare.list.item(0).setCheckState(Qt.CheckState.Checked)
    qtbot.waitUntil(lambda: "holds no run" in panel.controls.note.text())
    panel.controls.compare.list.window().hide()


def test_on_a_log_scale_the_others_are_logarithmic_as_well(
    qtbot: QtBot, panel: CurvesPanel
) -> None:
    keep(history(3))
    panel.controls.log_scale.setChecked(True)
    panel.show_history(history(2), PER_EPOCH)
    tick(qtbot, panel, 0)
    _, y = panel.plots.loss._others[0][1].getData()
    np.testing.assert_allclose(y, np.log10([1.0, 0.5, 1 / 3]))


def test_the_learning_rate_is_drawn_when_it_is_asked_for(qtbot: QtBot, panel: CurvesPanel) -> None:
    recipe = Recipe(learning_rate=0.5, epochs=4, schedule="linear")
    panel.show_history(history(2), PER_EPOCH, recipe)
    assert not panel.plots.rate.isVisible()
    qtbot.keyClick(panel.controls.show_rate, Qt.Key.Key_Space)
    assert panel.plots.rate.isVisible()
    # Linear to zero after the last of 80 steps.
    assert panel.plots.rate.rates[0] == (1, 0.5)
    assert panel.plots.rate.rates[-1] == (40, pytest.approx(0.5 * 41 / 80))
    assert "0.256 at step 40" in panel.plots.rate_title.text()


def test_overfitting_is_said_under_the_curves(panel: CurvesPanel) -> None:
    panel.show_history(history(2, overfits=True), PER_EPOCH, Recipe())
    assert not panel.verdict.isVisible()
    panel.show_history(history(6, overfits=True), PER_EPOCH, Recipe())
    assert panel.verdict.isVisible()
    assert "the gap has grown since epoch 1: overfitting" in panel.verdict.words.text()
    panel.show_history(history(6, 0.98), PER_EPOCH)
    assert not panel.verdict.isVisible()
    assert panel.verdict.quiet.toolTip().endswith("no sign of overfitting.")
    panel.clear()
    assert panel.verdict.text == ""


@pytest.mark.parametrize("width", [500, 860, 1280])
def test_what_the_curves_say_is_there_to_the_last_word(
    qtbot: QtBot, panel: CurvesPanel, width: int
) -> None:
    panel.resize(width, 300)
    panel.show_history(history(6, 0.98), PER_EPOCH, Recipe())
    words = panel.verdict.quiet
    qtbot.waitUntil(lambda: words.text() == panel.verdict.text)
    qtbot.waitUntil(lambda: words.height() >= words.heightForWidth(words.width()))


def test_the_run_before_stays_under_the_next_and_what_has_changed_is_said(
    panel: CurvesPanel,
) -> None:
    network, slow, quick = lenet5(), Recipe(learning_rate=0.1), Recipe(learning_rate=0.3)
    panel.show_history(history(3, 0.91), PER_EPOCH, slow, network)
    assert not panel.runs_legend.isVisible()
    panel.show_history([], PER_EPOCH)  # the weights are reset
    assert panel.plots.loss.isVisible()
    panel.show_history(history(1), PER_EPOCH, quick, network)
    assert panel.runs_legend.accessibleDescription() == "run before"
    assert "91.0 %), since then learning rate 0.1 → 0.3" in panel.runs_legend.text()
    assert panel.plots.loss.getViewBox().viewRange()[0][1] >= 60


def test_in_a_narrow_panel_what_has_changed_ends_with_dots(
    panel: CurvesPanel, qtbot: QtBot
) -> None:
    panel.show_history(history(3, 0.91), PER_EPOCH, Recipe(learning_rate=0.1), lenet5())
    panel.show_history([], PER_EPOCH)
    panel.show_history(history(1), PER_EPOCH, Recipe(learning_rate=0.3), lenet5())
    legend = panel.runs_legend
    assert "…" not in legend.text()
    panel.resize(300, 300)
    qtbot.waitUntil(lambda: legend.sizeHint().width() <= legend.width() <= 300)
    assert "…" in legend.text()


def test_in_a_low_panel_in_large_type_the_run_before_has_the_legends_place(
    panel: CurvesPanel, put_in_type: PutInType
) -> None:
    put_in_type(IN_A_HALL)
    panel.resize(830, 365)
    panel.show_history(history(3, 0.91), PER_EPOCH, Recipe(learning_rate=0.1), lenet5())
    assert panel._legend.isVisible()
    panel.show_history([], PER_EPOCH)
    panel.show_history(history(1), PER_EPOCH, Recipe(learning_rate=0.3), lenet5())
    assert panel.runs_legend.isVisible()
    assert not panel._legend.isVisible()


def test_the_run_before_can_be_left_out(panel: CurvesPanel) -> None:
    panel.show_history(history(3), PER_EPOCH, Recipe())
    panel.show_history(history(1), PER_EPOCH, Recipe())
    panel.controls.compare.before.setChecked(False)
    assert not panel.runs_legend.isVisible()
    panel.controls.compare.before.setChecked(True)
    assert panel.runs_legend.isVisible()


def test_another_document_forgets_the_run_before(panel: CurvesPanel) -> None:
    panel.show_history(history(3), PER_EPOCH, Recipe())
    panel.clear()
    panel.show_history(history(1), PER_EPOCH, Recipe())
    assert not panel.runs_legend.isVisible()


def test_the_run_before_is_not_shown_twice(qtbot: QtBot, panel: CurvesPanel) -> None:
    keep(history(3))
    panel.show_history(history(3), PER_EPOCH, Recipe())
    panel.show_history(history(1), PER_EPOCH, Recipe())
    tick(qtbot, panel, 0)
    assert "run before" not in panel.runs_legend.text()


def test_a_run_on_other_data_gives_way_to_words_and_comes_back_with_its_data(
    panel: CurvesPanel,
) -> None:
    panel.use_data("mnist")
    panel.show_history(history(3, 0.91), PER_EPOCH, Recipe(dataset="mnist"))
    panel.use_data("fashion-mnist")
    assert not panel.plots.loss.isVisible()
    assert not panel.timeline.isVisible()
    assert "Not trained on Fashion-MNIST clothes yet" in panel.empty.text
    assert "learned on MNIST handwritten digits" in panel.empty.text
    assert "91.0 %" not in panel.plots.accuracy_title.text()
    assert panel.verdict.text == ""
    panel.use_data("mnist")
    assert panel.plots.loss.isVisible()
    assert panel.plots.loss.drawn_points > 0
    assert "91.0 %" in panel.plots.accuracy_title.text()


def test_back_at_the_data_of_the_run_before_words_say_whose_the_weights_are(
    panel: CurvesPanel,
) -> None:
    panel.use_data("mnist")
    panel.show_history(history(3, 0.91), PER_EPOCH, Recipe(dataset="mnist"))
    panel.use_data("fashion-mnist")
    panel.show_history(history(1), PER_EPOCH, Recipe(dataset="fashion-mnist"))
    panel.use_data("mnist")
    assert not panel.plots.loss.isVisible()
    assert not panel.runs_legend.isVisible()
    assert "they were trained on Fashion-MNIST clothes since" in panel.empty.text
    panel.use_data("fashion-mnist")
    assert panel.plots.loss.isVisible()


def test_a_run_before_on_other_data_is_not_laid_under_the_next(panel: CurvesPanel) -> None:
    panel.use_data("mnist")
    panel.show_history(history(3, 0.91), PER_EPOCH, Recipe(dataset="mnist"))
    panel.use_data("fashion-mnist")
    panel.show_history(history(1), PER_EPOCH, Recipe(dataset="fashion-mnist"))
    assert panel.plots.loss.isVisible()
    assert not panel.runs_legend.isVisible()
    assert panel.plots.loss.getViewBox().viewRange()[0][1] < 2 * PER_EPOCH


def test_runs_that_were_chosen_stay_where_the_run_on_show_gives_way(
    qtbot: QtBot, panel: CurvesPanel
) -> None:
    keep(history(3))
    panel.use_data("mnist")
    panel.show_history(history(2, 0.91), PER_EPOCH, Recipe(dataset="mnist"))
    tick(qtbot, panel, 0)
    panel.use_data("fashion-mnist")
    assert panel.plots.loss.isVisible()
    assert panel.plots.loss.drawn_points == 0
    assert panel.runs_legend.isVisible()


def test_weights_of_a_file_without_curves_are_said_to_be_trained(panel: CurvesPanel) -> None:
    panel.show_history([], PER_EPOCH, from_file=True)
    assert "is trained already" in panel.empty.text
    panel.show_history([], PER_EPOCH)
    assert "Train to see the loss fall" in panel.empty.text


def test_curves_of_a_file_are_shown_without_a_past_to_look_back_at(panel: CurvesPanel) -> None:
    panel.show_history(history(2, 0.91), PER_EPOCH, Recipe(), from_file=True)
    assert panel.plots.loss.isVisible()
    assert not panel.timeline.isVisible()


def test_a_run_before_that_exploded_does_not_press_the_next_flat(panel: CurvesPanel) -> None:
    exploded = [StepDone(step, 1, 10.0**step, 0.1) for step in range(1, 9)]
    panel.show_history([*exploded, Diverged(8, "Too fast")], PER_EPOCH, Recipe())
    panel.show_history(history(3), PER_EPOCH, Recipe())
    assert panel.runs_legend.isVisible()
    assert panel.plots.loss.getViewBox().viewRange()[1][1] < 10


def test_a_run_whose_recipe_is_a_riddle_is_neither_explained_nor_compared(
    panel: CurvesPanel,
) -> None:
    panel.show_history(history(3), PER_EPOCH, Recipe())
    panel.show_history(history(6, overfits=True), PER_EPOCH)
    assert not panel.runs_legend.isVisible()
    assert panel.verdict.trouble is None
    assert not panel.verdict.isVisible()


@pytest.mark.parametrize("suffix", ["png", "svg"])
def test_the_curves_are_saved_as_a_picture(
    qtbot: QtBot, panel: CurvesPanel, tmp_path: Path, suffix: str
) -> None:
    keep(history(3))
    panel.show_history(history(4), PER_EPOCH, Recipe())
    tick(qtbot, panel, 0)
    path = tmp_path / f"curves.{suffix}"
    with qtbot.waitSignal(panel.exported) as said:
        panel.write_picture(path)
    assert said.args == [f"Saved to curves.{suffix}"]
    if suffix == "png":
        image = QImage(str(path))
        assert (image.width(), image.height()) == (3 * 2 * 560, 3 * (340 + 46))
    else:
        text = path.read_text()
        assert "Loss</text>" in text
        assert "non-scaling-stroke" not in text  # such lines come out as wide as the plot
        assert panel.controls.compare.chosen[0].title in text


def test_a_picture_that_cannot_be_written_is_reported(
    qtbot: QtBot, panel: CurvesPanel, tmp_path: Path
) -> None:
    panel.show_history(history(1), PER_EPOCH)
    QApplication.processEvents()
    with qtbot.waitSignal(panel.exported) as said:
        panel.write_picture(tmp_path / "nowhere" / "curves.png")
    assert "could not be written" in said.args[0]
