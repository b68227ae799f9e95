"""Exercises in the File menu: opening one to solve it, and making one of the canvas."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMainWindow, QMenu

from app.exercises.exercise import (
    FOLDER,
    SUFFIX,
    Exercise,
    ExerciseError,
    read_exercise,
    write_exercise,
)
from app.language import tr
from widgets.docks import Docks
from widgets.document import Document
from widgets.file_menu import FileMenu
from widgets.live_views import LiveViews
from widgets.settings import settings
from widgets.training_thread import TrainingThread

if TYPE_CHECKING:  # made when an exercise is opened
    from widgets.exercises.dock import ExerciseDock
    from widgets.exercises.live_check import LiveCheck
    from widgets.inquiries import Inquiries

FILE_FILTER = tr("Exercises (*{suffix})", suffix=SUFFIX)
_FOLDER = "exercise_folder"


class ExerciseDesk(QObject):
    """Opens exercises, keeps the checklist in step with the canvas, and writes new ones."""

    message = Signal(str)

    def __init__(
        self,
        document: Document,
        thread: TrainingThread,
        files: FileMenu,
        docks: Docks,
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self._document, self._thread, self._files = document, thread, files
        self._docks, self._window = docks, window
        self._live: LiveViews | None = None
        self.dock: ExerciseDock | None = None
        self._inquiries: Inquiries | None = None
        self._exercise: Exercise | None = None
        self.check: LiveCheck | None = None

    def fill(self, menu: QMenu) -> None:
        """Put its actions into the File menu, behind those that open networks."""
        before = self._files.after_opening
        for text, keys, do in (
            (tr("Open e&xercise…"), "Ctrl+Alt+O", self.open),
            (tr("New exerc&ise…"), "Ctrl+Alt+N", self.make),
        ):
            menu.insertAction(before, _action(menu, text, keys, do))

    def follow(self, live: LiveViews) -> None:
        """Training can be followed from now on."""
        self._live = live

    # Solving one

    def open(self) -> None:
        """Ask for an exercise and open it."""
        if self._live is None or not self._files.may_lose_document():
            return
        folder = str(settings().value(_FOLDER, "") or FOLDER)
        path, _ = QFileDialog.getOpenFileName(
            self._window, tr("Open exercise"), folder, FILE_FILTER
        )
        if path:
            settings().setValue(_FOLDER, str(Path(path).parent))
            self.open_path(Path(path))

    def open_path(self, path: Path) -> bool:
        """Open an exercise; what is wrong with its file is said, and the canvas stays as it is."""
        try:
            exercise = read_exercise(path)
        except ExerciseError as error:
            self._files.tell(tr("This exercise could not be opened"), str(error))
            return False
        self._set(exercise)
        self._begin()
        return True

    def _set(self, exercise: Exercise) -> None:
        from widgets.exercises.live_check import LiveCheck

        dock, inquiries = self._dock(), self._asking()
        if self.check is not None:
            self.check.deleteLater()
        self._exercise = exercise
        check = self.check = LiveCheck(exercise, self._document, inquiries, self)
        dock.panel.show_exercise(exercise)
        check.changed.connect(self._show)
        dock.watched.connect(check.watch)
        assert self._live is not None
        self._live.progressed.connect(check.follow)
        self._live.learned.connect(check.note_weights)
        check.follow(self._thread.progress)
        self._show()
        dock.show()
        dock.raise_()
        check.watch(dock.panel.isVisible())

    def _begin(self) -> None:
        """Put the network on the canvas that the exercise begins with."""
        exercise = self._exercise
        if exercise is not None and exercise.network is not None:
            self._files.show_new(exercise.network, exercise.first_recipe)
        elif exercise is not None and exercise.recipe:
            self._files.show_new(self._document.network, exercise.first_recipe)

    def _begin_again(self) -> None:
        if self._files.may_lose_document():
            self._begin()

    def _show(self) -> None:
        if self.check is not None and self.dock is not None:
            self.dock.panel.show_findings(self.check.found)

    def _dock(self) -> ExerciseDock:
        if self.dock is None:
            from widgets.exercises.dock import ExerciseDock

            self.dock = ExerciseDock(self._docks["inspector"], self._window)
            self.dock.again_wanted.connect(self._begin_again)
        return self.dock

    def _asking(self) -> Inquiries:
        """On a thread of its own: the lens must not wait for an accuracy."""
        if self._inquiries is None:
            from widgets.inquiries import Inquiries

            self._inquiries = Inquiries(self._thread, self)
        return self._inquiries

    # Making one

    def make(self) -> None:
        """Ask what is wanted and write an exercise of the network on the canvas."""
        from widgets.exercises.new_dialog import NewExerciseDialog

        dialog = NewExerciseDialog(self._document.network, self._document.recipe, self._window)
        if dialog.exec() == NewExerciseDialog.DialogCode.Accepted and dialog.exercise is not None:
            path = self._files.ask_where_to_write(
                # A full stop would count as the beginning of a suffix.
                tr("Save exercise"),
                dialog.exercise.title.replace(".", "-"),
                FILE_FILTER,
                SUFFIX[1:],
            )
            if path is not None:
                self._write(path, dialog.exercise)
        dialog.deleteLater()

    def _write(self, path: Path, exercise: Exercise) -> None:
        try:
            write_exercise(path, exercise)
        except ExerciseError as error:
            self._files.tell(tr("This exercise could not be written"), str(error))
        else:
            self.message.emit(
                tr("Wrote {name}; check files with: python main.py grade", name=path.name)
            )

    def close(self) -> None:
        """The window closes."""
        if self._inquiries is not None:
            self._inquiries.close()


def _action(menu: QMenu, text: str, keys: str, do: Callable[[], object]) -> QAction:
    action = QAction(text, menu)
    action.setShortcut(QKeySequence(keys))
    action.triggered.connect(lambda _checked=False: do())
    return action
