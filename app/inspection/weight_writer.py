"""Makes changes to the weights of a network in place, and tells what was there before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import torch
from torch import Tensor, nn

from app.inspection.surgery import Mute, ReplaceFilter
from app.inspection.weight_edits import EditedWeights, Invert, SetWeights, WeightEdit
from app.language import tr
from app.training.module import NetworkModule

_OPERABLE = (nn.Conv1d, nn.Conv2d, nn.Linear)


def write_weights(module: NetworkModule, edits: Iterable[WeightEdit]) -> EditedWeights:
    """Make the edits one after the other, each whole or not at all."""
    state = module.state_dict()
    undo: list[SetWeights] = []
    before: dict[tuple[str, int], ReplaceFilter] = {}
    skipped: list[str] = []
    for edit in edits:
        try:
            parts = parts_of(edit, module, state)
        except ValueError as error:
            skipped.append(str(error))
            continue
        for part in parts:
            for channel in _filters(part, state):
                before.setdefault((part.layer, channel), _filter(part.layer, channel, state))
            undo.insert(0, _put(part, state))
    after = tuple(_filter(layer, channel, state) for layer, channel in before)
    return EditedWeights(tuple(undo), tuple(before.values()), after, tuple(skipped))


def parts_of(
    edit: WeightEdit, module: NetworkModule, state: Mapping[str, Tensor]
) -> tuple[SetWeights, ...]:
    """The edit as values at places, for a network with the weights `state`.

    Raises ValueError, with words, for what cannot be done.
    """
    child = dict(module.named_children()).get(edit.layer)
    if not isinstance(child, _OPERABLE):
        raise ValueError(  # noqa: TRY004  (the choice is wrong, not the program)
            tr(
                "{layer} has no filters to operate on: choose a Conv1d, Conv2d or Linear layer.",
                layer=edit.layer,
            )
        )
    if isinstance(edit, SetWeights):
        parts: tuple[SetWeights, ...] = (edit,)
    else:
        parts = _whole_filter(edit, state)
    for part in parts:
        _check(part, state)
    return parts


def _whole_filter(
    edit: Mute | Invert | ReplaceFilter, state: Mapping[str, Tensor]
) -> tuple[SetWeights, ...]:
    layer, channel = edit.layer, edit.channel
    weight, bias = state[f"{layer}.weight"], state.get(f"{layer}.bias")
    if not 0 <= channel < len(weight):
        raise ValueError(
            tr(
                "{layer} has the filters 0 to {weight}, not {channel}.",
                layer=layer,
                weight=len(weight) - 1,
                channel=channel,
            )
        )
    new_bias: float | None
    match edit:
        case Mute():
            values, new_bias = np.zeros(weight.shape[1:], np.float32), 0.0
        case Invert():
            values = -_array(weight[channel])
            new_bias = None if bias is None else -float(bias[channel])
        case ReplaceFilter():
            values, new_bias = edit.weights, edit.bias
    parts: tuple[SetWeights, ...] = (SetWeights(layer, (channel,), values),)
    if bias is not None and new_bias is not None:
        parts += (SetWeights(layer, (channel,), np.array(new_bias, np.float32), "bias"),)
    return parts


def _check(part: SetWeights, state: Mapping[str, Tensor]) -> None:
    tensor = state.get(f"{part.layer}.{part.parameter}")
    if tensor is None:
        raise ValueError(
            tr("{layer} has no {parameter}.", layer=part.layer, parameter=part.parameter)
        )
    depth = len(part.place)
    inside = depth <= tensor.dim() and all(
        0 <= at < size for at, size in zip(part.place, tensor.shape, strict=False)
    )
    if not inside:
        shape = "×".join(map(str, tensor.shape))
        raise ValueError(
            tr(
                "{layer}.{parameter} is {shape} and has no {place}.",
                layer=part.layer,
                parameter=part.parameter,
                shape=shape,
                place=part.place,
            )
        )
    wanted = tuple(tensor.shape[depth:])
    if part.values.shape != wanted:
        found, needed = (
            "×".join(map(str, shape)) or tr("a number") for shape in (part.values.shape, wanted)
        )
        what = "filters" if depth == 1 and part.parameter == "weight" else "parts"
        raise ValueError(
            tr(
                "The {what} of {layer} are {needed}, not {found}.",
                what=what,
                layer=part.layer,
                needed=needed,
                found=found,
            )
        )
    if not part.was_there and not np.isfinite(part.values).all():
        raise ValueError(tr("Weights must be finite numbers."))


def _put(part: SetWeights, state: Mapping[str, Tensor]) -> SetWeights:
    """Write the values; what was there."""
    target = state[f"{part.layer}.{part.parameter}"][part.place]
    before = SetWeights(part.layer, part.place, _array(target), part.parameter, was_there=True)
    target.copy_(torch.from_numpy(np.require(part.values, requirements="C")))
    return before


def _filters(part: SetWeights, state: Mapping[str, Tensor]) -> Iterable[int]:
    return part.place[:1] or range(len(state[f"{part.layer}.weight"]))


def _filter(layer: str, channel: int, state: Mapping[str, Tensor]) -> ReplaceFilter:
    bias = state.get(f"{layer}.bias")
    value = None if bias is None else float(bias[channel])
    return ReplaceFilter(layer, channel, _array(state[f"{layer}.weight"][channel]), value)


def _array(tensor: Tensor) -> np.ndarray:
    """A copy."""
    return np.array(tensor.detach().cpu().numpy(), dtype=np.float32, order="C")
