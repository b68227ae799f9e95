"""Changes for teaching: which images are left, and which labels are wrong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.data import changing
from app.data.changes import DataChanges, changes_from_values, changes_values
from app.data.changing import changed, changed_counts
from app.data.dataset import DataError, Dataset, Split

CLASSES = ("ant", "bee", "cat", "dog")


def part(count: int) -> Split:
    """`count` images whose first two pixels number them."""
    images = np.zeros((count, 1, 2, 2), np.uint8)
    images[:, 0, 0, 0], images[:, 0, 0, 1] = np.arange(count) % 256, np.arange(count) // 256
    return Split(images, np.arange(count, dtype=np.int64) % len(CLASSES))


DATA = Dataset("four", "Four", CLASSES, part(400), part(40), part(80), "made here", "MIT")


def numbers(split: Split) -> list[int]:
    """Which images these are."""
    pixels = split.images[:, 0, 0].astype(int)
    return [int(number) for number in pixels[:, 0] + 256 * pixels[:, 1]]


def test_no_change_gives_the_same_data_set() -> None:
    assert changed(DATA, DataChanges(seed=3)) is DATA


def test_a_subset_has_its_size_and_every_class_alike() -> None:
    few = changed(DATA, DataChanges(subset=40))
    assert np.bincount(few.train.labels).tolist() == [10] * 4
    assert len(set(numbers(few.train))) == 40
    assert (len(few.validation), len(few.test)) == (40, 80)


def test_a_smaller_subset_lies_within_a_larger_one() -> None:
    small, large = (changed(DATA, DataChanges(subset=size)) for size in (30, 100))
    assert set(numbers(small.train)) < set(numbers(large.train))


def test_another_seed_chooses_others_and_the_same_seed_the_same() -> None:
    first, again, other = (changed(DATA, DataChanges(subset=40, seed=s)) for s in (1, 1, 2))
    assert numbers(first.train) == numbers(again.train)
    assert numbers(first.train) != numbers(other.train)


def test_labels_stay_with_their_images() -> None:
    few = changed(DATA, DataChanges(subset=40, imbalance=5))
    assert [number % 4 for number in numbers(few.train)] == few.train.labels.tolist()


def test_chosen_classes_are_kept_in_all_parts_and_counted_anew() -> None:
    two = changed(DATA, DataChanges(classes=("dog", "bee")))
    assert two.classes == ("bee", "dog")
    for name, size in (("train", 200), ("validation", 20), ("test", 40)):
        split = two.part(name)
        assert len(split) == size
        expected = [{1: 0, 3: 1}[number % 4] for number in numbers(split)]
        assert split.labels.tolist() == expected


def test_imbalance_falls_by_an_even_factor_from_the_first_class_to_the_last() -> None:
    tail = changed(DATA, DataChanges(imbalance=8))
    assert np.bincount(tail.train.labels).tolist() == [100, 50, 25, 12]
    assert np.bincount(tail.test.labels).tolist() == [20] * 4


def test_every_class_keeps_an_image() -> None:
    assert min(changed_counts(DATA, DataChanges(imbalance=1_000))) == 1


def test_noise_gives_exactly_its_share_of_the_training_labels_another_class() -> None:
    noisy = changed(DATA, DataChanges(label_noise=0.25))
    assert int((noisy.train.labels != DATA.train.labels).sum()) == 100
    np.testing.assert_array_equal(noisy.test.labels, DATA.test.labels)
    assert noisy.train.images is DATA.train.images


def test_all_wrong_labels_are_about_even_among_the_other_classes() -> None:
    noisy = changed(DATA, DataChanges(label_noise=1.0)).train.labels
    table = np.zeros((4, 4), int)
    np.add.at(table, (DATA.train.labels, noisy), 1)
    assert np.diag(table).tolist() == [0] * 4
    assert table[~np.eye(4, dtype=bool)].min() > 18


def test_more_noise_keeps_the_labels_that_were_wrong_already() -> None:
    some, more = (changed(DATA, DataChanges(label_noise=x)).train.labels for x in (0.1, 0.3))
    wrong = some != DATA.train.labels
    np.testing.assert_array_equal(more[wrong], some[wrong])


def test_the_counts_can_be_told_without_making_the_images() -> None:
    changes = DataChanges(classes=("ant", "dog"), imbalance=3, subset=100, label_noise=0.1)
    counts = np.bincount(changed(DATA, changes).train.labels, minlength=2)
    assert changed_counts(DATA, changes) == tuple(counts)


def test_the_source_says_what_was_changed() -> None:
    said = changed(DATA, DataChanges(classes=("cat",), label_noise=0.1)).source
    assert said == "made here; changed: only cat; 10 % of the training labels wrong"


def test_an_unknown_class_is_refused_with_the_known_ones() -> None:
    with pytest.raises(DataError, match=r"no class 'eel'; it has ant, bee"):
        changed(DATA, DataChanges(classes=("eel",)))


def test_classes_of_which_a_part_has_no_image_are_refused() -> None:
    no_dogs = Split(DATA.test.images[:3], DATA.test.labels[:3])
    with pytest.raises(DataError, match=r"no test images of these classes \(dog\)"):
        changed(replace(DATA, test=no_dogs), DataChanges(classes=("dog",)))


def test_many_images_that_are_on_disk_stay_on_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changing, "LARGEST_COPY", 1_000)
    images = np.memmap(tmp_path / "images", np.uint8, "w+", shape=DATA.train.images.shape)
    images[:] = DATA.train.images
    mapped = replace(DATA, train=Split(images, DATA.train.labels))
    few = changed(mapped, DataChanges(subset=300))
    assert isinstance(few.train.images, np.memmap)
    assert numbers(few.train) == numbers(changed(DATA, DataChanges(subset=300)).train)


@pytest.mark.parametrize(
    "changes",
    [DataChanges(), DataChanges(("a", "b"), 10, 2.0, 0.5, 7), DataChanges(label_noise=0.2)],
)
def test_they_are_written_and_read_again(changes: DataChanges) -> None:
    assert changes_from_values(changes_values(changes)) == changes


@pytest.mark.parametrize(
    "values", [[], {"noise": 1}, {"label_noise": 2.0}, {"classes": "ant"}, {"classes": [1]}]
)
def test_what_makes_no_sense_is_refused(values: object) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        changes_from_values(values)
