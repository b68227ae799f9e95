"""What edits do to the accuracy, against evaluating edited networks directly."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
import torch

from app.data.progress import Cancelled
from app.inspection.answers import Respondent, module_of
from app.inspection.questions import SurgeryQuestion
from app.inspection.subject import Subject
from app.inspection.surgery import Mute, Operation, Outcome, ReplaceFilter
from app.inspection.weight_edits import Invert
from app.network.edits import SetFields
from app.network.patterns import lenet5
from app.session import Session
from app.training.recipe import Recipe


@pytest.fixture(scope="module")
def session() -> Session:
    session = Session(keeps_runs=False)
    session.set_network(lenet5())
    session.begin(Recipe(dataset="mnist", epochs=1, batch_size=200))
    for _ in range(25):
        session.advance()
    session.stop()
    return session


def filter_of(session: Session, layer: str, channel: int) -> ReplaceFilter:
    weights = session.weights()
    bias = float(weights[f"{layer}.bias"][channel])
    return ReplaceFilter(layer, channel, weights[f"{layer}.weight"][channel], bias)


def effect(
    respondent: Respondent,
    subject: Subject,
    before: Sequence[ReplaceFilter] = (),
    trying: Sequence[Operation] = (),
) -> Outcome:
    found = respondent.answer(SurgeryQuestion(tuple(before), tuple(trying)), subject)
    assert isinstance(found, Outcome)
    return found


def accuracy(subject: Subject) -> float:
    """On all validation images, of which there are a thousand."""
    part = subject.dataset.validation
    with torch.no_grad():
        logits = module_of(subject)(torch.from_numpy(subject.scaled(np.asarray(part.images))))
    return float((logits.argmax(1).numpy() == part.labels).mean())


def test_the_numbers_are_those_of_the_network_before_and_after(session: Session) -> None:
    before = session.subject()
    original = filter_of(session, "conv1", 2)
    edited = session.edit_weights([Mute("conv1", 2), Invert("conv2", 1)])
    other = edited.before[1]
    found = effect(Respondent(), session.subject(), [original, other])
    assert len(found.before.labels) == 1_000 == len(before.dataset.validation.labels)
    assert found.before.accuracy == accuracy(before)
    assert found.after.accuracy == accuracy(session.subject())
    assert found.before.accuracy > 0.6
    session.edit_weights(edited.undo)


def test_what_is_only_tried_comes_upon_the_edits(session: Session) -> None:
    first = session.edit_weights([Mute("conv1", 0)])
    tried = effect(Respondent(), session.subject(), first.before, [Mute("conv1", 3)])
    second = session.edit_weights([Mute("conv1", 3)])
    done = effect(Respondent(), session.subject(), (*first.before, *second.before))
    np.testing.assert_array_equal(tried.before.confidence, done.before.confidence)
    np.testing.assert_array_equal(tried.after.confidence, done.after.confidence)
    session.edit_weights((*second.undo, *first.undo))


def test_the_network_without_edits_is_evaluated_once(session: Session) -> None:
    respondent = Respondent()
    first = session.edit_weights([Mute("conv1", 0)])
    one = effect(respondent, session.subject(), first.before)
    second = session.edit_weights([Mute("conv1", 1)])
    both = effect(respondent, session.subject(), (*first.before, *second.before))
    assert both.before is one.before
    session.edit_weights((*second.undo, *first.undo))


def test_after_training_it_is_evaluated_anew(session: Session) -> None:
    respondent = Respondent()
    one = effect(respondent, session.subject())
    session.begin(Recipe(dataset="mnist", epochs=1, batch_size=200))
    session.advance()
    session.stop()
    assert effect(respondent, session.subject()).before is not one.before


def test_a_filter_that_is_gone_does_not_count(session: Session) -> None:
    edited = session.edit_weights([Mute("conv1", 0)])
    network = lenet5()
    session.set_network(SetFields("conv1", {"kernel_size": 3, "padding": 1}).apply(network))
    found = effect(Respondent(), session.subject(), edited.before)
    assert found.accuracy_change == 0
    session.set_network(network)
    session.edit_weights(edited.undo)


def test_it_can_be_called_off(session: Session) -> None:
    def report(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        Respondent().answer(SurgeryQuestion(()), session.subject(), report)
    assert effect(Respondent(), session.subject()).accuracy_change == 0
