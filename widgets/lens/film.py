"""The lens as a film: the window slides over the input, and the output fills number by number."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from app.inspection.lens import Step, Steps, as_maps, look_at_unit
from app.inspection.snapshot import LayerInside
from app.language import tr
from app.network.analysis import LayerAnalysis
from app.network.layer import Layer
from app.network.receptive import Rectangle
from widgets.lens.cells import span
from widgets.lens.drawing import Drawing, draw_line, line_height
from widgets.lens.picture import drawing_of
from widgets.lens.scales import MapScales
from widgets.lens.sums import value_text
from widgets.pictures import activation_image
from widgets.theme import CHOSEN, LIGHT, SEEN, SMALL, Theme, font, painted_in, theme

WIDTH = 560
"""Pixels of a frame at a scale of 1, as wide as the lens is."""
TALLEST = 900
"""Pixels of a frame at a scale of 1: of a long sum the parts that count most are shown."""
_MARGIN = 16
_TITLE = 30
_MAP = (WIDTH - 3 * _MARGIN) // 2
"""Pixels of a map at most."""
_LARGEST_FRAME = 40_000_000


@dataclass(frozen=True, eq=False)
class Sliding:
    """What is shown: a layer at work on an image, one channel of it, and which positions."""

    analysis: LayerAnalysis
    source: str
    inside: LayerInside
    channel: int
    first: int
    last: int
    """Numbers of positions in playing order, both are shown."""


class LensFilm:
    """The frames of a film of the lens, painted for the GUI thread as the lens is."""

    def __init__(self, sliding: Sliding, scale: int = 1, look: Theme = LIGHT) -> None:
        """ValueError, with words, where the numbers are not there or cannot be told."""
        self._shown, self._scale, self._look = sliding, scale, look
        vector = len(sliding.analysis.output or ()) == 1
        self._steps = Steps(sliding.analysis, 0 if vector else sliding.channel)
        self._vector = vector
        self._order: tuple[int, ...] = ()
        self._output = self._channel_of_output()
        self._scales = MapScales(sliding.inside.inputs[0])
        self._out_span = span(self._output)
        with painted_in(look):
            drawings = [self._drawing(at)[1] for at in {0, len(self) // 2, len(self) - 1}]
            self._maps = self._map_height()
            above = _TITLE + self._maps + 2 * _MARGIN
            sums = max(drawing.height for drawing in drawings)
            if above + sums > TALLEST:
                part = drawings[0].part_height
                sums = max(1, (TALLEST - above) // part) * part
        self._sums = sums
        height = above + sums
        self.size = QSize(WIDTH, height) * scale
        if self.size.width() * self.size.height() > _LARGEST_FRAME:
            raise ValueError(tr("The pictures would be too large: choose a smaller size."))

    def __len__(self) -> int:
        return self._shown.last - self._shown.first + 1

    def __getitem__(self, number: int) -> QImage:
        """One frame, of QImage.Format_RGB888."""
        image = QImage(self.size, QImage.Format.Format_RGB888)
        if image.isNull():
            raise MemoryError
        with painted_in(self._look):
            image.fill(theme().colour("card"))
            with QPainter(image) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.scale(self._scale, self._scale)
                painter.translate(_MARGIN, _MARGIN // 2)
                self._paint(painter, number)
        return image

    def _paint(self, painter: QPainter, number: int) -> None:
        step, drawing, value = self._told(number)
        unit = step.unit
        if self._vector:
            where = tr("unit {channel}", channel=unit.channel)
        else:
            where = tr(
                "channel {channel} at row {row}, column {column}",
                channel=unit.channel,
                row=unit.row,
                column=unit.column,
            )
        name = self._shown.analysis.name
        draw_line(painter, 4, f"{name} · {where} = {value}", bold=True)
        self._paint_maps(painter, step)
        painter.translate(0, _TITLE + self._maps)
        room = QRect(0, 0, WIDTH, self._sums)
        painter.setClipRect(room)
        drawing.paint(painter, room)

    def _paint_maps(self, painter: QPainter, step: Step) -> None:
        """The input with the window on it, and the output as far as it has come."""
        if not self._maps:
            return
        done = self._output.copy()
        index = self._steps.index_of(step.unit)
        done.reshape(-1)[index + 1 :] = np.nan
        output = Rectangle(step.unit.row, step.unit.column, step.unit.row + 1, step.unit.column + 1)
        channel = self._channel_of_input(step)
        shown, colours = self._input(channel), self._scales.of(channel)
        left = tr("{source}, channel {channel}", source=self._shown.source, channel=channel)
        right = tr(
            "{name}, channel {channel}", name=self._shown.analysis.name, channel=step.unit.channel
        )
        second = _MAP + _MARGIN
        _paint_map(painter, 0, left, shown, colours, step.window, SEEN)
        _paint_map(painter, second, right, done, self._out_span, output, CHOSEN)

    def _told(self, number: int) -> tuple[Step, Drawing, str]:
        step = self._steps[self._shown.first + number]
        value, drawing = self._drawing(number)
        return step, drawing, value

    def _drawing(self, number: int) -> tuple[str, Drawing]:
        step = self._steps[self._shown.first + number]
        layer: Layer = self._shown.analysis.layer
        inside = self._shown.inside
        found = look_at_unit(layer, inside.inputs, inside.parameters, step.unit)
        width, source = WIDTH - 2 * _MARGIN, self._shown.source
        drawing = drawing_of(found, layer, source, width, self._scales, self._order)
        if not self._order:  # so that no part jumps from one frame to the next
            self._order = drawing.order
        return value_text(found), drawing

    def _input(self, channel: int) -> NDArray[np.floating]:
        maps = as_maps(self._shown.inside.inputs[0])
        return np.asarray(maps[min(channel, len(maps) - 1)])

    def _channel_of_input(self, step: Step) -> int:
        """The one that stands first in the sum, or that a layer works on alone."""
        channels = len(as_maps(self._shown.inside.inputs[0]))
        if "weight" in self._shown.inside.parameters and self._order:
            return min(int(self._order[0]), channels - 1)
        return min(step.unit.channel, channels - 1)

    def _channel_of_output(self) -> NDArray[np.floating]:
        maps = as_maps(self._shown.inside.output)
        return np.array(maps[0 if self._vector else self._shown.channel], np.float32)

    def _map_height(self) -> int:
        """How much room the maps take; vectors have none."""
        if self._vector or min(self._input(0).shape) == 1:
            return 0
        tallest = max(
            shape[0] * min(_MAP / shape[1], _MAP / shape[0])
            for shape in (self._input(0).shape, self._output.shape)
        )
        return math.ceil(float(tallest)) + line_height() + _MARGIN


def _paint_map(
    painter: QPainter,
    left: int,
    title: str,
    values: NDArray[np.floating],
    ends: tuple[float, float],
    window: Rectangle,
    frame: str,
) -> None:
    """A map with a frame around part of it, which may reach into the padding."""
    painter.setFont(font(SMALL))
    painter.setPen(theme().colour("faint_text"))
    painter.drawText(QPoint(left, _TITLE + line_height() - 8), title)
    height, width = values.shape
    side = min(_MAP / width, _MAP / height)
    place = QRectF(left, _TITLE + line_height(), width * side, height * side)
    painter.fillRect(place, theme().colour("grid"))
    low, high = ends
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # no seams between the rows
    image = activation_image(values.astype(np.float32), low, high)
    known = np.isfinite(values)
    whole = int(known.all(axis=1).sum())
    begun = int(known[whole].sum()) if whole < height else 0
    for rows in (QRectF(0, 0, width, whole), QRectF(0, whole, begun, 1)):
        part = QRectF(rows.x() * side, rows.y() * side, rows.width() * side, rows.height() * side)
        painter.drawImage(part.translated(place.topLeft()), image, rows)
    box = QRectF(
        place.left() + window.left * side,
        place.top() + window.top * side,
        (window.right - window.left) * side,
        (window.bottom - window.top) * side,
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, thickness in (("#101215", 4.0), (frame, 2.0)):
        painter.setPen(QPen(QColor(colour), thickness))
        painter.drawRect(box)
