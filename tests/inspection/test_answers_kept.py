"""What stays of an answer when the next question is asked: nothing, for it goes on for hours."""

from __future__ import annotations

import gc
from collections import Counter
from dataclasses import replace
from threading import active_count

import pytest

from app.inspection.answers import Respondent
from app.inspection.ascent import AscentSettings
from app.inspection.attribution_methods import METHODS
from app.inspection.gradient_results import WeightPlace
from app.inspection.questions import (
    AscentQuestion,
    AttributionQuestion,
    BackwardQuestion,
    InvarianceQuestion,
    PatchesQuestion,
    Question,
    StepQuestion,
    TraceQuestion,
)
from app.inspection.subject import Subject
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.patterns import chain
from app.session import Session
from app.training.recipe import Recipe

OURS = ("app", "torch", "captum")
WARM_UP = 3
AGAIN = 6


@pytest.fixture(scope="module")
def subject() -> Subject:
    session = Session()
    session.load_dataset("mnist", 0.5)
    layers = (Input(1, 28, 28), Conv2d(4, 5, stride=2), ReLU(), Flatten(), Linear(10))
    session.set_network(chain("small", layers))
    assert session.original is not None
    session.set_probe(session.original.test.images[0])
    return session.subject()


def _trained_on(subject: Subject) -> Subject:
    """The same network with other arrays of weights, as they are after further steps."""
    weights = {name: array.copy() for name, array in subject.weights.items()}
    return replace(subject, weights=weights, step=subject.step + 1)


def _kept() -> Counter[str]:
    """The living objects of torch, Captum and the program, by type."""
    gc.collect()
    names = (f"{type(living).__module__}.{type(living).__name__}" for living in gc.get_objects())
    return Counter(name for name in names if name.partition(".")[0] in OURS)


@pytest.mark.parametrize(
    "question",
    [
        AttributionQuestion(tuple(method.name for method in METHODS)),
        PatchesQuestion("conv1", "validation", 100),
        AscentQuestion("conv1", (0, 1), AscentSettings(steps=4)),
        BackwardQuestion(("conv1",)),
        StepQuestion(WeightPlace("conv1.weight", (0, 0, 0, 0)), 1, Recipe()),
        TraceQuestion(),
        InvarianceQuestion(("angle",), "validation", 20),
    ],
    ids=lambda question: type(question).__name__,
)
def test_questions_about_a_network_in_training_leave_nothing_behind(
    subject: Subject, question: Question
) -> None:
    respondent = Respondent()
    for _ in range(WARM_UP):
        subject = _trained_on(subject)
        respondent.answer(question, subject)
    before, threads = _kept(), active_count()
    for _ in range(AGAIN):
        subject = _trained_on(subject)
        respondent.answer(question, subject)
    assert _kept() - before == Counter()
    assert active_count() == threads
