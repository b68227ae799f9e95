"""The backprop microscope: one step in numbers, against torch, and asked from the panel."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.inspection.answers import module_of
from widgets.backprop.panel import MicroscopePanel
from widgets.main_window import MainWindow


@pytest.fixture
def panel(window: MainWindow, qtbot: QtBot) -> MicroscopePanel:
    window.docks.raise_("backprop")
    qtbot.waitUntil(lambda: window.docks["backprop"].widget() is not None)
    panel = window.docks["backprop"].widget()
    assert isinstance(panel, MicroscopePanel)
    qtbot.waitUntil(lambda: panel.weight.place is not None)
    return panel


def make_step(panel: MicroscopePanel, qtbot: QtBot) -> dict[str, str]:
    with qtbot.waitSignal(panel._inquiries.answered):
        QTest.mouseClick(panel.button, Qt.MouseButton.LeftButton)
    return dict(panel.facts.facts())


def number(text: str) -> float:
    mantissa, _, power = text.replace("−", "-").partition("·10")
    exponent = power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")) or "0"
    return float(mantissa) * float(10.0 ** int(exponent))


def test_loss_and_gradient_are_torchs(
    window: MainWindow, panel: MicroscopePanel, qtbot: QtBot
) -> None:
    panel.weight.layer.setCurrentText("conv2")
    qtbot.waitUntil(lambda: panel.weight.place is not None)
    for axis, at in zip(panel.weight.axes, (3, 2, 1, 4), strict=True):
        axis.setValue(at)
    panel.label.setCurrentText("class 5")
    facts = make_step(panel, qtbot)
    subject = window.thread_.fetch_subject().result(timeout=30)
    assert subject.probe is not None
    module = module_of(subject)
    image = torch.from_numpy(subject.scaled(subject.probe[None]))
    loss = torch.nn.functional.cross_entropy(module(image), torch.tensor([5]))
    (gradient,) = torch.autograd.grad(loss, [module.get_parameter("conv2.weight")])
    assert number(facts["loss"].split(" = ")[1]) == pytest.approx(float(loss.detach()), rel=1e-3)
    found = number(facts["backward"].split(" = ")[2])
    assert found == pytest.approx(float(gradient[3, 2, 1, 4]), rel=2e-3, abs=1e-9)
    assert facts["weight"].startswith("w = conv2.weight[3, 2, 1, 4]")
    assert number(facts["relative error"]) < 1e-4


def test_the_image_is_its_own_class_where_that_is_known(
    window: MainWindow, panel: MicroscopePanel, qtbot: QtBot
) -> None:
    facts = make_step(panel, qtbot)
    assert window._live is not None
    assert facts["forward"].startswith(f"p({window._live.truth})")


def test_an_image_without_a_class_is_refused_in_words(
    window: MainWindow, panel: MicroscopePanel
) -> None:
    assert window._live is not None
    window._live.show_probe(np.zeros((1, 28, 28), np.uint8), None)
    QTest.mouseClick(panel.button, Qt.MouseButton.LeftButton)
    assert "choose the right class" in panel.note.text()


def test_the_kernel_is_shown_before_with_its_gradient_and_its_change(
    panel: MicroscopePanel, qtbot: QtBot
) -> None:
    make_step(panel, qtbot)
    before, gradient, change = panel.picture.panes
    assert before.values.shape == gradient.values.shape == change.values.shape == (5, 5)
    assert before.marked is not None
    assert before.marked[0, 0]
    assert before.marked.sum() == 1
    # Adam's first step is against the sign of the gradient, by the learning rate.
    moved = change.values != 0
    assert moved.any()
    np.testing.assert_array_equal(np.sign(change.values[moved]), -np.sign(gradient.values[moved]))


def test_another_weight_is_told_at_once(panel: MicroscopePanel, qtbot: QtBot) -> None:
    make_step(panel, qtbot)
    with qtbot.waitSignal(panel._inquiries.answered):
        panel.weight.parameter.setCurrentText("bias")
    assert dict(panel.facts.facts())["weight"].startswith("w = conv1.bias[0]")
    panel.copy_table()
    text = QGuiApplication.clipboard().text()
    assert "‖gradient of fc2.weight‖" in text
    assert "relative error" in text
