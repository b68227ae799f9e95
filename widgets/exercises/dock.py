"""The dock of an exercise: its words, and the checklist."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QDockWidget,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.exercises.checking import Finding, verdict_of
from app.exercises.exercise import Exercise
from app.language import tr
from widgets.docks import mend_dock
from widgets.exercises.checklist import Checklist
from widgets.later import later
from widgets.theme import GAP, LARGE, NORMAL, SMALL, font

_SHARE = 0.73
"""Of the column in which it stands at first."""
_WIDTH, _WIDTH_SHARE = 340, 0.28
"""Of that column, where it is narrower; of a small window this share at most."""
_LOW = 900
"""In a window of less height the column reaches down to the bottom, beside the panels there."""
_CORNER, _RIGHT = Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea


class ExerciseDock(QDockWidget):
    """Below the inspector, where both are in sight while a student builds."""

    watched = Signal(bool)
    """Whether the checklist can be seen."""

    def __init__(self, neighbour: QDockWidget, window: QMainWindow) -> None:
        super().__init__(tr("Exercise"), window)
        self.setObjectName("exercise_dock")
        self._neighbour, self._window = neighbour, window
        self.panel = ExercisePanel()
        self.panel.seen.connect(self.watched)
        self.setWidget(self.panel)
        mend_dock(self)
        if not window.restoreDockWidget(self):
            # Not split from the neighbour: one that has tabs would take it as another tab.
            window.addDockWidget(_RIGHT, self, Qt.Orientation.Vertical)
        self.toggleViewAction().toggled.connect(self._note_shown)

    def come(self) -> None:
        """Be in sight, large enough to be read."""
        self.show()
        self.raise_()
        self._take_room()

    def give_room_back(self) -> None:
        """Leave the corner of the window to the panels that had it."""
        self._window.setCorner(_CORNER, Qt.DockWidgetArea.BottomDockWidgetArea)

    def _note_shown(self, shown: bool) -> None:
        if shown:
            self._take_room()
        else:
            self.give_room_back()

    def _take_room(self) -> None:
        window = self._window
        if self.isFloating() or window.dockWidgetArea(self) != _RIGHT:
            return
        if window.height() < _LOW:
            window.setCorner(_CORNER, _RIGHT)
        # Later, when the column is as high as it will be, and a lesson has put back what it moved.
        later(0, self, self._share_column)

    def _share_column(self) -> None:
        width = min(_WIDTH, round(_WIDTH_SHARE * self._window.width()))
        if self.width() < width:
            self._window.resizeDocks([self], [width], Qt.Orientation.Horizontal)
        height = self._neighbour.height() + self.height()
        mine = round(_SHARE * height)
        docks = [self._neighbour, self]
        self._window.resizeDocks(docks, [height - mine, mine], Qt.Orientation.Vertical)


class ExercisePanel(QWidget):
    """Title, words and checklist, or that something else than the attempt is on the canvas."""

    seen = Signal(bool)
    again_wanted = Signal()
    """The student wants to begin anew."""
    back_wanted = Signal()
    """The student wants to go on with the attempt that was saved."""
    adopted = Signal()
    """What is on the canvas is to be the attempt."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Exercise"))
        self._told = True
        self.title, self.words = _text(LARGE, bold=True), _text(NORMAL)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.count, self.aside = _text(SMALL), _text(NORMAL)
        self.count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.checklist = Checklist()
        self.again = _button(
            tr("Begin again"), tr("Put the network that the exercise begins with on the canvas")
        )
        self.again.clicked.connect(self.again_wanted)
        self.tells = _button("", tr("The words of the exercise above the checklist"))
        self.tells.clicked.connect(lambda: self._tell(not self._told))
        self.back = _button(
            tr("Back to your attempt"), tr("Open the file to which you saved your attempt last")
        )
        self.back.clicked.connect(self.back_wanted)
        self.adopt = _button(
            tr("Check this network"),
            tr("Take the network on the canvas for your attempt, and hold it against the exercise"),
        )
        self.adopt.clicked.connect(self.adopted)
        self._lay_out()

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(GAP)
        for widget in (self.title, self.words, self.checklist):
            column.addWidget(widget)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setMinimumHeight(120)
        line = QFrame()  # shows where what is scrolled is cut
        line.setFrameShape(QFrame.Shape.HLine)
        line.setFrameShadow(QFrame.Shadow.Plain)
        line.setForegroundRole(QPalette.ColorRole.Mid)
        foot = QVBoxLayout()
        foot.setContentsMargins(GAP, 0, 0, 0)
        foot.addWidget(self.aside)
        foot.addWidget(self.count)
        for row in ((self.back, self.adopt), (self.tells, self.again)):
            buttons = QHBoxLayout()
            for button in row:
                buttons.addWidget(button)
            foot.addLayout(buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, GAP, GAP // 2)
        whole.addWidget(scroll, 1)
        whole.addWidget(line)
        whole.addLayout(foot)

    def show_exercise(self, exercise: Exercise) -> None:
        """Another exercise is set."""
        self.title.setText(exercise.title)
        self.words.setText(exercise.words)
        self.tells.setVisible(bool(exercise.words))
        self._tell(True)

    def show_findings(self, found: tuple[Finding, ...]) -> None:
        """The attempt is on the canvas: show how far the student is."""
        self._set_aside(False)
        self.checklist.show_findings(found)
        met = sum(finding.verdict == "passed" for finding in found)
        if verdict_of(found) == "passed":
            self.count.setText(tr("All is met. Save the file and hand it in."))
        else:
            self.count.setText(tr("{met} of {found} met", met=met, found=len(found)))

    def show_other(self, name: str, *, saved: bool) -> None:
        """Something of this name is on the canvas; `saved` tells whether the attempt has a file."""
        self._set_aside(True)
        self.aside.setText(
            tr("“{name}” is on the canvas, not your attempt: nothing is checked.", name=name)
        )
        self.back.setVisible(saved)
        self.adopt.show()

    def show_lesson(self) -> None:
        """A lesson has the canvas for a while."""
        self._set_aside(True)
        self.aside.setText(
            tr("A lesson has the canvas. Your attempt comes back when the lesson ends.")
        )
        self.back.hide()
        self.adopt.hide()

    def _set_aside(self, aside: bool) -> None:
        self.aside.setVisible(aside)
        for widget in (self.checklist, self.count):
            widget.setVisible(not aside)
        if not aside:
            self.back.hide()
            self.adopt.hide()

    def _tell(self, told: bool) -> None:
        self._told = told
        self.words.setVisible(told and bool(self.words.text()))
        self.tells.setText(tr("Hide the task") if told else tr("Show the task"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.seen.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.seen.emit(False)


def _text(size: float, *, bold: bool = False) -> QLabel:
    label = QLabel()
    label.setFont(font(size, bold=bold))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setFont(font(SMALL))
    button.setToolTip(tip)
    return button
