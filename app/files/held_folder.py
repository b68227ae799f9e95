"""A folder that belongs to one running program, and is left over when that program crashes.

It has a lock that the program holds as long as it lives. The system lets go of the lock when a
program ends, however it ends; a folder whose lock is free is what a crash has left behind.
"""

from __future__ import annotations

import shutil
import sys
import uuid
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

_LOCK = "lock"


class HeldFolder:
    """A new folder of this program's in `root`, until `remove`; OSError where that cannot be."""

    def __init__(self, root: Path) -> None:
        self.path = root / uuid.uuid4().hex
        self.path.mkdir(parents=True)
        self._lock = (self.path / _LOCK).open("wb")
        try:
            _take(self._lock)
        except OSError:
            self._lock.close()
            raise

    def remove(self, first: str) -> None:
        """Delete it, this file in it first: half removed must not look like a crash."""
        _remove(self.path, first, self._lock)


def is_held(folder: Path) -> bool:
    """Whether a running program holds the folder; raises OSError where it has no lock."""
    with (folder / _LOCK).open("r+b") as lock:
        try:
            _take(lock)
        except OSError:
            return True
        return False  # closing the file lets go of the lock again


def remove_left_over(folder: Path, first: str) -> None:
    """Delete what a crash has left; what belongs to a running program stays."""
    with suppress(OSError):
        lock = (folder / _LOCK).open("r+b")
        try:
            _take(lock)
        except OSError:
            lock.close()
            return
        _remove(folder, first, lock)


def _remove(folder: Path, first: str, lock: BinaryIO) -> None:
    """Windows deletes no open file, so the lock goes before the folder."""
    (folder / first).unlink(missing_ok=True)
    lock.close()
    shutil.rmtree(folder, ignore_errors=True)


if sys.platform == "win32":
    import msvcrt

    def _take(lock: BinaryIO) -> None:
        """Lock the file for as long as it is open; OSError where another program has it."""
        msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(lock: BinaryIO) -> None:
        """Lock the file for as long as it is open; OSError where another program has it."""
        fcntl.flock(lock.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
