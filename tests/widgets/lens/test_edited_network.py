"""The lens while the network is edited, and on layers that several wires lead to."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.inspection.look import take_snapshot
from app.inspection.snapshot import Snapshot
from app.network.edits import Edit, RemoveLayers, SetFields
from app.network.graph import Network, Wire
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Input
from app.network.layers.merge import Add, Concatenate
from app.network.patterns import chain
from app.training.module import build_module
from app.training.recipe import Recipe
from widgets.canvas import CanvasView
from widgets.canvas.pixel import Pixel
from widgets.document import Document
from widgets.lens.view import Lens

PROBE = np.random.default_rng(3).random((1, 2, 8, 8), dtype=np.float32)


def lens_over(qtbot: QtBot, network: Network) -> Lens:
    document = Document()
    document.open(network, Recipe())
    canvas = CanvasView(document)
    qtbot.addWidget(canvas)
    canvas.resize(1280, 800)
    canvas.show()
    return Lens(document, canvas)


def look(lens: Lens, network: Network) -> Snapshot:
    snapshot = take_snapshot(build_module(network, seed=0).eval(), PROBE, lens.wanted(), 0)
    lens.show_snapshot(snapshot)
    return snapshot


@pytest.mark.parametrize(
    "edit",
    [
        RemoveLayers(frozenset({"conv2"})),
        SetFields("conv2", {"out_channels": 2}),
        SetFields("conv2", {"stride": 3}),
    ],
    ids=lambda edit: edit.label,
)
def test_the_lens_closes_when_its_number_is_edited_away(qtbot: QtBot, edit: Edit) -> None:
    network = chain("two", [Input(2, 8, 8), Conv2d(4, 3), Conv2d(4, 3), ReLU()])
    lens = lens_over(qtbot, network)
    lens.look_at(Pixel("conv2", 3, 3, 3))
    before = look(lens, network)
    assert lens._document.apply(edit)
    assert lens.pixel is None
    lens.show_snapshot(before)  # computed before the thread heard of the edit
    assert not lens.isVisible()


def test_the_lens_stays_when_its_number_is_still_there(qtbot: QtBot) -> None:
    network = chain("two", [Input(2, 8, 8), Conv2d(4, 3), Conv2d(4, 3), ReLU()])
    lens = lens_over(qtbot, network)
    lens.look_at(Pixel("conv2", 1, 2, 2))
    before = look(lens, network)
    assert lens._document.apply(SetFields("conv2", {"kernel_size": (1, 1)}))
    lens.show_snapshot(before)
    assert lens.pixel == Pixel("conv2", 1, 2, 2)
    QTest.keyClick(lens, Qt.Key.Key_PageDown)
    assert lens.pixel == Pixel("conv2", 2, 2, 2)


@pytest.mark.parametrize(
    ("merge", "pixel", "line", "chosen"),
    [
        (Add(), Pixel("merge", 1, 2, 3), 0, Pixel("left", 1, 2, 3)),
        (Add(), Pixel("merge", 1, 2, 3), 1, Pixel("right", 1, 2, 3)),
        (Concatenate(), Pixel("merge", 3, 2, 3), 0, Pixel("left", 3, 2, 3)),
        (Concatenate(), Pixel("merge", 5, 2, 3), 0, Pixel("right", 1, 2, 3)),
    ],
    ids=["first of a sum", "second of a sum", "first of a stack", "second of a stack"],
)
def test_a_click_on_what_a_wire_brings_goes_to_its_layer(
    qtbot: QtBot, merge: Add | Concatenate, pixel: Pixel, line: int, chosen: Pixel
) -> None:
    ends = (("input", "left"), ("input", "right"), ("left", "merge"), ("right", "merge"))
    network = Network(
        "branches",
        {"input": Input(2, 8, 8), "left": Conv2d(4, 3), "right": Conv2d(4, 3), "merge": merge},
        tuple(Wire(*each) for each in ends),
    )
    lens = lens_over(qtbot, network)
    lens.look_at(pixel)
    look(lens, network)
    qtbot.mouseClick(lens.picture, Qt.MouseButton.LeftButton, pos=QPoint(10, 22 * line + 8))
    assert lens.pixel == chosen


def test_an_edit_that_closes_the_lens_leaves_the_focus_where_it_is_typed(qtbot: QtBot) -> None:
    network = chain("two", [Input(2, 8, 8), Conv2d(4, 3), Conv2d(4, 3), ReLU()])
    lens = lens_over(qtbot, network)
    field = QLineEdit(lens._canvas)
    field.show()
    lens.look_at(Pixel("conv2", 3, 3, 3))
    field.setFocus()
    assert lens._document.apply(SetFields("conv2", {"out_channels": 2}))
    assert lens.pixel is None
    assert field.window().focusWidget() is field
