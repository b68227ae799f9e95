"""What the validation loss of each epoch decides: the best weights, the plateau, the early stop."""

from __future__ import annotations

import msgspec

from app.language import tr
from app.training.recipe import Recipe
from app.training.schedule import Plateau, plateau_after


class Best(msgspec.Struct, frozen=True):
    """The epoch with the lowest validation loss, the first of equals."""

    epoch: int
    loss: float


class Judgement(msgspec.Struct):
    """Where the validation loss stands; all of it is kept in a checkpoint.

    `stopped` says why the run ends before its last epoch; it is empty while it goes on.
    """

    best: Best | None = None
    plateau: Plateau = Plateau()
    stopped: str = ""

    def add(self, recipe: Recipe, epoch: int, loss: float) -> None:
        """Judge the validation loss of a finished epoch, counted from 1."""
        if self.best is None or loss < self.best.loss:
            self.best = Best(epoch, loss)
        if recipe.schedule == "plateau":
            self.plateau = plateau_after(self.plateau, loss, recipe.plateau_patience)
        patience = recipe.stop_patience
        if patience and epoch < recipe.epochs and epoch - self.best.epoch >= patience:
            self.stopped = tr(
                "{no_better_for}; the best, {loss:.4g}, is of epoch {epoch}",
                no_better_for=no_better_for(patience),
                loss=self.best.loss,
                epoch=self.best.epoch,
            )


def no_better_for(epochs: int) -> str:
    """Why a run is stopped or its learning rate lowered."""
    span = tr("1 epoch") if epochs == 1 else tr("{epochs:,} epochs", epochs=epochs)
    return tr("the validation loss was no better for {span}", span=span)
