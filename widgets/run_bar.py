"""The controls of training: data set, Train and Pause, single steps, Stop, and how far it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QStatusTipEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolBar,
    QToolButton,
    QWidget,
)

from app.data.dataset import DatasetInfo
from app.language import tr
from app.training.progress import Progress, State, duration_text
from widgets.dataset_box import DatasetBox
from widgets.empty_state import TRAIN, TRAIN_AGAIN
from widgets.icons import icon
from widgets.theme import NORMAL, font, theme

_WAITS = (
    tr("Training starts as soon as PyTorch is loaded …"),
    tr("Starts when PyTorch is loaded …"),
)


class RunBar(QToolBar):
    """Emits what the lecturer asks for; `show_progress` keeps it in step with the training."""

    dataset_chosen = Signal(str)
    train_wanted = Signal()
    pause_wanted = Signal()
    batch_wanted = Signal()
    epoch_wanted = Signal()
    stop_wanted = Signal()
    reset_wanted = Signal()
    renew_wanted = Signal()
    batch_size_wanted = Signal(int)
    """Train with batches of so many, for those of the recipe did not fit into memory."""
    focus_left = Signal()
    """The control that had the focus makes no sense now; another place has to take it."""
    again_wanted = Signal()
    """Restart with the same initial weights and train at once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Training controls"), parent)
        self.setObjectName("run_bar")
        self.setMovable(False)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.datasets = DatasetBox()
        self.datasets.activated.connect(
            lambda index: self.dataset_chosen.emit(self.datasets.itemData(index))
        )
        self._choice = (self.addWidget(self.datasets), self.addSeparator())
        self._pictures: dict[QAction, str] = {}
        self.train = self._action(tr("Train"), "F5", tr("Train from the initial weights"), "train")
        self.train.setObjectName(TRAIN)
        self.train.triggered.connect(self._train_or_pause)
        self.batch = self._action(
            tr("Train one batch"), "F10", tr("Train one batch, then pause"), "batch"
        )
        self.batch.setIconText(tr("Batch"))
        self.batch.triggered.connect(self.batch_wanted)
        self.epoch = self._action(
            tr("Train to the end of the epoch"),
            "Shift+F10",
            tr("Train to the end of the epoch"),
            "epoch",
        )
        self.epoch.setIconText(tr("Epoch"))
        self.epoch.triggered.connect(self.epoch_wanted)
        self.stop = self._action(
            tr("End the run"), "Shift+F5", tr("End the run; the weights stay"), "stop"
        )
        self.stop.setIconText(tr("Stop"))
        self.stop.triggered.connect(self._stop)
        self.reset = self._action(
            tr("Restart with the same initial weights"),
            "Ctrl+R",
            tr("Begin again with the initial weights of this seed, the same as before"),
            "reset",
        )
        self.reset.setIconText(tr("Restart"))
        self.reset.triggered.connect(self.reset_wanted)
        self.renew = QAction(tr("Restart with new initial weights"), self)
        self.renew.setShortcut(QKeySequence("Ctrl+Alt+R"))
        self.renew.setToolTip(tr("Begin again with the initial weights of the next seed"))
        self.renew.triggered.connect(self.renew_wanted)
        button = self.widgetForAction(self.reset)
        assert isinstance(button, QToolButton)
        self.again = QAction(tr("Restart and train"), self)
        self.again.setObjectName(TRAIN_AGAIN)
        self.again.setShortcut(QKeySequence("Ctrl+F5"))
        self.again.setToolTip(
            tr(
                "Begin again with the same initial weights and train; the last curves stay "
                "to compare"
            )
        )
        self.again.triggered.connect(self.again_wanted)
        button.addActions([self.again, self.renew])
        button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.addSeparator()
        self.bar = QProgressBar()
        self.bar.setAccessibleName(tr("Training progress"))
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(120)
        self.bar.setMaximumHeight(10)
        self.words = QLabel()
        self.words.setFont(font(NORMAL))
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(6, 0, 6, 0)
        layout.addWidget(self.bar)
        self._place = _Place(self.words)
        layout.addWidget(self._place, 1)
        self.smaller_batch = QPushButton()
        self.smaller_batch.setToolTip(tr("Change the batch size and train the weights as they are"))
        self.smaller_batch.clicked.connect(self._want_smaller_batch)
        layout.addWidget(self.smaller_batch)
        self.addWidget(row)
        self._data_fixed = self._learned = False
        self._waits = False
        """Whether Train was pressed while PyTorch was being loaded."""
        self.shown = Progress(state="loading")
        self.show_progress(self.shown)

    def actions_for_menu(self) -> tuple[QAction, ...]:
        """Its actions, for the Train menu."""
        first = (self.train, self.batch, self.epoch, self.stop)
        return (*first, self.reset, self.again, self.renew)

    def show_datasets(self, infos: Sequence[DatasetInfo]) -> None:
        """Fill the list of data sets."""
        self.datasets.show_datasets(infos)

    def fix_data(self, fixed: bool) -> None:
        """Whether the data set must stay, though nothing may be trained."""
        self._data_fixed = fixed
        self.show_progress(self.shown)

    @property
    def data_fixed(self) -> bool:
        """Whether the data set must stay, as `fix_data` was told."""
        return self._data_fixed

    def show_data_choice(self, shown: bool) -> None:
        """Whether there is a list of data sets to choose from."""
        for action in self._choice:
            action.setVisible(shown)

    def show_dataset(self, name: str) -> None:
        """Show which data set is in use."""
        self.datasets.setCurrentIndex(self.datasets.findData(name))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "shown"):
            for action, picture in self._pictures.items():
                action.setIcon(icon(picture))
            self.show_progress(self.shown)
        super().changeEvent(event)

    def show_progress(self, progress: Progress) -> None:
        """Follow the training: words, bar, and which buttons make sense now."""
        self.shown = progress
        focused = self.window().focusWidget()
        moving = progress.state in ("training", "preparing")
        word = tr("Resume") if progress.state == "paused" else tr("Train")
        self.train.setText(tr("Pause") if moving else word)
        self._show_icon("pause" if moving else "train")
        self._show_train_tip(self._train_tip(progress.state))
        ready = progress.state != "loading"
        starts = ready and self._waits
        self._waits = self._waits and not (ready or progress.failed)
        self.train.setEnabled(progress.state != "preparing" and (ready or not progress.failed))
        for action in (self.batch, self.epoch):
            action.setEnabled(ready and not moving)
        self.stop.setEnabled(progress.busy or self._waits)
        self.reset.setEnabled(ready)
        self.again.setEnabled(ready)
        self.renew.setEnabled(ready)
        self.datasets.lock(self._why_locked(progress))
        if focused is not None and self.isAncestorOf(focused) and not focused.isEnabled():
            # Qt has given the focus to the next one, Stop perhaps, which a key would then press.
            self.focus_left.emit()
        self.bar.setVisible(progress.busy)
        # Thousandths, since Qt's progress counts in 32 bits.
        self.bar.setRange(0, 1000 if progress.total_steps else 0)
        self.bar.setValue(round(1000 * progress.step / max(1, progress.total_steps)))
        self._place.show_words(*(_WAITS if self._waits else _words(progress)))
        self._colour_words("error" if progress.failed else "text")
        self.smaller_batch.setVisible(progress.fitting_batch > 0)
        if progress.fitting_batch:
            self.smaller_batch.setText(
                tr("Train with batches of {fitting_batch:,}", fitting_batch=progress.fitting_batch)
            )
        if starts:
            self.train_wanted.emit()

    def show_learned(self, learned: bool) -> None:
        """Whether Train goes on from weights that have learned."""
        self._learned = learned
        self.show_progress(self.shown)

    def call_off(self) -> None:
        """Start nothing once PyTorch is loaded, whatever was wished for until now."""
        self._waits = False
        self.show_progress(self.shown)

    # Both are dear, and progress comes with every frame.

    def _show_icon(self, picture: str) -> None:
        if self._pictures.get(self.train) != picture:
            self._pictures[self.train] = picture
            self.train.setIcon(icon(picture))

    def _show_train_tip(self, tip: str) -> None:
        if tip == self.train.statusTip():
            return
        _show_tip(self.train, tip)
        button = self.widgetForAction(self.train)
        if button.underMouse():  # else the status bar keeps what Train did before it was clicked
            QCoreApplication.sendEvent(button, QStatusTipEvent(tip))

    def _colour_words(self, name: str) -> None:
        palette = self.words.palette()
        colour = theme().colour(name)
        if palette.color(self.words.foregroundRole()) != colour:
            palette.setColor(self.words.foregroundRole(), colour)
            self.words.setPalette(palette)

    def _train_tip(self, state: State) -> str:
        """What Train does now."""
        if state in ("training", "preparing"):
            return tr("Pause the training")
        if state == "paused":
            return tr("Go on with the run")
        if self._learned:
            return tr("Train on from what was learned; Restart goes back to the initial weights")
        return tr("Train from the initial weights")

    def _why_locked(self, progress: Progress) -> str:
        """Why no other data can be chosen now, and what to do; empty where they can."""
        if self._data_fixed:
            return tr("In the sabotage lab the data stays: leave it to change any.")
        if progress.state == "paused":
            return tr("A run that is paused keeps its data: Stop ends it, then choose others.")
        if progress.busy:
            return tr("A run that is under way keeps its data: Stop ends it, then choose others.")
        return ""

    def _want_smaller_batch(self) -> None:
        self.batch_size_wanted.emit(self.shown.fitting_batch)

    def _train_or_pause(self) -> None:
        if self.shown.state == "loading":
            self._waits = True
            self.show_progress(self.shown)
            return
        moving = self.shown.state in ("training", "preparing")
        (self.pause_wanted if moving else self.train_wanted).emit()

    def _stop(self) -> None:
        if self._waits:
            self.call_off()
        else:
            self.stop_wanted.emit()

    def _action(self, text: str, shortcut: str, tip: str, picture: str) -> QAction:
        action = QAction(icon(picture), text, self)
        self._pictures[action] = picture
        action.setShortcut(QKeySequence(shortcut))
        _show_tip(action, tip)
        self.addAction(action)
        # Qt leaves the buttons of a toolbar to the mouse.
        self.widgetForAction(action).setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return action


