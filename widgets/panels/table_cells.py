"""What cells of tables have in common: numbers stand right, words left and apart from numbers."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap

_MARK, _EDGE = 40, 5
"""Pixels of a mark's side and of its edge, before it is scaled down to its cell."""
APART = "\u2002"
"""A space before words that follow a number."""

# Made once: joining flags takes longer than all else that a cell asks for.
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def alignment(number: bool) -> Qt.AlignmentFlag:
    """Where the text of a cell stands that holds a number, or words."""
    return _RIGHT if number else _LEFT


def mark(colour: QColor) -> QIcon:
    """A square before a name; in a selected line it keeps its colour, with an edge around it.

    Of a mere colour Qt would mix that of the selection into it.
    """
    edge = QGuiApplication.palette().highlightedText().color()
    return _mark(colour.name(), edge.name())


@lru_cache(maxsize=64)
def _mark(colour: str, edge: str) -> QIcon:
    plain, selected = QPixmap(_MARK, _MARK), QPixmap(_MARK, _MARK)
    plain.fill(QColor(colour))
    selected.fill(QColor(edge))
    with QPainter(selected) as painter:
        inside = selected.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        painter.fillRect(inside, QColor(colour))
    icon = QIcon()
    for mode, picture in ((QIcon.Mode.Normal, plain), (QIcon.Mode.Selected, selected)):
        icon.addPixmap(picture, mode)
    return icon
