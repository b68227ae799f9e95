"""The lectures' letter F: seeing inside a trained net, LeNet-5 after an epoch of digits."""

from __future__ import annotations

import re
from functools import partial

from PySide6.QtCore import QPoint, Qt

from app.inspection.invariance import ChangeName
from app.network.gallery import gallery_entry
from app.training.recipe import Recipe
from widgets.invariance.panel import InvariancePanel
from widgets.number_text import number_text
from widgets.panels.confusion_matrix import Cell
from widgets.panels.explanation.filter_page import FilterPage
from widgets.panels.explanation.where_page import WherePage
from widgets.panels.explanation_panel import ExplanationPanel
from widgets.panels.picture_panel import PicturePanel
from widgets.tour.eyes import number, numbers, tool_tip
from widgets.tour.scene import Scene
from widgets.tour.stage import Stage, TourError
from widgets.tour.trained import explain_quickly, open_trained


def _f1(stage: Stage) -> None:
    entry = gallery_entry("lenet-5")
    stage.open(entry.build(), Recipe(**{**entry.recipe, "epochs": 1}))
    stage.panel("filters")
    panel = stage.window.filters
    stage.until(lambda: len(panel.grid.blocks) == 3, "all filters are shown")
    shown = {block.name: block.count for block in panel.grid.blocks}
    stated = {"conv1": 6, "conv2": 96, "conv3": 120 * 16}
    stage.expect(shown == stated, f"{shown} filters by channels are shown, and not {stated}")
    before = _read_grid(stage, panel, "conv1")
    stage.key(stage.window, Qt.Key.Key_F5)
    stage.trains_until(lambda: len(stage.thread.events) > 10, "training goes on")
    stage.until(
        lambda: _read_grid(stage, panel, "conv1") != before, "the filters change while it trains"
    )
    stage.expect(stage.thread.progress.state == "training", "it is training yet")
    stage.await_end_of_training()
    stage.hover(panel.grid.viewport(), QPoint(1, 1))


def _read_grid(stage: Stage, panel: PicturePanel, block: str, index: int = 0) -> float:
    """The number in the middle of a picture, as the panel tells it."""
    place = panel.grid.cell_at(block, index).center()
    stage.hover(panel.grid.viewport(), place)
    return number(panel.readout.text().rpartition(": ")[2])


def _f2(stage: Stage) -> None:
    open_trained(stage)
    stage.panel("feature_maps")
    panel = stage.window.feature_maps
    titles = {block.name: block.title for block in panel.grid.blocks}
    stage.expect(
        titles["pool1"] == "pool1 · 6×28×28 → 6×14×14",
        f"pooled maps stand beside their inputs: {titles['pool1']}",
    )
    stage.choose(panel.family_choice, "Pooling")
    stage.settle()
    stage.until(lambda: _reads(stage, panel, "pool1"), "the pooled maps are there")
    stage.click(panel.grid.viewport(), panel.grid.cell_at("pool1", 2).center())
    stage.until(lambda: len(panel.enlarged.panes) == 2, "a map is shown beside its pooled one")
    stage.settle()
    for row, column in ((3, 6), (6, 7), (9, 8)):
        pooled = _read_enlarged(stage, 1, row, column)
        window = [
            _read_enlarged(stage, 0, 2 * row + down, 2 * column + right)
            for down in (0, 1)
            for right in (0, 1)
        ]
        stage.expect(pooled == max(window), f"of {window} {pooled} is kept")


def _reads(stage: Stage, panel: PicturePanel, block: str) -> bool:
    stage.hover(panel.grid.viewport(), panel.grid.cell_at(block, 0).center())
    return ": " in panel.readout.text()


def _read_enlarged(stage: Stage, pane: int, row: int, column: int) -> float:
    panel = stage.window.feature_maps
    place = panel.enlarged.value_rect(pane, row, column).center().toPoint()
    stage.hover(panel.enlarged, place)
    return number(panel.readout.text().partition(": ")[2])


def _explanation(stage: Stage, tab: int) -> ExplanationPanel:
    panel = stage.show(ExplanationPanel, "explanation")
    stage.click_tab(panel.tabs, tab)
    return panel


def _filters_of(stage: Stage, layer: str) -> FilterPage:
    """What excites a layer most, found in the data set."""
    page = _explanation(stage, 1).filters
    stage.canvas.go_to(layer)
    stage.until(lambda: page.title.text().startswith(f"{layer} ·"), f"{layer} is asked about")
    if page.again.isVisible() and page.found is None:
        stage.click(page.again)
    stage.until(
        lambda: (
            page.found is not None
            and page.found.top.layer == layer
            and bool(page.wall.patches)
            and not page.detail.busy
        ),
        f"the patches of {layer} are found",
    )
    stage.settle()
    return page


def _f3(stage: Stage) -> None:
    open_trained(stage)
    page = _filters_of(stage, "conv2")
    tips = [
        tool_tip(page.wall, page.wall.place_of(0, column).center())
        for column in range(page.wall.columns)
    ]
    values = [number(tip.partition(": ")[2]) for tip in tips]
    stage.expect(len(values) >= 5, f"{len(values)} images are shown")
    stage.expect(values == sorted(values, reverse=True), f"the strongest come first: {values}")
    stage.click(page.made.one)
    stage.until(lambda: 0 in page.made.images and not page.made.asking.busy, "an image is made")
    made = page.made.images[0]
    stage.expect(made.step == made.steps, f"all {made.steps} steps were made")
    # It begins with noise and comes near the images of the data set, or goes beyond them.
    stage.expect(made.score > values[-1], f"it excites by {made.score}, images by {values}")
    stage.canvas.fit()


