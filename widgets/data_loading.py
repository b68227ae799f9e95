"""Which data set is in use: choosing it, making it ready, and keeping the views in step."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.data.catalogue import available, load, title_of
from app.data.changes import UNCHANGED, DataChanges
from app.data.dataset import Dataset
from app.data.own_images import Colour, OwnSet, is_own, own_set
from app.data.places import remember_own
from app.data.preprocessing import Shape
from app.data.progress import Report
from app.language import tr
from app.network.layers.dense import Input
from widgets.data_dialog import DataDialog
from widgets.data_work import DataWork
from widgets.document import Document
from widgets.ending_run import may_end_run
from widgets.own_images_dialog import OwnImagesDialog
from widgets.panels.data_panel import DataPanel
from widgets.run_bar import RunBar
from widgets.training_thread import TrainingThread

MORE = "more"
"""What the tool bar's list gives for its last line."""


class DataLoading(QObject):
    """Follows the recipe: the data set that it names is loaded, with its changes.

    Images of the user's own are decoded on a thread of their own before the training thread takes
    them, so that training, saving and editing go on meanwhile. A run that is open learns from the
    data that it began with: it ends where the data changes.
    """

    awaited = Signal()
    """Another data set is on its way: what is shown of the one before is out of date."""
    message = Signal(str)
    """What the user should know of the data; they need not do anything."""

    def __init__(
        self,
        document: Document,
        thread: TrainingThread,
        panel: DataPanel,
        bar: RunBar,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._document, self._thread, self._panel = document, thread, panel
        self._bar, self._window = bar, window
        self._wanted: tuple[str, float] | None = None
        self._changes = UNCHANGED
        self._preparing = ""
        self._tells_left_out = False
        """Whether files that could not be read are still to be told of."""
        self._work = DataWork(self)
        self._work.progressed.connect(self._show_progress)
        self._work.done.connect(self._hand_over)
        self._work.failed.connect(self._fail)
        self._work.cancelled.connect(self._tell_cancelled)
        document.recipe_changed.connect(self.load)
        document.network_changed.connect(self._show_input)
        bar.dataset_chosen.connect(self.choose)
        panel.sets_wanted.connect(self.open_dialog)
        panel.changes_wanted.connect(self._change)
        panel.cancel_wanted.connect(self._work.cancel)
        self._fill_bar()
        self._show_input()

    def close(self) -> None:
        """Call off what is being prepared and wait for its end."""
        self._work.close()

    def load(self) -> None:
        """Load what the recipe names, unless that is there."""
        recipe = self._document.recipe
        self._show_in_bar(recipe.dataset)
        self._panel.show_changes(recipe.changes)
        wanted = (recipe.dataset, recipe.difficulty)
        changed = wanted != self._wanted or recipe.changes != self._changes
        if changed and self._thread.progress.busy:  # a step of undo, say; who chooses was asked
            self._thread.stop()
        if wanted != self._wanted:
            self._wanted, self._changes = wanted, recipe.changes
            self._panel.show_loading(title_of(recipe.dataset))
            self.awaited.emit()
            self._prepare(recipe.dataset)
        elif recipe.changes != self._changes:
            self._changes = recipe.changes
            if not self._preparing:
                self._load_on_thread()

    def tell_left_out(self, dataset: Dataset) -> None:
        """Say once of images that were just loaded how many files could not be read."""
        count = len(dataset.left_out)
        if self._tells_left_out and count:
            self.message.emit(
                tr("1 file could not be read: the Data panel tells which and why.")
                if count == 1
                else tr(
                    "{count:,} files could not be read: the Data panel tells which and why.",
                    count=count,
                )
            )
        self._tells_left_out = False

    def choose(self, name: str) -> None:
        """Train on this data set, unchanged if it is another than before."""
        if name == MORE:
            self._show_in_bar(self._document.recipe.dataset)
            self.open_dialog()
            return
        recipe = self._document.recipe
        if not self._may_change_to(name):
            self._show_in_bar(recipe.dataset)
        elif name == recipe.dataset:
            self._wanted = None  # the same once more, perhaps after its disk was connected again
            self.load()
        else:
            self._document.set_recipe(replace(recipe, dataset=name, changes=UNCHANGED))

    def _may_change_to(self, name: str) -> bool:
        """Whether what is trained does not stand in the way, or may end."""
        if self._bar.data_fixed:
            self.message.emit(tr("In the sabotage lab the data stays: leave it to change any."))
            return False
        if name == self._document.recipe.dataset and self._thread.progress.busy:
            return False  # it is in use
        return may_end_run(
            self._window,
            self._thread,
            tr("End this run and use {title}?", title=title_of(name)),
            tr(
                "A run learns from the data that it began with. The weights stay as they are, and "
                "the run can be continued later, with Train ▸ Continue a run."
            ),
        )

    def open_dialog(self) -> None:
        """Let the user choose among all data sets."""
        dialog = DataDialog(self._document.recipe.dataset, self._window)
        dialog.exec()
        self._fill_bar()
        self._show_in_bar(self._document.recipe.dataset)
        chosen, place = dialog.chosen, dialog.own_place
        dialog.deleteLater()
        if chosen:
            self.choose(chosen)
        elif place:
            self.open_own(Path(place))

    def open_own(self, path: Path) -> None:
        """Show what a folder, a table or an .npz of the user's holds, and load it if they like."""
        own, wanted = self._like_input(path.absolute()), self._input_shape()
        dialog = OwnImagesDialog(own, self._window, wanted)
        accepted = dialog.exec() == OwnImagesDialog.DialogCode.Accepted
        chosen = dialog.own
        dialog.deleteLater()
        if accepted:
            self.choose(chosen.name)

    def _like_input(self, path: Path) -> OwnSet:
        """A set whose images are as the network takes them in."""
        image, own = self._input(), OwnSet(path)
        if image and max(image.height, image.width) <= 512:
            colour: Colour = "grey" if image.channels == 1 else "colour"
            own = replace(own, height=image.height, width=image.width, colour=colour)
        return own

    def _input(self) -> Input | None:
        network = self._document.network
        image = network.layers[network.inputs[0]] if network.inputs else None
        return image if isinstance(image, Input) else None

    def _input_shape(self) -> Shape | None:
        image = self._input()
        return (image.channels, image.height, image.width) if image else None

    def _show_input(self) -> None:
        self._panel.show_input(self._input_shape())

    # Making it ready

    def _prepare(self, name: str) -> None:
        if not is_own(name):
            self._preparing = ""
            self._work.cancel()
            self._load_on_thread()
            return
        self._preparing = name

        def prepare(report: Report) -> str:
            own = own_set(name)
            if not own.packed:
                load(name, report=report)
            remember_own(name)
            return name

        self._work.start(prepare)

    def _hand_over(self, name: str) -> None:
        if name == self._preparing:
            self._preparing = ""
            self._tells_left_out = True
            self._fill_bar()
            self._show_in_bar(name)
            self._load_on_thread()

    def _load_on_thread(self) -> None:
        recipe = self._document.recipe
        self._thread.load_dataset(recipe.dataset, recipe.difficulty, recipe.changes)

    def _show_progress(self, done: int, total: int) -> None:
        if self._preparing:
            words = tr(
                "Decoding {title}: {done:,} of {total:,} images",
                title=title_of(self._preparing),
                done=done,
                total=total,
            )
            self._panel.show_progress(words, done, total)

    def _fail(self, why: str) -> None:
        if self._preparing:
            self._preparing, self._wanted = "", None
            self._panel.show_error(why)

    def _tell_cancelled(self) -> None:
        if self._preparing and not self._work.busy:
            name, self._preparing, self._wanted = self._preparing, "", None
            self._panel.show_error(
                tr(
                    "Decoding {title} was called off. Choose it again, or another data set.",
                    title=title_of(name),
                )
            )

    def _change(self, changes: DataChanges) -> None:
        self._document.set_recipe(replace(self._document.recipe, changes=changes))

    # The tool bar

    def _fill_bar(self) -> None:
        self._bar.show_datasets(available())
        self._bar.datasets.insertSeparator(self._bar.datasets.count())
        self._bar.datasets.addItem(tr("More data sets…"), MORE)

    def _show_in_bar(self, name: str) -> None:
        if is_own(name) and self._bar.datasets.findData(name) < 0:
            self._bar.datasets.insertItem(0, title_of(name), name)
        self._bar.show_dataset(name)
