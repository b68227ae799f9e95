"""Experiments on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.cli.commands import main
from app.files.project import Project, save_project
from tests.experiments.data import quadrants_recipe, small_network


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONVAS_HOME", str(tmp_path / "home"))
    recipe = quadrants_recipe(tmp_path, epochs=2)
    path = tmp_path / "small.convas"
    save_project(path, Project(small_network(), recipe))
    return path


def said(capsys: pytest.CaptureFixture[str], *arguments: object, code: int = 0) -> str:
    assert main([str(argument) for argument in arguments]) == code
    answer = capsys.readouterr()
    return answer.err if code else answer.out


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_rate_is_suggested_in_words_and_for_programs(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ("find-rate", small, "--steps", 60)
    assert "Suggested: --learning-rate" in said(capsys, *command)
    form = json.loads(said(capsys, *command, "--format", "json"))
    assert form["suggested"] > 0
    told = lines(said(capsys, *command, "--format", "lines"))
    assert [line["event"] for line in told] == ["step"] * (len(told) - 1) + ["result"]
    assert told[-1]["suggested"] == form["suggested"]


def test_a_search_is_told_and_can_be_asked_for_again(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    over = ("--over", "learning_rate=1e-4..0.1:log", "--trials", 3, "--epochs", 1)
    table = said(capsys, "search", small, *over, "--fine-trials", 1, "--name", "mine")
    assert "Best: learning_rate" in table
    form = json.loads(said(capsys, "search", "--resume", "mine", "--format", "json"))
    assert len(form["trials"]) == 4
    assert form["best"]["accuracy"] == max(t["accuracy"] for t in form["trials"])
    assert Path(form["best"]["run"], "recipe.json").is_file()


def test_an_ensemble_tells_each_error_and_that_of_all(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ("ensemble", small, "--members", 2, "--epochs", 1)
    assert "Together they misread" in said(capsys, *command)
    form = json.loads(said(capsys, *command, "--method", "snapshots", "--format", "json"))
    assert [member["member"] for member in form["members"]] == [1, 2]


def test_a_comparison_ends_in_a_verdict(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ("compare-runs", small, "--repeats", 2, "--epochs", 1)
    assert "(2 pairs)" in said(capsys, *command, "--question", "batch-norm")
    form = json.loads(said(capsys, *command, "--change", "optimizer=sgd", "--format", "json"))
    assert form["difference"]["count"] == 2
    assert len(form["runs"]) == 4


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("find-rate",), "name a network"),
        (("find-rate", "SMALL", "--lowest", 1, "--highest", 0.1), "must rise"),
        (("search", "SMALL"), "at least one setting"),
        (("search", "SMALL", "--over", "epochs=1..2"), "cannot be searched over"),
        (("search", "SMALL", "--resume", "x"), "leave out NET"),
        (("search", "--resume", "x"), "there is no search 'x'"),
        (("search", "SMALL", "--over", "momentum=0..0.5", "--trials", 0), "trials must be"),
        (("ensemble", "SMALL", "--members", 0), "from 1 to 100 members"),
        (("compare-runs", "SMALL"), "one of the two"),
        (("compare-runs", "SMALL", "--question", "luck"), "there is no comparison"),
    ],
)
def test_what_makes_no_sense_is_said_in_one_sentence(
    small: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[object, ...], sentence: str
) -> None:
    given = [small if argument == "SMALL" else argument for argument in arguments]
    error = said(capsys, *given, code=2)
    assert sentence in error
    assert error.count("\n") == 1
