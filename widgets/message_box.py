"""Message boxes that show names and reasons as they are, never as markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget


def message_box(
    window: QWidget, icon: QMessageBox.Icon, text: str, informative_text: str
) -> QMessageBox:
    """A box over `window` without buttons yet; whoever shows it deletes it."""
    box = QMessageBox(window)
    box.setIcon(icon)
    box.setText(text)
    box.setInformativeText(informative_text)
    for label in box.findChildren(QLabel):  # setTextFormat would not reach the informative text
        label.setTextFormat(Qt.TextFormat.PlainText)
    return box
