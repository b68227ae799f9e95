"""Reads the files of CIFAR-10 and CIFAR-100: the Python version's pickles and the binary version.

A pickle is a program that builds objects, so it is not simply loaded. The names that it may call
are those that numpy writes an array with, and each stands for a class of this module that only
writes down what it is given: nothing in the file can be run. What else a pickle might do,
filling the memory by a number in it, is refused before it is read.
"""

from __future__ import annotations

import io
import pickle
import pickletools
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.data.dataset import DataError
from app.language import tr

PIXELS = 3 * 32 * 32


class _Array:
    """Stands for a numpy array: takes its shape, kind and bytes."""

    def __init__(self, *_arguments: Any) -> None:
        self.state: Any = None

    def __setstate__(self, state: Any) -> None:
        self.state = state

    def values(self) -> NDArray[np.uint8]:
        """The uint8 values; ValueError for what was no such array."""
        _, shape, kind, by_column, content = self.state
        if isinstance(content, str):  # as Python 2 wrote it
            content = content.encode("latin-1")
        if (
            not isinstance(kind, _Kind)
            or kind.name != "u1"
            or not isinstance(content, bytes | bytearray)
        ):
            raise ValueError(tr("the images are no bytes"))
        flat = np.frombuffer(bytearray(content), np.uint8)
        return flat.reshape(shape, order="F" if by_column else "C")


class _Kind:
    """Stands for the kind of numbers in an array."""

    def __init__(self, name: Any = "", *_arguments: Any) -> None:
        self.name = name

    def __setstate__(self, state: Any) -> None:
        """Byte order and the like: of no meaning for bytes."""


def _from_buffer(content: Any, kind: Any, shape: Any, order: str) -> _Array:
    """What newer versions of numpy write an array as."""
    array = _Array()
    array.state = (1, shape, kind, order == "F", content)
    return array


def _encoded(text: str, encoding: str = "") -> bytes:
    """What Python 3 writes bytes as for older readers."""
    if encoding != "latin1" or not isinstance(text, str):
        raise pickle.UnpicklingError(f"text as {encoding}")
    return text.encode("latin-1")


_STAND_INS: dict[tuple[str, str], Any] = {
    ("numpy", "ndarray"): _Array,
    ("numpy", "dtype"): _Kind,
    ("numpy.core.multiarray", "_reconstruct"): _Array,
    ("numpy._core.multiarray", "_reconstruct"): _Array,
    ("numpy._core.numeric", "_frombuffer"): _from_buffer,
    ("_codecs", "encode"): _encoded,
}


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        try:
            return _STAND_INS[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"it asks for {module}.{name}") from None


def read_pickled_batch(
    content: bytes, name: str, labels_key: str
) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Images N×3×32×32 and labels of a file of the Python version; DataError for another."""
    batch = _unpickled(content, name)
    try:
        images = batch["data"].values().reshape(-1, 3, 32, 32)
        labels = np.array(batch[labels_key], np.int64)
        if labels.shape != images.shape[:1] or not len(labels):
            raise ValueError(
                tr("{images:,} images and {shape} labels", images=len(images), shape=labels.shape)
            )
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise DataError(
            tr("{name} is no batch of CIFAR images ({error})", name=name, error=error)
        ) from error
    return images, labels


def _unpickled(content: bytes, name: str) -> dict[str, Any]:
    """The dictionary in a pickle, with plain keys."""
    try:
        for code, argument, _ in pickletools.genops(content):
            # The reader makes room for a note of this number, however large it is.
            if "PUT" in code.name and int(argument or 0) > len(content):
                raise pickle.UnpicklingError("a number beyond all bounds")
        found = _Reader(io.BytesIO(content), encoding="latin1").load()
    except Exception as error:  # a damaged pickle may raise anything
        raise DataError(
            tr("{name} is damaged, or no CIFAR file ({error})", name=name, error=error)
        ) from error
    if not isinstance(found, dict):
        raise DataError(tr("{name} is no batch of CIFAR images", name=name))
    return {
        key.decode("latin-1") if isinstance(key, bytes) else str(key): value
        for key, value in found.items()
    }


def read_binary_batch(
    content: bytes, name: str, label_bytes: int
) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """The same of a file of the binary version; the last of the label bytes is the class."""
    row = label_bytes + PIXELS
    if not content or len(content) % row:
        raise DataError(
            tr("{name} is no whole number of images of {row:,} bytes", name=name, row=row)
        )
    rows = np.frombuffer(content, np.uint8).reshape(-1, row)
    images = rows[:, label_bytes:].reshape(-1, 3, 32, 32)
    return images, rows[:, label_bytes - 1].astype(np.int64)
