"""Plain PyTorch: `usual`, the loop of its tutorials, and `bare`, the same with all in memory."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator

import numpy as np
import torch
from PIL import Image
from torch import Tensor, nn
from torch.utils.data import DataLoader
from torch.utils.data import Dataset as TorchDataset

from app.data.catalogue import load
from app.torchvision_import import torchvision_part
from app.training.module import build_module
from benchmarks.peers.cases import Case, case_of, images_in_memory
from benchmarks.peers.contender import answer_orders


class PictureFiles(TorchDataset[tuple[Tensor, int]]):
    """Training images as torchvision's own classes serve them: one PIL image at a time."""

    def __init__(self, case: Case) -> None:
        self._train = load(case.dataset).train
        transforms = torchvision_part("transforms")
        channels = self._train.images.shape[1]
        margin = (images_in_memory(case)[0].shape[2] - self._train.images.shape[2]) // 2
        self._transform = transforms.Compose(
            [
                transforms.Pad(margin),
                transforms.ToTensor(),
                transforms.Normalize((0.5,) * channels, (0.5,) * channels),
            ]
        )

    def __len__(self) -> int:
        return len(self._train)

    def __getitem__(self, index: int) -> tuple[Tensor, int]:
        picture = np.ascontiguousarray(self._train.images[index].transpose(1, 2, 0).squeeze())
        return self._transform(Image.fromarray(picture)), int(self._train.labels[index])


def usual_batches(case: Case) -> Iterator[tuple[Tensor, Tensor]]:
    """What a DataLoader gives, epoch after epoch."""
    loader = DataLoader(PictureFiles(case), batch_size=case.batch_size, shuffle=True)
    while True:
        yield from loader


def bare_batches(case: Case) -> Iterator[tuple[Tensor, Tensor]]:
    """Slices of tensors that are ready in memory."""
    images, labels = (torch.from_numpy(each) for each in images_in_memory(case))
    while True:
        for chosen in torch.split(torch.randperm(len(images)), case.batch_size):
            yield images[chosen], labels[chosen]


def steps(case: Case, batches: Iterator[tuple[Tensor, Tensor]]) -> Iterator[None]:
    """The loop of PyTorch's tutorials."""
    module = build_module(case.network, seed=0)
    recipe = case.recipe
    optimizer = torch.optim.SGD(
        module.parameters(), lr=recipe.learning_rate, momentum=recipe.momentum
    )
    loss_of = nn.CrossEntropyLoss()
    module.train()
    for images, labels in batches:
        optimizer.zero_grad()
        loss = loss_of(module(images), labels)
        loss.backward()
        optimizer.step()
        loss.item()
        yield


def main(kind: str, entry: str) -> None:
    case = case_of(entry)
    loop = steps(case, usual_batches(case) if kind == "usual" else bare_batches(case))

    def train(images: int) -> None:
        next(itertools.islice(loop, images // case.batch_size - 1, None))

    answer_orders(train)


if __name__ == "__main__":
    main(*sys.argv[1:])
