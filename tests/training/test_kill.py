"""A program that is killed loses no more than it must: the run goes on as if nothing had been."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
import torch
from filelock import FileLock, Timeout

from app.data.dataset import Dataset
from app.network.graph import Network
from app.training.events import EpochDone
from app.training.recipe import Recipe
from app.training.run import RunError, new_run, open_run
from app.training.trainer import Trainer
from tests.other_program import another_program_with

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


def test_what_another_program_trains_is_not_resumed_and_its_files_are_left_alone(
    network: Network, quadrants: Dataset, tmp_path: Path
) -> None:
    run = new_run(tmp_path, network, RECIPE)
    half_written = run.folder / ".convas-0123456789abcdef.part"
    half_written.write_bytes(b"half a checkpoint")
    with (
        another_program_with(run.folder),
        pytest.raises(RunError, match="is open in another window"),
    ):
        Trainer.resume(run.folder, quadrants)
    assert half_written.exists()


def test_a_run_is_held_as_long_as_it_is_open(
    network: Network, quadrants: Dataset, tmp_path: Path
) -> None:
    run = new_run(tmp_path, network, RECIPE)
    list(islice(Trainer(network, RECIPE, quadrants, run=run).events(), 1))
    assert not is_held(run.folder)
    trainer = Trainer.resume(run.folder, quadrants)
    assert is_held(run.folder)
    events = trainer.events()
    next(events)
    trainer.keep()
    assert is_held(run.folder)
    events.close()
    assert not is_held(run.folder)


def test_a_run_that_cannot_be_resumed_is_not_held(
    network: Network, quadrants: Dataset, tmp_path: Path
) -> None:
    run = new_run(tmp_path, network, RECIPE)
    (run.folder / "checkpoint.safetensors").write_bytes(b"no checkpoint")
    with pytest.raises(RunError) as raised:
        Trainer.resume(run.folder, quadrants)
    assert not is_held(run.folder)
    assert "is damaged" in str(raised.value)


def is_held(folder: Path) -> bool:
    """Whether another program could not train the run in `folder`."""
    try:
        with FileLock(folder / "lock").acquire(timeout=0):
            return False
    except Timeout:
        return True
