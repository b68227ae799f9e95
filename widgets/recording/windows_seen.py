"""Which window stands beside the canvas: the preview, a search or an ensemble."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtWidgets import QDialog

from app.language import tr
from app.lessons.lesson import EnsembleForm, SearchForm
from widgets.lessons.side_window import TABS
from widgets.recording.panels_seen import PanelsSeen

if TYPE_CHECKING:
    from widgets.experiments.ensemble_dialog import EnsembleDialog
    from widgets.experiments.search_dialog import SearchDialog
    from widgets.main_window import MainWindow

_MOST = 100
"""Trials and epochs of a search in a lesson, and epochs of an ensemble."""


def windows_seen(window: MainWindow) -> PanelsSeen:
    """The keys of a scene for the window that is open, and what they do not hold."""
    shown = _open_windows(window)
    if not shown:
        return PanelsSeen()
    sayable = [dialog for dialog in shown if _kind(dialog, window)]
    first = sayable[0] if sayable else None
    gaps = [
        tr(
            "A lesson cannot open the window “{title}”: close it, or say what it shows in words.",
            title=dialog.windowTitle(),
        )
        if dialog not in sayable
        else tr("A scene opens one window: “{title}” is not recorded.", title=dialog.windowTitle())
        for dialog in shown
        if dialog is not first
    ]
    seen = _seen(first, window) if first is not None else PanelsSeen()
    return PanelsSeen(seen.keys, (*seen.gaps, *gaps))


def _open_windows(window: MainWindow) -> list[QDialog]:
    preview: QDialog | None = window.preview
    dialogs = [*([preview] if preview is not None else []), *window.experiments.dialogs.values()]
    return [dialog for dialog in dialogs if dialog.isVisible()]


def _kind(dialog: QDialog, window: MainWindow) -> Literal["", "preview", "search", "ensemble"]:
    if dialog is window.preview:
        return "preview"
    from widgets.experiments.ensemble_dialog import EnsembleDialog
    from widgets.experiments.search_dialog import SearchDialog

    if isinstance(dialog, SearchDialog):
        return "search"
    return "ensemble" if isinstance(dialog, EnsembleDialog) else ""


def _seen(dialog: Any, window: MainWindow) -> PanelsSeen:
    kind = _kind(dialog, window)
    if kind == "preview":
        return PanelsSeen({"preview": TABS[dialog.tabs.currentIndex()]})
    return _search(dialog) if kind == "search" else _ensemble(dialog)


def _search(dialog: SearchDialog) -> PanelsSeen:
    over = dialog.space.texts
    if not over or dialog.space.problem:
        return PanelsSeen(
            gaps=(tr("The search is not recorded, for it names nothing that can be searched."),)
        )
    boxes = (dialog.trials, dialog.epochs, dialog.fine_trials, dialog.fine_epochs)
    numbers = [box.value() for box in boxes]
    gaps = [_too_many()] if max(numbers) > _MOST else []
    if dialog.sampler.currentData() != "random" or dialog.pruner.currentData() != "none":
        gaps.append(tr("In a lesson a search tries values at random, and ends no trial early."))
    trials, epochs, fine_trials, fine_epochs = (min(number, _MOST) for number in numbers)
    form = SearchForm(list(over), trials, epochs, fine_trials, fine_epochs)
    return PanelsSeen({"search": form}, tuple(gaps))


def _ensemble(dialog: EnsembleDialog) -> PanelsSeen:
    epochs = dialog.epochs.value()
    form = EnsembleForm(
        min(max(dialog.members.value(), 2), 20),
        min(epochs, _MOST),
        dialog.method.currentData(),
    )
    over = epochs > _MOST or form.members != dialog.members.value()
    return PanelsSeen({"ensemble": form}, (_too_many(),) if over else ())


def _too_many() -> str:
    return tr(
        "A scene has {most} trials and epochs and 20 members at most: so many are recorded.",
        most=_MOST,
    )
