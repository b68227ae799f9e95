"""The sabotage lab at work: a training with a hidden fault, beside the document's own.

It has a training thread of its own, to which the views are turned. The document, its weights and
a run that is open stay on theirs and are only looked away from, so that there is nothing to be put
back: whatever happens, they are as they were.
"""

from __future__ import annotations

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal

from app.experiments.sabotage import (
    Difficulty,
    Fault,
    Training,
    Verdict,
    choose_fault,
    judged,
    possible_faults,
    prepared,
    what_was_changed,
)
from app.language import tr
from app.training.events import Diverged, EpochDone, StepDone, TrainingEvent
from app.training.recipe import Recipe
from widgets.document import Document
from widgets.live_views import LiveViews
from widgets.panels.curve_data import CurveData
from widgets.training_thread import TrainingThread

if TYPE_CHECKING:
    from app.experiments.observed import Observed
    from app.inspection.layer_health import NetworkHealth
    from app.inspection.subject import Subject

Phase = Literal["off", "hidden", "told"]

log = logging.getLogger(__name__)


@dataclass
class Score:
    """Of this session: faults found, of them at the first diagnosis, and all there were."""

    found: int = 0
    at_once: int = 0
    all: int = 0

    @property
    def in_words(self) -> str:
        """ "2 of 3 faults found, 1 at once"; empty before the first is over."""
        if not self.all:
            return ""
        if self.all == 1:
            return tr(
                "{found} of 1 fault found, {at_once} at once",
                found=self.found,
                at_once=self.at_once,
            )
        return tr(
            "{found} of {all} faults found, {at_once} at once",
            found=self.found,
            all=self.all,
            at_once=self.at_once,
        )


@dataclass(frozen=True, eq=False)
class _Diagnosis:
    """What was said to be wrong with a training, and what is."""

    fault: Fault
    hidden: Fault
    healthy: Training


