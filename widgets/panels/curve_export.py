"""The curves as a picture for papers: PNG or SVG, of one size whatever the panel's.

The plots are painted anew from what they show: pyqtgraph's own lines keep their width in pixels
whatever they are scaled by, which comes out hair-thin in print and wrong in SVG.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontInfo, QImage, QPainter, QPen, QPolygonF
from PySide6.QtSvg import QSvgGenerator

from app.atomic_file import atomic_file
from app.language import tr
from widgets.panels.curve_legend import legend_entries, paint_legend, paint_run_names
from widgets.theme import GAP, NORMAL, SMALL, font, theme

PLOT = QSize(560, 340)
"""Of each plot in the picture, its title and figures included."""
_LEGEND = 46
PNG_SCALE = 3
"""Pixels of a picture for each of the sizes above: sharp in print."""

Titled = Sequence[tuple[str, pg.PlotWidget]]


def picture_size(plots: Titled) -> QSize:
    """The size of the picture of so many plots."""
    return QSize(PLOT.width() * len(plots), PLOT.height() + _LEGEND)


def paint_picture(
    painter: QPainter, plots: Titled, runs: Sequence[str], smoothing: int, *, ground: bool = True
) -> None:
    """The plots side by side with a legend; `runs` are the names of those laid over.

    The means that are drawn are of so many steps as `smoothing` says.
    """
    size = picture_size(plots)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if ground:
        painter.fillRect(QRect(0, 0, size.width(), size.height()), theme().colour("card"))
    for at, (title, plot) in enumerate(plots):
        place = QRectF(at * PLOT.width(), 0, PLOT.width(), PLOT.height())
        paint_plot(painter, place.adjusted(GAP, GAP, -GAP, 0), title, plot, tr("step"))
    painter.setFont(_in_pixels(font(SMALL)))
    paint_legend(painter, 2 * GAP, PLOT.height() + 12, legend_entries(smoothing))
    paint_run_names(painter, QRectF(2 * GAP, PLOT.height() + 22, size.width() - 4 * GAP, 20), runs)


def svg_bytes(plots: Titled, runs: Sequence[str], smoothing: int) -> bytes:
    """The picture as lines and text that can be scaled."""
    buffer = QBuffer()
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)  # Tiny knows no clipping
    generator.setOutputDevice(buffer)
    generator.setSize(picture_size(plots))
    generator.setViewBox(QRect(QRect(0, 0, 1, 1).topLeft(), picture_size(plots)))
    generator.setTitle(tr("Curves"))
    with QPainter(generator) as painter:
        paint_picture(painter, plots, runs, smoothing)
    return bytes(buffer.data().data())


def sharp_image(plots: Titled, runs: Sequence[str], smoothing: int) -> QImage:
    """The picture at `PNG_SCALE` times its size."""
    image = QImage(picture_size(plots) * PNG_SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(PNG_SCALE)
    with QPainter(image) as painter:
        paint_picture(painter, plots, runs, smoothing)
    return image


def png_bytes(image: QImage) -> bytes:
    """The image as a PNG file; it may be made on any thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def written(path: Path, content: Callable[[], bytes]) -> str:
    """Write a file and say so, or why it could not be; for any thread."""
    try:
        with atomic_file(path) as file:
            file.write(content())
    except OSError as error:
        return tr(
            "{name} could not be written: {reason}", name=path.name, reason=error.strerror or error
        )
    return tr("Saved to {name}", name=path.name)


def paint_plot(
    painter: QPainter, place: QRectF, title: str, plot: pg.PlotWidget, across: str = ""
) -> None:
    """One plot with its title and axes, as it would be printed; `across` stands below it."""
    frame = place.adjusted(62, 44, -GAP, -44 if across else -30)
    painter.setFont(_in_pixels(font(NORMAL, bold=True)))
    painter.setPen(theme().colour("text"))
    painter.drawText(QPointF(frame.left(), place.top() + 14), title)
    painter.setFont(_in_pixels(font(SMALL)))
    (left, right), (low, high) = plot.getViewBox().viewRange()

    def at(x: float, y: float) -> QPointF:
        across = frame.left() + (x - left) / (right - left) * frame.width()
        return QPointF(across, frame.bottom() - (y - low) / (high - low) * frame.height())

    for side in ("left", "bottom", "top"):
        _paint_axis(painter, plot.getPlotItem().getAxis(side), side, frame, at)
    painter.setPen(theme().colour("faint_text"))
    below = QRectF(frame.left(), frame.bottom() + 20, frame.width(), 18)
    painter.drawText(below, Qt.AlignmentFlag.AlignCenter, across)
    painter.setPen(QPen(theme().colour("card_border"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(frame)
    painter.save()
    painter.setClipRect(frame.adjusted(0, -6, 6, 6))
    for item in plot.getPlotItem().listDataItems():
        _paint_line(painter, item, at, (left, right))
    painter.restore()


def _in_pixels(wanted: QFont) -> QFont:
    """A font as large as on the screen, however many dots per inch the picture has."""
    exact = QFont(wanted)
    exact.setPixelSize(QFontInfo(wanted).pixelSize())
    return exact


def _paint_axis(
    painter: QPainter,
    axis: pg.AxisItem,
    side: str,
    frame: QRectF,
    at: Callable[[float, float], QPointF],
) -> None:
    """The main ticks of an axis as the panel writes them, with faint lines through the plot."""
    if not axis.style["showValues"]:
        return
    upright = side == "left"
    low, high = axis.range
    size = frame.height() if upright else frame.width()
    levels = axis.tickValues(low, high, size)
    if not levels:
        return
    spacing, values = levels[0]
    for value, text in zip(values, axis.tickStrings(values, 1.0, spacing), strict=True):
        point = at(low, value) if upright else at(value, low)
        if side != "bottom":
            painter.setPen(QPen(theme().colour("grid"), 1))
            ends = (frame.left(), point.y()) if upright else (point.x(), frame.top())
            others = (frame.right(), point.y()) if upright else (point.x(), frame.bottom())
            painter.drawLine(QPointF(*ends), QPointF(*others))
        painter.setPen(theme().colour("faint_text"))
        if upright:
            box = QRectF(frame.left() - 66, point.y() - 10, 60, 20)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        else:
            top = frame.top() - 20 if side == "top" else frame.bottom() + 4
            box = QRectF(point.x() - 40, top, 80, 18)
            flags = Qt.AlignmentFlag.AlignCenter
        painter.drawText(box, int(flags), text)


def _paint_line(
    painter: QPainter,
    item: Any,
    at: Callable[[float, float], QPointF],
    shown: tuple[float, float],
) -> None:
    """A line of the plot, and its marks, where x is one of those `shown`."""
    x, y = item.getData()
    if x is None or not len(x) or not item.isVisible():
        return
    # Not every form of SVG can be clipped.
    inside = (np.asarray(x) >= shown[0]) & (np.asarray(x) <= shown[1])
    x, y = np.asarray(x)[inside], np.asarray(y)[inside]
    points = [at(*pair) for pair in zip(x, y, strict=True)]
    options = item.opts
    if options["pen"] is not None:
        pen = pg.mkPen(options["pen"])
        painter.setPen(QPen(pen.color(), pen.widthF(), pen.style()))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))
    if options["symbol"] is not None:
        shape, size = (
            pg.graphicsItems.ScatterPlotItem.Symbols[options["symbol"]],
            options["symbolSize"],
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(pg.mkBrush(options["symbolBrush"]))
        for point in points:
            painter.save()
            painter.translate(point)
            painter.scale(size, size)
            painter.drawPath(shape)
            painter.restore()
