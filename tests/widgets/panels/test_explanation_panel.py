"""Where the network looks and what its filters look for: asked by itself, only while seen."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.data.catalogue import load
from app.inspection.answers import Respondent
from app.inspection.attribution_methods import METHODS, common_scale
from app.inspection.explanations import Explanation
from app.inspection.questions import AttributionQuestion
from app.network.edits import MoveLayers, SetFields
from app.network.graph import Network, Position
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.pooling import MaxPool2d
from app.network.patterns import chain
from app.training.recipe import Recipe
from app.training.run import list_runs, runs_folder
from widgets.canvas.pixel import Pixel
from widgets.canvas.view import CanvasView
from widgets.document import Document
from widgets.inquiries import Inquiries
from widgets.live_views import SnapshotView
from widgets.panels.explanation.where_page import WherePage
from widgets.panels.explanation_panel import ExplanationPanel
from widgets.training_thread import TrainingThread

MNIST = load("mnist")
WAIT = 60_000


def small(*, ends_in_maps: bool = False) -> Network:
    """A network of few weights for digits."""
    layers = [Input(1, 28, 28), Conv2d(4, 5, stride=2), ReLU(), MaxPool2d(2)]
    return chain("small", layers if ends_in_maps else [*layers, Flatten(), Linear(10)])


class Frames(SnapshotView):
    """Follows the thread as `LiveViews` does, for one panel, when it is told to."""

    def __init__(self, thread: TrainingThread, panel: ExplanationPanel) -> None:
        super().__init__()
        self._thread, self._panel = thread, panel
        self._timer = self.startTimer(20)
        self._shown: object = None

    def timerEvent(self, _event: object) -> None:
        panel, thread = self._panel, self._thread
        if not panel.isVisible():
            thread.wanted = None
            return
        thread.wanted = panel.wanted()
        snapshot = thread.snapshot
        if snapshot is not None and snapshot is not self._shown:
            self._shown = snapshot
            panel.show_snapshot(snapshot)
        panel.note_progress(thread.progress)

    def end(self) -> None:
        self.killTimer(self._timer)


class Desk:
    """A panel with everything that it needs."""

    def __init__(self, qtbot: QtBot, network: Network) -> None:
        self.document = Document()
        self.document.open(network, Recipe())
        self.thread = TrainingThread()
        self.thread.set_network(network)
        self.thread.load_dataset("mnist", 0.5)
        self.thread.set_probe(MNIST.test.images[0])
        self.thread.start()
        qtbot.waitUntil(lambda: self.thread.dataset is not None, timeout=WAIT)
        assert self.thread.dataset is not None
        self.inquiries = Inquiries(self.thread)
        self.panel = ExplanationPanel(self.document, self.inquiries)
        self.panel.know_dataset(self.thread.dataset)
        qtbot.addWidget(self.panel)
        self.panel.resize(900, 300)
        self.frames = Frames(self.thread, self.panel)
        qtbot.addWidget(self.frames)
        self.asked: list[object] = []
        self._note_questions()

    def _note_questions(self) -> None:
        for asking in (self.where.asking, self.panel.filters.search):
            asking.began.connect(lambda: self.asked.append(1))

    @property
    def where(self) -> WherePage:
        return self.panel.where

    def answer(self, question: AttributionQuestion) -> Explanation:
        """The same, asked directly."""
        subject = self.thread.fetch_subject().result(timeout=30)
        answer = Respondent().answer(question, subject)
        assert isinstance(answer, Explanation)
        return answer

    def close(self) -> None:
        self.frames.end()
        self.thread.leave()
        self.inquiries.close()
        self.thread.close()


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(qtbot, small())
    yield desk
    desk.close()


@pytest.fixture
def shown(qtbot: QtBot, desk: Desk) -> Desk:
    """The panel on the screen, with its first answer."""
    desk.panel.show()
    qtbot.waitUntil(lambda: desk.where.explanation is not None, timeout=WAIT)
    return desk


def told(desk: Desk) -> Explanation:
    """The answer that is shown."""
    assert desk.where.explanation is not None
    return desk.where.explanation


def settled(desk: Desk) -> bool:
    return desk.where.explanation is not None and not desk.where.asking.busy


def test_the_map_is_what_the_method_finds_for_the_likeliest_class(shown: Desk) -> None:
    """F4."""
    direct = shown.answer(AttributionQuestion(("saliency",)))
    found = shown.where.explanation
    assert found is not None
    assert found.label == direct.label
    tiles = shown.where.tiles.tiles
    picture = direct.attributions["saliency"].picture
    assert picture.any()
    assert tiles[1].values is not None
    np.testing.assert_array_equal(tiles[1].values, picture)
    assert tiles[1].scale == common_scale((direct.attributions["saliency"],))
    np.testing.assert_array_equal(tiles[0].image, MNIST.test.images[0])
    assert shown.where.reading.text() == METHODS[0].reading


def test_another_probe_is_looked_at_by_itself(qtbot: QtBot, shown: Desk) -> None:
    shown.thread.set_probe(MNIST.test.images[7])
    qtbot.waitUntil(
        lambda: settled(shown) and np.array_equal(told(shown).image, MNIST.test.images[7]),
        timeout=WAIT,
    )


def test_a_panel_that_cannot_be_seen_asks_nothing(qtbot: QtBot, desk: Desk) -> None:
    desk.panel.show()
    desk.panel.hide()
    desk.asked.clear()
    desk.thread.set_probe(MNIST.test.images[3])
    subject = desk.thread.fetch_subject().result(timeout=30)
    assert subject.probe is not None
    qtbot.wait(300)
    assert desk.asked == []
    desk.panel.show()
    qtbot.waitUntil(lambda: settled(desk), timeout=WAIT)


def test_the_class_that_is_chosen_is_asked_about(qtbot: QtBot, shown: Desk) -> None:
    box = shown.where.classes
    assert box.itemText(0).startswith("Likeliest: ")
    assert box.count() == 11
    box.setCurrentIndex(1 + 4)
    qtbot.waitUntil(lambda: settled(shown) and told(shown).label == 4, timeout=WAIT)
    direct = shown.answer(AttributionQuestion(("saliency",), 4))
    np.testing.assert_array_equal(
        told(shown).attributions["saliency"].values,
        direct.attributions["saliency"].values,
    )
    assert box.itemText(5).startswith("4 · ")
    assert "%" in box.itemText(5)


def test_all_quick_methods_are_seen_at_once_and_a_click_chooses_one(
    qtbot: QtBot, shown: Desk
) -> None:
    shown.where.form.choose("all")
    quick = [method for method in METHODS if not method.slow]
    qtbot.waitUntil(
        lambda: settled(shown) and len(told(shown).attributions) == len(quick),
        timeout=WAIT,
    )
    titles = [tile.title for tile in shown.where.tiles.tiles]
    assert titles == ["Image", *(method.title for method in quick)]
    at = titles.index("Grad-CAM")
    place = shown.where.tiles.picture_rect(at).center()
    QTest.mouseClick(shown.where.tiles, Qt.MouseButton.LeftButton, pos=place)
    assert shown.where.form.methods == ("grad-cam",)
    qtbot.waitUntil(lambda: settled(shown) and "grad-cam" in told(shown).attributions, timeout=WAIT)
    assert shown.where.form.layer.isVisibleTo(shown.panel)
    layers = [shown.where.form.layer.itemData(at) for at in range(shown.where.form.layer.count())]
    assert layers == ["", "pool1", "relu1", "conv1"]


def test_two_images_are_compared_on_one_scale(qtbot: QtBot, shown: Desk) -> None:
    before = shown.where.explanation
    QTest.mouseClick(shown.where.pin_button, Qt.MouseButton.LeftButton)
    shown.thread.set_probe(MNIST.test.images[9])
    qtbot.waitUntil(lambda: settled(shown) and shown.where.explanation is not before, timeout=WAIT)
    now = shown.where.explanation
    assert before is not None
    assert now is not None
    assert shown.where.pinned is before
    both = (now.attributions["saliency"], before.attributions["saliency"])
    scales = {tile.scale for tile in shown.where.tiles.tiles if tile.values is not None}
    assert scales == {common_scale(both)}
    images = [tile.image for tile in shown.where.tiles.tiles if tile.title.endswith("Image")]
    np.testing.assert_array_equal(images[0], MNIST.test.images[9])
    np.testing.assert_array_equal(images[1], MNIST.test.images[0])


def beside(desk: Desk) -> Explanation | None:
    """What the explanation on show is set beside."""
    return told(desk).beside if settled(desk) else None


def test_a_second_image_is_asked_about_the_same_class_by_whatever_method(
    qtbot: QtBot, shown: Desk
) -> None:
    """F4: both pictures are renewed, and are on one scale."""
    shown.where.compare.with_image.trigger()
    shown.thread.set_probe(MNIST.test.images[9])
    shown.where.form.choose("grad-cam")
    qtbot.waitUntil(
        lambda: (
            beside(shown) is not None
            and np.array_equal(told(shown).image, MNIST.test.images[9])
            and "grad-cam" in told(shown).attributions
        ),
        timeout=WAIT,
    )
    other = beside(shown)
    assert other is not None
    np.testing.assert_array_equal(other.image, MNIST.test.images[0])
    assert other.label == told(shown).label
    both = (told(shown).attributions["grad-cam"], other.attributions["grad-cam"])
    tiles = shown.where.tiles.tiles
    assert {tile.scale for tile in tiles if tile.values is not None} == {common_scale(both)}
    assert [tile.title for tile in tiles][3:] == [
        "Second image · Image",
        f"Second image · Map for {shown.where.classes.name(other.label)}",
        "Second image · Laid over",
    ]
    assert "what only that image has for this class" in shown.where.comparison.text()
    shown.where.compare.with_nothing.trigger()
    assert len(shown.where.tiles.tiles) == 3
    assert not shown.where.comparison.text()


def test_a_second_network_is_asked_about_the_same_image(qtbot: QtBot, shown: Desk) -> None:
    """F4: the network of a kept run beside the one on the canvas, on one scale."""
    shown.thread.train(Recipe(batch_size=500, epochs=1))
    qtbot.waitUntil(lambda: shown.thread.progress.message.startswith("Finished"), timeout=WAIT)
    kept = shown.answer(AttributionQuestion(("saliency",), 3))
    shown.thread.reset_weights(1, Recipe().initial_weights)
    shown.where.classes.setCurrentIndex(1 + 3)
    runs = shown.where.compare.runs
    runs.aboutToShow.emit()
    runs.actions()[0].trigger()
    qtbot.waitUntil(lambda: beside(shown) is not None and told(shown).step == 0, timeout=WAIT)
    other, now = beside(shown), told(shown)
    assert other is not None
    assert (other.step, other.label) == (16, 3)
    picture = other.attributions["saliency"].picture
    np.testing.assert_allclose(picture, kept.attributions["saliency"].picture, rtol=1e-5)
    assert not np.allclose(picture, now.attributions["saliency"].picture)
    assert "compare the shapes" in shown.where.comparison.text()
    table = shown.panel.where.table()
    assert table is not None
    assert {row[0] for row in table.rows} == {"now", shown.where.compare.title}


def test_a_run_that_is_gone_is_explained(qtbot: QtBot, shown: Desk) -> None:
    shown.thread.train(Recipe(batch_size=500, epochs=1))
    qtbot.waitUntil(lambda: shown.thread.progress.message.startswith("Finished"), timeout=WAIT)
    runs = shown.where.compare.runs
    runs.aboutToShow.emit()
    (run,) = list_runs(runs_folder())
    (run.folder / "checkpoint.safetensors").unlink()
    runs.actions()[0].trigger()
    words = shown.where.comparison.text
    qtbot.waitUntil(lambda: "is gone or has kept no weights" in words(), timeout=WAIT)
    assert len(shown.where.tiles.tiles) == 3


def test_what_was_pinned_with_another_method_says_so(qtbot: QtBot, shown: Desk) -> None:
    QTest.mouseClick(shown.where.pin_button, Qt.MouseButton.LeftButton)
    shown.where.form.choose("grad-cam")
    qtbot.waitUntil(lambda: "another method" in shown.where.remark.text(), timeout=WAIT)
    titles = [tile.title for tile in shown.where.tiles.tiles]
    assert titles[-2:] == ["Pinned · Image", "Pinned · Map"]


def test_without_an_image_that_fits_the_reason_is_told(qtbot: QtBot) -> None:
    channels = [Input(2, 28, 28), Conv2d(4, 5, stride=2), ReLU(), Flatten(), Linear(10)]
    desk = Desk(qtbot, chain("two channels", channels))
    desk.panel.show()
    qtbot.waitUntil(lambda: desk.where.refusal.text() not in ("", "Looking …"), timeout=WAIT)
    assert "channels" in desk.where.refusal.text()
    desk.close()


def test_slow_work_can_be_called_off_and_asked_for_again(qtbot: QtBot, shown: Desk) -> None:
    where = shown.where
    where.form.choose("occlusion")
    where.form.square.setValue(1)
    qtbot.waitUntil(lambda: where.asking.busy, timeout=WAIT)
    where.work.cancelled.emit()
    assert not where.asking.busy
    assert where.again.isVisibleTo(shown.panel)
    qtbot.wait(100)
    assert not where.asking.busy
    where.form.square.setValue(9)
    where.form.stride.setValue(9)
    QTest.mouseClick(where.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: settled(shown) and "occlusion" in told(shown).attributions, timeout=WAIT
    )
    assert not where.again.isVisibleTo(shown.panel)


def test_after_training_the_map_is_that_of_the_last_weights(qtbot: QtBot, shown: Desk) -> None:
    shown.thread.train(Recipe(batch_size=100, epochs=1), steps=5)
    qtbot.waitUntil(lambda: shown.thread.progress.state == "paused", timeout=WAIT)
    qtbot.waitUntil(lambda: settled(shown) and told(shown).step == 5, timeout=WAIT)
    assert "step" not in shown.where.age.text()


def test_pictures_of_earlier_weights_say_so(shown: Desk) -> None:
    snapshot = shown.thread.snapshot
    assert snapshot is not None
    later = type(snapshot)(
        snapshot.network, 40, snapshot.feature_maps, probabilities=snapshot.probabilities
    )
    shown.panel.show_snapshot(later)
    assert shown.where.age.text() == "As of step 0; now it is 40."


def test_a_network_that_ends_in_maps_is_refused_in_words(qtbot: QtBot) -> None:
    desk = Desk(qtbot, small(ends_in_maps=True))
    desk.panel.show()
    qtbot.waitUntil(lambda: "ends in feature maps" in desk.where.refusal.text(), timeout=WAIT)
    assert desk.where.refusal.isVisible()
    assert not desk.where.tiles.isVisible()
    desk.close()


def test_numbers_and_picture_can_be_copied(shown: Desk) -> None:
    shown.panel.copy_numbers()
    data = QGuiApplication.clipboard().mimeData().data("text/csv").data()
    rows = list(csv.reader(bytes(data).decode().splitlines()))
    assert rows[0][:4] == ["picture", "method", "row", "0"]
    assert len(rows) == 1 + 28
    found = shown.where.explanation
    assert found is not None
    expected = found.attributions["saliency"].picture
    np.testing.assert_allclose(
        np.array([row[3:] for row in rows[1:]], float), expected, rtol=1e-5, atol=1e-9
    )
    shown.panel.copy_picture()
    assert not QGuiApplication.clipboard().pixmap().isNull()


def test_a_picture_is_saved_as_png(qtbot: QtBot, shown: Desk, tmp_path: Path) -> None:
    image = shown.where.grab().toImage()
    with qtbot.waitSignal(shown.panel.message, timeout=WAIT):
        shown.panel._files._write(tmp_path / "map.png", image)
    assert QImage(str(tmp_path / "map.png")).size() == image.size()


# What a filter looks for


@pytest.fixture
def searched(qtbot: QtBot, shown: Desk) -> Desk:
    """The second page, with the patches of the first channel."""
    shown.panel.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: bool(shown.panel.filters.wall.patches), timeout=WAIT)
    return shown


def test_at_first_the_first_convolution_is_searched(searched: Desk) -> None:
    """F3, F6."""
    page = searched.panel.filters
    assert page.layer == "conv1"
    assert page.channels.numbers == [0, 1, 2, 3]
    assert len(page.wall.patches) == 9
    values = [patch.value for patch in page.wall.patches]
    assert values == sorted(values, reverse=True)
    first = page.wall.patches[0]
    np.testing.assert_array_equal(first.image, MNIST.validation.images[first.number])
    assert (first.seen.bottom - first.seen.top, first.seen.right - first.seen.left) == (5, 5)


def test_the_page_follows_the_selected_layer(qtbot: QtBot, searched: Desk) -> None:
    page = searched.panel.filters
    searched.document.select(("fc1",))
    qtbot.waitUntil(lambda: page.found is not None and page.found.top.layer == page.layer)
    qtbot.waitUntil(lambda: bool(page.wall.patches), timeout=WAIT)
    assert page.layer == "fc1"
    assert page.channels.numbers == list(range(10))


def test_a_click_on_an_image_makes_it_the_probe(qtbot: QtBot, searched: Desk) -> None:
    wall = searched.panel.filters.wall
    place = wall.place_of(0, 2).center()
    with qtbot.waitSignal(searched.panel.probe_chosen) as signal:
        QTest.mouseClick(wall, Qt.MouseButton.LeftButton, pos=place)
    assert signal.args == ["validation", wall.patches[2].number]


def test_a_click_on_a_patch_pins_its_unit(qtbot: QtBot, searched: Desk) -> None:
    page = searched.panel.filters
    page.channels.chosen.emit(2)
    qtbot.waitUntil(lambda: not page.detail.busy and not page.detail._timer.isActive())
    place = page.wall.place_of(1, 0).center()
    chosen: list[object] = []
    searched.panel.probe_chosen.connect(lambda part, number: chosen.append((part, number)))
    searched.panel.pixel_chosen.connect(chosen.append)
    patch = page.wall.patches[0]
    QTest.mouseClick(page.wall, Qt.MouseButton.LeftButton, pos=place)
    assert chosen == [("validation", patch.number), Pixel("conv1", 2, *patch.position)]
    assert searched.document.selection == {"conv1"}


def test_an_image_is_made_while_one_looks_on(qtbot: QtBot, searched: Desk) -> None:
    made = searched.panel.filters.made
    made.steps.setValue(24)
    scores: list[int] = []
    made.asking.answered.connect(lambda image: scores.append(image.step))
    QTest.mouseClick(made.one, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(scores) and scores[-1] == 24, timeout=WAIT)
    assert set(made.images) == {0}
    assert made.images[0].target.layer == "conv1"
    assert made.images[0].target.position == (6, 6)


def test_the_images_of_all_channels_are_made_one_after_the_other(
    qtbot: QtBot, searched: Desk
) -> None:
    made = searched.panel.filters.made
    made.steps.setValue(8)
    QTest.mouseClick(made.all, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: set(made.images) == {0, 1, 2, 3}, timeout=WAIT)
    assert all(image.step == 8 for image in made.images.values())


def test_the_table_names_every_image_of_every_channel(searched: Desk) -> None:
    table = searched.panel.filters.table()
    assert table is not None
    assert table.heads == ("channel", "rank", "part", "image", "class", "value", "row", "column")
    assert len(table.rows) == 4 * 9


def test_a_pinned_unit_is_marked_on_the_canvas(qtbot: QtBot, searched: Desk) -> None:
    canvas = CanvasView(searched.document)
    qtbot.addWidget(canvas)
    canvas.show()
    searched.panel.pixel_chosen.connect(canvas.mark)
    wall = searched.panel.filters.wall
    QTest.mouseClick(wall, Qt.MouseButton.LeftButton, pos=wall.place_of(2, 1).center())
    assert canvas._pinned is not None
    assert canvas._pinned.layer == "conv1"


def test_what_was_found_stays_while_nothing_before_the_layer_changes(
    qtbot: QtBot, searched: Desk
) -> None:
    page, document = searched.panel.filters, searched.document
    found = page.found
    document.apply(MoveLayers({"conv1": Position(50.0, 900.0)}))
    document.apply(SetFields("fc1", {"bias": False}))
    assert page.found is found
    assert not page.search.busy
    document.apply(SetFields("conv1", {"stride": (1, 1)}))
    assert page.found is None
    qtbot.waitUntil(lambda: page.found is not None or page.search.busy, timeout=WAIT)
