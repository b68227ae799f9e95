"""The data: what the images are, how many, what they look like, and which one is the probe."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.data.changes import DataChanges
from app.data.changing import changed_counts
from app.data.dataset import PART_WORDS, PARTS, DataError, Dataset, Split
from app.data.preprocessing import Shape, describe_fit
from app.data.statistics import DatasetStatistics, PartStatistics, samples_per_class
from app.language import figures, tr
from app.network.arithmetic import shape_text
from widgets.empty_state import DATA_SETS, Offer
from widgets.panels.changes_form import ChangesForm
from widgets.panels.class_bars import ClassBars
from widgets.panels.left_out_dialog import LeftOutDialog
from widgets.panels.lettering import FactTable, NoteLabel, heading
from widgets.panels.sample_grid import FEWEST, SampleGrid
from widgets.pictures import data_image
from widgets.probe import IMAGE_SUFFIXES
from widgets.theme import GAP, font

_PER_CLASS = 24
_MEAN_SIDE = 72
_MOST_COUNTED = 200_000
"""Training images that can be counted anew while a slider moves; else when it stands still."""


class DataPanel(QWidget):
    """A data set with samples of each class; clicking one makes it the probe image."""

    probe_chosen = Signal(str, int)
    """The part ("train", "validation" or "test") and the index of an image in it."""
    probe_file_wanted = Signal()
    """The user asks to open an image file as the probe."""
    probe_file_dropped = Signal(str)
    """The path of an image file dropped here."""
    sets_wanted = Signal()
    """The user asks for other data sets."""
    changes_wanted = Signal(DataChanges)
    """What is to be done to the data set before it is learned from."""
    cancel_wanted = Signal()
    """What is being loaded is to be called off."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dataset: Dataset | None = None
        self._original: Dataset | None = None
        self._statistics: DatasetStatistics | None = None
        self._probe: tuple[str, int] | None = None
        self._seed = 0
        self.setAcceptDrops(True)
        self.setAccessibleName(tr("Data"))

        self.about = _About()
        self.part = QComboBox()
        self.part.setAccessibleName(tr("Part of the data set"))
        self.part.setToolTip(
            tr("Training images are learned from, validation images watched, test images judge")
        )
        for part in PARTS:
            self.part.addItem(PART_WORDS[part].capitalize(), part)
        self.part.setCurrentIndex(PARTS.index("test"))
        self.part.currentIndexChanged.connect(self._show_part)
        self.others = QPushButton(tr("Show others"))
        self.others.setToolTip(tr("Draw other samples of each class"))
        self.others.clicked.connect(self._show_others)
        self.open_file = QPushButton(tr("Open image file…"))
        self.open_file.setToolTip(tr("Look at a picture of your own; it can also be dropped here"))
        self.open_file.clicked.connect(self.probe_file_wanted)
        self.about.other_sets.clicked.connect(self.sets_wanted)
        self.about.change.clicked.connect(lambda: self._show_changing(True))
        self.changes = ChangesForm()
        self.changes.moved.connect(self._preview_changes)
        self.changes.changed.connect(self.changes_wanted)
        self.changes.closed.connect(lambda: self._show_changing(False))
        self.grid = SampleGrid()
        self.grid.chosen.connect(self._choose)

        self._message = NoteLabel()
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._offer = Offer()
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setMaximumWidth(220)
        self.cancel = QPushButton(tr("Cancel"))
        self.cancel.clicked.connect(self.cancel_wanted)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._message_page())
        self._pages.addWidget(self._data_page())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self.show_dataset(None)

    def sizeHint(self) -> QSize:
        return QSize(760, 240)

    def show_dataset(
        self,
        dataset: Dataset | None,
        statistics: DatasetStatistics | None = None,
        original: Dataset | None = None,
    ) -> None:
        """Show a data set with what was worked out of it beforehand; None says there is none.

        Its first test image is marked, which is what is looked at until another is chosen.
        `original` is the set before it was changed: while that is the same, what is marked stays.
        """
        if dataset is None or self._original is None or original is not self._original:
            self._probe, self._seed = ("test", 0), 0
        self._dataset, self._statistics = dataset, statistics
        self._original = original or dataset
        if dataset is None:
            self._show_message(
                tr("No data set is loaded. Choose one in the tool bar: its images are shown here.")
            )
            self._offer.show_only(DATA_SETS)
            return
        self.about.show_dataset(dataset)
        assert self._original
        self.changes.show_data(self._original.classes, len(self._original.train))
        if statistics and statistics.train:
            counts = zip(dataset.classes, statistics.train.counts, strict=True)
            self.changes.show_counts(dict(counts))
        self._show_part()
        self._busy.hide()
        self._pages.setCurrentIndex(1)

    def show_input(self, shape: Shape | None) -> None:
        """Tell what is done to the images for the network's Input, of this shape if there is one.

        They are fitted to it without a question; colours that go are not found out otherwise.
        """
        self.about.show_input(shape)

    def show_loading(self, title: str) -> None:
        """Say that a data set is on its way."""
        self._show_message(tr("Loading {title} …", title=title))
        self._busy.setRange(0, 0)
        self._busy.show()

    def show_progress(self, words: str, done: int, total: int) -> None:
        """Say how far long work is, which can be called off; `total` is 0 where it is not known."""
        self._show_message(words)
        self._busy.setRange(0, 1_000 if total else 0)
        self._busy.setValue(1_000 * done // max(1, total))
        self._busy.show()
        self.cancel.show()

    def show_changes(self, changes: DataChanges) -> None:
        """Show what is done to the data set."""
        self.changes.show_changes(changes)

    def set_enabled_for_training(self, enabled: bool) -> None:
        """Whether the data may be changed now; while a run is under way it stands still."""
        self.changes.setEnabled(enabled)
        self.about.other_sets.setEnabled(enabled)

    def hide_settings(self, reason: str) -> None:
        """Say `reason` in the place of what is done to the data; empty shows it again."""
        if reason and self._left.currentWidget() is self.changes:
            self._show_changing(False)
        for button in (self.about.change, self.about.other_sets):
            button.setVisible(not reason)
        self.about.hidden.say(reason)

    def _preview_changes(self, changes: DataChanges) -> None:
        """Show at once how many images of each class there will be to learn from."""
        if self._original is None or len(self._original.train) > _MOST_COUNTED:
            return
        try:
            counts = changed_counts(self._original, changes)
        except DataError as error:
            self.changes.warn(str(error))
            return
        names = changes.classes or self._original.classes
        kept = [name for name in self._original.classes if name in names]
        self.changes.show_counts(dict(zip(kept, counts, strict=True)))

    def show_error(self, text: str) -> None:
        """Say why there is no data set and what to do."""
        self._show_message("")
        self._message.warn(text)
        self._offer.show_only(DATA_SETS)

    def mark_probe(self, probe: tuple[str, int] | None) -> None:
        """Mark the image (part, index) that is looked at now; None where it is not of this set."""
        self._probe = probe
        self._show_part()

    def _show_message(self, text: str) -> None:
        self._busy.hide()
        self.cancel.hide()
        self._offer.show_only()
        self._message.say(text)
        self._pages.setCurrentIndex(0)

    def _shown_part(self) -> tuple[str, Split]:
        assert self._dataset
        name = str(self.part.currentData())
        return name, self._dataset.part(name)

    def _show_part(self) -> None:
        if self._dataset is None:
            return
        name, split = self._shown_part()
        rows = samples_per_class(split, _PER_CLASS, seed=self._seed)
        if self._probe and self._probe[0] == name and self._probe[1] < len(split):
            _put_in(rows[split.labels[self._probe[1]]], self._probe[1])
        self.grid.show_samples(name, split, self._dataset.classes, rows)
        self._mark()
        part = getattr(self._statistics, name) if self._statistics else None
        self.about.show_part(name, self._dataset.classes, part)

    def _show_changing(self, changing: bool) -> None:
        """Show the sliders in the place of the words, with the images that they concern."""
        self._left.setCurrentIndex(1 if changing else 0)
        whole = sum(self._splitter.sizes())
        share = 0.52 if changing else 0.33
        self._splitter.setSizes([round(whole * share), round(whole * (1 - share))])
        if changing:
            self.part.setCurrentIndex(PARTS.index("train"))

    def _show_others(self) -> None:
        self._seed += 1
        self._show_part()

    def _choose(self, index: int) -> None:
        self._probe = (str(self.part.currentData()), index)
        self._mark()
        self.probe_chosen.emit(*self._probe)

    def _mark(self) -> None:
        part, index = self._probe or ("", -1)
        self.grid.mark(index if part == self.part.currentData() else None)

    # Layout

    def _message_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addStretch(1)
        column.addWidget(self._message)
        column.addWidget(self._offer)
        column.addWidget(self._busy, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return page

    def _data_page(self) -> QWidget:
        samples = QWidget()
        column = QVBoxLayout(samples)
        column.setContentsMargins(GAP, GAP, 0, 0)
        buttons = QHBoxLayout()
        buttons.addWidget(self.part)
        buttons.addWidget(self.others)
        buttons.addStretch(1)
        buttons.addWidget(self.open_file)
        buttons.addSpacing(GAP)
        column.addLayout(buttons)
        area = _scrolling(self.grid)
        self.grid.reached.connect(
            lambda place: area.ensureVisible(
                place.center().x(), place.center().y(), place.width(), place.height()
            )
        )
        column.addWidget(area)
        pages = QSplitter()
        pages.setChildrenCollapsible(False)
        self._left = QStackedWidget()
        self._left.addWidget(_scrolling(self.about))
        self._left.addWidget(self.changes)
        # Else the words would be as wide as the sliders are.
        self.changes.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        pages.addWidget(self._left)
        pages.addWidget(samples)
        pages.setSizes([250, 510])
        self._splitter = pages
        pages.setStretchFactor(1, 1)
        return pages

    # Files dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _image_path(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _image_path(event.mimeData())
        if path:
            event.acceptProposedAction()
            self.probe_file_dropped.emit(path)


def _put_in(row: NDArray[np.int64], index: int) -> None:
    """Make the probe one of the samples that are surely shown, so that its mark can be seen."""
    if index not in row[:FEWEST]:
        row[row == index] = row[0]
        row[0] = index


def _image_path(data: QMimeData) -> str:
    """The image file being dragged; empty for anything else."""
    files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    pictures = [path for path in files if Path(path).suffix.lower() in IMAGE_SUFFIXES]
    return pictures[0] if len(files) == len(pictures) == 1 else ""


class _About(QWidget):
    """What a data set is: words, counts, bars, and the mean image of the part on show."""

    def __init__(self) -> None:
        super().__init__()
        self._title = QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setFont(font(bold=True))
        self._title.setWordWrap(True)
        self._origin = NoteLabel()
        self.left_out = QPushButton()
        self.left_out.setToolTip(tr("Which files could not be used, and why"))
        self.left_out.clicked.connect(self._tell_left_out)
        self._files: tuple[tuple[str, str], ...] = ()
        self.other_sets = QPushButton(tr("Data sets…"))
        self.other_sets.setToolTip(
            tr("Choose another data set, download one, or take your own images")
        )
        self.change = QPushButton(tr("Change…"))
        self.change.setToolTip(
            tr("Fewer images or classes, imbalance and wrong labels, to see what they do")
        )
        self.hidden = NoteLabel()
        self.hidden.hide()
        self._dataset: Dataset | None = None
        self._input: Shape | None = None
        self.facts = FactTable()
        self._counts_heading = heading("")
        self.bars = ClassBars()
        self._mean_heading = heading(tr("Mean image"))
        self.mean_picture = QLabel()
        self.mean_picture.setAccessibleName(tr("Mean image"))
        self.mean_facts = FactTable()
        column = QVBoxLayout(self)
        column.setContentsMargins(10, GAP, 10, GAP)
        column.setSpacing(6)
        column.addWidget(self._title)
        buttons = QHBoxLayout()
        buttons.addWidget(self.other_sets)
        buttons.addWidget(self.change)
        buttons.addStretch(1)
        column.addLayout(buttons)
        for widget in (self.hidden, self._origin, self.left_out, self.facts):
            column.addWidget(widget)
        column.addWidget(self._counts_heading)
        column.addWidget(self.bars)
        column.addWidget(self._mean_heading)
        mean = QHBoxLayout()
        mean.setSpacing(GAP)
        mean.addWidget(self.mean_picture)
        mean.addWidget(self.mean_facts, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(mean)
        column.addStretch(1)

    def show_dataset(self, dataset: Dataset) -> None:
        """Title, origin and sizes."""
        self._title.setText(dataset.title)
        self._origin.say(
            tr(
                "{sentence}\nLicence: {licence}",
                sentence=_sentence(dataset.source),
                licence=dataset.licence,
            )
        )
        self._files = dataset.left_out
        count = len(self._files)
        self.left_out.setText(
            tr("1 file left out…") if count == 1 else tr("{count:,} files left out…", count=count)
        )
        self.left_out.setVisible(bool(count))
        self._dataset = dataset
        self._show_facts(dataset)

    def show_input(self, shape: Shape | None) -> None:
        """What is done to the images for an Input of this shape, if anything."""
        self._input = shape
        if self._dataset:
            self._show_facts(self._dataset)

    def _show_facts(self, dataset: Dataset) -> None:
        self.facts.show_facts(
            [
                (tr("image"), shape_text(dataset.image_shape)),
                *_fitted(dataset.image_shape, self._input),
                (tr("classes"), f"{len(dataset.classes)}"),
                (tr("train"), figures(f"{len(dataset.train):,}")),
                (tr("validation"), figures(f"{len(dataset.validation):,}")),
                (tr("test"), figures(f"{len(dataset.test):,}")),
            ]
        )

    def show_part(self, name: str, classes: tuple[str, ...], part: PartStatistics | None) -> None:
        """The statistics of one part; None hides them."""
        for widget in (self.bars, self._mean_heading, self.mean_picture, self.mean_facts):
            widget.setVisible(part is not None)
        if part is None:
            self._counts_heading.setText(tr("No {part} images", part=PART_WORDS[name]))
            return
        self.show_counts(name, classes, part.counts)
        pixels = np.asarray(np.rint(part.mean_image * 255), np.uint8)
        image = data_image(pixels)
        self.mean_picture.setPixmap(
            QPixmap.fromImage(
                image.scaled(_MEAN_SIDE, _MEAN_SIDE, Qt.AspectRatioMode.KeepAspectRatio)
            )
        )
        self.mean_facts.show_facts(
            [
                (tr("mean"), "\n".join(figures(f"{value:.3f}") for value in part.mean)),
                (tr("deviation"), "\n".join(figures(f"{value:.3f}") for value in part.deviation)),
            ]
        )

    def show_counts(self, name: str, classes: Sequence[str], counts: Sequence[int]) -> None:
        """How many images of each class a part has."""
        self._counts_heading.setText(tr("Images of each class, {part}", part=PART_WORDS[name]))
        self.bars.show_counts(classes, counts)

    def _tell_left_out(self) -> None:
        LeftOutDialog(self._files, self).exec()


def _fitted(image: Shape, wanted: Shape | None) -> list[tuple[str, str]]:
    """What is done to images for an Input of the shape `wanted`, as a line of facts, or none."""
    try:
        done = describe_fit(image, wanted) if wanted else ""
    except DataError:
        done = ""  # training tells that they do not fit, and what to do
    return [(tr("for the Input"), f"{shape_text(wanted)}\n{done}")] if done else []


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


def _scrolling(widget: QWidget) -> QScrollArea:
    """`widget` in a scroll area that is as wide as it."""
    area = QScrollArea()
    area.setWidget(widget)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
