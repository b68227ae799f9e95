"""Writes a picture that is shown into a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app.language import tr
from widgets.asking_for_files import ask_where_to_write
from widgets.panels.curve_export import png_bytes, written
from widgets.telling import tell


class PictureFile(QObject):
    """Asks for a file and writes it on another thread: a large picture takes a while."""

    message = Signal(str)
    """Whether it could be written."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent

    def save(self, image: QImage, name: str) -> None:
        """Ask where to, and write the picture as PNG."""
        path = ask_where_to_write(
            self._parent, tr("Save the picture"), "exports", f"{name}.png", tr("PNG (*.png)")
        )
        if path is not None:
            self._write(path.with_suffix(".png"), image)

    def _write(self, path: Path, image: QImage) -> None:
        message = self.message
        QThreadPool.globalInstance().start(
            lambda: tell(message, written(path, lambda: png_bytes(image)))
        )
