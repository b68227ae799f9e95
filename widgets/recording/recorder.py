"""The lesson that is being recorded: its scenes, their undo, its file, and trying it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack
from PySide6.QtWidgets import QFileDialog, QMessageBox

from app.language import tr
from app.lessons.autosave import LostLesson
from app.lessons.draft import Draft, draft_of
from app.lessons.lesson import Lesson, Scene
from app.lessons.library import own_folder
from app.lessons.lines import LinesError
from app.lessons.outline import LessonError, read_text
from app.lessons.reading import lesson_of_text
from app.lessons.recording import Screen
from app.lessons.writing import comments_in, lesson_text, write_lesson
from widgets.message_box import message_box
from widgets.recording.keeping import Keeping
from widgets.recording.question_editor import FIRST_ASKS
from widgets.recording.screen import Before, hand_made_filters, read_screen
from widgets.waiting import wait_for

if TYPE_CHECKING:
    from widgets.main_window import MainWindow
    from widgets.probe import Probe

PATTERN = tr("Lessons (*.md)")
_WAITING = tr("Waiting for the batch that is being computed …")


class Recorder(QObject):
    """One draft at a time; `changed` whenever it, or the scene that is worked on, is another."""

    changed = Signal()
    told = Signal(str)
    """What a scene does not hold, or why something is not done; empty where all is well."""
    said = Signal(str)
    """What has been done, and how to go on."""
    tried = Signal()
    """A trial of the lesson is over."""

    def __init__(self, window: MainWindow, probe: Probe) -> None:
        super().__init__(window)
        self._window, self._probe = window, probe
        self.stack = QUndoStack(self)
        self.stack.indexChanged.connect(self.changed)
        self.stack.cleanChanged.connect(self.changed)
        self.draft = Draft()
        self.number = -1
        """The scene that is worked on; −1 while there is none."""
        self.path: Path | None = None
        self._recovered = False
        """Whether the draft comes from a crash and has not been saved since."""
        self.keeping = Keeping(self._unsaved, self)
        self.keeping.failed.connect(self.told)
        self.changed.connect(self.keeping.note_change)
        self._seen: tuple[Before, ...] = ()
        """What was there when each scene was taken, in their order."""

    @property
    def scene(self) -> Scene | None:
        """The scene that is worked on."""
        return self.draft.takes[self.number].scene if self.number >= 0 else None

    @property
    def modified(self) -> bool:
        """Whether something would be lost with the draft."""
        return self._recovered or not self.stack.isClean()

    def _unsaved(self) -> tuple[Lesson, Path | None] | None:
        """The lesson and its file, where something would be lost with it."""
        name = self.path.stem if self.path is not None else "recording"
        return (self.draft.lesson(name), self.path) if self.modified else None

    @property
    def playing(self) -> bool:
        """Whether a lesson is on, in which nothing is recorded."""
        dock = self._window.lessons.dock
        return dock is not None and dock.player.lesson is not None

    # Scenes

    def take(self) -> None:
        """Make what is on the screen the next scene."""
        self._take(
            tr("Take the scene"),
            lambda screen: self.draft.taken(
                screen, tr("Scene {number}", number=len(self.draft.takes) + 1)
            ),
            len(self.draft.takes),
        )

    def retake(self) -> None:
        """Make what is on the screen the scene that is worked on, in place of what it showed."""
        if self.scene is not None:
            self._take(
                tr("Take the scene again"),
                lambda screen: self.draft.retaken(self.number, screen),
                self.number,
            )

    def _take(
        self, label: str, make: Callable[[Screen], tuple[Draft, tuple[str, ...]]], number: int
    ) -> None:
        if reason := self._why_not():
            self.told.emit(reason)
            return
        weights = {}
        if hand_made_filters(self._window):
            fetching = self._window.thread_.fetch_weights()
            if not wait_for(fetching, _WAITING, self._window):
                return
            weights = fetching.result()
        before = self._seen[number - 1] if number else Before()
        screen, now = read_screen(self._window, self._probe, before, weights)
        try:
            draft, gaps = make(screen)
        except (LinesError, ValueError) as error:
            self.told.emit(str(error))
            return
        seen = (*self._seen[:number], now, *self._seen[number + 1 :])
        self._become(label, draft, number, seen=seen)
        self.told.emit("\n".join(gaps))

    def _why_not(self) -> str:
        if self._window.insides is None:
            return tr("Convas is still starting: try again in a moment.")
        if self.playing:
            return tr("A lesson is being played: end it, and your own network can be recorded.")
        if self._window.thread_.progress.state in ("preparing", "training"):
            return tr(
                "Training is running: pause it (F5), so that it is clear how far it has come."
            )
        return ""

    def show_on_canvas(self) -> None:
        """Put network, settings and selection of the scene on the canvas, to go on from there."""
        scene = self.scene
        if reason := self._why_not():
            self.told.emit(reason)
        elif scene is not None and self._window.files.may_lose_document():
            setting, chosen = self.draft.takes[self.number].setting, scene.form.select
            self._window.files.show_new(setting.network, setting.recipe)
            self._window.document.select([chosen] if isinstance(chosen, str) else chosen)
            self.said.emit(_SHOWN)

    def delete(self) -> None:
        """Take the scene away, and what it learned or typed; that this is missing is said."""
        at = self.number
        if self.scene is None:
            return
        seen = self._seen[:at] + self._seen[at + 1 :]
        said = _WEIGHTS_GONE if self.draft.leaves_weights(at) else ""
        number = min(at, len(seen) - 1)
        if self._try_to(tr("Delete the scene"), lambda: self.draft.without(at), number, seen):
            self._tell_of_order(said)

    def move(self, by: int) -> None:
        """Bring the scene forward or back by so many places; that weights change is said."""
        at, to = self.number, self.number + by
        if self.scene is None or not 0 <= to < len(self.draft.takes):
            return
        places = range(min(at, to), max(at, to) + 1)
        passes_on = any(self.draft.leaves_weights(place) for place in places)
        seen = [*self._seen]
        seen.insert(to, seen.pop(at))
        if self._try_to(tr("Move the scene"), lambda: self.draft.moved(at, to), to, tuple(seen)):
            passes_on = passes_on or any(self.draft.leaves_weights(place) for place in places)
            self._tell_of_order(_WEIGHTS_ELSEWHERE if passes_on else "")

    def _try_to(
        self, label: str, make: Callable[[], Draft], number: int, seen: tuple[Before, ...]
    ) -> bool:
        try:
            draft = make()
        except (LinesError, ValueError) as error:
            self.told.emit(str(error))
            return False
        self._become(label, draft, number, seen=seen)
        return True

    def _tell_of_order(self, weights: str) -> None:
        """What follows from the order of the scenes: of weights, and of a first one that asks."""
        first = self.draft.takes[0].scene if self.draft.takes else None
        asks = first is not None and first.form.question is not None
        self.told.emit("\n".join(filter(None, (weights, FIRST_ASKS if asks else ""))))

    def choose(self, number: int) -> None:
        """Work on another scene."""
        if number != self.number and -1 <= number < len(self.draft.takes):
            self.number = number
            self.changed.emit()

    # Words

    def entitle(self, title: str) -> None:
        """Give the lesson a title."""
        self._become(tr("Change the title"), replace(self.draft, title=title), None, "title")

    def describe(self, about: str) -> None:
        """Say what the lesson is about."""
        self._become(tr("Change the description"), replace(self.draft, about=about), None, "about")

    def edit(self, what: str, scene: Scene) -> None:
        """Change `what` of the scene that is worked on; quick changes are one step of undo."""
        if self.scene is not None and scene != self.scene:
            draft = self.draft.with_scene(self.number, scene)
            self._become(tr("Change the scene"), draft, None, f"{what} {self.number}")

    def _become(
        self,
        label: str,
        draft: Draft,
        number: int | None,
        key: str = "",
        seen: tuple[Before, ...] | None = None,
    ) -> None:
        after = _State(
            draft,
            self.number if number is None else number,
            self._seen if seen is None else seen,
        )
        if draft != self.draft:
            self.stack.push(_DraftCommand(self, label, after, key))
        else:
            self._seen = after.seen  # the same scene, of a later screen

    @property
    def state(self) -> _State:
        """What undo leads back to."""
        return _State(self.draft, self.number, self._seen)

    def show(self, state: _State) -> None:
        """Put a state of the history on display."""
        self.draft, self._seen = state.draft, state.seen
        self.number = min(state.number, len(state.draft.takes) - 1)

    # The file

    def new(self) -> None:
        """Begin another lesson, unless the user wants to stay with this one."""
        if self.may_lose():
            self._open(Draft(), None)

    def open(self) -> None:
        """Ask for a lesson's file and go on with it."""
        if not self.may_lose():
            return
        folder = own_folder() if own_folder().is_dir() else Path.home()
        path, _ = QFileDialog.getOpenFileName(
            self._window, tr("Edit a lesson"), str(folder), PATTERN
        )
        if path:
            self.open_path(Path(path))

    def open_path(self, path: Path) -> bool:
        """Go on with the lesson in a file; what is wrong with it, or would be lost, is said."""
        try:
            text = read_text(path)
            draft = draft_of(lesson_of_text(text, path.stem, path.name))
        except LessonError as error:
            self._say(tr("This lesson cannot be opened"), str(error))
            return False
        self._open(draft, path)
        if lines := comments_in(text):
            self.told.emit(
                tr(
                    "Line {line} of {name} is a comment, and such lines ({count}) would not be "
                    "written again: save under another name to keep them.",
                    line=lines[0],
                    name=path.name,
                    count=len(lines),
                )
            )
        return True

    def recover(self, lost: LostLesson) -> None:
        """Go on with what a crash has left; it is not saved until that is done."""
        self._open(draft_of(lost.lesson), lost.path)
        self._recovered = True
        self.keeping.take_over(lost)
        self.changed.emit()

    def _open(self, draft: Draft, path: Path | None) -> None:
        self.path, self._recovered = path, False
        self.stack.clear()
        self.told.emit("")
        self.show(_State(draft, 0 if draft.takes else -1, (Before(),) * len(draft.takes)))
        self.changed.emit()

    def save(self) -> bool:
        """Write the lesson to its file, or ask for one."""
        return self.save_to(self.path) if self.path is not None else self.save_as()

    def save_as(self) -> bool:
        """Ask for a file, among the user's own lessons at first, and write to it."""
        if self._checked(self.draft.title) is None:
            return False
        folder = own_folder()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self._say(tr("The lesson could not be saved"), f"{folder}: {error.strerror}")
            return False
        dialog = QFileDialog(self._window, tr("Save the lesson"), str(folder), PATTERN)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("md")
        dialog.selectFile(f"{_file_name(self.draft.title)}.md")
        chosen = dialog.selectedFiles() if dialog.exec() else []
        dialog.deleteLater()
        return bool(chosen) and self.save_to(Path(chosen[0]))

    def save_to(self, path: Path) -> bool:
        """Write the lesson to a file; what is wrong with it is said, and the old one stays."""
        lesson = self._checked(path.stem)
        if lesson is None:
            return False
        try:
            write_lesson(path, lesson)
        except OSError as error:
            self._say(tr("The lesson could not be saved"), f"{path}: {error.strerror}")
            return False
        self.path, self._recovered = path, False
        self.stack.setClean()
        self.told.emit("")
        listed = path.parent == own_folder()
        words = (
            tr("Saved to {name}; it is in Help ▸ Lessons.", name=path.name)
            if listed
            else tr("Saved to {name}.", name=path.name)
        )
        self._window.statusBar().showMessage(words, 8_000)
        self.changed.emit()
        return True

    def _checked(self, name: str) -> Lesson | None:
        """The lesson as its file will be read; None where something is wrong, which is said."""
        if not self.draft.takes:
            self.told.emit(tr("A lesson has scenes: take the first one."))
            return None
        try:
            return lesson_of_text(lesson_text(self.draft.lesson(name)), name, tr("This lesson"))
        except LessonError as error:
            said = str(error)
            if error.scene is not None:
                self.choose(error.scene)
                title = self.draft.takes[error.scene].scene.title
                if error.reason:
                    said = tr("The scene “{title}”: {reason}.", title=title, reason=error.reason)
            self.told.emit(said)
            return None

    def may_lose(self) -> bool:
        """Ask what to do with a lesson that is not saved; False where the user wants to stay."""
        if not self.modified:
            return True
        button = QMessageBox.StandardButton
        question = (
            tr("Save the lesson “{title}”?", title=self.draft.title)
            if self.draft.title
            else tr("Save the lesson that has no title yet?")
        )
        box = message_box(
            self._window,
            QMessageBox.Icon.Question,
            question,
            tr("What was recorded is lost otherwise."),
        )
        box.setStandardButtons(button.Save | button.Discard | button.Cancel)
        box.setDefaultButton(button.Save)
        answer = box.exec()
        box.deleteLater()
        return self.save() if answer == button.Save else answer == button.Discard

    # Trying

    def try_it(self) -> None:
        """Play the lesson from the scene that is worked on; its end leads back here."""
        lesson = self._checked("trial")
        if lesson is None:
            return
        at = self.draft.first_to_play(max(0, self.number))
        if at < self.number:
            self.told.emit(
                tr(
                    "It begins with scene {number}, for what this one builds on is learned or "
                    "asked there.",
                    number=at + 1,
                )
            )
        if self._window.lessons.play(lesson, at) and (dock := self._window.lessons.dock):
            dock.player.left.connect(self._come_back)

    def _come_back(self) -> None:
        dock = self._window.lessons.dock
        if dock is not None:
            dock.player.left.disconnect(self._come_back)
        self.tried.emit()

    def _say(self, what: str, why: str) -> None:
        box = message_box(self._window, QMessageBox.Icon.Warning, what, why)
        box.exec()
        box.deleteLater()


