"""What the session shows of its network."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from app.data.preprocessing import fit_pixel_scale
from app.inspection.look import take_snapshot
from app.inspection.snapshot import Wanted
from app.network.edits import (
    SetFields,
)
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Input
from app.network.patterns import chain
from app.session import Session
from app.training.module import build_module
from app.training.recipe import Recipe
from tests.sessions import MNIST, session_with, small


@pytest.fixture(autouse=True)
def fresh_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVAS_HOME", str(tmp_path / "home"))


def test_looking_shows_what_the_network_makes_of_the_image() -> None:
    network = small()
    session = session_with(network)
    snapshot = session.look(Wanted(frozenset({"conv1"}), frozenset({"conv1"}), predictions=True))
    scale = fit_pixel_scale(MNIST.train.images)
    expected = take_snapshot(
        build_module(network, seed=0),
        scale.apply(MNIST.test.images[:1]),
        Wanted(frozenset({"conv1"}), frozenset({"conv1"}), predictions=True),
        0,
    )
    np.testing.assert_array_equal(snapshot.feature_maps["conv1"], expected.feature_maps["conv1"])
    np.testing.assert_array_equal(snapshot.filters["conv1"], expected.filters["conv1"])
    assert snapshot.probabilities is not None
    assert expected.probabilities is not None
    np.testing.assert_array_equal(snapshot.probabilities, expected.probabilities)


def test_only_what_is_wanted_is_in_a_snapshot() -> None:
    snapshot = session_with(small()).look(Wanted(frozenset({"relu1"})))
    assert snapshot.feature_maps.keys() == {"relu1"}
    assert snapshot.filters == {}
    assert snapshot.probabilities is None


def test_the_input_shows_the_image_itself() -> None:
    session = session_with(small())
    shown = session.look(Wanted(frozenset({"input"}))).feature_maps["input"]
    np.testing.assert_allclose(shown, MNIST.test.images[0] / 255, atol=1e-7)


def test_the_input_shows_levels_where_the_network_takes_them_in() -> None:
    session = session_with(small())
    session.change(Recipe(preprocessing="bytes"))
    shown = session.look(Wanted(frozenset({"input"}))).feature_maps["input"]
    np.testing.assert_array_equal(shown, MNIST.test.images[0])


def test_weights_that_were_read_are_not_untrained() -> None:
    session = session_with(small())
    assert session.look(Wanted()).untrained
    session.load_weights({"conv1.bias": np.zeros(4, np.float32)})
    assert not session.look(Wanted()).untrained


def test_a_coloured_image_goes_into_a_grey_input_by_luma() -> None:
    session = session_with(small())
    colourful = np.random.default_rng(0).integers(0, 256, (3, 28, 28), np.uint8)
    session.set_probe(colourful)
    shown = session.look(Wanted(frozenset({"input"}))).feature_maps["input"]
    luma = np.tensordot([0.299, 0.587, 0.114], colourful / 255, 1)
    np.testing.assert_allclose(shown[0], luma, atol=1 / 255)


def test_an_image_that_does_not_fit_shows_nothing() -> None:
    session = session_with(SetFields("input", {"channels": 2}).apply(small()))
    assert session.look(Wanted(frozenset({"input", "conv1"}))).feature_maps == {}


def test_without_data_or_image_there_is_nothing_to_see() -> None:
    session = Session()
    session.set_network(small())
    assert session.look(Wanted(frozenset({"conv1"}))).feature_maps == {}


def test_a_large_input_is_looked_at_without_fitting_every_image() -> None:
    network = chain("large", [Input(1, 512, 512), Conv2d(1, 3, stride=4), ReLU()])
    session = session_with(network)  # 8,000 images of this size would take 2 GB
    snapshot = session.look(Wanted(frozenset({"conv1"})))
    assert snapshot.feature_maps["conv1"].shape == (1, 128, 128)
