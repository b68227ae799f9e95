"""The commands as a model that can be searched, the nearest and the last used first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from widgets.commands.command import Command, distance

Index = QModelIndex | QPersistentModelIndex
COMMAND_ROLE = Qt.ItemDataRole.UserRole
"""The `Command` of a line."""


class CommandModel(QAbstractListModel):
    """A command a line; one that is not possible now can be read, and says so."""

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self._commands = tuple(commands)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (as Qt declares it)
        return 0 if parent.isValid() else len(self._commands)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        command = self._commands[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return command.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return command.spoken
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return command.help
        return command if role == COMMAND_ROLE else None


class CommandSearch(QSortFilterProxyModel):
    """The commands that fit what is typed; all of them while nothing is.

    `recent` are names of commands, the last one used first: they stand before others that fit
    equally well.
    """

    def __init__(self, source: CommandModel, recent: Sequence[str]) -> None:
        super().__init__()
        self._typed = ""
        self._source = source  # asking sourceModel() makes PySide keep the model for ever
        source.setParent(self)  # whoever ends it, this is no longer there to be told
        self._recent = {name: place for place, name in enumerate(recent)}
        self.setSourceModel(source)
        self.sort(0)

    def search(self, typed: str) -> None:
        """Show only what fits."""
        self.beginFilterChange()
        self._typed = typed
        self.endFilterChange()
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        command = self._source.index(row, 0, parent).data(COMMAND_ROLE)
        return distance(self._typed, command) is not None

    def lessThan(self, left: Index, right: Index) -> bool:
        return self._place(left) < self._place(right)

    def _place(self, index: Index) -> tuple[int, int, int]:
        command = index.data(COMMAND_ROLE)
        return (
            distance(self._typed, command) or 0,
            self._recent.get(command.name, len(self._recent)),
            index.row(),
        )
