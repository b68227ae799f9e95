"""The inspector's page for one block: what goes in and comes out, and what it costs."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSpinBox, QVBoxLayout, QWidget

from app.language import tr
from app.network.arithmetic import shape_text
from app.network.blocks import (
    RenameBlock,
    Ungroup,
    layers_in,
    wires_in,
    wires_out,
)
from app.network.edits import Edit
from app.network.graph import NetworkError
from app.network.quantities import receptive_field_facts
from app.network.repeats import MOST_REPEATS, times_of
from widgets.canvas.room import collapse_edit, repeat_edit
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
            document, tr("Name of the block"), lambda _old, new: RenameBlock(self._path, new)
        )
        self._shapes = QLabel()
        self._shapes.setFont(font(monospace=True))
        self._shapes.setToolTip(tr("Shape of one image going in → coming out"))
        self._shapes.setWordWrap(True)
        self.facts = FactTable()
        self.toggle = QPushButton()
        self.toggle.clicked.connect(self._toggle)
        self.ungroup = QPushButton(tr("Ungroup"))
        self.ungroup.setToolTip(tr("Take the block away; its layers stay"))
        self.ungroup.clicked.connect(lambda: self._make(Ungroup(self._path)))
        self.times = QSpinBox()
        self.times.setRange(1, MOST_REPEATS)
        self.times.setPrefix("× ")
        self.times.setKeyboardTracking(False)
        self.times.setAccessibleName(tr("How many times the block stands in a row"))
        self.times.setToolTip(
            tr("How many times the block stands in a row, each copy fed by the one before")
        )
        self.times.valueChanged.connect(self._repeat)
        in_a_row = QLabel(tr("&Repeat"))
        in_a_row.setBuddy(self.times)
        self.note = NoteLabel()

        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self.name)
        layout.addWidget(
            NoteLabel(tr("A block: layers that are shown, moved and repeated as one."))
        )
        layout.addWidget(self._shapes)
        layout.addWidget(self.facts)
        for row in ((self.toggle, self.ungroup), (in_a_row, self.times)):
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
        times = times_of(network, path)
        with QSignalBlocker(self.times):
            self.times.setValue(times)
        self.toggle.setText(tr("Expand") if path in network.collapsed else tr("Collapse"))
        chosen = [analysis.layers[name] for name in layers_in(network, path)]
        entering, leaving = wires_in(network, path), wires_out(network, path)
        feeding = tuple(dict.fromkeys(wire.source for wire in entering))
        entries = dict.fromkeys(wire.target for wire in entering)
        ends = [entry.name for entry in chosen if not network.targets_of[entry.name]]
        exits = tuple(dict.fromkeys([*(wire.source for wire in leaving), *ends]))
        given = tr(" and ").join(shape_text(analysis.layers[name].output) for name in feeding)
        made = tr(" and ").join(shape_text(analysis.layers[name].output) for name in exits)
        self._shapes.setText(f"{given or shape_text(None)} → {made}")
        kinds = Counter(entry.layer.kind for entry in chosen)
        outer = path.rpartition("/")[0]
        field = analysis.layers[exits[0]].receptive_field if len(exits) == 1 else None
        lines = receptive_field_facts(field) if field and field.stride != (0, 0) else []
        self.facts.show_facts(
            [
                (tr("layers"), _layers_text(len(chosen), times)),
                ("", ", ".join(f"{count} {kind}" for kind, count in kinds.items())),
                *([(tr("lies in"), outer)] if outer else []),
                (
                    tr("inputs"),
                    _ends_text(list(entries), tr("fed by {feeding}", feeding=", ".join(feeding))),
                ),
                (tr("outputs"), _ends_text(list(exits), "")),
                *cost_rows(chosen, analysis),
                *zip((tr("receptive field"), *[""] * len(lines)), lines, strict=False),
            ]
        )

    def _make(self, edit: Edit) -> bool:
        """Make an edit, or say beneath the buttons why it cannot be made."""
        reasons: list[str] = []
        self._document.refused.connect(reasons.append)
        made = self._document.apply(edit)
        self._document.refused.disconnect(reasons.append)
        if reasons:
            self.note.warn(" ".join(reasons))
        return made

    def _toggle(self) -> None:
        network = self._document.network
        opened = self._path in network.collapsed
        self._make(collapse_edit(network, {self._path}, collapsed=not opened))

    def _repeat(self, times: int) -> None:
        path = self._path
        try:
            edit = repeat_edit(self._document.network, path, times)
        except NetworkError as error:
            self.show_block(path)
            self.note.warn(str(error))
            return
        if self._make(edit):
            self._document.select(layers_in(self._document.network, path))


def _layers_text(count: int, times: int) -> str:
    return (
        tr("{count}: {times} copies of {count2}", count=count, times=times, count2=count // times)
        if times > 1
        else str(count)
    )


def _ends_text(names: list[str], more: str) -> str:
    if not names:
        return tr("none")
    return "; ".join(filter(None, (f"{len(names)}: {', '.join(names)}", more)))
