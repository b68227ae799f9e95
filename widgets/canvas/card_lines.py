"""The lines on a card that holds only words, as in a diagram for paper."""

from __future__ import annotations

from typing import NamedTuple

from app.language import tr
from app.network.analysis import LayerAnalysis, explain
from widgets.canvas.card_text import CardFacts, count_text


class CardLine(NamedTuple):
    """A line in the middle of a card."""

    text: str
    size: int
    """Scene units; smaller where it would not fit."""
    bold: bool = False
    faint: bool = False


def words_on(facts: CardFacts) -> list[CardLine]:
    """Notation, shape and number of parameters."""
    lines = [CardLine(facts.notation, 19), CardLine(facts.shown_shape, 22, bold=True)]
    if facts.parameters:
        count = count_text(facts.parameters)
        lines.append(CardLine(tr("{count} parameters", count=count), 15, faint=True))
    return [line for line in lines if line.text]


def arithmetic_on(facts: CardFacts, layer: LayerAnalysis) -> list[CardLine]:
    """The same with how the sizes and the number of parameters come about."""
    found = {line.key: line for line in explain(layer)}
    sizes = [found[key] for key in ("height", "width", "length") if key in found]
    if len({line.arithmetic for line in sizes}) == 1:
        told = [sizes[0].arithmetic]
    else:
        told = [f"{line.subject}: {line.arithmetic}" for line in sizes]
    if len(layer.inputs) > 1 and "output" in found:
        told.append(found["output"].arithmetic.partition(":")[0])
    if "features" in found:
        told.append(found["features"].arithmetic)
    lines = [
        CardLine(facts.notation, 18),
        *(CardLine(text, 14) for text in told),
        CardLine(facts.shown_shape, 22, bold=True),
    ]
    if "parameters" in found:
        lines.append(CardLine(found["parameters"].arithmetic, 15, faint=True))
    return [line for line in lines if line.text]
