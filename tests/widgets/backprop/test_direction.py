"""B5: gradients beside the feature maps, and the switches of max pooling marked."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from pytestqt.qtbot import QtBot

from app.inspection.answers import module_of
from app.inspection.backward import look_backward
from widgets.backprop.direction import Direction
from widgets.main_window import MainWindow
from widgets.panels.feature_maps_panel import FeatureMapsPanel
from widgets.panels.picture_layout import Spot


@pytest.fixture
def direction(window: MainWindow, qtbot: QtBot) -> Direction:
    assert window.insides is not None
    window.docks.raise_("feature_maps")
    qtbot.waitUntil(lambda: bool(window.feature_maps.wanted()))
    return window.insides.direction


def turn_to(
    direction: Direction, text: str, qtbot: QtBot, layer: str = "conv1"
) -> FeatureMapsPanel:
    with qtbot.waitSignal(direction._inquiries.answered):
        direction.choice.setCurrentText(text)
    panel = direction._panel
    qtbot.waitUntil(lambda: layer in panel._pictures)
    return panel


def test_the_gradient_of_a_named_class_is_autograds(
    window: MainWindow, direction: Direction, qtbot: QtBot
) -> None:
    panel = turn_to(direction, "Gradient of class 7", qtbot)
    subject = window.thread_.fetch_subject().result(timeout=30)
    assert subject.probe is not None
    module = module_of(subject)
    image = torch.from_numpy(subject.scaled(subject.probe[None]))
    first = module.get_submodule("conv1")(image).detach().requires_grad_()
    value = first
    for name in subject.network.order[2:]:
        value = module.get_submodule(name)(value)
    value[0, 7].backward()
    assert first.grad is not None
    np.testing.assert_allclose(
        panel._pictures["conv1"].values, first.grad[0].numpy(), rtol=1e-4, atol=1e-7
    )
    before = panel._pictures["conv1"].before
    assert before is not None
    np.testing.assert_allclose(before, first[0].detach(), rtol=1e-4, atol=1e-6)
    assert "gradient" in panel._describe(Spot("conv1", 0, "picture", 3, 4))
    assert "forward" in panel._describe(Spot("conv1", 0, "before", 3, 4))


def test_b5_the_gradient_before_a_maximum_lies_at_the_marked_winners_only(
    direction: Direction, qtbot: QtBot
) -> None:
    direction._panel.family_choice.setCurrentText("Pooling")
    panel = turn_to(direction, "Gradient of the likeliest class", qtbot, "pool1")
    pictures = panel._pictures["pool1"]
    assert pictures.before is not None
    arriving, leaving = pictures.before, pictures.values
    assert arriving.shape == (6, 28, 28)
    assert leaving.shape == (6, 14, 14)
    panel.enlarge("pool1", 2)
    forward, gradient, pooled = panel.enlarged.panes
    assert forward.marked is not None
    assert int(forward.marked.sum()) == 14 * 14
    for y in range(14):
        for x in range(14):
            window = np.s_[2 * y : 2 * y + 2, 2 * x : 2 * x + 2]
            assert forward.values[window][forward.marked[window]] == forward.values[window].max()
            assert gradient.values[window][forward.marked[window]] == pooled.values[y, x]
    assert not gradient.values[~forward.marked].any()


def test_forward_again_shows_the_maps_as_before(
    window: MainWindow, direction: Direction, qtbot: QtBot
) -> None:
    before = [(block.title, block.before) for block in window.feature_maps.grid.blocks]
    panel = turn_to(direction, "Gradient of class 0", qtbot)
    assert [(block.title, block.before) for block in panel.grid.blocks] != before
    direction.choice.setCurrentText("Forward")
    assert [(block.title, block.before) for block in panel.grid.blocks] == before
    assert not direction.note.isVisible()


def test_gradients_follow_the_weights(
    window: MainWindow, direction: Direction, qtbot: QtBot
) -> None:
    panel = turn_to(direction, "Gradient of class 3", qtbot)
    first = panel._pictures["conv1"].values.copy()
    window.run_bar.batch_wanted.emit()
    qtbot.waitUntil(
        lambda: (
            "conv1" in panel._pictures
            and not np.array_equal(panel._pictures["conv1"].values, first)
        ),
    )


def test_the_lens_looks_as_the_function_does(
    window: MainWindow, direction: Direction, qtbot: QtBot
) -> None:
    turn_to(direction, "Gradient of class 1", qtbot)
    subject = window.thread_.fetch_subject().result(timeout=30)
    assert subject.probe is not None
    found = look_backward(module_of(subject), subject.scaled(subject.probe[None]), ["conv1"], 1)
    assert direction.note.text().startswith("of its logit")
    assert abs(found.score) < 10
