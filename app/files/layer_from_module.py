"""A module of torch as the layer kind that makes it, with the same settings."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import torch
from torch import nn

from app.language import tr
from app.network.arithmetic import Shape, shape_text
from app.network.fields import fields_of, made_from, values_of
from app.network.layer import Layer
from app.network.layers import LAYER_KINDS
from app.network.layers.dense import Input
from app.network.layers.reshape import reshape_to
from app.training import own_layers

OWN_LAYERS = frozenset(
    name
    for name, value in vars(own_layers).items()
    if isinstance(value, type) and issubclass(value, nn.Module)
)
"""The classes of Convas that torch has none for; exported scripts bring copies of them along."""

_WITHOUT_EFFECT = frozenset({"self", "inplace", "device", "dtype"})
"""Arguments of torch's classes that do not change what is computed."""

_FUNCTIONS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "relu": ("ReLU", ()),
    "relu6": ("ReLU6", ()),
    "leaky_relu": ("LeakyReLU", ("negative_slope",)),
    "elu": ("ELU", ("alpha",)),
    "gelu": ("GELU", ("approximate",)),
    "silu": ("SiLU", ()),
    "hardswish": ("Hardswish", ()),
    "hardsigmoid": ("Hardsigmoid", ()),
    "softplus": ("Softplus", ("beta", "threshold")),
    "sigmoid": ("Sigmoid", ()),
    "tanh": ("Tanh", ()),
    "softmax": ("Softmax", ("dim",)),
    "max_pool2d": ("MaxPool2d", ("kernel_size", "stride", "padding", "dilation", "ceil_mode")),
    "avg_pool2d": (
        "AvgPool2d",
        ("kernel_size", "stride", "padding", "ceil_mode", "count_include_pad", "divisor_override"),
    ),
    "lp_pool2d": ("LPPool2d", ("norm_type", "kernel_size", "stride", "ceil_mode")),
    "adaptive_avg_pool2d": ("AdaptiveAvgPool2d", ("output_size",)),
    "adaptive_max_pool2d": ("AdaptiveMaxPool2d", ("output_size",)),
    "dropout": ("Dropout", ("p",)),
    "dropout2d": ("Dropout2d", ("p",)),
    "feature_dropout": ("Dropout2d", ("p",)),
    "local_response_norm": ("LocalResponseNorm", ("size", "alpha", "beta", "k")),
    "pad": ("ZeroPad2d", ("padding", "mode", "value")),
    "interpolate": ("Upsample", ("size", "scale_factor", "mode", "align_corners")),
    "pixel_shuffle": ("PixelShuffle", ("upscale_factor",)),
}
"""Functions by name: the class that does the same, and their arguments after the tensor."""


class NoCounterpartError(ValueError):
    """Convas has no layer that computes this; the text says what is in the way."""


def module_of_function(
    name: str, dimensions: int, arguments: tuple[Any, ...], named: Mapping[str, Any]
) -> nn.Module | None:
    """The module that does what a function of torch does, by the function's name; None if none.

    `dimensions` are the tensor's, the batch included, and `arguments` those after the tensor.
    Raises NoCounterpartError for a use of the function that the class does not have.
    """
    if name in ("mean", "amax"):
        return _global_pooling(name, dimensions, arguments, named)
    if name == "getitem":
        return _striding(arguments)
    if name not in _FUNCTIONS:
        return None
    class_name, parameters = _FUNCTIONS[name]
    given = {**dict(zip(parameters, arguments, strict=False)), **named}
    if name == "pad":
        if given.pop("mode", "constant") != "constant" or given.pop("value", None):
            raise NoCounterpartError(tr("it does not pad with zeros"))
        padding = tuple(given["padding"])
        if len(padding) == 6 and not any(padding[:4]):
            return own_layers.PadChannels(*padding[4:])
        if len(padding) != 4:
            raise NoCounterpartError(tr("it does not pad height and width alone"))
    if given.get("return_indices"):
        raise NoCounterpartError(tr("it gives the places of the largest values, too"))
    made: nn.Module = getattr(nn, class_name)(
        **{key: value for key, value in given.items() if key in parameters}
    )
    return made


def _striding(index: tuple[Any, ...]) -> nn.Module | None:
    """[:, :, ::2, ::2] as the pooling that it is: every second pixel of every second row."""
    parts = index[0] if isinstance(index[0], tuple) else ()
    steps = [part.step or 1 for part in parts if isinstance(part, slice) and part.stop is None]
    if len(steps) != 4 or len(parts) != 4 or steps[:2] != [1, 1] or any(p.start for p in parts):
        return None
    return nn.MaxPool2d(1, stride=(steps[2], steps[3]))


def _global_pooling(
    name: str, dimensions: int, arguments: tuple[Any, ...], named: Mapping[str, Any]
) -> nn.Module:
    """The mean or the largest value of each feature map as the pooling that it is."""
    over = arguments[0] if arguments else named.get("dim")
    if dimensions != 4 or not isinstance(over, tuple | list) or {d % 4 for d in over} != {2, 3}:
        raise NoCounterpartError(tr("it does not go over height and width alone"))
    return nn.AdaptiveAvgPool2d(1) if name == "mean" else nn.AdaptiveMaxPool2d(1)


def torch_class(module: nn.Module) -> type[nn.Module] | None:
    """The class of `torch.nn` whose forward pass the module has; None for one of somebody's own."""
    for ancestor in type(module).__mro__:
        if ancestor.__module__.startswith("torch.nn.modules."):
            own = getattr(type(module), "forward", None) is getattr(ancestor, "forward", None)
            return ancestor if own else None
    return None


