"""What is wrong with a layer, next to its card, with buttons that mend it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.language import tr
from app.network.problems import Fix, Problem
from widgets.canvas.editing import outcome
from widgets.document import Document
from widgets.panels.problem_rows import button_text
from widgets.theme import GAP, SMALL, font, scaled, theme

_WIDTH = 390


class ProblemPopup(QFrame):
    """Lists the problems of one layer; each fix is a button that says what it would bring."""

    closed = Signal()

    def __init__(
        self, document: Document, layer: str, problems: tuple[Problem, ...], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._over = parent
        self._document = document
        self._layer = layer
        self.buttons: list[QPushButton] = []
        self.setFrameShape(QFrame.Shape.Box)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setForegroundRole(QPalette.ColorRole.Mid)
        self.setAccessibleName(tr("Problems of {layer}", layer=layer))
        self.setFixedWidth(scaled(_WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GAP, GAP, 2 * GAP, GAP + GAP // 2)
        column.setSpacing(GAP)
        for problem in problems:
            self._add(problem, column)
        self.setFixedHeight(column.heightForWidth(scaled(_WIDTH)))

    def _add(self, problem: Problem, column: QVBoxLayout) -> None:
        title = QLabel(
            tr("Error in {layer}", layer=self._layer)
            if problem.severity == "error"
            else tr("Warning in {layer}", layer=self._layer)
        )
        title.setFont(font(bold=True))
        title.setForegroundRole(QPalette.ColorRole.Text)
        palette = title.palette()
        palette.setColor(title.foregroundRole(), theme().colour(problem.severity))
        title.setPalette(palette)
        message = QLabel(problem.message)
        message.setWordWrap(True)
        message.setTextFormat(Qt.TextFormat.PlainText)
        message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(title)
        column.addWidget(message)
        for fix in problem.fixes:
            self._add_fix(fix, column)

    def _add_fix(self, fix: Fix, column: QVBoxLayout) -> None:
        button = QPushButton()
        button.setText(button_text(fix, button.fontMetrics(), scaled(_WIDTH) - 6 * GAP))
        brings = outcome(self._document.network, self._layer, fix)
        button.setToolTip(f"{fix.edit.label} {brings}".strip())
        button.setAccessibleDescription(brings)
        button.setAutoDefault(True)
        button.clicked.connect(lambda: self._apply(fix))
        self.buttons.append(button)
        result = QLabel(brings)
        result.setFont(font(SMALL))
        result.setWordWrap(result.sizeHint().width() > _WIDTH - 5 * GAP)
        needed = button.sizeHint().width() + GAP + result.sizeHint().width()
        beside = needed <= _WIDTH - 5 * GAP
        row = QHBoxLayout() if beside else QVBoxLayout()
        row.setSpacing(GAP if beside else GAP // 2)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(result, 1)
        column.addLayout(row)

    def _apply(self, fix: Fix) -> None:
        self.dismiss()
        self._document.apply(fix.edit)

    def open_beside(self, card: QRect) -> None:
        """Show it beside a card (in the parent's pixels), inside the parent."""
        self.place(card)
        self.show()
        self.raise_()
        (self.buttons[0] if self.buttons else self).setFocus()

    def place(self, card: QRect) -> None:
        """Go to where the card is now."""
        room = self._over.rect().adjusted(GAP, GAP, -GAP, -GAP)
        self.move(place_beside(card, self.size(), room))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def dismiss(self) -> None:
        """Close it and give the keyboard back to the canvas, unless it is elsewhere by now."""
        if self.isVisible():
            focused = QApplication.focusWidget()
            inside = focused is not None and (focused is self or self.isAncestorOf(focused))
            self.hide()
            if inside:
                self._over.setFocus()
            self.closed.emit()
            self.deleteLater()


def place_beside(card: QRect, size: QSize, room: QRect) -> QPoint:
    """The top left of something of a size inside `room` that covers least of a card.

    Of equal places it is the first of: right of the card, left of it, below, above.
    """
    corners = (
        QPoint(card.right() + GAP, card.top()),
        QPoint(card.left() - GAP - size.width(), card.top()),
        QPoint(card.left(), card.bottom() + GAP),
        QPoint(card.left(), card.top() - GAP - size.height()),
    )
    places = [QRect(_inside(corner, size, room), size) for corner in corners]
    return min(places, key=lambda place: _area(place.intersected(card))).topLeft()


def _inside(corner: QPoint, size: QSize, room: QRect) -> QPoint:
    x = max(room.left(), min(corner.x(), room.right() + 1 - size.width()))
    y = max(room.top(), min(corner.y(), room.bottom() + 1 - size.height()))
    return QPoint(x, y)


def _area(rect: QRect) -> int:
    return max(0, rect.width()) * max(0, rect.height())