def _show_tip(action: QAction, tip: str) -> None:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    action.setToolTip(f"{tip} ({keys})")
    action.setStatusTip(tip)


class _Place(QWidget):
    """Where a label is shown, without a layout: else each new text lays out the whole toolbar.

    Where there is little room, it shows fewer words; the tool tip has all of them.
    """

    def __init__(self, label: QLabel) -> None:
        super().__init__()
        self._label = label
        self._words: tuple[str, ...] = ("",)
        label.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def show_words(self, words: str, *shorter: str) -> None:
        """Write the longest of these that there is room for; else as much as fits of the last."""
        self._words = (words, *shorter)
        self._label.setToolTip(words)
        metrics, room = self._label.fontMetrics(), self.width()
        fitting = (each for each in self._words if metrics.horizontalAdvance(each) <= room)
        cut = metrics.elidedText(self._words[-1], Qt.TextElideMode.ElideRight, room)
        self._label.setText(next(fitting, cut))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._label.resize(event.size())
        self.show_words(*self._words)


def _words(progress: Progress) -> tuple[str, ...]:
    """How far it is, in all words and in fewer and fewer of them."""
    if not progress.busy or not progress.total_steps:
        return tuple(filter(None, (progress.message, progress.short))) or ("",)
    epoch = tr("Epoch {epoch}/{epochs}", epoch=progress.epoch, epochs=progress.epochs)
    step = tr("step {step:,}/{total_steps:,}", step=progress.step, total_steps=progress.total_steps)
    rate = (
        tr("{images_per_second:,.0f} images/s", images_per_second=progress.images_per_second)
        if progress.images_per_second
        else ""
    )
    left = message = ""
    if progress.seconds_left is not None and progress.state == "training":
        left = tr("{duration} left", duration=duration_text(progress.seconds_left))
    if progress.message and progress.state == "paused":
        message = progress.message
    choices = (
        (epoch, step, rate, left, message),
        (epoch, step, left, message),
        (step, left, message) if message else (epoch, left),
        (message,) if message else (epoch,),
    )
    return tuple("  ·  ".join(part for part in parts if part) for parts in choices)
