"""Fork A/B: two variants trained in lockstep, and the images on which they disagree.

Both are ordinary runs. They share nothing but the thread: A takes a step, then B, and because the
randomness of a step depends on its number and the seed alone, each learns, bit for bit, what it
would have learned by itself. Where both have the same seed and batch size they see the same images,
changed alike, in the same order, and layers of the same name and shape begin with equal weights.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from app.data.dataset import Dataset, Images
from app.data.preprocessing import fit_images
from app.experiments.comparisons import Variant
from app.experiments.difference import differences
from app.experiments.disagreements import Disagreements, disagreements
from app.experiments.fork_events import LETTERS, SIDES, FirstWeights, NotCompared, Side, SideEvent
from app.inspection.evaluator import Evaluator
from app.language import tr
from app.network.layers.dense import Input
from app.training.events import Diverged, EpochDone, Failure, Restored, TrainingEvent
from app.training.run import RunError, new_run
from app.training.run_list import write_note
from app.training.trainer import Trainer

PART = "validation"
"""The images that are compared; those of the test judge only at the end."""
SHARE = 0.2
"""Comparing takes no larger part of the time while training …"""
LEAST_SECONDS = 2.0
"""… and begins anew, within an epoch, no sooner than this after the last time."""
MOST_FILTERS, MOST_CHANNELS = 64, 16
"""Of a large layer so many filters and input channels are shown."""

ForkEvent = SideEvent | Disagreements | NotCompared


class Fork:
    """A (0) and B (1) side by side; `events` trains them.

    With `root`, each is kept as a run in a folder there. Raises UntrainableError where a network
    does not suit its data, and DataError.
    """

    def __init__(
        self,
        variants: tuple[Variant, Variant],
        datasets: tuple[Dataset, Dataset],
        root: Path | None = None,
    ) -> None:
        self.variants = variants
        first, second = (
            Trainer(variant.network, variant.recipe, dataset)
            for variant, dataset in zip(variants, datasets, strict=True)
        )
        self.trainers = (first, second)
        self.first_weights = equal_weights(first.module, second.module)
        self.warning = ""
        """Why a run could not be kept on disk; empty where both are."""
        if root is not None:
            self._keep_runs(root)
        self._over = [False, False]
        self._compared: tuple[int, int] | None = None
        self._evaluators: tuple[Evaluator, Evaluator] | None = None
        self._epochs = (0.0, 0.0)
        self._incomparable = "" if _same_images(*datasets) else _OTHER_IMAGES

    @property
    def level(self) -> bool:
        """Whether both have come equally far, in epochs; so they are after every pair of steps."""
        a, b = self.trainers
        return any(self._over) or a.step * b.steps_per_epoch == b.step * a.steps_per_epoch

    @property
    def stale(self) -> bool:
        """Whether there are weights that were not compared yet."""
        return not self._incomparable and self._compared != self._steps

    @property
    def comparing(self) -> bool:
        """Whether a comparison has been begun and not finished."""
        return self._evaluators is not None

    def events(self) -> Generator[ForkEvent, None, None]:
        """Train both to their ends, the one that is behind first; closing it stops both.

        In between the validation images are classified with the weights of one moment.
        """
        if self._incomparable:
            yield NotCompared(self._incomparable)
        a, b = (trainer.events() for trainer in self.trainers)
        budget = _Budget()
        with closing(a), closing(b):
            while not all(self._over):
                side = self._next()
                event = next((a, b)[side], None)
                if event is None:
                    self._over[side] = True
                    continue
                yield from self._told(side, event)
                if isinstance(event, EpochDone):
                    budget.end_pause()
                if budget.allows and (self.comparing or (self.level and self.stale)):
                    begun = time.monotonic()
                    found = self.compare_some()
                    budget.note(time.monotonic() - begun)
                    if found is not None:
                        budget.begin_pause()
                        yield found
        while self.comparing or self.stale:
            found = self.compare_some()
            if found is not None:
                yield found

    def compare_some(self) -> Disagreements | NotCompared | None:
        """Classify some images with both, for about a fiftieth of a second.

        Gives what was found when all images are done, and None before. The weights are those of the
        moment at which it began.
        """
        if self._incomparable:
            return None
        try:
            if self._evaluators is None:
                self._compared = self._steps
                self._epochs = self._epochs_now
                self._evaluators = (self._evaluator(0), self._evaluator(1))
            done = [e.done == e.total or e.advance() for e in self._evaluators]
            if not all(done):
                return None
            a, b = (evaluator.result() for evaluator in self._evaluators)
            self._evaluators = None
            return disagreements(a, b, self._epochs)
        except ValueError as error:  # the outputs of one are no numbers any more
            self._evaluators, self._incomparable = None, str(error)
            return NotCompared(str(error))

    def filters(self, names: Iterable[str]) -> dict[str, NDArray[np.float32]]:
        """Filters out×in×kH×kW of these convolutions as they are now, by "a/conv1", "b/conv1"."""
        wanted = frozenset(names)
        return {
            f"{LETTERS[side].lower()}/{name}": array
            for side in SIDES
            for name, array in _filters(self.trainers[side].module, wanted)
        }

    @property
    def convolutions(self) -> tuple[str, ...]:
        """The names of the convolutions of either, in the order of their networks."""
        names: dict[str, None] = {}
        for trainer in self.trainers:
            working = dict(trainer.module.named_children())
            for name in trainer.module.network.order:
                if isinstance(working.get(name), nn.Conv2d):
                    names[name] = None
        return tuple(names)

    # Training

    def _next(self) -> Side:
        """The one that is behind; A where neither is."""
        if self._over[0] or self._over[1]:
            return 1 if self._over[0] else 0
        a, b = self.trainers
        return 1 if b.step * a.steps_per_epoch < a.step * b.steps_per_epoch else 0

    def _told(self, side: Side, event: TrainingEvent) -> Iterator[ForkEvent]:
        yield SideEvent(side, event)
        if isinstance(event, Restored):
            self._compared = None  # the weights are others, though the step is the same
        if isinstance(event, Failure) and not self._incomparable:
            self._evaluators = None
            self._incomparable = _no_guide(LETTERS[side], event)
            yield NotCompared(self._incomparable)

    def _keep_runs(self, root: Path) -> None:
        changes = "; ".join(differences(*self.variants)) or tr("no difference")
        for letter, trainer, variant in zip(LETTERS, self.trainers, self.variants, strict=True):
            named = variant.network.with_name(f"{letter}: {variant.network.name}")
            try:
                run = trainer.run = new_run(root, named, variant.recipe)
                write_note(
                    run.folder,
                    tr("{letter} of a fork, A to B: {changes}", letter=letter, changes=changes),
                )
            except RunError as error:
                self.warning = str(error)

    @property
    def _steps(self) -> tuple[int, int]:
        return self.trainers[0].step, self.trainers[1].step

    @property
    def _epochs_now(self) -> tuple[float, float]:
        a, b = (trainer.step / trainer.steps_per_epoch for trainer in self.trainers)
        return a, b

    # Looking

    def _evaluator(self, side: Side) -> Evaluator:
        trainer = self.trainers[side]
        network = trainer.module.network
        image = cast(Input, network.layers[network.inputs[0]])
        shape = (image.channels, image.height, image.width)

        def scaled(images: Images) -> NDArray[np.float32]:
            return trainer.preprocessing.apply(fit_images(images, shape))

        return Evaluator(trainer.module, trainer.dataset, PART, scaled)


_OTHER_IMAGES = tr(
    "A and B have other validation images, so they cannot be compared image by image: "
    "choose the same data and classes for both."
)


def _no_guide(letter: str, failure: Failure) -> str:
    """Why a training that ended before it was over is not compared."""
    if isinstance(failure, Diverged):
        return tr("{letter} diverged, so its answers are no guide.", letter=letter)
    return tr(
        "{letter} ran out of memory before it had learned as much as it should.", letter=letter
    )


def _same_images(a: Dataset, b: Dataset) -> bool:
    """Whether both are judged by the same validation images in the same order."""
    if a is b:
        return True
    one, other = a.validation, b.validation
    return (
        a.classes == b.classes
        and one.images.shape == other.images.shape
        and np.array_equal(one.labels, other.labels)
        and np.array_equal(one.images, other.images)
    )


def equal_weights(a: nn.Module, b: nn.Module) -> FirstWeights:
    """Which layers of the same name have equal weights."""
    equal: list[str] = []
    other: list[str] = []
    layers_of_b = {name: dict(child.named_parameters()) for name, child in b.named_children()}
    for name, child in a.named_children():
        own, others = dict(child.named_parameters()), layers_of_b.get(name)
        if own and others:
            (equal if _equal(own, others) else other).append(name)
    return FirstWeights(tuple(equal), tuple(other))


def _equal(a: Mapping[str, Tensor], b: Mapping[str, Tensor]) -> bool:
    return a.keys() == b.keys() and all(
        value.shape == b[name].shape and torch.equal(value, b[name]) for name, value in a.items()
    )


def _filters(
    module: nn.Module, wanted: frozenset[str]
) -> Iterator[tuple[str, NDArray[np.float32]]]:
    for name, child in module.named_children():
        if name in wanted and isinstance(child, nn.Conv2d):
            part = child.weight.detach()[:MOST_FILTERS, :MOST_CHANNELS].cpu().numpy()
            yield name, np.array(part, np.float32, order="C")


class _Budget:
    """When there is time for comparing: `SHARE` of it, with pauses in between."""

    def __init__(self) -> None:
        self._free_at = 0.0
        self._cost = 0.0
        self._pausing_until = 0.0

    @property
    def allows(self) -> bool:
        now = time.monotonic()
        return now >= self._free_at and now >= self._pausing_until

    def begin_pause(self) -> None:
        """A comparison is done."""
        pause = max(LEAST_SECONDS, self._cost / SHARE)
        self._pausing_until, self._cost = time.monotonic() + pause, 0.0

    def end_pause(self) -> None:
        """The next one may begin at once."""
        self._pausing_until = 0.0

    def note(self, seconds: float) -> None:
        """So many seconds were taken from the training."""
        self._cost += seconds
        self._free_at = time.monotonic() + seconds * (1 / SHARE - 1)
