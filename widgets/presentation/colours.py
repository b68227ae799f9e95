"""Colours for a poor projector, which washes out whatever is faint."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QColor

from widgets.theme import Theme

TEXT_CONTRAST, LINE_CONTRAST = 7.0, 4.5
"""Of text, WCAG's level AAA; of lines and frames, what text has elsewhere."""
_TEXTS = ("text", "faint_text", "error", "warning", "good")
_LINES = (
    "wire",
    "card_border",
    "block_line",
    "selection",
    "train_line",
    "validation_line",
)
_STEP = 0.05


def for_projector(scheme: Theme) -> Theme:
    """The scheme with its text and lines drawn towards black or white until they stand out."""
    grounds = [scheme.colour(name) for name in ("window", "canvas", "card")]
    found = {name: _stronger(scheme.colour(name), grounds, TEXT_CONTRAST) for name in _TEXTS}
    found |= {name: _stronger(scheme.colour(name), grounds, LINE_CONTRAST) for name in _LINES}
    run_lines = tuple(_stronger(QColor(each), grounds, LINE_CONTRAST) for each in scheme.run_lines)
    return replace(scheme, run_lines=run_lines, **found)  # type: ignore[arg-type]  # names of colours


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of WCAG 2.2, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _stronger(colour: QColor, grounds: list[QColor], wanted: float) -> str:
    bright = sum(map(_luminance, grounds)) / len(grounds) > 0.18
    end = QColor("#000000" if bright else "#ffffff")
    share = 0.0
    mixed = colour
    while share < 1 and min(contrast(mixed, ground) for ground in grounds) < wanted:
        share = min(1.0, share + _STEP)
        mixed = QColor.fromRgbF(
            colour.redF() + (end.redF() - colour.redF()) * share,
            colour.greenF() + (end.greenF() - colour.greenF()) * share,
            colour.blueF() + (end.blueF() - colour.blueF()) * share,
        )
    return mixed.name()


def _luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
