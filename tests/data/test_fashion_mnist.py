"""Fashion-MNIST: the full set where it is found whole, else the bundled part, always said."""

from __future__ import annotations

import gzip
import shutil
import struct
from pathlib import Path

import numpy as np
import pytest

from app.data import catalogue
from app.data.fashion_mnist import (
    BUNDLED,
    DEBIAN_FOLDER,
    fashion_mnist_info,
    full_set_folders,
    load_fashion_mnist,
)

TRAIN_LABELS = "train-labels-idx1-ubyte.gz"


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data root with a full set as torchvision stores it; image i has i in its corner."""
    root = tmp_path_factory.mktemp("root")
    folder = root / "FashionMNIST" / "raw"
    folder.mkdir(parents=True)
    for part, count in (("train", 60_000), ("t10k", 10_000)):
        images = np.zeros((count, 28, 28), np.uint8)
        images[:, 0, :4] = np.arange(count, dtype=">u4").view(np.uint8).reshape(count, 4)
        labels = (np.arange(count) % 10).astype(np.uint8)
        _write(folder / f"{part}-images-idx3-ubyte.gz", images)
        _write(folder / f"{part}-labels-idx1-ubyte.gz", labels)
    return root


def _write(path: Path, array: np.ndarray) -> None:
    header = bytes([0, 0, 8, array.ndim]) + struct.pack(f">{array.ndim}I", *array.shape)
    path.write_bytes(gzip.compress(header + array.tobytes(), compresslevel=1))


@pytest.fixture
def raw(full: Path, tmp_path: Path) -> Path:
    """A copy of the full set's folder, to be broken."""
    return Path(shutil.copytree(full / "FashionMNIST" / "raw", tmp_path / "raw"))


def numbers(images: np.ndarray) -> np.ndarray:
    """Which original image each is."""
    corner = np.ascontiguousarray(images[:, 0, 0, :4])
    return corner.view(">u4").ravel().astype(np.int64)


def test_a_full_set_in_the_chosen_data_folder_is_used(
    full: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """E11: 55,000/5,000/10,000."""
    monkeypatch.setenv("CONVAS_DATA", str(full))
    dataset = catalogue.load("fashion-mnist")
    parts = (dataset.train, dataset.validation, dataset.test)
    assert [len(part) for part in parts] == [55_000, 5_000, 10_000]
    assert dataset.source == f"full set found in {full / 'FashionMNIST' / 'raw'}"
    info = next(info for info in catalogue.available() if info.name == "fashion-mnist")
    assert (info.train, info.bundled, info.source) == (55_000, False, dataset.source)


def test_the_bundled_part_can_be_asked_for_all_the_same(
    full: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONVAS_DATA", str(full))
    dataset = catalogue.load("fashion-mnist", bundled_only=True)
    assert len(dataset.train) == 10_000
    assert dataset.source == BUNDLED.source


def test_the_last_500_of_each_class_are_kept_for_validation(full: Path) -> None:
    dataset = load_fashion_mnist([full / "FashionMNIST" / "raw"])
    # Labels go round 0 to 9, so the last 500 of each class are the last 5,000 of all.
    assert numbers(dataset.train.images).tolist() == list(range(55_000))
    assert numbers(dataset.validation.images).tolist() == list(range(55_000, 60_000))
    assert numbers(dataset.test.images).tolist() == list(range(10_000))
    assert np.array_equal(dataset.validation.labels, np.arange(5_000) % 10)


def test_unpacked_files_serve_as_well(raw: Path) -> None:
    packed = raw / TRAIN_LABELS
    packed.with_suffix("").write_bytes(gzip.decompress(packed.read_bytes()))
    packed.unlink()
    assert len(load_fashion_mnist([raw]).train) == 55_000


def test_a_missing_file_is_reported_and_the_bundled_part_used(raw: Path) -> None:
    (raw / TRAIN_LABELS).unlink()
    dataset = load_fashion_mnist([raw])
    assert len(dataset.train) == 10_000
    assert f"{raw} is broken and was ignored: train-labels-idx1-ubyte is missing" in dataset.source
    assert fashion_mnist_info([raw]).source == dataset.source


def test_a_truncated_file_is_reported_and_the_bundled_part_used(raw: Path) -> None:
    path = raw / "train-images-idx3-ubyte.gz"
    path.write_bytes(path.read_bytes()[:-1000])
    dataset = load_fashion_mnist([raw])
    assert len(dataset.train) == 10_000
    assert "broken and was ignored: train-images-idx3-ubyte.gz cannot be read" in dataset.source


def test_labels_of_another_set_are_reported(raw: Path) -> None:
    _write(raw / TRAIN_LABELS, np.zeros(60_000, np.uint8))
    dataset = load_fashion_mnist([raw])
    assert "does not have 6,000 labels of each class" in dataset.source


def test_a_whole_set_after_a_broken_one_is_used(full: Path, raw: Path) -> None:
    (raw / TRAIN_LABELS).write_bytes(b"")
    whole = full / "FashionMNIST" / "raw"
    assert load_fashion_mnist([raw, whole]).source == f"full set found in {whole}"


def test_the_places_looked_at_are_the_users_own_first_then_debians(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONVAS_DATA", str(tmp_path / "mine"))
    monkeypatch.setenv("CONVAS_HOME", str(tmp_path / "home"))
    raw = Path("FashionMNIST") / "raw"
    assert full_set_folders() == (
        tmp_path / "mine" / raw,
        tmp_path / "home" / "datasets" / raw,
        Path("data") / raw,
        DEBIAN_FOLDER,
    )


@pytest.mark.skipif(not DEBIAN_FOLDER.is_dir(), reason="dataset-fashion-mnist is not installed")
def test_the_bundled_part_is_a_part_of_debians_package() -> None:
    part, whole = load_fashion_mnist([]), load_fashion_mnist([DEBIAN_FOLDER])
    for name in ("train", "validation", "test"):
        small, large = getattr(part, name), getattr(whole, name)
        assert {image.tobytes() for image in small.images} <= {
            image.tobytes() for image in large.images
        }
