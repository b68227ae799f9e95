"""A run as one page: found for the network on show, asked where to, and made by a process."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.language import spoken, tr
from app.network.graph import UNTITLED
from app.training.events import EpochDone
from app.training.run import runs_folder
from app.training.run_list import RunList, RunSummary, run_title, summary_of
from widgets.command_process import run_command
from widgets.document import Document
from widgets.file_menu import FileMenu, file_name
from widgets.training_run import History
from widgets.training_thread import TrainingThread
from widgets.waiting import wait_for

if TYPE_CHECKING:
    from app.files.project import Project

_Found = TypeVar("_Found")
_PATTERNS = tr("Web page (*.html);;PDF (*.pdf)")
_TIP = tr(
    "One page that needs no other file: curves, network, layers, recipe, and how the test images "
    "are read. It tells of the run in view, or of the one that gave this network its weights"
)
_NO_RUN = tr(
    "A report tells of a run. Train this network a little, or choose a run in the panel Runs "
    "(View ▸ Panels) and there Write a report… in the menu ⋯."
)


class ReportExport(QObject):
    """What the actions in the menus do; while the process works, a dialog lets it be cancelled."""

    message = Signal(str)

    def __init__(
        self, document: Document, thread: TrainingThread, files: FileMenu, window: QWidget
    ) -> None:
        super().__init__(window)
        self._document, self._thread = document, thread
        self._files, self._window = files, window

    def fill(self, exporting: QMenu) -> None:
        """Put its action into the menu."""
        action = QAction(tr("Run &report…"), self)
        action.setToolTip(_TIP)
        action.triggered.connect(lambda: self.export())
        exporting.addAction(action)

    def export(self, folder: Path | None = None) -> None:
        """Ask for a file and write the report of a run; without `folder`, of the network on show.

        That is the run in view. Of a network that was opened with its weights it is the run that
        gave them, or where that is not on this machine what the file tells of it; of any other, the
        newest run of a network of this name.
        """
        folder = folder or self._thread.look_back.in_view
        if folder is not None:
            summary = self._on_disk(partial(summary_of, folder))
            self._write(folder, run_title(folder.name, summary.network))
            return
        history = self._thread.history
        found = self._on_disk(partial(_run_of, history, self._document.network.name))
        if found is not None:
            self._write(found.folder, run_title(found.name, found.network))
        elif history.events and history.recipe is not None:
            self._write_from_document(history)
        else:
            self._files.tell(tr("There is no run to report on"), _NO_RUN)

    def _write(self, run: Path, title: str) -> None:
        """Ask for a file, and write the report of the run in a folder or a project file."""
        name = tr("report {run_title}", run_title=title.replace(", ", " "))
        path = self._files.ask_where_to_write(tr("Write a report"), name, _PATTERNS, "html")
        if path is None:
            return
        arguments = ["report", str(run), "--output", str(path), "--language", spoken()]
        state = self._thread.progress.state
        if run == self._thread.look_back.at_work and state in ("training", "paused"):
            arguments += ["--at-work", state]
            if state == "paused" and not self._kept():
                return
        done = run_command(arguments, tr("Writing {name} …", name=path.name), self._window)
        if done is None:
            self.message.emit(tr("Cancelled; nothing was written."))
        elif done.error:
            self._files.tell(tr("The report could not be written"), done.error)
        else:
            self.message.emit(tr("Saved to {name}.", name=path.name))

    def _kept(self) -> bool:
        """Have the run that is at work put on disk as it is; False where the user gave up.

        Only of one that is paused: what is kept while training goes on has proved sound first.
        """
        words = tr("Waiting for the batch that is being computed …")
        return wait_for(self._thread.keep_run(), words, self._window)

    def _write_from_document(self, history: History) -> None:
        """Write the report of what is known of the training of the weights on show."""
        from app.files.project import Project
        from app.files.training_curves import TrainingCurves

        assert history.recipe is not None
        weights = self._thread.fetch_weights()
        words = tr("Waiting for the batch that is being computed …")
        if not wait_for(weights, words, self._window):
            return
        if error := weights.exception():
            self._files.tell(
                tr("The report could not be written"),
                tr("The weights cannot be copied: {error}", error=error),
            )
            return
        curves = TrainingCurves(
            history.events, history.steps_per_epoch, history.recipe, history.network
        )
        network = self._document.network
        project = Project(network, self._document.recipe, weights.result() or None, curves)
        name = self._document.path.stem if self._document.path else file_name(network.name)
        with TemporaryDirectory(ignore_cleanup_errors=True) as place:
            path = Path(place) / f"{name}.convas"
            if why := self._on_disk(partial(_why_not_saved, path, project)):
                self._files.tell(tr("The report could not be written"), why)
            else:
                self._write(path, name)

    def _on_disk(self, work: Callable[[], _Found]) -> _Found:
        """What reading or writing gives, which may take its time."""
        with ThreadPoolExecutor(max_workers=1) as disk:
            working = disk.submit(work)
            wait_for(working, tr("Looking for runs …"), self._window, cancellable=False)
        return working.result()


def _run_of(history: History, network: str) -> RunSummary | None:
    """The run that reported `history`; without one the newest of a network of this name."""
    runs = (run for run in RunList(runs_folder()).read() if not run.problem)
    if history.events and history.recipe is not None:
        return next((run for run in runs if _has_reported(run, history)), None)
    if network in ("", UNTITLED):
        return None
    return next((run for run in runs if run.network == network), None)


def _has_reported(run: RunSummary, history: History) -> bool:
    """Whether recipe, last step and last validation loss are the same, digit by digit."""
    losses = (e.validation_loss for e in reversed(history.events) if isinstance(e, EpochDone))
    return (
        run.step == history.events[-1].step
        and run.loss == next(losses, None)
        and run.recipe == history.recipe
    )


def _why_not_saved(path: Path, project: Project) -> str:
    """Save the project; why that could not be, or nothing."""
    from app.files.project import ProjectError, save_project

    try:
        save_project(path, project)
    except ProjectError as error:
        return str(error)
    return ""
