"""Reads the idx files in which MNIST and its relatives are published, plain or gzipped.

The format (LeCun, Cortes and Burges, "The MNIST database"): two zero bytes, a type code (8 means
unsigned bytes), the number of dimensions, each dimension as a big-endian 32-bit number, the bytes.
"""

from __future__ import annotations

import gzip
import math
import struct
import zlib
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from app.data.dataset import DataError
from app.language import figures, tr

_UNSIGNED_BYTES = 8


def find_idx(folder: Path, name: str) -> Path | None:
    """The file `name` or `name.gz` in `folder`, if there is one that may be seen."""
    for path in (folder / name, folder / f"{name}.gz"):
        try:
            if path.is_file():
                return path
        except OSError:  # a folder that may not be entered holds nothing for us
            continue
    return None


def check_idx(path: Path, shape: tuple[int, ...]) -> None:
    """Hold the header of an idx file against the shape that it should have, else DataError."""
    try:
        with _opened(path) as file:
            _check_header(file, path, shape)
    except (OSError, EOFError, zlib.error) as error:
        raise DataError(
            tr("{name} cannot be read ({error})", name=path.name, error=error)
        ) from error


def read_idx(path: Path, shape: tuple[int, ...]) -> NDArray[np.uint8]:
    """The unsigned bytes of an idx file, of the `shape` that the caller knows they have.

    Raises DataError for any other file: not idx, not bytes, another shape, truncated, too long.
    Never reads or allocates more than `shape` asks for, whatever the header claims.
    """
    size = math.prod(shape)
    try:
        with _opened(path) as file:
            _check_header(file, path, shape)
            content = bytearray(file.read(size))  # torch wants arrays that may be written to
            if len(content) < size:
                raise DataError(
                    tr(
                        "{name} ends after {read:,} of {size:,} bytes",
                        name=path.name,
                        read=len(content),
                        size=size,
                    )
                )
            if file.read(1):
                raise DataError(
                    tr("{name} goes on after its {size:,} bytes", name=path.name, size=size)
                )
    except (OSError, EOFError, zlib.error) as error:
        raise DataError(
            tr("{name} cannot be read ({error})", name=path.name, error=error)
        ) from error
    return np.frombuffer(content, np.uint8).reshape(shape)


def read_idx_items(
    file: IO[bytes], name: str, item: tuple[int, ...], most: int
) -> NDArray[np.uint8]:
    """All items of an open idx file: N×`item`, where its header says how many, `most` at most.

    Raises DataError for any other file. What the file does not hold is not allocated.
    """
    try:
        found = _read_header(file, name, 1 + len(item))
        if found[1:] != item or not 0 < found[0] <= most:
            raise DataError(
                tr(
                    "{name} is of size {found}, not {wanted}",
                    name=name,
                    found=_by(found),
                    wanted="×".join(("N", _by(item))) if item else "N",
                )
            )
        size = math.prod(found)
        content = bytearray(file.read(size))
        if len(content) < size or file.read(1):
            raise DataError(
                tr("{name} does not hold {size:,} bytes, as it says", name=name, size=size)
            )
    except (OSError, EOFError, zlib.error) as error:
        raise DataError(tr("{name} cannot be read ({error})", name=name, error=error)) from error
    return np.frombuffer(content, np.uint8).reshape(found)


def _opened(path: Path) -> IO[bytes]:
    return gzip.open(path) if path.suffix == ".gz" else path.open("rb")  # type: ignore[return-value]


def _check_header(file: IO[bytes], path: Path, shape: tuple[int, ...]) -> None:
    found = _read_header(file, path.name, len(shape))
    if found != shape:
        raise DataError(
            tr(
                "{name} is of size {found}, not {wanted}",
                name=path.name,
                found=_by(found),
                wanted=_by(shape),
            )
        )


def _read_header(file: IO[bytes], name: str, dimensions: int) -> tuple[int, ...]:
    magic = file.read(4)
    if len(magic) < 4 or magic[:2] != b"\0\0":
        raise DataError(tr("{name} is not an idx file", name=name))
    if magic[2] != _UNSIGNED_BYTES:
        raise DataError(tr("{name} does not hold unsigned bytes", name=name))
    if magic[3] != dimensions:
        raise DataError(
            tr(
                "{name} has {found} dimensions, not {wanted}",
                name=name,
                found=magic[3],
                wanted=dimensions,
            )
        )
    sizes = file.read(4 * dimensions)
    if len(sizes) < 4 * dimensions:
        raise DataError(tr("{name} ends within its header", name=name))
    return struct.unpack(f">{dimensions}I", sizes)


def _by(shape: tuple[int, ...]) -> str:
    return "×".join(figures(f"{size:,}") for size in shape)
