"""Does something a moment later, unless what it is for is gone by then."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimerEvent


def later(milliseconds: int, owner: QObject, work: Callable[[], object]) -> None:
    """Call `work` in so many milliseconds; 0 is once the events that wait are done, in turn.

    If `owner` is destroyed before that, `work` is let go of without being called. Somebody else
    than `work` has to keep it: nothing may end in the middle of its own event.
    """
    # Not QTimer.singleShot: where the owner is destroyed first, PySide 6.11 keeps `work` for
    # good, and with it the whole window; and without an owner it calls the dead.
    _Moment(milliseconds, owner, work)


class _Moment(QObject):
    def __init__(self, milliseconds: int, owner: QObject, work: Callable[[], object]) -> None:
        super().__init__(owner)
        self._work = work
        if milliseconds:
            self.startTimer(milliseconds)
        else:
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User))

    def customEvent(self, event: QEvent) -> None:  # noqa: ARG002
        self._come()

    def timerEvent(self, event: QTimerEvent) -> None:
        self.killTimer(event.timerId())
        self._come()

    def _come(self) -> None:
        self.deleteLater()
        self._work()
