"""`grade` gives a row for each file, whatever is in it."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from app.data.catalogue import load
from app.exercises.checking import Measured, findings
from app.exercises.constraints import Accuracy, Amount, LayerCount, Training
from app.exercises.exercise import Exercise, write_exercise
from app.exercises.grading import Grade
from app.exercises.library import bundled_exercises
from app.exercises.report import heads, row
from app.files.project import Project, save_project
from app.network.graph import Network
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.pooling import MaxPool2d
from app.network.patterns import chain, lenet5
from app.training.recipe import Recipe
from app.training.trainer import Trainer
from tests.commands import TINY, Convas

QUICK = Recipe(batch_size=500, epochs=1, learning_rate=0.02)
LINEAR = chain("linear", [Input(1, 8, 8), Flatten(), Linear(10)])


def exercise_file(folder: Path, *constraints: object) -> Path:
    path = folder / "task.exercise.json"
    write_exercise(path, Exercise("Task", constraints=constraints))  # type: ignore[arg-type]
    return path


def student(folder: Path, name: str, network: Network, weights: object = None) -> Path:
    path = folder / f"{name}.convas"
    save_project(path, Project(network, QUICK, weights))  # type: ignore[arg-type]
    return path


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return exercise_file(tmp_path, Amount("parameters", "<", 1_000))


def test_a_file_that_meets_everything_passes(convas: Convas, tmp_path: Path, small: Path) -> None:
    anna = student(tmp_path, "anna", LINEAR)
    answer = convas("grade", small, anna)
    assert answer.code == 0
    assert "1 of 1 passed" in answer.output
    assert "1/1" in answer.complaints


def test_a_broken_file_is_a_row_and_the_others_are_graded(
    convas: Convas, tmp_path: Path, small: Path
) -> None:
    students = tmp_path / "students"
    students.mkdir()
    student(students, "anna", LINEAR)
    (students / "ben.convas").write_bytes(b"PK\x05\x06 no archive")
    student(students, "carl", TINY)
    answer = convas("grade", small, students, "--csv", tmp_path / "grades.csv")
    assert answer.code == 1
    rows = rows_of(tmp_path / "grades.csv")
    assert [row["passed"] for row in rows] == ["yes", "no", "no"]
    assert [row["< 1,000 parameters"] for row in rows] == ["650", "", "1210"]
    assert rows[1]["message"].startswith("ben.convas cannot be opened")
    assert rows[2]["passed: < 1,000 parameters"] == "no"
    assert "Traceback" not in answer.complaints


def test_what_is_a_figure_is_a_number_to_programs(tmp_path: Path) -> None:
    constraints = (
        Amount("parameters", "<", 20_000),
        LayerCount(("Linear",), "<=", 1),
        Accuracy(">", 0.97, "mnist"),
    )
    exercise = Exercise("Task", constraints=constraints)
    found = findings(exercise, lenet5(), Recipe(), {2: Measured(0.98255)})
    cells = row(exercise, Grade(tmp_path, "failed", "lenet-5", found))
    named = dict(zip(heads(exercise), cells, strict=True))
    assert named["< 20,000 parameters"] == "61706"  # E1
    assert (named["≤ 1 × Linear"], named["remark: ≤ 1 × Linear"]) == ("2", "fc1, fc2")
    assert named["> 97 % of mnist's test images right, with the weights in the file"] == "0.98255"


@pytest.mark.parametrize("cut", [0, 10, 100, 300])
def test_no_damage_to_a_file_ends_the_grading(
    convas: Convas, tmp_path: Path, small: Path, cut: int
) -> None:
    anna = student(tmp_path, "anna", LINEAR)
    anna.write_bytes(anna.read_bytes()[:cut])
    answer = convas("grade", small, anna, "--format", "json")
    assert answer.code == 1
    assert answer.form[0]["passed"] is False
    assert answer.form[0]["message"]


def test_a_name_that_is_a_formula_stays_text_in_the_spreadsheet(
    convas: Convas, tmp_path: Path, small: Path
) -> None:
    anna = student(tmp_path, "anna", chain("=1+1", [Input(1, 8, 8), Flatten(), Linear(10)]))
    answer = convas("grade", small, anna, "--format", "csv")
    assert "'=1+1" in answer.output


def test_accuracy_is_that_of_the_weights_in_the_file(convas: Convas, tmp_path: Path) -> None:
    trainer = Trainer(TINY, QUICK, load("mnist"))
    for _event in trainer.events():
        pass
    weights = {name: value.numpy() for name, value in trainer.module.state_dict().items()}
    task = exercise_file(tmp_path, Accuracy(">", 0.5, "mnist"))
    answer = convas(
        "grade",
        task,
        student(tmp_path, "learned", TINY, weights),
        student(tmp_path, "zero", TINY, {key: np.zeros_like(w) for key, w in weights.items()}),
        student(tmp_path, "fresh", TINY),
        "--format",
        "json",
    )
    learned, zero, fresh = (form["findings"][1] for form in answer.form)
    assert learned["found"] == f"{100 * trainer.test()[1]:.2f} %"
    assert [each["verdict"] for each in (learned, zero, fresh)] == ["passed", "failed", "failed"]
    assert "no trained weights" in fresh["remark"]


def test_networks_are_trained_anew_only_when_asked(convas: Convas, tmp_path: Path) -> None:
    training = Training(seed=3, recipe={"batch_size": 500, "epochs": 1, "learning_rate": 0.02})
    task = exercise_file(tmp_path, Accuracy(">", 0.5, "mnist", training))
    anna = student(tmp_path, "anna", TINY)
    left = convas("grade", task, anna, "--format", "json")
    assert left.code == 1
    assert left.form[0]["passed"] is None
    assert "--train" in left.form[0]["findings"][1]["remark"]
    done = convas("grade", task, anna, "--train", "--format", "json")
    trainer = Trainer(TINY, Recipe(**training.recipe, seed=3), load("mnist"))  # type: ignore[arg-type]
    for _event in trainer.events():
        pass
    assert done.form[0]["findings"][1]["found"] == f"{100 * trainer.test()[1]:.2f} %"


def test_a_network_that_fails_otherwise_is_not_trained(convas: Convas, tmp_path: Path) -> None:
    task = exercise_file(
        tmp_path, Amount("parameters", "<", 5), Accuracy(">", 0.5, "mnist", Training())
    )
    answer = convas("grade", task, student(tmp_path, "a", TINY), "--train", "--format", "json")
    assert "something else" in answer.form[0]["findings"][2]["remark"]


def test_a_network_that_does_not_suit_the_data_is_told_so(convas: Convas, tmp_path: Path) -> None:
    odd = chain("odd", [Input(1, 8, 8), Conv2d(2, 3), MaxPool2d(), Flatten(), Linear(7)])
    task = exercise_file(tmp_path, Accuracy(">", 0.5, "mnist", Training()))
    answer = convas("grade", task, student(tmp_path, "a", odd), "--train", "--format", "json")
    assert "10" in answer.form[0]["findings"][1]["remark"]


def test_what_cannot_be_graded_at_all_is_said_in_a_sentence(
    convas: Convas, tmp_path: Path, small: Path
) -> None:
    assert convas("grade", tmp_path / "none.json", small).code == 2
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "no .convas file" in convas("grade", small, empty).complaints
    anna = student(tmp_path, "anna", LINEAR)
    answer = convas("grade", small, anna, "--csv", anna)
    assert "would be overwritten" in answer.complaints
    assert convas("grade", small, anna, "--csv", tmp_path / "no" / "x.csv").code == 2


def test_a_bundled_exercise_grades_its_own_beginning(convas: Convas, tmp_path: Path) -> None:
    answer = convas("grade", bundled_exercises()[0], student(tmp_path, "a", LINEAR))
    assert answer.code == 1
