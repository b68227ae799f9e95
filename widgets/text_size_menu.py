"""View ▸ Larger text and Smaller text: the type of the whole program, changed at once and kept."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QMenu

from app.language import tr
from widgets.settings import settings
from widgets.theme import type_size
from widgets.type_size import apply_type_size

STEPS = (0.85, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0)
"""What the usual sizes of type can be multiplied by."""


def fill_text_size_menu(menu: QMenu) -> None:
    """An entry for a step up, one for a step down, and one for the usual size."""
    for text, keys, by in (
        (tr("Larger te&xt"), ("Ctrl+Alt++", "Ctrl+Alt+="), 1),
        (tr("Smaller tex&t"), ("Ctrl+Alt+-",), -1),
        (tr("&Usual text size"), ("Ctrl+Alt+0",), 0),
    ):
        action = menu.addAction(text)
        action.setShortcuts([QKeySequence(each) for each in keys])
        action.triggered.connect(lambda _checked=False, by=by: _step(by))


def chosen_text_size() -> float:
    """What was chosen last; the usual size where the settings hold something else."""
    try:
        chosen = float(str(settings().value("text_size", 1.0)))
    except ValueError:
        return 1.0
    return chosen if chosen in STEPS else 1.0


def take_chosen_text_size(application: QApplication) -> None:
    """Begin with the size that was chosen last."""
    apply_type_size(application, replace(type_size(), scale=chosen_text_size()))


def _step(by: int) -> None:
    if type_size().least:  # a presentation has a size of its own
        return
    at = STEPS.index(chosen_text_size()) + by
    set_text_size(STEPS[max(0, min(at, len(STEPS) - 1))] if by else 1.0)


def set_text_size(scale: float) -> None:
    """Change to one of `STEPS` and remember it; a presentation keeps a size of its own."""
    settings().setValue("text_size", scale)
    if type_size().least:
        return
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    take_chosen_text_size(application)
