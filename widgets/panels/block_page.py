"""The inspector's page for one block: what goes in and comes out, and what it costs."""

from __future__ import annotations

from collections import Counter

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSpinBox, QVBoxLayout, QWidget

from app.network.arithmetic import shape_text
from app.network.blocks import (
    MOST_REPEATS,
    CollapseBlocks,
    RenameBlock,
    Ungroup,
    layers_in,
    wires_in,
    wires_out,
)
from app.network.edits import Edit
from app.network.quantities import receptive_field_facts
from widgets.canvas.placing import repeat_edit
from widgets.document import Document
from widgets.panels.lettering import FactTable, NoteLabel
from widgets.panels.name_field import NameField
from widgets.panels.several_page import cost_rows
from widgets.theme import GAP, font


class BlockPage(QWidget):
    """One block: its name, its shapes and costs, and what can be done with it."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._path = ""
        self.name = NameField(
            document, "Name of the block", lambda _old, new: RenameBlock(self._path, new)
        )
        self._shapes = QLabel()
        self._shapes.setFont(font(monospace=True))
        self._shapes.setToolTip("Shape of one image going in → coming out")
        self._shapes.setWordWrap(True)
        self.facts = FactTable()
        self.toggle = QPushButton()
        self.toggle.clicked.connect(self._toggle)
        self.ungroup = QPushButton("Ungroup")
        self.ungroup.setToolTip("Take the block away; its layers stay")
        self.ungroup.clicked.connect(lambda: self._make(Ungroup(self._path)))
        self.times = QSpinBox()
        self.times.setRange(2, MOST_REPEATS)
        self.times.setPrefix("× ")
        self.times.setAccessibleName("How many times the block stands in a row, in all")
        self.repeat = QPushButton("Repeat")
        self.repeat.setToolTip("Put copies of the block behind it, each fed by the one before")
        self.repeat.clicked.connect(self._repeat)
        self.note = NoteLabel()

        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self.name)
        layout.addWidget(NoteLabel("A block: layers that are shown, moved and repeated as one."))
        layout.addWidget(self._shapes)
        layout.addWidget(self.facts)
        for row in ((self.toggle, self.ungroup), (self.times, self.repeat)):
            line = QHBoxLayout()
            for widget in row:
                line.addWidget(widget, 1)
            layout.addLayout(line)
        layout.addWidget(self.note)
        self.note.hide()

    def show_block(self, path: str) -> None:
        """Show the block at `path` as the document has it now."""
        network, analysis = self._document.network, self._document.analysis
        self._path = path
        self.note.say("")
        self.name.show_name(path.rpartition("/")[2])
        self.toggle.setText("Expand" if path in network.collapsed else "Collapse")
        chosen = [analysis.layers[name] for name in layers_in(network, path)]
        entering, leaving = wires_in(network, path), wires_out(network, path)
        feeding = tuple(dict.fromkeys(wire.source for wire in entering))
        entries = dict.fromkeys(wire.target for wire in entering)
        ends = [entry.name for entry in chosen if not network.targets_of[entry.name]]
        exits = tuple(dict.fromkeys([*(wire.source for wire in leaving), *ends]))
        given = " and ".join(shape_text(analysis.layers[name].output) for name in feeding)
        made = " and ".join(shape_text(analysis.layers[name].output) for name in exits)
        self._shapes.setText(f"{given or shape_text(None)} → {made}")
        kinds = Counter(entry.layer.kind for entry in chosen)
        outer = path.rpartition("/")[0]
        field = analysis.layers[exits[0]].receptive_field if len(exits) == 1 else None
        lines = receptive_field_facts(field) if field and field.stride != (0, 0) else []
        self.facts.show_facts(
            [
                ("layers", str(len(chosen))),
                ("", ", ".join(f"{count} {kind}" for kind, count in kinds.items())),
                *([("lies in", outer)] if outer else []),
                ("inputs", _ends_text(list(entries), f"fed by {', '.join(feeding)}")),
                ("outputs", _ends_text(list(exits), "")),
                *cost_rows(chosen, analysis),
                *zip(("receptive field", *[""] * len(lines)), lines, strict=False),
            ]
        )

    def _make(self, edit: Edit) -> None:
        """Make an edit, or say beneath the buttons why it cannot be made."""
        reasons: list[str] = []
        self._document.refused.connect(reasons.append)
        self._document.apply(edit)
        self._document.refused.disconnect(reasons.append)
        if reasons:
            self.note.warn(" ".join(reasons))

    def _toggle(self) -> None:
        opened = self._path in self._document.network.collapsed
        self._make(CollapseBlocks(frozenset({self._path}), collapsed=not opened))

    def _repeat(self) -> None:
        self._make(repeat_edit(self._document.network, self._path, self.times.value()))


def _ends_text(names: list[str], more: str) -> str:
    if not names:
        return "none"
    return "; ".join(filter(None, (f"{len(names)}: {', '.join(names)}", more)))
