"""Moments of a run are kept sparsely, within bounds, and never half."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from app.data.dataset import Dataset
from app.network.graph import Network
from app.training import moments
from app.training.events import EpochDone
from app.training.moments import MomentKeeper, Moments, is_due, place, thinned
from app.training.recipe import Recipe
from app.training.run import RunError, new_run
from app.training.trainer import Trainer

RECIPE = Recipe(dataset="quadrants", batch_size=8, epochs=3, device="cpu")
STEPS = st.lists(st.integers(0, 10**7), unique=True, min_size=1, max_size=120).map(sorted)
WEIGHTS = {"conv1.weight": np.arange(6, dtype=np.float32).reshape(2, 3)}


def gaps(steps: list[int], last: int) -> list[float]:
    return [place(b, last) - place(a, last) for a, b in pairwise(steps)]


@given(STEPS, st.integers(3, 70), st.data())
def test_thinning_keeps_the_first_the_last_and_the_spared_and_no_more_than_it_may(
    steps: list[int], most: int, data: st.DataObject
) -> None:
    spared = frozenset({data.draw(st.sampled_from(steps))})
    kept = thinned(steps, most, spared)
    assert len(kept) == min(most, len(steps))
    assert set(kept) <= set(steps)
    assert (kept[0], kept[-1]) == (steps[0], steps[-1])
    assert spared <= set(kept)
    assert list(kept) == sorted(kept)


@given(STEPS, st.integers(2, 70))
def test_thinning_leaves_no_wide_gap_that_was_not_there(steps: list[int], most: int) -> None:
    kept = thinned(steps, most)
    for before, after in pairwise(kept):
        neighbours = steps.index(after) == steps.index(before) + 1
        width = place(after, steps[-1]) - place(before, steps[-1])
        assert neighbours or most == 2 or width <= 4 / (most - 1) + 1e-9


@given(st.integers(1, 400), st.integers(1, 300))
def test_a_run_of_any_length_is_kept_evenly_in_log_and_linear_terms(
    steps_per_epoch: int, epochs: int
) -> None:
    kept: list[int] = []
    for step in (
        0,
        *sorted({2**k for k in range(20)} | {e * steps_per_epoch for e in range(1, epochs + 1)}),
    ):
        if step <= epochs * steps_per_epoch and is_due(
            step, kept[-1] if kept else None, epoch_ended=step > 0 and step % steps_per_epoch == 0
        ):
            kept = list(thinned([*kept, step], 16))
    last = epochs * steps_per_epoch
    assert kept[0] == 0
    assert len(kept) <= 16
    assert last - kept[-1] <= max(steps_per_epoch, last / 20)
    # An epoch, or the doubling of the steps, is the finest that there is to choose from.
    finest = max(gaps([0, 1, *range(steps_per_epoch, last + 1, steps_per_epoch)], last), default=0)
    assert max(gaps(kept, last), default=0) <= max(4 / 15, finest) + 2 / 16


def keeper(folder: Path, **options: int) -> MomentKeeper:
    return MomentKeeper(folder, options.get("step", 0))


def epoch(number: int, accuracy: float) -> EpochDone:
    return EpochDone(number, number * 10, 1.0, 0.5, 1.0, accuracy, 0.1)


def test_the_best_epoch_is_kept_however_long_the_run_goes_on(tmp_path: Path) -> None:
    run = keeper(tmp_path)
    for number in range(1, 1_001):
        accuracy = 0.9 if number == 137 else 0.5
        run.keep(number * 10, [epoch(number, accuracy)], 1e9, lambda: WEIGHTS)
    kept = Moments(tmp_path).steps()
    assert 1_370 in kept
    assert len(kept) <= moments.MOST


def test_large_weights_take_no_more_than_their_share_of_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moments, "MOST_BYTES", 100)  # four times the 24 bytes
    run = keeper(tmp_path)
    for step in range(100):
        run.keep(step, [], 1e9, lambda: WEIGHTS)
    assert len(Moments(tmp_path).steps()) == 4
    monkeypatch.setattr(moments, "MOST_BYTES", 50)
    too_large = keeper(tmp_path / "other")
    too_large.keep(0, [], 1e9, lambda: WEIGHTS)
    assert Moments(tmp_path / "other").steps() == ()


def test_saving_takes_no_more_than_its_share_of_the_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moments, "FREE_SECONDS", 0.0)
    run = keeper(tmp_path)
    run.keep(0, [], 0.0, lambda: WEIGHTS)
    for number in range(20):
        run.keep(2**number, [], 0.0, lambda: WEIGHTS)
    assert Moments(tmp_path).steps() == (0,)
    run.keep(2**21, [], 1e3, lambda: WEIGHTS)
    assert Moments(tmp_path).steps() == (0, 2**21)


def test_what_is_kept_is_read_back_and_what_is_damaged_is_said(tmp_path: Path) -> None:
    kept = Moments(tmp_path)
    kept.keep(7, WEIGHTS)
    np.testing.assert_array_equal(kept.load(7)["conv1.weight"], WEIGHTS["conv1.weight"])
    path = kept.folder / "000000000007.safetensors"
    path.write_bytes(path.read_bytes()[:-5])
    with pytest.raises(RunError, match="damaged"):
        kept.load(7)
    with pytest.raises(RunError, match="not kept any more"):
        kept.load(8)


def test_going_on_from_before_a_moment_removes_it_and_what_was_half_written(tmp_path: Path) -> None:
    kept = Moments(tmp_path)
    for step in (0, 4, 8):
        kept.keep(step, WEIGHTS)
    (kept.folder / ".convas-0123.part").write_bytes(b"half")
    keeper(tmp_path, step=5)
    assert kept.steps() == (0, 4)
    assert not list(kept.folder.glob(".*"))


def test_a_run_keeps_its_start_the_doublings_and_the_epochs(
    network: Network, quadrants: Dataset, tmp_path: Path
) -> None:
    run = new_run(tmp_path, network, RECIPE)
    trainer = Trainer(network, RECIPE, quadrants, run=run)
    first = {name: value.clone() for name, value in trainer.module.state_dict().items()}
    list(trainer.events())
    kept = Moments(run.folder)
    assert kept.steps() == (0, 1, 2, 4, 8, 16, 26, 52, 78)
    for step, expected in ((0, first), (78, trainer.module.state_dict())):
        for name, array in kept.load(step).items():
            assert torch.equal(torch.from_numpy(array), expected[name].cpu())


def test_keeping_moments_changes_nothing_of_the_training(
    network: Network, quadrants: Dataset, tmp_path: Path
) -> None:
    run = new_run(tmp_path, network, RECIPE)
    kept, alone = Trainer(network, RECIPE, quadrants, run=run), Trainer(network, RECIPE, quadrants)
    list(kept.events())
    list(alone.events())
    for name, value in alone.module.state_dict().items():
        assert torch.equal(kept.module.state_dict()[name], value)


PROGRAM = """
import os, signal, sys
from pathlib import Path
import numpy as np
from app.training.moments import Moments

kept = Moments(Path(sys.argv[1]))
replace = Path.replace
def killed(path, target):
    if target.name.startswith("000000000004"):
        os.kill(os.getpid(), signal.SIGKILL)
    return replace(path, target)
Path.replace = killed
for step in (0, 2, 4):
    kept.keep(step, {"w": np.ones(1000, np.float32)})
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a thing of POSIX systems")
def test_a_kill_while_a_moment_is_written_leaves_the_others_whole(tmp_path: Path) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path)], check=False, cwd=Path(__file__).parents[2]
    )
    assert killed.returncode == -signal.SIGKILL
    kept = Moments(tmp_path)
    assert kept.steps() == (0, 2)
    assert all(len(kept.load(step)["w"]) == 1000 for step in kept.steps())
    assert len(list(kept.folder.glob(".*.part"))) == 1
    keeper(tmp_path, step=2)
    assert not list(kept.folder.glob(".*.part"))
