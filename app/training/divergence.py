"""When has training gone wrong for good? The rule, and the words for it."""

from __future__ import annotations

import math

import msgspec

from app.training.recipe import Recipe

EXPLODED = 5.0
"""How many times both guessing's loss and the best mean so far the mean loss must exceed."""
IMAGES_IN_A_MEAN = 1_000
STEPS_IN_A_MEAN = 10
"""The loss is averaged over about so many images, and at least so many steps."""
BAD_MEANS = 2
"""So many in a row: RMSprop's first steps are about ten times as long as the later ones, since its
average of squares begins at zero; the loss may leap up then and come down again by itself."""


class DivergenceError(Exception):
    """Training cannot go on; the text says what happened and what to try."""

    def __init__(self, step: int, reason: str) -> None:
        super().__init__(reason)
        self.step = step


class Outlook(msgspec.Struct):
    """What divergence is judged by: the best mean loss, and the mean in the making."""

    best: float | None = None
    total: float = 0.0
    steps: int = 0
    bad: int = 0


class DivergenceWatch:
    """Judges every step's loss.

    A loss that is no finite number ends the run. So does an exploded one: guessing costs
    ln(classes) nats, so a mean of five times that over many images says that the network is sure
    and wrong nearly always; it must also be five times the best mean so far, so that a run may
    begin with weights that are bad for its data, and recover. The noise of single batches,
    plateaus and overfitting stay far below both.
    """

    def __init__(self, recipe: Recipe, classes: int) -> None:
        self.outlook = Outlook()
        self._recipe = recipe
        self._guessing = math.log(max(2, classes))
        self._steps = max(STEPS_IN_A_MEAN, IMAGES_IN_A_MEAN // recipe.batch_size)

    def add(self, step: int, loss: float) -> None:
        """Judge the mean loss of a step's batch; raises DivergenceError."""
        if not math.isfinite(loss):
            raise DivergenceError(step, self._words(f"the loss became {_name(loss)}", step))
        outlook = self.outlook
        if outlook.best is None:
            outlook.best = loss
        outlook.total += loss
        outlook.steps += 1
        if outlook.steps < self._steps:
            return
        mean = outlook.total / outlook.steps
        outlook.total, outlook.steps = 0.0, 0
        outlook.bad = outlook.bad + 1 if mean > EXPLODED * max(outlook.best, self._guessing) else 0
        if outlook.bad >= BAD_MEANS:
            happened = f"the loss had exploded: from {outlook.best:.2f} to {mean:,.4g}"
            raise DivergenceError(step, self._words(happened, step))
        outlook.best = min(outlook.best, mean)

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
            f"Try {rate / 10:.2g}."
        )


def _name(loss: float) -> str:
    return "NaN (not a number)" if math.isnan(loss) else "infinite"
