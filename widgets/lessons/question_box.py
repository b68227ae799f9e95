"""A lesson's question: predict first, then see the answer with its arithmetic."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.language import tr
from app.lessons.question import Answer
from app.lessons.words import rich_text
from widgets.lessons.lettering import lettering
from widgets.theme import GAP, font, theme


class QuestionBox(QFrame):
    """A field or a button for each choice; then whether it was right, and why."""

    answered = Signal(str)
    """What somebody typed, or the choice that was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Question"))
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.ask = _words()
        self.field = QLineEdit()
        self.field.setAccessibleName(tr("Your answer"))
        self.field.setPlaceholderText(tr("Your answer"))
        self.field.returnPressed.connect(self._check)
        self.check = QPushButton(tr("Check"))
        self.check.setToolTip(tr("Say whether this is right, and show the scene"))
        self.check.clicked.connect(self._check)
        self.verdict, self.arithmetic = _words(), _words()
        self._calculates = True
        self.arithmetic.setTextFormat(Qt.TextFormat.PlainText)
        self.choices: list[QPushButton] = []
        self._choice_rows = QVBoxLayout()
        self._choice_rows.setSpacing(GAP // 2)
        self._field_row = QWidget()
        row = QHBoxLayout(self._field_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field, 1)
        row.addWidget(self.check)
        layout = QVBoxLayout(self)
        layout.setSpacing(GAP)
        layout.addWidget(self.ask)
        layout.addWidget(self._field_row)
        layout.addLayout(self._choice_rows)
        layout.addWidget(self.verdict)
        layout.addWidget(self.arithmetic)
        self.letter()

    def letter(self) -> None:
        """Write everything in the size of now."""
        sizes = lettering(self.window().width())
        for widget in (self.ask, self.field, self.check, *self.choices):
            widget.setFont(font(sizes.words))
        self.verdict.setFont(font(sizes.words, bold=True))
        self.arithmetic.setFont(font(sizes.numbers, monospace=self._calculates))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.letter()
        super().changeEvent(event)

    def put(self, ask: str, choices: Sequence[str]) -> None:
        """Ask; nobody has answered yet."""
        self.ask.setText(rich_text(ask))
        self.field.clear()
        for button in self.choices:
            self._choice_rows.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.choices = [self._choice(text) for text in choices]
        self._field_row.setVisible(not choices)
        self.verdict.hide()
        self.arithmetic.hide()

    def take_keyboard(self) -> None:
        """Let an answer be typed; choices are clicked or reached by Tab."""
        if not self.choices:
            self.field.setFocus()

    def show_answer(self, answer: Answer, said: str, right: bool | None) -> None:
        """Say what is right, after somebody said something else, the same, or nothing."""
        self._field_row.hide()
        for button in self.choices:
            button.hide()
        colours = theme()
        shown = answer.text if answer.numbers else tr("“{text}”", text=answer.text)
        if right is None:
            words, colour = (
                tr("It is {shown}.", shown=shown) if answer.numbers else f"{shown}.",
                colours.text,
            )
        elif right:
            words, colour = tr("✓ Right: {shown}.", shown=shown), colours.good
        elif answer.numbers:
            words, colour = (
                tr("Not {said}: it is {shown}.", said=said, shown=shown),
                colours.warning,
            )
        else:
            words, colour = (
                tr("Not “{said}”, but {shown}.", said=said, shown=shown),
                colours.warning,
            )
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.WindowText, colour)
        self.verdict.setPalette(palette)
        self.verdict.setTextFormat(Qt.TextFormat.PlainText)
        self.verdict.setText(words)
        self.verdict.show()
        self._calculates = _is_arithmetic(answer)
        self.letter()
        self.arithmetic.setText(answer.arithmetic)
        self.arithmetic.setVisible(bool(answer.arithmetic))

    def _choice(self, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setFont(font(lettering(self.window().width()).words))
        button.clicked.connect(lambda: self.answered.emit(text))
        self._choice_rows.addWidget(button)
        return button

    def _check(self) -> None:
        if self.field.text().strip():
            self.answered.emit(self.field.text().strip())
        else:
            self.field.setFocus()


def _is_arithmetic(answer: Answer) -> bool:
    """Whether it is more numbers than words."""
    return answer.arithmetic[:1] in "(0123456789−"


def _words() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return label
