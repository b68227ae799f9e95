"""Help: the shortcuts as they are bound now, and what this program is."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QMainWindow,
    QMenu,
    QMessageBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from app import __version__
from app.log_file import log_path
from widgets.message_box import message_box

MOUSE = (
    ("Drag from a port", "Connect two layers"),
    ("Drag from an output to nothing", "Add a layer there, as a new branch"),
    ("Drag on empty canvas", "Select several layers"),
    ("Middle button or Space, and drag", "Move the canvas"),
    ("Wheel", "Zoom about the pointer"),
    ("Double-click a layer", "Open it in the inspector"),
)


def fill_help_menu(menu: QMenu, window: QMainWindow, lessons: QMenu) -> None:
    """Put its actions and the lessons into the Help menu."""
    menu.addMenu(lessons)
    menu.addSeparator()
    keys = menu.addAction("&Keyboard and mouse")
    keys.setShortcut(QKeySequence.StandardKey.HelpContents)
    keys.triggered.connect(lambda: _show(shortcuts_dialog(window)))
    menu.addAction("Show the &log file").triggered.connect(lambda: _show_log(window))
    about = menu.addAction("&About Convas")
    about.setMenuRole(QAction.MenuRole.AboutRole)
    about.triggered.connect(
        lambda: QMessageBox.about(
            window,
            "About Convas",
            f"<b>Convas {__version__}</b><p>A playground for convolutional networks: "
            "the diagram you build on is the picture of what it learns.</p>"
            "<p>MIT licence. Made with Qt, PyTorch and pyqtgraph.</p>",
        )
    )


def _show_log(window: QMainWindow) -> None:
    """Open the log file in the system's own program; where that cannot be, say where it is."""
    path = log_path()
    if not path.exists() or not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        what = "The log file is here" if path.exists() else "There is no log file yet"
        box = message_box(window, QMessageBox.Icon.Information, what, str(path))
        box.exec()
        box.deleteLater()


def _show(dialog: QDialog) -> None:
    dialog.exec()
    dialog.deleteLater()


def shortcuts_dialog(window: QMainWindow) -> QDialog:
    """A table of every shortcut in the menus, and what the mouse does."""
    rows = [*_bound(window), *MOUSE]
    dialog = QDialog(window)
    dialog.setWindowTitle("Keyboard and mouse")
    dialog.resize(460, 560)
    table = QTableWidget(len(rows), 2, dialog)
    table.setHorizontalHeaderLabels(["Do this", "and this happens"])
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    table.horizontalHeader().setStretchLastSection(True)
    table.verticalHeader().hide()
    table.setAccessibleName("Keys and what they do")
    table.setTabKeyNavigation(False)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setShowGrid(False)
    for row, (keys, meaning) in enumerate(rows):
        table.setItem(row, 0, QTableWidgetItem(keys))
        table.setItem(row, 1, QTableWidgetItem(meaning))
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    layout = QVBoxLayout(dialog)
    layout.addWidget(table)
    layout.addWidget(buttons)
    return dialog


def _bound(window: QMainWindow) -> list[tuple[str, str]]:
    """(keys, meaning) of every action in the menus that has a shortcut."""
    rows: list[tuple[str, str]] = []
    for top in window.menuBar().actions():
        menu = top.menu()
        actions = menu.actions() if isinstance(menu, QMenu) else []
        for action in actions:
            inner = action.menu()
            rows.extend(
                _row(a) for a in (inner.actions() if isinstance(inner, QMenu) else [action])
            )
    return [row for row in rows if row[0]]


def _row(action: QAction) -> tuple[str, str]:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return keys, action.text().replace("&", "").removesuffix("…")
