"""Training on the command line: its options, its results, and how it ends."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from app.data.catalogue import load
from app.files.project import load_project
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.normalisation import BatchNorm2d
from app.network.patterns import chain
from app.training.recipe import Recipe
from app.training.run import new_run, open_run
from app.training.trainer import Trainer
from tests.commands import TINY, Convas, saved

ROOT = Path(__file__).parents[1]


class TestTraining:
    def test_it_gives_every_epoch_and_the_test(self, convas: Convas, tiny: Path) -> None:
        answer = convas("train", tiny, "--format", "json")
        assert answer.code == 0
        form = answer.form
        assert set(form) == {"epochs", "test_accuracy", "images_per_second"}
        assert [set(epoch) for epoch in form["epochs"]] == 2 * [
            {"train_loss", "train_accuracy", "validation_loss", "validation_accuracy"}
        ]
        assert form["epochs"][1]["train_loss"] < form["epochs"][0]["train_loss"]
        assert form["test_accuracy"] > 0.5
        assert form["images_per_second"] > 0
        assert answer.complaints.count("epoch ") == 2

    def test_the_same_seed_gives_the_same_numbers(self, convas: Convas, tiny: Path) -> None:
        first, again, other = (
            convas("train", tiny, "--epochs", 1, "--seed", seed, "--format", "json").form
            for seed in (5, 5, 6)
        )
        assert first["epochs"] == again["epochs"]
        assert first["test_accuracy"] == again["test_accuracy"]
        assert first["epochs"] != other["epochs"]

    def test_every_option_reaches_the_recipe(
        self, convas: Convas, tiny: Path, tmp_path: Path
    ) -> None:
        options = (
            "--data fashion-mnist --epochs 1 --seed 3 --batch-size 1000 --learning-rate 0.5 "
            "--optimizer nesterov --weight-decay 0.001 --device cpu "
            "--difficulty 0.25 --momentum 0.8 --schedule constant"
        )
        answer = convas(
            "train", tiny, *options.split(), "--output", tmp_path / "runs", "--format", "json"
        )
        (folder,) = (tmp_path / "runs").iterdir()
        assert Path(answer.form["run"]) == folder
        recipe = json.loads((folder / "recipe.json").read_text())
        wanted = {
            "dataset": "fashion-mnist",
            "epochs": 1,
            "seed": 3,
            "batch_size": 1000,
            "learning_rate": 0.5,
            "optimizer": "nesterov",
            "weight_decay": 0.001,
            "device": "cpu",
            "difficulty": 0.25,
            "momentum": 0.8,
            "schedule": "constant",
        }
        assert {**recipe, **wanted} == recipe

    def test_the_table_ends_in_a_sentence(self, convas: Convas, tiny: Path) -> None:
        lines = convas("train", tiny, "--epochs", 1).output.splitlines()
        assert lines[0].split("  ")[0] == "epoch"
        assert re.match(r" +1 +[\d.]+ +[\d.]+% ", lines[1])
        assert re.match(r"Test accuracy [\d.]+%\. [\d,]+ images per second\.", lines[2])

    def test_without_output_nothing_is_written(
        self, convas: Convas, tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("CONVAS_HOME", str(tmp_path / "home"))
        convas("train", tiny, "--epochs", 1)
        assert [path.name for path in tmp_path.iterdir()] == ["tiny.convas"]

    def test_what_was_learned_can_be_saved_for_the_window(
        self, convas: Convas, tiny: Path, tmp_path: Path
    ) -> None:
        file = tmp_path / "learned.convas"
        answer = convas("train", tiny, "--save", file, "--output", tmp_path / "runs")
        assert f"Saved as {file}, for the window." in answer.output
        kept = load_project(file)
        (folder,) = (tmp_path / "runs").iterdir()
        last = open_run(folder).load_checkpoint()
        assert kept.weights is not None
        for name, weights in kept.weights.items():
            np.testing.assert_array_equal(weights, last.tensors[f"module/{name}"])
        assert kept.curves is not None
        assert len(kept.curves.events) == len(open_run(folder).history())

    def test_it_says_that_nothing_was_kept(self, convas: Convas, tiny: Path) -> None:
        answer = convas("train", tiny, "--epochs", 1)
        assert "Nothing was kept: --save FILE.convas" in answer.output

    @pytest.mark.parametrize("name", ["learned.pt", "nowhere/learned.convas"])
    def test_where_it_cannot_be_saved_is_said_before_training(
        self, convas: Convas, tiny: Path, tmp_path: Path, name: str
    ) -> None:
        answer = convas("train", tiny, "--save", tmp_path / name)
        assert answer.code == 2
        assert "epoch" not in answer.complaints
        assert "--save" in answer.complaints or "nothing can be saved" in answer.complaints

    def test_divergence_ends_with_1_and_the_reason(self, convas: Convas, tiny: Path) -> None:
        answer = convas(
            "train", tiny, "--optimizer", "sgd", "--learning-rate", 1000, "--format", "json"
        )
        assert answer.code == 1
        assert "the loss" in answer.form["diverged"]
        assert answer.form["test_accuracy"] is None

    def test_a_run_goes_on_where_it_was_stopped(
        self, convas: Convas, tiny: Path, tmp_path: Path
    ) -> None:
        whole = convas("train", tiny, "--format", "json").form
        recipe = Recipe(batch_size=500, epochs=2, learning_rate=0.02)
        run = new_run(tmp_path / "runs", TINY, recipe)
        events = Trainer(TINY, recipe, load("mnist"), run=run).events()
        list(islice(events, 20))  # 16 steps make an epoch
        events.close()
        resumed = convas("train", "--resume", run.folder, "--format", "json").form
        assert resumed["epochs"] == whole["epochs"]
        assert resumed["test_accuracy"] == whole["test_accuracy"]

    def test_a_run_that_was_at_its_end_names_no_speed(
        self, convas: Convas, tiny: Path, tmp_path: Path
    ) -> None:
        convas("train", tiny, "--epochs", 1, "--output", tmp_path / "runs")
        (folder,) = (tmp_path / "runs").iterdir()
        last = convas("train", "--resume", folder).output.splitlines()[-1]
        assert re.match(r"Test accuracy [\d.]+%\. The run is in ", last)

    @pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
    def test_ctrl_c_ends_cleanly_and_keeps_the_checkpoint(self, tiny: Path, tmp_path: Path) -> None:
        command = [sys.executable, "main.py", "train", str(tiny), "--epochs", "100000"]
        command += ["--output", str(tmp_path / "runs"), "--format", "json"]
        with subprocess.Popen(
            command,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
        ) as program:
            assert program.stderr is not None
            assert program.stderr.readline().startswith("epoch 1: loss")
            program.send_signal(signal.SIGINT)
            output, complaints = program.communicate(timeout=60)
        assert program.returncode == 130
        assert "Traceback" not in complaints
        form = json.loads(output)
        assert form["interrupted"] is True
        assert len(form["epochs"]) >= 1
        folder = Path(form["run"])
        assert Trainer.resume(folder).step >= 16 * len(form["epochs"])


def test_a_network_that_does_not_suit_the_data_is_refused_in_words(
    convas: Convas, tmp_path: Path
) -> None:
    path = saved(tmp_path, chain("seven", [Input(), Flatten(), Linear(7)]))
    answer = convas("train", path, "--output", tmp_path / "runs")
    assert answer.code == 2
    assert not (tmp_path / "runs").exists()
    assert "fc1: the data has 10 classes, so the network must end in 10 values" in answer.complaints


def test_batches_too_small_for_batch_normalisation_are_refused_in_words(
    convas: Convas, tmp_path: Path
) -> None:
    layers = [Input(1, 3, 3), Conv2d(4, 3), BatchNorm2d(), Flatten(), Linear(10)]
    answer = convas("train", saved(tmp_path, chain("bn", layers)), "--batch-size", 1)
    assert answer.code == 2
    assert "batch" in answer.complaints
