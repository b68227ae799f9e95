"""Models of torchvision as networks, without weights and without the memory for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import nn
from torch.overrides import TorchFunctionMode

from app.files.import_errors import ModuleImportError
from app.files.import_module import Imported, network_from_module
from app.files.torchvision_names import TORCHVISION_MODELS
from app.language import tr
from app.network.arithmetic import Shape
from app.torchvision_import import torchvision_part

_WITH_SECOND_HEAD = frozenset({"googlenet", "inception_v3"})
"""These train with further heads, which are left out, and would take long to initialise."""


def network_from_torchvision(name: str, input_shape: Shape | None = None) -> Imported:
    """The model of that name for images of `input_shape`, 3×224×224 as a rule, without weights.

    Raises ModuleImportError for a name that is not known and for a model that does not fit.
    """
    sides = {model.name: model.side for model in TORCHVISION_MODELS}
    with without_memory():
        module = torchvision_model(name)
    side = sides.get(name, 224)
    return network_from_module(module, input_shape or (3, side, side), name)


def torchvision_model(name: str) -> nn.Module:
    """A classification model of torchvision by name, with random weights, in eval mode."""
    try:
        models = torchvision_part("models")
    except ImportError as error:
        raise ModuleImportError(tr("torchvision is not installed")) from error
    if name not in models.list_models(module=models):
        known = ", ".join(model.name for model in TORCHVISION_MODELS)
        raise ModuleImportError(
            tr("torchvision has no model {name!r}; there are {known}", name=name, known=known)
        )
    second_head = {"aux_logits": False, "init_weights": False}
    options = second_head if name in _WITH_SECOND_HEAD else {}
    module: nn.Module = models.get_model(name, weights=None, **options)
    return module.eval()


class without_memory(TorchFunctionMode):  # noqa: N801
    """A block in which weights are made on the meta device; models can still compute sizes."""

    def __torch_function__(
        self,
        func: Callable[..., Any],
        types: Any,
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> Any:
        kwargs = dict(kwargs or {})
        if func in (torch.empty, torch.zeros, torch.ones) and kwargs.get("device") is None:
            kwargs["device"] = "meta"
        return func(*args, **kwargs)
