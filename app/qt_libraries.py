"""The system libraries that Qt's window needs on Linux, and the Debian packages they come in.

`python -m app.qt_libraries` prints the packages that are missing, for `.ci/setup`. Wheels of
PySide6 bring Qt itself but not these.
"""

from __future__ import annotations

import ctypes
import sys

QT: dict[str, str] = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""What Qt needs to be imported at all, even to paint offscreen."""

X11: dict[str, str] = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What its X11 plugin needs besides; where one is missing, Qt aborts the program."""


def missing(libraries: dict[str, str]) -> dict[str, str]:
    """Those of the libraries (file name to package) that this system cannot load."""
    return {name: package for name, package in libraries.items() if not _loads(name)}


def missing_text(libraries: dict[str, str]) -> str:
    """What is missing and how to get it, in two lines."""
    return (
        f"Qt cannot open a window, for this system lacks {', '.join(libraries)}.\n"
        f"On Debian and Ubuntu: sudo apt-get install {' '.join(sorted(set(libraries.values())))}"
    )


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def main() -> int:
    """Print the missing packages in one line; nothing where all are there."""
    if sys.platform == "linux" and (packages := missing({**QT, **X11})):
        print(*sorted(set(packages.values())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
