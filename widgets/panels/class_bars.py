"""How many images each class has, as bars."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.language import figures, tr
from widgets.theme import GAP, SMALL, font, theme


class ClassBars(QWidget):
    """A bar for each class, as long as its count."""

    def __init__(self) -> None:
        super().__init__()
        self._classes: Sequence[str] = ()
        self._counts: Sequence[int] = ()
        self.setAccessibleName(tr("Images of each class"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counts(self, classes: Sequence[str], counts: Sequence[int]) -> None:
        """Show these counts, one for each class."""
        self._classes, self._counts = classes, counts
        pairs = zip(classes, counts, strict=True)
        self.setAccessibleDescription(
            ", ".join(f"{name}: {figures(f'{count:,}')}" for name, count in pairs)
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(180, len(self._classes) * self._line())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, len(self._classes) * self._line())

    def _line(self) -> int:
        return QFontMetrics(font(SMALL)).height() + 3

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if not self._classes:
            return
        metrics = QFontMetrics(font(SMALL))
        widest = max(metrics.horizontalAdvance(name) for name in self._classes) + 2
        names = min(widest, self.width() // 2)
        numbers = max(metrics.horizontalAdvance(figures(f"{count:,}")) for count in self._counts)
        room = self.width() - names - numbers - 2 * GAP
        most = max(1, *self._counts)
        painter = QPainter(self)
        painter.setFont(font(SMALL))
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for at, (name, count) in enumerate(zip(self._classes, self._counts, strict=True)):
            line = QRect(0, at * self._line(), self.width(), self._line())
            painter.setPen(theme().colour("text"))
            elided = metrics.elidedText(name, Qt.TextElideMode.ElideRight, names)
            painter.drawText(line.adjusted(0, 0, names - line.width(), 0), right, elided)
            bar = QRectF(names + GAP, line.top() + 3, room * count / most, line.height() - 6)
            painter.fillRect(bar, theme().colour("train_line"))
            painter.setPen(theme().colour("faint_text"))
            painter.drawText(line, right, figures(f"{count:,}"))
        painter.end()
