"""When has training gone wrong for good? The rule, and the words for it."""

from __future__ import annotations

import math

from app.training.recipe import Recipe

EXPLODED = 5.0
"""How many times both guessing's loss and the best one so far the smoothed loss must exceed."""
IMAGES_TO_SMOOTH = 1_000
STEPS_TO_SMOOTH = 10
"""The loss is averaged over about so many images, and at least so many steps."""


class DivergenceError(Exception):
    """Training cannot go on; the text says what happened and what to try."""

    def __init__(self, step: int, reason: str) -> None:
        super().__init__(reason)
        self.step = step


class DivergenceWatch:
    """Judges every step's loss.

    A loss that is no finite number ends the run. So does an exploded one: guessing costs
    ln(classes) nats, so a mean over many images of five times that says that the network is sure
    and wrong nearly always; it must also be five times the best mean so far, so that a run may
    begin with weights that are bad for its data, and recover. The noise of single batches, plateaus
    and overfitting stay far below both.
    """

    def __init__(self, recipe: Recipe, classes: int) -> None:
        self.smoothed: float | None = None
        self.best: float | None = None
        self._recipe = recipe
        self._guessing = math.log(max(2, classes))
        steps = max(STEPS_TO_SMOOTH, IMAGES_TO_SMOOTH / recipe.batch_size)
        self._keep = 1 - 1 / steps

    def add(self, step: int, loss: float) -> None:
        """Judge the mean loss of a step's batch; raises DivergenceError."""
        if not math.isfinite(loss):
            raise DivergenceError(step, self._words(f"the loss became {_name(loss)}", step))
        if self.smoothed is None or self.best is None:
            self.smoothed = self.best = loss
            return
        self.smoothed = self._keep * self.smoothed + (1 - self._keep) * loss
        if self.smoothed > EXPLODED * max(self.best, self._guessing):
            happened = f"the loss exploded: from {self.best:.2f} to {self.smoothed:,.4g}"
            raise DivergenceError(step, self._words(happened, step))
        self.best = min(self.best, self.smoothed)

    def check_validation(self, step: int, loss: float) -> None:
        """Judge the loss of the validation images, which shows what the last step did."""
        if not math.isfinite(loss):
            happened = f"the loss of the validation images became {_name(loss)}"
            raise DivergenceError(step, self._words(happened, step))

    def _words(self, happened: str, step: int) -> str:
        rate = self._recipe.learning_rate
        return (
            f"At step {step:,} {happened}; guessing gives {self._guessing:.2f}. Steps of learning "
            f"rate {rate:g} with {self._recipe.optimizer} are too large for this network. "
            f"Try {rate / 10:.2g}, or add batch normalisation."
        )


def _name(loss: float) -> str:
    return "NaN (not a number)" if math.isnan(loss) else "infinite"
