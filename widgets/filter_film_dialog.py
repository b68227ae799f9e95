"""Which filters of a run are to be exported, and as what."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QVBoxLayout,
    QWidget,
)

from app.language import tr
from widgets.figures.film_forms import FilmChoice
from widgets.panels.lettering import NoteLabel
from widgets.theme import GAP

_NOTE = tr(
    "A picture for each moment of {run} whose weights are kept, all on one colour scale, so that "
    "they compare; its epoch stands in the corner."
)


class FilterFilmDialog(QDialog):
    """Asks for layer, format and pace; the format and the pace chosen last are there again."""

    def __init__(self, run: str, layers: Sequence[str], layer: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Export filters over the run"))
        self.setMinimumWidth(420)
        self._layers = tuple(layers)
        self.layer_box = QComboBox()
        if len(layers) > 1:
            self.layer_box.addItem(tr("All convolutions"), "")
        for name in layers:
            self.layer_box.addItem(name, name)
        self.layer_box.setCurrentIndex(max(0, self.layer_box.findData(layer)))
        self.film = FilmChoice("film")
        form = QFormLayout()
        form.addRow(tr("&Layer"), self.layer_box)
        form.addRow(tr("&Format"), self.film.form_box)
        form.addRow(tr("&Moments"), self.film.pace_box)
        note = NoteLabel()
        note.say(_NOTE.format(run=run))
        button = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(button.Ok | button.Cancel)
        self.buttons.button(button.Ok).setText(tr("&Export…"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(GAP)
        layout.addLayout(form)
        layout.addWidget(note)
        layout.addStretch(1)
        layout.addWidget(self.buttons)

    @property
    def layers(self) -> tuple[str, ...]:
        """The layers to be shown."""
        chosen = self.layer_box.currentData()
        return (chosen,) if chosen else self._layers
