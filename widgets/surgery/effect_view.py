"""The change in accuracy of each class, as small bars with numbers."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.data.dataset import PART_WORDS
from app.inspection.surgery import Outcome
from app.language import figures, listed, tr
from app.network.arithmetic import percent_text
from widgets.surgery.effect import Effect
from widgets.theme import GAP, SMALL, font, theme

MOST_CLASSES = 12
"""Of more classes, those are shown that change most."""
_BARS = 34
"""Pixels of the room that the bars have, up and down together."""


class EffectView(QWidget):
    """Shows the state of an `Effect`; takes no room while there is nothing to tell."""

    def __init__(self, effect: Effect) -> None:
        super().__init__()
        self._effect = effect
        self.title = QLabel()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        self.title.setFont(font(SMALL))
        self.bars = ChangeBars()
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setMaximumHeight(6)
        self.cancel = QToolButton()
        self.cancel.setText(tr("Cancel"))
        self.cancel.setAutoRaise(True)
        self.cancel.clicked.connect(effect.cancel)
        self._waiting = QWidget()
        row = QHBoxLayout(self._waiting)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._progress, 1)
        row.addWidget(self.cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP // 2)
        layout.addWidget(self.title)
        layout.addWidget(self.bars)
        layout.addWidget(self._waiting)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        effect.watch(self)
        effect.changed.connect(self._show_state)
        self._show_state()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._effect.look()

    def _show_state(self) -> None:
        state = self._effect.state
        outcome = state.outcome
        words = [state.title] if state.title else []
        if state.message:
            words.append(state.message)
        elif outcome is not None:
            part = tr(
                "{labels:,} {part} images",
                labels=len(outcome.before.labels),
                part=PART_WORDS[outcome.before.part],
            )
            words.append(f"{outcome.text} · {part}")
            if not len(outcome.changed):
                words[-1] += tr(", all taken for what they were before")
        elif state.busy:
            words.append(tr("classifying a thousand images …"))
        self.title.setText(": ".join(words))
        self.title.setVisible(bool(words))
        if outcome is not None:
            self.bars.show_outcome(outcome)
        moves = any(points for _, points in self.bars.shown if np.isfinite(points))
        self.bars.setVisible(outcome is not None and moves and not state.message)
        self._waiting.setVisible(state.busy and state.total > 0)
        self._progress.setRange(0, state.total)
        self._progress.setValue(state.done)
        self.updateGeometry()


class ChangeBars(QWidget):
    """A bar for each class, up for more of it right and down for less, in percentage points."""

    def __init__(self) -> None:
        super().__init__()
        self._outcome: Outcome | None = None
        self.setAccessibleName(tr("Change in accuracy of each class"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def shown(self) -> tuple[tuple[str, float], ...]:
        """The classes and their changes in percentage points, as they are drawn."""
        if self._outcome is None:
            return ()
        change = 100 * self._outcome.class_change
        order = np.arange(len(change))
        if len(order) > MOST_CLASSES:
            most = np.argsort(-np.abs(np.nan_to_num(change)), kind="stable")[:MOST_CLASSES]
            order = np.sort(most)
        names = self._outcome.before.classes
        return tuple((names[at], float(change[at])) for at in order)

    def show_outcome(self, outcome: Outcome) -> None:
        """Show the change between two evaluations."""
        if outcome is not self._outcome:
            self._outcome = outcome
            told = listed(f"{name} {points_text(points)}" for name, points in self.shown)
            self.setAccessibleDescription(told)
            self.setToolTip(self._table())
            self.update()

    def _table(self) -> str:
        assert self._outcome is not None
        before, after = (
            each.class_accuracy() for each in (self._outcome.before, self._outcome.after)
        )
        names = self._outcome.before.classes
        known = {name for name, _ in self.shown}
        lines = [
            f"{name}: {percent_text(b)} → {percent_text(a)}"
            for name, b, a in zip(names, before, after, strict=True)
            if name in known and not np.isnan(b)
        ]
        if len(known) < len(names):
            lines.append(
                tr("the {known} that change most of {names}", known=len(known), names=len(names))
            )
        return "\n".join(lines)

    def sizeHint(self) -> QSize:
        line = QFontMetrics(font(SMALL)).height()
        return QSize(300, _BARS + 3 * line)

    def minimumSizeHint(self) -> QSize:
        return QSize(180, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        shown = self.shown
        if not shown:
            return
        painter = QPainter(self)
        painter.setFont(font(SMALL))
        metrics = painter.fontMetrics()
        line, wide = metrics.height(), self.width() / len(shown)
        known = [points for _, points in shown if np.isfinite(points)]
        up, down = max(0.0, *known, 0.0), -min(0.0, *known, 0.0)
        scale = _BARS / max(up + down, 1.0)
        zero = line + up * scale
        for at, (name, points) in enumerate(shown):
            left = at * wide
            colour = theme().colour("good" if points > 0 else "error")
            if np.isfinite(points) and points:
                top = zero - max(points, 0.0) * scale
                height = max(abs(points) * scale, 1.0)
                painter.fillRect(QRectF(left + wide * 0.25, top, wide * 0.5, height), colour)
            edge = zero - max(points, 0.0) * scale - line
            if points < 0:
                edge = zero - points * scale
            painter.setPen(colour if points else theme().colour("faint_text"))
            words = points_text(points, whole=metrics.horizontalAdvance("−00.0") > wide)
            place = QRectF(left - 4, edge if np.isfinite(points) else zero, wide + 8, line)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
            painter.setPen(theme().colour("text"))
            below = QRectF(left, self.height() - line, wide - 2, line)
            elided = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(wide) - 2)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, elided)
        painter.setPen(QPen(theme().colour("card_border"), 1))
        painter.drawLine(0, round(zero), self.width(), round(zero))
        painter.end()


def points_text(points: float, *, whole: bool = False) -> str:
    """A change in percentage points, with its sign: "−6.6"; a dash where there is none."""
    if not np.isfinite(points):
        return "–"
    text = f"{points:+.0f}" if whole else f"{points:+.1f}"
    return "0" if not float(text) else figures(text.replace("-", "−"))
