"""Keys that two actions would answer to are answered by none: Qt calls them ambiguous."""

from __future__ import annotations

from itertools import combinations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from widgets.main_window import MainWindow


def _places(action: QAction) -> list[QWidget]:
    """The widgets within which an action hears its keys; none: within the whole window."""
    if action.shortcutContext() != Qt.ShortcutContext.WidgetWithChildrenShortcut:
        return []
    return [widget for widget in action.associatedObjects() if isinstance(widget, QWidget)]


def _meet(one: QAction, other: QAction) -> bool:
    """Whether there is a place where both hear the same keys."""
    if not _places(one) or not _places(other):
        return True
    return any(
        a is b or a.isAncestorOf(b) or b.isAncestorOf(a)
        for a in _places(one)
        for b in _places(other)
    )


def test_no_keys_belong_to_two_actions(window: MainWindow) -> None:
    for name in window.docks.names:
        window.docks.raise_(name)
    known: dict[str, list[QAction]] = {}
    for action in window.findChildren(QAction):
        for keys in action.shortcuts():
            known.setdefault(keys.toString(), []).append(action)
    assert len(known) > 60
    shared = {
        keys: (one.text(), other.text())
        for keys, actions in known.items()
        for one, other in combinations(actions, 2)
        if _meet(one, other)
    }
    assert not shared
