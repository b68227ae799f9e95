"""Help ▸ Lessons: all lessons by their titles, and one from a file."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox

from app.lessons.library import lesson_entries, own_folder
from app.lessons.outline import LessonError
from widgets.file_menu import FileMenu
from widgets.lessons.surroundings import Surroundings
from widgets.message_box import message_box
from widgets.probe import Probe
from widgets.waiting import wait_for

if TYPE_CHECKING:
    from app.lessons.lesson import Lesson
    from widgets.lessons.dock import LessonDock
    from widgets.main_window import MainWindow


class LessonsMenu(QMenu):
    """Read anew whenever it opens, so that a lesson can be written beside the program."""

    def __init__(self, window: MainWindow, files: FileMenu, probe: Probe) -> None:
        super().__init__("&Lessons", window)
        self._window, self._files, self._probe = window, files, probe
        self.dock: LessonDock | None = None
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self._fill)
        files.lesson_wanted.connect(self.play_file)

    def _fill(self) -> None:
        self.clear()
        for number, entry in enumerate(lesson_entries(), start=1):
            key = f"&{number} " if number < 10 else ""
            action = self.addAction(f"{key}{entry.title.replace('&', '&&')}")
            action.setToolTip(entry.about)
            action.triggered.connect(lambda _checked=False, path=entry.path: self.play_file(path))
        self.addSeparator()
        self.addAction("&Open a lesson…").triggered.connect(self.open)

    def open(self) -> None:
        """Ask for a lesson's file and play it."""
        folder = own_folder() if own_folder().is_dir() else Path.home()
        path, _ = QFileDialog.getOpenFileName(
            self._window, "Open a lesson", str(folder), "Lessons (*.md)"
        )
        if path:
            self.play_file(Path(path))

    def play_file(self, path: Path) -> bool:
        """Read a lesson and begin it; what is wrong with the file is said."""
        from app.lessons.reading import read_lesson

        with ThreadPoolExecutor(max_workers=1) as reader:
            reading = reader.submit(read_lesson, path)
            wait_for(reading, f"Reading {path.name} …", self._window, cancellable=False)
        try:
            lesson = reading.result()
        except LessonError as error:
            self._files.tell("This lesson cannot be played", str(error))
            return False
        return self.play(lesson)

    def play(self, lesson: Lesson) -> bool:
        """Begin a lesson; the user's document is kept aside. False where they would rather not."""
        window = self._window
        if window.insides is None:  # in the first moments
            return False
        if self.dock is not None:
            self.dock.player.leave()
        if not self._may_end_training():
            return False
        thread = window.thread_
        fetching = thread.fetch_weights()
        if not wait_for(fetching, "Waiting for the batch that is being computed …", window):
            return False
        if error := fetching.exception():
            self._files.tell("The lesson cannot begin", f"Your weights cannot be kept: {error}")
            return False
        before = Surroundings(window)
        if self.dock is None:
            from widgets.lessons.dock import LessonDock

            self.dock = LessonDock(window, self._files, self._probe)
        self.dock.open(before)
        self.dock.player.begin(lesson, fetching.result())
        return True

    def _may_end_training(self) -> bool:
        """Ask where a run is going on, which cannot be kept aside as it is."""
        thread = self._window.thread_
        if not thread.progress.busy:
            return True
        button = QMessageBox.StandardButton
        box = message_box(
            self._window,
            QMessageBox.Icon.Question,
            "A run is open. End it and begin the lesson?",
            "Your network comes back after the lesson with what it has learned by now. The run "
            "itself can be continued later, with Train ▸ Continue a run.",
        )
        box.setStandardButtons(button.Ok | button.Cancel)
        box.button(button.Ok).setText("End the run")
        answer = box.exec()
        box.deleteLater()
        if answer != button.Ok:
            return False
        thread.stop()
        return True
