"""Colours, type sizes and distances: the one place where the look of Convas is decided.

Views ask `theme()` when they paint and follow QEvent.PaletteChange, which Qt sends to every
widget when `apply_theme` changes the palette.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from app.network.layer import Family
from widgets.outlined_style import OutlinedStyle

# Okabe and Ito's colours, which colour-blind viewers can tell apart, darkened where white
# text stands on them (contrast at least 4.5:1).
FAMILY_COLOURS: Mapping[Family, str] = {
    "input": "#4b5563",
    "convolution": "#0067a5",
    "pooling": "#8f5a00",
    "activation": "#00734f",
    "normalisation": "#9c4177",
    "dropout": "#6b5b45",
    "shape": "#2f6f8f",
    "merge": "#5b4b9a",
    "dense": "#b04a00",
}
ON_FAMILY = "#ffffff"

CHOSEN, SEEN, REACHED, TRACED = "#ffffff", "#ffb000", "#ff8ad8", "#5ce1ff"
"""Frames over pictures, with a dark rim: of a number, what it sees, what it reaches, and what it
was followed back to."""

SMALL, NORMAL, LARGE = 8.5, 10.0, 13.0
"""Type sizes in points, at a scale of 1."""
GAP = 8
"""The usual distance between two things, in pixels."""
RADIUS = 8
"""Corner radius of cards and badges, in pixels."""


@dataclass(frozen=True)
class Theme:
    """The colours of one scheme. Text on `window`, `card` and `canvas` has contrast ≥ 4.5:1."""

    dark: bool
    window: str
    canvas: str
    grid: str
    card: str
    card_border: str
    block: str
    """Ground of a block's header and tab; text stands on it."""
    block_line: str
    text: str
    faint_text: str
    wire: str
    selection: str
    error: str
    warning: str
    good: str
    train_line: str
    validation_line: str
    button: str
    run_lines: tuple[str, ...]
    """Of runs that are laid over the one in training, which takes the two lines above."""
    weight_lines: tuple[str, ...]
    """Of connections, one for each weight: on `card` contrast ≥ 3:1, and so far apart that viewers
    with any kind of colour blindness tell them apart (ΔE ≥ 23 in Machado's simulation)."""

    def colour(self, name: str) -> QColor:
        """One of its colours as Qt's."""
        return QColor(getattr(self, name))


LIGHT = Theme(
    dark=False,
    window="#f3f4f6",
    canvas="#fbfbfc",
    grid="#e3e6ea",
    card="#ffffff",
    card_border="#c4c9d1",
    block="#d9dfe8",
    block_line="#8d97a6",
    text="#16181d",
    faint_text="#565d68",
    wire="#6b7280",
    selection="#0a63c9",
    error="#b3261e",
    warning="#8a5300",
    good="#00734f",
    train_line="#0067a5",
    validation_line="#b54e00",
    button="#e8eaee",
    run_lines=("#00734f", "#9c4177", "#7a5c00", "#5b4b9a", "#4b5563", "#a3261e"),
    weight_lines=("#0067a5", "#d95f02", "#422719", "#9832ff", "#c67a6b", "#330099", "#7a3d00"),
)
DARK = Theme(
    dark=True,
    window="#1d2025",
    canvas="#15171b",
    grid="#24282f",
    card="#262a31",
    card_border="#444b57",
    block="#3b4350",
    block_line="#727d8f",
    text="#eceef2",
    faint_text="#a7aebb",
    wire="#8b94a3",
    selection="#6cb0ff",
    error="#ff8a80",
    warning="#ffc14d",
    good="#4fd1a1",
    train_line="#56b4e9",
    validation_line="#f5a04c",
    button="#2f343d",
    run_lines=("#4fd1a1", "#e59ac8", "#e3cf57", "#b3a5f2", "#c3c9d4", "#ff8a80"),
    weight_lines=("#56b4e9", "#f5a04c", "#f0f0da", "#8b51ff", "#e1316c", "#b0ff14", "#cfb581"),
)

CONTRAST = replace(
    DARK,
    window="#000000",
    canvas="#000000",
    grid="#3a3a3a",
    card="#000000",
    card_border="#ffffff",
    block="#26303f",
    block_line="#ffffff",
    text="#ffffff",
    faint_text="#b8b8b8",
    wire="#ffffff",
    selection="#ffe14d",
    error="#ffa39b",
    warning="#ffd166",
    good="#6ef2b4",
    train_line="#74ccff",
    validation_line="#ffb65e",
    button="#1c1c1c",
)
"""For weak eyes and weak projectors: every text at least 7:1 (WCAG's level AAA).

What is faint, as a field's example of what can be typed, is still told from what was typed.
"""


@dataclass(frozen=True)
class TypeSize:
    """How large type is; `widgets.type_size.apply_type_size` puts the whole program into one."""

    scale: float = 1.0
    """What the sizes above are multiplied by."""
    least: float = 0.0
    """Points below which nothing is written on the canvas, whatever its zoom."""


