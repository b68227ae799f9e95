"""The frames of a film of filters, as they are painted and written."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from app.data.progress import Cancelled, no_report
from app.inspection.filter_film import Film, FilmFrame
from widgets.figures.animation import write_animation, write_pictures
from widgets.panels.filter_film import FilmPainter

pytestmark = pytest.mark.usefixtures("qtbot")


def film_of(*sizes: float, channels: int = 1) -> Film:
    frames = [
        FilmFrame(
            step,
            f"epoch 1 · step {step}",
            {"conv1": np.full((6, channels, 5, 5), size, np.float32)},
        )
        for step, size in enumerate(sizes)
    ]
    return Film("a run", frames, {"conv1": max(map(abs, sizes))}, {"conv1": (6, channels)}, 0)


def opened(file: Path) -> Image.Image:
    with Image.open(file) as image:
        return image.convert("RGB")


def test_pictures_are_numbered_and_of_one_size(tmp_path: Path) -> None:
    folder = write_pictures(
        FilmPainter(film_of(-1.0, 0.0, 1.0)), tmp_path, "filters-conv1", no_report
    )
    files = sorted(folder.iterdir())
    assert [file.name for file in files] == [f"filters-conv1-00{n}.png" for n in (1, 2, 3)]
    assert len({opened(file).size for file in files}) == 1


def test_the_same_weight_has_the_same_colour_in_every_frame(tmp_path: Path) -> None:
    folder = write_pictures(FilmPainter(film_of(0.5, 1.0, 0.5)), tmp_path, "f", no_report)
    first, second, third = map(opened, sorted(folder.iterdir()))
    at = (30, first.height - 30)  # within the first filter
    assert first.getpixel(at) == third.getpixel(at) != second.getpixel(at)


def test_another_export_takes_another_folder(tmp_path: Path) -> None:
    names = [
        write_pictures(FilmPainter(film_of(1.0)), tmp_path, "f", no_report).name for _ in range(2)
    ]
    assert names == ["f", "f-2"]


def test_nothing_is_left_of_pictures_that_were_called_off(tmp_path: Path) -> None:
    def report(done: int, _total: int) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_pictures(FilmPainter(film_of(0.1, 0.2, 0.3)), tmp_path, "f", report)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("form", ["gif", "png"])
def test_an_animation_has_a_frame_for_each_moment(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"film.{form}"
    film = film_of(-1.0, 0.0, 0.5, 1.0)
    write_animation(FilmPainter(film), path, "gif" if form == "gif" else "png", 250, no_report)
    with Image.open(path) as animation:
        assert animation.n_frames == 4
        assert animation.info["duration"] == 250
        animation.seek(3)
        painted = FilmPainter(film).size
        assert animation.size == (painted.width(), painted.height())


def test_a_gif_keeps_the_colours_of_weights(tmp_path: Path) -> None:
    path = tmp_path / "film.gif"
    film = film_of(-1.0, -0.5, 0.0, 0.5, 1.0)
    write_animation(FilmPainter(film), path, "gif", 100, no_report)
    folder = write_pictures(FilmPainter(film), tmp_path, "f", no_report)
    with Image.open(path) as animation:
        for number, file in enumerate(sorted(folder.iterdir())):
            animation.seek(number)
            true, got = opened(file), animation.convert("RGB")
            at = (30, true.height - 30)
            assert np.allclose(true.getpixel(at), got.getpixel(at), atol=12)


def test_an_animation_that_was_called_off_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "film.gif"
    path.write_bytes(b"old")

    def report(done: int, _total: int) -> None:
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_animation(FilmPainter(film_of(0.1, 0.2, 0.3)), path, "gif", 100, report)
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["film.gif"]


def test_three_channels_of_the_first_layer_are_shown_in_colour(qtbot: QtBot) -> None:  # noqa: ARG001
    frame = FilmFrame(0, "step 0", {"conv1": np.zeros((2, 3, 5, 5), np.float32)})
    frame.filters["conv1"][:, 0] = 1.0  # type: ignore[index]
    painter = FilmPainter(Film("run", [frame], {"conv1": 1.0}, {"conv1": (2, 3)}, 0))
    picture = painter.paint(frame)
    red = picture.pixelColor(30, picture.height() - 30)
    assert (red.red(), red.green(), red.blue()) == (255, 127, 127)
