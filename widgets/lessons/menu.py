"""Help ▸ Lessons: all lessons by their titles, and one from a file."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu

from app.files.autosave import recording_left
from app.language import tr
from app.lessons.library import lesson_entries, own_folder
from app.lessons.outline import LessonError, LessonGoneError
from widgets.ending_run import may_end_run
from widgets.file_menu import FileMenu
from widgets.lessons.listed import (
    lessons_from_elsewhere,
    note_finished,
    remember_opened,
    ticked,
)
from widgets.lessons.surroundings import Surroundings
from widgets.probe import Probe
from widgets.recovery_dialog import ask_about
from widgets.settings import forget_lesson, forget_lessons, recent_lessons
from widgets.waiting import wait_for

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

    from app.lessons.lesson import Lesson
    from widgets.lessons.dock import LessonDock
    from widgets.main_window import MainWindow
    from widgets.recording.dock import RecordingDock


class LessonsMenu(QMenu):
    """Read anew whenever it opens, so that a lesson can be written beside the program."""

    def __init__(self, window: MainWindow, files: FileMenu, probe: Probe) -> None:
        super().__init__(tr("&Lessons"), window)
        self._window, self._files, self._probe = window, files, probe
        self.dock: LessonDock | None = None
        self.recording: RecordingDock | None = None
        self._file: Path | None = None
        """Of the lesson that is played; None for one that is tried while it is recorded."""
        self._title = ""
        self.over: QMessageBox | None = None
        """Says that a lesson has come to its end."""
        self.setToolTipsVisible(True)
        # Not the menu's own, for what is its own goes whenever it is filled anew.
        self._record = QAction(tr("&Record a lesson…"), window)
        self._record.setShortcut(QKeySequence("F9"))
        self._record.setStatusTip(tr("Make a lesson of what you do: scenes, words, questions"))
        self._record.triggered.connect(self.record)
        self._take = QAction(tr("&Take the scene for the lesson"), window)
        self._take.setShortcut(QKeySequence("Ctrl+F9"))
        # Also from the windows that a scene can open, such as the preview or a search.
        self._take.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)
        self._take.setStatusTip(tr("Make what is on the screen the next scene of the lesson"))
        self._take.triggered.connect(self.take_scene)
        window.addActions([self._record, self._take])
        self.addActions([self._record, self._take])
        self._recent = QMenu(tr("Open rece&nt"), self)
        self._recent.setToolTipsVisible(True)
        self._recent.aboutToShow.connect(self._fill_recent)
        self.aboutToShow.connect(self._fill)
        files.lesson_wanted.connect(self.play_file)
        files.more_to_recover = self.offer_recordings

    def _fill(self) -> None:
        self.clear()
        for number, entry in enumerate(map(ticked, lesson_entries()), start=1):
            key = f"&{number} " if number < 10 else ""
            action = self.addAction(f"{key}{entry.title.replace('&', '&&')}")
            action.setToolTip(entry.about)
            action.triggered.connect(lambda _checked=False, path=entry.path: self.play_file(path))
        self.addSeparator()
        self.addAction(tr("&Open a lesson…")).triggered.connect(self.open)
        self.addMenu(self._recent)
        self.addActions([self._record, self._take])

    def _fill_recent(self) -> None:
        """Lessons that were opened where this menu would not find them."""
        self._recent.clear()
        entries = lessons_from_elsewhere()
        for entry in entries:
            action = self._recent.addAction(entry.title.replace("&", "&&"))
            action.setToolTip(entry.about)
            action.triggered.connect(lambda _checked=False, path=entry.path: self.play_file(path))
        if entries:
            self._recent.addSeparator()
            self._recent.addAction(tr("Clear this list")).triggered.connect(forget_lessons)
        else:
            self._recent.addAction(tr("No files yet")).setEnabled(False)

    def open(self) -> None:
        """Ask for a lesson's file and play it."""
        folder = own_folder() if own_folder().is_dir() else Path.home()
        path, _ = QFileDialog.getOpenFileName(
            self._window, tr("Open a lesson"), str(folder), tr("Lessons (*.md)")
        )
        if path:
            self.play_file(Path(path))

    def record(self) -> None:
        """Show the dock in which a lesson is recorded."""
        if self._window.insides is None:  # in the first moments
            return
        if self.recording is None:
            from widgets.recording.dock import RecordingDock

            self.recording = RecordingDock(self._window, self._probe)
        self._window.welcome.leave()
        self.recording.open()

    def take_scene(self) -> None:
        """Make what is on the screen the next scene of the lesson that is recorded."""
        if self.recording is None or self.recording.isHidden():
            self.record()
        if self.recording is not None:
            self.recording.raise_()  # other tabs stand there, which would hide what is told
            self.recording.panel.take.click()

    def may_close(self) -> bool:
        """Ask what to do with a recorded lesson that is not saved."""
        return self.recording is None or self.recording.recorder.may_lose()

    def offer_recordings(self) -> bool:
        """After a crash, offer the lessons that were recorded and not saved, the newest first.

        Once one is gone on with, the rest waits. Whether anything was found.
        """
        if not recording_left():
            return False
        from app.lessons.autosave import find_lost_lessons

        with ThreadPoolExecutor(max_workers=1) as disk:
            looking = disk.submit(find_lost_lessons)
            words = tr("Looking for unsaved edits …")
            wait_for(looking, words, self._window, cancellable=False)
            left = looking.result()
            for place, found in enumerate(left, start=1):
                answer = ask_about(found, len(left) - place, self._window)
                if answer == "discard":
                    gone = disk.submit(found.discard)
                    wait_for(gone, words, self._window, cancellable=False)
                elif answer == "recover":
                    self.record()
                    if self.recording is not None and self.recording.recorder.may_lose():
                        self.recording.recorder.recover(found)
                    break
        return bool(left)

    def end_recording(self) -> None:
        """Give the window back the layout that it has without a recording."""
        if self.recording is None:
            return
        self.recording.recorder.keeping.close()
        if not self.recording.isHidden():
            self.recording.close()

    def play_file(self, path: Path) -> bool:
        """Read a lesson and begin it; what is wrong with the file is said."""
        from app.lessons.reading import read_lesson

        with ThreadPoolExecutor(max_workers=1) as reader:
            reading = reader.submit(read_lesson, path)
            wait_for(
                reading, tr("Reading {name} …", name=path.name), self._window, cancellable=False
            )
        try:
            lesson = reading.result()
        except LessonError as error:
            gone = isinstance(error, LessonGoneError) and _forget(path)
            moved = tr(
                "{path} was moved, renamed or deleted; it is off the list now. Open it where it is "
                "now: Help ▸ Lessons ▸ Open a lesson….",
                path=path,
            )
            self._files.tell(tr("This lesson cannot be played"), moved if gone else str(error))
            return False
        began = self.play(lesson)
        if began:
            self._file, self._title = path, lesson.title
            remember_opened(path, lesson.title)
            self._note_end()
        return began

    def play(self, lesson: Lesson, at: int = 0) -> bool:
        """Begin a lesson; the user's document is kept aside. False where they would rather not.

        `at` is the scene to begin with.
        """
        window = self._window
        if window.insides is None:  # in the first moments
            return False
        if self.dock is not None:
            self.dock.player.leave()
        if not self._may_end_training():
            return False
        thread = window.thread_
        fetching = thread.fetch_weights()
        if not wait_for(fetching, tr("Waiting for the batch that is being computed …"), window):
            return False
        if error := fetching.exception():
            self._files.tell(
                tr("The lesson cannot begin"),
                tr("Your weights cannot be kept: {error}", error=error),
            )
            return False
        self._file = None
        self._close_over()
        before = Surroundings(window)
        if self.dock is None:
            from widgets.lessons.dock import LessonDock

            self.dock = LessonDock(window, self._files, self._probe)
            self.dock.panel.show_notes_with(window.presentation.notes.action)
            window.presentation.notes.follow(self.dock.player)
            self.dock.player.moved.connect(self._note_end)
            self.dock.player.finished.connect(self._say_it_is_over)
        self.dock.open(lesson.title, before)
        self.dock.player.begin(lesson, fetching.result(), at)
        return True

    def _note_end(self) -> None:
        """Where the last scene is on, the lesson counts as finished."""
        player = self.dock.player if self.dock is not None else None
        if self._file is not None and player is not None and player.is_last and not player.asks:
            note_finished(self._file)

    def _say_it_is_over(self) -> None:
        """At the end of a lesson that was played from a file."""
        from widgets.lessons.ending import lesson_behind, say_it_is_over

        if self._file is not None:
            following = lesson_behind(self._file)
            show = self._show_list
            self.over = say_it_is_over(self._title, following, self.play_file, show, self._window)
            self.over.destroyed.connect(self._forget_over)
            # With another network it would no longer be true.
            self._window.document.network_changed.connect(self.over.close)

    def _show_list(self) -> None:
        """The list of lessons, in the middle of the window."""
        self.popup(self._window.mapToGlobal(self._window.rect().center()))

    def _close_over(self) -> None:
        if self.over is not None:
            self.over.close()

    def _forget_over(self) -> None:
        self.over = None

    def _may_end_training(self) -> bool:
        """Ask where a run is going on, which cannot be kept aside as it is."""
        return may_end_run(
            self._window,
            self._window.thread_,
            tr("End this run and begin the lesson?"),
            tr(
                "Your network comes back after the lesson with what it has learned by now. The run "
                "itself can be continued later, with Train ▸ Continue a run."
            ),
        )


def _forget(path: Path) -> bool:
    """Take a lesson off the recent ones; whether it was among them."""
    kept = str(path.absolute())
    listed = kept in (each for each, _title in recent_lessons())
    if listed:
        forget_lesson(kept)
    return listed
