"""The inspector's page for one layer: its settings, its problems and its arithmetic."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.language import tr
from app.network.analysis import LayerAnalysis, explain
from app.network.arithmetic import shape_text
from app.network.edits import RenameLayer, SetFields
from app.network.fields import fields_of, values_of
from app.network.layer import Layer
from app.network.quantities import cost_facts, receptive_field_facts
from widgets.document import Document
from widgets.panels.fitting_table import FittingTable
from widgets.panels.lettering import FactTable, NoteLabel, heading
from widgets.panels.name_field import NameField
from widgets.panels.problem_rows import ProblemRows
from widgets.panels.settings_form import SettingsForm
from widgets.theme import GAP, ON_FAMILY, SMALL, family_colour, font


class LayerPage(QWidget):
    """One layer. The form stays while the same kind is shown, so typing is never interrupted."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._name = ""
        self._kind: type[Layer] | None = None
        self.form: SettingsForm | None = None

        self.name = NameField(document, tr("Name of the layer"), RenameLayer)
        self._badge = KindBadge()
        self._shapes = QLabel()
        self._shapes.setFont(font(monospace=True))
        self._shapes.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._shapes.setWordWrap(True)
        self._shapes.setToolTip(tr("Shape of one image going in → coming out"))
        self._help = NoteLabel()
        self._form_place = QVBoxLayout()
        self._settings_heading = heading(tr("Settings"))
        self.problems = ProblemRows(document)
        self.fitting = FittingTable()
        self.fitting.chosen.connect(self._edit)
        self._arithmetic_heading = heading(tr("Arithmetic"))
        self.facts = FactTable()

        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self.name)
        layout.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._help)
        layout.addWidget(self._shapes)
        layout.addWidget(self._settings_heading)
        layout.addLayout(self._form_place)
        layout.addWidget(self.problems)
        layout.addWidget(self.fitting)
        layout.addWidget(self._arithmetic_heading)
        layout.addWidget(self.facts)

    def show_layer(self, name: str) -> None:
        """Show the layer called `name` as the document has it now."""
        layer = self._document.network.layers[name]
        analysis = self._document.analysis.layers[name]
        self._show_form(layer, afresh=name != self._name)
        self._name = name
        self.name.show_name(name)
        self._badge.show_kind(layer)
        self._help.say(layer.about)
        self._shapes.setText(_shapes_text(analysis))
        self.problems.show_problems(analysis.problems)
        self.fitting.show_layer(layer, analysis.input)
        facts = self._facts(analysis)
        self._arithmetic_heading.setVisible(bool(facts))
        self.facts.show_facts(facts)

    def _show_form(self, layer: Layer, *, afresh: bool) -> None:
        if type(layer) is not self._kind:
            self._kind = type(layer)
            if self.form:
                # Until it is deleted it may still tell of what was typed, for the layer before.
                self.form.edited.disconnect(self._edit)
                self._form_place.removeWidget(self.form)
                self.form.hide()
                self.form.deleteLater()
            self.form = SettingsForm(type(layer))
            self.form.edited.connect(self._edit)
            self._form_place.addWidget(self.form)
            self._settings_heading.setVisible(bool(fields_of(type(layer))))
        elif afresh and self.form:
            self.form.start_afresh()
        assert self.form
        self.form.show_values(values_of(layer))

    def _edit(self, setting: str, value: object) -> None:
        if type(self._document.network.layers.get(self._name)) is not self._kind:
            return  # typed for a network that has left since: a field tells when the keyboard goes
        form, reasons = self.form, list[str]()
        self._document.refused.connect(reasons.append)
        made = self._document.apply(SetFields(self._name, {setting: value}))
        self._document.refused.disconnect(reasons.append)
        if not made and form and form is self.form:
            form.show_values(values_of(self._document.network.layers[self._name]))
            form.refuse(setting, " ".join(reasons))

    def _facts(self, analysis: LayerAnalysis) -> list[tuple[str, str]]:
        source_name = self._document.network.source_of.get(analysis.name)
        source = self._document.analysis.layers[source_name] if source_name else None
        facts = [(line.subject, line.arithmetic) for line in explain(analysis, source)]
        if analysis.output is None:
            return facts
        field = analysis.receptive_field
        if field and field.stride != (0, 0):
            first = "" if facts[-1][0] == tr("receptive field") else tr("receptive field")
            lines = receptive_field_facts(field)
            facts += zip((first, *[""] * len(lines)), lines, strict=False)
        return facts + cost_facts(analysis)


def _shapes_text(analysis: LayerAnalysis) -> str:
    if analysis.layer.family == "input":
        return shape_text(analysis.output)
    counts = Counter(map(shape_text, analysis.inputs))
    times = (
        tr("{count} times {text}", count=count, text=text) if count > 1 else text
        for text, count in counts.items()
    )
    given = tr(" and ").join(times) or shape_text(None)
    return f"{given} → {shape_text(analysis.output)}"


class KindBadge(QWidget):
    """The kind in its family's colour, with the notation of the lectures behind it."""

    def __init__(self) -> None:
        super().__init__()
        self._layer: Layer | None = None

    def show_kind(self, layer: Layer) -> None:
        """Show the kind and notation of `layer`."""
        if layer != self._layer:
            self._layer = layer
            self.setAccessibleName(f"{layer.kind} {layer.notation}")
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        if self._layer is None:
            return QSize(0, 0)
        notation = QFontMetrics(font(SMALL)).horizontalAdvance(self._layer.notation)
        return QSize(self._kind_width() + GAP + notation, QFontMetrics(font(SMALL)).height() + 6)

    def _kind_width(self) -> int:
        assert self._layer
        bold = QFontMetrics(font(SMALL, bold=True))
        return bold.horizontalAdvance(self._layer.kind) + 2 * GAP

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if self._layer is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        badge = QRectF(0, 0, self._kind_width(), self.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(family_colour(self._layer.family))
        painter.drawRoundedRect(badge, 5, 5)
        painter.setFont(font(SMALL, bold=True))
        painter.setPen(QColor(ON_FAMILY))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, self._layer.kind)
        painter.setFont(font(SMALL))
        painter.setPen(self.palette().windowText().color())
        rest = QRectF(self.rect()).adjusted(badge.width() + GAP, 0, 0, 0)
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, self._layer.notation)
        painter.end()
