"""Batches of images that are kept preprocessed, and of those that are not."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from app.data.dataset import Split
from app.data.fitted_preprocessing import fit_preprocessing
from app.training import batches
from app.training.batches import LabelledImages

FORMATS = (torch.contiguous_format, torch.channels_last)


def labelled(channels: int, memory_format: torch.memory_format) -> LabelledImages:
    random = np.random.default_rng(0)
    images = random.integers(0, 256, (2_300, channels, 5, 7), np.uint8)
    split = Split(images, random.integers(0, 4, len(images)))
    preprocessing = fit_preprocessing("standardise", images)
    shape = (channels, 5, 7)
    return LabelledImages(split, shape, preprocessing, torch.device("cpu"), memory_format)


@pytest.mark.parametrize("memory_format", FORMATS, ids=str)
@pytest.mark.parametrize("channels", [1, 3])
def test_images_that_are_kept_ready_are_those_made_by_the_batch_to_the_bit(
    channels: int, memory_format: torch.memory_format, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = list(labelled(channels, memory_format).shuffled(64, seed=3, epoch=1))
    monkeypatch.setattr(batches, "READY_BYTES", 0)
    made = list(labelled(channels, memory_format).shuffled(64, seed=3, epoch=1))
    assert len(ready) == len(made) == 36
    for (images, labels, _), (others, their_labels, _) in zip(ready, made, strict=True):
        assert torch.equal(images, others)
        assert torch.equal(labels, their_labels)
        assert images.is_contiguous(memory_format=memory_format)


def test_another_preprocessing_makes_the_images_anew() -> None:
    data = labelled(1, torch.contiguous_format)
    before, _, _ = next(data.shuffled(64, seed=3, epoch=1))
    data.use(fit_preprocessing("none", np.zeros((1, 1, 5, 7), np.uint8)))
    after, _, _ = next(data.shuffled(64, seed=3, epoch=1))
    assert not torch.equal(before, after)
    assert float(after.min()) >= 0.0
