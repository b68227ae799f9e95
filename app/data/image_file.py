"""A user's own picture as something a network can look at."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from app.data.dataset import DataError, Images
from app.data.preprocessing import Shape, fit_images

IMAGE_FORMATS = (
    "PNG",
    "JPEG",
    "WEBP",
    "GIF",
    "BMP",
)  # all decoded by Pillow itself, none a program
_MOST_BYTES = 64 << 20
_MOST_PIXELS = 50_000_000


def read_image(path: Path | str, input_shape: Shape) -> Images:
    """The picture in a file as C×H×W for a network's Input.

    Turned upright, on white where it is transparent, cut around its middle to the Input's
    proportions, then fitted as `fit_images` does. Raises DataError with a sentence for a file
    that is missing, too large, damaged or no picture, and for an Input without 1 or 3 channels.
    """
    return _fitted(decoded(Path(path), _mode(input_shape)), input_shape)


def fit_pixels(pixels: NDArray[np.uint8], input_shape: Shape) -> Images:
    """A picture H×W×4 (red, green, blue, opacity), as it is pasted, as C×H×W like a file's.

    Raises DataError with a sentence for one that is too large, and for an Input without 1 or 3
    channels.
    """
    mode = _mode(input_shape)
    height, width, _ = pixels.shape
    if height * width > _MOST_PIXELS:
        raise _too_many_pixels("The picture")
    return _fitted(_in_mode(Image.fromarray(pixels), mode), input_shape)


def _mode(input_shape: Shape) -> str:
    if input_shape[0] not in (1, 3):
        raise DataError(
            f"A picture gives 1 or 3 channels, the network's input has {input_shape[0]}."
        )
    return "L" if input_shape[0] == 1 else "RGB"


def _fitted(picture: Image.Image, input_shape: Shape) -> Images:
    channels, height, width = input_shape
    picture = cut(picture, width / height)
    if picture.width > width and picture.height > height:
        picture = picture.resize((width, height), Image.Resampling.BILINEAR, reducing_gap=3.0)
    pixels = np.asarray(picture).reshape(picture.height, picture.width, channels)
    image: Images = np.ascontiguousarray(pixels.transpose(2, 0, 1))
    fitted: Images = fit_images(image[np.newaxis], input_shape)[0]
    return fitted


def decoded(path: Path, mode: str, at_least: tuple[int, int] | None = None) -> Image.Image:
    """The picture in a file as "L" or "RGB", upright, on white where it is transparent.

    Where (width, height) `at_least` are enough, a large JPEG is decoded smaller, which is much
    faster. Raises DataError with a sentence for a file that is missing, too large or no picture.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise DataError(f"{path.name} is larger than {_MOST_BYTES >> 20} MB; make it smaller.")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Pillow would only warn of is refused below
            with Image.open(path, formats=IMAGE_FORMATS) as picture:
                if picture.width * picture.height > _MOST_PIXELS:
                    raise _too_many_pixels(path.name)
                if at_least:
                    picture.draft(None, at_least)
                return _in_mode(ImageOps.exif_transpose(picture), mode)
    except FileNotFoundError as error:
        raise DataError(f"There is no file {path}.") from error
    except Image.DecompressionBombError as error:
        raise _too_many_pixels(path.name) from error
    except UnidentifiedImageError as error:
        kinds = ", ".join(IMAGE_FORMATS)
        raise DataError(f"{path.name} is not a picture Convas can read ({kinds}).") from error
    except DataError:
        raise
    except Exception as error:  # decoders raise many kinds on damaged files, and no list is whole
        raise DataError(f"{path.name} cannot be read: {error}. Is it damaged?") from error


def _too_many_pixels(name: str) -> DataError:
    return DataError(
        f"{name} has more than {_MOST_PIXELS // 1_000_000} million pixels; make it smaller."
    )


def _in_mode(picture: Image.Image, mode: str) -> Image.Image:
    if picture.mode.startswith("I"):  # 16 bits a pixel
        levels = (np.asarray(picture).astype(np.uint32) >> 8).astype(np.uint8)
        return Image.fromarray(levels).convert(mode)
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture)
    return picture.convert(mode)


def cut(picture: Image.Image, proportion: float) -> Image.Image:
    """The largest middle part whose width is `proportion` times its height."""
    width = max(1, min(picture.width, round(picture.height * proportion)))
    height = max(1, min(picture.height, round(picture.width / proportion)))
    left, top = (picture.width - width) // 2, (picture.height - height) // 2
    return picture.crop((left, top, left + width, top + height))
