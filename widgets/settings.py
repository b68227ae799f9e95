"""What the program remembers from one start to the next: layout, recent files, theme."""

from __future__ import annotations

from PySide6.QtCore import QSettings

from app.home import home

RECENT_FILES = 10


def settings() -> QSettings:
    """The user's settings, in a file in the Convas folder."""
    return QSettings(str(home() / "settings.ini"), QSettings.Format.IniFormat)


def recent_files() -> list[str]:
    """Project files, the last one used first."""
    value = settings().value("recent_files", [])
    if isinstance(value, str):  # an INI file gives a list of one entry as the entry
        return [value]
    return [str(entry) for entry in value] if isinstance(value, list) else []


def remember_file(path: str) -> None:
    """Put a file at the head of the recent ones."""
    files = [path, *(entry for entry in recent_files() if entry != path)]
    settings().setValue("recent_files", files[:RECENT_FILES])


def forget_files() -> None:
    """Empty the list of recent files."""
    settings().remove("recent_files")
