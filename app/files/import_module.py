"""Any module of torch as a network: run once without numbers, and write down what it does.

The module is copied onto torch's meta device, where tensors have shapes but no values, and called
with a batch of such images. Every layer of torch and every function on the way becomes a layer
here, whatever Python decides in between: loops and conditions are simply run.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn.parameter import is_lazy
from torch.nn.utils.parametrize import is_parametrized

from app.files.import_errors import ModuleImportError
from app.files.recorder import Recorder
from app.language import tr
from app.network.arithmetic import Shape
from app.network.graph import Network
from app.network.layers.dense import Input
from app.training.module import UntrainableError, build_module


@dataclass(frozen=True)
class Imported:
    """A network made of a module.

    `weights` are the module's, by the names of the layers here (`conv1.weight`); there are none
    where the module has none in memory. `names` gives the layer for each path of a module in it
    ("layer1.0.conv1": "layer1_0_conv1"). `left_out` tells in sentences what was not taken over.
    """

    network: Network
    weights: Mapping[str, np.ndarray]
    names: Mapping[str, str]
    left_out: tuple[str, ...] = ()


def network_from_module(module: nn.Module, input_shape: Shape, name: str = "") -> Imported:
    """The network that computes what `module` does in eval mode with images of `input_shape`.

    Where the module has its weights in memory, both are run on one image and must agree. Raises
    ModuleImportError for what has no counterpart, naming the operation and the module's path.
    """
    _check_weights_are_plain(module)
    with _evaluating(module):
        recorder = Recorder(_on_meta_device(module), input_shape)
        recorder.run()
        network = recorder.network(name or type(module).__name__)
        weights = _weights(module, recorder.names)
        if _in_memory(module) and not recorder.logarithm:
            _compare(module, network, weights, recorder.end)
    return Imported(network, weights, recorder.names, recorder.left_out())


@contextmanager
def _evaluating(module: nn.Module) -> Iterator[None]:
    training = [child for child in module.modules() if child.training]
    module.eval()
    try:
        yield
    finally:
        for child in training:
            child.training = True


def _check_weights_are_plain(module: nn.Module) -> None:
    """Refuse weights that do not exist yet, or are worked out anew at every call."""
    for path, child in module.named_modules():
        where = f"{path!r}" if path else type(module).__name__
        if is_parametrized(child):
            raise ModuleImportError(
                tr(
                    "{where} works out its weights at every call, which no layer of Convas does; "
                    "remove its parametrizations first "
                    "(torch.nn.utils.parametrize.remove_parametrizations)",
                    where=where,
                )
            )
        own = (*child.parameters(recurse=False), *child.buffers(recurse=False))
        if any(map(is_lazy, own)):
            raise ModuleImportError(
                tr(
                    "{where} has no weights before it is run for the first time; "
                    "call the module once with a batch of images",
                    where=where,
                )
            )


def _on_meta_device(module: nn.Module) -> nn.Module:
    """A copy without numbers: it costs no memory, whatever the module weighs."""
    memo: dict[int, Any] = {}
    for parameter in module.parameters():
        memo[id(parameter)] = nn.Parameter(
            torch.empty_like(parameter, device="meta"), requires_grad=False
        )
    for buffer in module.buffers():
        memo[id(buffer)] = torch.empty_like(buffer, device="meta")
    try:
        return copy.deepcopy(module, memo)
    except Exception as error:
        raise ModuleImportError(
            tr("{name} cannot be copied: {error}", name=type(module).__name__, error=error)
        ) from error


def _in_memory(module: nn.Module) -> bool:
    tensors = (*module.parameters(), *module.buffers())
    return all(tensor.device.type == "cpu" for tensor in tensors)


def _weights(module: nn.Module, names: Mapping[str, str]) -> dict[str, np.ndarray]:
    """The module's weights by the layers' names; none where they are not in memory."""
    found = {}
    for path, name in names.items():
        for key, tensor in module.get_submodule(path).state_dict().items():
            if tensor.is_meta:
                return {}
            tensor = tensor.detach().cpu()
            array = (tensor.float() if tensor.is_floating_point() else tensor).numpy()
            found[f"{name}.{key}"] = array
    return found


def _compare(
    module: nn.Module, network: Network, weights: Mapping[str, np.ndarray], end: str
) -> None:
    """Hold the network against the module on one image of noise."""
    image = network.layers["input"]
    assert isinstance(image, Input)
    noise = torch.randn(1, *image.shape, generator=torch.Generator().manual_seed(0))
    try:
        ours = build_module(network, seed=0).eval()
    except UntrainableError:
        return  # the module fits into memory, a second one does not
    ours.load_state_dict({name: torch.from_numpy(array) for name, array in weights.items()})
    try:
        with torch.no_grad():
            expected = module(noise)
            found = ours.outputs(noise, [end])[end]
    except Exception as error:
        raise ModuleImportError(tr("the module cannot be run: {error}", error=error)) from error
    found = found.reshape(expected.shape)
    scale = float(expected.abs().max())
    if not torch.allclose(found, expected, rtol=1e-3, atol=1e-4 * max(scale, 1e-6), equal_nan=True):
        raise ModuleImportError(
            tr(
                "{name} does something that cannot be seen from outside its "
                "operations: the network made of it gives other numbers",
                name=type(module).__name__,
            )
        )
