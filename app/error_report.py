"""What went wrong, as a person who mends it wants to read it."""

from __future__ import annotations

import platform
import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from types import TracebackType

from app import __version__
from app.log_file import last_lines
from app.packaged import packaged

_PACKAGES = ("PySide6-Essentials", "torch", "numpy", "pyqtgraph")
_ROOT = Path(__file__).parents[1]
_LINES = 40
_LONGEST = 300


@dataclass(frozen=True)
class Unexpected:
    """An exception that nobody has handled.

    `kind` is the same for those of one type from one place in the program, `sentence` says what
    happened and where in a line, `trace` is the traceback, and `thread` where it was raised.
    """

    kind: tuple[str, str, int]
    sentence: str
    trace: str
    thread: str


def unexpected(error: BaseException, trace: TracebackType | None, thread: str) -> Unexpected:
    """The exception as plain text, so that nothing that it holds stays alive."""
    frames = traceback.extract_tb(trace)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(_ROOT)]
    place, line = "", 0
    if frames:
        frame = (own or frames)[-1]
        place, line = _place(frame.filename), frame.lineno or 0
    name = type(error).__name__
    what = " ".join(f"{name}: {_words(error)}".split()).rstrip(":")[:_LONGEST]
    where = f" ({place}, line {line})" if place else ""
    text = "".join(traceback.format_exception(type(error), error, trace))
    return Unexpected((name, place, line), what + where, text, thread)


def report(happened: Iterable[Unexpected]) -> str:
    """Version, system, what happened and the end of the log, to be copied into a mail."""
    parts = [f"Convas {__version__}", *_surroundings(), ""]
    for each in happened:
        parts += [f"In the thread {each.thread}:", each.trace.rstrip(), ""]
    if lines := last_lines(_LINES):
        parts += ["The end of the log:", *lines]
    return "\n".join(parts).rstrip() + "\n"


def _surroundings() -> list[str]:
    """The system and the packages, told without importing them."""
    python = f"Python {platform.python_version()} on {platform.platform()}"
    return [python, ", ".join(f"{name} {_version(name)}" for name in _PACKAGES), _frozen()]


def _frozen() -> str:
    return "packaged program" if packaged() else "run from its sources"


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "unknown"


def _place(file_name: str) -> str:
    path = Path(file_name)
    return str(path.relative_to(_ROOT)) if path.is_relative_to(_ROOT) else path.name


def _words(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:  # an exception whose own text cannot be made
        return "(it cannot say what)"
