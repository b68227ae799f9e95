"""New, open, save, recent files, export, and unsaved edits that survive a crash."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox, QWidget

from app.files.autosave import Autosave, Recoverable, find_recoverable
from app.files.project import Project, ProjectError, load_project, save_project
from app.network.gallery import GALLERY, GalleryEntry
from app.network.graph import Network
from app.training.recipe import Recipe
from widgets.document import Document
from widgets.settings import forget_files, recent_files, remember_file
from widgets.training_thread import TrainingThread

AUTOSAVE_MS = 2_000
"""Unsaved edits are written this long after the last one: what a crash loses at most."""
FILE_FILTER = "Convas networks (*.convas)"


class FileMenu(QObject):
    """The File menu of a document; everything that might lose work asks first."""

    opened = Signal()
    """Another document is on display; its weights, if the file held any, are on their way."""
    message = Signal(str)

    def __init__(self, document: Document, thread: TrainingThread, window: QWidget) -> None:
        super().__init__(window)
        self._document = document
        self._thread = thread
        self._window = window
        self._autosave = Autosave()
        # A disk can take its time, so unsaved edits are written on a thread, one after another.
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="autosave")
        self._edited = QTimer(self)
        self._edited.setSingleShot(True)
        self._edited.setInterval(AUTOSAVE_MS)
        self._edited.timeout.connect(self._keep_edits)
        document.network_changed.connect(self._note_edit)
        document.recipe_changed.connect(self._note_edit)

    def fill(self, menu: QMenu) -> None:
        """Put its actions into the File menu."""
        _add(menu, "&New", QKeySequence.StandardKey.New, self.new)
        _add(menu, "&Open…", QKeySequence.StandardKey.Open, self.open)
        gallery = menu.addMenu("Open from &gallery")
        gallery.setToolTipsVisible(True)
        for entry in GALLERY:
            action = gallery.addAction(entry.title)
            action.setToolTip(entry.sentence)
            action.triggered.connect(lambda _checked=False, entry=entry: self.open_gallery(entry))
        recent = menu.addMenu("Open &recent")
        recent.aboutToShow.connect(lambda: self._fill_recent(recent))
        menu.addSeparator()
        _add(menu, "&Save", QKeySequence.StandardKey.Save, self.save)
        _add(menu, "Save &as…", QKeySequence("Ctrl+Shift+S"), self.save_as)
        _add(menu, "&Export PyTorch script…", QKeySequence("Ctrl+E"), self.export)
        menu.addSeparator()
        quit_action = _add(menu, "&Quit", QKeySequence.StandardKey.Quit, self._window.close)
        quit_action.setMenuRole(QAction.MenuRole.QuitRole)

    # Opening

    def new(self) -> None:
        """Begin with an empty canvas."""
        if self.may_lose_document():
            self._show(Network(), self._document.recipe, None)

    def open(self) -> None:
        """Ask for a file and open it."""
        if not self.may_lose_document():
            return
        path, _ = QFileDialog.getOpenFileName(
            self._window, "Open network", self._folder(), FILE_FILTER
        )
        if path:
            self.open_path(Path(path))

    def open_path(self, path: Path) -> bool:
        """Open a file; what is wrong with it is said, and the document on display stays."""
        try:
            project = load_project(path)
        except ProjectError as error:
            self._tell("This file could not be opened", str(error))
            return False
        self._show(project.network, project.recipe, path)
        if project.weights:
            self._thread.load_weights(project.weights)
        remember_file(str(path))
        if project.note:
            self._tell("The file was opened, but not all of it could be read", project.note)
        return True

    def open_gallery(self, entry: GalleryEntry) -> None:
        """Open a built-in network with the data set that goes with it."""
        if self.may_lose_document():
            self._show(entry.build(), Recipe(dataset=entry.dataset), None)

    def _show(self, network: Network, recipe: Recipe, path: Path | None) -> None:
        self._thread.set_network(network, forget=True)
        self._document.open(network, recipe, path)
        self.opened.emit()

    def _fill_recent(self, menu: QMenu) -> None:
        menu.clear()
        files = recent_files()
        for path in files:
            action = menu.addAction(Path(path).name)
            action.setToolTip(path)
            action.triggered.connect(lambda _checked=False, path=path: self._open_recent(path))
        menu.setToolTipsVisible(True)
        if files:
            menu.addSeparator()
            menu.addAction("Clear this list").triggered.connect(forget_files)
        else:
            menu.addAction("No files yet").setEnabled(False)

    def _open_recent(self, path: str) -> None:
        if self.may_lose_document():
            self.open_path(Path(path))

    # Saving

    def save(self) -> bool:
        """Save to the document's file, or ask for one."""
        return self.save_to(self._document.path) if self._document.path else self.save_as()

    def save_as(self) -> bool:
        """Ask for a file and save to it."""
        suggestion = Path(self._folder()) / f"{self._document.network.name}.convas"
        path, _ = QFileDialog.getSaveFileName(
            self._window, "Save network", str(suggestion), FILE_FILTER
        )
        if not path:
            return False
        chosen = Path(path)
        return self.save_to(chosen if chosen.suffix else chosen.with_suffix(".convas"))

    def save_to(self, path: Path) -> bool:
        """Save network, recipe and weights; a failure is said and the old file stays."""
        try:
            save_project(path, self._project(weights=True))
        except ProjectError as error:
            self._tell("This network could not be saved", str(error))
            return False
        self._document.mark_saved(path)
        remember_file(str(path))
        self._edited.stop()
        self._writer.submit(self._autosave.discard)
        self.message.emit(f"Saved to {path.name}.")
        return True

    def export(self) -> None:
        """Ask for a file and write the network as a PyTorch script that runs by itself."""
        from app.files.pytorch_script import ExportError, pytorch_script

        try:
            script = pytorch_script(self._document.network, self._document.recipe)
        except ExportError as error:
            self._tell("This network cannot be exported yet", str(error))
            return
        suggestion = Path(self._folder()) / f"{self._document.network.name}.py"
        path, _ = QFileDialog.getSaveFileName(
            self._window, "Export PyTorch script", str(suggestion), "Python (*.py)"
        )
        if path:
            self.write_script(Path(path), script)

    def write_script(self, path: Path, script: str) -> None:
        """Write an exported script to `path`."""
        try:
            path.write_text(script, encoding="utf-8")
        except OSError as error:
            self._tell("The script could not be written", f"{path}: {error.strerror}")
        else:
            self.message.emit(f"Exported to {path.name}; run it with: python {path.name}")

    def _project(self, *, weights: bool) -> Project:
        document = self._document
        known = self._thread.fetch_weights() if weights and self._thread.ready else None
        return Project(document.network, document.recipe, known)

    # Not losing anything

    def may_lose_document(self) -> bool:
        """Ask what to do with unsaved changes; False where the user wants to stay."""
        if not self._document.modified:
            return True
        button = QMessageBox.StandardButton
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(f"Save the changes to “{self._document.network.name}”?")
        box.setInformativeText("They are lost otherwise.")
        box.setStandardButtons(button.Save | button.Discard | button.Cancel)
        box.setDefaultButton(button.Save)
        answer = box.exec()
        if answer == button.Save:
            return self.save()
        return answer == button.Discard

    def offer_recovery(self) -> None:
        """After a crash, offer the edits that were not saved."""
        for found in find_recoverable():
            self._offer(found)

    def _offer(self, found: Recoverable) -> None:
        button = QMessageBox.StandardButton
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText("Convas ended without saving. Restore what was being edited?")
        box.setInformativeText(found.description)
        box.setStandardButtons(button.Yes | button.No)
        box.setDefaultButton(button.Yes)
        if box.exec() == button.Yes:
            self.recover(found)
        else:
            found.discard()

    def recover(self, found: Recoverable) -> None:
        """Put the edits of a crashed program back on the canvas, still unsaved."""
        self._show(found.project.network, found.project.recipe, found.path)
        self._document.mark_recovered()
        # First keep them as this program's own, then let go of the crashed one's.
        self._keep_edits()
        self._writer.submit(found.discard)

    def _note_edit(self) -> None:
        """Keep edits a moment after the first of them, however long the user goes on editing."""
        if not self._edited.isActive():
            self._edited.start()

    def _keep_edits(self) -> None:
        document = self._document
        if document.modified:
            project = Project(document.network, document.recipe)
            self._writer.submit(self._write_autosave, project, document.path)

    def _write_autosave(self, project: Project, path: Path | None) -> None:
        try:
            self._autosave.write(project, path)
        except ProjectError as error:
            self.message.emit(str(error))

    def close(self) -> None:
        """Closing in good order: nothing is left to recover."""
        self._edited.stop()
        self._writer.submit(self._autosave.discard)
        self._writer.shutdown(wait=True)

    def _folder(self) -> str:
        path = self._document.path
        return str(path.parent if path else Path.home())

    def _tell(self, what: str, why: str) -> None:
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(what)
        box.setInformativeText(why)
        box.exec()


def _add(
    menu: QMenu,
    text: str,
    shortcut: QKeySequence | QKeySequence.StandardKey,
    do: Callable[[], object],
) -> QAction:
    action = menu.addAction(text)
    action.setShortcut(shortcut)
    action.triggered.connect(lambda _checked=False: do())
    return action
