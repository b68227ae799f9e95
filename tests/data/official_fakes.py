"""Small files in the forms in which data sets are published, for torchvision and for Convas."""

from __future__ import annotations

import gzip
import hashlib
import pickle
import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


def pixels(*shape: int, seed: int = 0) -> NDArray[np.uint8]:
    return np.random.default_rng(seed).integers(0, 256, shape, np.uint8)


def labels(count: int, classes: int) -> NDArray[np.uint8]:
    return (np.arange(count) % classes).astype(np.uint8)


def write_idx(path: Path, array: NDArray[np.uint8], *, packed: bool = False) -> None:
    header = struct.pack(f">4B{array.ndim}I", 0, 0, 8, array.ndim, *array.shape)
    path.parent.mkdir(parents=True, exist_ok=True)
    content = header + array.tobytes()
    if packed:
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(content))
    else:
        path.write_bytes(content)


def write_idx_pair(
    folder: Path, prefix: str, count: int, classes: int, *, first: int = 0, packed: bool = False
) -> None:
    images = pixels(count, 28, 28, seed=count)
    write_idx(folder / f"{prefix}-images-idx3-ubyte", images, packed=packed)
    write_idx(folder / f"{prefix}-labels-idx1-ubyte", labels(count, classes) + first, packed=packed)


def write_mnist(folder: Path, *, packed: bool = False) -> None:
    write_idx_pair(folder, "train", 240, 10, packed=packed)
    write_idx_pair(folder, "t10k", 40, 10, packed=packed)


def write_cifar10(folder: Path, *, protocol: int = 2, each: int = 24) -> None:
    """The Python version; `protocol` 2 is what the published files are written with."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate([*(f"data_batch_{n}" for n in range(1, 6)), "test_batch"]):
        batch = {
            "data": pixels(each, 3072, seed=number),
            "labels": labels(each, 10).tolist(),
            "filenames": [b"x.png"] * each,
        }
        (folder / name).write_bytes(pickle.dumps(batch, protocol))
    names = [f"class {n}" for n in range(10)]
    (folder / "batches.meta").write_bytes(pickle.dumps({"label_names": names}, protocol))


def md5(path: Path) -> str:
    return hashlib.md5(path.read_bytes()).hexdigest()
