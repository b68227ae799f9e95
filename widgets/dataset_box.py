"""The list of data sets in the tool bar, whose titles may be longer than there is room for."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

from app.data.dataset import DatasetInfo
from app.language import tr
from app.network.arithmetic import shape_text

_LETTERS = 30
"""Of its width: it is filled after the first paint, and the bar shall not move then."""
_DOT = " · "


class DatasetBox(QComboBox):
    """Each entry is a title with the shape of its images; cut in the middle, never at the shape."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Data set"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LETTERS)
        self._locked = ""
        self.currentTextChanged.connect(self._tell_all)
        self._tell_all("")

    def show_datasets(self, infos: Sequence[DatasetInfo]) -> None:
        """Fill the list."""
        self.clear()
        for info in infos:
            self.addItem(f"{info.title}{_DOT}{shape_text(info.image_shape)}", info.name)

    def lock(self, reason: str) -> None:
        """Let nothing be chosen, for a reason that the tool tip tells; empty lets it again."""
        self.setEnabled(not reason)
        if reason != self._locked:
            self._locked = reason
            self._tell_all(self.currentText())

    @property
    def shown_text(self) -> str:
        """As much of the current entry as there is room for."""
        metrics, text = self.fontMetrics(), self.currentText()
        room = self._room()
        if metrics.horizontalAdvance(text) <= room:
            return text
        title, dot, shape = text.rpartition(_DOT)
        if not dot:  # the user's own, of which no shape is known
            return metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, room)
        left = room - metrics.horizontalAdvance(dot + shape)
        return metrics.elidedText(title, Qt.TextElideMode.ElideRight, left) + dot + shape

    def showPopup(self) -> None:
        """Open the list, wide enough for the longest title."""
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + bar)
        super().showPopup()

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.shown_text
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def _room(self) -> int:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        field = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        return field.width() - 4  # what styles leave free beside the text

    def _tell_all(self, text: str) -> None:
        what = tr("The images to train on")
        tip = f"{what}: {text}" if text else what
        if self._locked:
            tip = f"{tip}\n{self._locked}"
        self.setToolTip(escape(tip, quote=False) if "<" in tip else tip)
