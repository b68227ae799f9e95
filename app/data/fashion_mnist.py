"""Fashion-MNIST: 28×28 grey pictures of clothes; the full set where it is found, else a part.

The full set is looked for in the places where torchvision and Debian put it. Of its 60,000
training images the last 500 of each class are kept for validation; the bundled part takes its
training images from the others, so its validation images are unseen under either split.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.data.bundled import read_bundled
from app.data.dataset import DataError, Dataset, DatasetInfo, Split
from app.data.idx import check_idx, find_idx, read_idx
from app.data.places import search_roots
from app.language import tr

DEBIAN_FOLDER = Path("/usr/share/datasets/fashion-mnist")
"""Where Debian's package dataset-fashion-mnist puts its files."""

BUNDLED = DatasetInfo(
    name="fashion-mnist",
    title=tr("Fashion-MNIST clothes"),
    image_shape=(1, 28, 28),
    classes=(
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
    ),
    train=10_000,
    validation=1_000,
    test=2_000,
    bundled=True,
    source=tr("bundled: 13,000 pictures of the Debian package dataset-fashion-mnist"),
    licence="MIT, © 2017 Zalando SE",
)

_FULL_SIZES = {"train": 60_000, "t10k": 10_000}
_VALIDATION = 5_000


@dataclass(frozen=True)
class _FullSet:
    """The four idx files of the full set, in one folder: (images, labels) of each part."""

    folder: Path
    train: tuple[Path, Path]
    test: tuple[Path, Path]


def full_set_folders() -> tuple[Path, ...]:
    """Where the full set is looked for, in this order.

    In every data folder as torchvision stores it (`FashionMNIST/raw`), or in the folder itself
    where its name says fashion; then where Debian's package puts it.
    """
    found: list[Path] = []
    for root in search_roots():
        found.append(root / "FashionMNIST" / "raw")
        if "fashion" in f"{root.parent.name} {root.name}".lower():
            found.append(root)
    return *found, DEBIAN_FOLDER


def fashion_mnist_info(folders: Sequence[Path] | None = None) -> DatasetInfo:
    """What `load_fashion_mnist` would give, told from the headers of the files alone."""
    broken: list[str] = []
    for folder in full_set_folders() if folders is None else folders:
        try:
            found = _find(folder)
        except DataError as error:
            broken.append(_ignored(folder, error))
        else:
            if found:
                return _full_info(folder)
    return _bundled_info(broken)


def load_fashion_mnist(folders: Sequence[Path] | None = None) -> Dataset:
    """The full set from the first of `folders` that holds it whole, else the bundled part.

    A broken full set is left aside, and `source` says so. No folders: always the bundled part.
    """
    broken: list[str] = []
    for folder in full_set_folders() if folders is None else folders:
        try:
            found = _find(folder)
            if found:
                return _read_full(found)
        except DataError as error:
            broken.append(_ignored(folder, error))
    return read_bundled(_bundled_info(broken))


def full_set_folder() -> Path | None:
    """The folder from which the full set is taken; None where the bundled part is used."""
    for folder in full_set_folders():
        with suppress(DataError):
            if _find(folder):
                return folder
    return None


def last_of_each_class(labels: NDArray[np.uint8], per_class: int) -> NDArray[np.bool_]:
    """True for the last `per_class` images of every class."""
    chosen = np.zeros(len(labels), np.bool_)
    for label in range(len(BUNDLED.classes)):
        chosen[np.flatnonzero(labels == label)[-per_class:]] = True
    return chosen


def is_validation(labels: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Which of the 60,000 original training images are kept for validation."""
    return last_of_each_class(labels, _VALIDATION // len(BUNDLED.classes))


def read_part(
    images: Path, labels: Path, count: int
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """One original part: images count×28×28, labels; DataError unless all classes are equal."""
    pictures = read_idx(images, (count, 28, 28))
    answers = read_idx(labels, (count,))
    each = count // len(BUNDLED.classes)
    if np.bincount(answers).tolist() != [each] * len(BUNDLED.classes):
        raise DataError(
            tr("{name} does not have {each:,} labels of each class", name=labels.name, each=each)
        )
    return pictures, answers


def _find(folder: Path) -> _FullSet | None:
    """The full set in a folder; DataError where a file is missing or of the wrong size."""
    names = [
        f"{part}-{kind}-ubyte" for part in _FULL_SIZES for kind in ("images-idx3", "labels-idx1")
    ]
    files = {name: find_idx(folder, name) for name in names}
    if not any(files.values()):
        return None
    pairs: list[tuple[Path, Path]] = []
    for part, count in _FULL_SIZES.items():
        images = _present(files, f"{part}-images-idx3-ubyte")
        labels = _present(files, f"{part}-labels-idx1-ubyte")
        check_idx(images, (count, 28, 28))
        check_idx(labels, (count,))
        pairs.append((images, labels))
    return _FullSet(folder, *pairs)


def _present(files: dict[str, Path | None], name: str) -> Path:
    path = files[name]
    if path is None:
        raise DataError(tr("{name} is missing", name=name))
    return path


def _read_full(found: _FullSet) -> Dataset:
    images, labels = read_part(*found.train, _FULL_SIZES["train"])
    test_images, test_labels = read_part(*found.test, _FULL_SIZES["t10k"])
    kept = is_validation(labels)
    return _full_info(found.folder).with_parts(
        _split(images[~kept], labels[~kept]),
        _split(images[kept], labels[kept]),
        _split(test_images, test_labels),
    )


def _split(images: NDArray[np.uint8], labels: NDArray[np.uint8]) -> Split:
    return Split(images[:, np.newaxis], labels.astype(np.int64))


def _full_info(folder: Path) -> DatasetInfo:
    return replace(
        BUNDLED,
        train=_FULL_SIZES["train"] - _VALIDATION,
        validation=_VALIDATION,
        test=_FULL_SIZES["t10k"],
        bundled=False,
        source=tr("full set found in {folder}", folder=folder),
    )


def _ignored(folder: Path, error: DataError) -> str:
    return tr(
        "the full set in {folder} is broken and was ignored: {error}", folder=folder, error=error
    )


def _bundled_info(broken: Sequence[str]) -> DatasetInfo:
    return replace(BUNDLED, source="; ".join([BUNDLED.source, *broken]))
