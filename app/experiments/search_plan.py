"""A search as data: what is searched, how, and what each trial came to; needs no torch."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

import msgspec

from app.atomic_file import atomic_file
from app.experiments.search_space import SearchSpace, Value, parse_space
from app.home import home
from app.language import tr
from app.network.encoding import network_from_json, network_to_json
from app.network.graph import Network, NetworkError
from app.network.setting_titles import setting_title
from app.training.recipe import Recipe, RecipeError, recipe_from_json, recipe_to_json

SamplerName = Literal["tpe", "random"]
PrunerName = Literal["median", "halving", "none"]
SAMPLERS: tuple[SamplerName, ...] = ("tpe", "random")
PRUNERS: tuple[PrunerName, ...] = ("median", "halving", "none")
PhaseName = Literal["coarse", "fine"]
Outcome = Literal["finished", "pruned", "diverged", "refused"]

MOST_TRIALS, MOST_EPOCHS = 10_000, 10_000
_PLAN_FILE = "search.json"


class SearchError(ValueError):
    """A search that cannot be begun or resumed; the text says why."""


@dataclass(frozen=True)
class Plan:
    """How a space is searched: first many trials of few epochs, then fewer and longer ones.

    `sampler` chooses the values: "random", or "tpe" (tree-structured Parzen estimator: more often
    where trials were good). `pruner` ends trials early: "median" those that are worse than half of
    the others were after as many epochs, "halving" all but the best third at epochs 1, 3, 9 …
    Raises ValueError for numbers that make no sense.
    """

    trials: int = 20
    epochs: int = 2
    fine_trials: int = 6
    fine_epochs: int = 6
    sampler: SamplerName = "tpe"
    pruner: PrunerName = "median"
    seed: int = 0

    def __post_init__(self) -> None:
        for name, least, most in (
            ("trials", 1, MOST_TRIALS),
            ("epochs", 1, MOST_EPOCHS),
            ("fine_trials", 0, MOST_TRIALS),
            ("fine_epochs", 1, MOST_EPOCHS),
        ):
            if not least <= getattr(self, name) <= most:
                words = setting_title(name)
                raise ValueError(
                    tr(
                        "{words} must be a number from {least} to {most:,}",
                        words=words,
                        least=least,
                        most=most,
                    )
                )
        if self.sampler not in SAMPLERS:
            raise ValueError(
                tr("the sampler must be one of {samplers}", samplers=", ".join(SAMPLERS))
            )
        if self.pruner not in PRUNERS:
            raise ValueError(tr("the pruner must be one of {pruners}", pruners=", ".join(PRUNERS)))

    @property
    def phases(self) -> tuple[tuple[PhaseName, int, int], ...]:
        """(name, trials, epochs of each) in their order."""
        coarse: tuple[PhaseName, int, int] = ("coarse", self.trials, self.epochs)
        if not self.fine_trials:
            return (coarse,)
        return coarse, ("fine", self.fine_trials, self.fine_epochs)


@dataclass(frozen=True)
class Trial:
    """One training with values from the space.

    `number` counts from 1 in its phase. `accuracy` (0 to 1) is that of the validation images after
    the last epoch that was done, 0 where training diverged, and None where it never began.
    """

    phase: PhaseName
    number: int
    values: Mapping[str, Value]
    outcome: Outcome
    accuracy: float | None
    epochs: int = 0
    reason: str = ""
    run: str = ""
    """The folder of its run."""

    def form(self) -> dict[str, Any]:
        """For programs; `Trial(**form)` is the trial again."""
        return asdict(self)


@dataclass(frozen=True)
class PhaseBegun:
    """A phase begins, or goes on after `done` trials; `over` is its space in text."""

    phase: PhaseName
    trials: int
    epochs: int
    done: int
    over: tuple[str, ...]


@dataclass(frozen=True)
class TrialStep:
    """A batch of a trial was learned: `step` of `steps`."""

    phase: PhaseName
    number: int
    step: int
    steps: int


def best_of(trials: list[Trial]) -> Trial | None:
    """The finished trial with the best validation accuracy; of equals, the later one."""
    finished = [trial for trial in trials if trial.outcome == "finished"]
    return max(reversed(finished), key=lambda trial: trial.accuracy or 0.0, default=None)


@dataclass(frozen=True)
class Search:
    """What is searched: the network and recipe at its beginning, the space, and the plan.

    It is kept in a folder with `search.json`, the trials in `trials.sqlite3` and a run for each
    trial in `runs`.
    """

    folder: Path
    network: Network
    recipe: Recipe
    space: SearchSpace
    plan: Plan

    @property
    def name(self) -> str:
        return self.folder.name


class _Form(msgspec.Struct, forbid_unknown_fields=True):
    network: msgspec.Raw
    recipe: msgspec.Raw
    over: list[str]
    plan: dict[str, Any]


def searches_folder() -> Path:
    """Where searches are kept."""
    return home() / "searches"


def new_search(
    name: str, network: Network, recipe: Recipe, space: SearchSpace, plan: Plan
) -> Search:
    """Make the folder of a search; SearchError where the name is taken or nothing can be written.

    Without a name it gets the network's and a number.
    """
    folder = searches_folder() / (_checked(name) if name else _free_name(network.name))
    form = _Form(
        msgspec.Raw(network_to_json(network)),
        msgspec.Raw(recipe_to_json(recipe)),
        space.texts,
        asdict(plan),
    )
    try:
        if (folder / _PLAN_FILE).exists():
            raise SearchError(
                tr("there is a search {name!r} already: resume it, or take another name", name=name)
            )
        folder.mkdir(parents=True, exist_ok=True)
        with atomic_file(folder / _PLAN_FILE) as file:
            file.write(msgspec.json.encode(form))
    except OSError as error:
        raise SearchError(
            tr("{folder} cannot be written: {strerror}", folder=folder, strerror=error.strerror)
        ) from error
    return Search(folder, network, recipe, space, plan)


def open_search(name: str) -> Search:
    """The search of that name; SearchError where there is none or its file is damaged."""
    folder = searches_folder() / _checked(name)
    try:
        form = msgspec.json.decode((folder / _PLAN_FILE).read_bytes(), type=_Form)
        network = network_from_json(bytes(form.network))
        recipe = recipe_from_json(bytes(form.recipe))
        space, plan = parse_space(form.over, network, recipe), Plan(**form.plan)
    except FileNotFoundError as error:
        known = ", ".join(search_names()) or tr("none yet")
        raise SearchError(
            tr("there is no search {name!r}; there are: {known}", name=name, known=known)
        ) from error
    except OSError as error:
        raise SearchError(
            tr("the search {name} cannot be read: {strerror}", name=name, strerror=error.strerror)
        ) from error
    except (msgspec.MsgspecError, NetworkError, RecipeError, ValueError, TypeError) as error:
        raise SearchError(
            tr("the search {name} is damaged: {error}", name=name, error=error)
        ) from error
    return Search(folder, network, recipe, space, plan)


def search_names() -> list[str]:
    """The searches that there are, the newest first."""
    try:
        files = [path / _PLAN_FILE for path in searches_folder().iterdir()]
        there = [(path.stat().st_mtime, path.parent.name) for path in files if path.is_file()]
    except OSError:
        return []
    return [name for _, name in sorted(there, reverse=True)]


def _checked(name: str) -> str:
    if not re.fullmatch(r"[\w][\w .-]{0,63}", name):
        raise SearchError(
            tr(
                "{name!r} is no name for a search: take up to 64 letters, digits, dots and dashes",
                name=name,
            )
        )
    return name


def _free_name(network_name: str) -> str:
    word = re.sub(r"[^A-Za-z0-9-]+", "-", network_name).strip("-")[:40] or "network"
    return next(name for name in _numbered(word) if not (searches_folder() / name).exists())


def _numbered(word: str) -> Iterator[str]:
    number = 1
    while True:
        yield f"{word}-{number}"
        number += 1
