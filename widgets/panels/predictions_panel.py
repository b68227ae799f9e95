"""What the network reads in the probe image: a bar for each class."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QHelpEvent,
    QImage,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from app.language import tr
from app.network.arithmetic import percent_text
from widgets.empty_state import EmptyState
from widgets.number_text import number_text
from widgets.picture_frame import frame_pictures
from widgets.pictures import data_image
from widgets.theme import GAP, LARGE, NORMAL, SMALL, font, scaled, theme, type_size

_ROW_LEAST, _ROW_MOST = 16, 30
_LOW = 220
"""Below this height, in pixels at a scale of 1, the sentence takes one line if it can."""
_TIGHT = SMALL
"""Points of the type in rows that are low."""
_EMPTY = tr("The image, and what the network reads in it, appear here in a moment.")


class PredictionsPanel(QWidget):
    """The probe image, what it is taken for, and the probability of every class."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Predictions"))
        self.sentence = QLabel()
        self.sentence.setFont(font(LARGE, bold=True))
        self.sentence.setWordWrap(True)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.most_likely_first = QCheckBox(tr("Most likely first"))
        self.most_likely_first.setToolTip(tr("Sort the bars by probability instead of by class"))
        self.image = _ProbeImage()
        self.bars = ProbabilityBars()
        self.most_likely_first.toggled.connect(self.bars.set_sorted)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(self.bars)
        scroll.setAccessibleName(tr("Probability of each class"))
        left = self._left = QVBoxLayout()
        left.setSpacing(GAP // 2)
        left.addWidget(self.image, 1)
        left.addWidget(self.most_likely_first)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(2 * GAP)
        self._beside.addLayout(left, 1)
        self._beside.addWidget(scroll, 3)
        shown = QWidget()
        column = self._column = QVBoxLayout(shown)
        column.setContentsMargins(GAP, GAP // 2, GAP, GAP)
        column.setSpacing(GAP // 2)
        column.addWidget(self.sentence)
        column.addLayout(self._beside, 1)
        self.reason = QLabel(_EMPTY)
        self.reason.setFont(font(NORMAL))
        self._empty = EmptyState(self.reason)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(shown)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self.setFocusProxy(self.most_likely_first)
        self._right: bool | None = None

    def sizeHint(self) -> QSize:
        return QSize(560, 230)

    def show_prediction(
        self,
        probabilities: NDArray[np.float32] | None,
        classes: Sequence[str],
        truth: int | None,
        image: NDArray[np.uint8] | None,
    ) -> None:
        """Show one probability per class for `image` (uint8 C×H×W).

        `truth` is the number of the class that it is, if that is known.
        """
        if probabilities is None:
            self.show_reason(_EMPTY)
        elif len(probabilities) != len(classes):
            self.show_reason(
                tr(
                    "The network must end in {classes} values, one for each class, "
                    "but it ends in {probabilities}",
                    classes=len(classes),
                    probabilities=len(probabilities),
                )
            )
        elif not np.isfinite(probabilities).all():
            self.show_reason(
                tr(
                    "The outputs are no numbers any more: training diverged. "
                    "Begin anew with a smaller learning rate"
                )
            )
        else:
            top = int(probabilities.argmax())
            self._right = None if truth is None else top == truth
            self._say(top, float(probabilities[top]), classes, truth)
            self.image.show_image(image)
            self.bars.show_bars(probabilities, classes, truth)
            self._pages.setCurrentIndex(1)

    def show_reason(self, text: str, *offers: str) -> None:
        """Say why there is no prediction, and offer what leads on, as `Offer` names it."""
        self.reason.setText(text)
        self._empty.offer.show_only(*offers)
        self._pages.setCurrentIndex(0)
        self.setAccessibleDescription(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The image stands left of the bars, in a tall and narrow panel above them."""
        upright = self.width() < 560 and self.height() > self.width() * 0.8
        way = QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight
        if way != self._beside.direction():
            self._beside.setDirection(way)
        self.image.setMaximumWidth(self.width() if upright else max(64, self.height() - 2 * GAP))
        # Below the image its words would take the width of the bars.
        wide = not upright and 5 * self.most_likely_first.sizeHint().width() > 2 * self.width()
        place, other = (self._column, self._left) if wide else (self._left, self._column)
        if other.indexOf(self.most_likely_first) >= 0:
            other.removeWidget(self.most_likely_first)
            place.addWidget(self.most_likely_first)
        self._fit_sentence()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._colour_sentence()
        super().changeEvent(event)

    def _say(self, top: int, share: float, classes: Sequence[str], truth: int | None) -> None:
        text = tr(
            "Reads {classes} with {percent}", classes=classes[top], percent=percent_text(share)
        )
        if truth is not None:
            text += (
                tr(" — right")
                if top == truth
                else tr(" — wrong, it is {classes}", classes=classes[truth])
            )
        if text != self.sentence.text():
            self.sentence.setText(text)
            self.setAccessibleDescription(text)
            self._fit_sentence()
            self._colour_sentence()

    def _fit_sentence(self) -> None:
        """Write it smaller in a low panel, where a second line is taken from the bars."""
        low = not type_size().least and self.height() < scaled(_LOW)
        sizes = (LARGE, NORMAL, SMALL) if low else (LARGE,)
        fonts = [font(size, bold=True) for size in sizes]
        text, room = self.sentence.text(), self.width() - 2 * GAP
        fitting = (each for each in fonts if QFontMetrics(each).horizontalAdvance(text) <= room)
        wanted = next(fitting, fonts[-1])
        if self.sentence.font() != wanted:
            self.sentence.setFont(wanted)

    def _colour_sentence(self) -> None:
        name = {True: "good", False: "error", None: "text"}[self._right]
        palette = self.sentence.palette()
        if palette.color(self.sentence.foregroundRole()) != theme().colour(name):
            palette.setColor(self.sentence.foregroundRole(), theme().colour(name))
            self.sentence.setPalette(palette)


class _ProbeImage(QWidget):
    """The image itself, as large as whole pixels allow."""

    def __init__(self) -> None:
        super().__init__()
        self._image: QImage | None = None
        self._source: NDArray[np.uint8] | None = None
        self.setAccessibleName(tr("The image that is read"))
        self.setMinimumWidth(64)

    def show_image(self, pixels: NDArray[np.uint8] | None) -> None:
        if pixels is not self._source:
            self._source = pixels
            self._image = None if pixels is None else data_image(pixels)
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._image is None:
            return
        fitting = min(self.width() / self._image.width(), self.height() / self._image.height())
        zoom = float(int(fitting)) if fitting >= 1 else fitting
        width, height = self._image.width() * zoom, self._image.height() * zoom
        with QPainter(self) as painter:
            place = QRectF((self.width() - width) / 2, 0, width, height)
            painter.drawImage(place, self._image)
            frame_pictures(painter, [place.adjusted(1, 1, -1, -1)])  # it may have no more room


class ProbabilityBars(QWidget):
    """A row for each class: its name, a bar, the percentage, and a mark at the true one."""

    def __init__(self) -> None:
        super().__init__()
        self._probabilities: NDArray[np.float32] = np.zeros(0, np.float32)
        self._classes: tuple[str, ...] = ()
        self._truth: int | None = None
        self._sorted = False
        self.setAccessibleName(tr("Probabilities"))

    def show_bars(
        self, probabilities: NDArray[np.float32], classes: Sequence[str], truth: int | None
    ) -> None:
        if len(classes) != len(self._classes):
            self.setMinimumHeight(_least_row() * len(classes))
        self._probabilities, self._classes = probabilities, tuple(classes)
        self._truth = truth
        self.update()

    def set_sorted(self, most_likely_first: bool) -> None:
        """Sort by probability, or keep the order of the classes."""
        self._sorted = most_likely_first
        self.update()

    @property
    def order(self) -> tuple[int, ...]:
        """The classes from top to bottom."""
        if not self._sorted:
            return tuple(range(len(self._classes)))
        return tuple(int(i) for i in np.argsort(-self._probabilities, kind="stable"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.update()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            row = int(event.pos().y() / self._row_height())
            if 0 <= row < len(self._classes):
                number = self.order[row]
                share = number_text(float(self._probabilities[number]), 5)
                QToolTip.showText(event.globalPos(), f"{self._classes[number]}: {share}", self)
            return True
        return super().event(event)

    def _row_height(self) -> float:
        fitting = self.height() / max(1, len(self._classes))
        return min(max(fitting, _least_row()), scaled(_ROW_MOST))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._classes:
            return
        height = self._row_height()
        text = font(NORMAL if height >= scaled(18) else _TIGHT)
        metrics = QFontMetrics(text)
        names, figures = columns(metrics, self._classes, self.width())
        top = int(self._probabilities.argmax())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(text)
            for row, number in enumerate(self.order):
                band = QRectF(0, row * height, self.width(), height)
                self._paint_row(painter, band, number, top, (names, figures), metrics)

    def _paint_row(
        self,
        painter: QPainter,
        band: QRectF,
        number: int,
        top: int,
        widths: tuple[int, int],
        metrics: QFontMetrics,
    ) -> None:
        names, figures = widths
        share = float(self._probabilities[number])
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme().colour("text"))
        name = metrics.elidedText(self._classes[number], Qt.TextElideMode.ElideRight, names)
        place = QRect(0, int(band.top()), names, int(band.height()))
        painter.drawText(place, middle | Qt.AlignmentFlag.AlignRight, name)
        track = QRectF(names + GAP, band.top() + 2.5, 0, band.height() - 5)
        track.setRight(max(track.left() + 20, band.width() - figures - GAP))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("button"))
        painter.drawRoundedRect(track, 2, 2)
        if share > 0:
            filled = QRectF(track)
            filled.setWidth(max(1.5, track.width() * share))
            painter.setBrush(self._bar_colour(number, top))
            painter.drawRoundedRect(filled, 2, 2)
        figure_at = QRect(int(track.right()) + GAP, place.top(), figures, place.height())
        painter.setPen(theme().colour("text"))
        width = metrics.horizontalAdvance("100.0 %")
        right = middle | Qt.AlignmentFlag.AlignRight
        painter.drawText(
            QRect(figure_at.topLeft(), QSize(width, place.height())), right, percent_text(share)
        )
        mark, colour = self._mark(number, top)
        painter.setPen(colour)
        beside = figure_at.adjusted(width + GAP, 0, 0, 0)
        if metrics.horizontalAdvance(mark) > beside.width() + GAP:
            mark = mark[:1]
        painter.drawText(beside, middle, mark)

    def _bar_colour(self, number: int, top: int) -> QColor:
        if number == top and self._truth is not None:
            return theme().colour("good" if top == self._truth else "error")
        return theme().colour("train_line" if number != self._truth else "good")

    def _mark(self, number: int, top: int) -> tuple[str, QColor]:
        """A sign beside the true class, and one beside the wrong guess."""
        if number == self._truth:
            return tr("✓ true class"), theme().colour("good")
        if number == top and self._truth is not None:
            return "✗", theme().colour("error")
        return "", theme().colour("text")


def columns(metrics: QFontMetrics, classes: Sequence[str], width: int) -> tuple[int, int]:
    """Pixels for the names and for what stands behind the bars, which need room, too.

    Names are told in full as long as a bar is still to be seen between them and the figures.
    """
    names = max(metrics.horizontalAdvance(name) for name in classes) + 1
    figures = metrics.horizontalAdvance(tr("100.0 %  ✓ true class "))
    if width - names - figures < figures // 2:
        figures = metrics.horizontalAdvance("100.0 %  ✓ ")
    bar = figures // 2 + 2 * GAP
    return min(names, max(width - figures - bar, width // 3)), figures


def _least_row() -> int:
    """The height in pixels of a row in which its type has just room."""
    return max(_ROW_LEAST, QFontMetrics(font(_TIGHT)).height() - 2)
