"""Ends what is being typed, so that it counts."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QWidget
from shiboken6 import isValid


def finish_typing(window: QWidget) -> None:
    """Let the field of a window that has the keyboard tell what was typed into it, as Enter does.

    It keeps the keyboard, unless it is one that goes when it has told.
    """
    field = QApplication.focusWidget()
    if isinstance(field, QLineEdit | QAbstractSpinBox) and window.isAncestorOf(field):
        field.clearFocus()
        if isValid(field) and field.isVisible():
            field.setFocus()
