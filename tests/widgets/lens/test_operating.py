"""Weights typed in the lens: the field in its place, kernels, and what follows."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from torch.nn import functional

from app.network.kernels import SOBEL_X
from tests.widgets.conftest import OpenWindow
from widgets.canvas.pixel import Pixel
from widgets.lens.operating import Operating
from widgets.lens.sums import TermList, WindowSum
from widgets.lens.view import Lens
from widgets.lens.weight_editor import WeightEditor, step_for
from widgets.main_window import MainWindow
from widgets.surgery.kernel_dialog import KernelDialog

PIXEL = Pixel("conv1", 2, 10, 12)


@pytest.fixture
def window(open_window: OpenWindow) -> MainWindow:
    window = open_window()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    return window


@pytest.fixture
def lens(window: MainWindow, qtbot: QtBot) -> Lens:
    assert window.insides is not None
    lens = window.insides.lens
    lens.look_at(PIXEL)
    qtbot.waitUntil(lambda: isinstance(lens.picture._drawing, WindowSum))
    return lens


@pytest.fixture
def operating(lens: Lens) -> Operating:
    assert lens.operating is not None
    return lens.operating


def editor(lens: Lens) -> WeightEditor:
    return lens.picture.editor


def weights(window: MainWindow) -> np.ndarray:
    return window.thread_.fetch_subject().result(timeout=30).weights["conv1.weight"].copy()


def double_click(lens: Lens, weight: tuple[int, ...]) -> None:
    drawing = lens.picture._drawing
    assert drawing is not None
    rect = drawing.weight_rect(weight)
    assert rect is not None
    QTest.mouseDClick(lens.picture, Qt.MouseButton.LeftButton, pos=rect.center())


def type_text(lens: Lens, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    QTest.keyClicks(editor(lens), text)
    QTest.keyClick(editor(lens), key)


def test_a_double_click_on_a_weight_types_it_and_the_map_follows(
    window: MainWindow, lens: Lens, qtbot: QtBot
) -> None:
    before = weights(window)
    double_click(lens, (0, 1, 3))
    assert editor(lens).isVisible()
    assert editor(lens).hasFocus()
    type_text(lens, "-0.75")
    assert not editor(lens).isVisible()
    expected = before.copy()
    expected[2, 0, 1, 3] = -0.75
    np.testing.assert_array_equal(weights(window), expected)
    assert window.document.undo_stack.undoText() == "Change a weight of conv1"

    def lens_has_it() -> bool:
        snapshot = lens._snapshot
        assert snapshot is not None
        inside = snapshot.insides["conv1"]
        return bool(inside.parameters["weight"][2, 0, 1, 3] == np.float32(-0.75))

    qtbot.waitUntil(lens_has_it)
    snapshot = lens._snapshot
    assert snapshot is not None
    inside = snapshot.insides["conv1"]
    made = functional.conv2d(
        torch.from_numpy(inside.inputs[0])[None],
        torch.from_numpy(expected),
        torch.from_numpy(inside.parameters["bias"]),
    )
    np.testing.assert_allclose(inside.output, made[0].numpy(), rtol=1e-5, atol=1e-5)


def test_escape_takes_back_whatever_was_turned(window: MainWindow, lens: Lens) -> None:
    before = weights(window)
    double_click(lens, (0, 2, 2))
    for _ in range(3):
        QTest.keyClick(editor(lens), Qt.Key.Key_Up)
    step = step_for(float(np.abs(before[2]).max()))
    assert weights(window)[2, 0, 2, 2] == pytest.approx(before[2, 0, 2, 2] + 3 * step, abs=1e-5)
    QTest.keyClick(editor(lens), Qt.Key.Key_Escape)
    np.testing.assert_array_equal(weights(window), before)
    assert lens.pixel == PIXEL
    assert lens.hasFocus()


def test_arrows_are_one_step_of_undo(window: MainWindow, lens: Lens) -> None:
    before = weights(window)
    double_click(lens, (0, 2, 2))
    QTest.keyClick(editor(lens), Qt.Key.Key_Up)
    QTest.keyClick(editor(lens), Qt.Key.Key_Down)
    QTest.keyClick(editor(lens), Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(editor(lens), Qt.Key.Key_Return)
    assert window.document.undo_stack.count() == 1
    assert not np.array_equal(weights(window), before)
    window.document.undo_stack.undo()
    np.testing.assert_array_equal(weights(window), before)


def test_tab_goes_through_the_kernel(window: MainWindow, lens: Lens) -> None:
    QTest.keyClick(lens, Qt.Key.Key_F2)
    assert editor(lens).isVisible()
    type_text(lens, "1", Qt.Key.Key_Tab)
    type_text(lens, "2", Qt.Key.Key_Tab)
    type_text(lens, "1/2")
    assert weights(window)[2, 0, 2, 2:5].tolist() == [1, 2, 0.5]


def test_the_weight_of_a_dense_unit_is_typed_in_its_line(
    window: MainWindow, lens: Lens, qtbot: QtBot
) -> None:
    lens.look_at(Pixel("fc1", 0, 0, 7))
    qtbot.waitUntil(lambda: isinstance(lens.picture._drawing, TermList))
    drawing = lens.picture._drawing
    assert drawing is not None
    (first, second) = ((*drawing.first_weight,), drawing.next_weight(drawing.first_weight, 1))
    double_click(lens, first)
    type_text(lens, "4", Qt.Key.Key_Tab)
    type_text(lens, "-4")
    dense = window.thread_.fetch_subject().result(timeout=30).weights["fc1.weight"]
    assert dense[7, first[0]] == 4
    assert dense[7, second[0]] == -4


def test_what_is_no_number_stays_to_be_mended(window: MainWindow, lens: Lens) -> None:
    before = weights(window)
    double_click(lens, (0, 0, 0))
    type_text(lens, "half")
    assert editor(lens).isVisible()
    QTest.keyClick(editor(lens), Qt.Key.Key_Escape)
    np.testing.assert_array_equal(weights(window), before)


def test_a_click_elsewhere_keeps_what_was_typed(window: MainWindow, lens: Lens) -> None:
    double_click(lens, (0, 0, 0))
    QTest.keyClicks(editor(lens), "0.25")
    QTest.mouseClick(window.canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    window.canvas.setFocus()
    assert not editor(lens).isVisible()
    assert weights(window)[2, 0, 0, 0] == 0.25


def test_b10_a_kernel_that_is_chosen_counts_at_once_and_cancel_takes_it_back(
    window: MainWindow, lens: Lens, operating: Operating
) -> None:
    before = weights(window)
    QTest.keyClick(lens, Qt.Key.Key_K)
    (dialog,) = window.findChildren(KernelDialog)
    titles = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    dialog.list.setCurrentRow(titles.index("Sobel x"))
    after = weights(window)
    np.testing.assert_array_equal(after[2, 0, 1:4, 1:4], SOBEL_X)
    assert np.abs(after[2]).sum() == 8
    dialog.list.setCurrentRow(titles.index("Gabor"))
    dialog.angle.setValue(45)
    dialog.reject()
    np.testing.assert_array_equal(weights(window), before)
    assert operating.buttons.kernel.isEnabled()


def test_a_typed_kernel_is_one_step_of_undo(window: MainWindow, lens: Lens) -> None:
    before = weights(window)
    QTest.keyClick(lens, Qt.Key.Key_K)
    (dialog,) = window.findChildren(KernelDialog)
    dialog.text.setPlainText("0 1 0; 1 -4 1; 0 1")
    assert dialog.problem.text().startswith("Row 3 has 2 numbers")
    np.testing.assert_array_equal(weights(window), before)
    dialog.text.setPlainText("0 1 0; 1 -4 1; 0 1 0")
    dialog.text.setPlainText("0 1 0; 1 -4 1; 0 1 1/2")
    dialog.accept()
    assert weights(window)[2, 0, 3, 3] == 0.5
    assert window.document.undo_stack.undoText() == "Typed kernel for filter 2 of conv1"
    window.document.undo_stack.undo()
    np.testing.assert_array_equal(weights(window), before)


def test_where_a_number_comes_from_no_filter_there_is_nothing_to_operate_with(
    lens: Lens, operating: Operating, qtbot: QtBot
) -> None:
    qtbot.waitUntil(operating.buttons.isVisible)
    lens.look_at(Pixel("relu1", 2, 5, 5))
    qtbot.waitUntil(operating.buttons.isHidden)
    lens.look_at(Pixel("conv1", 2, 5, 5))
    qtbot.waitUntil(operating.buttons.isVisible)


def test_buttons_mute_invert_and_reset(
    window: MainWindow, operating: Operating, qtbot: QtBot
) -> None:
    before, buttons = weights(window), operating.buttons
    assert not buttons.reset.isEnabled()
    QTest.mouseClick(buttons.invert, Qt.MouseButton.LeftButton)
    np.testing.assert_array_equal(weights(window)[2], -before[2])
    QTest.mouseClick(buttons.mute, Qt.MouseButton.LeftButton)
    assert not weights(window)[2].any()
    qtbot.waitUntil(buttons.reset.isEnabled)
    qtbot.waitUntil(lambda: not buttons.mute.isEnabled())
    QTest.mouseClick(buttons.reset, Qt.MouseButton.LeftButton)
    np.testing.assert_array_equal(weights(window), before)
    qtbot.waitUntil(lambda: not buttons.reset.isEnabled())


def test_the_effect_is_told_below_until_the_edit_is_undone(
    window: MainWindow, operating: Operating, qtbot: QtBot
) -> None:
    view = operating.effect
    assert view.bars.isHidden()
    QTest.mouseClick(operating.buttons.mute, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(view.bars.shown) == 10)
    assert "conv1 filter 2: accuracy" in view.title.text()
    assert "1,000 validation images" in view.title.text()
    window.document.undo_stack.undo()
    qtbot.waitUntil(lambda: view.bars.isHidden() and view.title.isHidden())


@pytest.mark.parametrize(
    ("largest", "step"), [(1.0, 0.1), (0.23, 0.02), (0.09, 0.005), (8.0, 0.5), (0.0, 0.1)]
)
def test_arrows_turn_by_round_steps(largest: float, step: float) -> None:
    assert step_for(largest) == pytest.approx(step)
