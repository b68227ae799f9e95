"""What does not fit, where and why, with fixes that are edits."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nsmallest

from app.network.arithmetic import Shape, shape_text
from app.network.arrange import COLUMN_STEP
from app.network.edits import (
    AddLayer,
    Connect,
    Edit,
    InsertBefore,
    RemoveLayers,
    SetFields,
    Together,
)
from app.network.graph import Network, Position
from app.network.layer import Layer, Measure, Repair, Severity
from app.network.layers.activation import Softmax
from app.network.layers.dense import Flatten, Input, Linear


@dataclass(frozen=True)
class Fix:
    """A way out: the words on the button, and the edit that it makes."""

    label: str
    edit: Edit


@dataclass(frozen=True)
class Problem:
    """Something that keeps a layer (or the network, where `layer` is empty) from working.

    `message` holds the arithmetic that failed. An error stops training; a warning does not.
    """

    layer: str
    severity: Severity
    message: str
    fixes: tuple[Fix, ...] = ()


def layer_problems(network: Network, name: str, measure: Measure | None) -> tuple[Problem, ...]:
    """The problems of one layer; `measure` is None where its input shape is not known.

    A layer behind a broken one has none of its own: the fault is shown where it is.
    """
    if measure is None:
        return (_not_connected(network, name),) if name not in network.source_of else ()
    return tuple(
        Problem(
            layer=name,
            severity=fault.severity,
            message=fault.message,
            fixes=tuple(_fix(network, name, repair) for repair in fault.repairs),
        )
        for fault in measure.faults
    )


def network_problems(network: Network) -> tuple[Problem, ...]:
    """The problems that belong to no layer: no input, or several."""
    if not network.layers:
        return ()
    if not network.inputs:
        fix = Fix("add an Input", AddLayer(Input(), _left_of_all(network)))
        return (Problem("", "error", "the network has no Input layer", (fix,)),)
    return tuple(
        Problem(
            name,
            "error",
            f"a network has one Input, and {network.inputs[0]} is it already",
            (Fix(f"delete {name}", RemoveLayers(frozenset({name}))),),
        )
        for name in network.inputs[1:]
    )


def training_problems(
    network: Network,
    errors: tuple[Problem, ...],
    outputs: dict[str, Shape | None],
    image_shape: Shape,
    classes: int,
) -> tuple[Problem, ...]:
    """Why the network cannot be trained to tell `classes` classes apart; empty where it can.

    `errors` are those of the analysis, `outputs` its output shapes. Images of another size are
    padded or resized to the Input, but colour channels must be one or three, as must its own.
    """
    if not network.layers:
        return (
            Problem("", "error", "the canvas is empty: drag layers onto it, or open a network"),
        )
    if errors:
        return errors
    if len(network.ends) != 1:
        return (_ends_problem(network, outputs, classes),)
    end = network.ends[0]
    output = outputs[end]
    if output is None or len(output) != 1 or output[0] != classes:
        return (_wrong_output(network, end, output, classes),)
    image = network.layers[network.inputs[0]]
    if isinstance(image, Input) and image.channels not in (1, 3):
        fix = Fix(
            f"channels {image_shape[0]}",
            SetFields(network.inputs[0], {"channels": image_shape[0]}),
        )
        message = f"images have 1 or 3 channels, but the Input asks for {image.channels}"
        return (Problem(network.inputs[0], "error", message, (fix,)),)
    return ()


def logits_layer(network: Network) -> str | None:
    """The layer whose output the loss takes: the end, or what feeds a Softmax at the end."""
    if len(network.ends) != 1:
        return None
    end = network.ends[0]
    while isinstance(network.layers[end], Softmax):
        end = network.source_of[end]
    return end


def _fix(network: Network, name: str, repair: Repair) -> Fix:
    edit: Edit
    if repair.values is not None:
        edit = SetFields(name, repair.values)
    elif repair.insert_before is not None:
        edit = InsertBefore(repair.insert_before, name, shift=COLUMN_STEP)
    else:
        # The Input gives a feature map, so only these can have made a vector of it.
        vectors = [n for n in network.upstream(name) if isinstance(network.layers[n], _VECTORS)]
        return Fix(f"remove {' and '.join(reversed(vectors))}", RemoveLayers(frozenset(vectors)))
    return Fix(repair.label, edit)


_VECTORS = (Flatten, Linear)


def _not_connected(network: Network, name: str) -> Problem:
    free = [end for end in network.connected if not network.targets_of[end]]
    place = _place(network, name)

    def distance(other: str) -> tuple[float, str]:
        at = _place(network, other)
        return abs(at.x - place.x) + abs(at.y - place.y), other

    fixes = tuple(Fix(f"connect {end}", Connect(end, name)) for end in nsmallest(2, free, distance))
    return Problem(name, "error", "not connected: no wire leads into this layer", fixes)


def _ends_problem(network: Network, outputs: dict[str, Shape | None], classes: int) -> Problem:
    if not network.ends:
        only = network.inputs[0]
        fix = _ending(network, only, outputs[only] or (), classes)
        return Problem(only, "error", "nothing follows the Input: add layers behind it", (fix,))
    fixes = []
    for end in network.ends[:2]:
        branches = _only_behind(network, [other for other in network.ends if other != end])
        fixes.append(Fix(f"keep only {end}", RemoveLayers(branches)))
    return Problem(
        network.ends[-1],
        "error",
        "the network must end in one layer, the scores of the classes, but it ends in "
        + " and ".join(network.ends),
        tuple(fixes),
    )


def _only_behind(network: Network, ends: list[str]) -> frozenset[str]:
    """The branches that lead to these ends and nowhere else."""
    found = set(ends)
    for name in reversed(network.order):
        targets = network.targets_of[name]
        if targets and found.issuperset(targets):
            found.add(name)
    return frozenset(found)


def _wrong_output(network: Network, end: str, output: Shape | None, classes: int) -> Problem:
    scores = _scores_layer(network, end)
    fixes: tuple[Fix, ...]
    if isinstance(network.layers[scores], Linear):
        fixes = (Fix(f"out_features {classes}", SetFields(scores, {"out_features": classes})),)
    elif output is not None:
        fixes = (_ending(network, end, output, classes),)
    else:
        fixes = ()
    return Problem(
        scores,
        "error",
        f"the data has {classes} classes, so the network must end in {classes} values, "
        f"not {shape_text(output)}",
        fixes,
    )


def _scores_layer(network: Network, end: str) -> str:
    """The dense layer that gives the end its size, or the end where there is none."""
    for name in (end, *network.upstream(end)):
        layer = network.layers[name]
        if isinstance(layer, Linear):
            return name
        if layer.family not in ("activation", "dropout"):
            break
    return end


def _ending(network: Network, end: str, output: Shape, classes: int) -> Fix:
    """Put a dense layer with one unit per class at the end, flattening in between if need be."""
    new: list[Layer] = [Linear(out_features=classes)]
    if len(output) != 1:
        new.insert(0, Flatten())
    label = "add " + " and ".join(layer.kind for layer in new)
    title = label[0].upper() + label[1:]
    after = logits_layer(network) or end
    edits: list[Edit]
    if after != end:
        (softmax,) = network.targets_of[after]
        edits = [InsertBefore(layer, softmax, shift=COLUMN_STEP) for layer in new]
        return Fix(f"{label} before {softmax}", Together(title, tuple(edits)))
    edits = []
    place = _place(network, end)
    for step, layer in enumerate(new, start=1):
        name = network.free_name(layer)
        at = Position(place.x + step * COLUMN_STEP, place.y)
        edits.append(AddLayer(layer, at, after=after, name=name))
        after = name
    return Fix(label, Together(title, tuple(edits)))


def _place(network: Network, name: str) -> Position:
    return network.positions.get(name, Position(0.0, 0.0))


def _left_of_all(network: Network) -> Position:
    places = list(network.positions.values()) or [Position(0.0, 0.0)]
    return Position(min(at.x for at in places) - COLUMN_STEP, min(at.y for at in places))
