"""Data sets on the command line: the user's own, those that are found, and downloads."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest

from app.files.project import Project, save_project
from app.network.layers.dense import Flatten, Input, Linear
from app.network.patterns import chain
from app.torchvision_import import torchvision_part
from app.training.recipe import Recipe
from tests.commands import Convas
from tests.data.official_fakes import md5, write_cifar10, write_mnist
from tests.data.pictures import write_folder
from tests.data.server import serving


def saved(folder: Path, shape: tuple[int, int, int], classes: int) -> Path:
    """A file of a small network for such images."""
    network = chain("small", [Input(*shape), Flatten(), Linear(classes)])
    path = folder / "small.convas"
    save_project(path, Project(network, Recipe()))
    return path


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVAS_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)


def test_the_table_says_where_each_is_and_what_a_download_takes(convas: Convas) -> None:
    output = convas("datasets").output
    assert re.search(r"mnist .*bundled", output)
    assert re.search(r"cifar-10 .*download, 170 MB", output)


def test_a_folder_that_is_pointed_at_is_looked_in(convas: Convas, tmp_path: Path) -> None:
    write_cifar10(tmp_path / "data sets" / "cifar-10-batches-py")
    answer = convas("datasets", "look-in", tmp_path / "data sets")
    assert "Found: cifar-10" in answer.output
    form = convas("datasets", "--format", "json").form
    entry = next(entry for entry in form if entry["name"] == "cifar-10")
    assert entry["where"] == str(tmp_path / "data sets" / "cifar-10-batches-py")
    assert "nothing yet" in convas("datasets", "forget", tmp_path / "data sets").output


def test_training_runs_on_an_official_folder(convas: Convas, tmp_path: Path) -> None:
    write_cifar10(tmp_path / "data" / "cifar-10-batches-py")
    form = convas(
        "train", "cifar-net", "--data", "cifar-10", "--epochs", 1, "--format", "json"
    ).form
    assert 0 <= form["test_accuracy"] <= 1


def test_training_runs_on_a_folder_of_images_and_names_the_bad_ones(
    convas: Convas, tmp_path: Path
) -> None:
    write_folder(tmp_path / "colours")
    (tmp_path / "colours" / "red" / "bad.png").write_text("none")
    net = saved(tmp_path, (3, 8, 8), 3)
    answer = convas("train", net, "--data", "colours", "--epochs", 2, "--format", "json")
    assert answer.code == 0
    assert "left out red/bad.png: bad.png is not a picture" in answer.complaints


def test_training_runs_on_an_npz(convas: Convas, tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    images = rng.integers(0, 256, (90, 6, 6), np.uint8)
    np.savez(tmp_path / "own.npz", images=images, labels=np.arange(90) % 3)
    net = saved(tmp_path, (1, 6, 6), 3)
    answer = convas("train", net, "--data", "own.npz", "--epochs", 1, "--format", "json")
    assert answer.code == 0


def test_changes_of_the_data_are_recorded_with_the_run(convas: Convas, tmp_path: Path) -> None:
    net = saved(tmp_path, (1, 28, 28), 2)
    arguments = ("--classes", "3,8", "--subset", 60, "--label-noise", 0.1, "--epochs", 1)
    form = convas("train", net, *arguments, "--output", "runs", "--format", "json").form
    recipe = json.loads((Path(form["run"]) / "recipe.json").read_text())
    assert recipe["changes"] == {"classes": ["3", "8"], "subset": 60, "label_noise": 0.1}
    again = convas("train", "--resume", form["run"], "--format", "json").form
    assert again["test_accuracy"] == form["test_accuracy"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("datasets", "download", "mnits"), "no data set 'mnits' to download"),
        (("datasets", "download"), "name the data set"),
        (("datasets", "look-in", "nowhere"), "no folder nowhere"),
        (("train", "cifar-net", "--data", "cifar-10"), "datasets download cifar-10"),
        (("train", "lenet-5", "--data", "nowhere/"), "no folder"),
        (("train", "lenet-5", "--classes", "eel"), "no class 'eel'"),
        (("train", "lenet-5", "--label-noise", "2"), "label_noise must be"),
    ],
)
def test_what_cannot_be_had_is_told(convas: Convas, arguments: tuple[str, ...], said: str) -> None:
    answer = convas(*arguments)
    assert answer.code == 2
    assert said in answer.complaints


def test_a_download_shows_progress_and_says_where_it_went(
    convas: Convas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_mnist(tmp_path / "published", packed=True)
    with serving(tmp_path / "published") as server:
        kind = torchvision_part("datasets").MNIST
        monkeypatch.setattr(kind, "mirrors", [server.address("")])
        names = sorted(path.name for path in server.folder.iterdir())
        files = [(name, md5(server.folder / name)) for name in names]
        monkeypatch.setattr(kind, "resources", files)
        answer = convas("datasets", "download", "mnist-full", "--format", "json")
    assert Path(answer.form["folder"]) == tmp_path / "home" / "datasets" / "MNIST" / "raw"
    found = convas("datasets", "--format", "json").form
    assert "mnist-full" in [entry["name"] for entry in found]
