"""Plays waves on the sound device, which is opened when the first is to be heard, if not before."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.language import tr
from widgets.sound.volume import chosen_volume

if TYPE_CHECKING:
    from app.sound.playlist import Playlist
    from app.sound.tones import Wave

NO_PACKAGE = tr(
    "Sound needs the package miniaudio, which this Python does not have. Install it with: "
    "pip install miniaudio"
)
NO_DEVICE = tr(
    "No sound can be played here: the system offers no sound device. Connect headphones or a "
    "speaker, see that the system plays sound on it, and try again."
)
_BUFFER_MS = 60


class Speaker(QObject):
    """The system's usual sound device; opening and closing it happens on a thread of its own.

    `silent` is for a machine without one: everything goes as usual, and nothing is heard.
    """

    opened = Signal()
    failed = Signal(str)
    """Nothing can be played; the text says why and what to do."""

    def __init__(self, parent: QObject | None = None, *, silent: bool = False) -> None:
        super().__init__(parent)
        self._silent = silent
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sound")
        self._playlist: Playlist | None = None
        self._device: Any = None
        self.failed.connect(self._forget)

    def play_losses(self, losses: Sequence[float]) -> None:
        """The tones of these losses, one after another."""
        from app.sound.tones import tones  # numpy, which the window does without at first

        self._play(tones(losses))

    def play_alarm(self) -> None:
        """The sound of a training that diverged."""
        from app.sound.tones import alarm

        self._play(alarm())

    def close(self) -> None:
        """Let go of the device; nothing waits for that."""
        self._pool.submit(self._close)
        self._pool.shutdown(wait=False)

    def open(self) -> Playlist:
        """Open the device, unless that was done; what waits to be heard on it."""
        if self._playlist is None:
            from app.sound.playlist import Playlist

            self._playlist = Playlist()
            self._pool.submit(self._open, self._playlist)
        return self._playlist

    def _play(self, wave: Wave) -> None:
        # The ear hears powers: half of the slider is then about half as loud.
        self.open().add(wave * (chosen_volume() / 100) ** 2)

    def _forget(self) -> None:
        """The next wave tries again."""
        self._playlist = None

    # On the other thread

    def _open(self, playlist: Playlist) -> None:
        why = ""
        try:
            self._device = _opened_device(playlist, silent=self._silent)
        except ModuleNotFoundError:
            why = NO_PACKAGE
        except OSError:
            why = NO_DEVICE
        with suppress(RuntimeError):  # the speaker may have gone meanwhile
            if why:
                self.failed.emit(why)
            else:
                self.opened.emit()

    def _close(self) -> None:
        if self._device is not None:
            self._device.close()
            self._device = None


def _opened_device(playlist: Playlist, *, silent: bool) -> Any:
    """A device that plays; ModuleNotFoundError without miniaudio, OSError without a device."""
    import miniaudio

    from app.sound.tones import RATE

    nothing = miniaudio.Backend.NULL
    backends = [nothing] if silent else [each for each in miniaudio.Backend if each != nothing]
    try:
        device = miniaudio.PlaybackDevice(
            output_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=RATE,
            buffersize_msec=_BUFFER_MS,
            backends=backends,
            app_name="Convas",
        )
        portions = _portions(playlist)
        next(portions)
        device.start(portions)
    except miniaudio.MiniaudioError as error:
        raise OSError(str(error)) from error
    return device


def _portions(playlist: Playlist) -> Generator[bytes, int, None]:
    """What miniaudio's thread asks for: it sends a number of frames and gets their samples."""
    frames = yield b""
    while True:
        frames = yield playlist.take(frames).tobytes()
