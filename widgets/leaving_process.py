"""Processes that were told to end: nobody waits for them but the program that ends itself."""

from __future__ import annotations

from tempfile import TemporaryDirectory

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QObject, QProcess

from widgets.later import later

KILLED_MS = 5_000
"""A process that was killed is gone by then."""


class LeavingProcess(QObject):
    """Owns a process, and the folder that it works in, until the process is over.

    It gets `patience_ms` to end by itself and is killed then. The window goes on meanwhile: even
    a process that was killed may take a while to give back its memory.
    """

    def __init__(
        self,
        process: QProcess,
        folder: TemporaryDirectory[str] | None = None,
        patience_ms: int = 0,
    ) -> None:
        # Of the program's, for the dialog that began it may be gone sooner.
        super().__init__(QCoreApplication.instance())
        self._process, self._folder = process, folder
        self._deadline = QDeadlineTimer(patience_ms)
        process.setParent(self)
        process.stateChanged.connect(self._follow)
        if patience_ms:
            later(patience_ms, self, process.kill)
        else:
            process.kill()
        self._follow()

    def wait(self) -> None:
        """Stay until it is over; for a program that ends."""
        process = self._process
        if process.state() == QProcess.ProcessState.NotRunning:
            return
        if not process.waitForFinished(self._deadline.remainingTime()):
            process.kill()
            process.waitForFinished(KILLED_MS)

    def _follow(self) -> None:
        if self._process.state() == QProcess.ProcessState.NotRunning:
            folder, self._folder = self._folder, None
            if folder is not None:
                folder.cleanup()
            self.deleteLater()


def wait_for_leaving_processes() -> None:
    """Stay until all are over: otherwise they would be torn down without a last word."""
    application = QCoreApplication.instance()
    for leaving in application.findChildren(LeavingProcess) if application else ():
        leaving.wait()
