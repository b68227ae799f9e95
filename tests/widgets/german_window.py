"""A program for the test of it: the window in German, and what stands in it, as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import count, takewhile

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDockWidget,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QTabBar,
    QWidget,
)

from widgets.language import speak_chosen_language, translate_qt

_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


def main() -> None:
    speak_chosen_language()
    from widgets.main_window import MainWindow
    from widgets.theme import apply_theme

    application = QApplication(sys.argv[:1])
    translate_qt(application)
    apply_theme(application, "light")
    window = MainWindow(None)
    window.show()
    texts: set[str] = set()
    for name in window.docks.names:
        window.docks.raise_(name)
        application.processEvents()
    for menu in window.findChildren(QMenu):
        menu.aboutToShow.emit()
    texts |= set(texts_of(window))
    for name in window.document.network.layers:
        window.document.select([name])
        application.processEvents()
        texts |= set(texts_of(window))
    print(json.dumps(sorted(texts)))
    window.close()


def texts_of(window: QWidget) -> Iterator[str]:
    """Everything that can be read in a window, or heard."""
    for action in window.findChildren(QAction):
        yield from (action.text(), action.toolTip())
    for widget in window.findChildren(QWidget):
        yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
        match widget:
            case QAbstractButton() | QLabel():
                yield widget.text()
            case QDockWidget():
                yield widget.windowTitle()
            case QGroupBox() | QMenu():
                yield widget.title()
            case QLineEdit():
                yield widget.placeholderText()
            case QTabBar():
                yield from (widget.tabText(index) for index in range(widget.count()))
            case QComboBox():
                yield from (widget.itemText(index) for index in range(widget.count()))
            case QAbstractItemView():
                yield from _of_model(widget.model())


def _of_model(model: QAbstractItemModel | None, under: QModelIndex | None = None) -> Iterator[str]:
    """The heads of a model, its rows, and those below them."""
    if model is None:
        return
    for row in count():
        cells = takewhile(QModelIndex.isValid, _cells(model, row, under or QModelIndex()))
        for column, index in enumerate(cells):
            yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
            yield from (str(index.data(role) or "") for role in _ROLES)
            if column == 0:
                yield from _of_model(model, index)
        if not model.index(row, 0, under or QModelIndex()).isValid():
            return


def _cells(model: QAbstractItemModel, row: int, under: QModelIndex) -> Iterator[QModelIndex]:
    return (model.index(row, column, under) for column in count())


main()
