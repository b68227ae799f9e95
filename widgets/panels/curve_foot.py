"""What stands under the curves: the way back through the run, and what the curves say."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from widgets.panels.timeline_bar import TimelineBar
from widgets.panels.verdict import Verdict
from widgets.theme import type_size

_TIMELINE, _WORDS = 3, 2
"""How both share a row."""


class CurveFoot(QWidget):
    """Both in a row; words for which that has no room stand below, in as many lines as they need.

    In a hall or a low panel they are cut off instead: there the curves need the height. Where
    there is trouble, the buttons of the verdict have the place of the words, if that leaves the
    timeline enough: a row of their own would be taken from the curves.
    """

    def __init__(self, timeline: TimelineBar, verdict: Verdict) -> None:
        super().__init__()
        self._timeline, self._words, self._verdict = timeline, verdict.quiet, verdict
        self._tight = False
        self._way = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._way.setContentsMargins(0, 0, 0, 0)
        self._way.addWidget(timeline, _TIMELINE)
        self._way.addWidget(self._words, _WORDS)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.choose_way()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.choose_way()

    def make_room(self, *, tight: bool) -> None:
        """Have a row and no more where the curves need the height."""
        self._tight = tight
        self.choose_way()

    def choose_way(self) -> None:
        """Arrange what is here for the room there is."""
        self._place_remedies()
        self._words.setVisible(self._verdict.trouble is None)
        room = self.width()
        if not self._timeline.isHidden():
            room = _WORDS * (room - self._way.spacing()) // (_TIMELINE + _WORDS)
        below = self._words.whole_width > room and not self._tight
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        if (way := down if below else across) != self._way.direction():
            self._way.setDirection(way)
            self._words.wrap(below)
            side = Qt.AlignmentFlag.AlignLeft if below else Qt.AlignmentFlag.AlignRight
            self._words.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)

    def _place_remedies(self) -> None:
        remedies = self._verdict.remedies
        needed = self._timeline.minimumSizeHint().width() + remedies.sizeHint().width()
        usable = not (self.isHidden() or self._timeline.isHidden() or type_size().least)
        if not usable or needed + self._way.spacing() > self.width():
            self._verdict.take_back()
        elif remedies.parentWidget() is not self:
            self._way.addWidget(remedies)
