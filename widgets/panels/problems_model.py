"""All problems of a network as a Qt model: errors first, then in the order of the layers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from app.language import tr
from app.network.graph import Network
from app.network.layer import Severity
from app.network.problems import Problem

Filter = Literal["all", "error", "warning"]
Index = QModelIndex | QPersistentModelIndex

SEVERITY_WORDS: dict[Severity, str] = {"error": tr("error"), "warning": tr("warning")}
PROBLEM_ROLE = Qt.ItemDataRole.UserRole


class ProblemsModel(QAbstractListModel):
    """The problems that a filter lets through, a row each.

    Their fixes are never asked for here: a network may have thousands of problems.
    """

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[Problem, ...] = ()
        self._rows: tuple[Problem, ...] = ()
        self._filter: Filter = "all"

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems in the rows."""
        return self._rows

    def show(self, problems: Iterable[Problem], network: Network) -> None:
        """Show these problems of `network`."""
        self._all = in_order(problems, network)
        self._show_rows()

    def set_filter(self, wanted: Filter) -> None:
        """Let only errors, only warnings or all through."""
        self._filter = wanted
        self._show_rows()

    def _show_rows(self) -> None:
        rows = tuple(p for p in self._all if self._filter in ("all", p.severity))
        if rows == self._rows:
            self._rows = rows  # they read the same, but their fixes are of the new network
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        problem = self._rows[index.row()]
        if role == PROBLEM_ROLE:
            return problem
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return problem_text(problem)
        if role == Qt.ItemDataRole.ToolTipRole:
            return problem.message
        return None


def in_order(problems: Iterable[Problem], network: Network) -> tuple[Problem, ...]:
    """Errors before warnings; each in the order of the layers, the network's own first."""
    place = {name: at for at, name in enumerate(network.order)}
    return tuple(sorted(problems, key=lambda p: (p.severity != "error", place.get(p.layer, -1))))


def problem_text(problem: Problem) -> str:
    """A problem in one line of text: "error: conv1: the window is larger …"."""
    severity = SEVERITY_WORDS[problem.severity]
    return ": ".join(part for part in (severity, problem.layer, problem.message) if part)


def counts_text(problems: Sequence[Problem]) -> str:
    """How many there are of each severity: "2 errors · 1 warning", or "No problems"."""
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    parts = []
    if errors:
        parts.append(tr("1 error") if errors == 1 else tr("{errors:,} errors", errors=errors))
    if warnings:
        parts.append(
            tr("1 warning") if warnings == 1 else tr("{warnings:,} warnings", warnings=warnings)
        )
    return " · ".join(filter(None, parts)) or tr("No problems")


def worst_of(problems: Sequence[Problem]) -> Severity | None:
    """The worst severity among them."""
    if any(problem.severity == "error" for problem in problems):
        return "error"
    return "warning" if problems else None
