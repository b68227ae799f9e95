"""The user's own arrays: an .npz with images and labels, under the names that are usual.

Only arrays of plain numbers and of text are read, never a pickle, and never more than they say.
"""

from __future__ import annotations

import math
import zipfile
import zlib
from pathlib import Path
from tokenize import TokenError
from typing import IO, Any

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from app.data.dataset import DataError, Dataset, DatasetInfo, Images, Split
from app.data.own_images import MOST_CLASSES, OwnSet
from app.data.splitting import held_out
from app.language import tr

LARGEST_FILE = 4 << 30
"""Bytes of all arrays together; a larger set belongs in a folder of images."""

_NAMES: dict[str, tuple[tuple[str, str], ...]] = {
    "train": (
        ("train_images", "train_labels"),
        ("x_train", "y_train"),
        ("X_train", "y_train"),
        ("images", "labels"),
        ("x", "y"),
        ("X", "y"),
    ),
    "validation": (
        ("validation_images", "validation_labels"),
        ("val_images", "val_labels"),
        ("x_val", "y_val"),
        ("X_val", "y_val"),
        ("x_valid", "y_valid"),
    ),
    "test": (("test_images", "test_labels"), ("x_test", "y_test"), ("X_test", "y_test")),
}
_CLASSES = ("classes", "class_names", "label_names")
_MOST_HEADER_BYTES = 100_000
"""What stands before the numbers of an array: numpy takes no header of more than a tenth of it."""
_DAMAGE = (
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    NotImplementedError,
    zipfile.BadZipFile,
    zlib.error,
)


def read_own_npz(own: OwnSet) -> Dataset:
    """The data set in an .npz; DataError says what is wrong and what was expected."""
    try:
        with zipfile.ZipFile(own.path) as archive:
            return _read(archive, own)
    except FileNotFoundError as error:
        raise DataError(tr("There is no file {path}.", path=own.path)) from error
    except DataError as error:
        raise DataError(f"{own.path.name}: {error}") from error
    except _DAMAGE as error:
        raise DataError(
            tr("{name} is damaged, or no .npz file ({error}).", name=own.path.name, error=error)
        ) from error


def npz_names(path: Path) -> tuple[str, ...]:
    """The arrays in an .npz with their shapes; DataError for another file."""
    try:
        with zipfile.ZipFile(path) as archive:
            told = []
            for member in archive.namelist()[:50]:
                with archive.open(member) as file:
                    shape, kind = _header(file)
                told.append(f"{member.removesuffix('.npy')} {'×'.join(map(str, shape))} {kind}")
            return tuple(told)
    except _DAMAGE as error:
        raise DataError(
            tr("{name} is damaged, or no .npz file ({error}).", name=path.name, error=error)
        ) from error


def _read(archive: zipfile.ZipFile, own: OwnSet) -> Dataset:
    members = {name.removesuffix(".npy") for name in archive.namelist()}
    parts: dict[str, tuple[Images, NDArray[Any]]] = {}
    budget = LARGEST_FILE
    for part, pairs in _NAMES.items():
        for images_name, labels_name in pairs:
            if {images_name, labels_name} <= members:
                images = _array(archive, images_name, budget)
                budget -= images.nbytes
                labels = _array(archive, labels_name, budget)
                budget -= labels.nbytes
                parts[part] = _as_images(images, images_name), _plain_labels(labels, labels_name)
                break
    if "train" not in parts:
        has = ", ".join(sorted(members)[:12]) or "none"
        raise DataError(
            tr("it needs the arrays images and labels, or x_train and y_train; has {has}", has=has)
        )
    named = next((name for name in _CLASSES if name in members), None)
    names = None if named is None else _array(archive, named, budget)
    return _dataset(parts, names, own)


def _dataset(
    parts: dict[str, tuple[Images, NDArray[Any]]], names: NDArray[Any] | None, own: OwnSet
) -> Dataset:
    shapes = {images.shape[1:] for images, _ in parts.values()}
    if len(shapes) > 1:
        raise DataError(tr("the images of its parts are of different shapes"))
    for part, (images, labels) in parts.items():
        if len(images) != len(labels):
            raise DataError(
                tr(
                    "it has {images:,} {part} images, but {labels:,} labels",
                    images=len(images),
                    part=part,
                    labels=len(labels),
                )
            )
    values, found = np.unique(
        np.concatenate([labels for _, labels in parts.values()]), return_inverse=True
    )
    if len(values) > MOST_CLASSES:
        raise DataError(
            tr(
                "it has {values:,} different labels; {most_classes:,} is the most",
                values=len(values),
                most_classes=MOST_CLASSES,
            )
        )
    if names is not None:
        if names.ndim != 1 or values.dtype.kind not in "iu":
            raise DataError(tr("its class names must be a list, and its labels numbers"))
        if not 0 <= values.min() <= values.max() < len(names):
            raise DataError(
                tr(
                    "it has {names} class names, but the label {max}",
                    names=len(names),
                    max=values.max(),
                )
            )
        classes, found = tuple(str(name) for name in names), values[found]
    else:
        classes = tuple(str(value) for value in values)
    splits, start = {}, 0
    for part, (images, _) in parts.items():
        labels = found[start : start + len(images)].astype(np.int64)
        splits[part] = Split(images, labels)
        start += len(images)
    _hold_out(splits, own)
    info = DatasetInfo(
        own.name,
        own.title,
        (1, 1, 1),
        classes,
        0,
        0,
        0,
        False,
        tr("your own {path}", path=own.path),
        tr("your own"),
    )
    return info.with_parts(splits["train"], splits["validation"], splits["test"])


