"""How well a part of the data is read: confusion matrix, accuracies, and the mistakes."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.inspection.evaluation import (
    TOP_FIVE_FROM,
    Evaluation,
    EvaluationState,
    evaluation_table,
)
from app.language import figures, tr
from app.network.arithmetic import percent_text
from app.network.tables import WRITERS
from widgets.empty_state import DATA_SETS, OPEN_GALLERY, EmptyState
from widgets.figures.on_paper import on_paper
from widgets.more_button import more_button
from widgets.panels.confusion_matrix import Cell, ConfusionMatrix
from widgets.panels.image_grid import ImageGrid
from widgets.panels.lettering import ElidedLabel
from widgets.panels.table_export import copy_plain, export
from widgets.theme import GAP, NORMAL, SMALL, font

_PARTS = (
    (tr("Validation images"), "validation"),
    (tr("Test images"), "test"),
    (tr("Training images"), "train"),
)
_PATIENCE = 0.4
"""Seconds after which an evaluation shows how far it has come."""
_AFTER_BUTTON = 2
"""The place of the sentence beside the controls, where it has room there."""
_AXES = tr("Rows: true class. Columns: what it was read as.")
_CLICK = tr("Click a cell to see its images.")
_EMPTY = tr("Nothing has been evaluated yet. Load a data set and build a network that suits it.")


class EvaluationPanel(QWidget):
    """The confusion matrix, and beside it the images of a cell or the worst mistakes."""

    evaluation_wanted = Signal()
    """The user wants it computed anew."""
    probe_chosen = Signal(str, int)
    """The part and the number of an image in it that shall be looked at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Evaluation"))
        self._evaluation: Evaluation | None = None
        self._cell: Cell | None = None
        self._busy_since: float | None = None
        self.matrix = ConfusionMatrix()
        self.matrix.picked.connect(self._pick)
        self.matrix.pointed.connect(self._read)
        self.images = ImageGrid()
        self.images.chosen.connect(self._choose)
        self._make_head()
        self._make_actions()
        self._lay_out()
        self.show_state(EvaluationState())

    def sizeHint(self) -> QSize:
        return QSize(860, 250)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 150)

    @property
    def wanted_part(self) -> str:
        """The part that shall be evaluated."""
        return str(self.part.currentData())

    @property
    def evaluation(self) -> Evaluation | None:
        """What is on show."""
        return self._evaluation

    def show_state(self, state: EvaluationState) -> None:
        """Show the newest evaluation, or why there is none, and how far the next one is."""
        self._show_progress(state)
        if state.message:
            self._evaluation = None
            for forget in (self.sentence.setText, self.sentence.setToolTip):
                forget("")  # it was about other data, or another network
            self.setAccessibleDescription(state.message)
            self._empty.setText(state.message)
            self._none.offer.show_only(OPEN_GALLERY, DATA_SETS)
            self._pages.setCurrentIndex(0)
        elif state.evaluation is None:
            self._empty.setText(tr("Evaluating …") if state.total else _EMPTY)
            self._none.offer.show_only(*(() if state.total else (OPEN_GALLERY, DATA_SETS)))
            self._pages.setCurrentIndex(0)
        elif state.evaluation is not self._evaluation:
            self._show(state.evaluation)
        self._enable_actions()

    def copy_picture(self) -> None:
        """Put the panel's matrix and images on the clipboard as they look now."""
        QGuiApplication.clipboard().setPixmap(self._split.grab())

    def copy_table(self) -> None:
        """Put the confusion matrix on the clipboard, for spreadsheets and as CSV."""
        if self._evaluation:
            copy_plain(evaluation_table(self._evaluation))

    def save_table(self) -> None:
        """Ask for a file and write the confusion matrix into it."""
        if evaluation := self._evaluation:
            export(
                self.window(),
                tr("Save the confusion matrix"),
                Path.home(),
                tr("confusion {part}", part=evaluation.part),
                lambda form: WRITERS[form](evaluation_table(evaluation)),
            )

    def show_worst(self) -> None:
        """Show the worst mistakes again instead of a cell's images."""
        self._cell = None
        self.matrix.pick(None)
        self._show_images()

    # What is shown

    def _show(self, evaluation: Evaluation) -> None:
        before, self._evaluation = self._evaluation, evaluation
        if before is not None and before.classes != evaluation.classes:
            self._cell = None
        if before is None or before.images is not evaluation.images:
            self.images.mark(None)
        self.matrix.show_evaluation(evaluation)
        self.matrix.pick(self._cell)
        self.sentence.setText(_sentence(evaluation))
        self.sentence.setToolTip(self.sentence.text())
        self._place_sentence()
        self.setAccessibleDescription(self.sentence.text())
        self._show_images()
        self._pages.setCurrentIndex(1)

    def _show_images(self) -> None:
        evaluation = self._evaluation
        if evaluation is None or evaluation.images is None:
            return
        if self._cell is None:
            shown = evaluation.worst_mistakes()
            many = tr("{shown:,} of {evaluation:,}", shown=len(shown), evaluation=len(evaluation))
            words = (
                tr("Mistakes, the surest first: {many}", many=many)
                if len(shown)
                else tr("No mistakes")
            )
        else:
            shown = evaluation.images_in(*self._cell)
            true, read = (evaluation.classes[number] for number in self._cell)
            words = (
                f"{true} → {read}: {figures(f'{len(shown):,}')}"
                if true != read
                else tr("{true}, read rightly", true=true)
            )
        self.images_title.setText(words)
        self.back.setVisible(self._cell is not None)
        names = sorted(evaluation.classes, key=len)[-2:]
        widest = max(" → ".join(names), percent_text(1.0), key=len)
        self.images.show_images(evaluation.images, shown, self._caption, self._describe, widest)

    def _caption(self, number: int) -> tuple[str, str]:
        assert self._evaluation
        found = self._evaluation
        true, read = (found.classes[of[number]] for of in (found.labels, found.predicted))
        return f"{true} → {read}", percent_text(float(found.confidence[number]))

    def _describe(self, number: int) -> str:
        assert self._evaluation
        found = self._evaluation
        true, read = (found.classes[of[number]] for of in (found.labels, found.predicted))
        sure, truth = (float(of[number]) for of in (found.confidence, found.truth))
        text = tr(
            "{part} #{number}: read as {read} with {percent}",
            part=found.part,
            number=number,
            read=read,
            percent=percent_text(sure),
        )
        return text + (
            tr(", rightly")
            if true == read
            else tr("; it is {true} ({percent})", true=true, percent=percent_text(truth))
        )

    def _show_progress(self, state: EvaluationState) -> None:
        busy = state.done < state.total
        if not busy:
            self._busy_since = None
        elif self._busy_since is None:
            self._busy_since = time.monotonic()
        late = self._busy_since is not None and time.monotonic() - self._busy_since > _PATIENCE
        self.progress.setVisible(busy and late)
        if busy:
            self.progress.setRange(0, state.total)
            self.progress.setValue(state.done)

    # What the user does

    def _pick(self, true: int, predicted: int) -> None:
        self._cell = Cell(true, predicted)
        self.matrix.pick(self._cell)
        self._show_images()

    def _read(self, words: str) -> None:
        self.reading.show_text(words or f"{_AXES} {_CLICK}")

    def _choose(self, number: int) -> None:
        if self._evaluation:
            self.probe_chosen.emit(self._evaluation.part, number)

    def _enable_actions(self) -> None:
        for action in (self.copy_action, self.picture_action, self.save_action):
            action.setEnabled(self._evaluation is not None)

    # Making

    def _make_head(self) -> None:
        self.part = QComboBox()
        self.part.setAccessibleName(tr("Part of the data to evaluate"))
        self.part.setToolTip(
            tr("Validation images watch the training, test images judge its result")
        )
        for text, name in _PARTS:
            self.part.addItem(text, name)
        self.again = QPushButton(tr("Evaluate now"))
        self.again.setToolTip(
            tr("With the weights of this moment; unasked it is done at the end of each epoch")
        )
        self.again.clicked.connect(self.evaluation_wanted)
        self.sentence = QLabel()
        self.sentence.setFont(font(NORMAL))
        self.sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.progress = QProgressBar()
        self.progress.setMaximumWidth(110)
        self.progress.setAccessibleName(tr("Images evaluated"))
        self.form = QComboBox()
        self.form.setAccessibleName(tr("Numbers in the cells"))
        self.form.addItems([tr("Counts"), tr("Per cent of row")])
        self.form.currentIndexChanged.connect(lambda at: self.matrix.show_shares(at == 1))
        self.reading = ElidedLabel()
        self.reading.setFont(font(SMALL))
        self.reading.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        on_paper(self.reading, _AXES)
        self._read("")
        self.images_title = QLabel()
        self.images_title.setFont(font(SMALL, bold=True))
        self.images_title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.back = QToolButton()
        self.back.setText(tr("All mistakes"))
        self.back.setToolTip(tr("Show all mistakes again (Esc)"))
        self.back.clicked.connect(self.show_worst)

    def _make_actions(self) -> None:
        self.copy_action = QAction(tr("Copy matrix as CSV"), self)
        self.copy_action.triggered.connect(self.copy_table)
        self.picture_action = QAction(tr("Copy as picture"), self)
        self.picture_action.triggered.connect(self.copy_picture)
        self.save_action = QAction(tr("Save matrix…"), self)
        self.save_action.triggered.connect(self.save_table)
        self._escape = QAction(tr("Show the worst mistakes"), self)
        self._escape.setShortcut(QKeySequence(Qt.Key.Key_Escape))
        self._escape.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._escape.triggered.connect(self.show_worst)
        self.addAction(self._escape)
        menu = QMenu(self)
        menu.addActions([self.copy_action, self.picture_action, self.save_action])
        self.menu_button = more_button(
            menu, tr("the evaluation"), tr("Save or copy the confusion matrix")
        )

    def _lay_out(self) -> None:
        head = self._head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self.part)
        head.addWidget(self.again)
        head.addWidget(self.sentence, 1)
        for widget in (self.progress, self.form, self.menu_button):
            head.addWidget(widget)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(GAP, 0, 0, 0)
        column.setSpacing(GAP // 2)
        title = QHBoxLayout()
        title.addWidget(self.images_title, 1)
        title.addWidget(self.back)
        column.addLayout(title)
        column.addWidget(_scrolling(self.images), 1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(_scrolling(self.matrix), 1)
        column.addWidget(self.reading)
        self._split = QSplitter()
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(left)
        self._split.addWidget(right)
        self._split.setSizes([520, 340])
        self._empty = QLabel()
        self._empty.setFont(font(NORMAL))
        self._pages = QStackedWidget()
        self._none = EmptyState(self._empty)
        self._pages.addWidget(self._none)
        self._pages.addWidget(self._split)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP, GAP // 2, GAP, GAP // 2)
        layout.setSpacing(GAP // 2)
        layout.addLayout(head)
        layout.addWidget(self._pages, 1)
        self._rows = layout
        self.setFocusProxy(self.matrix)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_sentence()
        super().resizeEvent(event)

    def _place_sentence(self) -> None:
        """In a narrow panel the sentence has a line of its own, or its errors would be cut."""
        beside = (self.part, self.again, self.sentence, self.form, self.menu_button)
        wanted = sum(each.sizeHint().width() + GAP for each in beside) + GAP
        above = wanted <= self.width()
        if above != (self._head.indexOf(self.sentence) >= 0):
            if above:
                self._rows.removeWidget(self.sentence)
                self._head.takeAt(_AFTER_BUTTON)
                self._head.insertWidget(_AFTER_BUTTON, self.sentence, 1)
            else:
                self._head.removeWidget(self.sentence)
                self._head.insertStretch(_AFTER_BUTTON, 1)
                self._rows.insertWidget(1, self.sentence)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.matrix.update()
            self.images.update()
        super().changeEvent(event)


def _sentence(found: Evaluation) -> str:
    """ "97.8 % right after epoch 3 · error: top-1 2.2 %, top-5 0.1 %"."""
    images = len(found)
    percent = percent_text(found.accuracy, of=images)
    text = tr("{percent} right {when}", percent=percent, when=found.when)
    if len(found.classes) >= TOP_FIVE_FROM:
        first, fifth = (percent_text(found.top_error(most), of=images) for most in (1, 5))
        text += tr(" · error: top-1 {first}, top-5 {fifth}", first=first, fifth=fifth)
    return text


def _scrolling(widget: ConfusionMatrix | ImageGrid) -> QScrollArea:
    """`widget` in a scroll area that follows the keyboard."""
    area = QScrollArea()
    area.setWidget(widget)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    widget.reached.connect(
        lambda place: area.ensureVisible(
            place.center().x(), place.center().y(), place.width(), place.height()
        )
    )
    return area
