"""Answers to long questions about a network, from a copy of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import torch

from app.data.preprocessing import fit_images
from app.data.progress import Report, no_report
from app.inspection.ascent import AscentImage
from app.inspection.backward import look_backward
from app.inspection.edit_effect import EditEffect
from app.inspection.evaluation import Evaluation
from app.inspection.evaluator import Evaluator
from app.inspection.explaining import (
    channel_patches,
    compared,
    explanation,
    found_patches,
    growing_images,
    likeliest,
    probe_batch,
)
from app.inspection.explanations import ChannelPatches, Explanation, FoundPatches
from app.inspection.gradient_results import Backward, OneStep
from app.inspection.invariance import InvarianceCurve
from app.inspection.invariance_answers import growing_curves
from app.inspection.lens_results import Unit
from app.inspection.microscope import one_step
from app.inspection.other_network import OtherNetworks
from app.inspection.own_threads import take_threads
from app.inspection.provenance import Place, Provenance, trace
from app.inspection.questions import (
    AccuracyQuestion,
    AscentQuestion,
    AttributionQuestion,
    BackwardQuestion,
    Beside,
    ChannelQuestion,
    InvarianceQuestion,
    PatchesQuestion,
    Question,
    StepQuestion,
    SurgeryQuestion,
    TraceQuestion,
)
from app.inspection.subject import Subject
from app.inspection.surgery import Outcome
from app.inspection.target_score import check_finite, class_target
from app.language import tr
from app.network.analysis import analyse
from app.training.module import NetworkModule, build_module

Answer = (
    Explanation
    | FoundPatches
    | ChannelPatches
    | AscentImage
    | Backward
    | OneStep
    | Provenance
    | tuple[InvarianceCurve, ...]
    | Outcome
    | Evaluation
)
SMALL = 50_000_000
"""Multiplications for one image; below, torch is given one thread for the answers. On cores that
are busy with training its threads would wait for each other, a hundred times as long as they work.
"""


class Respondent:
    """Answers one question after the other; belongs to one thread."""

    def __init__(self) -> None:
        self._threads = torch.get_num_threads()
        self.forget()

    def forget(self) -> None:
        """Keep no copy of any network: one of VGG-16 takes 550 MB."""
        self._subject: Subject | None = None
        self._module: NetworkModule | None = None
        self._effect = EditEffect(module_of)
        self._others = OtherNetworks()
        self._beside: tuple[object, NetworkModule] | None = None

    def answer(self, question: Question, subject: Subject, report: Report = no_report) -> Answer:
        """The answer in its last form; see `answers`."""
        *_, last = self.answers(question, subject, report)
        return last

    def answers(
        self, question: Question, subject: Subject, report: Report = no_report
    ) -> Iterator[Answer]:
        """The answer, or several where it grows or comes in parts; closing ends the work.

        Raises ValueError, with words, where there is none, or what `report` raises. Times are
        those of one computation: while a network trains beside, they double.
        """
        module = self._module_of(subject)
        match question:
            case AscentQuestion():
                yield from growing_images(question, subject, module, report)
            case AttributionQuestion(beside=Beside() as beside):
                other = partial(self._other, beside, subject, module)
                yield compared(question, subject, module, other, report)
            case AttributionQuestion():
                yield explanation(question, subject, module, report)
            case PatchesQuestion():
                yield found_patches(question, subject, module, report)
            case ChannelQuestion():
                yield channel_patches(question, subject, module, report)
            case BackwardQuestion():
                yield _backward(question, subject, module)
            case StepQuestion():
                yield _step(question, subject, module)
            case TraceQuestion():
                yield _trace(question, subject, module)
            case InvarianceQuestion(run=Path() as run):
                other_subject = self._others.of(run, subject)
                other_module = self._module_beside(other_subject)
                yield from growing_curves(question, other_subject, other_module, report)
            case InvarianceQuestion():
                yield from growing_curves(question, subject, module, report)
            case SurgeryQuestion():
                yield self._effect.outcome(question, subject, report)
            case AccuracyQuestion():
                yield _evaluation(question, subject, module, report)

    def _other(
        self, beside: Beside, subject: Subject, module: NetworkModule
    ) -> tuple[Subject, NetworkModule]:
        """Another image with the same network, or another network with the same image."""
        if beside.run is not None:
            found = self._others.of(beside.run, subject)
            return found, self._module_beside(found)
        assert beside.image is not None
        image = fit_images(beside.image[None], subject.shape)[0]
        return replace(subject, probe=image), module

    def _module_beside(self, subject: Subject) -> NetworkModule:
        """The other network's, made once for all questions about it."""
        if self._beside is None or self._beside[0] is not subject.weights:
            self._beside = None  # it makes room first
            try:
                module = module_of(subject)
            except RuntimeError as error:
                raise ValueError(tr("The weights that it kept do not fit its network.")) from error
            self._beside = subject.weights, module
        return self._beside[1]

    def _module_of(self, subject: Subject) -> NetworkModule:
        """The network of a subject, made once for all that share network and weights."""
        known, self._subject = self._subject, subject
        same = (
            known is not None
            and known.weights is subject.weights
            and known.network is subject.network
        )
        if self._module is None or not same:
            self._module = None  # it makes room first
            self._module = module_of(subject)
            small = analyse(subject.network).macs < SMALL
            take_threads(1 if small else self._threads, others=self._threads)
        return self._module


def module_of(subject: Subject) -> NetworkModule:
    """A module with the weights of the subject, which it shares, set not to train."""
    module = build_module(subject.network, seed=0)
    state = {name: torch.from_numpy(array) for name, array in subject.weights.items()}
    module.load_state_dict(state, assign=True)
    return module.eval()


def _evaluation(
    question: AccuracyQuestion, subject: Subject, module: NetworkModule, report: Report
) -> Evaluation:
    evaluator = Evaluator(module, subject.dataset, question.part, subject.scaled)
    while not evaluator.advance():
        report(evaluator.done, evaluator.total)
    return evaluator.result()


def _backward(question: BackwardQuestion, subject: Subject, module: NetworkModule) -> Backward:
    image = probe_batch(subject)
    label = likeliest(module, image) if question.label is None else question.label
    return look_backward(module, image, question.layers, label, question.recipe)


def _step(question: StepQuestion, subject: Subject, module: NetworkModule) -> OneStep:
    label = np.array([question.label])
    return one_step(module, probe_batch(subject), label, question.recipe, question.weight)


def _trace(question: TraceQuestion, subject: Subject, module: NetworkModule) -> Provenance:
    image, start = probe_batch(subject), question.start
    if start is None:
        target = class_target(module, likeliest(module, image))
        start = Place(target.layer, Unit(target.channel))
    if start.layer not in module.network.layers:
        raise ValueError(tr("The network has no layer {layer}.", layer=start.layer))
    wanted = {start.layer, *module.network.upstream(start.layer)}
    with torch.no_grad():
        outputs = module.outputs(torch.from_numpy(image), wanted)
    maps = {name: output[0].numpy() for name, output in outputs.items()}
    for values in maps.values():
        check_finite(values)
    return trace(module.network, maps, subject.weights, start)
