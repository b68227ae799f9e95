"""What a session tells about its layers and mistakes while it trains."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.data.catalogue import load
from app.inspection.evaluation import Evaluation
from app.inspection.look import take_snapshot
from app.inspection.snapshot import InTraining, Wanted
from app.network.graph import Network
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.normalisation import BatchNorm2d, Dropout, Dropout2d
from app.network.layers.pooling import MaxPool2d
from app.network.patterns import chain
from app.session import Session
from app.training.events import EpochDone, StepDone
from app.training.module import build_module
from app.training.recipe import Recipe
from app.watched_layers import WatchedLayers

MNIST = load("mnist")
RECIPE = Recipe(batch_size=500, epochs=2, learning_rate=0.01)


@pytest.fixture(autouse=True)
def fresh_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVAS_HOME", str(tmp_path / "home"))


def small() -> Network:
    return chain(
        "small",
        [Input(1, 28, 28), Conv2d(4, 5, stride=2), ReLU(), MaxPool2d(), Flatten(), Linear(10)],
    )


@pytest.fixture
def session() -> Session:
    session = Session()
    session.set_network(small())
    session.load_dataset("mnist", 0.5)
    return session


def whole_evaluation(session: Session, part: str) -> Evaluation:
    session.begin_evaluation(part, "now")
    while (found := session.evaluate()) is None:
        done, total = session.evaluated
        assert 0 < done < total
    assert not session.evaluating
    return found


def test_the_evaluation_of_an_epochs_end_has_the_epochs_own_figures(session: Session) -> None:
    session.begin(RECIPE)
    while not isinstance(event := session.advance(), EpochDone):
        pass
    found = whole_evaluation(session, "validation")
    assert found.accuracy == pytest.approx(event.validation_accuracy)
    assert len(found) == len(MNIST.validation)
    np.testing.assert_array_equal(found.labels, MNIST.validation.labels)


def test_the_test_images_are_evaluated_as_test_does(session: Session) -> None:
    session.begin(RECIPE)
    for _ in range(5):
        session.advance()
    assert whole_evaluation(session, "test").accuracy == pytest.approx(session.test()[1])


def test_evaluating_and_examining_do_not_change_the_course_of_training() -> None:
    def losses(*, watched: bool) -> list[float]:
        session = Session()
        session.set_network(small())
        session.load_dataset("mnist", 0.5)
        session.begin(RECIPE)
        found = []
        for _ in range(8):
            event = session.advance()
            assert isinstance(event, StepDone)
            found.append(event.loss)
            if watched:
                session.examine()
                session.watch_update()
                if not session.evaluating:
                    session.begin_evaluation("validation", "")
                session.evaluate()
        session.stop()
        return found

    assert losses(watched=True) == losses(watched=False)


def test_an_edit_gives_up_the_evaluation(session: Session) -> None:
    session.begin_evaluation("test", "")
    session.evaluate()
    session.set_network(chain("other", [Input(1, 28, 28), Flatten(), Linear(10)]))
    assert not session.evaluating


def test_a_network_that_does_not_suit_the_classes_says_so(session: Session) -> None:
    session.set_network(chain("seven", [Input(1, 28, 28), Flatten(), Linear(7)]))
    session.begin_evaluation("test", "")
    with pytest.raises(ValueError, match="10 values, one for each class, but it ends in 7"):
        session.evaluate()
    assert not session.evaluating


def test_the_update_of_a_watched_step_is_that_of_the_weights(session: Session) -> None:
    session.begin(replace(RECIPE, optimizer="sgd"))
    session.advance()
    first = session.examine()
    assert first is not None
    assert first.layers["fc1"].update_ratio is None  # no step has been watched yet
    before = session.weights()["fc1.weight"]
    session.watch_update()
    session.advance()
    after = session.weights()["fc1.weight"]
    second = session.examine()
    assert second is not None
    expected = np.linalg.norm(after - before) / np.linalg.norm(before)
    assert second.layers["fc1"].update_ratio == pytest.approx(expected, rel=1e-4)
    assert second.layers["fc1"].gradients is not None
    assert second.step == 2


def test_layers_are_examined_on_validation_images_that_are_always_the_same(
    session: Session,
) -> None:
    first, second = session.examine(), session.examine()
    assert first is not None
    assert second is not None
    assert first.images == 100
    one, other = (found.layers["relu1"].activations for found in (first, second))
    assert one is not None
    assert other is not None
    np.testing.assert_array_equal(one.counts, other.counts)


def test_images_that_do_not_fit_are_not_examined(session: Session) -> None:
    session.set_network(chain("two", [Input(2, 28, 28), Conv2d(3, 3)]))
    assert session.examine() is None


def test_another_network_forgets_the_updates(session: Session) -> None:
    session.begin(RECIPE)
    session.watch_update()
    session.advance()
    session.reset_weights(1)
    found = session.examine()
    assert found is not None
    assert found.layers["fc1"].update_ratio is None
    assert found.layers["fc1"].gradients is None


# Layers that differ in training


def dropping() -> Network:
    layers = [Input(1, 28, 28), Conv2d(4, 5, stride=2), BatchNorm2d(), ReLU(), Dropout2d(0.5)]
    return chain("dropping", [*layers, Flatten(), Dropout(0.25), Linear(10)])


WATCHED = Wanted(insides=frozenset({"bn1", "dropout1", "dropout2"}))


def watched(recipe: Recipe) -> Session:
    session = Session()
    session.set_network(dropping())
    session.load_dataset("mnist", 0.5)
    session.set_probe(MNIST.test.images[0])
    session.look(WATCHED)
    session.begin(recipe)
    session.advance()
    return session


@pytest.fixture
def watching() -> Session:
    return watched(RECIPE)


def in_training(session: Session, layer: str) -> InTraining:
    seen = session.look(WATCHED).insides[layer].in_training
    assert seen is not None
    return seen


@pytest.mark.parametrize(("layer", "p"), [("dropout1", 0.5), ("dropout2", 0.25)])
def test_c4_the_mask_is_the_one_of_the_last_training_step(
    watching: Session, layer: str, p: float
) -> None:
    """What went on in the step tells the mask wherever something came in."""
    seen = in_training(watching, layer)
    assert seen.step == watching.step == 1
    assert seen.kept is not None
    expected = np.where(seen.kept, seen.inputs / np.float32(1 - p), 0)
    np.testing.assert_allclose(seen.output, expected, rtol=1e-6)
    came = seen.inputs != 0
    assert came.any()
    np.testing.assert_array_equal(seen.kept[came], seen.output[came] != 0)
    assert 0 < seen.kept.mean() < 1


def test_c4_every_step_has_its_own_mask_and_evaluating_drops_nothing(watching: Session) -> None:
    before = in_training(watching, "dropout2")
    watching.advance()
    after = in_training(watching, "dropout2")
    assert (before.step, after.step) == (1, 2)
    assert before.kept is not None
    assert after.kept is not None
    assert not np.array_equal(before.kept, after.kept)
    inside = watching.look(WATCHED).insides["dropout2"]
    np.testing.assert_array_equal(inside.output, inside.inputs[0])


def test_c4_whole_maps_are_dropped_together(watching: Session) -> None:
    kept = in_training(watching, "dropout1").kept
    assert kept is not None
    assert (kept == kept[:, :1, :1]).all()


def test_c3_in_a_step_a_batch_is_normalised_by_its_own_mean(watching: Session) -> None:
    seen = in_training(watching, "bn1")
    assert seen.kept is None
    assert seen.inputs.shape == seen.output.shape
    assert abs(float(seen.output.mean())) < 0.05
    assert float(seen.output.std()) == pytest.approx(1, abs=0.05)


def test_watching_layers_changes_nothing_of_the_training(watching: Session) -> None:
    alone = Session()
    alone.set_network(dropping())
    alone.load_dataset("mnist", 0.5)
    alone.begin(RECIPE)
    alone.advance()
    for session in (watching, alone):
        session.advance()
    ours, theirs = watching.weights(), alone.weights()
    for name in theirs:
        np.testing.assert_array_equal(ours[name], theirs[name])


def test_what_a_step_did_is_forgotten_with_its_weights(watching: Session) -> None:
    watching.reset_weights(1)
    assert watching.look(WATCHED).insides["dropout1"].in_training is None


def test_what_a_step_did_is_forgotten_when_weights_come_from_elsewhere(watching: Session) -> None:
    watching.load_weights(watching.weights())
    assert watching.look(WATCHED).insides["dropout1"].in_training is None


def test_layers_that_work_in_bfloat16_are_watched_in_float32() -> None:
    session = watched(replace(RECIPE, precision="bfloat16"))
    for layer in WATCHED.insides:
        seen = in_training(session, layer)
        assert seen.inputs.dtype == seen.output.dtype == np.float32
    dropped = in_training(session, "dropout1")
    assert dropped.kept is not None
    came = dropped.inputs != 0
    np.testing.assert_array_equal(dropped.kept[came], dropped.output[came] != 0)


@pytest.mark.parametrize(("layer", "differs"), [("conv1", False), ("bn1", True)])
def test_only_for_layers_that_differ_in_training_steps_are_made_one_by_one(
    layer: str, differs: bool
) -> None:
    """On a graphics processor that costs most of the pace; a convolution has nothing to watch."""
    module = build_module(dropping(), seed=0)
    image = np.zeros((1, 1, 28, 28), np.float32)
    snapshot = take_snapshot(module, image, Wanted(insides=frozenset({layer})), 0)
    watched_layers = WatchedLayers()
    watched_layers.complete(snapshot, module)
    assert watched_layers.wanted == differs


def test_layers_that_are_not_looked_at_are_not_watched(watching: Session) -> None:
    step = in_training(watching, "dropout1").step
    watching.look(Wanted())
    watching.advance()
    seen = watching.look(WATCHED).insides["dropout1"].in_training
    assert seen is None or seen.step == step
