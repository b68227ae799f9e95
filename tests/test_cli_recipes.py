"""Recipes on the command line: by name, from a file, and changed by options."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli.commands import main
from app.network.fields import fields_of
from app.training.augmentation_settings import Augmentation
from app.training.recipe import Recipe
from app.training.run import list_runs

SMALL = ["train", "fashion-dense", "--epochs", "1", "--batch-size", "2000"]


@pytest.fixture(autouse=True)
def fresh_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVAS_HOME", str(tmp_path / "home"))


def recipe_of(arguments: list[str], folder: Path) -> Recipe:
    assert main([*SMALL, *arguments, "--output", str(folder), "--format", "json"]) == 0
    return next(list_runs(folder)).recipe


def test_a_named_recipe_is_taken_and_options_change_it(tmp_path: Path) -> None:
    recipe = recipe_of(["--recipe", "alexnet", "--l1", "1e-4", "--restore-best"], tmp_path)
    assert (recipe.optimizer, recipe.schedule, recipe.momentum) == ("momentum", "step", 0.9)
    assert (recipe.l1, recipe.restore_best, recipe.batch_size) == (1e-4, True, 2000)
    assert recipe.dataset == "fashion-mnist"


def test_a_recipe_is_read_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "mine.json").write_text('{"loss": "mse", "initialisation": "he"}')
    recipe = recipe_of(["--recipe", str(tmp_path / "mine.json")], tmp_path / "runs")
    assert (recipe.loss, recipe.initialisation) == ("mse", "he")


def test_preprocessing_and_augmentation_have_options(tmp_path: Path) -> None:
    options = ["--preprocessing", "pixel_mean", "--rotate", "10", "--shift", "2"]
    recipe = recipe_of([*options, "--horizontal-flip"], tmp_path)
    assert recipe.preprocessing == "pixel_mean"
    assert recipe.augmentation == Augmentation(rotate=10, shift=2, horizontal_flip=True)


def test_options_change_the_augmentation_of_a_recipe(tmp_path: Path) -> None:
    (tmp_path / "mine.json").write_text('{"augmentation": {"shift": 2, "cutout": 4}}')
    arguments = ["--recipe", str(tmp_path / "mine.json"), "--shift", "1"]
    recipe = recipe_of(arguments, tmp_path / "runs")
    assert recipe.augmentation == Augmentation(shift=1, cutout=4)


def test_an_unknown_recipe_is_refused_with_the_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*SMALL, "--recipe", "nope"]) == 2
    assert "there is no recipe 'nope'; there are lenet-5, mnist-net" in capsys.readouterr().err


def test_every_setting_of_the_recipe_has_an_option(capsys: pytest.CaptureFixture[str]) -> None:
    main(["train", "--help"])
    said = capsys.readouterr().out
    options = ["--" + field.name.replace("_", "-") for field in fields_of(Recipe)]
    assert [option for option in options if option not in said] == []


def test_an_early_stop_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--learning-rate", "0", "--stop-patience", "1", "--epochs", "9"]
    assert main([*SMALL, *arguments, "--format", "json"]) == 0
    told = capsys.readouterr()
    assert "Stopped after epoch 2: the validation loss was no better for 1 epoch" in told.err
    assert len(json.loads(told.out)["epochs"]) == 2


def test_the_help_names_the_default_of_every_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "--help"]) == 0
    _, _, listed = capsys.readouterr().out.partition("\noptions:\n")
    options: list[str] = []
    for line in listed.splitlines():
        if line.startswith("  --"):
            options.append("")
        if line.startswith("  ") and options:
            options[-1] += f"{' '.join(line.split())} "
    assert len(options) > 40
    assert [text for text in options if "efault: " not in text] == []
    (rate,) = (text for text in options if text.startswith("--learning-rate"))
    assert rate.endswith(f"Default: {Recipe().learning_rate:g}. ")
