"""The user's own images: a folder with a folder for each class, or a table of paths and labels.

How images are made of them is part of the set's name, so that a recipe with this name says all
that is needed to make the same data set again.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, NamedTuple, cast, get_args
from urllib.parse import parse_qsl, urlencode

import numpy as np

from app.data.dataset import DataError, DatasetInfo
from app.data.splitting import held_out
from app.language import tr

IMAGE_SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp")
LARGEST_SIDE = 512
MOST_FILES = 5_000_000
MOST_CLASSES = 1_000
_MOST_TABLE_BYTES = 1 << 30

Colour = Literal["colour", "grey"]
Fit = Literal["crop", "pad", "stretch"]

_PARTS = {
    "train": "train",
    "training": "train",
    "val": "validation",
    "valid": "validation",
    "validation": "validation",
    "test": "test",
    "testing": "test",
}
"""What folders of a set that is split already are called, and the part that each is."""


@dataclass(frozen=True)
class OwnSet:
    """Where the user's images are, and what is made of them.

    `path` is a folder, a .csv or an .npz. `fit` says how a picture gets its height and width: its
    middle is cut out, or black is put around it, or it is stretched. Where the images are not
    split already, the share `held_out` of every class is kept from training, half of it to watch
    and half to judge by; `seed` says which. An .npz has images of one size already, and uses
    `held_out` and `seed` alone. DataError for values out of range.
    """

    path: Path
    height: int = 64
    width: int = 64
    colour: Colour = "colour"
    fit: Fit = "crop"
    held_out: float = 0.2
    seed: int = 0

    def __post_init__(self) -> None:
        if not (1 <= self.height <= LARGEST_SIDE and 1 <= self.width <= LARGEST_SIDE):
            raise DataError(
                tr(
                    "Images may have 1 to {largest_side} pixels to a side.",
                    largest_side=LARGEST_SIDE,
                )
            )
        if self.colour not in get_args(Colour) or self.fit not in get_args(Fit):
            raise DataError(
                tr("Images are colour or grey, and crop, pad or stretch makes them fit.")
            )
        if not 0.0 < self.held_out < 1.0:
            raise DataError(tr("The share that is kept from training must lie between 0 and 1."))
        if not 0 <= self.seed < 2**31:
            raise DataError(tr("The seed must be a whole number from 0."))

    @property
    def packed(self) -> bool:
        """Whether it is an .npz."""
        return self.path.suffix.lower() == ".npz"

    @property
    def title(self) -> str:
        return self.path.name or str(self.path)

    @property
    def name(self) -> str:
        """All of it as one line, for a recipe."""
        values = {"held_out": f"{self.held_out:g}", "seed": str(self.seed)}
        if not self.packed:
            size = f"{self.height}x{self.width}"
            values = {"size": size, "colour": self.colour, "fit": self.fit, **values}
        return f"{self.path}?{urlencode(values)}"


def is_own(name: str) -> bool:
    """Whether a data set's name is the place of the user's own."""
    return any(sign in name for sign in {"/", os.sep, "?"}) or name.lower().endswith(
        (".npz", ".csv")
    )


def own_set(name: str) -> OwnSet:
    """The set of a name; what it does not say takes its default. DataError if it makes no sense."""
    place, _, said = name.rpartition("?") if _has_settings(name) else (name, "", "")
    try:
        own = OwnSet(Path(place).expanduser().absolute())
    except RuntimeError as error:  # ~ and the name of nobody who has a home here
        raise DataError(tr("{place} is no folder on this computer.", place=place)) from error
    for key, value in parse_qsl(said):
        try:
            if key == "size":
                height, _, width = value.partition("x")
                own = replace(own, height=int(height), width=int(width or height))
            elif key == "seed":
                own = replace(own, seed=int(value))
            elif key == "held_out":
                own = replace(own, held_out=float(value))
            elif key == "colour":
                own = replace(own, colour="grey" if value == "grey" else "colour")
            elif key == "fit":
                own = replace(own, fit=cast(Fit, value))
        except DataError:
            raise
        except ValueError as error:
            raise DataError(
                tr("{key}={written} in the data set's name makes no sense.", key=key, written=value)
            ) from error
    return own


def _has_settings(name: str) -> bool:
    """Whether a name ends in settings; a path may have a question mark of its own."""
    said = parse_qsl(name.rpartition("?")[2])
    return "?" in name and {key for key, _ in said} <= _SETTINGS and bool(said)


_SETTINGS = {"size", "colour", "fit", "held_out", "seed"}


class Entry(NamedTuple):
    """An image file that was found: its part ("" if that is to be drawn), path and label."""

    part: str
    path: Path
    label: int


@dataclass(frozen=True)
class Listing:
    """What a folder or a table holds, before any image is read."""

    classes: tuple[str, ...]
    entries: tuple[Entry, ...]
    split: bool
    """Whether it says itself what to train on."""
    others: int = 0
    """Files that are no images by their names."""

    @property
    def in_words(self) -> str:
        """ "1,200 images of 3 classes (cat, dog, eel), split already; 4 other files"."""
        shown = ", ".join(self.classes[:8]) + (" …" if len(self.classes) > 8 else "")
        images, classes = len(self.entries), len(self.classes)
        if classes == 1:
            words = tr("{images:,} images of 1 class ({shown})", images=images, shown=shown)
        else:
            words = tr(
                "{images:,} images of {classes:,} classes ({shown})",
                images=images,
                classes=classes,
                shown=shown,
            )
        if self.split:
            words += tr(", split already")
        if self.others:
            words += (
                tr("; 1 other file left aside")
                if self.others == 1
                else tr("; {others:,} other files left aside", others=self.others)
            )
        return words

    def counts(self) -> tuple[int, ...]:
        """How many images each class has."""
        labels = [entry.label for entry in self.entries]
        return tuple(int(n) for n in np.bincount(labels, minlength=len(self.classes)))


def list_images(path: Path) -> Listing:
    """The images of a folder or a .csv. Links to folders within are not followed.

    Raises DataError, which says what was expected, where there are none.
    """
    try:
        listing = _from_table(path) if path.suffix.lower() == ".csv" else _from_folder(path)
    except OSError as error:
        raise DataError(
            tr("{path} cannot be read ({strerror}).", path=path, strerror=error.strerror)
        ) from error
    if not listing.entries:
        loose = _images_in(path)
        if loose:
            raise DataError(
                tr(
                    "There are {loose:,} images in {path}, but not in folders of their classes. "
                    "Make a folder for each class in it, put the images into them, and choose "
                    "{path} again; or list them in a .csv with the columns path and label.",
                    loose=loose,
                    path=path,
                )
            )
        raise DataError(
            tr(
                "There are no images in {path}. Wanted is a folder for each class "
                "with images in it ({image_suffixes}), or a .csv with the columns "
                "path and label.",
                path=path,
                image_suffixes=", ".join(IMAGE_SUFFIXES),
            )
        )
    if len(listing.classes) > MOST_CLASSES:
        raise DataError(
            tr(
                "{path} has {classes:,} classes; {most_classes:,} is the most. Each "
                "folder counts as a class.",
                path=path,
                classes=len(listing.classes),
                most_classes=MOST_CLASSES,
            )
        )
    return listing


def _from_folder(path: Path) -> Listing:
    if not path.is_dir():
        raise DataError(tr("There is no folder {path}. Is its disk connected?", path=path))
    parts = {
        _PARTS[folder.name.lower()]: folder
        for folder in _folders_in(path)
        if folder.name.lower() in _PARTS
    }
    split = "train" in parts and len(parts) > 1
    places = parts if split else {"": path}
    classes = sorted({folder.name for place in places.values() for folder in _folders_in(place)})
    labels = {name: label for label, name in enumerate(classes)}
    entries, others = [], 0
    for part, place in places.items():
        for folder in _folders_in(place):
            for file in _files_below(folder):
                if file.suffix.lower() in IMAGE_SUFFIXES:
                    entries.append(Entry(part, file, labels[folder.name]))
                else:
                    others += 1
                if len(entries) + others > MOST_FILES:
                    raise DataError(
                        tr(
                            "{path} has more than {most_files:,} files.",
                            path=path,
                            most_files=MOST_FILES,
                        )
                    )
    return _without_empty_classes(classes, entries, split, others)


def _images_in(path: Path) -> int:
    """How many images lie in a folder itself."""
    if not path.is_dir():
        return 0
    return sum(file.suffix.lower() in IMAGE_SUFFIXES for file in path.iterdir() if file.is_file())


def _folders_in(path: Path) -> list[Path]:
    """The folders in a folder; a link back to itself or above is none of them."""
    inside = path.resolve()
    found = []
    for folder in sorted(path.iterdir()):
        if folder.name.startswith(".") or not folder.is_dir():
            continue
        if folder.is_symlink() and folder.resolve() in (inside, *inside.parents):
            continue
        found.append(folder)
    return found


def _files_below(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            if not name.startswith("."):
                yield Path(place, name)


def _from_table(path: Path) -> Listing:
    if path.stat().st_size > _MOST_TABLE_BYTES:
        raise DataError(
            tr(
                "{name} is larger than {most_table_bytes:,} MB.",
                name=path.name,
                most_table_bytes=_MOST_TABLE_BYTES >> 20,
            )
        )
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            rows = _Rows(csv.reader(file), path)
            found = list(rows)
    except (UnicodeDecodeError, csv.Error) as error:
        raise DataError(
            tr("{name} is no table of text in UTF-8 ({error}).", name=path.name, error=error)
        ) from error
    classes = sorted({label for _, _, label in found}, key=_natural)
    labels = {name: number for number, name in enumerate(classes)}
    entries = [Entry(part, path.parent / file, labels[label]) for part, file, label in found]
    split = bool(rows.split)
    return _without_empty_classes(classes, entries, split, 0)


class _Rows(Iterable[tuple[str, str, str]]):
    """The rows of a table as part, path and label; `split` says whether it has a column for it."""

    def __init__(self, reader: Iterator[list[str]], path: Path) -> None:
        self._reader = reader
        self._path = path
        self.split = False

    def __iter__(self) -> Iterator[tuple[str, str, str]]:
        heads = [head.strip().lower() for head in next(self._reader, [])]
        if not {"path", "label"} <= set(heads):
            raise DataError(
                tr(
                    "{name} must begin with the line path,label (or path,label,part).",
                    name=self._path.name,
                )
            )
        at_path, at_label = heads.index("path"), heads.index("label")
        at_part = heads.index("part") if "part" in heads else -1
        self.split = at_part >= 0
        for number, row in enumerate(self._reader, 2):
            if not row:
                continue
            if number > MOST_FILES:
                raise DataError(
                    tr(
                        "{name} has more than {most_files:,} lines.",
                        name=self._path.name,
                        most_files=MOST_FILES,
                    )
                )
            if len(row) < len(heads):
                raise DataError(
                    tr(
                        "{name}, line {number}: too few columns.",
                        name=self._path.name,
                        number=number,
                    )
                )
            part = row[at_part].strip().lower() if self.split else ""
            if self.split and part not in _PARTS:
                raise DataError(
                    tr(
                        "{name}, line {number}: the part is {part!r}, not train, "
                        "validation or test.",
                        name=self._path.name,
                        number=number,
                        part=part,
                    )
                )
            yield _PARTS.get(part, ""), row[at_path].strip(), row[at_label].strip()


def _natural(label: str) -> tuple[int, int, str]:
    """Numbers in their own order, before words."""
    return (0, int(label), "") if label.isdecimal() else (1, 0, label)


def _without_empty_classes(
    classes: Sequence[str], entries: list[Entry], split: bool, others: int
) -> Listing:
    used = sorted({entry.label for entry in entries})
    new = {label: number for number, label in enumerate(used)}
    kept = tuple(entry._replace(label=new[entry.label]) for entry in entries)
    return Listing(tuple(classes[label] for label in used), kept, split, others)


def split_entries(listing: Listing, own: OwnSet) -> dict[str, list[Entry]]:
    """The entries of each part: as the listing says, else every class by the seed.

    A set that is split, but lacks validation or test images, has them taken from its training.
    """
    parts: dict[str, list[Entry]] = {"train": [], "validation": [], "test": []}
    for entry in listing.entries:
        parts[entry.part or "train"].append(entry)
    missing = [name for name in ("validation", "test") if not parts[name]]
    if missing:
        pool = parts["train"]
        order = np.random.default_rng([own.seed, 3]).permutation(len(pool))
        labels = np.array([entry.label for entry in pool], np.int64)[order]
        share = own.held_out * len(missing) / 2
        kept = held_out(labels, max(len(missing), round(share * len(pool))))
        for turn, name in enumerate(missing):
            rest = np.flatnonzero(kept)
            now = held_out(labels[rest], round(len(rest) / (len(missing) - turn)))
            chosen = rest[now]
            kept[chosen] = False
            parts[name] = [pool[place] for place in sorted(order[chosen])]
        taken = {id(entry) for name in missing for entry in parts[name]}
        parts["train"] = [entry for entry in pool if id(entry) not in taken]
    return parts


def own_info(own: OwnSet, classes: tuple[str, ...] = ()) -> DatasetInfo:
    """What is known of a set before it is read."""
    channels = 3 if own.colour == "colour" else 1
    shape = (channels, own.height, own.width)
    source = tr("your own images in {path}", path=own.path)
    return DatasetInfo(own.name, own.title, shape, classes, 0, 0, 0, False, source, tr("your own"))
