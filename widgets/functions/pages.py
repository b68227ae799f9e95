"""The pages of the Functions panel, one for each kind of function; each also says it in words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.inspection.formulas import number
from app.inspection.functions import function_of
from app.inspection.layer_functions import (
    bins_of,
    dead_channels,
    dropout_mask,
    dropped_out,
    flatness,
    normalised_by_its_own,
    softmax_and_sigmoid,
    thinned,
)
from app.inspection.snapshot import LayerInside
from app.language import tr
from app.network.arithmetic import percent_text
from app.network.layer import Layer
from app.network.layers.normalisation import BatchNorm1d, BatchNorm2d, Dropout, Dropout2d
from widgets.functions.plots import BarsPlot, CurvePlot, HistogramsPlot
from widgets.panels.enlarged_picture import EnlargedPicture, Pane
from widgets.theme import GAP, NORMAL, font

MOST_CLASSES = 40
"""Bars for more classes could not be told apart: the likeliest are shown."""


class FunctionPage(QWidget):
    """A picture of one layer at work."""

    def show_inside(self, layer: Layer, inside: LayerInside) -> str:
        """Draw it; returns what is to be said in words."""
        raise NotImplementedError


class ActivationPage(FunctionPage):
    """C1: the curve and its slope, over the inputs of now."""

    def __init__(self) -> None:
        super().__init__()
        self.plot = CurvePlot()
        _column(self).addWidget(self.plot)

    def show_inside(self, layer: Layer, inside: LayerInside) -> str:
        learned = inside.parameters.get("weight")
        slope = None if learned is None else float(learned.reshape(-1)[0])
        function = function_of(layer, slope)
        assert function is not None
        inputs = thinned(inside.inputs[0])
        reach = max(4.0, float(np.abs(inputs[np.isfinite(inputs)]).max(initial=0.0)))
        self.plot.show_function(function, bins_of(inputs, -reach, reach, 60))
        flat = flatness(function, inputs)
        words = [
            tr(
                "Line: f(x); dashed: its slope; grey: {how_many} of now.",
                how_many=_how_many(inside.inputs[0], inputs),
            ),
            tr(
                "{percent} of them are saturated (slope below a twentieth of the "
                "steepest), {percent2} let no gradient through.",
                percent=percent_text(flat.small),
                percent2=percent_text(flat.zero),
            ),
            tr(
                "{percent} of the {units} give nothing for this image.",
                percent=percent_text(dead_channels(inside.output)),
                units=_units(inputs),
            ),
        ]
        return " ".join(words)


class SoftmaxPage(FunctionPage):
    """C2: softmax and sigmoid of the same logits, a row of bars each."""

    def __init__(self) -> None:
        super().__init__()
        self._classes: Sequence[str] = ()
        self.softmax, self.sigmoid = BarsPlot("train_line"), BarsPlot("validation_line")
        self.titles = [QLabel(), QLabel()]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for title, plot in zip(self.titles, (self.softmax, self.sigmoid), strict=True):
            title.setFont(font(NORMAL, bold=True))
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(title)
            column.addWidget(plot, 1)
            row.addLayout(column, 1)

    def know_classes(self, classes: Sequence[str]) -> None:
        """The words under the bars."""
        self._classes = classes

    def show_inside(self, layer: Layer, inside: LayerInside) -> str:  # noqa: ARG002
        logits = inside.output.reshape(-1)
        softmax, sigmoid = softmax_and_sigmoid(logits)
        shown = np.sort(np.argsort(-logits, kind="stable")[:MOST_CLASSES])
        known = self._classes if len(self._classes) == len(logits) else range(len(logits))
        words = [str(known[index]) for index in shown]
        self.softmax.show_bars(softmax[shown], words)
        self.sigmoid.show_bars(sigmoid[shown], words)
        self.titles[0].setText(tr("softmax: the sum is {sum}", sum=number(round(softmax.sum(), 6))))
        self.titles[1].setText(tr("sigmoid: the sum is {sum}", sum=number(sigmoid.sum())))
        return tr(
            "Of the same logits. Softmax shares one whole out among the classes; each sigmoid "
            "is a chance of its own, for images that may be of several classes."
        )


class BatchNormPage(FunctionPage):
    """C3: the distribution before and after, by the running values and by the image's own."""

    def __init__(self) -> None:
        super().__init__()
        self.plot = HistogramsPlot(("faint_text", "train_line", "validation_line"))
        _column(self).addWidget(self.plot)

    def show_inside(self, layer: Layer, inside: LayerInside) -> str:
        assert isinstance(layer, BatchNorm1d | BatchNorm2d)
        tested, step = thinned(inside.output), inside.in_training
        if step is not None and not np.isfinite(step.output).all():
            step = None  # what diverged has no distribution
        before = thinned(inside.inputs[0]) if step is None else step.inputs
        trained = (
            normalised_by_its_own(before, inside.parameters, layer.eps)
            if step is None
            else step.output
        )
        all_values = [before, tested, *([] if trained is None else [trained])]
        ends = np.concatenate([np.percentile(each, (0.5, 99.5)) for each in all_values])
        low, high = float(ends.min()), float(ends.max())
        high = high if high > low else low + 1.0
        bins = [bins_of(each, low, high) for each in all_values]
        self.plot.show_bins([*bins, *([None] if trained is None else [])])
        tests = (
            tr(
                "Blue: when testing, by the running mean and variance, {moments} of this image.",
                moments=_moments(tested),
            )
            if step
            else tr(
                "Blue: when testing, by the running mean and variance, {moments}.",
                moments=_moments(tested),
            )
        )
        if step is not None:
            return tr(
                "Grey: before, in training step {step:,}, {moments} of {size:,} "
                "values of the batch. Orange: after, by the batch's own mean and "
                "variance, {after}. {tests}",
                step=step.step,
                moments=_moments(before),
                size=before.size,
                after=_moments(step.output),
                tests=tests,
            )
        words = [
            tr(
                "Grey: before, {moments} of {how_many}.",
                moments=_moments(before),
                how_many=_how_many(inside.inputs[0], before),
            )
        ]
        words.append(tests)
        if trained is None:
            words.append(tr("In training a vector is normalised over the images of a batch."))
        else:
            words.append(
                tr(
                    "Orange: in training, were this image the whole batch, {moments}.",
                    moments=_moments(trained),
                )
            )
        return " ".join(words)


