"""The data sets that come with Convas as files: `resources/datasets/NAME.npz`.

Such a file is a zip of six arrays, `train_images.npy` (uint8, N×C×H×W), `train_labels.npy`
(uint8, N), and the same for `validation` and `test`.
"""

from __future__ import annotations

import math
import zipfile
import zlib
from pathlib import Path
from typing import IO

import numpy as np
from numpy.lib import format as npy

from app.data.dataset import DataError, Dataset, DatasetInfo, Images, Split
from app.language import tr

FOLDER = Path(__file__).parents[2] / "resources" / "datasets"

_DAMAGE = (
    OSError,
    EOFError,
    KeyError,  # an array is missing
    ValueError,
    RuntimeError,  # encrypted, or packed in an unknown way
    zipfile.BadZipFile,
    zlib.error,
)


def read_bundled(info: DatasetInfo, folder: Path = FOLDER) -> Dataset:
    """The bundled data set that `info` describes.

    Raises DataError where the file is missing, damaged, or holds anything else than `info` says.
    """
    path = folder / f"{info.name}.npz"
    try:
        with zipfile.ZipFile(path) as archive:
            return info.with_parts(
                _part(archive, "train", info.train, info.image_shape),
                _part(archive, "validation", info.validation, info.image_shape),
                _part(archive, "test", info.test, info.image_shape),
            )
    except FileNotFoundError as error:
        raise DataError(
            tr(
                "The bundled file {path} is missing; install Convas again or run "
                "{script} to make it anew.",
                path=path,
                script=script_of(info),
            )
        ) from error
    except _DAMAGE as error:
        raise DataError(
            tr(
                "The bundled file {path} is damaged ({error}); install Convas again "
                "or run {script} to make it anew.",
                path=path,
                error=error,
                script=script_of(info),
            )
        ) from error


def script_of(info: DatasetInfo) -> str:
    """The script that makes the bundled file."""
    return f"resources/datasets/make_{info.name.replace('-', '_')}.py"


def _part(
    archive: zipfile.ZipFile, part: str, count: int, image_shape: tuple[int, int, int]
) -> Split:
    images = _bytes_array(archive, f"{part}_images.npy", (count, *image_shape))
    labels = _bytes_array(archive, f"{part}_labels.npy", (count,))
    return Split(images, labels.astype(np.int64))


def _bytes_array(archive: zipfile.ZipFile, member: str, shape: tuple[int, ...]) -> Images:
    """One uint8 array; its header is held against `shape` before anything is allocated."""
    with archive.open(member) as file:
        found, dtype = _header(file)
        if found != shape or dtype != np.uint8:
            raise ValueError(
                tr(
                    "{member} is {dtype} of shape {found}, not uint8 of shape {shape}",
                    member=member,
                    dtype=dtype,
                    found=found,
                    shape=shape,
                )
            )
        size = math.prod(shape)
        content = bytearray(file.read(size))  # not bytes: torch wants arrays that may be written to
        if len(content) < size or file.read(1):
            raise ValueError(tr("{member} has the wrong length", member=member))
        return np.frombuffer(content, np.uint8).reshape(shape)


def _header(file: IO[bytes]) -> tuple[tuple[int, ...], np.dtype]:
    if npy.read_magic(file) != (1, 0):
        raise ValueError(tr("an array is in a newer format"))
    shape, _, dtype = npy.read_array_header_1_0(file)
    return shape, dtype
