"""Whether a window can open here; asked before Qt is loaded, which would abort where it cannot."""

from __future__ import annotations

import ctypes
import os
import sys

from app.qt_libraries import QT, X11, missing, missing_text

_HEADLESS = (
    "Without a window there are: python main.py gallery, summary, compare, datasets, train, "
    "import, export (see --help)."
)


def why_no_window() -> str:
    """Why Qt could not open a window on this system and what to do, in two lines; else empty.

    Only Linux is asked: Windows and macOS always have a display, and their Qt needs nothing more.
    """
    if sys.platform != "linux":
        return ""
    platforms = _platforms()
    if not platforms:
        return _no_display("there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)")
    if lacking := missing(QT):
        return missing_text(lacking)
    if not {"wayland", "xcb"}.issuperset(platforms):
        return ""  # offscreen, vnc and the like paint without a display
    if "wayland" in platforms and _wayland_answers():
        return ""
    if "xcb" not in platforms:
        return _no_display(f"the display {os.environ.get('WAYLAND_DISPLAY', '')!r} does not answer")
    if lacking := missing(X11):
        return missing_text(lacking)
    if _x11_answers():
        return ""
    return _no_display(f"the display {os.environ.get('DISPLAY', '')!r} does not answer")


def _platforms() -> list[str]:
    """Qt's platform plugins that it would try: what the user demands, or what the session has."""
    if demanded := os.environ.get("QT_QPA_PLATFORM"):
        # "wayland;xcb:…" names several, each with settings of its own.
        names = [entry.partition(":")[0] for entry in demanded.split(";")]
        return ["wayland" if name.startswith("wayland") else name for name in names if name]
    platforms = []
    if os.environ.get("WAYLAND_DISPLAY") or os.environ.get("XDG_SESSION_TYPE") == "wayland":
        platforms.append("wayland")
    if os.environ.get("DISPLAY"):
        platforms.append("xcb")
    return platforms


def _no_display(reason: str) -> str:
    return (
        f"Convas cannot open its window: {reason}. Start it in a graphical session, set DISPLAY, "
        f"install xvfb and use xvfb-run, or set QT_QPA_PLATFORM=offscreen.\n{_HEADLESS}"
    )


def _x11_answers() -> bool:
    """Whether the X server of DISPLAY lets us in (1 ms): it may be gone, or refuse our key."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    error: int = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return error == 0


def _wayland_answers() -> bool:
    """Whether the Wayland compositor of this session lets us in."""
    try:
        wayland = ctypes.CDLL("libwayland-client.so.0")
    except OSError:
        return False
    wayland.wl_display_connect.restype = ctypes.c_void_p
    wayland.wl_display_connect.argtypes = [ctypes.c_char_p]
    wayland.wl_display_disconnect.argtypes = [ctypes.c_void_p]
    display = wayland.wl_display_connect(None)
    if not display:
        return False
    wayland.wl_display_disconnect(display)
    return True
