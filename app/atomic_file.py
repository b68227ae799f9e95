"""Writing a file so that a crash, a full disk or a kill leaves the old one or the new one whole."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


@contextmanager
def atomic_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write into that takes the place of `path` when the block ends without an error.

    Until then it lies beside `path` under another name (the same disk, so that the exchange is
    one step), and on an error it is removed again and `path` is as it was. A link is followed;
    an old file's permissions are kept. Raises OSError where the folder cannot be written to or the
    disk is full. ::

        with atomic_file(path) as file:
            file.write(data)
    """
    path = path.resolve()
    part = path.with_name(f".convas-{secrets.token_hex(8)}.part")
    try:
        with part.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, part)
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the exchange itself last through a power cut, where the system offers that."""
    if os.name == "posix":
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
