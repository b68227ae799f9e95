"""What a module does, written down layer by layer while it runs without numbers.

The module lies on torch's meta device, where tensors have shapes but no values. Every layer of
torch and every function on the way becomes a layer of Convas, whatever Python decides in between:
loops and conditions are simply run.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode

from app.files.import_errors import ModuleImportError, ModuleRunError
from app.files.layer_from_module import (
    OWN_LAYERS,
    NoCounterpartError,
    layer_from_module,
    module_of_function,
    torch_class,
)
from app.files.layer_names import LayerNames
from app.files.recorded_network import (
    CONTAINERS,
    Call,
    fold_sums,
    leading_to,
    left_out,
    network_of,
)
from app.language import tr
from app.network.arithmetic import Shape, shape_text
from app.network.graph import Network
from app.network.layer import Layer
from app.network.layers.dense import Flatten, Input
from app.network.layers.merge import Add, Concatenate, Multiply
from app.network.layers.reshape import reshape_to

_BATCH = 2
_LONGEST_REASON = 300
_TORCH_FOLDER = str(Path(torch.__file__).parent)

_PASSED_ON = frozenset({"contiguous", "clone", "detach", "to", "float", "requires_grad", "alias"})
"""Functions that give the same numbers in the same order."""
_RESHAPING = frozenset(
    {"view", "reshape", "flatten", "squeeze", "unsqueeze", "unflatten", "view_as", "reshape_as"}
)
_SUMS = frozenset({"add", "radd", "iadd"})
_PRODUCTS = frozenset({"mul", "multiply", "rmul", "imul"})
_JOINS = frozenset({"cat", "concat", "concatenate"})


class _Value(NamedTuple):
    """What a tensor holds: the output of a layer, perhaps in another shape (batch included)."""

    layer: str
    shape: tuple[int, ...]
    scope: str
    """The path of the module that shaped it."""


class Recorder(TorchFunctionMode):
    """Runs a module once and keeps a layer for everything that it does."""

    def __init__(self, module: nn.Module, input_shape: Shape) -> None:
        super().__init__()
        self.module = module
        self.input_shape = input_shape
        self.names: dict[str, str] = {}
        self.end = ""
        self.logarithm = False
        """Whether the logarithm of a softmax at the very end is left out."""
        self._calls: dict[str, Call] = {}
        self._shapes: dict[str, Shape] = {}
        self._values: dict[int, _Value] = {}
        self._alive: list[Tensor] = []  # an id is a tensor's own only while the tensor lives
        self._reshaped: dict[tuple[str, tuple[int, ...]], str] = {}
        self._paths = {child: path for path, child in self.module.named_modules()}
        leaves = [path for child, path in self._paths.items() if _is_leaf(child)]
        self._layer_names = LayerNames({path: child for child, path in self._paths.items()}, leaves)
        self._scopes: list[str] = []
        self._in_leaf = 0
        self._entered: dict[str, int] = {}
        """The modules that were called, and how many calls had been recorded before."""
        self._idle: set[str] = set()

    # Running

    def run(self) -> None:
        """Call the module; ModuleImportError where that cannot be, or means nothing here."""
        try:
            image = Input(*self.input_shape)
        except (TypeError, ValueError) as error:
            raise ModuleImportError(
                tr("the input must be channels×height×width: {error}", error=error)
            ) from error
        images = torch.empty((_BATCH, *self.input_shape), device="meta")
        self._calls["input"] = Call(image, ())
        self._shapes["input"] = image.shape
        self._note(images, "input", "")
        with ExitStack() as hooks:
            for child in self.module.modules():
                for handle in (
                    child.register_forward_pre_hook(self._enter),
                    child.register_forward_hook(self._leave, with_kwargs=True),
                ):
                    hooks.callback(handle.remove)
            try:
                with torch.no_grad(), self:
                    output = self.module(images)
            except ModuleImportError:
                raise
            except Exception as error:
                reason = " ".join(str(error).split())[:_LONGEST_REASON]
                raise ModuleRunError(
                    tr(
                        "{where} cannot be run on images {shape} without looking at "
                        "their values: {name}: {reason}",
                        where=self._where(),
                        shape=shape_text(self.input_shape),
                        name=type(error).__name__,
                        reason=reason,
                    )
                ) from error
        if not isinstance(output, Tensor):
            raise ModuleImportError(
                tr(
                    "{name} gives a {name2}; Convas needs one tensor of scores",
                    name=type(self.module).__name__,
                    name2=type(output).__name__,
                )
            )
        if id(output) not in self._values:
            raise ModuleImportError(tr("what the module gives does not depend on its input"))
        logarithm, self.logarithm = self.logarithm, False
        try:
            self.end = self._source(output)
        except NoCounterpartError as error:
            raise ModuleImportError(
                tr("the output has no counterpart in Convas: {error}", error=error)
            ) from error
        self.logarithm = logarithm
        if self.end == "input":
            raise ModuleImportError(tr("the module does nothing with its input"))

    def _enter(self, module: nn.Module, _arguments: object) -> None:
        path = self._paths[module]
        self._scopes.append(path)
        self._entered.setdefault(path, len(self._calls))
        if _is_leaf(module):
            self._in_leaf += 1

    def _leave(
        self, module: nn.Module, arguments: tuple[Any, ...], named: dict[str, Any], output: Any
    ) -> Any:
        path = self._scopes[-1]
        if _is_leaf(module):
            if self._in_leaf == 1:
                output = self._record_module(
                    module, [*_tensors(arguments), *_tensors(named)], output
                )
            self._in_leaf -= 1
        elif len(self._calls) == self._entered[path] and not any(module.children()):
            self._idle.add(path)
        self._scopes.pop()
        return output

    def __torch_function__(
        self,
        func: Callable[..., Any],
        types: Any,
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> Any:
        kwargs = kwargs or {}
        result = func(*args, **kwargs)
        if self._in_leaf or not any(id(t) in self._values for t in _tensors((args, kwargs))):
            return result
        if not any(True for _ in _tensors(result)):
            return result  # a size, a number of dimensions
        name = getattr(func, "__name__", str(func)).strip("_")
        try:
            return self._record_function(name, args, kwargs, result)
        except NoCounterpartError as error:
            raise ModuleImportError(
                tr(
                    "{name} in {where} has no counterpart in Convas: {error}",
                    name=name,
                    where=self._where(),
                    error=error,
                )
            ) from error

    def _where(self) -> str:
        path = self._scopes[-1] if self._scopes else ""
        return f"{path!r}" if path else type(self.module).__name__

    # Modules and functions

    def _record_module(self, module: nn.Module, inputs: list[Tensor], output: Any) -> Any:
        path = self._paths[module]
        try:
            if not isinstance(output, Tensor):
                raise NoCounterpartError(tr("it gives more than one tensor"))
            if path in self.names and any(module.state_dict()):
                raise NoCounterpartError(tr("it is used more than once, with the same weights"))
            if not torch_class(module) and len(inputs) > 1:
                inputs = self._gates(inputs) if type(module).__name__ == "Multiply" else inputs
            sources = tuple(self._source(tensor) for tensor in inputs)
            layer = layer_from_module(module, tuple(self._shapes[name] for name in sources))
            return self._keep(layer, sources, path, output, inputs, module=True)
        except NoCounterpartError as error:
            raise ModuleImportError(
                tr(
                    "{name} in {where} has no counterpart in Convas: {error}",
                    name=type(module).__name__,
                    where=self._where(),
                    error=error,
                )
            ) from error

    def _record_function(
        self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], result: Any
    ) -> Any:
        if not isinstance(result, Tensor):
            raise NoCounterpartError(tr("it gives more than one tensor"))
        if name in _SUMS | _PRODUCTS:
            return self._arithmetic(name, args, kwargs, result)
        if name in _JOINS:
            return self._concatenate(args, kwargs, result)
        tensor, *others = args or (kwargs.get("input"),)
        if not isinstance(tensor, Tensor) or any(True for _ in _tensors(others)):
            raise NoCounterpartError(tr("it works on several tensors"))
        if name in _PASSED_ON or name in _RESHAPING or (name == "getitem" and _reshapes(others)):
            value = self._values[id(tensor)]
            result = _other(result, tensor)
            return self._note(result, value.layer, self._scopes[-1])
        if name == "log_softmax":
            return self._logarithm(tensor, result)
        found = module_of_function(name, tensor.dim(), tuple(others), kwargs)
        if found is None:
            raise NoCounterpartError(tr("there is no layer for {name}", name=name))
        return self._function_layer(found, tensor, result)

    def _function_layer(self, module: nn.Module, tensor: Tensor, result: Tensor) -> Tensor:
        source = self._source(tensor)
        layer = layer_from_module(module, (self._shapes[source],))
        return self._keep(layer, (source,), self._scopes[-1], result, [tensor])

    def _arithmetic(
        self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], result: Tensor
    ) -> Tensor:
        neutral, layer = (0, Add()) if name in _SUMS else (1, Multiply())
        first, second = (*args, kwargs.get("other"))[:2]
        if kwargs.get("alpha", 1) != 1:
            raise NoCounterpartError(tr("it scales what it adds"))
        for number, tensor in ((first, second), (second, first)):
            if isinstance(number, int | float):
                if number != neutral:
                    raise NoCounterpartError(
                        tr("there is no layer for a constant number ({number})", number=number)
                    )
                value = self._values[id(tensor)]
                return self._note(_other(result, tensor), value.layer, value.scope)
        inputs = [first, second]
        if isinstance(layer, Multiply):
            inputs = self._gates(inputs)
        sources = tuple(self._source(tensor) for tensor in inputs)
        place = _place()
        return self._keep(layer, sources, self._scopes[-1], result, [], place=place)

    def _concatenate(self, args: tuple[Any, ...], kwargs: dict[str, Any], result: Tensor) -> Tensor:
        tensors = args[0] if args else kwargs["tensors"]
        dimension = args[1] if len(args) > 1 else kwargs.get("dim", kwargs.get("axis", 0))
        if dimension % result.dim() != 1:
            raise NoCounterpartError(
                tr("it joins along dimension {dimension}, not the channels", dimension=dimension)
            )
        if len(tensors) == 1:
            value = self._values[id(tensors[0])]
            return self._note(_other(result, tensors[0]), value.layer, value.scope)
        sources = tuple(self._source(tensor) for tensor in tensors)
        return self._keep(Concatenate(), sources, self._scopes[-1], result, [])

    def _logarithm(self, tensor: Tensor, result: Tensor) -> Tensor:
        """The scores behind it are as good: the loss of Convas takes the logarithm itself."""
        source = self._source(tensor)
        self.logarithm = True
        return self._note(result, source, self._scopes[-1])

    def _gates(self, tensors: list[Tensor]) -> list[Tensor]:
        """Vectors that were given height and width 1 to scale channels, as the vectors they are."""
        for tensor in tensors:
            value = self._values.get(id(tensor))
            if value and value.shape[2:] == (1, 1) and len(self._shapes[value.layer]) == 1:
                self._values[id(tensor)] = value._replace(shape=value.shape[:2])
        return tensors

    # Layers

    def _source(self, tensor: Tensor) -> str:
        """The layer whose output the tensor is, behind a Flatten or Reshape where that was done."""
        value = self._values.get(id(tensor))
        if value is None:
            raise NoCounterpartError(tr("it needs a tensor that is no output of a layer"))
        if self.logarithm:
            raise NoCounterpartError(tr("it comes after a logarithm of a softmax"))
        shape = self._shapes[value.layer]
        if value.shape == (_BATCH, *shape):
            return value.layer
        wanted = (value.layer, value.shape)
        if wanted not in self._reshaped:
            reshape = _reshaping(value.shape)
            if reshape is None:
                raise NoCounterpartError(
                    tr(
                        "it takes {shape} as {shape2}",
                        shape=shape_text(shape),
                        shape2=value.shape[1:],
                    )
                )
            name = self._layer_names.of_function(value.scope, reshape, self._calls)
            self._calls[name] = Call(reshape, (value.layer,), value.scope)
            self._shapes[name] = value.shape[1:]
            self._reshaped[wanted] = name
        return self._reshaped[wanted]

    def _keep(
        self,
        layer: Layer,
        sources: tuple[str, ...],
        path: str,
        result: Tensor,
        inputs: list[Tensor],
        *,
        module: bool = False,
        place: tuple[str, int] | None = None,
    ) -> Tensor:
        """A new layer, whose output the result is."""
        if len(set(sources)) < len(sources):
            raise NoCounterpartError(tr("it takes one value twice"))
        output = layer.measure_all(tuple(self._shapes[name] for name in sources)).output
        actual = tuple(result.shape[1:])
        if output is None or result.shape[0] != _BATCH or np.prod(output) != np.prod(actual):
            expected = shape_text(output) if output else "nothing"
            raise NoCounterpartError(
                tr(
                    "{kind} makes {expected} of it, and PyTorch {shape}",
                    kind=layer.kind,
                    expected=expected,
                    shape=tuple(result.shape[1:]),
                )
            )
        find = self._layer_names.of_module if module else self._layer_names.of_function
        name = find(path, layer, self._calls)
        if module:
            self.names.setdefault(path, name)
        scope = path.rpartition(".")[0] if module else path
        self._calls[name] = Call(layer, sources, scope, place)
        self._shapes[name] = output
        if any(result is tensor for tensor in inputs) and layer.family != "activation":
            result = result.view(result.shape)  # passed through, so the input stays what it was
        return self._note(result, name, scope)

    def _note(self, tensor: Tensor, layer: str, scope: str) -> Tensor:
        """Remember what a tensor holds."""
        self._alive.append(tensor)
        self._values[id(tensor)] = _Value(layer, tuple(tensor.shape), scope)
        return tensor

    # What came of it

    def network(self, name: str) -> Network:
        """The recorded layers that lead to the end, tidily placed, in blocks as modules nest."""
        fold_sums(self._calls)
        calls = leading_to(self.end, self._calls)
        self._dead = [call for call in self._calls if call not in calls and call != "input"]
        self.names = {path: layer for path, layer in self.names.items() if layer in calls}
        return network_of(calls, name)

    def left_out(self) -> tuple[str, ...]:
        """What of the module is not in the network, in sentences."""
        return tuple(
            left_out(self.module, self._entered, self._idle, self._dead, logarithm=self.logarithm)
        )


def _is_leaf(module: nn.Module) -> bool:
    """Whether a module is a layer, rather than something that calls layers."""
    if isinstance(module, CONTAINERS):
        return False
    return torch_class(module) is not None or type(module).__name__ in OWN_LAYERS


def _tensors(value: Any) -> Iterator[Tensor]:
    """The tensors in arguments: in lists and dictionaries, too."""
    if isinstance(value, Tensor):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _tensors(item)
    elif isinstance(value, dict):
        yield from _tensors(list(value.values()))


def _other(result: Tensor, tensor: Tensor) -> Tensor:
    """The result as an object of its own, where torch gave back the tensor itself."""
    return result.view(result.shape) if result is tensor else result


def _reshapes(index: list[Any]) -> bool:
    """Whether an index like [:, :, None, None] takes every value, in order."""
    parts = index[0] if isinstance(index[0], tuple) else (index[0],)
    return all(part in (None, Ellipsis, slice(None)) for part in parts)


def _reshaping(wanted: tuple[int, ...]) -> Layer | None:
    """The layer that lays values out as `wanted`, batch included; None for none."""
    if wanted[0] != _BATCH:
        return None
    return Flatten() if len(wanted) == 2 else reshape_to(wanted[1:]) if len(wanted) < 5 else None


def _place() -> tuple[str, int] | None:
    """The file and line of the program that is being run, outside torch and this module."""
    frame = sys._getframe(1)
    while frame.f_code.co_filename == __file__ or frame.f_code.co_filename.startswith(
        _TORCH_FOLDER
    ):
        if frame.f_back is None:
            return None
        frame = frame.f_back
    return frame.f_code.co_filename, frame.f_lineno
