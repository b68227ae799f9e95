"""The inspector's page for the whole network: totals, and all that does not fit."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.language import figures, tr
from app.network.arithmetic import shape_text
from app.network.edits import Edit, RenameNetwork
from app.network.quantities import cost_facts, receptive_field_facts
from widgets.document import Document
from widgets.empty_state import NEW_FROM_PATTERN, OPEN_GALLERY, Offer
from widgets.panels.lettering import FactTable, NoteLabel, heading
from widgets.panels.name_field import NameField
from widgets.panels.problem_rows import ProblemRows
from widgets.theme import GAP


class NetworkPage(QWidget):
    """The network as a whole, shown while nothing is selected."""

    layer_wanted = Signal(str)
    """A problem's layer was clicked."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.name = NameField(document, tr("Name of the network"), _renamed)
        self._hint = NoteLabel()
        self._offer = Offer()
        self.facts = FactTable()
        self._problems_heading = heading(tr("Problems"))
        self.problems = ProblemRows(document, named=True)
        self.problems.layer_wanted.connect(self.layer_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self.name)
        layout.addWidget(self._hint)
        layout.addWidget(self._offer)
        layout.addWidget(self.facts)
        layout.addWidget(self._problems_heading)
        layout.addWidget(self.problems)

    def show_network(self) -> None:
        """Show the document's network as it is now."""
        network, analysis = self._document.network, self._document.analysis
        self.name.show_name(network.name)
        empty = not network.layers
        self._hint.say(
            tr("The canvas is empty. Drag layers onto it from the list Layers, or open a network.")
            if empty
            else tr("Select a layer to see its settings and its arithmetic.")
        )
        self._offer.show_only(*((OPEN_GALLERY, NEW_FROM_PATTERN) if empty else ()))
        self.facts.show_facts([] if empty else self._facts())
        self._problems_heading.setVisible(bool(analysis.problems))
        self._problems_heading.setText(tr("Problems ({problems})", problems=len(analysis.problems)))
        self.problems.show_problems(analysis.problems)

    def _facts(self) -> list[tuple[str, str]]:
        network, analysis = self._document.network, self._document.analysis
        ends = network.ends[:3]
        facts = [(tr("layers"), figures(f"{len(network.layers):,}"))]
        if len(network.inputs) == 1:
            facts.append((tr("input"), shape_text(analysis.layers[network.inputs[0]].output)))
        facts += [
            *(
                (tr("output of {end}", end=end), shape_text(analysis.layers[end].output))
                for end in ends
            ),
            (tr("parameters"), figures(f"{analysis.parameters:,}")),
            (tr("without biases"), figures(f"{analysis.weights:,}")),
            ("MACs", figures(f"{analysis.macs:,}")),
            (tr("activations"), figures(f"{analysis.activations:,}")),
            *cost_facts(analysis),
        ]
        for end in ends:
            title = tr("receptive field") if len(ends) == 1 else tr("field of {end}", end=end)
            lines = receptive_field_facts(analysis.layers[end].receptive_field)
            facts += zip((title, *[""] * len(lines)), lines, strict=False)
        return facts


def _renamed(_old: str, new: str) -> Edit:
    return RenameNetwork(new)
