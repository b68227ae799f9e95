"""Deleting runs: into the system's trash, from where they can be brought back."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QFile

from app.training.run import is_at_work_elsewhere


@dataclass(frozen=True)
class Trashed:
    """A run that lies in the trash, and where it came from."""

    folder: Path
    place: Path


@dataclass(frozen=True)
class Moved:
    """What came of moving runs to the trash."""

    trashed: Sequence[Trashed]
    refused: Sequence[Path]
    """Those that the system would not take."""
    at_work: Sequence[Path]
    """Those that another program trains: they stay."""


def move_to_trash(folders: Iterable[Path]) -> Moved:
    """Move the folders of runs to the system's trash."""
    trashed, refused, at_work = [], [], []
    for folder in folders:
        if is_at_work_elsewhere(folder):
            at_work.append(folder)
            continue
        file = QFile(str(folder))
        if file.moveToTrash():
            trashed.append(Trashed(folder, Path(file.fileName())))
        elif folder.exists():
            refused.append(folder)
    return Moved(trashed, refused, at_work)


def bring_back(trashed: Iterable[Trashed]) -> list[Path]:
    """Put runs back where they came from; those for which that failed."""
    failed = []
    for run in trashed:
        try:
            if run.folder.exists():
                raise FileExistsError(run.folder)
            shutil.move(run.place, run.folder)
        except (OSError, shutil.Error):
            failed.append(run.folder)
            continue
        # What freedesktop.org's trash keeps beside each file would be left over.
        if run.place.parent.name == "files":
            with suppress(OSError):
                (run.place.parents[1] / "info" / f"{run.place.name}.trashinfo").unlink()
    return failed


def delete_for_good(folders: Iterable[Path]) -> list[Path]:
    """Remove folders; those that could not be removed whole."""
    failed = []
    for folder in folders:
        try:
            shutil.rmtree(folder)
        except OSError:
            failed.append(folder)
    return failed