def _f4(stage: Stage) -> None:
    open_trained(stage)
    page: WherePage = _explanation(stage, 0).where
    read = stage.window.predictions.sentence.text()
    found = re.match(r"Reads (\S+) with ([\d.]+) %", read)
    if found is None:
        raise TourError(f"the predictions say {read!r}")
    for title in ("Saliency", "Grad-CAM", "Occlusion"):
        stage.choose(page.form.method, title)
        name = page.form.methods[0]
        stage.until(
            lambda name=name: (
                page.explanation is not None  # type: ignore[misc]
                and name in page.explanation.attributions
                and not page.asking.busy
            ),
            f"{title} is computed",
        )
        stage.settle()
        said = page.answer.text()
        stage.expect(
            said.startswith(f"{found.group(1)}: {found.group(2)} %"),
            f"{title} explains {said!r}, and the predictions say {read!r}",
        )
        stage.expect(bool(page.reading.text()), f"{title} says how to read it")
        stage.picture(f"F4-{title.lower()}")
    explain_quickly(stage, page)


def _f5(stage: Stage) -> None:
    open_trained(stage)
    panel = stage.show(InvariancePanel, "invariance")
    stage.settle()
    stage.type_over(panel.count, "200")
    stage.click(panel.start_button)
    stage.until(lambda: panel.cancel_button.isVisible(), "it measures")
    stage.until(lambda: panel.start_button.isVisible(), "the curves are measured")
    stage.settle()
    curves = {plot.change.name: dict(plot.drawn[0]) for plot in panel.plots if plot.drawn}
    unchanged = [curves[name][nothing] for name, nothing in _NOTHING.items()]
    stage.expect(len(set(unchanged)) == 1, f"unchanged images give one accuracy: {unchanged}")
    plain = unchanged[0]
    stage.expect(plain > 0.8, f"the trained net reads {plain}")
    # "Translation yes, rotation no, scale no."
    shift, rotate, scale = (curves[name] for name in _NOTHING)
    stage.expect(min(shift[-2.0], shift[2.0]) > 0.5, f"two pixels of shift leave {shift}")
    stage.expect(min(rotate.values()) < 0.5 * plain, f"turned images are not read: {rotate}")
    stage.expect(min(scale.values()) < 0.5 * plain, f"scaled images are not read: {scale}")


_NOTHING: dict[ChangeName, float] = {"shift-across": 0.0, "angle": 0.0, "scale": 1.0}
"""The changes, and how much of each leaves an image as it is."""


def _f6(stage: Stage) -> None:
    open_trained(stage)
    for layer, stated in (("conv1", 5), ("conv2", 14)):
        page = _filters_of(stage, layer)
        sizes = {one.seen.bottom - one.seen.top for one in page.wall.patches}
        stage.expect(
            max(sizes) == stated, f"a unit of {layer} sees {sizes} rows of pixels, and not {stated}"
        )
        value = number_text(page.wall.patches[0].value)
        words = f" = {value}   sees {stated}×{stated} of input"
        stage.click(page.wall, page.wall.place_of(1, 0).center())
        stage.until(
            partial(_reads_out, stage, words), f"the canvas says of {layer}{words}", patience=20.0
        )
    stage.canvas.fit()


def _reads_out(stage: Stage, words: str) -> bool:
    return words in stage.canvas.overlays.readout


def _f7(stage: Stage) -> None:
    open_trained(stage)
    stage.panel("evaluation")
    panel = stage.window.evaluation
    stage.choose(panel.part, "Test images")
    stage.until(
        lambda: "right" in panel.sentence.text() and not panel.progress.isVisible(),
        "the test images are evaluated",
    )
    stage.settle()
    accuracy = number(panel.sentence.text())
    top_one = number(panel.sentence.text().partition("top-1 ")[2])
    stage.expect(abs(accuracy + top_one - 100) < 0.11, f"{panel.sentence.text()}: they add up")
    counts = _confusion(stage)
    total = sum(counts.values())
    right = sum(count for (true, read), count in counts.items() if true == read)
    stage.expect(
        abs(100 * right / total - accuracy) < 0.06,
        f"the diagonal has {right} of {total}, and {accuracy} % are said to be right",
    )
    mistakes = numbers(panel.images_title.text())
    stage.expect(mistakes == [total - right, total], f"{panel.images_title.text()}: {mistakes}")
    tips = [
        tool_tip(panel.images, panel.images.place_of(at).center())
        for at in range(min(5, len(panel.images.numbers)))
    ]
    sure = [number(tip.partition("with ")[2]) for tip in tips]
    stage.expect(sure == sorted(sure, reverse=True), f"the surest mistakes come first: {sure}")
    stage.click(panel.images, panel.images.place_of(0).center())
    stage.until(
        lambda: "wrong, it is" in stage.window.predictions.sentence.text(),
        "the worst mistake is looked at",
    )


def _confusion(stage: Stage) -> dict[tuple[int, int], int]:
    """The numbers in the cells, as they are told under the mouse."""
    panel = stage.window.evaluation
    counts = {}
    for true in range(10):
        for read in range(10):
            stage.hover(panel.matrix, panel.matrix.place_of(Cell(true, read)).center().toPoint())
            counts[true, read] = round(number(panel.reading.text().partition(": ")[2]))
    return counts


SCENES: tuple[Scene, ...] = (
    Scene(("F1",), "Filters while they learn", _f1),
    Scene(("F2",), "Feature maps and what is pooled", _f2),
    Scene(("F3",), "What a filter looks for", _f3),
    Scene(("F4",), "Where the net looks", _f4),
    Scene(("F5",), "Invariance", _f5),
    Scene(("F6",), "Local patterns first", _f6),
    Scene(("F7",), "Confusion and the worst mistakes", _f7),
)
