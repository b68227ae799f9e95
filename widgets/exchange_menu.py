"""File ▸ Import and ▸ Export: models of torchvision, weights, and ONNX.

What needs torch happens in a process of its own, which can be cancelled and whose end, whatever a
file from elsewhere may do to it, leaves the window as it was.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox, QWidget

from app.files.project import Project, ProjectError, load_project, save_project
from app.language import tr
from widgets.command_process import CommandResult, run_command
from widgets.document import Document
from widgets.file_menu import FileMenu
from widgets.message_box import message_box
from widgets.training_thread import TrainingThread
from widgets.waiting import wait_for

WEIGHTS_TO_READ = tr("Weights (*.safetensors *.pt *.pth *.bin)")
WEIGHTS_TO_WRITE = tr("safetensors (*.safetensors);;PyTorch state_dict (*.pt)")
_Result = TypeVar("_Result")


class ExchangeMenu(QObject):
    """The actions that bring networks and weights in and out."""

    message = Signal(str)

    def __init__(
        self, document: Document, thread: TrainingThread, files: FileMenu, window: QWidget
    ) -> None:
        super().__init__(window)
        self._document = document
        self._thread = thread
        self._files = files
        self._window = window

    def fill(self, importing: QMenu, exporting: QMenu) -> None:
        """Put its actions into the two menus."""
        for menu, text, do in (
            (importing, tr("&torchvision model…"), self.import_torchvision),
            (importing, tr("&Weights…"), self.import_weights),
            (exporting, tr("&ONNX…"), self.export_onnx),
            (exporting, tr("&Weights…"), self.export_weights),
        ):
            menu.addAction(text).triggered.connect(lambda _checked=False, do=do: do())

    # Importing

    def import_torchvision(self) -> None:
        """Ask for a model and put its network on display, as a new document."""
        from widgets.torchvision_dialog import TorchvisionDialog

        dialog = TorchvisionDialog(self._window)
        accepted = dialog.exec() == TorchvisionDialog.DialogCode.Accepted
        model, side = dialog.model, dialog.side.value()
        dialog.deleteLater()
        if not accepted or model is None or not self._files.may_lose_document():
            return
        source = [f"torchvision:{model.name}", "--input", f"3x{side}x{side}"]
        found = self._imported(
            source, tr("Importing {name} …", name=model.name), tr("This model cannot be imported")
        )
        if found is None:
            return
        project, notes = found
        self._files.show_unsaved(project.network, project.recipe)
        self.message.emit(tr("Imported {name} from torchvision.", name=model.name))
        if notes:
            self._files.tell(tr("The model was imported, but not all of it"), "\n".join(notes))

    def import_weights(self) -> None:
        """Ask for a file of weights and put those that fit into the network on display."""
        path, _ = QFileDialog.getOpenFileName(
            self._window, tr("Import weights"), str(self._folder()), WEIGHTS_TO_READ
        )
        if path and (not self._document.learned or self._may_replace()):
            self.import_weights_from(Path(path))

    def import_weights_from(self, path: Path) -> None:
        """Put the weights of a file that fit into the network; what fitted is told."""
        failed = tr("These weights cannot be imported")
        with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            current = Path(folder) / "current.convas"
            if not self._saved(current, Project(self._document.network, self._document.recipe)):
                return
            source = [str(current), "--weights", str(path)]
            found = self._imported(source, tr("Reading {name} …", name=path.name), failed)
        if found is None:
            return
        project, notes = found
        self._thread.import_weights(project.weights or {})
        report = " ".join(notes)
        self.message.emit(f"{path.name}: {report}")
        if report.count(". ") > 0:  # more than that everything fitted
            self._files.tell(tr("The weights were imported, but not everything fitted"), report)

    def _imported(
        self, source: list[str], words: str, failed: str
    ) -> tuple[Project, list[str]] | None:
        """What the command `import` makes of a source; None where it failed, which is told."""
        with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            output = Path(folder) / "imported.convas"
            arguments = ["import", *source, "--output", str(output), "--format", "json"]
            result = self._run(arguments, words, failed)
            if result is None:
                return None
            project = self._on_disk(lambda: load_project(output), words, failed)
        return None if project is None else (project, json.loads(result.output)["notes"])

    def _may_replace(self) -> bool:
        button = QMessageBox.StandardButton
        question = tr("Replace what was learned by weights from the file?")
        box = message_box(
            self._window, QMessageBox.Icon.Question, question, tr("A run that is going on ends.")
        )
        box.setStandardButtons(button.Yes | button.Cancel)
        box.setDefaultButton(button.Yes)
        answer = box.exec()
        box.deleteLater()
        return answer == button.Yes

    # Exporting

    def export_onnx(self) -> None:
        """Ask for a file and write the network with its weights as ONNX."""
        path = self._files.ask_where(tr("Export ONNX"), "onnx", tr("ONNX (*.onnx)"))
        if path is not None:
            self._export(path, "onnx")

    def export_weights(self) -> None:
        """Ask for a file and write the weights alone."""
        path = self._files.ask_where(tr("Export weights"), "safetensors", WEIGHTS_TO_WRITE)
        if path is not None:
            kind = "safetensors" if path.suffix.lower() == ".safetensors" else "state-dict"
            self._export(path, kind)

    def _export(self, path: Path, kind: str) -> None:
        failed = tr("{name} could not be written", name=path.name)
        network, recipe = self._document.network, self._document.recipe
        weights = self._thread.fetch_weights()
        if not wait_for(
            weights, tr("Waiting for the batch that is being computed …"), self._window
        ):
            return
        if error := weights.exception():
            self._files.tell(failed, tr("The weights cannot be copied: {error}", error=error))
            return
        with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            current = Path(folder) / "current.convas"
            if not self._saved(current, Project(network, recipe, weights.result() or None)):
                return
            arguments = ["export", str(current), "--to", kind, "--output", str(path)]
            if self._run(arguments, f"Exporting {path.name} …", failed) is not None:
                self.message.emit(tr("Saved to {name}.", name=path.name))

    # Both

    def _run(self, arguments: list[str], words: str, failed: str) -> CommandResult | None:
        result = run_command(arguments, words, self._window)
        if result is not None and result.error:
            self._files.tell(failed, result.error)
            return None
        return result

    def _saved(self, path: Path, project: Project) -> bool:
        failed = tr("This network cannot be handed over")

        def save() -> bool:
            save_project(path, project)
            return True

        return self._on_disk(save, "Writing …", failed) is not None

    def _on_disk(self, work: Callable[[], _Result], words: str, failed: str) -> _Result | None:
        """Read or write without stalling the window; None where it failed, which is told."""
        with ThreadPoolExecutor(max_workers=1) as disk:
            working = disk.submit(work)
            wait_for(working, words, self._window, cancellable=False)
        try:
            return working.result()
        except ProjectError as error:
            self._files.tell(failed, str(error))
            return None

    def _folder(self) -> Path:
        return self._document.path.parent if self._document.path else Path.home()
