"""The inspector's page for several layers: what they cost together, and settings in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.language import figures, tr
from app.network.analysis import Analysis, LayerAnalysis
from app.network.edits import SetFields, Together
from app.network.fields import fields_of, short_text, values_of
from app.network.layer import Layer
from app.network.quantities import memory_text
from widgets.document import Document
from widgets.panels.lettering import FactTable, heading
from widgets.panels.settings_form import SettingsForm
from widgets.theme import GAP, LARGE, font


class SeveralPage(QWidget):
    """Several layers at once; those of the same kind share a form that changes all of them."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._names: frozenset[str] = frozenset()
        self.groups: dict[type[Layer], LayerGroup] = {}
        self._title = QLabel()
        self._title.setFont(font(LARGE, bold=True))
        self.facts = FactTable()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(GAP)
        self._layout.addWidget(self._title)
        self._layout.addWidget(self.facts)
        document.network_changed.connect(self._forget_groups)

    def show_layers(self, names: frozenset[str]) -> None:
        """Show the layers of these names as the document has them now."""
        afresh = names != self._names
        self._names = names
        analysis = self._document.analysis
        chosen = [layer for name, layer in analysis.layers.items() if name in names]
        self._title.setText(tr("{chosen} layers", chosen=len(chosen)))
        kinds = Counter(entry.layer.kind for entry in chosen)
        counted = ", ".join(f"{count} {kind}" for kind, count in kinds.items())
        self.facts.show_facts([(tr("kinds"), counted), *cost_rows(chosen, analysis)])
        self._show_groups({entry.name: entry.layer for entry in chosen}, afresh=afresh)

    def _show_groups(self, chosen: dict[str, Layer], *, afresh: bool) -> None:
        by_kind: dict[type[Layer], list[str]] = {}
        for name, layer in chosen.items():
            by_kind.setdefault(type(layer), []).append(name)
        alike = {kind: names for kind, names in by_kind.items() if len(names) > 1}
        for kind, group in tuple(self.groups.items()):  # hiding may end what is typed
            group.setVisible(kind in alike)
        for kind, names in alike.items():
            if not fields_of(kind):
                continue
            if kind not in self.groups:
                self.groups[kind] = LayerGroup(self._document, kind)
                self._layout.addWidget(self.groups[kind])
            self.groups[kind].show_layers(names, afresh=afresh)

    def _forget_groups(self) -> None:
        """Let go of kinds that the network has no more: there would be ever more of them."""
        there = {type(layer) for layer in self._document.network.layers.values()}
        for kind in self.groups.keys() - there:
            group = self.groups.pop(kind)
            group.form.edited.disconnect(group.edit)
            self._layout.removeWidget(group)
            group.hide()
            group.deleteLater()


class LayerGroup(QWidget):
    """The settings of several layers of one kind."""

    def __init__(self, document: Document, kind: type[Layer]) -> None:
        super().__init__()
        self._document = document
        self._kind = kind
        self._names: Sequence[str] = ()
        self._title = heading("")
        self.form = SettingsForm(kind)
        self.form.wait_for_enter()  # edits of several layers do not merge in the undo stack
        self.form.edited.connect(self.edit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._title)
        layout.addWidget(self.form)

    def show_layers(self, names: Sequence[str], *, afresh: bool) -> None:
        """Show the settings of the first, and say where the others differ."""
        self._names = names
        self._title.setText(
            tr("{names} × {name}: changed together", names=len(names), name=self._kind.__name__)
        )
        if afresh:
            self.form.start_afresh()
        settings = [values_of(self._document.network.layers[name]) for name in names]
        self.form.show_values(settings[0])
        for name in settings[0]:
            found = [values[name] for values in settings]
            differ = any(value != found[0] for value in found)
            texts = dict.fromkeys(_value_text(value) for value in found)
            self.form.note(
                name, tr("they differ: {texts}", texts=", ".join(texts)) if differ else ""
            )

    def edit(self, setting: str, value: object) -> None:
        """Change a setting of all of them."""
        layers = self._document.network.layers
        if any(type(layers.get(name)) is not self._kind for name in self._names):
            return  # typed for a network that has left since: a field tells when it is hidden
        edits = tuple(SetFields(name, {setting: value}) for name in self._names)
        label = tr("Set {setting} of {names} layers", setting=setting, names=len(self._names))
        if not self._document.apply(Together(label, edits)):
            self.show_layers(self._names, afresh=True)


def cost_rows(chosen: Sequence[LayerAnalysis], analysis: Analysis) -> list[tuple[str, str]]:
    """What some layers cost together, and their share of the whole network."""
    parts = (
        (tr("parameters"), sum(entry.parameters for entry in chosen), analysis.parameters),
        ("MACs", sum(entry.macs for entry in chosen), analysis.macs),
        (tr("activations"), sum(entry.activations for entry in chosen), analysis.activations),
    )
    return [
        *((subject, _of_all(part, whole)) for subject, part, whole in parts),
        (
            tr("memory"),
            tr("{memory} forward", memory=memory_text(sum(e.forward_bytes for e in chosen))),
        ),
        (
            "",
            tr(
                "{memory} with gradients",
                memory=memory_text(sum(e.training_bytes for e in chosen)),
            ),
        ),
    ]


def _value_text(value: object) -> str:
    return short_text(value) if isinstance(value, tuple) else str(value)


def _of_all(part: int, whole: int) -> str:
    return figures(f"{part:,} ({100 * part / whole:.1f} %)") if whole else figures(f"{part:,}")
