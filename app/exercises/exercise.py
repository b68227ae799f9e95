"""An exercise, and the readable file that holds it.

The form, in JSON; what is not asked for may be left out::

    {"format": "convas-exercise", "version": 1,
     "title": "Small and good",
     "words": "Build a network that …",
     "network": {…},                     what students begin with, as project files hold it
     "recipe": {"dataset": "mnist", …},  the settings that they begin with
     "constraints": [
         {"constraint": "amount", "measure": "parameters", "relation": "<", "value": 20000},
         {"constraint": "test_accuracy", "relation": ">", "value": 0.97, "data": "mnist"}],
     "hidden": {…}}                      hashes of a network to rebuild

`docs/exercises.md` lists all constraints. A file may come from anywhere, so all of it is held to
limits, and what is not known is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import msgspec

from app.atomic_file import atomic_file
from app.exercises.constraints import (
    LONGEST,
    MOST,
    Accuracy,
    Constraint,
    LayerCount,
    OnlyKinds,
    Training,
)
from app.exercises.hidden import HiddenNetwork
from app.language import tr
from app.network.encoding import MAX_BYTES, network_from_json, network_to_json
from app.network.graph import Network, NetworkError
from app.network.layers import kind_named
from app.training.recipe import Recipe, with_settings

SUFFIX = ".exercise.json"
_FORMAT, _VERSION = "convas-exercise", 1
_LONGEST_REASON = 300


class ExerciseError(ValueError):
    """A file that holds no exercise, or one that cannot be written; the text says why."""


@dataclass(frozen=True)
class Exercise:
    """A task: its title and words, what students begin with, and what their networks must be.

    `recipe` holds the settings to begin with that are others than usual. ExerciseError where
    nothing is asked for, or something that cannot be checked.
    """

    title: str
    words: str = ""
    network: Network | None = None
    recipe: Mapping[str, Any] = field(default_factory=dict, hash=False)
    constraints: tuple[Constraint, ...] = ()
    hidden: HiddenNetwork | None = None

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ExerciseError(tr("an exercise needs a title"))
        if not self.constraints and self.hidden is None:
            raise ExerciseError(tr("nothing is asked for: add a constraint, or hide a network"))
        try:
            with_settings(Recipe(), self.recipe)
            for constraint in self.constraints:
                _check(constraint)
        except (ValueError, OverflowError, RecursionError) as error:
            raise ExerciseError(str(error)) from error

    @property
    def first_recipe(self) -> Recipe:
        """How the network that students begin with is trained."""
        return with_settings(Recipe(), self.recipe)


_Text = Annotated[str, msgspec.Meta(max_length=LONGEST)]


class _Header(msgspec.Struct):
    format: str
    version: Annotated[int, msgspec.Meta(ge=1, lt=2**31)]


class _Form(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    format: str
    version: int
    title: _Text
    words: _Text = ""
    network: dict[str, Any] | None = None
    recipe: dict[str, Any] = {}
    constraints: Annotated[tuple[Constraint, ...], msgspec.Meta(max_length=MOST)] = ()
    hidden: HiddenNetwork | None = None


def read_exercise(path: Path) -> Exercise:
    """The exercise in a file; ExerciseError says why it cannot be had."""
    try:
        if path.exists() and not path.is_file():
            raise ExerciseError(tr("it is not a file"))
        if path.stat().st_size > MAX_BYTES:
            raise ExerciseError(
                tr("it is larger than the {max_bytes} MiB allowed", max_bytes=MAX_BYTES // 2**20)
            )
        return exercise_from_json(path.read_bytes())
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ExerciseError(
            tr("{name} cannot be opened: {reason}", name=path.name, reason=reason)
        ) from error
    except ExerciseError as error:
        raise ExerciseError(
            tr("{name} cannot be opened: {error}", name=path.name, error=error)
        ) from error


def exercise_from_json(data: bytes) -> Exercise:
    """The exercise that `exercise_to_json` wrote, or a person; ExerciseError says what is wrong."""
    form = _decoded(data)
    try:
        raw = form.network
        network = None if raw is None else network_from_json(msgspec.json.encode(raw))
    except NetworkError as error:
        raise ExerciseError(tr("its network: {error}", error=error)) from error
    return Exercise(form.title, form.words, network, form.recipe, form.constraints, form.hidden)


def exercise_to_json(exercise: Exercise) -> bytes:
    """The exercise as indented JSON. ExerciseError where it is too large to be read back."""
    try:
        network = network_to_json(exercise.network) if exercise.network is not None else None
    except NetworkError as error:
        raise ExerciseError(str(error)) from error
    form = _Form(
        format=_FORMAT,
        version=_VERSION,
        title=exercise.title,
        words=exercise.words,
        network=msgspec.json.decode(network) if network is not None else None,
        recipe=dict(exercise.recipe),
        constraints=exercise.constraints,
        hidden=exercise.hidden,
    )
    return msgspec.json.format(msgspec.json.encode(form), indent=2) + b"\n"


def write_exercise(path: Path, exercise: Exercise) -> None:
    """Write the exercise, whole or not at all; ExerciseError where that cannot be done."""
    try:
        data = exercise_to_json(exercise)
        if len(data) > MAX_BYTES:
            raise ExerciseError(tr("its network is too large for an exercise"))
        with atomic_file(path) as file:
            file.write(data)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ExerciseError(
            tr("{name} could not be written: {reason}", name=path.name, reason=reason)
        ) from error
    except ExerciseError as error:
        raise ExerciseError(
            tr("{name} could not be written: {error}", name=path.name, error=error)
        ) from error


def _check(constraint: Constraint) -> None:
    """Refuse what the form allows, but Convas does not know. Raises ValueError."""
    if isinstance(constraint, LayerCount | OnlyKinds):
        for kind in constraint.kinds:
            kind_named(kind)
    elif isinstance(constraint, Accuracy) and isinstance(constraint.training, Training):
        constraint.training.recipe_for(Recipe(), constraint.data)


def _decoded(data: bytes) -> _Form:
    try:
        header = msgspec.json.decode(data, type=_Header)
        if header.format != _FORMAT:
            raise ExerciseError(tr("it is no exercise of Convas"))
        if header.version > _VERSION:
            raise ExerciseError(
                tr(
                    "it was made by a newer Convas (format {version}); this one "
                    "reads up to {version2}, so please update",
                    version=header.version,
                    version2=_VERSION,
                )
            )
        return msgspec.json.decode(data, type=_Form)
    except msgspec.ValidationError as error:
        what, _, place = str(error).partition(" - at ")
        where = place.strip("`").removeprefix("$").removeprefix(".") or tr("the beginning")
        reason = f"{what} at {where}"[:_LONGEST_REASON]
        raise ExerciseError(tr("it is no exercise of Convas: {reason}", reason=reason)) from error
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        reason = str(error)[:_LONGEST_REASON]
        raise ExerciseError(
            tr("it is no exercise, for it is no JSON: {reason}", reason=reason)
        ) from error
