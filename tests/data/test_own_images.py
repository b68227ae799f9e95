"""The user's own images: what is found, how it is split, what becomes of bad files."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.data import catalogue, image_cache
from app.data.dataset import DataError, Dataset
from app.data.own_images import OwnSet, is_own, list_images, own_set
from app.data.progress import Cancelled
from tests.data.pictures import COLOURS, noise, write_folder, write_picture


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONVAS_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "colours")


def cached(home: Path) -> list[str]:
    place = home / "cache" / "images"
    return sorted(path.name for path in place.iterdir()) if place.exists() else []


def load(own: OwnSet, **options: object) -> Dataset:
    return catalogue.load(own.name, **options)  # type: ignore[arg-type]


# Names


@pytest.mark.parametrize(
    "own",
    [
        OwnSet(Path("/a/pets")),
        OwnSet(Path("/a/odd?name & more"), 32, 48, "grey", "pad", 0.3, 7),
        OwnSet(Path("/a/x.npz"), held_out=0.1, seed=3),
    ],
)
def test_a_name_says_all_that_makes_the_set(own: OwnSet) -> None:
    assert own_set(own.name) == own
    assert is_own(own.name)


def test_a_path_alone_takes_the_defaults(tmp_path: Path) -> None:
    assert own_set(str(tmp_path)) == OwnSet(tmp_path)
    assert own_set(f"{tmp_path}?size=32") == OwnSet(tmp_path, 32, 32)


@pytest.mark.parametrize("said", ["size=0", "size=wide", "held_out=1", "fit=squash", "seed=-1"])
def test_settings_that_make_no_sense_are_refused(said: str) -> None:
    with pytest.raises(DataError, match=r"\w"):
        own_set(f"/a/pets?{said}")


def test_names_of_the_catalogue_are_no_places() -> None:
    assert not any(is_own(info.name) for info in catalogue.available())


# Folders


def test_each_folder_is_a_class_split_alike(folder: Path) -> None:
    data = load(OwnSet(folder, 8, 8, held_out=0.4))
    assert data.classes == tuple(COLOURS)
    assert data.title == "colours"
    for part, each in ((data.train, 6), (data.validation, 2), (data.test, 2)):
        assert np.bincount(part.labels).tolist() == [each] * 3
        for image, label in zip(part.images, part.labels, strict=True):
            strongest = int(image[:, 4, 4].argmax())
            assert ("red", "green", "blue")[strongest] == data.classes[label]


def test_no_image_is_in_two_parts_and_none_is_lost(folder: Path) -> None:
    data = load(OwnSet(folder, 4, 4))
    seen = [
        image.tobytes()
        for name in ("train", "validation", "test")
        for image in data.part(name).images
    ]
    assert len(seen) == len(set(seen)) == 30


def test_the_seed_decides_the_split(folder: Path) -> None:
    first, again, other = (load(OwnSet(folder, 4, 4, seed=seed)) for seed in (1, 1, 2))
    assert np.array_equal(first.test.images, again.test.images)
    assert not np.array_equal(first.test.images, other.test.images)


def test_a_set_that_is_split_stays_so_and_lacks_nothing(tmp_path: Path) -> None:
    root = tmp_path / "split"
    write_folder(root / "Train", each=10)
    write_folder(root / "test", each=4)
    data = load(OwnSet(root, 4, 4, held_out=0.4))
    assert (len(data.train), len(data.validation), len(data.test)) == (24, 6, 12)
    write_folder(root / "val", each=3)
    data = load(OwnSet(root, 4, 4))
    assert (len(data.train), len(data.validation), len(data.test)) == (30, 9, 12)


def test_images_without_folders_of_classes_are_counted_and_the_way_out_told(tmp_path: Path) -> None:
    for number in range(3):
        Image.new("L", (8, 8)).save(tmp_path / f"{number}.png")
    with pytest.raises(DataError, match=r"3 images in .* a folder for each class"):
        list_images(tmp_path)


def test_images_in_deeper_folders_count_and_other_files_are_told(folder: Path) -> None:
    write_picture(folder / "red" / "more" / "deep.png", COLOURS["red"])
    (folder / "red" / "notes.txt").write_text("red things")
    listing = list_images(folder)
    assert listing.counts() == (10, 10, 11)
    assert "31 images of 3 classes (blue, green, red); 1 other file left aside" in listing.in_words


def test_links_that_lead_in_circles_are_not_followed(folder: Path) -> None:
    (folder / "again").symlink_to(folder)
    (folder / "red" / "up").symlink_to(folder)
    assert list_images(folder).counts() == (10, 10, 10)


@pytest.mark.parametrize("kind", ["missing", "empty", "flat"])
def test_a_folder_without_classes_says_what_is_wanted(tmp_path: Path, kind: str) -> None:
    root = tmp_path / kind
    if kind != "missing":
        root.mkdir()
    if kind == "flat":
        write_picture(root / "a.png", COLOURS["red"])
    with pytest.raises(DataError, match=r"a folder for each class|Is its disk connected"):
        list_images(root)


def test_a_home_of_nobody_is_told() -> None:
    with pytest.raises(DataError, match=r"~nobody-at-all/pictures is no folder"):
        own_set("~nobody-at-all/pictures")


# Tables


def test_a_table_names_files_and_labels(folder: Path) -> None:
    lines = [
        f"{name}/{n:03}.png,{label}"
        for label, name in ((10, "red"), (9, "blue"))
        for n in range(10)
    ]
    (folder / "list.csv").write_text("path,label\n" + "\n".join(lines) + "\n")
    data = load(OwnSet(folder / "list.csv", 4, 4))
    assert data.classes == ("9", "10")
    assert len(data.train) + len(data.validation) + len(data.test) == 20


def test_a_table_may_say_the_part(folder: Path) -> None:
    rows = [
        f"red/{n:03}.png,a,{part}" for n, part in enumerate(["train"] * 6 + ["val"] * 3 + ["test"])
    ]
    (folder / "list.csv").write_text("path,label,part\n" + "\n".join(rows))
    data = load(OwnSet(folder / "list.csv", 4, 4))
    assert (len(data.train), len(data.validation), len(data.test)) == (6, 3, 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("file,class\na,b\n", "must begin with the line path,label"),
        ("path,label,part\na.png,b,exam\n", "line 2: the part is 'exam'"),
        ("path,label\na.png\n", "line 2: too few columns"),
        ("path,label\n", "no images"),
        ("path,label\n\xff,b", "UTF-8"),
    ],
)
def test_a_table_that_makes_no_sense_is_refused_with_the_line(
    tmp_path: Path, text: str, said: str
) -> None:
    (tmp_path / "list.csv").write_bytes(text.encode("latin-1"))
    with pytest.raises(DataError, match=said):
        list_images(tmp_path / "list.csv")


# What becomes of a picture


def test_pictures_are_made_fit_as_pillow_does_it(tmp_path: Path) -> None:
    for number in range(12):
        path = tmp_path / "set" / ("a" if number % 2 else "b") / f"{number}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        noise(60, 40, seed=number).save(path)
    middle = load(OwnSet(tmp_path / "set", 10, 10))
    padded = load(OwnSet(tmp_path / "set", 10, 10, fit="pad"))
    whole = load(OwnSet(tmp_path / "set", 10, 10, fit="stretch"))
    expected_middle, expected_whole = set(), set()
    for number in range(12):
        picture = noise(60, 40, seed=number)
        cut = picture.crop((10, 0, 50, 40)).resize(
            (10, 10), Image.Resampling.BILINEAR, reducing_gap=3.0
        )
        expected_middle.add(np.asarray(cut).transpose(2, 0, 1).tobytes())
        full = picture.resize((10, 10), Image.Resampling.BILINEAR, reducing_gap=3.0)
        expected_whole.add(np.asarray(full).transpose(2, 0, 1).tobytes())
    assert {image.tobytes() for image in middle.train.images} <= expected_middle
    assert {image.tobytes() for image in whole.train.images} <= expected_whole
    assert not padded.train.images[:, :, :1].any()  # black above, for they are wide
    assert padded.train.images[:, :, 5].any()


def test_grey_is_one_channel_by_the_usual_weights(folder: Path) -> None:
    data = load(OwnSet(folder, 4, 6, "grey"))
    assert data.image_shape == (1, 4, 6)
    red = data.test.images[data.test.labels == 2]
    assert abs(int(red[0, 0, 0, 0]) - (0.299 * 225 + 0.587 * 30 + 0.114 * 20)) < 6


def test_a_large_photograph_is_decoded_small_and_looks_the_same(tmp_path: Path) -> None:
    picture = noise(30, 20).resize((1500, 1000), Image.Resampling.BICUBIC)
    for number in range(4):
        path = tmp_path / "set" / f"c{number % 2}" / f"{number}.jpg"
        path.parent.mkdir(parents=True, exist_ok=True)
        picture.save(path, quality=95)
    image = load(OwnSet(tmp_path / "set", 20, 30, fit="stretch")).train.images[0]
    expected = np.asarray(picture.resize((30, 20), Image.Resampling.BILINEAR)).transpose(2, 0, 1)
    assert np.abs(image.astype(int) - expected).mean() < 8


# Bad files


def test_bad_files_are_named_with_the_reason_and_the_rest_is_used(folder: Path) -> None:
    (folder / "red" / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n broken")
    (folder / "red" / "text.jpg").write_text("no picture")
    whole = (folder / "red" / "000.png").read_bytes()
    (folder / "blue" / "half.png").write_bytes(whole[: len(whole) // 2])
    Image.new("1", (12_000, 12_000)).save(folder / "blue" / "huge.png")
    data = load(OwnSet(folder, 4, 4))
    said = dict(data.left_out)
    assert set(said) == {"red/broken.png", "red/text.jpg", "blue/half.png", "blue/huge.png"}
    assert "million pixels" in said["blue/huge.png"]
    assert len(data.train) + len(data.validation) + len(data.test) == 30
    assert "4 files left out" in data.source


def test_a_folder_of_bad_files_alone_is_refused(tmp_path: Path, home: Path) -> None:
    (tmp_path / "bad" / "a").mkdir(parents=True)
    for number in range(3):
        (tmp_path / "bad" / "a" / f"{number}.png").write_text("none")
    with pytest.raises(DataError, match=r"No training image .*not a picture"):
        load(OwnSet(tmp_path / "bad", 4, 4))
    assert cached(home) == []


def test_a_file_that_may_not_be_read_is_left_out(folder: Path) -> None:
    if os.geteuid() == 0:
        (folder / "red" / "gone.png").symlink_to(folder / "nowhere.png")
    else:
        (folder / "red" / "000.png").chmod(0)
    assert len(load(OwnSet(folder, 4, 4)).left_out) == 1


# Decoding once


def test_it_is_decoded_once_and_then_mapped(folder: Path, home: Path) -> None:
    told: list[tuple[int, int]] = []
    own = OwnSet(folder, 4, 4)
    first = load(own, report=lambda *at: told.append(at))
    assert told[0] == (0, 30)
    assert told[-1] == (30, 30)
    told.clear()
    again = load(own, report=lambda *at: told.append(at))
    assert told == []
    assert np.array_equal(first.train.images, again.train.images)
    assert isinstance(again.train.images, np.memmap)
    again.train.images[:] = 0  # torch may write; the file must not hear of it
    assert load(own).train.images.any()
    assert len(cached(home)) == 1


def test_a_changed_file_is_decoded_anew(folder: Path) -> None:
    own = OwnSet(folder, 4, 4)
    before = load(own)
    for path in (folder / "red").iterdir():
        write_picture(path, (255, 255, 255))
        os.utime(path, (1, 1))
    after = load(own)
    reds = after.train.images[after.train.labels == 2]
    assert (reds == 255).all()
    assert not (before.train.images == 255).all()


def test_two_programs_may_decode_the_same_images_at_once(folder: Path, home: Path) -> None:
    others: list[Dataset] = []

    def report(done: int, total: int) -> None:
        if done == total and not others:
            others.append(image_cache.read_own_images(OwnSet(folder)))

    mine = image_cache.read_own_images(OwnSet(folder), report)
    assert mine.train.images.tolist() == others[0].train.images.tolist()
    assert len(cached(home)) == 1


def test_cancelling_leaves_nothing_behind(folder: Path, home: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        load(OwnSet(folder, 4, 4), report=stop)
    assert cached(home) == []


def test_a_folder_that_is_unplugged_while_loading_is_told_and_nothing_kept(
    tmp_path: Path, home: Path
) -> None:
    root = write_folder(tmp_path / "stick", each=60)

    def unplug(done: int, _total: int) -> None:
        if done:
            shutil.rmtree(root)

    with pytest.raises(DataError, match="disk taken away"):
        load(OwnSet(root, 4, 4), report=unplug)
    assert cached(home) == []


def test_what_was_decoded_stays_when_its_folder_is_unplugged_afterwards(folder: Path) -> None:
    data = load(OwnSet(folder, 4, 4))
    shutil.rmtree(folder)
    assert data.train.images.sum() > 0
    with pytest.raises(DataError, match="Is its disk connected"):
        load(OwnSet(folder, 4, 4))


def test_too_large_a_set_for_the_disk_is_told_before_anything_is_decoded(
    folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(image_cache, "LARGEST_CACHE", 1_000)
    with pytest.raises(DataError, match="choose smaller images"):
        load(OwnSet(folder, 8, 8))
    assert cached(home) == []


def test_sets_used_longest_ago_make_room(
    folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    each = 30 * 3 * 4 * 4
    monkeypatch.setattr(image_cache, "LARGEST_CACHE", 2 * each + 100)
    for age, seed in enumerate((1, 2)):
        load(OwnSet(folder, 4, 4, seed=seed))
        for path in (home / "cache" / "images").glob("*/index.json"):
            os.utime(path, (1_000 * age, 1_000 * age))
    first = set(cached(home))
    load(OwnSet(folder, 4, 4, seed=3))
    assert len(cached(home)) == 2
    assert len(first & set(cached(home))) == 1


@pytest.mark.parametrize(
    ("name", "content"), [("images", b"half"), ("index.json", b'{"a":' * 10_000)]
)
def test_a_cache_that_was_damaged_is_made_anew(
    folder: Path, home: Path, name: str, content: bytes
) -> None:
    own = OwnSet(folder, 4, 4)
    before = load(own)
    copy = before.test.images.copy()
    del before
    (place,) = (home / "cache" / "images").iterdir()
    (place / name).write_bytes(content)
    assert np.array_equal(load(own).test.images, copy)
