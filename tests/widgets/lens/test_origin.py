"""Pixel provenance in the lens: from a number by the largest shares to the pixels, framed."""

from __future__ import annotations

import csv
from collections.abc import Iterator

import pytest
import torch
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.inspection.answers import module_of
from widgets.canvas.pixel import Pixel
from widgets.lens.view import Lens
from widgets.main_window import MainWindow


@pytest.fixture
def lens(window: MainWindow, qtbot: QtBot) -> Iterator[Lens]:
    assert window.insides is not None
    lens = window.insides.lens
    lens.look_at(Pixel("fc2", 0, 0, 3))
    qtbot.waitUntil(lambda: "=" in lens.title.text())
    yield lens
    lens.close_lens()


def follow(lens: Lens, qtbot: QtBot) -> None:
    QTest.mouseClick(lens.origin.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: lens.origin.list.isVisible())


def test_a_logit_is_followed_to_pixels_which_are_framed_with_the_way(
    window: MainWindow, lens: Lens, qtbot: QtBot
) -> None:
    follow(lens, qtbot)
    steps = window.canvas.trail.steps
    assert {step.pixel.layer for step in steps} == set(window.document.network.layers)
    way = [step.pixel.layer for step in steps if step.on_path]
    assert way == list(reversed(window.document.network.order))
    assert all(-1 <= step.weight <= 1 for step in steps)
    window.canvas.fit()
    framed = {step.pixel.layer for _, step in window.canvas.trail.frames(4.0)}
    assert {"input", "conv1", "pool1"} <= framed


def test_the_winner_of_a_pooling_lies_on_the_way(
    window: MainWindow, lens: Lens, qtbot: QtBot
) -> None:
    """Where a max pooling is crossed, its input's number is the one that torch lets through."""
    follow(lens, qtbot)
    on_path = {step.pixel.layer: step.pixel for step in window.canvas.trail.steps if step.on_path}
    subject = window.thread_.fetch_subject().result(timeout=30)
    assert subject.probe is not None
    image = torch.from_numpy(subject.scaled(subject.probe[None]))
    with torch.no_grad():
        maps = module_of(subject).outputs(image, ["relu1", "pool1"])
    _, winners = torch.nn.functional.max_pool2d(maps["relu1"], 2, return_indices=True)
    pooled, source = on_path["pool1"], on_path["relu1"]
    index = int(winners[0, pooled.channel, pooled.row, pooled.column])
    assert divmod(index, maps["relu1"].shape[-1]) == (source.row, source.column)
    assert source.channel == pooled.channel


def test_shares_are_listed_against_one_another_and_copied(lens: Lens, qtbot: QtBot) -> None:
    follow(lens, qtbot)
    assert "% of the number" in lens.origin.note.text()
    first = lens.origin.list.item(0).text()
    assert first.startswith("channel 0, row ")
    lens.origin.copy_action.trigger()
    text = QGuiApplication.clipboard().mimeData().data("text/csv").toStdString()
    rows = list(csv.DictReader(text.splitlines()))
    sizes = [abs(float(row["Share"])) for row in rows]
    assert sizes == sorted(sizes, reverse=True)
    largest = float(rows[0]["Share"]) / sum(sizes)
    assert first.endswith(f"{100 * largest:+.1f} %".replace("-", "−"))


def test_another_number_and_a_closed_lens_forget_the_way(
    window: MainWindow, lens: Lens, qtbot: QtBot
) -> None:
    follow(lens, qtbot)
    lens.look_at(Pixel("fc2", 0, 0, 4))
    assert window.canvas.trail.steps == ()
    assert lens.origin.list.isHidden()
    follow(lens, qtbot)
    lens.close_lens()
    assert window.canvas.trail.steps == ()


def test_a_pixel_of_the_image_cannot_be_asked_about(lens: Lens) -> None:
    lens.look_at(Pixel("input", 0, 5, 5))
    assert not lens.origin.button.isEnabled()
