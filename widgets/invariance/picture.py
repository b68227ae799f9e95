"""The curves of the bench as a picture for papers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPen

from app.language import tr
from widgets.invariance.measurements import Measurement
from widgets.invariance.plot import InvariancePlot, line_colour
from widgets.panels.curve_export import PLOT, PNG_SCALE, paint_plot
from widgets.theme import GAP, SMALL, font, theme

_LINE = 20


def bench_picture(plots: Sequence[InvariancePlot], measurements: Sequence[Measurement]) -> QImage:
    """The plots, two in a row, over a line for each measurement."""
    columns = min(2, len(plots))
    rows = -(-len(plots) // columns)
    legend = _LINE * len(measurements) + GAP
    size = QSize(PLOT.width() * columns, PLOT.height() * rows + legend)
    image = QImage(size * PNG_SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(PNG_SCALE)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRect(0, 0, size.width(), size.height()), theme().colour("card"))
        for at, plot in enumerate(plots):
            row, column = divmod(at, columns)
            place = QRectF(column * PLOT.width(), row * PLOT.height(), PLOT.width(), PLOT.height())
            title = tr(
                "Accuracy — {title} ({unit})", title=plot.change.title, unit=plot.change.unit
            )
            paint_plot(painter, place.adjusted(GAP, GAP, -GAP, 0), title, plot)
        painter.setFont(font(SMALL))
        for at, measurement in enumerate(measurements):
            middle = PLOT.height() * rows + _LINE * (at + 0.5)
            painter.setPen(QPen(line_colour(measurement.number), 2))
            painter.drawLine(QPointF(2 * GAP, middle), QPointF(2 * GAP + 20, middle))
            painter.setPen(theme().colour("text"))
            words = f"{measurement.name} ({measurement.images})"
            painter.drawText(QPointF(2 * GAP + 26, middle + 4), words)
    return image
