"""Answers to long questions about a network, from a copy of it."""

from __future__ import annotations

import torch

from app.data.progress import Report, no_report
from app.inspection.attribution import attribute
from app.inspection.attribution_methods import Attribution
from app.inspection.questions import AttributionQuestion, Question
from app.inspection.subject import Subject
from app.inspection.unit_score import class_unit
from app.training.module import NetworkModule, build_module

Answer = Attribution


class Respondent:
    """Answers one question after the other; belongs to one thread."""

    def __init__(self) -> None:
        self._subject: Subject | None = None
        self._module: NetworkModule | None = None

    def answer(self, question: Question, subject: Subject, report: Report = no_report) -> Answer:
        """The answer; raises ValueError, with words, where there is none, or what `report` raises.

        Times are those of one computation: while a network trains beside, they double.
        """
        return _attribution(question, subject, self._module_of(subject), report)

    def _module_of(self, subject: Subject) -> NetworkModule:
        """The network of a subject, made once."""
        if self._module is None or self._subject is not subject:
            self._subject, self._module = subject, module_of(subject)
        return self._module


def module_of(subject: Subject) -> NetworkModule:
    """A module of its own with the weights of the subject, set not to train."""
    module = build_module(subject.network, seed=0)
    state = {name: torch.from_numpy(array) for name, array in subject.weights.items()}
    module.load_state_dict(state)
    return module.eval()


def _attribution(
    question: AttributionQuestion, subject: Subject, module: NetworkModule, report: Report
) -> Attribution:
    if subject.probe is None:
        raise ValueError("There is no image to look at. Choose one in the Data panel.")
    image = subject.scaled(subject.probe[None])
    label = question.label
    if label is None:
        with torch.no_grad():
            label = int(module(torch.from_numpy(image)).argmax())
    return attribute(
        module,
        image[0],
        class_unit(module, label),
        question.method,
        question.settings,
        report=report,
    )
