"""The data sets by name: bundled, generated, published where they are found, the user's own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from app.data.bundled import read_bundled
from app.data.changes import DataChanges
from app.data.changing import changed
from app.data.colour_shapes import COLOUR_SHAPES, generate_colour_shapes
from app.data.dataset import DataError, Dataset, DatasetInfo
from app.data.fashion_mnist import BUNDLED as FASHION_MNIST
from app.data.fashion_mnist import fashion_mnist_info, full_set_folder, load_fashion_mnist
from app.data.mnist import INFO as MNIST
from app.data.official import OfficialSet, find_official, found_info, read_official
from app.data.official_sets import FASHION_MNIST_FULL, OFFICIAL
from app.data.own_images import OwnSet, is_own, own_info, own_set
from app.data.places import own_names, search_roots
from app.data.progress import Report, no_report
from app.data.signals import SIGNALS, generate_signals
from app.language import figures, tr

__all__ = ["DatasetInfo", "Offer", "available", "load", "offers"]

GENERATED = (COLOUR_SHAPES.name, SIGNALS.name)
_BUNDLED = (MNIST.name, FASHION_MNIST.name, *GENERATED)

State = Literal["bundled", "generated", "found", "download", "own"]


@dataclass(frozen=True)
class Offer:
    """A data set that can be had, and what it takes.

    `where` is the folder in which it was found, or the place of the user's own. With "download"
    it is not there yet; `download_bytes` are what it takes then.
    """

    info: DatasetInfo
    state: State
    where: Path | None = None
    download_bytes: int = 0

    @property
    def in_words(self) -> str:
        """ "bundled", "found in /data/MNIST/raw", "download, 12 MB"."""
        if self.state == "found":
            return tr("found in {where}", where=self.where)
        if self.state == "own":
            return tr("your own in {where}", where=self.where)
        if self.state == "download":
            return tr("download, {size}", size=size_text(self.download_bytes))
        return tr("bundled") if self.state == "bundled" else tr("generated")


def size_text(count: int) -> str:
    """Bytes in words: "12 MB", "2.6 GB"."""
    return figures(f"{count / 1e9:.1f} GB") if count >= 1e9 else figures(f"{count / 1e6:,.0f} MB")


def available() -> tuple[DatasetInfo, ...]:
    """Every data set that can be loaded now, told without loading it; the user's own come last."""
    return tuple(offer.info for offer in offers() if offer.state != "download")


def offers() -> tuple[Offer, ...]:
    """Every data set, also those that would have to be downloaded."""
    roots = search_roots()
    fashion = fashion_mnist_info()
    full = full_set_folder()
    known = [Offer(MNIST, "bundled"), Offer(fashion, "found" if full else "bundled", full)]
    if full is None:
        known.append(_to_download(FASHION_MNIST_FULL))
    known += [Offer(COLOUR_SHAPES, "generated"), Offer(SIGNALS, "generated")]
    for official in OFFICIAL:
        if place := find_official(official, roots):
            files = place[1]
            known.append(Offer(found_info(official, files), "found", files.place))
        else:
            known.append(_to_download(official))
    for name in own_names():
        try:
            own = own_set(name)
        except DataError:
            continue
        known.append(Offer(own_info(own), "own", own.path))
    return tuple(known)


def _to_download(official: OfficialSet) -> Offer:
    info = replace(official.info, source=tr("published, not on this machine yet"))
    return Offer(info, "download", None, official.download_bytes)


def title_of(name: str) -> str:
    """What a data set is called where people read it; its name where it is not known."""
    if is_own(name):
        try:
            return own_set(name).title
        except DataError:
            return name
    known = (MNIST, COLOUR_SHAPES, SIGNALS, FASHION_MNIST, *(o.info for o in OFFICIAL))
    return next((info.title for info in known if info.name == name), name)


def official_set(name: str) -> OfficialSet:
    """The published set of a name, for a download; DataError for another name."""
    for official in (*OFFICIAL, FASHION_MNIST_FULL):
        if official.info.name == name:
            return official
    known = ", ".join(official.info.name for official in (*OFFICIAL, FASHION_MNIST_FULL))
    raise DataError(
        tr(
            "There is no data set {name!r} to download; choose one of {known}.",
            name=name,
            known=known,
        )
    )


def load(
    name: str,
    *,
    difficulty: float = 0.5,
    seed: int = 0,
    changes: DataChanges | None = None,
    bundled_only: bool = False,
    report: Report = no_report,
) -> Dataset:
    """The data set called `name`, with `changes` made to it.

    `difficulty` (0 trivial to 1 hard) and `seed` concern generated sets only; `bundled_only`
    leaves aside a full Fashion-MNIST found on this machine. `report` hears of images of the
    user's own that have to be decoded first. Raises DataError for an unknown name, a missing or
    damaged file, or a setting out of range, and Cancelled.
    """
    dataset = _loaded(name, difficulty, seed, bundled_only, report)
    return changed(dataset, changes) if changes else dataset


def _loaded(name: str, difficulty: float, seed: int, bundled_only: bool, report: Report) -> Dataset:
    if name == MNIST.name:
        return read_bundled(MNIST)
    if name == FASHION_MNIST.name:
        return load_fashion_mnist(() if bundled_only else None)
    if name == COLOUR_SHAPES.name:
        return generate_colour_shapes(difficulty=difficulty, seed=seed)
    if name == SIGNALS.name:
        return generate_signals(difficulty=difficulty, seed=seed)
    if is_own(name):
        return _load_own(own_set(name), report)
    for official in OFFICIAL:
        if official.info.name == name:
            return _load_official(official)
    known = ", ".join((*_BUNDLED, *(official.info.name for official in OFFICIAL)))
    raise DataError(
        tr(
            "There is no data set {name!r}; choose one of {known}, or name a folder "
            "of images, a .csv or an .npz by its path.",
            name=name,
            known=known,
        )
    )


def _load_own(own: OwnSet, report: Report) -> Dataset:
    if own.packed:
        from app.data.npz_file import read_own_npz

        return read_own_npz(own)
    from app.data.image_cache import read_own_images  # Pillow is loaded when it is first needed

    return read_own_images(own, report)


def _load_official(official: OfficialSet) -> Dataset:
    place = find_official(official, search_roots())
    if place is None:
        name, size = official.info.name, size_text(official.download_bytes)
        raise DataError(
            tr(
                "{title} is not on this machine. Download it ({size}) under Data "
                "sets, or with: python main.py datasets download {name}",
                title=official.info.title,
                size=size,
                name=name,
            )
        )
    return read_official(official, *place)
