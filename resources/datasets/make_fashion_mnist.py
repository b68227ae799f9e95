"""Makes fashion-mnist.npz from the Debian package dataset-fashion-mnist.

    python -m resources.datasets.make_fashion_mnist [dataset-fashion-mnist_…_all.deb]

Run it where the repository lies, on a system with dpkg; without the package's file it asks
`apt-get download` for it. Of the original 60,000 training images it takes the first 1,000 of each
class to learn from and the last 100 for validation, of the original 10,000 test images the first
200 of each class, all in their original order. The arrays come out the same every time.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.data.fashion_mnist import DEBIAN_FOLDER, last_of_each_class, read_part

PACKAGE = "dataset-fashion-mnist"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("package", nargs="?", type=Path, help="the .deb, if already here")
    package = parser.parse_args().package
    output = Path(__file__).with_name("fashion-mnist.npz")
    with tempfile.TemporaryDirectory() as folder:
        package = package or fetch_package(Path(folder))
        subprocess.run(["dpkg", "-x", str(package), folder], check=True)
        arrays = choose(Path(folder) / DEBIAN_FOLDER.relative_to("/"))
    np.savez_compressed(output, allow_pickle=False, **arrays)
    print(f"{output}: {output.stat().st_size:,} bytes")


def fetch_package(folder: Path) -> Path:
    """Download the package into a folder."""
    subprocess.run(["apt-get", "download", PACKAGE], cwd=folder, check=True)
    return next(folder.glob("*.deb"))


def choose(folder: Path) -> dict[str, NDArray[np.uint8]]:
    """The arrays of the file, from the four original files in a folder."""
    images, labels = read_part(
        folder / "train-images-idx3-ubyte.gz", folder / "train-labels-idx1-ubyte.gz", 60_000
    )
    test_images, test_labels = read_part(
        folder / "t10k-images-idx3-ubyte.gz", folder / "t10k-labels-idx1-ubyte.gz", 10_000
    )
    train = first_of_each_class(labels, 1_000)
    validation = last_of_each_class(labels, 100)
    test = first_of_each_class(test_labels, 200)
    return {
        "train_images": images[train, np.newaxis],
        "train_labels": labels[train],
        "validation_images": images[validation, np.newaxis],
        "validation_labels": labels[validation],
        "test_images": test_images[test, np.newaxis],
        "test_labels": test_labels[test],
    }


def first_of_each_class(labels: NDArray[np.uint8], per_class: int) -> NDArray[np.bool_]:
    """True for the first `per_class` images of every class."""
    return last_of_each_class(labels[::-1], per_class)[::-1]


if __name__ == "__main__":
    main()
