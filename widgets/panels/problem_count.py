"""How many problems there are, as a button for the status bar."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from app.language import tr
from app.network.problems import Problem
from widgets.panels.problem_rows import draw_severity
from widgets.panels.problems_model import counts_text, worst_of
from widgets.theme import GAP, theme

_MARK = 14


class ProblemCount(QAbstractButton):
    """Says "2 errors · 1 warning" with the mark of the worst; a click opens the panel."""

    def __init__(self) -> None:
        super().__init__()
        self._worst, self._tells = worst_of(()), False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(tr("Show all problems; F8 goes from one to the next"))
        self.show_problems(())

    def show_problems(self, problems: Sequence[Problem], *, may_train: bool = True) -> None:
        """Count these, and say whether something else keeps the network from being trained."""
        self._worst, self._tells = worst_of(problems), bool(problems) or not may_train
        counts = counts_text(problems)
        if may_train:
            self.setText(counts)
        elif problems:
            self.setText(tr("{counts} · cannot be trained yet", counts=counts))
        else:
            self.setText(tr("Cannot be trained yet"))
        self.setAccessibleName(tr("Problems: {text}", text=self.text()))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        mark = _MARK + GAP // 2 if self._worst else 0
        return QSize(mark + metrics.horizontalAdvance(self.text()) + 2 * GAP, metrics.height() + 6)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().adjusted(1, 1, -1, -1)
        if self.underMouse() or self.hasFocus():
            painter.setPen(QPen(look.colour("selection" if self.hasFocus() else "card_border"), 1))
            painter.setBrush(look.colour("button"))
            painter.drawRoundedRect(box, 4, 4)
        left = GAP
        if self._worst:
            top = (self.height() - _MARK) / 2
            draw_severity(painter, self._worst, left, top, _MARK)
            left += _MARK + GAP // 2
        painter.setPen(look.colour("text" if self._tells else "faint_text"))
        painter.setFont(self.font())
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), _LEFT, self.text())
        painter.end()


_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
