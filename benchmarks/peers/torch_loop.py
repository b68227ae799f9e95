"""Plain PyTorch: `usual`, the loop of its tutorials, and `bare`, the same with all in memory."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator

import torch
from torch.utils.data import DataLoader

from app.data.catalogue import load
from app.training.module import build_module
from benchmarks.contender import answer_orders
from benchmarks.peers.cases import Case, case_of, images_in_memory
from benchmarks.usual_loop import Batch, PictureFiles, epoch_after_epoch, usual_steps


def usual_batches(case: Case) -> Iterator[Batch]:
    """What a DataLoader gives, epoch after epoch."""
    files = PictureFiles(load(case.dataset).train, case.height, mean=0.5, deviation=0.5)
    return epoch_after_epoch(DataLoader(files, batch_size=case.batch_size, shuffle=True))


def bare_batches(case: Case) -> Iterator[Batch]:
    """Slices of tensors that are ready in memory."""
    images, labels = (torch.from_numpy(each) for each in images_in_memory(case))
    while True:
        for chosen in torch.split(torch.randperm(len(images)), case.batch_size):
            yield images[chosen], labels[chosen]


def main(kind: str, entry: str) -> None:
    case = case_of(entry)
    module, recipe = build_module(case.network, seed=0), case.recipe
    optimizer = torch.optim.SGD(
        module.parameters(), lr=recipe.learning_rate, momentum=recipe.momentum
    )
    batches = usual_batches(case) if kind == "usual" else bare_batches(case)
    loop = usual_steps(module, optimizer, batches)

    def train(images: int) -> None:
        next(itertools.islice(loop, images // case.batch_size - 1, None))

    answer_orders(train)


if __name__ == "__main__":
    main(*sys.argv[1:])
