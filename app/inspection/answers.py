"""Answers to long questions about a network, from a copy of it."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray

from app.data.progress import Report, no_report
from app.inspection.attribution import attribute
from app.inspection.attribution_methods import Attribution
from app.inspection.backward import look_backward
from app.inspection.gradient_results import Backward, OneStep
from app.inspection.lens_results import Unit
from app.inspection.microscope import one_step
from app.inspection.provenance import Place, Provenance, trace
from app.inspection.questions import (
    AttributionQuestion,
    BackwardQuestion,
    Question,
    StepQuestion,
    TraceQuestion,
)
from app.inspection.subject import Subject
from app.inspection.unit_score import class_unit
from app.training.module import NetworkModule, build_module

Answer = Attribution | Backward | OneStep | Provenance


class Respondent:
    """Answers one question after the other; belongs to one thread."""

    def __init__(self) -> None:
        self._subject: Subject | None = None
        self._module: NetworkModule | None = None

    def answer(self, question: Question, subject: Subject, report: Report = no_report) -> Answer:
        """The answer; raises ValueError, with words, where there is none, or what `report` raises.

        Times are those of one computation: while a network trains beside, they double.
        """
        module = self._module_of(subject)
        match question:
            case AttributionQuestion():
                return _attribution(question, subject, module, report)
            case BackwardQuestion():
                return _backward(question, subject, module)
            case StepQuestion():
                return _step(question, subject, module)
            case TraceQuestion():
                return _trace(question, subject, module)

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


def _image(subject: Subject) -> NDArray[np.float32]:
    """The probe as a batch of one."""
    if subject.probe is None:
        raise ValueError("There is no image to look at. Choose one in the Data panel.")
    return subject.scaled(subject.probe[None])


def _label(module: NetworkModule, image: NDArray[np.float32], label: int | None) -> int:
    """The class that was asked about, or the likeliest."""
    if label is not None:
        return label
    with torch.no_grad():
        return int(module(torch.from_numpy(image)).argmax())


def _attribution(
    question: AttributionQuestion, subject: Subject, module: NetworkModule, report: Report
) -> Attribution:
    image = _image(subject)
    return attribute(
        module,
        image[0],
        class_unit(module, _label(module, image, question.label)),
        question.method,
        question.settings,
        report=report,
    )


def _backward(question: BackwardQuestion, subject: Subject, module: NetworkModule) -> Backward:
    image = _image(subject)
    label = _label(module, image, question.label)
    return look_backward(module, image, question.layers, label, question.recipe)


def _step(question: StepQuestion, subject: Subject, module: NetworkModule) -> OneStep:
    label = np.array([question.label])
    return one_step(module, _image(subject), label, question.recipe, question.weight)


def _trace(question: TraceQuestion, subject: Subject, module: NetworkModule) -> Provenance:
    image, start = _image(subject), question.start
    if start is None:
        unit = class_unit(module, _label(module, image, None))
        start = Place(unit.layer, Unit(unit.channel))
    if start.layer not in module.network.layers:
        raise ValueError(f"The network has no layer {start.layer}.")
    wanted = {start.layer, *module.network.upstream(start.layer)}
    with torch.no_grad():
        outputs = module.outputs(torch.from_numpy(image), wanted)
    maps = {name: output[0].numpy() for name, output in outputs.items()}
    return trace(module.network, maps, subject.weights, start)
