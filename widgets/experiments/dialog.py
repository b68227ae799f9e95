"""What the dialogs of experiments share: a command in the background, progress, and errors."""

from __future__ import annotations

import math
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QPalette
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from app.files.project import ProjectError
from app.language import figures, tr
from app.network.arithmetic import percent_text
from widgets.document import Document
from widgets.experiments.command_lines import CommandLines
from widgets.number_text import number_text
from widgets.plot_colours import colour_plot
from widgets.theme import GAP, SMALL, font, theme


class ExperimentDialog(QDialog):
    """A window beside the main one; closing it ends what it is doing.

    A dialog puts `controls` at its bottom, and says in `take` what a line of its command changes.
    """

    def __init__(self, title: str, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.document = document
        self.process = CommandLines(self)
        self.process.told.connect(self.take)
        self.process.ended.connect(self._end)
        self.status = QLabel()
        self.status.setWordWrap(True)
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(6)
        policy = self.progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(policy)
        self.start_button = QPushButton(tr("&Start"))
        self.start_button.setDefault(True)
        self.start_button.clicked.connect(self.start)
        self.cancel_button = QPushButton(tr("&Cancel"))
        self.cancel_button.clicked.connect(self.cancel)
        self.controls = QHBoxLayout()
        self.controls.setSpacing(GAP)
        self.controls.addWidget(self.start_button)
        self.controls.addWidget(self.cancel_button)
        self.controls.addWidget(self.progress, 1)
        self.show_running(False)

    def start(self) -> None:
        """Begin; each dialog says with what."""
        raise NotImplementedError

    def take(self, line: dict[str, Any]) -> None:
        """Show what the command told."""
        raise NotImplementedError

    def begin(self, command: str, options: list[str], *, own: bool = True) -> None:
        """Carry out a command, on the document's network and recipe unless it has its own."""
        task = (self.document.network, self.document.recipe) if own else None
        self.say(tr("Loading PyTorch and the data …"))
        try:
            self.process.start(command, options, task)
        except (OSError, ProjectError) as error:
            self.say(str(error), wrong=True)
            return
        self.progress.setRange(0, 0)
        self.show_running(True)

    def cancel(self) -> None:
        """End what is going on."""
        self.process.stop()
        self.show_running(False)
        self.say(tr("Cancelled."))

    def show_running(self, running: bool) -> None:
        """Offer what can be done now."""
        self.start_button.setEnabled(not running)
        self.cancel_button.setEnabled(running)
        self.progress.setVisible(running)
        if not running:
            self.progress.setRange(0, 1)
            self.progress.setValue(0)

    def show_done(self, done: int, total: int) -> None:
        """Show so much of so much."""
        self.progress.setRange(0, max(1, total))
        self.progress.setValue(done)

    def say(self, text: str, *, wrong: bool = False) -> None:
        """Say in a sentence where things stand."""
        self.status.setText(text)
        self.status.setAccessibleName(text)
        self._wrong = wrong
        self._colour()

    def _colour(self) -> None:
        palette = QPalette()
        if self._wrong:
            palette.setColor(QPalette.ColorRole.WindowText, theme().colour("error"))
        self.status.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_wrong"):
            self._colour()
        super().changeEvent(event)

    def _end(self, error: str) -> None:
        self.show_running(False)
        if error:
            self.say(error[0].upper() + error[1:], wrong=True)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.reject()
        event.accept()

    def reject(self) -> None:
        if self.process.running:
            self.cancel()
        super().reject()


class ExperimentPlot(pg.PlotWidget):  # type: ignore[misc]
    """A plot in the theme's colours; `log` for an x in factors, which is given as log10."""

    def __init__(self, x: str, y: str) -> None:
        self.bottom, self.left = ExperimentAxis("bottom"), ExperimentAxis("left")
        super().__init__(axisItems={"bottom": self.bottom, "left": self.left})
        item = self.getPlotItem()
        item.setMenuEnabled(False)
        item.hideButtons()
        item.setContentsMargins(0, 8, 10, 0)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setMouseEnabled(x=False, y=False)
        for axis in (self.bottom, self.left):
            axis.setStyle(tickFont=font(SMALL), tickTextOffset=4)
            axis.enableAutoSIPrefix(False)
        self.name_axes(x, y)
        self._take_colours()

    def name_axes(self, x: str, y: str) -> None:
        """What the axes show."""
        self._names = (x, y)
        self.bottom.setLabel(x)
        self.left.setLabel(y)

    def recolour(self) -> None:
        """Paint the contents in the theme's colours."""

    def _take_colours(self) -> None:
        colour_plot(self, "bottom", "left")
        self.name_axes(*self._names)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_names"):
            self._take_colours()
            self.recolour()
        super().changeEvent(event)


class ExperimentAxis(pg.AxisItem):  # type: ignore[misc]
    """Numbers: powers of ten if `log`, in percent, only `whole` ones, or `words` in their place."""

    log = False
    percent = False
    whole = False
    words: tuple[str, ...] = ()

    def tickValues(
        self, minimum: float, maximum: float, size: float
    ) -> list[tuple[float, list[float]]]:
        if self.words:
            return [(1.0, [float(at) for at in range(len(self.words))])]
        if self.log:
            step = max(1, round((maximum - minimum) / 8))
            ticks = range(math.ceil(minimum), math.floor(maximum) + 1, step)
            if len(ticks) > 1:
                return [(float(step), [float(tick) for tick in ticks])]
        if self.whole:
            step = max(1, round((maximum - minimum) / 10))
            ticks = range(math.ceil(minimum), math.floor(maximum) + 1, step)
            return [(float(step), [float(tick) for tick in ticks])]
        found: list[tuple[float, list[float]]] = super().tickValues(minimum, maximum, size)
        return found[:2]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:  # noqa: ARG002
        if self.words:
            return [self.words[round(value)] for value in values]
        if self.log:
            return [number_text(10**value, 2 if value % 1 else 1) for value in values]
        if self.percent:
            digits = 0 if spacing >= 0.01 else 1
            return [percent_text(value, digits) for value in values]
        if self.whole:
            return [figures(f"{value:.0f}") for value in values]
        return [number_text(value, 2) for value in values]
