"""Searching a space by Optuna: every trial is an ordinary run, and a kill loses none that is done.

Optuna keeps the trials in SQLite and proposes values; training and the runs are Convas's own. The
values of a trial depend only on (seed, phase, trials before it), so a search that was killed and
resumed finds what it would have found; a trial that was in progress goes on from the last
checkpoint of its run.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import optuna
from filelock import FileLock, Timeout
from optuna.trial import FrozenTrial, TrialState

from app.data.dataset import Dataset
from app.experiments.search_plan import (
    Outcome,
    PhaseBegun,
    PhaseName,
    Plan,
    Search,
    SearchError,
    Trial,
    TrialStep,
)
from app.experiments.search_space import Choices, Range, SearchSpace, Value
from app.language import tr
from app.network.graph import NetworkError
from app.training.events import Diverged, EpochDone, OutOfMemory, StepDone
from app.training.module import UntrainableError
from app.training.run import RunError, new_run, open_run
from app.training.seeds import seed_from
from app.training.trainer import Trainer

STARTUP_TRIALS = 6
"""Trials with random values before TPE looks at the results."""
UNPRUNED_TRIALS = 4
"""Trials that are finished before others are compared with their median."""
HALVING_FACTOR = 3
BEST_SHARE = 0.25
"""The fine phase searches around this share of the finished coarse trials, two at least."""

SearchEvent = PhaseBegun | TrialStep | Trial


def search(wanted: Search, dataset: Dataset) -> Generator[SearchEvent, None, None]:
    """Carry out what is left of a search, telling what happens; trials that are done come first.

    Closing the generator pauses the search: the trial in progress keeps a checkpoint. Raises
    SearchError where another process is at it or nothing in the space can be trained, and RunError
    where the disk does not take a run.
    """
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    with _alone(wanted.folder):
        storage = optuna.storages.RDBStorage(f"sqlite:///{wanted.folder / 'trials.sqlite3'}")
        try:
            space, done = wanted.space, list[Trial]()
            for name, trials, epochs in wanted.plan.phases:
                if done:
                    space = _narrowed(space, done)
                phase = _Phase(wanted, dataset, storage, name, space, epochs)
                yield PhaseBegun(name, trials, epochs, len(phase.settled()), tuple(space.texts))
                yield from phase.settled()
                while len(phase.settled()) < trials:
                    yield from phase.one_trial()
                done = phase.settled()
        finally:
            storage.engine.dispose()


def _narrowed(space: SearchSpace, trials: list[Trial]) -> SearchSpace:
    finished = [trial for trial in trials if trial.outcome == "finished"]
    if not finished:
        reasons = {trial.reason for trial in trials if trial.reason}
        why = min(reasons, key=len, default=tr("all trials diverged"))
        raise SearchError(
            tr("no trial could be finished, so there is nothing to refine: {why}", why=why)
        )
    finished.sort(key=lambda trial: trial.accuracy or 0.0, reverse=True)
    best = finished[: max(2, round(BEST_SHARE * len(finished)))]
    return space.narrowed([trial.values for trial in best])


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the search against other processes; the system lets go of it when this one is killed."""
    lock = FileLock(folder / "lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise SearchError(tr("the search {name} is going on already", name=folder.name)) from error
    try:
        yield
    finally:
        lock.release()


class _Phase:
    """The trials of one phase, which are a study of Optuna."""

    def __init__(
        self,
        wanted: Search,
        dataset: Dataset,
        storage: optuna.storages.RDBStorage,
        name: PhaseName,
        space: SearchSpace,
        epochs: int,
    ) -> None:
        self._wanted = wanted
        self._dataset = dataset
        self._name = name
        self._space = space
        self._epochs = epochs
        self._study = optuna.create_study(
            storage=storage,
            study_name=name,
            direction="maximize",
            load_if_exists=True,
            pruner=_pruner(wanted.plan),
        )
        for trial in self._study.get_trials(deepcopy=False, states=(TrialState.RUNNING,)):
            self._study.tell(trial.number, state=TrialState.FAIL)  # its process was killed

    def settled(self) -> list[Trial]:
        """The trials that need not be made again."""
        kept = [trial for trial in self._study.get_trials(deepcopy=False) if _is_settled(trial)]
        return [self._told(number, trial) for number, trial in enumerate(kept, start=1)]

    def one_trial(self) -> Iterator[SearchEvent]:
        """Make the next trial."""
        number = len(self.settled()) + 1
        self._study.sampler = _sampler(self._wanted.plan, self._name, number)
        asked = self._study.ask()
        values = {name: _suggested(asked, name, among) for name, among in self._space.over.items()}
        try:
            trainer = self._trainer(asked, values)
        except (UntrainableError, NetworkError, ValueError) as error:
            asked.set_user_attr("outcome", "refused")
            asked.set_user_attr("reason", str(error))
            self._study.tell(asked, state=TrialState.FAIL)
        else:
            outcome, value = yield from self._train(asked, trainer, number)
            asked.set_user_attr("outcome", outcome)
            state = TrialState.COMPLETE if outcome != "pruned" else TrialState.PRUNED
            self._study.tell(asked, value, state)
        yield self.settled()[-1]

    def _trainer(self, asked: optuna.Trial, values: dict[str, Value]) -> Trainer:
        """A trainer for these values, which goes on with the run of a trial that was killed."""
        folder = self._begun_already(asked)
        if folder is not None:
            asked.set_user_attr("run", str(folder))
            return Trainer.resume(folder, self._dataset)
        wanted = self._wanted
        network, recipe = self._space.applied(wanted.network, wanted.recipe, values)
        recipe = replace(recipe, epochs=self._epochs)
        trainer = Trainer(network, recipe, self._dataset)
        trainer.run = run = new_run(wanted.folder / "runs", network, recipe)
        asked.set_user_attr("run", str(run.folder))
        return trainer

    def _begun_already(self, asked: optuna.Trial) -> Path | None:
        """The run of an unsettled trial with the same values, if it can be gone on with."""
        for before in reversed(self._study.get_trials(deepcopy=False)):
            name = before.user_attrs.get("run")
            if not name or _is_settled(before) or before.params != asked.params:
                continue
            with suppress(RunError):
                if open_run(Path(name)).has_checkpoint:
                    return Path(name)
        return None

    def _train(
        self, asked: optuna.Trial, trainer: Trainer, number: int
    ) -> Generator[TrialStep, None, tuple[Outcome, float | None]]:
        """Train; returns what came of it, with the value for Optuna."""
        assert trainer.run is not None
        accuracy = 0.0
        for event in trainer.run.history():  # of a trial that goes on
            if isinstance(event, EpochDone) and event.step <= trainer.step:
                accuracy = self._report(asked, event)
        if accuracy and not trainer.over and asked.should_prune():
            return "pruned", None
        with closing(trainer.events()) as events:
            for event in events:
                match event:
                    case StepDone():
                        yield TrialStep(self._name, number, event.step, trainer.total_steps)
                    case EpochDone():
                        accuracy = self._report(asked, event)
                        if not trainer.over and asked.should_prune():
                            return "pruned", None
                    case Diverged() | OutOfMemory():
                        asked.set_user_attr("reason", event.reason)
                        return "diverged", 0.0
        if trainer.warning:
            asked.set_user_attr("reason", trainer.warning)
        return "finished", accuracy

    @staticmethod
    def _report(asked: optuna.Trial, event: EpochDone) -> float:
        asked.report(event.validation_accuracy, event.epoch)
        return event.validation_accuracy

    def _told(self, number: int, trial: FrozenTrial) -> Trial:
        attributes = trial.user_attrs
        outcome: Outcome = attributes["outcome"]
        reported = trial.intermediate_values
        accuracy = reported[max(reported)] if reported else None
        return Trial(
            phase=self._name,
            number=number,
            values={name: trial.params[name] for name in self._space.over},
            outcome=outcome,
            accuracy=0.0 if outcome == "diverged" else accuracy,
            epochs=max(reported, default=0),
            reason=attributes.get("reason", ""),
            run=attributes.get("run", ""),
        )


def _is_settled(trial: FrozenTrial) -> bool:
    return trial.state.is_finished() and (
        trial.state != TrialState.FAIL or trial.user_attrs.get("outcome") == "refused"
    )


def _sampler(plan: Plan, phase: PhaseName, number: int) -> optuna.samplers.BaseSampler:
    """One that draws the same for the same trial, however often the search was interrupted."""
    seed = seed_from(plan.seed, phase, number) % 2**32
    if plan.sampler == "random":
        return optuna.samplers.RandomSampler(seed=seed)
    return optuna.samplers.TPESampler(seed=seed, n_startup_trials=STARTUP_TRIALS)


def _pruner(plan: Plan) -> optuna.pruners.BasePruner:
    match plan.pruner:
        case "median":
            return optuna.pruners.MedianPruner(n_startup_trials=UNPRUNED_TRIALS)
        case "halving":
            return optuna.pruners.SuccessiveHalvingPruner(
                min_resource=1, reduction_factor=HALVING_FACTOR
            )
        case "none":
            return optuna.pruners.NopPruner()


def _suggested(asked: optuna.Trial, name: str, among: Range | Choices) -> Any:
    if isinstance(among, Choices):
        return asked.suggest_categorical(name, among.values)
    if among.whole:
        return asked.suggest_int(name, int(among.lowest), int(among.highest), log=among.log)
    return asked.suggest_float(name, among.lowest, among.highest, log=among.log)
