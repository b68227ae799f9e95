"""The program with a window: what is set up around the main window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from widgets.main_window import MainWindow
from widgets.theme import apply_theme
from widgets.theme_menu import chosen_theme


def run(argv: list[str]) -> int:
    """Open the window and stay until it is closed; `argv` may name a file to open."""
    application = QApplication(argv[:1])
    application.setApplicationName("Convas")
    application.setApplicationDisplayName("Convas")
    application.setDesktopFileName("convas")
    apply_theme(application, chosen_theme())
    follow = application.styleHints().colorSchemeChanged
    follow.connect(lambda: apply_theme(application, chosen_theme()))
    window = MainWindow(Path(argv[1]) if len(argv) > 1 else None)
    window.show()
    return application.exec()
