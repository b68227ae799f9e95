"""The user's own arrays."""

from __future__ import annotations

import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from app.data import catalogue, npz_file
from app.data.dataset import DataError, Dataset
from app.data.own_images import OwnSet

RNG = np.random.default_rng(0)
IMAGES = RNG.integers(0, 256, (60, 6, 5), np.uint8)
LABELS = np.arange(60) % 3


def load(path: Path, **arrays: object) -> Dataset:
    np.savez_compressed(path / "own.npz", **arrays)  # type: ignore[arg-type]
    return catalogue.load(OwnSet(path / "own.npz").name)


def test_images_and_labels_are_split_by_class(tmp_path: Path) -> None:
    data = load(tmp_path, images=IMAGES, labels=LABELS)
    assert (len(data.train), len(data.validation), len(data.test)) == (48, 6, 6)
    assert np.bincount(data.test.labels).tolist() == [2, 2, 2]
    assert data.image_shape == (1, 6, 5)
    place = {image.tobytes(): label for image, label in zip(IMAGES, LABELS, strict=True)}
    for name in ("train", "validation", "test"):
        part = data.part(name)
        assert [place[image.tobytes()] for image in part.images] == part.labels.tolist()


@pytest.mark.parametrize("names", [("x_train", "y_train", "x_test", "y_test")])
def test_the_usual_names_of_parts_are_known(tmp_path: Path, names: tuple[str, ...]) -> None:
    arrays = (IMAGES[:40], LABELS[:40], IMAGES[40:], LABELS[40:])
    data = load(tmp_path, **dict(zip(names, arrays, strict=True)))
    np.testing.assert_array_equal(data.test.images[:, 0], IMAGES[40:])
    assert len(data.train) + len(data.validation) == 40


@pytest.mark.parametrize("layout", ["NHWC", "NCHW"])
def test_colour_may_come_first_or_last(tmp_path: Path, layout: str) -> None:
    colour = RNG.integers(0, 256, (30, 6, 5, 3), np.uint8)
    given = colour if layout == "NHWC" else colour.transpose(0, 3, 1, 2)
    data = load(tmp_path, images=given, labels=LABELS[:30])
    assert data.image_shape == (3, 6, 5)
    assert colour.transpose(0, 3, 1, 2)[0].tobytes() in {
        image.tobytes()
        for name in ("train", "validation", "test")
        for image in data.part(name).images
    }


def test_floats_from_0_to_1_become_grey_levels(tmp_path: Path) -> None:
    data = load(tmp_path, images=(IMAGES / 255).astype(np.float32), labels=LABELS)
    whole = np.concatenate([data.train.images, data.validation.images, data.test.images])
    assert sorted(image.tobytes() for image in whole) == sorted(x.tobytes() for x in IMAGES)


def test_rows_of_numbers_are_signals(tmp_path: Path) -> None:
    assert load(tmp_path, x=IMAGES.reshape(60, 30), y=LABELS).image_shape == (1, 1, 30)


@pytest.mark.parametrize(
    ("labels", "classes"),
    [
        (LABELS + 5, ("5", "6", "7")),
        (np.array(["ant", "bee", "cat"])[LABELS], ("ant", "bee", "cat")),
        (np.eye(3)[LABELS], ("0", "1", "2")),
        (LABELS[:, np.newaxis].astype(float), ("0", "1", "2")),
    ],
)
def test_labels_are_numbers_words_or_rows_with_a_one(
    tmp_path: Path, labels: np.ndarray, classes: tuple[str, ...]
) -> None:
    assert load(tmp_path, images=IMAGES, labels=labels).classes == classes


def test_class_names_may_be_given(tmp_path: Path) -> None:
    names = np.array(["ant", "bee", "cat", "dog"])
    assert load(tmp_path, images=IMAGES, labels=LABELS, classes=names).classes == tuple(names)


def test_the_bundled_file_can_be_read_as_ones_own() -> None:
    from app.data.bundled import FOLDER

    own, bundled = catalogue.load(OwnSet(FOLDER / "mnist.npz").name), catalogue.load("mnist")
    np.testing.assert_array_equal(own.test.images, bundled.test.images)
    np.testing.assert_array_equal(own.train.labels, bundled.train.labels)


