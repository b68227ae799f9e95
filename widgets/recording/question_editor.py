"""The question of a scene: what is asked, and where its answer comes from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from app.language import figures, tr, typed
from app.lessons.lesson import QuestionForm
from app.lessons.question import Answer, numbers_in
from widgets.panels.lettering import NoteLabel

_PROPOSED = {
    "height": tr("How high is the output of {name}?"),
    "width": tr("How wide is the output of {name}?"),
    "shape": tr("What is the shape of the output of {name}?"),
    "parameters": tr("How many parameters has {name}?"),
    "weights": tr("How many weights has {name}?"),
    "receptive field": tr("How many pixels does a number of {name} see?"),
}
"""What is asked until the lecturer writes it otherwise."""
_NONE, _CHOICES, _NUMBER = "none", "choices", "number"


class QuestionEditor(QWidget):
    """Asks nothing, for something that is worked out, for one of several choices, or a number."""

    changed = Signal(object)
    """A `QuestionForm`, or None."""

    def __init__(self) -> None:
        super().__init__()
        self.kind = QComboBox()
        self.kind.setAccessibleName(tr("What the scene asks"))
        self.kind.setToolTip(tr("A question is asked before its scene is shown"))
        self.ask, self.answer = QLineEdit(), QLineEdit()
        self.choices, self.because = QLineEdit(), QLineEdit()
        self.answer.setToolTip(tr("What is right"))
        self.choices.setPlaceholderText(tr("Go down; Explode"))
        self.choices.setToolTip(tr("The answers to choose from, with semicolons between"))
        self.because.setToolTip(tr("Said with the answer; empty for the arithmetic"))
        self.right = NoteLabel()
        self.form = QFormLayout(self)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.form.addRow(tr("Question"), self.kind)
        for words, field in (
            (tr("Ask"), self.ask),
            (tr("Choices"), self.choices),
            (tr("Right is"), self.answer),
            (tr("Because"), self.because),
        ):
            field.setAccessibleName(words)
            self.form.addRow(words, field)
            field.textEdited.connect(lambda _text: self._tell())
        self.form.addRow(self.right)
        self._answers: dict[str, str] = {}
        self._shown: QuestionForm | None = None
        self._proposed = ""
        self.kind.activated.connect(lambda _at: self._choose())

    def put(self, question: QuestionForm | None, known: Sequence[tuple[str, Answer]]) -> None:
        """Show a question; `known` is what can be worked out in the scene, with what is right."""
        same = self.kind.count() > 0 and question == self._question()
        self._answers = {asked: f"{answer.text}. {answer.arithmetic}" for asked, answer in known}
        stated = question.answer if question is not None else ""
        if question is not None and isinstance(stated, str) and not question.choices:
            self._answers.setdefault(stated, "")
        self.kind.clear()
        self.kind.addItem(tr("Asks nothing"), _NONE)
        for asked in self._answers:
            self.kind.addItem(_proposal(asked) or asked, asked)
        self.kind.addItem(tr("One of several choices"), _CHOICES)
        self.kind.addItem(tr("A number"), _NUMBER)
        self._shown = question
        kind = _NONE
        if question is not None:
            kind = _CHOICES if question.choices else stated if isinstance(stated, str) else _NUMBER
        self.kind.setCurrentIndex(max(0, self.kind.findData(kind)))
        if same:  # as it is typed: "0." is not to become "0" under the hand
            self._show_fields()
            return
        texts = ("", "", "", "")
        if question is not None:
            answer = stated if isinstance(stated, str) else figures(str(stated))
            texts = (question.ask, "; ".join(question.choices), answer, question.because)
        for field, text in zip(
            (self.ask, self.choices, self.answer, self.because), texts, strict=True
        ):
            field.setText(text)
        self._show_fields()

    def _show_fields(self) -> None:
        kind = self.kind.currentData()
        self.form.setRowVisible(self.ask, kind != _NONE)
        self.form.setRowVisible(self.choices, kind == _CHOICES)
        self.form.setRowVisible(self.answer, kind in (_CHOICES, _NUMBER))
        self.form.setRowVisible(self.because, kind != _NONE)
        right = self._answers.get(kind, "")
        self.right.say(tr("The answer is {right}", right=right) if right else "")

    def _choose(self) -> None:
        """Another kind of question; what is asked stays."""
        kind = self.kind.currentData()
        if not self.ask.text() or self.ask.text() == self._proposed:
            self._proposed = _proposal(kind)
            self.ask.setText(self._proposed)
        if kind == _CHOICES and not self.choices.text():
            self.choices.setText(tr("Yes; No"))
            self.answer.setText(tr("Yes"))
        elif kind == _NUMBER and not numbers_in(self.answer.text()):
            self.answer.setText("0")
        self._show_fields()
        self._tell()

    def _tell(self) -> None:
        self._show_fields()
        self.changed.emit(self._question())

    def _question(self) -> QuestionForm | None:
        kind = self.kind.currentData()
        if kind == _NONE:
            return None
        ask, because = self.ask.text(), self.because.text()
        tolerance = self._shown.tolerance if self._shown is not None else 0.0
        if kind == _CHOICES:
            choices = [each.strip() for each in self.choices.text().split(";") if each.strip()]
            return QuestionForm(ask, self.answer.text().strip(), choices, 0.0, because)
        if kind == _NUMBER:
            found = numbers_in(typed(self.answer.text()))
            value = found[0] if found else 0.0
            number = int(value) if value.is_integer() else value
            return QuestionForm(ask, number, [], tolerance, because)
        return QuestionForm(ask, kind, because=because)


def _proposal(asked: str) -> str:
    """ "height of conv1" as a question; empty where there is none."""
    what, _of, name = asked.partition(" of ")
    return _PROPOSED.get(what, "").format(name=name or tr("the network"))
