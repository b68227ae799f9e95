"""A folder that the monkey cannot leave: files, programs and networks outside are out of reach."""

from __future__ import annotations

import os
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from app.data.own_images import OwnSet
from app.files.project import Project, save_project
from app.network.gallery import GALLERY
from app.training.recipe import Recipe
from tests.data.pictures import noise, write_folder

_CHANGES = (
    "os.remove",
    "os.rename",
    "os.mkdir",
    "os.rmdir",
    "os.truncate",
    "os.symlink",
    "os.link",
)
_PYTHON = """#!/bin/sh
if mkdir "$0.fails"; then exec sleep 3600; fi
rmdir "$0.fails"
echo 'convas: there is no Python for a monkey' >&2
exit 1
"""
"""What experiments are computed with, for a monkey would start hundreds of them: in turn it goes on
until it is ended, and fails."""


class _Guard:
    """Python's own events: an audit hook cannot be taken away again, so there is one for all."""

    hooked: ClassVar[bool] = False
    inside: ClassVar[Path | None] = None
    escapes: ClassVar[list[str]] = []

    def hook(self) -> None:
        """With the first play, for it costs all tests of the process some time."""
        if not self.hooked:
            _Guard.hooked = True
            sys.addaudithook(self)

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.inside is None:
            return
        if event in ("socket.connect", "socket.getaddrinfo"):
            raise OSError(101, "Network is unreachable")
        if event == "open":
            path, mode, flags = (*arguments, None, None)[:3]
            writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)
            if writes and not isinstance(path, int):
                self._check(event, path, mode)
        elif event in _CHANGES:
            self._check(event, arguments[0], None)

    def _check(self, event: str, path: object, mode: object) -> None:
        assert self.inside is not None
        if not isinstance(path, str | bytes | os.PathLike):
            return
        place = str(Path(os.fsdecode(path)).absolute())
        # Beside its folder are those of other tests, of which one may still be writing the last.
        if (
            not place.startswith((str(self.inside.parent), "/dev/", "/proc/"))
            and "__pycache__" not in place
        ):
            self.escapes.append(f"{event} {place} {mode or ''}")


_guard = _Guard()


class _Browser(QObject):
    """Stands in for the programs that show files and pages."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    @Slot(QUrl)
    def show(self, url: QUrl) -> None:
        self.asked.append(url.toString())


class Cage:
    """`folder` is all there is; `escapes` tells of what was tried outside; `toys` lie about."""

    def __init__(self, folder: Path, browser: _Browser) -> None:
        self.folder = folder
        self.toys = _make_toys(folder / "toys")
        self.dataset = OwnSet(folder / "toys" / "tiny.npz").name
        """A data set so small that training does not keep the machine from the monkey."""
        self._browser = browser

    @property
    def escapes(self) -> list[str]:
        pages = [url for url in self._browser.asked if not url.startswith("file:")]
        return _guard.escapes + pages


@contextmanager
def caged(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cage]:
    """Lock everything up in a folder."""
    for name in ("HOME", "USERPROFILE", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.delenv("CONVAS_DATA", raising=False)
    temporary = folder / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.chdir(folder)
    python = folder / "python"
    python.write_text(_PYTHON)
    python.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(python))
    browser = _Browser()
    schemes = ("file", "http", "https", "mailto")
    for scheme in schemes:
        QDesktopServices.setUrlHandler(scheme, browser, "show")
    cage = Cage(folder, browser)
    _guard.hook()
    _guard.escapes.clear()
    _Guard.inside = folder
    try:
        yield cage
    finally:
        _Guard.inside = None
        for scheme in schemes:
            QDesktopServices.unsetUrlHandler(scheme)


def _make_toys(folder: Path) -> list[Path]:
    """Files to drop and to open, good ones and bad ones."""
    folder.mkdir()
    for entry in GALLERY[:3]:
        save_project(
            folder / f"{entry.name}.convas", Project(entry.build(), Recipe(**entry.recipe))
        )
    (folder / "broken.convas").write_bytes(b"PK not really")
    (folder / "empty.csv").write_text("")
    (folder / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "empty.exercise.json").write_text("{}")
    (folder / "words.txt").write_text("banana")
    noise(40, 30).save(folder / "noise.png")
    Image.new("L", (28, 28), 90).save(folder / "grey.png")
    np.savez(
        folder / "tiny.npz",
        images=np.random.default_rng(0).integers(0, 256, (200, 28, 28), np.uint8),
        labels=np.arange(200) % 10,
    )
    write_folder(folder / "pictures", each=4)
    return sorted(folder.iterdir())


# Loaded now, as in the program: what is imported while the network is cut off would fail.
assert socket.has_ipv6 is not None
