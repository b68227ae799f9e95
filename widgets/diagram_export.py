"""File ▸ Export ▸ Diagram and Figure: from canvas or panel to a file or to the clipboard."""

from __future__ import annotations

import time
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMimeData, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QMainWindow,
    QMenu,
    QMessageBox,
    QProgressDialog,
    QWidget,
)

from app.atomic_file import atomic_file
from app.language import tr
from widgets.canvas.diagram import (
    TURN_SECONDS,
    Diagram,
    DiagramError,
    Figure,
    Form,
    drawing,
    image_drawing,
)
from widgets.canvas.view import CanvasView
from widgets.diagram_dialog import DiagramDialog, last_look
from widgets.document import Document
from widgets.figures.asking import FIGURE
from widgets.figures.views import FigureView, panels_put_back, view_with_focus, views_of
from widgets.message_box import message_box
from widgets.waiting import wait_for

_COPIED_SCALE = 2
_PATTERNS = {"svg": tr("SVG (*.svg)"), "pdf": tr("PDF (*.pdf)"), "png": tr("PNG (*.png)")}
_Result = TypeVar("_Result")


class DiagramExport(QObject):
    """Asks, draws a few items at a time, and writes on a thread of its own."""

    message = Signal(str)

    def __init__(self, document: Document, canvas: CanvasView) -> None:
        super().__init__(canvas)
        self._document = document
        self._canvas = canvas
        self._figure: QAction | None = None

    def fill(self, menu: QMenu) -> None:
        """Put its actions into the Export menu."""
        export = menu.addAction(tr("&Diagram…"))
        export.setShortcut(QKeySequence("Ctrl+Shift+E"))
        export.triggered.connect(lambda: self.export())
        figure = self._figure = menu.addAction(tr("&Figure of a view…"))
        figure.setObjectName(FIGURE)
        figure.setShortcut(QKeySequence("Ctrl+Alt+F"))
        figure.setToolTip(tr("The panel that is worked in, or another view, as SVG, PDF or PNG"))
        figure.triggered.connect(lambda: self.export_view())
        copy = menu.addAction(tr("&Copy diagram as picture"))
        copy.setShortcut(QKeySequence("Ctrl+Shift+C"))
        # In panels the same keys copy what they show: one wide enough for both would be neither.
        copy.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._canvas.addAction(copy)
        copy.triggered.connect(self.copy)

    def export_view(self) -> None:
        """Ask for a figure of the panel that asks for it, or of what the keyboard is in."""
        views = self._views()
        asking = self._figure.data() if self._figure is not None else None
        if asking and self._figure is not None:
            self._figure.setData(None)
            self.export(next((view for view in views if view.place.objectName() == asking), None))
        else:
            self.export(view_with_focus(views))

    def export(self, view: FigureView | None = None) -> None:
        """Ask what to draw and where to, and write it; the canvas unless a `view` is named."""
        views = self._views()
        if view is None and not self._document.network.layers:
            self._tell(tr("There is no diagram to export"), tr("The canvas is empty."))
            return
        with panels_put_back(views):
            self._ask_and_write(view, views)

    def _ask_and_write(self, view: FigureView | None, views: list[FigureView]) -> None:
        window = self._canvas.window()
        scene, selection = self._canvas.canvas_scene, self._document.selection
        dialog = DiagramDialog(scene, selection, window, views, view)
        dialog.copy_wanted.connect(lambda: self._copy(dialog.figure()))
        dialog.view_box.currentIndexChanged.connect(lambda: self._want(dialog))
        dialog.detail_box.currentIndexChanged.connect(lambda: self._want(dialog))
        self._want(dialog)
        accepted = dialog.exec() == DiagramDialog.DialogCode.Accepted
        dialog.remember()
        if accepted:
            path = self._ask_where(dialog.form, dialog.view)
            if path is not None:
                self._write(dialog.figure(), dialog.form, dialog.scale, path)
        self._canvas.want_maps_of(())
        dialog.deleteLater()

    def _want(self, dialog: DiagramDialog) -> None:
        """Have the feature maps of all layers made ready while they are to be drawn."""
        maps = dialog.view is None and dialog.detail == "pictures"
        all_layers = self._document.network.layers if maps else ()
        self._canvas.want_maps_of(all_layers)

    def copy(self) -> None:
        """Put the selection, or the whole network, onto the clipboard as it was drawn last."""
        scene = self._canvas.canvas_scene
        try:
            self._copy(Diagram(scene, last_look(), self._document.selection))
        except DiagramError as error:
            self._tell(tr("There is no picture to copy"), str(error))

    def _views(self) -> list[FigureView]:
        window: QWidget = self._canvas.window()
        return views_of(window) if isinstance(window, QMainWindow) else []

    def _copy(self, figure: Figure) -> None:
        """As picture for slides, and as SVG for programs that take it."""
        image = self._in_turns(image_drawing(figure, _COPIED_SCALE))
        make_svg = self._in_turns(drawing(figure, "svg")) if image is not None else None
        if image is None or make_svg is None:
            return
        data = QMimeData()
        data.setImageData(image)
        data.setData("image/svg+xml", make_svg())
        QGuiApplication.clipboard().setMimeData(data)
        self.message.emit(
            tr(
                "Copied a picture of {width:,} × {height:,} pixels.",
                width=image.width(),
                height=image.height(),
            )
        )

    def _ask_where(self, form: Form, view: FigureView | None) -> Path | None:
        path = self._document.path
        folder = str(path.parent if path else Path.home())
        window = self._canvas.window()
        dialog = QFileDialog(window, tr("Export figure"), folder, _PATTERNS[form])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(form)
        name = view.title.lower() if view else path.stem if path else "network"
        dialog.selectFile(f"{name}.{form}")
        chosen = dialog.selectedFiles() if dialog.exec() else []
        dialog.deleteLater()
        return Path(chosen[0]) if chosen else None

    def _write(self, figure: Figure, form: Form, scale: int, path: Path) -> None:
        content = self._in_turns(drawing(figure, form, scale))
        if content is None:
            return

        def write() -> None:
            with atomic_file(path) as file:
                file.write(content())

        with ThreadPoolExecutor(max_workers=1) as disk:
            writing = disk.submit(write)
            words = tr("Exporting {name} …", name=path.name)
            wait_for(writing, words, self._canvas.window(), cancellable=False)
        try:
            writing.result()
        except OSError as error:
            why = tr(
                "{path}: {reason}. Choose another folder.",
                path=path,
                reason=error.strerror or error,
            )
            self._tell(tr("The figure could not be written"), why)
        else:
            self.message.emit(tr("Saved to {name}.", name=path.name))

    def _in_turns(self, steps: Generator[None, None, _Result]) -> _Result | None:
        """What a drawing gives; None where it cannot be made, which is said, or was cancelled."""
        try:
            return _taken_in_turns(steps, self._canvas)
        except DiagramError as error:
            self._tell(tr("This diagram cannot be drawn"), str(error))
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
        end = time.perf_counter() + TURN_SECONDS
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
        dialog = QProgressDialog(tr("Drawing …"), tr("Cancel"), 0, 0, over)
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
