"""A run as one page: asked where to, and made by a process of its own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.language import tr
from app.training.run_list import run_title
from widgets.command_process import run_command
from widgets.file_menu import FileMenu
from widgets.training_thread import TrainingThread

_PATTERNS = tr("Web page (*.html);;PDF (*.pdf)")
_TIP = tr(
    "One page that needs no other file: curves, network, layers, recipe, and how the test images "
    "are read"
)
_NO_RUN = tr(
    "A report tells of a run. Train this network a little, or choose a run in the panel Runs "
    "(View ▸ Panels)."
)


class ReportExport(QObject):
    """What the actions in the menus do; while the process works, a dialog lets it be cancelled."""

    message = Signal(str)

    def __init__(self, thread: TrainingThread, files: FileMenu, window: QWidget) -> None:
        super().__init__(window)
        self._thread, self._files, self._window = thread, files, window

    def fill(self, exporting: QMenu) -> None:
        """Put its action into the menu."""
        action = QAction(tr("Run &report…"), self)
        action.setToolTip(_TIP)
        action.triggered.connect(lambda: self.export())
        exporting.addAction(action)

    def export(self, folder: Path | None = None) -> None:
        """Ask for a file and write the report of a run; of the one at work without `folder`."""
        folder = folder or self._thread.look_back.in_view
        if folder is None:
            self._files.tell(tr("There is no run to report on"), _NO_RUN)
            return
        name = tr("report {run_title}", run_title=run_title(folder.name))
        path = self._files.ask_where_to_write(tr("Write a report"), name, _PATTERNS, "html")
        if path is None:
            return
        arguments = ["report", str(folder), "--output", str(path)]
        done = run_command(arguments, tr("Writing {name} …", name=path.name), self._window)
        if done is None:
            self.message.emit(tr("Cancelled; nothing was written."))
        elif done.error:
            self._files.tell(tr("The report could not be written"), done.error)
        else:
            self.message.emit(tr("Wrote {name}.", name=path.name))
