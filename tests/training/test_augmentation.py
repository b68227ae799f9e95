"""Lecture D4: random changes to training images, against torchvision's transforms."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor

from app.data.dataset import Dataset
from app.network.graph import Network
from app.torchvision_import import torchvision_part
from app.training.augmentation import augmented, moved, random_matrices, with_contrast
from app.training.augmentation_settings import Augmentation
from app.training.recipe import Recipe, recipe_from_json, recipe_to_json
from app.training.run import new_run
from app.training.trainer import Trainer

F = torchvision_part("transforms.v2.functional")
BILINEAR = torchvision_part("transforms").InterpolationMode.BILINEAR

EVERYTHING = Augmentation(
    horizontal_flip=True,
    vertical_flip=True,
    rotate=20,
    shift=1,
    smallest_scale=0.8,
    largest_scale=1.3,
    crop_padding=1,
    brightness=0.2,
    contrast=0.3,
    noise=0.05,
    cutout=3,
)
ALONE: list[dict[str, Any]] = [
    {"horizontal_flip": True},
    {"vertical_flip": True},
    {"rotate": 15.0},
    {"shift": 2},
    {"smallest_scale": 0.7},
    {"largest_scale": 1.5},
    {"crop_padding": 2},
    {"brightness": 0.3},
    {"contrast": 0.3},
    {"noise": 0.1},
    {"cutout": 3},
]


def pictures(count: int = 40, channels: int = 1, height: int = 9, width: int = 12) -> Tensor:
    generator = torch.Generator().manual_seed(5)
    return torch.rand(count, channels, height, width, generator=generator)


def seen(how: Augmentation, images: Tensor, step: int = 1) -> Tensor:
    return augmented(images.clone(), how, seed=0, step=step)


# Against torchvision


@pytest.mark.parametrize("channels", [1, 3])
def test_images_are_turned_scaled_and_moved_as_torchvision_does(channels: int) -> None:
    how = Augmentation(rotate=40, shift=2, smallest_scale=0.7, largest_scale=1.4)
    images = pictures(channels=channels)
    matrices = random_matrices(images.shape, how, torch.Generator().manual_seed(1))
    ours = moved(images, matrices)
    for image, matrix, mine in zip(images, matrices, ours, strict=True):
        # x = R⁻¹·(x' − t)/s, of which torchvision wants angle, scale and translation.
        inverse = matrix[:, :2]
        scale = 1 / math.sqrt(float(torch.linalg.det(inverse)))
        angle = math.degrees(math.atan2(float(matrix[0, 1]), float(matrix[0, 0])))
        across, down = torch.linalg.solve(inverse, -matrix[:, 2]).tolist()
        theirs = F.affine(image, angle, [across, down], scale, [0.0, 0.0], interpolation=BILINEAR)
        torch.testing.assert_close(mine, theirs, rtol=0, atol=1e-4)
        assert 0.7 <= scale <= 1.4
        assert abs(angle) <= 40
        assert (round(across, 3), round(down, 3)) == (round(across), round(down))  # whole pixels


def test_flips_are_those_of_torchvision_and_fall_on_half_of_the_images() -> None:
    images = pictures(400)
    for how, theirs in (
        (Augmentation(horizontal_flip=True), F.horizontal_flip(images)),
        (Augmentation(vertical_flip=True), F.vertical_flip(images)),
    ):
        ours = seen(how, images)
        flipped = torch.isclose(ours, theirs, atol=1e-5).all(dim=(1, 2, 3))
        kept = torch.isclose(ours, images, atol=1e-5).all(dim=(1, 2, 3))
        assert (flipped ^ kept).all()
        assert 150 < int(flipped.sum()) < 250


def test_a_crop_with_padding_is_one_of_those_that_torchvision_may_take() -> None:
    images = pictures(60)
    padded = F.pad(images, [2, 2, 2, 2])
    found = set()
    for image, mine in zip(padded, seen(Augmentation(crop_padding=2), images), strict=True):
        places = [
            (top, left)
            for top in range(5)
            for left in range(5)
            if torch.allclose(mine, F.crop(image, top, left, 9, 12), atol=1e-5)
        ]
        assert len(places) == 1
        found.add(places[0])
    assert len(found) > 15


@pytest.mark.parametrize("channels", [1, 3])
def test_contrast_is_that_of_torchvision(channels: int) -> None:
    images = pictures(5, channels)
    factors = torch.tensor([0.2, 0.8, 1.0, 1.4, 2.0])
    ours = with_contrast(images.clone(), factors.view(-1, 1, 1, 1))
    for image, factor, mine in zip(images, factors.tolist(), ours, strict=True):
        torch.testing.assert_close(mine, F.adjust_contrast(image, factor), rtol=0, atol=2e-4)


def test_brightness_multiplies_each_image_by_its_own_factor() -> None:
    images = pictures(200)
    ours = seen(Augmentation(brightness=0.4), images)
    factors = (ours / images).amax(dim=(1, 2, 3))  # the largest: values above 1 are cut
    assert factors.min() > 0.6 - 1e-3
    assert factors.max() < 1.4 + 1e-3
    assert factors.min() < 0.65
    assert factors.max() > 1.25
    for image, factor, mine in zip(images, factors.tolist(), ours, strict=True):
        torch.testing.assert_close(mine, F.adjust_brightness(image, factor), rtol=0, atol=1e-4)


def test_noise_has_the_deviation_that_was_asked_for() -> None:
    images = torch.full((50, 1, 20, 20), 0.5)
    noise = seen(Augmentation(noise=0.1), images) - images
    assert float(noise.mean()) == pytest.approx(0, abs=0.005)
    assert float(noise.std()) == pytest.approx(0.1, rel=0.03)


def test_cutout_makes_one_square_of_every_image_black() -> None:
    ours = seen(Augmentation(cutout=3), torch.ones(300, 2, 9, 12))
    assert ((ours == 0).sum(dim=(1, 2, 3)) == 2 * 3 * 3).all()
    rows, columns = (ours == 0)[:, 0].any(dim=2), (ours == 0)[:, 0].any(dim=1)
    assert (rows.sum(dim=1) == 3).all()
    assert (columns.sum(dim=1) == 3).all()
    assert rows.any(dim=0).all()  # it comes everywhere
    assert columns.any(dim=0).all()


# Each image its own, always the same


@pytest.mark.parametrize("settings", ALONE)
def test_every_image_of_a_batch_is_changed_in_its_own_way(settings: dict[str, Any]) -> None:
    one = pictures(1)
    ours = seen(Augmentation(**settings), one.expand(30, -1, -1, -1).contiguous())
    kinds = {tuple(image.flatten().tolist()) for image in ours}
    assert len(kinds) >= (2 if "flip" in next(iter(settings)) else 8)


@pytest.mark.parametrize("settings", ALONE)
def test_values_stay_from_0_to_1(settings: dict[str, Any]) -> None:
    ours = seen(Augmentation(**settings), pictures(channels=3))
    assert ours.min() >= 0
    assert ours.max() <= 1 + 1e-5


def test_the_same_step_draws_the_same_and_another_step_draws_anew() -> None:
    images = pictures()
    assert torch.equal(seen(EVERYTHING, images, 7), seen(EVERYTHING, images, 7))
    assert not torch.equal(seen(EVERYTHING, images, 7), seen(EVERYTHING, images, 8))


def test_a_signal_is_neither_turned_nor_moved_out_of_its_row() -> None:
    signals = torch.ones(20, 1, 1, 64)
    ours = seen(Augmentation(rotate=90, vertical_flip=True, shift=5), signals)
    assert (ours.sum(dim=(1, 2, 3)) >= 64 - 5 - 1e-3).all()


def test_without_augmentation_nothing_is_drawn_or_changed() -> None:
    images = pictures()
    assert augmented(images, Augmentation(), 0, 1) is images


# In a recipe and a run


def test_a_recipe_states_what_is_switched_on_and_reads_it_again() -> None:
    recipe = Recipe(augmentation=Augmentation(rotate=10, cutout=4))
    data = recipe_to_json(recipe)
    assert b'"rotate": 10' in data
    assert b'"shift"' not in data
    assert recipe_from_json(data) == recipe
    assert recipe_from_json(b"{}") == Recipe()
    assert Recipe().augmentation.in_words == ""
    assert recipe.augmentation.in_words == "rotate ±10°, cutout 4×4"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (b'{"augmentation": {"rotate": 400}}', "rotate must be a number from 0 to 180"),
        (b'{"augmentation": {"spin": 1}}', "no setting 'spin'"),
        (b'{"augmentation": 3}', "settings by name"),
    ],
)
def test_an_augmentation_that_makes_no_sense_is_refused(values: bytes, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        recipe_from_json(values)


def test_validation_images_are_never_changed(plain_network: Network, quadrants: Dataset) -> None:
    recipe = Recipe(dataset="quadrants", batch_size=8, epochs=1, device="cpu", learning_rate=0.0)
    plain = list(Trainer(plain_network, recipe, quadrants).events())
    loud = replace(recipe, augmentation=EVERYTHING)
    changed = list(Trainer(plain_network, loud, quadrants).events())
    assert changed[0] != plain[0]
    assert changed[-2].validation_loss == plain[-2].validation_loss  # type: ignore[union-attr]


@pytest.mark.parametrize("preprocessing", ["none", "pixel_mean", "zca_whitening", "pca_whitening"])
@pytest.mark.parametrize("stop_after", [9, 31])
def test_a_resumed_run_draws_what_an_uninterrupted_one_does(
    network: Network,
    quadrants: Dataset,
    tmp_path: Path,
    preprocessing: Any,
    stop_after: int,
) -> None:
    recipe = Recipe(
        dataset="quadrants",
        batch_size=8,
        epochs=2,
        device="cpu",
        augmentation=EVERYTHING,
        preprocessing=preprocessing,
    )
    whole = Trainer(network, recipe, quadrants)
    for _ in whole.events():
        pass
    run = new_run(tmp_path, network, recipe)
    events = Trainer(network, recipe, quadrants, run=run).events()
    for _ in range(stop_after):
        next(events)
    events.close()
    resumed = Trainer.resume(run.folder, quadrants)
    for _ in resumed.events():
        pass
    ours, theirs = resumed.module.state_dict(), whole.module.state_dict()
    assert [name for name in ours if not torch.equal(ours[name], theirs[name])] == []


@pytest.mark.parametrize(
    "preprocessing", ["none", "channel_mean", "pixel_mean", "standardise", "zca_whitening"]
)
def test_the_trainer_computes_what_the_preprocessing_gives(
    plain_network: Network, quadrants: Dataset, preprocessing: Any
) -> None:
    recipe = Recipe(dataset="quadrants", batch_size=203, epochs=1, preprocessing=preprocessing)
    trainer = Trainer(plain_network, replace(recipe, device="cpu"), quadrants)
    images = torch.from_numpy(trainer.preprocessing.apply(quadrants.test.images))
    with torch.no_grad():
        logits = trainer.module.eval()(images)
    expected = torch.nn.functional.cross_entropy(logits, torch.from_numpy(quadrants.test.labels))
    assert trainer.test()[0] == pytest.approx(expected.item(), rel=1e-4)


def test_preprocessing_is_fitted_to_the_training_images_alone(
    plain_network: Network, quadrants: Dataset
) -> None:
    recipe = Recipe(dataset="quadrants", preprocessing="pixel_mean", device="cpu")
    fitted = Trainer(plain_network, recipe, quadrants).preprocessing
    mean = torch.from_numpy(quadrants.train.images).double().mean(dim=0) / 255
    torch.testing.assert_close(torch.tensor(fitted.mean).double(), mean, rtol=0, atol=1e-6)
