"""The program with a window: what is set up around the main window."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app import __version__
from app.log_file import logging_to_file
from widgets.language import translate_qt
from widgets.main_window import MainWindow
from widgets.motion import take_chosen_motion
from widgets.settings import open_exercise, recent_files, reopens_last, shows_welcome
from widgets.text_size_menu import take_chosen_text_size
from widgets.theme import apply_theme
from widgets.theme_menu import chosen_theme
from widgets.unexpected_errors import UnexpectedErrors

log = logging.getLogger(__name__)


def run(argv: list[str]) -> int:
    """Open the window and stay until it is closed; `argv` may name a file to open."""
    with logging_to_file():
        log.info("Convas %s begins", __version__)
        code = _run(argv)
        log.info("Convas ends")
        return code


def _run(argv: list[str]) -> int:
    application = QApplication(argv[:1])
    application.setApplicationName("Convas")
    application.setApplicationDisplayName("Convas")
    application.setDesktopFileName("convas")
    translate_qt(application)
    apply_theme(application, chosen_theme())
    hints = application.styleHints()
    for follow in (hints.colorSchemeChanged, hints.accessibility().contrastPreferenceChanged):
        follow.connect(lambda: apply_theme(application, chosen_theme()))
    errors = UnexpectedErrors(application)
    errors.install()
    try:
        path = first_path(argv)
        window = MainWindow(path)
        # The titles of docks that began in another size would stay in it.
        take_chosen_text_size(application)
        take_chosen_motion()
        errors.protect(window.files, window, partial(_say_in, window))
        window.show()
        window.canvas.setFocus()
        if path is None and shows_welcome() and not any(open_exercise()):
            window.welcome.show_soon()
        return application.exec()
    finally:
        errors.uninstall()


def first_path(argv: list[str]) -> Path | None:
    """The file to open: the one that is named, or by preference the one that was used last."""
    if len(argv) > 1:
        return Path(argv[1])
    last = [Path(path) for path in recent_files()[:1]] if reopens_last() else []
    return next((path for path in last if path.is_file()), None)


def _say_in(window: MainWindow, text: str) -> None:
    """Tell in passing."""
    window.statusBar().showMessage(text, 8_000)
