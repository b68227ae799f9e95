"""What is pasted or dropped, and why it cannot be looked at where it cannot."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlparse

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage, QPixmap

from app.data.dataset import DataError
from app.data.matrices import parse_matrix
from app.language import tr
from widgets.probe import IMAGE_SUFFIXES

_LONGEST_PATH = 4_096
_PNG = "image/png"
_QT_IMAGE = "application/x-qt-image"
_KINDS = tr("PNG, JPEG, WebP, GIF or BMP")
_HINT = tr("Take a picture, an image file or its path; numbers, in rows, go into the Matrix tab.")
Way = Literal["pasted", "dropped"]


@dataclass(frozen=True, eq=False)
class Incoming:
    """One of these: a file, a picture, numbers in rows, or why it is none of them."""

    path: Path | None = None
    picture: QImage | bytes | None = None
    numbers: str = ""
    refusal: str = ""


def incoming(data: QMimeData, way: Way, *, prefer_numbers: bool = False) -> Incoming:
    """What there is to look at; spreadsheets add a picture to the cells that are copied."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    text = data.text()
    if files:
        return _of_files(files, way)
    if path := _path_in_words(text):
        return Incoming(path=Path(path))
    if prefer_numbers and text.strip():
        return Incoming(numbers=text)
    if data.hasImage():
        return _of_picture(data)
    if _are_numbers(text):
        return Incoming(numbers=text)
    return Incoming(refusal=_refusal(text, way))


def is_for_the_probe(data: QMimeData) -> bool:
    """Whether a drop can be taken, or at least be answered: other files are the window's."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if files:
        return len(files) > 1 or not _is_for_the_window(files[0])
    return data.hasImage() or data.hasText()


def _is_for_the_window(path: Path) -> bool:
    return path.suffix.lower() in (".convas", ".csv", ".npz") or path.is_dir()


def _of_files(files: list[Path], way: Way) -> Incoming:
    if len(files) > 1:
        return Incoming(
            refusal=tr(
                "{files} files were dropped; the probe looks at one picture at a time. "
                "To learn from many, use Train ▸ Data sets.",
                files=len(files),
            )
            if way == "dropped"
            else tr(
                "{files} files were pasted; the probe looks at one picture at a time. "
                "To learn from many, use Train ▸ Data sets.",
                files=len(files),
            )
        )
    path = files[0]
    if path.suffix.lower() not in IMAGE_SUFFIXES:
        return Incoming(
            refusal=tr(
                "{name} is no picture Convas can read. If another program can open "
                "it, save it there as {kinds}.",
                name=path.name,
                kinds=_KINDS,
            )
        )
    return Incoming(path=path)


def _of_picture(data: QMimeData) -> Incoming:
    """The picture; from another program still encoded, to be decoded on another thread."""
    if data.hasFormat(_PNG) and not data.hasFormat(_QT_IMAGE):
        content = bytes(data.data(_PNG).data())
        if content:
            return Incoming(picture=content)
    found = data.imageData()
    image = found.toImage() if isinstance(found, QPixmap) else found  # as our own figures are
    if not isinstance(image, QImage) or image.isNull():
        return Incoming(
            refusal=tr(
                "The picture did not come through from the program it was copied in. Save it "
                "there as a PNG file, and open that."
            )
        )
    return Incoming(picture=image)


def _refusal(text: str, way: Way) -> str:
    words = " ".join(text.split())
    if not words:
        if way == "pasted":
            return tr("There is no picture on the clipboard: it is empty. {hint}", hint=_HINT)
        return tr("Nothing that can be looked at was dropped. {hint}", hint=_HINT)
    if urlparse(words).scheme in ("http", "https"):
        return tr(
            "This is the address of something on the web, which Convas does not fetch. Save the "
            "picture from the browser, and open that file."
        )
    shown = words if len(words) <= 40 else f"{words[:40].rstrip()} …"
    where = (
        tr("There is no picture on the clipboard but")
        if way == "pasted"
        else tr("This is no picture but")
    )
    return tr("{where} text, “{shown}”. {hint}", where=where, shown=shown, hint=_HINT)


def _are_numbers(text: str) -> bool:
    """Whether a text is a matrix; a number or two may be anything."""
    try:
        return parse_matrix(text, 255).size > 3
    except DataError:
        return False


def _path_in_words(text: str) -> str:
    """The path of an image file, or its address, that was copied as words."""
    words = text.strip().strip("\"'")
    if not words or "\n" in words or len(words) > _LONGEST_PATH:
        return ""
    if urlparse(words).scheme in ("http", "https"):
        return ""
    path = unquote(urlparse(words).path) if words.startswith("file:") else words
    return path if Path(path).suffix.lower() in IMAGE_SUFFIXES else ""
