"""Beginning again from initial weights, with or without a remedy for what went wrong."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QWidget

from app.language import tr
from app.training.events import SettingChanged
from app.training.remedies import Remedy, remedies
from widgets.document import Document
from widgets.kept_run import where_run_is_kept
from widgets.message_box import message_box
from widgets.panels.verdict import Verdict
from widgets.training_thread import TrainingThread


class Restarting(QObject):
    """What the window does to train once more; weights that no run keeps are not lost unasked."""

    def __init__(
        self, document: Document, thread: TrainingThread, verdict: Verdict, window: QWidget
    ) -> None:
        super().__init__(window)
        self._document, self._thread, self._window = document, thread, window
        self._verdict = verdict
        verdict.trouble_changed.connect(self._offer)
        verdict.chosen.connect(self._try)
        document.recipe_changed.connect(self._offer)
        document.network_changed.connect(self._offer)

    def restart(self) -> None:
        """Begin again with the seed's weights; Enter is enough where that loses something."""
        if not self._document.learned or self._may_forget():
            self._reset()

    def renew(self) -> None:
        """Begin again with the weights of the next seed, which is then the recipe's."""
        if not self._document.learned or self._may_forget():
            recipe = self._document.recipe
            recipe = replace(recipe, seed=(recipe.seed + 1) % 2**31)
            self._thread.reset_weights(recipe.seed, recipe.initial_weights)
            self._document.set_recipe(recipe, tr("Restart with new initial weights"))

    def train_again(self) -> None:
        """Begin again with the seed's weights and train; the run so far is kept with its own."""
        if not (self._document.learned and self._thread.warning) or self._may_forget():
            self._reset()
            self._thread.train(self._document.recipe)

    def _reset(self) -> None:
        recipe = self._document.recipe
        self._thread.reset_weights(recipe.seed, recipe.initial_weights)

    def _may_forget(self) -> bool:
        button = QMessageBox.StandardButton
        question = tr("Begin again with the initial weights? What was learned is lost.")
        kept = where_run_is_kept(self._thread.history)
        box = message_box(self._window, QMessageBox.Icon.Question, question, kept)
        box.setStandardButtons(button.Reset | button.Cancel)
        box.setDefaultButton(button.Reset)
        answer = box.exec()
        box.deleteLater()
        return answer == button.Reset

    # Remedies

    def _offer(self) -> None:
        """Keep the buttons in step with what is wrong and with network and recipe as they are."""
        trouble, data, begun = self._verdict.trouble, self._thread.data, self._thread.history.recipe
        if trouble is None or data is None or begun is None:
            self._verdict.offer(())
            return
        changes = [e for e in self._thread.events if isinstance(e, SettingChanged)]
        rates = [e.new for e in changes if e.field == "learning_rate"]
        rate = rates[-1] if rates else begun.learning_rate
        document, images = self._document, len(data.original.train)
        self._verdict.offer(remedies(trouble, document.network, document.recipe, images, rate))

    def _try(self, remedy: Remedy) -> None:
        if remedy.edit is not None and not self._document.apply(remedy.edit):
            return
        self._document.set_recipe(remedy.recipe, tr("Train again with {title}", title=remedy.title))
        self.train_again()
