"""The command `fork`: two variants side by side, in a terminal and steered by a program."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.cli.commands import main
from app.experiments.disagreements import read_disagreements
from app.files.project import Project, save_project
from app.training.run import open_run
from tests.experiments.data import quadrants_recipe, small_network

CHANGE = ("--change", "learning_rate=0.003")


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONVAS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    recipe = quadrants_recipe(tmp_path, epochs=2, learning_rate=0.01)
    save_project(tmp_path / "small.convas", Project(small_network(), recipe))
    return tmp_path / "small.convas"


def said(capsys: pytest.CaptureFixture[str], *arguments: object, code: int = 0) -> str:
    capsys.readouterr()
    assert main([str(argument) for argument in arguments]) == code
    out, error = capsys.readouterr()
    return out if code == 0 else error


def test_a_changed_setting_is_trained_beside_the_network_as_it_is(
    small: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = said(capsys, "fork", small, *CHANGE, "--pictures", tmp_path)
    assert "Validation images: Only A reads" in out
    assert out.count("test accuracy") == 2
    found = read_disagreements(tmp_path / "disagreements.npz")
    assert found.epochs == (2.0, 2.0)
    with np.load(tmp_path / "filters.npz", allow_pickle=False) as filters:
        assert {name: filters[name].shape for name in filters} == {
            "a/conv1": (3, 1, 3, 3),
            "b/conv1": (3, 1, 3, 3),
        }


def test_two_files_are_trained_each_by_its_recipe(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = json.loads(said(capsys, "fork", small, small, "--epochs", 1, "--format", "json"))
    assert form["differences"] == []
    assert form["counts"]["a_right"] == form["counts"]["b_right"] == 0
    a, b = form["sides"]
    assert a["test_accuracy"] == b["test_accuracy"]
    assert open_run(Path(b["run"])).network.name == "B: small"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("SMALL",), "one of the two"),
        (("SMALL", "SMALL", *CHANGE), "one of the two"),
        (("SMALL", "--change", "luck=1"), "luck"),
        (("SMALL", "lenet-6"), "there is no file"),
    ],
)
def test_what_makes_no_sense_is_said_in_one_sentence(
    small: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[object, ...], sentence: str
) -> None:
    given = [small if argument == "SMALL" else argument for argument in arguments]
    error = said(capsys, "fork", *given, code=2)
    assert sentence in error
    assert error.count("\n") == 1


class Steered:
    """The command in a process, as the window runs it."""

    def __init__(self, small: Path) -> None:
        options = ["--steered", "--pictures", str(small.parent), "--format", "lines"]
        command = [sys.executable, "main.py", "fork", str(small), *CHANGE, "--epochs", "5000"]
        self.process = subprocess.Popen(
            [*command, *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def say(self, words: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{words}\n".encode())
        self.process.stdin.flush()

    def until(self, event: str) -> dict[str, Any]:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            form: dict[str, Any] = json.loads(line)
            if form["event"] == event:
                return form
        raise AssertionError(f"it ended before {event}")


@pytest.fixture
def steered(small: Path) -> Iterator[Steered]:
    command = Steered(small)
    yield command
    command.process.kill()
    with command.process:
        pass


def test_a_program_can_pause_look_go_on_and_stop(steered: Steered) -> None:
    begun = steered.until("begun")
    assert begun["convolutions"] == ["conv1"]
    steered.until("steps")
    steered.say("look conv1")
    assert steered.until("filters")["file"].endswith("filters.npz")
    steered.say("pause")
    steered.until("paused")
    assert steered.until("disagreements")  # of the weights that it rests at
    steered.say("go")
    steered.until("steps")
    steered.say("stop")
    result = steered.until("result")
    assert result["stopped"]
    assert steered.process.wait(20) == 130
    steps = [
        open_run(Path(side["run"])).load_checkpoint().standing.step for side in result["sides"]
    ]
    assert steps[0] == steps[1] > 0


def test_it_stops_when_whoever_steers_is_gone(steered: Steered) -> None:
    steered.until("steps")
    assert steered.process.stdin is not None
    steered.process.stdin.close()
    assert steered.until("result")["stopped"]
    assert steered.process.wait(20) == 130
