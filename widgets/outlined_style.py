"""The style of the theme of high contrast: what can be worked with has an edge that can be seen.

Fusion darkens the ground to draw edges, of which nothing is left on black.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QProxyStyle,
    QStyle,
    QStyleOption,
    QStyleOptionComplex,
    QWidget,
)

_PARTS = (
    QStyle.PrimitiveElement.PE_PanelButtonCommand,
    QStyle.PrimitiveElement.PE_FrameLineEdit,
)
_CONTROLS = (QStyle.ComplexControl.CC_SpinBox, QStyle.ComplexControl.CC_ComboBox)

_BAR = 4
"""Pixels of the bar above the title of the tab in front."""


class OutlinedStyle(QProxyStyle):
    """Fusion with an edge of one colour around fields, buttons and boxes.

    The tab in front has a bar of another colour, as grounds alone hardly differ.
    """

    def __init__(self, edge: str, front: str) -> None:
        super().__init__("Fusion")
        self._edge, self._front = QColor(edge), QColor(front)

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        super().drawPrimitive(element, option, painter, widget)
        if element in _PARTS:
            self._outline(painter, option.rect)

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        super().drawControl(element, option, painter, widget)
        chosen = QStyle.StateFlag.State_Selected in option.state
        if element == QStyle.ControlElement.CE_TabBarTabShape and chosen:
            rect = option.rect
            painter.fillRect(rect.left(), rect.top(), rect.width(), _BAR, self._front)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        super().drawComplexControl(control, option, painter, widget)
        if control in _CONTROLS:
            self._outline(painter, option.rect)

    def _outline(self, painter: QPainter, rect: QRect) -> None:
        painter.save()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._edge, 1))
        painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.restore()
