"""A user's own picture as something a network can look at."""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from app.data.dataset import DataError, Images
from app.data.preprocessing import Shape, fit_images, pads
from app.language import figures, tr

IMAGE_FORMATS = (
    "PNG",
    "JPEG",
    "WEBP",
    "GIF",
    "BMP",
)  # all decoded by Pillow itself, none a program
# What Pillow only warns of is refused below. For good: `warnings.catch_warnings` is no help to
# threads that decode at once, as each puts back the filters that another had put aside.
warnings.filterwarnings("ignore", module=r"PIL\.")

_MOST_BYTES = 256 << 20
_MOST_PIXELS = 120_000_000
"""Of a picture as it is decoded; a JPEG of many more is decoded at a half to an eighth of it."""
_ENOUGH = 2
"""Times the Input's size at which a JPEG is decoded at least, so that scaling can still average."""
_COARSE = 3
"""Times the wanted size to which pixels are averaged in blocks before the last scaling."""
_BAND = 1 << 20
"""Pixels that are averaged at once."""
_UPRIGHT = 1
_ORIENTATION = 0x0112
Size = tuple[int, int]
"""Width and height."""
Box = tuple[int, int, int, int]
"""Left, top, right and bottom."""


@dataclass(frozen=True, eq=False)
class OwnPicture:
    """A picture as a network can look at it, C×H×W, and in words what had to be done to it."""

    image: Images
    done: str


def read_image(path: Path | str, input_shape: Shape) -> Images:
    """The picture in a file as C×H×W for a network's Input; what `read_picture` makes of it."""
    return read_picture(Path(path), input_shape).image


def read_picture(source: Path | bytes, input_shape: Shape) -> OwnPicture:
    """The picture in a file, or in what a file would hold, for a network's Input.

    Turned upright, on white where it is transparent, cut around its middle to the Input's
    proportions, then fitted as `fit_images` does. Raises DataError with a sentence for a file
    that is missing, too large, damaged or no picture, and for an Input without 1 or 3 channels.
    """
    mode = _mode(input_shape)
    side = _ENOUGH * max(input_shape[1:])
    with _opened(source, (side, side)) as (picture, told):
        return _fitted(picture, mode, input_shape, told)


def fit_pixels(pixels: NDArray[np.uint8], input_shape: Shape) -> OwnPicture:
    """A picture H×W×4 (red, green, blue, opacity), as it is pasted, as C×H×W like a file's.

    Raises DataError with a sentence for one that is too large, and for an Input without 1 or 3
    channels.
    """
    mode = _mode(input_shape)
    height, width, _ = pixels.shape
    if height * width > _MOST_PIXELS:
        raise _too_many_pixels(tr("The picture"), (width, height))
    picture = Image.fromarray(pixels)
    return _fitted(picture, mode, input_shape, [_size_words(picture.size)])


def decoded(path: Path, mode: str, at_least: Size | None = None) -> Image.Image:
    """The picture in a file as "L" or "RGB", upright, on white where it is transparent.

    Where (width, height) `at_least` are enough, a large JPEG is decoded smaller, which is much
    faster. Raises DataError with a sentence for a file that is missing, too large or no picture.
    """
    with _opened(path, at_least) as (picture, _told):
        return _in_mode(picture, mode)


@contextmanager
def _opened(source: Path | bytes, at_least: Size | None) -> Iterator[tuple[Image.Image, list[str]]]:
    """The picture upright, as it is stored, and what is to be said of it; DataError in words."""
    name = source.name if isinstance(source, Path) else tr("The picture")
    try:
        size = source.stat().st_size if isinstance(source, Path) else len(source)
        if not size:
            raise DataError(
                tr("{name} is empty. Copy it again from where it came from.", name=name)
            )
        if size > _MOST_BYTES:
            raise DataError(
                tr(
                    "{name} is larger than {most_bytes} MB; make it smaller.",
                    name=name,
                    most_bytes=_MOST_BYTES >> 20,
                )
            )
        file = source if isinstance(source, Path) else BytesIO(source)
        with Image.open(file, formats=IMAGE_FORMATS) as picture:
            whole = picture.size
            if at_least:
                picture.draft(None, at_least)
            if picture.width * picture.height > _MOST_PIXELS:
                raise _too_many_pixels(name, whole)
            told = _told(picture, whole)
            ImageOps.exif_transpose(picture, in_place=True)
            picture.load()
            yield picture, told
    except FileNotFoundError as error:
        raise DataError(tr("There is no file {source!s}.", source=source)) from error
    except Image.DecompressionBombError as error:
        raise _too_many_pixels(name, None) from error
    except UnidentifiedImageError as error:
        kinds = ", ".join(IMAGE_FORMATS)
        raise DataError(
            tr(
                "{name} is not a picture Convas can read ({kinds}). If another "
                "program can, save it there as PNG.",
                name=name,
                kinds=kinds,
            )
        ) from error
    except DataError:
        raise
    except MemoryError as error:
        raise DataError(
            tr("There is not enough memory for {name}; make it smaller.", name=name)
        ) from error
    except Exception as error:  # decoders raise many kinds on damaged files, and no list is whole
        raise DataError(
            tr(
                "{name} cannot be read: {error}. It is damaged or cut short; copy it "
                "again from where it came from.",
                name=name,
                error=error,
            )
        ) from error


def _mode(input_shape: Shape) -> str:
    if input_shape[0] not in (1, 3):
        raise DataError(
            tr(
                "A picture gives 1 or 3 channels, the network's input has "
                "{input_shape}. Set the Input's channels to 1 for grey or 3 for "
                "colour, and choose data to match.",
                input_shape=input_shape[0],
            )
        )
    return "L" if input_shape[0] == 1 else "RGB"


