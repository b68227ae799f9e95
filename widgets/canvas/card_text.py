"""The words on a card, and the fonts that they are set in (sizes are scene units)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication

from app.language import figures, tr
from app.network.analysis import LayerAnalysis
from app.network.arithmetic import shape_text
from app.network.layer import Family, Severity
from app.network.layers.dense import Input
from app.network.problems import Problem


@dataclass(frozen=True)
class CardFacts:
    """Everything that a card says about its layer."""

    name: str
    kind: str
    family: Family
    notation: str
    shape: tuple[int, ...] | None
    parameters: int
    problems: tuple[Problem, ...]
    takes_wire: bool

    @property
    def shape_text(self) -> str:
        return shape_text(self.shape)

    @property
    def shown_shape(self) -> str:
        """As it is written on the card: the length of a vector is grouped as any count is."""
        text = self.shape_text
        return figures(f"{int(text):,}") if text.isdecimal() else text

    @property
    def severity(self) -> Severity | None:
        """The worst of its problems."""
        if any(problem.severity == "error" for problem in self.problems):
            return "error"
        return "warning" if self.problems else None

    @property
    def spoken(self) -> str:
        """The card in one sentence, for tool tips and screen readers."""
        parts = [f"{self.name}: {self.kind}"]
        if self.notation:
            parts.append(self.notation)
        parts.append(tr("output {shape_text}", shape_text=self.shown_shape))
        if self.parameters:
            parts.append(tr("{parameters:,} parameters", parameters=self.parameters))
        parts.extend(problem.message for problem in self.problems)
        return ", ".join(parts)


def facts_of(layer: LayerAnalysis, problems: tuple[Problem, ...]) -> CardFacts:
    """What the card of a layer says; `problems` are all that name it."""
    notation = layer.layer.notation
    return CardFacts(
        name=layer.name,
        kind=layer.layer.kind,
        family=layer.layer.family,
        notation="" if notation == shape_text(layer.output) else notation,
        shape=layer.output,
        parameters=layer.parameters,
        problems=problems,
        takes_wire=not isinstance(layer.layer, Input),
    )


def count_text(count: int) -> str:
    """A count short enough for a card: "61,706", "1.18 M"."""
    if count < 1_000_000:
        return figures(f"{count:,}")
    if count < 1_000_000_000:
        return figures(f"{count / 1e6:.3g} M")
    return figures(f"{count / 1e9:.3g} G")


def value_text(value: float) -> str:
    """A number in about four characters: "0", "0.53", "−1.2", "12.3", "2e4", "NaN"."""
    if value != value:
        return "NaN"
    size = abs(value)
    if size == float("inf"):
        text = "∞"
    elif size == 0:
        return "0"
    elif size >= 9_999.5:
        text = f"{size:.0e}".replace("e+0", "e").replace("e+", "e")
    elif size >= 99.95:
        text = f"{size:.0f}"
    elif size >= 9.995:
        text = f"{size:.1f}"
    elif size >= 0.005:
        text = f"{size:.2f}"
    else:
        text = f"{size:.0e}".replace("e-0", "e−").replace("e-", "e−")
    return figures(f"−{text}" if value < 0 else text)


def scene_font(size: int, *, bold: bool = False) -> QFont:
    """The program's font, `size` scene units high, the same shape at every zoom."""
    return _font(_family(), size, bold)


@cache
def _family() -> str:
    """The family of the program's font, which does not change while it runs."""
    return QApplication.font().family()


@lru_cache(maxsize=256)
def _font(family: str, size: int, bold: bool) -> QFont:
    font = QFont(family)
    font.setPixelSize(size)
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def text_width(text: str, size: int, *, bold: bool = False) -> float:
    """How wide `text` is, in scene units."""
    return _width(_family(), text, size, bold)


@lru_cache(maxsize=8_192)
def _width(family: str, text: str, size: int, bold: bool) -> float:
    return QFontMetricsF(_font(family, size, bold)).horizontalAdvance(text)


@lru_cache(maxsize=4_096)
def elided(text: str, width: float, size: int, bold: bool = False) -> str:
    """`text`, cut with "…" where it is wider than `width` scene units."""
    if text_width(text, size, bold=bold) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if text_width(text[:middle] + "…", size, bold=bold) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low] + "…"


def fitting_size(text: str, width: float, largest: int) -> int:
    """The font size at which `text` (bold) is at most `width` wide; never above `largest`."""
    at_forty = text_width(text, 40, bold=True)
    return max(8, min(largest, int(40 * width / max(1.0, at_forty))))


@lru_cache(maxsize=4_096)
def last_parts(name: str, width: float, size: int, left_out: str = "…") -> str:
    """A layer's name (bold), from its first part on that leaves room for all that follow.

    What tells the layers of a block from one another stands last, as in "layer1_block2_conv1";
    `left_out` stands for what is missing before it.
    """
    parts = name.split("_")
    shorter = (left_out + "_".join(parts[first:]) for first in range(1, len(parts)))
    return next(
        (each for each in (name, *shorter) if text_width(each, size, bold=True) <= width), name
    )
