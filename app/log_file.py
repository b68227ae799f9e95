"""The log of the program with a window: files that are kept short, for reports of errors."""

from __future__ import annotations

import faulthandler
import logging
from collections.abc import Iterator
from contextlib import closing, contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path

from app.home import home

LARGEST = 500_000
"""Bytes of a log file; then the next is begun, and so many old ones are kept:"""
KEPT = 3
_TAIL = 20_000
"""Bytes at the end of the file that may go into a report."""
_LOGGERS = ("app", "widgets")
_FORM = "%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"

log = logging.getLogger(__name__)


def log_folder() -> Path:
    """Where the log files are."""
    return home() / "logs"


def log_path() -> Path:
    """The log file that is written now."""
    return log_folder() / "convas.log"


class LogFile:
    """Writes into the log file what Convas logs, from now until `close`.

    A crash of the interpreter itself leaves its trace in `crash.txt` beside it. Raises OSError
    where no file can be made.
    """

    def __init__(self) -> None:
        log_folder().mkdir(parents=True, exist_ok=True)
        self._crash = (log_folder() / "crash.txt").open("ab")
        self._handler = RotatingFileHandler(
            log_path(), maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", errors="replace"
        )
        self._handler.setFormatter(logging.Formatter(_FORM))
        faulthandler.enable(self._crash)
        for name in _LOGGERS:
            logging.getLogger(name).addHandler(self._handler)
            logging.getLogger(name).setLevel(logging.INFO)

    def close(self) -> None:
        """The program ends."""
        for name in _LOGGERS:
            logging.getLogger(name).removeHandler(self._handler)
            logging.getLogger(name).setLevel(logging.NOTSET)
        faulthandler.disable()
        self._handler.close()
        self._crash.close()


@contextmanager
def logging_to_file() -> Iterator[None]:
    """Keep a log meanwhile; a home that cannot be written to is no reason not to begin."""
    try:
        file = LogFile()
    except OSError as error:
        log.warning("no log is kept: %s", error)
        yield
        return
    with closing(file):
        yield


def last_lines(count: int) -> list[str]:
    """The last lines of the log file; none where there is no file."""
    try:
        with log_path().open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - _TAIL))
            text = file.read().decode("utf-8", "replace")
    except OSError:
        return []
    return text.splitlines()[-count:]
