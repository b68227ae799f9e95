"""Frames that only the GUI thread may paint, for a thread that writes them."""

from __future__ import annotations

from queue import Empty, Queue
from threading import Event

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from app.data.progress import Cancelled
from widgets.figures.animation import Frames

_LOOK_SECONDS = 0.05


class GuiFrames:
    """Has a frame painted on the GUI thread whenever another thread takes one.

    One at a time, so that the window lives in between and no more than one is kept. Once
    `called_off` is set the other thread gets Cancelled. Made on the GUI thread.
    """

    def __init__(self, frames: Frames, called_off: Event) -> None:
        self._frames, self._called_off = frames, called_off
        self._painter = _Painter(frames)

    def __len__(self) -> int:
        return len(self._frames)

    def __getitem__(self, number: int) -> QImage:
        self._painter.asked.emit(number)
        while not self._called_off.is_set():
            try:
                painted = self._painter.painted.get(timeout=_LOOK_SECONDS)
            except Empty:
                continue
            if isinstance(painted, Exception):
                raise painted
            return painted
        raise Cancelled


class _Painter(QObject):
    """Lives on the GUI thread. It is no sequence itself: PySide would take frames on its own."""

    asked = Signal(int)

    def __init__(self, frames: Frames) -> None:
        super().__init__()
        self._frames = frames
        self.painted: Queue[QImage | Exception] = Queue()
        self.asked.connect(self._paint, Qt.ConnectionType.QueuedConnection)

    def _paint(self, number: int) -> None:
        try:
            self.painted.put(self._frames[number])
        except (ValueError, MemoryError) as error:
            self.painted.put(error)
