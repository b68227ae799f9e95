"""What a window has to offer to somebody without a mouse, without sight, or with little of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.contrast import faint_text
from tests.widgets.walk import controls, is_name, reached, spoken, stops, told
from widgets.theme import apply_theme

SCHEMES = ("light", "dark", "contrast")
STILL = 8
"""Looks in a row that find the same widgets: what a panel waited for is there."""


def settle(qtbot: QtBot, root: QWidget) -> None:
    """Until nothing comes or goes any more."""
    seen: list[list[int]] = []

    def still() -> bool:
        seen.append([id(w) for w in root.findChildren(QWidget) if w.isVisible() and w.isEnabled()])
        return len(seen) > STILL and all(each == seen[-1] for each in seen[-STILL:])

    qtbot.waitUntil(still)


def nameless(root: QWidget) -> list[str]:
    return [f"{spoken(w)!r} {told(w)}" for w in controls(root) if not is_name(spoken(w))]


def unreached(root: QWidget, key: Qt.Key) -> list[str]:
    # The first round brings the canvas to its last card, and the inspector shows that.
    stops(root, key)
    wanted, found = controls(root), stops(root, key)
    return [told(widget) for widget in wanted if not reached(widget, found)]


def illegible(root: QWidget) -> list[str]:
    picture = root.window().grab().toImage()
    return [
        f"{words} {told(widget)}"
        for widget in [root, *root.findChildren(QWidget)]
        if widget.isVisible()
        and widget.isEnabled()  # WCAG asks nothing of what cannot be worked with
        and widget.window() is root.window()
        and not widget.visibleRegion().isEmpty()
        for words in faint_text(widget, picture)
    ]


def faults(qtbot: QtBot, qapp: QApplication, root: QWidget) -> list[str]:
    """All of that in all themes; a part of a window is reached from the rest of it."""
    window = root.window()
    settle(qtbot, root)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    found = [f"nameless {each}" for each in nameless(root)]
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        stops(window, key)
        wanted, passed = controls(root), stops(window, key)
        found += [f"{key.name} misses {told(w)}" for w in wanted if not reached(w, passed)]
    for scheme in SCHEMES:
        apply_theme(qapp, scheme)
        settle(qtbot, root)
        found += [f"{scheme} {each}" for each in illegible(root)]
    apply_theme(qapp, "light")
    return found
