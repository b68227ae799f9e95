"""Several processes that torchrun starts train one network as a single process would."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from app.data.catalogue import load
from app.data.dataset import Dataset
from app.files.project import Project, save_project
from app.network.graph import Network
from app.network.layers.activation import ReLU
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.normalisation import BatchNorm1d
from app.network.patterns import chain
from app.training.augmentation import Draw, augmented
from app.training.augmentation_settings import Augmentation
from app.training.events import EpochDone, StepDone, TrainingEvent
from app.training.module import UntrainableError
from app.training.recipe import Recipe
from app.training.replicas import Replicas, joined
from app.training.restarts import begun_run, mark
from app.training.run import Run, list_runs, new_run
from app.training.share import Share
from app.training.torchrun import Launch, launched
from app.training.trainer import Trainer

ROOT = Path(__file__).parents[2]
EVERYTHING = Augmentation(
    horizontal_flip=True, rotate=10, shift=1, brightness=0.2, contrast=0.2, noise=0.1, cutout=2
)
RECIPE = Recipe(batch_size=19, epochs=40, device="cpu", augmentation=EVERYTHING)
"""Of 203 images in 11 batches: nine and ten images for two processes, and six and seven of 13."""

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs Linux")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("parallel")


@pytest.fixture(scope="module")
def data(folder: Path, quadrants: Dataset) -> Path:
    path = folder / "quadrants.npz"
    arrays = {}
    for part in ("train", "validation", "test"):
        split = getattr(quadrants, part)
        arrays |= {f"{part}_images": split.images, f"{part}_labels": split.labels}
    np.savez(path, **arrays)
    return path


@pytest.fixture(scope="module")
def project(folder: Path, data: Path) -> Path:
    layers = [Input(1, 8, 8), Flatten(), Linear(16), ReLU(), Linear(4)]
    path = folder / "tiny.convas"
    recipe = replace(RECIPE, dataset=str(data))
    save_project(path, Project(chain("tiny", layers), recipe))
    return path


@contextmanager
def torchrun(*arguments: object, restarts: int = 0) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node=2"]
    command += [f"--max-restarts={restarts}", "main.py", *map(str, arguments)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        try:
            yield program
        finally:
            if program.poll() is None:
                program.terminate()


def said(program: subprocess.Popen[str], words: str) -> str:
    """What it has said on standard error up to the first line with `words`."""
    assert program.stderr is not None
    lines = ""
    for line in program.stderr:
        lines += line
        if re.search(words, line):
            return lines
    raise AssertionError(f"{words!r} is not in:\n{lines}")


def worker(program: subprocess.Popen[str], rank: int) -> int:
    """The process of a rank."""
    children = [
        int(child)
        for task in Path(f"/proc/{program.pid}/task").iterdir()
        for child in (task / "children").read_text().split()
    ]
    wanted = f"RANK={rank}".encode()
    (found,) = (
        child
        for child in children
        if wanted in Path(f"/proc/{child}/environ").read_bytes().split(b"\0")
    )
    return found


def the_run(root: Path) -> Run:
    (run,) = list_runs(root)
    return run


def without_seconds(events: list[TrainingEvent]) -> list[TrainingEvent]:
    return [replace(each, seconds=0.0) if isinstance(each, EpochDone) else each for each in events]


@pytest.fixture(scope="module")
def unbroken(folder: Path, project: Path) -> Run:
    root = folder / "unbroken"
    with torchrun("train", project, "--output", root) as program:
        output, complaints = program.communicate(timeout=120)
    assert program.returncode == 0, complaints
    assert output.count("Test accuracy") == 1  # one process tells
    assert complaints.count("epoch 1:") == 1
    return the_run(root)


def test_two_processes_have_the_loss_curve_of_one(unbroken: Run) -> None:
    dataset = load(unbroken.recipe.dataset)
    alone = Trainer(unbroken.network, unbroken.recipe, dataset)
    expected = list(alone.events())
    history = unbroken.history()
    assert len(history) == len(expected)
    for ours, theirs in zip(history, expected, strict=True):
        assert type(ours) is type(theirs)
        assert ours.step == theirs.step
        if isinstance(ours, StepDone) and isinstance(theirs, StepDone):
            assert ours.loss == pytest.approx(theirs.loss, rel=1e-3, abs=1e-5)
        if isinstance(ours, EpochDone) and isinstance(theirs, EpochDone):
            assert ours.train_accuracy == pytest.approx(theirs.train_accuracy, abs=0.01)
            assert ours.validation_loss == pytest.approx(theirs.validation_loss, rel=1e-3)
    tensors = unbroken.load_checkpoint().tensors
    for name, value in alone.module.state_dict().items():
        np.testing.assert_allclose(tensors[f"module/{name}"], value, rtol=1e-3, atol=1e-4)


def test_after_a_kill_all_begin_again_from_the_checkpoint_exactly(
    project: Path, unbroken: Run, tmp_path: Path
) -> None:
    with torchrun("train", project, "--output", tmp_path, restarts=1) as program:
        said(program, "^epoch 3:")
        os.kill(worker(program, 1), signal.SIGKILL)
        output, complaints = program.communicate(timeout=120)
    assert program.returncode == 0, complaints
    assert "going on with the run in" in complaints
    assert "Test accuracy" in output
    run = the_run(tmp_path)
    assert without_seconds(run.history()) == without_seconds(unbroken.history())
    ours, theirs = run.load_checkpoint().tensors, unbroken.load_checkpoint().tensors
    assert ours.keys() == theirs.keys()
    assert [name for name in ours if not np.array_equal(ours[name], theirs[name])] == []


def test_a_signal_ends_all_after_the_same_step_with_a_checkpoint(
    project: Path, tmp_path: Path
) -> None:
    with torchrun("train", project, "--epochs", 100_000, "--output", tmp_path) as program:
        said(program, "^epoch 2:")
        workers = [worker(program, rank) for rank in range(2)]
        program.send_signal(signal.SIGTERM)
        output, _ = program.communicate(timeout=60)
    assert program.returncode != 0
    assert "Go on with" in output
    assert not any(Path(f"/proc/{each}").exists() for each in workers)
    run = the_run(tmp_path)
    assert run.load_checkpoint().standing.step == run.history()[-1].step


def test_too_small_a_batch_is_refused_once(project: Path) -> None:
    with torchrun("train", project, "--batch-size", 1) as program:
        _, complaints = program.communicate(timeout=120)
    assert program.returncode == 1
    assert complaints.count("convas: 2 processes cannot share batches of 1") == 1
    assert 'main.py", line' not in complaints


# Without processes


@given(total=st.integers(1, 100), count=st.integers(1, 9))
def test_shares_are_all_of_a_batch_and_weigh_as_much(total: int, count: int) -> None:
    shares = [Share(rank, count) for rank in range(count)]
    own = [list(range(total))[share.of(total)] for share in shares]
    assert [image for part in own for image in part] == list(range(total))
    assert max(map(len, own)) - min(map(len, own)) <= 1
    assert sum(share.weight(total) for share in shares) == pytest.approx(count)
    for share, part in zip(shares, own, strict=True):
        learned = list(range(total))[share.of_batch(total)]
        assert learned == (part or [0])
        assert (share.weight(total) == 0) == (not part)


def test_a_part_of_a_batch_is_augmented_as_in_the_whole() -> None:
    images = torch.rand(7, 3, 8, 8)
    whole = augmented(images.clone(), EVERYTHING, 3, 5)
    for own in (slice(0, 3), slice(3, 7)):
        part = augmented(images[own].clone(), EVERYTHING, 3, 5, Draw(7, own))
        torch.testing.assert_close(part, whole[own])


def test_batch_normalisation_of_an_image_alone_is_refused(quadrants: Dataset) -> None:
    layers = [Input(1, 8, 8), Flatten(), Linear(6), BatchNorm1d(), Linear(4)]
    network = chain("normalised", layers)
    replicas = Replicas(Share(0, 2))
    recipe = replace(RECIPE, batch_size=8)  # which leaves a batch of three
    with pytest.raises(UntrainableError, match="a batch of 3 leaves one of 2 processes an image"):
        Trainer(network, recipe, quadrants, replicas=replicas)
    Trainer(network, replace(recipe, batch_size=7), quadrants)


@pytest.fixture
def launch(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Launch]:
    """The environment of torchrun."""

    def launch(name: str, rank: int = 0) -> Launch:
        for key in ("LOCAL_RANK", "TORCHELASTIC_RESTART_COUNT", "TORCHELASTIC_MAX_RESTARTS"):
            monkeypatch.setenv(key, "0")
        for key in ("WORLD_SIZE", "LOCAL_WORLD_SIZE"):
            monkeypatch.setenv(key, "2")
        monkeypatch.setenv("RANK", str(rank))
        monkeypatch.setenv("TORCHELASTIC_RUN_ID", name)
        found = launched()
        assert found is not None
        return found

    return launch


def test_restarts_find_the_run_of_their_own_torchrun_only(
    plain_network: Network, network: Network, tmp_path: Path, launch: Callable[..., Launch]
) -> None:
    recipe = Recipe()
    run = new_run(tmp_path, plain_network, recipe)
    mark(run, launch("this"))
    assert begun_run(tmp_path, launch("this"), plain_network, recipe) == run.folder
    assert begun_run(tmp_path, launch("another"), plain_network, recipe) is None
    assert begun_run(tmp_path, launch("this"), network, recipe) is None
    assert begun_run(tmp_path, launch("this"), plain_network, replace(recipe, seed=1)) is None


@pytest.mark.parametrize(("rank", "told"), [(0, True), (1, False)])
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["gallery"], "convas: torchrun is for train, and not for gallery"),
        ([], "convas: torchrun is for the command train: it needs no window"),
    ],
)
def test_all_but_training_is_refused_by_one_of_the_processes(
    launch: Callable[..., Launch], rank: int, told: bool, arguments: list[str], words: str
) -> None:
    launch("this", rank)
    command = [sys.executable, "main.py", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert (words in done.stderr) == told
    assert done.stdout == ""


def test_apples_processor_is_refused_for_several_processes(launch: Callable[..., Launch]) -> None:
    with (
        pytest.raises(UntrainableError, match="choose the device auto, cpu or cuda"),
        joined(launch("this"), "mps"),
    ):
        pass
