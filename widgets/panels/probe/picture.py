"""An image as large as its place allows, its pixels whole."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from widgets.pictures import data_image
from widgets.theme import SMALL, font, theme


class Picture(QWidget):
    """One image, or the words that say why there is none."""

    def __init__(self, name: str, words: str = "") -> None:
        super().__init__()
        self._image: QImage | None = None
        self._source: NDArray[np.uint8] | None = None
        self._words = words
        self.setAccessibleName(name)
        self.setAccessibleDescription(words)
        self.setMinimumSize(48, 48)

    def sizeHint(self) -> QSize:
        return QSize(96, 96)

    def show_image(self, pixels: NDArray[np.uint8] | None) -> None:
        """Show an image uint8 C×H×W; None leaves the words."""
        if pixels is self._source:
            return
        self._source = pixels
        self._image = None if pixels is None else data_image(_shown(pixels))
        self.setAccessibleDescription(
            self._words if pixels is None else "×".join(map(str, pixels.shape))
        )
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            if self._image is None:
                painter.setPen(theme().colour("faint_text"))
                painter.setFont(font(SMALL))
                flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
                painter.drawText(self.rect(), int(flags), self._words)
                return
            width, height = self._image.width(), self._image.height()
            zoom = min(self.width() / width, self.height() / height)
            zoom = float(int(zoom)) if zoom >= 2 else zoom
            smooth = QPainter.RenderHint.SmoothPixmapTransform
            painter.setRenderHint(smooth, zoom < 1)
            left = (self.width() - width * zoom) / 2
            area = QRectF(left, 0, width * zoom, height * zoom)
            painter.drawImage(area, self._image)
            painter.setPen(theme().colour("card_border"))
            painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))


def _shown(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Of other than grey and colour images the first channel."""
    return pixels if len(pixels) in (1, 3) or pixels.shape[1] == 1 else pixels[:1]
