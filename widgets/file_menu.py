"""New, open, save, recent files, export, and unsaved edits that survive a crash."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox, QWidget

from app.atomic_file import atomic_file
from app.files.autosave import Autosave, Recoverable, find_recoverable
from app.files.project import SUFFIX, Project, ProjectError, load_project, save_project
from app.files.rescue import rescue
from app.files.training_curves import TrainingCurves
from app.language import tr
from app.lessons.library import SUFFIX as LESSON
from app.lessons.library import is_lesson
from app.network.gallery import GalleryEntry
from app.network.graph import Network, NetworkError
from app.network.layers.dense import Input
from app.training.recipe import Recipe
from widgets.document import Document, named_after
from widgets.empty_state import NEW_FROM_PATTERN, OPEN_GALLERY
from widgets.kept_run import where_run_is_kept
from widgets.message_box import message_box
from widgets.recovery_dialog import ask_about
from widgets.settings import forget_files, recent_files, remember_file
from widgets.training_run import History
from widgets.training_thread import TrainingThread
from widgets.unfinished_typing import finish_typing
from widgets.waiting import wait_for

AUTOSAVE_MS = 2_000
"""Unsaved edits are written this long after the last one: what a crash loses at most."""
FILE_FILTER = tr("Convas networks (*{suffix})", suffix=SUFFIX)
_OPEN_FILTER = tr("Networks and lessons (*{network} *{lesson})", network=SUFFIX, lesson=LESSON)


class FileMenu(QObject):
    """The File menu of a document; everything that might lose work asks first."""

    opened = Signal()
    """Another document is on display; its weights, if the file held any, are on their way."""
    saved = Signal()
    """The document stands in its file."""
    message = Signal(str)
    picture_wanted = Signal(object)
    """The `Path` of a picture that the network on display shall look at."""
    lesson_wanted = Signal(object)
    """The `Path` of a lesson that was chosen."""

    def __init__(self, document: Document, thread: TrainingThread, window: QWidget) -> None:
        super().__init__(window)
        self._document = document
        self._thread = thread
        self._window = window
        self._autosave = Autosave()
        # A disk can take its time, so files are read and written on a thread, one after another.
        self._disk = ThreadPoolExecutor(max_workers=1, thread_name_prefix="files")
        self._edited = QTimer(self)
        self._edited.setSingleShot(True)
        self._edited.setInterval(AUTOSAVE_MS)
        self._edited.timeout.connect(self._keep_edits)
        self._guest_leaves: Callable[[], None] | None = None
        self.more_to_recover: Callable[[], bool] = lambda: False
        """Offers what else a crash has left; whether anything was found."""
        document.network_changed.connect(self._note_edit)
        document.recipe_changed.connect(self._note_edit)

    def fill(self, menu: QMenu) -> None:
        """Put its actions into the File menu."""
        self.menu = menu
        _add(menu, tr("&New"), QKeySequence.StandardKey.New, self.new)
        pattern = _add(
            menu, tr("New from &pattern…"), QKeySequence("Ctrl+Shift+N"), self.new_from_pattern
        )
        pattern.setObjectName(NEW_FROM_PATTERN)
        _add(menu, tr("&Open…"), QKeySequence.StandardKey.Open, self.open)
        gallery = _add(
            menu, tr("Open from &gallery…"), QKeySequence("Ctrl+Shift+O"), self.open_from_gallery
        )
        gallery.setObjectName(OPEN_GALLERY)
        recent = menu.addMenu(tr("Open &recent"))
        recent.aboutToShow.connect(lambda: self._fill_recent(recent))
        menu.addAction(tr("Reco&ver unsaved edits…")).triggered.connect(self.recover_what_is_left)
        self.after_opening = menu.addSeparator()
        _add(menu, tr("&Save"), QKeySequence.StandardKey.Save, self.save)
        _add(menu, tr("Save &as…"), QKeySequence("Ctrl+Shift+S"), self.save_as)
        self.import_menu = menu.addMenu(tr("&Import"))
        self.export_menu = menu.addMenu(tr("&Export"))
        _add(self.export_menu, tr("&PyTorch script…"), QKeySequence("Ctrl+E"), self.export)
        menu.addSeparator()
        quit_action = _add(menu, tr("&Quit"), QKeySequence.StandardKey.Quit, self._window.close)
        quit_action.setMenuRole(QAction.MenuRole.QuitRole)

    # Opening

    def new(self) -> None:
        """Begin with an empty canvas."""
        if self.may_lose_document():
            self._show(Network(), self._document.recipe, None)

    def new_from_pattern(self) -> None:
        """Ask for the numbers of the general pattern and make its network for the data in use."""
        if not self.may_lose_document():
            return
        from widgets.pattern_dialog import PatternDialog

        dataset = self._thread.dataset
        image = Input(*dataset.image_shape) if dataset else Input()
        classes = len(dataset.classes) if dataset else 10
        dialog = PatternDialog(image, classes, self._window)
        if dialog.exec() == PatternDialog.DialogCode.Accepted:
            self._show(dialog.network, self._document.recipe, None)

    def open(self) -> None:
        """Ask for a file and open it; a lesson loses nothing, so only a network asks."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, tr("Open network or lesson"), self._folder(), _OPEN_FILTER
        )
        path = Path(chosen)
        if chosen and is_lesson(path):
            self.lesson_wanted.emit(path)
        elif chosen and self.may_lose_document():
            self.open_path(path)

    def open_path(self, path: Path) -> bool:
        """Open a file; what is wrong with it is said, and the document on display stays."""
        reading = self._disk.submit(load_project, path)
        if not wait_for(reading, tr("Opening {name} …", name=path.name), self._window):
            return False
        try:
            project = reading.result()
        except ProjectError as error:
            self.tell(tr("This file could not be opened"), str(error))
            return False
        self._show(project.network, project.recipe, path)
        self._open_weights(project)
        remember_file(str(path))
        if project.note:
            self.tell(tr("The file was opened, but not all of it could be read"), project.note)
        return True

    def open_from_gallery(self, *, lessons: bool = False) -> None:
        """Show the built-in networks, or the lessons first, and open what is chosen.

        Looking at them loses nothing, so only opening one asks.
        """
        from widgets.gallery.dialog import GalleryDialog

        dialog = GalleryDialog(self._window)
        if lessons:
            dialog.tabs.setCurrentWidget(dialog.lessons)
        dialog.exec()
        dialog.deleteLater()
        if dialog.lesson is not None:
            self.lesson_wanted.emit(dialog.lesson)
        elif dialog.entry is not None:
            self.open_instead(dialog.entry)

    def open_instead(self, entry: GalleryEntry) -> None:
        """Open a built-in network, unless the user wants to stay with what is not saved."""
        if self.may_lose_document():
            self.open_gallery(entry)

    def open_gallery(self, entry: GalleryEntry) -> None:
        """Put a built-in network on display, with the data set that goes with it."""
        try:
            network = entry.build()
        except NetworkError as error:
            self.tell(tr("This network could not be opened"), str(error))
        else:
            self._show(network, Recipe(**entry.recipe), None)
            if entry.image:
                self.picture_wanted.emit(entry.picture)

    def show_unsaved(self, network: Network, recipe: Recipe) -> None:
        """Put a network from elsewhere on display; closing asks whether to save it."""
        self._show(network, recipe, None)
        self._document.mark_recovered()

    def show_new(self, network: Network, recipe: Recipe) -> None:
        """Put a network on display that no file of the user holds; nothing of it is unsaved yet."""
        self._show(network, recipe, None)

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
            action.triggered.connect(lambda _checked=False, path=path: self.open_recent(path))
        menu.setToolTipsVisible(True)
        if files:
            menu.addSeparator()
            menu.addAction(tr("Clear this list")).triggered.connect(forget_files)
        else:
            menu.addAction(tr("No files yet")).setEnabled(False)

    def open_recent(self, path: str) -> None:
        """Open a file, unless the user wants to stay with what is not saved."""
        if self.may_lose_document():
            self.open_path(Path(path))

    # Saving

    def save(self) -> bool:
        """Save to the document's file, or ask for one."""
        return self.save_to(self._document.path) if self._document.path else self.save_as()

    def save_as(self) -> bool:
        """Ask for a file and save to it."""
        suggestion = f"{file_name(self._document.network.name)}{SUFFIX}"
        path = self._ask_where(tr("Save network"), suggestion, FILE_FILTER, "convas")
        return path is not None and self.save_to(path)

    def save_to(self, path: Path) -> bool:
        """Save network, recipe and weights; a failure is said and the old file stays."""
        finish_typing(self._window)
        saved = self._document.network, self._document.recipe
        weights = self._thread.fetch_weights()
        if not wait_for(
            weights, tr("Waiting for the batch that is being computed …"), self._window
        ):
            return False
        version = self._thread.version_fetched
        if error := weights.exception():
            self.tell(
                tr("This network could not be saved"),
                tr("Its weights cannot be copied: {error}", error=error),
            )
            return False
        network = named_after(path, saved[0])
        project = Project(network, saved[1], weights.result() or None, self._curves())
        saving = self._disk.submit(save_project, path, project)
        wait_for(saving, tr("Saving {name} …", name=path.name), self._window, cancellable=False)
        try:
            saving.result()
        except ProjectError as error:
            self.tell(tr("This network could not be saved"), str(error))
            return False
        self._document.mark_saved(path, version, saved)
        self.saved.emit()
        remember_file(str(path))
        if self._guest_leaves is None and not self._document.edited:
            self._edited.stop()
            self._disk.submit(self._autosave.discard)
        self.message.emit(tr("Saved to {name}.", name=path.name))
        return True

    def _open_weights(self, project: Project) -> None:
        """Give the thread the weights of a file, and what it tells of how they were learned."""
        curves = project.curves
        history = History(from_file=True)
        if curves is not None:
            events, epoch = list(curves.events), curves.steps_per_epoch
            history = History(events, epoch, curves.recipe, curves.network, from_file=True)
        if project.weights:
            self._thread.open_weights(project.weights, history)

    def _curves(self) -> TrainingCurves | None:
        """What is known of how the weights were learned."""
        history = self._thread.history
        if history.recipe is None or not history.events:
            return None
        return TrainingCurves(
            history.events, history.steps_per_epoch, history.recipe, history.network
        )

    def export(self) -> None:
        """Ask for a file and write the network as a PyTorch script that runs by itself."""
        from app.files.pytorch_script import ExportError, pytorch_script

        try:
            script = pytorch_script(self._document.network, self._document.recipe)
        except ExportError as error:
            self.tell(tr("This network cannot be exported yet"), str(error))
            return
        path = self.ask_where(tr("Export PyTorch script"), "py", tr("Python (*.py)"))
        if path is not None:
            self._write_script(path, script)

    def _write_script(self, path: Path, script: str) -> None:
        writing = self._disk.submit(_write, path, script.encode())
        wait_for(writing, tr("Exporting {name} …", name=path.name), self._window, cancellable=False)
        try:
            writing.result()
        except OSError as error:
            self.tell(tr("The script could not be written"), f"{path}: {error.strerror}")
        else:
            self.message.emit(tr("Saved to {name}; run it with: python {name}", name=path.name))

    def ask_where(self, title: str, suffix: str, pattern: str) -> Path | None:
        """A file to export to, named after the network."""
        return self.ask_where_to_write(title, self._document.network.name, pattern, suffix)

    def ask_where_to_write(self, title: str, name: str, pattern: str, suffix: str) -> Path | None:
        """A file of another kind to write, with this name and suffix proposed."""
        return self._ask_where(title, f"{file_name(name)}.{suffix}", pattern, suffix)

    def _ask_where(self, title: str, suggestion: str, pattern: str, suffix: str) -> Path | None:
        """A file to write to; the dialog adds the suffix, so that it asks before replacing one."""
        dialog = QFileDialog(self._window, title, self._folder(), pattern)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.filterSelected.connect(lambda chosen: _take_suffix(dialog, chosen))
        dialog.selectFile(suggestion)
        chosen = dialog.selectedFiles() if dialog.exec() else []
        dialog.deleteLater()
        return Path(chosen[0]) if chosen else None

    # Not losing anything

    def make_room(self, leaves: Callable[[], None] | None) -> None:
        """Note that a guest takes the document's place, or with None that it has left.

        Before anything is opened or closed, `leaves` brings the user's own document back; until
        then its unsaved edits stay where a crash would leave them.
        """
        if leaves is not None:
            self._edited.stop()
            self._keep_edits()
        self._guest_leaves = leaves

    def may_lose_document(self) -> bool:
        """Ask what to do with what is not saved; False where the user wants to stay."""
        if self._guest_leaves is not None:
            self._guest_leaves()
        training = self._thread.progress.state in ("preparing", "training")
        if not training and not self._document.modified:
            return True
        button = QMessageBox.StandardButton
        name = self._document.title
        question = tr("Save the changes to “{name}”?", name=name)
        if training:
            question = tr("Training is running. End it and save “{name}”?", name=name)
        box = message_box(self._window, QMessageBox.Icon.Question, question, self._what_is_lost())
        box.setStandardButtons(button.Save | button.Discard | button.Cancel)
        box.button(button.Save).setText(tr("&Save"))
        box.button(button.Discard).setText(tr("&Discard"))
        box.setDefaultButton(button.Save)
        answer = box.exec()
        box.deleteLater()
        if answer == button.Save:
            return self.save()
        return answer == button.Discard

    def _what_is_lost(self) -> str:
        kept = where_run_is_kept(self._thread.history)
        if not self._document.learned:
            return tr("They are lost otherwise.") if self._document.modified else kept
        also = tr("the changes and ") if self._document.edited else ""
        return tr(
            "Otherwise you lose {also}what was learned here. {run_is_kept}",
            also=also,
            run_is_kept=kept,
        )

    def offer_recovery(self) -> bool:
        """After a crash, offer the edits that were not saved, the newest first.

        Once some are on the canvas the rest waits for the next start. Whether anything was found.
        """
        looking = self._disk.submit(find_recoverable)
        if not wait_for(looking, tr("Looking for unsaved edits …"), self._window):
            return True
        left = looking.result()
        for place, found in enumerate(left, start=1):
            answer = ask_about(found, len(left) - place, self._window)
            if answer == "recover":
                self.recover(found)
                break
            if answer == "discard":
                self._disk.submit(found.discard)
        return self.more_to_recover() or bool(left)

    def recover_what_is_left(self) -> None:
        """Offer once more what was kept for later; what is on the canvas may be saved first."""
        if self.may_lose_document() and not self.offer_recovery():
            self.tell(
                tr("Nothing is left to recover"),
                tr(
                    "Edits that are not saved are kept while you work. Should Convas end without "
                    "saving them, they are offered at the next start, and here."
                ),
            )

    def recover(self, found: Recoverable) -> None:
        """Put the edits of a crashed program back on the canvas, still unsaved.

        Edits are kept without weights; those that the file holds go to the layers they fit.
        """
        self._show(found.project.network, found.project.recipe, found.path)
        self._document.mark_recovered()
        if found.path is not None:
            reading = self._disk.submit(load_project, found.path)
            if wait_for(reading, tr("Opening {name} …", name=found.path.name), self._window):
                with suppress(ProjectError):
                    self._open_weights(reading.result())
        self._disk.submit(self._take_over, found)

    def _take_over(self, found: Recoverable) -> None:
        """Keep the edits as this program's own, and only then let go of the crashed one's."""
        if self._write_autosave(found.project, found.path):
            found.discard()

    def _note_edit(self) -> None:
        """Keep edits a moment after the first of them, however long the user goes on editing."""
        if not self._edited.isActive() and self._guest_leaves is None:
            self._edited.start()

    def _keep_edits(self) -> None:
        document = self._document
        if document.edited:
            project = Project(document.network, document.recipe)
            self._disk.submit(self._write_autosave, project, document.path)
        else:  # everything was undone, or thrown away on purpose
            self._disk.submit(self._autosave.discard)

    def _write_autosave(self, project: Project, path: Path | None) -> bool:
        try:
            self._autosave.write(project, path)
        except ProjectError as error:
            self.message.emit(str(error))
            return False
        return True

    def save_aside(self) -> Future[Path]:
        """Put all work into a file of its own, for something went wrong; where, or ProjectError."""
        weights = self._thread.fetch_weights()
        project = Project(self._document.network, self._document.recipe)
        return self._disk.submit(rescue, project, weights)

    def keep_now(self) -> None:
        """Keep the edits before this returns: the process is about to end."""
        document = self._document
        if document.modified:
            self._write_autosave(Project(document.network, document.recipe), document.path)

    def close(self) -> None:
        """Closing in good order: nothing is left to recover."""
        self._edited.stop()
        self._disk.submit(self._autosave.discard)
        self._disk.shutdown(wait=True)

    def _folder(self) -> str:
        path = self._document.path
        return str(path.parent if path else Path.home())

    def tell(self, what: str, why: str) -> None:
        """Say that something did not work, and why."""
        box = message_box(self._window, QMessageBox.Icon.Warning, what, why)
        box.exec()
        box.deleteLater()


def _write(path: Path, text: bytes) -> None:
    with atomic_file(path) as file:
        file.write(text)


def file_name(network_name: str) -> str:
    """A name to suggest for a file: a network's may hold anything, even the path of a folder."""
    return re.sub(r"[^\w .()-]+", "-", network_name).strip(" .-")[:80] or "network"


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


def _take_suffix(dialog: QFileDialog, pattern: str) -> None:
    """Give the file the suffix of the kind that was chosen, "PyTorch state_dict (*.pt)"."""
    suffixes = {each: each.rpartition("*.")[2].rstrip(")") for each in dialog.nameFilters()}
    dialog.setDefaultSuffix(suffixes[pattern])
    for name in dialog.selectedFiles()[:1]:
        if Path(name).suffix.lstrip(".") in suffixes.values():
            dialog.selectFile(Path(name).with_suffix(f".{suffixes[pattern]}").name)
