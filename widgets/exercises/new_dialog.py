"""A new exercise of the network on the canvas: title, words, constraints, what is hidden."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.exercises.checking import findings, verdict_of
from app.exercises.constraints import LONGEST
from app.exercises.exercise import Exercise, ExerciseError
from app.exercises.hidden import hide
from app.language import tr
from app.network.analysis import analyse
from app.network.graph import Network, NetworkError
from app.network.patterns import chain
from app.training.recipe import Recipe, settings_of
from widgets.exercises.constraint_table import ConstraintTable
from widgets.panels.lettering import NoteLabel
from widgets.theme import GAP

BEGINNINGS = (tr("The network on the canvas"), tr("Its Input alone"), tr("What is on their canvas"))


class NewExerciseDialog(QDialog):
    """Asks what is wanted; `exercise` is what came out, None while it makes no sense."""

    def __init__(self, network: Network, recipe: Recipe, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("New exercise"))
        self.resize(680, 620)
        self._network, self._recipe = network, recipe
        self.exercise: Exercise | None = None
        self.title = QLineEdit()
        self.title.setMaxLength(200)
        self.words = QPlainTextEdit()
        self.words.setPlaceholderText(tr("What students shall do, and why"))
        self.words.setTabChangesFocus(True)
        self.begin = QComboBox()
        self.begin.addItems(list(BEGINNINGS))
        self.hides = QCheckBox(tr("&Hide the network on the canvas, to be rebuilt"))
        self.hides.toggled.connect(self._keep_secret)
        self.constraints = ConstraintTable(recipe.dataset)
        self._note = NoteLabel()
        button = QDialogButtonBox.StandardButton
        self._buttons = QDialogButtonBox(button.Save | button.Cancel)
        self.save = self._buttons.button(button.Save)
        self.save.setText(tr("&Save…"))
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(tr("&Title"), self.title)
        form.addRow(tr("&Words"), self.words)
        form.addRow(tr("Students &begin with"), self.begin)
        form.addRow("", self.hides)
        layout = QVBoxLayout(self)
        layout.setSpacing(GAP)
        layout.addLayout(form)
        layout.addWidget(self.constraints, 1)
        layout.addWidget(self._note)
        layout.addWidget(self._buttons)
        self.title.textEdited.connect(self._read)
        self.words.textChanged.connect(self._read)
        self.begin.currentIndexChanged.connect(self._read)
        self.constraints.edited.connect(self._read)
        self.constraints.add_row(tr("Parameters"), "<=", str(analyse(network).parameters))
        self.title.setFocus()

    def _keep_secret(self, hides: bool) -> None:
        """A network that is hidden is none to begin with."""
        if hides and self.begin.currentIndex() == 0:
            self.begin.setCurrentIndex(1)
        self._read()

    def _read(self) -> None:
        """Make an exercise of what is entered, and say what it still lacks."""
        self.exercise, note = None, ""
        try:
            self.exercise = self._made()
        except (ExerciseError, NetworkError, ValueError) as error:
            note = str(error)
        self.save.setEnabled(self.exercise is not None)
        if self.exercise is not None:
            note = self._what_canvas_makes_of_it(self.exercise)
        self._note.say(note[:1].upper() + note[1:])

    def _made(self) -> Exercise:
        words = self.words.toPlainText()
        if len(words) > LONGEST:
            raise ValueError(tr("the words are longer than {longest:,} letters", longest=LONGEST))
        if self.hides.isChecked() and self.begin.currentIndex() == 0:
            raise ValueError(tr("students would begin with the network that is to be hidden"))
        return Exercise(
            self.title.text().strip(),
            words,
            self._beginning(),
            self._settings(),
            self.constraints.constraints(),
            hide(self._network) if self.hides.isChecked() else None,
        )

    def _beginning(self) -> Network | None:
        if self.begin.currentIndex() == 0:
            return self._network
        if self.begin.currentIndex() == 1:
            inputs = [self._network.layers[name] for name in self._network.inputs[:1]]
            return chain("exercise", inputs)
        return None

    def _settings(self) -> Mapping[str, Any]:
        """The settings of the recipe that are others than usual; none without a network."""
        if self.begin.currentIndex() == 2:
            return {}
        stated = settings_of(self._recipe)
        usual = settings_of(Recipe())
        return {key: value for key, value in stated.items() if usual.get(key) != value}

    def _what_canvas_makes_of_it(self, exercise: Exercise) -> str:
        """Whether the exercise can be solved: the lecturer's own network may be the answer."""
        found = findings(exercise, self._network, self._recipe, {})
        missing = [each.wanted for each in found if each.verdict == "failed"]
        if verdict_of(found) == "passed":
            return tr("The network on the canvas meets all of it.")
        if missing:
            return tr(
                "The network on the canvas does not meet: {missing}.", missing="; ".join(missing)
            )
        return tr("The network on the canvas meets all that is known without training.")
