"""Leading on in a lesson with keys, past words that have no room in the panel."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from widgets.lessons.panel import LessonPanel

MOST_PAGES = 100


def go_on(panel: LessonPanel, focused: QWidget, key: Qt.Key) -> None:
    """Press a key until it has led on: first it leads to words that have no room."""
    for _page in range(MOST_PAGES):
        hidden = panel.hidden_below
        QTest.keyClick(focused, key)
        if not hidden:
            return
    pytest.fail("there are always more words to be read")
