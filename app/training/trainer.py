"""The training loop: a generator of small events that a window, a script or a test pulls."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import torch
from torch import Tensor

from app.data.catalogue import load
from app.data.dataset import Dataset, Split
from app.data.fitted_preprocessing import (
    Preprocessing,
    fit_preprocessing,
    preprocessing_arrays,
)
from app.data.preprocessing import fit_images
from app.network.graph import Network
from app.network.layers.dense import Input
from app.training.batches import Batch, LabelledImages
from app.training.changes import Changes, changed
from app.training.checkpoint import put_back, tensors_of, weights_of
from app.training.device import device_for, memory_format_for
from app.training.divergence import DivergenceError, DivergenceWatch
from app.training.events import (
    Diverged,
    EpochDone,
    Finished,
    RateChanged,
    Restored,
    SettingChanged,
    StepDone,
    Stopped,
    TrainingEvent,
)
from app.training.judgement import Judgement, no_better_for
from app.training.losses import mean_loss
from app.training.module import NetworkModule, UntrainableError, build_module
from app.training.moments import MomentKeeper
from app.training.optimizer import adjust_gradients, make_optimizer, set_options
from app.training.recipe import CHANGEABLE, Recipe
from app.training.run import Checkpoint, Run, RunError, Standing, open_run
from app.training.saved_preprocessing import saved_preprocessing
from app.training.schedule import learning_rate_at
from app.training.seeds import seed_from
from app.training.steps import steps_per_epoch
from app.training.trainable import check_trainable

SECONDS_BETWEEN_CHECKPOINTS = 5.0
"""No more training than this is lost when the program is killed, unless saving is slow."""
PAUSE_PER_SAVING = 20.0
"""Between two checkpoints pass so many times as many seconds as the last one took to write, so
that a large network spends its time learning."""
STEPS_PER_FETCH = 8
"""How many losses are fetched at once from a graphics processor: each fetch waits for it."""
LARGEST_EVALUATION = 2**25
"""Activations of a batch that is only classified: 128 MiB."""


@dataclass
class _Sums:
    """Sums over the batches of the epoch in progress."""

    loss: float = 0.0
    correct: int = 0
    images: int = 0
    seconds: float = 0.0


class Trainer:
    """Trains one network by one recipe; `events` is the loop.

    `module`, if given, is trained in place, beginning with its weights; else the weights are
    those that the recipe's seed gives. With a `run`, events and checkpoints are kept in its
    folder. `preprocessing`, if given, is taken as it was fitted; else the recipe's is fitted to
    the training images. Raises UntrainableError where the network does not suit the data or the
    machine.

    The same network, recipe and data give the same numbers, bit for bit, on the CPU with the same
    number of threads (`torch.get_num_threads()`; how a sum is shared out decides its last bit).
    """

    def __init__(
        self,
        network: Network,
        recipe: Recipe,
        dataset: Dataset,
        *,
        module: NetworkModule | None = None,
        run: Run | None = None,
        preprocessing: Preprocessing | None = None,
    ) -> None:
        self.recipe = recipe
        self.dataset = dataset
        self.run = run
        self.device = device_for(recipe.device)
        analysis = check_trainable(network, recipe, dataset, self.device)
        if module is None:
            module = build_module(network, seed=recipe.seed, initial=recipe.initial_weights)
        self.module = module
        self._memory_format = memory_format_for(self.device)
        self.module.to(self.device)
        self.module.to(memory_format=self._memory_format)  # type: ignore[call-overload]
        self._parameters = list(self.module.parameters())
        self._optimizer = make_optimizer(recipe, self._parameters, self.device)

        image = network.layers[network.inputs[0]]
        assert isinstance(image, Input)
        self._input_shape = (image.channels, image.height, image.width)
        fitted = fit_images(dataset.train.images, self._input_shape)
        self.preprocessing = preprocessing or fit_preprocessing(
            recipe.preprocessing, fitted, epsilon=recipe.whitening_epsilon
        )
        self._train = self._on_device(Split(fitted, dataset.train.labels))
        self._validation = self._on_device(dataset.validation)
        self._evaluation_batch = max(1, min(1_000, LARGEST_EVALUATION // analysis.activations))

        self.step = 0
        """Batches learned since the run began."""
        self.steps_per_fetch = 1 if self.device.type == "cpu" else STEPS_PER_FETCH
        """`events` reports steps in groups of so many; 1 makes every `next` a single step."""
        self.warning = ""
        """Why an event or checkpoint could not be saved; empty if all could. Training goes on."""
        self.untold = 0
        """How many events have happened that `events` has not handed out yet."""
        self._epochs_done = 0
        self._changes = Changes()
        self._judgement = Judgement()
        self._best_weights: dict[str, Tensor] = {}
        self._restored = False
        self._sums = _Sums()
        self._watch = DivergenceWatch(recipe, len(dataset.classes), self.steps_per_epoch)
        self._unread: list[tuple[Tensor, Tensor, int]] = []
        self._saved: tuple[int, int] | None = None
        self._saved_at = 0.0
        self._saving_seconds = 0.0
        self._unconfirmed: Checkpoint | None = None
        self._moments: MomentKeeper | None = None
        self._started: float | None = None
        self._timed_images = 0
        self._timed_seconds = 0.0
        self._warm_up()

    @classmethod
    def resume(cls, folder: Path, dataset: Dataset | None = None) -> Trainer:
        """A trainer that goes on with the run in `folder` from its last checkpoint.

        What it then does equals, bit for bit, a run that was never interrupted. The data set is
        loaded by the recipe's name where none is given. Raises RunError, UntrainableError, and
        DataError where the data set is not there.
        """
        run = open_run(folder)
        run.remove_unfinished()
        recipe = run.recipe
        data = dataset or load(recipe.dataset, difficulty=recipe.difficulty, changes=recipe.changes)
        fitted = saved_preprocessing(run)
        trainer = cls(run.network, recipe, data, run=run, preprocessing=fitted)
        if run.has_checkpoint:
            trainer._restore(run.load_checkpoint())
        trainer._changes = Changes(
            event
            for event in run.history()
            if isinstance(event, SettingChanged) and event.step >= trainer.step
        )
        return trainer

    @property
    def epoch(self) -> int:
        """The epoch in progress, from 1; the last one when the run is over."""
        return self._epochs_done if self.over else self._epochs_done + 1

    @property
    def over(self) -> bool:
        """Whether nothing is left to be learned: all epochs are done, or it was stopped early."""
        return bool(self._judgement.stopped) or self._epochs_done >= self.recipe.epochs

    @property
    def steps_per_epoch(self) -> int:
        return steps_per_epoch(len(self._train), self.recipe.batch_size)

    @property
    def total_steps(self) -> int:
        return self.recipe.epochs * self.steps_per_epoch

    @property
    def images_per_second(self) -> float:
        """The pace of training steps so far; validation, saving and pauses are not in it."""
        return self._timed_images / self._timed_seconds if self._timed_seconds else 0.0

    def change(self, recipe: Recipe) -> None:
        """Take over the settings of `recipe` that may change in the middle of a run.

        They count from the next step on and are put on record, so that a resumed run does the same.
        The others (`CHANGEABLE` names those that may) are passed over.
        """
        for event in self._changes.ask(self.recipe, recipe, self.step):
            self._record(event)

    def events(self) -> Generator[TrainingEvent, None, None]:
        """Train until all epochs are done or nothing gets better, telling what happens.

        Not calling `next` is a pause; closing the generator ends the training, after a last
        checkpoint. Called again, it goes on where it stood.
        """
        try:
            if self._saved is None:
                self._save_preprocessing()
                self._save()
            self._keep_moment([])
            self._start_clock()
            while not self.over:
                epoch = self.epoch
                self.module.train()
                for images, labels in self._batches_left(epoch):
                    yield from self._changes_due()
                    # The randomness of a step depends on its number alone: a resumed run draws
                    # the same dropout masks, and nothing that ran before it can change them.
                    torch.manual_seed(seed_from(self.recipe.seed, "step", self.step + 1))
                    self._set_learning_rate()
                    logits = self.module(images)
                    loss = mean_loss(self.recipe, logits, labels)
                    self._optimizer.zero_grad(set_to_none=True)
                    loss.backward()  # type: ignore[no-untyped-call]
                    adjust_gradients(self._parameters, self.recipe)
                    self._optimizer.step()
                    self._note(loss, logits, labels)
                    if len(self._unread) >= self.steps_per_fetch:
                        yield from self._hand_out(self._steps_done(epoch))
                yield from self._hand_out(self._steps_done(epoch))
                yield from self._hand_out(self._epoch_done(epoch))
            self._watch.check_end(self.step)
            yield from self._hand_out(self._best_put_back())
            yield from self._hand_out([Finished(self.step, self._epochs_done)])
        except DivergenceError as divergence:
            # The last checkpoint stays: it is from before, see `_keep`.
            yield from self._hand_out([Diverged(divergence.step, str(divergence))])
        except GeneratorExit:
            self._save()
            raise
        finally:
            self._close_run()

    def test(self) -> tuple[float, float]:
        """Mean loss, as the recipe has it, and accuracy (0 to 1) on the test images."""
        return self._evaluate(self._on_device(self.dataset.test))

    def test_batches(self) -> Iterator[Batch]:
        """The test images as the network takes them, and their labels, a batch at a time."""
        return self._on_device(self.dataset.test).in_order(self._evaluation_batch)

    # One step, one epoch

    def _batches_left(self, epoch: int) -> Iterator[Batch]:
        skip = self.step - (epoch - 1) * self.steps_per_epoch
        recipe = self.recipe
        return self._train.shuffled(
            recipe.batch_size,
            recipe.seed,
            epoch,
            skip,
            recipe.augmentation,
            by_class=recipe.order == "by_class",
        )

    def _set_learning_rate(self) -> None:
        rate = self._learning_rate()
        for group in self._optimizer.param_groups:
            group["lr"] = rate

    def _learning_rate(self) -> float:
        """That of the next step."""
        return learning_rate_at(
            self.recipe,
            self.step + 1,
            self.total_steps,
            self.steps_per_epoch,
            self._judgement.plateau.reductions,
        )

    def _changes_due(self) -> Iterator[SettingChanged]:
        """Make the changes that count from the next step on; they are on record already."""
        for event in self._changes.due(self.step):
            after = changed(self.recipe, [event])
            if after != self.recipe:
                self._use(after)
                self._stop_clock()
                yield event
                self._start_clock()

    def _use(self, recipe: Recipe) -> None:
        self.recipe = self._watch.recipe = recipe
        set_options(self._optimizer, recipe)

    def _note(self, loss: Tensor, logits: Tensor, labels: Tensor) -> None:
        """Count the step; its figures stay on the device until they are read."""
        self.step += 1
        correct = (logits.argmax(dim=1) == labels).sum()
        self._unread.append((loss.detach(), correct, len(labels)))

    def _steps_done(self, epoch: int) -> Iterator[StepDone]:
        """Read the figures of the steps since the last time; raises DivergenceError."""
        unread, self._unread = self._unread, []
        if not unread:
            return
        losses = torch.stack([loss for loss, _, _ in unread]).tolist()
        corrects = torch.stack([correct for _, correct, _ in unread]).tolist()
        for index, (_, _, images) in enumerate(unread):
            step = self.step - len(unread) + 1 + index
            loss, correct = losses[index], corrects[index]
            self._watch.add(step, loss)
            self._sums.loss += loss * images
            self._sums.correct += correct
            self._sums.images += images
            self._timed_images += images
            yield StepDone(step, epoch, loss, correct / images)

    def _epoch_done(self, epoch: int) -> Iterator[TrainingEvent]:
        """Classify the validation images and begin the next epoch's sums."""
        self._stop_clock()
        loss, accuracy = self._evaluate(self._validation)
        self._watch.check_validation(self.step, loss)
        sums, self._sums = self._sums, _Sums()
        self._epochs_done = epoch
        yield EpochDone(
            epoch=epoch,
            step=self.step,
            train_loss=sums.loss / sums.images,
            train_accuracy=sums.correct / sums.images,
            validation_loss=loss,
            validation_accuracy=accuracy,
            seconds=sums.seconds,
        )
        yield from self._judge(epoch, loss)

    def _judge(self, epoch: int, loss: float) -> Iterator[TrainingEvent]:
        """Draw the conclusions from the validation loss of an epoch."""
        judgement, before = self._judgement, self._learning_rate()
        reductions = judgement.plateau.reductions
        judgement.add(self.recipe, epoch, loss)
        if self.recipe.restore_best and judgement.best and judgement.best.epoch == epoch:
            state = self.module.state_dict()
            self._best_weights = {name: value.clone() for name, value in state.items()}
        if judgement.plateau.reductions != reductions and not self.over:
            reason = no_better_for(self.recipe.plateau_patience)
            yield RateChanged(self.step, before, self._learning_rate(), reason)
        if judgement.stopped:
            yield Stopped(self.step, epoch, judgement.stopped)

    def _best_put_back(self) -> Iterator[Restored]:
        """Go back to the best weights, once, if the recipe wants it and they are not the last."""
        best = self._judgement.best
        if self._restored or best is None or not self._best_weights:
            return
        self._restored = True
        if best.epoch != self._epochs_done:
            state = self.module.state_dict()
            for name, value in self._best_weights.items():
                state[name].copy_(value)
            self._saved = None  # the checkpoint of this step has the weights from before
            yield Restored(self.step, best.epoch, best.loss)
        self._best_weights = {}

    @torch.no_grad()
    def _evaluate(self, examples: LabelledImages) -> tuple[float, float]:
        """Mean loss and accuracy; the module is left in the mode it was in."""
        was_training = self.module.training
        self.module.eval()
        loss, correct = 0.0, 0
        for images, labels in examples.in_order(self._evaluation_batch):
            logits = self.module(images)
            loss += mean_loss(self.recipe, logits, labels).item() * len(labels)
            correct += int((logits.argmax(dim=1) == labels).sum())
        self.module.train(was_training)
        return loss / len(examples), correct / len(examples)

    def _on_device(self, split: Split) -> LabelledImages:
        return LabelledImages(
            split, self._input_shape, self.preprocessing, self.device, self._memory_format
        )

    def _warm_up(self) -> None:
        """Let torch choose and load its kernels, so that the first step is as fast as any.

        A batch goes forward and backward; no weight changes, and what batch normalisation
        notes of it is taken back.
        """
        statistics = [(buffer, buffer.clone()) for buffer in self.module.buffers()]
        self.module.train()
        try:
            images, labels = self._train.batch(slice(0, self.recipe.batch_size))
            loss = mean_loss(self.recipe, self.module(images), labels)
            loss.backward()  # type: ignore[no-untyped-call]
        except RuntimeError as error:  # torch says so when memory runs out after all
            reason = str(error).partition("\n")[0]
            raise UntrainableError(f"this network cannot be trained here: {reason}") from error
        finally:
            self._optimizer.zero_grad(set_to_none=True)
            for buffer, before in statistics:
                buffer.copy_(before)

    # Telling and keeping

    def _hand_out(self, events: Iterable[TrainingEvent]) -> Generator[TrainingEvent, None, None]:
        """Put the events on record, then hand them out one by one with the clock stopped.

        All are recorded first: whoever takes them may stop in between.
        """
        told = []
        trouble = None
        try:
            for event in events:
                self._record(event)
                told.append(event)
        except DivergenceError as divergence:
            trouble = divergence
        self._stop_clock()
        self._keep(told)
        self._keep_moment(told)
        for index, event in enumerate(told, start=1):
            self.untold = len(told) - index
            yield event
        if trouble is not None:
            raise trouble
        self._start_clock()

    def _start_clock(self) -> None:
        self._started = time.perf_counter()

    def _stop_clock(self) -> None:
        if self._started is not None:
            seconds = time.perf_counter() - self._started
            self._sums.seconds += seconds
            self._timed_seconds += seconds
            self._started = None

    def _record(self, event: TrainingEvent) -> None:
        if self.run is not None:
            try:
                self.run.append(event)
            except RunError as error:
                self.warning = str(error)

    def _close_run(self) -> None:
        if self.run is not None:
            try:
                self.run.close()
            except RunError as error:
                self.warning = str(error)

    def _keep(self, told: Sequence[TrainingEvent]) -> None:
        """Save a checkpoint if it is time, but never one that may be ruined already.

        The loss of a step is that of the weights before it. A checkpoint from between two steps
        is therefore written only when the next step's loss has shown that it is sound; one from
        the end of an epoch is shown to be so by the validation images.
        """
        if self._watch.suspicious:
            self._unconfirmed = None
            return
        if self._unconfirmed is not None and any(isinstance(event, StepDone) for event in told):
            self._write(self._unconfirmed)
        for event in told:
            if isinstance(event, Finished) or (
                isinstance(event, EpochDone) and not self._watch.is_exploded(event.validation_loss)
            ):
                self._save()
                return
        pause = max(SECONDS_BETWEEN_CHECKPOINTS, PAUSE_PER_SAVING * self._saving_seconds)
        if self._unconfirmed is None and time.monotonic() - self._saved_at >= pause:
            self._unconfirmed = self._checkpoint()

    def _keep_moment(self, told: Sequence[TrainingEvent]) -> None:
        """Keep the weights of this moment to look back at, if it is one of those to be kept."""
        if self.run is None or self._watch.suspicious:
            return
        try:
            if self._moments is None:
                before = self.run.history() if self.step else []
                self._moments = MomentKeeper(self.run.folder, self.step, before)
            weights = partial(weights_of, self.module)
            self._moments.keep(self.step, told, self._timed_seconds, weights)
        except RunError as error:
            self.warning = str(error)

    def _save_preprocessing(self) -> None:
        if self.run is not None:
            try:
                self.run.save_preprocessing(preprocessing_arrays(self.preprocessing))
            except RunError as error:
                self.warning = str(error)

    def _save(self) -> None:
        """Keep a checkpoint of this moment, unless there is one or the weights may be ruined."""
        if self._watch.suspicious or (self.step, self._epochs_done) == self._saved:
            return
        checkpoint = self._checkpoint()
        if checkpoint is not None:
            self._write(checkpoint)

    def _checkpoint(self) -> Checkpoint | None:
        """All of this moment; None where no run keeps it or a weight is no number."""
        if self.run is None or not self._weights_are_finite():
            return None
        begun = time.monotonic()
        standing = Standing(
            step=self.step,
            epochs_done=self._epochs_done,
            loss_sum=self._sums.loss,
            correct=self._sums.correct,
            images=self._sums.images,
            seconds=self._sums.seconds,
            outlook=copy(self._watch.outlook),
            training_images=len(self._train),
            changed={name: getattr(self.recipe, name) for name in CHANGEABLE},
            judgement=copy(self._judgement),
            restored=self._restored,
        )
        tensors = tensors_of(self.module, self._optimizer, self._best_weights)
        self._saving_seconds = time.monotonic() - begun
        return Checkpoint(standing, tensors)

    def _write(self, checkpoint: Checkpoint) -> None:
        self._unconfirmed = None
        if self.run is None:
            return
        begun = time.monotonic()
        try:
            self.run.save_checkpoint(checkpoint)
            self._saved = (checkpoint.standing.step, checkpoint.standing.epochs_done)
        except RunError as error:
            self.warning = str(error)
        self._saved_at = time.monotonic()
        self._saving_seconds += self._saved_at - begun

    def _weights_are_finite(self) -> bool:
        return all(bool(weight.isfinite().all()) for weight in self.module.parameters())

    def _restore(self, checkpoint: Checkpoint) -> None:
        standing = checkpoint.standing
        if standing.training_images != len(self._train):
            raise RunError(
                f"the run was on {standing.training_images:,} training images, but "
                f"{self.dataset.title} has {len(self._train):,} here"
            )
        best_weights = put_back(checkpoint.tensors, self.module, self._optimizer)
        self._best_weights = {name: value.to(self.device) for name, value in best_weights.items()}
        self._use(replace(self.recipe, **standing.changed))  # type: ignore[arg-type]
        self.step = standing.step
        self._epochs_done = standing.epochs_done
        self._sums = _Sums(standing.loss_sum, standing.correct, standing.images, standing.seconds)
        self._watch.outlook = standing.outlook
        self._judgement = standing.judgement
        self._restored = standing.restored
        self._saved = (standing.step, standing.epochs_done)
        self._saved_at = time.monotonic()
