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
gallery says: VGG B                 words of the networks that the gallery shows
Linear layers: 1                    so many layers of a kind
gradient of input: 0 0; 0 1         what the feature maps panel shows of a gradient
filters of conv1: 8                 so many pictures in the panel of filters
enlarged: relu1 24×24, pool1 12×12  the maps that stand beside one another
grad-cam explains: 7                the class that is explained, by this method
patches of conv1: 5×5               the largest of the patches that excite it most
image made for conv1 channel 2      gradient ascent has come to its end
accuracy at angle 90 ≤ 60 %         a point of the newest curve of invariance
training ends early
weights near zero in fc1 ≥ 50 %     as the layer health has it
top-1 error ≤ 20 %                  of the evaluation; also top-5
search reaches ≥ 60 %               validation accuracy of the best trial
ensemble error ≤ 30 %
ensemble errs less than its members on average
window preview says: mean 0         words of a window: preview, search or ensemble
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from app.language import tr

Kind = Literal[
    "shape",
    "count",
    "field",
    "values",
    "problem",
    "no problems",
    "score",
    "breakdown",
    "panel",
    "gallery",
    "kinds",
    "gradient",
    "filters",
    "enlarged",
    "explained",
    "patches",
    "made",
    "curve",
    "early end",
    "near zero",
    "top error",
    "search",
    "ensemble error",
    "ensemble",
    "window",
]
LIMITS: tuple[Kind, ...] = ("score", "curve", "near zero", "top error", "search", "ensemble error")
"""Those of a number that is to be reached, or not to be passed."""

_SHAPE = re.compile(r"(\w+): (\d+(?:[×x]\d+)*)")
_COUNT = re.compile(r"(parameters|weights|layers|MACs|activations)(?: of (\w+))?: ([\d,]+)")
_FIELD = re.compile(r"receptive field of (\w+): (\d+)[×x](\d+)")
_KINDS = re.compile(r"(\w+) layers: (\d+)")
_VALUES = re.compile(r"(values|gradient) of (\w+)(?: channel (\d+))?: ([-−\d.,; ]+)")
_PROBLEM = re.compile(r"problem at (\w+): (.+)")
_SCORE = re.compile(
    r"((?:training|validation) (?:loss|accuracy)|test accuracy) (≥|≤|>=|<=) ([\d.]+)( ?%)?"
)
_NUMBERS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"{what} (≥|≤|>=|<=) ([\d.]+) ?%"))  # type: ignore[misc]
    for kind, what in (
        ("near zero", r"weights near zero in (\w+)"),
        ("top error", r"top-([15]) error"),
        ("search", "(search) reaches"),
        ("ensemble error", "(ensemble) error"),
    )
)
_FIXED: dict[str, Kind] = {
    "no problems": "no problems",
    "training breaks down": "breakdown",
    "training ends early": "early end",
    "ensemble errs less than its members on average": "ensemble",
}
_WINDOW = re.compile(r"window (preview|search|ensemble) says: (.+)")
_PANEL = re.compile(r"panel (\w+) says: (.+)")
_GALLERY = re.compile(r"gallery says: (.+)")
_FILTERS = re.compile(r"filters of (\w+): ([\d,]+)")
_ENLARGED = re.compile(r"enlarged: (.+)")
_EXPLAINED = re.compile(r"([a-z-]+) explains: (.+)")
_PATCHES = re.compile(r"patches of (\w+): (\d+)[×x](\d+)")
_MADE = re.compile(r"image made for (\w+) channel (\d+)")
_CURVE = re.compile(
    r"accuracy at (shift-across|shift-down|angle|scale) ([-−]?[\d.]+) (≥|≤|>=|<=) ([\d.]+) ?%"
)


