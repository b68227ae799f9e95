"""Where a run stands: all that changes while training, besides the weights and the optimiser."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field

from torch import Tensor, nn

from app.training.divergence import Outlook
from app.training.judgement import Judgement
from app.training.recipe import CHANGEABLE, Recipe
from app.training.run import Standing


@dataclass
class Sums:
    """Sums over the batches of the epoch in progress."""

    loss: float = 0.0
    """Of the mean loss of a batch times its images."""
    correct: int = 0
    images: int = 0
    seconds: float = 0.0


@dataclass
class State:
    """Changed in place by the trainer; a checkpoint holds all of it."""

    step: int = 0
    """Batches learned since the run began."""
    epochs_done: int = 0
    sums: Sums = field(default_factory=Sums)
    judgement: Judgement = field(default_factory=Judgement)
    best_weights: dict[str, Tensor] = field(default_factory=dict)
    """Those of the best epoch so far, where the recipe wants them back at the end."""
    restored: bool = False
    """Whether the best weights were put back."""

    @property
    def place(self) -> tuple[int, int]:
        """The step and the epochs done: the end of an epoch is another place than its last step."""
        return self.step, self.epochs_done

    def keep_weights(self, module: nn.Module) -> None:
        """Keep a copy of the weights of now as the best."""
        self.best_weights = {name: value.clone() for name, value in module.state_dict().items()}

    def put_back(self, module: nn.Module) -> bool:
        """Give the module the best weights, once; whether those are others than the last."""
        best = self.judgement.best
        if self.restored or best is None or not self.best_weights:
            return False
        self.restored = True
        others = best.epoch != self.epochs_done
        if others:
            now = module.state_dict()
            for name, value in self.best_weights.items():
                now[name].copy_(value)
        self.best_weights = {}
        return others

    def standing(self, recipe: Recipe, outlook: Outlook, training_images: int) -> Standing:
        """A copy for a checkpoint; `recipe` is as it has been changed by now."""
        return Standing(
            step=self.step,
            epochs_done=self.epochs_done,
            loss_sum=self.sums.loss,
            correct=self.sums.correct,
            images=self.sums.images,
            seconds=self.sums.seconds,
            outlook=copy(outlook),
            training_images=training_images,
            changed={name: getattr(recipe, name) for name in CHANGEABLE},
            judgement=copy(self.judgement),
            restored=self.restored,
        )


def state_from(standing: Standing, best_weights: dict[str, Tensor]) -> State:
    """What `State.standing` made a copy of."""
    return State(
        step=standing.step,
        epochs_done=standing.epochs_done,
        sums=Sums(standing.loss_sum, standing.correct, standing.images, standing.seconds),
        judgement=standing.judgement,
        best_weights=best_weights,
        restored=standing.restored,
    )