class SabotageLab(QObject):
    """Hides faults in copies of the document's network and recipe, and judges diagnoses."""

    phase_changed = Signal()
    verdict_given = Signal(object)
    """A `Verdict` on what was diagnosed last, unless that was revealed meanwhile."""
    refused = Signal(str)
    """Something could not be done; the text says why."""
    compared = Signal(object)
    """The run with the fault, as `CurveData`: the one without it is trained now."""
    _judged = Signal(object, object)
    _not_judged = Signal(object, str)

    def __init__(
        self, document: Document, thread: TrainingThread, live: LiveViews, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._documents_thread = thread
        self._live = live
        self._thread: TrainingThread | None = None
        self._leaving: list[TrainingThread] = []
        self._judge = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sabotage")
        self._closed = False
        self.phase: Phase = "off"
        self.score = Score()
        self.tried: list[Fault] = []
        """What was diagnosed in vain since the fault was hidden."""
        self._healthy: Training | None = None
        self._trained: Training | None = None
        self._fault: Fault | None = None
        self._diagnosis: _Diagnosis | None = None
        self._judged.connect(self._take_verdict)
        self._not_judged.connect(self._give_up)

    # What the window needs to know

    @property
    def at_work(self) -> tuple[TrainingThread, Recipe] | None:
        """What the controls of a run act on instead of the document's; None while there is no lab.

        The recipe is the fault's: it is for the thread alone.
        """
        if self._thread is None or self._trained is None:
            return None
        return self._thread, self._trained.recipe

    @property
    def secret(self) -> bool:
        """Whether there is something that must not be seen."""
        return self.phase == "hidden"

    @property
    def is_telling(self) -> bool:
        """Whether the run has gone far enough to be judged: an epoch, or until it broke down."""
        return any(isinstance(event, EpochDone | Diverged) for event in self.events)

    @property
    def events(self) -> list[TrainingEvent]:
        """What the lab's run has reported so far."""
        return self._thread.events if self._thread else []

    @property
    def judging(self) -> bool:
        """Whether a diagnosis waits for its verdict."""
        return self._diagnosis is not None

    @property
    def diagnoses(self) -> tuple[Fault, ...]:
        """What may be wrong: with the training in which something is hidden, or with the next."""
        healthy = self._healthy if self.phase != "off" else self._as_it_is()
        return possible_faults(healthy) if healthy else ()

    # What the student does

    def begin(self, difficulty: Difficulty | None, seed: int) -> None:
        """Hide one of the faults in a copy of the network, and train it."""
        healthy = self._as_it_is()
        if healthy is None:
            self.refused.emit(tr("The data set is not there yet. Wait for it, or choose another."))
            return
        if errors := self._document.analysis.errors:
            self.refused.emit(
                tr("The network must be sound first: {message}.", message=errors[0].message)
            )
            return
        self._healthy = healthy
        self._fault = choose_fault(healthy, seed, difficulty)
        self.tried = []
        self._diagnosis = None
        self._documents_thread.pause()
        self._train(self._fault.inject(healthy))
        self._set_phase("hidden")

    def diagnose(self, fault: Fault) -> None:
        """Ask whether it is this fault; `verdict_given` answers."""
        healthy, hidden = self._healthy, self._fault
        if self._thread is None or self.phase != "hidden" or self.judging:
            return
        if healthy is None or hidden is None:
            return
        self._diagnosis = diagnosis = _Diagnosis(fault, hidden, healthy)
        self.phase_changed.emit()
        subject = self._thread.fetch_subject()
        events, health = tuple(self._thread.events), self._thread.health.newest
        self._judge.submit(self._answer, diagnosis, subject, events, health)

    def reveal(self) -> str:
        """Give up: what was wrong, in words."""
        if self._fault is None or self.phase != "hidden":
            return ""
        self.score.all += 1
        self._diagnosis = None
        self._set_phase("told")
        return self.solution

    @property
    def solution(self) -> str:
        """What the fault is and what it had changed; empty while that is a secret."""
        if self._fault is None or self._healthy is None or self.phase != "told":
            return ""
        changed = what_was_changed(self._healthy, self._fault.inject(self._healthy))
        return f"{self._fault.title} ({changed})."

    def compare(self) -> None:
        """Train the same network without the fault for as many steps."""
        if self._thread is None or self._healthy is None or self.phase != "told":
            return
        events = list(self.events)
        steps = sum(isinstance(event, StepDone) for event in events)
        self._judge.submit(self._lay_over, events)
        self._train(self._healthy, max(1, steps))
        self.phase_changed.emit()

    @property
    def compares(self) -> bool:
        """Whether it is the network without the fault that is trained."""
        return self._trained is not None and self._trained == self._healthy

    def end(self) -> None:
        """Leave the lab: the views turn back to the document's own training."""
        if self._thread is None:
            return
        if self.phase == "hidden":
            self.score.all += 1
        thread, self._thread = self._thread, None
        self._healthy = self._trained = self._fault = self._diagnosis = None
        self._leaving.append(thread)
        thread.finished.connect(lambda: self._forget(thread))
        thread.leave()
        self._live.turn_to(self._documents_thread)
        self._set_phase("off")

    def close(self) -> None:
        """The window closes: wait for what is at work."""
        self._closed = True
        self._judge.shutdown(wait=False, cancel_futures=True)
        for thread in (*self._leaving, *((self._thread,) if self._thread else ())):
            thread.close()
        self._judge.shutdown(wait=True)

    # How it is done

    def _as_it_is(self) -> Training | None:
        """The document's training, which the faults are put into; None without data."""
        data = self._documents_thread.dataset
        if data is None or not len(data.train):
            return None
        images = len(data.train) // max(1, len(data.classes))
        return prepared(Training(self._document.network, self._document.recipe, images))

    def _train(self, training: Training, steps: int | None = None) -> None:
        """Put a training onto the lab's thread, from its first weights on."""
        recipe = training.recipe
        thread = self._thread
        if thread is None:
            thread = TrainingThread(self, keeps_runs=False, tells_recipe=False)
            thread.start()
        data = self._documents_thread.data
        thread.stop()
        thread.set_network(training.network, forget=True)
        thread.load_dataset(
            recipe.dataset, recipe.difficulty, recipe.changes, data.original if data else None
        )
        thread.reset_weights(recipe.seed, recipe.initial_weights)
        thread.train(recipe, steps)
        self._thread, self._trained = thread, training
        self._live.turn_to(thread, self._document.network)

    def _answer(
        self,
        diagnosis: _Diagnosis,
        subject: Future[Subject],
        events: tuple[TrainingEvent, ...],
        health: NetworkHealth | None,
    ) -> None:
        """On the judge's thread; Qt hands the signals over to the window's."""
        try:
            run = _observed(subject, diagnosis.healthy, events, health)
            verdict = judged(diagnosis.hidden, diagnosis.fault, run)
        except (ValueError, OSError) as error:
            self._refuse(diagnosis, str(error))
        except Exception as error:
            log.exception("a diagnosis could not be judged")
            self._refuse(diagnosis, tr("This could not be judged: {error}", error=error))
        else:
            if not self._closed:
                self._judged.emit(diagnosis, verdict)

    def _lay_over(self, events: list[TrainingEvent]) -> None:
        """On the judge's thread, for a run may have a million steps."""
        data = CurveData()
        data.take(events, max(1, len(events)))
        if not self._closed:
            self.compared.emit(data)

    def _refuse(self, diagnosis: _Diagnosis, why: str) -> None:
        """On the judge's thread."""
        if not self._closed:
            self._not_judged.emit(diagnosis, why)

    def _give_up(self, diagnosis: _Diagnosis, why: str) -> None:
        if diagnosis is self._diagnosis:
            self._diagnosis = None
            self.refused.emit(why)

    def _take_verdict(self, diagnosis: _Diagnosis, verdict: Verdict) -> None:
        """Count it and hand it on, unless the fault was revealed meanwhile."""
        if diagnosis is not self._diagnosis:
            return
        self._diagnosis = None
        if verdict.right:
            self.score.all += 1
            self.score.found += 1
            self.score.at_once += not self.tried
            self._set_phase("told")
        else:
            if diagnosis.fault not in self.tried:
                self.tried.append(diagnosis.fault)
            self.phase_changed.emit()
        self.verdict_given.emit(verdict)

    def _set_phase(self, phase: Phase) -> None:
        self.phase = phase
        self.phase_changed.emit()

    def _forget(self, thread: TrainingThread) -> None:
        if thread in self._leaving:
            self._leaving.remove(thread)
            thread.deleteLater()


def _observed(
    subject: Future[Subject],
    healthy: Training,
    events: tuple[TrainingEvent, ...],
    health: NetworkHealth | None,
) -> Observed:
    from app.experiments.observation import observe  # torch; the judge's thread may wait for it

    if health is not None:
        health = replace(health, network=healthy.network)
    return observe(subject.result(), healthy.network, healthy.recipe.loss, events, health)
