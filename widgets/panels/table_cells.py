"""What cells of tables have in common: numbers stand right, words left and apart from numbers."""

from __future__ import annotations

from PySide6.QtCore import Qt

APART = "\u2002"
"""A space before words that follow a number."""

# Made once: joining flags takes longer than all else that a cell asks for.
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def alignment(number: bool) -> Qt.AlignmentFlag:
    """Where the text of a cell stands that holds a number, or words."""
    return _RIGHT if number else _LEFT
