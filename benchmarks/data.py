"""The user's own images: decoded once and mapped, against decoding in every epoch and memory."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch.utils.data import DataLoader

from app.data.catalogue import load
from app.data.dataset import Dataset, Split
from app.data.own_images import OwnSet
from app.network.patterns import lenet5
from app.torchvision_import import torchvision_part
from app.training.events import StepDone
from app.training.recipe import Recipe
from app.training.trainer import Trainer
from benchmarks.measure import Claim, in_turns, seconds

PHOTOS, CLASSES, SIDE = 240, 4, 64
STEPS = 60
LARGE_BYTES = 3 << 30


def measure() -> list[Claim]:
    """Photographs of 1,280×960 as 64×64; digits in memory and mapped; 3 GB that are mapped."""
    with tempfile.TemporaryDirectory() as place, _home(Path(place) / "home"):
        folder = _photographs(Path(place) / "photos")
        return [_decoding(folder), _next_epoch(folder), _mapped(Path(place)), _large(Path(place))]


@contextmanager
def _home(folder: Path) -> Iterator[None]:
    before = os.environ.get("CONVAS_HOME")
    os.environ["CONVAS_HOME"] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ["CONVAS_HOME"]
        else:
            os.environ["CONVAS_HOME"] = before


def _photographs(folder: Path) -> Path:
    """JPEGs with the detail of photographs: noise at several scales."""
    rng = np.random.default_rng(0)
    for number in range(PHOTOS):
        picture = np.zeros((960, 1280, 3), np.float32)
        for side in (8, 32, 128):
            small = rng.integers(0, 256, (side, side, 3), np.uint8)
            picture += np.asarray(Image.fromarray(small).resize((1280, 960)), np.float32) / 3
        path = folder / f"class{number % CLASSES}" / f"{number}.jpg"
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(picture.astype(np.uint8)).save(path, quality=88)
    return folder


def _usual_epoch(folder: Path) -> float:
    """torchvision's ImageFolder with a DataLoader, which decodes in every epoch."""
    transforms = torchvision_part("transforms")
    images = torchvision_part("datasets").ImageFolder(
        folder,
        transforms.Compose(
            [transforms.Resize(SIDE), transforms.CenterCrop(SIDE), transforms.ToTensor()]
        ),
    )
    loader = DataLoader(images, batch_size=32, shuffle=True)
    return seconds(lambda: list(loader))


def _decoding(folder: Path) -> Claim:
    seeds = iter(range(1_000))

    def ours() -> float:
        own = OwnSet(folder, SIDE, SIDE, seed=next(seeds))  # another seed is decoded anew
        return seconds(lambda: load(own.name))

    usual, own, ratio = in_turns(lambda: _usual_epoch(folder), ours, turns=3)
    return Claim(
        "first epoch of own photographs against ImageFolder",
        ratio,
        1.5,
        at_least=True,
        detail=f"{PHOTOS / own:,.0f} against {PHOTOS / usual:,.0f} files/s",
    )


def _next_epoch(folder: Path) -> Claim:
    name = OwnSet(folder, SIDE, SIDE).name
    load(name)
    usual, own, ratio = in_turns(
        lambda: _usual_epoch(folder), lambda: seconds(lambda: load(name)), turns=3
    )
    return Claim(
        "own photographs once they are decoded against ImageFolder",
        ratio,
        20.0,
        at_least=True,
        detail=f"{1000 * own:,.0f} ms against {1000 * usual:,.0f} ms an epoch",
    )


def _pace(data: Dataset) -> float:
    """Images a second in training LeNet-5."""
    trainer = Trainer(lenet5(), Recipe(epochs=10_000), data)
    steps = (event for event in trainer.events() if isinstance(event, StepDone))
    for _ in range(STEPS):
        next(steps)
    return trainer.images_per_second


def _mapped(place: Path) -> Claim:
    digits = load("mnist")
    train, validation, test = map(_padded, (digits.train, digits.validation, digits.test))
    digits = replace(digits, train=train, validation=validation, test=test)
    path = place / "digits"
    digits.train.images.tofile(path)
    images = np.memmap(path, np.uint8, "c", shape=digits.train.images.shape)
    mapped = replace(digits, train=Split(images, digits.train.labels))
    of_mapped, of_memory, ratio = in_turns(lambda: _pace(mapped), lambda: _pace(digits))
    return Claim(
        "training from mapped images against memory",
        ratio,
        0.9,
        at_least=True,
        detail=f"{of_mapped:,.0f} against {of_memory:,.0f} images/s",
    )


def _padded(split: Split) -> Split:
    around = ((0, 0), (0, 0), (2, 2), (2, 2))
    return Split(np.pad(split.images, around), split.labels)


def _large(place: Path) -> Claim:
    """The memory of its own that a set of 3 GB takes, most of which is a file with holes."""
    count = LARGE_BYTES // (32 * 32)
    with (place / "large").open("wb") as file:
        file.truncate(count * 32 * 32)
    images = np.memmap(place / "large", np.uint8, "c", shape=(count, 1, 32, 32))
    split = Split(images, np.arange(count, dtype=np.int64) % 10)
    few = Split(images[:500], split.labels[:500])
    data = Dataset("large", "Large", tuple("0123456789"), split, few, few, "", "")
    before = _own_memory()
    torch.manual_seed(0)
    _pace(data)
    grown = (_own_memory() - before) / 2**20
    return Claim(
        "memory for training on 3 GB of mapped images",
        grown,
        600.0,
        at_least=False,
        unit="MiB",
        detail=f"{count:,} images",
    )


def _own_memory() -> int:
    """Bytes that are not of a file, by Linux."""
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1]) * 1024
    return 0
