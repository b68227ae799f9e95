"""The lens as an animation: frames that show what the lens shows, and files of them."""

from __future__ import annotations

from pathlib import Path
from threading import Event, Thread

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.data.progress import Cancelled
from app.inspection.look import take_snapshot
from app.inspection.snapshot import Wanted
from app.network.analysis import analyse
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.pooling import MaxPool2d
from app.network.patterns import chain
from app.training.module import build_module
from tests.widgets.dialogs import OFFSCREEN_DIALOGS, Dialogs
from tests.widgets.shown_windows import shown_windows
from tests.widgets.whole_window import file_action
from widgets.canvas.pixel import Pixel
from widgets.figures.animation import write_animation
from widgets.figures.film_forms import FilmForm
from widgets.figures.gui_frames import GuiFrames
from widgets.lens.film import LensFilm, Sliding
from widgets.lens.film_dialog import LensFilmDialog
from widgets.main_window import MainWindow
from widgets.pictures import activation_colours
from widgets.theme import DARK, theme

pytestmark = [
    pytest.mark.usefixtures("qtbot"),
    pytest.mark.qt_log_ignore(*OFFSCREEN_DIALOGS, extend=True),
]
NETWORK = chain(
    "two", [Input(2, 8, 8), Conv2d(4, 3, padding=1), MaxPool2d(2), Flatten(), Linear(5)]
)
PROBE = np.random.default_rng(3).random((1, 2, 8, 8), dtype=np.float32)


def sliding(layer: str, channel: int = 0, first: int = 0, last: int = 3) -> Sliding:
    wanted = Wanted(insides=frozenset({layer}))
    snapshot = take_snapshot(build_module(NETWORK, seed=0).eval(), PROBE, wanted, 0)
    source = NETWORK.sources_of[layer][0]
    analysis = analyse(NETWORK).layers[layer]
    return Sliding(analysis, source, snapshot.insides[layer], channel, first, last)


@pytest.mark.parametrize("layer", NETWORK.order[1:])
def test_every_kind_of_layer_has_frames_of_one_size_that_differ(layer: str) -> None:
    film = LensFilm(sliding(layer))
    frames = [film[at] for at in range(len(film))]
    assert len(frames) == 4
    assert {(frame.width(), frame.height()) for frame in frames} == {
        (film.size.width(), film.size.height())
    }
    assert frames[0] != frames[1] != frames[2]


def test_a_frame_is_light_in_a_dark_program_unless_it_is_asked_for_dark() -> None:
    light, dark = LensFilm(sliding("conv1"))[0], LensFilm(sliding("conv1"), look=DARK)[0]
    assert light.pixelColor(2, 2).lightness() > 240
    assert dark.pixelColor(2, 2).lightness() < 60
    assert not theme().dark


