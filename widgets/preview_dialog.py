"""What preprocessing and augmentation do to the images, shown while their settings are turned."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QImage, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.inspection.preview import Cloud, Preprocessed, Preview, PreviewWish
from app.language import figures, tr
from app.network.fields import values_of
from app.training.recipe import Recipe, unused_settings
from app.training.remedies import usual_augmentation
from widgets.document import Document
from widgets.number_text import number_text
from widgets.panels.augmentation_form import AugmentationForm
from widgets.panels.cloud_plots import CloudPlot, HistogramPlot
from widgets.panels.lettering import NoteLabel, heading
from widgets.panels.picture_table import PictureTable, Scale
from widgets.panels.recipe_panel import PREPROCESSING_TITLES
from widgets.panels.settings_form import SettingsForm
from widgets.pictures import colour_image, stacked_colour_image, stacked_image
from widgets.theme import GAP
from widgets.training_thread import TrainingThread

FRAME_MS = 33
_LARGEST = 128
"""Pixels of a picture; of larger ones every second, third … is shown."""
_ABOUT = {
    "none": tr(
        "Pixels from 0 to 1: all positive, so that the weights of a unit pull the same way."
    ),
    "bytes": tr("Pixels from 0 to 255, as files hold them: first outputs are far too large."),
    "channel_mean": tr("Zero-centred: the mean of each channel is subtracted."),
    "pixel_mean": tr("Zero-centred: the mean image is subtracted."),
    "standardise": tr("Zero-centred and normalised: mean 0 and deviation 1 in each channel."),
    "pca_whitening": tr(
        "Turned onto the principal components, each scaled to the same variance. "
        "Neighbouring values are no neighbours in the image any more."
    ),
    "zca_whitening": tr(
        "Whitened and turned back into an image: edges remain, even grounds vanish."
    ),
}


class PreviewDialog(QDialog):
    """The settings of both, and beside them samples before and after.

    It edits the document's recipe; the thread that has torch makes the pictures, also while it
    trains.
    """

    train_wanted = Signal()
    """The user wants to train with these settings, from the initial weights."""

    def __init__(self, document: Document, thread: TrainingThread, parent: QWidget) -> None:
        self.clouds: tuple[CloudPlot, ...] = ()
        self.histograms: tuple[HistogramPlot, ...] = ()
        super().__init__(parent)
        self.setWindowTitle(tr("Preprocessing and augmentation"))
        self._document, self._thread = document, thread
        self._shown: Preview | None = None
        self._draw, self._others = 0, 0
        self._asked: tuple[object, ...] = ()

        self.preprocessing = SettingsForm(
            Recipe, names=("preprocessing", "whitening_epsilon"), titles={"whitening_epsilon": "ε"}
        )
        self.preprocessing.name_words("preprocessing", PREPROCESSING_TITLES)
        self.preprocessing.edited.connect(lambda name, value: self._edit(**{name: value}))
        self.about = NoteLabel()
        self.augmentation = AugmentationForm()
        self.augmentation.edited.connect(lambda how: self._edit(augmentation=how))
        self.note = NoteLabel()
        self.note.hide()
        self.draw_again = QPushButton(tr("Draw again"))
        self.draw_again.setToolTip(tr("Another random draw of the same settings"))
        self.draw_again.clicked.connect(self._draw_again)
        self.other_images = QPushButton(tr("Other images"))
        self.other_images.setToolTip(tr("Draw other training images"))
        self.other_images.clicked.connect(self._show_others)
        self.usual = QPushButton(tr("Usual changes"))
        self.usual.setToolTip(tr("What is commonly done to such images and leaves their classes"))
        self.usual.clicked.connect(
            lambda: self._edit(augmentation=usual_augmentation(document.recipe.dataset))
        )
        self.reset = QPushButton(tr("No augmentation"))
        self.reset.clicked.connect(lambda: self._edit(augmentation=Recipe().augmentation))

        self.grid = PictureTable(tr("Samples before and after augmentation"))
        self.before_after = PictureTable(tr("Samples before and after preprocessing"))
        self.clouds = tuple(
            CloudPlot(name) for name in (tr("Two values before"), tr("Two values after"))
        )
        self.histograms = tuple(
            HistogramPlot(name) for name in (tr("All values before"), tr("All values after"))
        )
        self.figures = tuple(NoteLabel() for _ in range(2))
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.grid, tr("Augmentation"))
        self.tabs.addTab(self._preprocessing_page(), tr("Preprocessing"))

        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        roles = QDialogButtonBox.ButtonRole
        self.train = buttons.addButton(tr("Restart and train"), roles.ApplyRole)
        self.train.setToolTip(
            tr(
                "Close this and train with these settings from the same initial weights; the last "
                "curves stay to compare"
            )
        )
        self.train.clicked.connect(self._train)
        for button in (self.draw_again, self.other_images, self.usual, self.reset, self.train):
            button.setAutoDefault(False)
        columns = QHBoxLayout()
        columns.addWidget(self._settings(), 0)
        columns.addWidget(self.tabs, 1)
        layout = QVBoxLayout(self)
        layout.addLayout(columns, 1)
        layout.addWidget(buttons)

        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._frame)
        document.recipe_changed.connect(self._refresh)
        self.grid.show_words(tr("Drawing samples …"))
        self.before_after.show_words(tr("Working it out …"))
        self._refresh()

    def sizeHint(self) -> QSize:
        return QSize(1020, 640)

    # Layout

    def _settings(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, GAP, 0)
        column.setSpacing(GAP // 2)
        column.addWidget(heading(tr("Preprocessing")))
        column.addWidget(self.preprocessing)
        column.addWidget(self.about)
        column.addSpacing(GAP)
        column.addWidget(heading(tr("Augmentation, of training images alone")))
        presets = QHBoxLayout()
        presets.addWidget(self.usual)
        presets.addWidget(self.reset)
        column.addLayout(presets)
        column.addWidget(self.augmentation)
        column.addWidget(self.note)
        column.addSpacing(GAP)
        row = QHBoxLayout()
        row.addWidget(self.draw_again)
        row.addWidget(self.other_images)
        column.addLayout(row)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedWidth(330)
        return area

    def _preprocessing_page(self) -> QWidget:
        page = QWidget()
        plots = QGridLayout()
        titles = (
            tr("before: a point for each image, two of its values"),
            tr("after: a point for each image, two of its values"),
        )
        for column, words in enumerate(titles):
            title = heading(words)
            title.setWordWrap(True)
            plots.addWidget(title, 0, column)
            plots.setColumnStretch(column, 1)
            plots.addWidget(self.clouds[column], 1, column)
            plots.addWidget(self.histograms[column], 2, column)
            plots.addWidget(self.figures[column], 3, column)
        plots.setRowStretch(1, 3)
        plots.setRowStretch(2, 2)
        layout = QVBoxLayout(page)
        self.before_after.setMinimumHeight(160)
        layout.addWidget(self.before_after, 2)
        layout.addLayout(plots, 5)
        return page

    # What the user does

    def _edit(self, **settings: Any) -> None:
        try:
            recipe = replace(self._document.recipe, **settings)
        except ValueError as error:
            self.note.warn(str(error))
            return
        self.note.say("")
        self._document.set_recipe(recipe)

    def _train(self) -> None:
        self.hide()
        self.train_wanted.emit()

    def _draw_again(self) -> None:
        self._draw += 1

    def _show_others(self) -> None:
        self._others += 1

    # Following the document and the thread

    def _refresh(self) -> None:
        recipe = self._document.recipe
        values = values_of(recipe)
        names = ("preprocessing", "whitening_epsilon")
        self.preprocessing.show_values({name: values[name] for name in names})
        used = "whitening_epsilon" not in unused_settings(recipe)
        self.preprocessing.set_shown("whitening_epsilon", used)
        self.about.say(_ABOUT[recipe.preprocessing])
        self.augmentation.show_augmentation(recipe.augmentation, recipe.dataset)
        self.reset.setEnabled(recipe.augmentation.is_on)

    def _frame(self) -> None:
        free = not self._thread.progress.busy
        if free != self.reset.isVisible():
            self.reset.setVisible(free)
            self.usual.setVisible(free)
            self.augmentation.set_free(free)
            self.preprocessing.setEnabled(free)
            self.note.say("" if free else tr("A run is under way: stop it to change these."))
        self._ask()
        newest = self._thread.previews.newest
        if newest is not self._shown and newest is not None:
            self._shown = newest
            self._show(newest)

    def _ask(self) -> None:
        """Wish for what the settings, the data and the Input are now, once."""
        recipe = self._document.recipe
        wish = PreviewWish(
            recipe.preprocessing,
            recipe.whitening_epsilon,
            recipe.augmentation,
            draw=self._draw,
            others=self._others,
        )
        network = self._document.network
        inputs = tuple(network.layers[name] for name in network.inputs[:1])
        asked = (wish, inputs, self._thread.data)
        if asked != self._asked:
            self._asked = asked
            self._thread.preview(wish)

    def _show(self, preview: Preview) -> None:
        augmented, preprocessed = preview.augmented, preview.preprocessed
        if augmented is None:
            self.grid.show_words(preview.message)
        else:
            before = [colour_image(_small(image)) for image in augmented.before]
            drawn = np.rint(augmented.after * 255).clip(0, 255).astype(np.uint8)
            rows = [
                [first, *(colour_image(_small(image)) for image in images)]
                for first, images in zip(before, drawn, strict=True)
            ]
            on = preview.wish.augmentation.in_words
            nothing = tr("nothing is changed yet: press Usual changes, or move a slider")
            said = tr("as it may be drawn: {on}", on=on) if on else nothing
            self.grid.show_pictures(
                augmented.classes, ((tr("image"), 1), (said, drawn.shape[1])), rows
            )
        if preprocessed is None:
            self.before_after.show_words(preview.message)
        else:
            self._show_preprocessed(preprocessed)

    def _show_preprocessed(self, shown: Preprocessed) -> None:
        before = [colour_image(_small(image)) for image in shown.images]
        after, scale = _pictures(shown.values)
        heads = (("", len(before)),)
        self.before_after.show_pictures((tr("before"), tr("after")), heads, (before, after), scale)
        for index, cloud in enumerate((shown.before, shown.after)):
            self.clouds[index].show_cloud(cloud)
            self.histograms[index].show_cloud(cloud)
            self.figures[index].say(_figures(cloud))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            for plot in (*self.clouds, *self.histograms):
                plot.recolour()
        super().changeEvent(event)

    # Only while it is seen

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._asked = ()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)


def _small(image: NDArray[Any]) -> NDArray[Any]:
    """At most `_LARGEST` pixels either way."""
    every = -(-max(image.shape[1:]) // _LARGEST)
    return image[:, ::every, ::every]


def _pictures(values: NDArray[np.float32]) -> tuple[list[QImage], Scale]:
    """Values N×C×H×W as pictures, about zero where some are below it."""
    reach = float(np.percentile(np.abs(values), 99.8)) or 1.0
    signed = float(values.min()) < 0
    low, high = (-reach, reach) if signed else (0.0, 1.0)
    if values.shape[1] == 3:
        images = [stacked_colour_image(_small(image)[None], low, high) for image in values]
        return images, (low, high, "grey")
    colours: Any = "diverging" if signed else "grey"
    return [stacked_image(_small(image)[:1], low, high, colours) for image in values], (
        low,
        high,
        colours,
    )


def _figures(cloud: Cloud) -> str:
    """ "mean 0.101 · deviation 0.277 · correlation 0.84"."""
    said = [
        tr("mean {number}", number=number_text(cloud.mean)),
        tr("deviation {number}", number=number_text(cloud.deviation)),
    ]
    if np.isfinite(cloud.correlation):
        said.append(
            tr(
                "correlation {number}",
                number=figures(f"{cloud.correlation:.2f}".replace("-0.00", "0.00")),
            )
        )
    return " · ".join(said)
