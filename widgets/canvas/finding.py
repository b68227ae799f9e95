"""Which layers a few typed words mean. Knows no Qt."""

from __future__ import annotations

from app.network.analysis import Analysis
from app.network.arithmetic import shape_text
from app.network.graph import Network


def matches(network: Network, analysis: Analysis, typed: str) -> tuple[str, ...]:
    """The layers, in the network's order, in whose name, kind or output shape every word occurs.

    Case does not matter, and an x between numbers is as good as a ×: "conv 28x28".
    """
    words = _plain(typed).split()
    if not words:
        return ()
    return tuple(
        name for name in network.order if all(word in _words_of(analysis, name) for word in words)
    )


def best(found: tuple[str, ...], typed: str) -> str | None:
    """The match to show first: the layer of that name, or whose name begins so, or the first."""
    wanted = typed.strip().lower()
    for name in found:
        if name.lower() == wanted:
            return name
    return next(
        (name for name in found if name.lower().startswith(wanted)), next(iter(found), None)
    )


def _words_of(analysis: Analysis, name: str) -> str:
    layer = analysis.layers[name]
    return _plain(f"{name} {layer.layer.kind} {shape_text(layer.output)}")


def _plain(text: str) -> str:
    return text.lower().replace("×", "x")
