"""Plays a lesson: which scene is on, forward and back, and the user's own document kept aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from app.data.matrices import Levels
from app.data.probe_changes import ProbeChanges
from app.language import tr
from app.lessons.lesson import Lesson, ProbeForm, Scene
from app.lessons.question import Answer, answer_of
from app.lessons.reading import settings_of_lesson
from app.lessons.setting import Setting
from app.network.analysis import analyse
from widgets.document import Aside
from widgets.file_menu import FileMenu
from widgets.lessons.seen import is_seen
from widgets.lessons.staging import Kept, Staging
from widgets.menu_entries import words_of
from widgets.panels.past_runs import RunBefore
from widgets.probe import LookedAt, Probe
from widgets.training_run import History
from widgets.waiting import wait_for

if TYPE_CHECKING:
    from app.time_travel import Past
    from widgets.main_window import MainWindow

LOOK_MS = 150
"""How often it is looked whether the window shows what there is to notice."""
_FIRST_PROBE = ProbeForm(image=0)


@dataclass(frozen=True, eq=False)
class _Own:
    """What was on the window before the lesson."""

    document: Aside
    weights: Mapping[str, np.ndarray]
    history: History
    seen: LookedAt | None
    changes: ProbeChanges
    matrix: tuple[NDArray[np.int64], Levels]
    run_before: RunBefore | None
    past: Past | None


class Player(QObject):
    """One lesson at a time; `begin` takes the window over, `leave` gives it back as it was."""

    moved = Signal()
    """Another scene is on, or its question was answered."""
    stood = Signal()
    """The scene stands: all that it does is done."""
    noticed = Signal()
    """What can be seen of that which there is to notice has changed."""
    left = Signal()
    finished = Signal()
    """The last scene was gone on from; `left` was told before."""
    message = Signal(str)
    turn_wanted = Signal(int)
    """Somebody wants to go on (1) or back (−1), by a key or in another window."""

    def __init__(self, window: MainWindow, files: FileMenu, probe: Probe) -> None:
        super().__init__(window)
        self._window, self._files, self._probe = window, files, probe
        self.staging = Staging(window, files, probe)
        self.staging.done.connect(self._keep)
        self.staging.failed.connect(self.message)
        self.lesson: Lesson | None = None
        self.number = 0
        self.verdict: bool | None = None
        """Whether the answer that was given is right; None while none was given."""
        self.said = ""
        """The answer that was given."""
        self.seen: tuple[bool, ...] = ()
        """Which of the scene's notices the window shows."""
        self._settings: tuple[Setting, ...] = ()
        self._kept: dict[int, Kept] = {}
        self._answered: dict[int, tuple[str, bool | None]] = {}
        self._staged = 0
        """The scene that was set up last, or is being set up; −1 at the beginning."""
        self._own: _Own | None = None
        self._looking = QTimer(self)
        self._looking.setInterval(LOOK_MS)
        self._looking.timeout.connect(self._look)

    def title_of(self, panel: str) -> str:
        """What the window calls a panel, of which a lesson has the name."""
        return words_of(self._window.docks[panel].toggleViewAction())

    # Which scene is on

    @property
    def scene(self) -> Scene:
        """The scene that is on."""
        assert self.lesson is not None
        return self.lesson.scenes[self.number]

    @property
    def asks(self) -> bool:
        """Whether the scene's question waits for its answer."""
        return self.scene.form.question is not None and self.number not in self._answered

    @property
    def answer(self) -> Answer | None:
        """The right answer to the scene's question; None where it asks nothing."""
        question = self.scene.form.question
        if question is None:
            return None
        network = self._settings[self.number].network
        return answer_of(question, network, analyse(network))

    @property
    def is_last(self) -> bool:
        return self.lesson is not None and self.number == len(self.lesson.scenes) - 1

    def begin(self, lesson: Lesson, weights: Mapping[str, np.ndarray], at: int = 0) -> None:
        """Set the user's document aside, of which these are the weights, and show scene `at`."""
        window = self._window
        panel = window.probe_panel
        numbers = panel.matrix.table.numbers
        history, looked_back = window.thread_.history, window.thread_.look_back.newest
        self._files.make_room(self.leave)
        self._own = _Own(
            window.document.set_aside(),
            weights,
            history,
            self._probe.seen,
            self._probe.changes,
            (numbers.values.copy(), numbers.white),
            window.curves.run_before,
            looked_back.past if looked_back is not None else None,
        )
        self.staging.looks.begin()
        self.lesson = lesson
        self._settings = settings_of_lesson(lesson)
        self._kept.clear()
        self._answered.clear()
        self._staged = -1
        self._looking.start()
        self._go(at)

    def forward(self) -> None:
        """Show what the question asks for, or else the next scene; behind the last one, leave."""
        if self.lesson is None:  # the panel may be in sight while the own document comes back
            return
        if self.asks:
            self.reveal()
        elif self.is_last:
            self.leave()
            self.finished.emit()
        else:
            self._go(self.number + 1)

    def back(self) -> None:
        """Show the scene before, as it was when it stood."""
        if self.lesson is not None and self.number:
            self._go(self.number - 1)

    def say(self, answer: str) -> None:
        """Answer the question, which is then shown."""
        if self.lesson is None:
            return
        question, right = self.scene.form.question, self.answer
        if question is not None and right is not None and self.asks:
            self._reveal(answer, right.allows(answer, question.tolerance))

    def reveal(self) -> None:
        """Show the answer without having given one."""
        self._reveal("", None)

    def _reveal(self, said: str, verdict: bool | None) -> None:
        self._answered[self.number] = (said, verdict)
        self._show_answer()
        self._come_from(self.number - 1)
        self._look()
        self.moved.emit()

    def _go(self, number: int) -> None:
        before, self.number = self.number, number
        self._show_answer()
        self.seen = ()
        if number in self._kept:
            self._restore(number)
        elif self.asks:
            self._wait_on(number - 1, before)
        else:
            self._come_from(number - 1)
        self._look()
        self.moved.emit()

    def _wait_on(self, shown: int, before: int) -> None:
        """Until the question is answered, the scene before it stays, or comes back."""
        if before != shown and shown in self._kept:
            self._restore(shown)

    def _restore(self, number: int) -> None:
        assert self.lesson is not None
        self._staged = number
        scene = self.lesson.scenes[number]
        self.staging.restore(scene, self._kept[number], self._probe_of(number))

    def _come_from(self, before: int) -> None:
        """Play the scene; where somebody has touched the one before, that is put back first."""
        setting = self._settings[self.number]
        if not setting.fresh:
            kept = self._kept.get(before)
            was = self._settings[before]
            if kept is not None and self.staging.touched:
                self.staging.put_back(kept)
            elif kept is None and (
                self._staged != before or self._window.document.network != was.network
            ):
                self.staging.put_back(Kept(was.network, was.recipe, None, History()))
        probe = self.scene.form.probe
        if probe is None and before not in self._kept:
            probe = self._probe_of(self.number)
        self._staged = self.number
        self.staging.play(self.scene, setting, probe)

    def _probe_of(self, number: int) -> ProbeForm:
        """What a scene looks at, which may be what a scene before it chose."""
        assert self.lesson is not None
        chosen = [scene.form.probe for scene in self.lesson.scenes[: number + 1]]
        return next((probe for probe in reversed(chosen) if probe is not None), _FIRST_PROBE)

    def _show_answer(self) -> None:
        self.said, self.verdict = self._answered.get(self.number, ("", None))

    def _keep(self) -> None:
        """The scene stands."""
        if self.lesson is None:
            return
        if self.staging.kept is not None:
            self._kept[self._staged] = self.staging.kept
        self._look()
        self.stood.emit()

    def _look(self) -> None:
        """See whether the window shows what there is to notice."""
        if self.lesson is None:
            return
        notices = () if self.asks else self.scene.notices
        seen = tuple(is_seen(notice, self._window) for notice in notices)
        if seen != self.seen:
            self.seen = seen
            self.noticed.emit()

    # The user's own document

    def leave(self) -> None:
        """Bring the user's own document back, with its weights and steps of undo."""
        own, self._own = self._own, None
        if own is None:
            return
        self._looking.stop()
        self.staging.call_off()
        self.staging.looks.leave()
        self.staging.side.leave()
        self.lesson = None
        window = self._window
        self._end_training()
        window.thread_.set_network(own.document.network, forget=True)
        window.document.take_up(own.document)
        window.thread_.put_back(
            own.weights, own.history, learned=own.document.learned, past=own.past
        )
        self._files.make_room(None)
        self._files.opened.emit()
        # The user's data set may have to be loaded first.
        self.staging.come_back(own.run_before, lambda: self._show_own_image(own))
        self.left.emit()

    def _end_training(self) -> None:
        """Whatever asks about a run afterwards shall not take the lesson's for the user's."""
        thread = self._window.thread_
        if thread.progress.busy:
            thread.stop()
            words = tr("Waiting for the batch that is being computed …")
            wait_for(thread.edit_weights(()), words, self._window, cancellable=False)

    def _show_own_image(self, own: _Own) -> None:
        panel, seen = self._window.probe_panel, own.seen
        panel.changes.choose(own.changes)
        panel.matrix.take(*own.matrix)
        if seen is None:
            return
        if seen.source == "data":
            panel.data_chosen.emit(seen.part, seen.index)
        elif seen.source == "file":
            self._probe.look_again(seen)
        else:
            self._probe.look_at(seen.original, seen.source)
