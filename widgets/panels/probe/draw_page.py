"""Drawing by hand: the pad and its tools."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QColorDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from app.data.dataset import Dataset
from app.data.drawing import is_signal, usual_box
from app.language import tr
from widgets.panels.probe.pad import DrawingPad
from widgets.theme import GAP, font

_THINNEST, _WIDEST = 2, 30
"""The brush's width in hundredths of the picture's."""
_USUAL = 9
"""As wide as the strokes of MNIST."""


class DrawPage(QWidget):
    """A pad with brush, eraser and what is done to the whole drawing."""

    drawn = Signal(object)
    """The picture, uint8 C×H×W; not while nothing has been drawn."""
    image_wanted = Signal()
    """The user wants to draw on the image that is looked at."""

    def __init__(self) -> None:
        super().__init__()
        self.pad = DrawingPad()
        self._box = 20.0
        self._untouched = True
        self.brush = self._slider(tr("Brush"), tr("Width of the brush"), _THINNEST, _WIDEST, _USUAL)
        self.softness = self._slider(
            tr("Softness"),
            tr("How much of the brush's width fades out, as pen strokes do"),
            0,
            100,
            50,
        )
        self.draw = self._tool(tr("Draw"), tr("Draw with the left button; the right one erases"))
        self.erase = self._tool(tr("Erase"), tr("Paint black, twice as wide (also: right button)"))
        kinds = QButtonGroup(self)
        for button in (self.draw, self.erase):
            button.setCheckable(True)
            button.toggled.connect(lambda on, button=button: button.setFont(font(bold=on)))
            kinds.addButton(button)
        self.draw.setChecked(True)
        self.colour = self._tool(tr("Colour…"), tr("The colour of the brush"))
        self.undo = self._tool(tr("Undo"), tr("Take back the last stroke (Ctrl+Z on the pad)"))
        self.clear = self._tool(tr("Clear"), tr("Begin anew (Delete on the pad)"))
        self.invert = self._tool(
            tr("Invert"),
            tr("Make light dark: MNIST's digits are white on black, ink on paper is not"),
        )
        self.centre = self._tool(
            tr("Centre"),
            tr(
                "Scale the drawing as large as the data set's images are drawn and put its "
                "centre of "
                "mass into the middle, as was done with MNIST's digits"
            ),
        )
        self.take = self._tool(tr("From image"), tr("Draw on the image that is looked at"))
        self._lay_out()
        self._connect()
        self.show_data(None)

    def show_data(self, dataset: Dataset | None) -> None:
        """Draw pictures like those of a data set."""
        if dataset is not None:
            self._box = usual_box(
                dataset.test.images if len(dataset.test) else dataset.train.images
            )
            self.pad.set_shape(dataset.image_shape)
        signal = is_signal(self.pad.drawing.shape)
        for tool in (self.draw, self.erase, self.centre, self.brush, self.softness):
            tool.setEnabled(not signal)
        if signal:
            self.draw.click()
        self.colour.setVisible(self.pad.drawing.shape[0] == 3)
        self._widen()
        self._show_state()

    @property
    def picture(self) -> NDArray[np.uint8] | None:
        """What is drawn; None while that is nothing."""
        return None if self.pad.drawing.empty else self.pad.drawing.pixels

    def set_ink(self, colour: QColor) -> None:
        """Draw in this colour."""
        self.pad.ink = (colour.red(), colour.green(), colour.blue())
        swatch = QPixmap(14, 14)
        swatch.fill(colour)
        self.colour.setIcon(QIcon(swatch))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tools stand beside the pad, in a narrow and tall panel below it."""
        upright = self.width() < 330 and self.height() > self.width()
        way = QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight
        if way != self._beside.direction():
            self._beside.setDirection(way)
        super().resizeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(380, 200)

    def _connect(self) -> None:
        pad = self.pad
        pad.drawn.connect(self._hand_on)
        pad.edited.connect(self._show_state)
        self.brush.valueChanged.connect(self._widen)
        self.softness.valueChanged.connect(lambda at: setattr(pad, "softness", at / 100))
        self.erase.toggled.connect(lambda on: setattr(pad, "erases", on))
        self.undo.clicked.connect(pad.undo)
        self.clear.clicked.connect(pad.clear)
        self.invert.clicked.connect(pad.invert)
        self.centre.clicked.connect(lambda: pad.centre(self._box))
        self.take.clicked.connect(self.image_wanted)
        self.colour.clicked.connect(self._ask_for_colour)
        self.set_ink(QColor("#ffffff"))

    def _hand_on(self, picture: NDArray[np.uint8]) -> None:
        """An empty pad is nothing to look at before something was drawn on it."""
        if self._untouched and self.pad.drawing.empty:
            return
        self._untouched = False
        self.drawn.emit(picture)

    def _widen(self) -> None:
        self.pad.radius = self.brush.value() / 200 * self.pad.drawing.shape[2]
        self.pad.update()

    def _show_state(self) -> None:
        self.undo.setEnabled(self.pad.drawing.can_undo)
        self.clear.setEnabled(not self.pad.drawing.empty)

    def _ask_for_colour(self) -> None:
        dialog = QColorDialog(QColor(*self.pad.ink), self)
        if dialog.exec():
            self.set_ink(dialog.selectedColor())
        dialog.deleteLater()

    def _slider(self, name: str, tip: str, low: int, high: int, value: int) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(low, high)
        slider.setValue(value)
        slider.setAccessibleName(name)
        slider.setToolTip(tip)
        slider.setMinimumWidth(60)
        return slider

    def _tool(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setMinimumWidth(40)
        button.setAutoDefault(False)
        return button

    def _lay_out(self) -> None:
        sliders = QGridLayout()
        sliders.setColumnStretch(1, 1)
        for row, slider in enumerate((self.brush, self.softness)):
            label = QLabel(slider.accessibleName())
            label.setBuddy(slider)
            label.setToolTip(slider.toolTip())
            sliders.addWidget(label, row, 0)
            sliders.addWidget(slider, row, 1)
        tools = QVBoxLayout()
        tools.setSpacing(GAP // 2)
        for buttons in (
            (self.draw, self.erase),
            (self.undo, self.clear),
            (self.invert, self.centre),
            (self.take, self.colour),
        ):
            row_of_tools = QHBoxLayout()
            row_of_tools.setSpacing(GAP // 2)
            for button in buttons:
                row_of_tools.addWidget(button)
            tools.addLayout(row_of_tools)
        tools.insertLayout(1, sliders)
        tools.addStretch(1)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(GAP)
        self._beside.addWidget(self.pad, 3)
        self._beside.addLayout(tools, 2)
