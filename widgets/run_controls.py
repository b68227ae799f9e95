"""What the controls of training do, to the document's training or to that of the sabotage lab."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.language import tr
from app.training.recipe import Recipe
from widgets.document import Document
from widgets.live_views import LiveViews
from widgets.restarting import Restarting
from widgets.run_bar import RunBar
from widgets.training_thread import TrainingThread

AtWork = tuple[TrainingThread, Recipe]
"""A training, and the recipe that it follows."""


class RunControls(QObject):
    """Connects the run bar to the training on show; `in_lab` gives the lab's while it is open."""

    said = Signal(str)
    """Why something that was asked for is not done."""

    def __init__(
        self,
        document: Document,
        thread: TrainingThread,
        live: LiveViews,
        bar: RunBar,
        restarting: Restarting,
        in_lab: Callable[[], AtWork | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document, self._thread = document, thread
        self._restarting, self._in_lab = restarting, in_lab
        bar.train_wanted.connect(lambda: self._act(TrainingThread.train))
        bar.pause_wanted.connect(lambda: self._act(lambda at_work, _: at_work.pause()))
        bar.batch_wanted.connect(lambda: self._act(partial(TrainingThread.train, steps=1)))
        bar.epoch_wanted.connect(lambda: self._act(TrainingThread.train_epoch))
        bar.stop_wanted.connect(lambda: self._act(lambda at_work, _: at_work.stop()))
        bar.reset_wanted.connect(self._restart)
        bar.renew_wanted.connect(self._renew_weights)
        bar.again_wanted.connect(self._train_again)
        bar.batch_size_wanted.connect(self._train_with_batches)
        live.goes_on.connect(bar.show_learned)

    def evaluate(self) -> None:
        """Classify a part of the data with the weights of now."""
        self._act(lambda at_work, _: at_work.evaluate())

    def _act(self, act: Callable[[TrainingThread, Recipe], object]) -> None:
        """Do something to the training on show."""
        act(*(self._in_lab() or (self._thread, self._document.recipe)))

    def _restart(self) -> None:
        """Begin again with the same weights; what is learned in the lab is lost unasked."""
        if lab := self._in_lab():
            _reset(*lab)
        else:
            self._restarting.restart()

    def _train_again(self) -> None:
        if lab := self._in_lab():
            _reset(*lab)
            lab[0].train(lab[1])
        else:
            self._restarting.train_again()

    def _renew_weights(self) -> None:
        """Begin again with the weights of the next seed, unless that belongs to a riddle."""
        if self._in_lab():
            self.said.emit(tr("In the sabotage lab the seed stays: restart with the same weights."))
        else:
            self._restarting.renew()

    def _train_with_batches(self, size: int) -> None:
        """Train the weights as they are with batches of `size`, which is then the recipe's."""
        if not self._in_lab():
            recipe = replace(self._document.recipe, batch_size=size)
            self._document.set_recipe(recipe, tr("Batches that fit into memory"))
        self._act(lambda at_work, recipe: at_work.train(replace(recipe, batch_size=size)))


def _reset(thread: TrainingThread, recipe: Recipe) -> None:
    thread.reset_weights(recipe.seed, recipe.initial_weights)
