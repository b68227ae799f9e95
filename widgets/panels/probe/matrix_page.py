"""An image typed as numbers: the lectures' matrices, and those of a spreadsheet."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.data.dataset import DataError
from app.data.matrices import (
    MATRICES,
    MOST_SIDE,
    Levels,
    matrix_image,
    parse_matrix,
    preset,
    resized_matrix,
)
from app.data.preprocessing import Shape, describe_fit
from app.language import tr
from widgets.panels.lettering import NoteLabel
from widgets.panels.probe.matrix_table import MatrixTable
from widgets.theme import GAP

_OWN = tr("Your own numbers")


class MatrixPage(QWidget):
    """Rows and columns of numbers, and what has to be done to make them fit the Input."""

    typed = Signal(object)
    """The matrix as an image, uint8 1×R×C."""
    input_wanted = Signal(object)
    """The Input shall take this shape (channels, height, width)."""

    def __init__(self) -> None:
        super().__init__()
        self._input: Shape | None = None
        self.table = MatrixTable()
        self.ready = QComboBox()
        self.ready.setAccessibleName(tr("Ready matrices"))
        self.ready.setToolTip(tr("Matrices of the lectures, and some that show what a kernel does"))
        self.ready.addItems([*MATRICES, _OWN])
        self.ready.setMinimumContentsLength(12)
        self.ready.activated.connect(self._choose)
        self.levels = QComboBox()
        self.levels.setAccessibleName(tr("Numbers"))
        self.levels.setToolTip(
            tr(
                "0 or 1: 1 is white. 0 to 255: grey levels, as in a file. The network takes in "
                "either from 0 to 1, then preprocessed as the recipe says"
            )
        )
        self.levels.addItem(tr("0 or 1"), 1)
        self.levels.addItem(tr("0 to 255"), 255)
        self.levels.activated.connect(self._take_levels)
        self.rows = self._side(tr("Rows"))
        self.columns = self._side(tr("Columns"))
        self.paste = QPushButton(tr("Paste"))
        self.paste.setToolTip(
            tr("Take the numbers of the clipboard: cells of a spreadsheet, or text")
        )
        self.paste.setAutoDefault(False)
        self.paste.clicked.connect(self.paste_numbers)
        self.note = NoteLabel()
        self.fit = NoteLabel()
        self.make_input = QPushButton()
        self.make_input.setAutoDefault(False)
        self.make_input.clicked.connect(lambda: self.input_wanted.emit(self.image.shape))
        self.table.numbers.typed.connect(self._take_typed)
        self.table.numbers.refused.connect(self.show_refusal)
        self._lay_out()
        self._choose()

    @property
    def image(self) -> NDArray[np.uint8]:
        """The matrix as it is looked at, 1×R×C."""
        return matrix_image(self.table.numbers.values, self.table.numbers.white)

    def show_input(self, shape: Shape | None) -> None:
        """Say how the matrix is made to fit an Input (channels, height, width)."""
        self._input = shape
        self._show_fit()

    def paste_numbers(self) -> None:
        """Take the matrix on the clipboard, or say why that is none."""
        self.take_text(QApplication.clipboard().text())

    def take_text(self, text: str) -> None:
        """Take the matrix that a text holds, or say why that is none."""
        white = self.table.numbers.white
        try:
            values = parse_matrix(text, white)
        except DataError:
            try:  # grey levels tell by themselves that they are such
                values, white = parse_matrix(text, 255), 255
            except DataError as error:
                self.show_refusal(str(error))
                return
        self.take(values, white)

    def take(self, values: NDArray[np.int64], white: Levels) -> None:
        """Have this matrix looked at, of which `white` is the largest number."""
        self._name_own()
        self._show(values, white)
        self.typed.emit(self.image)

    def show_refusal(self, text: str) -> None:
        """Say what is wrong, in the place of how the matrix fits."""
        self.note.warn(text)
        self.fit.hide()
        self.make_input.hide()

    def _choose(self) -> None:
        name = self.ready.currentText()
        if name == _OWN:
            return
        self._show(*preset(name))
        self.typed.emit(self.image)

    def _take_levels(self) -> None:
        """Other levels for the same picture: 1 becomes 255; of greys the lighter half become 1."""
        white: Levels = self.levels.currentData()
        values, before = self.table.numbers.values, self.table.numbers.white
        if white == before:
            return
        scaled = values * 255 if white == 255 else (values > 127).astype(np.int64)
        self._name_own()
        self._show(scaled, white)
        self.typed.emit(self.image)

    def _resize(self) -> None:
        numbers = self.table.numbers
        self._name_own()
        self._show(
            resized_matrix(numbers.values, self.rows.value(), self.columns.value()), numbers.white
        )
        self.typed.emit(self.image)

    def _take_typed(self) -> None:
        self._name_own()
        self.note.say("")
        self._show_fit()
        self.typed.emit(self.image)

    def _name_own(self) -> None:
        self.ready.setCurrentText(_OWN)

    def _show(self, values: NDArray[np.int64], white: Levels) -> None:
        self.table.numbers.show(values, white)
        self.levels.setCurrentIndex(self.levels.findData(white))
        for box, count in zip((self.rows, self.columns), values.shape, strict=True):
            with QSignalBlocker(box):
                box.setValue(count)
        self.note.say("")
        self._show_fit()

    def _show_fit(self) -> None:
        """Whether the network sees these very numbers, and how it could."""
        rows, columns = self.table.numbers.values.shape
        shape = (1, rows, columns)
        self.make_input.setText(tr("Make the Input {rows}×{columns}", rows=rows, columns=columns))
        self.make_input.setToolTip(
            tr(
                "Set the Input to 1 channel of {rows}×{columns}, so that the network "
                "sees these very numbers; undo it with Ctrl+Z",
                rows=rows,
                columns=columns,
            )
        )
        if self._input is None:
            self.make_input.hide()
            self.fit.say(tr("The network has no Input yet."))
            return
        try:
            done = describe_fit(shape, self._input)
        except DataError as error:
            done = ""
            self.fit.warn(str(error))
        else:
            kept = tr("The network sees these very numbers.") if not done else ""
            self.fit.say(kept or tr("To fit the Input it is {done}.", done=done))
        self.make_input.setVisible(shape != self._input)

    def _side(self, name: str) -> QSpinBox:
        box = QSpinBox()
        box.setRange(1, MOST_SIDE)
        box.setAccessibleName(name)
        box.setToolTip(tr("{name} of the matrix; new ones are zeros", name=name))
        box.setKeyboardTracking(False)
        box.valueChanged.connect(self._resize)
        return box

    def _lay_out(self) -> None:
        numbers = QLabel(tr("Numbers"))
        numbers.setBuddy(self.levels)
        size = QHBoxLayout()
        size.setSpacing(GAP // 2)
        size.addWidget(self.rows, 1)
        size.addWidget(QLabel("×"))
        size.addWidget(self.columns, 1)
        side = QGridLayout()
        side.setVerticalSpacing(GAP // 2)
        side.setColumnStretch(1, 1)
        side.addWidget(self.ready, 0, 0, 1, 2)
        side.addWidget(numbers, 1, 0)
        side.addWidget(self.levels, 1, 1)
        side.addWidget(QLabel(tr("Size")), 2, 0)
        side.addLayout(size, 2, 1)
        buttons = QVBoxLayout()
        buttons.setSpacing(GAP // 2)
        for widget in (self.paste, self.note, self.fit, self.make_input):
            buttons.addWidget(widget)
        column = QVBoxLayout()
        column.setSpacing(GAP // 2)
        column.addLayout(side)
        column.addLayout(buttons)
        column.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self.table, 3)
        layout.addLayout(column, 2)
