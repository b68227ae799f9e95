"""Looking back over a run: everything that is looked at follows, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from app.data.catalogue import load
from app.inspection.snapshot import Wanted
from app.network.edits import SetFields
from app.network.graph import Network
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.pooling import MaxPool2d
from app.network.patterns import chain
from app.session import Session
from app.training.events import Diverged, Finished
from app.training.moments import Moments
from app.training.recipe import Recipe
from app.training.run import RunError, list_runs, open_run, runs_folder

RECIPE = Recipe(batch_size=400, epochs=2)
WANTED = Wanted(frozenset({"conv1"}), frozenset({"conv1"}), True)
MNIST = load("mnist")
Weights = dict[str, NDArray[np.float32]]


def small() -> Network:
    return chain(
        "small",
        [Input(1, 28, 28), Conv2d(4, 5, stride=2), ReLU(), MaxPool2d(), Flatten(), Linear(10)],
    )


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    monkeypatch.setenv("CONVAS_HOME", str(tmp_path))
    session = Session()
    session.set_network(small())
    session.set_probe(MNIST.test.images[0])
    return session


def train(session: Session, steps: int | None = None) -> None:
    if not session.training:
        session.begin(RECIPE)
    goal = None if steps is None else session.step + steps
    while session.step != goal and not isinstance(session.advance(), Finished):
        pass


def same(first: Weights, second: Weights) -> bool:
    return first.keys() == second.keys() and all(
        np.array_equal(value, second[name]) for name, value in first.items()
    )


def test_filters_maps_and_predictions_are_those_of_the_moment(session: Session) -> None:
    train(session, 11)
    past = session.past
    assert past is not None
    assert (past.steps, past.newest, past.at) == ((0, 1, 2, 4, 8), 11, None)
    for step in past.steps:
        session.travel(step)
        snapshot = session.look(WANTED)
        kept = Moments(past.folder).load(step)
        np.testing.assert_array_equal(snapshot.filters["conv1"], kept["conv1.weight"])
        assert snapshot.step == step
        alone = Session()
        alone.set_network(small())
        alone.load_dataset("mnist", 0.5)
        alone.load_weights(kept)
        alone.set_probe(MNIST.test.images[0])
        expected = alone.look(WANTED)
        np.testing.assert_allclose(
            snapshot.feature_maps["conv1"], expected.feature_maps["conv1"], atol=1e-6
        )
        assert snapshot.probabilities is not None
        assert expected.probabilities is not None
        np.testing.assert_allclose(snapshot.probabilities, expected.probabilities, atol=1e-6)


def test_the_newest_weights_are_never_touched_by_looking_back(session: Session) -> None:
    train(session, 11)
    newest = session.weights()
    session.travel(2)
    assert same(session.weights(), newest)
    session.travel(None)
    assert same(session.weights(), newest)
    np.testing.assert_array_equal(session.look(WANTED).filters["conv1"], newest["conv1.weight"])


def test_training_goes_on_from_now_as_if_nobody_had_looked_back(session: Session) -> None:
    train(session, 11)
    session.travel(4)
    train(session)
    looked = session.weights()
    other = Session()
    other.set_network(small())
    train(other)
    assert session.looked_back_to is None
    assert same(looked, other.weights())


def test_an_evaluation_is_of_the_moment_that_is_looked_at(session: Session) -> None:
    train(session)
    session.stop()

    def accuracy() -> float:
        session.begin_evaluation("validation", "")
        while (found := session.evaluate()) is None:
            pass
        return found.accuracy

    trained = accuracy()
    session.travel(0)
    assert accuracy() < 0.4 < trained


def test_the_past_can_be_seen_when_the_run_is_over(session: Session) -> None:
    train(session)
    session.stop()
    past = session.past
    assert past is not None
    assert past.newest == 40
    assert past.steps == (0, 1, 2, 4, 8, 16, 20)


def test_a_run_that_diverged_can_be_looked_at_up_to_there(session: Session) -> None:
    session.begin(Recipe(batch_size=400, epochs=2, optimizer="sgd", learning_rate=900.0))
    while not isinstance(session.advance(), Diverged):
        pass
    session.stop()
    past = session.past
    assert past is not None
    assert past.newest is None
    assert past.steps[0] == 0
    session.travel(past.steps[-1])
    assert np.isfinite(session.look(WANTED).filters["conv1"]).all()


def test_another_network_or_other_weights_have_no_past(session: Session) -> None:
    train(session, 3)
    session.travel(1)
    session.set_network(SetFields("conv1", {"out_channels": 6}).apply(small()))
    assert session.past is None
    assert session.looked_back_to is None
    train(session, 3)
    session.travel(1)
    session.reset_weights(1)
    assert session.past is None


def test_going_on_from_the_past_begins_a_run_and_leaves_the_old_one_whole(session: Session) -> None:
    train(session, 11)
    newest = session.weights()
    session.travel(4)
    came_from = session.take_past()
    assert came_from is not None
    assert came_from.at == 4
    assert not session.training
    train(session, 1)
    new, old = list_runs(runs_folder())
    assert old.folder == came_from.folder
    begun, then = Moments(new.folder).load(0), Moments(old.folder).load(4)
    assert same(begun, then)
    kept = old.load_checkpoint(only=("module/",)).tensors
    assert same({name.removeprefix("module/"): array for name, array in kept.items()}, newest)


def test_a_run_of_the_past_is_viewed_with_its_moments(session: Session) -> None:
    train(session)
    session.stop()
    folder = next(list_runs(runs_folder())).folder
    other = Session()
    other.set_network(open_run(folder).network)
    other.load_dataset("mnist", 0.5)
    other.view(folder, Moments(folder).load(16), 16)
    past = other.past
    assert past is not None
    assert past.newest == 16
    assert past.steps == (0, 1, 2, 4, 8, 20, 40)
    assert same(other.weights(), Moments(folder).load(16))


def test_a_damaged_moment_is_said_and_what_was_looked_at_stays(session: Session) -> None:
    train(session, 5)
    past = session.past
    assert past is not None
    (past.folder / "moments" / "000000000002.safetensors").write_bytes(b"rubbish")
    session.travel(1)
    with pytest.raises(RunError, match="damaged"):
        session.travel(2)
    assert session.looked_back_to == 1
