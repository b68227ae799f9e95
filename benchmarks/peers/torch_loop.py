"""Plain PyTorch: `usual`, the loop of its tutorials, and `bare`, the same with all in memory.

As Convas does, both classify the validation images after each epoch.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterable, Iterator

import torch
from torch import nn
from torch.utils.data import DataLoader

from app.data.catalogue import load
from app.data.dataset import Split
from app.training.module import build_module
from benchmarks.contender import answer_orders
from benchmarks.peers.cases import Case, case_of, images_in_memory
from benchmarks.usual_loop import Batch, PictureFiles, usual_steps


class UsualBatches:
    """What DataLoaders give of the images, which are prepared one by one."""

    def __init__(self, case: Case) -> None:
        self._case, self._dataset = case, load(case.dataset)

    def training(self) -> Iterable[Batch]:
        files = self._files(self._dataset.train)
        return DataLoader(files, batch_size=self._case.batch_size, shuffle=True)

    def validation(self) -> Iterable[Batch]:
        return DataLoader(self._files(self._dataset.validation), batch_size=self._case.batch_size)

    def _files(self, split: Split) -> PictureFiles:
        return PictureFiles(split, self._case.height, mean=0.5, deviation=0.5)


class BareBatches:
    """Slices of tensors that are ready in memory."""

    def __init__(self, case: Case) -> None:
        self._size = case.batch_size
        self._train, self._validation = (
            tuple(torch.from_numpy(each) for each in arrays) for arrays in images_in_memory(case)
        )

    def training(self) -> Iterable[Batch]:
        images, labels = self._train
        for chosen in torch.split(torch.randperm(len(images)), self._size):
            yield images[chosen], labels[chosen]

    def validation(self) -> Iterable[Batch]:
        images, labels = self._validation
        return zip(images.split(self._size), labels.split(self._size), strict=True)


@torch.no_grad()
def validate(module: nn.Module, batches: Iterable[Batch]) -> tuple[float, float]:
    """Mean loss and accuracy, as tutorials compute them after an epoch."""
    loss_of = nn.CrossEntropyLoss()
    loss, correct, count = 0.0, 0, 0
    module.eval()
    for images, labels in batches:
        logits = module(images)
        loss += loss_of(logits, labels).item() * len(labels)
        correct += int((logits.argmax(1) == labels).sum())
        count += len(labels)
    return loss / count, correct / count


def training(case: Case, batches: UsualBatches | BareBatches) -> Iterator[float]:
    """Train epoch after epoch, without end; each item is the loss of one step."""
    module, recipe = build_module(case.network, seed=0), case.recipe
    optimizer = torch.optim.SGD(
        module.parameters(), lr=recipe.learning_rate, momentum=recipe.momentum
    )
    while True:
        yield from usual_steps(module, optimizer, batches.training())
        validate(module, batches.validation())


def main(kind: str, entry: str) -> None:
    case = case_of(entry)
    loop = training(case, UsualBatches(case) if kind == "usual" else BareBatches(case))

    def train(images: int) -> None:
        next(itertools.islice(loop, images // case.batch_size - 1, None))

    answer_orders(train)


if __name__ == "__main__":
    main(*sys.argv[1:])
