"""The layers of a network as a Qt model: one a line, told in words as well as in columns."""

from __future__ import annotations

from collections import defaultdict

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.language import figures, tr
from app.network.analysis import Analysis, analyse
from app.network.graph import Network
from app.network.problems import Problem
from widgets.canvas.card_text import CardFacts, facts_of
from widgets.panels.problems_model import problem_text

Index = QModelIndex | QPersistentModelIndex
NAME_ROLE = Qt.ItemDataRole.UserRole
"""The name of a line's layer."""
COLUMNS = (tr("Layer"), tr("Kind"), tr("Output"), tr("Parameters"), tr("Problem"))
_LAYER, _KIND, _OUTPUT, _PARAMETERS, _ = COLUMNS
_NUMBERS = (_PARAMETERS,)


class OutlineModel(QAbstractTableModel):
    """The layers in the order in which they are computed."""

    def __init__(self) -> None:
        super().__init__()
        self._network = Network()
        self._analysis = analyse(self._network)
        self._problems: dict[str, list[Problem]] = {}
        self._rows: dict[str, int] = {}

    def show(self, network: Network, analysis: Analysis) -> None:
        """Show this network."""
        self.beginResetModel()
        self._network, self._analysis = network, analysis
        self._rows = {name: row for row, name in enumerate(network.order)}
        problems = defaultdict(list)
        for problem in analysis.problems:
            problems[problem.layer].append(problem)
        self._problems = dict(problems)
        self.endResetModel()

    def row_of(self, name: str) -> int | None:
        """The line of a layer; None where there is none."""
        return self._rows.get(name)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and COLUMNS[section] in _NUMBERS:
            return Qt.AlignmentFlag.AlignCenter
        return COLUMNS[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        name, column = self._network.order[index.row()], COLUMNS[index.column()]
        wanted = Qt.ItemDataRole
        if role == NAME_ROLE:
            return name
        if role == wanted.DisplayRole:
            return self._cell(name, column)
        if role == wanted.AccessibleTextRole:
            # The first cell tells the whole line, for that is where the arrows up and down lead.
            return self._facts(name).spoken if column == _LAYER else self._spoken(name, column)
        if role in (wanted.AccessibleDescriptionRole, wanted.ToolTipRole):
            return self._neighbours(name)
        if role == wanted.TextAlignmentRole and column in _NUMBERS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _facts(self, name: str) -> CardFacts:
        return facts_of(self._analysis.layers[name], tuple(self._problems.get(name, ())))

    def _cell(self, name: str, column: str) -> str:
        facts = self._facts(name)
        if column == _LAYER:
            return name
        if column == _KIND:
            return f"{facts.kind} {facts.notation}".strip()
        if column == _OUTPUT:
            return facts.shown_shape
        if column == _PARAMETERS:
            return figures(f"{facts.parameters:,}") if facts.parameters else ""
        return "; ".join(problem_text(each).replace(f" {name}:", "") for each in facts.problems)

    def _spoken(self, name: str, column: str) -> str:
        return tr(
            "{column} of {name}: {cell}",
            column=column,
            name=name,
            cell=self._cell(name, column) or tr("none"),
        )

    def _neighbours(self, name: str) -> str:
        """Where a layer stands in the network: "fed by conv1, feeds pool1"."""
        network = self._network
        fed = ", ".join(network.sources_of[name]) or tr("nothing")
        feeds = ", ".join(network.targets_of[name]) or tr("nothing")
        return tr("fed by {fed}; feeds {feeds}", fed=fed, feeds=feeds)
