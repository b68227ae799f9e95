"""The published sets: what they are, in which forms they are published, and how these are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from app.data.cifar import read_binary_batch, read_pickled_batch
from app.data.dataset import DataError, DatasetInfo
from app.data.fashion_mnist import BUNDLED as FASHION_MNIST
from app.data.idx import read_idx_items
from app.data.matlab import read_byte_arrays
from app.data.official import Labelled, Layout, OfficialSet
from app.data.official_files import OfficialFiles
from app.language import tr

_MOST_IMAGES = 1_000_000
_MOST_BYTES = 1 << 30


def _idx_reader(
    train: str, test: str, *, first_label: int = 0, turned: bool = False
) -> Callable[[OfficialFiles, str], Labelled]:
    """Reads idx files whose names begin so; EMNIST's images are turned about their diagonal."""

    def read(files: OfficialFiles, part: str) -> Labelled:
        prefix = train if part == "train" else test
        name = f"{prefix}-images-idx3-ubyte"
        with files.open(name) as file:
            images = read_idx_items(file, name, (28, 28), _MOST_IMAGES)
        name = f"{prefix}-labels-idx1-ubyte"
        with files.open(name) as file:
            labels = read_idx_items(file, name, (), _MOST_IMAGES)
        if len(images) != len(labels):
            raise DataError(
                tr(
                    "{place} has {images:,} images and {labels:,} labels for {prefix}",
                    place=files.place,
                    images=len(images),
                    labels=len(labels),
                    prefix=prefix,
                )
            )
        if turned:
            images = np.ascontiguousarray(images.transpose(0, 2, 1))
        return images[:, np.newaxis], labels.astype(np.int64) - first_label

    return read


def _idx_files(train: str, test: str) -> tuple[str, ...]:
    kinds = ("images-idx3-ubyte", "labels-idx1-ubyte")
    return tuple(f"{prefix}-{kind}" for prefix in (train, test) for kind in kinds)


def _batches(
    train: tuple[str, ...], test: str, read: Callable[[bytes, str], Labelled]
) -> Callable[[OfficialFiles, str], Labelled]:
    def read_part(files: OfficialFiles, part: str) -> Labelled:
        names = train if part == "train" else (test,)
        batches = [read(files.read(name, _MOST_BYTES), name) for name in names]
        images, labels = zip(*batches, strict=True)
        return np.concatenate(images), np.concatenate(labels)

    return read_part


def _svhn(files: OfficialFiles, part: str) -> Labelled:
    name = f"{part}_32x32.mat"
    arrays = read_byte_arrays(files.read(name, _MOST_BYTES), name, _MOST_BYTES)
    if not {"X", "y"} <= arrays.keys() or arrays["X"].shape[:3] != (32, 32, 3):
        raise DataError(
            tr("{name} does not hold the images X, 32×32×3×N, and the labels y", name=name)
        )
    labels = arrays["y"].ravel().astype(np.int64) % 10  # the digit 0 has the label 10
    if arrays["X"].shape[3:] != labels.shape:
        raise DataError(tr("{name} has not as many labels as images", name=name))
    return np.ascontiguousarray(arrays["X"].transpose(3, 2, 0, 1)), labels


def _stl10(files: OfficialFiles, part: str) -> Labelled:
    content = bytearray(files.read(f"{part}_X.bin", _MOST_BYTES))
    labels = np.frombuffer(files.read(f"{part}_y.bin", _MOST_IMAGES), np.uint8)
    if len(content) != len(labels) * 3 * 96 * 96:
        raise DataError(
            tr("{part}_X.bin does not hold as many images as {part}_y.bin has labels", part=part)
        )
    images = np.frombuffer(content, np.uint8).reshape(-1, 3, 96, 96)
    return np.ascontiguousarray(images.transpose(0, 1, 3, 2)), labels.astype(np.int64) - 1


