"""The confusion matrix: a row for each true class, with its accuracy as a bar at the end."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from app.inspection.evaluation import Evaluation
from app.language import figures, tr
from app.network.arithmetic import percent_text
from widgets.hand import show_hand
from widgets.keys import ARROWS, PRESS
from widgets.theme import GAP, SMALL, font, scaled, theme

_ROOMY, _TIGHT = 14, 6
"""Pixels of a cell, at least: with few classes as much as a line of text, with many any."""
_MANY = 40
_WIDEST_CELL = 46
_LABELS = 96
"""Pixels that names of classes may take."""
_BAR = 60
_SHADES = 128


class Cell(NamedTuple):
    """A true class and what it was taken for, by their numbers."""

    true: int
    predicted: int


class ConfusionMatrix(QWidget):
    """Cells coloured by their share of the row: blue for right, orange for wrong.

    Pointing at a cell reads it; a click, or Enter at the cell that the arrow keys lead to, picks
    it.
    """

    picked = Signal(int, int)
    """The true class and the predicted one of a cell."""
    pointed = Signal(str)
    """The cell under the pointer or cursor in words; "" where there is none."""
    reached = Signal(QRect)
    """The keyboard has come to the cell at this place."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Confusion matrix"))
        self._classes: tuple[str, ...] = ()
        self._counts: NDArray[np.int64] = np.zeros((0, 0), np.int64)
        self._accuracy: NDArray[np.float64] = np.zeros(0)
        self._shares = False
        self._picture: QImage | None = None
        self._inks: list[QColor] = []
        self._picked: Cell | None = None
        self._hovered: Cell | None = None
        self._current = Cell(0, 0)

    def show_evaluation(self, evaluation: Evaluation) -> None:
        """Show what was taken for what."""
        if evaluation.classes != self._classes:
            self._picked, self._current = None, Cell(0, 0)
        self._classes = evaluation.classes
        self._counts, self._accuracy = evaluation.confusion(), evaluation.class_accuracy()
        self._picture = None
        self._take_room()
        self.update()

    def show_shares(self, on: bool) -> None:
        """Write per cent of each row instead of counts."""
        self._shares = on
        self.update()

    def pick(self, cell: Cell | None) -> None:
        """Frame a cell as the one whose images are shown."""
        self._picked = cell
        self.update()

    def describe(self, cell: Cell) -> str:
        """A cell in words: "3 taken for 5: 4 of 101 images (4.0 %)"."""
        row = self._counts[cell.true]
        count, total = int(row[cell.predicted]), int(row.sum())
        true, predicted = self._classes[cell.true], self._classes[cell.predicted]
        what = (
            tr("{true} read rightly", true=true)
            if cell.true == cell.predicted
            else f"{true} → {predicted}"
        )
        share = f" ({percent_text(count / total)})" if total else ""
        return tr(
            "{what}: {count:,} of {total:,} images of {true}{share}",
            what=what,
            count=count,
            total=total,
            true=true,
            share=share,
        )

    def place_of(self, cell: Cell) -> QRectF:
        """Where a cell stands."""
        width, height = self._cell_size()
        left, top = self._left() + cell.predicted * width, self._top() + cell.true * height
        return QRectF(left, top, width, height)

    # Geometry

    def _take_room(self) -> None:
        least = self._least() * len(self._classes)
        self.setMinimumSize(self._left() + least + self._right(), self._top() + least + 2)

    def _least(self) -> int:
        return scaled(_ROOMY) if len(self._classes) <= _MANY else _TIGHT

    def _left(self) -> int:
        metrics = QFontMetrics(font(SMALL))
        widest = max((metrics.horizontalAdvance(name) for name in self._classes), default=0)
        # Qt cuts what fits exactly.
        return metrics.height() + min(widest + 1, scaled(_LABELS)) + GAP

    def _right(self) -> int:
        return _BAR + QFontMetrics(font(SMALL)).horizontalAdvance("100.0 %") + 2 * GAP

    def _top(self) -> int:
        return QFontMetrics(font(SMALL)).height() + 3

    def _cell_size(self) -> tuple[float, float]:
        number = max(1, len(self._classes))
        width = (self.width() - self._left() - self._right()) / number
        height = (self.height() - self._top() - 2) / number
        least = self._least()
        widest = scaled(_WIDEST_CELL)
        return min(max(width, least), widest), min(max(height, least), widest * 0.7)

    def _cell_at(self, point: QPoint) -> Cell | None:
        width, height = self._cell_size()
        row = math.floor((point.y() - self._top()) / height)
        column = math.floor((point.x() - self._left()) / width)
        inside = 0 <= row < len(self._classes) and 0 <= column < len(self._classes)
        return Cell(row, column) if inside else None

    def sizeHint(self) -> QSize:
        number = max(1, len(self._classes))
        wide = self._left() + 30 * number + self._right()
        return QSize(max(wide, self.minimumWidth()), self._top() + 18 * number)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._classes:
            return
        with QPainter(self) as painter:
            painter.setFont(font(SMALL))
            self._paint_grid(painter)
            self._paint_labels(painter)
            _, height = self._cell_size()
            first = max(0, int((event.rect().top() - self._top()) / height))
            last = min(len(self._classes), int((event.rect().bottom() - self._top()) / height) + 1)
            self._paint_numbers(painter, first, last)
            self._paint_frames(painter)

    def _paint_grid(self, painter: QPainter) -> None:
        """All cells as one picture, a pixel each: a thousand classes are a million cells."""
        if self._picture is None:
            colours = _colours()
            self._picture = _image(_levels(self._counts), colours)
            self._inks = [_ink(colour) for colour in colours]
        number = len(self._classes)
        width, height = self._cell_size()
        grid = QRectF(self._left(), self._top(), width * number, height * number)
        painter.drawImage(grid, self._picture)
        if height < scaled(_ROOMY) - 1:
            return
        painter.setPen(QPen(theme().colour("grid"), 1))
        for at in range(number + 1):
            x, y = grid.left() + at * width, grid.top() + at * height
            painter.drawLine(QPointF(x, grid.top()), QPointF(x, grid.bottom()))
            painter.drawLine(QPointF(grid.left(), y), QPointF(grid.right(), y))

    def _paint_numbers(self, painter: QPainter, first: int, last: int) -> None:
        """The numbers in the cells of some rows, where there is room, and the rows' accuracies."""
        width, height = self._cell_size()
        if height < scaled(_ROOMY) - 1 or self._picture is None:
            return
        roomy = width >= painter.fontMetrics().horizontalAdvance("100") + 2
        for row in range(first, last):
            counts = self._counts[row]
            total = int(counts.sum())
            for column in np.flatnonzero(counts) if roomy else ():
                count = int(counts[column])
                text = (
                    figures(f"{100 * count / total:.0f}") if self._shares else figures(f"{count:,}")
                )
                painter.setPen(self._inks[self._picture.pixelIndex(int(column), row)])
                place = self.place_of(Cell(row, int(column)))
                painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), text)
            if total:
                self._paint_accuracy(painter, row)

    def _paint_accuracy(self, painter: QPainter, row: int) -> None:
        last = self.place_of(Cell(row, len(self._classes) - 1))
        share = float(self._accuracy[row])
        track = QRectF(last.right() + GAP, last.center().y() - 4, _BAR, 8)
        painter.fillRect(track, theme().colour("button"))
        track.setWidth(_BAR * share)
        painter.fillRect(track, theme().colour("train_line"))
        painter.setPen(theme().colour("text"))
        text = QRectF(last.right() + 2 * GAP + _BAR - 4, last.top(), scaled(80), last.height())
        painter.drawText(
            text,
            int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft),
            percent_text(share),
        )

    def _paint_labels(self, painter: QPainter) -> None:
        metrics = painter.fontMetrics()
        width, height = self._cell_size()
        line = metrics.height()
        names = self._left() - line - GAP
        painter.setPen(theme().colour("faint_text"))
        right = QRectF(self._left() + width * len(self._classes) + GAP, 0, _BAR + scaled(80), line)
        painter.drawText(right, int(Qt.AlignmentFlag.AlignLeft), tr("right"))
        painter.save()
        painter.translate(0, self._top() + height * len(self._classes) / 2)
        painter.rotate(-90)
        painter.drawText(
            QRectF(-scaled(100), 0, scaled(200), line),
            int(Qt.AlignmentFlag.AlignCenter),
            tr("true class"),
        )
        painter.restore()
        painter.setPen(theme().colour("text"))
        middle = Qt.AlignmentFlag.AlignVCenter
        if max(width, height) < scaled(_ROOMY) - 1:
            return
        for at, name in enumerate(self._classes):
            if height >= scaled(_ROOMY) - 1:
                place = QRectF(line, self._top() + at * height, names, height)
                text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, names)
                painter.drawText(place, int(middle | Qt.AlignmentFlag.AlignRight), text)
            if width >= scaled(_ROOMY) - 1:
                head = QRectF(self._left() + at * width, 0, width, line)
                text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(width) - 1)
                if text == name or width >= 30:
                    painter.drawText(head, int(Qt.AlignmentFlag.AlignCenter), text)

    def _paint_frames(self, painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        frames = (
            (self._picked, "selection", 2.5, Qt.PenStyle.SolidLine),
            (self._hovered, "selection", 1.0, Qt.PenStyle.SolidLine),
            (self._current if self.hasFocus() else None, "text", 1.0, Qt.PenStyle.DotLine),
        )
        for cell, colour, width, style in frames:
            if cell is not None:
                painter.setPen(QPen(theme().colour(colour), width, style))
                painter.drawRect(self.place_of(cell))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._picture = None
            self.update()
        elif event.type() == QEvent.Type.FontChange:
            self._take_room()
        super().changeEvent(event)

    # Mouse and keyboard

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._cell_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and cell:
            self._current = cell
            self.picked.emit(*cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in ARROWS and self._classes:
            down, right = ARROWS[key]
            last = len(self._classes) - 1
            row = min(max(self._current.true + down, 0), last)
            column = min(max(self._current.predicted + right, 0), last)
            self._go_to(Cell(row, column))
        elif key in PRESS and self._classes:
            self.picked.emit(*self._current)
        else:
            super().keyPressEvent(event)

    def _go_to(self, cell: Cell) -> None:
        self._current = cell
        words = self.describe(cell)
        self.setAccessibleDescription(words)
        self.pointed.emit(words)
        self.reached.emit(self.place_of(cell).toAlignedRect())
        self.update()

    def _hover(self, cell: Cell | None) -> None:
        if cell != self._hovered:
            self._hovered = cell
            show_hand(self, cell is not None)
            self.pointed.emit(self.describe(cell) if cell else "")
            self.update()


def _levels(counts: NDArray[np.int64]) -> NDArray[np.uint8]:
    """The cells' places in `_colours`; the root of the share shows few mistakes."""
    sums = np.maximum(counts.sum(axis=1, keepdims=True), 1).astype(np.float32)
    shares = counts.astype(np.float32) / sums
    levels = (np.sqrt(shares) * (_SHADES - 1)).astype(np.uint8)
    np.fill_diagonal(levels, _SHADES + np.diagonal(shares) * (_SHADES - 1))
    return np.asarray(levels)


def _colours() -> list[QColor]:
    """From the card to the colour of mistakes, and then to that of what is right."""
    now = theme()
    card = now.colour("card")
    ends = ((now.colour("validation_line"), 1.0), (now.colour("train_line"), 0.85))
    return [
        _mixed(card, end, most * shade / (_SHADES - 1))
        for end, most in ends
        for shade in range(_SHADES)
    ]


def _mixed(below: QColor, above: QColor, share: float) -> QColor:
    pairs = (
        (below.red(), above.red()),
        (below.green(), above.green()),
        (below.blue(), above.blue()),
    )
    red, green, blue = (round(low + (high - low) * share) for low, high in pairs)
    return QColor(red, green, blue)


def _image(levels: NDArray[np.uint8], colours: list[QColor]) -> QImage:
    height, width = levels.shape
    data = np.ascontiguousarray(levels).tobytes()
    image = QImage(data, width, height, width, QImage.Format.Format_Indexed8)
    image.setColorTable([colour.rgb() for colour in colours])
    return image.copy()


def _ink(ground: QColor) -> QColor:
    """Black or white, whichever stands out more (relative luminance as in WCAG 2)."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (ground.redF(), ground.greenF(), ground.blueF()))
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return QColor("#000000" if luminance > 0.179 else "#ffffff")
