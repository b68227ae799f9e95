"""Entries of a list that can be ticked, with boxes that are seen while they are not."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from widgets.theme import box_palette

_APART = 4
"""Pixels between the boxes of two rows: in small type Qt lets them touch."""


class TickDelegate(QStyledItemDelegate):
    """Paints the boxes as those of `QCheckBox` are painted; nothing else is different."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.palette = box_palette(option.palette)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        box = QApplication.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorHeight)
        return super().sizeHint(option, index).expandedTo(QSize(0, box + _APART))
