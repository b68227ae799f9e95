"""When has training gone wrong for good? The rule, and the words for it."""

from __future__ import annotations

import math
from collections.abc import Mapping

import msgspec

from app.language import figures, tr
from app.training.recipe import LossName, Recipe

EXPLODED = 5.0
"""How many times both guessing's loss and the best mean so far the mean loss must exceed."""
IMAGES_IN_A_MEAN = 1_000
STEPS_IN_A_MEAN = 10
"""The loss is averaged over about so many images, and at least so many steps."""
BAD_MEANS = 2
"""So many in a row: RMSprop's first steps are about ten times as long as the later ones, since its
average of squares begins at zero; the loss may leap up then and come down again by itself."""
RECOVERED = 0.95
"""A mean below this share of both guessing's loss and the best mean before says that an exploded
network learns again. At guessing, means of 1,000 images stay within 2 per cent of it."""
MEANS_TO_RECOVER = 10
"""An exploded network has so many means, and at least an epoch, to recover. What an explosion
leaves behind is often a network of dead units that gives every image the same answer."""
MEANS_TO_RECOVER_AT_THE_END = 3
"""A run that ends sooner is judged by so many means since the explosion."""


def loss_of_guessing(name: LossName, classes: int) -> float:
    """The loss of giving each of at least two classes the same probability."""
    classes = max(2, classes)
    return (1 - 1 / classes) / classes if name == "mse" else math.log(classes)


class DivergenceError(Exception):
    """Training cannot go on; the text says what happened and what to try."""

    def __init__(self, step: int, reason: str) -> None:
        super().__init__(reason)
        self.step = step


class Outlook(msgspec.Struct):
    """What divergence is judged by: the best mean loss, and the mean in the making.

    `bad` counts the exploded means in a row. After an explosion, `exploded_to` is its worst mean
    and `since` counts the steps after it, until the network has recovered.
    """

    best: float | None = None
    total: float = 0.0
    steps: int = 0
    bad: int = 0
    exploded_to: float | None = None
    since: int = 0


class DivergenceWatch:
    """Judges every step's loss.

    A loss that is no finite number ends the run. So does an exploded one: guessing costs
    ln(classes) nats, so a mean of five times that over many images says that the network is sure
    and wrong nearly always; it must also be five times the best mean so far, so that a run may
    begin with weights that are bad for its data, and recover. The noise of single batches,
    plateaus and overfitting stay far below both. A loss that came down from an explosion, but only
    to what guessing costs, ends the run after an epoch or so: the network is ruined. The squared
    error of probabilities is bounded and does not explode; only NaN ends a run with it.
    """

    def __init__(self, recipe: Recipe, classes: int, steps_per_epoch: int) -> None:
        self.outlook = Outlook()
        self.recipe = recipe
        """As it is now: its learning rate may change while training."""
        self._guessing = loss_of_guessing(recipe.loss, classes)
        self._steps = max(STEPS_IN_A_MEAN, IMAGES_IN_A_MEAN // recipe.batch_size)
        self._patience = max(MEANS_TO_RECOVER * self._steps, steps_per_epoch)
        self._last = 0.0
        self._diverged = False

    @property
    def suspicious(self) -> bool:
        """Whether the weights may be ruined: they are not to take the place of earlier ones."""
        outlook = self.outlook
        return (
            self._diverged
            or outlook.exploded_to is not None
            or self.is_exploded(self._last)
            or (outlook.steps > 0 and self.is_exploded(outlook.total / outlook.steps))
        )

    def is_exploded(self, loss: float) -> bool:
        """Whether a loss is far above both guessing's and the best mean so far, or no number."""
        return not loss <= EXPLODED * self._usual

    def add(self, step: int, loss: float) -> None:
        """Judge the mean loss of a step's batch; raises DivergenceError."""
        if not math.isfinite(loss):
            raise self._error(step, tr("the loss became {name}", name=_name(loss)))
        outlook = self.outlook
        if outlook.best is None:
            outlook.best = loss
        self._last = loss
        outlook.total += loss
        outlook.steps += 1
        if outlook.steps >= self._steps:
            mean = outlook.total / outlook.steps
            outlook.total, outlook.steps = 0.0, 0
            self._judge(step, mean, outlook.best)

    def check_validation(self, step: int, loss: float) -> None:
        """Judge the loss of the validation images, which shows what the last step did."""
        if not math.isfinite(loss):
            raise self._error(
                step, tr("the loss of the validation images became {name}", name=_name(loss))
            )

    def check_end(self, step: int) -> None:
        """Judge a run that is over: it may have had no time to recover."""
        outlook = self.outlook
        if outlook.since >= MEANS_TO_RECOVER_AT_THE_END * self._steps:
            raise self._error(step, self._not_recovered())

    @property
    def _usual(self) -> float:
        best = self.outlook.best
        return self._guessing if best is None else max(best, self._guessing)

    def _judge(self, step: int, mean: float, best: float) -> None:
        outlook = self.outlook
        if self.is_exploded(mean):
            outlook.bad += 1
            outlook.exploded_to, outlook.since = max(mean, outlook.exploded_to or 0.0), 0
            if outlook.bad >= BAD_MEANS:
                raise self._error(
                    step,
                    tr(
                        "the loss had exploded: from {best:.2f} to {large}",
                        best=best,
                        large=_large(mean),
                    ),
                )
            return
        outlook.bad = 0
        if outlook.exploded_to is not None:
            outlook.since += self._steps
            if mean < RECOVERED * self._usual:
                outlook.exploded_to, outlook.since = None, 0
            elif outlook.since >= self._patience:
                raise self._error(step, self._not_recovered())
        outlook.best = min(best, mean)

    def _not_recovered(self) -> str:
        outlook = self.outlook
        return tr(
            "the loss had not recovered from exploding to {large}: nothing was "
            "learned in the {since:,} steps since",
            large=_large(outlook.exploded_to or 0.0),
            since=outlook.since,
        )

    def _error(self, step: int, happened: str) -> DivergenceError:
        self._diverged = True
        rate = self.recipe.learning_rate
        return DivergenceError(
            step,
            tr(
                "At step {step:,} {happened}; guessing gives {guessing:.2f}. Steps "
                "of learning rate {rate:g} with {names} are too large for this "
                "network. Try {rate2:.2g}.",
                step=step,
                happened=happened,
                guessing=self._guessing,
                rate=rate,
                names=_NAMES[self.recipe.optimizer],
                rate2=rate / 10,
            ),
        )


_NAMES: Mapping[str, str] = {
    "sgd": "SGD",
    "momentum": "momentum",
    "nesterov": tr("Nesterov's momentum"),
    "adam": "Adam",
    "adamw": "AdamW",
    "rmsprop": "RMSprop",
}


def _large(loss: float) -> str:
    """ "16.3", "898,700", "1.3e7": a loss that exploded, readable from the back row."""
    if loss < 1e6:
        return figures(f"{loss:,.1f}" if loss < 100 else f"{loss:,.0f}")
    digits, _, exponent = f"{loss:.1e}".partition("e")
    return figures(f"{digits}e{int(exponent)}")


def _name(loss: float) -> str:
    return tr("NaN (not a number)") if math.isnan(loss) else tr("infinite")
