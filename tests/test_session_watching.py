"""What a session tells about its layers and mistakes while it trains."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.data.catalogue import load
from app.inspection.evaluation import Evaluation
from app.network.graph import Network
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.pooling import MaxPool2d
from app.network.patterns import chain
from app.session import Session
from app.training.events import EpochDone, StepDone
from app.training.recipe import Recipe

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
