"""The entry that opens the preferences."""

from __future__ import annotations

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.language import tr


def add_preferences(menu: QMenu, inside: QWidget) -> QAction:
    """Put the entry into a menu; the dialog opens over the window that `inside` is in."""
    action = menu.addAction(tr("Pre&ferences…"))
    action.setShortcut(QKeySequence("Ctrl+,"))
    action.setMenuRole(QAction.MenuRole.PreferencesRole)
    action.setStatusTip(tr("Look, start, data folders, sound, files and language"))
    action.triggered.connect(lambda: _open(inside.window()))
    return action


def _open(window: QWidget) -> None:
    from widgets.preferences.dialog import PreferencesDialog  # late, for it is seldom wanted

    dialog = PreferencesDialog(window)
    dialog.exec()
    dialog.deleteLater()
