"""The training loop: a generator of small events that a window, a script or a test pulls."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from traceback import clear_frames

import torch

from app.data.catalogue import load
from app.data.dataset import Dataset
from app.data.fitted_preprocessing import Preprocessing
from app.network.graph import Network
from app.network.layers.dense import Input
from app.training.batches import Batch, LabelledImages, SharedBatch
from app.training.changes import Changes, changed
from app.training.checkpoint import weights_of
from app.training.device import device_for
from app.training.device_data import DeviceData
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
from app.training.figures import UnreadFigures
from app.training.judgement import no_better_for
from app.training.learner import Learner
from app.training.losses import mean_loss
from app.training.module import NetworkModule
from app.training.optimizer import adjust_gradients, set_options
from app.training.out_of_memory import is_out_of_memory
from app.training.pace import Pace
from app.training.precision import logits_of
from app.training.recipe import Recipe
from app.training.replicas import Replicas
from app.training.run import Checkpoint, Run, open_run
from app.training.run_keeper import RunKeeper
from app.training.saved_preprocessing import saved_preprocessing
from app.training.schedule import learning_rate_at
from app.training.scoring import evaluation_batch, score
from app.training.state import State, Sums, state_from
from app.training.steps import steps_per_epoch
from app.training.trainable import check_trainable

STEPS_PER_FETCH = 8
"""How many losses are fetched at once from a graphics processor: each fetch waits for it."""


class Trainer:
    """Trains one network by one recipe; `events` is the loop.

    `module`, if given, is trained in place, beginning with its weights; else the weights are
    those that the recipe's seed gives. With a `run`, events and checkpoints are kept in its
    folder. `preprocessing`, if given, is taken as it was fitted; else the recipe's is fitted to
    the training images. With `replicas`, other processes train the same network by shares of each
    batch; only the first has a `run`. Raises UntrainableError where the network does not suit the
    data or the machine.

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
        replicas: Replicas | None = None,
    ) -> None:
        self.recipe = recipe
        self.dataset = dataset
        self.replicas = replicas = replicas or Replicas()
        device = device_for(recipe.device)
        analysis = check_trainable(network, recipe, dataset, device, replicas.share.count)
        self._learner = Learner(network, analysis, recipe, device, module, replicas)
        image = network.layers[network.inputs[0]]
        assert isinstance(image, Input)
        shape = (image.channels, image.height, image.width)
        self._data = DeviceData(dataset, shape, recipe, device, preprocessing)
        self._evaluation_batch = evaluation_batch(analysis.activations, self.device)

        self.steps_per_fetch = 1 if device.type == "cpu" else STEPS_PER_FETCH
        """`events` reports steps in groups of so many; 1 makes every `next` a single step."""
        self.untold = 0
        """How many events have happened that `events` has not handed out yet."""
        self._changes = Changes()
        self._state = State()
        self._watch = DivergenceWatch(recipe, len(dataset.classes), self.steps_per_epoch)
        self._unread = UnreadFigures()
        self._keeper = RunKeeper(run, self._watch, self._checkpoint, lambda: self._state.place)
        self._pace = Pace()
        self._learner.warm_up(recipe, self._data.train)

    @classmethod
    def resume(
        cls, folder: Path, dataset: Dataset | None = None, *, replicas: Replicas | None = None
    ) -> Trainer:
        """A trainer that goes on with the run in `folder` from its last checkpoint.

        What it then does equals, bit for bit, a run that was never interrupted. The data set is
        loaded by the recipe's name where none is given. Raises RunError (also where another
        program trains the run), UntrainableError, and DataError where the data set is not there.
        """
        run = open_run(folder)
        if replicas is not None and not replicas.leads:
            return cls._gone_on(run, dataset, replicas, kept=None)
        run.hold()
        try:
            run.remove_unfinished()
            return cls._gone_on(run, dataset, replicas, kept=run)
        except BaseException:
            run.release()
            raise

    @classmethod
    def _gone_on(
        cls, run: Run, dataset: Dataset | None, replicas: Replicas | None, *, kept: Run | None
    ) -> Trainer:
        recipe = run.recipe
        data = dataset or load(recipe.dataset, difficulty=recipe.difficulty, changes=recipe.changes)
        fitted = saved_preprocessing(run)
        trainer = cls(run.network, recipe, data, run=kept, preprocessing=fitted, replicas=replicas)
        if run.has_checkpoint:
            trainer._restore(run.load_checkpoint())
        trainer._changes = Changes(
            event
            for event in run.history()
            if isinstance(event, SettingChanged) and event.step >= trainer.step
        )
        return trainer

    @property
    def run(self) -> Run | None:
        """The folder that events and checkpoints are kept in."""
        return self._keeper.run

    @run.setter
    def run(self, run: Run) -> None:
        self._keeper.run = run

    @property
    def module(self) -> NetworkModule:
        """The network that learns, on `device`."""
        return self._learner.module

    @property
    def device(self) -> torch.device:
        return self._learner.device

    @property
    def preprocessing(self) -> Preprocessing:
        """What was fitted to the training images, or read again from the run."""
        return self._data.preprocessing

    @property
    def warning(self) -> str:
        """Why an event or checkpoint could not be saved; empty if all could. Training goes on."""
        return self._keeper.warning

    @warning.setter
    def warning(self, warning: str) -> None:
        self._keeper.warning = warning

    @property
    def step(self) -> int:
        """Batches learned since the run began."""
        return self._state.step

    @property
    def epoch(self) -> int:
        """The epoch in progress, from 1; the last one when the run is over."""
        return self._state.epochs_done + (not self.over)

    @property
    def over(self) -> bool:
        """Whether nothing is left to be learned: all epochs are done, or it was stopped early."""
        state = self._state
        return bool(state.judgement.stopped) or state.epochs_done >= self.recipe.epochs

    @property
    def steps_per_epoch(self) -> int:
        return steps_per_epoch(len(self._data.train), self.recipe.batch_size)

    @property
    def total_steps(self) -> int:
        return self.recipe.epochs * self.steps_per_epoch

    @property
    def images_per_second(self) -> float:
        """The pace of training steps so far; validation, saving and pauses are not in it."""
        return self._pace.images_per_second

    def change(self, recipe: Recipe) -> None:
        """Take over the settings of `recipe` that may change in the middle of a run.

        They count from the next step on and are put on record, so that a resumed run does the same.
        The others (`CHANGEABLE` names those that may) are passed over.
        """
        for event in self._changes.ask(self.recipe, recipe, self.step):
            self._keeper.record(event)

    def keep(self) -> None:
        """Put all of this moment into the run's folder, as ending the training would."""
        self._keeper.save()
        self._keeper.close()

    def close(self) -> None:
        """Let go of the run, which a setting changed before the first step has opened."""
        self._keeper.release()

    def weights_edited(self) -> None:
        """Note that the weights were changed by hand between two steps."""
        self._keeper.outdate()

    def events(self) -> Generator[TrainingEvent, None, None]:
        """Train until all epochs are done or nothing gets better, telling what happens.

        Not calling `next` is a pause; closing the generator ends the training, after a last
        checkpoint. Called again, it goes on where it stood.
        """
        try:
            yield from self._learn()
        except DivergenceError as divergence:
            # The last checkpoint stays: it is from before, see `RunKeeper.keep`.
            yield from self._hand_out([Diverged(divergence.step, str(divergence))])
        except (RuntimeError, MemoryError) as error:
            if not is_out_of_memory(error):
                raise
            # The last checkpoint stays: what was halfway through a step may have changed weights.
            clear_frames(error.__traceback__)  # where the batch still is that takes the memory
            self._unread = UnreadFigures()
            event = self._learner.out_of_memory(self.step, self.recipe, self._data.train)
            yield from self._hand_out([event])
        except GeneratorExit:
            self._keeper.save()
            raise
        finally:
            self._keeper.release()

    def _learn(self) -> Generator[TrainingEvent, None, None]:
        """The loop itself; raises DivergenceError, and what torch raises for want of memory."""
        forward = self._learner.join()
        self._data.use(self.replicas.preprocessing_of_first)
        optimizer = self._learner.optimizer
        self._keeper.begin(self.preprocessing)
        self._keep_moment([])
        self._pace.start()
        while not self.over:
            epoch = self.epoch
            self.module.train()
            for images, labels, total in self._batches_left(epoch):
                yield from self._changes_due()
                rate = self._learning_rate()
                self._learner.prepare_step(self.step + 1, self.recipe.seed, rate)
                logits = logits_of(forward, images, self.recipe)
                loss = mean_loss(self.recipe, logits, labels)
                optimizer.zero_grad(set_to_none=True)
                self.replicas.learn(loss, total)
                adjust_gradients(self._learner.parameters, self.recipe)
                optimizer.step()
                self._state.step += 1
                self._unread.add(loss, logits, labels, total)
                if len(self._unread) >= self.steps_per_fetch:
                    yield from self._hand_out(self._steps_done(epoch))
            yield from self._hand_out(self._steps_done(epoch))
            yield from self._hand_out(self._epoch_done(epoch))
        self._watch.check_end(self.step)
        yield from self._hand_out(self._best_put_back())
        yield from self._hand_out([Finished(*self._state.place)])

    def test(self) -> tuple[float, float]:
        """Mean loss, as the recipe has it, and accuracy (0 to 1) on the test images."""
        return self._score(self._data.test())

    def test_batches(self) -> Iterator[Batch]:
        """The test images as the network takes them, and their labels, a batch at a time."""
        return self._data.test().in_order(self._evaluation_batch)

    # One step, one epoch

    def _batches_left(self, epoch: int) -> Iterator[SharedBatch]:
        skip = self.step - (epoch - 1) * self.steps_per_epoch
        return self._data.batches(self.recipe, epoch, skip, self.replicas.share)

    def _learning_rate(self) -> float:
        """That of the next step."""
        return learning_rate_at(
            self.recipe,
            self.step + 1,
            self.total_steps,
            self.steps_per_epoch,
            self._state.judgement.plateau.reductions,
        )

    def _changes_due(self) -> Iterator[SettingChanged]:
        """Make the changes that count from the next step on; they are on record already."""
        for event in self._changes.due(self.step):
            after = changed(self.recipe, [event])
            if after != self.recipe:
                self._use(after)
                self._stop_clock()
                yield event
                self._pace.start()

    def _use(self, recipe: Recipe) -> None:
        self.recipe = self._watch.recipe = recipe
        set_options(self._learner.optimizer, recipe)

    def _steps_done(self, epoch: int) -> Iterator[StepDone]:
        """Read the figures of the steps since the last time; raises DivergenceError."""
        figures = self._unread.read(self.replicas)
        sums = self._state.sums
        for step, (loss, correct, images) in enumerate(figures, start=self.step - len(figures) + 1):
            self._watch.add(step, loss)
            sums.loss += loss * images
            sums.correct += correct
            sums.images += images
            self._pace.images += images
            yield StepDone(step, epoch, loss, correct / images)

    def _epoch_done(self, epoch: int) -> Iterator[TrainingEvent]:
        """Classify the validation images and begin the next epoch's sums."""
        self._stop_clock()
        loss, accuracy = self._score(self._data.validation)
        self._watch.check_validation(self.step, loss)
        sums, self._state.sums = self._state.sums, Sums()
        self._state.epochs_done = epoch
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
        judgement, before = self._state.judgement, self._learning_rate()
        reductions = judgement.plateau.reductions
        judgement.add(self.recipe, epoch, loss)
        if self.recipe.restore_best and judgement.best and judgement.best.epoch == epoch:
            self._state.keep_weights(self.module)
        if judgement.plateau.reductions != reductions and not self.over:
            reason = no_better_for(self.recipe.plateau_patience)
            yield RateChanged(self.step, before, self._learning_rate(), reason)
        if judgement.stopped:
            yield Stopped(self.step, epoch, judgement.stopped)

    def _best_put_back(self) -> Iterator[Restored]:
        """Go back to the best weights, once, if the recipe wants it and they are not the last."""
        best = self._state.judgement.best
        if best is not None and self._state.put_back(self.module):
            self._keeper.outdate()  # the checkpoint of this step has the weights from before
            yield Restored(self.step, best.epoch, best.loss)

    def _score(self, examples: LabelledImages) -> tuple[float, float]:
        return score(self.module, self.recipe, examples, self._evaluation_batch, self.replicas)

    # Telling and keeping

    def _hand_out(self, events: Iterable[TrainingEvent]) -> Generator[TrainingEvent, None, None]:
        """Put the events on record, then hand them out one by one with the clock stopped.

        All are recorded first: whoever takes them may stop in between.
        """
        told = []
        trouble = None
        try:
            for event in events:
                self._keeper.record(event)
                told.append(event)
        except DivergenceError as divergence:
            trouble = divergence
        self._stop_clock()
        self._keeper.keep(told)
        self._keep_moment(told)
        for index, event in enumerate(told, start=1):
            self.untold = len(told) - index
            yield event
        if trouble is not None:
            raise trouble
        self._pace.start()

    def _stop_clock(self) -> None:
        self._state.sums.seconds += self._pace.stop()

    def _keep_moment(self, told: Sequence[TrainingEvent]) -> None:
        self._keeper.keep_moment(told, self._pace.seconds, partial(weights_of, self.module))

    def _checkpoint(self) -> Checkpoint | None:
        """All of this moment; None where a weight is no number."""
        if not self._learner.is_finite():
            return None
        standing = self._state.standing(self.recipe, self._watch.outlook, len(self._data.train))
        return Checkpoint(standing, self._learner.tensors(self._state.best_weights))

    def _restore(self, checkpoint: Checkpoint) -> None:
        standing = checkpoint.standing
        self._data.check_count(standing.training_images)
        best = self._learner.put_back(checkpoint.tensors)
        self._use(replace(self.recipe, **standing.changed))  # type: ignore[arg-type]
        self._state = state_from(standing, best)
        self._watch.outlook = standing.outlook
        self._keeper.resumed()
