"""Entries of a list that can be ticked, with boxes that are seen while they are not."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from widgets.theme import box_palette


class TickDelegate(QStyledItemDelegate):
    """Paints the boxes as those of `QCheckBox` are painted; nothing else is different."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.palette = box_palette(option.palette)
