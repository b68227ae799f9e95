"""The loss and accuracy of training steps, which stay on the device until they are read."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor


class StepFigures(NamedTuple):
    """What a batch came to: its mean loss, and how many of its images were right."""

    loss: float
    correct: int
    images: int


class UnreadFigures:
    """Those of the steps since the last reading: a graphics processor is waited for at each."""

    def __init__(self) -> None:
        self._unread: list[tuple[Tensor, Tensor, int]] = []

    def __len__(self) -> int:
        return len(self._unread)

    def add(self, loss: Tensor, logits: Tensor, labels: Tensor) -> None:
        """Note a step: its mean loss, and the logits N×classes for labels N."""
        correct = (logits.argmax(dim=1) == labels).sum()
        self._unread.append((loss.detach(), correct, len(labels)))

    def read(self) -> list[StepFigures]:
        """The steps since the last time, in their order; the device is waited for."""
        unread, self._unread = self._unread, []
        if not unread:
            return []
        losses = torch.stack([loss for loss, _, _ in unread]).tolist()
        corrects = torch.stack([correct for _, correct, _ in unread]).tolist()
        images = [images for _, _, images in unread]
        return list(map(StepFigures, losses, corrects, images))
