"""A figure in small, painted a little at a time so that the window lives meanwhile."""

from __future__ import annotations

import time
from collections.abc import Generator

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel

from app.language import tr
from widgets.canvas.diagram import TURN_SECONDS, DiagramError, Figure, image_drawing

_SIDE = 360
"""Pixels along the longer side."""


class FigurePreview(QLabel):
    """Shows the figure that it was given last as soon as it is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Preview"))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumHeight(_SIDE)  # so that nothing jumps from one figure to the next
        self._steps: Generator[None, None, QImage] | None = None
        self._turns = QTimer(self)
        self._turns.timeout.connect(self._turn)

    def draw(self, figure: Figure) -> None:
        """Begin to paint a figure; the earlier one stays until it is done."""
        self.stop()
        size = figure.bounds.size()
        ratio = self.devicePixelRatioF()
        scale = min(1.0, _SIDE / max(1.0, size.width(), size.height())) * ratio
        self._steps = image_drawing(figure, scale)
        self._turns.start(0)

    def stop(self) -> None:
        """Give up what is being painted: what it shows may be painted by others from now on."""
        self._turns.stop()
        if self._steps is not None:
            self._steps.close()
        self._steps = None

    def _turn(self) -> None:
        end = time.perf_counter() + TURN_SECONDS
        try:
            while self._steps is not None and time.perf_counter() < end:
                next(self._steps)
        except StopIteration as done:
            picture = QPixmap.fromImage(done.value)
            picture.setDevicePixelRatio(self.devicePixelRatioF())
            self.setPixmap(picture)
            self.stop()
        except DiagramError:
            self.clear()
            self.stop()
