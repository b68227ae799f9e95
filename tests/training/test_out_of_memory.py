"""A batch that does not fit into memory ends the run in words, with one that does."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from app.cli.commands import main
from app.data.dataset import Dataset
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.normalisation import BatchNorm1d, BatchNorm2d
from app.network.layers.pooling import MaxPool2d
from app.network.patterns import chain
from app.training.events import OutOfMemory
from app.training.out_of_memory import is_out_of_memory
from app.training.recipe import Recipe
from app.training.run import new_run, open_run
from app.training.trainer import Trainer

ROOT = Path(__file__).parents[2]
WIDE = chain(
    "wide",
    [
        Input(1, 8, 8),
        Conv2d(1024, 3, padding=1),
        BatchNorm2d(),
        ReLU(),
        MaxPool2d(8),
        Flatten(),
        Linear(4),
    ],
)
"""65,536 activations an image in each of three layers: 160 MB of 203 images."""

PROGRAM = """
import resource, sys
from pathlib import Path
from app.data.catalogue import load
from app.training.run import open_run
from app.training.trainer import Trainer

run = open_run(Path(sys.argv[1]))
events = Trainer(run.network, run.recipe, load(run.recipe.dataset), run=run).events()
now = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (now + 100_000_000,) * 2)
print(list(events)[-1].reason)
"""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs Linux")
def test_a_smaller_batch_is_found_and_begins_anew_with_the_weights(
    quadrants: Dataset, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "quadrants.npz"
    parts = {part: getattr(quadrants, part) for part in ("train", "validation", "test")}
    np.savez(
        data,
        **{f"{part}_images": split.images for part, split in parts.items()},
        **{f"{part}_labels": split.labels for part, split in parts.items()},
    )
    recipe = Recipe(dataset=str(data), batch_size=203, epochs=1, device="cpu", seed=7)
    run = new_run(tmp_path / "runs", WIDE, recipe)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(run.folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (event,) = open_run(run.folder).history()
    assert isinstance(event, OutOfMemory)
    assert (event.step, event.batch_size) == (0, 203)
    assert event.fitting in (101, 50, 25, 12, 6, 3)
    words = f"a batch of 203 images does not fit into memory; {event.fitting} do"
    assert done.stdout.strip() == event.reason == words

    resumed = Trainer.resume(run.folder, quadrants)  # where there is more memory, it goes on
    assert resumed.step == 0
    batch = ["--batch-size", str(event.fitting)]
    assert main(["train", "--resume", str(run.folder), *batch, "--format", "json"]) == 0
    form = json.loads(capsys.readouterr().out)
    new = open_run(Path(form["run"]))
    assert new.folder.parent == run.folder.parent
    assert new.recipe.batch_size == event.fitting
    assert new.history()[-1].step == 203 // event.fitting + (203 % event.fitting > 1)
    first = run.load_checkpoint().tensors["module/conv1.weight"]
    assert np.array_equal(
        first, Trainer(WIDE, recipe, quadrants).module.state_dict()["conv1.weight"]
    )


def test_a_single_image_that_batch_normalisation_does_not_take_is_not_offered(
    quadrants: Dataset,
) -> None:
    layers = [Input(1, 8, 8), Flatten(), Linear(8), BatchNorm1d(), ReLU(), Linear(4)]
    trainer = Trainer(chain("flat", layers), Recipe(batch_size=2, epochs=1), quadrants)

    def no_memory(_module: object, given: tuple[torch.Tensor, ...]) -> None:
        if len(given[0]) > 1:
            raise MemoryError

    children = dict(trainer.module.named_children())
    children["fc1"].register_forward_pre_hook(no_memory)
    (event,) = trainer.events()
    assert isinstance(event, OutOfMemory)
    assert event.fitting == 0


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB."), True),
        (MemoryError(), True),
        (RuntimeError("DefaultCPUAllocator: not enough memory: you tried to allocate 9"), True),
        (RuntimeError("mat1 and mat2 shapes cannot be multiplied (1x2 and 3x4)"), False),
        (ValueError("out of memory"), False),
    ],
)
def test_only_want_of_memory_is_taken_for_it(error: Exception, told: bool) -> None:
    assert is_out_of_memory(error) == told


def test_torchs_own_refusal_is_understood() -> None:
    with pytest.raises(RuntimeError) as caught:
        torch.empty(2**60, dtype=torch.uint8)
    assert is_out_of_memory(caught.value)