@pytest.mark.parametrize(
    ("arrays", "said"),
    [
        ({"a": IMAGES}, "needs the arrays images and labels, or x_train and y_train; has a"),
        ({"images": IMAGES, "labels": LABELS[:5]}, "60 train images, but 5 labels"),
        ({"images": IMAGES * -1.0, "labels": LABELS}, "grey levels go from 0 to 255"),
        ({"images": np.full((4, 2, 2), np.nan), "labels": LABELS[:4]}, "goes from nan"),
        ({"images": IMAGES[0, 0], "labels": LABELS[:5]}, "is of shape 5"),
        ({"images": IMAGES, "labels": LABELS + 0.5}, "whole numbers"),
        ({"images": IMAGES, "labels": np.array([None] * 60)}, "Python objects"),
        ({"images": IMAGES, "labels": LABELS, "classes": np.array(["a"])}, "1 class names"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(
    tmp_path: Path, arrays: dict[str, np.ndarray], said: str
) -> None:
    with pytest.raises(DataError, match=said):
        load(tmp_path, **arrays)


def test_a_damaged_or_missing_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "own.npz").write_bytes(b"PK broken")
    with pytest.raises(DataError, match="damaged, or no"):
        catalogue.load(str(tmp_path / "own.npz"))
    with pytest.raises(DataError, match="There is no file"):
        catalogue.load(str(tmp_path / "none.npz"))


def test_an_array_beyond_all_bounds_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(npz_file, "LARGEST_FILE", 1_000_000)
    with pytest.raises(DataError, match="a folder of images"):
        load(tmp_path, images=np.zeros((2_000, 28, 28), np.uint8), labels=np.zeros(2_000, int))


def test_an_array_that_is_longer_than_it_says_is_not_read_on(tmp_path: Path) -> None:
    np.savez_compressed(tmp_path / "own.npz", images=IMAGES, labels=LABELS)
    with zipfile.ZipFile(tmp_path / "own.npz") as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(tmp_path / "own.npz", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("images.npy", members["images.npy"] + bytes(50_000_000))
        archive.writestr("labels.npy", members["labels.npy"])
    assert len(catalogue.load(str(tmp_path / "own.npz")).train) == 48


def with_header(path: Path, header: bytes, length: int | None = None) -> Path:
    """An .npz whose arrays begin with this in the place of what numpy writes."""
    said = len(header) if length is None else length
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("images.npy", "labels.npy"):
            archive.writestr(name, b"\x93NUMPY\2\0" + said.to_bytes(4, "little") + header)
    return path


@pytest.mark.parametrize("header", [b"{(", b"'" * 3, b"-" * 9_000 + b"1"])
@pytest.mark.parametrize("read", [catalogue.load, lambda name: npz_file.npz_names(Path(name))])
def test_a_header_that_is_no_python_is_told(
    tmp_path: Path, read: Callable[[str], object], header: bytes
) -> None:
    with pytest.raises(DataError, match="damaged, or no"):
        read(str(with_header(tmp_path / "own.npz", header)))


def test_a_header_without_end_is_not_read_on(tmp_path: Path) -> None:
    path = with_header(tmp_path / "own.npz", b" " * 50_000_000, 50_000_000)
    tracemalloc.start()
    with pytest.raises(DataError):
        npz_file.npz_names(path)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 10_000_000


def test_words_of_no_letters_are_counted(tmp_path: Path) -> None:
    header = b"{'descr': '|S0', 'fortran_order': False, 'shape': (99999999999,)}"
    with pytest.raises(DataError, match="a folder of images"):
        catalogue.load(str(with_header(tmp_path / "own.npz", header)))


def test_labels_count_for_the_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(npz_file, "LARGEST_FILE", 3_000)
    parts = {
        f"{kind}_{part}": array
        for part in ("train", "test")
        for kind, array in (("x", np.zeros((60, 5), np.uint8)), ("y", np.zeros(60 * 5)))
    }
    with pytest.raises(DataError, match="more than"):
        load(tmp_path, **parts)
