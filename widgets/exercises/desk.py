"""Exercises in the File menu: opening one to solve it, and making one of the canvas."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from app.exercises.exercise import (
    SUFFIX,
    Exercise,
    ExerciseError,
    read_exercise,
    write_exercise,
)
from app.exercises.library import exercise_entries, kept_name, path_kept_as
from app.language import tr
from widgets.asking_for_files import ask_for_file
from widgets.docks import Docks
from widgets.document import Document
from widgets.file_menu import FileMenu
from widgets.live_views import LiveViews
from widgets.settings import forget_exercise, open_exercise, remember_exercise
from widgets.training_thread import TrainingThread

if TYPE_CHECKING:  # made when an exercise is opened
    from widgets.exercises.dock import ExerciseDock
    from widgets.exercises.live_check import LiveCheck
    from widgets.inquiries import Inquiries

FILE_FILTER = tr("Exercises (*{suffix})", suffix=SUFFIX)


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
        self._path = Path()
        """The file of the exercise."""
        self.check: LiveCheck | None = None
        self._attempt: object = None
        """Tells the student's attempt from whatever else is opened: `Document.identity`."""
        self._saved_to: list[Path] = []
        """The files that hold the attempt, the last one at the end."""
        self._at_start: object = None
        """Tells the network that the window came with."""
        self._stands_aside = False
        """Whether the dock has left the window to a lesson."""
        self._show_again = _action(tr("&Show the exercise"), "Ctrl+Alt+X", self._come, self)
        self._show_again.setStatusTip(tr("The panel with the task and its checklist"))
        self._show_again.setEnabled(False)
        document.file_changed.connect(self._follow_canvas)

    def fill(self, menu: QMenu) -> None:
        """Put its menu into the File menu, behind what opens networks."""
        inner = QMenu(tr("E&xercises"), menu)
        menu.insertMenu(self._files.after_opening, inner)
        for number, entry in enumerate(exercise_entries(), start=1):
            title = entry.title.replace("&", "&&")
            action = inner.addAction(f"&{number} {title}")
            action.setStatusTip(tr("Open this exercise, which came with Convas"))
            action.triggered.connect(partial(self._open_bundled, entry.path))
        inner.addSeparator()
        inner.addAction(_action(tr("&Open exercise…"), "Ctrl+Alt+O", self.open, inner))
        inner.addAction(self._show_again)
        inner.addAction(_action(tr("&New exercise…"), "Ctrl+Alt+N", self.make, inner))

    def follow(self, live: LiveViews) -> None:
        """Training can be followed from now on."""
        self._live = live

    # Solving one

    def open(self) -> None:
        """Ask for an exercise and open it."""
        if self._live is None or not self._files.may_lose_document():
            return
        path = ask_for_file(self._window, tr("Open exercise"), "exercises", FILE_FILTER)
        if path is not None:
            self.open_path(path)

    def _open_bundled(self, path: Path, _checked: bool = False) -> None:
        """Open an exercise, unless the user wants to stay with what is not saved."""
        if self._live is not None and self._files.may_lose_document():
            self.open_path(path)

    def open_path(self, path: Path) -> bool:
        """Open an exercise; what is wrong with its file is said, and the canvas stays as it is."""
        try:
            exercise = read_exercise(path)
        except ExerciseError as error:
            self._files.tell(tr("This exercise could not be opened"), str(error))
            return False
        self._begin(exercise)
        self._set(exercise, path)
        self._adopt()
        return True

    def note_start(self) -> None:
        """The network is on the canvas with which the window comes."""
        self._at_start = self._document.identity

    def go_on(self, *, alone: bool) -> None:
        """Set the exercise again that was open when Convas was closed, with its attempt.

        Unless it is `alone`, another file was asked for, and stays. What is gone is said.
        """
        document = self._document
        untouched = document.identity is self._at_start and not document.modified
        with_attempt = alone and untouched and not document.is_guest
        kept, kept_attempt = open_exercise()
        if self._exercise is not None or not kept:
            return
        path = path_kept_as(kept)
        try:
            exercise = read_exercise(path)
        except ExerciseError as error:
            forget_exercise()
            self._files.tell(
                tr("The exercise that was open last time could not be opened again"),
                tr(
                    "{error}. It was {path}. Open it where it is now: File ▸ Exercises ▸ Open "
                    "exercise….",
                    error=error,
                    path=path,
                ),
            )
            return
        attempt = Path(kept_attempt) if kept_attempt else None
        there = attempt is not None and attempt.is_file()
        if with_attempt and not (attempt and there and self._files.open_path(attempt)):
            self._begin(exercise)
        self._set(exercise, path)
        if attempt is not None and there:
            self._saved_to.append(attempt)
            self._remember()
        if with_attempt:
            self._adopt()
        self._follow_canvas()
        if attempt is not None and not there:
            self._files.tell(
                tr("Your attempt is no longer where it was saved"),
                tr(
                    "{path} was moved, renamed or deleted, so the exercise begins anew. Where you "
                    "still have the file, open it and choose “Check this network”.",
                    path=attempt,
                ),
            )

    def _set(self, exercise: Exercise, path: Path) -> None:
        from widgets.exercises.live_check import LiveCheck

        dock, inquiries = self._dock(), self._asking()
        if self.check is not None:
            self.check.deleteLater()
        self._exercise, self._path = exercise, path
        self._attempt = None
        check = self.check = LiveCheck(exercise, self._document, inquiries, self)
        dock.panel.show_exercise(exercise)
        check.changed.connect(self._show)
        assert self._live is not None
        self._live.progressed.connect(check.follow)
        self._live.learned.connect(check.note_weights)
        check.follow(self._thread.progress)
        self._saved_to.clear()
        self._remember()
        self._show_again.setEnabled(True)
        self._come()

    def _remember(self) -> None:
        """Keep what a student comes back to."""
        attempt = str(self._saved_to[-1].absolute()) if self._saved_to else ""
        remember_exercise(kept_name(self._path), attempt)

    def _begin(self, exercise: Exercise) -> None:
        """Put the network on the canvas that the exercise begins with."""
        if exercise.network is not None:
            self._files.show_new(exercise.network, exercise.first_recipe)
        elif exercise.recipe:
            self._files.show_new(self._document.network, exercise.first_recipe)

    def _begin_again(self) -> None:
        if self._exercise is not None and self._files.may_lose_document():
            self._begin(self._exercise)
            self._adopt()

    # The attempt, and what else comes onto the canvas

    @property
    def checks(self) -> bool:
        """Whether the student's attempt is on the canvas, and not a lesson or another file."""
        return self._exercise is not None and self._document.identity is self._attempt

    def _adopt(self) -> None:
        """What is on the canvas is the attempt from now on."""
        self._attempt = self._document.identity
        self._follow_canvas()

    def _go_back(self) -> None:
        """Open the attempt's file."""
        if self._saved_to and self._files.may_lose_document():
            self._files.open_path(self._saved_to[-1])

    def _follow_canvas(self) -> None:
        """Check the attempt while it is there, and say so while it is not."""
        document = self._document
        if self._exercise is None or self.dock is None or self.check is None:
            return
        path = document.path
        if not document.is_guest and path is not None and path in self._saved_to:
            self._attempt = document.identity
        if self.checks and path is not None:
            self._saved_to = [*(each for each in self._saved_to if each != path), path]
            self._remember()
        self._stand_aside(document.is_guest)
        self._watch()
        self._show()

    def _stand_aside(self, aside: bool) -> None:
        """Leave the window to a lesson, whose words and panels need the room."""
        assert self.dock is not None
        if aside and not self.dock.isHidden() and not self._stands_aside:
            self._stands_aside = True
            self.dock.hide()
        elif not aside and self._stands_aside:
            self._stands_aside = False
            self.dock.show()

    def _watch(self) -> None:
        if self.check is not None and self.dock is not None:
            self.check.watch(self.checks and self.dock.panel.isVisible())

    def _show(self) -> None:
        if self.check is None or self.dock is None:
            return
        panel = self.dock.panel
        if self._document.is_guest:
            panel.show_lesson()
        elif self.checks:
            panel.show_findings(self.check.found)
        else:
            panel.show_other(self._document.title, saved=bool(self._saved_to))

    def _come(self) -> None:
        if self.dock is not None:
            self.dock.come()

    def _dock(self) -> ExerciseDock:
        if self.dock is None:
            from widgets.exercises.dock import ExerciseDock

            dock = self.dock = ExerciseDock(self._docks["inspector"], self._window)
            dock.watched.connect(self._watch)
            dock.panel.again_wanted.connect(self._begin_again)
            dock.panel.back_wanted.connect(self._go_back)
            dock.panel.adopted.connect(self._adopt)
        return self.dock

    def _asking(self) -> Inquiries:
        """On a thread of its own: the lens must not wait for an accuracy."""
        if self._inquiries is None:
            from widgets.inquiries import Inquiries

            self._inquiries = Inquiries(self._thread, self)
            self._document.network_changed.connect(self._inquiries.forget)
        return self._inquiries

    # Making one

    def make(self) -> None:
        """Ask what is wanted and write an exercise of the network on the canvas."""
        from widgets.exercises.new_dialog import NewExerciseDialog

        dialog = NewExerciseDialog(self._document.network, self._document.recipe, self._window)
        # Taken at once: what a field of the dialog tells while a file is chosen comes too late.
        accepted = dialog.exec() == NewExerciseDialog.DialogCode.Accepted
        exercise = dialog.exercise if accepted else None
        if exercise is not None:
            path = self._files.ask_where_to_write(
                # A full stop would count as the beginning of a suffix.
                tr("Save exercise"),
                exercise.title.replace(".", "-"),
                FILE_FILTER,
                SUFFIX[1:],
            )
            if path is not None:
                self._write(path, exercise)
        dialog.deleteLater()

    def _write(self, path: Path, exercise: Exercise) -> None:
        try:
            write_exercise(path, exercise)
        except ExerciseError as error:
            self._files.tell(tr("This exercise could not be written"), str(error))
        else:
            self.message.emit(
                tr("Saved to {name}; check files with: python main.py grade", name=path.name)
            )

    def close(self) -> None:
        """The window closes."""
        if self.dock is not None:
            if self.dock.isHidden():  # whoever has closed the panel is done with the exercise
                forget_exercise()
            self.dock.give_room_back()
        if self._inquiries is not None:
            self._inquiries.close()


def _action(text: str, keys: str, do: Callable[[], object], parent: QObject) -> QAction:
    action = QAction(text, parent)
    action.setShortcut(QKeySequence(keys))
    action.triggered.connect(lambda _checked=False: do())
    return action
