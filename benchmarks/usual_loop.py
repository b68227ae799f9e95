"""The loop of PyTorch's tutorials, with images as torchvision's classes serve them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from PIL import Image
from torch import Tensor, nn
from torch.optim import Optimizer
from torch.utils.data import DataLoader
from torch.utils.data import Dataset as TorchDataset

from app.data.dataset import Split
from app.torchvision_import import torchvision_part

Batch = tuple[Tensor, Tensor]


class PictureFiles(TorchDataset[tuple[Tensor, int]]):
    """Images as torchvision's own classes serve them: one PIL image at a time.

    They are padded to the height that a network takes, and normalised.
    """

    def __init__(self, split: Split, height: int, mean: float, deviation: float) -> None:
        self._split = split
        channels, own_height = split.images.shape[1:3]
        transforms = torchvision_part("transforms")
        self._transform = transforms.Compose(
            [
                transforms.Pad((height - own_height) // 2),
                transforms.ToTensor(),
                transforms.Normalize((mean,) * channels, (deviation,) * channels),
            ]
        )

    def __len__(self) -> int:
        return len(self._split)

    def __getitem__(self, index: int) -> tuple[Tensor, int]:
        picture = np.ascontiguousarray(self._split.images[index].transpose(1, 2, 0).squeeze())
        return self._transform(Image.fromarray(picture)), int(self._split.labels[index])


def epoch_after_epoch(loader: DataLoader[Batch]) -> Iterator[Batch]:
    """What a DataLoader gives, without end."""
    while True:
        yield from loader


def usual_steps(
    module: nn.Module, optimizer: Optimizer, batches: Iterable[Batch]
) -> Iterator[float]:
    """Train on batches of images and labels; each item is the loss of one step."""
    loss_of = nn.CrossEntropyLoss()
    module.train()
    for images, labels in batches:
        optimizer.zero_grad()
        loss = loss_of(module(images), labels)
        loss.backward()
        optimizer.step()
        yield loss.item()
