"""The player's panel: the words of a scene, its question, what to notice, back and forward."""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.language import figures, tr
from app.lessons.notice import Notice
from app.lessons.telling import TitleOf, told
from app.lessons.words import rich_text
from widgets.keys import TYPED_INTO
from widgets.lessons.lettering import in_a_hall, lettering
from widgets.lessons.player import Player
from widgets.lessons.question_box import QuestionBox
from widgets.panels.lettering import NoteLabel, heading
from widgets.theme import GAP, SMALL, font, theme

_ARROWS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
_BACK = tr("◀ Back")
_MOST_COLUMNS = 4
"""Of numbers that have room in large type; they stand on the canvas as well."""
_OVERLAP = 1.5
"""Lines of a page of words that are still to be seen on the next one."""


class LessonPanel(QWidget):
    """Shows where a `Player` is, and moves it."""

    def __init__(self, player: Player) -> None:
        super().__init__()
        self._player = player
        self.setAccessibleName(tr("Lesson"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lesson_title = _text()
        self.lesson_title.setTextFormat(Qt.TextFormat.PlainText)
        self.place = QLabel()
        self.place.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.place.setTextFormat(Qt.TextFormat.PlainText)
        self.title = _text()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.words, self.then = _text(), _text()
        self.question = QuestionBox()
        self.question.answered.connect(player.say)
        self.to_notice = heading(tr("On the screen"))
        self.notices = _text()
        self.notices.setAccessibleName(tr("What there is to notice"))
        self.note = NoteLabel()
        self.note.hide()
        self.back = QPushButton(_BACK)
        self.back.setAccessibleName(tr("Back"))
        self.back.setToolTip(tr("The scene before, as it was (Page Up)"))
        self.back.clicked.connect(lambda: self.turn(-1))
        self.forward = QPushButton()
        self.forward.setToolTip(tr("Go on (Page Down)"))
        self.forward.clicked.connect(lambda: self.turn(1))
        self.notes = QPushButton(tr("Notes"))
        self.notes.setCheckable(True)
        self.leave = QPushButton(tr("End lesson"))
        self.leave.setToolTip(tr("Bring your own network back, just as it was"))
        self.leave.clicked.connect(player.leave)
        self._lay_out()
        player.moved.connect(self._show_scene)
        player.stood.connect(self._show_state)
        player.noticed.connect(self._show_notices)
        player.message.connect(self.note.warn)
        player.turn_wanted.connect(self.turn)
        self._watch_keys(self)

    def sizeHint(self) -> QSize:
        return QSize(340, 520)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 240)

    def _lay_out(self) -> None:
        self._content = content = _Content()
        self._column = column = QVBoxLayout(content)
        column.setContentsMargins(GAP + GAP // 2, GAP, GAP + GAP // 2, GAP)
        column.setSpacing(GAP)
        for widget in (
            self.title,
            self.words,
            self.question,
            self.then,
        ):
            column.addWidget(widget)
        column.addSpacing(GAP)
        column.addWidget(self.to_notice)
        column.addWidget(self.notices)
        column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidget(content)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = QHBoxLayout()
        head.setContentsMargins(GAP + GAP // 2, GAP // 2, GAP, 0)
        head.addWidget(self.place, 1)
        head.addWidget(self.notes)
        head.addWidget(self.leave)
        foot = QHBoxLayout()
        foot.setContentsMargins(GAP, 0, GAP, GAP)
        foot.addWidget(self.back)
        foot.addWidget(self.forward, 1)
        note = QHBoxLayout()
        note.setContentsMargins(GAP + GAP // 2, 0, GAP, 0)
        note.addWidget(self.note)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        title = QVBoxLayout()
        title.setContentsMargins(GAP + GAP // 2, GAP // 2, GAP, 0)
        title.addWidget(self.lesson_title)
        layout.addLayout(title)
        layout.addLayout(head)
        layout.addWidget(self._area, 1)
        layout.addLayout(note)
        layout.addLayout(foot)
        self._shown = (-1, False)
        for signal in (self._bar.valueChanged, self._bar.rangeChanged):
            signal.connect(self._show_way)
        self.letter()

    @property
    def _bar(self) -> QScrollBar:
        return self._area.verticalScrollBar()

    def letter(self) -> None:
        """Write everything in the size of now, which a presentation and its screen decide on."""
        sizes = lettering(self.window().width())
        self.lesson_title.setFont(font(SMALL))
        self.lesson_title.setVisible(in_a_hall())  # at a desk the dock has it
        self.place.setFont(font(SMALL))
        self.title.setFont(font(sizes.title, bold=True))
        for label in (self.words, self.then, self.back, self.forward):
            label.setFont(font(sizes.words))
        self.notices.setFont(font(sizes.numbers))
        self.question.letter()
        # The tools of a presentation have a button for them, and there is little room here.
        self.notes.setVisible(not in_a_hall())

    def show_notes_with(self, action: QAction) -> None:
        """Let the button do what this action does."""
        self.notes.setToolTip(action.toolTip())
        self.notes.setChecked(action.isChecked())
        self.notes.clicked.connect(action.trigger)
        action.toggled.connect(self.notes.setChecked)

    # What is shown

    def _show_scene(self) -> None:
        player = self._player
        lesson = player.lesson
        if lesson is None:
            return
        scene, question, asks = player.scene, player.scene.form.question, player.asks
        keyboard = QApplication.focusWidget()
        asked = keyboard is not None and self.question.isAncestorOf(keyboard)
        self.place.setText(
            tr("{number} of {scenes}", number=player.number + 1, scenes=len(lesson.scenes))
        )
        self.lesson_title.setText(lesson.title)
        self.title.setText(scene.title)
        self.words.setText(rich_text(scene.words))
        self.words.setVisible(bool(scene.words))
        self.then.setText(rich_text(scene.then))
        self.then.setVisible(bool(scene.then) and not asks)
        self.question.setVisible(question is not None)
        if question is not None:
            self.question.put(question.ask, question.choices)
            self._show_verdict()
            self._watch_keys(self.question)
        self.note.say("")
        self._show_notices()
        self._show_state()
        answered = self._shown == (player.number, True) and not asks
        self._shown = (player.number, asks)
        self._content.reach(0)
        self._lay_words_out()
        # What was asked has been read: the answer is what comes next, from its first line on.
        room = self._area.viewport().size()
        overflows = self._content.heightForWidth(room.width()) > room.height()
        top = self.question.y() - GAP if answered and overflows else 0
        if top:
            self._content.reach(top + self.height())  # more than is seen of it at any time
            self._lay_words_out()
        self._bar.setValue(top)
        self._show_way()
        if asked and not asks:  # or whatever comes next would get the keyboard of what is hidden
            self.forward.setFocus()
        elif asks and not isinstance(keyboard, TYPED_INTO):  # elsewhere somebody may be typing
            self.question.take_keyboard()

    def _show_verdict(self) -> None:
        """What is right, once the question was answered."""
        player = self._player
        if not player.asks and (answer := player.answer) is not None:
            self.question.show_answer(answer, player.said, player.verdict)

    def _show_state(self) -> None:
        staging = self._player.staging
        training = staging.busy and self._player.scene.form.train is not None
        if training and not self._player.asks:
            self.note.say(tr("Training …"))
        elif not staging.busy and self.note.text() == tr("Training …"):
            self.note.say("")

    def _show_notices(self) -> None:
        player = self._player
        if player.lesson is None:
            return
        notices = () if player.asks else player.scene.notices
        colours = theme()
        lines = []
        for number, notice in enumerate(notices):
            seen = number < len(player.seen) and player.seen[number]
            mark, colour = ("✓", colours.good) if seen else ("·", colours.faint_text)
            said = _told(notice, player.title_of)
            row = f"<td style='color:{colour}'>{mark}&nbsp;</td><td>{said}</td>"
            lines.append(f"<tr>{row}</tr>")
        self.notices.setText(f"<table>{''.join(lines)}</table>" if lines else "")
        self.notices.setVisible(bool(lines))
        self.to_notice.setVisible(bool(lines))

    def _show_way(self) -> None:
        """Say where it goes on: to more words, to the answer, or to the next scene."""
        player = self._player
        if player.lesson is None:
            return
        if self.hidden_below:
            words = tr("Read on ▼")
        elif player.asks:
            words = tr("Show the answer ▶")
        else:
            words = tr("Finish") if player.is_last else tr("Next ▶")
        self.forward.setText(words)
        self.back.setEnabled(player.number > 0 or self._bar.value() > 0)
        self._fit_buttons()

    def _fit_buttons(self) -> None:
        """Where large type leaves too little room for both, the way back is an arrow alone."""
        self.back.setText(_BACK)
        both = self.back.sizeHint().width() + self.forward.sizeHint().width()
        if both + 3 * GAP > self.width():
            self.back.setText(_BACK[:1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_buttons()

    def _lay_words_out(self) -> None:
        """Give the labels their places now, so that it is known which words have no room."""
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self._column.activate()

    @property
    def hidden_below(self) -> int:
        """Pixels of the words, the question and what is said afterwards that are to be read yet."""
        told = (self.words, self.question, self.then)
        end = max((each.geometry().bottom() for each in told if not each.isHidden()), default=0)
        hidden = end - self._bar.value() - self._area.viewport().height()
        at_the_end = self._bar.value() >= self._bar.maximum()
        return 0 if at_the_end or hidden < self.words.fontMetrics().lineSpacing() // 2 else hidden

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self.letter()
        if event.type() == QEvent.Type.PaletteChange and self._player.lesson is not None:
            self._show_notices()
            self._show_verdict()
        super().changeEvent(event)

    # Keys

    def _watch_keys(self, widget: QWidget) -> None:
        """Buttons and fields in it shall not keep the keys that go back and forward."""
        for child in (widget, *widget.findChildren(QWidget)):
            child.removeEventFilter(self)
            child.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            typing = isinstance(QApplication.focusWidget(), QLineEdit)
            way = _ARROWS.get(Qt.Key(event.key()), 0) if plain and not typing else 0
            if way and self._player.lesson is not None:
                self.turn(way)
                return True
        return super().eventFilter(watched, event)

    def turn(self, way: int) -> None:
        """Go on, or back: to words that have no room first, for a remote cannot scroll."""
        player = self._player
        if player.lesson is None:
            return
        page = self._area.viewport().height()
        page -= round(_OVERLAP * self.words.fontMetrics().lineSpacing())
        if way > 0 and self.hidden_below:
            self._bar.setValue(self._bar.value() + min(page, self.hidden_below))
        elif way < 0 and self._bar.value() > 0:
            self._bar.setValue(self._bar.value() - page)
        elif way > 0:
            player.forward()
        else:
            player.back()


class _Content(QWidget):
    """As high as its words in the width that it has; Qt would take that for the least width."""

    def __init__(self) -> None:
        super().__init__()
        self._height = 0

    def reach(self, height: int) -> None:
        """Be at least so high."""
        self._height = height
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._height)


def _told(notice: Notice, title_of: TitleOf) -> str:
    """A notice as rich text; the numbers of a map stand as they do there."""
    words = html.escape(told(notice, title_of))
    if notice.kind not in ("values", "gradient"):
        return words
    if in_a_hall() and max(map(len, notice.values)) > _MOST_COLUMNS:
        return words
    rows = (
        "".join(
            figures(f"<td align='right'>{value:g}&nbsp;</td>".replace("-", "−")) for value in row
        )
        for row in notice.values
    )
    table = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"{words}:<table cellspacing='0'>{table}</table>"


def _text() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    return label
