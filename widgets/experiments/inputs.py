"""Small inputs that several experiments ask with."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget


def number_box(value: int, least: int, most: int, help: str) -> QSpinBox:
    """A box for a whole number; `help` is its tool tip and its name for screen readers."""
    box = QSpinBox()
    box.setRange(least, most)
    box.setValue(value)
    box.setToolTip(help)
    box.setAccessibleName(help)
    return box


def beside(first: QWidget, *others: QWidget) -> QWidget:
    """Widgets in one row of a form; its mnemonic goes to the first."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    for widget in (first, *others):
        layout.addWidget(widget)
    layout.addStretch(1)
    row.setFocusProxy(first)
    return row
