"""The files of a published data set by name: in a folder, plain or gzipped, or in its archive."""

from __future__ import annotations

import gzip
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, cast

from app.data.dataset import DataError
from app.data.idx import find_idx
from app.language import tr

UNREADABLE = (
    OSError,
    EOFError,
    RuntimeError,  # encrypted
    NotImplementedError,  # packed in an unknown way
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
)
"""What reading a damaged file may raise."""


@dataclass(frozen=True)
class OfficialFiles:
    """The files in a folder, or in a .tar.gz or .zip, whatever folder they have in there."""

    place: Path

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """The content of a file; DataError where it is missing or cannot be read."""
        try:
            if self.place.suffix == ".zip":
                with _in_zip(self.place, name) as file:
                    yield file
            elif self.place.suffix == ".gz":
                with _in_tar(self.place, name) as file:
                    yield file
            else:
                with _in_folder(self.place, name) as file:
                    yield file
        except UNREADABLE as error:
            raise DataError(
                tr(
                    "{name} in {place} cannot be read ({error})",
                    name=name,
                    place=self.place,
                    error=error,
                )
            ) from error

    def read(self, name: str, most: int) -> bytes:
        """A whole file of `most` bytes at most, else DataError."""
        with self.open(name) as file:
            content = file.read(most + 1)
        if len(content) > most:
            raise DataError(
                tr(
                    "{name} in {place} has more than {most:,} bytes",
                    name=name,
                    place=self.place,
                    most=most,
                )
            )
        return content


@contextmanager
def _in_folder(folder: Path, name: str) -> Iterator[IO[bytes]]:
    path = find_idx(folder, name)
    if path is None:
        raise DataError(tr("{name} is missing in {folder}", name=name, folder=folder))
    with path.open("rb") as file:
        if path.name == name:
            yield file
        else:
            with gzip.open(file) as unpacked:
                yield cast(IO[bytes], unpacked)


@contextmanager
def _in_zip(path: Path, name: str) -> Iterator[IO[bytes]]:
    with zipfile.ZipFile(path) as archive:
        for member in archive.namelist():
            found = PurePosixPath(member).name
            if found in (name, f"{name}.gz"):
                with archive.open(member) as file:
                    if found == name:
                        yield file
                    else:
                        with gzip.open(file) as unpacked:
                            yield cast(IO[bytes], unpacked)
                return
    raise DataError(tr("{name} is missing in {path}", name=name, path=path))


@contextmanager
def _in_tar(path: Path, name: str) -> Iterator[IO[bytes]]:
    with tarfile.open(path, "r:gz") as archive:
        for member in archive:
            if PurePosixPath(member.name).name == name and (file := archive.extractfile(member)):
                with file:
                    yield file
                return
    raise DataError(tr("{name} is missing in {path}", name=name, path=path))
