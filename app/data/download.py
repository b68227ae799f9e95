"""Downloads a published data set into the folder of downloads, in the layout of torchvision.

torchvision knows where each set is published and the checksums of its files; fetching them is
done here, for it can then be watched and called off. A file has its name only when it is whole
and its checksum is right.
"""

from __future__ import annotations

import errno
import hashlib
import http.client
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from app.data.dataset import DataError
from app.data.idx import find_idx
from app.data.official import OfficialSet
from app.data.official_files import OfficialFiles
from app.data.places import download_folder
from app.data.progress import Report, no_report
from app.language import tr
from app.torchvision_import import torchvision_part

_CHUNK = 1 << 18
_SILENCE_SECONDS = 30.0
"""A server that says nothing for so long is given up."""


@dataclass(frozen=True)
class RemoteFile:
    """A file of a published set: where it can be had, its name here, its MD5 checksum."""

    addresses: tuple[str, ...]
    name: str
    md5: str


def _opened(address: str) -> Any:
    return urlopen(Request(address, headers={"User-Agent": "convas"}), timeout=_SILENCE_SECONDS)


def download(
    official: OfficialSet,
    report: Report = no_report,
    *,
    files: Sequence[RemoteFile] | None = None,
    into: Path | None = None,
) -> Path:
    """Fetch what is missing of a set; gives the folder in which it then is found.

    `report` is told bytes. Raises DataError, with what can be done, and Cancelled.
    """
    layout = official.layouts[0]
    folder = (into or download_folder()) / layout.folders[0]
    remote = remote_files(official) if files is None else files
    packed = any(file.name in layout.archives for file in remote)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        done = 0
        for file in remote:
            done = _fetch(file, folder, report, done, official.download_bytes)
        if packed:
            _unpack(folder, remote[0].name, layout.files)
    except OSError as error:
        raise DataError(_disk_trouble(folder, error)) from error
    return folder


def remote_files(official: OfficialSet) -> tuple[RemoteFile, ...]:
    """What torchvision says of where a set is published. Loads torch, which takes a second."""
    kind = getattr(torchvision_part("datasets"), official.torchvision)
    if hasattr(kind, "split_list"):  # SVHN: a file for each part
        return tuple(
            RemoteFile((address,), name, md5)
            for part, (address, name, md5) in kind.split_list.items()
            if part != "extra"
        )
    if hasattr(kind, "tgz_md5"):  # CIFAR, STL-10: an archive
        return (RemoteFile((kind.url,), kind.filename, kind.tgz_md5),)
    if hasattr(kind, "splits"):  # EMNIST
        return (RemoteFile((kind.url,), "gzip.zip", kind.md5),)
    return tuple(
        RemoteFile(tuple(mirror + name for mirror in kind.mirrors), name, md5)
        for name, md5 in kind.resources
    )


def _fetch(file: RemoteFile, folder: Path, report: Report, done: int, total: int) -> int:
    """Have a file in the folder; the bytes that are done then."""
    path = folder / file.name
    if path.is_file() and _md5(path) == file.md5:
        return done + path.stat().st_size
    part = folder / f"{file.name}.part"
    troubles = []
    for address in file.addresses:
        try:
            try:
                size = _fetch_from(address, file, part, report, done, total)
                part.replace(path)
                return done + size
            finally:
                with suppress(FileNotFoundError):
                    part.unlink()
        except (URLError, http.client.HTTPException, ConnectionError, TimeoutError) as error:
            troubles.append(_network_trouble(error))
        except _WrongFileError as error:
            troubles.append(str(error))
    raise DataError(
        tr(
            "{name} could not be downloaded: {troubles}. Try again later, or download it "
            "elsewhere and point Convas at its folder.",
            name=file.name,
            troubles="; ".join(troubles),
        )
    )


class _WrongFileError(Exception):
    """What came is not what was to come."""


def _fetch_from(
    address: str,
    file: RemoteFile,
    part: Path,
    report: Report,
    done: int,
    total: int,
) -> int:
    """Fetch from one address into `part`; the size of the file."""
    checksum = hashlib.md5(usedforsecurity=False)
    size = 0
    with _opened(address) as answer:
        length = int(answer.headers.get("Content-Length") or 0)
        total = max(total, done + length)
        _check_room(part.parent, length)
        with part.open("wb") as to:
            report(done, total)
            while chunk := answer.read(_CHUNK):
                to.write(chunk)
                checksum.update(chunk)
                size += len(chunk)
                report(done + size, total)
    if size < length:
        raise _WrongFileError(
            tr("the connection broke after {size:,} of {length:,} bytes", size=size, length=length)
        )
    if checksum.hexdigest() != file.md5:
        raise _WrongFileError(tr("what came has another checksum than the published file"))
    return size


def _check_room(folder: Path, size: int) -> None:
    free = shutil.disk_usage(folder).free
    if size > free:
        words = tr(
            "{size:,.0f} MB are needed, {free:,.0f} are free", size=size / 1e6, free=free / 1e6
        )
        raise OSError(errno.ENOSPC, words)


def _md5(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, _new_md5).hexdigest()


def _new_md5() -> Any:
    return hashlib.md5(usedforsecurity=False)


def _unpack(folder: Path, archive: str, names: Sequence[str]) -> None:
    """Take the files that are wanted out of an archive, and no others, and then it away."""
    files = OfficialFiles(folder / archive)
    for name in names:
        if find_idx(folder, name):
            continue
        part = folder / f"{name}.part"
        try:
            with files.open(name) as source, part.open("wb") as to:
                _copy(source, to)
            part.replace(folder / name)
        finally:
            with suppress(FileNotFoundError):
                part.unlink()
    files.place.unlink()


def _copy(source: IO[bytes], to: IO[bytes]) -> None:
    shutil.copyfileobj(source, to, _CHUNK)


def _network_trouble(error: Exception) -> str:
    if isinstance(error, HTTPError):
        return tr("the server answered {code} {reason}", code=error.code, reason=error.reason)
    reason = getattr(error, "reason", None) or error
    return tr("the server could not be reached ({reason})", reason=reason)


def _disk_trouble(folder: Path, error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return tr(
            "The disk of {folder} is full ({error}). Make room and try again.",
            folder=folder,
            error=error.strerror,
        )
    return tr(
        "{folder} cannot be written to ({error}).", folder=folder, error=error.strerror or error
    )
