"""The plots of the curves beside each other, each with its title, which tells what is read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QTextDocument
from PySide6.QtWidgets import QBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.language import tr
from app.network.arithmetic import percent_text
from app.training.events import EpochDone
from widgets.number_text import number_text
from widgets.panels.curve_data import CurveData
from widgets.panels.curve_export import Titled
from widgets.panels.curve_plot import CurvePlot
from widgets.panels.rate_plot import RatePlot
from widgets.theme import GAP, NORMAL, font, theme


class CurvePlots(QWidget):
    """Loss and accuracy over the same steps, and the learning rate where it is wanted."""

    step_pointed = Signal(object)
    """The step under the pointer, or None."""
    zoomed = Signal()
    """A plot was zoomed or moved."""

    def __init__(self) -> None:
        super().__init__()
        self.loss = CurvePlot(lambda data: data.loss, "train_loss", "validation_loss")
        self.accuracy = CurvePlot(
            lambda data: data.accuracy, "train_accuracy", "validation_accuracy", percent=True
        )
        self.accuracy.setXLink(self.loss.getPlotItem())
        self.loss.setAccessibleName(tr("Loss over the steps"))
        self.accuracy.setAccessibleName(tr("Accuracy over the steps"))
        self.both = (self.loss, self.accuracy)
        self.rate = RatePlot()
        self.rate.setXLink(self.loss.getPlotItem())
        self.rate.setAccessibleName(tr("Learning rate over the steps"))
        self.loss_title, self.accuracy_title, self.rate_title = _Title(), _Title(), _Title()
        self._lay_out()
        for plot in self.both:
            plot.step_pointed.connect(self.step_pointed)
            plot.zoomed.connect(self.zoomed)

    def _lay_out(self) -> None:
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        for title, plot in ((self.loss_title, self.loss), (self.accuracy_title, self.accuracy)):
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(title)
            column.addWidget(plot, 1)
            self._row.addLayout(column, 3)
        self.rate_column = QWidget()
        column = QVBoxLayout(self.rate_column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.rate_title)
        column.addWidget(self.rate, 1)
        self.rate_column.hide()
        self._row.addWidget(self.rate_column, 2)

    def set_direction(self, direction: QBoxLayout.Direction) -> None:
        """Stand beside each other or below."""
        if direction != self._row.direction():
            self._row.setDirection(direction)

    def show_epochs(self, on: bool) -> None:
        """Write the numbers of epochs above the plots of a run, or leave them out."""
        for plot in self.both:
            plot.show_epochs(on)

    def titled(self, *, with_rate: bool) -> Titled:
        """The plots with their names, for a picture of them."""
        plots: Titled = [(tr("Loss"), self.loss), (tr("Accuracy"), self.accuracy)]
        return [*plots, (tr("Learning rate"), self.rate)] if with_rate else plots

    # What is shown.

    def show_data(self, data: CurveData, steps_per_epoch: int, smoothing: int) -> None:
        """Show a run; `smoothing` is of how many steps a mean is drawn."""
        for plot in self.both:
            plot.show_data(data, steps_per_epoch, smoothing)
        if data.diverged is not None:
            self.loss.show_reason(tr("ended here"))
        if best := data.best_epoch:
            self.accuracy.show_best(best.step, best.validation_accuracy)

    def show_rates(self, rates: Sequence[tuple[int, float]]) -> None:
        """Show the learning rate of the steps so far, the last of which is told."""
        self.rate.show_rates(rates)
        last, rate = rates[-1]
        whole = tr(
            "<b>Learning rate</b> {number} at step {last:,}", number=number_text(rate), last=last
        )
        self.rate_title.tell([whole])

    def show_other_runs(self, runs: Sequence[CurveData]) -> None:
        """Lay these under the run on show."""
        for plot in self.both:
            plot.show_other_runs(runs)

    def clear_data(self) -> None:
        """Show no run."""
        for plot in self.both:
            plot.clear_data()
        self.rate.show_rates([])

    def show_all(self) -> None:
        """Show the whole run in both plots."""
        for plot in self.both:
            plot.show_all()

    def keep_together(self) -> bool:
        """Whether the plots follow the run: where one was zoomed, neither does."""
        follows = all(plot.follows for plot in self.both)
        if not follows:
            for plot in self.both:
                plot.stay()
        return follows

    def recolour(self) -> None:
        """Take the colours of another theme."""
        for plot in (*self.both, self.rate):
            plot.recolour()

    # Reading values.

    def show_cursor(self, cursor: float | None) -> None:
        """Mark a step."""
        for plot in self.both:
            plot.show_cursor(cursor)

    def show_titles(self, data: CurveData, cursor: float | None, *, squared: bool) -> None:
        """Tell the values at the cursor, or else what is shown; `squared` says which loss."""
        faint, line = theme().faint_text, theme().validation_line
        loss, accuracy = f"<b>{tr('Loss')}</b>", f"<b>{tr('Accuracy')}</b>"
        losses, accuracies = [loss], [accuracy]
        index = None if cursor is None else data.nearest(cursor)
        if index is not None:
            epoch = data.epoch_of(index)
            done = data.epochs.get(epoch)
            at = tr("step {steps:,.0f}, epoch {epoch}", steps=data.steps[index], epoch=epoch)
            losses = [
                loss + tr(" at {at}: {loss}", at=at, loss=_loss_text(data, index, each))
                for each in (done, None)
            ]
            accuracies = [
                accuracy
                + tr(" at {at}: {accuracy}", at=at, accuracy=_accuracy_text(data, index, each))
                for each in (done, None)
            ]
            losses.append(f"{loss} {_loss_text(data, index, None)}")
            accuracies.append(f"{accuracy} {_accuracy_text(data, index, None)}")
        else:
            what = tr("squared error") if squared else tr("cross-entropy in nats")
            whole = loss + tr(
                " <span style='color:{faint}'>{what}, by step</span>", faint=faint, what=what
            )
            losses = [whole, f"{loss} <span style='color:{faint}'>{what}</span>", loss]
            if best := data.best_epoch:
                percent = percent_text(best.validation_accuracy)
                whole = accuracy + tr(
                    " · <span style='color:{line}'>best validation "
                    "<b>{percent}</b>, epoch {epoch}</span>",
                    line=line,
                    percent=percent,
                    epoch=best.epoch,
                )
                short = f"{accuracy} · <span style='color:{line}'><b>{percent}</b></span>"
                accuracies = [whole, short, accuracy]
        self.loss_title.tell(losses)
        self.accuracy_title.tell(accuracies)


class _Title(QLabel):
    """Rich text in one line: the longest of several wordings for which there is room."""

    def __init__(self) -> None:
        super().__init__()
        self._wordings: tuple[str, ...] = ("",)
        self.setFont(font(NORMAL))
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def tell(self, wordings: Sequence[str]) -> None:
        """Show one of these, which become shorter."""
        if tuple(wordings) != self._wordings:
            self._wordings = tuple(wordings)
            self._choose()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choose()

    def _choose(self) -> None:
        fitting = (each for each in self._wordings if self._width_of(each) <= self.width())
        self.setText(next(fitting, self._wordings[-1]))

    def _width_of(self, words: str) -> float:
        document = QTextDocument()
        document.setDefaultFont(self.font())
        document.setDocumentMargin(0)
        document.setHtml(words)
        return document.idealWidth()


def _loss_text(data: CurveData, index: int, epoch: EpochDone | None) -> str:
    text = tr("train {number}", number=number_text(float(data.loss.values[index])))
    if epoch:
        text += tr(", epoch mean {number}", number=number_text(epoch.train_loss))
        text += tr(", validation {number}", number=number_text(epoch.validation_loss))
    return text


def _accuracy_text(data: CurveData, index: int, epoch: EpochDone | None) -> str:
    text = tr("train {percent}", percent=percent_text(float(data.accuracy.values[index])))
    if epoch:
        text += tr(", epoch mean {percent}", percent=percent_text(epoch.train_accuracy))
        text += tr(", validation {percent}", percent=percent_text(epoch.validation_accuracy))
    return text
