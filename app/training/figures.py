"""The loss and accuracy of training steps, which stay on the device until they are read."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor

from app.training.replicas import Replicas


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

    def add(self, loss: Tensor, logits: Tensor, labels: Tensor, total: int) -> None:
        """Note a step: the mean loss of a share, and its logits N×classes for labels N.

        The whole batch has `total` images.
        """
        correct = (logits.argmax(dim=1) == labels).sum()
        self._unread.append((loss.detach(), correct, total))

    def read(self, replicas: Replicas) -> list[StepFigures]:
        """The steps since the last time, in their order; device and processes are waited for."""
        unread, self._unread = self._unread, []
        if not unread:
            return []
        losses = torch.stack([loss for loss, _, _ in unread]).tolist()
        corrects = torch.stack([correct for _, correct, _ in unread]).tolist()
        totals = [total for _, _, total in unread]
        if replicas.several:
            losses, corrects = _of_whole_batches(losses, corrects, totals, replicas)
        return list(map(StepFigures, losses, corrects, totals))


def _of_whole_batches(
    losses: list[float], corrects: list[int], totals: list[int], replicas: Replicas
) -> tuple[list[float], list[int]]:
    """The mean losses and counts of whole batches, from those of this process's shares."""
    shares = [replicas.share.of(total) for total in totals]
    lengths = [share.stop - share.start for share in shares]
    sums = [loss * length for loss, length in zip(losses, lengths, strict=True)]
    right = [correct * (length > 0) for correct, length in zip(corrects, lengths, strict=True)]
    added = replicas.read_sums([*sums, *right])
    losses = [total / images for total, images in zip(added, totals, strict=False)]
    return losses, [round(count) for count in added[len(totals) :]]
