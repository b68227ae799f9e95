"""Counts, memory and receptive fields in the words that people use."""

from __future__ import annotations

from app.language import figures, tr
from app.network.analysis import Analysis, LayerAnalysis, ReceptiveField
from app.network.fields import by_text

_UNITS = ("B", "kB", "MB", "GB", "TB")


def memory_text(count: int) -> str:
    """Bytes with three digits, in powers of a thousand: "246.8 kB"."""
    value, unit = float(count), _UNITS[0]
    for unit in _UNITS:
        if value < 999.95 or unit == _UNITS[-1]:
            break
        value /= 1000
    if unit == "B":
        return f"{count} B"
    return figures(f"{value:.{1 if value >= 10 else 2}f} {unit}")


def receptive_field_facts(field: ReceptiveField | None) -> list[str]:
    """What one unit sees of the image, line by line: "14×14 · stride 4", "offset −2"."""
    if field is None:
        return ["?"]
    size = by_text(field.size)
    if field.stride == (0, 0):
        return [size]
    return [
        tr("{size} · stride {step}", size=size, step=_step_text(field.stride)),
        tr("offset {step}", step=_step_text(field.offset)),
    ]


def cost_facts(part: Analysis | LayerAnalysis) -> list[tuple[str, str]]:
    """Memory as rows of a table of facts."""
    return [
        (tr("memory"), tr("{memory} forward", memory=memory_text(part.forward_bytes))),
        ("", tr("{memory} with gradients", memory=memory_text(part.training_bytes))),
    ]


def _step_text(pair: tuple[int, int]) -> str:
    """(2, 2) as "2" and (−1, −2) as "(−1, −2)", with true minus signs."""
    return str(pair[0] if pair[0] == pair[1] else pair).replace("-", "−")
