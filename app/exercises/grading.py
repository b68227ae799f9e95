"""Students' files held against an exercise: a grade each, whatever is in the file."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from app.exercises.checking import (
    Finding,
    Measured,
    Verdict,
    findings,
    verdict_of,
)
from app.exercises.constraints import Accuracy
from app.exercises.exercise import Exercise
from app.exercises.testing import AccuracyTests
from app.files.project import SUFFIX, Project, ProjectError, load_project

log = logging.getLogger(__name__)

_NOT_TRAINED = Measured(reason="not trained: --train was not given", open=True)
_NOT_WORTH_IT = Measured(reason="not trained: something else that is asked for is not met")


@dataclass(frozen=True)
class Grade:
    """A student's file and what was found in it; `message` says what kept it from being checked.

    `verdict` is open where a check was left out. `findings` are empty for a file that could not
    be read.
    """

    path: Path
    verdict: Verdict
    network: str = ""
    findings: tuple[Finding, ...] = ()
    message: str = ""


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that are named, and for a folder the projects in it, by name."""
    for path in paths:
        if path.is_dir():
            yield from sorted(path.glob(f"*{SUFFIX}"))
        else:
            yield path


class Grader:
    """Holds one file after the other against an exercise; what they share is loaded once.

    With `train`, networks that the exercise wants trained anew are, if all else is met.
    """

    def __init__(self, exercise: Exercise, *, train: bool = False) -> None:
        self._exercise = exercise
        self._train = train
        self._tests = AccuracyTests()

    def grade(self, path: Path) -> Grade:
        """The grade of a file. Never raises for what is in it: that becomes the message."""
        try:
            project = load_project(path)
        except ProjectError as error:
            return Grade(path, "failed", message=str(error))
        except Exception as error:
            return _unreadable(path, error)
        try:
            found = self._findings(project)
        except Exception as error:
            return _unreadable(path, error, project.network.name)
        return Grade(path, verdict_of(found), project.network.name, found, project.note)

    def _findings(self, project: Project) -> tuple[Finding, ...]:
        """First what costs little; nothing is trained where that has failed."""
        exercise, network = self._exercise, project.network
        # How hard generated images are is for the lecturer to say.
        recipe = replace(project.recipe, difficulty=exercise.first_recipe.difficulty)
        asked = [
            (place, each)
            for place, each in enumerate(exercise.constraints)
            if isinstance(each, Accuracy)
        ]
        measured = {
            place: self._tests.own(replace(project, recipe=recipe), each.data)
            for place, each in asked
            if each.training is None
        }
        found = findings(exercise, network, recipe, measured)
        met = verdict_of(found) != "failed"
        for place, each in asked:
            if each.training is None:
                continue
            if not self._train:
                measured[place] = _NOT_TRAINED
            elif not met:
                measured[place] = _NOT_WORTH_IT
            else:
                by = each.training.recipe_for(recipe, each.data)
                measured[place] = self._tests.trained(network, by)
        return findings(exercise, network, recipe, measured)


def _unreadable(path: Path, error: Exception, network: str = "") -> Grade:
    """What nobody has thought of must not keep the other files from being graded."""
    log.exception("%s could not be graded", path)
    why = f"{type(error).__name__}: {error}".rstrip(": ")
    return Grade(path, "failed", network, message=f"{path.name} could not be checked: {why}")
