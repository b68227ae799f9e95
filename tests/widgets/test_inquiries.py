"""Long questions: answered beside training, of the network as it was when they were asked."""

from __future__ import annotations

from collections.abc import Iterator
from threading import get_ident
from weakref import ref

import numpy as np
import pytest
import torch
from pytestqt.qtbot import QtBot

from app.data.catalogue import load
from app.inspection.answers import Respondent
from app.inspection.attribution_methods import AttributionSettings
from app.inspection.explanations import Explanation
from app.inspection.questions import AttributionQuestion
from app.network.graph import Network
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.patterns import chain
from app.training.recipe import Recipe
from tests.widgets.conftest import StartThread
from widgets.inquiries import Inquiries
from widgets.training_thread import TrainingThread

MNIST = load("mnist")
SALIENCY = AttributionQuestion(("saliency",), label=3)


def small() -> Network:
    return chain("small", [Input(1, 28, 28), Conv2d(4, 5, stride=2), ReLU(), Flatten(), Linear(10)])


@pytest.fixture
def thread(start_thread: StartThread) -> TrainingThread:
    return start_thread(small())


@pytest.fixture
def inquiries(thread: TrainingThread) -> Iterator[Inquiries]:
    inquiries = Inquiries(thread)
    yield inquiries
    inquiries.close()


def test_an_answer_is_that_of_the_session_itself(
    qtbot: QtBot, thread: TrainingThread, inquiries: Inquiries
) -> None:
    with qtbot.waitSignal(inquiries.answered) as told:
        inquiries.ask(SALIENCY)
    question, answer = told.args
    assert question is SALIENCY
    subject = thread.fetch_subject().result(timeout=30)
    direct = Respondent().answer(SALIENCY, subject)
    assert isinstance(answer, Explanation)
    assert isinstance(direct, Explanation)
    values = answer.attributions["saliency"].values
    np.testing.assert_array_equal(values, direct.attributions["saliency"].values)
    assert values.any()


def test_answers_come_while_training_goes_on(
    qtbot: QtBot, thread: TrainingThread, inquiries: Inquiries
) -> None:
    thread.train(Recipe(batch_size=100, epochs=50))
    qtbot.waitUntil(lambda: len(thread.events) > 3)
    with qtbot.waitSignal(inquiries.answered):
        inquiries.ask(SALIENCY)
    seen = len(thread.events)
    qtbot.waitUntil(lambda: len(thread.events) > seen + 3)
    assert thread.progress.state == "training"
    thread.stop()


def test_of_two_questions_of_one_kind_the_newer_is_answered(
    qtbot: QtBot, inquiries: Inquiries
) -> None:
    answered: list[object] = []
    inquiries.answered.connect(lambda question, _answer: answered.append(question))
    slow = AttributionQuestion(("occlusion",), 1, AttributionSettings(window=1, stride=1))
    inquiries.ask(slow)
    with qtbot.waitSignal(inquiries.answered):
        inquiries.ask(SALIENCY)
    assert answered == [SALIENCY]


def test_what_is_called_off_is_not_answered(qtbot: QtBot, inquiries: Inquiries) -> None:
    told: list[object] = []
    inquiries.answered.connect(lambda *_: told.append(1))
    inquiries.refused.connect(lambda *_: told.append(2))
    inquiries.ask(SALIENCY)
    inquiries.call_off(AttributionQuestion)
    inquiries.close()
    qtbot.wait(0)
    assert told == []


def test_answers_are_handed_over_on_the_windows_thread(qtbot: QtBot, inquiries: Inquiries) -> None:
    at: list[int] = []
    inquiries.answered.connect(lambda *_: at.append(get_ident()))
    with qtbot.waitSignal(inquiries.answered):
        inquiries.ask(SALIENCY)
    qtbot.waitUntil(lambda: bool(at))
    assert at == [get_ident()]


def test_without_a_fitting_image_the_reason_is_told(qtbot: QtBot, inquiries: Inquiries) -> None:
    with qtbot.waitSignal(inquiries.refused) as told:
        inquiries.ask(AttributionQuestion(("saliency",), label=99))
    assert told.args[1]


def test_the_network_that_is_asked_about_stays_as_it_was(
    qtbot: QtBot, thread: TrainingThread
) -> None:
    subject = thread.fetch_subject().result(timeout=30)
    before = {name: array.copy() for name, array in subject.weights.items()}
    thread.train(Recipe(batch_size=100, epochs=1), steps=3)
    qtbot.waitUntil(lambda: thread.progress.state == "paused")
    after = thread.fetch_subject().result(timeout=30)
    assert after.step == 3
    for name, array in subject.weights.items():
        np.testing.assert_array_equal(array, before[name])
        assert not np.array_equal(array, after.weights[name])


def test_copies_of_a_network_that_has_left_are_forgotten(
    qtbot: QtBot, thread: TrainingThread, inquiries: Inquiries
) -> None:
    with qtbot.waitSignal(inquiries.ended):
        inquiries.ask(SALIENCY)
    copied = ref(thread.fetch_subject().result(timeout=30).weights["conv1.weight"])
    assert copied() is not None
    inquiries.forget()
    qtbot.waitUntil(lambda: copied() is None)


def test_a_network_may_leave_after_the_window_was_closed(
    qtbot: QtBot, inquiries: Inquiries
) -> None:
    with qtbot.waitSignal(inquiries.ended):
        inquiries.ask(SALIENCY)
    inquiries.close()
    inquiries.forget()


def test_a_subject_scales_images_as_training_does(thread: TrainingThread) -> None:
    subject = thread.fetch_subject().result(timeout=30)
    scaled = subject.scaled(MNIST.train.images)
    assert abs(float(scaled.mean())) < 1e-3
    assert abs(float(scaled.std()) - 1) < 1e-3
    assert torch.from_numpy(scaled).shape == (len(MNIST.train.images), 1, 28, 28)