def layer_from_module(module: nn.Module, inputs: tuple[Shape, ...]) -> Layer:
    """The layer that computes what `module` does for images of the shapes `inputs`.

    Raises NoCounterpartError where there is none, or none with these settings.
    """
    module = _scaled(module, inputs[0])
    found = torch_class(module)
    name = found.__name__ if found else type(module).__name__
    reasons = []
    for kind in _kinds_by_call().get(name, ()):
        try:
            return _checked(module, _made(kind, module), inputs)
        except NoCounterpartError as error:
            reasons.append(str(error))
    if reasons:
        raise NoCounterpartError(reasons[0])
    raise NoCounterpartError(tr("there is no layer {name}", name=name))


@cache
def _kinds_by_call() -> Mapping[str, tuple[type[Layer], ...]]:
    """The layer kinds by the class that makes them, those of the same name first."""
    found: dict[str, list[type[Layer]]] = {}
    for kind in LAYER_KINDS:
        if kind is Input:
            continue
        names = {kind.__name__}
        for shape in ((4, 8, 8), (4, 8), (4,)):
            if kind().measure(shape).output is not None:
                names.add(kind().torch_call(shape).name)
        for name in names:
            found.setdefault(name, []).append(kind)
    return {
        name: tuple(sorted(kinds, key=lambda kind: kind.__name__ != name))
        for name, kinds in found.items()
    }


def _made(kind: type[Layer], module: nn.Module) -> Layer:
    values = {}
    read = _READERS.get(kind.__name__)
    for field in fields_of(kind):
        if read is None and not hasattr(module, field.name):
            raise NoCounterpartError(tr("it does not tell its {name}", name=field.name))
        value = read(module)[field.name] if read else getattr(module, field.name)
        values[field.name] = _setting(value, field.kind)
    try:
        return made_from(kind, values)
    except ValueError as error:
        raise NoCounterpartError(f"{kind.__name__}: {error}") from error


_READERS: Mapping[str, Callable[[Any], Mapping[str, Any]]] = {
    "ZeroPad2d": lambda module: dict(
        zip(("left", "right", "top", "bottom"), module.padding, strict=True)
    ),
    "PReLU": lambda module: {"per_channel": module.num_parameters > 1, "init": module.init},
    "Reshape": lambda module: values_of(reshape_to(module.shape)),
    "DistanceWeightedAvgPool2d": lambda module: {
        "kernel_size": module.size,
        "stride": module.stride,
    },
    "LPPool2d": lambda module: {
        "norm_type": f"{module.norm_type:g}",
        "kernel_size": module.kernel_size,
        "stride": module.stride or module.kernel_size,
        "ceil_mode": module.ceil_mode,
    },
}
"""The settings of kinds whose modules keep them under other names."""


def _scaled(module: nn.Module, shape: Shape) -> nn.Module:
    """An Upsample to a fixed size as the one by a factor that does the same here."""
    if not isinstance(module, nn.Upsample) or module.size is None or len(shape) != 3:
        return module
    size = module.size if isinstance(module.size, tuple) else (module.size, module.size)
    factors = tuple(new / old for new, old in zip(size, shape[1:], strict=True))
    return nn.Upsample(None, factors, module.mode, module.align_corners)


def _setting(value: Any, kind: str) -> Any:
    """What a module keeps as a layer's setting states it."""
    if kind == "flag":
        return value if isinstance(value, bool) else value is not None
    if kind == "real":
        return value
    return 0 if value == "valid" else _short(value)


def _short(value: Any) -> Any:
    """(3, 3) as 3, (3,) as 3, and 2.0 as 2."""
    if isinstance(value, list | tuple):
        value = tuple(map(_short, value))
        return value[0] if value and len(set(value)) == 1 else value
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _checked(module: nn.Module, layer: Layer, inputs: tuple[Shape, ...]) -> Layer:
    """The layer, if what it makes has the module's settings: also those that it cannot state."""
    measure = layer.measure_all(inputs)
    if measure.output is None:
        why = measure.faults[0].message if measure.faults else tr("it does not fit")
        shapes = ", ".join(map(shape_text, inputs))
        raise NoCounterpartError(
            tr("{kind} cannot work on {shapes}: {why}", kind=layer.kind, shapes=shapes, why=why)
        )
    call = layer.torch_call(inputs[0])
    if call.name == "Identity":
        return layer
    with torch.device("meta"):
        ours = (getattr(nn, call.name, None) or getattr(own_layers, call.name))(**call.arguments)
    for name in inspect.signature(type(ours).__init__).parameters:
        if name in _WITHOUT_EFFECT or not (hasattr(ours, name) and hasattr(module, name)):
            continue
        theirs, made = getattr(module, name), getattr(ours, name)
        if isinstance(theirs, torch.Tensor) or isinstance(made, torch.Tensor):
            theirs, made = theirs is not None, made is not None
        if _same(name, theirs, len(inputs[0])) != _same(name, made, len(inputs[0])):
            raise NoCounterpartError(
                tr("{kind} has no {setting}", kind=layer.kind, setting=f"{name}={theirs!r}")
            )
    return layer


def _same(name: str, value: Any, dimensions: int) -> Any:
    """One form for values that mean the same."""
    if name == "dim" and isinstance(value, int) and value < 0:
        return value + dimensions + 1  # the batch is a dimension, too
    if name == "align_corners":
        return bool(value)
    return 0 if value == "valid" else _short(value)
