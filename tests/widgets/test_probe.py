"""Choosing the image that the network looks at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import current_thread, main_thread

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.data.catalogue import load
from app.data.probe_changes import NO_CHANGES, ProbeChanges, changed_image
from tests.widgets.dialogs import OFFSCREEN_DIALOGS, Dialogs
from widgets.probe import LookedAt, Probe

MNIST = load("mnist")


@pytest.fixture
def probe(qtbot: QtBot) -> Iterator[Probe]:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    probe = Probe(window)
    yield probe
    probe.close()


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    pixels = np.random.default_rng(0).integers(0, 256, (60, 80, 3), np.uint8)
    Image.fromarray(pixels).save(tmp_path / "photo.png")
    return tmp_path / "photo.png"


def test_with_a_data_set_comes_its_first_test_image(probe: Probe, qtbot: QtBot) -> None:
    with qtbot.waitSignal(probe.chosen) as chosen:
        probe.take_dataset(MNIST)
    image, label = chosen.args
    np.testing.assert_array_equal(image, MNIST.test.images[0])
    assert label == int(MNIST.test.labels[0])


@pytest.mark.parametrize("split", ["train", "validation", "test"])
def test_any_image_of_the_data_set_can_be_chosen(probe: Probe, qtbot: QtBot, split: str) -> None:
    probe.take_dataset(MNIST)
    with qtbot.waitSignal(probe.chosen) as chosen:
        probe.choose(split, 7)
    part = getattr(MNIST, split)
    np.testing.assert_array_equal(chosen.args[0], part.images[7])
    assert chosen.args[1] == int(part.labels[7])


def test_without_a_data_set_nothing_can_be_chosen(
    probe: Probe, qtbot: QtBot, picture: Path
) -> None:
    with qtbot.assertNotEmitted(probe.chosen):
        probe.choose("test", 0)
    with qtbot.waitSignal(probe.refused) as refused:
        probe.open_file(picture)
    assert "still loading" in refused.args[0]


def test_a_file_is_fitted_to_the_data_set_and_its_class_is_unknown(
    probe: Probe, qtbot: QtBot, picture: Path
) -> None:
    probe.take_dataset(MNIST)
    with qtbot.waitSignals([probe.chosen, probe.chosen_elsewhere]):
        probe.open_file(picture)
    with qtbot.waitSignal(probe.chosen) as chosen:
        probe.open_file(picture)
    assert chosen.args[0].shape == (1, 28, 28)
    assert chosen.args[0].dtype == np.uint8
    assert chosen.args[1] is None


def test_a_file_that_is_read_too_late_does_not_replace_what_was_chosen_since(
    probe: Probe, qtbot: QtBot, picture: Path, tmp_path: Path
) -> None:
    probe.take_dataset(MNIST)
    probe.open_file(picture)
    probe.look_at(MNIST.test.images[3], "drawing")
    with qtbot.waitSignal(probe.refused):  # files are read in turn
        probe.open_file(tmp_path / "nowhere.png")
    assert probe.seen is not None
    assert probe.seen.source == "drawing"


def test_what_was_read_arrives_on_the_windows_thread(
    probe: Probe, qtbot: QtBot, picture: Path, tmp_path: Path
) -> None:
    """Plain functions as well as methods are called there: they touch widgets."""
    threads = []
    probe.chosen.connect(lambda *_: threads.append(current_thread()))
    probe.chosen_elsewhere.connect(lambda: threads.append(current_thread()))
    probe.refused.connect(lambda _: threads.append(current_thread()))
    probe.take_dataset(MNIST)
    probe.open_file(picture)
    qtbot.waitUntil(lambda: len(threads) == 3)
    probe.open_file(tmp_path / "nowhere.png")
    qtbot.waitUntil(lambda: len(threads) == 4)
    assert set(threads) == {main_thread()}


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"no picture at all"])
def test_a_file_that_is_no_image_is_refused_in_words(
    probe: Probe, qtbot: QtBot, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "x.png").write_bytes(content)
    probe.take_dataset(MNIST)
    with qtbot.waitSignal(probe.refused) as refused:
        probe.open_file(tmp_path / "x.png")
    assert "x.png" in refused.args[0]


@pytest.mark.qt_log_ignore(*OFFSCREEN_DIALOGS, extend=True)
def test_a_file_is_picked_in_a_dialog(
    probe: Probe, qtbot: QtBot, picture: Path, dialogs: Dialogs
) -> None:
    probe.take_dataset(MNIST)
    dialogs.choose_file(picture)
    with qtbot.waitSignal(probe.chosen_elsewhere):
        probe.ask_for_file()


def test_changes_apply_to_whatever_is_chosen_and_the_class_stays_known(
    probe: Probe, qtbot: QtBot
) -> None:
    probe.take_dataset(MNIST)
    shifted = ProbeChanges(shift_x=3)
    with qtbot.waitSignal(probe.chosen) as chosen:
        probe.change(shifted)
    np.testing.assert_array_equal(chosen.args[0], changed_image(MNIST.test.images[0], shifted))
    assert chosen.args[1] == int(MNIST.test.labels[0])
    with qtbot.waitSignal(probe.looked_at) as seen:
        probe.choose("test", 5)
    (looked_at,) = seen.args
    assert isinstance(looked_at, LookedAt)
    np.testing.assert_array_equal(looked_at.original, MNIST.test.images[5])
    np.testing.assert_array_equal(looked_at.image, changed_image(MNIST.test.images[5], shifted))
    assert looked_at.truth == int(MNIST.test.labels[5])


def test_a_large_image_is_changed_on_another_thread_and_the_newest_change_counts(
    probe: Probe, qtbot: QtBot
) -> None:
    photo = np.random.default_rng(0).integers(0, 256, (3, 300, 300), np.uint8)
    probe.take_dataset(MNIST)
    probe.look_at(photo, "drawing")
    threads = []
    probe.chosen.connect(lambda *_: threads.append(current_thread()))
    for degrees in range(1, 20):
        probe.change(ProbeChanges(rotate=degrees))
    wanted = changed_image(photo, ProbeChanges(rotate=19))
    qtbot.waitUntil(lambda: np.array_equal(probe.seen.image, wanted))
    assert set(threads) == {main_thread()}
    assert len(threads) < 19
    probe.change(ProbeChanges(rotate=40))
    probe.change(NO_CHANGES)  # is shown at once, and the slow one does not come after it
    assert probe.seen.image is photo
    probe.close()
    qtbot.wait(10)
    assert probe.seen.image is photo


def test_what_is_made_by_hand_stays_when_the_data_set_changes(probe: Probe, qtbot: QtBot) -> None:
    probe.take_dataset(MNIST)
    matrix = np.eye(6, dtype=np.uint8)[np.newaxis]
    with qtbot.waitSignal(probe.chosen_elsewhere):
        probe.look_at(matrix, "matrix")
    with qtbot.assertNotEmitted(probe.chosen), qtbot.waitSignal(probe.dataset_taken):
        probe.take_dataset(load("fashion-mnist"))
    assert probe.seen.original is matrix


def test_a_file_is_fitted_anew_when_the_data_set_changes(
    probe: Probe, qtbot: QtBot, picture: Path
) -> None:
    probe.take_dataset(MNIST)
    with qtbot.waitSignal(probe.chosen_elsewhere):
        probe.open_file(picture)
    with qtbot.waitSignal(probe.chosen) as chosen:
        probe.take_dataset(load("colour-shapes"))
    assert chosen.args[0].shape == load("colour-shapes").image_shape
    assert chosen.args[0].shape[0] == 3


def test_a_pasted_picture_becomes_the_probe(probe: Probe, qtbot: QtBot) -> None:
    probe.take_dataset(MNIST)
    with qtbot.waitSignal(probe.looked_at) as seen:
        picture = QImage(50, 40, QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.white)
        probe.open_picture(picture)
    assert seen.args[0].name == "pasted picture"
    assert (seen.args[0].image == 255).all()


def test_a_damaged_file_does_not_drop_the_one_being_read_before_it(
    probe: Probe, qtbot: QtBot, picture: Path, tmp_path: Path
) -> None:
    probe.take_dataset(MNIST)
    with qtbot.waitSignals([probe.chosen_elsewhere, probe.refused]):
        probe.open_file(picture)
        probe.open_file(tmp_path / "nowhere.png")
    assert probe.seen is not None
    assert probe.seen.name == picture.name


def test_a_file_that_cannot_be_read_again_interrupts_nobody(
    probe: Probe, qtbot: QtBot, picture: Path
) -> None:
    probe.take_dataset(MNIST)
    with qtbot.waitSignal(probe.chosen_elsewhere):
        probe.open_file(picture)
    before = probe.seen
    picture.unlink()
    with qtbot.assertNotEmitted(probe.refused), qtbot.waitSignal(probe.left) as left:
        probe.take_dataset(load("colour-shapes"))
    assert picture.name in left.args[0]
    assert probe.seen is before
