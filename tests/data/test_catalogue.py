"""What can be loaded, and that it is what it says."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from app.data import catalogue
from app.data.dataset import PARTS, DataError, Dataset, Split

NAMES = ("mnist", "fashion-mnist", "colour-shapes", "signals")


@pytest.fixture(autouse=True)
def fresh_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the user's own folders nor those of downloads count."""
    monkeypatch.setenv("CONVAS_HOME", str(tmp_path / "home"))


@pytest.fixture(scope="module", params=NAMES)
def dataset(request: pytest.FixtureRequest) -> Dataset:
    return catalogue.load(request.param, bundled_only=True)


def test_four_sets_can_be_had_without_a_download() -> None:
    assert tuple(info.name for info in catalogue.available()) == NAMES


def test_the_list_costs_under_50_milliseconds() -> None:
    start = time.thread_time()
    catalogue.available()
    assert time.thread_time() - start < 0.05


@pytest.mark.parametrize("name", NAMES)
def test_what_is_loaded_is_what_the_list_says(name: str) -> None:
    info = next(info for info in catalogue.available() if info.name == name)
    dataset = catalogue.load(name)
    assert (info.title, info.classes, info.image_shape, info.source, info.licence) == (
        dataset.title,
        dataset.classes,
        dataset.image_shape,
        dataset.source,
        dataset.licence,
    )
    assert (info.train, info.validation, info.test) == (
        len(dataset.train),
        len(dataset.validation),
        len(dataset.test),
    )


def test_a_part_is_found_by_its_name(dataset: Dataset) -> None:
    found = [dataset.part(name) for name in PARTS]
    assert found == [dataset.train, dataset.validation, dataset.test]
    with pytest.raises(KeyError):
        dataset.part("exam")


def test_every_part_has_every_class_and_only_those(dataset: Dataset) -> None:
    for part in (dataset.train, dataset.validation, dataset.test):
        assert set(np.unique(part.labels)) == set(range(len(dataset.classes)))


def test_no_image_is_in_two_parts(dataset: Dataset) -> None:
    parts = (dataset.train, dataset.validation, dataset.test)
    pictures = [{image.tobytes() for image in part.images} for part in parts]
    assert len(set.union(*pictures)) == sum(map(len, pictures))


def test_any_stretch_of_the_training_part_mixes_the_classes(dataset: Dataset) -> None:
    for start in range(0, len(dataset.train), 500):
        assert len(np.unique(dataset.train.labels[start : start + 500])) == len(dataset.classes)


def test_the_arrays_may_be_written_to_as_torch_expects(dataset: Dataset) -> None:
    for part in (dataset.train, dataset.validation, dataset.test):
        assert part.images.flags.writeable
        assert part.labels.flags.writeable


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(DataError, match=r"'mnits'.*mnist, fashion-mnist, colour-shapes"):
        catalogue.load("mnits")


def test_an_empty_data_folder_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = catalogue.available()
    monkeypatch.setenv("CONVAS_DATA", str(tmp_path))
    assert catalogue.available() == before
    assert len(catalogue.load("mnist").train) == 8_000


def test_images_and_labels_must_go_together() -> None:
    with pytest.raises(DataError, match="3 images need as many"):
        Split(np.zeros((3, 1, 2, 2), np.uint8), np.zeros(2, np.int64))


def test_images_must_be_bytes() -> None:
    with pytest.raises(DataError, match="float32"):
        Split(np.zeros((3, 1, 2, 2), np.float32), np.zeros(3, np.int64))


def test_a_label_beyond_the_classes_is_refused() -> None:
    good = Split(np.zeros((1, 1, 2, 2), np.uint8), np.zeros(1, np.int64))
    bad = Split(np.zeros((1, 1, 2, 2), np.uint8), np.full(1, 2, np.int64))
    with pytest.raises(DataError, match="outside 0 to 1"):
        Dataset("pair", "Pair", ("a", "b"), good, good, bad, "made here", "none")
