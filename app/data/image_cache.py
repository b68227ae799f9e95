"""The user's own image files, decoded once into a file that is then mapped into memory.

Decoding is what reading image files costs: a photograph takes milliseconds, a row of bytes none.
So every file is decoded and made fit once, by as many threads as there are cores (Pillow works
without the interpreter's lock), into one file in the cache folder. Mapped, that file is an array
like any other: what is used stays in memory as far as there is room, the rest comes from the disk
when a batch asks for it, and a set may be larger than the memory.
"""

from __future__ import annotations

import hashlib
import math
import os
import secrets
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

import msgspec
import numpy as np
from PIL import Image, ImageOps

from app.data.dataset import PARTS, DataError, Dataset, Images, Split
from app.data.image_file import cut, decoded
from app.data.own_images import Entry, Listing, OwnSet, list_images, own_info, split_entries
from app.data.progress import Report, no_report
from app.home import cache_folder
from app.language import tr

LARGEST_CACHE = 100 << 30
"""Bytes that all decoded sets may take together; the ones used longest ago make room."""
_SPARE = 1 << 30
"""Bytes of the disk that are left free."""
_BLOCK = 64  # files decoded between two looks at whether to go on
_MOST_TOLD = 1_000  # files left out that are named


class _Index(msgspec.Struct):
    """What lies beside the images of a cached set."""

    classes: list[str]
    shape: tuple[int, int, int]
    labels: dict[str, list[int]]
    left_out: list[tuple[str, str]]


def read_own_images(own: OwnSet, report: Report = no_report) -> Dataset:
    """The user's images as a data set; `report` is told files.

    Files that cannot be read are left out, and `left_out` names them. Raises DataError where none
    can be read, the folder is gone or the disk is full, and Cancelled; then nothing is kept.
    """
    listing = list_images(own.path)
    parts = split_entries(listing, own)
    folder = cache_folder() / "images" / _key(own, parts)
    found = _cached(folder, own)
    if found is None:
        shutil.rmtree(folder, ignore_errors=True)  # it may be damaged
        _decode_into(folder, own, listing.classes, parts, report)
        found = _cached(folder, own)
    if found is None:
        raise DataError(
            tr("The decoded images in {folder} cannot be read; is its disk full?", folder=folder)
        )
    return found


def _key(own: OwnSet, parts: dict[str, list[Entry]]) -> str:
    """Another one whenever a file, or what is made of it, is another."""
    digest = hashlib.sha256(own.name.encode("utf-8", "surrogateescape"))
    for part, entries in parts.items():
        digest.update(part.encode())
        for entry in entries:
            try:
                state = entry.path.stat()
                stamp = f"{state.st_size} {state.st_mtime_ns}"
            except OSError:
                stamp = "missing"
            line = f"{entry.path} {entry.label} {stamp}\n"
            digest.update(line.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()[:32]


def _cached(folder: Path, own: OwnSet) -> Dataset | None:
    """The set in a folder of the cache; None where it is not there, or not whole."""
    path = folder / "index.json"
    try:
        index = msgspec.json.decode(path.read_bytes(), type=_Index)
        count = sum(len(labels) for labels in index.labels.values())
        # Copied where it is written to, and never written back.
        images = np.memmap(folder / "images", np.uint8, "c", shape=(count, *index.shape))
        if (folder / "images").stat().st_size != images.nbytes:
            return None
        os.utime(path)  # the ones used last are kept
    except (OSError, ValueError, msgspec.MsgspecError, RecursionError):
        return None
    splits, start = [], 0
    for name in PARTS:
        labels = np.array(index.labels.get(name, []), np.int64)
        splits.append(Split(images[start : start + len(labels)], labels))
        start += len(labels)
    info = own_info(own, tuple(index.classes))
    left_out = tuple((name, why) for name, why in index.left_out)
    if left_out:
        source = (
            tr("{source}; 1 file left out", source=info.source)
            if len(left_out) == 1
            else tr("{source}; {count:,} files left out", source=info.source, count=len(left_out))
        )
        info = replace(info, source=source)
    return replace(info.with_parts(*splits), left_out=left_out)


def _decode_into(
    folder: Path,
    own: OwnSet,
    classes: tuple[str, ...],
    parts: dict[str, list[Entry]],
    report: Report,
) -> None:
    channels = 3 if own.colour == "colour" else 1
    shape = (channels, own.height, own.width)
    total = sum(len(entries) for entries in parts.values())
    index = _Index(list(classes), shape, {name: [] for name in PARTS}, [])
    part_folder = folder.with_name(f"{folder.name}.{secrets.token_hex(4)}.part")
    try:
        part_folder.mkdir(parents=True)
        _make_room(folder.parent, total * math.prod(shape))
        report(0, total)
        with (part_folder / "images").open("wb") as file:
            done = 0
            for name in PARTS:
                for entry, picture in _pictures(own, parts[name]):
                    if isinstance(picture, str):
                        index.left_out.append((_told(entry.path, own), picture))
                    else:
                        file.write(picture.tobytes())
                        index.labels[name].append(entry.label)
                    done += 1
                    if done % _BLOCK == 0:
                        report(done, total)
        _check_some(own, index)
        report(total, total)
        index.left_out = index.left_out[:_MOST_TOLD]
        (part_folder / "index.json").write_bytes(msgspec.json.encode(index))
        try:
            part_folder.rename(folder)
        except OSError:
            if not (folder / "index.json").exists():  # else another Convas was quicker
                raise
    except OSError as error:
        raise DataError(
            tr(
                "The decoded images cannot be kept in {parent} ({strerror}). Make "
                "room on its disk, or choose smaller images.",
                parent=folder.parent,
                strerror=error.strerror,
            )
        ) from error
    finally:
        shutil.rmtree(part_folder, ignore_errors=True)


def _told(path: Path, own: OwnSet) -> str:
    try:
        return str(path.relative_to(own.path if own.path.is_dir() else own.path.parent))
    except ValueError:
        return str(path)


def _check_some(own: OwnSet, index: _Index) -> None:
    if not index.labels["train"]:
        name, why = index.left_out[0] if index.left_out else ("", tr("there are too few"))
        raise DataError(
            tr(
                "No training image in {path} can be used. The first, {name}: {why}",
                path=own.path,
                name=name,
                why=why,
            )
        )


def _pictures(own: OwnSet, entries: list[Entry]) -> Iterator[tuple[Entry, Images | str]]:
    """The pictures in order, C×H×W, decoded side by side; for each that is none, why not."""
    with ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="decode") as workers:
        for start in range(0, len(entries), _BLOCK):
            block = entries[start : start + _BLOCK]
            pictures = list(workers.map(lambda entry: _picture(entry.path, own), block))
            if not own.path.exists():
                raise DataError(
                    tr(
                        "{path} is gone: was its disk taken away? Connect it and try again.",
                        path=own.path,
                    )
                )
            yield from zip(block, pictures, strict=True)


