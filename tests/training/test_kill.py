"""A program that is killed loses no more than it must: the run goes on as if nothing had been."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from app.data.dataset import Dataset
from app.network.graph import Network
from app.training.events import EpochDone
from app.training.recipe import Recipe
from app.training.run import new_run, open_run
from app.training.trainer import Trainer

RECIPE = Recipe(dataset="quadrants", batch_size=8, epochs=3, device="cpu")

PROGRAM = """
import os, signal, sys
from pathlib import Path
import numpy as np
import torch
from app.data.dataset import Dataset, Split
from app.training import run_keeper, trainer
from app.training.run import open_run

folder, data, threads, seconds, last_step = sys.argv[1:]
torch.set_num_threads(int(threads))
run_keeper.SECONDS_BETWEEN_CHECKPOINTS = float(seconds)
run_keeper.PAUSE_PER_SAVING = 0.0
arrays = np.load(data, allow_pickle=False)
train, validation, test = (
    Split(arrays[f"{part}_images"], arrays[f"{part}_labels"])
    for part in ("train", "validation", "test")
)
dataset = Dataset("q", "Q", ("nw", "ne", "sw", "se"), train, validation, test, "made", "none")
run = open_run(Path(folder))
for event in trainer.Trainer(run.network, run.recipe, dataset, run=run).events():
    if event.step == int(last_step):
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a thing of POSIX systems")
@pytest.mark.parametrize(
    ("seconds", "last_step", "goes_on_from"),
    [(0.0, 38, 37), (1e9, 38, 26), (1e9, 9, 0)],
    ids=["with a checkpoint at every step", "in the second epoch", "in the first epoch"],
)
def test_a_killed_run_goes_on_bit_for_bit(
    network: Network,
    quadrants: Dataset,
    tmp_path: Path,
    seconds: float,
    last_step: int,
    goes_on_from: int,
) -> None:
    whole = Trainer(network, RECIPE, quadrants)
    expected = list(whole.events())
    run = new_run(tmp_path, network, RECIPE)
    data = tmp_path / "data.npz"
    parts = ("train", "validation", "test")
    np.savez(
        data,
        **{f"{part}_images": getattr(quadrants, part).images for part in parts},
        **{f"{part}_labels": getattr(quadrants, part).labels for part in parts},
    )
    arguments = [run.folder, data, torch.get_num_threads(), seconds, last_step]
    killed = subprocess.run(
        [sys.executable, "-c", PROGRAM, *map(str, arguments)],
        check=False,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr

    resumed = Trainer.resume(run.folder, quadrants)
    assert resumed.step == goes_on_from
    list(resumed.events())
    for name, value in whole.module.state_dict().items():
        assert torch.equal(resumed.module.state_dict()[name], value)
    history = open_run(run.folder).history()
    assert [replace(e, seconds=0.0) if isinstance(e, EpochDone) else e for e in history] == [
        replace(e, seconds=0.0) if isinstance(e, EpochDone) else e for e in expected
    ]


def test_what_an_unfinished_checkpoint_left_behind_is_removed_on_resuming(
    network: Network, quadrants: Dataset, tmp_path: Path
) -> None:
    run = new_run(tmp_path, network, RECIPE)
    events = Trainer(network, RECIPE, quadrants, run=run).events()
    next(events)
    events.close()
    litter = run.folder / ".convas-0123456789abcdef.part"
    litter.write_bytes(b"half a checkpoint")
    assert Trainer.resume(run.folder, quadrants).step == 1
    assert not litter.exists()
