"""The published data sets that torchvision knows, found in the user's folders.

A set is found in the layouts of torchvision and in the files as they are published, also where
these lie in their archive. Of the training images a part is kept for validation, the last ones of
each class.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.data.dataset import DataError, Dataset, DatasetInfo, Split
from app.data.idx import find_idx
from app.data.official_files import OfficialFiles
from app.data.splitting import held_out
from app.language import tr

Labelled = tuple[NDArray[np.uint8], NDArray[np.int64]]
"""Images N×C×H×W and a label for each."""


@dataclass(frozen=True)
class Layout:
    """One form in which a set is published: where its files are, and how they are read.

    `folders` are places in a data folder, torchvision's first. Where the names of the `files` are
    those of other sets, too, `called` are the names by which a folder tells them apart.
    """

    folders: tuple[str, ...]
    archives: tuple[str, ...]
    files: tuple[str, ...]
    read: Callable[[OfficialFiles, str], Labelled]
    called: tuple[str, ...] = ()


@dataclass(frozen=True)
class OfficialSet:
    """A published set; `info` has the numbers of images as published, and no source yet."""

    info: DatasetInfo
    layouts: tuple[Layout, ...]
    torchvision: str
    """The class of torchvision.datasets that knows where it is published."""
    download_bytes: int


def find_official(
    official: OfficialSet, roots: Iterable[Path]
) -> tuple[Layout, OfficialFiles] | None:
    """Where the set lies in the first of the data folders that has it."""
    for root in roots:
        for layout in official.layouts:
            for folder in _folders(root, layout):
                if all(find_idx(folder, name) for name in layout.files):
                    return layout, OfficialFiles(folder)
            for name in layout.archives:
                for folder in (root, *(root / place for place in layout.folders)):
                    if _is_file(folder / name):
                        return layout, OfficialFiles(folder / name)
    return None


def _folders(root: Path, layout: Layout) -> Iterable[Path]:
    yield from (root / place for place in layout.folders)
    names = {name.lower().replace("-", "") for name in (root.name, root.parent.name)}
    if not layout.called or names & set(layout.called):
        yield root


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def found_info(official: OfficialSet, files: OfficialFiles) -> DatasetInfo:
    """The set as it lies in a place."""
    return replace(official.info, source=tr("found in {where}", where=files.place))


def read_official(official: OfficialSet, layout: Layout, files: OfficialFiles) -> Dataset:
    """The set, with its validation part; DataError where a file is damaged or of another set.

    It may have other numbers of images than are published, and `source` says so then.
    """
    info = found_info(official, files)
    images, labels = layout.read(files, "train")
    test_images, test_labels = layout.read(files, "test")
    for name, found in (("training", labels), ("test", test_labels)):
        if len(found) and not 0 <= found.min() <= found.max() < len(info.classes):
            raise DataError(
                tr(
                    "The {name} labels in {place} go from {min} to {max}, but "
                    "{title} has {classes} classes: are these the right files?",
                    name=name,
                    place=files.place,
                    min=found.min(),
                    max=found.max(),
                    title=info.title,
                    classes=len(info.classes),
                )
            )
    published = info.train + info.validation
    if (len(labels), len(test_labels)) != (published, info.test):
        info = replace(
            info,
            source=tr(
                "{source}, with {train:,} training and {test:,} test images where "
                "{published:,} and {published_test:,} are published",
                source=info.source,
                train=len(labels),
                test=len(test_labels),
                published=published,
                published_test=info.test,
            ),
        )
    kept = held_out(labels, round(len(labels) * info.validation / published))
    return info.with_parts(
        Split(images[~kept], labels[~kept]),
        Split(images[kept], labels[kept]),
        Split(np.ascontiguousarray(test_images), test_labels),
    )
