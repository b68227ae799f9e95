"""The backward lens: what a change anywhere in the network would do to one class."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from app.inspection.gradient_results import Backward
from app.language import tr
from app.network.analysis import why_no_scores
from app.training.losses import mean_loss
from app.training.module import NetworkModule
from app.training.own_layers import MinPool2d
from app.training.recipe import Recipe


def look_backward(
    module: NetworkModule,
    image: NDArray[np.float32] | Tensor,
    wanted: Collection[str],
    chosen: int,
    recipe: Recipe | None = None,
) -> Backward:
    """The gradient of the logit of class `chosen` at the output of each wanted layer.

    With a `recipe` it is that of its loss, if `chosen` were the right class. `image` is float32
    1×C×H×W as the network takes it. Dropout and batch normalisation behave as when testing; the
    module, its gradients and its mode are left as they are. Layers that the score does not depend
    on, or that do not work, are passed over. Raises ValueError, with words, where the network
    gives no such class.
    """
    was_training = module.training
    module.eval()
    try:
        with torch.enable_grad():
            return _backward(module, image, wanted, chosen, recipe)
    finally:
        module.train(was_training)


def _backward(
    module: NetworkModule,
    image: NDArray[np.float32] | Tensor,
    wanted: Collection[str],
    chosen: int,
    recipe: Recipe | None,
) -> Backward:
    logits_name = module.logits
    if logits_name is None:
        raise ValueError(why_no_scores(module.network))
    pools = {name: pool for name in wanted if (pool := _switching(module, name))}
    sources = {name: module.network.sources_of[name][0] for name in pools}
    weight = next(module.parameters(), None)
    images = torch.as_tensor(image, dtype=torch.float32 if weight is None else weight.dtype)
    images = images.detach().to("cpu" if weight is None else weight.device).requires_grad_()
    outputs = module.outputs(images, {*wanted, *sources.values(), logits_name})
    if outputs[logits_name].dim() != 2:
        raise ValueError(why_no_scores(module.network))
    score = _score(outputs[logits_name], chosen, recipe)
    names = [name for name in wanted if name in outputs]
    wanted_outputs = [outputs[name] for name in names]
    # Torch takes no empty list.
    found = torch.autograd.grad(score, wanted_outputs, allow_unused=True) if names else ()
    gradients = zip(names, found, strict=True)
    return Backward(
        score=float(score.detach()),
        gradients={name: _array(g[0]) for name, g in gradients if g is not None},
        switches={
            name: _winners(pool, outputs[sources[name]].detach()) for name, pool in pools.items()
        },
    )


def _score(logits: Tensor, chosen: int, recipe: Recipe | None) -> Tensor:
    if not 0 <= chosen < logits.shape[1]:
        raise ValueError(
            tr(
                "There is no class {chosen}: the network ends in {classes} classes.",
                chosen=chosen,
                classes=logits.shape[1],
            )
        )
    if recipe is None:
        return logits[0, chosen]
    return mean_loss(recipe, logits, torch.tensor([chosen], device=logits.device))


_Pool = nn.MaxPool2d | nn.MaxPool1d | nn.AdaptiveMaxPool2d


def _switching(module: NetworkModule, name: str) -> _Pool | None:
    child = module._modules.get(name)
    return child if isinstance(child, _Pool) else None


def _winners(pool: _Pool, maps: Tensor) -> NDArray[np.int64]:
    """Where the winners lie in each channel of the input."""
    functional = nn.functional
    if isinstance(pool, nn.AdaptiveMaxPool2d):
        _, found = functional.adaptive_max_pool2d_with_indices(maps, pool.output_size)
        return _indices(found)
    settings: Any = (pool.kernel_size, pool.stride, pool.padding, pool.dilation, pool.ceil_mode)
    if isinstance(pool, nn.MaxPool1d):
        _, found = functional.max_pool1d_with_indices(maps, *settings)
        return _indices(found)
    signed = -maps if isinstance(pool, MinPool2d) else maps
    _, found = functional.max_pool2d_with_indices(signed, *settings)
    return _indices(found)


def _indices(found: Tensor) -> NDArray[np.int64]:
    return np.array(found[0].cpu().numpy(), np.int64)


def _array(tensor: Tensor) -> NDArray[np.float32]:
    return np.array(tensor.detach().cpu().numpy(), np.float32, order="C")
