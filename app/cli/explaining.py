"""`explain`: which pixels of an image a decision rests on."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
import torch

from app.atomic_file import atomic_file
from app.cli.explain_options import settings_named
from app.cli.printing import CommandError, cannot_write, print_json
from app.cli.progress_bar import shown_progress
from app.data.catalogue import load
from app.data.changing import changed
from app.data.dataset import Dataset, Images
from app.data.image_file import read_image
from app.data.preprocessing import fit_images
from app.files.project import Project
from app.inspection.attribution import attribute
from app.inspection.attribution_methods import Attribution, method_named
from app.inspection.heat_picture import heat_picture
from app.inspection.target_score import class_target, input_shape
from app.preprocessing_in_use import PreprocessingInUse
from app.training.module import NetworkModule, build_module


def explain(project: Project, options: argparse.Namespace) -> int:
    """Write the picture that the options ask for, and say how to read it. Raises CommandError."""
    try:
        found = _explained(project, options)
    except ValueError as error:  # DataError and UntrainableError are such
        raise CommandError(str(error)) from error
    except OSError as error:
        raise cannot_write(options.output, error) from error
    if options.format == "json":
        print_json(found)
    else:
        print("\n".join(str(found[key]) for key in ("answer", "reading", "remark") if found[key]))
        print(f"Wrote {options.output}")
    return 0


def _explained(project: Project, options: argparse.Namespace) -> dict[str, object]:
    settings = settings_named(options)
    if options.output.suffix.lower() != ".png":
        raise ValueError("the picture's file must end in .png")
    recipe = project.recipe
    module = _module(project)
    dataset = changed(load(recipe.dataset, difficulty=recipe.difficulty), recipe.changes)
    shape = input_shape(module)
    image = _image(options.image, options.number, dataset, shape)
    preprocessing = PreprocessingInUse()
    preprocessing.ask(recipe)
    fitted = preprocessing.fitted(dataset, shape, learned=False)
    scaled = fitted.apply(image[np.newaxis])[0]
    label, probability = _label(module, scaled, dataset, options.label)
    target = class_target(module, label)
    with shown_progress(method_named(options.method).title) as report:
        attribution = attribute(module, scaled, target, options.method, settings, report=report)
    with atomic_file(options.output) as file:
        file.write(heat_picture(attribution, image))
    name = dataset.classes[label]
    return {
        "output": str(options.output),
        "method": attribution.method.name,
        "class": name,
        "probability": probability,
        "answer": f"{attribution.method.title} for {name}, which has {probability:.1%}.",
        "reading": attribution.method.reading,
        "remark": _remark(attribution),
        "layer": attribution.layer,
        "score": attribution.score,
        "lowest": float(attribution.picture.min()),
        "highest": float(attribution.picture.max()),
    }


def _remark(attribution: Attribution) -> str:
    layer = f"Seen from {attribution.layer}." if attribution.layer else ""
    complete = attribution.completeness.text if attribution.completeness else ""
    return " ".join(each for each in (layer, complete, attribution.remark) if each)


def _module(project: Project) -> NetworkModule:
    """The network with its weights, or with random ones, which is said."""
    module = build_module(project.network, seed=project.recipe.seed).eval()
    state = module.state_dict()
    for key, array in (project.weights or {}).items():
        if key in state and state[key].shape == array.shape:
            state[key].copy_(torch.from_numpy(array))
    if not project.weights:
        print("convas: the weights are random: the network was never trained", file=sys.stderr)
    return module


def _image(path: Path | None, number: int, dataset: Dataset, shape: tuple[int, int, int]) -> Images:
    """The picture in the file, or else that test image, as C×H×W for the Input."""
    if path is not None:
        return read_image(path, shape)
    if not 0 <= number < len(dataset.test):
        raise ValueError(
            f"{dataset.title} has the test images 0 to {len(dataset.test) - 1}, not {number}"
        )
    fitted: Images = fit_images(dataset.test.images[number : number + 1], shape)[0]
    return fitted


def _label(
    module: NetworkModule, scaled: np.ndarray, dataset: Dataset, wanted: str | None
) -> tuple[int, float]:
    """The class of that name, or the likeliest one, with its probability."""
    class_target(module, 0)  # refuses a network without logits in words
    with torch.no_grad():
        logits = module(torch.from_numpy(scaled[np.newaxis]))
    if logits.dim() != 2 or logits.shape[1] != len(dataset.classes):
        raise ValueError(
            f"the network must end in {len(dataset.classes)} values, one for each class of "
            f"{dataset.title}"
        )
    probabilities = logits.softmax(dim=1)[0]
    if wanted is None:
        label = int(probabilities.argmax())
    elif wanted in dataset.classes:
        label = dataset.classes.index(wanted)
    else:
        raise ValueError(
            f"{dataset.title} has no class {wanted!r}; it has {', '.join(dataset.classes)}"
        )
    return label, float(probabilities[label])
