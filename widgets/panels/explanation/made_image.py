"""The image that gradient ascent makes to excite a channel, as it grows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.inspection.ascent import AscentImage, AscentSettings
from app.inspection.questions import AscentQuestion
from app.language import tr
from app.network.fields import fields_of
from widgets.inquiries import Inquiries
from widgets.number_text import number_text
from widgets.panels.explanation.asking import Asking
from widgets.panels.explanation.tiles import Tile, TileView
from widgets.panels.explanation.work_bar import WorkBar
from widgets.panels.lettering import NoteLabel
from widgets.theme import GAP

_FIELDS = {field.name: field for field in fields_of(AscentSettings)}

_SETTINGS, _LEAST = 112, 104
"""Pixels of width for the settings, and for the picture at least."""


class MadeImage(QWidget):
    """Makes the image of one channel or, one after the other, those of all."""

    grown = Signal(int)
    """The image of this channel has another state."""

    def __init__(self, inquiries: Inquiries, seen: Callable[[], bool]) -> None:
        super().__init__()
        self._layer = ""
        self._channels: tuple[int, ...] = ()
        self._channel, self._count = 0, 0
        self._made: dict[int, AscentImage] = {}
        self._refusal = ""
        self.asking = Asking(inquiries, self._question, seen, self)
        self.asking.answered.connect(self._take)
        self.asking.refused.connect(self._refuse)
        self._lay_out()
        self._show()

    @property
    def images(self) -> dict[int, AscentImage]:
        """What has been made for the layer, by channel."""
        return self._made

    def show_channel(self, layer: str, channel: int, count: int) -> None:
        """This channel of so many is looked at; images of another layer are let go of."""
        if layer != self._layer:
            self.forget()
        self._layer, self._channel, self._count = layer, channel, count
        self._show()

    def forget(self) -> None:
        """The network is another: nothing that was made is its."""
        if self.asking.busy:
            self.asking.cancel()
        self._made, self._refusal = {}, ""
        self._show()

    def make(self, channels: Sequence[int]) -> None:
        """Make the images of these channels."""
        if self._layer:
            self._channels, self._refusal = tuple(channels), ""
            self.asking.renew(slow=self.asking.busy)

    def _question(self) -> AscentQuestion:
        settings = AscentSettings(steps=self.steps.value(), seed=self.seed.value())
        whole = bool(self.what.currentData())
        return AscentQuestion(self._layer, self._channels, settings, whole)

    def _take(self, image: object) -> None:
        assert isinstance(image, AscentImage)
        if image.target.layer == self._layer:
            self._made[image.target.channel] = image
            self._show()
            self.grown.emit(image.target.channel)

    def _refuse(self, why: str) -> None:
        self._refusal = why
        self._show()

    def _show(self) -> None:
        image = self._made.get(self._channel)
        words = self._refusal or tr("Make an image that excites this channel as much as it can.")
        if image is None:
            tile = Tile("", words=words)
        else:
            title = tr(
                "{number} · step {step} of {steps}",
                number=number_text(image.score),
                step=image.step,
                steps=image.steps,
            )
            tile = Tile(title, picture_of(image))
        self.view.show_groups([[tile]])
        self.remark.say(image.remark if image else "")
        self.all.setText(tr("All {count}", count=self._count))
        for button in (self.one, self.all):
            button.setEnabled(bool(self._layer))

    def _lay_out(self) -> None:
        self.view = TileView()
        self.view.setAccessibleName(tr("Image made to excite the channel"))
        self.remark = NoteLabel()
        self.work = WorkBar()
        self.work.cancelled.connect(self.asking.cancel)
        self.asking.began.connect(self.work.begin)
        self.asking.progressed.connect(self.work.show_progress)
        self.asking.ended.connect(self.work.end)
        self.one = QPushButton(tr("Make"))
        self.one.setToolTip(
            tr("Begin with noise and change it, step by step, until it excites most")
        )
        self.one.clicked.connect(lambda: self.make((self._channel,)))
        self.all = QPushButton(tr("All"))
        self.all.setToolTip(tr("Make the images of all channels, one after the other"))
        self.all.clicked.connect(lambda: self.make(range(self._count)))
        self.steps, self.seed = (
            _spin("steps", tr(" steps"), tr("Steps")),
            _spin("seed", "", tr("Seed")),
        )
        self.seed.setPrefix(tr("seed "))
        self.what = QComboBox()
        self.what.setAccessibleName(tr("What is excited"))
        self.what.setToolTip(tr("One unit shows one pattern, the whole map a texture of them"))
        self.what.addItem(tr("One unit"), False)
        self.what.addItem(tr("Whole map"), True)
        settings = QVBoxLayout()
        settings.setSpacing(GAP // 2)
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP // 2)
        for button in (self.one, self.all):
            button.setMinimumWidth(44)
            buttons.addWidget(button, 1)
        settings.addLayout(buttons)
        widgets: tuple[QWidget, ...] = (self.what, self.steps, self.seed, self.work, self.remark)
        for widget in widgets:
            settings.addWidget(widget)
        settings.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self.view, 1)
        column = QWidget()
        column.setLayout(settings)
        settings.setContentsMargins(0, 0, 0, 0)
        column.setFixedWidth(_SETTINGS)
        layout.addWidget(column)
        self.view.setMinimumWidth(_LEAST)


def picture_of(image: AscentImage) -> NDArray[np.uint8]:
    """The image as uint8 C×H×W, from its darkest to its brightest value."""
    return np.rint(image.picture * 255).astype(np.uint8)


def _spin(name: str, suffix: str, title: str) -> QSpinBox:
    field = _FIELDS[name]
    spin = QSpinBox()
    spin.setRange(int(field.minimum), int(field.maximum))
    spin.setValue(field.default)
    spin.setSuffix(suffix)
    spin.setToolTip(field.help)
    spin.setAccessibleName(title)
    return spin
