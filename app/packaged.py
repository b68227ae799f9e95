"""Being the packaged program, a folder that brings its own Python (`make package`)."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from app.language import tr

_MAIN = Path(__file__).parents[1] / "main.py"
_LIBRARIES = "LD_LIBRARY_PATH"


def python_needed() -> str:
    """Who can do what the packaged program cannot; main.py loads this before words are chosen."""
    return tr("that needs a Convas set up with Python; its README tells how")


def packaged() -> bool:
    """Whether this process is the packaged program; PyInstaller sets the mark."""
    return bool(getattr(sys, "frozen", False))


def own_command() -> list[str]:
    """The words that start this very Convas; arguments may follow."""
    return [sys.executable] if packaged() else [sys.executable, str(_MAIN)]


def begin_packaged() -> None:
    """Set up the process of the packaged program; to be called before anything else.

    Where a package has multiprocessing start this program again, the process carries that out and
    ends here. Programs of the system (the one that opens a page, say) are started without the
    folder's libraries, which the starter has put before the system's own.
    """
    import multiprocessing

    multiprocessing.freeze_support()
    before = os.environ.pop(f"{_LIBRARIES}_ORIG", None)
    if before is not None:
        os.environ[_LIBRARIES] = before
    else:
        os.environ.pop(_LIBRARIES, None)
