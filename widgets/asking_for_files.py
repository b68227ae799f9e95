"""File dialogs that open where the user was last, and at first where the system keeps such files.

Without a folder of its own Qt would open them where the program was started, which is anywhere.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from widgets.settings import settings

Use = Literal["images", "data_sets", "exports", "exercises"]
"""What is looked for or written; each has its last folder."""
_System = QStandardPaths.StandardLocation
_SYSTEM: dict[Use, QStandardPaths.StandardLocation] = {
    "images": _System.PicturesLocation,
    "data_sets": _System.DownloadLocation,
    "exports": _System.DocumentsLocation,
    "exercises": _System.DocumentsLocation,
}


def folder_for(use: Use) -> Path:
    """The folder that was used last for this; else the system's for such files, or the home."""
    last = str(settings().value(_key(use), ""))
    system = QStandardPaths.writableLocation(_SYSTEM[use])
    places = (Path(place) for place in (last, system) if place)
    return next((place for place in places if place.is_dir()), Path.home())


def ask_for_file(window: QWidget, title: str, use: Use, pattern: str) -> Path | None:
    """A file to read; None where the user gave up."""
    name, _ = QFileDialog.getOpenFileName(window, title, str(folder_for(use)), pattern)
    return _remembered(use, Path(name)) if name else None


def ask_for_folder(window: QWidget, title: str, use: Use) -> Path | None:
    """A folder; None where the user gave up. Its neighbours are offered the next time."""
    name = QFileDialog.getExistingDirectory(window, title, str(folder_for(use)))
    return _remembered(use, Path(name)) if name else None


def ask_where_to_write(
    window: QWidget, title: str, use: Use, name: str, pattern: str
) -> Path | None:
    """A file to write, for which `name` is proposed; None where the user gave up."""
    proposed = str(folder_for(use) / name)
    chosen, _ = QFileDialog.getSaveFileName(window, title, proposed, pattern)
    return _remembered(use, Path(chosen)) if chosen else None


def remember(use: Use, path: Path) -> None:
    """Open the next dialog for this where `path` lies."""
    settings().setValue(_key(use), str(path.parent))


def _remembered(use: Use, path: Path) -> Path:
    remember(use, path)
    return path


def _key(use: Use) -> str:
    return f"folder_of_{use}"