_SHOWN = tr(
    "The scene's network and settings are on the canvas, with its first weights: what was learned "
    "is not. Change what you like and retake the scene, or take the next one."
)
_WEIGHTS_GONE = tr(
    "What this scene learned, typed or muted is gone with it: the scenes behind it may show other "
    "values now. Undo brings it back."
)
_WEIGHTS_ELSEWHERE = tr(
    "What is learned, typed or muted comes at another place now: scenes may show other values "
    "than when they were taken. Try the lesson."
)


def _file_name(title: str) -> str:
    """A title as the name of a file: "Two strides!" as "two-strides"."""
    letters = "".join(sign if sign.isalnum() else "-" for sign in title.lower())
    return "-".join(filter(None, letters.split("-"))) or "lesson"


@dataclass(frozen=True)
class _State:
    """A draft, the scene that is worked on, and what was there when each scene was taken."""

    draft: Draft
    number: int
    seen: tuple[Before, ...]


class _DraftCommand(QUndoCommand):
    """Another draft on the undo stack; typing in one field is one step."""

    def __init__(self, recorder: Recorder, label: str, after: _State, key: str) -> None:
        super().__init__(label)
        self._recorder = recorder
        self._before, self._after = recorder.state, after
        self._key = key

    def redo(self) -> None:
        self._recorder.show(self._after)

    def undo(self) -> None:
        self._recorder.show(self._before)
        self._recorder.told.emit("")  # it was of what is undone now

    def id(self) -> int:
        """Commands that may merge share an id; −1 never merges."""
        return 5 if self._key else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        assert isinstance(other, _DraftCommand)
        if other._key != self._key:
            return False
        self._after = other._after
        return True
