"""Writes a picture that is shown into a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from app.language import tr
from widgets.panels.curve_export import png_bytes, written


class PictureFile(QObject):
    """Asks for a file and writes it on another thread: a large picture takes a while."""

    message = Signal(str)
    """Whether it could be written."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent

    def save(self, image: QImage, name: str) -> None:
        """Ask where to, and write the picture as PNG."""
        suggested = str(Path.home() / f"{name}.png")
        path, _ = QFileDialog.getSaveFileName(
            self._parent, tr("Save the picture"), suggested, tr("PNG (*.png)")
        )
        if path:
            self._write(Path(path).with_suffix(".png"), image)

    def _write(self, path: Path, image: QImage) -> None:
        QThreadPool.globalInstance().start(
            lambda: self.message.emit(written(path, lambda: png_bytes(image)))
        )
