"""Lecture G: the data sets that can be put on the screen, with their sizes and class names."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.data.catalogue import load, offers
from app.data.own_images import OwnSet

FASHION = (
    "T-shirt/top",
    "Trouser",
    "Pullover",
    "Dress",
    "Coat",
    "Sandal",
    "Shirt",
    "Sneaker",
    "Bag",
    "Ankle boot",
)
CIFAR_10 = (
    "airplane",
    "automobile",
    "bird",
    "cat",
    "deer",
    "dog",
    "frog",
    "horse",
    "ship",
    "truck",
)


def classes_of(name: str) -> tuple[str, ...]:
    return next(offer.info.classes for offer in offers() if offer.info.name == name)


def test_ten_thousand_digits_are_bundled_and_the_full_set_is_offered() -> None:
    digits = load("mnist")
    assert sum(len(digits.part(part)) for part in ("train", "validation", "test")) == 10_000
    assert digits.image_shape == (1, 28, 28)
    assert digits.classes == tuple("0123456789")
    full = next(offer.info for offer in offers() if offer.info.name == "mnist-full")
    assert full.train + full.validation + full.test == 70_000


def test_the_clothes_have_the_names_of_the_lecture() -> None:
    assert classes_of("fashion-mnist") == FASHION
    assert load("fashion-mnist").classes == FASHION


def test_cifar_is_offered_with_the_names_of_the_lecture() -> None:
    assert classes_of("cifar-10") == CIFAR_10
    assert len(classes_of("cifar-100")) == 100


@pytest.mark.parametrize(("name", "shape"), [("colour-shapes", (3, 32, 32)), ("signals", None)])
def test_generated_sets_need_no_download(name: str, shape: tuple[int, int, int] | None) -> None:
    made = load(name)
    assert next(offer.state for offer in offers() if offer.info.name == name) == "generated"
    assert made.image_shape == (shape or (1, 1, made.image_shape[2]))  # a signal is a row
    assert np.bincount(made.train.labels).min() > 0


def test_a_folder_of_ones_own_images_is_a_data_set(tmp_path: Path) -> None:
    for label, grey in (("dark", 20), ("light", 230)):
        (tmp_path / label).mkdir()
        for number in range(10):
            picture = Image.new("L", (32, 32), grey + number)
            picture.save(tmp_path / label / f"{number}.png")
    own = load(OwnSet(tmp_path).name)
    assert own.classes == ("dark", "light")
    assert sum(len(own.part(part)) for part in ("train", "validation", "test")) == 20
