"""What a figure shows of a panel: its content, and in words what its controls are set to."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSizeGrip,
    QSplitterHandle,
    QTabBar,
    QToolButton,
    QWidget,
)

from app.language import tr

_USED = (
    QAbstractSlider,
    QCheckBox,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QSizeGrip,
    QSplitterHandle,
    QTabBar,
    QToolButton,
)
"""What only serves to be used, and says nothing on paper."""
_PROPERTY = "on_paper"


def on_paper(widget: QWidget, words: str = "") -> None:
    """Let a figure show these words in place of the widget; nothing where there are none."""
    widget.setProperty(_PROPERTY, words)


def words_for(widget: QWidget) -> str | None:
    """What is written in place of a widget, empty for nothing; None where it is painted."""
    chosen = widget.property(_PROPERTY)
    if isinstance(chosen, str):
        return chosen
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QAbstractSpinBox | QLineEdit):
        return widget.text()
    if isinstance(widget, QCheckBox) and not widget.text():  # its label says what is ticked
        return tr("yes") if widget.isChecked() else tr("no")
    if isinstance(widget, _USED):
        return ""
    if isinstance(widget, QLabel):
        return "" if _says_nothing(widget) else None
    return None


def is_frame(widget: QWidget) -> bool:
    """Whether a widget only holds others: its frame, corner and ground are left out."""
    area = widget.parent()
    if isinstance(area, QAbstractScrollArea) and area.viewport() is widget:
        return isinstance(area, QScrollArea)
    return isinstance(widget, QAbstractScrollArea) or type(widget) is QWidget


def _says_nothing(label: QLabel) -> bool:
    """Whether it is empty, or the name of a control that is left out."""
    if not label.text() and label.pixmap().isNull():
        return True
    named = label.buddy()
    return isinstance(named, QWidget) and words_for(named) == ""
