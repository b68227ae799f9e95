"""What the menus hold, for whoever lists it: the shortcut sheet and the command palette."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

_LASTING = "lastingTitle"
"""The property of an action that holds its title where the text also tells what it acts on now."""


def set_lasting_title(action: QAction, title: str) -> None:
    """List the action as, say, "Undo", whatever it would undo just now."""
    action.setProperty(_LASTING, title)


@dataclass(frozen=True)
class MenuEntry:
    """An action with the titles of the menus that lead to it, as in ("View", "Theme")."""

    path: tuple[str, ...]
    action: QAction

    @property
    def title(self) -> str:
        return words_of(self.action)

    @property
    def written(self) -> str:
        """The title with the ellipsis of an entry that asks something first."""
        return self.title + ("…" if self.action.text().endswith("…") else "")

    @property
    def keys(self) -> str:
        """Every shortcut, as the system writes it; empty where there is none."""
        written = QKeySequence.SequenceFormat.NativeText
        return ", ".join(keys.toString(written) for keys in self.action.shortcuts())


def words_of(action: QAction) -> str:
    """The title of a menu entry without the signs that belong to menus."""
    return words_in(action.property(_LASTING) or action.text())


def words_in(text: str) -> str:
    """The same of a text that is, or will be, that of an entry."""
    return re.sub("&(.)", r"\1", text).removesuffix("…")


def menu_entries(bar: QMenuBar) -> list[MenuEntry]:
    """Every entry of every menu, in their order; menus that are filled when opened hold none."""
    return [entry for action in bar.actions() for entry in _below(action, ())]


def _below(action: QAction, path: tuple[str, ...]) -> Iterator[MenuEntry]:
    menu = action.menu()
    if isinstance(menu, QMenu):
        for inner in menu.actions():
            yield from _below(inner, (*path, words_of(action)))
    elif not action.isSeparator():
        yield MenuEntry(path, action)
