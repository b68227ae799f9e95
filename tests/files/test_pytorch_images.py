"""Exported programs preprocess and augment as the recipe says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn

from app.data.fitted_preprocessing import fit_preprocessing
from app.data.preprocessing_choice import PREPROCESSINGS
from app.files.pytorch_images import augment_lines, batch_lines, training_batch
from app.files.pytorch_script import pytorch_script
from app.network.patterns import lenet5
from app.torchvision_import import torchvision_part
from app.training.augmentation_settings import Augmentation
from app.training.recipe import Recipe

V2 = torchvision_part("transforms.v2")
IMAGES = np.random.default_rng(1).integers(0, 256, (300, 2, 3, 3)).astype(np.uint8)
EVERYTHING = Augmentation(
    horizontal_flip=True,
    vertical_flip=True,
    rotate=10,
    shift=2,
    smallest_scale=0.9,
    largest_scale=1.1,
    crop_padding=1,
    brightness=0.2,
    contrast=0.1,
    noise=0.05,
    cutout=4,
)


def batch_of(recipe: Recipe) -> Any:
    names: dict[str, Any] = {
        "torch": torch,
        "nn": nn,
        "images": torch.from_numpy(IMAGES),
        "device": "cpu",
        "to_input": lambda images: images.float() / 255,
    }
    exec(dedent(batch_lines(recipe)), names)
    return names["batch"]


@pytest.mark.parametrize("name", PREPROCESSINGS)
@pytest.mark.parametrize("how", [Augmentation(), EVERYTHING])
def test_a_program_preprocesses_as_training_does(name: Any, how: Augmentation) -> None:
    batch = batch_of(Recipe(preprocessing=name, augmentation=how))
    ours = fit_preprocessing(name, IMAGES).apply(IMAGES[50:60])
    theirs = batch(torch.from_numpy(IMAGES), torch.arange(50, 60))
    torch.testing.assert_close(theirs, torch.from_numpy(ours), rtol=1e-3, atol=2e-3)


def test_a_program_augments_with_torchvisions_transforms() -> None:
    names: dict[str, Any] = {"v2": V2}
    exec(augment_lines(Recipe(augmentation=EVERYTHING), (1, 32, 32)), names)
    flip, _, affine, crop, jitter, noise, erasing = names["augment"].transforms
    assert isinstance(flip, V2.RandomHorizontalFlip)
    assert tuple(affine.degrees) == (-10, 10)
    assert tuple(affine.translate) == (2 / 32, 2 / 32)
    assert tuple(affine.scale) == (0.9, 1.1)
    assert crop.size == (32, 32)
    assert tuple(jitter.brightness) == (0.8, 1.2)
    assert tuple(jitter.contrast) == (0.9, 1.1)
    assert noise.sigma == 0.05
    assert tuple(erasing.scale) == (16 / 1024, 16 / 1024)
    assert names["augment"](torch.rand(1, 32, 32)).shape == (1, 32, 32)


def test_a_signal_is_augmented_along_its_length_alone() -> None:
    names: dict[str, Any] = {"v2": V2}
    exec(augment_lines(Recipe(augmentation=EVERYTHING), (1, 1, 128)), names)
    signal = names["augment"](torch.rand(1, 1, 128))
    assert signal.shape == (1, 1, 128)
    assert float(signal.abs().sum()) > 1


def test_without_augmentation_the_program_says_nothing_of_it() -> None:
    script = pytorch_script(lenet5(), Recipe())
    assert "augment" not in script
    assert "torchvision.transforms" not in script
    assert training_batch(Recipe()) == "batch(images, which)"


@pytest.mark.parametrize("name", ["standardise", "zca_whitening"])
def test_a_program_with_augmentation_runs_by_itself(tmp_path: Path, name: Any) -> None:
    recipe = Recipe(epochs=1, preprocessing=name, augmentation=EVERYTHING, batch_size=50)
    script = tmp_path / "exported.py"
    script.write_text(pytorch_script(lenet5(), recipe))
    data = tmp_path / "some.npz"
    images = np.random.default_rng(2).integers(0, 256, (200, 1, 28, 28)).astype(np.uint8)
    labels = np.arange(200) % 10
    np.savez(data, train_images=images, train_labels=labels, test_images=images, test_labels=labels)
    done = subprocess.run(
        [sys.executable, str(script), "--data", str(data)],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert "test accuracy" in done.stdout, done.stderr
