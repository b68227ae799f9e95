"""The scene that is worked on: its words, its question, what to notice, and what it does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.language import tr
from app.lessons.lesson import QuestionForm, Scene, SceneForm
from app.lessons.question import Answer
from app.lessons.suggesting import answers
from app.lessons.words import plain_words
from app.lessons.writing import block_lines
from widgets.lessons.seen import is_seen
from widgets.panels.lettering import heading
from widgets.recording.notice_list import NoticeList, suggestions
from widgets.recording.question_editor import QuestionEditor
from widgets.recording.recorder import Recorder
from widgets.theme import GAP, SMALL, font

if TYPE_CHECKING:
    from widgets.main_window import MainWindow

_LINES = {"words": 4, "then": 2, "notes": 3}
_MOST_ASKED = 4
"""Layers of a scene about which questions are proposed."""


class SceneEditor(QWidget):
    """Follows the recorder, and tells it what is typed."""

    def __init__(self, recorder: Recorder, window: MainWindow) -> None:
        super().__init__()
        self._recorder, self._window = recorder, window
        self.title = _line(tr("The scene's title"))
        self.words = _text(
            "words",
            tr("What the hall reads"),
            tr(
                "Two to four sentences; **bold**, *italic*, `code`, - lists; an empty line begins "
                "a paragraph"
            ),
        )
        self.then = _text(
            "then", tr("Said afterwards"), tr("What stands there once the question is answered")
        )
        self.notes = _text(
            "notes",
            tr("Notes for you"),
            tr(
                "Only you see them: on the second screen while you present; - lists, and an empty "
                "line begins a paragraph"
            ),
        )
        self.rows = _line(tr("Rows of the lectures"))
        self.rows.setToolTip(tr("What of the lectures it shows, with commas between: A1, B10"))
        self.question = QuestionEditor()
        self.notices = NoticeList(
            lambda name: window.docks[name].windowTitle(),
            lambda notice: not self._on_screen() or is_seen(notice, window),
        )
        self._shown = -1
        """The place of the scene that was shown last."""
        self.block = QLabel()
        self.block.setFont(font(SMALL, monospace=True))
        self.block.setTextFormat(Qt.TextFormat.PlainText)
        self.block.setWordWrap(True)
        self.block.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.block.setAccessibleName(tr("What the scene does, as it is written"))
        self._lay_out()
        self.title.textEdited.connect(lambda text: self._edit("title", title=text))
        for name in _LINES:
            field: QPlainTextEdit = getattr(self, name)
            field.textChanged.connect(self._typist(name, field))
        self.rows.textEdited.connect(self._take_rows)
        self.question.changed.connect(self._take_question)
        self.notices.changed.connect(lambda texts: self._edit_form("notices", notice=texts))
        self.notices.look_wanted.connect(lambda: self.show_scene(look=True))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP // 2)
        above = QFormLayout()
        above.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        above.addRow(tr("Title"), self.title)
        column.addLayout(above)
        for words, field in (
            (tr("What the hall reads"), self.words),
            (tr("Said afterwards"), self.then),
            (tr("Notes for you alone"), self.notes),
        ):
            column.addWidget(_buddy(words, field))
            column.addWidget(field)
        column.addWidget(self.question)
        column.addWidget(heading(tr("What there is to notice")))
        column.addWidget(self.notices)
        below = QFormLayout()
        below.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        below.addRow(tr("Rows"), self.rows)
        column.addLayout(below)
        column.addWidget(heading(tr("What the scene does")))
        column.addWidget(self.block)

    def show_scene(self, *, look: bool = False) -> None:
        """Show the scene that is worked on; `look` at the window for what could be noticed."""
        scene = self._recorder.scene
        self.setEnabled(scene is not None)
        if scene is None:
            scene = Scene("", "", "", SceneForm())
        _put(self.title, scene.title)
        for name in _LINES:
            field: QPlainTextEdit = getattr(self, name)
            text = getattr(scene, name)
            if plain_words(field.toPlainText()) != text:
                field.blockSignals(True)
                field.setPlainText(text)
                field.blockSignals(False)
        rows = ", ".join(scene.form.rows)
        if _rows_in(self.rows.text()) != scene.form.rows:
            self.rows.setText(rows)
        first = self._recorder.number == 0
        self.question.put(scene.form.question, self._answers(), first=first)
        if self._recorder.number != self._shown:
            self._shown = self._recorder.number
            self.notices.begin()
        found: tuple[str, ...] = ()
        if look and self._on_screen():
            found = suggestions(self._window, of_weights=self._learned_alike())
        self.notices.put(scene.form.notice, found if look else self.notices.unticked())
        self.block.setText("\n".join(block_lines(scene)))

    def _answers(self) -> list[tuple[str, Answer]]:
        recorder = self._recorder
        if recorder.number < 1:  # the first scene cannot ask
            return []
        form = recorder.draft.takes[recorder.number].scene.form
        network = recorder.draft.takes[recorder.number].setting.network
        chosen = [form.select] if isinstance(form.select, str) else form.select
        names = [*chosen, *form.set_][:_MOST_ASKED]
        return list(answers(network, dict.fromkeys(names)))

    def _on_screen(self) -> bool:
        recorder = self._recorder
        if recorder.number < 0:
            return False
        shown = recorder.draft.takes[recorder.number].setting.network
        return shown.computes_like(self._window.document.network)

    def _learned_alike(self) -> bool:
        """Whether the screen may show weights that the scene has, too."""
        recorder = self._recorder
        learned = recorder.draft.has_learned(recorder.number)
        return learned == (self._window.thread_.weights_version > 0)

    # What is typed

    def _typist(self, name: str, field: QPlainTextEdit) -> Callable[[], None]:
        return lambda: self._edit(name, **{name: plain_words(field.toPlainText())})

    def _edit(self, what: str, **changes: str) -> None:
        if (scene := self._recorder.scene) is not None:
            self._recorder.edit(what, msgspec.structs.replace(scene, **changes))

    def _edit_form(self, what: str, **changes: object) -> None:
        if (scene := self._recorder.scene) is not None:
            form = msgspec.structs.replace(scene.form, **changes)
            self._recorder.edit(what, msgspec.structs.replace(scene, form=form))

    def _take_rows(self, text: str) -> None:
        self._edit_form("rows", rows=_rows_in(text))

    def _take_question(self, question: QuestionForm | None) -> None:
        self._edit_form("question", question=question)


def _rows_in(text: str) -> list[str]:
    return [row.strip() for row in text.split(",") if row.strip()]


def _put(field: QLineEdit, text: str) -> None:
    if field.text() != text:
        field.setText(text)


def _line(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    return field


def _text(kind: str, name: str, hint: str) -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(hint)
    field.setToolTip(hint)
    field.setTabChangesFocus(True)
    rows = _LINES[kind]
    field.setFixedHeight(field.fontMetrics().lineSpacing() * rows + 3 * GAP)
    return field


def _buddy(words: str, field: QWidget) -> QLabel:
    label = heading(words)
    label.setBuddy(field)
    return label
