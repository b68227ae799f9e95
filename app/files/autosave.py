"""Unsaved edits that survive a crash.

Each running Convas has a folder of its own in `autosave/`, with the project as it stands, and
holds it as long as it lives (see held_folder.py).
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock

import msgspec

from app.atomic_file import atomic_file
from app.files.held_folder import HeldFolder, is_held, remove_left_over
from app.files.project import Project, ProjectError, load_project, save_project
from app.home import home
from app.language import tr

_PROJECT, _ORIGIN = "project.convas", "origin.json"
RECORDING = "recording.json"
"""A lesson that is being recorded, in a folder of its own; see app/lessons/autosave.py."""


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
        self._folder: HeldFolder | None = None

    def write(self, project: Project, path: Path | None) -> None:
        """Keep the project as it stands; `path` is the file it came from, if it has one.

        Raises ProjectError where it cannot be written.
        """
        with self._guard:
            try:
                self._folder = self._folder or HeldFolder(self._root or autosave_root())
                folder = self._folder.path
                origin = {"path": str(path.absolute()) if path else None}
                with atomic_file(folder / _ORIGIN) as file:
                    # Not msgspec's: the name of a file need not be text in UTF-8.
                    file.write(json.dumps(origin).encode())
            except OSError as error:
                raise ProjectError(
                    tr("unsaved edits could not be kept: {error}", error=error)
                ) from error
            save_project(folder / _PROJECT, project)

    def discard(self) -> None:
        """Nothing is unsaved any more: it was saved, or thrown away on purpose."""
        with self._guard:
            if self._folder is not None:
                self._folder.remove(_PROJECT)
            self._folder = None


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
        remove_left_over(self.folder, _PROJECT)


def find_recoverable(root: Path | None = None) -> tuple[Recoverable, ...]:
    """What crashed programs have left behind, the newest first; what cannot be read is left out."""
    found = []
    with suppress(OSError):
        for folder in (root or autosave_root()).iterdir():
            with suppress(OSError, ProjectError):
                if not is_held(folder):
                    kept = datetime.fromtimestamp((folder / _PROJECT).stat().st_mtime)
                    project = load_project(folder / _PROJECT)
                    found.append(Recoverable(folder, project, _origin(folder), kept))
    return tuple(sorted(found, key=lambda entry: entry.saved_at, reverse=True))


def recording_left(root: Path | None = None) -> bool:
    """Whether there is a lesson that was not saved, of this program or another one."""
    return any((root or autosave_root()).glob(f"*/{RECORDING}"))


def something_to_recover(root: Path | None = None) -> bool:
    """Whether crashed programs have left something behind; it may turn out to be unreadable."""
    with suppress(OSError):
        for folder in (root or autosave_root()).iterdir():
            with suppress(OSError):
                kept = (folder / _PROJECT).is_file() or (folder / RECORDING).is_file()
                if kept and not is_held(folder):
                    return True
    return False


def _origin(folder: Path) -> Path | None:
    try:
        origin = json.loads((folder / _ORIGIN).read_bytes())
        path = msgspec.convert(origin, _Origin).path
    except (OSError, ValueError, RecursionError):
        return None
    return Path(path) if path else None
