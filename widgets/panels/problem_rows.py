"""Problems with their fixes as buttons, for the inspector."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from app.language import tr
from app.network.layer import Severity
from app.network.problems import Fix, Problem
from widgets.document import Document
from widgets.panels.fix_preview import fix_preview
from widgets.panels.problems_model import SEVERITY_WORDS
from widgets.theme import SMALL, font, scaled, theme

_AT_MOST = 20
"""Rows shown; of more problems than that only the number is told."""
_ROW_WIDTH = 220
"""Pixels in which a row of fix buttons must fit to stand side by side."""


class ProblemRows(QWidget):
    """Problems one under another: what is wrong with the arithmetic, and ways out.

    With `named`, each begins with a button that names its layer.
    """

    layer_wanted = Signal(str)
    """The layer of a problem was clicked."""

    def __init__(self, document: Document, *, named: bool = False) -> None:
        super().__init__()
        self._document = document
        self._named = named
        self._shown: tuple[list[tuple[Problem, tuple[Fix, ...]]], int] | None = None
        self._rows: list[QWidget] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self.hide()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show these; rows are made anew only when the problems or their fixes are others."""
        shown = [(problem, problem.fixes) for problem in problems[:_AT_MOST]], len(problems)
        if shown == self._shown:
            return
        self._shown = shown
        for row in self._rows:
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(problem) for problem in problems[:_AT_MOST]]
        if len(problems) > _AT_MOST:
            self._rows.append(QLabel(tr("and {problems} more", problems=len(problems) - _AT_MOST)))
        for row in self._rows:
            self._layout.addWidget(row)
        self.setVisible(bool(problems))

    def _row(self, problem: Problem) -> QWidget:
        row = QWidget()
        outer = QHBoxLayout(row)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(SeverityMark(problem.severity), 0, Qt.AlignmentFlag.AlignTop)
        body = QVBoxLayout()
        body.setSpacing(4)
        outer.addLayout(body, 1)
        if self._named and problem.layer:
            body.addWidget(self._link(problem.layer), 0, Qt.AlignmentFlag.AlignLeft)
        message = QLabel(problem.message)
        message.setTextFormat(Qt.TextFormat.PlainText)
        message.setWordWrap(True)
        message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        body.addWidget(message)
        body.addLayout(_side_by_side([self._button(problem, fix) for fix in problem.fixes]))
        return row

    def _link(self, layer: str) -> LinkButton:
        link = LinkButton(layer)
        link.setToolTip(tr("Show {layer} on the canvas", layer=layer))
        link.clicked.connect(lambda: self.layer_wanted.emit(layer))
        return link

    def _button(self, problem: Problem, fix: Fix) -> QPushButton:
        button = FixButton(self._document, problem, fix)
        button.clicked.connect(lambda: self._document.apply(fix.edit))
        return button


def button_text(fix: Fix, metrics: QFontMetrics, width: int) -> str:
    """The words on the button of a fix, in lines no wider than so many pixels.

    One that changes several branches has a line for each.
    """
    words = fix.label[:1].upper() + fix.label[1:]
    lines = words.replace("; ", ";\n").replace(": ", ":\n").split("\n")
    return "\n".join(_broken(line, metrics, width) for line in lines)


def _broken(line: str, metrics: QFontMetrics, width: int) -> str:
    first, *others = line.split(" ")
    lines = [first]
    for word in others:
        longer = f"{lines[-1]} {word}"
        if metrics.horizontalAdvance(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(lines)


def _side_by_side(buttons: list[QPushButton]) -> QVBoxLayout | QHBoxLayout:
    """Buttons in a row where they fit, else one under another."""
    width = sum(button.sizeHint().width() + 4 for button in buttons)
    layout: QVBoxLayout | QHBoxLayout = QHBoxLayout() if width <= _ROW_WIDTH else QVBoxLayout()
    layout.setSpacing(4)
    for button in buttons:
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    if isinstance(layout, QHBoxLayout):
        layout.addStretch(1)
    return layout


class LinkButton(QAbstractButton):
    """A word to click, underlined under the mouse."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setText(text)
        self.setFont(font(bold=True))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return self.fontMetrics().size(0, self.text()) + QSize(2, 2)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        shape = self.font()
        shape.setUnderline(self.underMouse() or self.hasFocus())
        painter.setFont(shape)
        painter.setPen(self.palette().color(QPalette.ColorRole.Link))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()


class FixButton(QPushButton):
    """Makes a fix; its tooltip says what would change, worked out when it is asked for."""

    def __init__(self, document: Document, problem: Problem, fix: Fix) -> None:
        super().__init__()
        self._document = document
        self._problem = problem
        self._fix = fix
        self.setFont(font(SMALL))
        self.setText(button_text(fix, self.fontMetrics(), scaled(_ROW_WIDTH)))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(tr("Fixes: {message}", message=problem.message))

    def sizeHint(self) -> QSize:
        """As wide as its words: several stand side by side."""
        words = self.fontMetrics().size(0, self.text()).width()
        return QSize(words + 20, super().sizeHint().height())

    def preview(self) -> str:
        """What the fix would change now."""
        document = self._document
        return fix_preview(document.network, document.analysis, self._problem.layer, self._fix.edit)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.preview(), self)
            return True
        return super().event(event)


class SeverityMark(QWidget):
    """A round mark for an error, a triangle for a warning: told apart without colour."""

    def __init__(self, severity: Severity) -> None:
        super().__init__()
        self._severity = severity
        self.setFixedSize(QSize(18, 18))
        self.setAccessibleName(SEVERITY_WORDS[severity])
        self.setToolTip(
            tr("An error: training is not possible")
            if severity == "error"
            else tr("A warning: training is possible")
        )

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_severity(painter, self._severity, 0, 0, self.width())
        painter.end()


def draw_severity(
    painter: QPainter, severity: Severity, left: float, top: float, side: float
) -> None:
    """The mark of an error or a warning in a square."""
    painter.save()
    painter.translate(left, top)
    painter.scale(side / 18, side / 18)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().colour(severity))
    if severity == "error":
        painter.drawEllipse(QRectF(1.5, 1.5, 15, 15))
    else:
        painter.drawPolygon(QPolygonF([QPointF(9, 1), QPointF(17.5, 16.5), QPointF(0.5, 16.5)]))
    on_mark = QColor("#101215" if theme().dark else "#ffffff")
    painter.setPen(QPen(on_mark, 2, c=Qt.PenCapStyle.RoundCap))
    upper = 5.0 if severity == "error" else 6.5
    painter.drawLine(QPointF(9, upper), QPointF(9, upper + 4.5))
    painter.drawPoint(QPointF(9, upper + 8))
    painter.restore()
