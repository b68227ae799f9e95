"""The file of an exercise is readable, complete, and refused where it makes no sense."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.exercises.constraints import (
    Accuracy,
    Amount,
    LayerCount,
    OnlyKinds,
    OutputShape,
    Training,
)
from app.exercises.exercise import (
    Exercise,
    ExerciseError,
    exercise_from_json,
    exercise_to_json,
    read_exercise,
    write_exercise,
)
from app.exercises.hidden import hide
from app.exercises.library import BUNDLED, bundled_exercises, exercise_entries
from app.language import languages
from tests.exercises.tasks import SECRET

FULL = Exercise(
    "Everything",
    "In two lines:\nthis is the second.",
    SECRET,
    {"dataset": "fashion-mnist", "epochs": 3},
    (
        Amount("parameters", "<", 20_000),
        LayerCount(("Conv2d", "Linear"), ">=", 2),
        OnlyKinds(("Conv2d", "ReLU")),
        OutputShape((10,)),
        Accuracy(">", 0.97, "mnist"),
        Accuracy(">=", 0.9, "mnist", Training(3, {"epochs": 1})),
    ),
    hide(SECRET),
)


def form(**values: Any) -> bytes:
    plain = {
        "format": "convas-exercise",
        "version": 1,
        "title": "Small",
        "constraints": [{"constraint": "amount", "measure": "macs", "relation": "<", "value": 5}],
    }
    return json.dumps({**plain, **values}).encode()


def test_an_exercise_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_exercise(tmp_path / "all.exercise.json", FULL)
    assert read_exercise(tmp_path / "all.exercise.json") == FULL


def test_its_file_is_text_with_a_line_for_each_value() -> None:
    lines = exercise_to_json(FULL).decode().splitlines()
    assert '  "title": "Everything",' in lines
    assert '      "constraint": "amount",' in lines


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"no JSON", "no JSON"),
        (b'{"format": "convas", "version": 1}', "no exercise of Convas"),
        (form(version=2), "newer Convas"),
        (form(title=" "), "needs a title"),
        (form(constraints=[]), "nothing is asked for"),
        (form(colour="red"), "unknown field"),
        (form(recipe={"epochs": -1}), "epochs must be"),
        (form(network={"name": "x", "layers": [], "wires": [["a", "b"]]}), "which is not there"),
        (form(constraints=[{"constraint": "beauty"}]), "beauty"),
        (
            form(constraints=[{"constraint": "only_kinds", "kinds": ["Cone"]}]),
            "no layer kind 'Cone'",
        ),
        (
            form(
                constraints=[
                    {
                        "constraint": "test_accuracy",
                        "relation": ">",
                        "value": 97,
                        "data": "mnist",
                    }
                ]
            ),
            "<= 1",
        ),
        (form(hidden={"salt": "zz", "layers": []}), "hidden"),
        (b"[" * 100_000, "no exercise"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(ExerciseError, match=words):
        exercise_from_json(data)


def test_a_file_that_is_not_there_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(ExerciseError, match="cannot be opened: no such file"):
        read_exercise(tmp_path / "none.exercise.json")


@pytest.mark.parametrize(
    ("constraint", "words"),
    [
        (Amount("parameters", "<", 20_000), "< 20,000 parameters"),
        (LayerCount(("Dropout",), "=", 0), "no Dropout"),
        (LayerCount(("Dropout",), ">=", 1), "at least one Dropout"),
        (LayerCount(("Conv2d",), "=", 2), "= 2 × Conv2d"),
        (OutputShape((16, 7, 7)), "output of shape 16×7×7"),
        (
            Accuracy(">", 0.97, "mnist"),
            "> 97 % of mnist's test images right, with the weights in the file",
        ),
        (
            Accuracy(">", 0.975, "mnist", Training(seed=4)),
            "> 97.5 % of mnist's test images right, trained anew by its own recipe, seed 4",
        ),
    ],
)
def test_a_constraint_says_what_it_asks_for(constraint: Any, words: str) -> None:
    assert constraint.words == words


@pytest.mark.parametrize("path", bundled_exercises(), ids=lambda path: path.name)
def test_a_bundled_exercise_can_be_read_and_has_words(path: Path) -> None:
    assert len(read_exercise(path).words) > 100


def test_there_are_bundled_exercises() -> None:
    assert len(bundled_exercises()) == 2


@pytest.mark.parametrize("path", sorted(BUNDLED.glob("*/*")), ids=lambda path: path.name)
def test_a_translated_exercise_asks_for_the_same(path: Path) -> None:
    here, english = read_exercise(path), read_exercise(BUNDLED / path.name)
    assert path.parent.name in languages()
    assert here.title != english.title
    assert here.words.count("\n") == english.words.count("\n")
    assert replace(here, title=english.title, words=english.words) == english


@pytest.mark.usefixtures("german")
def test_exercises_are_listed_in_the_language_of_the_window() -> None:
    assert [entry.title for entry in exercise_entries()] == [
        "Klein und gut",
        "Nachbauen aus den Größen",
    ]


def test_a_language_without_an_exercise_has_it_in_english() -> None:
    assert bundled_exercises("tlh") == bundled_exercises()
