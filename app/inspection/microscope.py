"""The backprop microscope: one step of learning on a few images, in numbers, and checked.

All is computed with a copy of the network in float64, so that a difference of two losses says
something. Dropout and batch normalisation behave as when testing: else the loss after the step
could not be set beside the one before.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from app.inspection.formulas import Values, factor, joined, number
from app.inspection.gradient_results import DifferenceCheck, OneStep, WeightPlace
from app.language import tr
from app.network.analysis import why_no_scores
from app.training.losses import mean_loss
from app.training.module import NetworkModule
from app.training.optimizer import adjust_gradients, make_optimizer
from app.training.recipe import Recipe

LARGEST_NETWORK = 2**24
"""Parameters that a network may have: copy, gradient and an optimiser's state take 0.6 GB."""
DIFFERENCE = 1e-5
"""How far a weight is moved to either side, for weights up to 1, and else this share of it.
The error of the difference is about h² from the curve of the loss and 1e-16/h from rounding."""
_SMALLEST_GRADIENT = 1e-6
"""Smaller ones are compared as if they were so large: rounding makes up the rest."""


def one_step(
    module: NetworkModule,
    images: NDArray[np.float32],
    labels: NDArray[np.int64],
    recipe: Recipe,
    weight: WeightPlace,
) -> OneStep:
    """One step of the recipe's optimiser on these images, as its first; the module stays as it is.

    `images` are float32 N×C×H×W as the network takes them, `labels` N class numbers. Raises
    ValueError, with words, for a network too large, or without classes or such a weight.
    """
    if sum(each.numel() for each in module.parameters()) > LARGEST_NETWORK:
        raise ValueError(
            tr(
                "The microscope takes networks of up to {largest_network:,} "
                "parameters: choose a smaller one.",
                largest_network=LARGEST_NETWORK,
            )
        )
    lab = copy.deepcopy(module).cpu().double().eval()
    batch = torch.as_tensor(images, dtype=torch.double)
    answers = torch.as_tensor(labels, dtype=torch.long)
    parameters = dict(lab.named_parameters())
    chosen = _chosen(parameters, weight)
    with torch.enable_grad():
        loss, before = _forward(lab, batch, answers, recipe)
        lab.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
    norms = {
        name: float(each.grad.norm()) for name, each in parameters.items() if each.grad is not None
    }
    gradient, value = _gradient(chosen), _array(chosen)
    check = _checked(lab, batch, answers, recipe, weight, float(gradient[weight.index]))
    optimizer = make_optimizer(recipe, parameters.values(), torch.device("cpu"))
    adjust_gradients(list(parameters.values()), recipe)
    seen = _gradient(chosen)
    optimizer.step()
    after = _array(chosen)
    with torch.no_grad():
        loss_after, probabilities = _forward(lab, batch, answers, recipe)
    numbers = (float(array[weight.index]) for array in (value, seen, after))
    return OneStep(
        loss_before=float(loss.detach()),
        loss_after=float(loss_after),
        probabilities_before=before,
        probabilities_after=probabilities,
        weight=weight,
        before=value,
        gradient=gradient,
        seen=seen,
        after=after,
        text=update_text(recipe, *numbers),
        check=check,
        norms=norms,
    )


def _chosen(parameters: Mapping[str, nn.Parameter], weight: WeightPlace) -> nn.Parameter:
    chosen = parameters.get(weight.parameter)
    if chosen is None:
        raise ValueError(
            tr("The network learns nothing that is called {parameter}.", parameter=weight.parameter)
        )
    sizes = tuple(chosen.shape)
    if len(weight.index) != len(sizes) or not all(
        0 <= at < size for at, size in zip(weight.index, sizes, strict=True)
    ):
        shape = "×".join(map(str, sizes))
        raise ValueError(
            tr(
                "{parameter} is {shape}; it has no {index}.",
                parameter=weight.parameter,
                shape=shape,
                index=weight.index,
            )
        )
    return chosen


def _forward(
    module: NetworkModule, images: Tensor, labels: Tensor, recipe: Recipe
) -> tuple[Tensor, Values]:
    """Loss and probabilities."""
    logits = module(images)
    if logits.dim() != 2:
        raise ValueError(why_no_scores(module.network))
    if int(labels.max()) >= logits.shape[1]:
        raise ValueError(
            tr(
                "The network ends in {shape} classes; there is no class {max}.",
                shape=logits.shape[1],
                max=int(labels.max()),
            )
        )
    return mean_loss(recipe, logits, labels), _array(logits.softmax(dim=1))


@torch.no_grad()
def _checked(
    module: NetworkModule,
    images: Tensor,
    labels: Tensor,
    recipe: Recipe,
    weight: WeightPlace,
    gradient: float,
) -> DifferenceCheck:
    chosen = dict(module.named_parameters())[weight.parameter]
    value = float(chosen[weight.index])
    step = DIFFERENCE * max(1.0, abs(value))
    losses = []
    for moved in (value - step, value + step):
        chosen[weight.index] = moved
        losses.append(float(_forward(module, images, labels, recipe)[0]))
    chosen[weight.index] = value
    below, above = losses
    difference = (above - below) / (2 * step)
    largest = max(abs(gradient), abs(difference), _SMALLEST_GRADIENT)
    text = tr(
        "({above:.8f} − {below:.8f})/(2·{step}) = {difference}, by backpropagation {gradient}",
        above=above,
        below=below,
        step=number(step),
        difference=number(difference),
        gradient=number(gradient),
    )
    error = abs(gradient - difference) / largest
    return DifferenceCheck(step, below, above, difference, error, text)


def update_text(recipe: Recipe, before: float, gradient: float, after: float) -> str:
    """The first step of the recipe's optimiser for one weight: "w − η·g = 0.5 − 0.1·2 = 0.3".

    `gradient` is what the optimiser gets, without the weight decay. The rules are those in
    torch's documentation; a first step finds no momentum from steps before.
    """
    rate, decay = recipe.learning_rate, recipe.weight_decay
    g, word = factor(gradient), "g"
    if decay and recipe.optimizer != "adamw":
        pulled = joined([number(gradient), f"{number(decay)}·{factor(before)}"])
        g, word = f"({pulled})", "(g + λ·w)"
    start = number(before)
    match recipe.optimizer:
        case "nesterov" if recipe.momentum > 0:
            word, g = f"(1 + μ)·{word}", f"(1 + {number(recipe.momentum)})·{g}"
        case "adam":
            word, g = f"{word}/(|{word}| + ε)", f"{g}/(|{g}| + 10⁻⁸)"
        case "adamw":
            word, g = "g/(|g| + ε)", f"{g}/(|{g}| + 10⁻⁸)"
            if decay:
                start = f"(1 − {number(rate)}·{number(decay)})·{factor(before)}"
        case "rmsprop":
            share = number(0.01)
            word, g = f"{word}/(√({share}·{word}²) + ε)", f"{g}/(√({share}·{g}²) + 10⁻⁸)"
    first = "(1 − η·λ)·w" if start.startswith("(1") else "w"
    return f"{first} − η·{word} = {start} − {number(rate)}·{g} = {number(after)}"


def _gradient(parameter: nn.Parameter) -> Values:
    """A copy; zeros for a parameter that the loss does not depend on."""
    return _array(torch.zeros_like(parameter) if parameter.grad is None else parameter.grad)


def _array(tensor: Tensor) -> Values:
    return np.array(tensor.detach().cpu().numpy(), np.float64, order="C")
