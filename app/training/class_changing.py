"""Which random changes may turn an image into one of another class, by data set (lecture D4).

Said beside the setting, and never in the way of it. Needs no torch.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from app.language import tr
from app.training.augmentation_settings import Augmentation

Images = Literal["digits", "letters", "kana", "clothes", "objects", "signals"]

_IMAGES: Mapping[str, Images] = {
    "mnist": "digits",
    "mnist-full": "digits",
    "svhn": "digits",
    "emnist-letters": "letters",
    "emnist-balanced": "letters",
    "kmnist": "kana",
    "fashion-mnist": "clothes",
    "cifar-10": "objects",
    "cifar-100": "objects",
    "stl-10": "objects",
    "signals": "signals",
}
"""What the data sets show. The generated shapes may be turned and mirrored as one likes."""

_FAR = 45
"""Degrees from which a thing lies that stood."""

_WORDS: Mapping[Images, Mapping[str, str]] = {
    "digits": {
        "horizontal_flip": tr("A mirrored digit is none: 2 and 5 become alike, 3 an E."),
        "vertical_flip": tr("Upside down, 6 comes near to 9, 2 to 5; 4 and 7 are no digits."),
        "rotate": tr("Turned by up to 180°, 6 and 9 change places; from 45° on, 1 and 7 lie down."),
    },
    "letters": {
        "horizontal_flip": tr("A mirrored b is a d, p a q; J and L change places."),
        "vertical_flip": tr("Upside down, b is a p, d a q, M a W."),
        "rotate": tr("Turned this far, n becomes u, d a p, M a W, N a Z, 6 a 9."),
    },
    "kana": {
        "horizontal_flip": tr("A mirrored sign is none of the script."),
        "vertical_flip": tr("A sign upside down is none of the script."),
        "rotate": tr("A sign turned this far is none of the script."),
    },
    "clothes": {
        "vertical_flip": tr(
            "Dresses, trousers and bags upside down are not among the test images: "
            "the network learns what it never needs."
        ),
        "rotate": tr("Trousers that lie and shoes that stand are not among the test images."),
    },
    "objects": {
        "vertical_flip": tr(
            "Cars, ships and animals upside down are not among the test images: the "
            "network learns what it never needs."
        ),
        "rotate": tr(
            "Photographs are hardly ever turned this far: the network learns what it never needs."
        ),
    },
    "signals": {
        "horizontal_flip": tr(
            "Backwards, a decay swells, a chirp falls, and a sawtooth rises where it fell."
        ),
        "noise": tr("Enough noise makes a burst of noise of every signal."),
    },
}

_MATTERS: Mapping[str, Callable[[Augmentation], bool]] = {
    "horizontal_flip": lambda how: how.horizontal_flip,
    "vertical_flip": lambda how: how.vertical_flip,
    "rotate": lambda how: how.rotate > _FAR,
    "noise": lambda how: how.noise > 0.2,
}


def images_of(dataset: str) -> Images | None:
    """What the images of a data set show; None for those that are not known."""
    return _IMAGES.get(dataset)


def class_changes(dataset: str, how: Augmentation) -> dict[str, str]:
    """For each setting that may change the class of images of this data set, what becomes of them.

    Of data sets that are not known, like the user's own, nothing is said.
    """
    images = images_of(dataset)
    if images is None:
        return {}
    words = _WORDS[images]
    return {
        setting: words[setting]
        for setting, matters in _MATTERS.items()
        if setting in words and matters(how)
    }
