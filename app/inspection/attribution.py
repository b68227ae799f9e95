"""Which pixels an answer rests on, by Captum's implementations of the published methods."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from app.data.progress import Report, no_report
from app.inspection.attribution_methods import (
    Attribution,
    AttributionSettings,
    Completeness,
    MethodName,
    method_named,
)
from app.inspection.target import Target
from app.inspection.target_score import (
    TargetScore,
    as_batch,
    batch_size_for,
    check_finite,
    input_shape,
    looking,
)
from app.language import tr
from app.network.analysis import analyse
from app.network.layers.activation import ReLU
from app.training.module import NetworkModule


def attribute(
    module: NetworkModule,
    image: NDArray[np.float32],
    target: Target,
    method: MethodName,
    settings: AttributionSettings | None = None,
    *,
    empty: NDArray[np.float32] | None = None,
    report: Report = no_report,
) -> Attribution:
    """What `method` finds for `target` (see `class_target`) in a preprocessed image C×H×W.

    `empty` is what integrated gradients begins with and what occlusion covers with, C×H×W; without
    it zeros, which after the usual preprocessing are the average image. The module is left as it
    was, and must not be trained meanwhile. Captum is imported with the first call, which takes a
    second. Raises ValueError, with words, for a unit, image or layer that does not fit; whatever
    `report` raises.
    """
    settings = settings or AttributionSettings()
    batch = as_batch(module, image)
    nothing = torch.zeros_like(batch) if empty is None else as_batch(module, empty)
    takes_layer = method_named(method).takes_layer
    layer = _cam_layer(module, target, settings.layer) if takes_layer else ""
    completeness = None
    with looking(module):
        score = TargetScore(module, target)
        with torch.no_grad():
            answer = float(score(batch))
        if method == "integrated-gradients":
            values, completeness = _integrated(module, target, batch, nothing, settings, report)
        elif method == "occlusion":
            values = _occlusion(module, target, batch, nothing, settings, report)
        elif method == "grad-cam":
            values = _grad_cam(score, module.get_submodule(layer), batch)
        else:
            values = _by_gradient(method)(score, batch.requires_grad_())
    array = np.array(values.detach().cpu().numpy(), np.float32, order="C")
    check_finite(array)
    remark = _remark(module, target, method)
    return Attribution(method_named(method), target, array, answer, layer, completeness, remark)


def _remark(module: NetworkModule, target: Target, method: MethodName) -> str:
    if method not in ("guided-backprop", "deconvnet"):
        return ""
    layers = (target.layer, *module.network.upstream(target.layer))
    if any(isinstance(module.network.layers[name], ReLU) for name in layers):
        return ""
    return tr("No ReLU leads to {layer}, so this is the plain gradient.", layer=target.layer)


def _captum() -> Any:
    import captum.attr

    # Captum warns of the hooks that it sets and removes; this is done by every call, since
    # whoever restores the filters of warnings would bring it back.
    warnings.filterwarnings("ignore", message="Setting (forward, )?backward hooks", module="captum")
    return captum.attr


def _by_gradient(method: MethodName) -> Callable[[TargetScore, Tensor], Tensor]:
    return {
        "saliency": _saliency,
        "input-x-gradient": _input_x_gradient,
        "guided-backprop": guided_backprop,
        "deconvnet": deconvnet,
    }[method]


def _saliency(score: TargetScore, batch: Tensor) -> Tensor:
    found: Tensor = _captum().Saliency(score).attribute(batch, target=0, abs=True)
    return found[0]


def _input_x_gradient(score: TargetScore, batch: Tensor) -> Tensor:
    found: Tensor = _captum().InputXGradient(score).attribute(batch, target=0)
    return found[0]


def guided_backprop(score: TargetScore, batch: Tensor) -> Tensor:
    """The gradient of a unit (C×H×W) with each ReLU letting only positive gradients through."""
    with _own_inputs_of_relus(score):
        found: Tensor = _captum().GuidedBackprop(score).attribute(batch, target=0)
    return found[0]


def deconvnet(score: TargetScore, batch: Tensor) -> Tensor:
    """The same (C×H×W) where each ReLU works on the gradient instead of on its input."""
    with _own_inputs_of_relus(score):
        found: Tensor = _captum().Deconvolution(score).attribute(batch, target=0)
    return found[0]


@contextmanager
def _own_inputs_of_relus(score: TargetScore) -> Iterator[None]:
    """Let each ReLU work on a copy of its input.

    Captum replaces the gradient of a ReLU's input. Where a shortcut takes the same maps, theirs
    would be replaced along with it.
    """
    hooks = [
        child.register_forward_pre_hook(lambda _child, inputs: (inputs[0].clone(),))
        for child in score.modules()
        if isinstance(child, nn.ReLU)
    ]
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()


def _integrated(
    module: NetworkModule,
    target: Target,
    batch: Tensor,
    nothing: Tensor,
    settings: AttributionSettings,
    report: Report,
) -> tuple[Tensor, Completeness]:
    score = TargetScore(module, target, report, settings.steps + 2)
    found: Tensor = (
        _captum()
        .IntegratedGradients(score)
        .attribute(
            batch,
            baselines=nothing,
            target=0,
            n_steps=settings.steps,
            internal_batch_size=batch_size_for(module),
        )
    )
    with torch.no_grad():
        difference = float(score(batch) - score(nothing))
    return found[0], Completeness(float(found.double().sum()), difference)


def _occlusion(
    module: NetworkModule,
    target: Target,
    batch: Tensor,
    nothing: Tensor,
    settings: AttributionSettings,
    report: Report,
) -> Tensor:
    channels, *size = input_shape(module)
    window = [min(settings.window, pixels) for pixels in size]
    stride = [min(settings.stride, pixels) for pixels in window]
    places = math.prod(
        math.ceil((pixels - side) / step) + 1
        for pixels, side, step in zip(size, window, stride, strict=True)
    )
    score = TargetScore(module, target, report, places + 1)
    with torch.no_grad():
        found: Tensor = (
            _captum()
            .Occlusion(score)
            .attribute(
                batch,
                sliding_window_shapes=(channels, *window),
                strides=(channels, *stride),
                baselines=nothing,
                target=0,
                perturbations_per_eval=batch_size_for(module),
            )
        )
    # The window covers all channels, so they are all alike.
    return found[0, 0]


def _grad_cam(score: TargetScore, layer: nn.Module, batch: Tensor) -> Tensor:
    captum = _captum()
    found: Tensor = captum.LayerGradCam(score, layer).attribute(
        batch.requires_grad_(), target=0, relu_attributions=True
    )
    height, width = batch.shape[2:]
    if found.dim() == 4:
        return _upsampled(found, (height, width), "bilinear")[0, 0]
    # A signal has the pixels of the Input one behind the other, row by row.
    return _upsampled(found, (height * width,), "linear")[0, 0].reshape(height, width)


def _upsampled(found: Tensor, size: tuple[int, ...], mode: str) -> Tensor:
    values: Tensor = _captum().LayerAttribution.interpolate(found, size, interpolate_mode=mode)
    return values


def cam_layers(module: NetworkModule, target: Target) -> tuple[str, ...]:
    """The layers that Grad-CAM can look from for a unit, the nearest to it first.

    They are those that lead to it and give maps or signals of more than one position, for one
    alone says nothing about where; the Input is none of them.
    """
    network = module.network
    shapes = analyse(network).outputs
    working = dict(module.named_children())
    return tuple(
        name
        for name in network.upstream(target.layer)
        if name not in network.inputs
        and name in working
        and math.prod((shapes[name] or ())[1:]) > 1
    )


def _cam_layer(module: NetworkModule, target: Target, wanted: str) -> str:
    """The layer asked for, or else the last convolution or merge of branches, or else any."""
    possible = cam_layers(module, target)
    if wanted:
        if wanted not in possible:
            raise ValueError(
                tr(
                    "Grad-CAM cannot look from {wanted}: choose a layer with feature "
                    "maps that leads to {layer}.",
                    wanted=wanted,
                    layer=target.layer,
                )
            )
        return wanted
    layers = module.network.layers
    usual = [name for name in possible if layers[name].family in ("convolution", "merge")]
    for name in (*usual, *possible):
        return name
    raise ValueError(
        tr(
            "Grad-CAM needs a layer with feature maps before {layer}; this network has none.",
            layer=target.layer,
        )
    )
