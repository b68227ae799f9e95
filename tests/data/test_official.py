"""Published sets are found and read as torchvision reads the same files."""

from __future__ import annotations

import pickle
import tarfile
import zipfile
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest

from app.data import places
from app.data.dataset import DataError, Dataset
from app.data.official import OfficialSet, find_official, read_official
from app.data.official_sets import OFFICIAL
from app.torchvision_import import torchvision_part
from tests.data.official_fakes import (
    labels,
    md5,
    pixels,
    write_cifar10,
    write_idx_pair,
    write_mnist,
)

SETS = {official.info.name: official for official in OFFICIAL}


def found(name: str, *roots: Path) -> Dataset | None:
    official: OfficialSet = SETS[name]
    place = find_official(official, roots)
    return read_official(official, *place) if place else None


def read(name: str, *roots: Path) -> Dataset:
    dataset = found(name, *roots)
    assert dataset is not None, f"{name} is not found"
    return dataset


def training(dataset: Dataset) -> tuple[np.ndarray, np.ndarray]:
    """All images that were published for training, in an order of their own."""
    images = np.concatenate((dataset.train.images, dataset.validation.images))
    given = np.concatenate((dataset.train.labels, dataset.validation.labels))
    return by_content(images, given)


def by_content(images: np.ndarray, given: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    order = np.lexsort(images.reshape(len(images), -1)[:, :16].T)
    return images[order], given[order]


def assert_same(dataset: Dataset, train: tuple, test: tuple) -> None:  # type: ignore[type-arg]
    for ours, theirs in ((training(dataset), by_content(*train)),):
        np.testing.assert_array_equal(ours[0], theirs[0])
        np.testing.assert_array_equal(ours[1], theirs[1])
    np.testing.assert_array_equal(dataset.test.images, test[0])
    np.testing.assert_array_equal(dataset.test.labels, test[1])


def torchvision_arrays(kind: object, *arguments: object, **options: object) -> tuple:  # type: ignore[type-arg]
    part = kind(*arguments, **options)  # type: ignore[operator]
    data = np.asarray(part.data)
    given = getattr(part, "targets", None)
    given = np.asarray(part.labels if given is None else given, np.int64)
    if data.ndim == 3:
        data = data[:, np.newaxis]
    elif data.shape[-1] == 3:
        data = data.transpose(0, 3, 1, 2)
    return data, given


@pytest.mark.parametrize(("name", "kind"), [("mnist-full", "MNIST"), ("kmnist", "KMNIST")])
def test_idx_files_are_read_as_torchvision_reads_them(tmp_path: Path, name: str, kind: str) -> None:
    write_mnist(tmp_path / kind / "raw")
    oracle = getattr(torchvision_part("datasets"), kind)
    assert_same(
        read(name, tmp_path),
        torchvision_arrays(oracle, tmp_path, train=True),
        torchvision_arrays(oracle, tmp_path, train=False),
    )


def test_emnist_is_turned_upright_as_transposing_torchvisions_images_does(tmp_path: Path) -> None:
    raw = tmp_path / "EMNIST" / "raw"
    write_idx_pair(raw, "emnist-letters-train", 260, 26, first=1)
    write_idx_pair(raw, "emnist-letters-test", 52, 26, first=1)
    oracle = torchvision_part("datasets").EMNIST
    train, test = (
        torchvision_arrays(oracle, tmp_path, "letters", train=train) for train in (True, False)
    )
    dataset = read("emnist-letters", tmp_path)
    assert_same(
        dataset,
        (train[0].transpose(0, 1, 3, 2), train[1] - 1),
        (test[0].transpose(0, 1, 3, 2), test[1] - 1),
    )
    # Its first class is an empty one of torchvision's.
    assert dataset.classes == tuple(oracle.classes_split_dict["letters"][1:])
    assert SETS["emnist-balanced"].info.classes == tuple(oracle.classes_split_dict["balanced"])


@pytest.mark.parametrize("protocol", [2, 5])
def test_cifar_is_read_as_torchvision_reads_it(tmp_path: Path, protocol: int) -> None:
    folder = tmp_path / "cifar-10-batches-py"
    write_cifar10(folder, protocol=protocol)

    class Small(torchvision_part("datasets").CIFAR10):  # type: ignore[misc]
        """The same class for files with other checksums."""

        train_list: ClassVar = [
            [f"data_batch_{n}", md5(folder / f"data_batch_{n}")] for n in range(1, 6)
        ]
        test_list: ClassVar = [["test_batch", md5(folder / "test_batch")]]
        meta: ClassVar = {
            "filename": "batches.meta",
            "key": "label_names",
            "md5": md5(folder / "batches.meta"),
        }

    assert_same(
        read("cifar-10", tmp_path),
        torchvision_arrays(Small, tmp_path, train=True),
        torchvision_arrays(Small, tmp_path, train=False),
    )
    np.testing.assert_array_equal(
        read("cifar-10", folder).test.images, read("cifar-10", tmp_path).test.images
    )


def test_the_classes_are_those_that_torchvision_names() -> None:
    datasets = torchvision_part("datasets")
    assert SETS["kmnist"].info.classes == tuple(datasets.KMNIST.classes)
    assert len(SETS["cifar-100"].info.classes) == 100


def test_the_binary_version_of_cifar_is_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "cifar-10-batches-bin"
    folder.mkdir()
    images, given = pixels(20, 3072), labels(20, 10)
    rows = np.concatenate((given[:, np.newaxis], images), axis=1)
    for name in [*(f"data_batch_{n}.bin" for n in range(1, 6)), "test_batch.bin"]:
        (folder / name).write_bytes(rows.tobytes())
    dataset = read("cifar-10", tmp_path)
    np.testing.assert_array_equal(dataset.test.images, images.reshape(-1, 3, 32, 32))
    np.testing.assert_array_equal(dataset.test.labels, given)


def test_fine_labels_are_read_of_cifar_100_in_both_versions(tmp_path: Path) -> None:
    images, coarse, fine = pixels(200, 3072), labels(200, 20), labels(200, 100)
    python, binary = tmp_path / "a" / "cifar-100-python", tmp_path / "b" / "cifar-100-binary"
    for folder in (python, binary):
        folder.mkdir(parents=True)
    for name in ("train", "test"):
        batch = {"data": images, "fine_labels": fine.tolist(), "coarse_labels": coarse.tolist()}
        (python / name).write_bytes(pickle.dumps(batch, 2))
        rows = np.concatenate((coarse[:, np.newaxis], fine[:, np.newaxis], images), axis=1)
        (binary / f"{name}.bin").write_bytes(rows.tobytes())
    first, second = read("cifar-100", python.parent), read("cifar-100", binary.parent)
    np.testing.assert_array_equal(first.test.labels, fine)
    np.testing.assert_array_equal(first.test.images, second.test.images)
    np.testing.assert_array_equal(first.train.labels, second.train.labels)


@pytest.mark.parametrize("packed", [True, False])
def test_svhn_is_read_as_scipy_and_torchvision_read_it(tmp_path: Path, packed: bool) -> None:
    scipy_io = pytest.importorskip("scipy.io")
    for part, count in (("train", 120), ("test", 30)):
        images = pixels(32, 32, 3, count, seed=count)
        given = (labels(count, 10) + 1)[:, np.newaxis]
        scipy_io.savemat(
            tmp_path / f"{part}_32x32.mat", {"X": images, "y": given}, do_compression=packed
        )
    oracle = torchvision_part("datasets").SVHN

    class Small(oracle):  # type: ignore[misc,valid-type]
        split_list: ClassVar = {
            part: ["", f"{part}_32x32.mat", md5(tmp_path / f"{part}_32x32.mat")]
            for part in ("train", "test")
        }

    assert_same(
        read("svhn", tmp_path),
        torchvision_arrays(Small, tmp_path, split="train"),
        torchvision_arrays(Small, tmp_path, split="test"),
    )


def test_stl_10_is_read_by_columns_as_torchvision_reads_it(tmp_path: Path) -> None:
    folder = tmp_path / "stl10_binary"
    folder.mkdir()
    for part, count in (("train", 40), ("test", 20)):
        (folder / f"{part}_X.bin").write_bytes(pixels(count, 3 * 96 * 96, seed=count).tobytes())
        (folder / f"{part}_y.bin").write_bytes((labels(count, 10) + 1).tobytes())
    (folder / "unlabeled_X.bin").write_bytes(b"")

    class Small(torchvision_part("datasets").STL10):  # type: ignore[misc]
        train_list: ClassVar = [[n, md5(folder / n)] for n in ("train_X.bin", "train_y.bin")]
        test_list: ClassVar = [[n, md5(folder / n)] for n in ("test_X.bin", "test_y.bin")]

    assert_same(
        read("stl-10", tmp_path),
        torchvision_arrays(Small, tmp_path, split="train"),
        torchvision_arrays(Small, tmp_path, split="test"),
    )


def test_validation_images_are_taken_from_every_class_alike(tmp_path: Path) -> None:
    write_mnist(tmp_path / "MNIST" / "raw")
    dataset = read("mnist-full", tmp_path)
    assert np.bincount(dataset.validation.labels).tolist() == [2] * 10
    assert (len(dataset.train), len(dataset.test)) == (220, 40)
    assert "with 240 training and 40 test images where 60,000" in dataset.source


def test_gzipped_files_and_archives_are_read_as_they_are_published(tmp_path: Path) -> None:
    write_mnist(tmp_path / "plain" / "MNIST")
    write_mnist(tmp_path / "packed" / "mnist", packed=True)
    plain, packed = (read("mnist-full", tmp_path / place) for place in ("plain", "packed"))
    np.testing.assert_array_equal(plain.test.images, packed.test.images)

    write_cifar10(tmp_path / "cifar-10-batches-py")
    archives = tmp_path / "archives"
    archives.mkdir()
    with tarfile.open(archives / "cifar-10-python.tar.gz", "w:gz") as archive:
        archive.add(tmp_path / "cifar-10-batches-py", "cifar-10-batches-py")
    np.testing.assert_array_equal(
        read("cifar-10", archives).train.images, read("cifar-10", tmp_path).train.images
    )


def test_emnist_is_read_from_the_zip_it_is_published_in(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    for part, count in (("train", 94), ("test", 47)):
        write_idx_pair(raw, f"emnist-balanced-{part}", count, 47, packed=True)
    with zipfile.ZipFile(tmp_path / "gzip.zip", "w") as archive:
        for path in raw.iterdir():
            archive.write(path, f"gzip/{path.name}")
    assert len(read("emnist-balanced", tmp_path).test) == 47


def test_the_same_file_names_are_told_apart_by_their_folder(tmp_path: Path) -> None:
    write_mnist(tmp_path / "KMNIST" / "raw")
    assert found("mnist-full", tmp_path) is None
    assert found("kmnist", tmp_path / "KMNIST" / "raw") is not None
    assert found("mnist-full", tmp_path / "KMNIST" / "raw") is None


def test_the_first_folder_that_has_it_counts(tmp_path: Path) -> None:
    write_mnist(tmp_path / "second" / "MNIST" / "raw")
    dataset = read("mnist-full", tmp_path / "missing", tmp_path / "second")
    assert str(tmp_path / "second") in dataset.source


class Attack:
    def __reduce__(self) -> tuple:  # type: ignore[type-arg]
        return (Path.touch, (Path("was_run"),))


@pytest.mark.parametrize(
    ("batch", "said"),
    [
        (pickle.dumps(Attack()), "asks for"),
        (pickle.dumps({"labels": [1]}), "no batch of CIFAR"),
        (pickle.dumps({"data": np.zeros((2, 3072)), "labels": [1, 2]}), "no bytes"),
        (pickle.dumps({"data": np.zeros((2, 3072), np.uint8), "labels": [1]}), "2 images"),
        (b"\x80\x04r\xff\xff\xff\x7f.", "beyond all bounds"),
        (b"no pickle", "damaged"),
    ],
)
def test_a_cifar_file_can_run_nothing_and_must_make_sense(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: bytes, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "cifar-10-batches-py"
    write_cifar10(folder)
    (folder / "data_batch_3").write_bytes(batch)
    with pytest.raises(DataError, match=said):
        found("cifar-10", tmp_path)
    assert not Path("was_run").exists()


def test_damaged_files_are_refused_with_their_name(tmp_path: Path) -> None:
    raw = tmp_path / "MNIST" / "raw"
    write_mnist(raw, packed=True)
    path = raw / "train-images-idx3-ubyte.gz"
    path.write_bytes(path.read_bytes()[:-3000])
    with pytest.raises(DataError, match="train-images-idx3-ubyte"):
        found("mnist-full", tmp_path)
    (tmp_path / "gzip.zip").write_bytes(b"no archive")
    with pytest.raises(DataError, match=r"gzip.zip cannot be read"):
        found("emnist-letters", tmp_path)


def test_labels_of_another_set_are_refused(tmp_path: Path) -> None:
    raw = tmp_path / "MNIST" / "raw"
    write_idx_pair(raw, "train", 240, 26)
    write_idx_pair(raw, "t10k", 40, 10)
    with pytest.raises(DataError, match="are these the right files"):
        found("mnist-full", tmp_path)


def test_a_packed_array_larger_than_all_bounds_is_not_unpacked(tmp_path: Path) -> None:
    from app.data.matlab import read_byte_arrays

    scipy_io = pytest.importorskip("scipy.io")
    path = tmp_path / "bomb.mat"
    scipy_io.savemat(path, {"X": np.zeros((1000, 1000), np.uint8)}, do_compression=True)
    with pytest.raises(DataError, match="too large"):
        read_byte_arrays(path.read_bytes(), path.name, 100_000)


@pytest.mark.parametrize("content", [b"{", b'{"own":["\xff"]}', b'{"a":' * 10_000])
def test_a_damaged_list_of_places_counts_as_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.setenv("CONVAS_HOME", str(tmp_path))
    (tmp_path / "data_places.json").write_bytes(content)
    assert not places.own_names()
    places.add_data_folder(tmp_path)
    assert places.data_folders() == (tmp_path,)
