"""Which parts of the window a figure can be made of."""

from __future__ import annotations

from PySide6.QtWidgets import QDockWidget, QMainWindow
from pytestqt.qtbot import QtBot

from widgets.figures.views import views_of


def test_a_panel_that_is_closed_is_offered_where_the_user_can_open_it(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    docks = [QDockWidget(title, window) for title in ("Curves", "Data", "Lesson")]
    docks[2].toggleViewAction().setVisible(False)
    window.show()
    docks[1].hide()
    assert [view.title for view in views_of(window)] == ["Curves", "Data", "Lesson"]
    docks[2].hide()
    assert [view.title for view in views_of(window)] == ["Curves", "Data"]
