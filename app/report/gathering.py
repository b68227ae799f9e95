"""Gathers what a report tells of a run; torch is needed for how it reads the test images."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import replace
from importlib import metadata
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from app import __version__
from app.data.catalogue import load, title_of
from app.data.dataset import DataError, Dataset, Images
from app.data.preprocessing import fit_images
from app.data.progress import Report, no_report
from app.inspection.evaluation import Evaluation
from app.inspection.evaluator import Evaluator
from app.language import figures, tr
from app.network.arithmetic import shape_text
from app.network.graph import Network
from app.network.layers.dense import Input
from app.preprocessing_in_use import PreprocessingInUse
from app.report.facts import LearnedFilters, RunFacts
from app.report.state_words import state_words
from app.training.events import EpochDone, Failure, Remark, StepDone, remark_text
from app.training.module import NetworkModule, build_module
from app.training.recipe import Recipe
from app.training.run import Run, RunError, open_run
from app.training.run_list import AtWork, summary_of
from app.training.saved_preprocessing import saved_preprocessing

_PART = "test"
_MODULE = "module/"
_PACKAGES = ("torch", "numpy")
_MOST_CLASSES = 40
"""So many are named."""


def gather(
    folder: Path, report: Report = no_report, *, at_work: AtWork | None = None, state: str = ""
) -> RunFacts:
    """Read a run and classify the test images with the weights that it ended with.

    What a window does with a run that is `at_work` its folder does not tell; `state` is said of it
    in place of all that.

    RunError where the folder holds no run; data or weights that are missing are no error, the
    report then says so. `report` hears of the images that were classified, and may raise Cancelled.
    """
    run = open_run(folder)
    events = run.history()
    recipe = run.recipe_as_changed()
    weights, step, why = _weights(run)
    dataset = None
    try:
        dataset = load(recipe.dataset, difficulty=recipe.difficulty, changes=recipe.changes)
    except DataError as error:
        why = why or tr("The data set cannot be read: {error}", error=error)
    evaluation = None
    if dataset is not None and weights:
        try:
            evaluation = _evaluated(run, recipe, dataset, weights, step, report)
        except (ValueError, RuntimeError, RunError) as error:  # of torch, where weights do not fit
            why = tr(
                "The test images cannot be classified: {error}", error=str(error).splitlines()[0]
            )
    summary = summary_of(folder)
    return RunFacts(
        summary=summary,
        state=state or state_words(summary, events, at_work),
        network=run.network,
        recipe=recipe,
        epochs=tuple(event for event in events if isinstance(event, EpochDone)),
        steps=tuple(event for event in events if isinstance(event, StepDone)),
        remarks=tuple(
            event.reason if isinstance(event, Failure) else remark_text(event)
            for event in events
            if isinstance(event, Remark | Failure)
        ),
        data=_data_words(recipe, dataset),
        evaluation=evaluation,
        why_not_evaluated=why if evaluation is None else "",
        weights_step=step,
        filters=_first_filters(run.network, weights),
        versions=_versions(),
        training_images=len(dataset.train) if dataset else 0,
        validation_images=len(dataset.validation) if dataset else 0,
    )


def _weights(run: Run) -> tuple[Mapping[str, np.ndarray], int | None, str]:
    """Those that it ended with, the step they are of, and why there are none."""
    if not run.has_checkpoint:
        why = tr("The run has kept no weights: its first checkpoint was never reached.")
        return {}, None, why
    try:
        checkpoint = run.load_checkpoint(only=(_MODULE,))
    except RunError as error:
        return {}, None, tr("The weights cannot be read: {error}", error=error)
    named = {name.removeprefix(_MODULE): array for name, array in checkpoint.tensors.items()}
    return named, checkpoint.standing.step, ""


def _evaluated(
    run: Run,
    recipe: Recipe,
    dataset: Dataset,
    weights: Mapping[str, np.ndarray],
    step: int | None,
    report: Report,
) -> Evaluation:
    module = _module(run.network, recipe, weights)
    image = run.network.layers[run.network.inputs[0]]
    assert isinstance(image, Input)
    shape = (image.channels, image.height, image.width)
    preprocessing = saved_preprocessing(run)
    if preprocessing is None:
        asked = PreprocessingInUse()
        asked.ask(recipe)
        preprocessing = asked.fitted(dataset, shape, learned=False)
    fitted = preprocessing

    def scaled(images: Images) -> NDArray[np.float32]:
        return fitted.apply(fit_images(images, shape))

    evaluator = Evaluator(module, dataset, _PART, scaled, tr("step {step:,}", step=step))
    over = False
    while not over:
        report(evaluator.done, evaluator.total)
        over = evaluator.advance()
    return replace(evaluator.result(), images=None)


def _module(network: Network, recipe: Recipe, weights: Mapping[str, np.ndarray]) -> NetworkModule:
    module = build_module(network, seed=recipe.seed).eval()
    module.load_state_dict({name: torch.from_numpy(array) for name, array in weights.items()})
    return module


def _first_filters(network: Network, weights: Mapping[str, np.ndarray]) -> LearnedFilters | None:
    for name in network.order:
        if network.layers[name].kind == "Conv2d" and f"{name}.weight" in weights:
            return LearnedFilters(name, np.asarray(weights[f"{name}.weight"], np.float32))
    return None


def _data_words(recipe: Recipe, dataset: Dataset | None) -> tuple[tuple[str, str], ...]:
    if dataset is None:
        return ((tr("name"), title_of(recipe.dataset)),)
    info = dataset.info
    images = tr(
        "{train:,} to learn from, {validation:,} to watch, {test:,} to judge by",
        train=info.train,
        validation=info.validation,
        test=info.test,
    )
    more = " …" if len(info.classes) > _MOST_CLASSES else ""
    number = figures(f"{len(info.classes):,}")
    classes = f"{number}: {', '.join(info.classes[:_MOST_CLASSES])}{more}"
    return (
        (tr("name"), info.title),
        (tr("images"), images),
        (tr("shape"), shape_text(info.image_shape)),
        (tr("classes"), classes),
        (tr("source"), info.source),
        (tr("licence"), info.licence),
    )


def _versions() -> tuple[tuple[str, str], ...]:
    """Of the program that writes the report; the run may be of an earlier one."""
    packages = [(name, metadata.version(name)) for name in _PACKAGES]
    return (
        ("Convas", __version__),
        ("Python", platform.python_version()),
        *packages,
        (tr("system"), platform.platform()),
    )
