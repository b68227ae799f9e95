"""What nobody has thought of: logged, told once, with the work put aside first."""

from __future__ import annotations

import logging
import sys
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from types import TracebackType
from typing import Protocol

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QWidget

from app.error_report import Unexpected, unexpected
from app.language import tr
from widgets.error_dialog import ErrorDialog

log = logging.getLogger(__name__)

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Work(Protocol):
    """What must not be lost: the File menu keeps it."""

    def save_aside(self) -> Future[Path]:
        """Put it aside, on a thread; the file's place, or ProjectError."""

    def keep_now(self) -> None:
        """Keep it at once, for the process is about to end."""

    def save_as(self) -> bool:
        """Ask for a file and save to it."""


class UnexpectedErrors(QObject):
    """Takes exceptions of all threads, and Qt's messages, from `install` until `uninstall`.

    The first of a kind opens the dialog, unless one is open: then that one tells of it, too. Of
    a kind that was told the status bar says that it happened again: painting may fail at every
    frame.
    """

    _happened = Signal(object, int)
    _put_aside = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work: Work | None = None
        self._window: QWidget | None = None
        self._say: Callable[[str], None] = lambda _text: None
        self._counts: Counter[tuple[str, str, int]] = Counter()
        self.dialog: ErrorDialog | None = None
        # Queued, also within one thread: a dialog from within a painting would paint.
        queued = Qt.ConnectionType.QueuedConnection
        self._happened.connect(self._take, queued)
        self._put_aside.connect(self._show_saved, queued)

    def install(self) -> None:
        """Take what goes wrong from now on."""
        self._hooks = sys.excepthook, threading.excepthook
        sys.excepthook, threading.excepthook = self._on_exception, self._on_thread
        self._messages = qInstallMessageHandler(self._on_message)

    def uninstall(self) -> None:
        """Leave it to those who took it before."""
        sys.excepthook, threading.excepthook = self._hooks
        qInstallMessageHandler(self._messages)

    def protect(self, work: Work, window: QWidget, say: Callable[[str], None]) -> None:
        """From now on there is work, and a window over which to tell; `say` tells in passing."""
        self._work, self._window, self._say = work, window, say

    # On any thread

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if not issubclass(kind, Exception):  # Ctrl+C
            self._hooks[0](kind, error, trace)
            return
        self._note(unexpected(error, trace, threading.current_thread().name))

    def _on_thread(self, happened: threading.ExceptHookArgs) -> None:
        if isinstance(happened.exc_value, Exception):
            name = happened.thread.name if happened.thread else "unknown"
            self._note(unexpected(happened.exc_value, happened.exc_traceback, name))

    def _on_message(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        category = context.category or "default"
        log.log(_LEVELS.get(kind, logging.WARNING), "Qt (%s): %s", category, text)
        if sys.stderr is not None:  # a packaged program has none
            print(text, file=sys.stderr)
        if kind == QtMsgType.QtFatalMsg and self._work is not None:
            self._work.keep_now()  # the process ends when this returns; the next start offers it

    def _note(self, happened: Unexpected) -> None:
        self._counts[happened.kind] += 1
        count = self._counts[happened.kind]
        if count == 1:
            log.error("unexpected in the thread %s\n%s", happened.thread, happened.trace)
            if sys.stderr is not None:
                print(happened.trace, file=sys.stderr)
        elif str(count).strip("0") == "1":  # the 10th, the 100th …
            log.error("the %dth time: %s", count, happened.sentence)
        else:
            return
        self._happened.emit(happened, count)

    # On the window's thread

    def _take(self, happened: Unexpected, count: int) -> None:
        if count > 1:
            self._say(
                tr(
                    "It went wrong again: {sentence}. The log file has it.",
                    sentence=happened.sentence,
                )
            )
        elif self.dialog is not None:
            self.dialog.add(happened)
        else:
            self._tell(happened)

    def _tell(self, happened: Unexpected) -> None:
        dialog = self.dialog = ErrorDialog(happened, self._window)
        dialog.finished.connect(self._forget)
        if self._work is None:
            dialog.save.hide()
            dialog.saved.hide()
        else:
            work = self._work
            dialog.save_wanted.connect(lambda: work.save_as())
            work.save_aside().add_done_callback(self._note_aside)
        dialog.open()

    def _note_aside(self, aside: Future[Path]) -> None:
        """On the thread that has saved, or has not."""
        error = None if aside.cancelled() else aside.exception()
        path = None if error or aside.cancelled() else aside.result()
        self._put_aside.emit(path, str(error or tr("it was interrupted")))

    def _show_saved(self, path: Path | None, why: str) -> None:
        if self.dialog is not None:
            if path is None:
                self.dialog.show_not_saved(why)
            else:
                self.dialog.show_saved(path)

    def _forget(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
