"""What there is to notice in a scene: sentences short enough to be checked.

conv1: 6×28×28                      the shape that a layer gives
parameters: 61,706                  of the network; also layers, MACs, activations
parameters of conv1: 156            of a layer; also weights
receptive field of conv3: 7×7
values of conv1: 3 −1; −3 1         a map, row by row; "channel 2" may stand behind the name
problem at conv1: does not fit      words of a problem of that layer
no problems
validation accuracy ≥ 90 %          also training, loss, and ≤
training breaks down
panel functions says: sums to 1     words that a panel shows
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "shape", "count", "field", "values", "problem", "no problems", "score", "breakdown", "panel"
]

_SHAPE = re.compile(r"(\w+): (\d+(?:[×x]\d+)*)")
_COUNT = re.compile(r"(parameters|weights|layers|MACs|activations)(?: of (\w+))?: ([\d,]+)")
_FIELD = re.compile(r"receptive field of (\w+): (\d+)[×x](\d+)")
_VALUES = re.compile(r"values of (\w+)(?: channel (\d+))?: ([-−\d.,; ]+)")
_PROBLEM = re.compile(r"problem at (\w+): (.+)")
_SCORE = re.compile(r"((?:training|validation) (?:loss|accuracy)) (≥|≤|>=|<=) ([\d.]+)( ?%)?")
_PANEL = re.compile(r"panel (\w+) says: (.+)")


@dataclass(frozen=True)
class Notice:
    """One sentence of what is to be noticed, taken apart."""

    text: str
    kind: Kind
    subject: str = ""
    """The layer, the panel, or what is counted or scored."""
    layer: str = ""
    """Of a count; empty for that of the whole network."""
    words: str = ""
    """What must be shown, where that is text; for a score the sign."""
    values: tuple[tuple[float, ...], ...] = ()
    """What must be shown, where that is numbers: rows of them."""
    channel: int = 0

    @property
    def number(self) -> float:
        """The number, where it is a single one."""
        return self.values[0][0]


def read_notice(text: str) -> Notice:
    """Take a sentence apart; ValueError says which there are."""
    text = text.strip()
    if text == "no problems":
        return Notice(text, "no problems")
    if text == "training breaks down":
        return Notice(text, "breakdown")
    if found := _COUNT.fullmatch(text):
        count = float(found[3].replace(",", ""))
        return Notice(text, "count", found[1], layer=found[2] or "", values=((count,),))
    if found := _FIELD.fullmatch(text):
        return Notice(text, "field", found[1], values=((float(found[2]), float(found[3])),))
    if found := _VALUES.fullmatch(text):
        return Notice(text, "values", found[1], values=_rows(found[3]), channel=int(found[2] or 0))
    if found := _PROBLEM.fullmatch(text):
        return Notice(text, "problem", found[1], words=found[2])
    if found := _PANEL.fullmatch(text):
        return Notice(text, "panel", found[1], words=found[2])
    if found := _SCORE.fullmatch(text):
        number = float(found[3]) / (100 if found[4] else 1)
        sign = {">=": "≥", "<=": "≤"}.get(found[2], found[2])
        return Notice(text, "score", found[1], words=sign, values=((number,),))
    if found := _SHAPE.fullmatch(text):
        return Notice(text, "shape", found[1], words=found[2].replace("x", "×"))
    raise ValueError(
        f"{text!r} cannot be checked; write for example “conv1: 6×28×28”, “parameters: 61,706”, "
        "“values of conv1: 3 −1; −3 1” or “validation accuracy ≥ 90 %”"
    )


def _rows(text: str) -> tuple[tuple[float, ...], ...]:
    """Rows between semicolons, numbers between blanks; both minus signs will do."""
    plain = text.replace("−", "-")
    return tuple(tuple(float(word) for word in row.split()) for row in plain.split(";"))
