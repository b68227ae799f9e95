"""The menu's edits: copy, paste, duplicate, delete, append."""

from __future__ import annotations

from collections.abc import Sequence

from app.language import tr
from app.network.analysis import analyse
from app.network.arithmetic import Shape, shape_text
from app.network.edits import Disconnect, Edit, PasteLayers, RemoveLayers, Together, part_of
from app.network.encoding import network_from_json, network_to_json
from app.network.graph import Network, NetworkError, Position, Wire
from app.network.layer import Layer
from app.network.problems import Fix
from widgets.canvas.card_text import count_text
from widgets.canvas.placing import free_shift, placed


def copied(network: Network, names: frozenset[str]) -> str:
    """Some layers and the wires between them as text for the clipboard."""
    return network_to_json(part_of(placed(network), names)).decode()


def pasted(text: str) -> Network:
    """The layers that a text from the clipboard holds; NetworkError where it holds none."""
    if not text.lstrip().startswith("{"):  # neither layers nor anything that was meant to be such
        what = tr("holds text that is no network") if text.strip() else tr("holds no layers")
        raise NetworkError(
            tr(
                "the clipboard {what}. Copy layers on the canvas; pictures and "
                "numbers are pasted in the panel Probe",
                what=what,
            )
        )
    fragment = placed(network_from_json(text.encode("utf-8", "replace")))
    if not fragment.layers:
        raise NetworkError(tr("the copied network is empty"))
    return fragment


def paste_edit(
    network: Network, fragment: Network, corner: Position | None, label: str = tr("Paste")
) -> Edit:
    """Put `fragment` with its top left at `corner`, or below itself, where it covers no card."""
    places = fragment.positions.values()
    left, top = min(at.x for at in places), min(at.y for at in places)
    offset = Position(corner.x - left, corner.y - top) if corner else Position(0.0, 0.0)
    return PasteLayers(fragment, free_shift(placed(network), places, offset), label)


def delete_edit(network: Network, names: frozenset[str], wires: frozenset[Wire]) -> Edit | None:
    """Take layers and wires away; None where there is nothing to take."""
    loose = frozenset(w for w in wires if w.source not in names and w.target not in names)
    names &= network.layers.keys()
    if names and loose:
        return Together(tr("Delete"), (Disconnect(loose), RemoveLayers(names)))
    if names:
        return RemoveLayers(names)
    return Disconnect(loose) if loose else None


def shape_behind(layer: Layer, given: Sequence[Shape | None]) -> str:
    """What a layer would make of inputs of these shapes, in a line; or else its notation."""
    known = tuple(shape for shape in given if shape is not None)
    if not known or len(known) < len(given):
        return layer.notation
    measure = layer.measure_all(known)
    if measure.output is None:
        return measure.faults[0].message
    words = (
        f"{shape_text(known[0])} → "
        if len(known) == 1
        else tr("joins {known} → ", known=len(known))
    )
    words += shape_text(measure.output)
    parameters = measure.weights.value + measure.biases.value
    return (
        tr("{words} · {count} parameters", words=words, count=count_text(parameters))
        if parameters
        else words
    )


def outcome(network: Network, layer: str, fix: Fix) -> str:
    """What a fix would bring: the layer's shape and parameters, or how many errors are left."""
    try:
        after = analyse(fix.edit.apply(network))
    except NetworkError as error:
        return str(error)
    found = after.layers.get(layer)
    words = []
    if found is not None and found.output:
        words.append("×".join(map(str, found.output)))
        if found.parameters:
            words.append(tr("{count} parameters", count=count_text(found.parameters)))
    errors = len(after.errors)
    if errors:
        words.append(
            tr("1 error left") if errors == 1 else tr("{errors} errors left", errors=errors)
        )
    return "→ " + " · ".join(words) if words else ""
