"""Layers from what a lecturer would write: "conv 64 3×3 s2 p1"."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from app.language import tr
from app.network.fields import IntOrPair, fields_of, made_from
from app.network.layer import Layer
from app.network.setting_titles import setting_title

_PAIR = r"(\d+)(?:[x×](\d+))?"
_RATE = r"p?(\d*[.,]\d+|\d+(?:[.,]\d+)?%)"
SIGNS = {"s": "stride", "p": "padding", "d": "dilation", "g": "groups"}
COUNTS = ("out_channels", "out_features", "channels", "num_groups", "group_size")
"""What a plain number means, the first of these that a kind has."""
RATES = ("p", "negative_slope")
"""And what one with decimals or percent means."""


class Notation(NamedTuple):
    """Words that say which layer is meant, and the settings that were written behind them."""

    words: str
    settings: tuple[str, ...]


def read_notation(text: str) -> Notation:
    """Tell settings (64, 3x3, s2, p1, same, 0.4) from the words that name a layer."""
    words: list[str] = []
    settings: list[str] = []
    for part in text.replace("·", " ").replace("=", "").lower().split():
        written = words and re.fullmatch(rf"[spdg]?{_PAIR}|same|{_RATE}", part)
        (settings if written else words).append(part)
    return Notation(" ".join(words), tuple(settings))


def written_layer(kind: type[Layer], settings: tuple[str, ...]) -> Layer:
    """A layer of that kind with the settings that were written.

    A plain number is the number of filters, or of what else the kind counts, a size such as 3x3 the
    kernel, and 0.4 or 40% the share that dropout leaves out, or a slope. Raises ValueError, in
    words, for what the kind does not have or allow.
    """
    names = {field.name for field in fields_of(kind)}
    values: dict[str, Any] = {}
    for part in settings:
        name, value = _setting(part, names)
        if name not in names:
            raise ValueError(
                tr(
                    "{kind} has no {setting} for {part!r}",
                    kind=kind.__name__,
                    setting=setting_title(name),
                    part=part,
                )
            )
        values[name] = value
    return made_from(kind, values)


def _setting(part: str, names: set[str]) -> tuple[str, IntOrPair | float | str]:
    if part == "same":
        return "padding", "same"
    if rate := re.fullmatch(_RATE, part):
        digits = rate[1].removesuffix("%").replace(",", ".")
        value = float(digits) / 100 if rate[1].endswith("%") else float(digits)
        return next((name for name in RATES if name in names), "number"), value
    sign = part[0] if part[0] in SIGNS else ""
    found = re.fullmatch(_PAIR, part.removeprefix(sign))
    assert found is not None  # read_notation has seen to that
    first, second = int(found[1]), int(found[2] or found[1])
    size = first if first == second else (first, second)
    if sign:
        return SIGNS[sign], size
    if found[2]:
        return ("kernel_size" if "kernel_size" in names else "output_size"), size
    return next((name for name in COUNTS if name in names), "number"), size
