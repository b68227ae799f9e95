"""Lecture D4: a warning where a transform changes the class, and none where it does not."""

from __future__ import annotations

import pytest

from app.training.augmentation_settings import Augmentation
from app.training.class_changing import class_changes

MIRRORED = Augmentation(horizontal_flip=True)
UPENDED = Augmentation(vertical_flip=True)


@pytest.mark.parametrize(
    ("dataset", "how", "setting", "words"),
    [
        ("mnist", Augmentation(rotate=180), "rotate", "6 and 9"),
        ("mnist-full", MIRRORED, "horizontal_flip", "2 and 5"),
        ("svhn", UPENDED, "vertical_flip", "6"),
        ("emnist-letters", MIRRORED, "horizontal_flip", "b is a d"),
        ("fashion-mnist", UPENDED, "vertical_flip", "Dress"),
        ("cifar-10", UPENDED, "vertical_flip", "upside down"),
        ("kmnist", MIRRORED, "horizontal_flip", "mirrored"),
        ("signals", MIRRORED, "horizontal_flip", "decay"),
    ],
)
def test_a_transform_that_changes_the_class_is_named(
    dataset: str, how: Augmentation, setting: str, words: str
) -> None:
    assert words in class_changes(dataset, how)[setting]


@pytest.mark.parametrize(
    ("dataset", "how"),
    [
        ("mnist", Augmentation(rotate=10, shift=2, cutout=4)),
        ("fashion-mnist", MIRRORED),
        ("cifar-10", MIRRORED),
        ("colour-shapes", Augmentation(rotate=180, vertical_flip=True)),
        ("/home/me/cats and dogs", UPENDED),
        ("mnist", Augmentation()),
    ],
)
def test_nothing_is_said_where_the_class_stays(dataset: str, how: Augmentation) -> None:
    assert class_changes(dataset, how) == {}
