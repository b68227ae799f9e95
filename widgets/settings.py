"""What the program remembers from one start to the next: layout, recent files, theme."""

from __future__ import annotations

from PySide6.QtCore import QSettings

from app.home import home

RECENT_FILES = 10
RECENT_COMMANDS = 8
RECENT_LESSONS = 5


def settings() -> QSettings:
    """The user's settings, in a file in the Convas folder."""
    return QSettings(str(home() / "settings.ini"), QSettings.Format.IniFormat)


def recent_files() -> list[str]:
    """Project files, the last one used first."""
    return _listed("recent_files")


def remember_file(path: str) -> None:
    """Put a file at the head of the recent ones."""
    _put_first("recent_files", path, RECENT_FILES)


def forget_files() -> None:
    """Empty the list of recent files."""
    settings().remove("recent_files")


def recent_lessons() -> list[tuple[str, str]]:
    """The files and titles of lessons, the last one used first."""
    entries = (entry.partition("\n") for entry in _listed("recent_lessons"))
    return [(path, title) for title, _, path in entries]


def remember_lesson(path: str, title: str) -> None:
    """Put a lesson at the head of the recent ones, by the title that it has now."""
    _keep_lessons([(path, title), *_lessons_but(path)])


def forget_lesson(path: str) -> None:
    """Take a lesson off the recent ones."""
    _keep_lessons(_lessons_but(path))


def forget_lessons() -> None:
    """Empty the list of recent lessons."""
    settings().remove("recent_lessons")


def _lessons_but(path: str) -> list[tuple[str, str]]:
    return [entry for entry in recent_lessons() if entry[0] != path]


def _keep_lessons(lessons: list[tuple[str, str]]) -> None:
    # Each as one text: a title is one line, and a path may hold anything.
    kept = [f"{title}\n{path}" for path, title in lessons[:RECENT_LESSONS]]
    settings().setValue("recent_lessons", kept)


def finished_lessons() -> frozenset[str]:
    """The names of lessons of the program that were played to their last scene."""
    return frozenset(_listed("finished_lessons"))


def remember_finished(name: str) -> None:
    """Keep that a lesson was played to its last scene."""
    settings().setValue("finished_lessons", sorted(finished_lessons() | {name}))


def shows_welcome() -> bool:
    """Whether the welcome page is there at the start."""
    return bool(settings().value("welcome", True, type=bool))


def set_shows_welcome(shown: bool) -> None:
    """Whether the welcome page is there at the next start."""
    settings().setValue("welcome", shown)


def reopens_last() -> bool:
    """Whether the file that was used last is opened at the start."""
    return bool(settings().value("reopen_last", False, type=bool))


def set_reopens_last(wanted: bool) -> None:
    """Whether the file that was used last is opened at the next start."""
    settings().setValue("reopen_last", wanted)


def open_exercise() -> tuple[str, str]:
    """The exercise that was open last and the file of the attempt, empty where there is none."""
    kept = settings()
    exercise, attempt = kept.value("exercise", ""), kept.value("attempt", "")
    return str(exercise), str(attempt)


def remember_exercise(exercise: str, attempt: str) -> None:
    """Keep which exercise is open, and in which file the attempt is."""
    kept = settings()
    kept.setValue("exercise", exercise)
    kept.setValue("attempt", attempt)


def forget_exercise() -> None:
    """No exercise is open."""
    kept = settings()
    kept.remove("exercise")
    kept.remove("attempt")


def recent_commands() -> list[str]:
    """The names of commands that were chosen in the palette, the last one first."""
    return _listed("recent_commands")


def remember_command(name: str) -> None:
    """Put a command at the head of the recent ones."""
    _put_first("recent_commands", name, RECENT_COMMANDS)


def _listed(key: str) -> list[str]:
    value = settings().value(key, [])
    if isinstance(value, str):  # an INI file gives a list of one entry as the entry
        return [value]
    return [str(entry) for entry in value] if isinstance(value, list) else []


def _put_first(key: str, entry: str, most: int) -> None:
    others = [other for other in _listed(key) if other != entry]
    settings().setValue(key, [entry, *others][:most])
