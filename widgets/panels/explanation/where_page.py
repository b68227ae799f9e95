"""Where the network looks in the probe image for a class: maps, how to read them, and a pin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.inspection.attribution_methods import (
    Attribution,
    MethodName,
    common_scale,
    method_named,
)
from app.inspection.explanations import Explanation
from app.inspection.questions import AttributionQuestion
from app.inspection.snapshot import Snapshot
from app.language import tr
from app.network.arithmetic import percent_text
from app.network.tables import Table
from widgets.figures.on_paper import on_paper
from widgets.inquiries import Inquiries
from widgets.number_text import number_text
from widgets.panels.explanation.asking import Asking
from widgets.panels.explanation.beside import BesideButton
from widgets.panels.explanation.class_box import ClassBox
from widgets.panels.explanation.method_form import MethodForm
from widgets.panels.explanation.tiles import Tile, TileView
from widgets.panels.explanation.work_bar import WorkBar
from widgets.panels.lettering import NoteLabel
from widgets.theme import GAP, NORMAL, font

SIDE = 240
"""Pixels of width for the words, where they stand beside the pictures."""
_WIDEST = 340
"""Of the choice of a class."""
_COMPARE = tr("Pin")
_NOT_PINNED = "–"
_OTHER_METHOD = tr("What was pinned was seen by another method: let it go, and pin again.")
_ALL_READING = tr(
    "Every method answers another question; where they agree, believe them more. Click one to "
    "see it large and read what it shows."
)
_UNTRAINED = tr(
    "The weights are as they began: before training these maps show chance and strokes."
)


class WherePage(QWidget):
    """Asks by itself when the probe, the class, the method or the weights change.

    `controls` say what is asked; they stand wherever there is room.
    """

    def __init__(self, inquiries: Inquiries, seen: Callable[[], bool]) -> None:
        super().__init__()
        self.setAccessibleName(tr("Where it looks"))
        self._explanation: Explanation | None = None
        self._pinned: Explanation | None = None
        self._input: NDArray[np.float32] | None = None
        self._untrained = False
        self._now = (0, False)
        """The step of the weights that are shown elsewhere, and whether they are learning."""
        self._refusal = ""
        self._announced = False
        self.asking = Asking(inquiries, self._question, seen, self)
        self._make()
        self._lay_out()
        self._connect()
        self._show()

    # What is asked

    def _question(self) -> AttributionQuestion:
        return AttributionQuestion(
            self.form.methods, self.classes.label, self.form.settings, self.compare.beside
        )

    def show_snapshot(self, snapshot: Snapshot, classes: Sequence[str], *, training: bool) -> None:
        """The network or the probe image has changed."""
        self.classes.show_probabilities(snapshot.probabilities, classes)
        self._now, self._untrained = (snapshot.step, training), snapshot.untrained
        image = next((snapshot.feature_maps.get(name) for name in snapshot.network.inputs), None)
        same = image is self._input or (
            image is not None and self._input is not None and np.array_equal(image, self._input)
        )
        announced, self._announced = self._announced, False
        if same:
            self.asking.outdate(training=training)
        else:
            self._input = image
            if image is not None:
                self.form.show_size(max(image.shape[-2:]))
            if not announced:
                self.asking.renew(slow=self.form.slow)
        self._show_age()

    def note_probe(self) -> None:
        """The probe image has changed: ask at once, not when the next snapshot shows it."""
        self._announced = True
        self.asking.renew(slow=self.form.slow)

    def note_training(self, *, training: bool) -> None:
        """Training has begun or stopped: at rest, the last weights are asked about."""
        step, before = self._now
        self._now = step, training
        if before != training:
            self._show_age()
        if before and not training:
            self.asking.outdate(training=False)

    def rest(self) -> None:
        """The page cannot be seen any more."""
        self.asking.rest()

    def resume(self) -> None:
        """The page can be seen again."""
        self.asking.resume()

    def _renew(self) -> None:
        self.asking.renew(slow=self.form.slow)
        self._show()

    def _ask_again(self) -> None:
        self.asking.renew()

    # What is answered

    def _take(self, answer: object) -> None:
        assert isinstance(answer, Explanation)
        self._explanation, self._refusal = answer, ""
        self.form.show_layers(answer.cam_layers)
        self._show()

    def _take_refusal(self, why: str) -> None:
        self._explanation, self._refusal = None, why
        self._show()

    @property
    def explanation(self) -> Explanation | None:
        """What is shown."""
        return self._explanation

    @property
    def pinned(self) -> Explanation | None:
        """What it is compared with."""
        return self._pinned

    def pin(self, on: bool) -> None:
        """Keep the present pictures beside those to come, or let them go."""
        self._pinned = self._explanation if on else None
        if on:
            self.compare.clear()
        self.pin_button.setChecked(self._pinned is not None)
        self._show()

    # What is shown

    def _show(self) -> None:
        self.tiles.show_groups(self._groups())
        self.refusal.setText(self._refusal or ("" if self._explanation else tr("Looking …")))
        self.refusal.setVisible(self._explanation is None)
        self.tiles.setVisible(self._explanation is not None)
        single = self.form.single
        self._cover.setVisible(single is not None)  # of all methods, no map lies over the image
        self.pin_button.setEnabled(self._explanation is not None or self._pinned is not None)
        found = self._explanation
        self.title.setText(single.title if single else tr("All quick methods"))
        self.answer.setVisible(found is not None)
        if found is not None:
            self.answer.setText(self._answer(found))
        self.reading.say(single.reading if single else _ALL_READING)
        self.reading.setToolTip(single.source if single else "")
        self.remark.say(self._remark())
        name = self.classes.name(found.label) if found is not None else ""
        self.comparison.say(self.compare.words(found, name) if found is not None else "")
        self._show_age()

    def _answer(self, found: Explanation) -> str:
        scores = {each.score for each in found.attributions.values()}
        return tr(
            "{name}: {percent}, score {number}",
            name=self.classes.name(found.label),
            percent=percent_text(found.probability),
            number=number_text(scores.pop()),
        )

    def _remark(self) -> str:
        found, single = self._explanation, self.form.single
        pinned = self._pinned
        if pinned is not None and not set(self.form.methods) & {
            *pinned.attributions,
            *pinned.refused,
        }:
            return _OTHER_METHOD
        if found is None or single is None or single.name not in found.attributions:
            return ""
        one = found.attributions[single.name]
        layer = tr("Seen from {layer}.", layer=one.layer) if one.layer else ""
        complete = one.completeness.text if one.completeness else ""
        return " ".join(each for each in (layer, complete, one.remark) if each)

    def _show_age(self) -> None:
        """Say of which step the pictures are, where these are not the weights of now."""
        found, (step, training) = self._explanation, self._now
        words = ""
        if found is not None and training:
            words = tr(
                "As of step {step:,}.", step=found.step
            )  # to count on would lay it out at every frame
        elif found is not None and found.step != step:
            words = tr("As of step {step:,}; now it is {step2:,}.", step=found.step, step2=step)
        elif found is not None and self._untrained:
            words = _UNTRAINED
        if self.asking.held:
            words = " ".join((words, tr("Called off."))).strip()
        self.age.say(words)
        self.again.setVisible(self.asking.held)

    def _groups(self) -> list[list[Tile]]:
        found, pinned = self._explanation, self._pinned
        if found is None:
            return []
        if found.beside is not None:
            return [
                self._group(found, tr("Now · "), found.beside),
                self._group(found.beside, f"{self.compare.title} · ", found),
            ]
        if pinned is None:
            return [self._group(found, "", found)]
        return [
            self._group(found, tr("Now · "), pinned),
            self._group(pinned, tr("Pinned · "), found),
        ]

    def _group(self, of: Explanation, before: str, other: Explanation) -> list[Tile]:
        """The image and its maps, on one scale with the `other`'s."""
        single = self.form.single
        name = self.classes.name(of.label)
        tiles = [Tile(before + tr("Image"), of.image)]
        if single is None and not any(method in of.attributions for method in self.form.methods):
            tiles.append(Tile(before + tr("Maps"), words=_NOT_PINNED))
        elif single is None:
            tiles += [self._small(of, method, other) for method in self.form.methods]
        elif single.name in of.attributions:
            one = of.attributions[single.name]
            scale = _scale(one, other.attributions.get(single.name))
            title = tr("{before}Map for {name}", before=before, name=name)
            tiles.append(Tile(title, None, one.picture, scale))
            tiles.append(Tile(tr("{before}Laid over", before=before), of.image, one.picture, scale))
        else:
            tiles.append(Tile(f"{before}Map", words=_NOT_PINNED))
        return tiles

    def _small(self, of: Explanation, method: MethodName, other: Explanation) -> Tile:
        title = method_named(method).title
        one = of.attributions.get(method)
        if one is None:
            words = of.refused.get(method, _NOT_PINNED)
            return Tile(title, words=words, key=method)
        scale = _scale(one, other.attributions.get(method))
        return Tile(title, None, one.picture, scale, key=method)

    # What leaves the panel

    def table(self) -> Table | None:
        """The numbers of the maps: a line for every row of every picture."""
        if self._explanation is None:
            return None
        pictures = [("now", self._explanation)]
        if self._pinned is not None:
            pictures.append(("pinned", self._pinned))
        if self._explanation.beside is not None:
            pictures.append((self.compare.title, self._explanation.beside))
        rows, width = [], 0
        for name, of in pictures:
            for method, one in of.attributions.items():
                for row, values in enumerate(one.picture):
                    numbers = [f"{value:.6g}" for value in values]
                    rows.append((name, method_named(method).title, str(row), *numbers))
                    width = max(width, len(numbers))
        heads = ("picture", "method", "row", *(str(column) for column in range(width)))
        full = tuple(row + ("",) * (len(heads) - len(row)) for row in rows)
        return Table(heads, full, numbers=frozenset(range(2, len(heads))))

    # Making

    def _make(self) -> None:
        self.classes, self.form = ClassBox(), MethodForm()
        self.tiles = TileView()
        self.refusal = QLabel()
        self.refusal.setFont(font(NORMAL))
        self.refusal.setWordWrap(True)
        self.refusal.setTextFormat(Qt.TextFormat.PlainText)
        self.refusal.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.refusal.setMargin(2 * GAP)
        self.title = QLabel()
        self.title.setFont(font(NORMAL, bold=True))
        self.answer, self.reading, self.remark, self.age = (NoteLabel() for _ in range(4))
        self.comparison = NoteLabel()
        self.answer.setForegroundRole(self.title.foregroundRole())
        self.readout = NoteLabel()
        self.readout.setWordWrap(False)
        on_paper(self.readout)
        self.readout.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.work = WorkBar()
        self.again = QToolButton()
        self.again.setText(tr("Compute"))
        self.again.setToolTip(tr("Compute what was called off after all"))
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.opacity.setRange(0, 100)
        self.opacity.setValue(80)
        self.opacity.setMaximumWidth(120)
        self.opacity.setAccessibleName(tr("How strongly the map covers the image"))
        self.opacity.setToolTip(tr("How strongly the map covers the image; weak values never do"))
        self.pin_button = QToolButton()
        self.pin_button.setText(_COMPARE)
        self.pin_button.setCheckable(True)
        self.pin_button.setToolTip(
            tr(
                "Keep these pictures for comparison: then change the image, the class or the "
                "weights"
            )
        )

        self.compare = BesideButton(
            lambda: self._explanation.image if self._explanation is not None else None
        )

    def _connect(self) -> None:
        self.compare.changed.connect(self._compare)
        self.classes.chosen.connect(self._renew)
        self.form.changed.connect(self._renew)
        self.tiles.clicked.connect(self.form.choose)
        self.tiles.hovered.connect(self._read)
        self.opacity.valueChanged.connect(lambda value: self.tiles.set_opacity(value / 100))
        self.tiles.set_opacity(self.opacity.value() / 100)
        self.pin_button.clicked.connect(self.pin)
        self.again.clicked.connect(self._ask_again)
        self.work.cancelled.connect(self._cancel)
        asking = self.asking
        asking.began.connect(self.work.begin)
        asking.progressed.connect(self.work.show_progress)
        asking.ended.connect(self.work.end)
        asking.answered.connect(self._take)
        asking.refused.connect(self._take_refusal)
        asking.began.connect(self._show_age)

    def _compare(self) -> None:
        """Something else is compared with, from now on and for the same class."""
        if self.compare.beside is not None:
            self._pinned = None
            self.pin_button.setChecked(False)
        elif self._explanation is not None:
            self._explanation = replace(self._explanation, beside=None, not_beside="")
        self._renew()

    def _cancel(self) -> None:
        self.asking.cancel()
        self._show_age()
        if self._explanation is None:
            self._refusal = tr("Called off.")
            self._show()

    def _read(self, words: str) -> None:
        self.readout.setText(words or tr("Point at a picture to read it."))

    def _lay_out(self) -> None:
        self.controls = QWidget()
        head = QHBoxLayout(self.controls)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(GAP // 2)
        self.classes.setMaximumWidth(_WIDEST)
        head.addWidget(self.classes, 1)
        head.addStretch(0)
        head.addWidget(self.form)
        head.addWidget(self.pin_button)
        head.addWidget(self.compare)
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP // 2)
        column.addWidget(self.title)
        for label in (self.answer, self.comparison, self.reading, self.remark, self.age):
            column.addWidget(label)
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(words)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side = QVBoxLayout()
        side.setSpacing(GAP // 2)
        side.addWidget(area, 1)
        side.addWidget(self.readout)
        self._cover = QWidget()
        row = QHBoxLayout(self._cover)
        row.setContentsMargins(0, 0, 0, 0)
        cover = QLabel(tr("Cover"))
        cover.setBuddy(self.opacity)
        row.addWidget(cover)
        row.addWidget(self.opacity)
        row.addStretch(1)
        side.addWidget(self._cover)
        side.addWidget(self.work)
        self._side = QWidget()
        self._side.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        pictures = QVBoxLayout()
        pictures.setSpacing(0)
        pictures.addWidget(self.tiles, 1)
        pictures.addWidget(self.refusal, 1)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(2 * GAP)
        self._beside.addLayout(pictures, 1)
        self._beside.addWidget(self._side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP // 2)
        layout.addLayout(self._beside, 1)
        self._read("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words stand beside the pictures, in a tall and narrow panel below them."""
        upright = self.width() < 520 and self.height() > self.width() * 0.8
        way = QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight
        if way != self._beside.direction():
            self._beside.setDirection(way)
        wide = self.width() if upright else min(SIDE + self.width() // 12, self.width() // 3)
        self._side.setMaximumWidth(wide)
        self._side.setMinimumWidth(0 if upright else wide)
        self._side.setMaximumHeight(180 if upright else 16_777_215)
        super().resizeEvent(event)


def _scale(one: Attribution, other: Attribution | None) -> tuple[float, float]:
    """One scale for both, where both are of one method."""
    return common_scale((one,) if other is None else (one, other))
