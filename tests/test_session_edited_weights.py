"""Weights that are changed by hand in the live network, before, during and after training."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from torch.nn import functional

from app.data.catalogue import load
from app.inspection.snapshot import Wanted
from app.inspection.surgery import Mute
from app.inspection.weight_edits import SetWeights
from app.network.edits import RemoveLayers
from app.network.graph import Network
from app.network.kernels import SOBEL_Y
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.patterns import chain
from app.session import Session
from app.training.events import Finished
from app.training.recipe import Recipe
from app.training.trainer import Trainer

RECIPE = Recipe(batch_size=400, epochs=1)
MNIST = load("mnist")
SOBEL = SetWeights("conv1", (1, 0), np.array(SOBEL_Y, np.float32))
WANTED = Wanted(frozenset({"input", "conv1"}), frozenset({"conv1"}), insides=frozenset({"conv1"}))


def small() -> Network:
    return chain("small", [Input(1, 28, 28), Conv2d(4, 3), ReLU(), Flatten(), Linear(10)])


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    monkeypatch.setenv("CONVAS_HOME", str(tmp_path))
    session = Session()
    session.set_network(small())
    session.load_dataset("mnist", 0.5)
    session.set_probe(MNIST.test.images[0])
    return session


def kernel(session: Session) -> np.ndarray:
    return session.look(WANTED).filters["conv1"][1, 0]


def test_the_map_is_the_one_that_torch_makes_with_the_typed_kernel(session: Session) -> None:
    number = session.state_number
    assert session.edit_weights([SOBEL]).skipped == ()
    assert session.state_number > number
    snapshot = session.look(WANTED)
    (image,) = snapshot.insides["conv1"].inputs
    bias = torch.from_numpy(snapshot.insides["conv1"].parameters["bias"][1:2])
    expected = functional.conv2d(
        torch.from_numpy(image)[None], torch.tensor(SOBEL_Y)[None, None], bias
    )
    np.testing.assert_allclose(
        snapshot.feature_maps["conv1"][1], expected[0, 0].numpy(), rtol=1e-5, atol=1e-5
    )


def test_edited_layers_are_saved_and_kept_over_edits_of_the_network(session: Session) -> None:
    session.edit_weights([SOBEL])
    assert session.weights().keys() == {"conv1.weight", "conv1.bias"}
    session.set_network(RemoveLayers(frozenset({"relu1"})).apply(small()))
    np.testing.assert_array_equal(kernel(session), SOBEL_Y)


def test_training_goes_on_from_edited_weights(session: Session) -> None:
    session.begin(RECIPE)
    for _ in range(2):
        session.advance()
    session.edit_weights([SOBEL])
    np.testing.assert_array_equal(kernel(session), SOBEL_Y)
    session.advance()
    moved = np.abs(kernel(session) - np.array(SOBEL_Y)).max()
    assert 0 < moved < 0.1
    assert session.step == 3


def test_a_run_that_was_edited_and_ended_resumes_with_what_was_typed(session: Session) -> None:
    session.begin(RECIPE)
    session.advance()
    assert session.run is not None
    folder = session.run.folder
    assert folder is not None
    session.edit_weights([SOBEL])
    session.stop()
    resumed = Trainer.resume(folder).module.get_parameter("conv1.weight")[1, 0]
    np.testing.assert_array_equal(resumed.detach().numpy(), SOBEL_Y)


def test_before_a_run_edited_weights_are_those_it_begins_with(session: Session) -> None:
    session.edit_weights([SOBEL])
    session.begin(RECIPE)
    np.testing.assert_array_equal(kernel(session), SOBEL_Y)


def test_weights_of_the_past_stay_as_they_were(session: Session) -> None:
    session.begin(RECIPE)
    while not isinstance(session.advance(), Finished):
        pass
    session.stop()
    now = kernel(session)
    session.travel(0)
    before = kernel(session)
    (why,) = session.edit_weights([Mute("conv1", 1)]).skipped
    assert "go back to now" in why
    np.testing.assert_array_equal(kernel(session), before)
    session.travel(None)
    np.testing.assert_array_equal(kernel(session), now)


def test_after_an_edit_the_moment_before_it_can_be_looked_back_at(session: Session) -> None:
    session.begin(RECIPE)
    while not isinstance(session.advance(), Finished):
        pass
    last, before = session.step, kernel(session)
    session.stop()
    session.edit_weights([Mute("conv1", 1)])
    assert session.past is not None
    assert last in session.past.steps
    session.travel(last)
    np.testing.assert_array_equal(kernel(session), before)
