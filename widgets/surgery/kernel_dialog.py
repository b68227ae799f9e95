"""Hand-made kernels to choose from, and typed ones (B10)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap, QValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.language import tr
from app.network.kernels import (
    HAND_MADE,
    HandMadeFilter,
    Kernel,
    box_blur,
    fitted,
    gabor,
    gaussian_blur,
    kernel_from_text,
)
from widgets.panels.lettering import NoteLabel
from widgets.pictures import stacked_image
from widgets.theme import GAP, font

_ICON = 25


class KernelDialog(QDialog):
    """Every choice is told at once; Cancel leaves it to whoever listens to take them back.

    `weights` is the filter that the kernel is for, in×kH×kW or in×k, and `channel` the input
    channel meant where it is not for all of them.
    """

    chosen = Signal(object)
    """A `Kernel` of the filter's size."""

    def __init__(
        self, title: str, weights: NDArray[np.float32], channel: int, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        height = weights.shape[1] if weights.ndim == 3 else 1
        self._size = (height, weights.shape[-1])
        self._filling = True
        self._kernel: Kernel | None = None
        """What was chosen or typed last, before it is made as large as the filter."""
        self.title_of_kernel = tr("Typed kernel")
        self._make_widgets(len(weights), channel)
        self._lay_out()
        now = weights[channel].reshape(self._size)
        self.text.setPlainText(aligned(tuple(tuple(map(float, row)) for row in now)))
        self._filling = False
        # Not the current row: Qt makes the first one that as soon as the list has the focus.
        self.list.itemSelectionChanged.connect(self._choose)
        self.text.textChanged.connect(self._typed)

    @property
    def all_channels(self) -> bool:
        """Whether the kernel is for all channels of the filter: it then looks at their mean."""
        return self.everywhere.isChecked()

    def set_all_channels(self, wanted: bool) -> None:
        """Tick the box for all channels, before anything is chosen."""
        self.everywhere.setChecked(wanted)

    def _make_widgets(self, channels: int, channel: int) -> None:
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Hand-made kernels"))
        self.list.setIconSize(QSize(_ICON, _ICON))
        for each in HAND_MADE:
            kernel = suited(each, (7, 7))
            self.list.addItem(QListWidgetItem(QIcon(_picture(kernel)), each.title))
            self.list.item(self.list.count() - 1).setToolTip(each.effect)
        self.list.setFixedWidth(190)
        self.effect = QLabel(tr("Choose a kernel, or type one: every change counts at once."))
        self.effect.setWordWrap(True)
        self.angle = _number(0, 180, 15, " °", tr("Which way the stripes change, from the right"))
        self.angle.setWrapping(True)
        self.wavelength = _number(2, 32, 0.5, " px", tr("From one stripe to the next"))
        self.wavelength.setValue(4)
        for spin in (self.angle, self.wavelength):
            spin.valueChanged.connect(lambda _value: self._choose())
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(tr("The numbers of the kernel"))
        self.text.setFont(font(monospace=True))
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setToolTip(tr("A row on each line; numbers apart by spaces; fractions as 1/9"))
        self.problem = NoteLabel()
        self.everywhere = QCheckBox(
            tr("For all {channels} input channels (their mean)", channels=channels)
        )
        self.everywhere.setToolTip(
            tr("Otherwise for input channel {channel} alone", channel=channel)
        )
        if channels == 1:
            self.everywhere.hide()
        self.everywhere.toggled.connect(self._tell_again)

    def _lay_out(self) -> None:
        self.settings = QWidget()
        form = QFormLayout(self.settings)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(tr("Angle"), self.angle)
        form.addRow(tr("Wavelength"), self.wavelength)
        self.settings.hide()
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(tr("Keep"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        right = QVBoxLayout()
        right.addWidget(self.effect)
        right.addWidget(self.settings)
        right.addWidget(self.text, 1)
        right.addWidget(self.problem)
        right.addWidget(self.everywhere)
        columns = QHBoxLayout()
        columns.setSpacing(2 * GAP)
        columns.addWidget(self.list)
        columns.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.addLayout(columns, 1)
        layout.addWidget(buttons)
        self.resize(540, 360)
        window = self.parentWidget()
        assert window is not None
        corner = window.frameGeometry().bottomRight()
        self.move(corner.x() - 560, corner.y() - 420)  # not over the maps that change
        self.list.setFocus()

    def _choose(self) -> None:
        rows = [self.list.row(item) for item in self.list.selectedItems()]
        if not rows:
            return
        filter_ = HAND_MADE[rows[0]]
        self.settings.setVisible(filter_.name == "gabor")
        self.effect.setText(filter_.effect)
        self.title_of_kernel = filter_.title
        kernel = suited(filter_, self._size, self.angle.value(), self.wavelength.value())
        self._filling = True
        self.text.setPlainText(aligned(kernel))
        self._filling = False
        self._tell(kernel)

    def _typed(self) -> None:
        if self._filling:
            return
        self.title_of_kernel = tr("Typed kernel")
        try:
            kernel = kernel_from_text(self.text.toPlainText())
        except ValueError as error:
            self._kernel = None
            self._complain(str(error))
        else:
            self._tell(kernel)

    def _tell_again(self) -> None:
        if self._kernel is not None:
            self._tell(self._kernel)

    def _tell(self, kernel: Kernel) -> None:
        self._kernel = kernel
        try:
            whole = fitted(kernel, self._size)
        except ValueError as error:
            self._complain(str(error))
        else:
            self.problem.say("")
            self.chosen.emit(whole)

    def _complain(self, words: str) -> None:
        self.problem.warn(words[0].upper() + words[1:] + ".")


def aligned(kernel: Kernel) -> str:
    """The kernel as it can be typed, in columns, with four digits of each weight."""
    words = [[f"{weight:.4g}" for weight in row] for row in kernel]
    width = max(len(word) for row in words for word in row)
    return "\n".join("  ".join(word.rjust(width) for word in row) for row in words)


def suited(
    filter_: HandMadeFilter, size: tuple[int, int], angle: float = 0.0, wavelength: float = 4.0
) -> Kernel:
    """The hand-made kernel, as large as suits a filter of (rows, columns) where it has a choice."""
    least = min(size)
    match filter_.name:
        case "blur":
            return box_blur(min(3, least))
        case "gaussian":
            return gaussian_blur(min(5, least))
        case "gabor":
            return gabor(angle, wavelength, least if least > 1 else 7)
        case "identity":
            return ((1.0,),)
    return filter_.kernel


class _DecimalBox(QDoubleSpinBox):
    """Takes a point before decimals too where the language writes a comma."""

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        said = text.replace(".", self.locale().decimalPoint())
        state, said, position = super().validate(said, position)
        return state, said, position


def _number(low: float, high: float, step: float, suffix: str, tip: str) -> QDoubleSpinBox:
    spin = _DecimalBox()
    spin.setRange(low, high)
    spin.setSingleStep(step)
    spin.setDecimals(1)
    spin.setSuffix(suffix)
    spin.setToolTip(tip)
    return spin


def _picture(kernel: Kernel) -> QPixmap:
    values = np.array(fitted(kernel, (7, 7) if len(kernel) > 3 else (3, 3)), np.float32)
    most = float(np.abs(values).max()) or 1.0
    image = stacked_image(values[None], -most, most, "diverging")
    return QPixmap.fromImage(
        image.scaled(
            _ICON,
            _ICON,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.FastTransformation,
        )
    )