def _picture(path: Path, own: OwnSet) -> Images | str:
    mode = "L" if own.colour == "grey" else "RGB"
    size = (own.width, own.height)
    enough = max(size)
    try:
        picture = decoded(path, mode, (enough, enough))
    except DataError as error:
        return str(error)
    way = Image.Resampling.BILINEAR
    if own.fit == "pad":
        picture = ImageOps.pad(picture, size, way)
    else:
        if own.fit == "crop":
            picture = cut(picture, own.width / own.height)
        picture = picture.resize(size, way, reducing_gap=3.0)
    pixels = np.asarray(picture).reshape(own.height, own.width, -1)
    return np.ascontiguousarray(pixels.transpose(2, 0, 1))


def _make_room(folder: Path, needed: int) -> None:
    """Take away the sets used longest ago until there is room; DataError where that is not enough.

    Also what a killed program left half done.
    """
    sets = []
    for path in folder.iterdir():
        with suppress(OSError):
            index = path / "index.json"
            used = index.stat().st_mtime if index.exists() else path.stat().st_mtime
            size = (path / "images").stat().st_size if (path / "images").exists() else 0
            sets.append((used, size, path))
    sets.sort()
    total = sum(size for _, size, _ in sets)
    while sets and (
        total + needed > LARGEST_CACHE or shutil.disk_usage(folder).free < needed + _SPARE
    ):
        _, size, path = sets.pop(0)
        if path.suffix == ".part" and not size:
            continue
        shutil.rmtree(path, ignore_errors=True)
        total -= size
    free = shutil.disk_usage(folder).free
    if needed > LARGEST_CACHE or free < needed + _SPARE:
        raise DataError(
            tr(
                "These images take {needed:,.1f} GB when decoded, but the disk of "
                "{folder} has {spare:,.1f} GB to spare. Make room, or choose smaller "
                "images.",
                needed=needed / 1e9,
                folder=folder,
                spare=max(0, free - _SPARE) / 1e9,
            )
        )


def preview(own: OwnSet, listing: Listing, most: int) -> list[tuple[str, Images | str]]:
    """Some images as they will be, from every class in turn: a class and a picture, or why not."""
    by_class: dict[int, list[Entry]] = {}
    for entry in listing.entries:
        members = by_class.setdefault(entry.label, [])
        if len(members) < most:
            members.append(entry)
    turns = [entry for row in zip_longest(*by_class.values()) for entry in row if entry]
    return [(listing.classes[entry.label], _picture(entry.path, own)) for entry in turns[:most]]