@dataclass(frozen=True)
class Notice:
    """One sentence of what is to be noticed, taken apart."""

    text: str
    kind: Kind
    subject: str = ""
    """The layer, the panel or window, or what is counted or scored."""
    layer: str = ""
    """Of a count; empty for that of the whole network."""
    words: str = ""
    """What must be shown, where that is text; the sign before a number that is a limit."""
    values: tuple[tuple[float, ...], ...] = ()
    """What must be shown, where that is numbers: rows of them."""
    channel: int = 0
    amount: float = 0.0
    """Of a change of the images."""

    @property
    def number(self) -> float:
        """The number, where it is a single one."""
        return self.values[0][0]


def read_notice(text: str) -> Notice:
    """Take a sentence apart; ValueError says which there are."""
    text = text.strip()
    if kind := _FIXED.get(text):
        return Notice(text, kind)
    if found := _COUNT.fullmatch(text):
        count = float(found[3].replace(",", ""))
        return Notice(text, "count", found[1], layer=found[2] or "", values=((count,),))
    if found := _FIELD.fullmatch(text):
        return Notice(text, "field", found[1], values=((float(found[2]), float(found[3])),))
    if found := _VALUES.fullmatch(text):
        kind = "values" if found[1] == "values" else "gradient"
        return Notice(text, kind, found[2], values=_rows(found[4]), channel=int(found[3] or 0))
    if found := _PROBLEM.fullmatch(text):
        return Notice(text, "problem", found[1], words=found[2])
    if found := _PANEL.fullmatch(text):
        return Notice(text, "panel", found[1], words=found[2])
    if found := _SCORE.fullmatch(text):
        number = float(found[3]) / (100 if found[4] else 1)
        return Notice(text, "score", found[1], words=_sign(found[2]), values=((number,),))
    notice = _read_look(text) or _read_experiment(text)
    if notice is not None:
        return notice
    if found := _SHAPE.fullmatch(text):
        return Notice(text, "shape", found[1], words=found[2].replace("x", "×"))
    raise ValueError(
        tr(
            "{text!r} cannot be checked; write for example “conv1: 6×28×28”, "
            "“parameters: 61,706”, “values of conv1: 3 −1; −3 1” or “validation "
            "accuracy ≥ 90 %”",
            text=text,
        )
    )


def _read_look(text: str) -> Notice | None:
    """A sentence about what the gallery or a panel shows that looks further."""
    if found := _GALLERY.fullmatch(text):
        return Notice(text, "gallery", words=found[1])
    if found := _KINDS.fullmatch(text):
        return Notice(text, "kinds", found[1], values=((float(found[2]),),))
    if found := _FILTERS.fullmatch(text):
        return Notice(text, "filters", found[1], values=((float(found[2].replace(",", "")),),))
    if found := _ENLARGED.fullmatch(text):
        return Notice(text, "enlarged", words=found[1])
    if found := _EXPLAINED.fullmatch(text):
        return Notice(text, "explained", found[1], words=found[2])
    if found := _PATCHES.fullmatch(text):
        return Notice(text, "patches", found[1], values=((float(found[2]), float(found[3])),))
    if found := _MADE.fullmatch(text):
        return Notice(text, "made", found[1], channel=int(found[2]))
    if found := _CURVE.fullmatch(text):
        amount, number = float(found[2].replace("−", "-")), float(found[4]) / 100
        sign, rows = _sign(found[3]), ((number,),)
        return Notice(text, "curve", found[1], words=sign, values=rows, amount=amount)
    return None


def _read_experiment(text: str) -> Notice | None:
    """A sentence about what trainings come to, or about a window beside the lesson."""
    if found := _WINDOW.fullmatch(text):
        return Notice(text, "window", found[1], words=found[2])
    for kind, pattern in _NUMBERS:
        if found := pattern.fullmatch(text):
            rows = ((float(found[3]) / 100,),)
            return Notice(text, kind, found[1], words=_sign(found[2]), values=rows)
    return None


def _sign(text: str) -> str:
    return {">=": "≥", "<=": "≤"}.get(text, text)


def _rows(text: str) -> tuple[tuple[float, ...], ...]:
    """Rows between semicolons, numbers between blanks; both minus signs will do."""
    plain = text.replace("−", "-")
    return tuple(tuple(float(word) for word in row.split()) for row in plain.split(";"))
