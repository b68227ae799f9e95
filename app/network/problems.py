"""What does not fit, where and why, with fixes that are edits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from heapq import nsmallest
from typing import TYPE_CHECKING

from app.language import tr
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
from app.network.layer import Fault, Layer, Measure, Repair, Severity
from app.network.layers.activation import Softmax
from app.network.layers.dense import Flatten, Input, Linear
from app.network.merge_fixes import Outputs, merge_mends
from app.network.setting_titles import setting_title

if TYPE_CHECKING:
    from app.network.analysis import Analysis


@dataclass(frozen=True)
class Fix:
    """A way out: the words on the button, and the edit that it makes."""

    label: str
    edit: Edit


@dataclass(frozen=True)
class Problem:
    """Something that keeps a layer (or the network, where `layer` is empty) from working.

    `message` holds the arithmetic that failed. An error stops training; a warning does not.
    `fixes` are looked for when they are first asked for, since a network may have thousands of
    problems of which a few are on screen. Problems that say the same of the same layer are equal,
    though in another network their fixes may be others.
    """

    layer: str
    severity: Severity
    message: str
    find_fixes: Callable[[], tuple[Fix, ...]] = field(default=tuple, compare=False, repr=False)

    @property
    def located(self) -> str:
        """The message, led by the layer that has the problem."""
        return f"{self.layer}: {self.message}" if self.layer else self.message

    @cached_property
    def fixes(self) -> tuple[Fix, ...]:
        """The ways out, the likeliest first; edits of the network that has the problem."""
        return self.find_fixes()


ErrorsLeft = Callable[[Edit], int]
"""How many errors the network has after an edit."""


def layer_problems(
    network: Network, name: str, measure: Measure | None, outputs: Outputs, errors_left: ErrorsLeft
) -> tuple[Problem, ...]:
    """The problems of one layer; `measure` is None where its input shape is not known.

    `outputs` gives the output shapes of the layers that lead to it. A layer behind a broken one
    has no problems of its own: the fault is shown where it is. Of its fixes, those come first
    after which fewer layers are broken.
    """
    if measure is None:
        return () if network.sources_of[name] else (_not_connected(network, name),)
    return tuple(
        Problem(
            layer=name,
            severity=fault.severity,
            message=fault.message,
            find_fixes=partial(_repairing, network, name, fault, outputs, errors_left),
        )
        for fault in measure.faults
    )


def network_problems(network: Network) -> tuple[Problem, ...]:
    """The problems that belong to no layer: no input, or several."""
    if not network.layers:
        return ()
    if not network.inputs:
        return (
            Problem(
                "", "error", tr("the network has no Input layer"), partial(_adding_input, network)
            ),
        )
    return tuple(
        Problem(
            name,
            "error",
            tr("a network has one Input, and {inputs} is it already", inputs=network.inputs[0]),
            partial(_deleting, name),
        )
        for name in network.inputs[1:]
    )


def training_problems(
    network: Network, analysis: Analysis, image_shape: Shape, classes: int
) -> tuple[Problem, ...]:
    """Why the network cannot be trained to tell `classes` classes apart; empty where it can.

    Images of another size are padded or resized to the Input, but colour channels must be one or
    three, as must its own.
    """
    if not network.layers:
        return (
            Problem("", "error", tr("the canvas is empty: drag layers onto it, or open a network")),
        )
    if analysis.errors:
        return analysis.errors
    if len(network.ends) > 1:
        return (_several_ends(network),)
    if (misfit := end_problem(network, analysis, classes)) is not None:
        return (misfit,)
    image = network.layers[network.inputs[0]]
    if isinstance(image, Input) and image.channels not in (1, 3):
        name = network.inputs[0]
        message = tr(
            "images have 1 or 3 channels, but the Input asks for {channels}",
            channels=image.channels,
        )
        setting = partial(_setting, name, "channels", image_shape[0])
        return (Problem(name, "error", message, setting),)
    return ()


def end_problem(network: Network, analysis: Analysis, classes: int) -> Problem | None:
    """Why the end does not give a value for each of `classes` classes; None where it does.

    The network has no errors and not several ends. The first fix, if there is one, fits the end.
    """
    if not network.ends:
        only = network.inputs[0]
        message = tr("nothing follows the Input: add layers behind it")
        ending = partial(_ending, network, only, analysis.outputs[only] or (), classes)
        return Problem(only, "error", message, ending)
    end = network.ends[0]
    output = analysis.outputs[end]
    if output is None or len(output) != 1 or output[0] != classes:
        return _wrong_output(network, end, output, classes)
    return None


def logits_layer(network: Network) -> str | None:
    """The layer whose output the loss takes: the end, or what feeds a Softmax at the end."""
    if len(network.ends) != 1:
        return None
    end = network.ends[0]
    while isinstance(network.layers[end], Softmax):
        end = network.source_of[end]
    return end


def _adding_input(network: Network) -> tuple[Fix, ...]:
    return (Fix(tr("add an Input"), AddLayer(Input(), _left_of_all(network))),)


def _deleting(name: str) -> tuple[Fix, ...]:
    return (Fix(tr("delete {name}", name=name), RemoveLayers(frozenset({name}))),)


def _setting(name: str, setting: str, value: int) -> tuple[Fix, ...]:
    label = tr("set {setting} to {value}", setting=setting, value=value)
    return (Fix(label, SetFields(name, {setting: value})),)


def _repairing(
    network: Network, name: str, fault: Fault, outputs: Outputs, errors_left: ErrorsLeft
) -> tuple[Fix, ...]:
    fixes = [_fix(network, name, repair) for repair in fault.repairs]
    if network.layers[name].takes_several and fault.severity == "error":
        fixes[:0] = [Fix(*mend) for mend in merge_mends(network, name, outputs)]
    if len(fixes) > 1:
        fixes.sort(key=lambda fix: errors_left(fix.edit))
    return tuple(fixes)


def _fix(network: Network, name: str, repair: Repair) -> Fix:
    if repair.values is not None:
        return Fix(repair.label, SetFields(name, repair.values))
    if repair.insert_before is not None:
        source = network.sources_of[name][repair.wire]
        edit = InsertBefore(repair.insert_before, name, source, shift=COLUMN_STEP)
        return Fix(repair.label.replace("{source}", source), edit)
    if repair.remove:
        return Fix(tr("remove {name}", name=name), RemoveLayers(frozenset({name})))
    assert repair.remove_flattening
    # The Input gives a feature map, so only these can have made a vector of it.
    vectors = [n for n in network.upstream(name) if isinstance(network.layers[n], _VECTORS)]
    return Fix(
        tr("remove {listed}", listed=_listed(vectors[::-1])), RemoveLayers(frozenset(vectors))
    )


_VECTORS = (Flatten, Linear)


def _not_connected(network: Network, name: str) -> Problem:
    message = tr("not connected: no wire leads into this layer")
    return Problem(name, "error", message, partial(_connecting, network, name))


def _connecting(network: Network, name: str) -> tuple[Fix, ...]:
    """Wires from the nearest two layers that feed none yet."""
    x, y = _place(network, name)
    places = [_place(network, end) for end in network.open_ends]
    distances = [abs(at_x - x) + abs(at_y - y) for at_x, at_y in places]
    nearest = nsmallest(2, zip(distances, network.open_ends, strict=True))
    return tuple(Fix(tr("connect {end}", end=end), Connect(end, name)) for _, end in nearest)


def _several_ends(network: Network) -> Problem:
    return Problem(
        network.ends[-1],
        "error",
        tr("the network must end in one layer, the scores of the classes, but it ends in ")
        + _listed(network.ends),
        partial(_keeping_one_end, network),
    )


def _keeping_one_end(network: Network) -> tuple[Fix, ...]:
    fixes = []
    for end in network.ends[:2]:
        branches = _only_behind(network, (other for other in network.ends if other != end))
        fixes.append(Fix(tr("keep only {end}", end=end), RemoveLayers(branches)))
    return tuple(fixes)


def _only_behind(network: Network, ends: Iterable[str]) -> frozenset[str]:
    """The branches that lead to these ends and nowhere else."""
    found = set(ends)
    for name in reversed(network.order):
        targets = network.targets_of[name]
        if targets and found.issuperset(targets):
            found.add(name)
    return frozenset(found)


def _wrong_output(network: Network, end: str, output: Shape | None, classes: int) -> Problem:
    scores = _scores_layer(network, end)
    find_fixes: Callable[[], tuple[Fix, ...]] = tuple
    if isinstance(network.layers[scores], Linear):
        find_fixes = partial(_resizing, scores, classes)
    elif output is not None:
        find_fixes = partial(_ending, network, end, output, classes)
    return Problem(
        scores,
        "error",
        tr(
            "the data has {classes} classes, so the network must end in {classes} "
            "values, not {shape}",
            classes=classes,
            shape=shape_text(output),
        ),
        find_fixes,
    )


def _scores_layer(network: Network, end: str) -> str:
    """The dense layer that gives the end its size, or the end where there is none."""
    name = end
    while network.layers[name].family in ("activation", "dropout"):
        name = network.source_of[name]
    return name if isinstance(network.layers[name], Linear) else end


def _fitting_end(change: str, *edits: Edit) -> tuple[Fix, ...]:
    """A fix of the end by its one name, which the menu has, too, and what it changes."""
    label = tr("fit the network's end to the data: {change}", change=change)
    return (Fix(label, Together(tr("Fit the network's end to the data"), edits)),)


def _resizing(name: str, classes: int) -> tuple[Fix, ...]:
    setting = setting_title("out_features")
    change = tr("{setting} {classes} in {name}", setting=setting, classes=classes, name=name)
    return _fitting_end(change, SetFields(name, {"out_features": classes}))


def _ending(network: Network, end: str, output: Shape, classes: int) -> tuple[Fix, ...]:
    """Put a dense layer with one unit per class at the end, flattening in between if need be."""
    new: list[Layer] = [Linear(out_features=classes)]
    if len(output) != 1:
        new.insert(0, Flatten())
    kinds = tr(" and ").join(layer.kind for layer in new)
    after = logits_layer(network) or end
    if after != end:
        (softmax,) = network.targets_of[after]
        change = tr("add {kinds} before {softmax}", kinds=kinds, softmax=softmax)
        return _fitting_end(
            change, *(InsertBefore(layer, softmax, shift=COLUMN_STEP) for layer in new)
        )
    edits: list[Edit] = []
    place = _place(network, end)
    for step, layer in enumerate(new, start=1):
        name = network.free_name(layer)
        at = Position(place.x + step * COLUMN_STEP, place.y)
        edits.append(AddLayer(layer, at, after=after, name=name))
        after = name
    return _fitting_end(tr("add {kinds}", kinds=kinds), *edits)


def _listed(names: Sequence[str]) -> str:
    """The names in one phrase, short enough for a button or a line however many there are."""
    if len(names) <= _NAMED + 1:
        return tr(" and ").join(names)
    return tr(
        "{names} and {count:,} more", names=", ".join(names[:_NAMED]), count=len(names) - _NAMED
    )


_NAMED = 3


_ORIGIN = Position(0.0, 0.0)


def _place(network: Network, name: str) -> Position:
    return network.positions.get(name, _ORIGIN)


def _left_of_all(network: Network) -> Position:
    places = list(network.positions.values()) or [_ORIGIN]
    return Position(min(at.x for at in places) - COLUMN_STEP, min(at.y for at in places))
