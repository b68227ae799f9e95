"""What a fix would change, in words, before it is made."""

from __future__ import annotations

from app.language import figures, tr
from app.network.analysis import Analysis, LayerAnalysis, analyse
from app.network.arithmetic import shape_text
from app.network.edits import Edit
from app.network.graph import Network, NetworkError


def fix_preview(network: Network, before: Analysis, layer: str, edit: Edit) -> str:
    """The change to `layer` and to the network, line by line: "output 16×28×28 → 16×14×14".

    `before` is the analysis of `network`; `layer` may be empty for a problem of no one layer.
    """
    try:
        changed = edit.apply(network)
    except NetworkError as error:
        return tr("cannot be done: {error}", error=error)
    after = analyse(changed)
    lines = [edit.label]
    if layer in before.layers and layer in after.layers:
        lines += _layer_changes(layer, before.layers[layer], after.layers[layer])
    ends = [name for name in network.ends if name in after.layers and name != layer]
    for name in ends[:1]:
        lines += _layer_changes(name, before.layers[name], after.layers[name])
    lines += _changed(
        tr("parameters in all"), figures(f"{before.parameters:,}"), figures(f"{after.parameters:,}")
    )
    lines += _changed(tr("problems"), str(len(before.problems)), str(len(after.problems)))
    return "\n".join(lines)


def _layer_changes(name: str, before: LayerAnalysis, after: LayerAnalysis) -> list[str]:
    changes = [
        *_changed(tr("output"), shape_text(before.output), shape_text(after.output)),
        *_changed(
            tr("parameters"), figures(f"{before.parameters:,}"), figures(f"{after.parameters:,}")
        ),
    ]
    return [f"{name}: {', '.join(changes)}"] if changes else []


def _changed(subject: str, before: str, after: str) -> list[str]:
    return [f"{subject} {before} → {after}"] if before != after else []
