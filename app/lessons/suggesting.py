"""What could be noticed on a screen, and asked about it: sentences to choose from."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from decimal import Decimal

from app.lessons.lesson import QuestionForm
from app.lessons.notice import read_notice
from app.lessons.question import Answer, answer_of
from app.network.analysis import Analysis, analyse
from app.network.arithmetic import shape_text
from app.network.graph import Network

ASKED = ("height", "width", "shape", "parameters", "weights", "receptive field")
"""What a question can ask of a layer, as `answer_of` works it out."""
MOST_VALUES = 36
"""Numbers of a map that can still be compared by eye."""
_SLACK = 0.05
"""By so much a score may be worse elsewhere and later."""


def notices_of_network(analysis: Analysis, names: Iterable[str]) -> Iterator[str]:
    """Sentences on the layers of these names, then on the whole network."""
    for name in names:
        layer = analysis.layers.get(name)
        if layer is None:
            continue
        if layer.output is not None:
            yield f"{name}: {shape_text(layer.output)}"
        if layer.parameters:
            yield f"parameters of {name}: {layer.parameters:,}"
            yield f"weights of {name}: {layer.weights:,}"
        if layer.receptive_field is not None:
            height, width = layer.receptive_field.size
            yield f"receptive field of {name}: {height}×{width}"
        for problem in layer.problems:
            yield f"problem at {name}: {problem.message.rstrip('.')}"
    yield f"parameters: {analysis.parameters:,}"
    yield f"layers: {len(analysis.layers):,}"
    yield f"MACs: {analysis.macs:,}"
    yield "no problems"


def notice_of_score(subject: str, score: float) -> str:
    """ "validation accuracy ≥ 85 %" for a 90.3: not so strict that chance would break it.

    Empty for a score that is no number.
    """
    limit = score * 1.25 + 0.01
    if not math.isfinite(limit):
        return ""
    if subject.endswith("accuracy"):
        least = int(max(0.0, score - _SLACK) * 20) * 5
        return f"{subject} ≥ {least} %"
    return f"{subject} ≤ {Decimal(f'{limit:.2g}'):f}"


def can_be_compared(values: int) -> bool:
    """Whether a map of so many numbers is small enough to be read number by number."""
    return 0 < values <= MOST_VALUES


def notice_of_values(name: str, rows: Iterable[Iterable[float]], channel: int = 0) -> str:
    """The numbers of a map, row by row; empty for one that is too large to be read."""
    written = [[_number(value) for value in row] for row in rows]
    if not written or not can_be_compared(sum(map(len, written))):
        return ""
    place = f" channel {channel}" if channel else ""
    text = f"values of {name}{place}: {'; '.join(' '.join(row) for row in written)}"
    try:
        read_notice(text)
    except ValueError:
        return ""
    return text


def _number(value: float) -> str:
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "−")


def answers(network: Network, names: Iterable[str]) -> Iterator[tuple[str, Answer]]:
    """What can be asked about the layers and the network, each with what is right."""
    analysis = analyse(network)
    wanted = [f"{what} of {name}" for name in names for what in ASKED]
    for asked in (*wanted, "parameters", "weights"):
        try:
            found = answer_of(QuestionForm("", asked), network, analysis)
        except ValueError:
            continue
        if found.numbers and any(found.numbers):
            yield asked, found
