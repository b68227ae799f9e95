"""Fork A/B: the network as it was and as it is now, trained side by side."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.experiments.comparisons import Variant
from app.experiments.difference import differences
from app.experiments.disagreements import Disagreements, verdict
from app.experiments.fork_events import LETTERS, SIDES
from app.files.project import ProjectError
from app.language import figures, tr
from app.network.arithmetic import percent_text
from app.training.events import Diverged
from widgets.document import Document
from widgets.fork.curves import PairPlot, side_colour
from widgets.fork.filters import FilterPair, Filters
from widgets.fork.images import DisagreementView
from widgets.fork.keeping import keep, put
from widgets.fork.run import ForkRun, Variants
from widgets.theme import GAP, LARGE, NORMAL, font, theme
from widgets.training_thread import TrainingThread

DRAW_MS = 100
"""Curves follow the training so often."""
LOOK_MS = 150
"""The pause between two looks at the filters."""


class ForkPanel(QWidget):
    """A is what was frozen, B what is on the canvas; both are trained on the same batches."""

    image_chosen = Signal(object, int)
    """An image (uint8 C×H×W) and its number among the validation images."""
    message = Signal(str)

    def __init__(self, document: Document, thread: TrainingThread) -> None:
        super().__init__()
        self.setAccessibleName(tr("Fork A/B"))
        self._document = document
        self._thread = thread
        self._a = self._on_canvas
        """The variant that was frozen."""
        self._said = ""
        self._wrong = False
        self.run = ForkRun(self)
        self.run.changed.connect(self._follow)
        self.run.begun.connect(self._begin)
        self.run.compared.connect(self._compare)
        self.run.ended.connect(self._end)
        self.loss = PairPlot(tr("loss"), lambda data: data.loss, "validation_loss", percent=False)
        self.accuracy = PairPlot(
            tr("accuracy"), lambda data: data.accuracy, "validation_accuracy", percent=True
        )
        self.filters = FilterPair()
        self.images = DisagreementView()
        self.images.image_chosen.connect(self.image_chosen)
        self._make_head()
        self._lay_out()
        self.run.filters_told.connect(self._show_filters)
        self.filters.layer_chosen.connect(lambda _name: self._look())
        self._drawing = QTimer(self, singleShot=True, interval=DRAW_MS)
        self._drawing.timeout.connect(self._draw)
        self._looking = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._looking.timeout.connect(self._look)
        document.network_changed.connect(self._show_sides)
        document.recipe_changed.connect(self._show_sides)
        self.freeze()

    def sizeHint(self) -> QSize:
        return QSize(900, 330)

    def minimumSizeHint(self) -> QSize:
        return QSize(420, 200)

    # What the user does

    def freeze(self) -> None:
        """Make what is on the canvas A; from now on the canvas is B."""
        self._a = self._on_canvas
        self.run.forget()
        self.filters.begin([])
        self.images.begin()
        self._draw()
        self._say(
            tr("A is frozen. Change one thing on the canvas or in the Training panel: that is B.")
        )
        self._show_sides()

    def train(self) -> None:
        """Train both, or pause, or go on."""
        if self.run.state == "training":
            self.run.pause()
        elif self.run.state == "paused":
            self.run.go_on()
            self._look()
        elif not self.run.running:
            self._start()

    def stop(self) -> None:
        """End both trainings; their runs stay."""
        self._say(tr("Stopping …"))
        self.run.stop()

    def swap(self) -> None:
        """Exchange A and B: what was frozen goes onto the canvas, as one step of undo."""
        a, b = self._trained or (self._a, self._on_canvas)
        self._a = b
        if self._trained:
            self.run.swap()
            self.filters.swap()
            self.images.swap()
        put(self._document, a, tr("Swap A and B"))
        self._draw()
        found = self.images.found
        self._say(verdict(found.counts) if found else tr("A and B are exchanged."))
        self._show_sides()

    def keep(self, side: int) -> None:
        """Put A or B with its weights onto the canvas, as one step of undo."""
        folder, trained = self.run.sides[side].folder, self._trained
        if folder is None or trained is None:
            return
        letter = LETTERS[side]
        variant = Variant(letter, trained[side].network, trained[side].recipe)
        trouble = keep(self._document, self._thread, variant, folder, self.window())
        if trouble:
            self._say(trouble, wrong=True)
        else:
            self.message.emit(
                tr("{letter} is on the canvas with its weights. Undo takes it back.", letter=letter)
            )
        self._show_sides()

    def close_down(self) -> None:
        """End what is going on; the window closes."""
        self._looking.stop()
        self._drawing.stop()
        self.run.close()

    def _start(self) -> None:
        self._thread.pause()  # two trainings at once would only be in each other's way
        self.images.begin()
        self.filters.begin([])
        try:
            self.run.start((self._a, self._on_canvas))
        except (OSError, ProjectError) as error:
            self._say(str(error), wrong=True)
            return
        self._say(tr("Loading PyTorch and the data …"))
        self._draw()
        self._show_sides()

    # What the command tells

    def _begin(self, convolutions: list[str], first_weights: str) -> None:
        self.filters.begin(convolutions, "…" if convolutions else tr("No convolution in A or B"))
        warning = f" {self.run.warning}" if self.run.warning else ""
        self._say(first_weights + warning)
        self._look()

    def _compare(self, found: Disagreements | str) -> None:
        if isinstance(found, str):
            self.images.show_reason(found)
            return
        self.images.show_found(found)
        a, b = found.epochs
        epochs = figures(f"{a:.3g}") if a == b else tr("{a:.3g} and {b:.3g}", a=a, b=b)
        self._say(
            tr("After {epochs} epochs: {verdict}", epochs=epochs, verdict=verdict(found.counts))
        )

    def _end(self, error: str) -> None:
        if not self.run.outcome:
            named = error.partition(":")[0] in self._document.network.layers
            self._say(error if named else error[:1].upper() + error[1:], wrong=True)
        elif self.run.outcome == "stopped":
            self._say(tr("Stopped. Both runs are kept: Train ▸ All runs can go on with each."))
        self._draw()
        self._show_sides()

    def _follow(self) -> None:
        if not self._drawing.isActive():
            self._drawing.start()

    def _look(self) -> None:
        """Ask for filters while they can be seen: the next time when these have come."""
        if self.run.state in ("training", "paused") and self.isVisible() and self.filters.wanted:
            self.run.look(self.filters.wanted)

    def _show_filters(self, filters: Filters) -> None:
        self.filters.show_filters(filters)
        if self.run.state == "training":
            self._looking.start()

    # What is shown

    @property
    def _on_canvas(self) -> Variant:
        document = self._document
        return Variant(document.network.name, document.network, document.recipe)

    @property
    def _trained(self) -> Variants | None:
        """What the results belong to; None while there are none."""
        return self.run.variants

    def _draw(self) -> None:
        sides = self.run.sides
        for side in sides:
            side.data.take(side.events, max(1, len(side.events)))
        if self.isVisible():
            for plot in (self.loss, self.accuracy):
                plot.show_pair(
                    [side.data for side in sides], [side.steps_per_epoch for side in sides]
                )
        self._show_sides()

    def _show_sides(self) -> None:
        """Say what A and B are and where they stand, and offer what can be done now."""
        a, b = self._trained or (self._a, self._on_canvas)
        changes = differences(a, b)
        texts = (a.network.name, "; ".join(changes) or tr("the same as A so far"))
        for side in SIDES:
            colour = side_colour(side).name()
            self._letters[side].setText(f"<span style='color:{colour}'>{LETTERS[side]}</span>")
            self._names[side].setText(texts[side])
            self._names[side].setToolTip(texts[side])
            self._figures[side].setText(self._figure(side))
        self._show_count(len(changes))
        self._offer()

    def _show_count(self, changes: int) -> None:
        words, trained = self._said, self._trained
        if trained and not self.run.running and differences(trained[1], self._on_canvas):
            words = tr(
                "The canvas is another network now; Train both compares it with A. {words}",
                words=words,
            )
        elif not trained and changes > 1:
            words = tr(
                "{changes} changes: which of them makes a difference will not be seen.",
                changes=changes,
            )
        elif not trained and changes == 1:
            words = tr("One change: Train both shows what it does.")
        self.status.setText(words)
        self.status.setToolTip(words)
        self.status.setAccessibleName(words)
        palette = QPalette(self.palette())
        if self._wrong:
            palette.setColor(QPalette.ColorRole.WindowText, theme().colour("error"))
        self.status.setPalette(palette)

    def _figure(self, side: int) -> str:
        record = self.run.sides[side]
        if record.failure is not None:
            return tr("diverged") if isinstance(record.failure, Diverged) else tr("out of memory")
        words = []
        if record.test_accuracy is not None:
            words.append(tr("test {percent}", percent=percent_text(record.test_accuracy)))
        if record.accuracy is not None:
            words.append(tr("validation <b>{percent}</b>", percent=percent_text(record.accuracy)))
        elif record.step:
            words.append(tr("step {step:,}", step=record.step))
        return tr(" &nbsp; ").join(words)

    def _offer(self) -> None:
        state, running = self.run.state, self.run.running
        words = {"training": tr("Pause"), "paused": tr("Go on"), "loading": tr("Loading …")}
        self.train_button.setText(words.get(state, tr("Train both")))
        self.train_button.setEnabled(state != "loading")
        self.stop_button.setEnabled(running)
        self.swap_button.setEnabled(not running)
        self.freeze_button.setEnabled(not running)
        for side in SIDES:
            there = self.run.sides[side].folder is not None and not running
            self.keep_buttons[side].setEnabled(there)
        self.progress.setVisible(running)
        total = sum(side.total_steps for side in self.run.sides)
        self.progress.setRange(0, 0 if state == "loading" else total)
        self.progress.setValue(sum(side.step for side in self.run.sides))

    def _say(self, words: str, *, wrong: bool = False) -> None:
        self._said, self._wrong = words, wrong
        self._show_count(0 if self._trained else len(differences(self._a, self._on_canvas)))

    # Making

    def _make_head(self) -> None:
        self._letters, self._names, self._figures = [], [], []
        for letter in LETTERS:
            mark = QLabel()
            mark.setFont(font(LARGE, bold=True))
            mark.setTextFormat(Qt.TextFormat.RichText)
            name = QLabel()
            name.setTextFormat(Qt.TextFormat.PlainText)
            name.setFont(font(NORMAL))
            name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            name.setAccessibleName(tr("What {letter} is", letter=letter))
            figure = QLabel()
            figure.setFont(font(NORMAL))
            figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            figure.setAccessibleName(tr("How well {letter} does", letter=letter))
            self._letters.append(mark)
            self._names.append(name)
            self._figures.append(figure)
        self.train_button = _button(tr("Train both"), tr("The same seed and batches, step by step"))
        self.train_button.clicked.connect(self.train)
        self.stop_button = _button(tr("Stop"), tr("End both trainings; their runs stay"))
        self.stop_button.clicked.connect(self.stop)
        self.swap_button = _button(tr("Swap"), tr("Exchange A and B: A goes onto the canvas"))
        self.swap_button.clicked.connect(self.swap)
        self.freeze_button = _button(tr("New fork"), tr("Freeze the network on the canvas as A"))
        self.freeze_button.clicked.connect(self.freeze)
        self.keep_buttons = [
            _button(
                tr("Keep {letter}", letter=letter),
                tr("Put {letter} with its weights onto the canvas", letter=letter),
            )
            for letter in LETTERS
        ]
        for side, button in enumerate(self.keep_buttons):
            button.clicked.connect(lambda _checked=False, side=side: self.keep(side))
        self.status = QLabel()
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self.status.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedSize(120, 6)
        self.progress.setAccessibleName(tr("Steps of both that are done"))

    def _lay_out(self) -> None:
        head = QGridLayout()
        head.setHorizontalSpacing(GAP)
        head.setVerticalSpacing(2)
        rows = (
            (self.train_button, self.stop_button, self.swap_button),
            (*self.keep_buttons, self.freeze_button),
        )
        for side, buttons in enumerate(rows):
            head.addWidget(self._letters[side], side, 0)
            head.addWidget(self._names[side], side, 1)
            head.addWidget(self._figures[side], side, 2)
            for at, button in enumerate(buttons):
                head.addWidget(button, side, 3 + at)
        head.setColumnStretch(1, 1)
        below = QHBoxLayout()
        below.setSpacing(GAP)
        below.addWidget(self.status, 1)
        below.addWidget(self.progress)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        for widget, share in ((self._plots(), 5), (self.filters, 3), (self.images, 4)):
            split.addWidget(widget)
            split.setStretchFactor(split.count() - 1, share)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP, GAP // 2, GAP, GAP // 2)
        layout.setSpacing(GAP // 2)
        layout.addLayout(head)
        layout.addLayout(below)
        layout.addWidget(split, 1)

    def _plots(self) -> QWidget:
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for plot, name in ((self.loss, tr("Loss")), (self.accuracy, tr("Accuracy"))):
            plot.setAccessibleName(tr("{name} of A and B over the epochs", name=name))
            plot.setToolTip(
                tr("Thin: training batches. Bold: validation images, A solid, B dashed.")
            )
            row.addWidget(plot)
        return both

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw()
        self._look()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "status"):
            self._show_sides()
            self.filters.recolour()
        super().changeEvent(event)


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    return button