_current = LIGHT
_type_size = TypeSize()
_adapted: Callable[[Theme], Theme] | None = None


def type_size() -> TypeSize:
    """The size of type in force."""
    return _type_size


def take_type_size(size: TypeSize) -> None:
    """Let what is made and painted from now on have this size."""
    global _type_size
    _type_size = size


def least_pixels() -> float:
    """The height in pixels below which nothing is written on the canvas; 0 without a limit."""
    if not _type_size.least:
        return 0.0
    return _type_size.least * QApplication.primaryScreen().logicalDotsPerInch() / 72


def scaled(pixels: int) -> int:
    """A distance that was chosen for type at a scale of 1."""
    return round(pixels * _type_size.scale)


def adapt_theme(
    application: QApplication, scheme: str, how: Callable[[Theme], Theme] | None
) -> None:
    """Change the colours of every scheme from now on; None takes them as they are again."""
    global _adapted
    _adapted = how
    apply_theme(application, scheme)


def theme() -> Theme:
    """The scheme in force."""
    return _current


@contextmanager
def painted_in(scheme: Theme, size: TypeSize | None = None) -> Iterator[None]:
    """Let what is painted meanwhile take these colours, and type of this or the usual size.

    The program keeps its own.
    """
    global _current, _type_size
    before = _current, _type_size
    _current, _type_size = scheme, size or TypeSize()
    try:
        yield
    finally:
        _current, _type_size = before


_SCHEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}


def _preferred(application: QApplication) -> Theme:
    hints = application.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return CONTRAST
    return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT


def apply_theme(application: QApplication, scheme: str = "system") -> None:
    """Put the whole program into "light", "dark", "contrast", or what the "system" prefers."""
    global _current  # one program has one look; Qt's own palette is as global
    _current = _preferred(application) if scheme == "system" else _SCHEMES[scheme]
    outlined = _current is CONTRAST
    if _adapted is not None:
        _current = _adapted(_current)
    edged = OutlinedStyle(_current.card_border, _current.selection)
    application.setStyle(edged if outlined else "Fusion")
    application.setPalette(palette_of(_current))
    _outline_parts(application)


def _outline_parts(application: QApplication) -> None:
    """Give boxes and sliders their own palette, whose changed colour only their outlines take."""
    palette = box_palette(application.palette())
    for kind in ("QCheckBox", "QRadioButton", "QSlider"):
        application.setPalette(palette, kind)  # type: ignore[arg-type]  # the stubs say bytes


def box_palette(palette: QPalette) -> QPalette:
    """The palette for boxes that are ticked, whose outline is then seen while they are not.

    The groove, the handle and the tick marks of a slider have the same outline.

    Fusion paints it in the window's colour, darkened: on dark ground that cannot be seen.
    """
    changed = QPalette(palette)
    seen = "faint_text" if _current.dark else "block_line"
    changed.setColor(QPalette.ColorRole.Window, _current.colour(seen))
    return changed


def font(size: float = NORMAL, *, bold: bool = False, monospace: bool = False) -> QFont:
    """The program's font at a size in points, times the scale in force."""
    chosen = QFont(QApplication.font())
    if monospace:
        chosen.setFamilies(["DejaVu Sans Mono", "Menlo", "Consolas", "monospace"])
        chosen.setStyleHint(QFont.StyleHint.Monospace)
    chosen.setPointSizeF(size * _type_size.scale)
    chosen.setBold(bold)
    return chosen


def family_colour(family: Family) -> QColor:
    """The colour of a layer family, dark enough for white text."""
    return QColor(FAMILY_COLOURS[family])


def palette_of(scheme: Theme) -> QPalette:
    """A scheme for Qt's own widgets."""
    palette = QPalette()
    role = QPalette.ColorRole
    for place, name in (
        (role.Window, "window"),
        (role.WindowText, "text"),
        (role.Base, "card"),
        (role.AlternateBase, "window"),
        (role.Text, "text"),
        (role.Button, "button"),
        (role.ButtonText, "text"),
        (role.ToolTipBase, "card"),
        (role.ToolTipText, "text"),
        (role.PlaceholderText, "faint_text"),
        (role.Highlight, "selection"),
        (role.Link, "selection"),
        (role.Mid, "card_border"),
    ):
        palette.setColor(place, scheme.colour(name))
    palette.setColor(role.HighlightedText, QColor("#101215" if scheme.dark else "#ffffff"))
    if scheme.dark:  # of the line below tabs, which is white where nothing else is said
        palette.setColor(role.Light, scheme.colour("card_border"))
    for place in (role.WindowText, role.Text, role.ButtonText):
        faint = scheme.colour("faint_text")
        faint.setAlphaF(0.7)
        palette.setColor(QPalette.ColorGroup.Disabled, place, faint)
    return palette