class DropoutPage(FunctionPage):
    """C4: the mask of the last training step, what it left; and when testing, nothing changes.

    Before a step was made there is a mask such as training will draw.
    """

    def __init__(self) -> None:
        super().__init__()
        self._seed = 0
        self._last: tuple[Layer, LayerInside] | None = None
        self.picture = EnlargedPicture()
        self.button = QPushButton(tr("Another mask"))
        self.button.clicked.connect(self._draw_again)
        column = _column(self)
        column.addWidget(self.picture, 1)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        column.addLayout(row)

    def _draw_again(self) -> None:
        self._seed += 1
        if self._last is not None:
            self.show_inside(*self._last)

    def show_inside(self, layer: Layer, inside: LayerInside) -> str:
        assert isinstance(layer, Dropout | Dropout2d)
        self._last = layer, inside
        step = inside.in_training
        self.button.setVisible(step is None)
        came, output = thinned(inside.inputs[0]), thinned(inside.output)
        same = np.array_equal(output, came)
        tested = tr("When evaluating, as here, nothing is dropped: identity.") if same else ""
        if step is not None and step.kept is not None:
            inputs, trained = thinned(step.inputs), thinned(step.output)
            mask = thinned(step.kept.astype(np.float32)) > 0
            when = tr(", step {step:,}", step=step.step)
            mask_words = tr(
                "the mask is that of training step {step:,}, the last one, for "
                "the first image of its batch; it dropped",
                step=step.step,
            )
        else:
            inputs, when = came, tr(", in training")
            whole = isinstance(layer, Dropout2d)
            mask = dropout_mask(inputs.shape, layer.p, whole_channels=whole, seed=self._seed)
            trained = dropped_out(inputs, mask, layer.p).astype(np.float32)
            mask_words = tr("no training step was seen yet, so this mask is an example; it drops")
        self.picture.show_panes(
            [
                Pane(tr("comes in{when}", when=when), _sheet(inputs), "sequential"),
                Pane(tr("mask, black drops"), _sheet(mask.astype(np.float32)), "grey"),
                Pane(tr("goes on{when}", when=when), _sheet(trained), "sequential"),
                Pane(tr("the probe, when evaluating"), _sheet(output), "sequential"),
            ],
            (0.0, 1.0),
            "sequential",
        )
        drops = tr("feature maps") if isinstance(layer, Dropout2d) else tr("values")
        return tr(
            "p = {p:g}: {mask_words} {percent} of the {drops}; the others are "
            "multiplied by 1/(1 − p) = {factor}, so that the mean stays. {tested}",
            p=layer.p,
            mask_words=mask_words,
            percent=percent_text(1 - float(mask.mean())),
            drops=drops,
            factor=number(1 / (1 - layer.p)) if layer.p < 1 else "∞",
            tested=tested,
        )


def _sheet(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """All of it as one picture: maps side by side, features in lines of 32 at most."""
    if values.ndim == 1:
        columns = max(d for d in range(1, 33) if len(values) % d == 0)
        return values.reshape(-1, columns if columns >= 8 else len(values))
    if values.ndim == 2:
        return values
    count = len(values)
    across = max(d for d in range(1, int(count**0.5) + 1) if count % d == 0)
    _, height, width = values.shape
    table = values.reshape(across, count // across, height, width).transpose(0, 2, 1, 3)
    return table.reshape(across * height, -1)


def _how_many(values: NDArray[np.floating], shown: NDArray[np.floating]) -> str:
    """The inputs that are told of: all, or those of some rows and columns."""
    if shown.size == values.size:
        return tr("the {size:,} inputs", size=values.size)
    return tr("{size:,} of the {size2:,} inputs", size=shown.size, size2=values.size)


def _units(values: NDArray[np.float32]) -> str:
    if values.ndim > 1:
        return tr("{count:,} channels", count=len(values))
    return tr("{count:,} units", count=len(values))


def _moments(values: NDArray[np.floating]) -> str:
    return tr(
        "mean {mean}, deviation {std}",
        mean=number(float(values.mean())),
        std=number(float(values.std())),
    )


def _column(page: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GAP // 2)
    return column
