"""Preprocessing on a device: what was fitted to numpy arrays, applied to batches of bytes."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from app.data.fitted_preprocessing import Preprocessing
from app.data.preprocessing import PixelScale
from app.data.whitening import Whitening


class Pixels:
    """Makes of bytes what a network takes in; the result is that of the preprocessing's `apply`.

    Bytes are turned into floats, multiplied and shifted in one go; only between augmentation and
    preprocessing are they numbers from 0 to 1.
    """

    def __init__(
        self, fitted: Preprocessing, device: torch.device, memory_format: torch.memory_format
    ) -> None:
        self._memory_format = memory_format
        mean = np.array(fitted.mean, np.float32)
        std = np.ones(len(mean), np.float32)
        if isinstance(fitted, PixelScale):
            std = np.array(fitted.std, np.float32)
            mean /= std
        self._of_bytes = _per_channel(1 / (255 * std), device)
        self._of_units = _per_channel(1 / std, device)
        self._shift = _per_channel(mean, device)
        self._matrix: Tensor | None = None
        if isinstance(fitted, Whitening):
            self._matrix = torch.from_numpy(fitted.matrix.T.copy()).to(device)

    def of_bytes(self, images: Tensor) -> Tensor:
        """Float images, preprocessed, of bytes N×C×H×W."""
        floats = images.to(torch.float32, memory_format=self._memory_format)
        return self._whitened(floats.mul_(self._of_bytes).sub_(self._shift))

    def of_units(self, images: Tensor) -> Tensor:
        """The same of floats from 0 to 1, which are changed in place."""
        floats = images.mul_(self._of_units).sub_(self._shift)
        return self._whitened(floats.to(memory_format=self._memory_format))

    def _whitened(self, images: Tensor) -> Tensor:
        if self._matrix is None:
            return images
        flat = images.reshape(len(images), -1) @ self._matrix
        return flat.view(images.shape).to(memory_format=self._memory_format)


def units(images: Tensor) -> Tensor:
    """Bytes as new floats from 0 to 1."""
    return images.to(torch.float32).mul_(1 / 255)


def _per_channel(values: np.ndarray, device: torch.device) -> Tensor:
    """C numbers as C×1×1, and C×H×W as they are."""
    tensor = torch.from_numpy(values).to(device)
    return tensor.reshape(-1, 1, 1) if tensor.ndim == 1 else tensor
