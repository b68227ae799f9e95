"""Keys that mean the same in every view."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QPlainTextEdit, QTextEdit

ARROWS: Mapping[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
"""Where an arrow goes: so many rows down and so many columns to the right."""
ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
"""The key above Shift and the one of the number pad."""
PRESS = ENTER | {Qt.Key.Key_Space}
"""What presses a thing that has the focus, as a click does."""
ALONG_A_LIST = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
"""What goes from line to line of a list, also while its search field has the focus."""
TYPED_INTO = (QLineEdit, QAbstractSpinBox, QPlainTextEdit, QTextEdit)
"""Widgets in which keys are letters of a text."""
