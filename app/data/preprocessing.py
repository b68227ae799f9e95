"""From stored images to what a network takes in: its shape, then its scale."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.data.dataset import DataError, Images
from app.data.statistics import image_mean_std
from app.language import tr

Shape = tuple[int, int, int]
"""(channels, height, width)."""

_MOST_PADDING = 8  # pixels of height or width; beyond, the picture would be lost in its frame
_CHUNK = 1 << 22  # pixels turned into floats in one go


def fit_images(images: Images, input_shape: Shape) -> Images:
    """Images N×C×H×W in the (C, H, W) of a network's Input; the same array if they are already.

    Grey is copied into three channels; colour becomes grey by its ITU-R 601 luma. Where height
    and width are to grow by at most 8 pixels, black is laid around (as LeCun et al., 1998, did
    with 28×28 digits); otherwise the image is resized, bilinear where it grows and averaged over
    the shrunken area where it shrinks. Raises DataError for other numbers of channels.
    """
    _, channels, height, width = images.shape
    _check_fit((channels, height, width), input_shape)
    if channels == 3 and input_shape[0] == 1:
        images = _luma(images)
    if pads((height, width), input_shape[1:]):
        images = _padded(images, *input_shape[1:])
    elif (height, width) != input_shape[1:]:
        images = _resized(images, *input_shape[1:])
    if channels == 1 and input_shape[0] == 3:
        images = np.repeat(images, 3, axis=1)
    return images


def describe_fit(image_shape: Shape, input_shape: Shape) -> str:
    """What `fit_images` does to images of a shape: "padded from 28×28 to 32×32"; "" if nothing.

    Raises DataError where `fit_images` does.
    """
    _check_fit(image_shape, input_shape)
    steps = []
    if image_shape[0] < input_shape[0]:
        steps.append(tr("grey copied into 3 channels"))
    elif image_shape[0] > input_shape[0]:
        steps.append(tr("colours turned into grey"))
    before, after = image_shape[1:], input_shape[1:]
    if before != after:
        way = tr("padded") if pads(before, after) else tr("resized")
        steps.append(
            tr(
                "{way} from {before}×{before2} to {after}×{after2}",
                way=way,
                before=before[0],
                before2=before[1],
                after=after[0],
                after2=after[1],
            )
        )
    return ", ".join(steps)


def _check_fit(image_shape: Shape, input_shape: Shape) -> None:
    if min(image_shape) < 1 or min(input_shape) < 1:
        raise DataError(tr("Images and the network's input must have at least one pixel."))
    here, wanted = image_shape[0], input_shape[0]
    if here != wanted and {here, wanted} != {1, 3}:
        raise DataError(
            tr(
                "Images with {channels} do not fit an input with {channels2}; set "
                "the Input's channels to {here}.",
                channels=_channels(here),
                channels2=_channels(wanted),
                here=here,
            )
        )


def _channels(count: int) -> str:
    return tr("1 channel") if count == 1 else tr("{count} channels", count=count)


def pads(before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether images go from one (height, width) to another by padding; else they are resized."""
    growth = [new - old for old, new in zip(before, after, strict=True)]
    return min(growth) >= 0 and 0 < max(growth) <= _MOST_PADDING


def _luma(images: Images) -> Images:
    """0.299 R + 0.587 G + 0.114 B, in the 16-bit fixed point that Pillow uses, too."""
    grey = np.full((len(images), *images.shape[2:]), 1 << 15, np.uint32)
    for channel, weight in enumerate((19595, 38470, 7471)):
        grey += np.multiply(images[:, channel], weight, dtype=np.uint32)
    return (grey >> 16).astype(np.uint8)[:, np.newaxis]


def _padded(images: Images, height: int, width: int) -> Images:
    number, channels, old_height, old_width = images.shape
    top, left = (height - old_height) // 2, (width - old_width) // 2
    framed = np.zeros((number, channels, height, width), np.uint8)
    framed[:, :, top : top + old_height, left : left + old_width] = images
    return framed


def _resized(images: Images, height: int, width: int) -> Images:
    number, channels, old_height, old_width = images.shape
    rows = _resampling(old_height, height)
    columns = _resampling(old_width, width).T
    result = np.empty((number, channels, height, width), np.uint8)
    step = max(1, _CHUNK // (channels * max(old_height, height) * max(old_width, width)))
    for start in range(0, number, step):
        part = images[start : start + step].astype(np.float32)
        result[start : start + step] = np.rint(np.matmul(rows, part @ columns))
    return result


def _resampling(old: int, new: int) -> NDArray[np.float32]:
    """How much each of `old` pixels gives to each of `new` in a row of pixels: new×old.

    A triangle around each new pixel's middle, as wide as two pixels of the coarser of the grids.
    """
    scale = old / new
    middles = (np.arange(new) + 0.5) * scale - 0.5
    away = np.abs(np.arange(old) - middles[:, np.newaxis]) / max(scale, 1.0)
    weights = np.maximum(1.0 - away, 0.0)
    return np.asarray(weights / weights.sum(axis=1, keepdims=True), np.float32)


@dataclass(frozen=True)
class PixelScale:
    """Zero-centres and normalises each channel: mean and standard deviation on the 0..1 scale."""

    mean: tuple[float, ...]
    std: tuple[float, ...]

    def apply(self, images: Images) -> NDArray[np.float32]:
        """(pixel/255 − mean)/std per channel, N×C×H×W; DataError for other channels."""
        mean, std = self._per_channel(images)
        scaled = images.astype(np.float32)
        scaled *= 1 / (255 * std)
        scaled -= mean / std
        return scaled

    def invert(self, scaled: NDArray[np.float32]) -> Images:
        """The images that `apply` made `scaled` (N×C×H×W) from."""
        mean, std = self._per_channel(scaled)
        levels = np.rint(np.clip((scaled * std + mean) * 255, 0, 255))
        return np.asarray(levels, np.uint8)

    def _per_channel(
        self, images: NDArray[np.uint8] | NDArray[np.float32]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        if images.shape[1] != len(self.mean):
            raise DataError(
                tr(
                    "The scale is for {channels}, the images have {channels2}.",
                    channels=_channels(len(self.mean)),
                    channels2=_channels(images.shape[1]),
                )
            )
        mean, std = (np.array(values, np.float32) for values in (self.mean, self.std))
        return mean.reshape(-1, 1, 1), std.reshape(-1, 1, 1)


def fit_pixel_scale(images: Images) -> PixelScale:
    """The scale that gives every channel of these training images mean 0 and deviation 1.

    A channel without any contrast keeps its scale (deviation taken as 1). DataError if empty.
    """
    mean, std = image_mean_std(images)
    return PixelScale(mean, tuple(deviation or 1.0 for deviation in std))
