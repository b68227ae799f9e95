"""File ▸ Export ▸ Diagram: from the canvas to a file or to the clipboard."""

from __future__ import annotations

import time
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMimeData, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QMessageBox, QProgressDialog

from app.atomic_file import atomic_file
from widgets.canvas.diagram import Diagram, DiagramError, Form, drawing, image_drawing
from widgets.canvas.view import CanvasView
from widgets.diagram_dialog import DiagramDialog, last_look
from widgets.document import Document
from widgets.message_box import message_box
from widgets.waiting import wait_for

_TURN_SECONDS = 0.012
"""How long items are painted before the event loop gets its turn."""
_COPIED_SCALE = 2
_PATTERNS = {"svg": "SVG (*.svg)", "pdf": "PDF (*.pdf)", "png": "PNG (*.png)"}
_Result = TypeVar("_Result")


class DiagramExport(QObject):
    """Asks, draws a few items at a time, and writes on a thread of its own."""

    message = Signal(str)

    def __init__(self, document: Document, canvas: CanvasView) -> None:
        super().__init__(canvas)
        self._document = document
        self._canvas = canvas

    def fill(self, menu: QMenu) -> None:
        """Put its actions into the Export menu."""
        export = menu.addAction("&Diagram…")
        export.setShortcut(QKeySequence("Ctrl+Shift+E"))
        export.triggered.connect(self.export)
        copy = menu.addAction("&Copy diagram as picture")
        copy.setShortcut(QKeySequence("Ctrl+Shift+C"))
        copy.triggered.connect(self.copy)

    def export(self) -> None:
        """Ask what to draw and where to, and write it."""
        if not self._document.network.layers:
            self._tell("There is no diagram to export", "The canvas is empty.")
            return
        dialog = DiagramDialog(
            self._canvas.canvas_scene, self._document.selection, self._canvas.window()
        )
        dialog.copy_wanted.connect(lambda: self._copy(dialog.diagram()))
        dialog.detail_box.currentIndexChanged.connect(lambda: self._want(dialog))
        self._want(dialog)
        accepted = dialog.exec() == DiagramDialog.DialogCode.Accepted
        dialog.remember()
        if accepted:
            path = self._ask_where(dialog.form)
            if path is not None:
                self._write(dialog.diagram(), dialog.form, dialog.scale, path)
        self._canvas.want_maps_of(())
        dialog.deleteLater()

    def _want(self, dialog: DiagramDialog) -> None:
        """Have the feature maps of all layers made ready while they are to be drawn."""
        all_layers = self._document.network.layers if dialog.detail == "pictures" else ()
        self._canvas.want_maps_of(all_layers)

    def copy(self) -> None:
        """Put the selection, or the whole network, onto the clipboard as it was drawn last."""
        scene = self._canvas.canvas_scene
        try:
            self._copy(Diagram(scene, last_look(), self._document.selection))
        except DiagramError as error:
            self._tell("There is no picture to copy", str(error))

    def _copy(self, diagram: Diagram) -> None:
        """As picture for slides, and as SVG for programs that take it."""
        image = self._in_turns(image_drawing(diagram, _COPIED_SCALE))
        make_svg = self._in_turns(drawing(diagram, "svg")) if image is not None else None
        if image is None or make_svg is None:
            return
        data = QMimeData()
        data.setImageData(image)
        data.setData("image/svg+xml", make_svg())
        QGuiApplication.clipboard().setMimeData(data)
        self.message.emit(f"Copied a picture of {image.width():,} × {image.height():,} pixels.")

    def _ask_where(self, form: Form) -> Path | None:
        path = self._document.path
        folder = str(path.parent if path else Path.home())
        window = self._canvas.window()
        dialog = QFileDialog(window, "Export diagram", folder, _PATTERNS[form])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(form)
        dialog.selectFile(f"{path.stem if path else 'network'}.{form}")
        chosen = dialog.selectedFiles() if dialog.exec() else []
        dialog.deleteLater()
        return Path(chosen[0]) if chosen else None

    def _write(self, diagram: Diagram, form: Form, scale: int, path: Path) -> None:
        content = self._in_turns(drawing(diagram, form, scale))
        if content is None:
            return

        def write() -> None:
            with atomic_file(path) as file:
                file.write(content())

        with ThreadPoolExecutor(max_workers=1) as disk:
            writing = disk.submit(write)
            words = f"Exporting {path.name} …"
            wait_for(writing, words, self._canvas.window(), cancellable=False)
        try:
            writing.result()
        except OSError as error:
            self._tell("The diagram could not be written", f"{path}: {error.strerror}")
        else:
            self.message.emit(f"Exported to {path.name}.")

    def _in_turns(self, steps: Generator[None, None, _Result]) -> _Result | None:
        """What a drawing gives; None where it cannot be made, which is said, or was cancelled."""
        try:
            return _taken_in_turns(steps, self._canvas)
        except DiagramError as error:
            self._tell("This diagram cannot be drawn", str(error))
            return None
        finally:
            steps.close()

    def _tell(self, what: str, why: str) -> None:
        box = message_box(self._canvas.window(), QMessageBox.Icon.Warning, what, why)
        box.exec()
        box.deleteLater()


def _taken_in_turns(steps: Generator[None, None, _Result], canvas: CanvasView) -> _Result | None:
    """Take the steps a few at a time; a drawing of more than one turn can be cancelled."""
    results: list[_Result] = []
    errors: list[DiagramError] = []

    def turn() -> bool:
        end = time.perf_counter() + _TURN_SECONDS
        try:
            while time.perf_counter() < end:
                next(steps)
        except StopIteration as done:
            results.append(done.value)
        except DiagramError as error:
            errors.append(error)
        return bool(results or errors)

    if not turn():
        over = QApplication.activeModalWidget() or canvas.window()
        dialog = QProgressDialog("Drawing …", "Cancel", 0, 0, over)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.setMinimumDuration(0)
        timer = QTimer(dialog)
        timer.timeout.connect(lambda: dialog.accept() if turn() else None)
        timer.start(0)
        dialog.exec()
        timer.stop()
        dialog.deleteLater()
    if errors:
        raise errors[0]
    return results[0] if results else None