def _hold_out(splits: dict[str, Split], own: OwnSet) -> None:
    """Take the parts that are missing from the training images, as the seed says."""
    missing = [name for name in ("validation", "test") if name not in splits]
    pool = splits["train"]
    order = np.random.default_rng([own.seed, 3]).permutation(len(pool))
    for turn, name in enumerate(missing):
        labels = pool.labels[order]
        share = own.held_out / 2 / (1 - own.held_out / 2 * turn)
        kept = held_out(labels, max(1, round(share * len(order))))
        chosen = np.sort(order[kept])
        splits[name] = Split(pool.images[chosen], pool.labels[chosen])
        order = order[~kept]
    if missing:
        rest = np.sort(order)
        splits["train"] = Split(pool.images[rest], pool.labels[rest])


def _array(archive: zipfile.ZipFile, name: str, budget: int) -> NDArray[Any]:
    """One array; what its header says is held against the budget before anything is read."""
    with archive.open(f"{name}.npy") as file:
        shape, kind = _header(file)
        size = math.prod(shape) * max(1, kind.itemsize)  # a word of no letters takes none
        if size > budget:
            raise DataError(
                tr(
                    "{name} takes {size:,.1f} GB, more than {largest_file:,.1f} GB "
                    "for all; give larger sets as a folder of images",
                    name=name,
                    size=size / 1000000000.0,
                    largest_file=LARGEST_FILE / 1000000000.0,
                )
            )
    with archive.open(f"{name}.npy") as file:
        content = file.read(size + _MOST_HEADER_BYTES)
    array: NDArray[Any] = npy.read_array(_Bytes(content), allow_pickle=False)
    return array


class _Bytes:
    """Bytes as a file, for numpy's reader."""

    def __init__(self, content: bytes) -> None:
        self._content, self._at = content, 0

    def read(self, size: int = -1) -> bytes:
        end = len(self._content) if size < 0 else self._at + size
        piece = self._content[self._at : end]
        self._at += len(piece)
        return piece


def _header(file: IO[bytes]) -> tuple[tuple[int, ...], np.dtype[Any]]:
    head = _Bytes(file.read(_MOST_HEADER_BYTES))  # numpy would read on for as long as it says
    version = npy.read_magic(head)
    read = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
    try:
        shape, _, kind = read(head)
    except (TokenError, MemoryError) as error:  # what Python's own parser says of it
        raise ValueError(tr("what it says of an array makes no sense")) from error
    if kind.hasobject:
        raise DataError(tr("it holds Python objects, which are not read; save plain numbers"))
    return shape, kind


def _as_images(array: NDArray[Any], name: str) -> Images:
    """N×H×W, N×H×W×C or N×C×H×W (or N×L signals) of bytes, or of numbers 0..1 or 0..255."""
    if array.ndim == 2:
        array = array[:, np.newaxis, np.newaxis]
    elif array.ndim == 3:
        array = array[:, np.newaxis]
    elif array.ndim == 4 and array.shape[3] in (1, 3) and array.shape[1] not in (1, 3):
        array = array.transpose(0, 3, 1, 2)
    if array.ndim != 4 or not array.size:
        shape = "×".join(map(str, array.shape))
        raise DataError(
            tr(
                "{name} is of shape {shape}; images are N×H×W, N×H×W×C or N×C×H×W, signals N×L",
                name=name,
                shape=shape,
            )
        )
    return np.ascontiguousarray(_as_bytes(array, name))


def _as_bytes(array: NDArray[Any], name: str) -> Images:
    if array.dtype == np.uint8:
        return array
    if array.dtype == np.bool_:
        return array.astype(np.uint8) * np.uint8(255)
    if array.dtype.kind not in "iuf":
        raise DataError(tr("{name} holds {dtype}, not numbers", name=name, dtype=array.dtype))
    low, high = array.min(), array.max()
    if not low >= 0 or not high <= 255:  # also where they are no numbers
        raise DataError(
            tr(
                "{name} goes from {low:g} to {high:g}; grey levels go from 0 to 255, "
                "or from 0 to 1",
                name=name,
                low=low,
                high=high,
            )
        )
    factor = 255 if array.dtype.kind == "f" and high <= 1 else 1
    levels = np.empty(array.shape, np.uint8)
    for at in range(0, len(array), 4_096):
        levels[at : at + 4_096] = np.rint(array[at : at + 4_096] * factor)
    return levels


def _plain_labels(array: NDArray[Any], name: str) -> NDArray[Any]:
    labels = array.reshape(-1) if array.ndim == 2 and array.shape[1] == 1 else array
    if labels.ndim == 2 and labels.dtype.kind in "iufb":  # a one in the place of the class
        labels = labels.argmax(axis=1)
    if labels.ndim != 1 or labels.dtype.kind not in "iuUSf":
        raise DataError(
            tr("{name} must be one label for each image, a number or a word", name=name)
        )
    if labels.dtype.kind == "f":
        whole = np.rint(labels)
        if not np.array_equal(whole, labels):
            raise DataError(tr("{name} must be whole numbers", name=name))
        labels = whole.astype(np.int64)
    return np.char.decode(labels, "utf-8") if labels.dtype.kind == "S" else labels
