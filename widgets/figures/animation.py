"""Pictures in a row, written as numbered files or as one animation.

All of it is for a thread of its own: many frames take seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Literal, Protocol

from PIL import Image
from PySide6.QtGui import QImage

from app.atomic_file import atomic_file
from app.data.progress import Report
from app.new_folder import new_folder
from widgets.panels.curve_export import png_bytes

Animation = Literal["gif", "png"]

_COLOURS = 256
_LINGER = 4
"""So many times as long as the others stays the last picture."""


class Frames(Protocol):
    """Pictures of one size and of QImage.Format_RGB888, each painted when it is asked for."""

    def __len__(self) -> int: ...

    def __getitem__(self, number: int, /) -> QImage: ...


def write_pictures(frames: Frames, folder: Path, name: str, report: Report) -> Path:
    """A numbered PNG for each frame in a new folder within `folder`, which is returned.

    Nothing is left where the work is called off or the disk does not take it (OSError).
    """
    new = new_folder(folder, name, "-{}")
    digits = max(3, len(str(len(frames))))
    written: list[Path] = []
    try:
        for number in range(len(frames)):
            report(number, len(frames))
            path = new / f"{name}-{number + 1:0{digits}}.png"
            with atomic_file(path) as file:
                file.write(png_bytes(frames[number]))
            written.append(path)
    except BaseException:
        with suppress(OSError):
            for path in written:
                path.unlink()
            new.rmdir()
        raise
    return new


def write_animation(
    frames: Frames, path: Path, form: Animation, milliseconds: int, report: Report
) -> None:
    """One file that shows the frames in turn, over and over; the last one stays a little.

    OSError where the disk does not take it; the file is then as it was.
    """
    colours = _common_colours(frames) if form == "gif" else None
    pictures = _Pictures(frames, colours, report)
    durations = [milliseconds] * (len(frames) - 1) + [_LINGER * milliseconds]
    with atomic_file(path) as file:
        pictures.of(0).save(
            file,
            format=form.upper(),
            save_all=True,
            append_images=pictures,
            duration=durations if len(durations) > 1 else durations[0],
            loop=0,
        )


_PLAIN = Image.Dither.NONE


class _Pictures:
    """All frames but the first, made when Pillow asks; of a PNG it looks at all of them twice."""

    def __init__(self, frames: Frames, colours: Image.Image | None, report: Report) -> None:
        self._frames, self._colours = frames, colours
        self._report, self._made = report, 0
        self._in_all = (len(frames) - 1) * (1 if colours else 2)

    def __iter__(self) -> Iterator[Image.Image]:
        for number in range(1, len(self._frames)):
            self._report(min(self._made, self._in_all), self._in_all)
            self._made += 1
            yield self.of(number)

    def of(self, number: int) -> Image.Image:
        picture = _as_pillow(self._frames[number])
        if self._colours is None:
            return picture
        return picture.quantize(palette=self._colours, dither=_PLAIN)


def _common_colours(frames: Frames) -> Image.Image:
    """The colours of all frames of a GIF, so that a value looks alike in each of them."""
    last = len(frames) - 1
    some = [_as_pillow(frames[at]) for at in sorted({0, last // 3, 2 * last // 3, last})]
    width, height = some[0].size
    strip = Image.new("RGB", (width, height * len(some)))
    for place, picture in enumerate(some):
        strip.paste(picture, (0, place * height))
    return strip.quantize(_COLOURS, dither=_PLAIN)


def _as_pillow(image: QImage) -> Image.Image:
    size = (image.width(), image.height())
    return Image.frombuffer(
        "RGB", size, bytes(image.constBits()), "raw", "RGB", image.bytesPerLine(), 1
    )
