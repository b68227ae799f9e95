"""Answers about a copy of a live network."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from app.inspection.answers import Respondent, module_of
from app.inspection.evaluation import Evaluation
from app.inspection.gradient_results import Backward, OneStep, WeightPlace
from app.inspection.lens_results import Unit
from app.inspection.provenance import Place, Provenance
from app.inspection.questions import (
    AccuracyQuestion,
    BackwardQuestion,
    Question,
    StepQuestion,
    TraceQuestion,
)
from app.inspection.subject import Subject
from app.network.gallery import gallery_entry
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Input
from app.network.patterns import chain
from app.session import Session
from app.training.recipe import Recipe


@pytest.fixture(scope="module")
def session() -> Session:
    session = Session()
    session.load_dataset("colour-shapes", 0.5)
    session.set_network(gallery_entry("colour-net").build())
    return session


@pytest.fixture(scope="module")
def subject(session: Session) -> Subject:
    assert session.original is not None
    session.set_probe(session.original.test.images[0])
    return session.subject()


def _likeliest(subject: Subject) -> int:
    assert subject.probe is not None
    image = torch.from_numpy(subject.scaled(subject.probe[None]))
    with torch.no_grad():
        return int(module_of(subject)(image).argmax())


def test_a_backward_look_is_at_the_likeliest_class_or_a_named_one(
    subject: Subject,
) -> None:
    respondent = Respondent()
    likeliest = _likeliest(subject)
    found = respondent.answer(BackwardQuestion(("conv1",)), subject)
    named = respondent.answer(BackwardQuestion(("conv1",), likeliest), subject)
    assert isinstance(found, Backward)
    assert isinstance(named, Backward)
    assert found.score == named.score
    assert np.array_equal(found.gradients["conv1"], named.gradients["conv1"])


def test_a_step_is_made_of_the_probe_image(subject: Subject) -> None:
    weight = WeightPlace("conv1.weight", (0, 0, 0, 0))
    found = Respondent().answer(StepQuestion(weight, 1, Recipe(learning_rate=1e-4)), subject)
    assert isinstance(found, OneStep)
    assert found.before[0, 0, 0, 0] == subject.weights["conv1.weight"][0, 0, 0, 0]
    assert found.loss_after < found.loss_before


def test_an_evaluation_is_that_of_the_network_on_the_part(subject: Subject) -> None:
    found = Respondent().answer(AccuracyQuestion("test"), subject)
    assert isinstance(found, Evaluation)
    split = subject.dataset.test
    with torch.no_grad():
        logits = module_of(subject)(torch.from_numpy(subject.scaled(split.images)))
    right = int((logits.argmax(dim=1).numpy() == split.labels).sum())
    assert (len(found), found.correct) == (len(split), right)


def test_a_trace_begins_at_the_likeliest_logit_and_ends_in_pixels(subject: Subject) -> None:
    found = Respondent().answer(TraceQuestion(), subject)
    assert isinstance(found, Provenance)
    assert found.start == Place("fc1", Unit(_likeliest(subject)))
    assert {pixel.place.layer for pixel in found.pixels} == {"input"}


@pytest.mark.parametrize(
    "question",
    [
        BackwardQuestion(("conv1",), 99),
        StepQuestion(WeightPlace("conv1.weight", (0, 0, 0, 0)), 99, Recipe()),
        TraceQuestion(Place("nowhere", Unit(0))),
        TraceQuestion(Place("fc1", Unit(99))),
    ],
)
def test_questions_about_what_is_not_there_are_refused(
    subject: Subject, question: Question
) -> None:
    with pytest.raises(ValueError, match="no"):
        Respondent().answer(question, subject)


def test_without_an_image_there_is_nothing_to_look_at() -> None:
    session = Session()
    session.load_dataset("colour-shapes", 0.5)
    session.set_network(gallery_entry("colour-net").build())
    with pytest.raises(ValueError, match="no image to look at"):
        Respondent().answer(TraceQuestion(), session.subject())


@pytest.mark.parametrize("question", [BackwardQuestion(("conv1",)), TraceQuestion()])
def test_a_network_that_ends_in_maps_has_no_likeliest_class(question: Question) -> None:
    session = Session()
    session.load_dataset("colour-shapes", 0.5)
    assert session.original is not None
    shape = session.original.image_shape
    session.set_network(chain("maps", [Input(*shape), Conv2d(4, 3)]))
    session.set_probe(session.original.test.images[0])
    with pytest.raises(ValueError, match="ends in feature maps, so it has no classes"):
        Respondent().answer(question, session.subject())


def test_nothing_is_traced_through_numbers_that_diverged(session: Session) -> None:
    assert session.original is not None
    session.set_probe(session.original.test.images[0])
    subject = session.subject()
    weights = dict(subject.weights)
    weights["conv1.weight"] = np.full_like(weights["conv1.weight"], np.nan)
    with pytest.raises(ValueError, match="left all bounds"):
        Respondent().answer(TraceQuestion(), replace(subject, weights=weights))
