"""Sliders for what is done to the training images for teaching, and what is left of each class."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import fields, replace

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSlider,
    QSpinBox,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.data.changes import UNCHANGED, DataChanges
from app.language import figures, tr
from app.network.arithmetic import percent_text
from app.network.fields import fields_of
from widgets.panels.lettering import NoteLabel, heading
from widgets.panels.ticks import TickDelegate
from widgets.theme import GAP, theme

_STEPS = 100
_SETTLE_MS = 150
"""The data set is made anew when a slider has stood still for so long."""
_FEWEST = 10
_NAME, _SHARE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_BAR = 4
"""Pixels of the bar beneath a class."""


class ChangesForm(QWidget):
    """Emits what the user wants changed; `show_changes` shows what is."""

    moved = Signal(DataChanges)
    """What is wanted now, at every move of a slider."""
    changed = Signal(DataChanges)
    """What is wanted, once it stands still."""
    closed = Signal()
    """The user has seen enough of it."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Changes for teaching"))
        self._changes = UNCHANGED
        self._images = 0
        self._showing = False
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLE_MS)
        self._settled.timeout.connect(lambda: self.changed.emit(self._changes))
        self._help = {field.name: field.help for field in fields_of(DataChanges)}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setColumnStretch(1, 1)
        self._numbers: dict[str, QLabel] = {}
        self.subset = self._slider("subset", tr("Training images"), self._subset_at)
        self.imbalance = self._slider("imbalance", tr("Imbalance"), _imbalance_at)
        self.label_noise = self._slider("label_noise", tr("Wrong labels"), lambda at: at / _STEPS)
        self.seed = QSpinBox()
        self.seed.setRange(0, 2_147_483_647)
        self.seed.setToolTip(self._help["seed"])
        self.seed.setAccessibleName(tr("Seed of the changes"))
        self.seed.valueChanged.connect(lambda seed: self._want(seed=seed))
        row = self._grid.rowCount()
        self._grid.addWidget(QLabel(tr("Seed")), row, 0)
        self._grid.addWidget(self.seed, row, 1)
        self.classes = QListWidget()
        self.classes.setAccessibleName(tr("Classes that are kept"))
        self.classes.setToolTip(tr("Classes that are not ticked are left out of all parts"))
        self.classes.setItemDelegate(_BarDelegate(self.classes))
        self.classes.setUniformItemSizes(True)
        self.classes.itemChanged.connect(self._tick)
        self.clear = QPushButton(tr("As it is"))
        self.clear.setToolTip(tr("Change nothing of the data set"))
        self.clear.clicked.connect(lambda: self._take(UNCHANGED))
        self.back = QPushButton(tr("Back"))
        self.back.setToolTip(tr("Show again what the data set is; the changes stay"))
        self.back.clicked.connect(self.closed)
        self._note = NoteLabel()
        self._note.hide()
        buttons = QHBoxLayout()
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        buttons.addWidget(self.clear)
        sliders = QVBoxLayout()
        sliders.setSpacing(6)
        sliders.addWidget(heading(tr("Changes for teaching")))
        sliders.addLayout(self._grid)
        sliders.addWidget(self._note)
        sliders.addStretch(1)
        sliders.addLayout(buttons)
        kept = QVBoxLayout()
        kept.setSpacing(6)
        kept.addWidget(heading(tr("Classes, images to train on")))
        kept.addWidget(self.classes, 1)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(10, GAP, GAP, GAP)
        columns.setSpacing(2 * GAP)
        columns.addLayout(sliders, 3)
        columns.addLayout(kept, 2)
        self._show()

    def show_data(self, classes: tuple[str, ...], images: int) -> None:
        """The classes and the number of training images that there are to choose from."""
        self._images = images
        names = [self.classes.item(row).data(_NAME) for row in range(self.classes.count())]
        if names != list(classes):
            self._showing = True
            self.classes.clear()
            for name in classes:
                item = QListWidgetItem(name, self.classes)
                item.setData(_NAME, name)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked)
            self._showing = False
        self._show()

    def show_changes(self, changes: DataChanges) -> None:
        """Show these, unless the user is just changing them."""
        if not self._settled.isActive():
            self._changes = changes
            self._show()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """How many training images each class has; those that are not named have none."""
        most = max(1, *counts.values()) if counts else 1
        self._showing = True
        for row in range(self.classes.count()):
            item = self.classes.item(row)
            count = counts.get(item.data(_NAME), 0)
            item.setText(f"{item.data(_NAME)} · {figures(f'{count:,}')}")
            item.setData(_SHARE, count / most)
        self._showing = False

    def warn(self, text: str) -> None:
        """Say why the changes cannot be made."""
        self._note.warn(text)

    def _slider(self, name: str, title: str, value_at: Callable[[int], float]) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(0, _STEPS)
        slider.setPageStep(10)
        slider.setMinimumWidth(70)
        slider.setAccessibleName(title)
        slider.setToolTip(self._help[name])
        slider.valueChanged.connect(lambda at: self._want(**{name: value_at(at)}))
        number = QLabel()
        number.setMinimumWidth(number.fontMetrics().horizontalAdvance("100,000"))
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        label = QLabel(title)
        label.setToolTip(self._help[name])
        label.setBuddy(slider)
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(slider, row, 1)
        self._grid.addWidget(number, row, 2)
        self._numbers[name] = number
        return slider

    def _subset_at(self, at: int) -> int:
        """From a few images to all of them, as many times more with every step."""
        if at >= _STEPS or self._images <= _FEWEST:
            return 0
        return round(_FEWEST * math.pow(self._images / _FEWEST, at / _STEPS))

    def _place_of_subset(self, subset: int) -> int:
        if not 0 < subset < self._images:
            return _STEPS
        share = math.log(max(subset, _FEWEST) / _FEWEST) / math.log(self._images / _FEWEST)
        return min(_STEPS - 1, round(_STEPS * share))

    def _tick(self, _item: QListWidgetItem) -> None:
        rows = [self.classes.item(row) for row in range(self.classes.count())]
        kept = tuple(
            item.data(_NAME) for item in rows if item.checkState() == Qt.CheckState.Checked
        )
        if not kept and not self._showing:
            self._show()  # one has to stay
            self._note.warn(tr("One class at least must be kept."))
            return
        self._want(classes=() if len(kept) == len(rows) else kept)

    def _want(self, **values: object) -> None:
        if not self._showing:
            self._take(replace(self._changes, **values))  # type: ignore[arg-type]

    def _take(self, changes: DataChanges) -> None:
        self._note.say("")
        if changes != self._changes:
            self._changes = changes
            self._show()
            self.moved.emit(changes)
            self._settled.start()

    def _show(self) -> None:
        changes = self._changes
        self._showing = True
        self.subset.setValue(self._place_of_subset(changes.subset))
        self.imbalance.setValue(_place_of_imbalance(changes.imbalance))
        self.label_noise.setValue(round(_STEPS * changes.label_noise))
        self.seed.setValue(changes.seed)
        for row in range(self.classes.count()):
            item = self.classes.item(row)
            kept = not changes.classes or item.data(_NAME) in changes.classes
            item.setCheckState(Qt.CheckState.Checked if kept else Qt.CheckState.Unchecked)
        self._showing = False
        self._numbers["subset"].setText(
            figures(f"{changes.subset:,}") if changes.subset else tr("all")
        )
        even = changes.imbalance == 1
        self._numbers["imbalance"].setText(
            tr("none") if even else figures(f"1 : {changes.imbalance:.3g}")
        )
        self._numbers["label_noise"].setText(percent_text(changes.label_noise, 0))
        self.clear.setEnabled(
            any(getattr(changes, f.name) != getattr(UNCHANGED, f.name) for f in fields(changes))
        )


class _BarDelegate(TickDelegate):
    """Draws the share of an item as a bar beneath its words."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        place = option.rect.adjusted(24, 0, -4, 0)
        width = round(place.width() * float(index.data(_SHARE) or 0))
        bar = QRect(place.left(), place.bottom() - _BAR + 1, width, _BAR - 1)
        painter.fillRect(bar, theme().colour("train_line"))

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return super().sizeHint(option, index) + QSize(0, _BAR)


def _imbalance_at(at: int) -> float:
    """1 to 100, as many times more with every step."""
    return round(float(10 ** (2 * at / _STEPS)), 2)


def _place_of_imbalance(imbalance: float) -> int:
    return min(_STEPS, round(_STEPS * math.log10(imbalance) / 2))