_CIFAR10 = (
    Layout(
        ("cifar-10-batches-py",),
        ("cifar-10-python.tar.gz",),
        (*(f"data_batch_{number}" for number in range(1, 6)), "test_batch"),
        _batches(
            tuple(f"data_batch_{number}" for number in range(1, 6)),
            "test_batch",
            lambda content, name: read_pickled_batch(content, name, "labels"),
        ),
    ),
    Layout(
        ("cifar-10-batches-bin",),
        ("cifar-10-binary.tar.gz",),
        (*(f"data_batch_{number}.bin" for number in range(1, 6)), "test_batch.bin"),
        _batches(
            tuple(f"data_batch_{number}.bin" for number in range(1, 6)),
            "test_batch.bin",
            lambda content, name: read_binary_batch(content, name, 1),
        ),
    ),
)
_CIFAR100 = (
    Layout(
        ("cifar-100-python",),
        ("cifar-100-python.tar.gz",),
        ("train", "test"),
        _batches(
            ("train",),
            "test",
            lambda content, name: read_pickled_batch(content, name, "fine_labels"),
        ),
        called=("cifar100python",),
    ),
    Layout(
        ("cifar-100-binary",),
        ("cifar-100-binary.tar.gz",),
        ("train.bin", "test.bin"),
        _batches(
            ("train.bin",), "test.bin", lambda content, name: read_binary_batch(content, name, 2)
        ),
        called=("cifar100binary",),
    ),
)


def _plain_idx(*folders: str, called: tuple[str, ...]) -> tuple[Layout, ...]:
    read = _idx_reader("train", "t10k")
    return (Layout(folders, (), _idx_files("train", "t10k"), read, called),)


def _emnist(split: str, first_label: int) -> tuple[Layout, ...]:
    train, test = f"emnist-{split}-train", f"emnist-{split}-test"
    read = _idx_reader(train, test, first_label=first_label, turned=True)
    folders = ("EMNIST/raw", "EMNIST", "emnist", "gzip")
    return (Layout(folders, ("gzip.zip", "emnist.zip"), _idx_files(train, test), read),)


