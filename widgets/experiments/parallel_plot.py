"""Every trial of a search as a line across all settings at once, to its accuracy at the right."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.experiments.search_plan import Trial
from app.experiments.search_space import Choices, SearchSpace
from app.language import tr
from app.network.arithmetic import percent_text
from app.network.setting_titles import setting_title
from widgets.theme import SMALL, font, theme

_SIDE, _TOP, _BOTTOM = 90, 18, 34
"""Pixels around the axes, for their names and ends."""
STRONG = 20
"""So many of the best trials are drawn smoothly and wide; the others are the background."""


class ParallelPlot(QWidget):
    """An axis for each setting; the better a trial, the stronger its line."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumHeight(140)
        self.setAccessibleName(tr("Trials over all settings"))
        self._trials: Sequence[Trial] = ()
        self._space: SearchSpace | None = None
        self._chosen = -1

    def show_trials(self, trials: Sequence[Trial], space: SearchSpace) -> None:
        """Draw these trials."""
        self._trials, self._space = trials, space
        self.update()

    def choose(self, at: int) -> None:
        """Draw the trial at this place strongest; −1 for none."""
        self._chosen = at
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme().colour("card"))
        if self._space is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(SMALL))
        accuracies = [trial.accuracy for trial in self._trials if trial.accuracy is not None]
        low, high = min(accuracies, default=0.0), max(accuracies, default=1.0)
        chosen: list[QLineF] = []
        shown = [trial for trial in self._trials if trial.accuracy is not None]
        shown.sort(key=lambda trial: trial.accuracy or 0.0)
        for place, trial in enumerate(shown):
            quality = ((trial.accuracy or 0.0) - low) / (high - low) if high > low else 1.0
            colour = theme().colour("validation_line" if trial.phase == "fine" else "train_line")
            colour.setAlphaF(0.15 + 0.85 * quality**2)
            strong = len(shown) - place <= STRONG
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, strong)
            painter.setPen(QPen(colour, 1.0 + 1.5 * quality if strong else 1.0))
            painter.drawLines(self._segments(trial, quality))
            if 0 <= self._chosen < len(self._trials) and trial is self._trials[self._chosen]:
                chosen = self._segments(trial, quality)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().colour("text"), 3.0))
        painter.drawLines(chosen)
        self._paint_axes(painter, low, high)

    def _segments(self, trial: Trial, quality: float) -> list[QLineF]:
        """From axis to axis; a joined line would take ten times as long to paint."""
        assert self._space is not None
        shares = [self._share(name, trial.values[name]) for name in self._space.over]
        points = [self._point(at, share) for at, share in enumerate([*shares, quality])]
        return [QLineF(one, other) for one, other in pairwise(points)]

    def _paint_axes(self, painter: QPainter, low: float, high: float) -> None:
        assert self._space is not None
        names = [*self._space.over, tr("accuracy")]
        ends = [self._labels(name) for name in self._space.over]
        ends.append((percent_text(low, 0), percent_text(high, 0)))
        for at, (name, labels) in enumerate(zip(names, ends, strict=True)):
            bottom, top = self._point(at, 0.0), self._point(at, 1.0)
            painter.setPen(QPen(theme().colour("card_border"), 1.5))
            painter.drawLine(bottom, top)
            painter.setPen(theme().colour("faint_text"))
            for place, label in enumerate(labels):
                y = self._point(at, place / max(1, len(labels) - 1)).y()
                box = QRectF(top.x() - _SIDE, y - 9, _SIDE - 6, 18)
                right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(box, right, label)
            painter.setPen(theme().colour("text"))
            room = QRectF(top.x() - 80, bottom.y() + 10, 160, 20)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, setting_title(name))

    def _labels(self, subject: str) -> tuple[str, ...]:
        assert self._space is not None
        among = self._space.over[subject]
        if isinstance(among, Choices):
            return tuple(map(str, among.values))
        return tuple(among.text.removesuffix(":log").split(".."))

    def _share(self, subject: str, value: object) -> float:
        assert self._space is not None
        among = self._space.over[subject]
        if isinstance(among, Choices):
            return among.values.index(value) / (len(among.values) - 1)
        return among.share(float(value))  # type: ignore[arg-type]

    def _point(self, at: int, share: float) -> QPointF:
        assert self._space is not None
        width, height = self.width() - 2 * _SIDE, self.height() - _TOP - _BOTTOM
        across = at / len(self._space.over)  # the accuracy is one axis more
        return QPointF(_SIDE + across * width, _TOP + (1 - share) * height)
