"""What experiments, evaluation and layer health show of what a lesson states."""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QLabel, QTableWidget

from app.lessons.notice import Notice
from app.training.events import Stopped
from widgets.panels.picture_table import PictureTable

if TYPE_CHECKING:
    from app.experiments.ensemble_result import Member
    from widgets.main_window import MainWindow

_TAG = re.compile(r"<[^>]+>")


def _early_end(_notice: Notice, window: MainWindow) -> str:
    return next(("ended" for e in window.thread_.events if isinstance(e, Stopped)), "")


def _near_zero(notice: Notice, window: MainWindow) -> str:
    panel = window.layer_health
    row = panel.model.row(notice.subject) if panel.isVisible() else None
    return str(row.near_zero) if row is not None and row.near_zero is not None else ""


def _top_error(notice: Notice, window: MainWindow) -> str:
    panel = window.evaluation
    found = panel.evaluation if panel.isVisible() else None
    return str(found.top_error(int(notice.subject))) if found is not None else ""


def _search(_notice: Notice, window: MainWindow) -> str:
    """What the best trial has reached."""
    from widgets.experiments.search_dialog import SearchDialog

    dialog = _dialog(window)
    best = dialog.best if isinstance(dialog, SearchDialog) else None
    return str(best.accuracy) if best is not None and best.accuracy is not None else ""


def _members(window: MainWindow) -> tuple[Member, ...]:
    """Those of the ensemble on show that have a vote, once all are trained."""
    from widgets.experiments.ensemble_dialog import EnsembleDialog

    dialog = _dialog(window)
    if not isinstance(dialog, EnsembleDialog) or dialog.process.running:
        return ()
    return tuple(member for member in dialog.trained if not member.diverged)


def _ensemble_error(_notice: Notice, window: MainWindow) -> str:
    members = _members(window)
    return str(members[-1].ensemble_error) if members else ""


def _ensemble(_notice: Notice, window: MainWindow) -> str:
    members = _members(window)
    if not members:
        return ""
    alone = statistics.fmean(member.error for member in members)
    return "less" if members[-1].ensemble_error < alone else ""


def _window(notice: Notice, window: MainWindow) -> str:
    dialog = _dialog(window)
    if dialog is None or dialog.objectName() != notice.subject:
        return ""
    words = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    tables = (table for table in dialog.findChildren(PictureTable) if table.isVisible())
    words += [table.accessibleDescription() for table in tables]
    for table in dialog.findChildren(QTableWidget):
        rows, columns = range(table.rowCount()), range(table.columnCount())
        cells = (table.item(row, column) for row in rows for column in columns)
        words += [cell.text() for cell in cells if cell is not None]
    return " · ".join(_TAG.sub("", each) for each in words if each)


def _dialog(window: MainWindow) -> QDialog | None:
    """The window beside the lesson, while it can be seen."""
    dock = window.lessons.dock
    shown = dock.player.staging.side.shown if dock is not None else None
    return shown if shown is not None and shown.isVisible() else None


WINDOW_READERS: dict[str, Callable[[Notice, MainWindow], str]] = {
    "early end": _early_end,
    "near zero": _near_zero,
    "top error": _top_error,
    "search": _search,
    "ensemble error": _ensemble_error,
    "ensemble": _ensemble,
    "window": _window,
}