_CIFAR10_CLASSES = (
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
_STL10_CLASSES = (
    "airplane",
    "bird",
    "car",
    "cat",
    "deer",
    "dog",
    "horse",
    "monkey",
    "ship",
    "truck",
)
# fmt: off
_CIFAR100_CLASSES = (
    "apple", "aquarium_fish", "baby", "bear", "beaver",
    "bed", "bee", "beetle", "bicycle", "bottle",
    "bowl", "boy", "bridge", "bus", "butterfly",
    "camel", "can", "castle", "caterpillar", "cattle",
    "chair", "chimpanzee", "clock", "cloud", "cockroach",
    "couch", "crab", "crocodile", "cup", "dinosaur",
    "dolphin", "elephant", "flatfish", "forest", "fox",
    "girl", "hamster", "house", "kangaroo", "keyboard",
    "lamp", "lawn_mower", "leopard", "lion", "lizard",
    "lobster", "man", "maple_tree", "motorcycle", "mountain",
    "mouse", "mushroom", "oak_tree", "orange", "orchid",
    "otter", "palm_tree", "pear", "pickup_truck", "pine_tree",
    "plain", "plate", "poppy", "porcupine", "possum",
    "rabbit", "raccoon", "ray", "road", "rocket",
    "rose", "sea", "seal", "shark", "shrew",
    "skunk", "skyscraper", "snail", "snake", "spider",
    "squirrel", "streetcar", "sunflower", "sweet_pepper", "table",
    "tank", "telephone", "television", "tiger", "tractor",
    "train", "trout", "tulip", "turtle", "wardrobe",
    "whale", "willow_tree", "wolf", "woman", "worm",
)
# fmt: on
_DIGITS = tuple("0123456789")


def _official(
    name: str,
    title: str,
    image: tuple[int, int, int],
    classes: tuple[str, ...],
    sizes: tuple[int, int, int],
    licence: str,
    layouts: tuple[Layout, ...],
    torchvision: str,
    download_bytes: int,
) -> OfficialSet:
    train, validation, test = sizes
    info = DatasetInfo(
        name, title, image, classes, train - validation, validation, test, False, "", licence
    )
    return OfficialSet(info, layouts, torchvision, download_bytes)


OFFICIAL: tuple[OfficialSet, ...] = (
    _official(
        "mnist-full",
        tr("MNIST, all {images:,} digits", images=70_000),
        (1, 28, 28),
        _DIGITS,
        (60_000, 5_000, 10_000),
        "CC BY-SA 3.0, LeCun, Cortes and Burges",
        _plain_idx("MNIST/raw", "MNIST", "mnist", called=("mnist",)),
        "MNIST",
        11_594_722,
    ),
    _official(
        "kmnist",
        tr("KMNIST cursive Japanese"),
        (1, 28, 28),
        ("o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"),
        (60_000, 5_000, 10_000),
        "CC BY-SA 4.0, Clanuwat et al., 2018",
        _plain_idx("KMNIST/raw", "KMNIST", "kmnist", called=("kmnist",)),
        "KMNIST",
        21_240_888,
    ),
    _official(
        "emnist-balanced",
        tr("EMNIST digits and letters"),
        (1, 28, 28),
        (*_DIGITS, *"ABCDEFGHIJKLMNOPQRSTUVWXYZ", *"abdefghnqrt"),
        (112_800, 4_700, 18_800),
        tr("public domain (NIST), Cohen et al., 2017"),
        _emnist("balanced", 0),
        "EMNIST",
        561_753_746,
    ),
    _official(
        "emnist-letters",
        tr("EMNIST letters"),
        (1, 28, 28),
        tuple("abcdefghijklmnopqrstuvwxyz"),
        (124_800, 5_200, 20_800),
        tr("public domain (NIST), Cohen et al., 2017"),
        _emnist("letters", 1),
        "EMNIST",
        561_753_746,
    ),
    _official(
        "cifar-10",
        tr("CIFAR-10 objects"),
        (3, 32, 32),
        _CIFAR10_CLASSES,
        (50_000, 5_000, 10_000),
        tr("no licence stated, Krizhevsky, 2009"),
        _CIFAR10,
        "CIFAR10",
        170_498_071,
    ),
    _official(
        "cifar-100",
        tr("CIFAR-100 objects"),
        (3, 32, 32),
        _CIFAR100_CLASSES,
        (50_000, 5_000, 10_000),
        tr("no licence stated, Krizhevsky, 2009"),
        _CIFAR100,
        "CIFAR100",
        169_001_437,
    ),
    _official(
        "svhn",
        tr("SVHN house numbers"),
        (3, 32, 32),
        _DIGITS,
        (73_257, 5_000, 26_032),
        tr("for non-commercial use, Netzer et al., 2011"),
        (Layout(("", "SVHN", "svhn"), (), ("train_32x32.mat", "test_32x32.mat"), _svhn),),
        "SVHN",
        246_316_178,
    ),
    _official(
        "stl-10",
        tr("STL-10 objects"),
        (3, 96, 96),
        _STL10_CLASSES,
        (5_000, 500, 8_000),
        tr("no licence stated, Coates, Ng and Lee, 2011"),
        (
            Layout(
                ("stl10_binary",),
                ("stl10_binary.tar.gz",),
                ("train_X.bin", "train_y.bin", "test_X.bin", "test_y.bin"),
                _stl10,
            ),
        ),
        "STL10",
        2_640_397_119,
    ),
)

FASHION_MNIST_FULL = OfficialSet(
    replace(
        FASHION_MNIST,
        title=tr("Fashion-MNIST, all {images:,} clothes", images=70_000),
        train=55_000,
        validation=5_000,
        test=10_000,
        bundled=False,
        source="",
    ),
    _plain_idx("FashionMNIST/raw", called=("fashionmnist",)),
    "FashionMNIST",
    30_878_645,
)
"""For its download; what was downloaded takes the place of the bundled part under its name."""
