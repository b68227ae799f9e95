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
from widgets.docks import reach_title_bar
from widgets.exercises.checklist import Checklist
from widgets.theme import GAP, LARGE, NORMAL, SMALL, font

SHARE = 0.65
"""Of the column in which it stands at first."""


class ExerciseDock(QDockWidget):
    """Below the inspector, where both are in sight while a student builds."""

    watched = Signal(bool)
    """Whether the checklist can be seen."""
    again_wanted = Signal()
    """The student wants to begin anew."""

    def __init__(self, neighbour: QDockWidget, window: QMainWindow) -> None:
        super().__init__(tr("Exercise"), window)
        self.setObjectName("exercise_dock")
        self.panel = ExercisePanel()
        self.panel.again.clicked.connect(self.again_wanted)
        self.panel.seen.connect(self.watched)
        self.setWidget(self.panel)
        reach_title_bar(self)
        if not window.restoreDockWidget(self):
            # Not split from the neighbour: one that has tabs would take it as another tab.
            area = Qt.DockWidgetArea.RightDockWidgetArea
            window.addDockWidget(area, self, Qt.Orientation.Vertical)
        height = neighbour.height() + self.height()
        mine = round(SHARE * height)
        window.resizeDocks([neighbour, self], [height - mine, mine], Qt.Orientation.Vertical)


class ExercisePanel(QWidget):
    """Title, how much is met, words and checklist."""

    seen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Exercise"))
        self.title, self.words, self.count = _text(LARGE, bold=True), _text(NORMAL), _text(SMALL)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.checklist = Checklist()
        self.again = QPushButton(tr("Begin again"))
        self.again.setToolTip(
            tr("Put the network that the exercise begins with on the canvas anew")
        )
        self.again.setFont(font(SMALL))
        self.tells = QPushButton(tr("Words"))
        self.tells.setCheckable(True)
        self.tells.setChecked(True)
        self.tells.setToolTip(tr("Show the words of the exercise above the checklist"))
        self.tells.setFont(font(SMALL))
        self.tells.toggled.connect(self._show_words)
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(self.tells)
        foot.addWidget(self.again)
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
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, GAP, GAP // 2)
        whole.addWidget(scroll, 1)
        foot.setContentsMargins(GAP, 0, 0, 0)
        whole.addLayout(foot)

    def show_exercise(self, exercise: Exercise) -> None:
        """Another exercise is set."""
        self.title.setText(exercise.title)
        self.words.setText(exercise.words)
        self.tells.setVisible(bool(exercise.words))
        self.tells.setChecked(True)
        self._show_words()

    def show_findings(self, found: tuple[Finding, ...]) -> None:
        """Show how far the student is."""
        self.checklist.show_findings(found)
        met = sum(finding.verdict == "passed" for finding in found)
        if verdict_of(found) == "passed":
            self.count.setText(tr("All is met. Save the file and hand it in."))
        else:
            self.count.setText(tr("{met} of {found} met", met=met, found=len(found)))

    def _show_words(self) -> None:
        self.words.setVisible(self.tells.isChecked() and bool(self.words.text()))

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
