"""Help: the shortcuts as they are bound now, and what this program is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence
from PySide6.QtWidgets import QDialog, QMainWindow, QMenu, QMessageBox

from app import __version__
from app.language import tr
from app.log_file import log_path
from app.user_guide import guide_pages
from widgets.message_box import message_box
from widgets.shortcut_sheet import ShortcutSheet

if TYPE_CHECKING:
    from widgets.user_guide import UserGuide


class GuideOpener(QObject):
    """The user guide, which stays open while one goes on in the window."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.guide: UserGuide | None = None

    def open(self) -> None:
        """Show the guide where it was read last."""
        if not guide_pages():
            box = message_box(
                self._window,
                QMessageBox.Icon.Information,
                tr("The user guide is not here"),
                tr("This copy of Convas came without its folder docs, which holds the guide."),
            )
            box.exec()
            box.deleteLater()
            return
        if self.guide is None:
            from widgets.user_guide import UserGuide

            self.guide = UserGuide(self._window)
            self.guide.destroyed.connect(self._forget)
        if self.guide.isVisible():
            self.guide.raise_()
            self.guide.activateWindow()
        else:
            self.guide.show()

    def _forget(self) -> None:
        self.guide = None

    def close(self) -> None:
        """The window closes."""
        if self.guide is not None:
            self.guide.close()


def fill_help_menu(menu: QMenu, window: QMainWindow, lessons: QMenu) -> GuideOpener:
    """Put its actions and the lessons into the Help menu; the guide's window is the caller's."""
    menu.addMenu(lessons)
    menu.addSeparator()
    opener = GuideOpener(window)
    guide = menu.addAction(tr("&User guide"))
    guide.setShortcut(QKeySequence("Shift+F1"))
    guide.setStatusTip(tr("All that Convas does, page by page, with pictures; needs no internet"))
    guide.triggered.connect(opener.open)
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
    return opener


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
