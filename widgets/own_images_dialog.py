"""The user's own images: what was found, how it will look, and what is to be made of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.data.dataset import DataError
from app.data.own_images import LARGEST_SIDE, Listing, OwnSet, list_images
from app.data.preprocessing import Shape, describe_fit
from app.data.progress import Report
from app.language import tr
from app.network.arithmetic import shape_text
from widgets.data_work import DataWork
from widgets.panels.class_bars import ClassBars
from widgets.panels.lettering import NoteLabel, heading
from widgets.picture_frame import frame_pictures
from widgets.pictures import data_image
from widgets.theme import GAP

_PREVIEWS, _PER_ROW, _SIDE = 12, 6, 72
_SETTLE_MS = 200
_FITS = {
    "crop": tr("cut out the middle"),
    "pad": tr("put black around"),
    "stretch": tr("stretch"),
}


@dataclass(frozen=True, eq=False)
class _Found:
    """What is told of the place, and pictures of it with their classes."""

    words: str
    listing: Listing | None
    pictures: list[tuple[str, Any]]


class OwnImagesDialog(QDialog):
    """Shows what a folder, a table or an .npz holds before it is loaded; `own` is what is wanted.

    `own` begins with the height, width and colour that suit the network, whose Input has the shape
    `wanted`: what is chosen otherwise is fitted to it when it is trained on.
    """

    def __init__(self, own: OwnSet, parent: QWidget, wanted: Shape | None = None) -> None:
        super().__init__(parent)
        self.own = own
        self._wanted = wanted
        self.setWindowTitle(tr("Your own images: {title}", title=own.title))
        self.resize(640, 560)
        self._work = DataWork(self)
        self._work.done.connect(self._show)
        self._work.failed.connect(self._refuse)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLE_MS)
        self._settled.timeout.connect(self._look)

        self.found = QLabel(tr("Looking at {path} …", path=own.path))
        self.found.setTextFormat(Qt.TextFormat.PlainText)
        self.found.setWordWrap(True)
        self.height_, self.width_ = self._side(own.height), self._side(own.width)
        self.height_.setAccessibleName(tr("Height"))
        self.width_.setAccessibleName(tr("Width"))
        self.colour = QComboBox(self)
        self.colour.addItem(tr("colour"), "colour")
        self.colour.addItem(tr("grey"), "grey")
        self.colour.setCurrentIndex(self.colour.findData(own.colour))
        self.fit = QComboBox(self)
        for fit, words in _FITS.items():
            self.fit.addItem(words, fit)
        self.fit.setCurrentIndex(self.fit.findData(own.fit))
        self.held_out = QSpinBox()
        self.held_out.setAccessibleName(tr("Share of the images that is kept from training"))
        self.held_out.setRange(2, 90)
        self.held_out.setSuffix(" %")
        self.held_out.setValue(round(100 * own.held_out))
        self.held_out.setToolTip(
            tr(
                "So many images of each class are never learned from. Half of them are the "
                "validation images: after each epoch they show whether the network also reads "
                "images that it does not know, or has learned its own by heart. The other half are "
                "the test images, to judge by once at the end. 20 % is usual; of few images keep "
                "more, or the accuracies depend on chance"
            )
        )
        self.seed = QSpinBox()
        self.seed.setAccessibleName(tr("Seed of what is kept from training"))
        self.seed.setRange(0, 2_147_483_647)
        self.seed.setValue(own.seed)
        self.seed.setToolTip(tr("Which images are kept from training"))
        self._bars_heading, self.bars = heading(tr("Images of each class")), ClassBars()
        self._pictures = QWidget()
        self._grid = QGridLayout(self._pictures)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.note = NoteLabel()
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.load = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.load.setText(tr("&Load"))
        self.load.setEnabled(False)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._lay_out(buttons)
        for box in (self.height_, self.width_, self.held_out, self.seed):
            box.valueChanged.connect(self._changed)
        for choice in (self.colour, self.fit):
            choice.currentIndexChanged.connect(self._changed)
        self.finished.connect(self._end)
        self._look()

    def _end(self) -> None:
        """A value that was typed last must not be looked at any more."""
        self._settled.stop()
        self._work.close()

    def _side(self, pixels: int) -> QSpinBox:
        box = QSpinBox(self)
        box.setRange(1, LARGEST_SIDE)
        box.setValue(pixels)
        box.setKeyboardTracking(False)
        return box

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        form = QFormLayout()
        if not self.own.packed:
            size = QHBoxLayout()
            size.addWidget(self.height_)
            size.addWidget(QLabel("×"))
            size.addWidget(self.width_)
            size.addWidget(QLabel(tr("pixels")))
            size.addStretch(1)
            form.addRow(tr("&Height × width"), size)
            form.labelForField(size).setBuddy(self.height_)  # type: ignore[attr-defined]
            form.addRow(tr("&Colour"), self.colour)
            form.addRow(tr("To make them &fit"), self.fit)
        else:
            for box in (self.height_, self.width_, self.colour, self.fit):
                box.hide()  # nothing is made of arrays: they are taken as they are
        form.addRow(tr("&Kept from training"), self.held_out)
        form.addRow(tr("&Seed"), self.seed)
        bars = QScrollArea()
        bars.setWidget(self.bars)
        bars.setWidgetResizable(True)
        bars.setFrameShape(QScrollArea.Shape.NoFrame)
        bars.setMinimumHeight(80)
        layout = QVBoxLayout(self)
        layout.setSpacing(GAP)
        layout.addWidget(self.found)
        layout.addLayout(form)
        layout.addWidget(heading("" if self.own.packed else tr("As the network will see them")))
        layout.addWidget(self._pictures)
        layout.addWidget(self.note)
        layout.addWidget(self._bars_heading)
        layout.addWidget(bars, 1)
        layout.addWidget(buttons)

    def _changed(self) -> None:
        self.own = replace(
            self.own,
            height=self.height_.value(),
            width=self.width_.value(),
            colour=self.colour.currentData(),
            fit=self.fit.currentData(),
            held_out=self.held_out.value() / 100,
            seed=self.seed.value(),
        )
        self._settled.start()

    def _look(self) -> None:
        """Read the place, and some pictures, on another thread."""
        self._work.start(_looking_at(self.own))

    def _show(self, found: _Found) -> None:
        self.found.setText(found.words)
        self.load.setEnabled(True)
        self.load.setDefault(True)
        self.note.say(self._fitted())
        listing = found.listing
        self._bars_heading.setVisible(listing is not None)
        self.bars.setVisible(listing is not None)
        if listing is not None:
            self.bars.show_counts(listing.classes, listing.counts())
            split = not listing.split or not {"validation", "test"} <= {
                entry.part for entry in listing.entries
            }
            for box in (self.held_out, self.seed):
                box.setEnabled(split)
        self._show_pictures(found.pictures)

    def _fitted(self) -> str:
        """What the network's Input will still change of images like these."""
        own, wanted = self.own, self._wanted
        if own.packed or wanted is None:
            return ""
        image = (1 if own.colour == "grey" else 3, own.height, own.width)
        try:
            done = describe_fit(image, wanted)
        except DataError as error:
            return str(error)
        if not done:
            return ""
        return tr(
            "The network's Input is {shape}. For it: {done}.", shape=shape_text(wanted), done=done
        )

    def _show_pictures(self, pictures: list[tuple[str, Any]]) -> None:
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        bad = [why for _name, why in pictures if isinstance(why, str)]
        if bad:
            self.note.warn(
                tr(
                    "{bad} of {pictures} cannot be read. {bad2}",
                    bad=len(bad),
                    pictures=len(pictures),
                    bad2=bad[0],
                )
            )
        good = [(name, image) for name, image in pictures if not isinstance(image, str)]
        for at, (name, image) in enumerate(good):
            picture = QLabel()
            drawn = data_image(image).scaled(_SIDE, _SIDE, Qt.AspectRatioMode.KeepAspectRatio)
            picture.setPixmap(_framed(drawn))
            picture.setToolTip(name)
            picture.setAccessibleName(name)
            self._grid.addWidget(picture, at // _PER_ROW, at % _PER_ROW)

    def _refuse(self, why: str) -> None:
        self.found.setText(why)
        self.load.setEnabled(False)


def _framed(image: QImage) -> QPixmap:
    framed = QPixmap(image.width() + 2, image.height() + 2)
    framed.fill(Qt.GlobalColor.transparent)
    with QPainter(framed) as painter:
        painter.drawImage(1, 1, image)
        frame_pictures(painter, [QRect(1, 1, image.width(), image.height())])
    return framed


def _looking_at(own: OwnSet) -> Callable[[Report], _Found]:
    """What finds out about a place, away from the window's thread."""

    def look(report: Report) -> _Found:
        if own.packed:
            from app.data.npz_file import npz_names, read_own_npz

            told = "\n".join(npz_names(own.path))
            data = read_own_npz(own)
            sizes = tr(
                "{train:,} train, {validation:,} validation, {test:,} test",
                train=len(data.train),
                validation=len(data.validation),
                test=len(data.test),
            )
            return _Found(
                tr(
                    "{told}\n\n{classes} classes; {sizes}",
                    told=told,
                    classes=len(data.classes),
                    sizes=sizes,
                ),
                None,
                [],
            )
        from app.data.image_cache import preview

        listing = list_images(own.path)
        report(0, 0)
        words = f"{own.path}\n{listing.in_words}."
        return _Found(words, listing, preview(own, listing, _PREVIEWS))

    return look
