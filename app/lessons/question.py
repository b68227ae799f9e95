"""Questions whose answers are worked out from the network, with the arithmetic behind them."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from app.language import figures, plain_figures, tr
from app.lessons.lesson import QuestionForm
from app.network.analysis import Analysis, LayerAnalysis, explain
from app.network.arithmetic import shape_text
from app.network.graph import Network

_ASKED = re.compile(r"(height|width|shape|parameters|weights|receptive field)(?: of (\w+))?")
_NUMBER = re.compile(r"[-−]?\d[\d,]*(?:\.\d+)?(?:e[-+]?\d+)?")


@dataclass(frozen=True)
class Answer:
    """What is right: its numbers, how it is written, and why it is so."""

    text: str
    numbers: tuple[float, ...]
    arithmetic: str
    """The substitution with its result, or words; may be empty."""

    def allows(self, said: str, tolerance: float) -> bool:
        """Whether what somebody said means this answer, with English marks or the language's."""
        if not self.numbers:
            return said.strip().casefold() == self.text.casefold()
        return any(self._is(numbers_in(text), tolerance) for text in {said, plain_figures(said)})

    def _is(self, given: tuple[float, ...], tolerance: float) -> bool:
        if len(given) == 1 and len(set(self.numbers)) == 1:
            given *= len(self.numbers)  # "5" for 5×5
        return len(given) == len(self.numbers) and all(
            math.isclose(one, other, rel_tol=1e-9, abs_tol=tolerance)
            for one, other in zip(given, self.numbers, strict=True)
        )


def numbers_in(text: str) -> tuple[float, ...]:
    """The numbers that somebody typed: "6 x 28 x 28", "61,706", "−2.5"."""
    return tuple(float(word.replace(",", "").replace("−", "-")) for word in _NUMBER.findall(text))


def answer_of(question: QuestionForm, network: Network, analysis: Analysis) -> Answer:
    """The right answer for the network of the scene; ValueError in words where there is none."""
    stated = question.answer
    if question.choices:
        if stated not in question.choices:
            raise ValueError(tr("the answer {stated!r} is none of the choices", stated=stated))
        return Answer(str(stated), (), question.because)
    if not isinstance(stated, str):
        return Answer(figures(f"{stated:,}".replace("-", "−")), (float(stated),), question.because)
    found = _ASKED.fullmatch(stated.strip())
    if found is None:
        raise ValueError(
            tr(
                "{stated!r} cannot be worked out; write a number, one of the "
                "choices, or for example “height of conv1”, “shape of conv1”, "
                "“parameters of conv1” or “receptive field of conv1”",
                stated=stated,
            )
        )
    what, name = found[1], found[2] or ""
    text, numbers, arithmetic = (
        _of_layer(what, name, network, analysis) if name else _of_all(what, analysis)
    )
    return Answer(text, numbers, question.because or arithmetic)


_Found = tuple[str, tuple[float, ...], str]


def _of_all(what: str, analysis: Analysis) -> _Found:
    if what not in ("parameters", "weights"):
        raise ValueError(
            tr("write of which layer the {what} is meant: “{what} of conv1”", what=what)
        )
    layers = [
        (getattr(layer, what), name)
        for name, layer in analysis.layers.items()
        if getattr(layer, what)
    ]
    total = sum(count for count, _name in layers)
    return (
        figures(f"{total:,}"),
        (total,),
        f"{' + '.join(figures(f'{c:,}') for c, _ in layers)} = {figures(f'{total:,}')}",
    )


def _of_layer(what: str, name: str, network: Network, analysis: Analysis) -> _Found:
    layer = analysis.layers.get(name)
    if layer is None or layer.output is None:
        raise ValueError(tr("there is no layer {name!r} that gives something", name=name))
    source = network.source_of.get(name)
    lines = dict(explain(layer, analysis.layers[source] if source else None))
    if what == "shape":
        return shape_text(layer.output), layer.output, _shape_arithmetic(layer, lines)
    if what in ("height", "width"):
        if len(layer.output) != 3:
            raise ValueError(
                tr(
                    "{name} gives {shape}, which has no {what}",
                    name=name,
                    shape=shape_text(layer.output),
                    what=what,
                )
            )
        size = layer.output[1 if what == "height" else 2]
        return figures(f"{size:,}"), (size,), lines.get(what, "")
    if what == "receptive field":
        if layer.receptive_field is None:
            raise ValueError(tr("{name} has no receptive field that moves with it", name=name))
        height, width = layer.receptive_field.size
        return f"{height}×{width}", (height, width), lines.get("receptive field", "")
    count = layer.parameters if what == "parameters" else layer.weights
    measure = layer.measure
    product = f"{measure.weights.text} = {figures(f'{count:,}')}" if measure else ""
    return (
        figures(f"{count:,}"),
        (count,),
        lines.get("parameters", "") if what == "parameters" else product,
    )


def _shape_arithmetic(layer: LayerAnalysis, lines: dict[str, str]) -> str:
    size = lines.get("height", "")
    assert layer.output is not None
    return (
        tr("{size}, for each of {output:,} maps", size=size, output=layer.output[0])
        if size
        else lines.get("output", "")
    )
