"""Deleting runs: into the system's trash, from where they can be brought back."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QFile


@dataclass(frozen=True)
class Trashed:
    """A run that lies in the trash, and where it came from."""

    folder: Path
    place: Path


def move_to_trash(folders: Iterable[Path]) -> tuple[list[Trashed], list[Path]]:
    """Those that lie in the trash now, and those that the system would not take."""
    trashed, refused = [], []
    for folder in folders:
        file = QFile(str(folder))
        if file.moveToTrash():
            trashed.append(Trashed(folder, Path(file.fileName())))
        elif folder.exists():
            refused.append(folder)
    return trashed, refused


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
