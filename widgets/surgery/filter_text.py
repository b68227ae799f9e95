"""A filter as text, for the clipboard, CSV files and spreadsheets."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from app.language import tr
from app.network.kernels import fitted, kernel_from_text

Floats = NDArray[np.float32]


def filter_text(weights: Floats) -> str:
    """Rows of numbers apart by tabs, an empty line between channels; float32 to the last bit.

    `weights` are in×kH×kW, in×k or in; of the last two, each channel is one row.
    """
    return _written(weights, "\t")


def filter_csv(weights: Floats) -> str:
    """The same apart by commas."""
    return _written(weights, ",")


def _written(weights: Floats, between: str) -> str:
    channels = weights.reshape(len(weights), -1, weights.shape[-1] if weights.ndim > 1 else 1)
    return (
        "\n\n".join(
            "\n".join(between.join(f"{float(value):.9g}" for value in row) for row in channel)
            for channel in channels
        )
        + "\n"
    )


def filter_from_text(text: str, shape: tuple[int, ...]) -> Floats:
    """Weights of that shape: channels with an empty line between, or one kernel for all of them.

    One kernel is put in the middle and looks at the mean of the channels. Raises ValueError, with
    words, for what does not fit.
    """
    parts = [part for part in re.split(r"\n\s*\n", text.strip()) if part.strip()]
    if not parts:
        raise ValueError(tr("there are no numbers on the clipboard"))
    kernels = [kernel_from_text(part) for part in parts]
    if len(kernels) not in (1, shape[0]):
        raise ValueError(
            tr(
                "it has {kernels} channels, and the filter {shape}",
                kernels=len(kernels),
                shape=shape[0],
            )
        )
    size = (shape[1], shape[2]) if len(shape) == 3 else (1, shape[1] if len(shape) == 2 else 1)
    put = np.array([fitted(kernel, size) for kernel in kernels], np.float32)
    if len(put) < shape[0]:
        put = np.repeat(put, shape[0], axis=0) / np.float32(shape[0])
    return put.reshape(shape)
