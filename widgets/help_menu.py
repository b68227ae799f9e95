"""Help: the shortcuts as they are bound now, and what this program is."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence
from PySide6.QtWidgets import QDialog, QMainWindow, QMenu, QMessageBox

from app import __version__
from app.language import tr
from app.log_file import log_path
from widgets.message_box import message_box
from widgets.shortcut_sheet import ShortcutSheet


def fill_help_menu(menu: QMenu, window: QMainWindow, lessons: QMenu) -> None:
    """Put its actions and the lessons into the Help menu."""
    menu.addMenu(lessons)
    menu.addSeparator()
    keys = menu.addAction(tr("&Keyboard shortcuts…"))
    keys.setShortcut(QKeySequence.StandardKey.HelpContents)
    keys.triggered.connect(lambda: _show(ShortcutSheet(window)))
    menu.addAction(tr("Show the &log file")).triggered.connect(lambda: _show_log(window))
    about = menu.addAction(tr("&About Convas"))
    about.setMenuRole(QAction.MenuRole.AboutRole)
    about.triggered.connect(
        lambda: QMessageBox.about(
            window,
            tr("About Convas"),
            tr(
                "<b>Convas {version}</b><p>A playground for convolutional networks: "
                "the diagram you build on is the picture of what it "
                "learns.</p><p>MIT licence. Made with Qt, PyTorch and pyqtgraph.</p>",
                version=__version__,
            ),
        )
    )


def _show_log(window: QMainWindow) -> None:
    """Open the log file in the system's own program; where that cannot be, say where it is."""
    path = log_path()
    if not path.exists() or not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        what = tr("The log file is here") if path.exists() else tr("There is no log file yet")
        box = message_box(window, QMessageBox.Icon.Information, what, str(path))
        box.exec()
        box.deleteLater()


def _show(dialog: QDialog) -> None:
    dialog.exec()
    dialog.deleteLater()
