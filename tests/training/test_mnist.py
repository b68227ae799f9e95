"""On the bundled digits (8,000 to learn from), with the recipe that everybody begins with."""

from __future__ import annotations

from app.data.catalogue import load
from app.network.patterns import lenet5
from app.training.events import Finished
from app.training.recipe import Recipe
from app.training.trainer import Trainer


def test_lenet_reads_95_per_cent_of_the_test_digits_after_three_epochs() -> None:
    trainer = Trainer(lenet5(), Recipe(epochs=3, device="cpu"), load("mnist"))
    *_, last = trainer.events()
    assert isinstance(last, Finished)
    _, accuracy = trainer.test()
    assert accuracy >= 0.95
