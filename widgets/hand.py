"""The shape of the pointer over what is painted."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def show_hand(widget: QWidget, leads: bool) -> None:
    """A hand where a click `leads` somewhere, the arrow elsewhere."""
    shape = Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor
    widget.setCursor(shape)
