"""Unsaved edits that survive a crash.

Each running Convas has a folder of its own in `autosave/`, with the project as it stands and a
lock that it holds as long as it lives. The system lets go of the lock when a program ends,
however it ends; a folder whose lock is free is therefore what a crash has left behind.
"""

from __future__ import annotations

import shutil
import sys
import uuid
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import BinaryIO

import msgspec

from app.atomic_file import atomic_file
from app.files.project import Project, ProjectError, load_project, save_project
from app.home import home
from app.language import tr

_PROJECT, _ORIGIN, _LOCK = "project.convas", "origin.json", "lock"


class _Origin(msgspec.Struct):
    path: str | None


def autosave_root() -> Path:
    """Where the unsaved edits of all running and crashed programs lie."""
    return home() / "autosave"


class Autosave:
    """One program's unsaved edits on disk, from the first `write` until `discard`.

    Writing takes some 20 ms, which is what a disk needs to be sure, and more with large
    weights: call it from a thread that may wait. Any thread may call any method.
    """

    def __init__(self, root: Path | None = None) -> None:
        self._root = root
        self._guard = Lock()
        self._folder: Path | None = None
        self._lock: BinaryIO | None = None

    def write(self, project: Project, path: Path | None) -> None:
        """Keep the project as it stands; `path` is the file it came from, if it has one.

        Raises ProjectError where it cannot be written.
        """
        with self._guard:
            try:
                folder = self._folder or self._claim_folder()
                origin = _Origin(str(path.absolute()) if path else None)
                with atomic_file(folder / _ORIGIN) as file:
                    file.write(msgspec.json.encode(origin))
            except OSError as error:
                raise ProjectError(
                    tr("unsaved edits could not be kept: {error}", error=error)
                ) from error
            save_project(folder / _PROJECT, project)

    def discard(self) -> None:
        """Nothing is unsaved any more: it was saved, or thrown away on purpose."""
        with self._guard:
            if self._folder and self._lock:
                _remove(self._folder, self._lock)
            self._folder = self._lock = None

    def _claim_folder(self) -> Path:
        folder = (self._root or autosave_root()) / uuid.uuid4().hex
        folder.mkdir(parents=True)
        lock = (folder / _LOCK).open("wb")
        try:
            _take(lock)
        except OSError:
            lock.close()
            raise
        self._folder, self._lock = folder, lock
        return folder


@dataclass(frozen=True)
class Recoverable:
    """The unsaved edits of a program that crashed."""

    folder: Path
    project: Project
    path: Path | None
    """The file that was being edited; None where it had never been saved."""
    saved_at: datetime
    """When the edits were kept, in local time."""

    @property
    def description(self) -> str:
        """What it is, where it belongs and when it was kept, in one line."""
        file = tr("from {path}", path=self.path) if self.path else tr("never saved to a file")
        count = len(self.project.network.layers)
        layers = tr("1 layer") if count == 1 else tr("{count:,} layers", count=count)
        name, at = self.project.network.name, f"{self.saved_at:%Y-%m-%d %H:%M}"
        return tr(
            "“{name}” with {layers}, {file}, as it was at {at}.",
            name=name,
            layers=layers,
            file=file,
            at=at,
        )

    def discard(self) -> None:
        """Delete it: it was taken over, or refused. What belongs to a running program stays."""
        with suppress(OSError):
            lock = (self.folder / _LOCK).open("r+b")
            try:
                _take(lock)
            except OSError:
                lock.close()
                return
            _remove(self.folder, lock)


def find_recoverable(root: Path | None = None) -> tuple[Recoverable, ...]:
    """What crashed programs have left behind, the newest first; what cannot be read is left out."""
    found = []
    with suppress(OSError):
        for folder in (root or autosave_root()).iterdir():
            with suppress(OSError, ProjectError):
                if not _in_use(folder):
                    kept = datetime.fromtimestamp((folder / _PROJECT).stat().st_mtime)
                    project = load_project(folder / _PROJECT)
                    found.append(Recoverable(folder, project, _origin(folder), kept))
    return tuple(sorted(found, key=lambda entry: entry.saved_at, reverse=True))


def something_to_recover(root: Path | None = None) -> bool:
    """Whether crashed programs have left something behind; it may turn out to be unreadable."""
    with suppress(OSError):
        for folder in (root or autosave_root()).iterdir():
            with suppress(OSError):
                if (folder / _PROJECT).is_file() and not _in_use(folder):
                    return True
    return False


def _in_use(folder: Path) -> bool:
    """Whether a running program holds the folder's lock; raises OSError where there is none."""
    with (folder / _LOCK).open("r+b") as lock:
        try:
            _take(lock)
        except OSError:
            return True
        return False  # closing the file lets go of the lock again


def _origin(folder: Path) -> Path | None:
    try:
        path = msgspec.json.decode((folder / _ORIGIN).read_bytes(), type=_Origin).path
    except (OSError, msgspec.DecodeError):
        return None
    return Path(path) if path else None


def _remove(folder: Path, lock: BinaryIO) -> None:
    """The project first: half removed must not look like a crash. Windows deletes no open file."""
    (folder / _PROJECT).unlink(missing_ok=True)
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
