"""Layers whose first weights are drawn otherwise than those of the network: a row each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.language import tr
from app.network.fields import fields_of
from app.training.initialisation import (
    INITIALISATION_HELP,
    INITIALISATIONS,
    WITH_VALUE,
    Initialisation,
)
from widgets.panels.setting_editors import ChoiceEdit, RealEdit


class LayerStarts(QWidget):
    """Holds no truth: `edited` says what is asked for, and `show_layers` shows what has become."""

    edited = Signal(object)
    """A dict of layer names and initialisations."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        super().__init__()
        self._titles = titles
        self._names: Sequence[str] = ()
        self._chosen: dict[str, Initialisation] = {}
        self._proposed: Sequence[str] = ()
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(4)
        self._rows.setVerticalSpacing(4)
        self._rows.setColumnStretch(0, 1)
        self._rows.setColumnStretch(1, 1)
        self.add_button = QPushButton(tr("Different for a layer…"))
        self.add_button.setToolTip(tr("Draw the first weights of one layer in another way"))
        self.add_button.clicked.connect(self._add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._rows)
        layout.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_layers(
        self,
        names: Sequence[str],
        chosen: Mapping[str, Initialisation],
        proposed: Sequence[str] = (),
    ) -> None:
        """Show the `chosen` ones; `names` are all layers with weights to draw.

        A new row begins with the first of `proposed`, else of `names`, that has none yet.
        """
        self._proposed = proposed
        if (list(names), dict(chosen)) != (list(self._names), self._chosen):
            self._names, self._chosen = names, dict(chosen)
            self._rebuild()
        self.add_button.setEnabled(bool(self._free()))

    def _free(self) -> list[str]:
        wanted = [name for name in (*self._proposed, *self._names) if name in self._names]
        return [name for name in dict.fromkeys(wanted) if name not in self._chosen]

    def _add(self) -> None:
        free = self._free()
        if free:
            self.edited.emit({**self._chosen, free[0]: Initialisation("he")})

    def _rebuild(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for row, (name, how) in enumerate(self._chosen.items()):
            for column, widget in enumerate(self._row(name, how)):
                if widget is not None:
                    self._rows.addWidget(widget, row, column)

    def _row(self, name: str, how: Initialisation) -> tuple[QWidget | None, ...]:
        layers = QComboBox()
        layers.addItems([name, *self._free()])
        layers.setAccessibleName(tr("Layer"))
        layers.setMinimumWidth(56)
        if name not in self._names:
            layers.setToolTip(
                tr("There is no layer {name} with weights to draw in this network", name=name)
            )
        layers.textActivated.connect(lambda other: self._replace(name, other, how))
        kinds = ChoiceEdit(INITIALISATIONS)
        for index in range(kinds.count()):
            kinds.setItemText(index, self._titles.get(kinds.itemData(index), kinds.itemText(index)))
        kinds.show_value(how.kind)
        kinds.setAccessibleName(tr("Initialisation of {name}", name=name))
        kinds.setToolTip(INITIALISATION_HELP)
        kinds.changed.connect(
            lambda kind: self._replace(name, name, Initialisation(kind, abs(how.value)))
        )
        gone = QToolButton()
        gone.setText("×")
        gone.setAutoRaise(True)
        gone.setToolTip(tr("Draw the weights of {name} as those of the network", name=name))
        gone.setAccessibleName(tr("Remove the row of {name}", name=name))
        gone.clicked.connect(lambda: self._remove(name))
        if how.kind not in WITH_VALUE:
            return layers, kinds, None, gone
        field = next(field for field in fields_of(Initialisation) if field.name == "value")
        value = RealEdit(field)
        with QSignalBlocker(value):
            value.setValue(how.value)
        value.setKeyboardTracking(False)
        value.setAccessibleName(tr("Value of {name}", name=name))
        value.setToolTip(field.help)
        if how.kind == "small_gaussian":
            value.setMinimum(0.0)
        value.changed.connect(
            lambda number: self._replace(name, name, Initialisation(how.kind, number))
        )
        return layers, kinds, value, gone

    def _replace(self, old: str, new: str, how: Initialisation) -> None:
        changed = {(new if name == old else name): kept for name, kept in self._chosen.items()}
        self.edited.emit({**changed, new: how})

    def _remove(self, name: str) -> None:
        self.edited.emit({kept: how for kept, how in self._chosen.items() if kept != name})