def _told(picture: Image.Image, whole: Size) -> list[str]:
    """What there is to be said of a file, as it is stored: "4,000×3,000 pixels", "CMYK"."""
    told = [_size_words(whole)]
    if picture.size != whole:
        told.append(tr("decoded at {by}", by=_by(picture.size)))
    if picture.getexif().get(_ORIENTATION, _UPRIGHT) != _UPRIGHT:
        told.append(tr("turned upright"))
    frames = getattr(picture, "n_frames", 1)
    if frames > 1:
        told.append(tr("the first of {frames:,} frames", frames=frames))
    return told


def _fitted(picture: Image.Image, mode: str, input_shape: Shape, told: list[str]) -> OwnPicture:
    channels, height, width = input_shape
    stored, box = picture.mode, _middle(picture.size, width / height)
    size = (box[2] - box[0], box[3] - box[1])
    if size != picture.size:
        told.append(tr("cut around its middle to {by}", by=_by(size)))
    if size[0] > width and size[1] > height:
        told.append(tr("scaled down to {width}×{height}", width=width, height=height))
        part = _shrunk(picture, box, (width, height))
    else:
        part = picture.crop(box)
        if size != (width, height):
            told.append(_growth_words(size, (width, height)))
    told.extend(_colour_words(part, stored, mode))
    part = _in_mode(part, mode)
    pixels = np.asarray(part).reshape(part.height, part.width, channels)
    image: Images = np.ascontiguousarray(pixels.transpose(2, 0, 1))
    fitted: Images = fit_images(image[np.newaxis], input_shape)[0]
    return OwnPicture(fitted, f"{', '.join(told)}.")


def _shrunk(picture: Image.Image, box: Box, size: Size) -> Image.Image:
    """A part averaged down, in the colours it has; those of a palette have no mean."""
    if picture.mode in ("P", "PA", "1"):
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    elif picture.mode.startswith("I"):
        picture = _eight_bits(picture)
    elif picture.mode in ("L", "RGB") and picture.has_transparency_data:
        picture = picture.convert("RGBA")  # one colour stands for nothing there
    left, top, right, bottom = box
    times = min((right - left) // size[0], (bottom - top) // size[1]) // _COARSE
    part = picture.crop(box) if times < 2 else _averaged(picture, box, times)
    return part.resize(size, Image.Resampling.BILINEAR)


def _averaged(picture: Image.Image, box: Box, times: int) -> Image.Image:
    """A part at so many times fewer pixels each way, which are means.

    It is made in bands, since Pillow keeps all other threads waiting for each of them.
    """
    left, top, right, bottom = box
    rows = max(1, _BAND // ((right - left) * times)) * times
    weighted = {"RGBA": "RGBa", "LA": "La"}.get(picture.mode, picture.mode)
    size = (math.ceil((right - left) / times), math.ceil((bottom - top) / times))
    whole = Image.new(weighted, size)
    for row in range(top, bottom, rows):
        band = picture.crop((left, row, right, min(row + rows, bottom)))
        whole.paste(band.convert(weighted).reduce(times), (0, (row - top) // times))
    return whole.convert(picture.mode)


def _growth_words(before: Size, after: Size) -> str:
    if pads(before[::-1], after[::-1]):
        return tr("padded with black to {by}", by=_by(after))
    return tr("scaled to {by}", by=_by(after))


def _colour_words(part: Image.Image, stored: str, mode: str) -> list[str]:
    """What is done to colours: "16 bits reduced to 8", "made grey"."""
    told = []
    if stored.startswith("I"):
        told.append(tr("16 bits a pixel reduced to 8"))
    if stored == "CMYK":
        told.append(tr("CMYK inks turned into screen colours"))
    if part.has_transparency_data and np.asarray(part.convert("RGBA"))[..., 3].min() < 255:
        told.append(tr("white where it is transparent"))
    is_grey = stored in ("1", "L", "LA", "La") or stored.startswith("I")
    if mode == "L" and not is_grey:
        told.append(tr("made grey"))
    elif mode == "RGB" and is_grey:
        told.append(tr("grey copied into 3 channels"))
    return told


def _too_many_pixels(name: str, size: Size | None) -> DataError:
    has = tr("is {by}", by=_by(size)) if size else tr("claims very many pixels")
    return DataError(
        tr(
            "{name} {has}: more than {most_pixels} million pixels are not decoded. "
            "Make it smaller, or save it as JPEG, which can be read at reduced size.",
            name=name,
            has=has,
            most_pixels=_MOST_PIXELS // 1000000,
        )
    )


def _size_words(size: Size) -> str:
    return tr("1 pixel") if size == (1, 1) else tr("{by} pixels", by=_by(size))


def _by(size: Size) -> str:
    return figures(f"{size[0]:,}×{size[1]:,}")


def _in_mode(picture: Image.Image, mode: str) -> Image.Image:
    if picture.mode.startswith("I"):
        return _eight_bits(picture).convert(mode)
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture)
    return picture.convert(mode)


def _eight_bits(picture: Image.Image) -> Image.Image:
    """A grey picture of 16 bits a pixel with 8."""
    return Image.fromarray((np.asarray(picture).astype(np.uint32) >> 8).astype(np.uint8))


def cut(picture: Image.Image, proportion: float) -> Image.Image:
    """The largest middle part whose width is `proportion` times its height."""
    return picture.crop(_middle(picture.size, proportion))


def _middle(size: Size, proportion: float) -> Box:
    whole_width, whole_height = size
    width = max(1, min(whole_width, round(whole_height * proportion)))
    height = max(1, min(whole_height, round(whole_width / proportion)))
    left, top = (whole_width - width) // 2, (whole_height - height) // 2
    return left, top, left + width, top + height