def test_a_flat_window_has_the_colours_that_it_has_in_the_image_above() -> None:
    image = np.full((1, 1, 8, 8), -0.8, np.float32)
    image[0, 0, 7, 7] = 2.0
    network = chain("one", [Input(1, 8, 8), Conv2d(1, 3)])
    wanted = Wanted(insides=frozenset({"conv1"}))
    snapshot = take_snapshot(build_module(network, seed=0).eval(), image, wanted, 0)
    inside = snapshot.insides["conv1"]
    film = LensFilm(Sliding(analyse(network).layers["conv1"], "input", inside, 0, 0, 3))
    frame, darkest = film[0], QColor(activation_colours()[0])
    rows = {
        y
        for y in range(frame.height())
        for x in range(16, 150)
        if frame.pixelColor(x, y) == darkest
    }
    assert any(y < film.size.width() // 4 for y in rows)  # the image
    assert any(y > frame.height() - 150 for y in rows)  # the window


def test_twice_the_size_has_twice_the_pixels() -> None:
    once, twice = LensFilm(sliding("conv1")).size, LensFilm(sliding("conv1"), scale=2).size
    assert twice == 2 * once


def test_an_animated_png_has_all_frames_and_their_time(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    write_animation(LensFilm(sliding("conv1", last=6)), path, "png", 100, lambda *_: None)
    with Image.open(path) as animation:
        assert animation.n_frames == 7
        times = []
        for number in range(7):
            animation.seek(number)
            times.append(animation.info["duration"])
    assert times == [100] * 6 + [400]


def test_a_thread_that_waits_for_a_frame_is_released_when_called_off() -> None:
    called_off = Event()
    frames = GuiFrames(LensFilm(sliding("conv1")), called_off)
    ended: list[type[BaseException]] = []

    def take() -> None:
        try:
            frames[0]  # nobody paints it: the GUI thread waits below
        except Cancelled as error:
            ended.append(type(error))

    thread = Thread(target=take)
    thread.start()
    called_off.set()
    thread.join(timeout=30)
    assert ended == [Cancelled]


class _Failing:
    def __len__(self) -> int:
        return 3

    def __getitem__(self, number: int) -> QImage:
        raise MemoryError


def test_what_fails_while_painting_fails_where_it_is_written(qtbot: QtBot) -> None:
    frames = GuiFrames(_Failing(), Event())
    failed: list[BaseException] = []

    def take() -> None:
        try:
            frames[0]
        except MemoryError as error:
            failed.append(error)

    thread = Thread(target=take)
    thread.start()
    qtbot.waitUntil(lambda: not thread.is_alive())
    assert len(failed) == 1


def many_positions() -> Sliding:
    """26 by 26 of them."""
    network = chain("one", [Input(1, 28, 28), Conv2d(1, 3)])
    wanted = Wanted(insides=frozenset({"conv1"}))
    image = np.zeros((1, 1, 28, 28), np.float32)
    snapshot = take_snapshot(build_module(network, seed=0).eval(), image, wanted, 0)
    inside = snapshot.insides["conv1"]
    return Sliding(analyse(network).layers["conv1"], "input", inside, 0, 0, 675)


def test_why_many_positions_are_cut_is_said_and_all_can_be_taken(
    qtbot: QtBot,
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = LensFilmDialog(many_positions(), 676, parent)
    assert "these are the first 200 of 676 positions" in dialog.note.text()
    dialog.all_button.click()
    assert len(dialog.film()) == 676
    assert "positions" not in dialog.note.text()


def test_the_button_for_all_positions_comes_with_its_dialog_and_not_as_a_window(
    qtbot: QtBot, qapp: QApplication
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    with shown_windows(qapp) as shown:
        dialog = LensFilmDialog(many_positions(), 676, parent)
        dialog.show()
    assert shown == [dialog]
    assert dialog.all_button.isVisible()


def test_few_positions_are_all_proposed(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = LensFilmDialog(sliding("conv1"), 64, parent)
    assert len(dialog.film()) == 64
    assert dialog.all_button.isHidden()


# In the window


@pytest.fixture
def looking(window: MainWindow, qtbot: QtBot) -> MainWindow:
    assert window.insides is not None
    lens = window.insides.lens
    lens.look_at(Pixel("conv1", 2, 3, 4))
    qtbot.waitUntil(lambda: lens.sliding() is not None)
    return window


def choosing(form: FilmForm, last: int) -> object:
    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, LensFilmDialog)
        box = dialog.choice.form_box
        box.setCurrentIndex(box.findData(form))
        dialog.last_box.setValue(last)
        dialog.accept()

    return act


def test_positions_are_written_as_a_gif_from_the_menu(
    looking: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    dialogs.act("the animation's dialog", choosing("gif", 5))  # type: ignore[arg-type]
    dialogs.choose_file(tmp_path / "slides.gif")
    file_action(looking, "Export", "Lens as animation…").trigger()
    with Image.open(tmp_path / "slides.gif") as animation:
        assert animation.n_frames == 5
    assert looking.statusBar().currentMessage() == "Saved 5 pictures to slides.gif."


def test_positions_are_written_as_pictures_from_the_lens(
    looking: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    assert looking.insides is not None
    dialogs.act("the animation's dialog", choosing("pictures", 3))  # type: ignore[arg-type]
    dialogs.choose_file(tmp_path)
    looking.insides.lens.film_wanted.emit()
    names = sorted(file.name for file in (tmp_path / "lens-conv1").iterdir())
    assert names == ["lens-conv1-001.png", "lens-conv1-002.png", "lens-conv1-003.png"]


def test_a_range_that_makes_no_sense_is_refused_in_the_dialog(
    looking: MainWindow, dialogs: Dialogs
) -> None:
    enabled: list[bool] = []

    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, LensFilmDialog)
        dialog.first_box.setValue(9)
        dialog.last_box.setValue(4)
        enabled.append(dialog.buttons.buttons()[0].isEnabled())
        dialog.last_box.setValue(9)
        enabled.append(dialog.buttons.buttons()[0].isEnabled())
        dialog.reject()

    dialogs.act("the animation's dialog", act)
    file_action(looking, "Export", "Lens as animation…").trigger()
    assert enabled == [False, True]


def test_a_disk_that_does_not_take_it_is_explained(
    looking: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    dialogs.act("the animation's dialog", choosing("png", 3))  # type: ignore[arg-type]
    (tmp_path / "a.png").symlink_to(tmp_path / "gone" / "a.png")
    dialogs.choose_file(tmp_path / "a.png")
    dialogs.answer("OK")
    file_action(looking, "Export", "Lens as animation…").trigger()
    assert "No such file or directory" in dialogs.said[-1]


def test_a_closed_lens_says_how_to_open_one(window: MainWindow, dialogs: Dialogs) -> None:
    dialogs.answer("OK")
    file_action(window, "Export", "Lens as animation…").trigger()
    assert "click a pixel" in dialogs.said[0]
