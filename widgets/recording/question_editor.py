"""The question of a scene: what is asked, and where its answer comes from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
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


class _Box(QComboBox):
    """The wheel scrolls the panel around it, and never changes what is chosen."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class QuestionEditor(QWidget):
    """Asks nothing, for something that is worked out, for one of several choices, or a number."""

    changed = Signal(object)
    """A `QuestionForm`, or None."""

    def __init__(self) -> None:
        super().__init__()
        self.kind = _Box()
        self.kind.setAccessibleName(tr("What the scene asks"))
        self.kind.setToolTip(tr("A question is asked before its scene is shown"))
        self.ask, self.answer = QLineEdit(), QLineEdit()
        self.choices, self.because = QLineEdit(), QLineEdit()
        self.right_choice, self.tolerance = _Box(), QLineEdit()
        self.answer.setToolTip(tr("What is right"))
        self.right_choice.setToolTip(tr("What is right"))
        self.tolerance.setPlaceholderText("0")
        self.tolerance.setToolTip(tr("An answer may be off by so much, and is right all the same"))
        self.choices.setPlaceholderText(tr("Go down; Explode"))
        self.choices.setToolTip(tr("The answers to choose from, with semicolons between"))
        self.because.setToolTip(tr("Said with the answer; empty for the arithmetic"))
        self.right = NoteLabel()
        self.form = QFormLayout(self)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.form.addRow(tr("Question"), self.kind)
        fields: tuple[tuple[str, QLineEdit | QComboBox], ...] = (
            (tr("Ask"), self.ask),
            (tr("Choices"), self.choices),
            (tr("Right is"), self.answer),
            (tr("Right is"), self.right_choice),
            (tr("Tolerance"), self.tolerance),
            (tr("Because"), self.because),
        )
        for words, field in fields:
            field.setAccessibleName(words)
            self.form.addRow(words, field)
            if isinstance(field, QLineEdit):
                field.textEdited.connect(lambda _text: self._tell())
        self._right = ""
        """The choice that is right, as it last was put, picked or written to the end."""
        self.choices.editingFinished.connect(self._note_right)
        self.right_choice.activated.connect(lambda _at: self._note_right())
        self.right_choice.activated.connect(lambda _at: self._tell())
        self.form.addRow(self.right)
        self._answers: dict[str, str] = {}
        self._first = False
        self._proposed = ""
        self.kind.activated.connect(lambda _at: self._choose())

    def put(
        self,
        question: QuestionForm | None,
        known: Sequence[tuple[str, Answer]],
        *,
        first: bool = False,
    ) -> None:
        """Show a question; `known` is what can be worked out in the scene, with what is right.

        The `first` scene of a lesson cannot ask, which is said.
        """
        same = self.kind.count() > 0 and question == self._question()
        shown = self.kind.currentData()
        self._first = first
        self._answers = {asked: f"{answer.text}. {answer.arithmetic}" for asked, answer in known}
        kind = shown if same else _kind_of(question)
        if kind not in (_NONE, _CHOICES, _NUMBER):
            self._answers.setdefault(kind, "")
        self.kind.clear()
        self.kind.addItem(tr("Asks nothing"), _NONE)
        for asked in self._answers:
            self.kind.addItem(_proposal(asked) or asked, asked)
        self.kind.addItem(tr("One of several choices"), _CHOICES)
        self.kind.addItem(tr("A number"), _NUMBER)
        self.kind.setCurrentIndex(max(0, self.kind.findData(kind)))
        if same:  # as it is typed: "0." is not to become "0" under the hand
            self._show_fields()
            return
        self._fill(question)
        self._show_fields()

    def _fill(self, question: QuestionForm | None) -> None:
        question = question if question is not None else QuestionForm("", "")
        stated = question.answer
        self.ask.setText(question.ask)
        self.choices.setText("; ".join(question.choices))
        number = _kind_of(question) == _NUMBER
        self.answer.setText(figures(str(stated)) if number else "")
        self.tolerance.setText(figures(f"{question.tolerance:g}") if question.tolerance else "")
        self.because.setText(question.because)
        self._right = stated if isinstance(stated, str) else ""
        self._list_choices()

    def _note_right(self) -> None:
        self._right = self.right_choice.currentText()

    def _list_choices(self) -> None:
        """Offer what may be right: what was, wherever it is; its place while it is written."""
        choices = self._choices()
        at = max(0, self.right_choice.currentIndex())
        if self._right in choices:
            at = choices.index(self._right)
        self.right_choice.clear()
        self.right_choice.addItems(choices)
        self.right_choice.setCurrentIndex(min(at, len(choices) - 1))

    def _show_fields(self) -> None:
        kind = self.kind.currentData()
        self.form.setRowVisible(self.ask, kind != _NONE)
        self.form.setRowVisible(self.choices, kind == _CHOICES)
        self.form.setRowVisible(self.answer, kind == _NUMBER)
        self.form.setRowVisible(self.right_choice, kind == _CHOICES)
        self.form.setRowVisible(self.tolerance, kind == _NUMBER)
        self.form.setRowVisible(self.because, kind != _NONE)
        if missing := self._missing(kind):
            self.right.warn(missing)
            return
        right = self._answers.get(kind, "")
        self.right.say(tr("The answer is {right}", right=right) if right else "")

    def _missing(self, kind: str) -> str:
        """Why a lesson with this question could not be played."""
        if kind == _NONE:
            return ""
        if self._first:
            return FIRST_ASKS
        if not self.ask.text().strip():
            return tr("Write what is asked.")
        if kind == _CHOICES and len(self._choices()) < 2:
            return tr("Write two choices or more, with semicolons between.")
        if kind == _NUMBER and self._number() is None:
            return tr("Write the number that is right.")
        return ""

    def _choose(self) -> None:
        """Another kind of question; what is asked stays."""
        kind = self.kind.currentData()
        if not self.ask.text() or self.ask.text() == self._proposed:
            self._proposed = _proposal(kind)
            self.ask.setText(self._proposed)
        if kind == _CHOICES and not self.choices.text():
            self.choices.setText(tr("Yes; No"))
        elif kind == _NUMBER and self._number() is None:
            self.answer.clear()
        self._tell()
        self._note_right()

    def _tell(self) -> None:
        self._list_choices()
        self._show_fields()
        self.changed.emit(self._question())

    def _question(self) -> QuestionForm | None:
        kind = self.kind.currentData()
        if kind == _NONE:
            return None
        ask, because = self.ask.text(), self.because.text()
        if kind == _CHOICES:
            right = self.right_choice.currentText()
            return QuestionForm(ask, right, self._choices(), because=because)
        if kind == _NUMBER:
            number = self._number()
            off_by = numbers_in(typed(self.tolerance.text()))
            return QuestionForm(
                ask,
                self.answer.text() if number is None else number,  # words are refused with reason
                tolerance=abs(off_by[0]) if off_by else 0.0,
                because=because,
            )
        return QuestionForm(ask, kind, because=because)

    def _choices(self) -> list[str]:
        return [each.strip() for each in self.choices.text().split(";") if each.strip()]

    def _number(self) -> int | float | None:
        """The number that is right; None where none is written."""
        found = numbers_in(typed(self.answer.text()))
        if len(found) != 1:
            return None
        return int(found[0]) if found[0].is_integer() else found[0]


FIRST_ASKS = tr(
    "The first scene cannot ask, for there is nothing to look at yet: take its question away, or "
    "move it behind another."
)


def _kind_of(question: QuestionForm | None) -> str:
    """Which entry of the list a question is: what is worked out has one of its own."""
    if question is None:
        return _NONE
    if question.choices:
        return _CHOICES
    stated = question.answer
    return stated if isinstance(stated, str) and _proposal(stated) else _NUMBER


def _proposal(asked: str) -> str:
    """ "height of conv1" as a question; empty where there is none."""
    what, _of, name = asked.partition(" of ")
    return _PROPOSED.get(what, "").format(name=name or tr("the network"))
